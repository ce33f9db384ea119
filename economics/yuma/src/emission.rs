//! Sharing the epoch's alpha by incentive and dividends.

use alloc::{vec, vec::Vec};

use crate::raw::{add, divide_all, normalize, sum};

/// Amounts by uid, in rao.
#[derive(Debug)]
pub(crate) struct Emission {
    pub(crate) server_rao: Vec<u64>,
    pub(crate) validator_rao: Vec<u64>,
    pub(crate) combined_rao: Vec<u64>,
}

/// Shares `emission_rao`. Where nobody earned anything, stake decides: active stake, or all stake
/// if nobody is active.
pub(crate) fn share_out(
    incentive: &[u64],
    dividends: &[u64],
    stake: &[u64],
    active_stake: &[u64],
    emission_rao: u64,
) -> Emission {
    let mut combined: Vec<u64> = incentive
        .iter()
        .zip(dividends)
        .map(|(i, d)| add(*i, *d))
        .collect();
    let earned = sum(&combined);
    let (server, validator) = if earned == 0 {
        let base = if sum(active_stake) == 0 {
            stake
        } else {
            active_stake
        };
        combined = base.to_vec();
        (vec![0; base.len()], base.to_vec())
    } else {
        let (mut server, mut validator) = (incentive.to_vec(), dividends.to_vec());
        divide_all(&mut server, earned);
        divide_all(&mut validator, earned);
        normalize(&mut combined);
        (server, validator)
    };
    let amounts = |shares: Vec<u64>| {
        shares
            .into_iter()
            .map(|share| amount_rao(share, emission_rao))
            .collect()
    };
    Emission {
        server_rao: amounts(server),
        validator_rao: amounts(validator),
        combined_rao: amounts(combined),
    }
}

/// `share * emission`, floored.
fn amount_rao(share: u64, emission_rao: u64) -> u64 {
    let amount = (u128::from(share) * u128::from(emission_rao)) >> 32;
    u64::try_from(amount).unwrap_or(u64::MAX)
}
