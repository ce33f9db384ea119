//! Setting weights in whichever way a subnet takes them.

use super::checks::{Act, refusals};
use super::pending::{PendingCommit, RevealTime};
use super::reading::{stored_row, timelock_waits};
use super::trouble::{FinalError, Trouble};
use super::view::ValidatorView;
use super::{
    CommittedRow, RevealPlan, SetWeights, SetWeightsError, SetWeightsOutcome, WeightsMethod,
    WeightsRefusal, fresh_salt, timelock_commit,
};
use crate::state::{BlockRef, StateAt};
use crate::{AccountId, Call, ChainClient, ClientError, Inclusion, calls};

impl ChainClient {
    /// Sets weights in whichever way the subnet takes them.
    ///
    /// Everything that the chain checks is checked before, at the best block, so that nothing is
    /// sent in vain and the reason is exact. What passes by itself is tried again: a transaction
    /// that another one of the same key overtook, a full pool, a subnet that changed its rules in
    /// between, a lost connection (after which it is looked up what reached the chain).
    ///
    /// A commit by hash is on disk before it is sent.
    ///
    /// # Errors
    /// [`SetWeightsError::Refused`] with every reason; [`SetWeightsError::GaveUp`] when trouble did
    /// not pass; the others say what they are.
    pub async fn set_weights(
        &self,
        request: &SetWeights<'_>,
    ) -> Result<SetWeightsOutcome, SetWeightsError> {
        let mut setting = Setting {
            client: self,
            request,
            row: request.row()?,
            hotkey: request.hotkey.public().bytes(),
            sent: None,
            seen: 0,
        };
        let mut attempt = 1;
        loop {
            let passing = match setting.attempt(attempt).await {
                Ok(outcome) => return Ok(outcome),
                Err(Trouble::Passing(error)) => {
                    if attempt >= request.attempts.max(1) {
                        return Err(SetWeightsError::GaveUp {
                            attempts: attempt,
                            last: error,
                        });
                    }
                    tracing::debug!(netuid = request.netuid, attempt, %error, "weights again");
                    error
                }
                Err(Trouble::Final(error)) => {
                    setting.forget()?;
                    return Err(error);
                }
                // Sorted out within the attempt.
                Err(Trouble::Refused(error)) => return Err(error.into()),
            };
            attempt = attempt.saturating_add(1);
            self.settle(attempt, setting.seen, &passing).await;
        }
    }
}

/// What was sent, to be looked for on chain when nobody said what became of it.
#[derive(Clone)]
enum Sent {
    Row { last_update: u64 },
    Hash(PendingCommit),
    Timelock { commit: Vec<u8>, plan: RevealPlan },
}

struct Setting<'run> {
    client: &'run ChainClient,
    request: &'run SetWeights<'run>,
    row: Vec<(u16, u16)>,
    hotkey: AccountId,
    sent: Option<Sent>,
    /// The block that the last attempt looked at.
    seen: u64,
}

