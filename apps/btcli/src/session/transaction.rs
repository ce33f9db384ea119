//! Sending calls, or finding out what would happen.

use serde_json::{Value, json};
use taonet_client::calls::proxy::ProxyType;
use taonet_client::{
    AccountId, BlockRef, Call, ChainClient, ClientError, DryRun, DryRunOutcome, Effect, Inclusion,
    Transaction, WaitFor, calls,
};
use taonet_wallet::Keypair;

use super::{Session, ss58};
use crate::arguments::amounts::address;
use crate::config::{AddressBook, Announcement};
use crate::failure::Failure;
use crate::output::{Cell, Report, Text, amount};

/// Blocks for which a transaction of btcli 9 is valid.
const PERIOD_BLOCKS: u64 = 16;
/// And, on chains with short blocks, the time for which it is valid at least.
const PERIOD_MS: u64 = 60_000;

/// Which key of the wallet signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SignWith {
    Coldkey,
    Hotkey,
}

/// What became of a call.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// A block holds it, and it succeeded.
    Included(Box<Inclusion>),
    /// It is in the pool; nobody waited for its block.
    Sent {
        /// Hash of the transaction.
        extrinsic_hash: [u8; 32],
    },
    /// Nothing was sent; the dry run's findings replace the command's report.
    DryRun,
}

impl Outcome {
    /// Where the transaction is, if a block holds it.
    pub(crate) fn inclusion(&self) -> Option<&Inclusion> {
        match self {
            Self::Included(inclusion) => Some(inclusion),
            Self::Sent { .. } | Self::DryRun => None,
        }
    }

    /// `block-index` of the transaction, or null.
    pub(crate) fn identifier(&self) -> Value {
        self.inclusion()
            .map_or(Value::Null, |inclusion| inclusion.identifier().into())
    }

    /// One line for people: where the transaction is and what it cost.
    pub(crate) fn line(&self) -> Cell {
        match self {
            Self::Included(inclusion) => {
                let fee = inclusion.fee.map(|fee| amount(fee.rao(), "τ", true));
                let fee = fee.map(|fee| format!(", fee {fee}")).unwrap_or_default();
                Cell::faint(format!("Extrinsic {}{fee}", inclusion.identifier()))
            }
            Self::Sent { extrinsic_hash } => Cell::faint(format!(
                "Sent 0x{}; not waited for",
                hex::encode(extrinsic_hash)
            )),
            Self::DryRun => Cell::from("Not sent"),
        }
    }
}

/// What a dry run found.
#[derive(Debug)]
pub(super) struct Tried {
    document: Value,
    lines: Vec<Cell>,
    may_succeed: bool,
}

impl Session {
    /// Sends a call, signed by a key of the wallet, and waits as the options say.
    ///
    /// With `--proxy` it is made in the name of another account, with `--announce-only` it is
    /// announced for a delayed proxy, with `--dry-run` it is only tried.
    pub(crate) async fn submit(&self, call: Call, sign: SignWith) -> Result<Outcome, Failure> {
        let chain = self.chain().await?;
        let options = &self.options.transaction;
        let real = self.proxied_account()?;
        let announcement = match real {
            Some(real) if options.announce_only => Some(announce(chain, &real, &call).await?),
            None if options.announce_only => {
                return Err(Failure::usage(
                    "--announce-only announces a call for a delayed proxy: give the account to \
                     act for with --proxy",
                ));
            }
            _ => None,
        };
        let name = call.full_name();
        let mut transaction = match &announcement {
            Some((announcing, _)) => chain.transaction(announcing.clone()),
            None => chain.transaction(call),
        };
        if let (Some(real), None) = (real, &announcement) {
            transaction = transaction.as_proxy_of(&real, self.proxy_type()?);
        }
        let period = self.period(chain).await?;
        transaction = transaction.mortal(period).wait_for(self.wait_for());
        if self.is_dry_run() {
            let _progress = self.progress(format!("Trying {name}"));
            let tried = self.try_out(&transaction, sign).await?;
            self.dry_runs.borrow_mut().push(tried);
            return Ok(Outcome::DryRun);
        }
        let hotkey;
        let key = match sign {
            SignWith::Coldkey => self.coldkey()?,
            SignWith::Hotkey => {
                hotkey = self.hotkey()?;
                &hotkey
            }
        };
        let outcome = {
            let _progress = self.progress(format!("Sending {name}"));
            self.send(&transaction, key).await?
        };
        if let Some((_, kept)) = announcement {
            self.keep(kept, &outcome)?;
        }
        Ok(outcome)
    }

