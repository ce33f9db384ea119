//! The arithmetic of orders: fees, limits, values at a price, shares of an outcome.
//!
//! Everything rounds down, so that parts never exceed their whole.

use crate::OrderSide;
use sp_core::U256;
use sp_runtime::Perbill;
use substrate_fixed::types::U64F64;

/// Parts of a whole in a [`Perbill`].
const BILLION: u64 = 1_000_000_000;

/// Fractional bits of a price.
const PRICE_FRACTION_BITS: usize = 64;

fn narrow(wide: U256) -> Option<u64> {
    u64::try_from(wide).ok()
}

/// `rate` of `amount`: at most `amount`, because no encoded rate exceeds one.
pub fn part(rate: Perbill, amount: u64) -> u64 {
    portion(amount, rate.deconstruct().into(), BILLION).unwrap_or(u64::MAX)
}

/// `total × share / whole`, rounded down. `None` when `whole` is zero or the result too large.
pub fn portion(total: u64, share: u64, whole: u64) -> Option<u64> {
    let product = u128::from(total).checked_mul(share.into())?;
    u64::try_from(product.checked_div(whole.into())?).ok()
}

/// What `alpha` is worth in TAO at a price, rounded down. `None` when that is too much to count.
pub fn tao_value(price: U64F64, alpha: u64) -> Option<u64> {
    let product = U256::from(price.to_bits()).checked_mul(alpha.into())?;
    narrow(product >> PRICE_FRACTION_BITS)
}

/// What `tao` is worth in alpha at a price, rounded down. `None` when that is too much to count, or
/// alpha is worth nothing.
pub fn alpha_value(price: U64F64, tao: u64) -> Option<u64> {
    let scaled = U256::from(tao) << PRICE_FRACTION_BITS;
    narrow(scaled.checked_div(price.to_bits().into())?)
}

/// A price in rao of TAO per whole alpha, as orders write it.
pub fn price_rao(price: U64F64) -> u64 {
    tao_value(price, BILLION).unwrap_or(u64::MAX)
}

/// The price that a trade may not pass, in rao of TAO per whole alpha.
pub fn swap_limit(side: OrderSide, limit_price: u64, max_slippage: Option<Perbill>) -> u64 {
    let tolerance = max_slippage.map(|rate| part(rate, limit_price));
    match side {
        OrderSide::Buy => tolerance.map_or(u64::MAX, |rao| limit_price.saturating_add(rao)),
        OrderSide::Sell => tolerance.map_or(0, |rao| limit_price.saturating_sub(rao)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use codec::Decode;

    fn price(numerator: u64, denominator: u64) -> U64F64 {
        U64F64::from_num(numerator) / U64F64::from_num(denominator)
    }

    #[test]
    fn parts_round_down() {
        assert_eq!(part(Perbill::from_percent(1), 199), 1);
        assert_eq!(part(Perbill::from_percent(100), u64::MAX), u64::MAX);
        assert_eq!(part(Perbill::zero(), u64::MAX), 0);
    }

    #[test]
    fn no_encoded_rate_exceeds_one() {
        let rate = |parts: u32| Perbill::decode(&mut &parts.to_le_bytes()[..]);
        assert_eq!(rate(1_000_000_000), Ok(Perbill::one()));
        assert!(rate(1_000_000_001).is_err());
    }

    #[test]
    fn portions_never_exceed_the_whole() {
        let shares = [3_u64, 5, 7, 11];
        let whole = shares.iter().sum();
        let paid: u64 = shares
            .iter()
            .map(|share| portion(1_000, *share, whole).unwrap())
            .sum();
        assert!(paid <= 1_000 && paid > 1_000 - shares.len() as u64);
        assert_eq!(portion(u64::MAX, u64::MAX, u64::MAX), Some(u64::MAX));
        assert_eq!(portion(1, 1, 0), None);
        assert_eq!(portion(u64::MAX, 2, 1), None);
    }

    #[test]
    fn values_at_a_price() {
        assert_eq!(tao_value(price(1, 4), 1_003), Some(250));
        assert_eq!(alpha_value(price(1, 4), 250), Some(1_000));
        assert_eq!(alpha_value(price(3, 1), 10), Some(3));
        assert_eq!(tao_value(U64F64::max_value(), u64::MAX), None);
        assert_eq!(alpha_value(U64F64::from_num(0), 1), None);
        assert_eq!(price_rao(price(1, 4)), 250_000_000);
        assert_eq!(price_rao(U64F64::max_value()), u64::MAX);
    }

    #[test]
    fn limits_lie_beyond_the_price() {
        let one_percent = Some(Perbill::from_percent(1));
        assert_eq!(swap_limit(OrderSide::Buy, 1_050, one_percent), 1_060);
        assert_eq!(swap_limit(OrderSide::Sell, 1_050, one_percent), 1_040);
        assert_eq!(swap_limit(OrderSide::Buy, 1_050, None), u64::MAX);
        assert_eq!(swap_limit(OrderSide::Sell, 1_050, None), 0);
        let all = Some(Perbill::one());
        assert_eq!(swap_limit(OrderSide::Buy, u64::MAX, all), u64::MAX);
        assert_eq!(swap_limit(OrderSide::Sell, 7, all), 0);
    }
}
