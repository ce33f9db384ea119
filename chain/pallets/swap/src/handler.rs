//! Swaps and quotes over the stored weights and the main pallet's reserves.

use crate::pallet::*;
use frame_support::traits::Get;
use sp_runtime::{DispatchError, DispatchResult};
use substrate_fixed::types::U64F64;
use taonet_amm::{AmmError, Mechanism, Pool, Side, SwapRequest, SwapResult};
use taonet_primitives::{
    AlphaBalance, Bought, NetUid, Sold, Subnets, SwapHandler, Swapped, TaoBalance,
};

impl<T: Config> From<AmmError> for Error<T> {
    fn from(error: AmmError) -> Self {
        match error {
            AmmError::SwapInputTooLarge => Self::SwapInputTooLarge,
            AmmError::ReservesTooLow => Self::ReservesTooLow,
            AmmError::PriceLimitExceeded => Self::PriceLimitExceeded,
            AmmError::InsufficientLiquidity => Self::InsufficientLiquidity,
            AmmError::ReservesOutOfBalance | AmmError::WeightOutOfRange => {
                Self::ReservesOutOfBalance
            }
        }
    }
}

fn typed<In: From<u64>, Out: From<u64>>(result: SwapResult) -> Swapped<In, Out> {
    Swapped {
        paid_in: result.amount_paid_in.into(),
        paid_out: result.amount_paid_out.into(),
        fee: result.fee_paid.into(),
        fee_to_author: result.fee_to_block_author.into(),
    }
}

impl<T: Config> Pallet<T> {
    /// The subnet's pool as its next swap would find it.
    pub fn pool(netuid: NetUid) -> Pool {
        let pool = Pool {
            fee_rate: FeeRate::<T>::get(netuid),
            ..Self::pool_without_fee(netuid)
        };
        if Self::is_unopened(netuid, &pool) {
            return Pool {
                balancer: crate::Balancer::default().into(),
                ..pool
            };
        }
        pool
    }

    /// The subnet's pool for everything but swaps: the weights as stored, also where the first
    /// swap would replace them, and no fee.
    fn pool_without_fee(netuid: NetUid) -> Pool {
        let mechanism = Mechanism::from_id(T::Subnets::mechanism(netuid));
        if mechanism == Mechanism::Stable {
            return Pool::stable();
        }
        Pool {
            mechanism,
            alpha_reserve: T::Subnets::alpha_reserve(netuid).to_u64(),
            tao_reserve: T::Subnets::tao_reserve(netuid).to_u64(),
            balancer: SwapBalancer::<T>::get(netuid).into(),
            fee_rate: 0,
            min_output_reserve: T::MinimumReserve::get().get(),
        }
    }

    /// Whether the pool's first swap, which gives it equal weights, is still to come.
    fn is_unopened(netuid: NetUid, pool: &Pool) -> bool {
        pool.mechanism == Mechanism::Dynamic && !PalSwapInitialized::<T>::get(netuid)
    }

    fn swap(netuid: NetUid, request: &SwapRequest) -> Result<SwapResult, DispatchError> {
        let pool = Self::pool(netuid);
        let result = pool.swap(request).map_err(Error::<T>::from)?;
        if Self::is_unopened(netuid, &pool) {
            SwapBalancer::<T>::insert(netuid, crate::Balancer::default());
            PalSwapInitialized::<T>::insert(netuid, true);
        }
        Ok(result)
    }

    fn quote(netuid: NetUid, side: Side, amount: u64) -> Result<SwapResult, DispatchError> {
        let pool = Self::pool(netuid);
        if pool.mechanism == Mechanism::Stable && !T::Subnets::exists(netuid) {
            return Ok(SwapResult::default());
        }
        Ok(pool.quote(side, amount).map_err(Error::<T>::from)?)
    }

    fn max_in(netuid: NetUid, side: Side, limit: TaoBalance) -> Result<u64, DispatchError> {
        let max = Self::pool(netuid).max_amount_in(side, limit.to_u64());
        Ok(max.map_err(Error::<T>::from)?)
    }
}

impl<T: Config> SwapHandler for Pallet<T> {
    fn buy(
        netuid: NetUid,
        tao: TaoBalance,
        limit: TaoBalance,
        drop_fees: bool,
    ) -> Result<Bought, DispatchError> {
        let request = SwapRequest {
            side: Side::Buy,
            amount: tao.to_u64(),
            limit_price: limit.to_u64(),
            drop_fees,
        };
        Self::swap(netuid, &request).map(typed)
    }