    async fn send(&self, transaction: &Transaction<'_>, key: &Keypair) -> Result<Outcome, Failure> {
        let options = &self.options.transaction;
        if options.no_wait_for_inclusion && !options.wait_for_finalization {
            let sent = transaction.send(key).await?;
            return Ok(Outcome::Sent {
                extrinsic_hash: sent.extrinsic_hash(),
            });
        }
        let demanded = options.mev_protection;
        let wanted = demanded || (self.shielded && !options.no_mev_protection);
        let sent = transaction.clone().shielded(wanted).submit(key).await;
        let inclusion = match sent {
            Err(ClientError::NoShield) if !demanded => {
                self.note("This chain offers no MEV protection now: sending in the open.");
                transaction.submit(key).await?
            }
            other => other?,
        };
        Ok(Outcome::Included(Box::new(inclusion)))
    }

    /// The account in whose name the call is made, if `--proxy` names one: an address or a name
    /// of the address book.
    pub(crate) fn proxied_account(&self) -> Result<Option<AccountId>, Failure> {
        let Some(text) = &self.options.transaction.proxy else {
            return Ok(None);
        };
        self.account_or_name(text).map(Some)
    }

    /// An address, or the account of this name in the address book.
    pub(crate) fn account_or_name(&self, text: &str) -> Result<AccountId, Failure> {
        if address(text).is_ok() {
            return self.account(text);
        }
        let book = AddressBook::open_existing()?;
        let found = match book {
            Some(book) => book.address_of(text.trim())?,
            None => None,
        };
        match found {
            Some(kept) => address(&kept),
            None => Err(Failure::usage(format!(
                "'{text}' is neither an address nor a name of the address book: see 'btcli config \
                 proxies'"
            ))),
        }
    }

    fn proxy_type(&self) -> Result<Option<ProxyType>, Failure> {
        match &self.options.transaction.force_proxy_type {
            Some(text) => Ok(Some(text.parse::<ProxyType>().map_err(|error| {
                Failure::usage(format!("--force-proxy-type: {error}"))
            })?)),
            None => Ok(None),
        }
    }

    /// Blocks for which a transaction is valid: the option, or 16; more where blocks are short.
    async fn period(&self, chain: &ChainClient) -> Result<u32, Failure> {
        if let Some(period) = self.options.transaction.period {
            return u32::try_from(period)
                .ok()
                .filter(|period| (4..=65_536).contains(period))
                .ok_or_else(|| {
                    Failure::usage(format!("--period is 4 to 65536 blocks, not {period}"))
                });
        }
        // A chain that does not say how long its blocks take has those of the main network.
        let block_ms = chain.slot_duration_ms().await.unwrap_or(12_000).max(1);
        let blocks = PERIOD_BLOCKS.max(PERIOD_MS.div_ceil(block_ms));
        Ok(u32::try_from(blocks).unwrap_or(u32::MAX))
    }

    /// What a transaction waits for.
    pub(crate) fn wait_for(&self) -> WaitFor {
        let options = &self.options.transaction;
        if options.wait_for_finalization || (self.finalised && !options.no_wait_for_finalization) {
            WaitFor::Finalisation
        } else {
            WaitFor::Inclusion
        }
    }

    /// Tries a transaction: with the key where it can be opened without asking, else without.
    async fn try_out(
        &self,
        transaction: &Transaction<'_>,
        sign: SignWith,
    ) -> Result<Tried, Failure> {
        let key = match sign {
            SignWith::Coldkey => self.coldkey().cloned(),
            SignWith::Hotkey => self.hotkey(),
        };
        let found = match key {
            Ok(key) => transaction.dry_run(&key).await?,
            Err(Failure::Interrupted) => return Err(Failure::Interrupted),
            Err(_) => {
                let account = match sign {
                    SignWith::Coldkey => self.coldkey_address()?,
                    SignWith::Hotkey => self.hotkey_address()?,
                };
                transaction.preview(&account).await?
            }
        };
        Ok(Tried {
            document: found.to_json(),
            lines: lines_of(&found),
            may_succeed: found.may_succeed(),
        })
    }

