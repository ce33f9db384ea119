//! Settings of a subnet that its owner or root can change.

use frame_support::pallet_macros::pallet_section;

/// Storage entries of this concept, part of the pallet module.
#[pallet_section]
mod hyperparameters {
    /// What happens to incentive for slots of the owner.
    #[pallet::storage]
    pub type RecycleOrBurn<T: Config> =
        StorageMap<_, Identity, NetUid, RecycleOrBurnEnum, ValueQuery>;

    /// Blocks between two announcements of an endpoint.
    #[pallet::storage]
    pub type ServingRateLimit<T: Config> =
        StorageMap<_, Identity, NetUid, u64, ValueQuery, T::InitialServingRateLimit>;

    /// Setting without effect, kept for readers.
    #[pallet::storage]
    pub type Rho<T: Config> = StorageMap<_, Identity, NetUid, u16, ValueQuery, T::InitialRho>;

    /// Steepness of liquid alpha's sigmoid.
    #[pallet::storage]
    pub type AlphaSigmoidSteepness<T: Config> =
        StorageMap<_, Identity, NetUid, i16, ValueQuery, T::InitialAlphaSigmoidSteepness>;

    /// Stake that has to agree for consensus, of 65,535.
    #[pallet::storage]
    pub type Kappa<T: Config> = StorageMap<_, Identity, NetUid, u16, ValueQuery, T::InitialKappa>;

    /// Fewest slots to which a subnet can be trimmed.
    #[pallet::storage]
    pub type MinAllowedUids<T: Config> =
        StorageMap<_, Identity, NetUid, u16, ValueQuery, T::InitialMinAllowedUids>;

    /// Most slots of a subnet.
    #[pallet::storage]
    pub type MaxAllowedUids<T: Config> =
        StorageMap<_, Identity, NetUid, u16, ValueQuery, T::InitialMaxAllowedUids>;

    /// Slots out of immunity that eviction leaves alone.
    #[pallet::storage]
    pub type MinNonImmuneUids<T: Config> =
        StorageMap<_, Identity, NetUid, u16, ValueQuery, ConstU16<10>>;

    /// Blocks in which a new neuron is not evicted first.
    #[pallet::storage]
    pub type ImmunityPeriod<T: Config> =
        StorageMap<_, Identity, NetUid, u16, ValueQuery, T::InitialImmunityPeriod>;

    /// Most slots of the owner that are never evicted.
    #[pallet::storage]
    pub type ImmuneOwnerUidsLimit<T: Config> =
        StorageMap<_, Identity, NetUid, u16, ValueQuery, ConstU16<1>>;

    /// Lowest version that weights have to state; 0 asks for none.
    #[pallet::storage]
    pub type WeightsVersionKey<T: Config> =
        StorageMap<_, Identity, NetUid, u64, ValueQuery, T::InitialWeightsVersionKey>;

    /// Fewest weights that a validator may set.
    #[pallet::storage]
    pub type MinAllowedWeights<T: Config> =
        StorageMap<_, Identity, NetUid, u16, ValueQuery, T::InitialMinAllowedWeights>;

    /// Most validators of a subnet.
    #[pallet::storage]
    pub type MaxAllowedValidators<T: Config> =
        StorageMap<_, Identity, NetUid, u16, ValueQuery, T::InitialMaxAllowedValidators>;

    /// How slowly bonds follow weights, of 1,000,000.
    #[pallet::storage]
    pub type BondsMovingAverage<T: Config> =
        StorageMap<_, Identity, NetUid, u64, ValueQuery, T::InitialBondsMovingAverage>;

    /// How much weight beyond consensus hurts bonds, of 65,535.
    #[pallet::storage]
    pub type BondsPenalty<T: Config> =
        StorageMap<_, Identity, NetUid, u16, ValueQuery, T::InitialBondsPenalty>;

    /// Whether new metadata resets a neuron's bonds.
    #[pallet::storage]
    pub type BondsResetOn<T: Config> =
        StorageMap<_, Identity, NetUid, bool, ValueQuery, T::InitialBondsResetOn>;

    /// Blocks between two weight settings of a neuron.
    #[pallet::storage]
    pub type WeightsSetRateLimit<T: Config> =
        StorageMap<_, Identity, NetUid, u64, ValueQuery, ConstU64<100>>;

    /// Whether weights have to be committed first and revealed later.
    #[pallet::storage]
    pub type CommitRevealWeightsEnabled<T: Config> =
        StorageMap<_, Identity, NetUid, bool, ValueQuery, ConstBool<true>>;

    /// Whether bonds use liquid alpha.
    #[pallet::storage]
    pub type LiquidAlphaOn<T: Config> =
        StorageMap<_, Blake2_128Concat, NetUid, bool, ValueQuery, T::LiquidAlphaOn>;

    /// Whether epochs use the third version of the consensus.
    #[pallet::storage]
    pub type Yuma3On<T: Config> =
        StorageMap<_, Blake2_128Concat, NetUid, bool, ValueQuery, T::Yuma3On>;

    /// Value of [`AlphaValues`] where none is stored.
    #[pallet::type_value]
    pub fn DefaultAlphaValues<T: Config>() -> (u16, u16) {
        (T::AlphaLow::get(), T::AlphaHigh::get())
    }

    /// Lowest and highest liquid alpha, of 65,535.
    #[pallet::storage]
    pub type AlphaValues<T: Config> =
        StorageMap<_, Identity, NetUid, (u16, u16), ValueQuery, DefaultAlphaValues<T>>;

    /// Former cutoff in blocks, kept for readers.
    #[pallet::storage]
    pub type ActivityCutoff<T: Config> =
        StorageMap<_, Identity, NetUid, u16, ValueQuery, T::InitialActivityCutoff>;

    /// Lowest value of that.
    #[pallet::storage]
    pub type MinActivityCutoff<T: Config> = StorageValue<_, u16, ValueQuery, ConstU16<360>>;
}
