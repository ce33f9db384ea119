//! Vectors: sums, shares of one, ranks, masks.

use taonet_fixed::{I32F32, I64F64, vector as vc};

use super::{Case, Outcome};

pub(super) fn run(function: &str, c: Case<'_>) -> Outcome {
    let fixed = |name: &str| c.get::<Vec<I32F32>>(name);
    Ok(Some(match function {
        "sum" => c.out(&vc::sum(&fixed("x")?))?,
        "is_zero" => c.out(&vc::is_zero(&fixed("x")?))?,
        "normalize" | "inplace_normalize" => {
            let mut x = fixed("x")?;
            vc::normalize(&mut x);
            c.out(&x)?
        }
        "inplace_normalize_using_sum" => {
            let mut x = fixed("x")?;
            vc::normalize_using_sum(&mut x, c.get("sum")?);
            c.out(&x)?
        }
        "inplace_normalize_64" => {
            let mut x = c.get::<Vec<I64F64>>("x")?;
            vc::normalize_64(&mut x);
            c.out(&x)?
        }
        "inplace_row_normalize_64" => {
            let mut rows = c.get::<Vec<Vec<I64F64>>>("x")?;
            rows.iter_mut().for_each(|row| vc::normalize_64(row));
            c.out(&rows)?
        }
        "is_topk" => c.out(&vc::is_topk(&fixed("x")?, c.get("k")?))?,
        "is_topk_nonzero" => c.out(&vc::is_topk_nonzero(&fixed("x")?, c.get("k")?))?,
        "vecdiv" => c.out(&vc::vecdiv(&fixed("x")?, &fixed("y")?))?,
        "vec_mul" => c.out(&vc::vec_mul(&fixed("x")?, &fixed("y")?))?,
        "inplace_mask_vector" => {
            let mut x = fixed("x")?;
            vc::mask_vector(&c.get::<Vec<bool>>("mask")?, &mut x);
            c.out(&x)?
        }
        "clamp_value" => c.out(&vc::clamp_value(c.get("x")?, c.get("low")?, c.get("high")?))?,
        _ => return Ok(None),
    }))
}
