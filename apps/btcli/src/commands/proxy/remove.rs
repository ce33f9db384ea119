//! `btcli proxy remove` and `btcli proxy kill`.

use clap::Args;
use serde_json::Value;
use taonet_client::calls;

use super::create::{DelayOption, on_chain};
use super::{document, failed};
use crate::arguments::{ProxyTypeOption, Shared, WriteOptions};
use crate::commands::stake::amounts::acting_coldkey;
use crate::commands::subnets::market;
use crate::dispatch::Run;
use crate::failure::Failure;
use crate::output::{Cell, Report, Text};
use crate::session::{Session, SignWith, ss58};

/// Ends that another account acts for yours: with the type and the delay that it was added with.
#[derive(Args, Debug)]
pub(crate) struct Remove {
    /// Account that acts: an address or a name of the address book
    #[arg(long, value_name = "SS58|NAME")]
    delegate: Option<String>,
    /// Remove all proxies
    #[arg(long, conflicts_with = "delegate")]
    all: bool,
    #[command(flatten)]
    proxy_type: ProxyTypeOption,
    #[command(flatten)]
    delay: DelayOption,
    #[command(flatten)]
    shared: WriteOptions,
}

/// Removes an account that `proxy create` made, named by --proxy. Whatever it holds is lost.
#[derive(Args, Debug)]
pub(crate) struct Kill {
    /// Block in which it was created
    #[arg(long)]
    height: u32,
    /// Place of the transaction in that block
    #[arg(long)]
    ext_index: u32,
    /// Account that created it, if not the wallet's coldkey
    #[arg(long, value_name = "SS58|NAME")]
    spawner: Option<String>,
    /// Index that it was created with
    #[arg(long, default_value_t = 0)]
    index: u16,
    #[command(flatten)]
    proxy_type: ProxyTypeOption,
    #[command(flatten)]
    shared: WriteOptions,
}

impl Run for Remove {
    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let real = acting_coldkey(session)?;
        if self.all {
            session.require_confirmation(&format!(
                "Remove all proxies of {}? An account without a key that is left without a proxy \
                 is lost",
                ss58(&real)
            ))?;
            let call = calls::proxy::remove_proxies();
            let outcome = session.submit(call, SignWith::Coldkey).await?;
            let message = format!("Nobody acts for {} any more.", ss58(&real));
            let text = Text::from(Cell::good(&message)).line(outcome.line());
            return Ok(Report::new(document(&message, &outcome), text));
        }
        let question = "Enter the address of the account that shall not act any more";
        let delegate = session.ask_text(self.delegate, "--delegate or --all", question, None)?;
        let delegate = session.account_or_name(&delegate)?;
        let (kind, delay) = (self.proxy_type.proxy_type, self.delay.delay);
        let state = market::newest(session.chain().await?).await?;
        let present = state.proxies(&real).await?.proxies;
        let same = |proxy: &&taonet_client::Proxy| {
            proxy.delegate == delegate
                && proxy.type_name() == kind.to_string()
                && proxy.delay == delay
        };
        if present.iter().find(same).is_none() {
            let others: Vec<String> = present
                .iter()
                .filter(|proxy| proxy.delegate == delegate)
                .map(|proxy| format!("--proxy-type {} --delay {}", proxy.type_name(), proxy.delay))
                .collect();
            let remedy = match others.is_empty() {
                true => "`btcli proxy list` shows who does".to_owned(),
                false => format!("it is one with {}", others.join(", and one with ")),
            };
            return Err(Failure::failed(format!(
                "{} is no {kind} proxy with a delay of {delay} blocks of {}: {remedy}",
                ss58(&delegate),
                ss58(&real)
            )));
        }
        session.require_confirmation(&format!(
            "Remove the {kind} proxy {} of {}?",
            ss58(&delegate),
            ss58(&real)
        ))?;
        let call = calls::proxy::remove_proxy(&delegate, on_chain(kind)?, delay);
        let outcome = session.submit(call, SignWith::Coldkey).await?;
        let message = format!(
            "{} does not act for {} any more.",
            ss58(&delegate),
            ss58(&real)
        );
        let text = Text::from(Cell::good(&message)).line(outcome.line());
        Ok(Report::new(document(&message, &outcome), text))
    }

    fn failed(message: &str) -> Value {
        failed(message)
    }
}

impl Run for Kill {
    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        if session.options.transaction.proxy.is_none() {
            return Err(Failure::usage(
                "--proxy names the account that is removed: give its address or its name in the \
                 address book",
            ));
        }
        let pure = acting_coldkey(session)?;
        let spawner = match &self.spawner {
            Some(text) => session.account_or_name(text)?,
            None => session.coldkey_address()?,
        };
        let kind = self.proxy_type.proxy_type;
        session.require_confirmation(&format!(
            "Remove the account {}? Whatever it still holds is lost for ever",
            ss58(&pure)
        ))?;
        let call = calls::proxy::kill_pure(
            &spawner,
            on_chain(kind)?,
            self.index,
            self.height,
            self.ext_index,
        );
        let outcome = session.submit(call, SignWith::Coldkey).await?;
        let message = match session.options.transaction.announce_only {
            true => format!("Announced the removal of {}.", ss58(&pure)),
            false => format!("Removed {}.", ss58(&pure)),
        };
        let text = Text::from(Cell::good(&message)).line(outcome.line());
        Ok(Report::new(document(&message, &outcome), text))
    }

    fn failed(message: &str) -> Value {
        failed(message)
    }
}
