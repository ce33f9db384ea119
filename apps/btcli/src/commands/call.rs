//! `btcli call`: any call of the chain, by name.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde_json::{Map, Value, json};
use taonet_client::{Call, Inclusion, calls};

use crate::arguments::{Shared, WriteOptions};
use crate::config::expand;
use crate::dispatch::Run;
use crate::failure::Failure;
use crate::output::{Cell, Report, Text};
use crate::session::{Session, SignWith};

/// Largest file of arguments that is read.
const MAX_BYTES: u64 = 4 * 1024 * 1024;

/// Which key signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Signer {
    Coldkey,
    Hotkey,
}

/// Makes a call. Its arguments are encoded by the chain's own metadata.
#[derive(Args, Debug)]
pub(crate) struct CallAny {
    /// The call, such as Balances.transfer_keep_alive
    target: String,
    /// Arguments as a JSON object: addresses as text, bytes as 0x and hex, amounts in rao
    #[arg(long, default_value = "{}", value_name = "JSON")]
    args: String,
    /// File with the arguments
    #[arg(long, conflicts_with = "args", value_name = "FILE")]
    args_file: Option<PathBuf>,
    /// Make the call as root: the signer must be the chain's sudo key
    #[arg(long)]
    sudo: bool,
    /// Key that signs
    #[arg(long, alias = "key", default_value = "coldkey")]
    signer: Signer,
    #[command(flatten)]
    shared: WriteOptions,
}

impl CallAny {
    fn call(&self) -> Result<Call, Failure> {
        let separated = self
            .target
            .split_once('.')
            .or_else(|| self.target.split_once("::"));
        let (pallet, name) = separated
            .filter(|(pallet, name)| !pallet.is_empty() && !name.is_empty())
            .ok_or_else(|| {
                Failure::usage(format!(
                    "'{}' is no call: write Pallet.function, such as \
                     Balances.transfer_keep_alive",
                    self.target
                ))
            })?;
        let text = match &self.args_file {
            Some(path) => content(path)?,
            None => self.args.clone(),
        };
        let arguments: Map<String, Value> = serde_json::from_str(&text).map_err(|error| {
            Failure::usage(format!(
                "the arguments are no JSON object: {error}; write such as \
                 '{{\"netuid\": 1, \"hotkey\": \"5F...\"}}'"
            ))
        })?;
        Ok(Call::dynamic(pallet.to_owned(), name.to_owned(), arguments))
    }
}

fn content(path: &std::path::Path) -> Result<String, Failure> {
    let path = expand(path)?;
    let wrong = |cause: String| {
        Failure::failed(format!(
            "cannot read {}: {cause}; check --args-file",
            path.display()
        ))
    };
    let size = std::fs::metadata(&path)
        .map_err(|error| wrong(error.to_string()))?
        .len();
    if size > MAX_BYTES {
        return Err(wrong("it is larger than 4 MiB".into()));
    }
    std::fs::read_to_string(&path).map_err(|error| wrong(error.to_string()))
}

impl Run for CallAny {
    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let mut call = self.call()?;
        let name = call.full_name();
        let shown = call.to_json();
        if self.sudo {
            call = calls::sudo(call);
        }
        let arguments = serde_json::to_string_pretty(&shown).unwrap_or_default();
        session.require_confirmation(&format!("Make this call?\n{arguments}\n"))?;
        let sign = match self.signer {
            Signer::Coldkey => SignWith::Coldkey,
            Signer::Hotkey => SignWith::Hotkey,
        };
        let outcome = session.submit(call, sign).await?;
        let included = outcome.inclusion().map(Inclusion::to_json);
        let mut text = Text::from(Cell::good(format!("{name} succeeded."))).line(outcome.line());
        for event in outcome.inclusion().into_iter().flat_map(|one| &one.events) {
            text.push_line(Cell::faint(format!(
                "  {} {}",
                event.full_name(),
                event.fields
            )));
        }
        let document = json!({
            "success": true,
            "extrinsic_identifier": outcome.identifier(),
            "call": shown,
            "result": included,
        });
        Ok(Report::new(document, text))
    }

    fn failed(message: &str) -> Value {
        json!({ "success": false, "extrinsic_identifier": null, "error": message })
    }
}
