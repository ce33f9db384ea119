//! Moving averages of bonds.

use taonet_yuma::reference::{self as r, Dense, Sparse};

use super::{Case, Outcome};

pub(super) fn run(function: &str, c: Case<'_>) -> Outcome {
    let dense = |name: &str| c.get::<Dense>(name);
    let sparse = |name: &str| c.get::<Sparse>(name);
    Ok(Some(match function {
        "mat_ema" => c.out(&r::mat_ema(&dense("new")?, &dense("old")?, c.get("alpha")?))?,
        "mat_ema_sparse" => c.out(&r::mat_ema_sparse(
            &sparse("new")?,
            &sparse("old")?,
            c.get("alpha")?,
        ))?,
        "mat_ema_alpha" => c.out(&r::mat_ema_alpha(
            &dense("new")?,
            &dense("old")?,
            &dense("alpha")?,
        ))?,
        "mat_ema_alpha_sparse" => c.out(&r::mat_ema_alpha_sparse(
            &sparse("new")?,
            &sparse("old")?,
            &dense("alpha")?,
        ))?,
        "alpha_sigmoid" => c.out(&r::alpha_sigmoid(
            c.get("consensus")?,
            c.get("weight")?,
            c.get("bond")?,
            c.get("alpha_low")?,
            c.get("alpha_high")?,
            c.get("steepness")?,
        ))?,
        _ => return Ok(None),
    }))
}
