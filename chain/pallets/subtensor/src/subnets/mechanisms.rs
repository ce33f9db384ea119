//! Incentive mechanisms: a subnet may run several independent sets of weights side by side and
//! split its emission among them.
//!
//! Mechanism `m` of a subnet keeps its rows under the storage index `netuid + 4096 * m`. The
//! functions here check values, not origins: the calls live in the administration pallet.

use crate::*;
use alloc::vec::Vec;
use frame_support::pallet_prelude::*;
use taonet_primitives::{MechId, NetUid, NetUidStorageIndex};

/// More mechanisms than this would make storage indices collide.
pub const MAX_MECHANISMS: u8 = 16;
/// Most UIDs over all mechanisms of a subnet.
pub const MAX_UIDS_OVER_MECHANISMS: u16 = 256;
/// Most UIDs of its owner that a subnet may protect from eviction.
pub const MAX_IMMUNE_OWNER_UIDS: u16 = 10;

impl<T: Config> Pallet<T> {
    /// Sets the number of mechanisms. What dropped mechanisms held is deleted, and the emission is
    /// split evenly again.
    ///
    /// # Errors
    /// `MechanismDoesNotExist` if the subnet does not exist; `InvalidValue` outside 1 to
    /// `MaxMechanismCount`; `TooManyUIDsPerMechanism` if UIDs times mechanisms exceed 256.
    pub fn set_mechanism_count(netuid: NetUid, count: MechId) -> DispatchResult {
        ensure!(
            Self::subnet_exists(netuid),
            Error::<T>::MechanismDoesNotExist
        );
        let new = u8::from(count);
        ensure!(
            new > 0 && new <= u8::from(MaxMechanismCount::<T>::get()),
            Error::<T>::InvalidValue
        );
        ensure!(
            MaxAllowedUids::<T>::get(netuid).saturating_mul(u16::from(new))
                <= MAX_UIDS_OVER_MECHANISMS,
            Error::<T>::TooManyUIDsPerMechanism
        );
        ensure!(new <= MAX_MECHANISMS, Error::<T>::InvalidValue);

        let old = Self::mechanism_count(netuid);
        if new == old {
            return Ok(());
        }
        for mechanism in new..old {
            Self::clear_mechanism(netuid, mechanism.into());
        }
        MechanismCountCurrent::<T>::insert(netuid, count);
        MechanismEmissionSplit::<T>::remove(netuid);
        Ok(())
    }

    /// Sets how the emission is split, in parts of 65,535 that sum to it; `None` for evenly.
    ///
    /// # Errors
    /// `MechanismDoesNotExist` if the subnet does not exist; `InvalidValue` for a list that is
    /// empty, longer than the number of mechanisms, or of another sum.
    pub fn set_mechanism_emission_split(netuid: NetUid, split: Option<Vec<u16>>) -> DispatchResult {
        ensure!(
            Self::subnet_exists(netuid),
            Error::<T>::MechanismDoesNotExist
        );
        let Some(split) = split else {
            MechanismEmissionSplit::<T>::remove(netuid);
            return Ok(());
        };
        ensure!(
            !split.is_empty() && split.len() <= usize::from(Self::mechanism_count(netuid)),
            Error::<T>::InvalidValue
        );
        let sum = split
            .iter()
            .fold(0u64, |sum, &part| sum.saturating_add(u64::from(part)));
        ensure!(sum == u64::from(u16::MAX), Error::<T>::InvalidValue);
        MechanismEmissionSplit::<T>::insert(netuid, split);
        Ok(())
    }

    /// Sets how many mechanisms a subnet may have at most.
    ///
    /// # Errors
    /// `InvalidValue` outside 1 to 16.
    pub fn set_max_mechanism_count(count: MechId) -> DispatchResult {
        ensure!(
            (1..=MAX_MECHANISMS).contains(&u8::from(count)),
            Error::<T>::InvalidValue
        );
        MaxMechanismCount::<T>::put(count);
        Ok(())
    }

    /// Sets how many of its owner's hotkeys a subnet protects from eviction.
    ///
    /// # Errors
    /// `InvalidValue` outside 1 to 10.
    pub fn set_owner_immune_neuron_limit(netuid: NetUid, limit: u16) -> DispatchResult {
        ensure!(
            (1..=MAX_IMMUNE_OWNER_UIDS).contains(&limit),
            Error::<T>::InvalidValue
        );
        ImmuneOwnerUidsLimit::<T>::insert(netuid, limit);
        Ok(())
    }

    fn clear_mechanism(netuid: NetUid, mechanism: MechId) {
        let index = NetUidStorageIndex::of(netuid, mechanism);
        let _ = Weights::<T>::clear_prefix(index, u32::MAX, None);
        let _ = Bonds::<T>::clear_prefix(index, u32::MAX, None);
        let _ = WeightCommits::<T>::clear_prefix(index, u32::MAX, None);
        let _ = TimelockedWeightCommits::<T>::clear_prefix(index, u32::MAX, None);
        Incentive::<T>::remove(index);
        LastUpdate::<T>::remove(index);
    }
}
