//! Shares that delegates and child hotkeys keep.

use frame_support::pallet_macros::pallet_section;

/// Storage entries of this concept, part of the pallet module.
#[pallet_section]
mod takes {
    /// Value of [`MaxDelegateTake`] where none is stored.
    #[pallet::type_value]
    pub fn DefaultMaxDelegateTake<T: Config>() -> PerU16 {
        PerU16::from_parts(T::InitialDefaultDelegateTake::get())
    }

    /// Highest share that a delegate may keep.
    #[pallet::storage]
    pub type MaxDelegateTake<T: Config> =
        StorageValue<_, PerU16, ValueQuery, DefaultMaxDelegateTake<T>>;

    /// Value of [`MinDelegateTake`] where none is stored.
    #[pallet::type_value]
    pub fn DefaultMinDelegateTake<T: Config>() -> PerU16 {
        PerU16::from_parts(T::InitialMinDelegateTake::get())
    }

    /// Lowest share that a delegate may keep.
    #[pallet::storage]
    pub type MinDelegateTake<T: Config> =
        StorageValue<_, PerU16, ValueQuery, DefaultMinDelegateTake<T>>;

    /// Value of [`Delegates`] where none is stored.
    #[pallet::type_value]
    pub fn DefaultDelegates<T: Config>() -> PerU16 {
        PerU16::from_parts(T::InitialDefaultDelegateTake::get())
    }

    /// Share that a delegate keeps. A hotkey is a delegate when it has an entry here.
    #[pallet::storage]
    pub type Delegates<T: Config> =
        StorageMap<_, Blake2_128Concat, T::AccountId, PerU16, ValueQuery, DefaultDelegates<T>>;

    /// Value of [`MaxChildkeyTake`] where none is stored.
    #[pallet::type_value]
    pub fn DefaultMaxChildkeyTake<T: Config>() -> PerU16 {
        PerU16::from_parts(T::InitialMaxChildKeyTake::get())
    }

    /// Highest share that a child hotkey may keep.
    #[pallet::storage]
    pub type MaxChildkeyTake<T: Config> =
        StorageValue<_, PerU16, ValueQuery, DefaultMaxChildkeyTake<T>>;

    /// Value of [`MinChildkeyTake`] where none is stored.
    #[pallet::type_value]
    pub fn DefaultMinChildkeyTake<T: Config>() -> PerU16 {
        PerU16::from_parts(T::InitialMinChildKeyTake::get())
    }

    /// Lowest share that a child hotkey may keep anywhere.
    #[pallet::storage]
    pub type MinChildkeyTake<T: Config> =
        StorageValue<_, PerU16, ValueQuery, DefaultMinChildkeyTake<T>>;

    /// Lowest share that a child hotkey may keep on a subnet.
    #[pallet::storage]
    pub type MinChildkeyTakePerSubnet<T: Config> =
        StorageMap<_, Identity, NetUid, PerU16, ValueQuery>;

    /// Value of [`ChildkeyTake`] where none is stored.
    #[pallet::type_value]
    pub fn DefaultChildkeyTake<T: Config>() -> PerU16 {
        PerU16::from_parts(T::InitialDefaultChildKeyTake::get())
    }

    /// Share that a child hotkey keeps on a subnet.
    #[pallet::storage]
    pub type ChildkeyTake<T: Config> = StorageDoubleMap<
        _,
        Blake2_128Concat,
        T::AccountId,
        Identity,
        NetUid,
        PerU16,
        ValueQuery,
        DefaultChildkeyTake<T>,
    >;

    /// Blocks that a delegate take has to rest before it rises.
    #[pallet::storage]
    pub type TxDelegateTakeRateLimit<T: Config> =
        StorageValue<_, u64, ValueQuery, T::InitialTxDelegateTakeRateLimit>;

    /// Blocks that a child-key take has to rest before it rises.
    #[pallet::storage]
    pub type TxChildkeyTakeRateLimit<T: Config> =
        StorageValue<_, u64, ValueQuery, T::InitialTxChildKeyTakeRateLimit>;
}
