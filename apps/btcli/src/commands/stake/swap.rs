//! `btcli stake swap`.

use clap::Args;
use serde_json::{Value, json};
use taonet_client::{AccountId, Call, calls};

use super::amounts;
use super::origin::{self, Exchange, Origin, RouteOptions};
use super::price_limit::{Tolerance, ratio};
use crate::arguments::{
    PartialStakeOption, SafeStakingOption, Shared, ToleranceOption, WriteOptions,
};
use crate::commands::subnets::market::{self, Market, Subnet};
use crate::dispatch::Run;
use crate::failure::Failure;
use crate::output::{self, Cell, Report, Text};
use crate::session::{Session, SignWith, Trade};

/// Swaps stake of one subnet for that of another, on the same hotkey.
#[derive(Args, Debug, Default)]
pub(crate) struct Swap {
    #[command(flatten)]
    pub(super) route: RouteOptions,
    /// The same as --dest-netuid
    #[arg(long, short = 'd', hide = true, conflicts_with = "dest_netuid")]
    pub(super) dest: Option<u16>,
    #[command(flatten)]
    pub(super) tolerance: ToleranceOption,
    #[command(flatten)]
    pub(super) safe: SafeStakingOption,
    #[command(flatten)]
    pub(super) partial: PartialStakeOption,
    #[command(flatten)]
    pub(super) shared: WriteOptions,
    /// The hotkey that the wizard's user chose.
    #[arg(skip)]
    pub(super) chosen_hotkey: Option<AccountId>,
}

impl Run for Swap {
    const SHIELDED: bool = true;
    const FINALISED: bool = true;

    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(mut self, session: &Session) -> Result<Report, Failure> {
        let trade = session.trade(&self.tolerance, &self.safe, &self.partial)?;
        self.route.dest_netuid = self.route.dest_netuid.or(self.dest);
        let hotkey = match self.chosen_hotkey {
            Some(hotkey) => hotkey,
            None => session.hotkey_address()?,
        };
        let coldkey = amounts::acting_coldkey(session)?;
        let state = market::newest(session.chain().await?).await?;
        let market = Market::read(&state).await?;
        let origin = self
            .route
            .origin(session, &state, &market, &coldkey, hotkey)
            .await?;
        let destination = self.route.destination(session, &state, &market).await?;
        let Some(exchange) = origin::exchange(&state, &origin, &destination).await? else {
            return Err(Failure::usage(
                "the stake is in that subnet already: give another --dest-netuid",
            ));
        };
        let call = call(&origin, &destination, &exchange, trade)?;
        session.note(origin::describe(&origin, &destination, Some(&exchange)));
        session.require_confirmation("Swap it?")?;
        let outcome = session.submit(call, SignWith::Coldkey).await?;
        let document = json!({ "success": true, "extrinsic_identifier": outcome.identifier() });
        let text = Text::from(Cell::good("Swapped.")).line(outcome.line());
        Ok(Report::new(document, text))
    }

    fn failed(message: &str) -> Value {
        json!({ "success": false, "error": message, "extrinsic_identifier": null })
    }
}

/// The call, limited to the tolerance; fails where it would pass it.
fn call(
    origin: &Origin,
    destination: &Subnet,
    exchange: &Exchange,
    trade: Trade,
) -> Result<Call, Failure> {
    let (hotkey, netuid) = (&origin.hotkey, destination.netuid);
    if !trade.safe {
        return Ok(calls::stake::swap_stake(hotkey, origin.amount(), netuid));
    }
    let tolerance = Tolerance::new(trade.tolerance)?;
    let (from, to) = (origin.subnet.price_rao, destination.price_rao);
    let Some(limit) = tolerance.below_ratio(from, to) else {
        return Err(Failure::failed(format!(
            "Subnet {netuid} has no price, so a swap cannot be limited to one. Accept any price \
             with --unsafe, or choose another subnet"
        )));
    };
    let after = ratio(
        exchange.sale.price_after_rao,
        exchange.purchase.price_after_rao,
    );
    if !trade.partial && after.is_some_and(|after| after < limit) {
        return Err(Failure::failed(format!(
            "Slippage too high: this would move the price of one token in the other from {} to \
             {}, and the tolerance is {}. Take a smaller amount, raise --tolerance, swap what fits \
             with --allow-partial-stake, or accept any price with --unsafe",
            output::price(ratio(from, to).unwrap_or_default()),
            output::price(after.unwrap_or_default()),
            tolerance.percent(),
        )));
    }
    Ok(calls::stake::swap_stake_limit(
        hotkey,
        origin.amount(),
        netuid,
        limit,
        trade.partial,
    ))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::super::quotes::Quote;
    use super::*;

    fn subnet(netuid: u16, price_rao: u64) -> Subnet {
        Subnet {
            netuid,
            price_rao,
            ..Subnet::default()
        }
    }

    fn exchange(after_sale_rao: u64, after_purchase_rao: u64) -> Exchange {
        let quote = |price_after_rao| Quote {
            out_rao: 1,
            fee_rao: 0,
            price_after_rao,
        };
        Exchange {
            sale: quote(after_sale_rao),
            purchase: quote(after_purchase_rao),
        }
    }

    #[test]
    fn the_limit_is_the_quotient_of_the_prices_less_the_tolerance() {
        let origin = Origin {
            hotkey: [1; 32],
            subnet: subnet(2, 2_000_000_000),
            amount_rao: 5,
        };
        let destination = subnet(3, 500_000_000);
        let trade = Trade {
            tolerance: 0.01,
            safe: true,
            partial: false,
        };
        let quiet = exchange(2_000_000_000, 500_000_000);
        let made = call(&origin, &destination, &quiet, trade).unwrap();
        let arguments = made.to_json();
        assert_eq!(arguments["function"], "swap_stake_limit");
        assert_eq!(arguments["limit_price"], 3_960_000_000_u64);
        assert_eq!(arguments["allow_partial"], false);
        let moving = exchange(1_900_000_000, 510_000_000);
        let refused = call(&origin, &destination, &moving, trade).unwrap_err();
        assert!(
            refused.to_string().starts_with("Slippage too high"),
            "{refused}"
        );
        let partial = Trade {
            partial: true,
            ..trade
        };
        assert!(call(&origin, &destination, &moving, partial).is_ok());
        let any = Trade {
            safe: false,
            ..trade
        };
        let made = call(&origin, &destination, &moving, any).unwrap();
        assert_eq!(made.to_json()["function"], "swap_stake");
    }
}