impl Setting<'_> {
    async fn attempt(&mut self, attempt: u32) -> Result<SetWeightsOutcome, Trouble> {
        let (state, view, act) = loop {
            let (state, view) = self.look().await?;
            self.seen = view.block;
            if let Some(found) = self.find_sent(&state, &view).await? {
                return Ok(self.outcome(found, None, attempt));
            }
            let act = self.choose(&view).map_err(refused)?;
            let reasons = refusals(&view, &self.row, self.request.version_key, act);
            match self.patient(&reasons) {
                Some(block) => self.client.wait_until(block).await?,
                None if reasons.is_empty() => break (state, view, act),
                None => return Err(Trouble::Final(SetWeightsError::Refused(reasons))),
            }
        };
        let (sent, call) = self.prepare(&view, act)?;
        self.sent = Some(sent.clone());
        drop(state);
        let submitted = self
            .client
            .submit(&call, self.request.hotkey, self.request.wait_for)
            .await;
        match submitted {
            Ok(inclusion) => {
                let sent = self.placed(sent, &inclusion).await;
                Ok(self.outcome(sent, Some(inclusion), attempt))
            }
            Err(error) => Err(self.explain(Trouble::of(error), act).await),
        }
    }

    async fn look(&self) -> Result<(StateAt, ValidatorView), ClientError> {
        let state = self.client.at(BlockRef::Best).await?;
        let (netuid, mechid) = (self.request.netuid, self.request.mechid);
        let view = ValidatorView::read(&state, netuid, mechid, &self.hotkey).await?;
        Ok((state, view))
    }

    /// Decides the way by the subnet's rules and the runtime.
    fn choose(&self, view: &ValidatorView) -> Result<Act, WeightsRefusal> {
        let timelock = || {
            view.usable_timelock()
                .map_err(|cause| WeightsRefusal::NoTimelock { cause })
        };
        match (self.request.method, view.commit_reveal) {
            (WeightsMethod::Auto | WeightsMethod::Direct, false) => Ok(Act::Set),
            (WeightsMethod::HashCommit, true) => Ok(Act::CommitHash),
            (WeightsMethod::Timelock, true) => timelock().map(|_| Act::CommitTimelock),
            (WeightsMethod::Auto, true) => match timelock() {
                Ok(_) if self.fits_timelock() => Ok(Act::CommitTimelock),
                Ok(_) | Err(_) => Ok(Act::CommitHash),
            },
            // A subnet that does not exist enables nothing: say that instead.
            (_, _) if view.mechanisms == 0 => Ok(Act::Set),
            (WeightsMethod::Direct, true) => Err(WeightsRefusal::CommitRevealEnabled),
            (WeightsMethod::HashCommit | WeightsMethod::Timelock, false) => {
                Err(WeightsRefusal::CommitRevealDisabled)
            }
        }
    }

    /// Whether the row is short enough for a ciphertext on chain.
    fn fits_timelock(&self) -> bool {
        // Hotkey, two lengths and the version key take at most 50 bytes.
        let bytes = self.row.len().saturating_mul(4).saturating_add(50);
        bytes.saturating_add(taonet_timelock::OVERHEAD_BYTES) <= super::MAX_COMMIT_BYTES
    }

    /// The block to wait for, if the rate limit alone is in the way and there is patience.
    fn patient(&self, reasons: &[WeightsRefusal]) -> Option<u64> {
        match reasons {
            [
                WeightsRefusal::RateLimited {
                    blocks,
                    possible_in_block,
                    ..
                },
            ] if *blocks <= self.request.patience_blocks => {
                Some(possible_in_block.saturating_sub(1))
            }
            _ => None,
        }
    }

    fn prepare(&mut self, view: &ValidatorView, act: Act) -> Result<(Sent, Call), Trouble> {
        match act {
            Act::Set | Act::Reveal => {
                self.forget().map_err(FinalError)?;
                let last_update = view.last_update;
                Ok((Sent::Row { last_update }, self.plain_call()))
            }
            Act::CommitHash => self.prepare_hash(view),
            Act::CommitTimelock => {
                self.forget().map_err(FinalError)?;
                self.prepare_timelock(view)
            }
        }
    }

    fn plain_call(&self) -> Call {
        let SetWeights {
            netuid,
            mechid,
            version_key,
            ..
        } = *self.request;
        if mechid == 0 {
            return calls::weights::set_weights(netuid, &self.row, version_key);
        }
        let (uids, values): (Vec<u16>, Vec<u16>) = self.row.iter().copied().unzip();
        calls::weights::set_mechanism_weights(netuid, mechid, &uids, &values, version_key)
    }

    fn prepare_hash(&mut self, view: &ValidatorView) -> Result<(Sent, Call), Trouble> {
        let SetWeights { netuid, mechid, .. } = *self.request;
        // The same commit again, if one was sent: two would be two weights.
        let salt = match &self.sent {
            Some(Sent::Hash(pending)) => pending.salt.clone(),
            _ => fresh_salt().map_err(FinalError)?,
        };
        let time = RevealTime {
            created_block: view.block,
            reveal_epoch: view.reveal_epoch_of(view.next_block_epoch()),
            first_reveal_block: view.first_reveal_block().map_err(FinalError)?,
        };
        let pending = PendingCommit::new(
            &self.client.genesis_hash(),
            (netuid, mechid),
            &self.hotkey,
            &self.row,
            self.request.version_key,
            salt,
            time,
        )
        .ok_or_else(|| {
            refused(WeightsRefusal::NoSuchMechanism {
                netuid,
                mechid,
                mechanisms: view.mechanisms,
            })
        })?;
        let store = self.request.store().map_err(FinalError)?;
        store.save(&pending).map_err(FinalError)?;
        let call = if mechid == 0 {
            calls::weights::commit_weights(netuid, pending.hash())
        } else {
            calls::weights::commit_mechanism_weights(netuid, mechid, pending.hash())
        };
        Ok((Sent::Hash(pending), call))
    }

    fn prepare_timelock(&self, view: &ValidatorView) -> Result<(Sent, Call), Trouble> {
        let SetWeights { netuid, mechid, .. } = *self.request;
        let offer = view
            .usable_timelock()
            .map_err(|cause| refused(WeightsRefusal::NoTimelock { cause }))?;
        // The guard of the chain refuses rounds that are out already.
        let round = view
            .reveal_round(&offer.schedule)
            .map_err(FinalError)?
            .max(offer.last_stored_round.saturating_add(1));
        let (uids, values) = self.row.iter().copied().unzip();
        let row = CommittedRow {
            hotkey: self.hotkey,
            storage_index: view.storage_index(),
            uids,
            values,
            version_key: self.request.version_key,
        };
        let commit = timelock_commit(&offer.key, round, &row).map_err(FinalError)?;
        let call = if mechid == 0 {
            calls::weights::commit_timelocked_weights(netuid, &commit, round, offer.version)
        } else {
            calls::weights::commit_timelocked_mechanism_weights(
                netuid,
                mechid,
                &commit,
                round,
                offer.version,
            )
        };
        let plan = RevealPlan::ByChain {
            round,
            first_reveal_block: view.first_reveal_block().map_err(FinalError)?,
        };
        Ok((Sent::Timelock { commit, plan }, call))
    }

    /// What was sent before, if it is on chain.
    async fn find_sent(
        &self,
        state: &StateAt,
        view: &ValidatorView,
    ) -> Result<Option<Sent>, ClientError> {
        let found = match &self.sent {
            None => false,
            Some(Sent::Hash(pending)) => {
                let hash = pending.hash();
                view.hash_commits.iter().any(|(known, _)| *known == hash)
            }
            Some(Sent::Timelock { commit, .. }) => timelock_waits(state, view, commit).await?,
            Some(Sent::Row { last_update }) => match view.uid {
                Some(uid) if view.last_update > *last_update => {
                    let stored = stored_row(state, view.storage_index(), uid).await?;
                    same_row(&stored, &self.row)
                }
                _ => false,
            },
        };
        Ok(self.sent.clone().filter(|_| found))
    }

    /// Corrects the reveal of a hash commit by the block that holds it. The file has a good guess
    /// already, and the chain is asked again before the reveal, so trouble here is none.
    async fn placed(&self, sent: Sent, inclusion: &Inclusion) -> Sent {
        let Sent::Hash(pending) = sent else {
            return sent;
        };
        match self.place(pending.clone(), inclusion.block_hash).await {
            Ok(placed) => Sent::Hash(placed),
            Err(error) => {
                tracing::debug!(%error, "the epoch of a commit is a guess");
                Sent::Hash(pending)
            }
        }
    }

    async fn place(
        &self,
        mut pending: PendingCommit,
        block_hash: [u8; 32],
    ) -> Result<PendingCommit, SetWeightsError> {
        let state = self.client.at(BlockRef::Hash(block_hash)).await?;
        let (netuid, mechid) = (self.request.netuid, self.request.mechid);
        let view = ValidatorView::read(&state, netuid, mechid, &self.hotkey).await?;
        let hash = pending.hash();
        if let Some((_, epoch)) = view.hash_commits.iter().find(|(known, _)| *known == hash) {
            pending.reveal_epoch = view.reveal_epoch_of(*epoch);
            pending.first_reveal_block = view.first_block_of_epoch(pending.reveal_epoch)?;
            self.request.store()?.save(&pending)?;
        }
        Ok(pending)
    }

    /// Finds the reasons of a refusal in the chain's state.
    async fn explain(&self, trouble: Trouble, act: Act) -> Trouble {
        let Trouble::Refused(error) = trouble else {
            return trouble;
        };
        let Ok((_, view)) = self.look().await else {
            return Trouble::Final(error.into());
        };
        let reasons = refusals(&view, &self.row, self.request.version_key, act);
        // Sent at the border of a block or an epoch: the next attempt waits, or succeeds.
        let raced = matches!(error, ClientError::NotAccepted { .. }) && reasons.is_empty();
        if raced || self.patient(&reasons).is_some() {
            Trouble::Passing(error)
        } else if reasons.is_empty() {
            Trouble::Final(error.into())
        } else {
            Trouble::Final(SetWeightsError::Refused(reasons))
        }
    }

    /// Removes the file of a commit that is not going to be on chain.
    fn forget(&mut self) -> Result<(), super::PendingError> {
        if let Some(Sent::Hash(pending)) = self.sent.take() {
            self.request.store()?.remove(&pending)?;
        }
        Ok(())
    }

    fn outcome(
        &self,
        sent: Sent,
        inclusion: Option<Inclusion>,
        attempts: u32,
    ) -> SetWeightsOutcome {
        let (method, reveal) = match sent {
            Sent::Row { .. } => (WeightsMethod::Direct, None),
            Sent::Hash(pending) => (
                WeightsMethod::HashCommit,
                Some(RevealPlan::ByClient(pending)),
            ),
            Sent::Timelock { plan, .. } => (WeightsMethod::Timelock, Some(plan)),
        };
        SetWeightsOutcome {
            method,
            row: self.row.clone(),
            inclusion,
            reveal,
            attempts,
        }
    }
}

