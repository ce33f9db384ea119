//! Liquid alpha: how fast a bond follows depends on how far the validator is ahead of the rest.
//!
//! A validator that raises a weight above consensus (buys), or whose bond is above its weight
//! (sells), by the amount `d`, moves its bond at the rate
//! `low + (high - low) / (1 + e^(-steepness/100 * (d - 1/2)))`, kept within `low..high`.
//!
//! The exponential is a series of 31 terms with a truncation at every step, and those truncations
//! are part of the result. It is evaluated here with the same truncations, but in 64-bit steps
//! with a reciprocal instead of a division, for several cells at once, and stops when the last
//! term has become zero, after which nothing can change.

use taonet_fixed::{I32F32, conversion::u16_proportion_to_fixed};

use crate::raw::{ONE, mul_unit};

/// Terms of the series: it ends before this power.
const SERIES_END: u64 = 32;
/// Largest magnitude of an exponent.
const EXPONENT_LIMIT: i64 = 20 << 32;
/// Above this argument the reciprocals below are no longer exact for every intermediate number.
const FAST_LIMIT: u64 = 16 << 32;
/// e^1 as the library has it: 23 fraction bits.
const EULER: u64 = 11_674_931_200;
/// Cells evaluated side by side, to keep the multipliers busy.
const LANES: usize = 4;

/// floor(2^64 / i) + 1 for the divisors of the series.
///
/// `n * RECIPROCALS[i] >> 64` is `n / i` while `n * i < 2^64`. The largest `n` for an argument of
/// 16 is 16^17 / 16! < 2^24 as a value, 2^56 raw.
#[allow(clippy::indexing_slicing)] // evaluated by the compiler
const RECIPROCALS: [u64; SERIES_END as usize] = {
    let mut table = [0_u64; SERIES_END as usize];
    let mut i = 2;
    while i < SERIES_END {
        let exact = u64::MAX / i;
        let rest = u64::MAX % i + 1;
        table[i as usize] = if rest == i { exact + 2 } else { exact + 1 };
        i += 1;
    }
    table
};

/// The rate of liquid bonds as a function of how far a validator is ahead.
#[derive(Clone, Debug)]
pub(crate) struct LiquidRate {
    low: i64,
    high: i64,
    /// Minus the steepness.
    slope: i64,
    /// The rate at distance zero, by far the most frequent one.
    at_zero: u64,
}

impl LiquidRate {
    pub(crate) fn new(low: u16, high: u16, steepness: i16) -> Self {
        let slope = I32F32::from_num(steepness)
            .saturating_div(I32F32::from_num(-100))
            .to_bits();
        let low = u16_proportion_to_fixed(low).to_bits();
        let high = u16_proportion_to_fixed(high).to_bits();
        let mut rate = Self {
            low,
            high,
            slope,
            at_zero: 0,
        };
        rate.at_zero = rate.rate_of(0);
        rate
    }

    /// How far the validator is ahead: what [`LiquidRate::rates`] wants to know about a cell.
    #[inline(always)]
    pub(crate) fn distance(weight: u64, bond: u64, consensus: u64) -> u64 {
        let ahead = if weight >= bond {
            weight.saturating_sub(consensus)
        } else {
            bond.saturating_sub(weight)
        };
        ahead.min(ONE)
    }

    /// Replaces distances by rates.
    pub(crate) fn rates(&self, distances: &mut [u64]) {
        let mut places = [0_usize; LANES];
        let mut pending = [0_u64; LANES];
        let mut count = 0;
        let end = distances.len();
        for place in 0..end {
            let Some(cell) = distances.get_mut(place) else {
                break;
            };
            if *cell == 0 {
                *cell = self.at_zero;
                continue;
            }
            if let (Some(p), Some(d)) = (places.get_mut(count), pending.get_mut(count)) {
                *p = place;
                *d = *cell;
                count += 1;
            }
            if count == LANES {
                self.store(&places, &pending, distances);
                count = 0;
            }
        }
        for (place, distance) in places.iter().zip(pending).take(count) {
            if let Some(cell) = distances.get_mut(*place) {
                *cell = self.rate_of(distance);
            }
        }
    }

