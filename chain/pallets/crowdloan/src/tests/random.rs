//! Whatever people do, the books add up and nobody loses money.

use super::mock::*;
use crate::{Call, Crowdloans, NextCrowdloanId};
use frame_support::traits::UnfilteredDispatchable;
use taonet_primitives::TaoBalance;

/// A small generator of numbers, so that a run can be repeated by its seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }

    fn account(&mut self) -> u8 {
        u8::try_from(self.below(6) + 1).expect("small")
    }

    fn call(&mut self) -> Call<Test> {
        let newest = NextCrowdloanId::<Test>::get();
        let age = u32::try_from(self.below(4)).expect("small");
        let crowdloan_id = newest.saturating_sub(age);
        let amount = tao(self.below(120));
        match self.below(30) {
            0 => {
                let purpose = self.below(3);
                Call::create {
                    deposit: tao(50 + self.below(20)),
                    min_contribution: tao(10),
                    cap: tao(60 + self.below(300)),
                    end: System::block_number() + 15 + self.below(90),
                    call: (purpose > 0).then(|| {
                        Box::new(match purpose {
                            1 => spender::Call::spend { on: account(9) }.into(),
                            _ => long_remark(),
                        })
                    }),
                    target_address: (purpose == 0).then(|| account(9)),
                }
            }
            1..=12 => Call::contribute {
                crowdloan_id,
                amount,
            },
            13..=16 => Call::withdraw { crowdloan_id },
            17..=19 => Call::finalize { crowdloan_id },
            20..=21 => Call::refund { crowdloan_id },
            22..=23 => Call::dissolve { crowdloan_id },
            24..=26 => Call::update_cap {
                crowdloan_id,
                new_cap: tao(self.below(400)),
            },
            _ => Call::set_max_contribution {
                crowdloan_id,
                new_max_contribution: (self.below(2) == 0).then_some(amount),
            },
        }
    }
}

/// What was left on accounts that gave all but less than the existential deposit: it is burned.
fn dust() -> TaoBalance {
    System::events()
        .into_iter()
        .filter_map(|record| match record.event {
            RuntimeEvent::Balances(pallet_balances::Event::DustLost { amount, .. }) => Some(amount),
            _ => None,
        })
        .sum()
}

/// How many of the calls succeeded, and how many crowdloans came to a good end.
fn play(seed: u64) -> (u32, usize) {
    let mut dice = Dice(seed);
    let mut succeeded = 0;
    let mut finalized = 0;
    in_block_one(|| {
        let mut issuance = Balances::total_issuance();
        for step in 0..1_500_u64 {
            System::set_block_number(1 + step / 20);
            System::reset_events();
            let who = dice.account();
            let call = dice.call();
            let result = frame_support::storage::with_storage_layer(|| {
                call.dispatch_bypass_filter(origin(who))
            });
            succeeded += u32::from(result.is_ok());
            assert_eq!(Crowdloan::check_state(), Ok(()), "seed {seed}, step {step}");
            issuance = issuance.saturating_sub(dust());
            assert_eq!(
                Balances::total_issuance(),
                issuance,
                "seed {seed}, step {step}"
            );
        }
        finalized = Crowdloans::<Test>::iter_values()
            .filter(|crowdloan| crowdloan.finalized)
            .count();
    });
    (succeeded, finalized)
}

#[test]
fn the_books_add_up_after_any_calls() {
    for seed in [1, 2, 3] {
        let (succeeded, finalized) = play(seed);
        println!("seed {seed}: {succeeded} of 1,500 calls succeeded, {finalized} finalised");
        assert!(
            succeeded > 100 && finalized > 0,
            "the calls are worth something"
        );
        assert_eq!(
            play(seed),
            (succeeded, finalized),
            "the same seed, the same end"
        );
    }
}
