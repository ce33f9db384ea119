//! Why a call brought no answer.

use std::time::Duration;

/// A call that failed. [`status`](Self::status) gives the number that a Python client would see.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum CallError {
    /// The axon replied with an error.
    #[error("refused with status {status}: {message}")]
    Refused {
        /// HTTP status.
        status: u16,
        /// What the axon said, cut to 1024 characters.
        message: String,
    },
    /// Not done in time, connection and body included.
    #[error("Request timeout after {seconds} seconds")]
    Timeout {
        /// The time that was given, as Python writes it.
        seconds: String,
    },
    /// Nobody listens there.
    #[error("Service unavailable at {address}/{name}")]
    Unreachable {
        /// Where.
        address: String,
        /// The synapse.
        name: String,
    },
    /// The connection ended before the reply did.
    #[error("Service disconnected: {0}")]
    Disconnected(String),
    /// The body of the reply broke off.
    #[error("Payload error: {0}")]
    Payload(String),
    /// The reply is larger than allowed.
    #[error("reply is larger than {max_bytes} bytes: raise max_response_bytes if that is right")]
    TooLarge {
        /// The bound.
        max_bytes: usize,
    },
    /// The reply is none of this protocol.
    #[error("Failed to parse response: {0}")]
    Garbage(String),
    /// The address is private, and this client asks public ones only.
    #[error(
        "{0} is a private or reserved address, which the chain should not name: allow private \
         targets if this is a local network"
    )]
    PrivateTarget(String),
    /// The request could not be made.
    #[error("Client error: {0}")]
    Client(String),
}

impl CallError {
    /// The status that the Python client sets on `dendrite.status_code`.
    #[must_use]
    pub fn status(&self) -> u16 {
        match self {
            Self::Refused { status, .. } => *status,
            Self::Timeout { .. } => 408,
            Self::Unreachable { .. } | Self::Disconnected(_) => 503,
            Self::Payload(_) | Self::TooLarge { .. } => 400,
            Self::Garbage(_) => 422,
            Self::PrivateTarget(_) | Self::Client(_) => 500,
        }
    }

    /// Whether it took too long, here or there.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        self.status() == 408
    }

    /// Whether the axon has this hotkey on its blacklist.
    #[must_use]
    pub fn is_blacklisted(&self) -> bool {
        self.status() == 403
    }

    /// Whether the axon does not accept the signature or the nonce.
    #[must_use]
    pub fn is_unverified(&self) -> bool {
        self.status() == 401
    }

    pub(crate) fn timeout(limit: Duration) -> Self {
        Self::Timeout {
            seconds: crate::python_text::float(limit.as_secs_f64()),
        }
    }
}
