//! The price of a registration: it decays with a half-life and jumps with each registration.
//!
//! Decay is counted in Q32: integers in units of 2^-32.

use substrate_fixed::types::U64F64;

const ONE_Q32: u64 = 1 << 32;
const HALF_Q32: u64 = 1 << 31;

/// The range of a subnet's registration price, in rao.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BurnBounds {
    /// The floor.
    pub min_rao: u64,
    /// The ceiling; it wins if it is below the floor.
    pub max_rao: u64,
}

impl BurnBounds {
    fn clamp(self, burn_rao: u64) -> u64 {
        burn_rao.max(self.min_rao).min(self.max_rao)
    }
}

/// `value * factor`, rounded down and capped at `u64::MAX`.
#[must_use]
pub fn mul_by_q32(value: u64, factor_q32: u64) -> u64 {
    // A product of two u64 fits in 128 bits.
    let product = u128::from(value).wrapping_mul(u128::from(factor_q32));
    u64::try_from(product >> 32).unwrap_or(u64::MAX)
}

/// `base` to the power of `exponent`, each multiplication rounded down.
#[must_use]
pub fn pow_q32(base_q32: u64, exponent: u16) -> u64 {
    let (mut result, mut base, mut bits) = (ONE_Q32, base_q32, exponent);
    while bits > 0 {
        if bits & 1 == 1 {
            result = mul_by_q32(result, base);
        }
        bits >>= 1;
        if bits > 0 {
            base = mul_by_q32(base, base);
        }
    }
    result
}

/// The factor that, applied once per block, halves a value in `half_life` blocks: the largest whose
/// power does not exceed one half. One for a half-life of zero.
#[must_use]
pub fn decay_factor_q32(half_life: u16) -> u64 {
    if half_life == 0 {
        return ONE_Q32;
    }
    let (mut low, mut high) = (0, ONE_Q32);
    while low + 1 < high {
        let middle = low + ((high - low) >> 1);
        if pow_q32(middle, half_life) > HALF_Q32 {
            high = middle;
        } else {
            low = middle;
        }
    }
    low
}

/// The registration price at the start of a block, in rao. Without a half-life, and in the first
/// block, it only returns into its bounds.
#[must_use]
pub fn decayed_burn(burn_rao: u64, half_life: u16, block: u64, bounds: BurnBounds) -> u64 {
    let burn_rao = if half_life > 0 && block > 1 {
        mul_by_q32(burn_rao, decay_factor_q32(half_life))
    } else {
        burn_rao
    };
    bounds.clamp(burn_rao)
}

/// The registration price after a registration, in rao. A multiplier below one counts as one.
#[must_use]
pub fn bumped_burn(burn_rao: u64, increase_mult: U64F64, bounds: BurnBounds) -> u64 {
    let mult = increase_mult.max(U64F64::from_num(1));
    bounds.clamp(
        U64F64::from_num(burn_rao)
            .saturating_mul(mult)
            .saturating_to_num(),
    )
}
