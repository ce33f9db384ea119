//! What holds for the whole chain. Root alone decides.

use crate::{
    pallet::{Config, Error, Event, Pallet, PrecompileEnable},
    types::PrecompileEnum,
};
use frame_support::pallet_prelude::*;
use frame_system::pallet_prelude::*;
use pallet_subtensor::{
    AdminFreezeWindow, CKBurn, ColdkeySwapAnnouncementDelay, ColdkeySwapReannouncementDelay,
    CommitRevealWeightsVersion, DissolveNetworkScheduleDuration, Event as Announced,
    FlowEmaSmoothingFactor, FlowNormExponent, MaxDelegateTake, MaxEpochsPerBlock, MinDelegateTake,
    NetTaoFlowEnabled, NetworkImmunityPeriod, NetworkLockReductionInterval, NetworkMinLockCost,
    NetworkRateLimit, NominatorMinRequiredStake, OwnerHyperparamRateLimit, Pallet as Subtensor,
    StakeThreshold, StartCallDelay, SubnetLimit, SubnetMovingAlpha, SubnetOwnerCut, TaoFlowCutoff,
    TxDelegateTakeRateLimit, TxRateLimit,
};
use sp_arithmetic::PerU16;
use substrate_fixed::types::{I64F64, I96F32, U64F64};
use taonet_primitives::{MechId, TaoBalance};

impl<T: Config> Pallet<T> {
    /// Body of `sudo_set_default_take`.
    pub(crate) fn set_default_take(origin: OriginFor<T>, default_take: PerU16) -> DispatchResult {
        ensure_root(origin)?;
        MaxDelegateTake::<T>::put(default_take);
        Self::announce(Announced::MaxDelegateTakeSet(default_take));
        Ok(())
    }

    /// Body of `sudo_set_tx_rate_limit`.
    pub(crate) fn set_tx_rate_limit(origin: OriginFor<T>, tx_rate_limit: u64) -> DispatchResult {
        ensure_root(origin)?;
        TxRateLimit::<T>::put(tx_rate_limit);
        Self::announce(Announced::TxRateLimitSet(tx_rate_limit));
        Ok(())
    }

    /// Body of `sudo_set_subnet_owner_cut`.
    pub(crate) fn set_subnet_owner_cut(
        origin: OriginFor<T>,
        subnet_owner_cut: u16,
    ) -> DispatchResult {
        ensure_root(origin)?;
        SubnetOwnerCut::<T>::put(subnet_owner_cut);
        Self::announce(Announced::SubnetOwnerCutSet(subnet_owner_cut));
        Ok(())
    }

    /// Body of `sudo_set_network_rate_limit`.
    pub(crate) fn set_network_rate_limit(origin: OriginFor<T>, rate_limit: u64) -> DispatchResult {
        ensure_root(origin)?;
        NetworkRateLimit::<T>::put(rate_limit);
        Self::announce(Announced::NetworkRateLimitSet(rate_limit));
        Ok(())
    }

    /// Body of `sudo_set_total_issuance`.
    pub(crate) fn set_total_issuance(
        origin: OriginFor<T>,
        total_issuance: TaoBalance,
    ) -> DispatchResult {
        let _ = (origin, total_issuance);
        Err(Error::<T>::Deprecated.into())
    }

    /// Body of `sudo_set_network_immunity_period`.
    pub(crate) fn set_network_immunity_period(
        origin: OriginFor<T>,
        immunity_period: u64,
    ) -> DispatchResult {
        ensure_root(origin)?;
        NetworkImmunityPeriod::<T>::put(immunity_period);
        Self::announce(Announced::NetworkImmunityPeriodSet(immunity_period));
        Ok(())
    }

    /// Body of `sudo_set_network_min_lock_cost`.
    pub(crate) fn set_network_min_lock_cost(
        origin: OriginFor<T>,
        lock_cost: TaoBalance,
    ) -> DispatchResult {
        ensure_root(origin)?;
        NetworkMinLockCost::<T>::put(lock_cost);
        Self::announce(Announced::NetworkMinLockCostSet(lock_cost));
        Ok(())
    }

    /// Body of `sudo_set_subnet_limit`.
    pub(crate) fn set_subnet_limit(origin: OriginFor<T>, max_subnets: u16) -> DispatchResult {
        ensure_root(origin)?;
        SubnetLimit::<T>::put(max_subnets);
        Self::announce(Announced::SubnetLimitSet(max_subnets));
        Ok(())
    }

