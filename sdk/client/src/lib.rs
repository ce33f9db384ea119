//! Client of a Bittensor chain that decodes from live metadata.
//!
//! One [`ChainClient`] is one connection. It is cheap to clone, reconnects by itself when the node
//! goes away, and knows the chain only through the metadata that the node itself serves: a runtime
//! that re-wraps a number in a new type, appends a field or renumbers a call changes nothing here.
//!
//! What a caller does, in the order in which a neuron does it:
//!
//! 1. [`ChainClient::connect`] to a [`Network`] (`finney`, `test`, `local` or a WebSocket URL).
//! 2. Read: [`ChainClient::at`] a block gives a [`StateAt`], whose methods are the reads
//!    ([`StateAt::balance`], [`StateAt::subnets`], [`StateAt::metagraph`], ...) and agree with each
//!    other. Some are methods of the client too and take the best block.
//! 3. Build a [`Call`] by a function of [`calls`] ([`calls::neurons::burned_register`],
//!    [`calls::stake::add_stake`], [`calls::weights::set_weights`], ...).
//! 4. Make it a [`ChainClient::transaction`]: try it ([`Transaction::dry_run`]), then
//!    [`Transaction::submit`] it, signed by a wallet's key, and wait until it is
//!    [included or final](WaitFor). A call that the chain refuses comes back as
//!    [`ClientError::Refused`] with the chain's own name of the error and what to do about it.
//!    [`ChainClient::submit_many`] keeps many calls under way over the one connection. No call is
//!    made twice, whatever happens to connection, pool or chain meanwhile.
//! 5. Follow [`ChainClient::blocks`], [`ChainClient::events`] or
//!    [`ChainClient::metagraph_changes`] and act once per tempo.
//!
//! Without a connection, [`codec`] encodes and decodes everything by recorded metadata.
//!
//! Amounts are whole numbers of rao (10^9 rao = 1 TAO = 1 alpha) and carry their unit: [`Tao`], or
//! [`Alpha`] of one subnet. Plain numbers say the unit in their names.
//!
//! Every failure is a [`ClientError`]: what happened, why, what to do, and a
//! [code](ClientError::code) for programs.

mod accounts;
mod amounts;
pub mod calls;
pub mod codec;
mod connection;
pub mod decode;
mod error;
pub mod metagraph;
mod network;
mod reads;
mod remedies;
mod runtime;
mod shortcuts;
mod state;
pub mod streams;
mod submit;
pub mod weights;

pub use accounts::multisig_account;
pub use amounts::{Alpha, Amount, Tao};
pub use calls::{Call, neurons::AxonEndpoint};
pub use connection::{ChainClient, ConnectOptions, MetadataCache};
pub use error::ClientError;
pub use metagraph::Metagraph;
pub use network::Network;
pub use reads::*;
pub use remedies::{code_for, remedy_for};
pub use runtime::Runtime;
pub use state::{BlockRef, MapPages, StateAt};
pub use streams::{BlockStream, BlockSummary, EventFilter};
pub use submit::{
    ChainEvent, DryRun, DryRunOutcome, Effect, Inclusion, Sent, Transaction, TransactionSigner,
    WaitFor, submit_all,
};

/// A public key that names an account: 32 bytes.
pub type AccountId = [u8; 32];

/// Rao in one TAO, and in one alpha.
pub const RAO_PER_TAO: u64 = 1_000_000_000;

/// Writes an amount of rao as TAO with nine decimals, without loss.
///
/// ```
/// assert_eq!(taonet_client::format_tao(1_500_000_000), "1.500000000");
/// ```
pub fn format_tao(amount_rao: u64) -> String {
    format!(
        "{}.{:09}",
        amount_rao / RAO_PER_TAO,
        amount_rao % RAO_PER_TAO
    )
}
