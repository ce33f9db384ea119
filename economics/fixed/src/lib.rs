//! Fixed-point numbers the way the protocol computes with them.
//!
//! Every amount, weight and price of the economy is an integer with an implied binary point.
//! Two nodes agree on a block only if they agree on the last bit, so this crate says for each
//! operation what happens to the bits that do not fit:
//!
//! 1. A product is exact in double width and then rounded towards minus infinity.
//! 2. A quotient is truncated towards zero.
//! 3. `saturating_*` clamps at the ends of the type. Plain sums wrap.
//! 4. [`SafeDiv`] turns a division that has no answer, by zero or by something so small that the
//!    quotient does not fit, into zero (or into a value of the caller's choice).
//! 5. Conversion to fewer fraction bits drops the low bits, conversion to an integer floors, and
//!    both saturate.
//! 6. [`transcendental`] holds exp, log2 and ln as series of a fixed length. They are *not*
//!    accurate: their exact error is part of the protocol.
//!
//! | type | raw integer | fraction bits | used for |
//! |---|---|---|---|
//! | [`I32F32`] | `i64` | 32 | the epoch: weights, bonds, shares of a subnet |
//! | [`I64F64`] | `i128` | 64 | stake weights, decay |
//! | [`I96F32`] | `i128` | 32 | emission of an epoch, moving prices |
//! | [`U96F32`] | `u128` | 32 | stake inherited from parents |
//! | [`U64F64`] | `u128` | 64 | prices, claimable rates, conviction |
//!
//! The types themselves come from `substrate-fixed`; what is here is the layer that the protocol
//! defines on top. Nothing here panics, allocates in scalar functions, or touches a float.
#![no_std]

extern crate alloc;

pub mod conversion;
pub mod division;
pub mod power;
pub mod transcendental;
pub mod vector;

pub use division::SafeDiv;
pub use substrate_fixed::types::{I32F32, I64F64, I96F32, U64F64, U96F32};