    /// Keeps an announced call in the address book, for the day it can be executed.
    fn keep(&self, mut announcement: Announcement, outcome: &Outcome) -> Result<(), Failure> {
        if let Some(inclusion) = outcome.inclusion() {
            announcement.block = inclusion.block_number.into();
        }
        let id = AddressBook::open()?.add_announcement(&announcement)?;
        self.note(format!(
            "The call is kept as number {id} (hash {}): execute it with 'btcli proxy execute' \
             once the proxy's delay is over.",
            announcement.call_hash
        ));
        Ok(())
    }
}

/// The call that announces another, and what to keep of it.
async fn announce(
    chain: &ChainClient,
    real: &AccountId,
    call: &Call,
) -> Result<(Call, Announcement), Failure> {
    let state = chain.at(BlockRef::Best).await?;
    let bytes = state
        .chain_runtime()
        .codec()
        .encode(call)
        .map_err(|error| Failure::failed(format!("the call cannot be encoded: {error}")))?;
    let hash = sp_crypto_hashing::blake2_256(&bytes);
    let seconds = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .map_or(0, |since| since.as_secs());
    let announcement = Announcement {
        id: 0,
        address: ss58(real),
        epoch_time: i64::try_from(seconds).unwrap_or(i64::MAX),
        block: state.block_number().into(),
        call_hash: format!("0x{}", hex::encode(hash)),
        call: call.to_json().to_string(),
        call_serialized: format!("0x{}", hex::encode(bytes)),
        executed: false,
    };
    Ok((calls::proxy::announce(real, hash), announcement))
}

/// What a dry run found, for people.
fn lines_of(found: &DryRun) -> Vec<Cell> {
    let mut lines = vec![Cell::strong(found.call.full_name())];
    for (name, value) in found.call.arguments() {
        lines.push(format!("  {name:<18} {value}").into());
    }
    lines.push(format!("  fee        {}", amount(found.fee.rao(), "τ", true)).into());
    lines.extend(
        found
            .effects
            .iter()
            .map(|effect| effect_line(effect).into()),
    );
    lines.push(match &found.outcome {
        DryRunOutcome::Succeeds {
            covers_inner_calls: true,
        } => Cell::good("  It would succeed."),
        DryRunOutcome::Succeeds { .. } => {
            Cell::good("  It would succeed; whether the call inside would, is not known.")
        }
        DryRunOutcome::Fails(error) => Cell::bad(format!("  It would fail: {error}")),
        DryRunOutcome::Unknown { why } => {
            Cell::notable(format!("  Whether it would succeed is not known: {why}."))
        }
    });
    lines
}

fn effect_line(effect: &Effect) -> String {
    let one = |of: taonet_client::Amount| match of {
        taonet_client::Amount::Tao(tao) => amount(tao.rao(), "τ", true),
        taonet_client::Amount::Alpha(alpha) => {
            amount(alpha.rao(), &format!("α{}", alpha.netuid()), true)
        }
    };
    match effect {
        Effect::Balance {
            account,
            before,
            after,
        } => format!(
            "  balance    {}: {} -> {}",
            ss58(account),
            amount(before.rao(), "τ", true),
            amount(after.rao(), "τ", true)
        ),
        Effect::Trade {
            netuid,
            given,
            received,
            fee,
            price_before,
            price_paid,
        } => format!(
            "  trade      subnet {netuid}: {} for {}, fee {}, price {} -> {}",
            one(*given),
            one(*received),
            one(*fee),
            crate::output::price(price_before.rao()),
            crate::output::price(price_paid.rao())
        ),
        Effect::Price { what, price } => {
            format!("  price      {what}: {}", amount(price.rao(), "τ", true))
        }
    }
}

/// The report of a command that was only tried.
pub(super) fn report_of_dry_runs(found: Vec<Tried>) -> Option<Report> {
    if found.is_empty() {
        return None;
    }
    let may_succeed = found.iter().all(|one| one.may_succeed);
    let mut text = Text::new().line(Cell::notable("Dry run: nothing was sent."));
    let mut transactions = Vec::new();
    for one in found {
        for line in one.lines {
            text.push_line(line);
        }
        transactions.push(one.document);
    }
    let document = json!({
        "success": may_succeed, "dry_run": true, "transactions": transactions
    });
    Some(Report::new(document, text).with_success(may_succeed))
}
