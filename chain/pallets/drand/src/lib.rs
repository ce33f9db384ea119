//! Randomness of a drand beacon: verified pulses, their window, and the off-chain worker that
//! fetches them.
//!
//! 1. A beacon signs a number, the *round*, every few seconds ([`BeaconConfiguration`] says which
//!    beacon; by default drand's quicknet). What it publishes is a [`Pulse`].
//! 2. The off-chain worker ([`worker`]) of an authority asks the beacon's servers for the rounds
//!    that the chain lacks, and hands each to the transaction pool as a bare `write_pulse` with a
//!    payload signed by a key of its own. That key proves nothing: what counts is the beacon's
//!    signature inside.
//! 3. The pool ([`validity`]) takes one pulse a transaction, and only a true one.
//! 4. `write_pulse` ([`pulses`]) verifies again, stores, and forgets the oldest rounds beyond a
//!    window of 216,000 (7.5 days of quicknet).
//! 5. Whoever locked something to a round reads the pulse through
//!    [`PulseSource`](taonet_primitives::PulseSource).
//!
//! A chain may also have a beacon of its own: [`GenesisConfig`] takes a key.

#![cfg_attr(not(feature = "std"), no_std)]
#![allow(
    missing_debug_implementations,
    reason = "FRAME makes the types of storage and genesis"
)]

extern crate alloc;

pub mod call_weights;
pub mod pulses;
mod types;
pub mod validity;
pub mod worker;

#[cfg(test)]
mod tests;

pub use pallet::*;
pub use types::{
    BeaconConfiguration, BeaconConfigurationPayload, BoundedBytes, Metadata, Pulse, PulsesPayload,
};

/// The pallet.
#[allow(
    clippy::expect_used,
    clippy::let_unit_value,
    deprecated,
    reason = "FRAME's macros write the first two; the successor of `ValidateUnsigned` needs \
              an extension that is not on the wire"
)]
#[frame_support::pallet]
pub mod pallet {
    use crate::{
        call_weights,
        types::{BeaconConfiguration, BeaconConfigurationPayload, Pulse, PulsesPayload},
    };
    use alloc::vec::Vec;
    use frame_support::pallet_prelude::*;
    use frame_system::{offchain::CreateBare, pallet_prelude::*};
    use taonet_primitives::{MultiSignature, MultiSigner};

    /// The pallet.
    #[pallet::pallet]
    #[pallet::without_storage_info]
    pub struct Pallet<T>(_);

    /// What the runtime chooses.
    #[pallet::config]
    pub trait Config: frame_system::Config + CreateBare<Call<Self>> {
        /// Priority of pulses in the pool, to which the age of the round is added.
        #[pallet::constant]
        type UnsignedPriority: Get<TransactionPriority>;
        /// How long the worker waits for a server, in milliseconds.
        #[pallet::constant]
        type HttpFetchTimeout: Get<u64>;
    }

    /// The beacon.
    #[pallet::storage]
    pub type BeaconConfig<T: Config> =
        StorageValue<_, BeaconConfiguration, ValueQuery, DefaultBeacon>;

    /// The beacon of a chain that was not told another one.
    #[pallet::type_value]
    pub fn DefaultBeacon() -> BeaconConfiguration {
        BeaconConfiguration::quicknet()
    }

    /// Migrations that have run, by name.
    #[pallet::storage]
    pub type HasMigrationRun<T: Config> =
        StorageMap<_, Identity, BoundedVec<u8, ConstU32<128>>, bool, ValueQuery>;

    /// Verified pulses by round.
    #[pallet::storage]
    pub type Pulses<T: Config> = StorageMap<_, Blake2_128Concat, u64, Pulse, OptionQuery>;

    /// The latest round; 0 before the first.
    #[pallet::storage]
    pub type LastStoredRound<T: Config> = StorageValue<_, u64, ValueQuery>;

    /// The oldest round that is kept; 0 before the first.
    #[pallet::storage]
    pub type OldestStoredRound<T: Config> = StorageValue<_, u64, ValueQuery>;

