//! What can go wrong between a client and a chain.

/// Every failure says what happened, why, and what to do next.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// The network is neither a known name nor an address.
    #[error(
        "unknown network '{given}': use finney, test, archive, local, or an address such as \
         ws://127.0.0.1:9944"
    )]
    UnknownNetwork {
        /// What was asked for.
        given: String,
    },
    /// No connection could be made.
    #[error(
        "cannot reach the chain at {url}: {cause}. Check that a node runs there and that the \
         address is right (BT_NETWORK or --network)"
    )]
    Unreachable {
        /// The address tried.
        url: String,
        /// What the connection said.
        cause: String,
    },
    /// The connection was lost or the node did not answer a request.
    #[error("the node did not answer: {cause}. The client reconnects by itself; try again")]
    Connection {
        /// What the connection said.
        cause: String,
    },
    /// The chain answered in a shape that this client cannot read.
    #[error(
        "the chain's answer to '{what}' cannot be read: {cause}. Its runtime may be newer or older \
         than this client; update taonet, or connect to another network"
    )]
    Shape {
        /// Storage item, runtime call or extrinsic.
        what: String,
        /// Detail for a bug report.
        cause: String,
    },
    /// This runtime lacks something that is asked of it.
    #[error(
        "runtime {spec_version} has no {kind} '{name}': the chain is older or newer than what you \
         ask for; connect to another network, or ask for something that this runtime has"
    )]
    NotInRuntime {
        /// Runtime call, storage item, constant.
        kind: &'static str,
        /// `Group.name` of it.
        name: String,
        /// Version of the chain's runtime.
        spec_version: u32,
    },
    /// There is no such block.
    #[error("the chain has no block {block}: it is not that high yet, or another chain's")]
    UnknownBlock {
        /// Height or hash.
        block: String,
    },
    /// The node threw away the state after a block.
    #[error(
        "the node no longer keeps the state after that block ({cause}): ask an archive node \
         (--network archive)"
    )]
    StateGone {
        /// The node's words.
        cause: String,
    },
    /// The endpoint turns this client away because it, or others from its address, asked too much.
    #[error(
        "{url} limits how often it is asked: {cause}. Wait a minute, open fewer connections, or \
         use a node of your own"
    )]
    TooManyRequests {
        /// The address.
        url: String,
        /// What it said.
        cause: String,
    },
    /// The node understood a request and refused it.
    #[error("the node refused '{method}': {cause}. Check what was asked for")]
    RequestRefused {
        /// Method of the node.
        method: String,
        /// The node's words.
        cause: String,
    },
    /// Text that is no amount, or an amount that cannot be.
    #[error("'{given}' is not an amount: {cause}. Write it in decimal, such as 1.5")]
    InvalidAmount {
        /// What was given.
        given: String,
        /// What is wrong with it.
        cause: String,
    },
    /// Two amounts of different currencies.
    #[error("{expected} and {given} are two currencies: convert one of them by its price first")]
    UnitMismatch {
        /// The currency of one.
        expected: String,
        /// The currency of the other.
        given: String,
    },
    /// A value that the protocol does not allow.
    #[error("{what} cannot be sent: {cause}. Correct it and try again")]
    InvalidArgument {
        /// Which value.
        what: String,
        /// What is wrong with it.
        cause: String,
    },
    /// The subnet does not exist.
    #[error("subnet {netuid} does not exist on this network: list those that do, and choose one")]
    UnknownSubnet {
        /// The subnet asked for.
        netuid: u16,
    },
    /// The transaction was not taken into the pool.
    #[error("the node did not accept the transaction: {cause}. {remedy}")]
    NotAccepted {
        /// The node's words.
        cause: String,
        /// What to do.
        remedy: String,
    },
    /// The transaction was included in a block but its call failed.
    #[error("the chain refused the call: {name}. {remedy}")]
    Refused {
        /// `Pallet::ErrorName` as the metadata spells it.
        name: String,
        /// What to do.
        remedy: String,
    },
    /// The transaction was accepted but not included in time.
    #[error(
        "the transaction was not included within {timeout_seconds} s. It may still be; look at the \
         account's nonce before you send it again"
    )]
    NotIncluded {
        /// How long was waited.
        timeout_seconds: u64,
    },
}

impl ClientError {
    /// The chain's name of the error, without the pallet, if the chain refused the call.
    pub fn chain_error_name(&self) -> Option<&str> {
        match self {
            Self::Refused { name, .. } => Some(short_name(name)),
            _ => None,
        }
    }

    /// One word for programs, the same in every version of this library: `insufficient_balance`,
    /// `insufficient_liquidity`, `rate_limited`, `not_registered`, `not_authorized`,
    /// `already_exists`, `not_found`, `subnet_not_exists`, `subtoken_disabled`, `disabled`,
    /// `too_early`, `expired`, `limit_exceeded`, `unit_mismatch`, `invalid_argument`,
    /// `policy_violation`, `internal` or `unknown`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnknownNetwork { .. }
            | Self::InvalidAmount { .. }
            | Self::InvalidArgument { .. } => "invalid_argument",
            Self::UnitMismatch { .. } => "unit_mismatch",
            Self::UnknownSubnet { .. } => "subnet_not_exists",
            _ => "unknown",
        }
    }

    pub(crate) fn connection(cause: impl std::fmt::Display) -> Self {
        Self::Connection {
            cause: cause.to_string(),
        }
    }

    pub(crate) fn shape(what: impl Into<String>, cause: impl std::fmt::Display) -> Self {
        Self::Shape {
            what: what.into(),
            cause: cause.to_string(),
        }
    }
}

/// An error's name without its pallet.
fn short_name(name: &str) -> &str {
    name.rsplit("::").next().unwrap_or(name)
}
