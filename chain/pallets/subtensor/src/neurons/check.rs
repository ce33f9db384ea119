//! Proof that seats are in order.

use crate::*;
use sp_runtime::TryRuntimeError;
use taonet_primitives::NetUid;

impl<T: Config> Pallet<T> {
    /// 1. Slots are numbered without gaps, and both maps between slots and hotkeys agree.
    /// 2. Members are exactly the hotkeys with a slot.
    /// 3. No subnet has more neurons than it may, and nothing is stored for slots beyond them.
    /// 4. The epoch of this block gave no more permits than there are places for validators, and
    ///    one for the owner.
    ///
    /// # Errors
    /// Names the first that fails.
    pub(crate) fn check_neurons() -> Result<(), TryRuntimeError> {
        for netuid in Self::all_subnet_netuids() {
            let size = SubnetworkN::<T>::get(netuid);
            Self::check_slots(netuid, size)?;
            Self::check_columns(netuid, size)?;
            Self::check_permits(netuid)?;
        }
        for (hotkey, netuid, member) in IsNetworkMember::<T>::iter() {
            if member && !Uids::<T>::contains_key(netuid, &hotkey) {
                return Err("a member of a subnet has no slot".into());
            }
        }
        Ok(())
    }

    fn check_slots(netuid: NetUid, size: u16) -> Result<(), TryRuntimeError> {
        for uid in 0..size {
            let Ok(hotkey) = Keys::<T>::try_get(netuid, uid) else {
                return Err("a slot of a subnet is empty".into());
            };
            if Uids::<T>::get(netuid, &hotkey) != Some(uid) {
                return Err("a slot's hotkey does not know its slot".into());
            }
            if !IsNetworkMember::<T>::get(&hotkey, netuid) {
                return Err("a slot's hotkey is no member of the subnet".into());
            }
        }
        let seats = usize::from(size);
        if Uids::<T>::iter_key_prefix(netuid).count() != seats {
            return Err("a hotkey has a slot beyond the subnet's size".into());
        }
        if Keys::<T>::iter_key_prefix(netuid).count() != seats {
            return Err("a slot beyond the subnet's size has a hotkey".into());
        }
        Ok(())
    }

    fn check_columns(netuid: NetUid, size: u16) -> Result<(), TryRuntimeError> {
        let seats = usize::from(size);
        if size > MaxAllowedUids::<T>::get(netuid) {
            return Err("a subnet has more neurons than it may have".into());
        }
        let longest = [
            Active::<T>::decode_len(netuid),
            Emission::<T>::decode_len(netuid),
            Consensus::<T>::decode_len(netuid),
            Dividends::<T>::decode_len(netuid),
            ValidatorTrust::<T>::decode_len(netuid),
            ValidatorPermit::<T>::decode_len(netuid),
            StakeWeight::<T>::decode_len(netuid),
        ]
        .into_iter()
        .flatten()
        .max();
        if longest.unwrap_or(0) > seats {
            return Err("a column of a subnet is longer than the subnet".into());
        }
        for index in Self::mechanism_indices(netuid) {
            let columns = [
                Incentive::<T>::decode_len(index),
                LastUpdate::<T>::decode_len(index),
            ];
            if columns.into_iter().flatten().max().unwrap_or(0) > seats {
                return Err("a column of a mechanism is longer than the subnet".into());
            }
            let beyond = |uid: u16| uid >= size;
            if Weights::<T>::iter_key_prefix(index).any(beyond)
                || Bonds::<T>::iter_key_prefix(index).any(beyond)
            {
                return Err("a row of a mechanism belongs to no neuron".into());
            }
        }
        Ok(())
    }

    fn check_permits(netuid: NetUid) -> Result<(), TryRuntimeError> {
        let places = MaxAllowedValidators::<T>::get(netuid);
        let changed = <T as frame_system::Config>::RuntimeEvent::from(
            Event::<T>::MaxAllowedValidatorsSet(netuid, places),
        );
        if netuid.is_root()
            || LastMechansimStepBlock::<T>::get(netuid) != Self::now()
            || frame_system::Pallet::<T>::read_events_no_consensus()
                .any(|record| record.event == changed)
        {
            return Ok(());
        }
        let permits = ValidatorPermit::<T>::get(netuid);
        let given = permits.iter().filter(|permit| **permit).count();
        if given > usize::from(places).saturating_add(1) {
            return Err("an epoch gave more permits than the subnet has places".into());
        }
        Ok(())
    }
}
