//! A subnet as a whole: its clock, token, mechanisms, and what its owner gets.

use crate::pallet::{Config, Error, Event, Pallet};
use alloc::vec::Vec;
use frame_support::pallet_prelude::*;
use frame_system::pallet_prelude::*;
use pallet_subtensor::{
    EMAPriceHalvingBlocks, Event as Announced, Hyperparameter, MaxChildkeyTake, MinChildkeyTake,
    MinChildkeyTakePerSubnet, OwnerCutAutoLockEnabled, OwnerCutEnabled, Pallet as Subtensor,
    RecycleOrBurn, RecycleOrBurnEnum, SubnetEmissionEnabled, SubtokenEnabled, TransferToggle,
    limits::TransactionType,
};
use sp_arithmetic::PerU16;
use taonet_primitives::{MechId, NetUid};

impl<T: Config> Pallet<T> {
    /// Body of `sudo_set_tempo`.
    pub(crate) fn set_tempo(origin: OriginFor<T>, netuid: NetUid, tempo: u16) -> DispatchResult {
        ensure_root(origin)?;
        Self::ensure_window(netuid)?;
        Self::ensure_exists(netuid)?;
        Subtensor::<T>::store_tempo(netuid, tempo);
        Ok(())
    }

    /// Body of `sudo_set_toggle_transfer`.
    pub(crate) fn set_toggle_transfer(
        origin: OriginFor<T>,
        netuid: NetUid,
        toggle: bool,
    ) -> DispatchResult {
        Self::by_owner(
            origin,
            netuid,
            TransactionType::OwnerHyperparamUpdate(Hyperparameter::TransferEnabled),
            |_| {
                Self::ensure_window(netuid)?;
                TransferToggle::<T>::insert(netuid, toggle);
                Self::announce(Announced::TransferToggle(netuid, toggle));
                Ok(())
            },
        )
    }

    /// Body of `sudo_set_ema_price_halving_period`.
    pub(crate) fn set_ema_price_halving_period(
        origin: OriginFor<T>,
        netuid: NetUid,
        ema_halving: u64,
    ) -> DispatchResult {
        ensure_root(origin)?;
        EMAPriceHalvingBlocks::<T>::insert(netuid, ema_halving);
        Ok(())
    }

    /// Body of `sudo_set_subtoken_enabled`.
    pub(crate) fn set_subtoken_enabled(
        origin: OriginFor<T>,
        netuid: NetUid,
        subtoken_enabled: bool,
    ) -> DispatchResult {
        ensure_root(origin)?;
        Self::ensure_window(netuid)?;
        SubtokenEnabled::<T>::insert(netuid, subtoken_enabled);
        Ok(())
    }

    /// Body of `sudo_set_sn_owner_hotkey`.
    pub(crate) fn set_sn_owner_hotkey(
        origin: OriginFor<T>,
        netuid: NetUid,
        hotkey: T::AccountId,
    ) -> DispatchResult {
        Subtensor::<T>::do_set_owner_hotkey(origin, netuid, &hotkey)
    }

    /// Body of `sudo_set_mechanism_count`.
    pub(crate) fn set_mechanism_count(
        origin: OriginFor<T>,
        netuid: NetUid,
        mechanism_count: MechId,
    ) -> DispatchResult {
        Self::by_owner(
            origin,
            netuid,
            TransactionType::MechanismCountUpdate,
            |_| {
                Self::ensure_window(netuid)?;
                Subtensor::<T>::set_mechanism_count(netuid, mechanism_count)?;
                Ok(())
            },
        )
    }

    /// Body of `sudo_set_mechanism_emission_split`.
    pub(crate) fn set_mechanism_emission_split(
        origin: OriginFor<T>,
        netuid: NetUid,
        maybe_split: Option<Vec<u16>>,
    ) -> DispatchResult {
        Self::by_owner(origin, netuid, TransactionType::MechanismEmission, |_| {
            Self::ensure_window(netuid)?;
            Subtensor::<T>::set_mechanism_emission_split(netuid, maybe_split)?;
            Ok(())
        })
    }

    /// Body of `sudo_set_recycle_or_burn`.
    pub(crate) fn set_recycle_or_burn(
        origin: OriginFor<T>,
        netuid: NetUid,
        recycle_or_burn: RecycleOrBurnEnum,
    ) -> DispatchResult {
        Self::by_owner(
            origin,
            netuid,
            TransactionType::OwnerHyperparamUpdate(Hyperparameter::RecycleOrBurn),
            |_| {
                Self::ensure_window(netuid)?;
                RecycleOrBurn::<T>::insert(netuid, recycle_or_burn);
                Ok(())
            },
        )
    }

    /// Body of `sudo_set_owner_cut_enabled`.
    pub(crate) fn set_owner_cut_enabled(
        origin: OriginFor<T>,
        netuid: NetUid,
        enabled: bool,
    ) -> DispatchResult {
        Subtensor::<T>::ensure_subnet_owner_or_root(origin, netuid)?;
        Self::ensure_window(netuid)?;
        Self::ensure_exists(netuid)?;
        Self::ensure_not_root(netuid)?;
        OwnerCutEnabled::<T>::insert(netuid, enabled);
        Ok(())
    }

    /// Body of `sudo_set_min_childkey_take_per_subnet`.
    pub(crate) fn set_min_childkey_take_per_subnet(
        origin: OriginFor<T>,
        netuid: NetUid,
        take: PerU16,
    ) -> DispatchResult {
        Self::by_owner(
            origin,
            netuid,
            TransactionType::OwnerHyperparamUpdate(Hyperparameter::MinChildkeyTake),
            |_| {
                Self::ensure_window(netuid)?;
                Self::ensure_exists(netuid)?;
                let range = MinChildkeyTake::<T>::get()..=MaxChildkeyTake::<T>::get();
                ensure!(range.contains(&take), Error::<T>::InvalidValue);
                MinChildkeyTakePerSubnet::<T>::insert(netuid, take);
                Self::announce(Announced::MinChildKeyTakePerSubnetSet(netuid, take));
                Ok(())
            },
        )
    }

    /// Body of `sudo_set_subnet_emission_enabled`.
    pub(crate) fn set_subnet_emission_enabled(
        origin: OriginFor<T>,
        netuid: NetUid,
        enabled: bool,
    ) -> DispatchResult {
        ensure_root(origin)?;
        Self::ensure_exists(netuid)?;
        Self::ensure_not_root(netuid)?;
        SubnetEmissionEnabled::<T>::insert(netuid, enabled);
        Self::deposit_event(Event::SubnetEmissionEnabledSet { netuid, enabled });
        Ok(())
    }

    /// Body of `sudo_set_owner_cut_auto_lock_enabled`.
    pub(crate) fn set_owner_cut_auto_lock_enabled(
        origin: OriginFor<T>,
        netuid: NetUid,
        enabled: bool,
    ) -> DispatchResult {
        Subtensor::<T>::ensure_subnet_owner_or_root(origin, netuid)?;
        Self::ensure_window(netuid)?;
        Self::ensure_exists(netuid)?;
        Self::ensure_not_root(netuid)?;
        OwnerCutAutoLockEnabled::<T>::insert(netuid, enabled);
        Ok(())
    }
}
