//! The pool of a hotkey on a subnet.

use crate::SafeFloat;

/// Where a pool is kept. Every setter is called even when the value stays the same: a store that
/// moves entries from an old layout to a new one does so on write.
pub trait ShareStore {
    /// Who holds a share: a coldkey.
    type Key;

    /// The value of the whole pool, in rao.
    fn value(&self) -> u64;

    /// The sum of all shares.
    fn denominator(&self) -> SafeFloat;

    /// One holder's share, `None` without an entry.
    fn share(&self, key: &Self::Key) -> Option<SafeFloat>;

    /// Stores the value of the pool; a zero removes the entry.
    fn set_value(&mut self, value_rao: u64);

    /// Stores the sum of all shares; a zero removes the entry.
    fn set_denominator(&mut self, shares: SafeFloat);

    /// Stores one holder's share; a zero removes the entry.
    fn set_share(&mut self, key: &Self::Key, shares: SafeFloat);
}

/// A pool of which everybody owns a share.
#[derive(Clone, Debug)]
pub struct SharePool<S>(pub S);

impl<S: ShareStore> SharePool<S> {
    /// The value of the whole pool, in rao.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.0.value()
    }

    /// The value of one holder's share, in rao, rounded down.
    #[must_use]
    pub fn value_of(&self, key: &S::Key) -> u64 {
        self.0
            .share(key)
            .and_then(|share| {
                SafeFloat::from(self.0.value()).mul_div(&share, &self.0.denominator())
            })
            .map_or(0, |value| value.to_u64())
    }

    /// Whether the holder has an entry, of whatever value.
    #[must_use]
    pub fn has_share(&self, key: &S::Key) -> bool {
        self.0.share(key).is_some()
    }

    /// Whether a deposit of `amount` rao would receive shares. It would not if the pool has shares
    /// but no value, or if the amount is too small to count.
    #[must_use]
    pub fn accepts(&self, amount: u64) -> bool {
        let denominator = self.0.denominator();
        denominator.is_zero() || !self.shares_for(amount, &denominator).is_zero()
    }

    /// Raises or lowers the value of the pool by `delta` rao, for everybody. The value saturates at
    /// zero.
    pub fn update_all(&mut self, delta: i64) {
        let value = self.0.value();
        self.0.set_value(value.saturating_add_signed(delta));
    }

    /// Raises or lowers one holder's stake by `delta` rao, and the value of the pool with it.
    ///
    /// Shares are issued or taken back at the present rate. The caller makes sure that nobody takes
    /// out more than [`SharePool::value_of`]; shares and value saturate at zero if it does not.
    pub fn update_one(&mut self, key: &S::Key, delta: i64) {
        let denominator = self.0.denominator();
        let share = self.0.share(key).unwrap_or_default();
        let amount = delta.unsigned_abs();
        if denominator.is_zero() {
            // The first deposit defines the rate: one share for each rao.
            self.0.set_denominator(amount.into());
            self.0.set_share(key, amount.into());
        } else {
            let change = self.shares_for(amount, &denominator);
            let apply = |old: SafeFloat| {
                if delta > 0 {
                    old.add(&change)
                } else {
                    old.sub(&change)
                }
                .unwrap_or(old)
            };
            self.0.set_denominator(apply(denominator));
            self.0.set_share(key, apply(share));
        }
        self.update_all(delta);
    }

    fn shares_for(&self, amount: u64, denominator: &SafeFloat) -> SafeFloat {
        SafeFloat::from(amount)
            .mul_div(denominator, &SafeFloat::from(self.0.value()))
            .unwrap_or_default()
    }
}
