//! What a transaction costs and who pays.
//!
//! 1. `fee = base + length + weight`: the base is the weight of an empty extrinsic, the length
//!    costs one rao per encoded byte, and both weights are converted by [`WeightToFee`].
//!    Congestion does not change the price. Some calls are free, and so are batches of only
//!    those and delegates' calls around them ([`is_free`]).
//! 2. The signer pays, or the account that he acts for, if it has agreed to ([`payer()`]).
//! 3. The fee is taken in TAO ([`FeePayer`]); for calls that take stake out, and only when the
//!    TAO does not suffice, in alpha from the stake concerned (`alpha`).
//! 4. The author of the block gets fee and tip ([`ToAuthor`]).

mod alpha;
mod author;
mod free;
mod payer;
mod real;

pub use author::{Author, ToAuthor};
pub use free::{first_of_free_batch, is_free, priced};
pub use payer::FeePayer;
pub use real::payer;

use crate::Balance;
use frame_support::weights::Weight;
use sp_runtime::Perbill;

/// Converts weight to rao: `ref_time` picoseconds x 0.0005, halves rounded down. The proof size is
/// free.
#[derive(Debug)]
pub struct WeightToFee;

impl frame_support::weights::WeightToFee for WeightToFee {
    type Balance = Balance;

    fn weight_to_fee(weight: &Weight) -> Self::Balance {
        Balance::new(Perbill::from_parts(500_000) * weight.ref_time())
    }
}
