//! Prices and quotes of the pools.

use crate::{Runtime, SubtensorModule, Swap};
use alloc::vec::Vec;
use codec::{Decode, Encode};
use scale_info::TypeInfo;
use substrate_fixed::types::U64F64;
use taonet_primitives::{AlphaBalance, NetUid, SwapHandler, TaoBalance};

/// Price of a subnet's alpha.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct SubnetPrice {
    /// The subnet.
    pub netuid: NetUid,
    /// Rao of TAO per whole alpha.
    pub price: u64,
}

/// What a swap would do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct SimSwapResult {
    /// TAO paid in or out, in rao.
    pub tao_amount: TaoBalance,
    /// Alpha paid out or in, in rao.
    pub alpha_amount: AlphaBalance,
    /// Fee of a purchase, in rao of TAO.
    pub tao_fee: TaoBalance,
    /// Fee of a sale, in rao of alpha.
    pub alpha_fee: AlphaBalance,
    /// TAO that a sale falls short of the spot price, in rao.
    pub tao_slippage: TaoBalance,
    /// Alpha that a purchase falls short of the spot price, in rao.
    pub alpha_slippage: AlphaBalance,
}

sp_api::decl_runtime_apis! {
    /// Prices and quotes of the pools.
    pub trait SwapRuntimeApi {
        /// Spot price in rao of TAO per whole alpha.
        fn current_alpha_price(netuid: NetUid) -> u64;
        /// Spot prices of all subnets.
        fn current_alpha_price_all() -> Vec<SubnetPrice>;
        /// What buying with `tao` would do; zeros when it would fail.
        fn sim_swap_tao_for_alpha(netuid: NetUid, tao: TaoBalance) -> SimSwapResult;
        /// What selling `alpha` would do; zeros when it would fail.
        fn sim_swap_alpha_for_tao(netuid: NetUid, alpha: AlphaBalance) -> SimSwapResult;
    }
}

type Pools = <Runtime as pallet_subtensor::Config>::SwapInterface;

/// Rao in a whole unit.
const RAO_PER_UNIT: u64 = 1_000_000_000;

pub(crate) fn price_rao(netuid: NetUid) -> u64 {
    Swap::spot_price(netuid)
        .saturating_mul(U64F64::from_num(RAO_PER_UNIT))
        .saturating_to_num()
}

pub(crate) fn all_prices() -> Vec<SubnetPrice> {
    SubtensorModule::all_subnet_netuids()
        .into_iter()
        .map(|netuid| SubnetPrice {
            netuid,
            price: price_rao(netuid),
        })
        .collect()
}

pub(crate) fn simulate_purchase(netuid: NetUid, tao: TaoBalance) -> SimSwapResult {
    let Ok(bought) = Pools::quote_buy(netuid, tao) else {
        return SimSwapResult::default();
    };
    SimSwapResult {
        tao_amount: bought.paid_in,
        alpha_amount: bought.paid_out,
        tao_fee: bought.fee,
        alpha_slippage: Pools::alpha_at_spot(netuid, tao).saturating_sub(bought.paid_out),
        ..Default::default()
    }
}

pub(crate) fn simulate_sale(netuid: NetUid, alpha: AlphaBalance) -> SimSwapResult {
    let Ok(sold) = Pools::quote_sell(netuid, alpha) else {
        return SimSwapResult::default();
    };
    SimSwapResult {
        tao_amount: sold.paid_out,
        alpha_amount: sold.paid_in,
        alpha_fee: sold.fee,
        tao_slippage: Pools::tao_at_spot(netuid, alpha).saturating_sub(sold.paid_out),
        ..Default::default()
    }
}
