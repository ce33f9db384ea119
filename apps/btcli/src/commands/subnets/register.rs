//! `btcli subnets register`.

use clap::Args;
use serde_json::{Value, json};
use taonet_client::{AccountId, Call, StateAt, Tao, calls};

use super::{burn_cost, fields, market};
use crate::arguments::{NetuidOption, Shared, ToleranceOption, WriteOptions};
use crate::arguments::{PartialStakeOption, SafeStakingOption};
use crate::commands::stake::amounts::{acting_coldkey, require_balance};
use crate::commands::stake::price_limit::Tolerance;
use crate::dispatch::Run;
use crate::failure::Failure;
use crate::output::{self, Cell, Report, Text};
use crate::session::{Session, SignWith, ss58};

/// Registers the wallet's hotkey as a neuron in a subnet, or on the root network (0).
#[derive(Args, Debug)]
pub(crate) struct Register {
    #[command(flatten)]
    netuid: NetuidOption,
    /// Refuse when the price rose by more than the tolerance (the default)
    #[arg(long, alias = "safe", overrides_with = "unsafe_register")]
    safe_register: bool,
    /// Pay any price
    #[arg(long, alias = "unsafe", overrides_with = "safe_register")]
    unsafe_register: bool,
    #[command(flatten)]
    tolerance: ToleranceOption,
    #[command(flatten)]
    shared: WriteOptions,
}

impl Run for Register {
    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let netuid = session.ask_netuid(self.netuid.netuid)?;
        let hotkey = session.hotkey_address()?;
        let state = market::newest(session.chain().await?).await?;
        market::require_subnet(&state, netuid).await?;
        if uid(&state, netuid, &hotkey).await?.is_some() {
            return Ok(report("Already registered", &Value::Null));
        }
        let call = match netuid {
            market::ROOT => {
                session.require_confirmation("Register on the root network?")?;
                calls::root::root_register(&hotkey)
            }
            _ => self.purchase(session, &state, netuid, &hotkey).await?,
        };
        let outcome = session.submit(call, SignWith::Coldkey).await?;
        let mut message = match netuid {
            market::ROOT => "Registered".to_owned(),
            _ => format!("Registered on {netuid}"),
        };
        if outcome.inclusion().is_some() {
            let state = market::newest(session.chain().await?).await?;
            if let Some(uid) = uid(&state, netuid, &hotkey).await? {
                message = format!("{message} with UID {uid}");
            }
        }
        Ok(report(&message, &outcome.identifier()))
    }

    fn failed(message: &str) -> Value {
        json!({ "success": false, "msg": message, "extrinsic_identifier": null })
    }
}

impl Register {
    async fn purchase(
        &self,
        session: &Session,
        state: &StateAt,
        netuid: u16,
        hotkey: &AccountId,
    ) -> Result<Call, Failure> {
        let options = SafeStakingOption::default();
        let trade = session.trade(&self.tolerance, &options, &PartialStakeOption::default())?;
        let coldkey = acting_coldkey(session)?;
        let price = burn_cost::registration_rao(state, netuid).await?;
        let balance = require_balance(state, &coldkey, price, "this registration");
        balance.await?;
        let limit = match self.unsafe_register {
            true => None,
            false => Some(Tolerance::new(trade.tolerance)?.above(price)),
        };
        let at_most = limit.map_or_else(String::new, |limit| {
            format!(", at most {}", output::amount(limit, "τ", true))
        });
        session.require_confirmation(&format!(
            "Register {} in subnet {netuid} for {}{at_most}?",
            ss58(hotkey),
            output::amount(price, "τ", true),
        ))?;
        Ok(match limit {
            Some(limit) => calls::neurons::register_limit(netuid, hotkey, Tao::from_rao(limit)),
            None => calls::neurons::burned_register(netuid, hotkey),
        })
    }
}

fn report(message: &str, identifier: &Value) -> Report {
    let document = json!({
        "success": true,
        "msg": message,
        "extrinsic_identifier": identifier,
    });
    Report::new(document, Text::from(Cell::good(message)))
}

/// Place of a hotkey in a subnet.
async fn uid(state: &StateAt, netuid: u16, hotkey: &AccountId) -> Result<Option<u16>, Failure> {
    let keys = [json!(netuid), json!(ss58(hotkey))];
    let uid = state.storage_json("SubtensorModule", "Uids", &keys).await?;
    Ok((!uid.is_null()).then(|| fields::short(&uid)))
}
