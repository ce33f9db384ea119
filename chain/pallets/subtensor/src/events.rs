//! What the pallet tells the outside.

use frame_support::pallet_macros::pallet_section;

/// The events of the pallet, in wire order.
#[pallet_section]
mod events {
    /// What happened. The order is wire data.
    #[pallet::event]
    #[pallet::generate_deposit(pub(crate) fn deposit_event)]
    pub enum Event<T: Config> {
        /// A subnet was registered: subnet, kind of pool.
        NetworkAdded(NetUid, u16),
        /// A subnet ended.
        NetworkRemoved(NetUid),
        /// Stake was added: coldkey, hotkey, TAO, alpha, subnet, fee.
        StakeAdded(
            T::AccountId,
            T::AccountId,
            TaoBalance,
            AlphaBalance,
            NetUid,
            u64,
        ),
        /// Stake was removed: coldkey, hotkey, TAO, alpha, subnet, fee.
        StakeRemoved(
            T::AccountId,
            T::AccountId,
            TaoBalance,
            AlphaBalance,
            NetUid,
            u64,
        ),
        /// Stake moved: coldkey, hotkey and subnet before, hotkey and subnet after, TAO value.
        StakeMoved(
            T::AccountId,
            T::AccountId,
            NetUid,
            T::AccountId,
            NetUid,
            TaoBalance,
        ),
        /// A neuron set its weights: storage index, UID.
        WeightsSet(NetUidStorageIndex, u16),
        /// A neuron registered: subnet, UID, hotkey.
        NeuronRegistered(NetUid, u16, T::AccountId),
        /// Several neurons were registered; not used any more.
        BulkNeuronsRegistered(u16, u16),
        /// Several balances were set; not used any more.
        BulkBalancesSet(u16, u16),
        /// The most slots of a subnet changed.
        MaxAllowedUidsSet(NetUid, u16),
        /// The limit of one weight changed; not used any more.
        MaxWeightLimitSet(NetUid, u16),
        /// The proof-of-work difficulty changed.
        DifficultySet(NetUid, u64),
        /// The adjustment interval changed.
        AdjustmentIntervalSet(NetUid, u16),
        /// The registrations aimed at per interval changed.
        RegistrationPerIntervalSet(NetUid, u16),
        /// The most registrations per block changed.
        MaxRegistrationsPerBlockSet(NetUid, u16),
        /// The activity cutoff in blocks changed.
        ActivityCutoffSet(NetUid, u16),
        /// Rho changed.
        RhoSet(NetUid, u16),
        /// The steepness of liquid alpha changed.
        AlphaSigmoidSteepnessSet(NetUid, i16),
        /// Kappa changed.
        KappaSet(NetUid, u16),
        /// The fewest weights changed.
        MinAllowedWeightSet(NetUid, u16),
        /// A former setting of pruning changed.
        ValidatorPruneLenSet(NetUid, u64),
        /// A former setting of the epoch changed.
        ScalingLawPowerSet(NetUid, u16),
        /// The rate limit of weights changed.
        WeightsSetRateLimitSet(NetUid, u64),
        /// The neurons' immunity changed.
        ImmunityPeriodSet(NetUid, u16),
        /// The smoothing of bonds changed.
        BondsMovingAverageSet(NetUid, u64),
        /// The bonds penalty changed.
        BondsPenaltySet(NetUid, u16),
        /// Whether new metadata resets bonds changed.
        BondsResetOnSet(NetUid, bool),
        /// The most validators changed.
        MaxAllowedValidatorsSet(NetUid, u16),
        /// A neuron announced where it answers: subnet, hotkey.
        AxonServed(NetUid, T::AccountId),
        /// A neuron announced where its metrics are: subnet, hotkey.
        PrometheusServed(NetUid, T::AccountId),
        /// A hotkey became a delegate: coldkey, hotkey, take; not used any more.
        DelegateAdded(T::AccountId, T::AccountId, PerU16),
        /// The highest delegate take changed; not used any more.
        DefaultTakeSet(PerU16),
        /// The version key of weights changed.
        WeightsVersionKeySet(NetUid, u64),
        /// The lowest difficulty changed.
        MinDifficultySet(NetUid, u64),
        /// The highest difficulty changed.
        MaxDifficultySet(NetUid, u64),
        /// The rate limit of serving changed.
        ServingRateLimitSet(NetUid, u64),
        /// The price of registration changed.
        BurnSet(NetUid, TaoBalance),
        /// The highest price of registration changed.
        MaxBurnSet(NetUid, TaoBalance),
        /// The lowest price of registration changed.
        MinBurnSet(NetUid, TaoBalance),
        /// The most epochs per block changed.
        MaxEpochsPerBlockSet(u8),
        /// The rate limit of hotkey swaps changed.
        TxRateLimitSet(u64),
        /// The rate limit of delegate takes changed.
        TxDelegateTakeRateLimitSet(u64),
        /// The rate limit of child-key takes changed.
        TxChildKeyTakeRateLimitSet(u64),
        /// The freeze before epochs changed.
        AdminFreezeWindowSet(u16),
        /// The rate limit of owners' settings changed.
        OwnerHyperparamRateLimitSet(u16),
        /// The lowest child-key take changed.
        MinChildKeyTakeSet(PerU16),
        /// The lowest child-key take of a subnet changed.
        MinChildKeyTakePerSubnetSet(NetUid, PerU16),
        /// The highest child-key take changed.
        MaxChildKeyTakeSet(PerU16),
        /// A hotkey's child-key take changed.
        ChildKeyTakeSet(T::AccountId, PerU16),
        /// A root call was made, with its result; not used any more.
        Sudid(DispatchResult),
        /// Registration was switched on or off.
        RegistrationAllowed(NetUid, bool),
        /// Proof-of-work registration was switched on or off.
        PowRegistrationAllowed(NetUid, bool),
        /// A tempo changed.
        TempoSet(NetUid, u16),
        /// The cost of registrations so far was set.
        RAORecycledForRegistrationSet(NetUid, TaoBalance),
        /// The stake threshold changed.
        StakeThresholdSet(u64),
        /// The smoothing of the difficulty changed.
        AdjustmentAlphaSet(NetUid, u64),
        /// A faucet paid: account, rao.
        Faucet(T::AccountId, u64),
        /// The owners' cut changed.
        SubnetOwnerCutSet(u16),
        /// The rate limit of new subnets changed.
        NetworkRateLimitSet(u64),
        /// The subnets' immunity changed.
        NetworkImmunityPeriodSet(u64),
        /// The delay of starting a subnet changed.
        StartCallDelaySet(u64),
        /// The lowest price of a subnet changed.
        NetworkMinLockCostSet(TaoBalance),
        /// The most subnets changed.
        SubnetLimitSet(u16),
        /// The decay of the price of a subnet changed.
        NetworkLockCostReductionIntervalSet(u64),
        /// A delegate take fell: coldkey, hotkey, take.
        TakeDecreased(T::AccountId, T::AccountId, PerU16),
        /// A delegate take rose: coldkey, hotkey, take.
        TakeIncreased(T::AccountId, T::AccountId, PerU16),
        /// A hotkey was swapped everywhere.
        HotkeySwapped {
            /// The coldkey.
            coldkey: T::AccountId,
            /// The hotkey before.
            old_hotkey: T::AccountId,
            /// The hotkey after.
            new_hotkey: T::AccountId,
        },
        /// The highest delegate take changed.
        MaxDelegateTakeSet(PerU16),
        /// The lowest delegate take changed.
        MinDelegateTakeSet(PerU16),
        /// A coldkey swap was announced.
        ColdkeySwapAnnounced {
            /// The coldkey.
            who: T::AccountId,
            /// Hash of the new coldkey.
            new_coldkey_hash: H256,
        },
        /// Root called off a coldkey swap.
        ColdkeySwapReset {
            /// The coldkey.
            who: T::AccountId,
        },
        /// A coldkey was swapped.
        ColdkeySwapped {
            /// The coldkey before.
            old_coldkey: T::AccountId,
            /// The coldkey after.
            new_coldkey: T::AccountId,
        },
        /// A coldkey swap was disputed.
        ColdkeySwapDisputed {
            /// The coldkey.
            coldkey: T::AccountId,
        },
        /// All stake was sold and sent to a new coldkey; not used any more.
        AllBalanceUnstakedAndTransferredToNewColdkey {
            /// The coldkey before.
            current_coldkey: T::AccountId,
            /// The coldkey after.
            new_coldkey: T::AccountId,
            /// TAO moved.
            total_balance: TaoBalance,
        },
        /// A coldkey's arbitration was extended; not used any more.
        ArbitrationPeriodExtended {
            /// The coldkey.
            coldkey: T::AccountId,
        },
        /// Children were announced: hotkey, subnet, block, children.
        SetChildrenScheduled(T::AccountId, NetUid, u64, Vec<(u64, T::AccountId)>),
        /// Children took effect: hotkey, subnet, children.
        SetChildren(T::AccountId, NetUid, Vec<(u64, T::AccountId)>),
        /// A coldkey set its identity.
        ChainIdentitySet(T::AccountId),
        /// A subnet's identity was set.
        SubnetIdentitySet(NetUid),
        /// A subnet's identity was removed.
        SubnetIdentityRemoved(NetUid),
        /// A dissolution was scheduled; not used any more.
        DissolveNetworkScheduled {
            /// The account.
            account: T::AccountId,
            /// The subnet.
            netuid: NetUid,
            /// Block of the execution.
            execution_block: BlockNumberFor<T>,
        },
        /// The delay of announced coldkey swaps changed.
        ColdkeySwapAnnouncementDelaySet(BlockNumberFor<T>),
        /// The delay of announcing anew changed.
        ColdkeySwapReannouncementDelaySet(BlockNumberFor<T>),
        /// The delay of scheduled dissolutions changed.
        DissolveNetworkScheduleDurationSet(BlockNumberFor<T>),
        /// Timelocked weights were committed: hotkey, storage index, hash.
        CRV3WeightsCommitted(T::AccountId, NetUidStorageIndex, H256),
        /// Weights were committed: hotkey, storage index, hash.
        WeightsCommitted(T::AccountId, NetUidStorageIndex, H256),
        /// Weights were revealed: hotkey, storage index, hash.
        WeightsRevealed(T::AccountId, NetUidStorageIndex, H256),
        /// Several commits were revealed: hotkey, subnet, hashes.
        WeightsBatchRevealed(T::AccountId, NetUid, Vec<H256>),
        /// A batch of weights went through its items: subnets, hotkey.
        BatchWeightsCompleted(Vec<Compact<NetUid>>, T::AccountId),
        /// Some items of a batch failed.
        BatchCompletedWithErrors,
        /// An item of a batch failed: subnet, error.
        BatchWeightItemFailed(NetUid, DispatchError),
        /// Stake changed coldkeys: from, to, hotkey, subnet before and after, TAO value.
        StakeTransferred(
            T::AccountId,
            T::AccountId,
            T::AccountId,
            NetUid,
            NetUid,
            TaoBalance,
        ),
        /// Stake changed subnets: coldkey, hotkey, subnet before and after, TAO value.
        StakeSwapped(T::AccountId, T::AccountId, NetUid, NetUid, TaoBalance),
        /// Giving stake to others was allowed or forbidden.
        TransferToggle(NetUid, bool),
        /// The owner's hotkey changed.
        SubnetOwnerHotkeySet(NetUid, T::AccountId),
        /// A subnet was started: subnet, first block.
        FirstEmissionBlockNumberSet(NetUid, u64),
        /// Alpha left the issuance: coldkey, hotkey, alpha, subnet.
        AlphaRecycled(T::AccountId, T::AccountId, AlphaBalance, NetUid),
        /// Alpha was burned: coldkey, hotkey, alpha, subnet.
        AlphaBurned(T::AccountId, T::AccountId, AlphaBalance, NetUid),
        /// A neuron was tied to an EVM address.
        EvmKeyAssociated {
            /// The subnet.
            netuid: NetUid,
            /// The hotkey.
            hotkey: T::AccountId,
            /// The EVM address.
            evm_key: H160,
            /// The block.
            block_associated: u64,
        },
        /// Timelocked weights were revealed: subnet, hotkey.
        CRV3WeightsRevealed(NetUid, T::AccountId),
        /// The reveal period changed.
        CommitRevealPeriodsSet(NetUid, u64),
        /// Commit-reveal was switched on or off.
        CommitRevealEnabled(NetUid, bool),
        /// A hotkey was swapped on one subnet.
        HotkeySwappedOnSubnet {
            /// The coldkey.
            coldkey: T::AccountId,
            /// The hotkey before.
            old_hotkey: T::AccountId,
            /// The hotkey after.
            new_hotkey: T::AccountId,
            /// The subnet.
            netuid: NetUid,
        },
        /// A leased subnet was made.
        SubnetLeaseCreated {
            /// Who runs the subnet.
            beneficiary: T::AccountId,
            /// The lease.
            lease_id: u32,
            /// The subnet.
            netuid: NetUid,
            /// Its last block, if any.
            end_block: Option<BlockNumberFor<T>>,
        },
        /// A lease ended.
        SubnetLeaseTerminated {
            /// Who runs the subnet.
            beneficiary: T::AccountId,
            /// The subnet.
            netuid: NetUid,
        },
        /// A subnet's symbol changed.
        SymbolUpdated {
            /// The subnet.
            netuid: NetUid,
            /// The symbol, UTF-8.
            symbol: Vec<u8>,
        },
        /// The version of timelocked commits changed.
        CommitRevealVersionSet(u16),
        /// Timelocked weights were committed: hotkey, storage index, hash, round.
        TimelockedWeightsCommitted(T::AccountId, NetUidStorageIndex, H256, u64),
        /// Timelocked weights were revealed: storage index, hotkey.
        TimelockedWeightsRevealed(NetUidStorageIndex, T::AccountId),
        /// Incentive was staked where its owner wants it.
        AutoStakeAdded {
            /// The subnet.
            netuid: NetUid,
            /// The hotkey that is staked on.
            destination: T::AccountId,
            /// The hotkey.
            hotkey: T::AccountId,
            /// The owner of the hotkey that earned it.
            owner: T::AccountId,
            /// The alpha.
            incentive: AlphaBalance,
        },
        /// An epoch paid miners.
        IncentiveAlphaEmittedToMiners {
            /// The subnet.
            netuid: NetUidStorageIndex,
            /// Alpha by UID.
            emissions: Vec<AlphaBalance>,
        },
        /// The fewest slots changed.
        MinAllowedUidsSet(NetUid, u16),
        /// A coldkey chose where its incentive is staked.
        AutoStakeDestinationSet {
            /// The coldkey.
            coldkey: T::AccountId,
            /// The subnet.
            netuid: NetUid,
            /// The hotkey.
            hotkey: T::AccountId,
        },
        /// The slots spared from eviction changed.
        MinNonImmuneUidsSet(NetUid, u16),
        /// A coldkey claimed its root dividends.
        RootClaimed {
            /// The coldkey.
            coldkey: T::AccountId,
        },
        /// A coldkey chose what its root dividends become.
        RootClaimTypeSet {
            /// The coldkey.
            coldkey: T::AccountId,
            /// The choice.
            root_claim_type: RootClaimTypeEnum,
        },
        /// A subnet keeps voting power now.
        VotingPowerTrackingEnabled {
            /// The subnet.
            netuid: NetUid,
        },
        /// A subnet will stop to.
        VotingPowerTrackingDisableScheduled {
            /// The subnet.
            netuid: NetUid,
            /// The block.
            disable_at_block: u64,
        },
        /// A subnet stopped to.
        VotingPowerTrackingDisabled {
            /// The subnet.
            netuid: NetUid,
        },
        /// The smoothing of voting power changed.
        VotingPowerEmaAlphaSet {
            /// The subnet.
            netuid: NetUid,
            /// The alpha, or the smoothing of 10¹⁸ for voting power.
            alpha: u64,
        },
        /// A contributor got alpha of a lease.
        SubnetLeaseDividendsDistributed {
            /// The lease.
            lease_id: u32,
            /// The contributor.
            contributor: T::AccountId,
            /// The alpha, or the smoothing of 10¹⁸ for voting power.
            alpha: AlphaBalance,
        },
        /// Alpha was bought and burned.
        AddStakeBurn {
            /// The subnet.
            netuid: NetUid,
            /// The hotkey.
            hotkey: T::AccountId,
            /// The amount.
            amount: TaoBalance,
            /// The alpha, or the smoothing of 10¹⁸ for voting power.
            alpha: AlphaBalance,
        },
        /// A former subnet has been cleared away.
        NetworkDissolveCleanupCompleted {
            /// The subnet.
            netuid: NetUid,
        },
        /// A coldkey swap was withdrawn.
        ColdkeySwapCleared {
            /// The coldkey.
            who: T::AccountId,
        },
        /// A fee was paid in alpha.
        TransactionFeePaidWithAlpha {
            /// The coldkey.
            who: T::AccountId,
            /// The subnet.
            netuid: NetUid,
            /// Alpha paid.
            alpha_fee: AlphaBalance,
            /// TAO it was worth.
            tao_amount: TaoBalance,
        },
        /// The half-life of registration prices changed.
        BurnHalfLifeSet {
            /// The subnet.
            netuid: NetUid,
            /// The half-life in blocks.
            burn_half_life: u16,
        },
        /// The rise of registration prices changed.
        BurnIncreaseMultSet {
            /// The subnet.
            netuid: NetUid,
            /// The factor.
            burn_increase_mult: U64F64,
        },
        /// A hotkey allowed or refused lending by itself.
        AutoParentDelegationEnabledSet {
            /// The hotkey.
            hotkey: T::AccountId,
            /// Whether it is on.
            enabled: bool,
        },
        /// Alpha was locked.
        StakeLocked {
            /// The coldkey.
            coldkey: T::AccountId,
            /// The hotkey.
            hotkey: T::AccountId,
            /// The subnet.
            netuid: NetUid,
            /// The amount.
            amount: AlphaBalance,
        },
        /// Alpha was unlocked.
        StakeUnlocked {
            /// The coldkey.
            coldkey: T::AccountId,
            /// The hotkey.
            hotkey: T::AccountId,
            /// The subnet.
            netuid: NetUid,
            /// The amount.
            amount: AlphaBalance,
        },
        /// A lock backs another hotkey now.
        LockMoved {
            /// The coldkey.
            coldkey: T::AccountId,
            /// The hotkey before.
            origin_hotkey: T::AccountId,
            /// The hotkey after.
            destination_hotkey: T::AccountId,
            /// The subnet.
            netuid: NetUid,
        },
        /// The activity cutoff changed.
        ActivityCutoffFactorMilliSet {
            /// The subnet.
            netuid: NetUid,
            /// Thousandths of a tempo.
            factor_milli: u32,
        },
        /// An owner asked for an epoch.
        EpochTriggered {
            /// The subnet.
            netuid: NetUid,
            /// Who asked.
            by: T::AccountId,
            /// The block in which it runs.
            fires_at: u64,
        },
        /// An epoch has to wait for the next block.
        EpochDeferred {
            /// The subnet.
            netuid: NetUid,
            /// The block in which it was due.
            from_block: u64,
            /// The block to which it moved.
            to_block: u64,
        },
        /// An epoch was left out, because the subnet's slots were inconsistent.
        EpochSkipped {
            /// The subnet.
            netuid: NetUid,
            /// The block.
            block: u64,
        },
        /// A subnet changed owners by conviction.
        SubnetOwnerChanged {
            /// The subnet.
            netuid: NetUid,
            /// The coldkey before.
            old_coldkey: T::AccountId,
            /// The coldkey after.
            new_coldkey: T::AccountId,
        },
        /// A lock became perpetual or decays again.
        PerpetualLockUpdated {
            /// The coldkey.
            coldkey: T::AccountId,
            /// The subnet.
            netuid: NetUid,
            /// Whether it is on.
            enabled: bool,
        },
        /// A registration waits for a number.
        NetworkRegistrationQueued {
            /// The coldkey.
            coldkey: T::AccountId,
            /// The hotkey.
            hotkey: T::AccountId,
            /// The kind of pool.
            mechid: u16,
            /// The identity.
            identity: Option<SubnetIdentityV3>,
            /// TAO set aside.
            lock_amount: TaoBalance,
            /// Median price at the time.
            median_subnet_alpha_price: U64F64,
            /// The block of the request.
            registration_block: u64,
        },
        /// A coldkey allowed or refused locked alpha.
        RejectLockedAlphaUpdated {
            /// The coldkey.
            coldkey: T::AccountId,
            /// Whether it is on.
            enabled: bool,
        },
        /// Stake changed coldkeys and hotkeys.
        StakeAndHotkeyTransferred {
            /// The coldkey before.
            origin_coldkey: T::AccountId,
            /// The coldkey after.
            destination_coldkey: T::AccountId,
            /// The hotkey before.
            origin_hotkey: T::AccountId,
            /// The hotkey after.
            destination_hotkey: T::AccountId,
            /// The subnet before.
            origin_netuid: NetUid,
            /// The subnet after.
            destination_netuid: NetUid,
            /// The amount.
            amount: TaoBalance,
        },
        /// Collateral was locked.
        CollateralLocked {
            /// The subnet.
            netuid: NetUid,
            /// The hotkey.
            hotkey: T::AccountId,
            /// Alpha locked now.
            locked: AlphaBalance,
            /// Alpha locked together.
            total_locked: AlphaBalance,
        },
        /// The floor of a collateral changed.
        MinCollateralSet {
            /// The subnet.
            netuid: NetUid,
            /// The hotkey.
            hotkey: T::AccountId,
            /// The floor.
            min_locked: AlphaBalance,
        },
    }
}
