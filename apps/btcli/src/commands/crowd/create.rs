//! `btcli crowd create`.

use clap::Args;
use serde_json::{Map, Value, json};
use taonet_client::{AccountId, Call, StateAt, Tao, calls};

use super::loan::{self, duration};
use crate::arguments::{Amount, Shared, WriteOptions};
use crate::commands::stake::amounts::{acting_coldkey, require_balance};
use crate::commands::subnets::market;
use crate::dispatch::Run;
use crate::failure::Failure;
use crate::output::{Cell, Report, Text, amount, amount_json, optional_json};
use crate::session::{Outcome, Session, SignWith, ss58};

/// Opens a crowdloan: for an account (--target-address), for a subnet that its contributors lease
/// out (--subnet-lease), or for any call (--custom-call-..).
#[derive(Args, Debug)]
pub(crate) struct Create {
    /// Your own first contribution in TAO, which stays in until the end
    #[arg(long, value_name = "TAO")]
    deposit: Option<Amount>,
    /// Smallest contribution of others in TAO
    #[arg(long, value_name = "TAO")]
    min_contribution: Option<Amount>,
    /// What is to be raised in TAO
    #[arg(long, value_name = "TAO")]
    cap: Option<Amount>,
    /// Blocks for which it is open
    #[arg(long, value_name = "BLOCKS")]
    duration: Option<u32>,
    /// Account that gets what was raised
    #[arg(long, alias = "target", value_name = "SS58")]
    target_address: Option<String>,
    /// Creates a subnet with what was raised, and shares its emission with the contributors
    #[arg(long, overrides_with = "fundraising")]
    subnet_lease: bool,
    /// Pays what was raised to an account
    #[arg(long, overrides_with = "subnet_lease")]
    fundraising: bool,
    /// Contributors' part of the owner's emission, in percent
    #[arg(long, alias = "emissions", value_name = "PERCENT",
          value_parser = clap::value_parser!(u8).range(0..=100))]
    emissions_share: Option<u8>,
    /// Block at which the lease ends; never without it
    #[arg(long, alias = "lease-end", value_name = "BLOCK")]
    lease_end_block: Option<u32>,
    /// Pallet of the call that is made with what was raised
    #[arg(long, value_name = "PALLET")]
    custom_call_pallet: Option<String>,
    /// Name of that call
    #[arg(long, value_name = "CALL")]
    custom_call_method: Option<String>,
    /// Its arguments as a JSON object
    #[arg(long, value_name = "JSON")]
    custom_call_args: Option<String>,
    #[command(flatten)]
    shared: WriteOptions,
}

/// What the funds are for.
enum Purpose {
    Lease {
        share_percent: u8,
        end_block: Option<u32>,
    },
    Pay(AccountId),
    Custom(Call),
}

/// What the chain allows.
struct Bounds {
    deposit_rao: u64,
    contribution_rao: u64,
    min_blocks: u32,
    max_blocks: u32,
}

impl Bounds {
    fn read(state: &StateAt) -> Result<Self, Failure> {
        Ok(Self {
            deposit_rao: state.constant("Crowdloan", "MinimumDeposit")?,
            contribution_rao: state.constant("Crowdloan", "AbsoluteMinimumContribution")?,
            min_blocks: state.constant("Crowdloan", "MinimumBlockDuration")?,
            max_blocks: state.constant("Crowdloan", "MaximumBlockDuration")?,
        })
    }
}

impl Create {
    fn purpose(&self, session: &Session) -> Result<Purpose, Failure> {
        if self.custom_call_pallet.is_some() || self.custom_call_method.is_some() {
            if self.subnet_lease || self.target_address.is_some() {
                return Err(Failure::usage(
                    "a crowdloan has one purpose: either --custom-call-.., --subnet-lease or \
                     --target-address",
                ));
            }
            return self.custom().map(Purpose::Custom);
        }
        let lease = self.subnet_lease
            || (!self.fundraising
                && (self.emissions_share.is_some() || self.lease_end_block.is_some()));
        let given = lease || self.fundraising || self.target_address.is_some();
        let lease = match given {
            true => lease,
            false => {
                let what = session.ask_text(
                    None,
                    "--target-address, --subnet-lease or --custom-call-pallet",
                    "Is it for a leased subnet or for an account? (subnet/account)",
                    None,
                )?;
                what.trim().starts_with('s')
            }
        };
        if lease {
            if self.target_address.is_some() {
                return Err(Failure::usage(
                    "--subnet-lease uses what was raised for a subnet: leave --target-address out",
                ));
            }
            let question = "Contributors' part of the owner's emission, in percent";
            let share_percent = session.ask(self.emissions_share, "--emissions-share", question)?;
            let end_block = self.lease_end_block;
            return Ok(Purpose::Lease {
                share_percent,
                end_block,
            });
        }
        let question = "Enter the address that gets what was raised";
        let target = self.target_address.clone();
        let target = session.ask_text(target, "--target-address", question, None)?;
        session.account(&target).map(Purpose::Pay)
    }

    fn custom(&self) -> Result<Call, Failure> {
        let (Some(pallet), Some(method)) = (&self.custom_call_pallet, &self.custom_call_method)
        else {
            return Err(Failure::usage(
                "a call is named by --custom-call-pallet and --custom-call-method: give both",
            ));
        };
        let text = self.custom_call_args.as_deref().unwrap_or("{}");
        let arguments: Map<String, Value> = serde_json::from_str(text).map_err(|error| {
            Failure::usage(format!(
                "--custom-call-args is a JSON object of the call's arguments: {error}"
            ))
        })?;
        Ok(Call::dynamic(pallet.clone(), method.clone(), arguments))
    }
}

