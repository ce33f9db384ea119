//! Issuance and its division, registration prices, the decay of locks.

use serde_json::Value;
use taonet_emission::{
    Dividend, DividendPots, I96F32, MovingPriceInput, ShareInput, U64F64, U96F32, block_emission,
    block_emissions, decay_factor_q32, distribute_dividends, effective_moving_price, exp_decay,
    moving_price, mul_by_q32, pow_normalize, root_proportion, subnet_shares, subnet_terms,
};

use super::{Case, Outcome};
use crate::{
    golden::{Golden, Malformed, column, field, get, list},
    report::Check,
};

pub(super) fn run(function: &str, c: Case<'_>) -> Outcome {
    Ok(Some(match function {
        "block_emission_for_issuance" => c.out(&block_emission(c.get("issuance")?))?,
        "decay_factor_q32" => c.out(&decay_factor_q32(c.get("half_life")?))?,
        "mul_by_q32" => c.out(&mul_by_q32(c.get("value")?, c.get("factor")?))?,
        "shares" => {
            let (netuids, inputs) = share_inputs(c)?;
            let shares: Vec<_> = netuids.into_iter().zip(subnet_shares(&inputs)).collect();
            c.output("out_u64f64", &shares)?
        }
        "block_emissions" => {
            let (netuids, inputs) = share_inputs(c)?;
            let emissions = block_emissions(&inputs, c.get("block_emission")?);
            let rows: Vec<_> = netuids.into_iter().zip(emissions).collect();
            c.output("out_u96f32", &rows)?
        }
        "subnet_terms" => terms(c)?,
        "moving_price" => {
            let stored: I96F32 = c.get("moving_before_i96f32")?;
            let next = moving_price(&MovingPriceInput {
                before: effective_moving_price(1, 1, stored),
                spot_price: c.get("price_u64f64")?,
                moving_alpha: c.get("moving_alpha_i96f32")?,
                block: c.get("block")?,
                first_emission_block: c.get("first_emission_block")?,
                halving_blocks: c.get("halving_blocks")?,
            });
            c.output("out_i96f32", &next)?
        }
        "root_proportion" => {
            let proportion = root_proportion(
                c.get("root_tao")?,
                c.get("tao_weight")?,
                c.get("alpha_issuance")?,
            );
            c.output("out_u96f32", &proportion)?
        }
        "dividend_distribution" => dividends(c)?,
        "exp_decay" => c.output("out_u64f64", &exp_decay(c.get("dt")?, c.get("tau")?))?,
        "pow_normalize" => {
            let mut numbers: Vec<U64F64> = c.get("in_u64f64")?;
            pow_normalize(&mut numbers, c.get("p_u64f64")?);
            c.output("out_u64f64", &numbers)?
        }
        _ => return Ok(None),
    }))
}

/// The subnets of a case, all of them with a pool.
fn share_inputs(c: Case<'_>) -> Result<(Vec<u16>, Vec<ShareInput>), Malformed> {
    let mut netuids = Vec::new();
    let mut inputs = Vec::new();
    for subnet in list(field(c.field("in")?, "subnets")?)? {
        let netuid: u16 = get(subnet, "netuid")?;
        let stored = get(subnet, "moving_price_i96f32")?;
        netuids.push(netuid);
        inputs.push(ShareInput {
            moving_price: effective_moving_price(netuid, 1, stored),
            miner_burned: get(subnet, "miner_burned_u96f32")?,
            enabled: get(subnet, "emission_enabled")?,
        });
    }
    Ok((netuids, inputs))
}

fn terms(c: Case<'_>) -> Result<Vec<Check>, Malformed> {
    let input = c.field("in")?;
    let (root_tao, tao_weight) = (get(input, "root_tao")?, get(input, "tao_weight")?);
    let emissions: Vec<(u64, U96F32)> = c.get("emissions_u96f32")?;
    let outs = list(c.field("out_u96f32")?)?;
    let mut checks = vec![Check::new(
        "subnets",
        &outs.len().write(),
        emissions.len().write(),
    )];
    for (place, ((netuid, tao), out)) in emissions.into_iter().zip(outs).enumerate() {
        let issuance = get(out, "alpha_issuance")?;
        let root = root_proportion(root_tao, tao_weight, issuance);
        let terms = subnet_terms(tao, get(out, "price_u64f64")?, root, issuance);
        let got: [(&str, Value); 5] = [
            ("netuid", netuid.write()),
            ("tao_in", terms.tao_in.write()),
            ("alpha_in", terms.alpha_in.write()),
            ("alpha_out", terms.alpha_out.write()),
            ("excess_tao", terms.excess_tao.write()),
        ];
        for (name, got) in got {
            let item = format!("out_u96f32[{place}].{name}");
            checks.push(Check::new(item, field(out, name)?, got));
        }
    }
    Ok(checks)
}

fn dividends(c: Case<'_>) -> Result<Vec<Check>, Malformed> {
    let mut rows = Vec::new();
    for row in list(c.field("rows_hotkey_stakes_dividend")?)? {
        rows.push(Dividend {
            hotkey: column::<u64>(row, 0)?,
            stakes: column(row, 1)?,
            dividend: column(row, 2)?,
        });
    }
    let pots = DividendPots {
        alpha: c.get("pending_alpha")?,
        root_alpha: c.get("pending_root_alpha")?,
    };
    let shares = distribute_dividends(rows, pots, c.get("tao_weight_u96f32")?);
    let alpha: Vec<_> = shares
        .iter()
        .map(|share| (share.hotkey, share.alpha))
        .collect();
    let root: Vec<_> = shares
        .iter()
        .map(|share| (share.hotkey, share.root))
        .collect();
    let mut checks = c.output("alpha_dividends_u96f32", &alpha)?;
    checks.extend(c.output("root_dividends_u96f32", &root)?);
    Ok(checks)
}