    fn store(&self, places: &[usize; LANES], pending: &[u64; LANES], rates: &mut [u64]) {
        let exponents = pending.map(|distance| self.exponent(distance));
        let magnitudes = exponents.map(i64::unsigned_abs);
        let series = if magnitudes.iter().all(|m| *m <= FAST_LIMIT) {
            series(magnitudes)
        } else {
            magnitudes.map(series_wide)
        };
        for ((place, exponent), series) in places.iter().zip(exponents).zip(series) {
            if let Some(cell) = rates.get_mut(*place) {
                *cell = self.rate(finish_exp(exponent, series));
            }
        }
    }

    fn rate_of(&self, distance: u64) -> u64 {
        let exponent = self.exponent(distance);
        self.rate(finish_exp(exponent, series_wide(exponent.unsigned_abs())))
    }

    #[inline(always)]
    fn exponent(&self, distance: u64) -> i64 {
        let offset = distance as i64 - (ONE as i64 >> 1);
        let product = (i128::from(self.slope) * i128::from(offset)) >> 32;
        (product as i64).clamp(-EXPONENT_LIMIT, EXPONENT_LIMIT)
    }

    /// The rate for a given exponential.
    #[inline(always)]
    fn rate(&self, exponential: u64) -> u64 {
        let sigmoid = reciprocal(ONE.saturating_add(exponential));
        let span = self.high - self.low;
        let rise = (i128::from(sigmoid) * i128::from(span)) >> 32;
        (self.low + rise as i64).min(self.high).max(self.low) as u64
    }
}

/// Truncated `2^64 / x` for `x >= 2`.
#[inline(always)]
fn reciprocal(x: u64) -> u64 {
    let quotient = u64::MAX / x;
    quotient + u64::from(u64::MAX - quotient * x == x - 1)
}

/// Sign and special cases of the exponential.
#[inline(always)]
fn finish_exp(exponent: i64, series: u64) -> u64 {
    if exponent == 0 {
        ONE
    } else if exponent == ONE as i64 {
        EULER
    } else if exponent < 0 {
        reciprocal(series)
    } else {
        series
    }
}

/// `1 + a + a^2/2! + ...`, truncated at every step, for arguments up to 16.
#[inline(always)]
fn series(arguments: [u64; LANES]) -> [u64; LANES] {
    let mut sums = arguments.map(|a| a + ONE);
    let mut terms = arguments;
    for reciprocal in RECIPROCALS.iter().skip(2) {
        let mut alive = 0;
        for ((term, argument), sum) in terms.iter_mut().zip(arguments).zip(&mut sums) {
            let product = mul_unit(*term, argument);
            *term = ((u128::from(product) * u128::from(*reciprocal)) >> 64) as u64;
            *sum += *term;
            alive |= *term;
        }
        if alive == 0 {
            break;
        }
    }
    sums
}

/// The same series for one argument up to 20, with plain divisions.
fn series_wide(argument: u64) -> u64 {
    let mut sum = argument + ONE;
    let mut term = argument;
    for i in 2..SERIES_END {
        term = (((u128::from(term) * u128::from(argument)) >> 32) as u64) / i;
        sum += term;
        if term == 0 {
            break;
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::reference::alpha_sigmoid;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]

        #[test]
        fn rates_equal_the_plain_sigmoid(
            low in any::<u16>(), high in any::<u16>(), steepness in any::<i16>(),
            cells in prop::collection::vec((0..=ONE, 0..=ONE, 0..=ONE), 0..10),
        ) {
            let rate = LiquidRate::new(low, high, steepness);
            let mut rates: Vec<u64> =
                cells.iter().map(|(w, b, c)| LiquidRate::distance(*w, *b, *c)).collect();
            rate.rates(&mut rates);
            for ((weight, bond, consensus), rate) in cells.into_iter().zip(rates) {
                let fixed = |raw: u64| I32F32::from_bits(raw as i64);
                let expected = alpha_sigmoid(
                    fixed(consensus), fixed(weight), fixed(bond),
                    u16_proportion_to_fixed(low), u16_proportion_to_fixed(high),
                    I32F32::from_num(steepness),
                );
                prop_assert_eq!(rate, expected.to_bits() as u64);
            }
        }

        #[test]
        fn both_series_agree(argument in 0..=FAST_LIMIT) {
            let expected = series_wide(argument);
            prop_assert_eq!(series([argument; LANES]), [expected; LANES]);
        }
    }

    use alloc::vec::Vec;
}
