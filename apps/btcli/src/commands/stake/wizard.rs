//! `btcli stake wizard`: the other commands of the group, step by step.

use clap::Args;
use dialoguer::{MultiSelect, Select};
use taonet_client::AccountId;

use super::holdings::{self, Holding};
use super::origin::RouteOptions;
use super::remove::{Remove, Wanted};
use super::{add, amounts, move_stake, swap, transfer};
use crate::arguments::{
    Amount, PartialStakeOption, SafeStakingOption, Shared, ToleranceOption, WriteOptions,
};
use crate::commands::subnets::fields;
use crate::commands::subnets::market::{self, Market};
use crate::dispatch::Run;
use crate::failure::Failure;
use crate::output::{self, Report};
use crate::session::Session;

/// Adds, moves, gives away, swaps or sells stake step by step. Takes a terminal.
#[derive(Args, Debug)]
pub(crate) struct Wizard {
    #[command(flatten)]
    tolerance: ToleranceOption,
    #[command(flatten)]
    safe: SafeStakingOption,
    #[command(flatten)]
    partial: PartialStakeOption,
    #[command(flatten)]
    shared: WriteOptions,
}

/// What the wizard can do, and how it says so.
const STEPS: [(&str, Step); 5] = [
    ("add: buy alpha with TAO", Step::Add),
    ("remove: sell alpha for TAO", Step::Remove),
    ("move: to another hotkey", Step::Move),
    ("swap: for stake of another subnet", Step::Swap),
    ("transfer: to another coldkey", Step::Transfer),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Add,
    Remove,
    Move,
    Swap,
    Transfer,
}

impl Run for Wizard {
    const SHIELDED: bool = true;

    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        require_terminal(session)?;
        let coldkey = amounts::acting_coldkey(session)?;
        let state = market::newest(session.chain().await?).await?;
        let market = Market::read(&state).await?;
        let held = holdings::of_coldkey(&state, &coldkey).await?;
        let words: Vec<&str> = STEPS.iter().map(|(words, _)| *words).collect();
        let step = match STEPS.get(choose("What do you want to do?", &words)?) {
            Some((_, step)) => *step,
            None => return Err(Failure::Declined),
        };
        match step {
            Step::Add => self.add().run(session).await,
            Step::Remove => self.remove().run(session).await,
            Step::Move => {
                let (hotkey, route) = choose_origin(session, &held, &market)?;
                let command = move_stake::Move {
                    from: Some(crate::session::ss58(&hotkey)),
                    route,
                    shared: self.shared,
                    ..move_stake::Move::default()
                };
                command.run(session).await
            }
            Step::Swap => {
                let (hotkey, route) = choose_origin(session, &held, &market)?;
                let command = swap::Swap {
                    route,
                    chosen_hotkey: Some(hotkey),
                    tolerance: self.tolerance,
                    safe: self.safe,
                    partial: self.partial,
                    shared: self.shared,
                    ..swap::Swap::default()
                };
                command.run(session).await
            }
            Step::Transfer => {
                let (hotkey, route) = choose_origin(session, &held, &market)?;
                let command = transfer::Transfer {
                    hotkey_ss58: Some(crate::session::ss58(&hotkey)),
                    route,
                    shared: self.shared,
                    ..transfer::Transfer::default()
                };
                command.run(session).await
            }
        }
    }
}

impl Wizard {
    fn add(self) -> add::Add {
        add::Add {
            tolerance: self.tolerance,
            safe: self.safe,
            partial: self.partial,
            shared: self.shared,
            ..add::Add::default()
        }
    }

    fn remove(self) -> Remove {
        Remove {
            interactive: true,
            tolerance: self.tolerance,
            safe: self.safe,
            partial: self.partial,
            shared: self.shared,
            ..Remove::default()
        }
    }
}

fn require_terminal(session: &Session) -> Result<(), Failure> {
    if session.can_ask() {
        return Ok(());
    }
    Err(Failure::usage(
        "this asks step by step, which takes a terminal, and neither --json-output nor \
         --no-prompt: use `btcli stake add`, `remove`, `move`, `swap` or `transfer` with options",
    ))
}

