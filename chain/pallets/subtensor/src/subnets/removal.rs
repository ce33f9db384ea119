//! Forgetting a subnet: everything stored under its number goes, so that a later subnet with the
//! same number starts clean. Only `RegisteredSubnetCounter` stays, which counts such reuses.

use crate::*;
use alloc::vec::Vec;
use taonet_primitives::{NetUid, NetUidStorageIndex};

/// Removes one value per map, keyed by netuid.
macro_rules! remove_values {
    ($netuid:expr; $($map:ident),* $(,)?) => { $($map::<T>::remove($netuid);)* };
}

/// Removes all entries of maps whose first key is the netuid (or a storage index).
macro_rules! remove_prefixes {
    ($first:expr; $($map:ident),* $(,)?) => {
        $(let _ = $map::<T>::clear_prefix($first, u32::MAX, None);)*
    };
}

/// Removes the entries of maps keyed by (account, netuid). Finding them takes a scan of the map.
macro_rules! remove_by_second_key {
    ($netuid:expr; $($map:ident),* $(,)?) => {
        $({
            let accounts: Vec<T::AccountId> = $map::<T>::iter_keys()
                .filter_map(|(account, netuid)| (netuid == $netuid).then_some(account))
                .collect();
            for account in accounts {
                $map::<T>::remove(account, $netuid);
            }
        })*
    };
}

impl<T: Config> Pallet<T> {
    /// Removes the network and emits `SubnetIdentityRemoved` if it had an identity. Stake, locks,
    /// root claims and the pool have been settled before.
    pub(crate) fn remove_network(netuid: NetUid) {
        TotalNetworks::<T>::mutate(|count| *count = count.saturating_sub(1));
        Self::zero_root_weights_on(netuid);
        Self::remove_mechanism_rows(netuid);
        Self::remove_neurons(netuid);
        Self::remove_parameters(netuid);
        Self::remove_counters(netuid);
        Self::remove_account_entries(netuid);
        Self::end_lease_of_subnet(netuid);
        if SubnetIdentitiesV3::<T>::take(netuid).is_some() {
            Self::deposit_event(Event::SubnetIdentityRemoved(netuid));
        }
    }

    /// In root's stored weights a destination is a netuid.
    fn zero_root_weights_on(netuid: NetUid) {
        let rows: Vec<(u16, Vec<(u16, u16)>)> =
            Weights::<T>::iter_prefix(NetUidStorageIndex::ROOT).collect();
        for (uid, mut row) in rows {
            let mut changed = false;
            for (dest, weight) in &mut row {
                if *dest == u16::from(netuid) && *weight != 0 {
                    *weight = 0;
                    changed = true;
                }
            }
            if changed {
                Weights::<T>::insert(NetUidStorageIndex::ROOT, uid, row);
            }
        }
    }

    fn remove_mechanism_rows(netuid: NetUid) {
        for index in Self::mechanism_indices(netuid) {
            remove_prefixes!(index; Weights, Bonds, WeightCommits, TimelockedWeightCommits,
                CRV3WeightCommits, CRV3WeightCommitsV2);
            remove_values!(index; Incentive, LastUpdate);
        }
        remove_values!(netuid; MechanismCountCurrent, MechanismEmissionSplit);
    }

    fn remove_neurons(netuid: NetUid) {
        remove_prefixes!(netuid; Uids, Keys, BlockAtRegistration, Axons, NeuronCertificates,
            Prometheus, AssociatedEvmAddress);
        remove_values!(netuid; SubnetworkN, StakeWeight, LoadedEmission, Active, Consensus,
            Dividends, Emission, ValidatorTrust, ValidatorPermit);
    }

