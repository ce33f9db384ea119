//! The operations of the epoch, written the plain way on fixed-point numbers.
//!
//! The kernel does not call these, with one exception for numbers outside its range; they are
//! the definition that it is tested against, and hold what the golden files describe beyond it
//! (dense matrices, liquid averages over a matrix of rates).

mod dense;
mod ema;
mod median;
mod sparse;

pub use dense::*;
pub use ema::*;
pub use median::*;
pub use sparse::*;

use alloc::vec::Vec;

use taonet_fixed::I32F32;

/// Entries (column, value) in stored order.
pub type SparseRow = Vec<(u16, I32F32)>;
/// Sparse rows.
pub type Sparse = Vec<SparseRow>;
/// Rows of values.
pub type Dense = Vec<Vec<I32F32>>;

const ZERO: I32F32 = I32F32::from_bits(0);
const ONE: I32F32 = I32F32::from_bits(1 << 32);
