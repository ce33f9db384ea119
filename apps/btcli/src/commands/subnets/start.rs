//! `btcli subnets start` and `btcli subnets check-start`.

use clap::Args;
use serde_json::{Value, json};
use taonet_client::{StateAt, calls};

use super::{fields, market};
use crate::arguments::{NetuidOption, ReadOptions, Shared, WriteOptions};
use crate::commands::stake::amounts::acting_coldkey;
use crate::dispatch::Run;
use crate::failure::Failure;
use crate::output::{Cell, Report, Text};
use crate::session::{Session, SignWith, ss58};

/// When a subnet can be started, and whether it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Schedule {
    registered_at_block: u64,
    first_possible_block: u64,
    /// Block of the first emission, if it was started.
    first_emission_block: Option<u64>,
    now: u64,
}

impl Schedule {
    async fn read(state: &StateAt, netuid: u16) -> Result<Self, Failure> {
        market::require_subnet(state, netuid).await?;
        let read = |item: &'static str, keys: Vec<Value>| async move {
            state.storage_json("SubtensorModule", item, &keys).await
        };
        let registered = read("NetworkRegisteredAt", vec![json!(netuid)]).await?;
        let delay = read("StartCallDelay", Vec::new()).await?;
        let first = read("FirstEmissionBlockNumber", vec![json!(netuid)]).await?;
        let registered_at_block = fields::number(&registered);
        Ok(Self {
            registered_at_block,
            first_possible_block: registered_at_block.saturating_add(fields::number(&delay)),
            first_emission_block: (!first.is_null()).then(|| fields::number(&first)),
            now: state.block_number().into(),
        })
    }

    fn can_start(self) -> bool {
        self.first_emission_block.is_none() && self.now >= self.first_possible_block
    }

    fn describe(self, netuid: u16) -> String {
        if let Some(block) = self.first_emission_block {
            return format!("Subnet {netuid} was started; its emission began in block {block}.");
        }
        if self.can_start() {
            return format!(
                "Subnet {netuid} can be started: `btcli subnets start --netuid {netuid}`."
            );
        }
        format!(
            "Subnet {netuid} can be started from block {}, in {} blocks.",
            self.first_possible_block,
            self.first_possible_block.saturating_sub(self.now)
        )
    }
}

/// Shows whether a subnet can be started, or when.
#[derive(Args, Debug)]
pub(crate) struct CheckStart {
    #[command(flatten)]
    netuid: NetuidOption,
    #[command(flatten)]
    shared: ReadOptions,
}

impl Run for CheckStart {
    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let netuid = session.ask_netuid(self.netuid.netuid)?;
        let state = market::newest(session.chain().await?).await?;
        let schedule = Schedule::read(&state, netuid).await?;
        let document = json!({
            "success": true,
            "netuid": netuid,
            "registered_at": schedule.registered_at_block,
            "current_block": schedule.now,
            "minimum_start_block": schedule.first_possible_block,
            "can_start": schedule.can_start(),
            "started": schedule.first_emission_block.is_some(),
        });
        let text = Text::new()
            .line(format!(
                "Registered at       {}",
                schedule.registered_at_block
            ))
            .line(format!("Current block       {}", schedule.now))
            .line(format!(
                "Minimum start block {}",
                schedule.first_possible_block
            ))
            .line(schedule.describe(netuid));
        Ok(Report::new(document, text))
    }
}

/// Starts the emission of a subnet that you own.
#[derive(Args, Debug)]
pub(crate) struct Start {
    #[command(flatten)]
    netuid: NetuidOption,
    #[command(flatten)]
    shared: WriteOptions,
}

impl Run for Start {
    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let netuid = session.ask_netuid(self.netuid.netuid)?;
        let state = market::newest(session.chain().await?).await?;
        let schedule = Schedule::read(&state, netuid).await?;
        if schedule.first_emission_block.is_some() {
            return Err(Failure::failed(format!(
                "Subnet {netuid} already has an emission schedule: there is nothing left to start"
            )));
        }
        market::require_owner(&state, netuid, &ss58(&acting_coldkey(session)?)).await?;
        if !schedule.can_start() {
            return Err(Failure::failed(schedule.describe(netuid)));
        }
        session.require_confirmation(&format!("Start the emission of subnet {netuid}?"))?;
        let call = calls::subnets::start_call(netuid);
        let outcome = session.submit(call, SignWith::Coldkey).await?;
        let message = format!("Successfully started subnet {netuid}'s emission schedule.");
        let document = json!({
            "success": true,
            "message": message,
            "extrinsic_identifier": outcome.identifier(),
        });
        let text = Text::from(Cell::good(message)).line(outcome.line());
        Ok(Report::new(document, text))
    }

    fn failed(message: &str) -> Value {
        json!({ "success": false, "message": message, "extrinsic_identifier": null })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subnet_can_be_started_once_after_its_delay() {
        let young = Schedule {
            registered_at_block: 10,
            first_possible_block: 30,
            first_emission_block: None,
            now: 29,
        };
        assert!(!young.can_start());
        assert!(young.describe(2).contains("in 1 blocks"));
        let old = Schedule { now: 30, ..young };
        assert!(old.can_start());
        let started = Schedule {
            first_emission_block: Some(31),
            ..old
        };
        assert!(!started.can_start());
    }
}
