//! Which failures pass by themselves, and waiting for them to pass.

use std::time::Duration;

use super::SetWeightsError;
use crate::{ChainClient, ClientError};

/// First pause after the connection was lost; it doubles with each attempt.
const FIRST_PAUSE: Duration = Duration::from_millis(250);
/// Longest pause.
const LONGEST_PAUSE: Duration = Duration::from_secs(20);
/// Longest wait for one more block: several blocks of a slow chain.
const BLOCK_PATIENCE: Duration = Duration::from_secs(60);

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
            | ClientError::NotIncluded { .. } => Self::Passing(error),
            ClientError::NotAccepted { cause, .. } if is_hiccup(cause) => Self::Passing(error),
            ClientError::NotAccepted { cause, .. } if cause.contains("Custom error") => {
                Self::Refused(error)
            }
            ClientError::Refused { .. } => match error.chain_error_name() {
                // The subnet's rules or the beacon moved on between reading and inclusion.
                Some(
                    "CommitRevealEnabled"
                    | "CommitRevealDisabled"
                    | "IncorrectCommitRevealVersion"
                    | "InvalidRevealRound"
                    | "RevealTooEarly",
                ) => Self::Passing(error),
                _ => Self::Refused(error),
            },
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

/// What a pool says when another transaction of the account was faster, or when it is full.
fn is_hiccup(cause: &str) -> bool {
    let cause = cause.to_lowercase();
    [
        "outdated",
        "stale",
        "priority is too low",
        "already imported",
        "temporarily banned",
        "immediately dropped",
        "ancient birth block",
        "valid in the future",
        "dropped",
        "usurped",
    ]
    .iter()
    .any(|hiccup| cause.contains(hiccup))
}

impl ChainClient {
    /// Waits until trying again, for the `next` time, makes sense: for the connection after it was
    /// lost, else for another block.
    pub(super) async fn settle(&self, next: u32, after: &ClientError) {
        let pause = FIRST_PAUSE
            .saturating_mul(1 << next.min(8))
            .min(LONGEST_PAUSE);
        let of_pool = matches!(
            after,
            ClientError::NotAccepted { .. } | ClientError::Refused { .. }
        );
        let block = async {
            let best = self.best_block().await?.number;
            self.wait_until(best.saturating_add(1)).await
        };
        if of_pool
            && matches!(
                tokio::time::timeout(BLOCK_PATIENCE, block).await,
                Ok(Ok(()))
            )
        {
            return;
        }
        tokio::time::sleep(pause).await;
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
        let not_accepted = |cause: &str| ClientError::NotAccepted {
            cause: cause.to_owned(),
            remedy: String::new(),
        };
        let refused = |name: &str| ClientError::Refused {
            name: format!("SubtensorModule::{name}"),
            remedy: String::new(),
        };
        for error in [
            not_accepted("Invalid Transaction: Transaction is outdated"),
            not_accepted("Priority is too low: (1 vs 1)"),
            not_accepted("Transaction is temporarily banned"),
            refused("CommitRevealEnabled"),
            ClientError::connection("reset"),
            ClientError::NotIncluded {
                timeout_seconds: 180,
            },
        ] {
            assert!(matches!(Trouble::of(error), Trouble::Passing(_)));
        }
        for error in [
            not_accepted("Invalid Transaction: Custom error: 6"),
            refused("SettingWeightsTooFast"),
        ] {
            assert!(matches!(Trouble::of(error), Trouble::Refused(_)));
        }
        for error in [
            not_accepted("Inability to pay some fees"),
            ClientError::UnknownSubnet { netuid: 9 },
        ] {
            assert!(matches!(Trouble::of(error), Trouble::Final(_)));
        }
    }
}
