//! Amounts of money, each with its unit in its type.
//!
//! TAO is one currency. Every subnet has another of its own, its alpha, and alpha of one subnet
//! is worth nothing in another. So [`Alpha`] carries the subnet it belongs to, and adding alpha
//! of two subnets is an error, not a number.
//!
//! All amounts are whole numbers of rao, 10^-9 of a unit; nothing here rounds.

use std::fmt;
use std::str::FromStr;

use crate::{ClientError, RAO_PER_TAO};

/// Digits after the point.
const DECIMALS: usize = 9;

/// An amount of TAO.
///
/// ```
/// use taonet_client::Tao;
///
/// let amount: Tao = "1.5".parse()?;
/// assert_eq!(amount.rao(), 1_500_000_000);
/// assert_eq!(amount.to_string(), "1.500000000");
/// assert!("0.0000000001".parse::<Tao>().is_err(), "finer than one rao");
/// # Ok::<(), taonet_client::ClientError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tao(u64);

impl Tao {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// An amount of rao.
    pub const fn from_rao(rao: u64) -> Self {
        Self(rao)
    }

    /// The amount in rao.
    pub const fn rao(self) -> u64 {
        self.0
    }

    /// The sum, unless it is more than there can be.
    pub const fn checked_add(self, other: Self) -> Option<Self> {
        match self.0.checked_add(other.0) {
            Some(rao) => Some(Self(rao)),
            None => None,
        }
    }

    /// The difference, unless it is negative.
    pub const fn checked_sub(self, other: Self) -> Option<Self> {
        match self.0.checked_sub(other.0) {
            Some(rao) => Some(Self(rao)),
            None => None,
        }
    }

    /// The sum, or the largest amount.
    pub const fn saturating_add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// The difference, or nothing.
    pub const fn saturating_sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl FromStr for Tao {
    type Err = ClientError;

    /// Reads a decimal number of TAO, exactly.
    ///
    /// Fails with [`ClientError::InvalidAmount`] on signs, exponents, more than nine decimals and
    /// more than 2^64 rao.
    fn from_str(text: &str) -> Result<Self, ClientError> {
        parse_rao(text).map(Self)
    }
}

impl fmt::Display for Tao {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_decimal(self.0, formatter)
    }
}

/// An amount of the alpha of one subnet. On the root network (0) that is TAO at stake.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Alpha {
    netuid: u16,
    rao: u64,
}

impl Alpha {
    /// `rao` of the alpha of subnet `netuid`.
    pub const fn new(netuid: u16, rao: u64) -> Self {
        Self { netuid, rao }
    }

    /// Reads a decimal number of alpha, as [`Tao`] does.
    pub fn parse(netuid: u16, text: &str) -> Result<Self, ClientError> {
        parse_rao(text).map(|rao| Self { netuid, rao })
    }

    /// The subnet it belongs to.
    pub const fn netuid(self) -> u16 {
        self.netuid
    }

    /// The amount in rao.
    pub const fn rao(self) -> u64 {
        self.rao
    }

    /// The sum.
    ///
    /// Fails with [`ClientError::UnitMismatch`] for alpha of another subnet, and with
    /// [`ClientError::InvalidAmount`] when there cannot be so much.
    pub fn checked_add(self, other: Self) -> Result<Self, ClientError> {
        self.combine(other, u64::checked_add, "the sum is more than 2^64 rao")
    }

    /// The difference.
    ///
    /// Fails with [`ClientError::UnitMismatch`] for alpha of another subnet, and with
    /// [`ClientError::InvalidAmount`] when it is negative.
    pub fn checked_sub(self, other: Self) -> Result<Self, ClientError> {
        self.combine(other, u64::checked_sub, "the difference is negative")
    }

    fn combine(
        self,
        other: Self,
        operation: fn(u64, u64) -> Option<u64>,
        failure: &str,
    ) -> Result<Self, ClientError> {
        if self.netuid != other.netuid {
            return Err(ClientError::UnitMismatch {
                expected: format!("alpha of subnet {}", self.netuid),
                given: format!("alpha of subnet {}", other.netuid),
            });
        }
        let rao = operation(self.rao, other.rao).ok_or_else(|| ClientError::InvalidAmount {
            given: format!("{self} and {other}"),
            cause: failure.to_owned(),
        })?;
        Ok(Self { rao, ..self })
    }
}

impl fmt::Display for Alpha {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_decimal(self.rao, formatter)
    }
}

/// TAO, or the alpha of a subnet: what a price or a balance may be counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Amount {
    /// TAO.
    Tao(Tao),
    /// Alpha of a subnet.
    Alpha(Alpha),
}

