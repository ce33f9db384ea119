//! What a subnet's part of a block turns into.

use substrate_fixed::types::{U64F64, U96F32};
use taonet_fixed::SafeDiv;
use taonet_shares::{proportion, take_fraction};

use crate::issuance::block_emission;

/// The weight of root against the alpha of a subnet: weighted root TAO over the sum of it and the
/// subnet's alpha. Zero if both are zero.
///
/// `tao_weight` is a fraction of `u64::MAX`, `alpha_issuance` the alpha inside and outside of the
/// pool.
#[must_use]
pub fn root_proportion(root_tao: u64, tao_weight: u64, alpha_issuance: u64) -> U96F32 {
    let root = U96F32::from_num(root_tao).saturating_mul(proportion(tao_weight));
    root.safe_div(root.saturating_add(U96F32::from_num(alpha_issuance)))
}

/// One subnet's part of a block, in rao with 32 fraction bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SubnetTerms {
    /// TAO that joins the pool.
    pub tao_in: U96F32,
    /// New alpha that joins the pool with it.
    pub alpha_in: U96F32,
    /// New alpha outside of the pool, for the participants.
    pub alpha_out: U96F32,
    /// TAO that buys alpha from the pool.
    pub excess_tao: U96F32,
}

impl SubnetTerms {
    /// [`Self::tao_in`] in whole rao.
    #[must_use]
    pub fn tao_in_rao(&self) -> u64 {
        self.tao_in.saturating_to_num()
    }

    /// [`Self::alpha_in`] in whole rao.
    #[must_use]
    pub fn alpha_in_rao(&self) -> u64 {
        self.alpha_in.saturating_to_num()
    }

    /// [`Self::alpha_out`] in whole rao.
    #[must_use]
    pub fn alpha_out_rao(&self) -> u64 {
        self.alpha_out.saturating_to_num()
    }

    /// [`Self::excess_tao`] in whole rao.
    #[must_use]
    pub fn excess_tao_rao(&self) -> u64 {
        self.excess_tao.saturating_to_num()
    }
}

/// Divides a subnet's TAO into what joins the pool and what buys alpha.
///
/// The pool may grow by no more alpha than root's proportion of the subnet's alpha emission; TAO
/// that would need more alpha than that beside it becomes the excess. Evaluate this for all subnets
/// before changing any pool.
#[must_use]
pub fn subnet_terms(
    tao: U96F32,
    spot_price: U64F64,
    root_proportion: U96F32,
    alpha_issuance: u64,
) -> SubnetTerms {
    let alpha_out = U96F32::from_num(block_emission(alpha_issuance));
    let price = U96F32::saturating_from_num(spot_price);
    let cap = root_proportion.saturating_mul(alpha_out);
    let wanted = tao.safe_div(price);
    let (alpha_in, tao_in) = if wanted > cap {
        (cap, cap.saturating_mul(price))
    } else {
        (wanted, tao)
    };
    SubnetTerms {
        tao_in,
        alpha_in,
        alpha_out,
        excess_tao: tao.saturating_sub(tao_in),
    }
}

/// The pots into which a subnet's alpha goes, in rao.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AlphaOutSplit {
    /// For the subnet's owner.
    pub owner_rao: u64,
    /// For the miners.
    pub server_rao: u64,
    /// For validators and those who stake alpha to them.
    pub validator_rao: u64,
    /// For those who stake TAO on root; recycled while root is not paid.
    pub root_rao: u64,
}

/// Divides the alpha of a block among the pots: the owner's cut first (in parts of 65,535, `None`
/// while the subnet's cut is off), half of the rest to miners, and the other half to validators less
/// root's proportion of it.
///
/// Each pot is rounded down by itself: up to four rao belong to nobody. `root_proportion` is the one
/// after the pool and the alpha of this block have changed, not the one of [`subnet_terms`].
#[must_use]
pub fn split_alpha_out(
    alpha_out: U96F32,
    owner_cut: Option<u16>,
    root_proportion: U96F32,
) -> AlphaOutSplit {
    let half = U96F32::from_num(1) >> 1u32;
    let owner = owner_cut.map_or(U96F32::from_bits(0), |cut| {
        alpha_out.saturating_mul(take_fraction(cut))
    });
    let rest = alpha_out.saturating_sub(owner);
    let root = root_proportion.saturating_mul(rest).saturating_mul(half);
    let server = rest.saturating_mul(half);
    let validator = rest.saturating_sub(server).saturating_sub(root);
    AlphaOutSplit {
        owner_rao: owner.saturating_to_num(),
        server_rao: server.saturating_to_num(),
        validator_rao: validator.saturating_to_num(),
        root_rao: root.saturating_to_num(),
    }
}