impl Run for Create {
    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let purpose = self.purpose(session)?;
        let coldkey = acting_coldkey(session)?;
        let state = market::newest(session.chain().await?).await?;
        let bounds = Bounds::read(&state)?;
        let deposit = session.ask(
            self.deposit,
            "--deposit",
            &format!("Your deposit (at least {})", tao(bounds.deposit_rao)),
        )?;
        let minimum = session.ask(
            self.min_contribution,
            "--min-contribution",
            &format!(
                "Smallest contribution (at least {})",
                tao(bounds.contribution_rao)
            ),
        )?;
        let cap = session.ask(self.cap, "--cap", "What is to be raised")?;
        let blocks = session.ask(
            self.duration,
            "--duration",
            &format!("Blocks ({} to {})", bounds.min_blocks, bounds.max_blocks),
        )?;
        bounds.check(deposit.rao, minimum.rao, cap.rao, blocks)?;
        require_balance(&state, &coldkey, deposit.rao, "the deposit").await?;
        let end = state.block_number().saturating_add(blocks);
        let (call, target) = match &purpose {
            Purpose::Pay(target) => (None, Some(target)),
            Purpose::Custom(call) => {
                // A call that the chain does not have is found out before anything is paid.
                let codec = state.chain_runtime().codec();
                codec
                    .encode(call)
                    .map_err(|error| Failure::failed(format!("{}: {error}", call.full_name())))?;
                (Some(call.clone()), None)
            }
            Purpose::Lease {
                share_percent,
                end_block,
            } => {
                let call = calls::leases::register_leased_network(*share_percent, *end_block);
                (Some(call), None)
            }
        };
        let block_ms = state.slot_duration_ms().await?;
        session.require_confirmation(&format!(
            "Open a crowdloan of {} with a deposit of {}, for {blocks} blocks ({})?",
            tao(cap.rao),
            tao(deposit.rao),
            duration(blocks, block_ms)
        ))?;
        let tao_of = |amount: Amount| Tao::from_rao(amount.rao);
        let call = calls::crowdloan::create(
            tao_of(deposit),
            tao_of(minimum),
            tao_of(cap),
            end,
            call,
            target,
        );
        let outcome = session.submit(call, SignWith::Coldkey).await?;
        let id = created(&outcome);
        let mut data = Map::from_iter([
            ("crowdloan_id".to_owned(), optional_json(id)),
            ("type".to_owned(), purpose.name().into()),
            ("deposit".to_owned(), amount_json(deposit.rao)),
            ("min_contribution".to_owned(), amount_json(minimum.rao)),
            ("cap".to_owned(), amount_json(cap.rao)),
            ("duration".to_owned(), blocks.into()),
            ("end_block".to_owned(), end.into()),
            ("extrinsic_id".to_owned(), outcome.identifier()),
        ]);
        purpose.describe(&mut data);
        let number = id.map_or_else(String::new, |id| format!(" {id}"));
        let text = Text::from(Cell::good(format!(
            "Opened crowdloan{number}: {} until block {end}.",
            tao(cap.rao)
        )))
        .line(outcome.line());
        Ok(Report::new(loan::document(&outcome, data.into()), text))
    }

    fn failed(message: &str) -> Value {
        loan::failed(message)
    }
}

impl Purpose {
    fn name(&self) -> &'static str {
        match self {
            Self::Lease { .. } => "subnet",
            Self::Pay(_) => "fundraising",
            Self::Custom(_) => "custom",
        }
    }

    fn describe(&self, data: &mut Map<String, Value>) {
        match self {
            Self::Lease {
                share_percent,
                end_block,
            } => {
                data.insert("emissions_share".into(), (*share_percent).into());
                data.insert("lease_end_block".into(), optional_json(*end_block));
                data.insert("perpetual_lease".into(), end_block.is_none().into());
            }
            Self::Pay(target) => {
                data.insert("target_address".into(), ss58(target).into());
            }
            Self::Custom(call) => {
                let call = json!({
                    "pallet": call.pallet(), "method": call.name(), "args": call.arguments()
                });
                data.insert("custom_call".into(), call);
            }
        }
    }
}

impl Bounds {
    fn check(&self, deposit: u64, minimum: u64, cap: u64, blocks: u32) -> Result<(), Failure> {
        let refuse = |text: String| Err(Failure::failed(text));
        if deposit < self.deposit_rao {
            return refuse(format!(
                "Amount too low: the deposit of {} is below the chain's minimum of {}. Take a \
                 larger --deposit",
                tao(deposit),
                tao(self.deposit_rao)
            ));
        }
        if minimum < self.contribution_rao {
            return refuse(format!(
                "Amount too low: the smallest contribution of {} is below the chain's minimum of \
                 {}. Take a larger --min-contribution",
                tao(minimum),
                tao(self.contribution_rao)
            ));
        }
        if cap <= deposit {
            return refuse(format!(
                "The cap of {} is not more than the deposit of {}: take a larger --cap",
                tao(cap),
                tao(deposit)
            ));
        }
        if !(self.min_blocks..=self.max_blocks).contains(&blocks) {
            return refuse(format!(
                "{blocks} blocks are not allowed: take a --duration between {} and {}",
                self.min_blocks, self.max_blocks
            ));
        }
        Ok(())
    }
}

fn tao(rao: u64) -> String {
    amount(rao, "τ", true)
}

/// The number that the chain gave.
fn created(outcome: &Outcome) -> Option<u32> {
    let event = outcome.inclusion()?.event("Crowdloan", "Created")?;
    u32::try_from(event.fields.get("crowdloan_id")?.as_u64()?).ok()
}
