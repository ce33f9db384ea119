//! `btcli proxy execute`: makes a call that was announced.

use clap::Args;
use serde_json::Value;
use taonet_client::{AccountId, Call, StateAt, calls};

use super::{document, failed};
use crate::arguments::{Shared, WriteOptions};
use crate::commands::subnets::market;
use crate::config::{AddressBook, Announcement};
use crate::dispatch::Run;
use crate::failure::Failure;
use crate::output::{Cell, Report, Text};
use crate::session::{Session, SignWith, ss58};

/// Makes a call that was announced. Calls that btcli announced are kept in the address book and
/// found by their hash, or by being the only one that waits.
#[derive(Args, Debug)]
pub(crate) struct Execute {
    /// Account for which the call is made, if not that of --proxy
    #[arg(long, value_name = "SS58|NAME")]
    real: Option<String>,
    /// Account that announced the call, if not the wallet's coldkey
    #[arg(long, value_name = "SS58|NAME")]
    delegate: Option<String>,
    /// Hash of the call
    #[arg(long, value_name = "0x..")]
    call_hash: Option<String>,
    /// The call itself, where the address book does not have it
    #[arg(long, value_name = "0x..")]
    call_hex: Option<String>,
    #[command(flatten)]
    shared: WriteOptions,
}

/// What is to be made, and its place in the address book.
struct Found {
    call: Call,
    hash: [u8; 32],
    kept: Option<Announcement>,
}

impl Run for Execute {
    fn shared(&self) -> Shared {
        let mut shared = Shared::from(&self.shared);
        // The chain makes the call for that account by itself; the sender acts in its own name.
        shared.transaction.proxy = None;
        shared
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let real = self
            .real
            .as_ref()
            .or(self.shared.transaction.proxy.as_ref());
        let real = match real {
            Some(text) => Some(session.account_or_name(text)?),
            None => None,
        };
        let delegate = match &self.delegate {
            Some(text) => session.account_or_name(text)?,
            None => session.coldkey_address()?,
        };
        let state = market::newest(session.chain().await?).await?;
        let found = self.find(session, &state, real.as_ref())?;
        let real = match (real, &found.kept) {
            (Some(real), _) => real,
            (None, Some(kept)) => session.account(&kept.address)?,
            (None, None) => {
                return Err(Failure::usage(
                    "--real names the account for which the call is made: give it",
                ));
            }
        };
        require_due(&state, &delegate, &real, &found.hash).await?;
        session.require_confirmation(&format!(
            "Make the announced call {} for {}?",
            found.call.full_name(),
            ss58(&real)
        ))?;
        let call = calls::proxy::proxy_announced(&delegate, &real, None, found.call.clone());
        let outcome = session.submit(call, SignWith::Coldkey).await?;
        if let (Some(kept), Some(_)) = (&found.kept, outcome.inclusion()) {
            AddressBook::open()?.mark_executed(kept.id)?;
        }
        let message = format!("Made {} for {}.", found.call.full_name(), ss58(&real));
        let text = Text::from(Cell::good(&message)).line(outcome.line());
        Ok(Report::new(document(&message, &outcome), text))
    }

    fn failed(message: &str) -> Value {
        failed(message)
    }
}

impl Execute {
    /// The call: as given, or as the address book has it.
    fn find(
        &self,
        session: &Session,
        state: &StateAt,
        real: Option<&AccountId>,
    ) -> Result<Found, Failure> {
        let wanted = self.call_hash.as_deref().map(bytes_of).transpose()?;
        let kept = self.kept(session, wanted.as_deref(), real)?;
        let hex = match (&self.call_hex, &kept) {
            (Some(hex), _) => hex.clone(),
            (None, Some(kept)) => kept.call_serialized.clone(),
            (None, None) => {
                return Err(Failure::failed(
                    "The address book has no such call that waits: give the call with --call-hex, \
                     as whoever announced it has it",
                ));
            }
        };
        let bytes = bytes_of(&hex)?;
        let hash = sp_crypto_hashing::blake2_256(&bytes);
        if wanted.is_some_and(|wanted| wanted != hash) {
            return Err(Failure::failed(format!(
                "The call of --call-hex has the hash 0x{}, not that of --call-hash: give the two \
                 that belong together",
                hex::encode(hash)
            )));
        }
        let call = state.chain_runtime().codec().decode_call(&bytes);
        let call = call.map_err(|error| {
            Failure::failed(format!(
                "this chain does not know the call: {error}; it was announced on another network \
                 or before an upgrade"
            ))
        })?;
        Ok(Found { call, hash, kept })
    }

