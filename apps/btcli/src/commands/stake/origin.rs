//! Stake that goes elsewhere: what moving, giving away and swapping have in common.

use clap::Args;
use taonet_client::{AccountId, Alpha, StateAt};

use super::quotes::{self, Quote};
use super::{amounts, holdings};
use crate::arguments::Amount;
use crate::commands::subnets::market::{Market, Subnet, worth_rao};
use crate::failure::Failure;
use crate::output;
use crate::session::{Session, ss58};

/// From where to where, and how much.
#[derive(Args, Clone, Debug, Default)]
pub(super) struct RouteOptions {
    /// Subnet that the stake leaves
    #[arg(long, aliases = ["origin", "netuid"], short = 'o')]
    pub(super) origin_netuid: Option<u16>,
    /// Subnet that the stake goes to
    #[arg(long)]
    pub(super) dest_netuid: Option<u16>,
    /// Alpha to take
    #[arg(long, alias = "amount-alpha", short = 'a')]
    pub(super) amount: Option<Amount>,
    /// All of it
    #[arg(long, aliases = ["stake-all", "swap-all"], conflicts_with = "amount")]
    pub(super) all: bool,
}

/// Stake of the coldkey, and how much of it goes.
#[derive(Clone, Debug)]
pub(super) struct Origin {
    pub(super) hotkey: AccountId,
    pub(super) subnet: Subnet,
    pub(super) amount_rao: u64,
}

impl Origin {
    pub(super) fn amount(&self) -> Alpha {
        Alpha::new(self.subnet.netuid, self.amount_rao)
    }
}

impl RouteOptions {
    /// Finds the stake and checks the amount.
    pub(super) async fn origin(
        &self,
        session: &Session,
        state: &StateAt,
        market: &Market,
        coldkey: &AccountId,
        hotkey: AccountId,
    ) -> Result<Origin, Failure> {
        let question = "Enter the netuid that the stake leaves";
        let netuid = session.ask(self.origin_netuid, "--origin-netuid", question)?;
        let subnet = market.get(netuid)?.clone();
        let staked = holdings::stake_rao(state, &ss58(&hotkey), coldkey, netuid).await?;
        let amount_rao = match self.all {
            true => staked,
            false => {
                let question = format!(
                    "Enter the amount, of {}",
                    output::amount(staked, subnet.unit(), true)
                );
                session.ask_amount(self.amount, &question)?.rao
            }
        };
        amounts::require_stake(&subnet, &ss58(&hotkey), staked, amount_rao)?;
        let worth = worth_rao(amount_rao, subnet.price_rao);
        amounts::require_minimum(state, amount_rao, worth, subnet.unit())?;
        amounts::require_started(state, netuid).await?;
        Ok(Origin {
            hotkey,
            subnet,
            amount_rao,
        })
    }

    /// The subnet that the stake goes to.
    pub(super) async fn destination(
        &self,
        session: &Session,
        state: &StateAt,
        market: &Market,
    ) -> Result<Subnet, Failure> {
        let question = "Enter the netuid that the stake goes to";
        let netuid = session.ask(self.dest_netuid, "--dest-netuid", question)?;
        let subnet = market.get(netuid)?.clone();
        amounts::require_started(state, netuid).await?;
        Ok(subnet)
    }
}

/// A change of subnet: a sale and a purchase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Exchange {
    pub(super) sale: Quote,
    pub(super) purchase: Quote,
}

/// What arrives; `None` within one subnet, where nothing is traded.
pub(super) async fn exchange(
    state: &StateAt,
    origin: &Origin,
    destination: &Subnet,
) -> Result<Option<Exchange>, Failure> {
    if origin.subnet.netuid == destination.netuid {
        return Ok(None);
    }
    let sale = quotes::sell(state, &origin.subnet, origin.amount_rao).await?;
    let purchase = quotes::buy(state, destination, sale.out_rao).await?;
    Ok(Some(Exchange { sale, purchase }))
}

/// A line that says what goes where.
pub(super) fn describe(
    origin: &Origin,
    destination: &Subnet,
    exchange: Option<&Exchange>,
) -> String {
    let amount = output::amount(origin.amount_rao, origin.subnet.unit(), true);
    match exchange {
        None => format!("  {amount} within subnet {}", destination.netuid),
        Some(exchange) => format!(
            "  {amount} of subnet {} for about {} of subnet {}, by way of {}",
            origin.subnet.netuid,
            output::amount(exchange.purchase.out_rao, destination.unit(), true),
            destination.netuid,
            output::amount(exchange.sale.out_rao, "τ", true),
        ),
    }
}
