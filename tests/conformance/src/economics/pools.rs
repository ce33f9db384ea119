//! The weighted pool of TAO and alpha.

use taonet_amm::Balancer;

use super::{Case, Outcome};
use crate::golden::Malformed;

fn balancer(c: Case<'_>) -> Result<Balancer, Malformed> {
    Balancer::new(c.get("quote")?).map_err(|error| Malformed::new(format!("quote: {error}")))
}

pub(super) fn run(function: &str, c: Case<'_>) -> Outcome {
    Ok(Some(match function {
        "new" if c.has("quote") => c.output("ok", &Balancer::new(c.get("quote")?).is_ok())?,
        "calculate_price" => c.out(&balancer(c)?.price(c.get("base")?, c.get("quote_reserve")?))?,
        "exp_base_quote" => c.out(&balancer(c)?.exp_base_quote(c.get("x")?, c.get("dx")?))?,
        "exp_quote_base" => c.out(&balancer(c)?.exp_quote_base(c.get("y")?, c.get("dy")?))?,
        "calculate_quote_delta_in" => c.out(&balancer(c)?.quote_delta_in(
            c.get("current_price")?,
            c.get("target_price")?,
            c.get("reserve")?,
        ))?,
        "calculate_base_delta_in" => c.out(&balancer(c)?.base_delta_in(
            c.get("current_price")?,
            c.get("target_price")?,
            c.get("reserve")?,
        ))?,
        "update_weights_for_added_liquidity" => {
            let before = balancer(c)?;
            let after = before.after_liquidity(
                c.get("alpha_reserve")?,
                c.get("tao_reserve")?,
                c.get("alpha_delta")?,
                c.get("tao_delta")?,
            );
            let mut checks = c.output("ok", &after.is_ok())?;
            let weight = after.unwrap_or(before).quote_weight();
            checks.extend(c.output("new_quote", &weight)?);
            checks
        }
        "get_base_needed_for_quote" => c.out(&balancer(c)?.alpha_needed_for_tao(
            c.get("alpha_reserve")?,
            c.get("tao_reserve")?,
            c.get("delta_tao")?,
        ))?,
        _ => return Ok(None),
    }))
}
