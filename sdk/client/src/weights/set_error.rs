//! Why weights did not reach the chain.

use super::{PendingError, WeightsError, WeightsRefusal};
use crate::ClientError;

/// Why weights were not set, committed or revealed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SetWeightsError {
    /// The weights themselves are wrong.
    #[error(transparent)]
    Weights(#[from] WeightsError),
    /// The chain would refuse the row, or refused it for a reason that its state shows.
    #[error("{}", listed(.0))]
    Refused(Vec<WeightsRefusal>),
    /// The chain or the connection failed otherwise.
    #[error(transparent)]
    Chain(#[from] ClientError),
    /// The commit could not be kept on disk; nothing was sent.
    #[error(transparent)]
    Pending(#[from] PendingError),
    /// Trouble that usually passes did not.
    #[error("gave up after {attempts} attempts, the last of which failed: {last}")]
    GaveUp {
        /// Attempts made.
        attempts: u32,
        /// What went wrong in the last one.
        last: ClientError,
    },
}

impl SetWeightsError {
    /// Blocks to wait, if the rate limit is all that stands in the way.
    pub fn blocks_to_wait(&self) -> Option<u64> {
        match self {
            Self::Refused(reasons) => match reasons.as_slice() {
                [WeightsRefusal::RateLimited { blocks, .. }] => Some(*blocks),
                _ => None,
            },
            _ => None,
        }
    }

    /// The chain's name of the first reason, whether it was foreseen or came from the chain.
    pub fn chain_error_name(&self) -> Option<&str> {
        match self {
            Self::Refused(reasons) => reasons.first().map(WeightsRefusal::chain_error_name),
            Self::Chain(error) | Self::GaveUp { last: error, .. } => error.chain_error_name(),
            Self::Weights(_) | Self::Pending(_) => None,
        }
    }
}

fn listed(reasons: &[WeightsRefusal]) -> String {
    let texts: Vec<String> = reasons.iter().map(ToString::to_string).collect();
    texts.join("; also, ")
}
