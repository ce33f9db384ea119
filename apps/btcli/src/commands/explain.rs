//! `btcli explain`: what an error means and what to do about it.

use clap::Args;
use serde_json::{Value, json};
use taonet_client::remedy_for;

use crate::arguments::{OutputOptions, Shared};
use crate::dispatch::Run;
use crate::failure::Failure;
use crate::output::{Column, Report, Table, Text};
use crate::session::Session;

/// Words by which programs tell failures apart, what they mean, and what to do.
const CODES: [(&str, &str, &str); 18] = [
    (
        "insufficient_balance",
        "The account holds less than the call moves, plus fee and minimum.",
        "Look with 'btcli wallet balance', send TAO to it, or use a smaller amount.",
    ),
    (
        "insufficient_liquidity",
        "The subnet's pool is too small for a trade of this size.",
        "Use a smaller amount, or several over time.",
    ),
    (
        "rate_limited",
        "The same key did this too recently.",
        "Wait for the number of blocks that the subnet's hyperparameters name, and try again.",
    ),
    (
        "not_registered",
        "The hotkey is no neuron of this subnet, or no hotkey of anybody.",
        "Register it with 'btcli subnets register', or use the right hotkey.",
    ),
    (
        "not_authorized",
        "The key that signed may not do this.",
        "Sign with the owner's key, or as a proxy of it (--proxy).",
    ),
    (
        "already_exists",
        "What should be made is there already.",
        "Nothing has to be done, or choose another name.",
    ),
    (
        "not_found",
        "What the call is about does not exist.",
        "Check the number, name or address.",
    ),
    (
        "subnet_not_exists",
        "There is no subnet of this number.",
        "Choose one of 'btcli subnets list'.",
    ),
    (
        "subtoken_disabled",
        "The subnet has not been started, so its alpha cannot be traded.",
        "Its owner starts it with 'btcli subnets start'.",
    ),
    (
        "disabled",
        "The chain or the subnet has this switched off.",
        "Look at the subnet's hyperparameters; its owner may switch it on.",
    ),
    (
        "too_early",
        "A waiting time is not over.",
        "Try again after the block that the error names.",
    ),
    (
        "expired",
        "The transaction or what it is about is no longer valid.",
        "Send it again; a longer --period keeps it valid for longer.",
    ),
    (
        "limit_exceeded",
        "A maximum was passed: of a number, of a size, or of a price.",
        "Use less, or a wider --tolerance where it is a price.",
    ),
    (
        "unit_mismatch",
        "TAO and alpha, or the alpha of two subnets, were taken for one another.",
        "Give the amount in the currency that the command names.",
    ),
    (
        "invalid_argument",
        "A value has the wrong form or is out of its range.",
        "Correct it: the error names it.",
    ),
    (
        "policy_violation",
        "Rules of the account forbid this, such as those of its proxy.",
        "Use a proxy of another type, or sign with the account itself.",
    ),
    (
        "internal",
        "Something failed that should not have.",
        "Try again; if it stays, report it with 'btcli --debug'.",
    ),
    (
        "unknown",
        "The failure has no class of its own.",
        "Its text says what happened.",
    ),
];

/// Explains a code, or an error of the chain by its name.
#[derive(Args, Debug)]
pub(crate) struct Explain {
    /// Code such as rate_limited, or the chain's name of an error such as AmountTooLow
    code: Option<String>,
    #[command(flatten)]
    shared: OutputOptions,
}

impl Run for Explain {
    const CHAIN: bool = false;

    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, _session: &Session) -> Result<Report, Failure> {
        let Some(code) = self.code else {
            let mut table = Table::new(["CODE", "MEANING"].map(Column::left));
            for (code, meaning, _) in CODES {
                table.push([code.into(), meaning.into()]);
            }
            let codes: Vec<Value> = CODES.into_iter().map(document).collect();
            return Ok(Report::new(
                json!({ "codes": codes }),
                Text::new().table(table),
            ));
        };
        let wanted = code.trim().replace('-', "_");
        if let Some(found) = CODES.into_iter().find(|(code, _, _)| *code == wanted) {
            let (_, meaning, help) = found;
            return Ok(Report::new(document(found), Text::from(meaning).line(help)));
        }
        // `Pallet::Error`, `Pallet.Error` or the error alone.
        let name = wanted.rsplit(['.', ':']).next().unwrap_or(&wanted);
        let help = remedy_for(name);
        if help == remedy_for("") {
            return Err(Failure::failed(format!(
                "'{code}' is no code and no error known here: see the codes with 'btcli explain'"
            )));
        }
        let document = json!({ "name": name, "help": help });
        Ok(Report::new(document, Text::from(help)))
    }
}

fn document((code, meaning, help): (&str, &str, &str)) -> Value {
    json!({ "code": code, "meaning": meaning, "help": help })
}
