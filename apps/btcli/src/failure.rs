//! Why a command did not do what was asked.

use serde_json::Value;
use taonet_client::ClientError;
use taonet_wallet::{AddressError, KeyError, KeyfileError, PasswordError, WalletError};

/// Every text says what happened, why, and what to do next. No text contains a secret.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// The command line, or what is missing in it, makes no sense. Exit status 2.
    #[error("{0}")]
    Usage(String),
    /// Ctrl-C. Exit status 130.
    #[error("Interrupted.")]
    Interrupted,
    /// The user answered a confirmation with no.
    #[error("Not confirmed: nothing was sent.")]
    Declined,
    /// Anything else.
    #[error("{0}")]
    Failed(String),
    /// A failure whose JSON document the command made itself.
    #[error("{message}")]
    Document {
        /// For people.
        message: String,
        /// For programs; replaces the command's usual document of a failure.
        document: Value,
    },
    /// The client of the chain failed.
    #[error(transparent)]
    Client(#[from] ClientError),
    /// A wallet's file or key failed.
    #[error(transparent)]
    Wallet(#[from] WalletError),
}

impl Failure {
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self::Usage(message.into())
    }

    pub(crate) fn failed(message: impl Into<String>) -> Self {
        Self::Failed(message.into())
    }

    /// The status with which the program ends.
    pub(crate) fn exit_status(&self) -> u8 {
        match self {
            Self::Usage(_) => 2,
            Self::Interrupted => 130,
            _ => 1,
        }
    }
}

impl From<KeyfileError> for Failure {
    fn from(error: KeyfileError) -> Self {
        Self::Wallet(error.into())
    }
}

impl From<KeyError> for Failure {
    fn from(error: KeyError) -> Self {
        Self::Wallet(error.into())
    }
}

impl From<AddressError> for Failure {
    fn from(error: AddressError) -> Self {
        Self::Failed(error.to_string())
    }
}

impl From<PasswordError> for Failure {
    fn from(error: PasswordError) -> Self {
        Self::Failed(error.to_string())
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        if error.kind() == std::io::ErrorKind::Interrupted {
            Self::Interrupted
        } else {
            Self::Failed(error.to_string())
        }
    }
}
