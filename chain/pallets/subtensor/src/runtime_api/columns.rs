//! The neurons of a subnet as columns, each read from the state when first asked for.

use crate::*;
use alloc::vec::Vec;
use codec::Compact;
use core::cell::OnceCell;
use substrate_fixed::types::I64F64;
use taonet_primitives::{AlphaBalance, NetUid, NetUidStorageIndex, TaoBalance};

/// The values, each in compact form.
pub(crate) fn compact<V>(values: Vec<V>) -> Vec<Compact<V>> {
    values.into_iter().map(Compact).collect()
}

/// Stake weights by UID: total, alpha part, TAO part.
type StakeWeights = (Vec<I64F64>, Vec<I64F64>, Vec<I64F64>);

/// Columns of one subnet; per-mechanism ones belong to the mechanism of `index`.
pub(crate) struct NeuronColumns<T: Config> {
    pub(crate) netuid: NetUid,
    pub(crate) index: NetUidStorageIndex,
    hotkeys: OnceCell<Vec<T::AccountId>>,
    coldkeys: OnceCell<Vec<T::AccountId>>,
    stake: OnceCell<StakeWeights>,
}

impl<T: Config> NeuronColumns<T> {
    pub(crate) fn new(netuid: NetUid, index: NetUidStorageIndex) -> Self {
        Self {
            netuid,
            index,
            hotkeys: OnceCell::new(),
            coldkeys: OnceCell::new(),
            stake: OnceCell::new(),
        }
    }

    /// Every UID.
    pub(crate) fn uids(&self) -> core::ops::Range<u16> {
        0..Pallet::<T>::subnetwork_n(self.netuid)
    }

    /// Hotkeys, the zero account where a UID is vacant.
    pub(crate) fn hotkeys(&self) -> &[T::AccountId] {
        self.hotkeys.get_or_init(|| {
            self.uids()
                .map(|uid| Keys::<T>::get(self.netuid, uid))
                .collect()
        })
    }

    /// Owners of the hotkeys.
    pub(crate) fn coldkeys(&self) -> &[T::AccountId] {
        self.coldkeys
            .get_or_init(|| self.hotkeys().iter().map(Owner::<T>::get).collect())
    }

    pub(crate) fn identities(&self) -> Vec<Option<ChainIdentityV2>> {
        self.coldkeys().iter().map(IdentitiesV2::<T>::get).collect()
    }

    pub(crate) fn axons(&self) -> Vec<AxonInfo> {
        let axon = |hotkey| Axons::<T>::get(self.netuid, hotkey).unwrap_or_default();
        self.hotkeys().iter().map(axon).collect()
    }

    pub(crate) fn block_at_registration(&self) -> Vec<Compact<u64>> {
        self.uids()
            .map(|uid| Compact(BlockAtRegistration::<T>::get(self.netuid, uid)))
            .collect()
    }

    fn stake(&self) -> &StakeWeights {
        self.stake.get_or_init(|| {
            let hotkeys = Pallet::<T>::hotkeys_by_uid(self.netuid);
            Pallet::<T>::stake_weights_for_network(self.netuid, &hotkeys)
        })
    }

    /// Total stake weights in rao.
    pub(crate) fn total_stake_rao(&self) -> impl Iterator<Item = u64> + '_ {
        self.stake()
            .0
            .iter()
            .map(|weight| weight.saturating_to_num::<u64>())
    }

    pub(crate) fn total_stake(&self) -> Vec<Compact<TaoBalance>> {
        self.total_stake_rao()
            .map(|rao| Compact(rao.into()))
            .collect()
    }

    pub(crate) fn alpha_stake(&self) -> Vec<Compact<AlphaBalance>> {
        let rao = |weight: &I64F64| weight.saturating_to_num::<u64>();
        self.stake()
            .1
            .iter()
            .map(|weight| Compact(rao(weight).into()))
            .collect()
    }

    pub(crate) fn tao_stake(&self) -> Vec<Compact<TaoBalance>> {
        let rao = |weight: &I64F64| weight.saturating_to_num::<u64>();
        self.stake()
            .2
            .iter()
            .map(|weight| Compact(rao(weight).into()))
            .collect()
    }

    /// Nothing for every hotkey: dividends are paid in alpha only.
    pub(crate) fn tao_dividends(&self) -> Vec<(T::AccountId, Compact<TaoBalance>)> {
        self.hotkeys()
            .iter()
            .map(|hotkey| (hotkey.clone(), Compact(TaoBalance::ZERO)))
            .collect()
    }

    pub(crate) fn alpha_dividends(&self) -> Vec<(T::AccountId, Compact<AlphaBalance>)> {
        let dividend = |hotkey| AlphaDividendsPerSubnet::<T>::get(self.netuid, hotkey);
        self.hotkeys()
            .iter()
            .map(|hotkey| (hotkey.clone(), Compact(dividend(hotkey))))
            .collect()
    }

    /// UIDs that validate: permit and a stake weight above the threshold, weakest first.
    pub(crate) fn validators(&self) -> Vec<Compact<u16>> {
        let permits = ValidatorPermit::<T>::get(self.netuid);
        let threshold = StakeThreshold::<T>::get();
        let mut strong: Vec<(u64, u16)> = self
            .total_stake_rao()
            .zip(0u16..)
            .zip(permits)
            .filter(|((rao, _), permit)| *permit && *rao > threshold)
            .map(|(strength, _)| strength)
            .collect();
        strong.sort_by_key(|(rao, _)| *rao);
        strong.into_iter().map(|(_, uid)| Compact(uid)).collect()
    }

    /// One figure of the miners' collateral.
    pub(crate) fn collateral(
        &self,
        figure: fn(&MinerCollateralState) -> AlphaBalance,
    ) -> Vec<Compact<AlphaBalance>> {
        let of = |(hotkey, coldkey): (&T::AccountId, &T::AccountId)| {
            let state = MinerCollateral::<T>::get((self.netuid, hotkey, coldkey));
            Compact(state.as_ref().map(figure).unwrap_or_default())
        };
        self.hotkeys().iter().zip(self.coldkeys()).map(of).collect()
    }
}
