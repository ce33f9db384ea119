//! `btcli addr`: names for accounts of others, to be written in place of their addresses.

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use crate::arguments::amounts::address;
use crate::arguments::{LocalOptions, Shared};
use crate::config::{AddressBook, AddressEntry};
use crate::dispatch::{Run, group};
use crate::failure::Failure;
use crate::output::{Cell, Column, Report, Table, Text};
use crate::session::{Session, ss58};

/// Commands of the group.
#[derive(Subcommand, Debug)]
pub(crate) enum Addr {
    /// Name an account
    #[command(alias = "save")]
    Add(Add),
    /// List the named accounts
    List(List),
    /// Show the account of a name
    Show(Show),
    /// Forget a name
    Remove(Remove),
}

group!(Addr {
    Add,
    List,
    Show,
    Remove,
});

/// Names an account. Where an account is asked for, the name can be written from then on.
#[derive(Args, Debug)]
pub(crate) struct Add {
    /// The name
    name: String,
    /// The account
    ss58: String,
    /// Anything to remember
    #[arg(long, default_value = "", hide_default_value = true)]
    note: String,
    #[command(flatten)]
    shared: LocalOptions,
}

/// Lists the named accounts.
#[derive(Args, Debug)]
pub(crate) struct List {
    #[command(flatten)]
    shared: LocalOptions,
}

/// Shows the account of a name.
#[derive(Args, Debug)]
pub(crate) struct Show {
    /// The name
    name: String,
    #[command(flatten)]
    shared: LocalOptions,
}

/// Forgets a name.
#[derive(Args, Debug)]
pub(crate) struct Remove {
    /// The name
    name: String,
    #[command(flatten)]
    shared: LocalOptions,
}

fn document(entry: &AddressEntry) -> Value {
    json!({ "name": entry.name, "ss58_address": entry.ss58_address, "note": entry.note })
}

fn unknown(name: &str) -> Failure {
    Failure::failed(format!(
        "no account is kept under the name '{name}': `btcli addr list` shows those that are"
    ))
}

fn all() -> Result<Vec<AddressEntry>, Failure> {
    match AddressBook::open_existing()? {
        Some(book) => book.addresses(),
        None => Ok(Vec::new()),
    }
}

impl Run for Add {
    const CHAIN: bool = false;

    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, _session: &Session) -> Result<Report, Failure> {
        let entry = AddressEntry {
            name: self.name.trim().to_owned(),
            ss58_address: ss58(&address(&self.ss58)?),
            note: self.note,
        };
        if entry.name.is_empty() || address(&entry.name).is_ok() {
            return Err(Failure::usage(
                "a name is neither empty nor an address: take another",
            ));
        }
        if !AddressBook::open()?.add_address(&entry)? {
            return Err(Failure::failed(format!(
                "the name '{}' is taken: forget it first with `btcli addr remove {}`",
                entry.name, entry.name
            )));
        }
        let text = format!("{} is {} from now on.", entry.name, entry.ss58_address);
        let document = json!({ "success": true, "address": document(&entry) });
        Ok(Report::new(document, Text::from(Cell::good(text))))
    }
}

impl Run for List {
    const CHAIN: bool = false;

    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, _session: &Session) -> Result<Report, Failure> {
        let entries = all()?;
        let text = match entries.is_empty() {
            true => Text::from("No account has a name."),
            false => {
                let mut table = Table::new([
                    Column::left("NAME"),
                    Column::left("ACCOUNT"),
                    Column::left("NOTE"),
                ]);
                for entry in &entries {
                    table.push([
                        entry.name.as_str().into(),
                        entry.ss58_address.as_str().into(),
                        entry.note.as_str().into(),
                    ]);
                }
                Text::new().table(table)
            }
        };
        let entries: Vec<Value> = entries.iter().map(document).collect();
        Ok(Report::new(json!({ "addresses": entries }), text))
    }
}

impl Run for Show {
    const CHAIN: bool = false;

    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, _session: &Session) -> Result<Report, Failure> {
        let found = all()?.into_iter().find(|entry| entry.name == self.name);
        let entry = found.ok_or_else(|| unknown(&self.name))?;
        let text = Text::from(entry.ss58_address.as_str());
        Ok(Report::new(document(&entry), text))
    }
}

impl Run for Remove {
    const CHAIN: bool = false;

    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, _session: &Session) -> Result<Report, Failure> {
        let removed = match AddressBook::open_existing()? {
            Some(book) => book.remove_address(&self.name)?,
            None => false,
        };
        if !removed {
            return Err(unknown(&self.name));
        }
        let text = format!("{} is forgotten.", self.name);
        let document = json!({ "success": true, "name": self.name });
        Ok(Report::new(document, Text::from(Cell::good(text))))
    }
}
