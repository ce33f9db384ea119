//! Subnets: which exist, who owns them, what a new one costs.

use frame_support::pallet_macros::pallet_section;

/// Storage entries of this concept, part of the pallet module.
#[pallet_section]
mod networks {
    /// SubnetLimit
    #[pallet::storage]
    pub type SubnetLimit<T: Config> = StorageValue<_, u16, ValueQuery, ConstU16<128>>;

    /// TotalNetworks
    #[pallet::storage]
    pub type TotalNetworks<T: Config> = StorageValue<_, u16, ValueQuery>;

    /// NetworksAdded
    #[pallet::storage]
    pub type NetworksAdded<T: Config> = StorageMap<_, Identity, NetUid, bool, ValueQuery>;

    /// NetworkRegisteredAt
    #[pallet::storage]
    pub type NetworkRegisteredAt<T: Config> = StorageMap<_, Identity, NetUid, u64, ValueQuery>;

    /// RegisteredSubnetCounter
    #[pallet::storage]
    pub type RegisteredSubnetCounter<T: Config> = StorageMap<_, Identity, NetUid, u64, ValueQuery>;

    /// NetworkImmunityPeriod
    #[pallet::storage]
    pub type NetworkImmunityPeriod<T: Config> =
        StorageValue<_, u64, ValueQuery, T::InitialNetworkImmunityPeriod>;

    /// StartCallDelay
    #[pallet::storage]
    pub type StartCallDelay<T: Config> = StorageValue<_, u64, ValueQuery, T::InitialStartCallDelay>;

    /// NetworkMinLockCost
    #[pallet::storage]
    pub type NetworkMinLockCost<T: Config> =
        StorageValue<_, TaoBalance, ValueQuery, T::InitialNetworkMinLockCost>;

    /// NetworkLastLockCost
    #[pallet::storage]
    pub type NetworkLastLockCost<T: Config> =
        StorageValue<_, TaoBalance, ValueQuery, T::InitialNetworkMinLockCost>;

    /// NetworkLockReductionInterval
    #[pallet::storage]
    pub type NetworkLockReductionInterval<T: Config> =
        StorageValue<_, u64, ValueQuery, T::InitialNetworkLockReductionInterval>;

    /// NetworkRateLimit
    #[pallet::storage]
    pub type NetworkRateLimit<T: Config> =
        StorageValue<_, u64, ValueQuery, T::InitialNetworkRateLimit>;

    /// NetworkRegistrationStartBlock
    #[pallet::storage]
    pub type NetworkRegistrationStartBlock<T: Config> = StorageValue<_, u64, ValueQuery>;

    /// TaoInRefundDeploymentBlock
    #[pallet::storage]
    pub type TaoInRefundDeploymentBlock<T: Config> = StorageValue<_, u64, ValueQuery>;

    /// SubnetLocked
    #[pallet::storage]
    pub type SubnetLocked<T: Config> = StorageMap<_, Identity, NetUid, TaoBalance, ValueQuery>;

    /// LargestLocked
    #[pallet::storage]
    pub type LargestLocked<T: Config> = StorageMap<_, Identity, NetUid, u64, ValueQuery>;

    /// SubnetMechanism
    #[pallet::storage]
    pub type SubnetMechanism<T: Config> = StorageMap<_, Identity, NetUid, u16, ValueQuery>;

    /// SubnetOwner
    #[pallet::storage]
    pub type SubnetOwner<T: Config> =
        StorageMap<_, Identity, NetUid, T::AccountId, ValueQuery, ZeroAccount<T>>;

    /// SubnetOwnerHotkey
    #[pallet::storage]
    pub type SubnetOwnerHotkey<T: Config> =
        StorageMap<_, Identity, NetUid, T::AccountId, ValueQuery, ZeroAccount<T>>;

    /// FirstEmissionBlockNumber
    #[pallet::storage]
    pub type FirstEmissionBlockNumber<T: Config> =
        StorageMap<_, Identity, NetUid, u64, OptionQuery>;

