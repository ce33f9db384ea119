//! Subnets: which exist, who owns them, what a new one costs.

use frame_support::pallet_macros::pallet_section;

/// Storage entries of this concept, part of the pallet module.
#[pallet_section]
mod networks {
    /// Highest number of subnets besides root.
    #[pallet::storage]
    pub type SubnetLimit<T: Config> = StorageValue<_, u16, ValueQuery, ConstU16<128>>;

    /// Number of subnets, root included.
    #[pallet::storage]
    pub type TotalNetworks<T: Config> = StorageValue<_, u16, ValueQuery>;

    /// Which subnets exist.
    #[pallet::storage]
    pub type NetworksAdded<T: Config> = StorageMap<_, Identity, NetUid, bool, ValueQuery>;

    /// Block of a subnet's registration.
    #[pallet::storage]
    pub type NetworkRegisteredAt<T: Config> = StorageMap<_, Identity, NetUid, u64, ValueQuery>;

    /// How often this number has been given to a subnet.
    #[pallet::storage]
    pub type RegisteredSubnetCounter<T: Config> = StorageMap<_, Identity, NetUid, u64, ValueQuery>;

    /// Blocks in which a new subnet cannot be pruned.
    #[pallet::storage]
    pub type NetworkImmunityPeriod<T: Config> =
        StorageValue<_, u64, ValueQuery, T::InitialNetworkImmunityPeriod>;

    /// Blocks between a subnet's registration and its start.
    #[pallet::storage]
    pub type StartCallDelay<T: Config> = StorageValue<_, u64, ValueQuery, T::InitialStartCallDelay>;

    /// Lowest price of a new subnet.
    #[pallet::storage]
    pub type NetworkMinLockCost<T: Config> =
        StorageValue<_, TaoBalance, ValueQuery, T::InitialNetworkMinLockCost>;

    /// Price of the last new subnet.
    #[pallet::storage]
    pub type NetworkLastLockCost<T: Config> =
        StorageValue<_, TaoBalance, ValueQuery, T::InitialNetworkMinLockCost>;

    /// Blocks in which the price of a new subnet falls by one half of the last.
    #[pallet::storage]
    pub type NetworkLockReductionInterval<T: Config> =
        StorageValue<_, u64, ValueQuery, T::InitialNetworkLockReductionInterval>;

    /// Blocks between two registrations of subnets.
    #[pallet::storage]
    pub type NetworkRateLimit<T: Config> =
        StorageValue<_, u64, ValueQuery, T::InitialNetworkRateLimit>;

    /// First block in which subnets can be registered.
    #[pallet::storage]
    pub type NetworkRegistrationStartBlock<T: Config> = StorageValue<_, u64, ValueQuery>;

    /// Subnets registered after this block count their pool's alpha as the protocol's when they
    /// end.
    #[pallet::storage]
    pub type TaoInRefundDeploymentBlock<T: Config> = StorageValue<_, u64, ValueQuery>;

    /// TAO that a subnet's registration cost.
    #[pallet::storage]
    pub type SubnetLocked<T: Config> = StorageMap<_, Identity, NetUid, TaoBalance, ValueQuery>;

    /// Largest of those in a subnet's history; only genesis writes it.
    #[pallet::storage]
    pub type LargestLocked<T: Config> = StorageMap<_, Identity, NetUid, u64, ValueQuery>;

    /// Kind of a subnet's pool: 0 exchanges one to one, 1 has a price.
    #[pallet::storage]
    pub type SubnetMechanism<T: Config> = StorageMap<_, Identity, NetUid, u16, ValueQuery>;

    /// Coldkey that owns a subnet.
    #[pallet::storage]
    pub type SubnetOwner<T: Config> =
        StorageMap<_, Identity, NetUid, T::AccountId, ValueQuery, ZeroAccount<T>>;

    /// Hotkey of a subnet's owner.
    #[pallet::storage]
    pub type SubnetOwnerHotkey<T: Config> =
        StorageMap<_, Identity, NetUid, T::AccountId, ValueQuery, ZeroAccount<T>>;

    /// First block in which a subnet earns. A subnet is started when it has an entry here.
    #[pallet::storage]
    pub type FirstEmissionBlockNumber<T: Config> =
        StorageMap<_, Identity, NetUid, u64, OptionQuery>;

