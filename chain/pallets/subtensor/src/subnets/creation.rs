//! Registering a subnet.
//!
//! 1. The caller locks the current lock cost and becomes the owner; its hotkey becomes UID 0.
//! 2. If the chain is full, the weakest subnet is dissolved and its number reused.
//! 3. The pool starts with the locked TAO and as much alpha as the median alpha price makes of it,
//!    so that a newcomer is neither cheap nor dear.
//! 4. Root's validators become parents of the new owner's hotkey, unless they opted out.
//!
//! A new subnet is not started and its pool receives no emission until root enables that.

use crate::{limits::TransactionType, *};
use alloc::{vec, vec::Vec};
use frame_support::pallet_prelude::*;
use frame_system::{ensure_signed, pallet_prelude::OriginFor};
use substrate_fixed::types::U64F64;
use taonet_emission::{initial_last_epoch_block, initial_pool_alpha, median_price};
use taonet_primitives::{AlphaBalance, NetUid, SwapHandler, TaoBalance};

/// Epoch length of a new subnet in blocks.
const TEMPO_BLOCKS: u16 = 360;
/// Kind of pool of a new subnet: one with a price.
const DYNAMIC_POOL: u16 = 1;
const MAX_UIDS: u16 = 256;
const MAX_VALIDATORS: u16 = 64;
const MIN_WEIGHTS: u16 = 1;
const IMMUNITY_BLOCKS: u16 = 5_000;
const INITIAL_BURN_RAO: u64 = 1_000_000_000;

impl<T: Config> Pallet<T> {
    /// Body of `register_network` and `register_network_with_identity`.
    ///
    /// # Errors
    /// `BadOrigin` and those of [`Self::create_subnet`].
    pub fn do_register_network(
        origin: OriginFor<T>,
        hotkey: &T::AccountId,
        identity: Option<SubnetIdentityV3>,
    ) -> DispatchResult {
        let coldkey = ensure_signed(origin)?;
        Self::create_subnet(&coldkey, hotkey, identity).map(|_| ())
    }

    /// Creates a subnet owned by `coldkey` and returns its number.
    ///
    /// # Errors
    /// In this order: `NonAssociatedColdKey`, `CannotUseSystemAccount`,
    /// `SubNetRegistrationDisabled`, `NetworkTxRateLimitExceeded`, `SubnetLimitReached`,
    /// `CannotAffordLockCost`, errors of dissolving the pruned subnet and of the transfer,
    /// `InvalidIdentity`. The caller must undo everything on an error.
    pub fn create_subnet(
        coldkey: &T::AccountId,
        hotkey: &T::AccountId,
        identity: Option<SubnetIdentityV3>,
    ) -> Result<NetUid, DispatchError> {
        let block = Self::now();
        ensure!(
            Owner::<T>::try_get(hotkey).map_or(true, |owner| owner == *coldkey),
            Error::<T>::NonAssociatedColdKey
        );
        ensure!(
            Self::is_subnet_account(hotkey).is_none(),
            Error::<T>::CannotUseSystemAccount
        );
        ensure!(
            block >= NetworkRegistrationStartBlock::<T>::get(),
            Error::<T>::SubNetRegistrationDisabled
        );
        ensure!(
            TransactionType::RegisterNetwork.passes_rate_limit::<T>(coldkey),
            Error::<T>::NetworkTxRateLimitExceeded
        );
        let pruned = Self::subnet_that_makes_room()?;
        let cost = Self::network_lock_cost();
        ensure!(
            Self::can_afford(coldkey, cost),
            Error::<T>::CannotAffordLockCost
        );

        if let Some(netuid) = pruned {
            Self::dissolve_subnet(netuid)?;
        }
        let netuid = pruned.unwrap_or_else(Self::next_free_netuid);
        let alpha_price = Self::median_subnet_alpha_price();
        Self::initialise_network(netuid, TEMPO_BLOCKS);

        let locked = Self::transfer_tao_to_subnet(netuid, coldkey, cost)?;
        NetworkLastLockCost::<T>::put(locked);
        Self::set_last_rate_limited_block(&RateLimitKey::NetworkLastRegistered, block);

        Self::create_account_if_absent(coldkey, hotkey)?;
        Self::append_neuron(netuid, hotkey, block);
        SubnetMechanism::<T>::insert(netuid, DYNAMIC_POOL);
        NetworkRegisteredAt::<T>::insert(netuid, block);
        RegisteredSubnetCounter::<T>::mutate(netuid, |count| *count = count.saturating_add(1));
        TokenSymbol::<T>::insert(netuid, Self::next_available_symbol(netuid));
        Self::fill_pool(netuid, coldkey, hotkey, locked, alpha_price)?;

        if let Some(identity) = identity {
            Self::store_subnet_identity(netuid, identity)?;
        }
        Self::delegate_root_validators_to(netuid, hotkey);
        Self::deposit_event(Event::NetworkAdded(netuid, DYNAMIC_POOL));
        SubnetEmissionEnabled::<T>::insert(netuid, false);
        Ok(netuid)
    }

    /// Median of the spot prices of all subnets whose price is not 0; 1 if there is none.
    #[must_use]
    pub fn median_subnet_alpha_price() -> U64F64 {
        let prices: Vec<U64F64> = Self::non_root_netuids()
            .into_iter()
            .map(T::SwapInterface::spot_price)
            .collect();
        median_price(prices)
    }