    fn remove_parameters(netuid: NetUid) {
        remove_values!(netuid; NetworksAdded, SubnetOwner, SubnetOwnerHotkey, SubnetMechanism,
            TokenSymbol, Tempo, LastEpochBlock, PendingEpochAt, SubnetEpochIndex,
            ActivityCutoffFactorMilli, FirstEmissionBlockNumber, NetworkRegistrationAllowed,
            NetworkPowRegistrationAllowed, NetworkRegisteredAt, MaxRegistrationsPerBlock,
            TransferToggle, ServingRateLimit, Rho, AlphaSigmoidSteepness, Kappa, MaxAllowedUids,
            ImmunityPeriod, ActivityCutoff, WeightsVersionKey, MinAllowedWeights,
            MaxAllowedValidators, BondsMovingAverage, BondsPenalty, BondsResetOn,
            WeightsSetRateLimit, ValidatorPruneLen, ScalingLawPower,
            TargetRegistrationsPerInterval, CommitRevealWeightsEnabled, Burn, Difficulty, MinBurn,
            MaxBurn, MinDifficulty, MaxDifficulty, EMAPriceHalvingBlocks, LiquidAlphaOn, Yuma3On,
            AlphaValues, SubtokenEnabled, ImmuneOwnerUidsLimit, RevealPeriodEpochs, BurnHalfLife,
            BurnIncreaseMult, OwnerCutAutoLockEnabled);
        remove_values!(netuid; MinChildkeyTakePerSubnet, SubnetEmissionEnabled, OwnerCutEnabled,
            RecycleOrBurn, MinAllowedUids, MaxWeightsLimit, AdjustmentInterval, AdjustmentAlpha,
            VotingPowerTrackingEnabled, VotingPowerDisableAtBlock, VotingPowerEmaAlpha,
            RootClaimableThreshold, MinNonImmuneUids);
    }

    fn remove_counters(netuid: NetUid) {
        remove_values!(netuid; SubnetMovingPrice, SubnetVolume, SubnetTAO, SubnetAlphaInEmission,
            SubnetAlphaOutEmission, SubnetTaoInEmission, SubnetExcessTao, SubnetRootSellTao,
            SubnetAlphaIn, SubnetAlphaOut, SubnetProtocolAlpha, SubnetTaoFlow, SubnetEmaTaoFlow,
            SubnetProtocolFlow, SubnetEmaProtocolFlow, SubnetLocked, LargestLocked,
            PendingServerEmission, PendingValidatorEmission, PendingRootAlphaDivs,
            PendingOwnerCut, MinerBurned, BlocksSinceLastStep, LastMechansimStepBlock,
            RegistrationsThisInterval, POWRegistrationsThisInterval,
            BurnRegistrationsThisInterval, LastAdjustmentBlock, RegistrationsThisBlock,
            RAORecycledForRegistration, RootProp);
    }

    fn remove_account_entries(netuid: NetUid) {
        remove_prefixes!(netuid; LastHotkeySwapOnNetuid, PendingChildKeys,
            AlphaDividendsPerSubnet, RootAlphaDividendsPerSubnet, VotingPower);
        remove_by_second_key!(netuid; ChildkeyTake, ChildKeys, ParentKeys,
            LastHotkeyEmissionOnNetuid, TotalHotkeyAlphaLastEpoch, IsNetworkMember,
            AutoStakeDestination, AutoStakeDestinationColdkeys);

        let records: Vec<(T::AccountId, NetUid, u16)> = TransactionKeyLastBlock::<T>::iter_keys()
            .filter(|&(_, subnet, _)| subnet == netuid)
            .collect();
        for key in records {
            TransactionKeyLastBlock::<T>::remove(key);
        }
        let limits: Vec<RateLimitKey<T::AccountId>> = LastRateLimitedBlock::<T>::iter_keys()
            .filter(|key| match key {
                RateLimitKey::SetSNOwnerHotkey(subnet)
                | RateLimitKey::OwnerHyperparamUpdate(subnet, _) => *subnet == netuid,
                _ => false,
            })
            .collect();
        for key in limits {
            LastRateLimitedBlock::<T>::remove(key);
        }
    }
}
