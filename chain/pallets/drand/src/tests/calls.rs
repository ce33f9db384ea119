use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError;
use taonet_primitives::PulseSource;

use super::mock::*;
use crate::{
    pulses::{MAX_KEPT_PULSES, MAX_REMOVED_PULSES},
    *,
};

fn last_event() -> RuntimeEvent {
    System::events().pop().unwrap().event
}

#[test]
fn a_pulse_of_quicknet_is_stored() {
    quicknet_chain().execute_with(|| {
        assert_ok!(write(vec![quicknet_pulse()]));
        assert_eq!(Pulses::<Test>::get(1_000), Some(quicknet_pulse()));
        assert_eq!(Drand::last_stored_round(), 1_000);
        assert_eq!(OldestStoredRound::<Test>::get(), 1_000);
        assert_eq!(NextUnsignedAt::<Test>::get(), 10);
        assert_eq!(
            Drand::signature_of(1_000).map(hex::encode).as_deref(),
            Some(QUICKNET_1000)
        );
        assert_eq!(Drand::signature_of(1_001), None);
        let rounds = vec![1_000];
        assert_eq!(last_event(), Event::<Test>::NewPulse { rounds }.into());
    });
}

#[test]
fn untrue_pulses_are_passed_over() {
    local_chain().execute_with(|| {
        let mut other_round = local_pulse(5);
        other_round.round = 6;
        let mut other_randomness = local_pulse(5);
        other_randomness.randomness = vec![0; 32].try_into().unwrap();
        System::reset_events();
        assert_ok!(write(vec![other_round, other_randomness, quicknet_pulse()]));
        assert_eq!(LastStoredRound::<Test>::get(), 0);
        assert_eq!(OldestStoredRound::<Test>::get(), 0);
        assert!(System::events().is_empty());
        assert_ok!(write(vec![
            quicknet_pulse(),
            local_pulse(5),
            local_pulse(7)
        ]));
        assert_eq!(LastStoredRound::<Test>::get(), 7);
        assert_eq!(OldestStoredRound::<Test>::get(), 5);
        let rounds = vec![5, 7];
        assert_eq!(last_event(), Event::<Test>::NewPulse { rounds }.into());
    });
}

#[test]
fn rounds_ascend() {
    local_chain().execute_with(|| {
        assert_ok!(write(vec![local_pulse(5)]));
        for round in [5, 4] {
            assert_noop!(
                write(vec![local_pulse(round)]),
                Error::<Test>::InvalidRoundNumber
            );
        }
        assert_noop!(
            write(vec![local_pulse(7), local_pulse(6)]),
            Error::<Test>::InvalidRoundNumber
        );
    });
}

#[test]
fn what_is_no_point_of_the_curve_fails() {
    local_chain().execute_with(|| {
        let mut broken = local_pulse(5);
        broken.signature = vec![1; 48].try_into().unwrap();
        assert_noop!(write(vec![broken]), Error::<Test>::PulseVerificationError);
        BeaconConfig::<Test>::mutate(|config| config.public_key = Default::default());
        assert_noop!(
            write(vec![local_pulse(5)]),
            Error::<Test>::PulseVerificationError
        );
    });
}

#[test]
fn pulses_come_from_nobody() {
    local_chain().execute_with(|| {
        for origin in [RuntimeOrigin::signed(1), RuntimeOrigin::root()] {
            assert_noop!(
                Drand::write_pulse(origin, payload(vec![local_pulse(5)], 10), None),
                DispatchError::BadOrigin
            );
        }
    });
}

#[test]
fn the_oldest_rounds_are_forgotten_a_hundred_at_a_time() {
    local_chain().execute_with(|| {
        // A window that is already 250 rounds too long, with pulses at its start.
        let last = MAX_KEPT_PULSES + 250;
        for round in 1..=300 {
            Pulses::<Test>::insert(round, Pulse::default());
        }
        OldestStoredRound::<Test>::put(1);
        LastStoredRound::<Test>::put(last - 1);
        let stored = || {
            Pulses::<Test>::iter_keys()
                .filter(|round| *round <= 300)
                .count() as u64
        };

        assert_ok!(write(vec![local_pulse(last)]));
        assert_eq!(OldestStoredRound::<Test>::get(), 1 + MAX_REMOVED_PULSES);
        assert_eq!(stored(), 200);
        assert_ok!(write(vec![local_pulse(last + 1)]));
        assert_ok!(write(vec![local_pulse(last + 2)]));
        // 252 rounds too many by now: none of them is left, and no other is gone.
        assert_eq!(OldestStoredRound::<Test>::get(), 253);
        assert_eq!(stored(), 48);
        assert!(Pulses::<Test>::contains_key(253));
    });
}

#[test]
fn without_a_start_of_the_window_nothing_is_forgotten() {
    local_chain().execute_with(|| {
        Pulses::<Test>::insert(1, Pulse::default());
        LastStoredRound::<Test>::put(MAX_KEPT_PULSES * 2);
        let round = MAX_KEPT_PULSES * 2 + 1;
        assert_ok!(write(vec![local_pulse(round)]));
        assert_eq!(OldestStoredRound::<Test>::get(), round);
        assert!(Pulses::<Test>::contains_key(1));
    });
}

#[test]
fn root_sets_the_start_of_the_window() {
    local_chain().execute_with(|| {
        assert_noop!(
            Drand::set_oldest_stored_round(RuntimeOrigin::signed(1), 8),
            DispatchError::BadOrigin
        );
        assert_ok!(Drand::set_oldest_stored_round(RuntimeOrigin::root(), 8));
        assert_eq!(OldestStoredRound::<Test>::get(), 8);
        assert_eq!(last_event(), Event::<Test>::SetOldestStoredRound(8).into());
    });
}

#[test]
fn root_changes_the_beacon() {
    quicknet_chain().execute_with(|| {
        let key = local_beacon().public_key().to_bytes();
        let change = BeaconConfigurationPayload {
            block_number: 10,
            config: BeaconConfiguration::local(&key, 3, 0),
            public: payload(Vec::new(), 0).public,
        };
        assert_noop!(
            Drand::set_beacon_config(RuntimeOrigin::none(), change.clone(), None),
            DispatchError::BadOrigin
        );
        assert_ok!(Drand::set_beacon_config(
            RuntimeOrigin::root(),
            change.clone(),
            None
        ));
        assert_eq!(BeaconConfig::<Test>::get(), change.config);
        assert_eq!(NextUnsignedAt::<Test>::get(), 11);
        assert_eq!(last_event(), Event::<Test>::BeaconConfigChanged.into());
        assert_ok!(write(vec![quicknet_pulse(), local_pulse(5)]));
        assert_eq!(LastStoredRound::<Test>::get(), 5);
    });
}

#[test]
fn the_default_beacon_is_quicknet_to_the_byte() {
    use sp_core::Encode;
    let recorded = "810183cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a030000002721e6648052db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e97180f477d5c89f21a17c863a7f937c6a6d15859414d2be09cd448d4279af331c5d3e60626c732d756e636861696e65642d67312d7266633933383020717569636b6e6574";
    assert_eq!(
        hex::encode(BeaconConfiguration::quicknet().encode()),
        recorded
    );
    quicknet_chain().execute_with(|| {
        assert_eq!(BeaconConfig::<Test>::get(), BeaconConfiguration::quicknet());
    });
}
