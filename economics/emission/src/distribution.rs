//! The division of the pots after an epoch.

use alloc::vec::Vec;

use substrate_fixed::types::U96F32;
use taonet_fixed::SafeDiv;
use taonet_shares::take_fraction;

/// A hotkey and the dividend that the epoch, after the split with parents, gave it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dividend<K> {
    /// Who.
    pub hotkey: K,
    /// The totals of its own pools on the subnet (alpha) and on root (TAO), in rao. A hotkey without
    /// them receives nothing.
    pub stakes: Option<(u64, u64)>,
    /// How much it earned, in rao. Only the proportions count: the pots say what is paid.
    pub dividend: u64,
}

/// What there is to divide, in rao of alpha.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DividendPots {
    /// For stake in alpha.
    pub alpha: u64,
    /// For stake in TAO on root.
    pub root_alpha: u64,
}

/// One hotkey's part of the pots, in rao with 32 fraction bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DividendShare<K> {
    /// Who.
    pub hotkey: K,
    /// Of the alpha pot.
    pub alpha: U96F32,
    /// Of the root pot.
    pub root: U96F32,
}

/// What validators share: their pot, and the miners' pot too if no miner earned anything.
#[must_use]
pub const fn validator_pot(server_rao: u64, validator_rao: u64, incentive_sum: u64) -> u64 {
    if incentive_sum == 0 {
        validator_rao.saturating_add(server_rao)
    } else {
        validator_rao
    }
}

/// Divides the pots among validators.
///
/// A dividend is split into a part earned by root TAO and a part earned by alpha, as the hotkey's
/// stake is composed (`tao_weight` values TAO in alpha). The root pot is divided by the former, the
/// alpha pot by the latter. A pot for which nobody has a part is not paid at all.
///
/// Rows keep their order, which should be ascending by hotkey.
#[must_use]
pub fn distribute_dividends<K>(
    rows: Vec<Dividend<K>>,
    pots: DividendPots,
    tao_weight: U96F32,
) -> Vec<DividendShare<K>> {
    let zero = U96F32::from_bits(0);
    let (mut root_sum, mut alpha_sum) = (zero, zero);
    let mut parts = Vec::with_capacity(rows.len());
    for row in rows {
        let Some((alpha, root)) = row.stakes else {
            continue;
        };
        let root = U96F32::from_num(root).saturating_mul(tao_weight);
        let total = U96F32::from_num(alpha).saturating_add(root);
        let dividend = U96F32::from_num(row.dividend);
        let root = dividend.saturating_mul(root.safe_div(total));
        let alpha = dividend.saturating_sub(root);
        root_sum = root_sum.saturating_add(root);
        alpha_sum = alpha_sum.saturating_add(alpha);
        parts.push(DividendShare {
            hotkey: row.hotkey,
            alpha,
            root,
        });
    }
    let alpha_pot = U96F32::from_num(pots.alpha);
    let root_pot = U96F32::from_num(pots.root_alpha);
    for part in &mut parts {
        part.alpha = alpha_pot.saturating_mul(part.alpha.safe_div(alpha_sum));
        part.root = root_pot.saturating_mul(part.root.safe_div(root_sum));
    }
    parts
}

/// A validator's share between it and those who stake to it, in rao.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TakeSplit {
    /// For the validator's owner.
    pub take_rao: u64,
    /// For everybody who stakes to it, the owner included.
    pub rest_rao: u64,
}

/// Takes a validator's take, in parts of 65,535, off its share. Both parts are rounded down.
#[must_use]
pub fn split_take(share: U96F32, delegate_take: u16) -> TakeSplit {
    let take = take_fraction(delegate_take).saturating_mul(share);
    TakeSplit {
        take_rao: take.saturating_to_num(),
        rest_rao: share.saturating_sub(take).saturating_to_num(),
    }
}

/// The part of the miners' incentive that was withheld because it belonged to the subnet's owner.
#[must_use]
pub fn miner_burned(withheld_rao: u64, total_rao: u64) -> U96F32 {
    U96F32::from_num(withheld_rao).safe_div(U96F32::from_num(total_rao))
}