    /// Block from which the pool takes pulses again.
    #[pallet::storage]
    pub type NextUnsignedAt<T: Config> = StorageValue<_, BlockNumberFor<T>, ValueQuery>;

    /// A beacon of the chain's own.
    #[pallet::genesis_config]
    #[derive(frame_support::DefaultNoBound)]
    pub struct GenesisConfig<T: Config> {
        /// Its key, a compressed point of G2; empty for drand's quicknet.
        pub public_key: Vec<u8>,
        /// Seconds between two rounds.
        pub period_s: u32,
        /// Unix time of round 1, in seconds.
        pub genesis_time_s: u32,
        /// Nothing.
        #[serde(skip)]
        pub _config: PhantomData<T>,
    }

    #[pallet::genesis_build]
    impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
        fn build(&self) {
            if !self.public_key.is_empty() {
                BeaconConfig::<T>::put(BeaconConfiguration::local(
                    &self.public_key,
                    self.period_s,
                    self.genesis_time_s,
                ));
            }
        }
    }

    /// What happened.
    #[pallet::event]
    #[pallet::generate_deposit(pub(crate) fn deposit_event)]
    pub enum Event<T: Config> {
        /// The chain listens to another beacon.
        BeaconConfigChanged,
        /// Pulses arrived.
        NewPulse {
            /// Their rounds.
            rounds: Vec<u64>,
        },
        /// The start of the window was set by hand.
        SetOldestStoredRound(u64),
    }

    /// Why a call failed.
    #[pallet::error]
    pub enum Error<T> {
        /// A value is missing.
        NoneValue,
        /// A value is too large to store.
        StorageOverflow,
        /// No server answered.
        DrandConnectionFailure,
        /// The pulse is not the beacon's.
        UnverifiedPulse,
        /// The round is not later than the last one.
        InvalidRoundNumber,
        /// The pulse or the beacon's key cannot be read as points of the curve.
        PulseVerificationError,
    }

    #[pallet::hooks]
    impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
        fn offchain_worker(block_number: BlockNumberFor<T>) {
            Self::fetch_pulses(block_number);
        }
    }

    #[pallet::call]
    impl<T: Config> Pallet<T> {
        /// Stores the pulses that the beacon really signed; the others are passed over.
        #[pallet::call_index(0)]
        #[pallet::weight(call_weights::write_pulse(pulses_payload.pulses.len()))]
        pub fn write_pulse(
            origin: OriginFor<T>,
            pulses_payload: PulsesPayload<MultiSigner, BlockNumberFor<T>>,
            _signature: Option<MultiSignature>,
        ) -> DispatchResult {
            ensure_none(origin)?;
            Self::store_pulses(pulses_payload.pulses)
        }

        /// Makes the chain listen to another beacon.
        #[pallet::call_index(1)]
        #[pallet::weight(call_weights::set_beacon_config())]
        pub fn set_beacon_config(
            origin: OriginFor<T>,
            config_payload: BeaconConfigurationPayload<MultiSigner, BlockNumberFor<T>>,
            _signature: Option<MultiSignature>,
        ) -> DispatchResult {
            ensure_root(origin)?;
            BeaconConfig::<T>::put(config_payload.config);
            let next = frame_system::Pallet::<T>::block_number() + 1u32.into();
            NextUnsignedAt::<T>::put(next);
            Self::deposit_event(Event::BeaconConfigChanged);
            Ok(())
        }

        /// Says from which round on pulses are still stored.
        #[pallet::call_index(2)]
        #[pallet::weight(call_weights::set_oldest_stored_round())]
        pub fn set_oldest_stored_round(origin: OriginFor<T>, oldest_round: u64) -> DispatchResult {
            ensure_root(origin)?;
            OldestStoredRound::<T>::put(oldest_round);
            Self::deposit_event(Event::SetOldestStoredRound(oldest_round));
            Ok(())
        }
    }

    #[pallet::validate_unsigned]
    impl<T: Config> ValidateUnsigned for Pallet<T> {
        type Call = Call<T>;

        fn validate_unsigned(source: TransactionSource, call: &Self::Call) -> TransactionValidity {
            Self::validate_bare(source, call)
        }
    }
}
