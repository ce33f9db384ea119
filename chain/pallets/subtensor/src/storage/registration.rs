//! Registration of neurons: prices, limits, counters.

use frame_support::pallet_macros::pallet_section;

/// Storage entries of this concept, part of the pallet module.
#[pallet_section]
mod registration {
    /// Whether neurons can register on a subnet.
    #[pallet::storage]
    pub type NetworkRegistrationAllowed<T: Config> =
        StorageMap<_, Identity, NetUid, bool, ValueQuery, ConstBool<true>>;

    /// Price of a neuron's registration.
    #[pallet::storage]
    pub type Burn<T: Config> =
        StorageMap<_, Identity, NetUid, TaoBalance, ValueQuery, T::InitialBurn>;

    /// Lowest such price.
    #[pallet::storage]
    pub type MinBurn<T: Config> =
        StorageMap<_, Identity, NetUid, TaoBalance, ValueQuery, T::InitialMinBurn>;

    /// Highest such price.
    #[pallet::storage]
    pub type MaxBurn<T: Config> =
        StorageMap<_, Identity, NetUid, TaoBalance, ValueQuery, T::InitialMaxBurn>;

    /// Blocks in which the price falls to one half.
    #[pallet::storage]
    pub type BurnHalfLife<T: Config> =
        StorageMap<_, Identity, NetUid, u16, ValueQuery, ConstU16<360>>;

    /// Value of [`BurnIncreaseMult`] where none is stored.
    #[pallet::type_value]
    pub fn DefaultBurnIncreaseMult<T: Config>() -> U64F64 {
        U64F64::from_bits(0x1_428f_5c28_f5c2_9000)
    }

    /// Factor by which a registration raises the price.
    #[pallet::storage]
    pub type BurnIncreaseMult<T: Config> =
        StorageMap<_, Identity, NetUid, U64F64, ValueQuery, DefaultBurnIncreaseMult<T>>;

    /// TAO that registrations have cost so far.
    #[pallet::storage]
    pub type RAORecycledForRegistration<T: Config> = StorageMap<
        _,
        Identity,
        NetUid,
        TaoBalance,
        ValueQuery,
        T::InitialRAORecycledForRegistration,
    >;

    /// Most registrations on root per block.
    #[pallet::storage]
    pub type MaxRegistrationsPerBlock<T: Config> =
        StorageMap<_, Identity, NetUid, u16, ValueQuery, T::InitialMaxRegistrationsPerBlock>;

    /// A third of the most registrations on root per interval.
    #[pallet::storage]
    pub type TargetRegistrationsPerInterval<T: Config> =
        StorageMap<_, Identity, NetUid, u16, ValueQuery, T::InitialTargetRegistrationsPerInterval>;

    /// Registrations in this block.
    #[pallet::storage]
    pub type RegistrationsThisBlock<T: Config> = StorageMap<_, Identity, NetUid, u16, ValueQuery>;

    /// Registrations on root in this interval.
    #[pallet::storage]
    pub type RegistrationsThisInterval<T: Config> =
        StorageMap<_, Identity, NetUid, u16, ValueQuery>;

    /// Block of the last adjustment of root's interval; shown by some views.
    #[pallet::storage]
    pub type LastAdjustmentBlock<T: Config> = StorageMap<_, Identity, NetUid, u64, ValueQuery>;

    /// Difficulty of proof-of-work registration, which is gone; shown by some views.
    #[pallet::storage]
    pub type Difficulty<T: Config> =
        StorageMap<_, Identity, NetUid, u64, ValueQuery, T::InitialDifficulty>;

    /// Lowest such difficulty.
    #[pallet::storage]
    pub type MinDifficulty<T: Config> =
        StorageMap<_, Identity, NetUid, u64, ValueQuery, T::InitialMinDifficulty>;

    /// Highest such difficulty.
    #[pallet::storage]
    pub type MaxDifficulty<T: Config> =
        StorageMap<_, Identity, NetUid, u64, ValueQuery, T::InitialMaxDifficulty>;

    /// Blocks between adjustments of that difficulty.
    #[pallet::storage]
    pub type AdjustmentInterval<T: Config> =
        StorageMap<_, Identity, NetUid, u16, ValueQuery, T::InitialAdjustmentInterval>;

    /// Smoothing of that difficulty.
    #[pallet::storage]
    pub type AdjustmentAlpha<T: Config> =
        StorageMap<_, Identity, NetUid, u64, ValueQuery, T::InitialAdjustmentAlpha>;

    /// Part of earnings that miners lock. Reserved on the wire; nothing reads it yet.
    #[pallet::storage]
    pub type CollateralLockShare<T: Config> = StorageMap<_, Identity, NetUid, u16, ValueQuery>;

    /// Value of [`CollateralDrainRatio`] where none is stored.
    #[pallet::type_value]
    pub fn DefaultCollateralDrainRatio<T: Config>() -> U64F64 {
        U64F64::from_bits(0x1_0000_0000_0000_0000)
    }

    /// Alpha released per alpha earned. Reserved on the wire; nothing reads it yet.
    #[pallet::storage]
    pub type CollateralDrainRatio<T: Config> =
        StorageMap<_, Identity, NetUid, U64F64, ValueQuery, DefaultCollateralDrainRatio<T>>;

    /// Collateral of a miner. Reserved on the wire; nothing writes it yet.
    #[pallet::storage]
    pub type MinerCollateral<T: Config> = StorageNMap<
        _,
        (
            NMapKey<Identity, NetUid>,
            NMapKey<Blake2_128Concat, T::AccountId>,
            NMapKey<Blake2_128Concat, T::AccountId>,
        ),
        MinerCollateralState,
        OptionQuery,
    >;

    /// Collateral of a coldkey. Reserved on the wire; nothing writes it yet.
    #[pallet::storage]
    pub type ColdkeyMinerCollateral<T: Config> = StorageDoubleMap<
        _,
        Identity,
        NetUid,
        Blake2_128Concat,
        T::AccountId,
        AlphaBalance,
        ValueQuery,
    >;

    /// Hotkeys of a coldkey with collateral. Reserved on the wire; nothing writes it yet.
    #[pallet::storage]
    pub type ColdkeyCollateralHotkeys<T: Config> = StorageDoubleMap<
        _,
        Identity,
        NetUid,
        Blake2_128Concat,
        T::AccountId,
        BoundedVec<T::AccountId, ConstU32<256>>,
        ValueQuery,
    >;
}
