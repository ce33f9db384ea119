//! `btcli config add-proxy|proxies|remove-proxy|update-proxy|clear-proxies`.

use clap::Args;
use serde_json::{Value, json};

use crate::arguments::amounts::address;
use crate::arguments::{LocalOptions, ProxyType, Shared};
use crate::config::{AddressBook, ProxyEntry};
use crate::dispatch::Run;
use crate::failure::Failure;
use crate::output::{Cell, Column, Report, Table, Text};
use crate::session::{Session, ss58};

/// Names an account for which others act.
#[derive(Args, Debug)]
pub(crate) struct Add {
    /// Name under which it is kept
    #[arg(long)]
    name: String,
    /// Account acted for
    #[arg(long)]
    address: String,
    /// What the proxy may do
    #[arg(long)]
    proxy_type: ProxyType,
    /// Account that acts
    #[arg(long, alias = "delegator")]
    spawner: String,
    /// Blocks between announcement and execution
    #[arg(long, default_value_t = 0)]
    delay: u32,
    /// Anything to remember
    #[arg(long, default_value = "", hide_default_value = true)]
    note: String,
    #[command(flatten)]
    shared: LocalOptions,
}

/// Lists the proxies.
#[derive(Args, Debug)]
pub(crate) struct List {
    #[command(flatten)]
    shared: LocalOptions,
}

/// Forgets a proxy.
#[derive(Args, Debug)]
pub(crate) struct Remove {
    /// Name under which it is kept
    #[arg(long)]
    name: String,
    #[command(flatten)]
    shared: LocalOptions,
}

/// Changes what is given.
#[derive(Args, Debug)]
pub(crate) struct Update {
    /// Name under which it is kept
    #[arg(long)]
    name: String,
    /// Account acted for
    #[arg(long)]
    address: Option<String>,
    /// What the proxy may do
    #[arg(long)]
    proxy_type: Option<ProxyType>,
    /// Account that acts
    #[arg(long, alias = "delegator")]
    spawner: Option<String>,
    /// Blocks between announcement and execution
    #[arg(long)]
    delay: Option<u32>,
    /// Anything to remember
    #[arg(long)]
    note: Option<String>,
    #[command(flatten)]
    shared: LocalOptions,
}

/// Forgets all proxies.
#[derive(Args, Debug)]
pub(crate) struct Clear {
    #[command(flatten)]
    shared: LocalOptions,
}

fn document(entry: &ProxyEntry) -> Value {
    json!({
        "name": entry.name,
        "ss58_address": entry.ss58_address,
        "delay": entry.delay,
        "spawner": entry.spawner,
        "proxy_type": entry.proxy_type,
        "note": entry.note,
    })
}

/// Prefix 42, or why the text is no address.
fn normalised(text: &str) -> Result<String, Failure> {
    Ok(ss58(&address(text)?))
}

fn unknown(name: &str) -> Failure {
    Failure::failed(format!(
        "no proxy is kept under the name '{name}': see 'btcli config proxies'"
    ))
}

fn done(message: String, entry: &ProxyEntry) -> Report {
    let document = json!({ "success": true, "proxy": document(entry) });
    Report::new(document, Text::from(Cell::good(message)))
}

impl Run for Add {
    const CHAIN: bool = false;

    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, _session: &Session) -> Result<Report, Failure> {
        let entry = ProxyEntry {
            ss58_address: normalised(&self.address)?,
            delay: self.delay,
            spawner: normalised(&self.spawner)?,
            proxy_type: self.proxy_type.to_string(),
            note: self.note,
            name: self.name,
        };
        if !AddressBook::open()?.add_proxy(&entry)? {
            return Err(Failure::failed(format!(
                "a proxy is kept under the name '{}' already: change it with 'btcli config \
                 update-proxy', or choose another name",
                entry.name
            )));
        }
        Ok(done(format!("Added {}.", entry.name), &entry))
    }
}

impl Run for List {
    const CHAIN: bool = false;

    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, _session: &Session) -> Result<Report, Failure> {
        let proxies = match AddressBook::open_existing()? {
            Some(book) => book.proxies()?,
            None => Vec::new(),
        };
        let columns = ["NAME", "ADDRESS", "SPAWNER", "TYPE"].map(Column::left);
        let more = [Column::right("DELAY"), Column::left("NOTE")];
        let mut table = Table::new(columns.into_iter().chain(more));
        for entry in &proxies {
            table.push([
                entry.name.as_str().into(),
                entry.ss58_address.as_str().into(),
                entry.spawner.as_str().into(),
                entry.proxy_type.as_str().into(),
                entry.delay.into(),
                entry.note.as_str().into(),
            ]);
        }
        let text = if proxies.is_empty() {
            Text::from("The address book has no proxies.")
        } else {
            Text::new().table(table)
        };
        let proxies: Vec<Value> = proxies.iter().map(document).collect();
        Ok(Report::new(json!({ "proxies": proxies }), text))
    }
}

impl Run for Remove {
    const CHAIN: bool = false;

    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, _session: &Session) -> Result<Report, Failure> {
        let book = AddressBook::open_existing()?.ok_or_else(|| unknown(&self.name))?;
        let entry = book.proxy(&self.name)?.ok_or_else(|| unknown(&self.name))?;
        book.remove_proxy(&self.name)?;
        Ok(done(format!("Removed {}.", self.name), &entry))
    }
}

impl Run for Update {
    const CHAIN: bool = false;

    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, _session: &Session) -> Result<Report, Failure> {
        let book = AddressBook::open_existing()?.ok_or_else(|| unknown(&self.name))?;
        let old = book.proxy(&self.name)?.ok_or_else(|| unknown(&self.name))?;
        let given = |text: Option<String>, old: String| match text {
            Some(text) => normalised(&text),
            None => Ok(old),
        };
        let entry = ProxyEntry {
            ss58_address: given(self.address, old.ss58_address)?,
            spawner: given(self.spawner, old.spawner)?,
            proxy_type: self
                .proxy_type
                .map_or(old.proxy_type, |kind| kind.to_string()),
            delay: self.delay.unwrap_or(old.delay),
            note: self.note.unwrap_or(old.note),
            name: old.name,
        };
        book.update_proxy(&entry)?;
        Ok(done(format!("Changed {}.", entry.name), &entry))
    }
}

impl Run for Clear {
    const CHAIN: bool = false;

    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        session.require_confirmation("Remove all proxies from the address book?")?;
        let removed = match AddressBook::open_existing()? {
            Some(book) => book.clear_proxies()?,
            None => 0,
        };
        let text = Text::from(Cell::good(format!("Removed {removed} proxies.")));
        Ok(Report::new(
            json!({ "success": true, "removed": removed }),
            text,
        ))
    }
}
