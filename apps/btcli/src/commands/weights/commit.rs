//! `btcli weights commit`.

use clap::Args;
use serde_json::{Value, json};
use taonet_client::weights::{
    PendingCommit, PendingCommits, RevealTime, ValidatorView, fresh_salt,
};
use taonet_client::{BlockRef, ClientError, calls};

use super::rows::{RowOptions, check_salt, failed};
use crate::arguments::{Shared, WriteOptions};
use crate::dispatch::Run;
use crate::failure::Failure;
use crate::output::{Cell, Report, Text};
use crate::session::{Session, SignWith};

/// Commits to weights by their hash. What is needed to reveal them is kept on disk.
#[derive(Args, Debug)]
pub(crate) struct Commit {
    #[command(flatten)]
    row: RowOptions,
    /// What keeps others from guessing the weights: numbers from 0 to 65535 [default: random]
    #[arg(long, short = 's', value_delimiter = ',', value_name = "N,N,...")]
    salt: Vec<u16>,
    #[command(flatten)]
    shared: WriteOptions,
}

impl Run for Commit {
    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let options = self.row.complete(session)?;
        let netuid = options.netuid.netuid.unwrap_or_default();
        let row = options.row()?;
        let salt = if self.salt.is_empty() {
            fresh_salt().map_err(|error| Failure::failed(error.to_string()))?
        } else {
            check_salt(session, &self.salt);
            self.salt
        };
        let chain = session.chain().await?;
        let hotkey = session.hotkey_address()?;
        let state = chain.at(BlockRef::Best).await?;
        let view = ValidatorView::read(&state, netuid, options.mechid, &hotkey).await?;
        if !view.commit_reveal {
            return Err(Failure::failed(format!(
                "subnet {netuid} takes plain weights: use 'btcli weights set'"
            )));
        }
        let first_reveal_block = view
            .first_reveal_block()
            .map_err(|error| Failure::failed(error.to_string()))?;
        let time = RevealTime {
            created_block: view.block,
            reveal_epoch: view
                .next_block_epoch()
                .saturating_add(view.reveal_period_epochs),
            first_reveal_block,
        };
        let pending = PendingCommit::new(
            &chain.genesis_hash(),
            (netuid, options.mechid),
            &hotkey,
            &row,
            options.version_key.unwrap_or(view.required_version),
            salt.clone(),
            time,
        )
        .ok_or_else(|| Failure::usage("there can be no such mechanism: check --mechid"))?;
        session.require_confirmation(&format!(
            "Commit to {} weights in subnet {netuid}? They have to be revealed in the epoch that \
             begins about block {first_reveal_block}.",
            row.len()
        ))?;
        // Kept before it is sent: a commit that nobody can reveal is lost work.
        let store =
            PendingCommits::in_home().map_err(|error| Failure::failed(error.to_string()))?;
        if !session.is_dry_run() {
            store
                .save(&pending)
                .map_err(|error| Failure::failed(error.to_string()))?;
        }
        let call = match options.mechid {
            0 => calls::weights::commit_weights(netuid, pending.hash()),
            mechid => calls::weights::commit_mechanism_weights(netuid, mechid, pending.hash()),
        };
        let sent = session.submit(call, SignWith::Hotkey).await;
        if let Err(Failure::Client(ClientError::Refused { .. } | ClientError::NotAccepted { .. })) =
            &sent
        {
            // The chain does not know it, and never will.
            let _ = store.remove(&pending);
        }
        let outcome = sent?;
        let message = format!(
            "Committed. Reveal with 'btcli weights reveal --netuid {netuid}' in the epoch that \
             begins about block {first_reveal_block}."
        );
        let document = json!({
            "success": true,
            "message": message,
            "extrinsic_identifier": outcome.identifier(),
            "commit_hash": format!("0x{}", hex::encode(pending.hash())),
            "salt": salt,
            "version_key": pending.version_key,
            "first_reveal_block": first_reveal_block,
        });
        let text = Text::from(Cell::good(message)).line(outcome.line());
        Ok(Report::new(document, text))
    }

    fn failed(message: &str) -> Value {
        failed(message)
    }
}
