//! From scores to a row of weights.

/// Turns scores of UIDs into weights: the square of the score, scaled so that the best gets 65,535.
///
/// Squaring pays a clearly better miner clearly more while keeping the order of the scores. UIDs
/// with a score of 0 are left out; if no score is above 0 there is nothing to set.
pub fn weights_from_scores(scores: &[(u16, f64)]) -> Vec<(u16, u16)> {
    let squared = |score: f64| {
        if score.is_finite() && score > 0.0 {
            score * score
        } else {
            0.0
        }
    };
    let best = scores
        .iter()
        .map(|(_, score)| squared(*score))
        .fold(0.0, f64::max);
    if best <= 0.0 {
        return Vec::new();
    }
    scores
        .iter()
        .map(|(uid, score)| {
            let share = (squared(*score) / best * f64::from(u16::MAX)).round();
            // The share is in 0..=65535 by construction; the cast saturates in any case.
            (*uid, share as u16)
        })
        .filter(|(_, share)| *share > 0)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::weights_from_scores;

    #[test]
    fn order_is_kept_and_the_best_gets_all() {
        let weights = weights_from_scores(&[(3, 0.5), (1, 1.0), (2, 0.0), (9, f64::NAN)]);
        assert_eq!(weights, [(3, 16384), (1, 65535)]);
    }

    #[test]
    fn nothing_to_reward_is_nothing_to_set() {
        assert!(weights_from_scores(&[(1, 0.0), (2, -1.0), (3, f64::INFINITY)]).is_empty());
        assert!(weights_from_scores(&[]).is_empty());
    }
}
