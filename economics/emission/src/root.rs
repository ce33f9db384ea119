//! Dividends of root stakers: accrued as a rate, paid on claim.
//!
//! For each hotkey and subnet there is a *rate*: alpha per rao of root stake since the beginning.
//! For each staker there is a *watermark*: how much of its stake times the rate is not (or no more)
//! owed. Staking raises the watermark by what the new stake would otherwise have earned in the past.

use alloc::collections::BTreeSet;

use substrate_fixed::types::I96F32;
use taonet_fixed::SafeDiv;

/// What to do with a dividend for root stakers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RootAccrual {
    /// Store this as the new rate.
    Rate(I96F32),
    /// The dividend exceeds the whole root stake of the hotkey: give it to the owner as stake on the
    /// subnet, and leave the rate alone.
    StakeInstead,
}

/// Adds a dividend of `amount` rao to a rate. The increase is cut to 32 fraction bits, so with a
/// root stake `T` up to `T / 2^32` rao are lost.
#[must_use]
pub fn accrue_root_dividend(rate: I96F32, amount: u64, root_stake: u64) -> RootAccrual {
    if amount > root_stake {
        return RootAccrual::StakeInstead;
    }
    let increase = I96F32::from_num(amount).safe_div(I96F32::from_num(root_stake));
    RootAccrual::Rate(rate.saturating_add(increase))
}

/// What a staker is owed, in rao with 32 fraction bits; negative if the watermark is ahead.
#[must_use]
pub fn root_owed(rate: I96F32, root_stake: u64, watermark: u128) -> I96F32 {
    rate.saturating_mul(I96F32::from_num(root_stake))
        .saturating_sub(I96F32::saturating_from_num(watermark))
}

/// What a claim pays, in whole rao: nothing below the threshold.
#[must_use]
pub fn root_claimable(owed: I96F32, threshold: I96F32) -> u64 {
    if owed < threshold {
        0
    } else {
        owed.saturating_to_num()
    }
}

/// The watermark of `amount` rao of root stake at a rate: added when stake is added, subtracted
/// (not below zero) when it is removed.
#[must_use]
pub fn root_watermark(rate: I96F32, amount: u64) -> u128 {
    rate.saturating_mul(I96F32::from_num(amount))
        .saturating_to_num()
}

/// The indices of the coldkeys whose root dividends are claimed automatically in a block, drawn from
/// the hash of its parent. At most `claims`, fewer if the same index is drawn twice.
#[must_use]
pub fn auto_claim_indices(parent_hash: &[u8; 32], coldkeys: u64, claims: u64) -> BTreeSet<u64> {
    let (words, _) = parent_hash.as_chunks::<8>();
    let mut last = words.first().map_or(0, |word| u64::from_be_bytes(*word));
    let mut indices = BTreeSet::new();
    let draws = words.iter().cycle().zip(0..claims);
    for (word, _) in draws {
        let step = u64::from_be_bytes(*word);
        last = last.saturating_add(step).checked_rem(coldkeys).unwrap_or(0);
        indices.insert(last);
    }
    indices
}