    /// Body of `sudo_set_lock_reduction_interval`.
    pub(crate) fn set_lock_reduction_interval(
        origin: OriginFor<T>,
        interval: u64,
    ) -> DispatchResult {
        ensure_root(origin)?;
        NetworkLockReductionInterval::<T>::put(interval);
        Self::announce(Announced::NetworkLockCostReductionIntervalSet(interval));
        Ok(())
    }

    /// Body of `sudo_set_stake_threshold`.
    pub(crate) fn set_stake_threshold(origin: OriginFor<T>, min_stake: u64) -> DispatchResult {
        ensure_root(origin)?;
        StakeThreshold::<T>::put(min_stake);
        Self::announce(Announced::StakeThresholdSet(min_stake));
        Ok(())
    }

    /// Body of `sudo_set_nominator_min_required_stake`.
    pub(crate) fn set_nominator_min_required_stake(
        origin: OriginFor<T>,
        min_stake: u64,
    ) -> DispatchResult {
        ensure_root(origin)?;
        let before = Subtensor::<T>::nominator_min_stake().to_u64();
        NominatorMinRequiredStake::<T>::put(min_stake);
        if min_stake > before {
            Subtensor::<T>::clear_small_nominations();
        }
        Ok(())
    }

    /// Body of `sudo_set_tx_delegate_take_rate_limit`.
    pub(crate) fn set_tx_delegate_take_rate_limit(
        origin: OriginFor<T>,
        tx_rate_limit: u64,
    ) -> DispatchResult {
        ensure_root(origin)?;
        TxDelegateTakeRateLimit::<T>::put(tx_rate_limit);
        Self::announce(Announced::TxDelegateTakeRateLimitSet(tx_rate_limit));
        Ok(())
    }

    /// Body of `sudo_set_min_delegate_take`.
    pub(crate) fn set_min_delegate_take(origin: OriginFor<T>, take: PerU16) -> DispatchResult {
        ensure_root(origin)?;
        MinDelegateTake::<T>::put(take);
        Self::announce(Announced::MinDelegateTakeSet(take));
        Ok(())
    }

    /// Body of `sudo_set_dissolve_network_schedule_duration`.
    pub(crate) fn set_dissolve_network_schedule_duration(
        origin: OriginFor<T>,
        duration: BlockNumberFor<T>,
    ) -> DispatchResult {
        ensure_root(origin)?;
        DissolveNetworkScheduleDuration::<T>::put(duration);
        Self::announce(Announced::DissolveNetworkScheduleDurationSet(duration));
        Ok(())
    }

    /// Body of `sudo_toggle_evm_precompile`.
    pub(crate) fn toggle_evm_precompile(
        origin: OriginFor<T>,
        precompile_id: PrecompileEnum,
        enabled: bool,
    ) -> DispatchResult {
        ensure_root(origin)?;
        if PrecompileEnable::<T>::get(precompile_id) != enabled {
            PrecompileEnable::<T>::insert(precompile_id, enabled);
            Self::deposit_event(Event::PrecompileUpdated {
                precompile_id,
                enabled,
            });
        }
        Ok(())
    }

    /// Body of `sudo_set_subnet_moving_alpha`.
    pub(crate) fn set_subnet_moving_alpha(origin: OriginFor<T>, alpha: I96F32) -> DispatchResult {
        ensure_root(origin)?;
        SubnetMovingAlpha::<T>::put(alpha);
        Ok(())
    }

    /// Body of `sudo_set_commit_reveal_version`.
    pub(crate) fn set_commit_reveal_version(origin: OriginFor<T>, version: u16) -> DispatchResult {
        ensure_root(origin)?;
        CommitRevealWeightsVersion::<T>::put(version);
        Self::announce(Announced::CommitRevealVersionSet(version));
        Ok(())
    }

    /// Body of `sudo_set_ck_burn`.
    pub(crate) fn set_ck_burn(origin: OriginFor<T>, burn: u64) -> DispatchResult {
        ensure_root(origin)?;
        CKBurn::<T>::put(burn);
        Ok(())
    }

