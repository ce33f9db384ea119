//! What trades would bring, as the chain simulates them.

use serde_json::{Value, json};
use taonet_client::StateAt;

use super::price_limit::Tolerance;
use crate::commands::subnets::fields;
use crate::commands::subnets::market::{RAO_PER_TOKEN, ROOT, Subnet};
use crate::failure::Failure;
use crate::output;

/// What a trade would bring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Quote {
    /// What comes out, after fees.
    pub(crate) out_rao: u64,
    /// What is kept, in the token that goes in.
    pub(crate) fee_rao: u64,
    /// The pool's price afterwards.
    pub(crate) price_after_rao: u64,
}

/// Buying alpha with TAO.
pub(crate) async fn buy(state: &StateAt, subnet: &Subnet, tao_rao: u64) -> Result<Quote, Failure> {
    if subnet.netuid == ROOT {
        return Ok(even(tao_rao));
    }
    let simulated = simulate(state, "sim_swap_tao_for_alpha", subnet, tao_rao).await?;
    let (paid, out) = (
        fields::number(fields::member(&simulated, "tao_amount")),
        fields::number(fields::member(&simulated, "alpha_amount")),
    );
    if out == 0 {
        return Err(impossible(subnet, &output::amount(tao_rao, "τ", true)));
    }
    Ok(Quote {
        out_rao: out,
        fee_rao: fields::number(fields::member(&simulated, "tao_fee")),
        price_after_rao: subnet.pool().price_after_buy(paid, out),
    })
}

/// Selling alpha for TAO.
pub(crate) async fn sell(
    state: &StateAt,
    subnet: &Subnet,
    alpha_rao: u64,
) -> Result<Quote, Failure> {
    if subnet.netuid == ROOT {
        return Ok(even(alpha_rao));
    }
    let simulated = simulate(state, "sim_swap_alpha_for_tao", subnet, alpha_rao).await?;
    let (paid, out) = (
        fields::number(fields::member(&simulated, "alpha_amount")),
        fields::number(fields::member(&simulated, "tao_amount")),
    );
    if out == 0 {
        let amount = output::amount(alpha_rao, subnet.unit(), true);
        return Err(impossible(subnet, &amount));
    }
    Ok(Quote {
        out_rao: out,
        fee_rao: fields::number(fields::member(&simulated, "alpha_fee")),
        price_after_rao: subnet.pool().price_after_sale(paid, out),
    })
}

async fn simulate(
    state: &StateAt,
    method: &str,
    subnet: &Subnet,
    amount_rao: u64,
) -> Result<Value, Failure> {
    let arguments = [json!(subnet.netuid), json!(amount_rao)];
    Ok(state
        .runtime_json("SwapRuntimeApi", method, &arguments)
        .await?)
}

/// The root network takes and gives TAO one for one.
fn even(amount_rao: u64) -> Quote {
    Quote {
        out_rao: amount_rao,
        fee_rao: 0,
        price_after_rao: RAO_PER_TOKEN,
    }
}

fn impossible(subnet: &Subnet, amount: &str) -> Failure {
    Failure::failed(format!(
        "The pool of subnet {} cannot trade {amount}: the amount is too small or larger than the \
         pool can serve. Try another amount",
        subnet.netuid
    ))
}

/// Fails where a purchase would pass the limit, which the chain would refuse.
pub(crate) fn check_purchase(
    subnet: &Subnet,
    quote: &Quote,
    tolerance: Tolerance,
) -> Result<(), Failure> {
    let limit = tolerance.above(subnet.price_rao);
    if quote.price_after_rao <= limit {
        return Ok(());
    }
    Err(too_far(
        subnet.netuid,
        subnet.price_rao,
        quote.price_after_rao,
        tolerance,
    ))
}

/// Fails where a sale would pass the limit, which the chain would refuse.
pub(crate) fn check_sale(
    subnet: &Subnet,
    quote: &Quote,
    tolerance: Tolerance,
) -> Result<(), Failure> {
    let limit = tolerance.below(subnet.price_rao);
    if quote.price_after_rao >= limit {
        return Ok(());
    }
    Err(too_far(
        subnet.netuid,
        subnet.price_rao,
        quote.price_after_rao,
        tolerance,
    ))
}

fn too_far(netuid: u16, before_rao: u64, after_rao: u64, tolerance: Tolerance) -> Failure {
    Failure::failed(format!(
        "Slippage too high: this would move the price of subnet {netuid} by {}, from {} to {} τ, \
         and the tolerance is {}. Take a smaller amount, raise --tolerance, trade what fits with \
         --allow-partial-stake, or accept any price with --unsafe",
        output::percent(move_of(before_rao, after_rao)),
        output::price(before_rao),
        output::price(after_rao),
        tolerance.percent(),
    ))
}

/// By which fraction a price moved.
#[allow(clippy::cast_precision_loss, reason = "shown with few digits")]
pub(crate) fn move_of(before_rao: u64, after_rao: u64) -> f64 {
    if before_rao == 0 {
        return 0.0;
    }
    (after_rao as f64 - before_rao as f64) / before_rao as f64
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;

    fn subnet() -> Subnet {
        Subnet {
            netuid: 2,
            price_rao: 2_000_000_000,
            tao_in_rao: 1_000_000_000_000,
            alpha_in_rao: 500_000_000_000,
            ..Subnet::default()
        }
    }

    #[test]
    fn a_trade_past_the_limit_is_refused_before_it_is_sent() {
        let tolerance = Tolerance::new(0.01).unwrap();
        let quote = |price_after_rao| Quote {
            out_rao: 1,
            fee_rao: 0,
            price_after_rao,
        };
        assert!(check_purchase(&subnet(), &quote(2_020_000_000), tolerance).is_ok());
        let refused = check_purchase(&subnet(), &quote(2_020_000_001), tolerance).unwrap_err();
        assert!(refused.to_string().contains("--tolerance"), "{refused}");
        assert!(check_sale(&subnet(), &quote(1_980_000_000), tolerance).is_ok());
        assert!(check_sale(&subnet(), &quote(1_979_999_999), tolerance).is_err());
    }
}
