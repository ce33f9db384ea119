//! `btcli wallet swap-coldkey|swap-check`.

use clap::{Args, ValueEnum};
use serde_json::{Value, json};
use taonet_client::{AccountId, BlockRef, ColdkeySwap, StateAt, calls};

use crate::arguments::{ReadOptions, Shared, WriteOptions};
use crate::dispatch::Run;
use crate::failure::Failure;
use crate::output::{Cell, Column, Report, Table, Text, optional_json};
use crate::session::{Session, SignWith, ss58};

/// Steps of a swap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Action {
    /// Say that everything will move to another coldkey
    Announce,
    /// Move it, once the waiting time is over
    Execute,
    /// Freeze a swap that somebody else announced
    Dispute,
    /// Take the announcement back
    Clear,
    /// Show the announcement
    Check,
}

/// Moves everything of a coldkey to another, in two steps.
#[derive(Args, Debug)]
pub(crate) struct SwapColdkey {
    /// What to do
    #[arg(ignore_case = true)]
    action: Option<Action>,
    /// The new coldkey: an address, or the name of a wallet
    #[arg(long, aliases = ["new-coldkey-ss58", "new-wallet", "new"], value_name = "SS58|NAME")]
    new_coldkey: Option<String>,
    #[command(flatten)]
    shared: WriteOptions,
}

/// Shows announced swaps of coldkeys.
#[derive(Args, Debug)]
pub(crate) struct SwapCheck {
    /// Coldkey to look at, instead of the wallet's
    #[arg(long, aliases = ["ss58", "ss58-address"])]
    address: Option<String>,
    /// All announced swaps of the chain
    #[arg(long, short = 'a')]
    all: bool,
    #[command(flatten)]
    shared: ReadOptions,
}

impl SwapColdkey {
    /// The new coldkey, with what its wallet is called.
    fn new_coldkey(&self, session: &Session) -> Result<AccountId, Failure> {
        let question = "Enter the new coldkey: an address, or the name of a wallet";
        let given = self.new_coldkey.clone();
        let text = session.ask_text(given, "--new-coldkey", question, None)?;
        if let Ok(account) = session.account(&text) {
            return Ok(account);
        }
        Ok(session.wallet_named(&text)?.coldkeypub()?.bytes())
    }
}

impl Run for SwapColdkey {
    const SHIELDED: bool = true;

    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let action = match self.action {
            Some(action) => action,
            None => {
                let names = "announce, execute, dispute, clear or check";
                let default = self.new_coldkey.is_some().then_some("announce");
                let question = format!("What do you want to do: {names}?");
                let answer =
                    session.ask_text(None, &format!("the action ({names})"), &question, default)?;
                Action::from_str(&answer, true)
                    .map_err(|_| Failure::usage(format!("the action is {names}, not '{answer}'")))?
            }
        };
        let coldkey = match session.proxied_account()? {
            Some(real) => real,
            None => session.coldkey_address()?,
        };
        let state = session.chain().await?.at(BlockRef::Best).await?;
        let announced = state.coldkey_swap_announcement(&coldkey).await?;
        let missing = || {
            Failure::failed(format!(
                "no swap of the coldkey {} is announced: announce it with 'btcli wallet \
                 swap-coldkey announce'",
                ss58(&coldkey)
            ))
        };
        let (call, question, done) = match action {
            Action::Check => {
                let found = announced.map(|swap| vec![(coldkey, swap)]);
                return check(&state, found.unwrap_or_default()).await;
            }
            Action::Announce => {
                let new = self.new_coldkey(session)?;
                if new == coldkey {
                    return Err(Failure::usage(
                        "old and new coldkey are the same: name another",
                    ));
                }
                let delay = state.coldkey_swap_delay_blocks().await?;
                (
                    calls::keys::announce_coldkey_swap(sp_crypto_hashing::blake2_256(&new)),
                    format!(
                        "Announce that coldkey {} will be swapped for {}? It can be executed \
                         after {delay} blocks; until then the old coldkey can do little else.",
                        ss58(&coldkey),
                        ss58(&new)
                    ),
                    format!("Announced. Execute it after {delay} blocks."),
                )
            }
            Action::Execute => {
                let swap = announced.ok_or_else(missing)?;
                let new = self.new_coldkey(session)?;
                if sp_crypto_hashing::blake2_256(&new) != swap.new_coldkey_hash {
                    return Err(Failure::failed(format!(
                        "another coldkey than {} was announced: give the announced one, or \
                         announce this one",
                        ss58(&new)
                    )));
                }
                let block = state.block_number();
                if swap.executable_at_block > block {
                    return Err(Failure::failed(format!(
                        "the swap can be executed from block {} on, and now is block {block}: wait \
                         {} blocks",
                        swap.executable_at_block,
                        swap.executable_at_block.saturating_sub(block)
                    )));
                }
                (
                    calls::keys::swap_coldkey_announced(&new),
                    format!(
                        "Move everything of coldkey {} to {}? This cannot be undone.",
                        ss58(&coldkey),
                        ss58(&new)
                    ),
                    format!("Everything belongs to {} now.", ss58(&new)),
                )
            }
            Action::Dispute => {
                announced.ok_or_else(missing)?;
                (
                    calls::keys::dispute_coldkey_swap(),
                    format!(
                        "Dispute the swap of coldkey {}? The coldkey stays frozen until the \
                         chain's root resolves it.",
                        ss58(&coldkey)
                    ),
                    "The swap is disputed.".to_owned(),
                )
            }
            Action::Clear => {
                announced.ok_or_else(missing)?;
                (
                    calls::keys::clear_coldkey_swap_announcement(),
                    format!(
                        "Take back the announced swap of coldkey {}?",
                        ss58(&coldkey)
                    ),
                    "The announcement is taken back.".to_owned(),
                )
            }
        };
        session.require_confirmation(&question)?;
        let outcome = session.submit(call, SignWith::Coldkey).await?;
        let document = json!({ "success": true, "extrinsic_identifier": outcome.identifier() });
        let text = Text::from(Cell::good(done)).line(outcome.line());
        Ok(Report::new(document, text))
    }

    fn failed(message: &str) -> Value {
        json!({ "success": false, "extrinsic_identifier": null, "error": message })
    }
}