    /// `None` while there is room for another subnet, else the one to dissolve.
    fn subnet_that_makes_room() -> Result<Option<NetUid>, DispatchError> {
        let limit = usize::from(SubnetLimit::<T>::get());
        if Self::non_root_netuids().len() < limit {
            return Ok(None);
        }
        let netuid = Self::subnet_to_prune().ok_or(Error::<T>::SubnetLimitReached)?;
        Ok(Some(netuid))
    }

    /// Writes the parameters that every new network starts with.
    fn initialise_network(netuid: NetUid, tempo: u16) {
        let block = Self::now();
        SubnetworkN::<T>::insert(netuid, 0);
        NetworksAdded::<T>::insert(netuid, true);
        Tempo::<T>::insert(netuid, tempo);
        LastEpochBlock::<T>::insert(
            netuid,
            initial_last_epoch_block(block, u16::from(netuid), tempo),
        );
        TotalNetworks::<T>::mutate(|count| *count = count.saturating_add(1));

        NetworkRegistrationAllowed::<T>::insert(netuid, true);
        Self::deposit_event(Event::RegistrationAllowed(netuid, true));
        MaxAllowedUids::<T>::insert(netuid, MAX_UIDS);
        Self::deposit_event(Event::MaxAllowedUidsSet(netuid, MAX_UIDS));
        MaxAllowedValidators::<T>::insert(netuid, MAX_VALIDATORS);
        Self::deposit_event(Event::MaxAllowedValidatorsSet(netuid, MAX_VALIDATORS));
        MinAllowedWeights::<T>::insert(netuid, MIN_WEIGHTS);
        Self::deposit_event(Event::MinAllowedWeightSet(netuid, MIN_WEIGHTS));
        ImmunityPeriod::<T>::insert(netuid, IMMUNITY_BLOCKS);
        Self::deposit_event(Event::ImmunityPeriodSet(netuid, IMMUNITY_BLOCKS));
        Yuma3On::<T>::insert(netuid, true);
        Burn::<T>::insert(netuid, TaoBalance::new(INITIAL_BURN_RAO));
        SubnetEmissionEnabled::<T>::insert(netuid, true);

        // Readers of raw storage expect these to be present.
        write_default_if_absent::<Kappa<T>, u16>(netuid);
        write_default_if_absent::<ActivityCutoff<T>, u16>(netuid);
        write_default_if_absent::<RegistrationsThisInterval<T>, u16>(netuid);
    }

    /// Opens the pool with the locked TAO and hands the subnet to its owner.
    fn fill_pool(
        netuid: NetUid,
        coldkey: &T::AccountId,
        hotkey: &T::AccountId,
        locked: TaoBalance,
        alpha_price: U64F64,
    ) -> DispatchResult {
        let pool_tao = locked.max(NetworkMinLockCost::<T>::get());
        let pool_alpha = initial_pool_alpha(u64::from(pool_tao), alpha_price);
        SubnetTAO::<T>::insert(netuid, pool_tao);
        SubnetAlphaIn::<T>::insert(netuid, AlphaBalance::new(pool_alpha));
        SubnetOwner::<T>::insert(netuid, coldkey.clone());
        Self::set_subnet_owner_hotkey(netuid, hotkey)?;
        SubnetLocked::<T>::insert(netuid, locked);
        SubnetAlphaOut::<T>::insert(netuid, AlphaBalance::ZERO);
        SubnetVolume::<T>::insert(netuid, 0u128);

        let surplus = locked.saturating_sub(pool_tao);
        RAORecycledForRegistration::<T>::insert(netuid, surplus);
        if !surplus.is_zero()
            && let Some(account) = Self::subnet_account_id(netuid)
        {
            Self::recycle_tao(&account, surplus)?;
        }
        TotalStake::<T>::mutate(|total| *total = total.saturating_add(pool_tao));
        Ok(())
    }

    /// Makes the new subnet's hotkey the only child of every validator on root that did not opt
    /// out. A validator for which that is refused is left alone.
    fn delegate_root_validators_to(netuid: NetUid, owner_hotkey: &T::AccountId) {
        let validators: Vec<T::AccountId> = Keys::<T>::iter_prefix_values(NetUid::ROOT).collect();
        for validator in validators {
            if validator != *owner_hotkey && Self::accepts_auto_child(&validator, netuid) {
                TransactionType::SetChildren.set_last_block_on_subnet::<T>(
                    &validator,
                    netuid,
                    Self::now(),
                );
                let children = vec![(u64::MAX, owner_hotkey.clone())];
                Self::apply_children(&validator, netuid, children);
            }
        }
    }

    /// The conditions of `set_children` that a fresh subnet can fail: the validator's wish, its
    /// rate limit, and a total stake, in TAO, of at least `StakeThreshold`.
    fn accepts_auto_child(validator: &T::AccountId, netuid: NetUid) -> bool {
        AutoParentDelegationEnabled::<T>::get(validator)
            && TransactionType::SetChildren.passes_rate_limit_on_subnet::<T>(validator, netuid)
            && u64::from(Self::total_stake_for_hotkey(validator)) >= StakeThreshold::<T>::get()
    }
}

fn write_default_if_absent<M, V>(netuid: NetUid)
where
    M: frame_support::storage::StorageMap<NetUid, V, Query = V>,
    V: codec::FullCodec,
{
    if !M::contains_key(netuid) {
        M::insert(netuid, M::get(netuid));
    }
}
