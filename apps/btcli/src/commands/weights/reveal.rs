//! `btcli weights reveal`.

use clap::Args;
use serde_json::{Value, json};
use taonet_client::weights::{PendingCommits, ValidatorView};
use taonet_client::{AccountId, BlockRef, Call, calls};

use super::rows::{RowOptions, failed};
use crate::arguments::{Shared, WriteOptions};
use crate::dispatch::Run;
use crate::failure::Failure;
use crate::output::{Cell, Report, Text};
use crate::session::{Session, SignWith, ss58};

/// Reveals weights that were committed: those given, or those that 'weights commit' kept.
#[derive(Args, Debug)]
pub(crate) struct Reveal {
    #[command(flatten)]
    row: RowOptions,
    /// The salt of the commit, where it was made elsewhere
    #[arg(long, short = 's', value_delimiter = ',', value_name = "N,N,...")]
    salt: Vec<u16>,
    #[command(flatten)]
    shared: WriteOptions,
}

/// What is shown to the chain.
struct Shown {
    row: Vec<(u16, u16)>,
    salt: Vec<u16>,
    version_key: u64,
}

impl Shown {
    fn call(&self, netuid: u16, mechid: u8) -> Call {
        let (uids, values): (Vec<u16>, Vec<u16>) = self.row.iter().copied().unzip();
        let (salt, key) = (&self.salt, self.version_key);
        match mechid {
            0 => calls::weights::reveal_weights(netuid, &uids, &values, salt, key),
            mechid => {
                calls::weights::reveal_mechanism_weights(netuid, mechid, &uids, &values, salt, key)
            }
        }
    }
}

impl Run for Reveal {
    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let netuid = session.ask_netuid(self.row.netuid.netuid)?;
        let mechid = self.row.mechid;
        let chain = session.chain().await?;
        let hotkey = session.hotkey_address()?;
        let state = chain.at(BlockRef::Best).await?;
        let view = ValidatorView::read(&state, netuid, mechid, &hotkey).await?;
        let store =
            PendingCommits::in_home().map_err(|error| Failure::failed(error.to_string()))?;
        let listing = store
            .list()
            .map_err(|error| Failure::failed(error.to_string()))?;
        let kept = listing.commits.into_iter().find(|commit| {
            commit.belongs_to(&chain.genesis_hash(), &hotkey)
                && (commit.netuid, commit.mechid) == (netuid, mechid)
                && view
                    .hash_commits
                    .iter()
                    .any(|(hash, _)| *hash == commit.hash())
        });
        if let Some(commit) = &kept
            && self.salt.is_empty()
        {
            check_epoch(&view, &commit.hash())?;
        }
        let shown = match (&kept, self.salt.is_empty()) {
            (_, false) => Shown {
                row: self.row.row()?,
                salt: self.salt,
                version_key: self.row.version_key.unwrap_or(view.required_version),
            },
            (Some(commit), true) => Shown {
                row: commit.row(),
                salt: commit.salt.clone(),
                version_key: commit.version_key,
            },
            (None, true) => return Err(nothing_kept(netuid, &hotkey, &view)),
        };
        session.require_confirmation(&format!(
            "Reveal {} weights in subnet {netuid}?",
            shown.row.len()
        ))?;
        let outcome = session
            .submit(shown.call(netuid, mechid), SignWith::Hotkey)
            .await?;
        if let (Some(commit), Some(_)) = (&kept, outcome.inclusion())
            && commit.salt == shown.salt
        {
            store
                .remove(commit)
                .map_err(|error| Failure::failed(error.to_string()))?;
        }
        let message = format!("Revealed {} weights in subnet {netuid}.", shown.row.len());
        let document = json!({
            "success": true,
            "message": message,
            "extrinsic_identifier": outcome.identifier(),
        });
        let text = Text::from(Cell::good(message)).line(outcome.line());
        Ok(Report::new(document, text))
    }

    fn failed(message: &str) -> Value {
        failed(message)
    }
}

/// Whether the epoch of the reveal is now: it can be made in that one only.
fn check_epoch(view: &ValidatorView, hash: &[u8; 32]) -> Result<(), Failure> {
    let known = view.hash_commits.iter().find(|(known, _)| known == hash);
    let Some((_, committed)) = known else {
        return Ok(());
    };
    let due = committed.saturating_add(view.reveal_period_epochs);
    let now = view.next_block_epoch();
    if now > due {
        return Err(Failure::failed(
            "the epoch in which these weights could be revealed is over: commit again",
        ));
    }
    if now < due {
        let first = view
            .first_block_of_epoch(due)
            .map_err(|error| Failure::failed(error.to_string()))?;
        return Err(Failure::failed(format!(
            "these weights can be revealed from about block {first} on, and now is block {}: wait \
             {} blocks",
            view.block,
            first.saturating_sub(view.block)
        )));
    }
    Ok(())
}

fn nothing_kept(netuid: u16, hotkey: &AccountId, view: &ValidatorView) -> Failure {
    let waiting = view.hash_commits.len();
    Failure::failed(format!(
        "no commit of {} in subnet {netuid} is kept on this machine (the chain knows {waiting}): \
         give --uids, --weights and --salt of the commit, or commit with 'btcli weights commit'",
        ss58(hotkey)
    ))
}