    fn sell(
        netuid: NetUid,
        alpha: AlphaBalance,
        limit: TaoBalance,
        drop_fees: bool,
    ) -> Result<Sold, DispatchError> {
        let request = SwapRequest {
            side: Side::Sell,
            amount: alpha.to_u64(),
            limit_price: limit.to_u64(),
            drop_fees,
        };
        Self::swap(netuid, &request).map(typed)
    }

    fn quote_buy(netuid: NetUid, tao: TaoBalance) -> Result<Bought, DispatchError> {
        Self::quote(netuid, Side::Buy, tao.to_u64()).map(typed)
    }

    fn quote_sell(netuid: NetUid, alpha: AlphaBalance) -> Result<Sold, DispatchError> {
        Self::quote(netuid, Side::Sell, alpha.to_u64()).map(typed)
    }

    fn max_buy(netuid: NetUid, limit: TaoBalance) -> Result<TaoBalance, DispatchError> {
        Self::max_in(netuid, Side::Buy, limit).map(Into::into)
    }

    fn max_sell(netuid: NetUid, limit: TaoBalance) -> Result<AlphaBalance, DispatchError> {
        Self::max_in(netuid, Side::Sell, limit).map(Into::into)
    }

    fn max_move(
        origin: NetUid,
        destination: NetUid,
        limit: TaoBalance,
    ) -> Result<AlphaBalance, DispatchError> {
        let (from, to) = (Self::pool(origin), Self::pool(destination));
        let max = taonet_amm::max_amount_move(&from, &to, limit.to_u64());
        Ok(max.map_err(Error::<T>::from)?.into())
    }

    fn spot_price(netuid: NetUid) -> U64F64 {
        Self::pool_without_fee(netuid).spot_price()
    }

    fn alpha_at_spot(netuid: NetUid, tao: TaoBalance) -> AlphaBalance {
        Self::pool_without_fee(netuid)
            .alpha_for_tao_at_spot(tao.to_u64())
            .into()
    }

    fn tao_at_spot(netuid: NetUid, alpha: AlphaBalance) -> TaoBalance {
        Self::pool_without_fee(netuid)
            .tao_for_alpha_at_spot(alpha.to_u64())
            .into()
    }

    fn alpha_to_withdraw(netuid: NetUid, tao: TaoBalance) -> AlphaBalance {
        let pool = Self::pool_without_fee(netuid);
        match pool.mechanism {
            Mechanism::Stable => tao.to_u64().into(),
            Mechanism::Dynamic => pool
                .balancer
                .alpha_needed_for_tao(pool.alpha_reserve, pool.tao_reserve, tao.to_u64())
                .into(),
        }
    }

    fn adjust_liquidity(
        netuid: NetUid,
        tao: TaoBalance,
        alpha: AlphaBalance,
    ) -> (TaoBalance, AlphaBalance) {
        let weights: taonet_amm::Balancer = SwapBalancer::<T>::get(netuid).into();
        let adjusted = weights.after_liquidity(
            T::Subnets::alpha_reserve(netuid).to_u64(),
            T::Subnets::tao_reserve(netuid).to_u64(),
            alpha.to_u64(),
            tao.to_u64(),
        );
        match adjusted {
            Ok(weights) => {
                SwapBalancer::<T>::insert(netuid, crate::Balancer::from(weights));
                (tao, alpha)
            }
            Err(_) => (TaoBalance::ZERO, AlphaBalance::ZERO),
        }
    }

    fn max_price() -> TaoBalance {
        taonet_amm::MAX_PRICE_LIMIT_RAO.into()
    }

    fn min_price() -> TaoBalance {
        taonet_amm::MIN_PRICE_LIMIT_RAO.into()
    }

    fn fee_rate(netuid: NetUid) -> u16 {
        FeeRate::<T>::get(netuid)
    }

    fn clear_pool(netuid: NetUid) -> DispatchResult {
        T::Subnets::decrease_tao_reserve(netuid, T::Subnets::tao_reserve(netuid));
        T::Subnets::decrease_alpha_reserve(netuid, T::Subnets::alpha_reserve(netuid));
        PalSwapInitialized::<T>::remove(netuid);
        FeeRate::<T>::remove(netuid);
        SwapBalancer::<T>::remove(netuid);
        Ok(())
    }
}
