//! Dividends of root stake and their claims.

use frame_support::pallet_macros::pallet_section;

/// Storage entries of this concept, part of the pallet module.
#[pallet_section]
mod root_claims {
    /// Value of [`RootClaimableThreshold`] where none is stored.
    #[pallet::type_value]
    pub fn DefaultRootClaimableThreshold<T: Config>() -> I96F32 {
        I96F32::from_bits(0x7_a120_0000_0000)
    }

    /// Smallest amount of a subnet's alpha that root stakers are paid.
    #[pallet::storage]
    pub type RootClaimableThreshold<T: Config> = StorageMap<
        _,
        Blake2_128Concat,
        NetUid,
        I96F32,
        ValueQuery,
        DefaultRootClaimableThreshold<T>,
    >;

    /// Alpha per unit of root stake that a hotkey has earned, by subnet.
    #[pallet::storage]
    pub type RootClaimable<T: Config> =
        StorageMap<_, Blake2_128Concat, T::AccountId, BTreeMap<NetUid, I96F32>, ValueQuery>;

    /// Alpha that a position on root has been paid: (subnet, hotkey, coldkey).
    #[pallet::storage]
    pub type RootClaimed<T: Config> = StorageNMap<
        _,
        (
            NMapKey<Identity, NetUid>,
            NMapKey<Blake2_128Concat, T::AccountId>,
            NMapKey<Blake2_128Concat, T::AccountId>,
        ),
        u128,
        ValueQuery,
    >;

    /// What a coldkey wants done with its root dividends.
    #[pallet::storage]
    pub type RootClaimType<T: Config> =
        StorageMap<_, Blake2_128Concat, T::AccountId, RootClaimTypeEnum, ValueQuery>;

    /// Coldkeys with root stake, numbered.
    #[pallet::storage]
    pub type StakingColdkeysByIndex<T: Config> =
        StorageMap<_, Identity, u64, T::AccountId, OptionQuery>;

    /// Number of a coldkey with root stake.
    #[pallet::storage]
    pub type StakingColdkeys<T: Config> = StorageMap<_, Identity, T::AccountId, u64, OptionQuery>;

    /// How many those are.
    #[pallet::storage]
    pub type NumStakingColdkeys<T: Config> = StorageValue<_, u64, ValueQuery>;

    /// Coldkeys that claim by themselves in a block.
    #[pallet::storage]
    pub type NumRootClaim<T: Config> = StorageValue<_, u64, ValueQuery, ConstU64<5>>;

    /// Where the search for root stakers stands in the older share map.
    #[pallet::storage]
    pub type AlphaMapLastKey<T: Config> = StorageValue<_, Option<Vec<u8>>, ValueQuery>;

    /// Where it stands in the newer one.
    #[pallet::storage]
    pub type AlphaV2MapLastKey<T: Config> = StorageValue<_, Option<Vec<u8>>, ValueQuery>;
}
