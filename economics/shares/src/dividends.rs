//! A child key shares its dividends with the parents whose stake earned them.

use alloc::vec::Vec;

use substrate_fixed::types::U96F32;

use crate::{proportion, take_fraction};

/// A hotkey that pledged a proportion of its stake to the child.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parent<K> {
    /// The parent's hotkey.
    pub key: K,
    /// What it pledged, as a fraction of `u64::MAX`.
    pub proportion: u64,
    /// The total of its pool on the subnet, in rao of alpha.
    pub alpha: u64,
    /// The total of its root pool, in rao of TAO.
    pub root: u64,
    /// Whether the coldkey that owns the child owns the parent too: then the child takes nothing.
    pub same_owner: bool,
}

/// The terms under which a child serves its parents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChildTerms {
    /// The child's take in parts of 65,535: the largest of its own, the network's minimum and the
    /// subnet's minimum.
    pub take: u16,
    /// The part of a parent's dividend that is recycled, as a fraction of `u64::MAX`.
    pub burn: u64,
    /// The weight of root TAO, as a fraction of `u64::MAX`.
    pub tao_weight: u64,
}

/// Who receives how much of a child's dividend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChildSplit<K> {
    /// Amounts in rao: the parents in stored order, then the child.
    pub payouts: Vec<(K, u64)>,
    /// Alpha to recycle, in rao, one amount for each parent with another owner.
    pub burned: Vec<u64>,
}

/// Splits the dividend of a child among its parents and itself, in proportion to the stake that each
/// contributed. From parents of other owners the child keeps its take.
///
/// `alpha` and `root` are the totals of the child's own pools, `pledged` the proportions that it
/// lends to children of its own.
#[must_use]
pub fn split_with_parents<K>(
    hotkey: K,
    dividend: u64,
    alpha: u64,
    root: u64,
    pledged: &[u64],
    parents: Vec<Parent<K>>,
    terms: &ChildTerms,
) -> ChildSplit<K> {
    let zero = U96F32::from_bits(0);
    let tao_weight = proportion(terms.tao_weight);
    let weighted = |alpha: u64, root: u64, part: U96F32| {
        let tao = U96F32::from_num(root)
            .saturating_mul(part)
            .saturating_mul(tao_weight);
        U96F32::from_num(alpha)
            .saturating_mul(part)
            .saturating_add(tao)
    };

    let kept = pledged.iter().fold(U96F32::from_num(1), |rest, part| {
        rest.saturating_sub(proportion(*part))
    });
    // The child's own contribution counts in whole rao, those of the parents do not.
    let own: u64 = weighted(alpha, root, kept).saturating_to_num();
    let contributions: Vec<U96F32> = parents
        .iter()
        .map(|parent| weighted(parent.alpha, parent.root, proportion(parent.proportion)))
        .collect();
    let total = contributions
        .iter()
        .fold(U96F32::from_num(own), |sum, contribution| {
            sum.saturating_add(*contribution)
        });

    let take = take_fraction(terms.take);
    let burn = proportion(terms.burn);
    let dividend = U96F32::from_num(dividend);
    let mut remaining = dividend;
    let mut taken = zero;
    let mut payouts = Vec::with_capacity(parents.len().saturating_add(1));
    let mut burned = Vec::new();
    for (parent, contribution) in parents.into_iter().zip(contributions) {
        let part = contribution.checked_div(total).unwrap_or(zero);
        let mut emission = dividend.saturating_mul(part);
        remaining = remaining.saturating_sub(emission);
        if !parent.same_owner {
            let burnt = burn.saturating_mul(emission);
            let kept = take.saturating_mul(emission);
            emission = emission.saturating_sub(burnt).saturating_sub(kept);
            taken = taken.saturating_add(kept);
            burned.push(burnt.saturating_to_num());
        }
        payouts.push((parent.key, emission.saturating_to_num()));
    }
    payouts.push((hotkey, remaining.saturating_add(taken).saturating_to_num()));
    ChildSplit { payouts, burned }
}
