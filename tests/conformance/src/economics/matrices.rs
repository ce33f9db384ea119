//! Matrices, dense and sparse, and the stake-weighted median of their columns.

use taonet_yuma::reference::{self as r, Dense, Sparse};

use super::{Case, Outcome};

pub(super) fn run(function: &str, c: Case<'_>) -> Outcome {
    let dense = |name: &str| c.get::<Dense>(name);
    let sparse = |name: &str| c.get::<Sparse>(name);
    let vector = |name: &str| c.get::<Vec<_>>(name);
    let longs = |name: &str| c.get::<Vec<u64>>(name);
    let columns = || c.get::<usize>("columns");
    let changed = |change: fn(&mut Dense)| {
        let mut x = dense("x")?;
        change(&mut x);
        c.out(&x)
    };
    let changed_sparse = |change: fn(&mut Sparse, usize)| {
        let mut x = sparse("x")?;
        change(&mut x, columns()?);
        c.out(&x)
    };
    Ok(Some(match function {
        "inplace_row_normalize" => changed(r::row_normalize)?,
        "inplace_col_normalize" => changed(r::col_normalize)?,
        "inplace_col_max_upscale" => changed(r::col_max_upscale)?,
        "inplace_row_normalize_sparse" => {
            let mut x = sparse("x")?;
            r::row_normalize_sparse(&mut x);
            c.out(&x)?
        }
        "inplace_col_normalize_sparse" => changed_sparse(r::col_normalize_sparse)?,
        "inplace_col_max_upscale_sparse" => changed_sparse(r::col_max_upscale_sparse)?,
        "row_sum" => c.out(&r::row_sum(&dense("x")?))?,
        "row_sum_sparse" => c.out(&r::row_sum_sparse(&sparse("x")?))?,
        "matmul" => c.out(&r::matmul(&dense("x")?, &vector("v")?))?,
        "matmul_transpose" => c.out(&r::matmul_transpose(&dense("x")?, &vector("v")?))?,
        "matmul_sparse" => c.out(&r::matmul_sparse(&sparse("x")?, &vector("v")?, columns()?))?,
        "matmul_transpose_sparse" => {
            c.out(&r::matmul_transpose_sparse(&sparse("x")?, &vector("v")?))?
        }
        "row_hadamard_sparse" => c.out(&r::row_hadamard_sparse(&sparse("x")?, &vector("v")?))?,
        "mat_vec_mul_sparse" => c.out(&r::mat_vec_mul_sparse(&sparse("x")?, &vector("v")?))?,
        "mask_rows_sparse" => c.out(&r::mask_rows_sparse(
            &c.get::<Vec<bool>>("mask")?,
            &sparse("x")?,
        ))?,
        "mask_diag_sparse" => c.out(&r::mask_diag_sparse(&sparse("x")?))?,
        "mask_diag_sparse_except_index" => {
            let except = c.get::<Option<u16>>("except")?;
            c.out(&r::mask_diag_sparse_except_index(&sparse("x")?, except))?
        }
        "vec_mask_sparse_matrix_le" => c.out(&r::vec_mask_sparse_matrix_le(
            &sparse("x")?,
            &longs("first")?,
            &longs("second")?,
        ))?,
        "scalar_vec_mask_sparse_matrix_le" => c.out(&r::scalar_vec_mask_sparse_matrix_le(
            &sparse("x")?,
            c.get("scalar")?,
            &longs("vector")?,
        ))?,
        "col_clip_sparse" => c.out(&r::col_clip_sparse(&sparse("x")?, &vector("threshold")?))?,
        "interpolate_sparse" => c.out(&r::interpolate_sparse(
            &sparse("a")?,
            &sparse("b")?,
            columns()?,
            c.get("ratio")?,
        ))?,
        "weighted_median" => c.out(&r::weighted_median(
            &vector("stake")?,
            &vector("score")?,
            c.get("minority")?,
            c.get("partition_lo")?,
            c.get("partition_hi")?,
        ))?,
        "weighted_median_col" => c.out(&r::weighted_median_col(
            &vector("stake")?,
            &dense("score")?,
            c.get("majority")?,
        ))?,
        "weighted_median_col_sparse" => c.out(&r::weighted_median_col_sparse(
            &vector("stake")?,
            &sparse("score")?,
            columns()?,
            c.get("majority")?,
        ))?,
        _ => return Ok(None),
    }))
}
