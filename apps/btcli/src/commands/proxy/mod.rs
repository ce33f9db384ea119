//! `btcli proxy`: accounts that act for others, at once or after an announcement.

mod announced;
mod book;
mod create;
mod list;
mod remove;

use clap::Subcommand;
use serde_json::{Value, json};

use crate::dispatch::group;
use crate::session::Outcome;

/// Commands of the group.
#[derive(Subcommand, Debug)]
pub(crate) enum Proxy {
    /// Create an account without a key, for which yours acts
    Create(create::Create),
    /// Let another account act for yours
    Add(create::Add),
    /// End that
    Remove(remove::Remove),
    /// Remove an account without a key; what it holds is lost
    Kill(remove::Kill),
    /// Make a call that was announced, now that its delay is over
    Execute(announced::Execute),
    /// List who may act for an account, and what was announced
    List(list::List),
    /// The address book of proxies
    #[command(subcommand)]
    Book(book::Book),
}

group!(Proxy {
    Create,
    Add,
    Remove,
    Kill,
    Execute,
    List,
    Book,
});

/// The document of a proxy command without data.
fn document(message: &str, outcome: &Outcome) -> Value {
    json!({
        "success": true,
        "message": message,
        "extrinsic_identifier": outcome.identifier(),
    })
}

/// The document of one that failed.
fn failed(message: &str) -> Value {
    json!({ "success": false, "message": message, "extrinsic_identifier": null })
}

/// The document of one with data that failed.
fn failed_with_data(message: &str) -> Value {
    json!({
        "success": false, "message": message, "data": null, "extrinsic_identifier": null
    })
}
