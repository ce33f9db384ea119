//! Paying a subnet's pool: balanced liquidity first, then buying alpha with the excess.

use taonet_primitives::{AlphaBalance, AlphaLedger, NetUid, SwapHandler, TaoBalance};

use super::{coinbase::SubnetDue, mint::BlockCredit};
use crate::*;

/// TAO that moves into a pool or out of it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Flow {
    Into(TaoBalance),
    OutOf(TaoBalance),
}

impl<T: Config> Pallet<T> {
    /// Injects the subnet's TAO and alpha and spends the excess TAO on a chain buy.
    ///
    /// The pool is re-weighted for the injection before the chain buy changes its reserves, and
    /// the reserves grow only after it.
    pub(crate) fn inject_liquidity(due: &SubnetDue, credit: &mut BlockCredit<T>) {
        let netuid = due.netuid;
        let Some(account) = Self::subnet_account_id(netuid) else {
            return;
        };
        let (tao_in, alpha_in) = T::SwapInterface::adjust_liquidity(
            netuid,
            TaoBalance::from(due.terms.tao_in_rao()),
            AlphaBalance::from(due.terms.alpha_in_rao()),
        );
        let excess = TaoBalance::from(due.terms.excess_tao_rao());

        SubnetExcessTao::<T>::insert(netuid, TaoBalance::ZERO);
        SubnetTaoInEmission::<T>::insert(netuid, TaoBalance::ZERO);
        if !excess.is_zero() && Self::spend_credit(credit, &account, excess) {
            Self::chain_buy(netuid, excess);
        }

        SubnetAlphaInEmission::<T>::insert(netuid, alpha_in);
        if !alpha_in.is_zero() {
            T::AlphaAssets::mint(netuid, alpha_in);
            SubnetAlphaIn::<T>::mutate(netuid, |reserve| {
                *reserve = reserve.saturating_add(alpha_in);
            });
        }
        if !tao_in.is_zero() && Self::spend_credit(credit, &account, tao_in) {
            SubnetTaoInEmission::<T>::insert(netuid, tao_in);
            SubnetTAO::<T>::mutate(netuid, |reserve| *reserve = reserve.saturating_add(tao_in));
            TotalStake::<T>::mutate(|total| *total = total.saturating_add(tao_in));
            Self::record_protocol_flow(netuid, Flow::Into(tao_in));
        }
    }

    /// Counts TAO that the protocol itself moves into or out of a pool.
    pub(crate) fn record_protocol_flow(netuid: NetUid, flow: Flow) {
        SubnetProtocolFlow::<T>::mutate(netuid, |total| {
            *total = match flow {
                Flow::Into(tao) => total.saturating_add_unsigned(tao.to_u64()),
                Flow::OutOf(tao) => total.saturating_sub_unsigned(tao.to_u64()),
            };
        });
    }

    /// Buys alpha for the protocol. TAO that a failed buy leaves behind stays on the subnet's
    /// account.
    fn chain_buy(netuid: NetUid, tao: TaoBalance) {
        let bought = Self::buy_alpha(netuid, tao, T::SwapInterface::max_price(), true);
        if let Ok(result) = bought {
            let paid = result.paid_in;
            SubnetProtocolAlpha::<T>::mutate(netuid, |total| {
                *total = total.saturating_add(result.paid_out);
            });
            SubnetExcessTao::<T>::insert(netuid, paid);
            Self::record_protocol_flow(netuid, Flow::Into(paid));
        }
    }
}
