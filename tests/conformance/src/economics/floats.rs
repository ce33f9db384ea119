//! The decimal float of share pools.

use taonet_shares::{SafeFloat, U64F64};

use super::{Case, Outcome};

pub(super) fn run(function: &str, c: Case<'_>) -> Outcome {
    let float = |name: &str| c.get::<SafeFloat>(name);
    Ok(Some(match function {
        "new" if c.has("mantissa") => {
            c.out(&SafeFloat::new(c.get("mantissa")?, c.get("exponent")?))?
        }
        "add" => c.out(&float("a")?.add(&float("b")?))?,
        "sub" => c.out(&float("a")?.sub(&float("b")?))?,
        "div" => c.out(&float("a")?.div(&float("b")?))?,
        "mul_div" => c.out(&float("self")?.mul_div(&float("a")?, &float("b")?))?,
        "gt" => c.out(&float("a")?.gt(&float("b")?))?,
        "to_u64" => c.out(&float("a")?.to_u64())?,
        "from_u64" => c.out(&SafeFloat::from(c.get::<u64>("x")?))?,
        "from_u64f64" => c.out(&SafeFloat::from_u64f64(c.get::<U64F64>("x")?))?,
        _ => return Ok(None),
    }))
}
