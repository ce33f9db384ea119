//! Powers, exponentials, logarithms, and arithmetic that saturates.

use taonet_fixed::{I32F32, I64F64, SafeDiv, U64F64, power, transcendental as tr};

use super::{Case, Outcome};

pub(super) fn run(function: &str, c: Case<'_>) -> Outcome {
    Ok(Some(match function {
        "exp_safe" => c.out(&tr::exp_safe(c.get("x")?))?,
        "safe_ln" => c.out(&tr::ln_safe(c.get("x")?))?,
        "sigmoid_safe" => c.out(&tr::sigmoid_safe(
            c.get("x")?,
            c.get("rho")?,
            c.get("kappa")?,
        ))?,
        "exp_i32f32" => c.out(&tr::exp_i32f32(c.get("x")?))?,
        "ln_i32f32" => c.out(&tr::ln_i32f32(c.get("x")?))?,
        "exp_i64f64" => c.out(&tr::exp_i64f64(c.get("x")?))?,
        "log2_i96f32" => c.out(&tr::log2_i96f32(c.get("x")?))?,
        "checked_sqrt_u64f64" => {
            c.out(&power::checked_sqrt_u64f64(c.get("x")?, c.get("epsilon")?))?
        }
        "checked_ln_u64f64" => c.out(&power::checked_ln_u64f64(c.get("x")?))?,
        "checked_pow_u64f64" => c.out(&power::checked_pow_u64f64(c.get("x")?, c.get("e")?))?,
        "checked_floor_i64f64" => c.out(&power::checked_floor_i64f64(c.get("x")?))?,
        "mul_i32f32_saturating" => c.out(&c.get::<I32F32>("x")?.saturating_mul(c.get("y")?))?,
        "mul_i64f64_saturating" => c.out(&c.get::<I64F64>("x")?.saturating_mul(c.get("y")?))?,
        "mul_u64f64_saturating" => c.out(&c.get::<U64F64>("x")?.saturating_mul(c.get("y")?))?,
        "div_i32f32_safe" => c.out(&c.get::<I32F32>("x")?.safe_div(c.get("y")?))?,
        "div_i64f64_safe" => c.out(&c.get::<I64F64>("x")?.safe_div(c.get("y")?))?,
        "div_u64f64_safe" => c.out(&c.get::<U64F64>("x")?.safe_div(c.get("y")?))?,
        _ => return Ok(None),
    }))
}
