//! Options about subnets and amounts.

use clap::Args;

use crate::failure::Failure;

/// One subnet.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct NetuidOption {
    /// Subnet
    #[arg(long)]
    pub(crate) netuid: Option<u16>,
}

/// Several subnets.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct NetuidsOption {
    /// Subnets, separated by commas
    #[arg(
        long,
        short = 'n',
        alias = "netuid",
        value_delimiter = ',',
        value_name = "N,N,..."
    )]
    pub(crate) netuids: Vec<u16>,
}

/// An amount of TAO or alpha.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct AmountOption {
    /// Amount, with up to nine decimals
    #[arg(long, short = 'a')]
    pub(crate) amount: Option<Amount>,
}

/// How far a price may move while a transaction is under way.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Price")]
pub(crate) struct ToleranceOption {
    /// Accepted move of the price as a fraction: 0.005 is half a percent [default: 0.005]
    #[arg(long, aliases = ["rate-tolerance", "limit"], value_name = "FRACTION")]
    pub(crate) tolerance: Option<f64>,
}

/// Whether stake moves under a price limit.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Price")]
pub(crate) struct SafeStakingOption {
    /// Refuse when the price moved further than the tolerance (the default)
    #[arg(long, alias = "safe", overrides_with = "no_safe_staking")]
    pub(crate) safe_staking: bool,
    /// Take any price
    #[arg(long, alias = "unsafe", overrides_with = "safe_staking")]
    pub(crate) no_safe_staking: bool,
}

/// Whether a part of an amount may move when the rest would pass the price limit.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Price")]
pub(crate) struct PartialStakeOption {
    /// Move what fits under the price limit
    #[arg(
        long,
        aliases = ["partial", "allow", "allow-partial"],
        overrides_with = "no_allow_partial_stake"
    )]
    pub(crate) allow_partial_stake: bool,
    /// Move all or nothing (the default)
    #[arg(
        long,
        aliases = ["no-partial", "not-allow", "not-partial"],
        overrides_with = "allow_partial_stake"
    )]
    pub(crate) no_allow_partial_stake: bool,
}

/// An amount of some token in its smallest unit, 10^-9 of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Amount {
    /// In rao.
    pub(crate) rao: u64,
}

impl std::str::FromStr for Amount {
    type Err = String;

    /// Reads a decimal number exactly; never through a floating-point number.
    fn from_str(text: &str) -> Result<Self, String> {
        let (whole, fraction) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if (whole.is_empty() && fraction.is_empty()) || !digits(whole) || !digits(fraction) {
            return Err("not an amount: write digits, such as 1.5".into());
        }
        let fraction = fraction.trim_end_matches('0');
        if fraction.len() > 9 {
            return Err("more than nine decimals: the smallest amount is 0.000000001".into());
        }
        let whole: u64 = if whole.is_empty() {
            0
        } else {
            whole.parse().map_err(|_| "the amount is too large")?
        };
        let fraction: u64 = format!("{fraction:0<9}")
            .parse()
            .map_err(|_| "not an amount")?;
        whole
            .checked_mul(1_000_000_000)
            .and_then(|rao| rao.checked_add(fraction))
            .map(|rao| Self { rao })
            .ok_or_else(|| "the amount is too large".into())
    }
}

/// An address of prefix 42, or with another prefix (whose users are told), or `0x` and 64 digits.
pub(crate) fn address(text: &str) -> Result<[u8; 32], Failure> {
    let text = text.trim();
    if let Some(digits) = text.strip_prefix("0x") {
        let mut key = [0; 32];
        return hex::decode_to_slice(digits, &mut key)
            .map(|()| key)
            .map_err(|_| {
                Failure::usage(format!(
                    "'{text}' is not a public key: write 0x and 64 hex digits, or an SS58 address"
                ))
            });
    }
    taonet_wallet::ss58::decode(text)
        .map(|(_, key)| key)
        .map_err(|error| Failure::usage(format!("'{text}' is no address: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_exactly() {
        let rao = |text: &str| text.parse::<Amount>().map(|amount| amount.rao);
        assert_eq!(rao("1.5"), Ok(1_500_000_000));
        assert_eq!(rao("0.000000001"), Ok(1));
        assert_eq!(rao(".25"), Ok(250_000_000));
        assert_eq!(rao("7."), Ok(7_000_000_000));
        assert_eq!(rao("18446744073.709551615"), Ok(u64::MAX));
        for bad in [
            "",
            ".",
            "-1",
            "+1",
            "1e3",
            "1,000",
            "nan",
            "0.0000000001",
            "18446744073.709551616",
            "99999999999999999999",
        ] {
            assert!(rao(bad).is_err(), "{bad}");
        }
    }
}
