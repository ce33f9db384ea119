//! Swaps over recorded pools, one at a time.

use pallet_subtensor as sub;
use serde_json::{Value, json};
use sp_runtime::DispatchError;
use taonet_primitives::{AlphaBalance, NetUid, SwapHandler, Swapped, TaoBalance};

use super::{actions, chain, parameters, start};
use crate::{
    golden::{Golden, Malformed, field, get, text},
    reference::{Reference, Swap},
    report::{Check, Report},
};

type T = Reference;

pub(super) fn run(case: &Value, place: &str, report: &mut Report) -> Result<(), Malformed> {
    let outcome = chain::empty().execute_with(|| quote(case));
    report.settle(place, "", outcome);
    Ok(())
}

fn quote(case: &Value) -> Result<Vec<Check>, Malformed> {
    let netuid = NetUid::new(1);
    start::add_network(netuid);
    sub::SubnetMechanism::<T>::insert(netuid, 1);
    sub::SubnetTAO::<T>::insert(netuid, get::<TaoBalance>(case, "tao_reserve")?);
    sub::SubnetAlphaIn::<T>::insert(netuid, get::<AlphaBalance>(case, "alpha_reserve")?);
    parameters::set_of_subnet(netuid, "quote_weight", field(case, "quote_weight")?)?;
    parameters::set_of_subnet(netuid, "fee_rate", field(case, "fee_rate")?)?;
    let price = Swap::spot_price(netuid);
    let mut checks = vec![Check::new(
        "price_u64f64",
        field(case, "price_u64f64")?,
        price.write(),
    )];

    let args = field(case, "args")?;
    let limit: TaoBalance = get(args, "limit_price")?;
    let drop_fees: bool = get(case, "drop_fees")?;
    let got = match text(field(args, "side")?)? {
        "buy" => outcome(Swap::buy(netuid, get(args, "amount")?, limit, drop_fees)),
        "sell" => outcome(Swap::sell(netuid, get(args, "amount")?, limit, drop_fees)),
        other => return Err(Malformed::new(format!("no side is named {other}"))),
    };
    checks.push(Check::new("result", field(case, "result")?, got));
    Ok(checks)
}

fn outcome<In: Golden, Out: Golden>(done: Result<Swapped<In, Out>, DispatchError>) -> Value {
    match done {
        Ok(done) => json!({
            "paid_in": done.paid_in.write(),
            "paid_out": done.paid_out.write(),
            "fee": done.fee.write(),
            "fee_to_block_author": done.fee_to_author.write(),
        }),
        Err(error) => json!({ "error": actions::name_of(error) }),
    }
}
