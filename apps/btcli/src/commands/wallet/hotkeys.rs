//! `btcli wallet swap-hotkey|associate-hotkey`.

use clap::Args;
use serde_json::{Value, json};
use taonet_client::{BlockRef, calls};

use crate::arguments::{NetuidOption, Shared, WriteOptions};
use crate::dispatch::Run;
use crate::failure::Failure;
use crate::output::{Cell, Report, Text, amount};
use crate::session::{Session, SignWith, ss58};

/// Puts another hotkey in the place of one.
#[derive(Args, Debug)]
pub(crate) struct SwapHotkey {
    /// The new hotkey: name of a hotkey of the wallet, or an address
    #[arg(value_name = "NEW_HOTKEY")]
    destination_hotkey_name: Option<String>,
    /// The new hotkey
    #[arg(long, conflicts_with = "destination_hotkey_name", hide = true)]
    new_hotkey: Option<String>,
    #[command(flatten)]
    netuid: NetuidOption,
    /// In all subnets (the default without --netuid)
    #[arg(long, overrides_with = "no_all_netuids")]
    all_netuids: bool,
    /// Only in the subnet of --netuid
    #[arg(long, overrides_with = "all_netuids", hide = true)]
    no_all_netuids: bool,
    #[command(flatten)]
    shared: WriteOptions,
}

/// Makes the coldkey the owner of a hotkey that has none.
#[derive(Args, Debug)]
pub(crate) struct AssociateHotkey {
    /// Address of the hotkey, where it is not one of the wallet
    #[arg(long, alias = "wallet-hotkey-ss58", value_name = "SS58")]
    hotkey_ss58: Option<String>,
    #[command(flatten)]
    shared: WriteOptions,
}

impl Run for SwapHotkey {
    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let given = self.destination_hotkey_name.or(self.new_hotkey);
        let question = "Enter the name or the address of the new hotkey";
        let new = session.ask_text(
            given,
            "the new hotkey (a name or an address)",
            question,
            None,
        )?;
        let old = session.hotkey_address()?;
        let new = session.named_hotkey_address(&new)?;
        if old == new {
            return Err(Failure::usage(
                "old and new hotkey are the same: name another",
            ));
        }
        let netuid = match (self.netuid.netuid, self.all_netuids) {
            (Some(_), true) => {
                return Err(Failure::usage("give one of --netuid and --all-netuids"));
            }
            (netuid, _) => netuid,
        };
        let place = match netuid {
            Some(netuid) => format!("in subnet {netuid}"),
            None if self.no_all_netuids => return Err(Failure::usage("--netuid is missing")),
            None => "in all subnets".to_owned(),
        };
        let cost = session.chain().await?.at(BlockRef::Best).await?;
        let cost = match netuid {
            None => cost.hotkey_swap_cost().ok(),
            Some(_) => None,
        };
        let cost = cost.map(|cost| format!(" It costs {}.", amount(cost.rao(), "τ", true)));
        session.require_confirmation(&format!(
            "Swap hotkey {} for {} {place}?{}",
            ss58(&old),
            ss58(&new),
            cost.unwrap_or_default()
        ))?;
        let call = calls::keys::swap_hotkey(&old, &new, netuid);
        let outcome = session.submit(call, SignWith::Coldkey).await?;
        let line = format!("Swapped hotkey {} for {} {place}.", ss58(&old), ss58(&new));
        let document = json!({ "success": true, "extrinsic_identifier": outcome.identifier() });
        let text = Text::from(Cell::good(line)).line(outcome.line());
        Ok(Report::new(document, text))
    }

    fn failed(message: &str) -> Value {
        json!({ "success": false, "extrinsic_identifier": null, "error": message })
    }
}

impl Run for AssociateHotkey {
    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let hotkey = match &self.hotkey_ss58 {
            Some(text) => session.account(text)?,
            None => session.hotkey_address()?,
        };
        let coldkey = session.coldkey_address()?;
        let state = session.chain().await?.at(BlockRef::Best).await?;
        match state.hotkey_owner(&hotkey).await? {
            Some(owner) if owner == coldkey => {
                return Err(Failure::failed(format!(
                    "the hotkey {} belongs to this coldkey already: nothing has to be done",
                    ss58(&hotkey)
                )));
            }
            Some(owner) => {
                return Err(Failure::failed(format!(
                    "the hotkey {} belongs to the coldkey {}: use another hotkey",
                    ss58(&hotkey),
                    ss58(&owner)
                )));
            }
            None => {}
        }
        session.require_confirmation(&format!(
            "Associate hotkey {} with coldkey {}?",
            ss58(&hotkey),
            ss58(&coldkey)
        ))?;
        let call = calls::keys::try_associate_hotkey(&hotkey);
        let outcome = session.submit(call, SignWith::Coldkey).await?;
        let line = format!(
            "The hotkey {} belongs to {} now.",
            ss58(&hotkey),
            ss58(&coldkey)
        );
        let document = json!({
            "success": true,
            "hotkey": ss58(&hotkey),
            "coldkey": ss58(&coldkey),
            "extrinsic_identifier": outcome.identifier(),
        });
        let text = Text::from(Cell::good(line)).line(outcome.line());
        Ok(Report::new(document, text))
    }

    fn failed(message: &str) -> Value {
        json!({ "success": false, "extrinsic_identifier": null, "error": message })
    }
}
