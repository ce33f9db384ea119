//! Authorities are replaced by root.

use super::*;
use frame_support::BoundedVec;
use sp_consensus_aura::sr25519::AuthorityId as AuraId;
use sp_consensus_grandpa::AuthorityId as GrandpaId;
use sp_core::crypto::UncheckedFrom;

fn authors(numbers: &[u8]) -> Vec<AuraId> {
    let key = |number: &u8| sp_core::sr25519::Public::unchecked_from([*number; 32]);
    numbers.iter().map(key).map(AuraId::from).collect()
}

#[test]
fn authors_are_replaced_at_once() {
    with_subnet(|| {
        let call = Call::swap_authorities {
            new_authorities: BoundedVec::truncate_from(authors(&[1, 2])),
        };
        let row = row(call, Root, || true);
        for who in [OWNER, STRANGER] {
            assert_noop!(row.make(signed(who)), DispatchError::BadOrigin);
        }
        assert_ok!(row.make(root()));
        let stored = pallet_aura::Authorities::<Runtime>::get();
        assert_eq!(stored.into_inner(), authors(&[1, 2]));
    });
}

#[test]
fn one_change_of_finalising_authorities_waits_at_a_time() {
    with_subnet(|| {
        let key =
            |number: u8| GrandpaId::from(sp_core::ed25519::Public::unchecked_from([number; 32]));
        let call = Call::schedule_grandpa_change {
            next_authorities: vec![(key(1), 1), (key(2), 1)],
            in_blocks: 5,
            forced: None,
        };
        let row = row(call, Root, || true);
        assert_noop!(row.make(signed(OWNER)), DispatchError::BadOrigin);
        assert_ok!(row.make(root()));
        let change = pallet_grandpa::PendingChange::<Runtime>::get().unwrap();
        assert_eq!(change.delay, 5);
        assert_eq!(change.next_authorities.len(), 2);
        let pending: DispatchError = pallet_grandpa::Error::<Runtime>::ChangePending.into();
        assert_noop!(row.make(root()), pending);
    });
}
