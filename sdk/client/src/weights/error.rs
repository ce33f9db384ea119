//! What is wrong with weights before any chain is asked.

/// Why weights cannot be written down.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum WeightsError {
    /// Nothing was given.
    #[error("no weights were given: name at least one UID and its weight")]
    Empty,
    /// A weight below zero.
    #[error("Passed weight is negative cannot exist on chain {weights:?}")]
    NegativeWeight {
        /// All weights, in their order.
        weights: Vec<f64>,
    },
    /// A UID below zero.
    #[error("Passed uid is negative cannot exist on chain {uids:?}")]
    NegativeUid {
        /// All UIDs, in their order.
        uids: Vec<i64>,
    },
    /// As many UIDs as weights are needed.
    #[error("Passed weights and uids must have the same length, got {uids} and {weights}")]
    Lengths {
        /// UIDs given.
        uids: usize,
        /// Weights given.
        weights: usize,
    },
    /// A weight is infinite or no number.
    #[error("the weight of UID {uid} is no finite number: check how it was computed")]
    NotFinite {
        /// Its UID.
        uid: u16,
    },
    /// A UID above 65,535.
    #[error("UID {uid} does not exist: UIDs go up to 65535")]
    UidTooLarge {
        /// The UID.
        uid: i64,
    },
    /// A UID beyond the subnet's neurons.
    #[error("UID {uid} does not exist: the subnet has {neurons} neurons")]
    UidOutOfRange {
        /// The UID.
        uid: u16,
        /// Neurons of the subnet.
        neurons: u16,
    },
    /// Fewer weights above zero than the subnet asks for.
    #[error(
        "{given} weights are above zero but the subnet asks for {required}: score more neurons"
    )]
    TooFew {
        /// Weights above zero.
        given: usize,
        /// The minimum.
        required: u16,
    },
    /// No part to split by.
    #[error("maybe_split must be a non-empty list or array of numbers.")]
    SplitEmpty,
    /// A part below zero, or no number.
    #[error("maybe_split cannot contain negative values.")]
    SplitNegative,
    /// All parts zero.
    #[error("maybe_split must sum to a positive value.")]
    SplitZero,
    /// Without a tempo nothing is ever revealed.
    #[error("tempo is zero; subnet does not run epochs")]
    NoEpochs,
    /// A commit that would wait for ever.
    #[error("a reveal {epochs} epochs away is out of reach: the chain allows 100")]
    RevealPeriod {
        /// Epochs.
        epochs: u64,
    },
    /// More entries than fit.
    #[error(
        "the encrypted weights take {bytes} bytes, the chain keeps 5000: leave out the smallest"
    )]
    CommitTooLong {
        /// Their size.
        bytes: usize,
    },
    /// The system gave no random bytes.
    #[error("the system has no randomness: {cause}")]
    Randomness {
        /// What it said.
        cause: String,
    },
}