impl Run for SwapCheck {
    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let coldkey = match (&self.address, self.all) {
            (_, true) => None,
            (Some(text), false) => Some(session.account(text)?),
            (None, false) => Some(coldkey_of_session(session)?),
        };
        let state = session.chain().await?.at(BlockRef::Best).await?;
        let found = match coldkey {
            None => state.coldkey_swap_announcements().await?,
            Some(coldkey) => {
                let found = state.coldkey_swap_announcement(&coldkey).await?;
                found.map(|swap| vec![(coldkey, swap)]).unwrap_or_default()
            }
        };
        check(&state, found).await
    }

    fn failed(message: &str) -> Value {
        json!({ "success": false, "current_block": null, "announcements": [], "error": message })
    }
}

/// `--wallet-name` of this command may be an address too.
fn coldkey_of_session(session: &Session) -> Result<AccountId, Failure> {
    match &session.options.wallet.wallet_name {
        Some(text) if crate::arguments::amounts::address(text).is_ok() => session.account(text),
        _ => session.coldkey_address(),
    }
}

/// The report of announced swaps.
async fn check(state: &StateAt, found: Vec<(AccountId, ColdkeySwap)>) -> Result<Report, Failure> {
    let block = state.block_number();
    let clear_delay = state.coldkey_swap_reannouncement_delay_blocks().await?;
    let columns = ["COLDKEY", "HASH OF THE NEW COLDKEY", "STATUS"].map(Column::left);
    let numbers = ["EXECUTABLE AT", "BLOCKS LEFT", "CLEARABLE AT"].map(Column::right);
    let mut table = Table::new(columns.into_iter().chain(numbers));
    let mut announcements = Vec::new();
    for (coldkey, swap) in &found {
        let disputed = state.coldkey_swap_dispute_block(coldkey).await?;
        let executable = swap.executable_at_block;
        let remaining = executable.saturating_sub(block);
        let clearable = executable.saturating_add(clear_delay);
        let status = match (disputed, remaining) {
            (Some(_), _) => "Disputed",
            (None, 0) => "Ready",
            (None, _) => "Pending",
        };
        let hash = format!("0x{}", hex::encode(swap.new_coldkey_hash));
        table.push([
            ss58(coldkey).into(),
            hash.as_str().into(),
            match status {
                "Disputed" => Cell::bad(status),
                "Ready" => Cell::good(status),
                _ => Cell::notable(status),
            },
            executable.into(),
            remaining.into(),
            clearable.into(),
        ]);
        announcements.push(json!({
            "coldkey": ss58(coldkey),
            "new_coldkey_hash": hash,
            "execution_block": executable,
            "status": status,
            "time_remaining_blocks": remaining,
            "disputed_block": optional_json(disputed),
            "clear_block": clearable,
            "clear_remaining_blocks": clearable.saturating_sub(block),
        }));
    }
    let text = if found.is_empty() {
        Text::from("No swap of a coldkey is announced.")
    } else {
        Text::from(format!("Block {block}")).table(table)
    };
    let document = json!({
        "success": true, "current_block": block, "announcements": announcements
    });
    Ok(Report::new(document, text))
}
