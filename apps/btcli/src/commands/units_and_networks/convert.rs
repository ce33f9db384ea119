//! `btcli utils convert`.

use clap::Args;
use serde_json::{Value, json};

use crate::arguments::{Amount, OutputOptions, Shared};
use crate::dispatch::Run;
use crate::failure::Failure;
use crate::output::{Report, Text, amount, amount_json};
use crate::session::Session;

/// Converts amounts exactly.
#[derive(Args, Debug)]
pub(crate) struct Convert {
    /// Rao to convert to TAO
    #[arg(long)]
    rao: Option<u64>,
    /// TAO to convert to rao
    #[arg(long)]
    tao: Option<Amount>,
    #[command(flatten)]
    shared: OutputOptions,
}

impl Run for Convert {
    const CHAIN: bool = false;

    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, _session: &Session) -> Result<Report, Failure> {
        if self.rao.is_none() && self.tao.is_none() {
            return Err(Failure::usage("nothing to convert: give --rao or --tao"));
        }
        let mut text = Text::new();
        let mut conversions = Vec::new();
        if let Some(rao) = self.rao {
            text.push_line(format!("{rao} rao = {}", amount(rao, "τ", true)));
            conversions.push(pair(rao));
        }
        if let Some(Amount { rao }) = self.tao {
            text.push_line(format!("{} = {rao} rao", amount(rao, "τ", true)));
            conversions.push(pair(rao));
        }
        Ok(Report::new(json!({ "conversions": conversions }), text))
    }
}

fn pair(rao: u64) -> Value {
    json!({ "rao": rao, "tao": amount_json(rao) })
}