    /// The announcement of the address book that is meant.
    fn kept(
        &self,
        session: &Session,
        hash: Option<&[u8]>,
        real: Option<&AccountId>,
    ) -> Result<Option<Announcement>, Failure> {
        let Some(book) = AddressBook::open_existing()? else {
            return Ok(None);
        };
        let given = match &self.call_hex {
            Some(hex) => Some(sp_crypto_hashing::blake2_256(&bytes_of(hex)?).to_vec()),
            None => hash.map(<[u8]>::to_vec),
        };
        let real = real.map(ss58);
        let mut waiting: Vec<Announcement> = book
            .announcements()?
            .into_iter()
            .filter(|one| !one.executed)
            .filter(|one| real.as_ref().is_none_or(|real| one.address == *real))
            .filter(|one| {
                given
                    .as_ref()
                    .is_none_or(|hash| bytes_of(&one.call_hash).is_ok_and(|its| its == *hash))
            })
            .collect();
        if given.is_none() && waiting.len() > 1 {
            let mut list = String::new();
            for one in &waiting {
                list += &format!("\n  {}  block {}  {}", one.call_hash, one.block, one.call);
            }
            session.note(format!("Calls that wait:{list}"));
            let hash = session.ask_text(
                None,
                "--call-hash",
                "Several calls wait: enter the hash of one",
                None,
            )?;
            let hash = bytes_of(&hash)?;
            waiting.retain(|one| bytes_of(&one.call_hash).is_ok_and(|its| its == hash));
        }
        // The same call announced twice: the older one first.
        Ok(waiting.into_iter().next())
    }
}

/// Fails where the chain would: nothing announced, or too early.
async fn require_due(
    state: &StateAt,
    delegate: &AccountId,
    real: &AccountId,
    hash: &[u8; 32],
) -> Result<(), Failure> {
    let (announced, _) = state.announcements(delegate).await?;
    let heights: Vec<u32> = announced
        .iter()
        .filter(|one| one.real == *real && one.call_hash == *hash)
        .map(|one| one.height)
        .collect();
    let Some(height) = heights.into_iter().min() else {
        return Err(Failure::failed(format!(
            "{} has not announced the call 0x{} for {}: `btcli proxy list` shows what was \
             announced",
            ss58(delegate),
            hex::encode(hash),
            ss58(real)
        )));
    };
    let delays = state.proxies(real).await?.proxies;
    let delay = delays
        .iter()
        .filter(|proxy| proxy.delegate == *delegate)
        .map(|proxy| proxy.delay)
        .min();
    let Some(delay) = delay else {
        return Err(Failure::failed(format!(
            "{} is no proxy of {} any more: `btcli proxy list` shows who is",
            ss58(delegate),
            ss58(real)
        )));
    };
    let due = height.saturating_add(delay);
    // The next block is the earliest that can hold the call.
    let next = state.block_number().saturating_add(1);
    match due.checked_sub(next) {
        None | Some(0) => Ok(()),
        Some(blocks) => Err(Failure::failed(format!(
            "Too early: the call was announced at block {height} with a delay of {delay} blocks. \
             Wait {blocks} more blocks"
        ))),
    }
}

fn bytes_of(text: &str) -> Result<Vec<u8>, Failure> {
    let digits = text.trim();
    let digits = digits.strip_prefix("0x").unwrap_or(digits);
    hex::decode(digits)
        .map_err(|error| Failure::usage(format!("'{text}' is not bytes in hex: {error}")))
}
