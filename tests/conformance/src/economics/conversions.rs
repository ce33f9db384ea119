//! Conversions between fractions of 16 bits and fixed-point numbers.

use taonet_fixed::conversion as cv;

use super::{Case, Outcome};

pub(super) fn run(function: &str, c: Case<'_>) -> Outcome {
    Ok(Some(match function {
        "u16_to_fixed" => c.out(&cv::u16_to_fixed(c.get("x")?))?,
        "u16_proportion_to_fixed" => c.out(&cv::u16_proportion_to_fixed(c.get("x")?))?,
        "fixed_proportion_to_u16" => c.out(&cv::fixed_proportion_to_u16(c.get("x")?))?,
        "fixed_to_fixed_u16_proportion" => {
            c.out(&cv::fixed_to_fixed_u16_proportion(c.get("x")?))?
        }
        "fixed_to_u16" => c.out(&cv::fixed_to_u16(c.get("x")?))?,
        "fixed_to_u64" => c.out(&cv::fixed_to_u64(c.get("x")?))?,
        "fixed64_to_u64" => c.out(&cv::fixed64_to_u64(c.get("x")?))?,
        "fixed64_to_fixed32" => c.out(&cv::fixed64_to_fixed32(c.get("x")?))?,
        "fixed32_to_fixed64" => c.out(&cv::fixed32_to_fixed64(c.get("x")?))?,
        "vec_max_upscale_to_u16" => c.out(&cv::vec_max_upscale_to_u16(&c.get::<Vec<_>>("x")?))?,
        "vec_u16_max_upscale_to_u16" => {
            c.out(&cv::vec_u16_max_upscale_to_u16(&c.get::<Vec<_>>("x")?))?
        }
        "check_vec_max_limited" => c.out(&cv::check_vec_max_limited(
            &c.get::<Vec<_>>("x")?,
            c.get("limit")?,
        ))?,
        _ => return Ok(None),
    }))
}
