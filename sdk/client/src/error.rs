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
            Self::Refused { name, .. } => name.rsplit("::").next(),
            _ => None,
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
