//! `btcli weights set`.

use clap::Args;
use serde_json::{Value, json};
use taonet_client::weights::{RevealPlan, SetWeights, ValidatorView, WeightValues};
use taonet_client::{BlockRef, calls};

use super::rows::{RowOptions, failed};
use crate::arguments::{Shared, WriteOptions};
use crate::dispatch::Run;
use crate::failure::Failure;
use crate::output::{Cell, Report, Text};
use crate::session::{Session, SignWith};

/// Sets weights: in the clear, by hash or under a timelock, as the subnet asks.
#[derive(Args, Debug)]
pub(crate) struct Set {
    #[command(flatten)]
    row: RowOptions,
    /// Blocks to wait where weights were set too recently
    #[arg(long, default_value_t = 0, value_name = "BLOCKS")]
    patience: u64,
    #[command(flatten)]
    shared: WriteOptions,
}

impl Run for Set {
    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let options = self.row.complete(session)?;
        let netuid = options.netuid.netuid.unwrap_or_default();
        let row = options.row()?;
        let chain = session.chain().await?;
        let hotkey = session.hotkey_address()?;
        let state = chain.at(BlockRef::Best).await?;
        let view = ValidatorView::read(&state, netuid, options.mechid, &hotkey).await?;
        let version_key = options.version_key.unwrap_or(view.required_version);
        session.require_confirmation(&format!("Set {} weights in subnet {netuid}?", row.len()))?;
        if session.is_dry_run() {
            let call = match options.mechid {
                0 => calls::weights::set_weights(netuid, &row, version_key),
                mechid => {
                    let (uids, values): (Vec<u16>, Vec<u16>) = row.iter().copied().unzip();
                    calls::weights::set_mechanism_weights(
                        netuid,
                        mechid,
                        &uids,
                        &values,
                        version_key,
                    )
                }
            };
            session.submit(call, SignWith::Hotkey).await?;
            return Ok(Report::new(Value::Null, Text::new()));
        }
        let key = session.hotkey()?;
        let request = SetWeights {
            mechid: options.mechid,
            version_key,
            patience_blocks: self.patience,
            wait_for: session.wait_for(),
            ..SetWeights::new(netuid, &key, WeightValues::Raw(&row))
        };
        let outcome = {
            let _progress = session.progress("Setting weights");
            chain
                .set_weights(&request)
                .await
                .map_err(|error| Failure::failed(error.to_string()))?
        };
        let when = match &outcome.reveal {
            None => String::new(),
            Some(RevealPlan::ByChain {
                round,
                first_reveal_block,
            }) => format!(
                " The chain reveals them with round {round} of its beacon, about block \
                 {first_reveal_block}."
            ),
            Some(RevealPlan::ByClient(commit)) => format!(
                " Reveal them with 'btcli weights reveal --netuid {netuid}' in the epoch that \
                 begins about block {}.",
                commit.first_reveal_block
            ),
        };
        let message = format!("Weights are set in subnet {netuid}.{when}");
        let inclusion = outcome.inclusion.as_ref();
        let document = json!({
            "success": true,
            "message": message,
            "extrinsic_identifier": inclusion.map(|inclusion| inclusion.identifier()),
            "method": format!("{:?}", outcome.method),
        });
        Ok(Report::new(document, Text::from(Cell::good(message))))
    }

    fn failed(message: &str) -> Value {
        failed(message)
    }
}
