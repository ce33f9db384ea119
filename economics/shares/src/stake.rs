//! The stake that counts for a hotkey, with what parents lend it and children borrow from it.

use substrate_fixed::types::{I64F64, U96F32};
use taonet_fixed::SafeDiv;

/// A `u64` as a fraction of `u64::MAX`: the proportion of a child key, the weight of root TAO, the
/// burnt part of child takes.
#[must_use]
pub fn proportion(part: u64) -> U96F32 {
    U96F32::from_num(part).safe_div(U96F32::from_num(u64::MAX))
}

/// A `u16` as a fraction of 65,535: delegate and child-key takes, the subnet owner's cut.
#[must_use]
pub fn take_fraction(take: u16) -> U96F32 {
    U96F32::from_num(take).safe_div(U96F32::from_num(u16::MAX))
}

/// The stake of a hotkey on a subnet once its children have borrowed from it and its parents have
/// lent to it, in rao.
///
/// `own` is the total of the hotkey's pool; `children` are the proportions it pledged; `parents` are
/// pairs of the proportion that a parent pledged to this hotkey and the total of that parent's pool.
/// Call it with the totals of the subnet for alpha, and with those of root (but the relations of the
/// subnet) for TAO.
#[must_use]
pub fn inherited_stake(
    own: u64,
    children: impl IntoIterator<Item = u64>,
    parents: impl IntoIterator<Item = (u64, u64)>,
) -> u64 {
    let own = U96F32::from_num(own);
    let lent = children
        .into_iter()
        .fold(U96F32::from_bits(0), |sum, part| {
            sum.saturating_add(own.saturating_mul(proportion(part)))
        });
    let borrowed = parents
        .into_iter()
        .fold(U96F32::from_bits(0), |sum, (part, base)| {
            sum.saturating_add(U96F32::from_num(base).saturating_mul(proportion(part)))
        });
    own.saturating_sub(lent)
        .saturating_add(borrowed)
        .saturating_to_num()
}

/// The weight of a hotkey in an epoch: its alpha, and its root TAO times the global TAO weight
/// (a fraction of `u64::MAX`).
#[must_use]
pub fn stake_weight(alpha: u64, root_tao: u64, tao_weight: u64) -> I64F64 {
    let tao_weight = I64F64::saturating_from_num(proportion(tao_weight));
    I64F64::saturating_from_num(alpha)
        .saturating_add(I64F64::saturating_from_num(root_tao).saturating_mul(tao_weight))
}
