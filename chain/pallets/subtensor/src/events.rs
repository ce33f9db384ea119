//! What the pallet tells the outside.

use frame_support::pallet_macros::pallet_section;

/// The events of the pallet, in wire order.
#[pallet_section]
mod events {
    /// What happened. The order is wire data.
    #[pallet::event]
    #[pallet::generate_deposit(pub(crate) fn deposit_event)]
    pub enum Event<T: Config> {
        /// NetworkAdded
        NetworkAdded(NetUid, u16),
        /// NetworkRemoved
        NetworkRemoved(NetUid),
        /// StakeAdded
        StakeAdded(
            T::AccountId,
            T::AccountId,
            TaoBalance,
            AlphaBalance,
            NetUid,
            u64,
        ),
        /// StakeRemoved
        StakeRemoved(
            T::AccountId,
            T::AccountId,
            TaoBalance,
            AlphaBalance,
            NetUid,
            u64,
        ),
        /// StakeMoved
        StakeMoved(
            T::AccountId,
            T::AccountId,
            NetUid,
            T::AccountId,
            NetUid,
            TaoBalance,
        ),
        /// WeightsSet
        WeightsSet(NetUidStorageIndex, u16),
        /// NeuronRegistered
        NeuronRegistered(NetUid, u16, T::AccountId),
        /// BulkNeuronsRegistered
        BulkNeuronsRegistered(u16, u16),
        /// BulkBalancesSet
        BulkBalancesSet(u16, u16),
        /// MaxAllowedUidsSet
        MaxAllowedUidsSet(NetUid, u16),
        /// MaxWeightLimitSet
        MaxWeightLimitSet(NetUid, u16),
        /// DifficultySet
        DifficultySet(NetUid, u64),
        /// AdjustmentIntervalSet
        AdjustmentIntervalSet(NetUid, u16),
        /// RegistrationPerIntervalSet
        RegistrationPerIntervalSet(NetUid, u16),
        /// MaxRegistrationsPerBlockSet
        MaxRegistrationsPerBlockSet(NetUid, u16),
        /// ActivityCutoffSet
        ActivityCutoffSet(NetUid, u16),
        /// RhoSet
        RhoSet(NetUid, u16),
        /// AlphaSigmoidSteepnessSet
        AlphaSigmoidSteepnessSet(NetUid, i16),
        /// KappaSet
        KappaSet(NetUid, u16),
        /// MinAllowedWeightSet
        MinAllowedWeightSet(NetUid, u16),
        /// ValidatorPruneLenSet
        ValidatorPruneLenSet(NetUid, u64),
        /// ScalingLawPowerSet
        ScalingLawPowerSet(NetUid, u16),
        /// WeightsSetRateLimitSet
        WeightsSetRateLimitSet(NetUid, u64),
        /// ImmunityPeriodSet
        ImmunityPeriodSet(NetUid, u16),
        /// BondsMovingAverageSet
        BondsMovingAverageSet(NetUid, u64),
        /// BondsPenaltySet
        BondsPenaltySet(NetUid, u16),
        /// BondsResetOnSet
        BondsResetOnSet(NetUid, bool),
        /// MaxAllowedValidatorsSet
        MaxAllowedValidatorsSet(NetUid, u16),
        /// AxonServed
        AxonServed(NetUid, T::AccountId),
        /// PrometheusServed
        PrometheusServed(NetUid, T::AccountId),
        /// DelegateAdded
        DelegateAdded(T::AccountId, T::AccountId, PerU16),
        /// DefaultTakeSet
        DefaultTakeSet(PerU16),
        /// WeightsVersionKeySet
        WeightsVersionKeySet(NetUid, u64),
        /// MinDifficultySet
        MinDifficultySet(NetUid, u64),
        /// MaxDifficultySet
        MaxDifficultySet(NetUid, u64),
        /// ServingRateLimitSet
        ServingRateLimitSet(NetUid, u64),
        /// BurnSet
        BurnSet(NetUid, TaoBalance),
        /// MaxBurnSet
        MaxBurnSet(NetUid, TaoBalance),
        /// MinBurnSet
        MinBurnSet(NetUid, TaoBalance),
        /// MaxEpochsPerBlockSet
        MaxEpochsPerBlockSet(u8),
        /// TxRateLimitSet
        TxRateLimitSet(u64),
        /// TxDelegateTakeRateLimitSet
        TxDelegateTakeRateLimitSet(u64),
        /// TxChildKeyTakeRateLimitSet
        TxChildKeyTakeRateLimitSet(u64),
        /// AdminFreezeWindowSet
        AdminFreezeWindowSet(u16),
        /// OwnerHyperparamRateLimitSet
        OwnerHyperparamRateLimitSet(u16),
        /// MinChildKeyTakeSet
        MinChildKeyTakeSet(PerU16),
        /// MinChildKeyTakePerSubnetSet
        MinChildKeyTakePerSubnetSet(NetUid, PerU16),
        /// MaxChildKeyTakeSet
        MaxChildKeyTakeSet(PerU16),
        /// ChildKeyTakeSet
        ChildKeyTakeSet(T::AccountId, PerU16),
        /// Sudid
        Sudid(DispatchResult),
        /// RegistrationAllowed
        RegistrationAllowed(NetUid, bool),
        /// PowRegistrationAllowed
        PowRegistrationAllowed(NetUid, bool),
        /// TempoSet
        TempoSet(NetUid, u16),
        /// RAORecycledForRegistrationSet
        RAORecycledForRegistrationSet(NetUid, TaoBalance),
        /// StakeThresholdSet
        StakeThresholdSet(u64),
        /// AdjustmentAlphaSet
        AdjustmentAlphaSet(NetUid, u64),
        /// Faucet
        Faucet(T::AccountId, u64),
        /// SubnetOwnerCutSet
        SubnetOwnerCutSet(u16),
        /// NetworkRateLimitSet
        NetworkRateLimitSet(u64),
        /// NetworkImmunityPeriodSet
        NetworkImmunityPeriodSet(u64),
        /// StartCallDelaySet
        StartCallDelaySet(u64),
        /// NetworkMinLockCostSet
        NetworkMinLockCostSet(TaoBalance),
        /// SubnetLimitSet
        SubnetLimitSet(u16),
        /// NetworkLockCostReductionIntervalSet
        NetworkLockCostReductionIntervalSet(u64),
        /// TakeDecreased
        TakeDecreased(T::AccountId, T::AccountId, PerU16),
        /// TakeIncreased
        TakeIncreased(T::AccountId, T::AccountId, PerU16),
        /// HotkeySwapped
        HotkeySwapped {
            /// coldkey
            coldkey: T::AccountId,
            /// old_hotkey
            old_hotkey: T::AccountId,
            /// new_hotkey
            new_hotkey: T::AccountId,
        },
        /// MaxDelegateTakeSet
        MaxDelegateTakeSet(PerU16),
        /// MinDelegateTakeSet
        MinDelegateTakeSet(PerU16),
        /// ColdkeySwapAnnounced
        ColdkeySwapAnnounced {
            /// who
            who: T::AccountId,
            /// new_coldkey_hash
            new_coldkey_hash: H256,
        },
        /// ColdkeySwapReset
        ColdkeySwapReset {
            /// who
            who: T::AccountId,
        },
        /// ColdkeySwapped
        ColdkeySwapped {
            /// old_coldkey
            old_coldkey: T::AccountId,
            /// new_coldkey
            new_coldkey: T::AccountId,
        },
        /// ColdkeySwapDisputed
        ColdkeySwapDisputed {
            /// coldkey
            coldkey: T::AccountId,
        },
        /// AllBalanceUnstakedAndTransferredToNewColdkey
        AllBalanceUnstakedAndTransferredToNewColdkey {
            /// current_coldkey
            current_coldkey: T::AccountId,
            /// new_coldkey
            new_coldkey: T::AccountId,
            /// total_balance
            total_balance: TaoBalance,
        },
        /// ArbitrationPeriodExtended
        ArbitrationPeriodExtended {
            /// coldkey
            coldkey: T::AccountId,
        },
        /// SetChildrenScheduled
        SetChildrenScheduled(T::AccountId, NetUid, u64, Vec<(u64, T::AccountId)>),
        /// SetChildren
        SetChildren(T::AccountId, NetUid, Vec<(u64, T::AccountId)>),
        /// ChainIdentitySet
        ChainIdentitySet(T::AccountId),
        /// SubnetIdentitySet
        SubnetIdentitySet(NetUid),
        /// SubnetIdentityRemoved
        SubnetIdentityRemoved(NetUid),
        /// DissolveNetworkScheduled
        DissolveNetworkScheduled {
            /// account
            account: T::AccountId,
            /// netuid
            netuid: NetUid,
            /// execution_block
            execution_block: BlockNumberFor<T>,
        },
        /// ColdkeySwapAnnouncementDelaySet
        ColdkeySwapAnnouncementDelaySet(BlockNumberFor<T>),
        /// ColdkeySwapReannouncementDelaySet
        ColdkeySwapReannouncementDelaySet(BlockNumberFor<T>),
        /// DissolveNetworkScheduleDurationSet
        DissolveNetworkScheduleDurationSet(BlockNumberFor<T>),
        /// CRV3WeightsCommitted
        CRV3WeightsCommitted(T::AccountId, NetUidStorageIndex, H256),
        /// WeightsCommitted
        WeightsCommitted(T::AccountId, NetUidStorageIndex, H256),
        /// WeightsRevealed
        WeightsRevealed(T::AccountId, NetUidStorageIndex, H256),
        /// WeightsBatchRevealed
        WeightsBatchRevealed(T::AccountId, NetUid, Vec<H256>),
        /// BatchWeightsCompleted
        BatchWeightsCompleted(Vec<Compact<NetUid>>, T::AccountId),
        /// BatchCompletedWithErrors
        BatchCompletedWithErrors,
        /// BatchWeightItemFailed
        BatchWeightItemFailed(NetUid, DispatchError),
        /// StakeTransferred
        StakeTransferred(
            T::AccountId,
            T::AccountId,
            T::AccountId,
            NetUid,
            NetUid,
            TaoBalance,
        ),
        /// StakeSwapped
        StakeSwapped(T::AccountId, T::AccountId, NetUid, NetUid, TaoBalance),
        /// TransferToggle
        TransferToggle(NetUid, bool),
        /// SubnetOwnerHotkeySet
        SubnetOwnerHotkeySet(NetUid, T::AccountId),
        /// FirstEmissionBlockNumberSet
        FirstEmissionBlockNumberSet(NetUid, u64),
        /// AlphaRecycled
        AlphaRecycled(T::AccountId, T::AccountId, AlphaBalance, NetUid),
        /// AlphaBurned
        AlphaBurned(T::AccountId, T::AccountId, AlphaBalance, NetUid),
        /// EvmKeyAssociated
        EvmKeyAssociated {
            /// netuid
            netuid: NetUid,
            /// hotkey
            hotkey: T::AccountId,
            /// evm_key
            evm_key: H160,
            /// block_associated
            block_associated: u64,
        },
        /// CRV3WeightsRevealed
        CRV3WeightsRevealed(NetUid, T::AccountId),
        /// CommitRevealPeriodsSet
        CommitRevealPeriodsSet(NetUid, u64),
        /// CommitRevealEnabled
        CommitRevealEnabled(NetUid, bool),
        /// HotkeySwappedOnSubnet
        HotkeySwappedOnSubnet {
            /// coldkey
            coldkey: T::AccountId,
            /// old_hotkey
            old_hotkey: T::AccountId,
            /// new_hotkey
            new_hotkey: T::AccountId,
            /// netuid
            netuid: NetUid,
        },
        /// SubnetLeaseCreated
        SubnetLeaseCreated {
            /// beneficiary
            beneficiary: T::AccountId,
            /// lease_id
            lease_id: u32,
            /// netuid
            netuid: NetUid,
            /// end_block
            end_block: Option<BlockNumberFor<T>>,
        },
        /// SubnetLeaseTerminated
        SubnetLeaseTerminated {
            /// beneficiary
            beneficiary: T::AccountId,
            /// netuid
            netuid: NetUid,
        },
        /// SymbolUpdated
        SymbolUpdated {
            /// netuid
            netuid: NetUid,
            /// symbol
            symbol: Vec<u8>,
        },
        /// CommitRevealVersionSet
        CommitRevealVersionSet(u16),
        /// TimelockedWeightsCommitted
        TimelockedWeightsCommitted(T::AccountId, NetUidStorageIndex, H256, u64),
        /// TimelockedWeightsRevealed
        TimelockedWeightsRevealed(NetUidStorageIndex, T::AccountId),
        /// AutoStakeAdded
        AutoStakeAdded {
            /// netuid
            netuid: NetUid,
            /// destination
            destination: T::AccountId,
            /// hotkey
            hotkey: T::AccountId,
            /// owner
            owner: T::AccountId,
            /// incentive
            incentive: AlphaBalance,
        },
        /// IncentiveAlphaEmittedToMiners
        IncentiveAlphaEmittedToMiners {
            /// netuid
            netuid: NetUidStorageIndex,
            /// emissions
            emissions: Vec<AlphaBalance>,
        },
        /// MinAllowedUidsSet
        MinAllowedUidsSet(NetUid, u16),
        /// AutoStakeDestinationSet
        AutoStakeDestinationSet {
            /// coldkey
            coldkey: T::AccountId,
            /// netuid
            netuid: NetUid,
            /// hotkey
            hotkey: T::AccountId,
        },
        /// MinNonImmuneUidsSet
        MinNonImmuneUidsSet(NetUid, u16),
        /// RootClaimed
        RootClaimed {
            /// coldkey
            coldkey: T::AccountId,
        },
        /// RootClaimTypeSet
        RootClaimTypeSet {
            /// coldkey
            coldkey: T::AccountId,
            /// root_claim_type
            root_claim_type: RootClaimTypeEnum,
        },
        /// VotingPowerTrackingEnabled
        VotingPowerTrackingEnabled {
            /// netuid
            netuid: NetUid,
        },
        /// VotingPowerTrackingDisableScheduled
        VotingPowerTrackingDisableScheduled {
            /// netuid
            netuid: NetUid,
            /// disable_at_block
            disable_at_block: u64,
        },
        /// VotingPowerTrackingDisabled
        VotingPowerTrackingDisabled {
            /// netuid
            netuid: NetUid,
        },
        /// VotingPowerEmaAlphaSet
        VotingPowerEmaAlphaSet {
            /// netuid
            netuid: NetUid,
            /// alpha
            alpha: u64,
        },
        /// SubnetLeaseDividendsDistributed
        SubnetLeaseDividendsDistributed {
            /// lease_id
            lease_id: u32,
            /// contributor
            contributor: T::AccountId,
            /// alpha
            alpha: AlphaBalance,
        },
        /// AddStakeBurn
        AddStakeBurn {
            /// netuid
            netuid: NetUid,
            /// hotkey
            hotkey: T::AccountId,
            /// amount
            amount: TaoBalance,
            /// alpha
            alpha: AlphaBalance,
        },
        /// NetworkDissolveCleanupCompleted
        NetworkDissolveCleanupCompleted {
            /// netuid
            netuid: NetUid,
        },
        /// ColdkeySwapCleared
        ColdkeySwapCleared {
            /// who
            who: T::AccountId,
        },
        /// TransactionFeePaidWithAlpha
        TransactionFeePaidWithAlpha {
            /// who
            who: T::AccountId,
            /// netuid
            netuid: NetUid,
            /// alpha_fee
            alpha_fee: AlphaBalance,
            /// tao_amount
            tao_amount: TaoBalance,
        },
        /// BurnHalfLifeSet
        BurnHalfLifeSet {
            /// netuid
            netuid: NetUid,
            /// burn_half_life
            burn_half_life: u16,
        },
        /// BurnIncreaseMultSet
        BurnIncreaseMultSet {
            /// netuid
            netuid: NetUid,
            /// burn_increase_mult
            burn_increase_mult: U64F64,
        },
        /// AutoParentDelegationEnabledSet
        AutoParentDelegationEnabledSet {
            /// hotkey
            hotkey: T::AccountId,
            /// enabled
            enabled: bool,
        },
        /// StakeLocked
        StakeLocked {
            /// coldkey
            coldkey: T::AccountId,
            /// hotkey
            hotkey: T::AccountId,
            /// netuid
            netuid: NetUid,
            /// amount
            amount: AlphaBalance,
        },
        /// StakeUnlocked
        StakeUnlocked {
            /// coldkey
            coldkey: T::AccountId,
            /// hotkey
            hotkey: T::AccountId,
            /// netuid
            netuid: NetUid,
            /// amount
            amount: AlphaBalance,
        },
        /// LockMoved
        LockMoved {
            /// coldkey
            coldkey: T::AccountId,
            /// origin_hotkey
            origin_hotkey: T::AccountId,
            /// destination_hotkey
            destination_hotkey: T::AccountId,
            /// netuid
            netuid: NetUid,
        },
        /// ActivityCutoffFactorMilliSet
        ActivityCutoffFactorMilliSet {
            /// netuid
            netuid: NetUid,
            /// factor_milli
            factor_milli: u32,
        },
        /// EpochTriggered
        EpochTriggered {
            /// netuid
            netuid: NetUid,
            /// by
            by: T::AccountId,
            /// fires_at
            fires_at: u64,
        },
        /// EpochDeferred
        EpochDeferred {
            /// netuid
            netuid: NetUid,
            /// from_block
            from_block: u64,
            /// to_block
            to_block: u64,
        },
        /// EpochSkipped
        EpochSkipped {
            /// netuid
            netuid: NetUid,
            /// block
            block: u64,
        },
        /// SubnetOwnerChanged
        SubnetOwnerChanged {
            /// netuid
            netuid: NetUid,
            /// old_coldkey
            old_coldkey: T::AccountId,
            /// new_coldkey
            new_coldkey: T::AccountId,
        },
        /// PerpetualLockUpdated
        PerpetualLockUpdated {
            /// coldkey
            coldkey: T::AccountId,
            /// netuid
            netuid: NetUid,
            /// enabled
            enabled: bool,
        },
        /// NetworkRegistrationQueued
        NetworkRegistrationQueued {
            /// coldkey
            coldkey: T::AccountId,
            /// hotkey
            hotkey: T::AccountId,
            /// mechid
            mechid: u16,
            /// identity
            identity: Option<SubnetIdentityV3>,
            /// lock_amount
            lock_amount: TaoBalance,
            /// median_subnet_alpha_price
            median_subnet_alpha_price: U64F64,
            /// registration_block
            registration_block: u64,
        },
        /// RejectLockedAlphaUpdated
        RejectLockedAlphaUpdated {
            /// coldkey
            coldkey: T::AccountId,
            /// enabled
            enabled: bool,
        },
        /// StakeAndHotkeyTransferred
        StakeAndHotkeyTransferred {
            /// origin_coldkey
            origin_coldkey: T::AccountId,
            /// destination_coldkey
            destination_coldkey: T::AccountId,
            /// origin_hotkey
            origin_hotkey: T::AccountId,
            /// destination_hotkey
            destination_hotkey: T::AccountId,
            /// origin_netuid
            origin_netuid: NetUid,
            /// destination_netuid
            destination_netuid: NetUid,
            /// amount
            amount: TaoBalance,
        },
        /// CollateralLocked
        CollateralLocked {
            /// netuid
            netuid: NetUid,
            /// hotkey
            hotkey: T::AccountId,
            /// locked
            locked: AlphaBalance,
            /// total_locked
            total_locked: AlphaBalance,
        },
        /// MinCollateralSet
        MinCollateralSet {
            /// netuid
            netuid: NetUid,
            /// hotkey
            hotkey: T::AccountId,
            /// min_locked
            min_locked: AlphaBalance,
        },
    }
}
