//! `btcli proxy create` and `btcli proxy add`.

use clap::Args;
use serde_json::{Value, json};
use taonet_client::{AccountId, Inclusion, calls};

use super::failed_with_data;
use crate::arguments::{ProxyType, ProxyTypeOption, Shared, WriteOptions};
use crate::commands::stake::amounts::acting_coldkey;
use crate::commands::subnets::{fields, market};
use crate::config::{AddressBook, ProxyEntry};
use crate::dispatch::Run;
use crate::failure::Failure;
use crate::output::{Cell, Report, Text, amount, optional_json};
use crate::session::{Outcome, Session, SignWith, ss58};

/// Blocks for which a proxy has to announce what it is going to do.
#[derive(Args, Clone, Debug)]
pub(super) struct DelayOption {
    /// Blocks between the announcement of a call and the call; 0: it needs none
    #[arg(long, default_value_t = 0, value_name = "BLOCKS")]
    pub(super) delay: u32,
}

/// Creates an account without a key: only its proxy, your coldkey, can use it.
#[derive(Args, Debug)]
pub(crate) struct Create {
    /// Tells apart accounts that one transaction creates
    #[arg(long, default_value_t = 0)]
    index: u16,
    #[command(flatten)]
    proxy_type: ProxyTypeOption,
    #[command(flatten)]
    delay: DelayOption,
    #[command(flatten)]
    shared: WriteOptions,
}

/// Lets another account act for yours, as far as the type goes.
#[derive(Args, Debug)]
pub(crate) struct Add {
    /// Account that may act: an address or a name of the address book
    #[arg(long, value_name = "SS58|NAME")]
    delegate: Option<String>,
    #[command(flatten)]
    proxy_type: ProxyTypeOption,
    #[command(flatten)]
    delay: DelayOption,
    #[command(flatten)]
    shared: WriteOptions,
}

impl Run for Create {
    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let spawner = acting_coldkey(session)?;
        let (kind, delay) = (self.proxy_type.proxy_type, self.delay.delay);
        note_deposit(session).await?;
        session.require_confirmation(&format!(
            "Create an account without a key, for which {} acts as {kind} proxy?",
            ss58(&spawner)
        ))?;
        let call = calls::proxy::create_pure(on_chain(kind)?, delay, self.index);
        let outcome = session.submit(call, SignWith::Coldkey).await?;
        let pure = outcome.inclusion().and_then(pure_account);
        let data = json!({
            "pure": optional_json(pure.clone()),
            "spawner": ss58(&spawner),
            "proxy_type": kind.to_string(),
            "delay": delay,
        });
        let message = match &pure {
            Some(pure) => format!("Created {pure}."),
            None => "Sent; `btcli proxy list` of a later block shows the account.".to_owned(),
        };
        let mut text = Text::from(Cell::good(&message)).line(outcome.line());
        if let (Some(pure), Some(inclusion)) = (&pure, outcome.inclusion()) {
            text.push_line(format!(
                "To remove it later: btcli proxy kill --proxy {pure} --height {} --ext-index {} \
                 --index {} --proxy-type {kind}",
                inclusion.block_number, inclusion.extrinsic_index, self.index
            ));
            offer_name(session, pure, &spawner, kind, delay)?;
        }
        Ok(Report::new(document(&message, data, &outcome), text))
    }

    fn failed(message: &str) -> Value {
        failed_with_data(message)
    }
}

impl Run for Add {
    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let question = "Enter the address of the account that may act for yours";
        let delegate = session.ask_text(self.delegate, "--delegate", question, None)?;
        let delegate = session.account_or_name(&delegate)?;
        let delegator = acting_coldkey(session)?;
        let (kind, delay) = (self.proxy_type.proxy_type, self.delay.delay);
        note_deposit(session).await?;
        session.require_confirmation(&format!(
            "Let {} act for {} as {kind} proxy with a delay of {delay} blocks?",
            ss58(&delegate),
            ss58(&delegator)
        ))?;
        let call = calls::proxy::add_proxy(&delegate, on_chain(kind)?, delay);
        let outcome = session.submit(call, SignWith::Coldkey).await?;
        let data = json!({
            "delegatee": ss58(&delegate),
            "delegator": ss58(&delegator),
            "proxy_type": kind.to_string(),
            "delay": delay,
        });
        let message = format!("{} may act for {}.", ss58(&delegate), ss58(&delegator));
        let text = Text::from(Cell::good(&message)).line(outcome.line());
        if outcome.inclusion().is_some() {
            offer_name(session, &ss58(&delegator), &delegate, kind, delay)?;
        }
        Ok(Report::new(document(&message, data, &outcome), text))
    }

    fn failed(message: &str) -> Value {
        failed_with_data(message)
    }
}

/// The type as the client names it.
pub(super) fn on_chain(kind: ProxyType) -> Result<calls::proxy::ProxyType, Failure> {
    Ok(kind.to_string().parse()?)
}

fn document(message: &str, data: Value, outcome: &Outcome) -> Value {
    json!({
        "success": true,
        "message": message,
        "data": data,
        "extrinsic_identifier": outcome.identifier(),
    })
}

/// Says what the chain holds for a proxy.
async fn note_deposit(session: &Session) -> Result<(), Failure> {
    let state = market::newest(session.chain().await?).await?;
    let (base, each) = state.proxy_deposits()?;
    session.note(format!(
        "The chain holds {} for the first proxy of an account and {} for each; it comes back when \
         they are removed.",
        amount(base.rao(), "τ", true),
        amount(each.rao(), "τ", true)
    ));
    Ok(())
}

/// The account that a transaction created.
fn pure_account(inclusion: &Inclusion) -> Option<String> {
    let event = inclusion.event("Proxy", "PureCreated")?;
    let pure = fields::address(event.fields.get("pure")?);
    fields::account(&pure).map(|account| ss58(&account))
}

/// Keeps the account in the address book if the user wants to.
fn offer_name(
    session: &Session,
    account: &str,
    spawner: &AccountId,
    kind: ProxyType,
    delay: u32,
) -> Result<(), Failure> {
    if !session.can_ask() || !session.confirm("Keep it in the address book?")? {
        return Ok(());
    }
    let name = session.ask_text(None, "--name", "Enter a name for it", None)?;
    let entry = ProxyEntry {
        name: name.trim().to_owned(),
        ss58_address: account.to_owned(),
        delay,
        spawner: ss58(spawner),
        proxy_type: kind.to_string(),
        note: String::new(),
    };
    if AddressBook::open()?.add_proxy(&entry)? {
        session.note(format!("Kept: --proxy {} acts for it.", entry.name));
    } else {
        session.warn(format!(
            "the name '{}' is taken: `btcli config add-proxy` keeps it under another",
            entry.name
        ));
    }
    Ok(())
}
