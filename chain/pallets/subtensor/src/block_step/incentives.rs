//! Paying the miners.

use alloc::{collections::BTreeMap, collections::BTreeSet};
use taonet_primitives::{AlphaBalance, AlphaLedger, NetUid};

use crate::*;

impl<T: Config> Pallet<T> {
    /// Stakes each miner's incentive where its owner wants it. What the subnet owner's own
    /// neurons earned is withheld: recycled or burned.
    pub(crate) fn pay_incentives(netuid: NetUid, incentives: BTreeMap<T::AccountId, AlphaBalance>) {
        let withheld_from = Self::hotkeys_without_incentive(netuid);
        let mut total_rao = 0u64;
        let mut withheld_rao = 0u64;
        for (hotkey, incentive) in incentives {
            total_rao = total_rao.saturating_add(incentive.into());
            if withheld_from.contains(&hotkey) {
                withheld_rao = withheld_rao.saturating_add(incentive.into());
                Self::withhold_incentive(netuid, incentive);
                continue;
            }
            let owner = Owner::<T>::get(&hotkey);
            let chosen = AutoStakeDestination::<T>::get(&owner, netuid);
            if let Some(destination) = &chosen {
                Self::deposit_event(Event::AutoStakeAdded {
                    netuid,
                    destination: destination.clone(),
                    hotkey: hotkey.clone(),
                    owner: owner.clone(),
                    incentive,
                });
            }
            let destination = chosen.unwrap_or(hotkey);
            Self::increase_stake_for_hotkey_and_coldkey_on_subnet(
                &destination,
                &owner,
                netuid,
                incentive,
            );
        }
        MinerBurned::<T>::insert(
            netuid,
            taonet_emission::miner_burned(withheld_rao, total_rao),
        );
    }

    fn withhold_incentive(netuid: NetUid, incentive: AlphaBalance) {
        if incentive.is_zero() {
            return;
        }
        match RecycleOrBurn::<T>::get(netuid) {
            RecycleOrBurnEnum::Recycle => Self::recycle_subnet_alpha(netuid, incentive),
            RecycleOrBurnEnum::Burn => T::AlphaAssets::burn(netuid, incentive),
        }
    }

    /// Every registered hotkey of the subnet owner, with or without immunity.
    fn hotkeys_without_incentive(netuid: NetUid) -> BTreeSet<T::AccountId> {
        OwnedHotkeys::<T>::get(SubnetOwner::<T>::get(netuid))
            .into_iter()
            .chain(SubnetOwnerHotkey::<T>::try_get(netuid).ok())
            .filter(|hotkey| Uids::<T>::contains_key(netuid, hotkey))
            .collect()
    }
}
