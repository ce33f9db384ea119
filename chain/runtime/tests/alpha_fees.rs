//! Fees of those who hold stake but no TAO.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod chain;

use chain::{account, events, expected_fee, extensions, free, in_first_block, send, signed};
use frame_support::assert_ok;
use frame_system::RawOrigin;
use pallet_subtensor::{Call, Event, Pallet, SubtokenEnabled};
use sp_runtime::{MultiAddress, transaction_validity::InvalidTransaction};
use taonet_primitives::{AlphaBalance, NetUid, SwapHandler};
use taonet_runtime::{Balance, Balances, Runtime, RuntimeCall, RuntimeEvent, Swap};

const TAO: u64 = 1_000_000_000;
const FIRST: u16 = 1;
/// What is left to the staker: less than any fee.
const REST_RAO: u64 = 1_000;

fn netuid() -> NetUid {
    FIRST.into()
}

fn stake() -> u64 {
    Pallet::<Runtime>::stake_for_hotkey_and_coldkey_on_subnet(
        &account("Hot"),
        &account("Ferdie"),
        netuid(),
    )
    .to_u64()
}

fn leave_tao(rao: u64) {
    assert_ok!(Balances::force_set_balance(
        RawOrigin::Root.into(),
        MultiAddress::Id(account("Ferdie")),
        Balance::new(rao),
    ));
}

/// A chain on which Ferdie has stake on subnet 1 and no TAO for fees.
fn with_staker(test: impl FnOnce()) {
    in_first_block(false, || {
        SubtokenEnabled::<Runtime>::insert(netuid(), true);
        assert_ok!(Pallet::<Runtime>::create_account_if_absent(
            &account("Ferdie"),
            &account("Hot")
        ));
        let call = Call::<Runtime>::add_stake {
            hotkey: account("Hot"),
            netuid: netuid(),
            amount_staked: Balance::new(TAO),
        };
        assert_ok!(send("Ferdie", call).expect("valid"));
        assert!(stake() > TAO / 2);
        leave_tao(REST_RAO);
        test();
    });
}

fn burn(rao: u64) -> Call<Runtime> {
    Call::burn_alpha {
        hotkey: account("Hot"),
        amount: AlphaBalance::new(rao),
        netuid: netuid(),
    }
}

fn recycle(rao: u64) -> Call<Runtime> {
    Call::recycle_alpha {
        hotkey: account("Hot"),
        amount: AlphaBalance::new(rao),
        netuid: netuid(),
    }
}

fn remove_all() -> Call<Runtime> {
    Call::remove_stake_full_limit {
        hotkey: account("Hot"),
        netuid: netuid(),
        limit_price: None,
    }
}

/// Alpha and TAO of the fee, as the event tells.
fn paid_in_alpha() -> (u64, u64) {
    let mut paid = events().into_iter().filter_map(|event| match event {
        RuntimeEvent::SubtensorModule(Event::TransactionFeePaidWithAlpha {
            who,
            netuid: on,
            alpha_fee,
            tao_amount,
        }) => {
            assert_eq!((who, on), (account("Ferdie"), netuid()));
            Some((alpha_fee.to_u64(), tao_amount.to_u64()))
        }
        _ => None,
    });
    let only = paid.next().expect("paid in alpha");
    assert_eq!(paid.next(), None);
    only
}

#[test]
fn alpha_that_is_destroyed_pays_its_fee() {
    for make in [burn, recycle] {
        with_staker(|| {
            let destroyed = 10_000_000;
            let call: RuntimeCall = make(destroyed).into();
            let fee = expected_fee(&signed("Ferdie", call.clone(), 0), &extensions("Ferdie", 0));
            let price = Swap::alpha_at_spot(netuid(), Balance::new(fee)).to_u64();
            let (before, author) = (stake(), free("One"));

            assert_ok!(send("Ferdie", call).expect("valid"));
            let (alpha, tao) = paid_in_alpha();
            assert_eq!(alpha, price);
            // The shares of the stake round by a rao at each of the two withdrawals.
            assert!(before.abs_diff(stake() + alpha + destroyed) <= 2);
            assert_eq!(free("One") - author, tao);
            assert!(tao > 0 && tao.abs_diff(fee) < fee / 100);
            assert_eq!(free("Ferdie"), REST_RAO);
        });
    }
}

#[test]
fn a_whole_stake_pays_for_its_own_removal() {
    with_staker(|| {
        let call: RuntimeCall = remove_all().into();
        let fee = expected_fee(&signed("Ferdie", call.clone(), 0), &extensions("Ferdie", 0));
        let author = free("One");
        assert_ok!(send("Ferdie", call).expect("valid"));
        let (_, tao) = paid_in_alpha();
        assert!(tao.abs_diff(fee) < fee / 100);
        // The author earns the pool's fee on the removal as well.
        assert!(free("One") - author > tao);
        assert_eq!(stake(), 0);
        assert!(free("Ferdie") > TAO / 2);
    });
}

#[test]
fn too_little_alpha_pays_for_nothing() {
    with_staker(|| {
        // Ferdie destroys all but a little, with TAO in hand.
        leave_tao(TAO);
        assert_ok!(send("Ferdie", burn(stake() - 50_000)).expect("valid"));
        leave_tao(REST_RAO);
        let (before, author) = (stake(), free("One"));
        assert!(before > 0);
        for call in [burn(1), recycle(1), remove_all()] {
            let refused = send("Ferdie", call).expect_err("too poor");
            assert_eq!(refused, InvalidTransaction::Payment.into());
        }
        assert_eq!((stake(), free("One")), (before, author));
        assert_eq!(free("Ferdie"), REST_RAO);
    });
}

/// Stake stays where it is for calls that do not touch it.
#[test]
fn other_calls_are_paid_in_tao_alone() {
    with_staker(|| {
        let before = stake();
        let remark = frame_system::Call::remark { remark: vec![7] };
        let refused = send("Ferdie", remark).expect_err("too poor");
        assert_eq!(refused, InvalidTransaction::Payment.into());
        assert_eq!(stake(), before);
    });
}

/// Who has TAO pays in TAO.
#[test]
fn tao_comes_first() {
    with_staker(|| {
        leave_tao(TAO);
        assert_ok!(send("Ferdie", burn(10_000_000)).expect("valid"));
        assert!(free("Ferdie") < TAO);
        assert!(!events().iter().any(|event| matches!(
            event,
            RuntimeEvent::SubtensorModule(Event::TransactionFeePaidWithAlpha { .. })
        )));
    });
}
