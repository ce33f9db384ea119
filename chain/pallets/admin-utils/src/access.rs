//! The checks that calls share.

use crate::pallet::{Config, Error, Pallet};
use frame_support::pallet_prelude::*;
use frame_system::pallet_prelude::*;
use pallet_subtensor::{
    Error as Main, Event as Announced, LiquidAlphaOn, MinAllowedUids, Pallet as Subtensor,
    SubnetworkN, limits::TransactionType,
};
use taonet_primitives::NetUid;

/// Most that an owner may weigh old bonds, in parts of a million.
pub(crate) const OWNER_BONDS_MOVING_AVERAGE_MAX: u64 = 975_000;

/// Most epochs between commit and reveal.
pub(crate) const MAX_REVEAL_PERIOD_EPOCHS: u64 = 100;

/// Longest half-life of the registration price.
pub(crate) const MAX_BURN_HALF_LIFE_BLOCKS: u16 = 36_100;

/// Most neurons of a subnet, over all its mechanisms.
const MAX_UIDS: u16 = 256;

/// Least upper bound, and least lower bound, of liquid alpha, in parts of 65,535.
const LEAST_ALPHA: u16 = 1_638;

impl<T: Config> Pallet<T> {
    /// Runs a change that root or the subnet's owner may make, the owner only so often. `change`
    /// gets the owner, or `None` for root.
    ///
    /// # Errors
    /// `BadOrigin`, `TxRateLimitExceeded`, and those of `change`.
    pub(crate) fn by_owner(
        origin: OriginFor<T>,
        netuid: NetUid,
        limit: TransactionType,
        change: impl FnOnce(Option<&T::AccountId>) -> DispatchResult,
    ) -> DispatchResult {
        let owner = Subtensor::<T>::ensure_subnet_owner_or_root(origin, netuid)?;
        if let Some(owner) = &owner {
            ensure!(
                limit.passes_rate_limit_on_subnet::<T>(owner, netuid),
                Main::<T>::TxRateLimitExceeded
            );
        }
        change(owner.as_ref())?;
        if let Some(owner) = &owner {
            limit.set_last_block_on_subnet::<T>(owner, netuid, Subtensor::<T>::now());
        }
        Ok(())
    }

    /// Refuses changes shortly before an epoch.
    pub(crate) fn ensure_window(netuid: NetUid) -> DispatchResult {
        ensure!(
            !Subtensor::<T>::is_in_admin_freeze_window(netuid, Subtensor::<T>::now()),
            Main::<T>::AdminActionProhibitedDuringWeightsWindow
        );
        Ok(())
    }

    /// Refuses subnets that do not exist.
    pub(crate) fn ensure_exists(netuid: NetUid) -> DispatchResult {
        ensure!(
            Subtensor::<T>::subnet_exists(netuid),
            Error::<T>::SubnetDoesNotExist
        );
        Ok(())
    }

    /// Refuses root.
    pub(crate) fn ensure_not_root(netuid: NetUid) -> DispatchResult {
        ensure!(!netuid.is_root(), Error::<T>::NotPermittedOnRootSubnet);
        Ok(())
    }

    /// Checks a new number of neurons against the bounds and the neurons there are.
    pub(crate) fn check_max_allowed_uids(netuid: NetUid, max: u16) -> DispatchResult {
        ensure!(
            max >= MinAllowedUids::<T>::get(netuid),
            Error::<T>::MaxAllowedUidsLessThanMinAllowedUids
        );
        ensure!(
            max >= SubnetworkN::<T>::get(netuid),
            Error::<T>::MaxAllowedUIdsLessThanCurrentUIds
        );
        ensure!(
            max <= MAX_UIDS,
            Error::<T>::MaxAllowedUidsGreaterThanDefaultMaxAllowedUids
        );
        let mechanisms = u16::from(Subtensor::<T>::mechanism_count(netuid));
        ensure!(
            max.saturating_mul(mechanisms) <= MAX_UIDS,
            Main::<T>::TooManyUIDsPerMechanism
        );
        Ok(())
    }

    /// Checks new bounds of liquid alpha.
    pub(crate) fn check_alpha_values(netuid: NetUid, low: u16, high: u16) -> DispatchResult {
        ensure!(
            LiquidAlphaOn::<T>::get(netuid),
            Main::<T>::LiquidAlphaDisabled
        );
        ensure!(high >= LEAST_ALPHA, Main::<T>::AlphaHighTooLow);
        ensure!(
            (LEAST_ALPHA..=high).contains(&low),
            Main::<T>::AlphaLowOutOfRange
        );
        Ok(())
    }

    /// Deposits an event of pallet-subtensor.
    pub(crate) fn announce(event: Announced<T>) {
        let event = <T as frame_system::Config>::RuntimeEvent::from(event);
        frame_system::Pallet::<T>::deposit_event(event);
    }
}