    /// SubtokenEnabled
    #[pallet::storage]
    pub type SubtokenEnabled<T: Config> = StorageMap<_, Identity, NetUid, bool, ValueQuery>;

    /// Value of [`TokenSymbol`] where none is stored.
    #[pallet::type_value]
    pub fn DefaultTokenSymbol<T: Config>() -> Vec<u8> {
        vec![0xF0, 0x9D, 0x9C, 0x8F]
    }

    /// TokenSymbol
    #[pallet::storage]
    pub type TokenSymbol<T: Config> =
        StorageMap<_, Identity, NetUid, Vec<u8>, ValueQuery, DefaultTokenSymbol<T>>;

    /// IdentitiesV2
    #[pallet::storage]
    pub type IdentitiesV2<T: Config> =
        StorageMap<_, Blake2_128Concat, T::AccountId, ChainIdentityV2, OptionQuery>;

    /// SubnetIdentitiesV3
    #[pallet::storage]
    pub type SubnetIdentitiesV3<T: Config> =
        StorageMap<_, Blake2_128Concat, NetUid, SubnetIdentityV3, OptionQuery>;

    /// Value of [`MaxMechanismCount`] where none is stored.
    #[pallet::type_value]
    pub fn DefaultMaxMechanismCount<T: Config>() -> MechId {
        MechId::new(2)
    }

    /// MaxMechanismCount
    #[pallet::storage]
    pub type MaxMechanismCount<T: Config> =
        StorageValue<_, MechId, ValueQuery, DefaultMaxMechanismCount<T>>;

    /// Value of [`MechanismCountCurrent`] where none is stored.
    #[pallet::type_value]
    pub fn DefaultMechanismCountCurrent<T: Config>() -> MechId {
        MechId::new(1)
    }

    /// MechanismCountCurrent
    #[pallet::storage]
    pub type MechanismCountCurrent<T: Config> =
        StorageMap<_, Twox64Concat, NetUid, MechId, ValueQuery, DefaultMechanismCountCurrent<T>>;

    /// MechanismEmissionSplit
    #[pallet::storage]
    pub type MechanismEmissionSplit<T: Config> =
        StorageMap<_, Twox64Concat, NetUid, Vec<u16>, OptionQuery>;

    /// SubnetLeases
    #[pallet::storage]
    pub type SubnetLeases<T: Config> =
        StorageMap<_, Twox64Concat, u32, SubnetLease<T::AccountId, BlockNumberFor<T>>, OptionQuery>;

    /// SubnetLeaseShares
    #[pallet::storage]
    pub type SubnetLeaseShares<T: Config> =
        StorageDoubleMap<_, Twox64Concat, u32, Identity, T::AccountId, U64F64, ValueQuery>;

    /// SubnetUidToLeaseId
    #[pallet::storage]
    pub type SubnetUidToLeaseId<T: Config> = StorageMap<_, Twox64Concat, NetUid, u32, OptionQuery>;

    /// NextSubnetLeaseId
    #[pallet::storage]
    pub type NextSubnetLeaseId<T: Config> = StorageValue<_, u32, ValueQuery>;

    /// AccumulatedLeaseDividends
    #[pallet::storage]
    pub type AccumulatedLeaseDividends<T: Config> =
        StorageMap<_, Twox64Concat, u32, AlphaBalance, ValueQuery>;

    /// DissolveCleanupQueue
    #[pallet::storage]
    pub type DissolveCleanupQueue<T: Config> = StorageValue<_, Vec<NetUid>, ValueQuery>;

    /// CurrentDissolveCleanupStatus
    #[pallet::storage]
    pub type CurrentDissolveCleanupStatus<T: Config> =
        StorageValue<_, DissolveCleanupStatus, OptionQuery>;

    /// NetworkRegistrationQueue
    #[pallet::storage]
    pub type NetworkRegistrationQueue<T: Config> =
        StorageValue<_, Vec<NetworkRegistrationInfo<T::AccountId>>, ValueQuery>;

    /// NetworkRegistrationLockId
    #[pallet::storage]
    pub type NetworkRegistrationLockId<T: Config> = StorageValue<_, u32, ValueQuery>;
}
