//! Every case of the matrix, median, bond and sigmoid golden files.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used
)]

#[path = "../../fixed/tests/golden_file/mod.rs"]
mod golden_file;

use golden_file::{Tally, boolean, int, list};
use serde_json::Value;
use taonet_fixed::I32F32;
use taonet_yuma::{
    locks,
    reference::{self as r, Dense, Sparse},
};

fn fixed(value: &Value) -> I32F32 {
    I32F32::from_bits(i64::try_from(int(value)).expect("64 bits"))
}

fn vector(value: &Value) -> Vec<I32F32> {
    list(value, fixed)
}

fn dense(value: &Value) -> Dense {
    list(value, vector)
}

fn sparse(value: &Value) -> Sparse {
    list(value, |row| {
        list(row, |e| {
            (u16::try_from(int(&e[0])).expect("column"), fixed(&e[1]))
        })
    })
}

fn long(value: &Value) -> u64 {
    u64::try_from(int(value)).expect("64 bits")
}

fn longs(value: &Value) -> Vec<u64> {
    list(value, long)
}

fn columns(case: &Value) -> usize {
    usize::try_from(int(&case["columns"])).expect("a count")
}

#[test]
fn matrices() {
    let mut t = Tally::open("matrices.json");
    let dense_in_place = |change: fn(&mut Dense)| {
        move |c: &Value| {
            let mut x = dense(&c["x"]);
            change(&mut x);
            x == dense(&c["out"])
        }
    };
    let sparse_in_place = |change: fn(&mut Sparse, usize)| {
        move |c: &Value| {
            let mut x = sparse(&c["x"]);
            change(&mut x, columns(c));
            x == sparse(&c["out"])
        }
    };
    t.run("inplace_row_normalize", dense_in_place(r::row_normalize));
    t.run("inplace_col_normalize", dense_in_place(r::col_normalize));
    t.run(
        "inplace_col_max_upscale",
        dense_in_place(r::col_max_upscale),
    );
    t.run("inplace_row_normalize_sparse", |c| {
        let mut x = sparse(&c["x"]);
        r::row_normalize_sparse(&mut x);
        x == sparse(&c["out"])
    });
    t.run(
        "inplace_col_normalize_sparse",
        sparse_in_place(r::col_normalize_sparse),
    );
    t.run(
        "inplace_col_max_upscale_sparse",
        sparse_in_place(r::col_max_upscale_sparse),
    );
    t.run("row_sum", |c| {
        r::row_sum(&dense(&c["x"])) == vector(&c["out"])
    });
    t.run("row_sum_sparse", |c| {
        r::row_sum_sparse(&sparse(&c["x"])) == vector(&c["out"])
    });
    t.run("matmul", |c| {
        r::matmul(&dense(&c["x"]), &vector(&c["v"])) == vector(&c["out"])
    });
    t.run("matmul_transpose", |c| {
        r::matmul_transpose(&dense(&c["x"]), &vector(&c["v"])) == vector(&c["out"])
    });
    t.run("matmul_sparse", |c| {
        r::matmul_sparse(&sparse(&c["x"]), &vector(&c["v"]), columns(c)) == vector(&c["out"])
    });
    t.run("matmul_transpose_sparse", |c| {
        r::matmul_transpose_sparse(&sparse(&c["x"]), &vector(&c["v"])) == vector(&c["out"])
    });
    t.run("row_hadamard_sparse", |c| {
        r::row_hadamard_sparse(&sparse(&c["x"]), &vector(&c["v"])) == sparse(&c["out"])
    });
    t.run("mat_vec_mul_sparse", |c| {
        r::mat_vec_mul_sparse(&sparse(&c["x"]), &vector(&c["v"])) == sparse(&c["out"])
    });
    t.run("mask_rows_sparse", |c| {
        r::mask_rows_sparse(&list(&c["mask"], boolean), &sparse(&c["x"])) == sparse(&c["out"])
    });
    t.run("mask_diag_sparse", |c| {
        r::mask_diag_sparse(&sparse(&c["x"])) == sparse(&c["out"])
    });
    t.run("mask_diag_sparse_except_index", |c| {
        let except = u16::try_from(int(&c["except"])).expect("an index");
        r::mask_diag_sparse_except_index(&sparse(&c["x"]), Some(except)) == sparse(&c["out"])
    });
    t.run("vec_mask_sparse_matrix_le", |c| {
        r::vec_mask_sparse_matrix_le(&sparse(&c["x"]), &longs(&c["first"]), &longs(&c["second"]))
            == sparse(&c["out"])
    });
    t.run("scalar_vec_mask_sparse_matrix_le", |c| {
        let (scalar, mask) = (long(&c["scalar"]), longs(&c["vector"]));
        r::scalar_vec_mask_sparse_matrix_le(&sparse(&c["x"]), scalar, &mask) == sparse(&c["out"])
    });
    t.run("col_clip_sparse", |c| {
        r::col_clip_sparse(&sparse(&c["x"]), &vector(&c["threshold"])) == sparse(&c["out"])
    });
    t.run("interpolate_sparse", |c| {
        let (a, b) = (sparse(&c["a"]), sparse(&c["b"]));
        r::interpolate_sparse(&a, &b, columns(c), fixed(&c["ratio"])) == sparse(&c["out"])
    });
    t.finish();
}

