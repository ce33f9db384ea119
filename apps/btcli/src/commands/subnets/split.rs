//! How the emission of a subnet is split among its mechanisms.

use crate::arguments::Amount;

/// All of it, in the chain's parts.
const WHOLE: u64 = u16::MAX as u64;

/// Reads weights as `70,30` and scales them to parts of 65,535, which they are exactly together.
/// What rounding leaves goes to those that lost most by it.
pub(super) fn parse(text: &str) -> Result<Vec<u16>, String> {
    let weights = text
        .split(',')
        .map(|part| part.trim().trim_end_matches('%').parse::<Amount>())
        .map(|amount| amount.map(|amount| amount.rao))
        .collect::<Result<Vec<u64>, String>>()
        .map_err(|_| {
            format!("'{text}' is no split: write a weight for each mechanism, as 70,30")
        })?;
    let sum: u128 = weights.iter().map(|weight| u128::from(*weight)).sum();
    if sum == 0 {
        return Err(format!("'{text}' is no split: all weights are 0"));
    }
    let scaled = |weight: u64| u128::from(weight) * u128::from(WHOLE);
    let mut parts: Vec<u64> = weights
        .iter()
        .map(|weight| u64::try_from(scaled(*weight) / sum).unwrap_or(WHOLE))
        .collect();
    let mut losses: Vec<(u128, usize)> = weights
        .iter()
        .enumerate()
        .map(|(place, weight)| (scaled(*weight) % sum, place))
        .collect();
    losses.sort_by_key(|(loss, place)| (std::cmp::Reverse(*loss), *place));
    let left = WHOLE.saturating_sub(parts.iter().sum());
    for (_, place) in losses.into_iter().take(usize::try_from(left).unwrap_or(0)) {
        if let Some(part) = parts.get_mut(place) {
            *part += 1;
        }
    }
    Ok(parts
        .into_iter()
        .map(|part| u16::try_from(part).unwrap_or(u16::MAX))
        .collect())
}

/// Equal parts, as the chain splits where nothing is set.
pub(super) fn even(mechanisms: u64) -> Vec<u16> {
    let ones = vec!["1"; usize::try_from(mechanisms.clamp(1, 256)).unwrap_or(1)];
    parse(&ones.join(",")).unwrap_or_default()
}

/// A split in percent, with two decimals.
pub(super) fn percentages(split: &[u16]) -> Vec<f64> {
    let sum: f64 = split.iter().map(|part| f64::from(*part)).sum();
    split
        .iter()
        .map(|part| match sum > 0.0 {
            true => (f64::from(*part) / sum * 10_000.0).round() / 100.0,
            false => 0.0,
        })
        .collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;

    #[test]
    fn a_split_is_always_the_whole() {
        assert_eq!(parse("70,30").unwrap(), [45_875, 19_660]);
        assert_eq!(parse("1,1,1").unwrap(), [21_845, 21_845, 21_845]);
        assert_eq!(parse("0.5, 0.5").unwrap(), [32_768, 32_767]);
        assert_eq!(parse("100%,0%").unwrap(), [65_535, 0]);
        for text in ["1,2,3,4,5,6,7", "0.1,0.7,99", "18446744073,1"] {
            let sum: u64 = parse(text)
                .unwrap()
                .iter()
                .map(|part| u64::from(*part))
                .sum();
            assert_eq!(sum, WHOLE, "{text}");
        }
        for bad in ["", "a,b", "0,0", "-1,2", "1;2"] {
            assert!(parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn parts_are_shown_in_percent() {
        assert_eq!(percentages(&[45_875, 19_660]), [70.0, 30.0]);
        assert_eq!(percentages(&even(2)), [50.0, 50.0]);
        assert_eq!(even(3).len(), 3);
    }
}
