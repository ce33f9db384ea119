//! The protocol's state machine.
//!
//! 1. A **subnet** is a contest with its own token, alpha. Anyone can register one for a price
//!    that falls with time (`subnets`).
//! 2. **Neurons** register in a subnet for TAO that is burned; they hold a slot (UID) until a
//!    newcomer evicts the weakest (`neurons`).
//! 3. **Stake** is alpha held by a coldkey on a hotkey, bought from the subnet's pool with TAO;
//!    on root it is TAO itself (`stake`). Stake can be lent to child hotkeys (`children`) and
//!    locked (`locks`).
//! 4. Validators set **weights** over the neurons, plainly or committed and revealed (`weights`).
//! 5. Every tempo an **epoch** turns weights into consensus, incentives, bonds and dividends
//!    (`epoch`), and what the subnet earned since the last one is handed out (`block_step`).
//! 6. Each block mints TAO and alpha, feeds the pools and moves prices (`block_step`).
//! 7. A crowd can pay for a subnet and let one of them run it (`leasing`).
//! 8. Stakers of **root** earn a part of every subnet's alpha and claim it (`root`).
//! 9. Hotkeys and coldkeys can be **swapped** for others (`keys`).
//!
//! The pallet module is put together from sections: `config`, `errors`, `events`, `genesis`,
//! `hooks`, `calls` and one file of `storage` per concept. A call checks its origin and hands over
//! to a `do_…` function beside the concept's code. Formulas live in the economics crates.

#![cfg_attr(not(feature = "std"), no_std)]
#![allow(
    clippy::crate_in_macro_def,
    reason = "a section is a macro of this crate alone"
)]
#![allow(
    missing_debug_implementations,
    reason = "FRAME makes the types of storage and genesis"
)]

extern crate alloc;

#[macro_use]
mod calls;
mod config;
mod errors;
mod events;
mod genesis;
mod hooks;
mod storage;

pub mod accounts;
pub mod block_step;
pub mod call_weights;
pub mod children;
pub mod epoch;
pub mod guards;
pub mod keys;
pub mod leasing;
pub mod limits;
pub mod locks;
mod measured_weights;
pub mod neurons;
pub mod root;
pub mod runtime_api;
pub mod stake;
pub mod subnets;
pub mod types;
pub mod weights;

#[cfg(test)]
mod tests;

pub use pallet::*;
pub use types::*;

use frame_support::pallet_macros::import_section;

#[import_section(config::config)]
#[import_section(errors::errors)]
#[import_section(events::events)]
#[import_section(genesis::genesis)]
#[import_section(hooks::hooks)]
#[import_section(calls::calls)]
#[import_section(storage::accounts::accounts)]
#[import_section(storage::children::children)]
#[import_section(storage::hyperparameters::hyperparameters)]
#[import_section(storage::legacy::legacy)]
#[import_section(storage::limits::limits)]
#[import_section(storage::locks::locks)]
#[import_section(storage::networks::networks)]
#[import_section(storage::neurons::neurons)]
#[import_section(storage::pools::pools)]
#[import_section(storage::registration::registration)]
#[import_section(storage::root_claims::root_claims)]
#[import_section(storage::schedule::schedule)]
#[import_section(storage::stake::stake)]
#[import_section(storage::takes::takes)]
#[import_section(storage::weights::weights)]
/// The pallet, put together from its sections.
#[allow(
    clippy::too_many_arguments,
    reason = "calls have the arguments of the wire"
)]
#[allow(clippy::expect_used, reason = "FRAME's macros write them")]
#[frame_support::pallet]
pub mod pallet {
    use crate::call_weights;
    use crate::types::*;
    use alloc::{
        collections::{BTreeMap, BTreeSet, VecDeque},
        vec,
        vec::Vec,
    };
    use codec::Compact;
    use frame_support::{
        PalletId,
        pallet_prelude::*,
        storage::Key as NMapKey,
        traits::{ConstBool, ConstU16, ConstU32, ConstU64, Get, fungible},
    };
    use frame_system::pallet_prelude::*;
    use sp_arithmetic::{PerU16, Percent};
    use sp_core::{H160, H256};
    use substrate_fixed::types::{I64F64, I96F32, U64F64};
    use taonet_primitives::{
        AlphaBalance, AlphaLedger, BlockAuthor, CommitmentsHandler, CommitmentsSource,
        CrowdloanSource, LeaseProxy, MechId, NetUid, NetUidStorageIndex, PulseSource, SwapHandler,
        TaoBalance,
    };
    use taonet_shares::SafeFloat;

    /// Layout version of the storage.
    const STORAGE_VERSION: StorageVersion = StorageVersion::new(7);

    /// The pallet.
    #[pallet::pallet]
    #[pallet::without_storage_info]
    #[pallet::storage_version(STORAGE_VERSION)]
    pub struct Pallet<T>(_);

    /// The account of 32 zero bytes, which stands for "nobody".
    #[derive(Debug)]
    pub struct ZeroAccount<T>(core::marker::PhantomData<T>);

    impl<T: Config> Get<T::AccountId> for ZeroAccount<T> {
        fn get() -> T::AccountId {
            Pallet::<T>::zero_account()
        }
    }
}
