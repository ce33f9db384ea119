//! Every case of the conversion, scalar and vector golden files.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used
)]

mod golden_file;

use golden_file::{Tally, boolean, int, list, optional, uint};
use serde_json::Value;
use taonet_fixed::{
    I32F32, I64F64, I96F32, SafeDiv, U64F64, conversion as cv, power, transcendental as tr,
    vector as vc,
};

fn f32(value: &Value) -> I32F32 {
    I32F32::from_bits(i64::try_from(int(value)).expect("64 bits"))
}

fn f64(value: &Value) -> I64F64 {
    I64F64::from_bits(int(value))
}

fn f96(value: &Value) -> I96F32 {
    I96F32::from_bits(int(value))
}

fn u64f64(value: &Value) -> U64F64 {
    U64F64::from_bits(uint(value))
}

fn short(value: &Value) -> u16 {
    u16::try_from(int(value)).expect("16 bits")
}

fn long(value: &Value) -> u64 {
    u64::try_from(int(value)).expect("64 bits")
}

fn shorts(value: &Value) -> Vec<u16> {
    list(value, short)
}

fn fixed(value: &Value) -> Vec<I32F32> {
    list(value, f32)
}

fn count(value: &Value) -> usize {
    usize::try_from(int(value)).expect("a length")
}

#[test]
fn conversions() {
    let mut t = Tally::open("conversions.json");
    t.run("u16_to_fixed", |c| {
        cv::u16_to_fixed(short(&c["x"])) == f32(&c["out"])
    });
    t.run("u16_proportion_to_fixed", |c| {
        cv::u16_proportion_to_fixed(short(&c["x"])) == f32(&c["out"])
    });
    t.run("fixed_proportion_to_u16", |c| {
        cv::fixed_proportion_to_u16(f32(&c["x"])) == short(&c["out"])
    });
    t.run("fixed_to_fixed_u16_proportion", |c| {
        cv::fixed_to_fixed_u16_proportion(f32(&c["x"])) == f32(&c["out"])
    });
    t.run("fixed_to_u16", |c| {
        cv::fixed_to_u16(f32(&c["x"])) == short(&c["out"])
    });
    t.run("fixed_to_u64", |c| {
        cv::fixed_to_u64(f32(&c["x"])) == long(&c["out"])
    });
    t.run("fixed64_to_u64", |c| {
        cv::fixed64_to_u64(f64(&c["x"])) == long(&c["out"])
    });
    t.run("fixed64_to_fixed32", |c| {
        cv::fixed64_to_fixed32(f64(&c["x"])) == f32(&c["out"])
    });
    t.run("fixed32_to_fixed64", |c| {
        cv::fixed32_to_fixed64(f32(&c["x"])) == f64(&c["out"])
    });
    t.run("vec_max_upscale_to_u16", |c| {
        cv::vec_max_upscale_to_u16(&fixed(&c["x"])) == shorts(&c["out"])
    });
    t.run("vec_u16_max_upscale_to_u16", |c| {
        cv::vec_u16_max_upscale_to_u16(&shorts(&c["x"])) == shorts(&c["out"])
    });
    t.run("check_vec_max_limited", |c| {
        cv::check_vec_max_limited(&shorts(&c["x"]), short(&c["limit"])) == boolean(&c["out"])
    });
    t.finish();
}

