use frame_support::pallet_prelude::*;
use sp_io::hashing::blake2_256;

use super::mock::*;
use crate::*;

#[allow(deprecated, reason = "the pallet's own interface")]
pub(super) fn validate(call: &Call<Test>) -> TransactionValidity {
    Drand::validate_unsigned(TransactionSource::External, call)
}

#[allow(deprecated, reason = "the pallet's own interface")]
fn pre_dispatch(call: &Call<Test>) -> Result<(), TransactionValidityError> {
    Drand::pre_dispatch(call)
}

fn refused(call: &Call<Test>) -> InvalidTransaction {
    match validate(call) {
        Err(TransactionValidityError::Invalid(reason)) => reason,
        other => panic!("not refused: {other:?}"),
    }
}

fn of_round(round: u64) -> Call<Test> {
    signed(payload(vec![local_pulse(round)], 10))
}

#[test]
fn a_true_pulse_gets_in() {
    local_chain().execute_with(|| {
        let valid = validate(&of_round(2_000_000)).unwrap();
        assert_eq!(valid.priority, u64::MAX - 2_000_000 + 1_048_576);
        assert_eq!(valid.longevity, 3);
        assert!(!valid.propagate);
        let tag = (b"drand", 2_000_000u64).using_encoded(blake2_256);
        assert_eq!(valid.provides, vec![("DrandOffchainWorker", tag).encode()]);
        assert!(pre_dispatch(&of_round(2_000_000)).is_ok());
        // Early rounds would exceed the largest priority.
        assert_eq!(validate(&of_round(5)).unwrap().priority, u64::MAX);
    });
}

#[test]
fn the_payload_has_to_be_signed_by_its_key() {
    local_chain().execute_with(|| {
        let Call::write_pulse {
            pulses_payload,
            signature,
        } = of_round(5)
        else {
            panic!("another call")
        };
        let unsigned = Call::write_pulse {
            pulses_payload: pulses_payload.clone(),
            signature: None,
        };
        assert_eq!(refused(&unsigned), InvalidTransaction::BadSigner);
        let mut other = pulses_payload;
        other.block_number = 9;
        let forged = Call::write_pulse {
            pulses_payload: other,
            signature,
        };
        assert_eq!(refused(&forged), InvalidTransaction::BadProof);
        assert!(pre_dispatch(&forged).is_err());
    });
}

#[test]
fn pulses_come_one_by_one_and_in_time() {
    local_chain().execute_with(|| {
        let future = signed(payload(vec![local_pulse(5)], 11));
        assert_eq!(refused(&future), InvalidTransaction::Future);
        for pulses in [vec![], vec![local_pulse(5), local_pulse(6)]] {
            let call = signed(payload(pulses, 10));
            assert_eq!(refused(&call), InvalidTransaction::Call);
        }
        NextUnsignedAt::<Test>::put(11);
        assert_eq!(refused(&of_round(5)), InvalidTransaction::Stale);
        NextUnsignedAt::<Test>::put(10);
        LastStoredRound::<Test>::put(5);
        assert_eq!(refused(&of_round(5)), InvalidTransaction::Stale);
        assert!(validate(&of_round(6)).is_ok());
    });
}

#[test]
fn untrue_pulses_take_no_room() {
    local_chain().execute_with(|| {
        let mut other_round = local_pulse(5);
        other_round.round = 6;
        let mut no_point = local_pulse(5);
        no_point.signature = vec![1; 48].try_into().unwrap();
        for pulse in [other_round, no_point, quicknet_pulse()] {
            let call = signed(payload(vec![pulse], 10));
            assert_eq!(refused(&call), InvalidTransaction::BadProof);
        }
    });
}

#[test]
fn no_other_call_is_bare() {
    local_chain().execute_with(|| {
        let change = Call::set_beacon_config {
            config_payload: BeaconConfigurationPayload {
                block_number: 10,
                config: BeaconConfiguration::quicknet(),
                public: payload(Vec::new(), 0).public,
            },
            signature: None,
        };
        assert_eq!(refused(&change), InvalidTransaction::Call);
        let oldest = Call::set_oldest_stored_round { oldest_round: 1 };
        assert_eq!(refused(&oldest), InvalidTransaction::Call);
    });
}
