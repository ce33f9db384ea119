//! Selling everything that is staked: `btcli stake remove --all`, `--all-alpha`, and the commands
//! of btcli 11 that do the same.

use clap::Args;
use serde_json::{Map, Value, json};
use taonet_client::{AccountId, calls};

use super::amounts;
use super::holdings::{self, Holding};
use crate::arguments::{Shared, WriteOptions};
use crate::commands::subnets::{fields, market};
use crate::dispatch::Run;
use crate::failure::Failure;
use crate::output::{Cell, Report, Text};
use crate::session::{Session, SignWith, ss58};

/// What becomes of what is sold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Into {
    /// TAO on the coldkey.
    Tao,
    /// Stake on the root network.
    Root,
}

/// Which hotkeys.
#[derive(Args, Debug)]
pub(crate) struct EverythingOptions {
    /// All hotkeys on which something is staked
    #[arg(long)]
    all_hotkeys: bool,
    #[command(flatten)]
    shared: WriteOptions,
}

/// Sells everything that is staked on a hotkey for TAO.
#[derive(Args, Debug)]
pub(crate) struct UnstakeAll {
    #[command(flatten)]
    options: EverythingOptions,
}

/// Sells everything that is staked on a hotkey and stakes the TAO on the root network.
#[derive(Args, Debug)]
pub(crate) struct UnstakeAllAlpha {
    #[command(flatten)]
    options: EverythingOptions,
}

impl Run for UnstakeAll {
    const SHIELDED: bool = true;

    fn shared(&self) -> Shared {
        Shared::from(&self.options.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        self.options.run(session, Into::Tao).await
    }
}

impl Run for UnstakeAllAlpha {
    const SHIELDED: bool = true;

    fn shared(&self) -> Shared {
        Shared::from(&self.options.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        self.options.run(session, Into::Root).await
    }
}

impl EverythingOptions {
    async fn run(&self, session: &Session, into: Into) -> Result<Report, Failure> {
        let coldkey = amounts::acting_coldkey(session)?;
        let state = market::newest(session.chain().await?).await?;
        let held = holdings::of_coldkey(&state, &coldkey).await?;
        let mut hotkeys: Vec<AccountId> = match self.all_hotkeys {
            true => held
                .iter()
                .filter_map(|holding| fields::account(&holding.hotkey))
                .collect(),
            false => vec![session.hotkey_address()?],
        };
        hotkeys.dedup();
        remove_all(session, &held, hotkeys, into).await
    }
}

/// Sells everything on these hotkeys.
pub(super) async fn remove_all(
    session: &Session,
    held: &[Holding],
    hotkeys: Vec<AccountId>,
    into: Into,
) -> Result<Report, Failure> {
    let target = match into {
        Into::Tao => "for TAO",
        Into::Root => "and stake the TAO on the root network",
    };
    for hotkey in &hotkeys {
        let address = ss58(hotkey);
        let places: Vec<String> = held
            .iter()
            .filter(|holding| holding.hotkey == address)
            .filter(|holding| into == Into::Tao || holding.netuid != market::ROOT)
            .map(|holding| holding.netuid.to_string())
            .collect();
        if places.is_empty() {
            return Err(Failure::failed(format!(
                "Nothing is staked on {address}: `btcli stake list` shows what is staked, and where"
            )));
        }
        session.note(format!("  {address}: subnets {}", places.join(", ")));
    }
    session.note(
        "This takes any price: there is no price limit on selling everything at once. Sell subnet \
         by subnet (--netuid) to have one.",
    );
    session.require_confirmation(&format!("Sell everything {target}?"))?;
    let (mut results, mut success, mut text) = (Map::new(), true, Text::new());
    for hotkey in &hotkeys {
        let call = match into {
            Into::Tao => calls::stake::unstake_all(hotkey),
            Into::Root => calls::stake::unstake_all_alpha(hotkey),
        };
        let address = ss58(hotkey);
        let entry = match session.submit(call, SignWith::Coldkey).await {
            Ok(outcome) => {
                text.push_line(Cell::good(format!("Sold everything on {address}.")));
                json!({ "success": true, "extrinsic_identifier": outcome.identifier() })
            }
            Err(failure) => {
                success = false;
                text.push_line(Cell::bad(format!("{address}: {failure}")));
                json!({
                    "success": false,
                    "extrinsic_identifier": Value::Null,
                    "error": failure.to_string(),
                })
            }
        };
        results.insert(address, entry);
    }
    Ok(Report::new(json!({ "success": results }), text).with_success(success))
}