/// The place that the user chooses.
fn choose(question: &str, choices: &[impl std::fmt::Display]) -> Result<usize, Failure> {
    let chosen = Select::new()
        .with_prompt(question)
        .items(choices)
        .default(0)
        .interact_opt()
        .map_err(unanswered)?;
    chosen.ok_or(Failure::Declined)
}

fn unanswered(error: dialoguer::Error) -> Failure {
    let dialoguer::Error::IO(error) = error;
    error.into()
}

/// One stake in a line.
fn describe(holding: &Holding, market: &Market) -> String {
    let subnet = market.find(holding.netuid);
    format!(
        "{} in subnet {}{} on {}",
        output::amount(
            holding.stake_rao,
            subnet.map_or("α", |subnet| subnet.unit()),
            true
        ),
        holding.netuid,
        subnet.map_or_else(String::new, |subnet| format!(" ({})", subnet.name)),
        output::short_address(&holding.hotkey),
    )
}

/// Stake that goes elsewhere.
fn choose_origin(
    session: &Session,
    held: &[Holding],
    market: &Market,
) -> Result<(AccountId, RouteOptions), Failure> {
    let choices: Vec<String> = held.iter().map(|one| describe(one, market)).collect();
    if choices.is_empty() {
        return Err(nothing_staked());
    }
    let chosen = held
        .get(choose("Which stake?", &choices)?)
        .ok_or(Failure::Declined)?;
    let hotkey = fields::account(&chosen.hotkey).ok_or_else(nothing_staked)?;
    let amount = ask_amount(session, "How much of it")?;
    let route = RouteOptions {
        origin_netuid: Some(chosen.netuid),
        dest_netuid: None,
        amount,
        all: amount.is_none(),
    };
    Ok((hotkey, route))
}

/// An amount, or `None` for all.
fn ask_amount(session: &Session, question: &str) -> Result<Option<Amount>, Failure> {
    let question = format!("{question}: an amount, or all");
    loop {
        let answer = session.ask_text(None, "--amount", &question, None)?;
        match read_amount(&answer) {
            Ok(amount) => return Ok(amount),
            Err(cause) => session.warn(cause),
        }
    }
}

fn read_amount(answer: &str) -> Result<Option<Amount>, String> {
    match answer.trim() {
        "all" | "ALL" | "All" => Ok(None),
        amount => amount.parse().map(Some),
    }
}

fn nothing_staked() -> Failure {
    Failure::failed("Nothing is staked: `btcli stake add` buys alpha and stakes it")
}

/// What to sell, chosen step by step.
pub(super) fn choose_sales(
    session: &Session,
    held: &[Holding],
    market: &Market,
) -> Result<Vec<Wanted>, Failure> {
    require_terminal(session)?;
    let choices: Vec<String> = held.iter().map(|one| describe(one, market)).collect();
    if choices.is_empty() {
        return Err(nothing_staked());
    }
    let chosen = MultiSelect::new()
        .with_prompt("Which stakes? (space marks, enter ends)")
        .items(&choices)
        .interact()
        .map_err(unanswered)?;
    let mut wanted = Vec::with_capacity(chosen.len());
    for place in chosen {
        let (Some(holding), Some(words)) = (held.get(place), choices.get(place)) else {
            continue;
        };
        let Some(hotkey) = fields::account(&holding.hotkey) else {
            continue;
        };
        let amount = ask_amount(session, &format!("How much of {words}"))?;
        wanted.push((hotkey, holding.netuid, amount.map(|amount| amount.rao)));
    }
    if wanted.is_empty() {
        return Err(Failure::Declined);
    }
    Ok(wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_an_amount_or_all() {
        assert_eq!(read_amount(" all "), Ok(None));
        assert_eq!(read_amount("1.5"), Ok(Some(Amount { rao: 1_500_000_000 })));
        assert!(read_amount("some").is_err());
    }
}