#[test]
fn scalars() {
    let mut t = Tally::open("scalar.json");
    t.run("exp_safe", |c| tr::exp_safe(f32(&c["x"])) == f32(&c["out"]));
    t.run("safe_ln", |c| tr::ln_safe(f32(&c["x"])) == f32(&c["out"]));
    t.run("sigmoid_safe", |c| {
        tr::sigmoid_safe(f32(&c["x"]), f32(&c["rho"]), f32(&c["kappa"])) == f32(&c["out"])
    });
    t.run("exp_i32f32", |c| {
        tr::exp_i32f32(f32(&c["x"])) == optional(&c["out"], f32)
    });
    t.run("ln_i32f32", |c| {
        tr::ln_i32f32(f32(&c["x"])) == optional(&c["out"], f32)
    });
    t.run("exp_i64f64", |c| {
        tr::exp_i64f64(f64(&c["x"])) == optional(&c["out"], f64)
    });
    t.run("log2_i96f32", |c| {
        tr::log2_i96f32(f96(&c["x"])) == optional(&c["out"], f96)
    });
    t.run("checked_sqrt_u64f64", |c| {
        power::checked_sqrt_u64f64(u64f64(&c["x"]), u64f64(&c["epsilon"]))
            == optional(&c["out"], u64f64)
    });
    t.run("checked_ln_u64f64", |c| {
        power::checked_ln_u64f64(u64f64(&c["x"])) == optional(&c["out"], u64f64)
    });
    t.run("checked_pow_u64f64", |c| {
        let exponent = i32::try_from(int(&c["e"])).expect("32 bits");
        power::checked_pow_u64f64(u64f64(&c["x"]), exponent) == optional(&c["out"], u64f64)
    });
    t.run("checked_floor_i64f64", |c| {
        power::checked_floor_i64f64(f64(&c["x"])) == optional(&c["out"], f64)
    });
    t.run("mul_i32f32_saturating", |c| {
        f32(&c["x"]).saturating_mul(f32(&c["y"])) == f32(&c["out"])
    });
    t.run("div_i32f32_safe", |c| {
        f32(&c["x"]).safe_div(f32(&c["y"])) == f32(&c["out"])
    });
    t.run("mul_i64f64_saturating", |c| {
        f64(&c["x"]).saturating_mul(f64(&c["y"])) == f64(&c["out"])
    });
    t.run("div_i64f64_safe", |c| {
        f64(&c["x"]).safe_div(f64(&c["y"])) == f64(&c["out"])
    });
    t.run("mul_u64f64_saturating", |c| {
        u64f64(&c["x"]).saturating_mul(u64f64(&c["y"])) == u64f64(&c["out"])
    });
    t.run("div_u64f64_safe", |c| {
        u64f64(&c["x"]).safe_div(u64f64(&c["y"])) == u64f64(&c["out"])
    });
    t.finish();
}

#[test]
fn vectors() {
    let mut t = Tally::open("vectors.json");
    let normalized = |c: &Value| {
        let mut x = fixed(&c["x"]);
        vc::normalize(&mut x);
        x == fixed(&c["out"])
    };
    t.run("sum", |c| vc::sum(&fixed(&c["x"])) == f32(&c["out"]));
    t.run("is_zero", |c| {
        vc::is_zero(&fixed(&c["x"])) == boolean(&c["out"])
    });
    t.run("normalize", normalized);
    t.run("inplace_normalize", normalized);
    t.run("inplace_normalize_using_sum", |c| {
        let mut x = fixed(&c["x"]);
        vc::normalize_using_sum(&mut x, f32(&c["sum"]));
        x == fixed(&c["out"])
    });
    t.run("inplace_normalize_64", |c| {
        let mut x = list(&c["x"], f64);
        vc::normalize_64(&mut x);
        x == list(&c["out"], f64)
    });
    t.run("inplace_row_normalize_64", |c| {
        let mut rows = list(&c["x"], |row| list(row, f64));
        rows.iter_mut().for_each(|row| vc::normalize_64(row));
        rows == list(&c["out"], |row| list(row, f64))
    });
    t.run("is_topk", |c| {
        vc::is_topk(&fixed(&c["x"]), count(&c["k"])) == list(&c["out"], boolean)
    });
    t.run("is_topk_nonzero", |c| {
        vc::is_topk_nonzero(&fixed(&c["x"]), count(&c["k"])) == list(&c["out"], boolean)
    });
    t.run("vecdiv", |c| {
        vc::vecdiv(&fixed(&c["x"]), &fixed(&c["y"])) == fixed(&c["out"])
    });
    t.run("vec_mul", |c| {
        vc::vec_mul(&fixed(&c["x"]), &fixed(&c["y"])) == fixed(&c["out"])
    });
    t.run("inplace_mask_vector", |c| {
        let mut x = fixed(&c["x"]);
        vc::mask_vector(&list(&c["mask"], boolean), &mut x);
        x == fixed(&c["out"])
    });
    t.run("clamp_value", |c| {
        vc::clamp_value(f32(&c["x"]), f32(&c["low"]), f32(&c["high"])) == f32(&c["out"])
    });
    t.finish();
}
