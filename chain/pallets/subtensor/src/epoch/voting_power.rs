//! Voting power: a slow moving average of validators' stake, kept for subnets that want it.
//!
//! Tracking is switched on at once and off with two weeks' notice, so that nobody can make the
//! powers of a running vote vanish.

use alloc::vec::Vec;
use frame_support::{ensure, pallet_prelude::DispatchResult};
use frame_system::{ensure_root, pallet_prelude::OriginFor};
use taonet_primitives::NetUid;
use taonet_yuma::{NeuronTerms, voting_power::after_epoch};

use crate::*;

/// Blocks between the request to stop tracking and the first epoch that may stop it.
const DISABLE_NOTICE_BLOCKS: u64 = 100_800;

/// A smoothing factor of one.
const SMOOTHING_ONE: u64 = 1_000_000_000_000_000_000;

impl<T: Config> Pallet<T> {
    /// Body of `enable_voting_power_tracking`. It also withdraws a request to stop.
    ///
    /// # Errors
    /// `BadOrigin` unless root or the owner calls.
    pub fn do_enable_voting_power_tracking(origin: OriginFor<T>, netuid: NetUid) -> DispatchResult {
        Self::ensure_subnet_owner_or_root(origin, netuid)?;
        VotingPowerTrackingEnabled::<T>::insert(netuid, true);
        VotingPowerDisableAtBlock::<T>::remove(netuid);
        Self::deposit_event(Event::VotingPowerTrackingEnabled { netuid });
        Ok(())
    }

    /// Body of `disable_voting_power_tracking`: the first epoch after the notice stops tracking.
    ///
    /// # Errors
    /// `BadOrigin` unless root or the owner calls, `VotingPowerTrackingNotEnabled`.
    pub fn do_disable_voting_power_tracking(
        origin: OriginFor<T>,
        netuid: NetUid,
    ) -> DispatchResult {
        Self::ensure_subnet_owner_or_root(origin, netuid)?;
        ensure!(
            VotingPowerTrackingEnabled::<T>::get(netuid),
            Error::<T>::VotingPowerTrackingNotEnabled
        );
        let disable_at_block = Self::now().saturating_add(DISABLE_NOTICE_BLOCKS);
        VotingPowerDisableAtBlock::<T>::insert(netuid, disable_at_block);
        Self::deposit_event(Event::VotingPowerTrackingDisableScheduled {
            netuid,
            disable_at_block,
        });
        Ok(())
    }

    /// Body of `sudo_set_voting_power_ema_alpha`, in parts of 10¹⁸.
    ///
    /// # Errors
    /// `BadOrigin` unless root calls, `InvalidVotingPowerEmaAlpha` above one.
    pub fn do_set_voting_power_ema_alpha(
        origin: OriginFor<T>,
        netuid: NetUid,
        alpha: u64,
    ) -> DispatchResult {
        ensure_root(origin)?;
        ensure!(
            alpha <= SMOOTHING_ONE,
            Error::<T>::InvalidVotingPowerEmaAlpha
        );
        VotingPowerEmaAlpha::<T>::insert(netuid, alpha);
        Self::deposit_event(Event::VotingPowerEmaAlphaSet { netuid, alpha });
        Ok(())
    }

    /// Updates the subnet's voting powers from a finished epoch, if tracking is on.
    pub(crate) fn update_voting_power_after_epoch(
        netuid: NetUid,
        hotkeys: &[Option<T::AccountId>],
        neurons: &NeuronTerms,
    ) {
        if !VotingPowerTrackingEnabled::<T>::get(netuid) {
            return;
        }
        let disable_at = VotingPowerDisableAtBlock::<T>::get(netuid);
        if disable_at > 0 && Self::now() >= disable_at {
            let _ = VotingPower::<T>::clear_prefix(netuid, u32::MAX, None);
            VotingPowerTrackingEnabled::<T>::insert(netuid, false);
            VotingPowerDisableAtBlock::<T>::remove(netuid);
            Self::deposit_event(Event::VotingPowerTrackingDisabled { netuid });
            return;
        }
        let alpha = VotingPowerEmaAlpha::<T>::get(netuid);
        let threshold = StakeThreshold::<T>::get();
        let terms = neurons.validator_permits.iter().zip(&neurons.raw_stake_rao);
        for (hotkey, (permit, stake)) in hotkeys.iter().zip(terms) {
            let Some(hotkey) = hotkey else { continue };
            let previous = VotingPower::<T>::get(netuid, hotkey);
            match after_epoch(previous, *stake, alpha, *permit, threshold) {
                None => VotingPower::<T>::remove(netuid, hotkey),
                Some(0) => {}
                Some(power) => VotingPower::<T>::insert(netuid, hotkey, power),
            }
        }
        let departed: Vec<T::AccountId> = VotingPower::<T>::iter_key_prefix(netuid)
            .filter(|hotkey| !IsNetworkMember::<T>::get(hotkey, netuid))
            .collect();
        for hotkey in departed {
            VotingPower::<T>::remove(netuid, hotkey);
        }
    }
}
