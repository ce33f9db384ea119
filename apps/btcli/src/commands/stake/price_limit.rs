//! Price limits: how far a price may move between the decision and the block.
//!
//! Prices are rao of TAO for one token. Limits are computed in whole rao, so that the limit sent
//! is the limit shown.

use crate::failure::Failure;

/// Parts in one.
const ONE: u64 = 1_000_000_000;

/// An accepted move of a price, in parts of 10^9.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Tolerance {
    parts: u64,
}

impl Tolerance {
    /// From a fraction: 0.005 is half a percent.
    pub(crate) fn new(fraction: f64) -> Result<Self, Failure> {
        if !fraction.is_finite() || !(0.0..=1.0).contains(&fraction) {
            return Err(Failure::usage(format!(
                "--tolerance {fraction} is not between 0 and 1: it is a fraction, so write 0.005 \
                 for half a percent"
            )));
        }
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between 0 and 10^9"
        )]
        let parts = (fraction * ONE as f64).round() as u64;
        Ok(Self { parts })
    }

    /// As a fraction of one.
    #[allow(clippy::cast_precision_loss, reason = "at most 10^9")]
    pub(crate) fn fraction(self) -> f64 {
        self.parts as f64 / ONE as f64
    }

    /// For people.
    pub(crate) fn percent(self) -> String {
        format!("{}%", (self.fraction() * 100.0 * 1e7).round() / 1e7)
    }

    /// The highest price at which to buy.
    pub(crate) fn above(self, price_rao: u64) -> u64 {
        scaled(price_rao, ONE.saturating_add(self.parts))
    }

    /// The lowest price at which to sell.
    pub(crate) fn below(self, price_rao: u64) -> u64 {
        scaled(price_rao, ONE.saturating_sub(self.parts))
    }

    /// The lowest price of one token in another, both given in TAO, at which to swap them.
    pub(crate) fn below_ratio(self, from_rao: u64, to_rao: u64) -> Option<u64> {
        ratio(from_rao, to_rao).map(|price| self.below(price))
    }
}

/// Price of one token in another, in parts of 10^9, both given in TAO.
pub(crate) fn ratio(from_rao: u64, to_rao: u64) -> Option<u64> {
    let price = (u128::from(from_rao) * u128::from(ONE)).checked_div(u128::from(to_rao))?;
    Some(u64::try_from(price).unwrap_or(u64::MAX))
}

fn scaled(price_rao: u64, parts: u64) -> u64 {
    let price = u128::from(price_rao) * u128::from(parts) / u128::from(ONE);
    u64::try_from(price).unwrap_or(u64::MAX)
}

/// A pool before a trade.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pool {
    /// TAO in it.
    pub(crate) tao_rao: u64,
    /// Alpha in it.
    pub(crate) alpha_rao: u64,
    /// Price of one alpha.
    pub(crate) price_rao: u64,
}

impl Pool {
    /// The price after TAO went in and alpha came out.
    ///
    /// The price of a pool is the quotient of its reserves times a factor that a trade leaves
    /// alone, so the reserves say where it goes.
    pub(crate) fn price_after_buy(self, tao_in_rao: u64, alpha_out_rao: u64) -> u64 {
        self.price_with(
            self.tao_rao.saturating_add(tao_in_rao),
            self.alpha_rao.saturating_sub(alpha_out_rao),
        )
    }

    /// The price after alpha went in and TAO came out.
    pub(crate) fn price_after_sale(self, alpha_in_rao: u64, tao_out_rao: u64) -> u64 {
        self.price_with(
            self.tao_rao.saturating_sub(tao_out_rao),
            self.alpha_rao.saturating_add(alpha_in_rao),
        )
    }

    #[allow(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a forecast; the chain computes what counts"
    )]
    fn price_with(self, tao_rao: u64, alpha_rao: u64) -> u64 {
        if self.tao_rao == 0 || alpha_rao == 0 {
            return u64::MAX;
        }
        let tao = tao_rao as f64 / self.tao_rao as f64;
        let alpha = self.alpha_rao as f64 / alpha_rao as f64;
        (self.price_rao as f64 * tao * alpha) as u64
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;

    #[test]
    fn limits_are_exact_in_rao() {
        let tolerance = Tolerance::new(0.005).unwrap();
        assert_eq!(tolerance.above(2_149_665_377), 2_160_413_703);
        assert_eq!(tolerance.below(2_149_665_377), 2_138_917_050);
        assert_eq!(tolerance.above(1_000_000_000), 1_005_000_000);
        assert_eq!(tolerance.percent(), "0.5%");
        let none = Tolerance::new(0.0).unwrap();
        assert_eq!((none.above(7), none.below(7)), (7, 7));
        let all = Tolerance::new(1.0).unwrap();
        assert_eq!((all.above(7), all.below(7)), (14, 0));
        assert_eq!(all.above(u64::MAX), u64::MAX);
    }

    #[test]
    fn a_swap_is_limited_by_the_quotient_of_the_prices() {
        let tolerance = Tolerance::new(0.01).unwrap();
        let (from, to) = (2_000_000_000, 500_000_000);
        assert_eq!(ratio(from, to), Some(4_000_000_000));
        assert_eq!(tolerance.below_ratio(from, to), Some(3_960_000_000));
        assert_eq!(tolerance.below_ratio(from, 0), None);
    }

    #[test]
    fn tolerances_are_fractions() {
        for bad in [-0.1, 1.1, 5.0, f64::NAN, f64::INFINITY] {
            assert!(Tolerance::new(bad).is_err(), "{bad}");
        }
        assert_eq!(Tolerance::new(0.5).unwrap().percent(), "50%");
    }

    #[test]
    fn a_trade_moves_the_price() {
        let pool = Pool {
            tao_rao: 1_000_000_000_000,
            alpha_rao: 500_000_000_000,
            price_rao: 2_000_000_000,
        };
        // Twice the TAO, half the alpha: four times the price.
        let after = pool.price_after_buy(1_000_000_000_000, 250_000_000_000);
        assert_eq!(after, 8_000_000_000);
        let after = pool.price_after_sale(500_000_000_000, 500_000_000_000);
        assert_eq!(after, 500_000_000);
    }
}
