//! Fixed-point numbers.

use super::{FromChain, Input, ReadError, Types, numbers::Number};

/// A fixed-point number with `FRACTION_BITS` bits behind the point, exact.
///
/// The metadata tells its width; how many of the bits are a fraction only its name in the pages of
/// the protocol does, so the reader says it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fixed<const FRACTION_BITS: u32> {
    /// The number times 2^`FRACTION_BITS`.
    pub bits: i128,
}

impl<const FRACTION_BITS: u32> Fixed<FRACTION_BITS> {
    /// The nearest double.
    #[allow(
        clippy::cast_precision_loss,
        reason = "a double is what is asked for; `bits` has all of the number"
    )]
    pub fn to_f64(self) -> f64 {
        self.bits as f64 / 2f64.powi(FRACTION_BITS.cast_signed())
    }
}

impl<const FRACTION_BITS: u32> FromChain for Fixed<FRACTION_BITS> {
    type Plan = Number;

    fn plan(ty: u32, types: &Types) -> Result<Number, String> {
        Number::of(ty, types)
    }

    fn read(plan: &Number, input: &mut Input<'_>) -> Result<Self, ReadError> {
        Ok(Self {
            bits: plan.read_i128(input)?,
        })
    }
}
