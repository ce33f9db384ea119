use codec::Encode;
use frame_support::{
    assert_noop, assert_ok,
    dispatch::{GetDispatchInfo, Pays},
};
use sp_runtime::DispatchError;
use taonet_primitives::{CommitmentsHandler, CommitmentsSource, TaoBalance};

use super::mock::*;
use crate::*;

#[test]
fn a_commitment_replaces_the_one_before() {
    chain().execute_with(|| {
        assert_ok!(commit(1, &[raw(b"first"), Data::Sha256([7; 32])]));
        assert_eq!(
            events(),
            [Event::<Test>::Commitment {
                netuid: ONE,
                who: 1
            }
            .into()]
        );
        next_block();
        assert_ok!(commit(1, &[raw(b"second")]));
        let stored = CommitmentOf::<Test>::get(ONE, 1).unwrap();
        assert_eq!(
            stored,
            Registration {
                deposit: TaoBalance::ZERO,
                block: 11,
                info: *info(&[raw(b"second")]),
            }
        );
        assert_eq!(LastCommitment::<Test>::get(ONE, 1), Some(11));
        assert_eq!(LastBondsReset::<Test>::get(ONE, 1), None);
        assert_eq!(Commitments::commitments_of(ONE), [(1, stored.encode())]);
        assert!(Commitments::commitments_of(TWO).is_empty());
    });
}

#[test]
fn a_commitment_costs_nothing() {
    let call = Call::<Test>::set_commitment {
        netuid: ONE,
        info: info(&[]),
    };
    assert_eq!(call.get_dispatch_info().pays_fee, Pays::No);
}

#[test]
fn only_hotkeys_of_the_subnet_commit() {
    chain().execute_with(|| {
        assert_noop!(commit(10, &[]), Error::<Test>::AccountNotAllowedCommit);
        assert_noop!(
            Commitments::set_commitment(RuntimeOrigin::signed(2), TWO, info(&[])),
            Error::<Test>::AccountNotAllowedCommit
        );
        assert_noop!(
            Commitments::set_commitment(RuntimeOrigin::root(), ONE, info(&[])),
            DispatchError::BadOrigin
        );
    });
}

#[test]
fn space_is_bounded_per_epoch() {
    chain().execute_with(|| {
        assert_ok!(Commitments::set_max_space(RuntimeOrigin::root(), 350));
        let used = || UsedSpaceOf::<Test>::get(ONE, 1).unwrap().used_space;
        // A small commitment counts as 100 bytes.
        assert_ok!(commit(1, &[Data::None, Data::ResetBondsFlag]));
        assert_eq!(used(), 100);
        assert_ok!(commit(1, &[raw(&[0; 128]), Data::Keccak256([0; 32])]));
        assert_eq!(used(), 260);
        assert_noop!(commit(1, &[]), Error::<Test>::SpaceLimitExceeded);
        // Others, and this hotkey elsewhere, have space of their own.
        assert_ok!(commit(2, &[]));
        assert_ok!(Commitments::set_commitment(
            RuntimeOrigin::signed(1),
            TWO,
            info(&[])
        ));
        set_epoch(1);
        assert_ok!(commit(1, &[Data::BigRaw(vec![0; 350].try_into().unwrap())]));
        assert_eq!(
            UsedSpaceOf::<Test>::get(ONE, 1),
            Some(UsageTracker {
                last_epoch: 1,
                used_space: 350
            })
        );
        assert_noop!(commit(1, &[]), Error::<Test>::SpaceLimitExceeded);
    });
}

#[test]
fn the_default_space_is_the_recorded_one() {
    chain().execute_with(|| {
        assert_eq!(MaxSpace::<Test>::get(), 3_100);
        assert_noop!(
            Commitments::set_max_space(RuntimeOrigin::signed(1), 5),
            DispatchError::BadOrigin
        );
        assert_ok!(Commitments::set_max_space(RuntimeOrigin::root(), 5));
        assert_eq!(MaxSpace::<Test>::get(), 5);
    });
}

#[test]
fn bonds_are_reset_once_when_asked_for() {
    chain().execute_with(|| {
        assert_ok!(commit(3, &[raw(b"no")]));
        assert!(bond_resets().is_empty());
        assert_ok!(commit(3, &[Data::ResetBondsFlag, Data::ResetBondsFlag]));
        assert_eq!(bond_resets(), [(ONE, 3)]);
        assert_eq!(LastBondsReset::<Test>::get(ONE, 3), Some(10));
    });
}

#[test]
fn a_timelocked_commitment_is_listed_until_replaced() {
    chain().execute_with(|| {
        assert_ok!(commit(1, &[raw(b"x"), locked(b"a", 9), locked(b"b", 5)]));
        let announced = Event::<Test>::TimelockCommitment {
            netuid: ONE,
            who: 1,
            reveal_round: 9,
        };
        assert_eq!(events(), [announced.into()]);
        assert_eq!(TimelockedIndex::<Test>::get(), [(ONE, 1)].into());
        assert_ok!(commit(1, &[raw(b"x")]));
        assert!(TimelockedIndex::<Test>::get().is_empty());
    });
}

#[test]
fn a_subnet_takes_its_commitments_with_it() {
    chain().execute_with(|| {
        for hotkey in 1..4 {
            assert_ok!(commit(
                hotkey,
                &[locked(b"a", 1), Data::ResetBondsFlag, raw(b"b")]
            ));
        }
        assert_ok!(Commitments::set_commitment(
            RuntimeOrigin::signed(1),
            TWO,
            info(&[locked(b"a", 9)])
        ));
        publish(1);
        next_block();
        assert!(RevealedCommitments::<Test>::contains_key(ONE, 1));
        assert_ok!(commit(1, &[locked(b"a", 9)]));
        Commitments::purge_netuid(ONE);
        assert_eq!(CommitmentOf::<Test>::iter_prefix(ONE).count(), 0);
        assert_eq!(LastCommitment::<Test>::iter_prefix(ONE).count(), 0);
        assert_eq!(LastBondsReset::<Test>::iter_prefix(ONE).count(), 0);
        assert_eq!(RevealedCommitments::<Test>::iter_prefix(ONE).count(), 0);
        assert_eq!(UsedSpaceOf::<Test>::iter_prefix(ONE).count(), 0);
        assert_eq!(TimelockedIndex::<Test>::get(), [(TWO, 1)].into());
        assert_eq!(CommitmentOf::<Test>::iter().count(), 1);
        assert_eq!(Commitments::check_state(), Ok(()));
        TimelockedIndex::<Test>::kill();
        assert!(Commitments::check_state().is_err());
    });
}
