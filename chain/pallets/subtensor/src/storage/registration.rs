//! Registration of neurons: prices, limits, counters.

use frame_support::pallet_macros::pallet_section;

/// Storage entries of this concept, part of the pallet module.
#[pallet_section]
mod registration {
    /// NetworkRegistrationAllowed
    #[pallet::storage]
    pub type NetworkRegistrationAllowed<T: Config> =
        StorageMap<_, Identity, NetUid, bool, ValueQuery, ConstBool<true>>;

    /// Burn
    #[pallet::storage]
    pub type Burn<T: Config> =
        StorageMap<_, Identity, NetUid, TaoBalance, ValueQuery, T::InitialBurn>;

    /// MinBurn
    #[pallet::storage]
    pub type MinBurn<T: Config> =
        StorageMap<_, Identity, NetUid, TaoBalance, ValueQuery, T::InitialMinBurn>;

    /// MaxBurn
    #[pallet::storage]
    pub type MaxBurn<T: Config> =
        StorageMap<_, Identity, NetUid, TaoBalance, ValueQuery, T::InitialMaxBurn>;

    /// BurnHalfLife
    #[pallet::storage]
    pub type BurnHalfLife<T: Config> =
        StorageMap<_, Identity, NetUid, u16, ValueQuery, ConstU16<360>>;

    /// Value of [`BurnIncreaseMult`] where none is stored.
    #[pallet::type_value]
    pub fn DefaultBurnIncreaseMult<T: Config>() -> U64F64 {
        U64F64::from_bits(0x1_428f_5c28_f5c2_9000)
    }

    /// BurnIncreaseMult
    #[pallet::storage]
    pub type BurnIncreaseMult<T: Config> =
        StorageMap<_, Identity, NetUid, U64F64, ValueQuery, DefaultBurnIncreaseMult<T>>;

    /// RAORecycledForRegistration
    #[pallet::storage]
    pub type RAORecycledForRegistration<T: Config> = StorageMap<
        _,
        Identity,
        NetUid,
        TaoBalance,
        ValueQuery,
        T::InitialRAORecycledForRegistration,
    >;

    /// MaxRegistrationsPerBlock
    #[pallet::storage]
    pub type MaxRegistrationsPerBlock<T: Config> =
        StorageMap<_, Identity, NetUid, u16, ValueQuery, T::InitialMaxRegistrationsPerBlock>;

    /// TargetRegistrationsPerInterval
    #[pallet::storage]
    pub type TargetRegistrationsPerInterval<T: Config> =
        StorageMap<_, Identity, NetUid, u16, ValueQuery, T::InitialTargetRegistrationsPerInterval>;

    /// RegistrationsThisBlock
    #[pallet::storage]
    pub type RegistrationsThisBlock<T: Config> = StorageMap<_, Identity, NetUid, u16, ValueQuery>;

    /// RegistrationsThisInterval
    #[pallet::storage]
    pub type RegistrationsThisInterval<T: Config> =
        StorageMap<_, Identity, NetUid, u16, ValueQuery>;

    /// LastAdjustmentBlock
    #[pallet::storage]
    pub type LastAdjustmentBlock<T: Config> = StorageMap<_, Identity, NetUid, u64, ValueQuery>;

    /// Difficulty
    #[pallet::storage]
    pub type Difficulty<T: Config> =
        StorageMap<_, Identity, NetUid, u64, ValueQuery, T::InitialDifficulty>;

    /// MinDifficulty
    #[pallet::storage]
    pub type MinDifficulty<T: Config> =
        StorageMap<_, Identity, NetUid, u64, ValueQuery, T::InitialMinDifficulty>;

    /// MaxDifficulty
    #[pallet::storage]
    pub type MaxDifficulty<T: Config> =
        StorageMap<_, Identity, NetUid, u64, ValueQuery, T::InitialMaxDifficulty>;

    /// AdjustmentInterval
    #[pallet::storage]
    pub type AdjustmentInterval<T: Config> =
        StorageMap<_, Identity, NetUid, u16, ValueQuery, T::InitialAdjustmentInterval>;

    /// AdjustmentAlpha
    #[pallet::storage]
    pub type AdjustmentAlpha<T: Config> =
        StorageMap<_, Identity, NetUid, u64, ValueQuery, T::InitialAdjustmentAlpha>;

    /// CollateralLockShare
    #[pallet::storage]
    pub type CollateralLockShare<T: Config> = StorageMap<_, Identity, NetUid, u16, ValueQuery>;

    /// Value of [`CollateralDrainRatio`] where none is stored.
    #[pallet::type_value]
    pub fn DefaultCollateralDrainRatio<T: Config>() -> U64F64 {
        U64F64::from_bits(0x1_0000_0000_0000_0000)
    }

    /// CollateralDrainRatio
    #[pallet::storage]
    pub type CollateralDrainRatio<T: Config> =
        StorageMap<_, Identity, NetUid, U64F64, ValueQuery, DefaultCollateralDrainRatio<T>>;

    /// MinerCollateral
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

    /// ColdkeyMinerCollateral
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

    /// ColdkeyCollateralHotkeys
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
