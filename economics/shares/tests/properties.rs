//! What must hold for every pool and every family of keys, whatever the numbers.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeMap;

use proptest::{collection::vec, prelude::*};
use taonet_shares::{
    ChildTerms, Parent, SafeFloat, SharePool, ShareStore, inherited_stake, split_with_parents,
};

#[derive(Default)]
struct Memory {
    value: u64,
    denominator: SafeFloat,
    shares: BTreeMap<u8, SafeFloat>,
}

impl ShareStore for Memory {
    type Key = u8;

    fn value(&self) -> u64 {
        self.value
    }

    fn denominator(&self) -> SafeFloat {
        self.denominator
    }

    fn share(&self, key: &u8) -> Option<SafeFloat> {
        self.shares.get(key).copied()
    }

    fn set_value(&mut self, value_rao: u64) {
        self.value = value_rao;
    }

    fn set_denominator(&mut self, shares: SafeFloat) {
        self.denominator = shares;
    }

    fn set_share(&mut self, key: &u8, shares: SafeFloat) {
        if shares.is_zero() {
            self.shares.remove(key);
        } else {
            self.shares.insert(*key, shares);
        }
    }
}

#[derive(Clone, Debug)]
enum Step {
    Stake(u8, u64),
    Unstake(u8, u8),
    Dividend(u64),
}

const HOLDERS: u8 = 5;
/// More than all the alpha that a subnet will ever have.
const MAX_AMOUNT: u64 = 21_000_000_000_000_000;

fn steps() -> impl Strategy<Value = Step> {
    prop_oneof![
        (0..HOLDERS, 1..MAX_AMOUNT / 64).prop_map(|(key, amount)| Step::Stake(key, amount)),
        (0..HOLDERS, any::<u8>()).prop_map(|(key, part)| Step::Unstake(key, part)),
        (0..MAX_AMOUNT / 64).prop_map(Step::Dividend),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn holders_never_own_more_than_the_pool(steps in vec(steps(), 1..60)) {
        let mut pool = SharePool(Memory::default());
        let mut paid_in = 0u128;
        let mut paid_out = 0u128;
        for step in steps {
            match step {
                Step::Stake(key, amount) => {
                    if pool.accepts(amount) {
                        let before = pool.value_of(&key);
                        pool.update_one(&key, i64::try_from(amount).unwrap());
                        paid_in += u128::from(amount);
                        // Rounding may cost one rao on each side.
                        prop_assert!(pool.value_of(&key).abs_diff(before + amount) <= 2);
                    }
                }
                Step::Unstake(key, part) => {
                    let amount = pool.value_of(&key) / 255 * u64::from(part);
                    pool.update_one(&key, -i64::try_from(amount).unwrap());
                    paid_out += u128::from(amount);
                }
                Step::Dividend(amount) => {
                    if pool.total() > 0 {
                        pool.update_all(i64::try_from(amount).unwrap());
                        paid_in += u128::from(amount);
                    }
                }
            }
            let owned: u128 = (0..HOLDERS).map(|key| u128::from(pool.value_of(&key))).sum();
            // Decimal rounding of the denominator may count a rao twice, never more than one for
            // each holder.
            prop_assert!(owned <= u128::from(pool.total()) + u128::from(HOLDERS));
            prop_assert_eq!(u128::from(pool.total()) + paid_out, paid_in);
        }
    }

    #[test]
    fn floats_keep_their_form(a in any::<u64>(), b in 1u64.., c in 1u64..) {
        let (a, b, c) = (SafeFloat::from(a), SafeFloat::from(b), SafeFloat::from(c));
        for number in [a.mul_div(&b, &c), a.add(&b), b.sub(&a), a.div(&c)] {
            let number = number.unwrap();
            let normal = 100_000_000_000_000_000_000u128 < number.mantissa()
                && number.mantissa() <= 1_000_000_000_000_000_000_000;
            prop_assert!(normal || number == SafeFloat::zero());
        }
    }

    #[test]
    fn integers_survive(a in any::<u64>()) {
        prop_assert_eq!(SafeFloat::from(a).to_u64(), a);
    }

    #[test]
    fn dividends_are_conserved(
        dividend in 0..MAX_AMOUNT,
        alpha in 0..MAX_AMOUNT,
        root in 0..MAX_AMOUNT,
        pledged in vec(0..u64::MAX / 4, 0..4),
        parents in vec((0..=u64::MAX / 2, 0..MAX_AMOUNT, 0..MAX_AMOUNT, any::<bool>()), 0..6),
        take in 0u16..=11_796,
        burn in 0..u64::MAX / 2,
        tao_weight in any::<u64>(),
    ) {
        let parents: Vec<_> = parents
            .into_iter()
            .enumerate()
            .map(|(key, (proportion, alpha, root, same_owner))| Parent { key, proportion, alpha, root, same_owner })
            .collect();
        let count = parents.len();
        let terms = ChildTerms { take, burn, tao_weight };
        let split = split_with_parents(usize::MAX, dividend, alpha, root, &pledged, parents, &terms);
        let paid: u64 = split.payouts.iter().map(|(_, amount)| amount).sum();
        let burned: u64 = split.burned.iter().sum();
        prop_assert_eq!(split.payouts.len(), count + 1);
        prop_assert!(paid + burned <= dividend);
        // Each piece loses less than a rao.
        prop_assert!(dividend - paid - burned <= 2 * count as u64 + 1);
    }

    #[test]
    fn lending_moves_stake(own in 0..MAX_AMOUNT, part in any::<u64>()) {
        let lender = inherited_stake(own, [part], []);
        let borrower = inherited_stake(0, [], [(part, own)]);
        prop_assert!(lender + borrower <= own);
        prop_assert!(own - lender - borrower <= 1);
    }
}
