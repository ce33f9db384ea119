//! Shares as people write them, and as the chain counts them.

use std::str::FromStr;

/// A number of at most one, exactly as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fraction {
    /// In parts of 10^18.
    parts: u64,
}

/// Parts in one: as many decimals as fit.
const ONE: u64 = 1_000_000_000_000_000_000;
const DECIMALS: usize = 18;

impl FromStr for Fraction {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("'{text}' is not a fraction: write a number from 0 to 1, as 0.25");
        let (whole, fraction) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if (whole.is_empty() && fraction.is_empty())
            || !digits(whole)
            || !digits(fraction)
            || fraction.len() > DECIMALS
        {
            return Err(wrong());
        }
        let whole: u64 = format!("0{whole}").parse().map_err(|_| wrong())?;
        let fraction: u64 = format!("{fraction:0<DECIMALS$}")
            .parse()
            .map_err(|_| wrong())?;
        match whole.checked_mul(ONE).and_then(|w| w.checked_add(fraction)) {
            Some(parts) if parts <= ONE => Ok(Self { parts }),
            _ => Err(wrong()),
        }
    }
}

impl Fraction {
    /// In parts of 2^64 - 1, rounded down, so that shares of at most one stay at most one.
    pub(crate) fn of_u64(self) -> u64 {
        let parts = u128::from(self.parts) * u128::from(u64::MAX) / u128::from(ONE);
        u64::try_from(parts).unwrap_or(u64::MAX)
    }

    /// In parts of 65,535, rounded down, as the chain counts takes.
    pub(crate) fn of_u16(self) -> u16 {
        let parts = u128::from(self.parts) * u128::from(u16::MAX) / u128::from(ONE);
        u16::try_from(parts).unwrap_or(u16::MAX)
    }

    /// Whether these are together at most one.
    pub(crate) fn fit_in_one(shares: &[Self]) -> bool {
        let sum: u128 = shares.iter().map(|share| u128::from(share.parts)).sum();
        sum <= u128::from(ONE)
    }
}

/// A share of 65,535 as a fraction.
pub(crate) fn of_take(take: u16) -> f64 {
    f64::from(take) / f64::from(u16::MAX)
}

/// A share of 2^64 - 1 as a fraction.
#[allow(clippy::cast_precision_loss, reason = "shown with few digits")]
pub(crate) fn of_proportion(proportion: u64) -> f64 {
    proportion as f64 / u64::MAX as f64
}

/// Numbers and ranges of subnets: `1,4-6`.
pub(crate) fn netuids(text: &str) -> Result<Vec<u16>, String> {
    let wrong = || format!("'{text}' is not a list of subnets: write numbers and ranges, as 1,4-6");
    let mut found = std::collections::BTreeSet::new();
    for part in text
        .split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty())
    {
        let number = |digits: &str| digits.trim().parse::<u16>().map_err(|_| wrong());
        match part.split_once('-') {
            Some((first, last)) => {
                let (first, last) = (number(first)?, number(last)?);
                if first > last {
                    return Err(wrong());
                }
                found.extend(first..=last);
            }
            None => {
                found.insert(number(part)?);
            }
        }
    }
    if found.is_empty() {
        return Err(wrong());
    }
    Ok(found.into_iter().collect())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;

    #[test]
    fn fractions_are_read_exactly() {
        let read = |text: &str| text.parse::<Fraction>().unwrap();
        assert_eq!(read("1").of_u64(), u64::MAX);
        assert_eq!(read("0.25").of_u64(), u64::MAX / 4);
        assert_eq!(read("0").of_u64(), 0);
        assert_eq!(read("0.18").of_u16(), 11_796);
        assert_eq!(read(".5").of_u16(), 32_767);
        for bad in [
            "",
            ".",
            "1.1",
            "-0.1",
            "2",
            "0.1e1",
            "nan",
            "30%",
            "0.0000000000000000001",
        ] {
            assert!(bad.parse::<Fraction>().is_err(), "{bad}");
        }
    }

    #[test]
    fn shares_that_make_one_never_count_as_more() {
        let thirds: Vec<Fraction> = ["0.3", "0.3", "0.4"]
            .iter()
            .map(|text| text.parse().unwrap())
            .collect();
        assert!(Fraction::fit_in_one(&thirds));
        let sum: u128 = thirds.iter().map(|share| u128::from(share.of_u64())).sum();
        assert!(sum <= u128::from(u64::MAX));
        let more: Vec<Fraction> = ["0.7", "0.300000001"]
            .iter()
            .map(|text| text.parse().unwrap())
            .collect();
        assert!(!Fraction::fit_in_one(&more));
    }

    #[test]
    fn lists_of_subnets_may_hold_ranges() {
        assert_eq!(netuids("1, 4-6,2,5").unwrap(), [1, 2, 4, 5, 6]);
        assert_eq!(netuids("0").unwrap(), [0]);
        for bad in ["", ",", "1-", "-1", "6-4", "70000", "a", "1;2"] {
            assert!(netuids(bad).is_err(), "{bad}");
        }
    }
}
