//! Swaps that take effect: the reserves move, and the counters with them.

use crate::pallet::*;
use sp_runtime::DispatchError;
use taonet_primitives::{AlphaBalance, Bought, NetUid, Sold, SwapHandler, TaoBalance};

impl<T: Config> Pallet<T> {
    /// Buys alpha from the subnet's pool. The TAO has to lie in the subnet's account already; the
    /// alpha belongs to nobody yet.
    ///
    /// # Errors
    /// Those of the pools.
    pub fn buy_alpha(
        netuid: NetUid,
        tao: TaoBalance,
        limit: TaoBalance,
        drop_fees: bool,
    ) -> Result<Bought, DispatchError> {
        let bought = T::SwapInterface::buy(netuid, tao, limit, drop_fees)?;
        SubnetAlphaIn::<T>::mutate(netuid, |reserve| *reserve -= bought.paid_out);
        SubnetAlphaOut::<T>::mutate(netuid, |outside| *outside += bought.paid_out);
        SubnetTAO::<T>::mutate(netuid, |reserve| *reserve += bought.paid_in);
        // The whole amount, also what the limit left unspent: clients know the counter so.
        TotalStake::<T>::mutate(|total| *total += tao);
        Self::add_volume(netuid, tao);
        Ok(bought)
    }

    /// Sells alpha to the subnet's pool. The TAO stays in the subnet's account.
    ///
    /// # Errors
    /// Those of the pools.
    pub fn sell_alpha(
        netuid: NetUid,
        alpha: AlphaBalance,
        limit: TaoBalance,
        drop_fees: bool,
    ) -> Result<Sold, DispatchError> {
        let sold = T::SwapInterface::sell(netuid, alpha, limit, drop_fees)?;
        SubnetAlphaIn::<T>::mutate(netuid, |reserve| *reserve += sold.paid_in);
        SubnetAlphaOut::<T>::mutate(netuid, |outside| *outside -= sold.paid_in);
        SubnetTAO::<T>::mutate(netuid, |reserve| *reserve -= sold.paid_out);
        TotalStake::<T>::mutate(|total| *total -= sold.paid_out);
        Self::add_volume(netuid, sold.paid_out);
        Ok(sold)
    }

    fn add_volume(netuid: NetUid, tao: TaoBalance) {
        SubnetVolume::<T>::mutate(netuid, |volume| *volume = volume.saturating_add(tao.into()));
    }

    /// Counts TAO that users brought into the subnet.
    pub(crate) fn record_tao_inflow(netuid: NetUid, tao: TaoBalance) {
        let tao = i64::try_from(tao.to_u64()).unwrap_or(i64::MAX);
        SubnetTaoFlow::<T>::mutate(netuid, |flow| *flow = flow.saturating_add(tao));
    }

    /// Counts TAO that users took out of the subnet.
    pub(crate) fn record_tao_outflow(netuid: NetUid, tao: TaoBalance) {
        let tao = i64::try_from(tao.to_u64()).unwrap_or(i64::MAX);
        SubnetTaoFlow::<T>::mutate(netuid, |flow| *flow = flow.saturating_sub(tao));
    }
}
