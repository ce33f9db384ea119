//! Showing weights that were committed to by a hash.

use taonet_wallet::Keypair;

use super::checks::{Act, refusals};
use super::pending::{PendingCommit, PendingCommits, PendingListing};
use super::reading::stored_row;
use super::set::same_row;
use super::trouble::{FinalError, Trouble};
use super::view::ValidatorView;
use super::{PendingError, SetWeightsError, WeightsRefusal};
use crate::state::{BlockRef, StateAt};
use crate::{Call, ChainClient, ClientError, Inclusion, WaitFor, calls};

/// Attempts to reveal one commit.
const ATTEMPTS: u32 = 5;

/// Blocks after which a commit that the chain does not know will not come any more: longer than any
/// transaction of this client is valid.
const OUT_OF_SIGHT_BLOCKS: u64 = 256;

/// How it stands with a commit.
#[derive(Debug)]
pub enum RevealStatus {
    /// Its weights are set. The transaction is `None` if they were found on chain, because an
    /// earlier attempt or another process had revealed them.
    Revealed(Option<Inclusion>),
    /// Its epoch has not come.
    Waiting {
        /// First block of the epoch, as it looks now.
        first_reveal_block: u64,
        /// Blocks until then.
        blocks: u64,
    },
    /// The chain does not know it, yet: its transaction may still be included.
    Unseen,
    /// Its epoch has passed, or it never reached the chain: there is nothing left to reveal.
    Gone,
    /// It is due, but could not be revealed now. It is kept and can be tried again.
    Failed(SetWeightsError),
}

/// What became of one commit.
#[derive(Debug)]
pub struct RevealReport {
    /// The commit.
    pub commit: PendingCommit,
    /// How it stands with it.
    pub status: RevealStatus,
}

/// How far attempts to reveal a commit have come.
#[derive(Default)]
struct Progress {
    /// Whether a transaction may be on its way.
    sent: bool,
    /// The block that the last attempt looked at.
    seen: u64,
}

impl ChainClient {
    /// Commits on disk that belong to this chain and hotkey, the oldest first. Damaged files are
    /// listed whoever they belong to.
    ///
    /// # Errors
    /// [`PendingError::File`] if the folder cannot be listed.
    pub fn pending_commits(
        &self,
        store: &PendingCommits,
        hotkey: &Keypair,
    ) -> Result<PendingListing, PendingError> {
        let (genesis, account) = (self.genesis_hash(), hotkey.public().bytes());
        let mut listing = store.list()?;
        listing
            .commits
            .retain(|commit| commit.belongs_to(&genesis, &account));
        Ok(listing)
    }

    /// Reveals every commit of this hotkey whose epoch has come, and says how it stands with each
    /// one. What is revealed or gone is removed from the disk.
    ///
    /// Call it once in a while, at least once per epoch: a commit can be revealed in one epoch
    /// only. It does not matter which process made the commit.
    ///
    /// # Errors
    /// Only if the folder or the chain cannot be read at all; trouble with a single commit is in
    /// its report.
    pub async fn reveal_due(
        &self,
        store: &PendingCommits,
        hotkey: &Keypair,
    ) -> Result<Vec<RevealReport>, SetWeightsError> {
        let mut reports = Vec::new();
        for commit in self.pending_commits(store, hotkey)?.commits {
            let status = self.reveal_weights(&commit, hotkey).await?;
            if matches!(status, RevealStatus::Revealed(_) | RevealStatus::Gone) {
                store.remove(&commit)?;
            }
            reports.push(RevealReport { commit, status });
        }
        Ok(reports)
    }

    /// Reveals one commit if its epoch has come. Nothing on disk changes.
    ///
    /// # Errors
    /// If the chain cannot be read.
    pub async fn reveal_weights(
        &self,
        commit: &PendingCommit,
        hotkey: &Keypair,
    ) -> Result<RevealStatus, SetWeightsError> {
        let mut attempt = 1;
        let mut progress = Progress::default();
        loop {
            let passing = match self.try_reveal(commit, hotkey, &mut progress).await {
                Ok(status) => return Ok(status),
                Err(Trouble::Passing(last)) if attempt >= ATTEMPTS => {
                    return Ok(RevealStatus::Failed(SetWeightsError::GaveUp {
                        attempts: attempt,
                        last,
                    }));
                }
                Err(Trouble::Passing(error)) => {
                    tracing::debug!(netuid = commit.netuid, attempt, %error, "reveal again");
                    error
                }
                Err(Trouble::Refused(error)) => return Ok(RevealStatus::Failed(error.into())),
                Err(Trouble::Final(error)) => return Ok(RevealStatus::Failed(error)),
            };
            attempt = attempt.saturating_add(1);
            self.settle(attempt, progress.seen, &passing).await;
        }
    }

    async fn try_reveal(
        &self,
        commit: &PendingCommit,
        hotkey: &Keypair,
        progress: &mut Progress,
    ) -> Result<RevealStatus, Trouble> {
        let account = hotkey.public().bytes();
        let state = self.at(BlockRef::Best).await?;
        let view = ValidatorView::read(&state, commit.netuid, commit.mechid, &account).await?;
        progress.seen = view.block;
        let hash = commit.hash();
        let known = view.hash_commits.iter().find(|(known, _)| *known == hash);
        let Some((_, committed_epoch)) = known else {
            return Ok(absent(&state, &view, commit, progress.sent).await?);
        };
        let (now, due) = (
            view.next_block_epoch(),
            view.reveal_epoch_of(*committed_epoch),
        );
        if now > due {
            return Ok(RevealStatus::Gone);
        }
        if now < due {
            let first_reveal_block = view.first_block_of_epoch(due).map_err(FinalError)?;
            return Ok(RevealStatus::Waiting {
                first_reveal_block,
                blocks: first_reveal_block.saturating_sub(view.block),
            });
        }
        let mut reasons = refusals(&view, &commit.row(), commit.version_key, Act::Reveal);
        if !view.commit_reveal {
            reasons.insert(0, WeightsRefusal::CommitRevealDisabled);
        }
        if !reasons.is_empty() {
            return Ok(RevealStatus::Failed(SetWeightsError::Refused(reasons)));
        }
        progress.sent = true;
        let inclusion = self
            .submit(&reveal_call(commit), hotkey, WaitFor::Inclusion)
            .await?;
        Ok(RevealStatus::Revealed(Some(inclusion)))
    }
}

/// How it stands with a commit that the chain does not keep.
async fn absent(
    state: &StateAt,
    view: &ValidatorView,
    commit: &PendingCommit,
    sent: bool,
) -> Result<RevealStatus, ClientError> {
    if let Some(uid) = view.uid {
        let stored = stored_row(state, view.storage_index(), uid).await?;
        let in_time = view.next_block_epoch() >= commit.reveal_epoch;
        if same_row(&stored, &commit.row()) && (sent || in_time) {
            return Ok(RevealStatus::Revealed(None));
        }
    }
    let last_chance = commit.created_block.saturating_add(OUT_OF_SIGHT_BLOCKS);
    Ok(if view.block <= last_chance && !sent {
        RevealStatus::Unseen
    } else {
        RevealStatus::Gone
    })
}

fn reveal_call(commit: &PendingCommit) -> Call {
    let PendingCommit {
        netuid,
        mechid,
        uids,
        values,
        salt,
        version_key,
        ..
    } = commit;
    if *mechid == 0 {
        calls::weights::reveal_weights(*netuid, uids, values, salt, *version_key)
    } else {
        calls::weights::reveal_mechanism_weights(*netuid, *mechid, uids, values, salt, *version_key)
    }
}