    /// Body of `sudo_set_admin_freeze_window`.
    pub(crate) fn set_admin_freeze_window(origin: OriginFor<T>, window: u16) -> DispatchResult {
        ensure_root(origin)?;
        AdminFreezeWindow::<T>::put(window);
        Self::announce(Announced::AdminFreezeWindowSet(window));
        Ok(())
    }

    /// Body of `sudo_set_owner_hparam_rate_limit`.
    pub(crate) fn set_owner_hparam_rate_limit(origin: OriginFor<T>, epochs: u16) -> DispatchResult {
        ensure_root(origin)?;
        OwnerHyperparamRateLimit::<T>::put(epochs);
        Self::announce(Announced::OwnerHyperparamRateLimitSet(epochs));
        Ok(())
    }

    /// Body of `sudo_set_tao_flow_cutoff`.
    pub(crate) fn set_tao_flow_cutoff(origin: OriginFor<T>, flow_cutoff: I64F64) -> DispatchResult {
        ensure_root(origin)?;
        TaoFlowCutoff::<T>::put(flow_cutoff);
        Ok(())
    }

    /// Body of `sudo_set_tao_flow_normalization_exponent`.
    pub(crate) fn set_tao_flow_normalization_exponent(
        origin: OriginFor<T>,
        exponent: U64F64,
    ) -> DispatchResult {
        ensure_root(origin)?;
        let range = U64F64::from_num(1)..=U64F64::from_num(2);
        ensure!(range.contains(&exponent), Error::<T>::InvalidValue);
        FlowNormExponent::<T>::put(exponent);
        Ok(())
    }

    /// Body of `sudo_set_tao_flow_smoothing_factor`.
    pub(crate) fn set_tao_flow_smoothing_factor(
        origin: OriginFor<T>,
        smoothing_factor: u64,
    ) -> DispatchResult {
        ensure_root(origin)?;
        FlowEmaSmoothingFactor::<T>::put(smoothing_factor);
        Ok(())
    }

    /// Body of `sudo_set_start_call_delay`.
    pub(crate) fn set_start_call_delay(origin: OriginFor<T>, delay: u64) -> DispatchResult {
        ensure_root(origin)?;
        StartCallDelay::<T>::put(delay);
        Self::announce(Announced::StartCallDelaySet(delay));
        Ok(())
    }

    /// Body of `sudo_set_coldkey_swap_announcement_delay`.
    pub(crate) fn set_coldkey_swap_announcement_delay(
        origin: OriginFor<T>,
        duration: BlockNumberFor<T>,
    ) -> DispatchResult {
        ensure_root(origin)?;
        ColdkeySwapAnnouncementDelay::<T>::put(duration);
        Self::announce(Announced::ColdkeySwapAnnouncementDelaySet(duration));
        Ok(())
    }

    /// Body of `sudo_set_coldkey_swap_reannouncement_delay`.
    pub(crate) fn set_coldkey_swap_reannouncement_delay(
        origin: OriginFor<T>,
        duration: BlockNumberFor<T>,
    ) -> DispatchResult {
        ensure_root(origin)?;
        ColdkeySwapReannouncementDelay::<T>::put(duration);
        Self::announce(Announced::ColdkeySwapReannouncementDelaySet(duration));
        Ok(())
    }

    /// Body of `sudo_set_max_mechanism_count`.
    pub(crate) fn set_max_mechanism_count(
        origin: OriginFor<T>,
        max_mechanism_count: MechId,
    ) -> DispatchResult {
        ensure_root(origin)?;
        Subtensor::<T>::set_max_mechanism_count(max_mechanism_count)?;
        Ok(())
    }

    /// Body of `sudo_set_net_tao_flow_enabled`.
    pub(crate) fn set_net_tao_flow_enabled(origin: OriginFor<T>, enabled: bool) -> DispatchResult {
        ensure_root(origin)?;
        NetTaoFlowEnabled::<T>::put(enabled);
        Ok(())
    }

    /// Body of `sudo_set_max_epochs_per_block`.
    pub(crate) fn set_max_epochs_per_block(
        origin: OriginFor<T>,
        max_epochs_per_block: u8,
    ) -> DispatchResult {
        ensure_root(origin)?;
        ensure!(max_epochs_per_block >= 1, Error::<T>::ValueNotInBounds);
        MaxEpochsPerBlock::<T>::put(max_epochs_per_block);
        Self::announce(Announced::MaxEpochsPerBlockSet(max_epochs_per_block));
        Ok(())
    }
}
