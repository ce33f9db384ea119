//! How well vectors keep the order of likeness.

/// Largest length of a vector that is read.
const MAX_DIMENSION: usize = 16_384;
/// How far from 1 the length of a vector may be.
const UNIT_TOLERANCE: f32 = 0.01;

/// Score in 0..1 of embeddings of triplets, laid out as anchor, like, unlike, anchor, like, ...
///
/// Each triplet counts 1 when the like text lies closer to the anchor than the unlike one, scaled
/// so that guessing earns 0 and a perfect order 1. Vectors of different or absurd lengths, not of
/// unit length, or not finite, earn 0 altogether.
pub fn agreement(texts: usize, embedding: &[Vec<f32>]) -> f64 {
    if !is_well_formed(texts, embedding) {
        return 0.0;
    }
    let (mut right, mut all) = (0.0, 0.0);
    for group in embedding.chunks_exact(3) {
        let [anchor, like, unlike] = group else {
            continue;
        };
        let (near, far) = (dot(anchor, like), dot(anchor, unlike));
        all += 1.0;
        right += match near.partial_cmp(&far) {
            Some(std::cmp::Ordering::Greater) => 1.0,
            Some(std::cmp::Ordering::Equal) => 0.5,
            _ => 0.0,
        };
    }
    if all == 0.0 {
        0.0
    } else {
        (2.0_f64 * right / all - 1.0).max(0.0)
    }
}

fn is_well_formed(texts: usize, embedding: &[Vec<f32>]) -> bool {
    let Some(dimension) = embedding.first().map(Vec::len) else {
        return false;
    };
    embedding.len() == texts
        && (1..=MAX_DIMENSION).contains(&dimension)
        && embedding.iter().all(|vector| {
            vector.len() == dimension
                && vector.iter().all(|cell| cell.is_finite())
                && (dot(vector, vector).sqrt() - 1.0).abs() <= UNIT_TOLERANCE
        })
}

fn dot(left: &[f32], right: &[f32]) -> f32 {
    left.iter().zip(right).map(|(a, b)| a * b).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn right_order_earns_all_and_wrong_order_nothing() {
        let (a, b) = (vec![1.0, 0.0], vec![0.0, 1.0]);
        assert_eq!(agreement(3, &[a.clone(), a.clone(), b.clone()]), 1.0);
        assert_eq!(agreement(3, &[a.clone(), b.clone(), a.clone()]), 0.0);
        assert_eq!(
            agreement(3, &[a.clone(), a.clone(), a]),
            0.0,
            "no better than guessing"
        );
    }

    #[test]
    fn malformed_vectors_earn_nothing() {
        let unit = vec![1.0, 0.0];
        for odd in [vec![], vec![1.0], vec![f32::NAN, 0.0], vec![5.0, 0.0]] {
            assert_eq!(agreement(3, &[unit.clone(), unit.clone(), odd]), 0.0);
        }
        assert_eq!(agreement(3, &[unit.clone(), unit]), 0.0);
        assert_eq!(agreement(0, &[]), 0.0);
    }

    #[test]
    fn more_room_keeps_the_order_better() {
        use crate::{HashedNgrams, triplet};
        use rand::SeedableRng;
        let mut random = rand::rngs::StdRng::seed_from_u64(11);
        let triplets: Vec<_> = (0..400).map(|_| triplet(&mut random)).collect();
        let scores: Vec<f64> = [1024, 16, 8, 4, 1]
            .iter()
            .map(|dimension| {
                let embedding = HashedNgrams::new(*dimension).unwrap();
                let vectors: Vec<_> = triplets
                    .iter()
                    .flat_map(|t| [&t.anchor, &t.like, &t.unlike])
                    .map(|text| embedding.embed(text))
                    .collect();
                agreement(vectors.len(), &vectors)
            })
            .collect();
        println!("scores by dimension 1024, 16, 8, 4, 1: {scores:?}");
        assert!(
            scores.windows(2).all(|pair| pair[0] > pair[1] + 0.1),
            "{scores:?}"
        );
    }
}
