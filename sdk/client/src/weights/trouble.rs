//! Which failures pass by themselves, and waiting for them to pass.

use std::time::Duration;

use super::SetWeightsError;
use crate::{ChainClient, ClientError};

/// First pause after the connection was lost; it doubles with each attempt.
const FIRST_PAUSE: Duration = Duration::from_millis(250);
/// Longest pause.
const LONGEST_PAUSE: Duration = Duration::from_secs(20);
/// Longest wait for one more block: more than two blocks of a slow chain.
const BLOCK_PATIENCE: Duration = Duration::from_secs(30);

/// A failure, by what can be done about it.
#[derive(Debug)]
pub(super) enum Trouble {
    /// Trying again may help. Whether anything reached the chain is unknown.
    Passing(ClientError),
    /// The chain refused for a reason that has to be read from its state.
    Refused(ClientError),
    /// Trying again does not help.
    Final(SetWeightsError),
}

impl Trouble {
    /// Sorts a failure of reading or sending.
    pub(super) fn of(error: ClientError) -> Self {
        match &error {
            ClientError::Connection { .. }
            | ClientError::Unreachable { .. }
            | ClientError::TooManyRequests { .. }
            | ClientError::UnknownBlock { .. }
            | ClientError::NotIncluded { .. }
            | ClientError::Expired { .. }
            | ClientError::NonceTaken { .. }
            | ClientError::Upgraded { .. } => Self::Passing(error),
            ClientError::NotAccepted { name, .. } if is_hiccup(name) => Self::Passing(error),
            ClientError::NotAccepted { name, .. } if PERMANENT.contains(&name.as_str()) => {
                Self::Final(error.into())
            }
            ClientError::NotAccepted { .. } | ClientError::Refused { .. } => {
                match error.chain_error_name() {
                    // The subnet's rules or the beacon moved on between reading and inclusion.
                    Some(
                        "CommitRevealEnabled"
                        | "CommitRevealDisabled"
                        | "IncorrectCommitRevealVersion"
                        | "InvalidRevealRound"
                        | "RevealTooEarly",
                    ) => Self::Passing(error),
                    _ => Self::Refused(error),
                }
            }
            _ => Self::Final(error.into()),
        }
    }
}

impl From<ClientError> for Trouble {
    fn from(error: ClientError) -> Self {
        Self::of(error)
    }
}

impl<E: Into<SetWeightsError>> From<FinalError<E>> for Trouble {
    fn from(error: FinalError<E>) -> Self {
        Self::Final(error.0.into())
    }
}

/// Marks an error that no retry mends.
#[derive(Debug)]
pub(super) struct FinalError<E>(pub(super) E);

/// What a pool says no with for good.
const PERMANENT: [&str; 5] = ["Payment", "BadProof", "BadSigner", "Call", "InvalidFormat"];

/// What a pool says when another transaction of the account was faster, or when it is full.
fn is_hiccup(name: &str) -> bool {
    [
        "Stale",
        "Future",
        "AncientBirthBlock",
        "ExhaustsResources",
        "UnknownValidity",
        "Banned",
        "AlreadyImported",
        "PriorityTooLow",
        "PoolFull",
        "Dropped",
        "Usurped",
    ]
    .contains(&name)
}

impl ChainClient {
    /// Waits until trying again, for the `next` time, makes sense: for the connection after it was
    /// lost, else for a block after the one that was `seen` before the last attempt.
    pub(super) async fn settle(&self, next: u32, seen: u64, after: &ClientError) {
        let pause = FIRST_PAUSE
            .saturating_mul(1 << next.min(8))
            .min(LONGEST_PAUSE);
        let of_pool = matches!(
            after,
            ClientError::NotAccepted { .. } | ClientError::Refused { .. }
        );
        let block = tokio::time::timeout(BLOCK_PATIENCE, self.wait_until(seen.saturating_add(1)));
        if !of_pool || !matches!(block.await, Ok(Ok(()))) {
            tokio::time::sleep(pause).await;
        }
    }

    /// Waits until the best block has at least this height.
    pub(super) async fn wait_until(&self, height: u64) -> Result<(), ClientError> {
        let mut blocks = self.blocks().await?;
        if self.best_block().await?.number >= height {
            return Ok(());
        }
        while let Some(block) = blocks.next().await {
            if block?.number >= height {
                return Ok(());
            }
        }
        Err(ClientError::connection("the node ended the subscription"))
    }
}

#[cfg(test)]
#[allow(clippy::panic, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;

    #[test]
    fn failures_are_sorted() {
        let not_accepted = |name: &str| ClientError::NotAccepted {
            name: name.to_owned(),
            cause: String::new(),
            remedy: String::new(),
        };
        let refused = |name: &str| ClientError::Refused {
            name: format!("SubtensorModule::{name}"),
            cause: String::new(),
            remedy: String::new(),
        };
        for error in [
            not_accepted("Stale"),
            not_accepted("PriorityTooLow"),
            not_accepted("Banned"),
            not_accepted("InvalidRevealRound"),
            refused("CommitRevealEnabled"),
            ClientError::connection("reset"),
            ClientError::NonceTaken { nonce: 4 },
            ClientError::NotIncluded {
                timeout_seconds: 180,
                extrinsic_hash: String::new(),
            },
        ] {
            assert!(matches!(Trouble::of(error), Trouble::Passing(_)));
        }
        for error in [
            not_accepted("RateLimitExceeded"),
            refused("SettingWeightsTooFast"),
        ] {
            assert!(matches!(Trouble::of(error), Trouble::Refused(_)));
        }
        for error in [
            not_accepted("Payment"),
            ClientError::UnknownSubnet { netuid: 9 },
        ] {
            assert!(matches!(Trouble::of(error), Trouble::Final(_)));
        }
    }
}
