//! Voting power: the slow average of a validator's stake.

/// Denominator of the averaging factor.
pub const ALPHA_SCALE: u64 = 1_000_000_000_000_000_000;

/// `(alpha * stake + (1 - alpha) * previous)`, with `alpha` in parts of 10^18, floored.
#[must_use]
pub fn average(previous_rao: u64, stake_rao: u64, alpha: u64) -> u64 {
    let fresh = u128::from(alpha).saturating_mul(stake_rao.into());
    let rest = u128::from(ALPHA_SCALE.saturating_sub(alpha)).saturating_mul(previous_rao.into());
    let average = fresh.saturating_add(rest) / u128::from(ALPHA_SCALE);
    u64::try_from(average).unwrap_or(u64::MAX)
}

/// Power after an epoch, or none if the entry is to be removed: without a permit, or when it
/// falls from above the stake threshold to below.
#[must_use]
pub fn after_epoch(
    previous_rao: u64,
    stake_rao: u64,
    alpha: u64,
    has_permit: bool,
    threshold_rao: u64,
) -> Option<u64> {
    if !has_permit {
        return None;
    }
    let power = average(previous_rao, stake_rao, alpha);
    let fell = power < threshold_rao && threshold_rao <= previous_rao;
    (!fell).then_some(power)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn averages_and_removes() {
        assert_eq!(average(0, 1_000, ALPHA_SCALE / 2), 500);
        assert_eq!(average(u64::MAX, u64::MAX, ALPHA_SCALE), u64::MAX);
        assert_eq!(after_epoch(100, 0, ALPHA_SCALE / 2, true, 80), None);
        assert_eq!(after_epoch(70, 0, ALPHA_SCALE / 2, true, 80), Some(35));
        assert_eq!(after_epoch(70, 70, 0, false, 0), None);
    }
}
