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
    #[error("the node did not accept the transaction: {name} ({cause}). {remedy}")]
    NotAccepted {
        /// The reason by name: the chain's where it has one (`SlippageTooHigh`), else the engine's
        /// (`Payment`, `Stale`, `BadProof`).
        name: String,
        /// The node's words.
        cause: String,
        /// What to do.
        remedy: String,
    },
    /// The transaction was included in a block but its call failed.
    #[error("the chain refused the call: {name}{}. {remedy}", in_brackets(cause))]
    Refused {
        /// `Pallet::ErrorName` as the metadata spells it.
        name: String,
        /// What the metadata says about it; empty where it says nothing.
        cause: String,
        /// What to do.
        remedy: String,
    },
    /// The transaction was accepted but not included in time.
    #[error(
        "the transaction {extrinsic_hash} was not included within {timeout_seconds} s. It may \
         still be; look for it, or at the account's nonce, before you send it again"
    )]
    NotIncluded {
        /// How long was waited.
        timeout_seconds: u64,
        /// Hash of the transaction.
        extrinsic_hash: String,
    },
    /// No block holds the transaction, and none will.
    #[error(
        "the transaction expired: no block up to {last_block} holds it. Nothing happened; send it \
         again, valid for more blocks"
    )]
    Expired {
        /// The last block that could have held it.
        last_block: u32,
    },
    /// Another transaction of the same account took the nonce.
    #[error(
        "another transaction of this account has nonce {nonce}, so this one will never be \
         included. Nothing happened; send it again, and let one program at a time use the key"
    )]
    NonceTaken {
        /// The nonce of both.
        nonce: u32,
    },
    /// The chain upgraded after the transaction was signed.
    #[error(
        "the chain upgraded after the transaction was signed for version {signed_for}, so it will \
         never be included. Nothing happened; send it again"
    )]
    Upgraded {
        /// Version of the runtime that the signature names.
        signed_for: u32,
    },
    /// The chain announces no key to seal to.
    #[error(
        "this chain announces no key to seal transactions to just now: try again in some blocks, \
         or send the transaction unsealed"
    )]
    NoShield,
    /// The author did not open the envelope, or what is inside was not valid any more.
    #[error(
        "no author opened the sealed transaction in {wrapper} in time. Its fee is paid, the call \
         was not made; send it again, or unsealed"
    )]
    NotOpened {
        /// Hash of the transaction that carried it.
        wrapper: String,
    },
}

impl ClientError {
    /// The chain's name of the error, without the pallet, if the chain or its pool refused the
    /// transaction.
    pub fn chain_error_name(&self) -> Option<&str> {
        match self {
            Self::Refused { name, .. } | Self::NotAccepted { name, .. } => Some(short_name(name)),
            _ => None,
        }
    }

    /// What to do, where that is not part of the message of its kind.
    pub fn remedy(&self) -> Option<&str> {
        match self {
            Self::Refused { remedy, .. } | Self::NotAccepted { remedy, .. } => Some(remedy),
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
            Self::Refused { name, .. } | Self::NotAccepted { name, .. } => {
                crate::code_for(short_name(name))
            }
            Self::Expired { .. } | Self::NonceTaken { .. } | Self::Upgraded { .. } => "expired",
            Self::NotOpened { .. } => "expired",
            Self::NoShield => "disabled",
            Self::UnknownBlock { .. } | Self::StateGone { .. } | Self::NotInRuntime { .. } => {
                "not_found"
            }
            Self::TooManyRequests { .. } => "rate_limited",
            Self::Shape { .. } => "internal",
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

fn in_brackets(text: &str) -> String {
    if text.is_empty() {
        String::new()
    } else {
        format!(" ({text})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_lost_says_what_became_of_it() {
        let refused = |name: &str| ClientError::Refused {
            name: format!("SubtensorModule::{name}"),
            cause: "why".to_owned(),
            remedy: "what to do".to_owned(),
        };
        for (error, code, word) in [
            (refused("SlippageTooHigh"), "policy_violation", "(why)"),
            (
                refused("SubtokenDisabled"),
                "subtoken_disabled",
                "what to do",
            ),
            (refused("Unheard"), "unknown", "Unheard"),
            (
                ClientError::Expired { last_block: 7 },
                "expired",
                "Nothing happened",
            ),
            (
                ClientError::NonceTaken { nonce: 7 },
                "expired",
                "Nothing happened",
            ),
            (
                ClientError::Upgraded { signed_for: 7 },
                "expired",
                "Nothing happened",
            ),
            (
                ClientError::NotIncluded {
                    timeout_seconds: 7,
                    extrinsic_hash: "0x12".to_owned(),
                },
                "unknown",
                "look for it",
            ),
            (ClientError::NoShield, "disabled", "unsealed"),
            (
                ClientError::UnknownSubnet { netuid: 7 },
                "subnet_not_exists",
                "choose one",
            ),
        ] {
            assert_eq!(error.code(), code, "{error}");
            assert!(error.to_string().contains(word), "{error}");
        }
        let error = refused("SlippageTooHigh");
        assert_eq!(error.chain_error_name(), Some("SlippageTooHigh"));
        assert_eq!(error.remedy(), Some("what to do"));
        assert_eq!(ClientError::NoShield.chain_error_name(), None);
        assert_eq!(ClientError::NoShield.remedy(), None);
    }
}
