//! Settings of a subnet that its owner or root can change.

use frame_support::pallet_macros::pallet_section;

/// Storage entries of this concept, part of the pallet module.
#[pallet_section]
mod hyperparameters {
    /// RecycleOrBurn
    #[pallet::storage]
    pub type RecycleOrBurn<T: Config> =
        StorageMap<_, Identity, NetUid, RecycleOrBurnEnum, ValueQuery>;

    /// ServingRateLimit
    #[pallet::storage]
    pub type ServingRateLimit<T: Config> =
        StorageMap<_, Identity, NetUid, u64, ValueQuery, T::InitialServingRateLimit>;

    /// Rho
    #[pallet::storage]
    pub type Rho<T: Config> = StorageMap<_, Identity, NetUid, u16, ValueQuery, T::InitialRho>;

    /// AlphaSigmoidSteepness
    #[pallet::storage]
    pub type AlphaSigmoidSteepness<T: Config> =
        StorageMap<_, Identity, NetUid, i16, ValueQuery, T::InitialAlphaSigmoidSteepness>;

    /// Kappa
    #[pallet::storage]
    pub type Kappa<T: Config> = StorageMap<_, Identity, NetUid, u16, ValueQuery, T::InitialKappa>;

    /// MinAllowedUids
    #[pallet::storage]
    pub type MinAllowedUids<T: Config> =
        StorageMap<_, Identity, NetUid, u16, ValueQuery, T::InitialMinAllowedUids>;

    /// MaxAllowedUids
    #[pallet::storage]
    pub type MaxAllowedUids<T: Config> =
        StorageMap<_, Identity, NetUid, u16, ValueQuery, T::InitialMaxAllowedUids>;

    /// MinNonImmuneUids
    #[pallet::storage]
    pub type MinNonImmuneUids<T: Config> =
        StorageMap<_, Identity, NetUid, u16, ValueQuery, ConstU16<10>>;

    /// ImmunityPeriod
    #[pallet::storage]
    pub type ImmunityPeriod<T: Config> =
        StorageMap<_, Identity, NetUid, u16, ValueQuery, T::InitialImmunityPeriod>;

    /// ImmuneOwnerUidsLimit
    #[pallet::storage]
    pub type ImmuneOwnerUidsLimit<T: Config> =
        StorageMap<_, Identity, NetUid, u16, ValueQuery, ConstU16<1>>;

    /// WeightsVersionKey
    #[pallet::storage]
    pub type WeightsVersionKey<T: Config> =
        StorageMap<_, Identity, NetUid, u64, ValueQuery, T::InitialWeightsVersionKey>;

    /// MinAllowedWeights
    #[pallet::storage]
    pub type MinAllowedWeights<T: Config> =
        StorageMap<_, Identity, NetUid, u16, ValueQuery, T::InitialMinAllowedWeights>;

    /// MaxAllowedValidators
    #[pallet::storage]
    pub type MaxAllowedValidators<T: Config> =
        StorageMap<_, Identity, NetUid, u16, ValueQuery, T::InitialMaxAllowedValidators>;

    /// BondsMovingAverage
    #[pallet::storage]
    pub type BondsMovingAverage<T: Config> =
        StorageMap<_, Identity, NetUid, u64, ValueQuery, T::InitialBondsMovingAverage>;

    /// BondsPenalty
    #[pallet::storage]
    pub type BondsPenalty<T: Config> =
        StorageMap<_, Identity, NetUid, u16, ValueQuery, T::InitialBondsPenalty>;

    /// BondsResetOn
    #[pallet::storage]
    pub type BondsResetOn<T: Config> =
        StorageMap<_, Identity, NetUid, bool, ValueQuery, T::InitialBondsResetOn>;

    /// WeightsSetRateLimit
    #[pallet::storage]
    pub type WeightsSetRateLimit<T: Config> =
        StorageMap<_, Identity, NetUid, u64, ValueQuery, ConstU64<100>>;

    /// CommitRevealWeightsEnabled
    #[pallet::storage]
    pub type CommitRevealWeightsEnabled<T: Config> =
        StorageMap<_, Identity, NetUid, bool, ValueQuery, ConstBool<true>>;

    /// LiquidAlphaOn
    #[pallet::storage]
    pub type LiquidAlphaOn<T: Config> =
        StorageMap<_, Blake2_128Concat, NetUid, bool, ValueQuery, T::LiquidAlphaOn>;

    /// Yuma3On
    #[pallet::storage]
    pub type Yuma3On<T: Config> =
        StorageMap<_, Blake2_128Concat, NetUid, bool, ValueQuery, T::Yuma3On>;

    /// Value of [`AlphaValues`] where none is stored.
    #[pallet::type_value]
    pub fn DefaultAlphaValues<T: Config>() -> (u16, u16) {
        (T::AlphaLow::get(), T::AlphaHigh::get())
    }

    /// AlphaValues
    #[pallet::storage]
    pub type AlphaValues<T: Config> =
        StorageMap<_, Identity, NetUid, (u16, u16), ValueQuery, DefaultAlphaValues<T>>;

    /// ActivityCutoff
    #[pallet::storage]
    pub type ActivityCutoff<T: Config> =
        StorageMap<_, Identity, NetUid, u16, ValueQuery, T::InitialActivityCutoff>;

    /// MinActivityCutoff
    #[pallet::storage]
    pub type MinActivityCutoff<T: Config> = StorageValue<_, u16, ValueQuery, ConstU16<360>>;
}