impl Amount {
    /// The amount in rao of its own unit.
    pub const fn rao(self) -> u64 {
        match self {
            Self::Tao(tao) => tao.rao(),
            Self::Alpha(alpha) => alpha.rao(),
        }
    }
}

impl fmt::Display for Amount {
    /// The number and its unit: `1.500000000 TAO`, `2.000000000 alpha of subnet 7`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tao(tao) => write!(formatter, "{tao} TAO"),
            Self::Alpha(alpha) => write!(formatter, "{alpha} alpha of subnet {}", alpha.netuid),
        }
    }
}

impl From<Tao> for Amount {
    fn from(tao: Tao) -> Self {
        Self::Tao(tao)
    }
}

impl From<Alpha> for Amount {
    fn from(alpha: Alpha) -> Self {
        Self::Alpha(alpha)
    }
}

fn write_decimal(rao: u64, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(
        formatter,
        "{}.{:0DECIMALS$}",
        rao / RAO_PER_TAO,
        rao % RAO_PER_TAO
    )
}

fn parse_rao(text: &str) -> Result<u64, ClientError> {
    let invalid = |cause: &str| ClientError::InvalidAmount {
        given: text.to_owned(),
        cause: cause.to_owned(),
    };
    let text = text.trim();
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.len() + fraction.len() == 0 || !digits(whole) || !digits(fraction) {
        return Err(invalid("it is no positive decimal number such as 1.5"));
    }
    if fraction.len() > DECIMALS {
        return Err(invalid("it has more than nine decimals"));
    }
    let too_large = || invalid("it is more than 2^64 rao");
    format!("{whole}{fraction:0<DECIMALS$}")
        .parse::<u64>()
        .map_err(|_| too_large())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimal_numbers_are_read_exactly() {
        let rao = |text: &str| text.parse::<Tao>().map(Tao::rao).ok();
        assert_eq!(rao("1.5"), Some(1_500_000_000));
        assert_eq!(rao("0.000000001"), Some(1));
        assert_eq!(rao(" 7 "), Some(7_000_000_000));
        assert_eq!(rao(".5"), Some(500_000_000));
        assert_eq!(rao("2."), Some(2_000_000_000));
        assert_eq!(rao("18446744073.709551615"), Some(u64::MAX));
    }

    #[test]
    fn what_is_no_amount_is_refused_with_the_cause() {
        for (text, cause) in [
            ("", "decimal"),
            (".", "decimal"),
            ("-1", "decimal"),
            ("+1", "decimal"),
            ("1e3", "decimal"),
            ("1,5", "decimal"),
            ("0x10", "decimal"),
            ("1.5.0", "decimal"),
            ("0.0000000001", "nine decimals"),
            ("18446744073.709551616", "2^64"),
            ("99999999999999999999999", "2^64"),
        ] {
            let error = text.parse::<Tao>().unwrap_err();
            assert!(error.to_string().contains(cause), "{text}: {error}");
            assert_eq!(error.code(), "invalid_argument");
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        for rao in [0, 1, 999_999_999, 1_000_000_000, 1_234_567_890, u64::MAX] {
            let tao = Tao::from_rao(rao);
            assert_eq!(tao.to_string().parse::<Tao>().unwrap(), tao);
            let alpha = Alpha::new(3, rao);
            assert_eq!(Alpha::parse(3, &alpha.to_string()).unwrap(), alpha);
        }
    }

    #[test]
    fn alpha_of_two_subnets_does_not_add_up() {
        let of_one = Alpha::new(1, 10);
        assert_eq!(of_one.checked_add(Alpha::new(1, 5)).unwrap().rao(), 15);
        let error = of_one.checked_add(Alpha::new(2, 5)).unwrap_err();
        assert_eq!(error.code(), "unit_mismatch");
        let message = error.to_string();
        assert!(
            message.contains("subnet 1") && message.contains("subnet 2"),
            "{message}"
        );
        assert!(of_one.checked_sub(Alpha::new(1, 11)).is_err());
        assert!(
            Alpha::new(1, u64::MAX)
                .checked_add(Alpha::new(1, 1))
                .is_err()
        );
    }

    #[test]
    fn amounts_name_their_unit() {
        assert_eq!(
            Amount::from(Tao::from_rao(1)).to_string(),
            "0.000000001 TAO"
        );
        assert_eq!(
            Amount::from(Alpha::new(7, 2_000_000_000)).to_string(),
            "2.000000000 alpha of subnet 7"
        );
    }

    #[test]
    fn sums_of_tao_do_not_wrap() {
        let (one, all) = (Tao::from_rao(1), Tao::from_rao(u64::MAX));
        assert_eq!(all.checked_add(one), None);
        assert_eq!(all.saturating_add(one), all);
        assert_eq!(one.checked_sub(all), None);
        assert_eq!(one.saturating_sub(all), Tao::ZERO);
    }
}
