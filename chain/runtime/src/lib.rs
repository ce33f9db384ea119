//! The taonet runtime: the state machine of the chain as one composition of pallets.
//!
//! A runtime is a deterministic function from a state and a block to the next state. Reading
//! order for a newcomer:
//!
//! 1. [`primitives`]: the block, transaction and key types everything else is built from.
//! 2. [`pace`]: how fast the chain runs. One number in the genesis state decides between the
//!    12 s network and quick local ones, so one binary serves both.
//! 3. `config`: one file per pallet, with the constants that it runs under.
//! 4. [`extensions`]: what a signed transaction has to pass before its call is dispatched.
//! 5. [`nested`]: what the calls inside that call have to pass.
//! 6. [`fees`]: what the transaction pays, [`proxy`]: what may be done for others.
//! 7. [`genesis`]: the state the local chains start from.
//! 8. [`beacon`]: how a node runs a random beacon of the chain's own.
//! 9. [`apis`]: the questions the node and its clients may ask the runtime.
//!
//! The runtime is compiled into the node and executed natively: [`api::dispatch`] takes the name
//! of a runtime API method and its SCALE encoded arguments, and is called inside the externalities
//! of the block concerned. It is kept free of `std` so that it can be built for WebAssembly too.

#![cfg_attr(not(feature = "std"), no_std)]
// The composition macros of FRAME generate public items that nothing can document.
#![allow(missing_docs, missing_debug_implementations)]

extern crate alloc;

pub mod apis;
pub mod beacon;
mod config;
pub mod extensions;
pub mod fees;
mod filters;
pub mod genesis;
pub mod metadata;
pub mod metadata_hash;
pub mod nested;
pub mod pace;
pub mod primitives;
pub mod proxy;
pub mod shield_api;
pub mod swap_api;
pub mod version;

pub use apis::{RuntimeApi, api};
pub use primitives::{
    AccountId, Address, Balance, BlockNumber, Hash, Header, Nonce, Signature, opaque,
    opaque::SessionKeys,
};
pub use version::VERSION;

use frame_support::runtime;
use sp_runtime::generic;

/// A block with its transactions decoded.
pub type Block = generic::Block<Header, UncheckedExtrinsic>;

/// A transaction as it travels: signature not yet verified.
pub type UncheckedExtrinsic =
    generic::UncheckedExtrinsic<Address, RuntimeCall, Signature, extensions::TransactionExtensions>;

/// What a signer signs: the call, the extensions and what they add implicitly.
pub type SignedPayload = generic::SignedPayload<RuntimeCall, extensions::TransactionExtensions>;

/// Executes blocks and validates transactions.
pub type Executive = frame_executive::Executive<
    Runtime,
    Block,
    frame_system::ChainContext<Runtime>,
    Runtime,
    AllPalletsWithSystem,
>;

#[runtime]
mod composition {
    /// The composition of all pallets.
    #[runtime::runtime]
    #[runtime::derive(
        RuntimeCall,
        RuntimeEvent,
        RuntimeError,
        RuntimeOrigin,
        RuntimeFreezeReason,
        RuntimeHoldReason,
        RuntimeSlashReason,
        RuntimeLockId,
        RuntimeTask,
        RuntimeViewFunction
    )]
    pub struct Runtime;

    #[runtime::pallet_index(0)]
    pub type System = frame_system;

    #[runtime::pallet_index(1)]
    pub type RandomnessCollectiveFlip = pallet_insecure_randomness_collective_flip;

    #[runtime::pallet_index(2)]
    pub type Timestamp = pallet_timestamp;

    #[runtime::pallet_index(3)]
    pub type Aura = pallet_aura;

    #[runtime::pallet_index(4)]
    pub type Grandpa = pallet_grandpa;

    #[runtime::pallet_index(5)]
    pub type Balances = pallet_balances;

    #[runtime::pallet_index(6)]
    pub type TransactionPayment = pallet_transaction_payment;

    #[runtime::pallet_index(7)]
    pub type SubtensorModule = pallet_subtensor;

    #[runtime::pallet_index(11)]
    pub type Utility = pallet_utility;

    #[runtime::pallet_index(12)]
    pub type Sudo = pallet_sudo;

    #[runtime::pallet_index(13)]
    pub type Multisig = pallet_multisig;

    #[runtime::pallet_index(14)]
    pub type Preimage = pallet_preimage;

    #[runtime::pallet_index(15)]
    pub type Scheduler = pallet_scheduler;

    #[runtime::pallet_index(16)]
    pub type Proxy = pallet_proxy;

    #[runtime::pallet_index(18)]
    pub type Commitments = pallet_commitments;

    #[runtime::pallet_index(19)]
    pub type AdminUtils = pallet_admin_utils;

    #[runtime::pallet_index(20)]
    pub type SafeMode = pallet_safe_mode;

    #[runtime::pallet_index(26)]
    pub type Drand = pallet_drand;

    #[runtime::pallet_index(27)]
    pub type Crowdloan = pallet_crowdloan;

    #[runtime::pallet_index(28)]
    pub type Swap = pallet_swap;

    #[runtime::pallet_index(30)]
    pub type MevShield = pallet_shield;

    #[runtime::pallet_index(31)]
    pub type AlphaAssets = pallet_alpha_assets;

    #[runtime::pallet_index(32)]
    pub type LimitOrders = pallet_limit_orders;
}
