//! Whatever people do, every deposit is accounted for.

use super::mock::*;
use crate::{Announcements, Call, Proxies};
use frame_support::traits::UnfilteredDispatchable;

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

    fn account(&mut self) -> u64 {
        self.below(5) + 1
    }

    fn kind(&mut self) -> Kind {
        [Kind::Any, Kind::Transfer, Kind::NoTransfer][self.below(3) as usize]
    }

    fn inner(&mut self) -> RuntimeCall {
        match self.below(4) {
            0 => remark(),
            1 => transfer(self.account(), self.below(20)),
            _ => self.call(1).into(),
        }
    }

    fn call(&mut self, depth: u32) -> Call<Test> {
        let (who, delay) = (self.account(), self.below(2) * 3);
        match self.below(if depth > 0 { 8 } else { 11 }) {
            0 | 1 => Call::add_proxy {
                delegate: who,
                proxy_type: self.kind(),
                delay,
            },
            2 => Call::remove_proxy {
                delegate: who,
                proxy_type: self.kind(),
                delay,
            },
            3 => Call::remove_proxies {},
            4 => Call::announce {
                real: who,
                call_hash: hash(&remark()),
            },
            5 => Call::remove_announcement {
                real: who,
                call_hash: hash(&remark()),
            },
            6 => Call::reject_announcement {
                delegate: who,
                call_hash: hash(&remark()),
            },
            7 => Call::set_real_pays_fee {
                delegate: who,
                pays_fee: self.below(2) == 0,
            },
            8 => Call::proxy_announced {
                delegate: who,
                real: self.account(),
                force_proxy_type: None,
                call: Box::new(remark()),
            },
            _ => Call::proxy {
                real: who,
                force_proxy_type: None,
                call: Box::new(self.inner()),
            },
        }
    }
}

fn books_add_up() -> bool {
    (1..=5).all(|who| {
        let (_, relations) = Proxies::<Test>::get(who);
        let (_, announced) = Announcements::<Test>::get(who);
        reserved(who) == relations.to_u64() + announced.to_u64()
    })
}

/// How many of the calls succeeded.
fn play(seed: u64) -> u32 {
    let mut dice = Dice(seed);
    let mut succeeded = 0;
    run(|| {
        for step in 0..3_000_u64 {
            System::set_block_number(1 + step / 10);
            let who = dice.account();
            let call = dice.call(0);
            let result = frame_support::storage::with_storage_layer(|| {
                call.dispatch_bypass_filter(origin(who))
            });
            succeeded += u32::from(result.is_ok());
            assert!(books_add_up(), "seed {seed}, step {step}");
            assert_eq!(Proxy::check_state(), Ok(()), "seed {seed}, step {step}");
        }
    });
    succeeded
}

#[test]
fn deposits_are_accounted_for_after_any_calls() {
    for seed in [1, 2, 3] {
        let succeeded = play(seed);
        println!("seed {seed}: {succeeded} of 3,000 calls succeeded");
        assert!(succeeded > 300, "the calls are worth something");
        assert_eq!(play(seed), succeeded, "the same seed, the same end");
    }
}
