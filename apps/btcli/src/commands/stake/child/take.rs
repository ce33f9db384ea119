//! `btcli stake child take`.

use clap::Args;
use serde_json::{Map, Value, json};
use taonet_client::{AccountId, StateAt, calls};

use crate::arguments::{NetuidOption, Shared, WriteOptions};
use crate::commands::stake::proportions::{Fraction, of_take};
use crate::commands::subnets::{fields, market};
use crate::dispatch::Run;
use crate::failure::Failure;
use crate::output::{self, Cell, Report, Text};
use crate::session::{Session, SignWith, ss58};

/// Shows or sets what a child keeps of its parents' dividends.
#[derive(Args, Debug)]
pub(crate) struct Take {
    #[command(flatten)]
    netuid: NetuidOption,
    /// All subnets in which the child is registered
    #[arg(long, aliases = ["all", "allnetuids"], conflicts_with = "netuid")]
    all_netuids: bool,
    /// The child, if not the wallet's hotkey
    #[arg(long, value_name = "SS58")]
    child_hotkey_ss58: Option<String>,
    /// The take as a fraction: 0.18 is 18 percent; without it the present one is shown
    #[arg(long, short = 't', value_name = "FRACTION")]
    take: Option<Fraction>,
    #[command(flatten)]
    shared: WriteOptions,
}

impl Run for Take {
    const FINALISED: bool = true;

    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let child = match &self.child_hotkey_ss58 {
            Some(child) => session.named_hotkey_address(child)?,
            None => session.hotkey_address()?,
        };
        let state = market::newest(session.chain().await?).await?;
        let netuids = match self.all_netuids {
            true => registered(&state, &child).await?,
            false => vec![session.ask_netuid(self.netuid.netuid)?],
        };
        for &netuid in &netuids {
            market::require_subnet(&state, netuid).await?;
        }
        match self.take {
            Some(take) => set(session, &state, &child, &netuids, take.of_u16()).await,
            None => show(&state, &child, &netuids).await,
        }
    }
}

/// Subnets in which a hotkey is registered, without the root network.
async fn registered(state: &StateAt, hotkey: &AccountId) -> Result<Vec<u16>, Failure> {
    let netuids: Vec<u16> = state
        .storage_map_json("SubtensorModule", "IsNetworkMember", &[json!(ss58(hotkey))])
        .await?
        .iter()
        .filter(|(_, is_member)| is_member.as_bool().unwrap_or_default())
        .filter_map(|(keys, _)| keys.first().map(fields::short))
        .filter(|netuid| *netuid != market::ROOT)
        .collect();
    if netuids.is_empty() {
        return Err(Failure::failed(format!(
            "{} is registered in no subnet: give a --netuid",
            ss58(hotkey)
        )));
    }
    Ok(netuids)
}

async fn take_of(state: &StateAt, child: &AccountId, netuid: u16) -> Result<u16, Failure> {
    let keys = [json!(ss58(child)), json!(netuid)];
    let take = state
        .storage_json("SubtensorModule", "ChildkeyTake", &keys)
        .await?;
    Ok(fields::short(&take).max(minimum(state, netuid).await?))
}

async fn minimum(state: &StateAt, netuid: u16) -> Result<u16, Failure> {
    let of_chain = state
        .storage_json("SubtensorModule", "MinChildkeyTake", &[])
        .await?;
    let of_subnet = state
        .storage_json(
            "SubtensorModule",
            "MinChildkeyTakePerSubnet",
            &[json!(netuid)],
        )
        .await?;
    Ok(fields::short(&of_chain).max(fields::short(&of_subnet)))
}

async fn show(state: &StateAt, child: &AccountId, netuids: &[u16]) -> Result<Report, Failure> {
    let (mut document, mut text) = (Map::new(), Text::new());
    for &netuid in netuids {
        let take = of_take(take_of(state, child, netuid).await?);
        text.push_line(format!(
            "{} keeps {} of its parents' dividends in subnet {netuid}.",
            ss58(child),
            output::percent(take)
        ));
        document.insert(netuid.to_string(), json!({ "take": take }));
    }
    Ok(Report::new(document.into(), text))
}

async fn set(
    session: &Session,
    state: &StateAt,
    child: &AccountId,
    netuids: &[u16],
    take: u16,
) -> Result<Report, Failure> {
    let highest = fields::short(
        &state
            .storage_json("SubtensorModule", "MaxChildkeyTake", &[])
            .await?,
    );
    for &netuid in netuids {
        let lowest = minimum(state, netuid).await?;
        if !(lowest..=highest).contains(&take) {
            return Err(Failure::failed(format!(
                "The take has to be between {} and {} in subnet {netuid}, and {} is wanted",
                output::percent(of_take(lowest)),
                output::percent(of_take(highest)),
                output::percent(of_take(take)),
            )));
        }
    }
    session.require_confirmation(&format!(
        "Set the take of {} to {}?",
        ss58(child),
        output::percent(of_take(take))
    ))?;
    let (mut document, mut text, mut success) = (Map::new(), Text::new(), true);
    for &netuid in netuids {
        let call = calls::children::set_childkey_take(child, netuid, take);
        let entry = match session.submit(call, SignWith::Coldkey).await {
            Ok(outcome) => {
                text.push_line(Cell::good(format!("Subnet {netuid}: the take is set.")));
                json!({ "success": true, "extrinsic_identifier": outcome.identifier() })
            }
            Err(failure) => {
                success = false;
                text.push_line(Cell::bad(format!("Subnet {netuid}: {failure}")));
                json!({
                    "success": false,
                    "extrinsic_identifier": Value::Null,
                    "error": failure.to_string(),
                })
            }
        };
        document.insert(netuid.to_string(), entry);
    }
    Ok(Report::new(document.into(), text).with_success(success))
}
