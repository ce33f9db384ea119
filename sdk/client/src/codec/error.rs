//! What can go wrong between JSON and SCALE.

/// A value or bytes that do not fit the metadata, or metadata that is none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodecError {
    /// The bytes are no metadata that this library reads.
    #[error("this is not metadata of version 14, 15 or 16: {cause}. Take it from a node again")]
    Metadata {
        /// What the decoder said.
        cause: String,
    },
    /// The runtime has nothing of that name.
    #[error("this runtime has no {kind} '{name}': look at its metadata, or update taonet")]
    Unknown {
        /// Call, storage item, constant, runtime call.
        kind: &'static str,
        /// The name asked for.
        name: String,
    },
    /// A value does not fit the type that the metadata asks for.
    #[error("{what}: {cause}")]
    Arguments {
        /// What was to be encoded.
        what: String,
        /// Which value is wrong, and what it should be.
        cause: String,
    },
    /// Bytes are not of the type that the metadata says they are.
    #[error("{what} cannot be read: {cause}. Was it made by the runtime of this metadata?")]
    Bytes {
        /// What was to be decoded.
        what: String,
        /// What the decoder said.
        cause: String,
    },
    /// The chain wants something signed that this library does not know.
    #[error("this chain asks signers for '{identifier}', which is unknown here: update taonet")]
    Extension {
        /// The extension as the metadata spells it.
        identifier: String,
    },
}

impl CodecError {
    pub(super) fn unknown(kind: &'static str, name: &str) -> Self {
        Self::Unknown {
            kind,
            name: name.to_owned(),
        }
    }

    pub(super) fn arguments(what: impl Into<String>, cause: impl std::fmt::Display) -> Self {
        Self::Arguments {
            what: what.into(),
            cause: cause.to_string(),
        }
    }

    pub(super) fn bytes(what: impl Into<String>, cause: impl std::fmt::Display) -> Self {
        Self::Bytes {
            what: what.into(),
            cause: cause.to_string(),
        }
    }
}