    /// Whether a subnet's alpha can be staked and traded.
    #[pallet::storage]
    pub type SubtokenEnabled<T: Config> = StorageMap<_, Identity, NetUid, bool, ValueQuery>;

    /// Value of [`TokenSymbol`] where none is stored.
    #[pallet::type_value]
    pub fn DefaultTokenSymbol<T: Config>() -> Vec<u8> {
        vec![0xF0, 0x9D, 0x9C, 0x8F]
    }

    /// Symbol of a subnet's alpha, UTF-8.
    #[pallet::storage]
    pub type TokenSymbol<T: Config> =
        StorageMap<_, Identity, NetUid, Vec<u8>, ValueQuery, DefaultTokenSymbol<T>>;

    /// What a coldkey says about itself.
    #[pallet::storage]
    pub type IdentitiesV2<T: Config> =
        StorageMap<_, Blake2_128Concat, T::AccountId, ChainIdentityV2, OptionQuery>;

    /// What an owner says about a subnet.
    #[pallet::storage]
    pub type SubnetIdentitiesV3<T: Config> =
        StorageMap<_, Blake2_128Concat, NetUid, SubnetIdentityV3, OptionQuery>;

    /// Value of [`MaxMechanismCount`] where none is stored.
    #[pallet::type_value]
    pub fn DefaultMaxMechanismCount<T: Config>() -> MechId {
        MechId::new(2)
    }

    /// Highest number of mechanisms in a subnet.
    #[pallet::storage]
    pub type MaxMechanismCount<T: Config> =
        StorageValue<_, MechId, ValueQuery, DefaultMaxMechanismCount<T>>;

    /// Value of [`MechanismCountCurrent`] where none is stored.
    #[pallet::type_value]
    pub fn DefaultMechanismCountCurrent<T: Config>() -> MechId {
        MechId::new(1)
    }

    /// Number of mechanisms in a subnet.
    #[pallet::storage]
    pub type MechanismCountCurrent<T: Config> =
        StorageMap<_, Twox64Concat, NetUid, MechId, ValueQuery, DefaultMechanismCountCurrent<T>>;

    /// How a subnet's mechanisms share its emission, of 65,535; evenly where absent.
    #[pallet::storage]
    pub type MechanismEmissionSplit<T: Config> =
        StorageMap<_, Twox64Concat, NetUid, Vec<u16>, OptionQuery>;

    /// Terms of a lease.
    #[pallet::storage]
    pub type SubnetLeases<T: Config> =
        StorageMap<_, Twox64Concat, u32, SubnetLease<T::AccountId, BlockNumberFor<T>>, OptionQuery>;

    /// Part of a lease that a contributor holds.
    #[pallet::storage]
    pub type SubnetLeaseShares<T: Config> =
        StorageDoubleMap<_, Twox64Concat, u32, Identity, T::AccountId, U64F64, ValueQuery>;

    /// Lease of a subnet.
    #[pallet::storage]
    pub type SubnetUidToLeaseId<T: Config> = StorageMap<_, Twox64Concat, NetUid, u32, OptionQuery>;

    /// Number of the next lease.
    #[pallet::storage]
    pub type NextSubnetLeaseId<T: Config> = StorageValue<_, u32, ValueQuery>;

    /// Alpha of a lease that waits to be shared out.
    #[pallet::storage]
    pub type AccumulatedLeaseDividends<T: Config> =
        StorageMap<_, Twox64Concat, u32, AlphaBalance, ValueQuery>;

    /// Subnets that wait to be cleared away. Reserved on the wire; nothing writes it yet.
    #[pallet::storage]
    pub type DissolveCleanupQueue<T: Config> = StorageValue<_, Vec<NetUid>, ValueQuery>;

    /// How far clearing has come. Reserved on the wire; nothing writes it yet.
    #[pallet::storage]
    pub type CurrentDissolveCleanupStatus<T: Config> =
        StorageValue<_, DissolveCleanupStatus, OptionQuery>;

    /// Registrations that wait for a number. Reserved on the wire; nothing writes it yet.
    #[pallet::storage]
    pub type NetworkRegistrationQueue<T: Config> =
        StorageValue<_, Vec<NetworkRegistrationInfo<T::AccountId>>, ValueQuery>;

    /// Number of the next such hold. Reserved on the wire; nothing writes it yet.
    #[pallet::storage]
    pub type NetworkRegistrationLockId<T: Config> = StorageValue<_, u32, ValueQuery>;
}