fn refused(reason: WeightsRefusal) -> Trouble {
    Trouble::Final(SetWeightsError::Refused(vec![reason]))
}

/// Whether a stored row is the one that was sent: the chain scales what it stores.
pub(super) fn same_row(stored: &[(u16, u16)], sent: &[(u16, u16)]) -> bool {
    let largest = sent.iter().map(|(_, value)| *value).max().unwrap_or(0);
    stored.len() == sent.len()
        && stored
            .iter()
            .zip(sent)
            .all(|((stored_uid, stored), (uid, value))| {
                // At most one unit of rounding lies between the two.
                let scaled = u64::from(*value).saturating_mul(u64::from(u16::MAX))
                    / u64::from(largest.max(1));
                stored_uid == uid && scaled.abs_diff(u64::from(*stored)) <= 1
            })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_recognised_after_scaling() {
        let stored = [(1, 65_535), (4, 32_768)];
        assert!(same_row(&stored, &[(1, 2), (4, 1)]));
        assert!(same_row(&stored, &stored));
        assert!(!same_row(&stored, &[(1, 2), (5, 1)]));
        assert!(!same_row(&stored, &[(1, 2)]));
        assert!(!same_row(&stored, &[(1, 2), (4, 2)]));
        assert!(same_row(&[(1, 0)], &[(1, 0)]));
    }
}