#[test]
fn weighted_median() {
    let mut t = Tally::open("weighted_median.json");
    t.run("weighted_median", |c| {
        r::weighted_median(
            &vector(&c["stake"]),
            &vector(&c["score"]),
            fixed(&c["minority"]),
            fixed(&c["partition_lo"]),
            fixed(&c["partition_hi"]),
        ) == fixed(&c["out"])
    });
    t.run("weighted_median_col", |c| {
        let (stake, score) = (vector(&c["stake"]), dense(&c["score"]));
        r::weighted_median_col(&stake, &score, fixed(&c["majority"])) == vector(&c["out"])
    });
    t.run("weighted_median_col_sparse", |c| {
        let (stake, score) = (vector(&c["stake"]), sparse(&c["score"]));
        r::weighted_median_col_sparse(&stake, &score, columns(c), fixed(&c["majority"]))
            == vector(&c["out"])
    });
    t.finish();
}

#[test]
fn ema_bonds() {
    let mut t = Tally::open("ema_bonds.json");
    t.run("mat_ema", |c| {
        r::mat_ema(&dense(&c["new"]), &dense(&c["old"]), fixed(&c["alpha"])) == dense(&c["out"])
    });
    t.run("mat_ema_sparse", |c| {
        let (new, old) = (sparse(&c["new"]), sparse(&c["old"]));
        r::mat_ema_sparse(&new, &old, fixed(&c["alpha"])) == sparse(&c["out"])
    });
    t.run("mat_ema_alpha", |c| {
        let (new, old) = (dense(&c["new"]), dense(&c["old"]));
        r::mat_ema_alpha(&new, &old, &dense(&c["alpha"])) == dense(&c["out"])
    });
    t.run("mat_ema_alpha_sparse", |c| {
        let (new, old) = (sparse(&c["new"]), sparse(&c["old"]));
        r::mat_ema_alpha_sparse(&new, &old, &dense(&c["alpha"])) == sparse(&c["out"])
    });
    t.finish();
}

#[test]
fn alpha_sigmoid() {
    let mut t = Tally::open("pallet_functions.json");
    t.run("alpha_sigmoid", |c| {
        r::alpha_sigmoid(
            fixed(&c["consensus"]),
            fixed(&c["weight"]),
            fixed(&c["bond"]),
            fixed(&c["alpha_low"]),
            fixed(&c["alpha_high"]),
            fixed(&c["steepness"]),
        ) == fixed(&c["out"])
    });
    t.finish_partial();
}

#[test]
fn lock_decay() {
    let mut t = Tally::open("emission_functions.json");
    t.run("exp_decay", |c| {
        let out = golden_file::uint(&c["out_u64f64"]);
        locks::decay(long(&c["dt"]), long(&c["tau"])).to_bits() == out
    });
    t.finish_partial();
}
