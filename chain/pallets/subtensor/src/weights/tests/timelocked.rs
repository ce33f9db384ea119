//! Timelocked commits and their reveal, on a subnet with hotkeys 1 to 4 as UIDs 0 to 3, of which
//! 0 and 1 hold a permit, in its seventh epoch.

use codec::Encode;
use frame_support::{BoundedVec, assert_noop, assert_ok, traits::ConstU32};
use sp_core::H256;
use sp_io::hashing::blake2_256;
use sp_runtime::{DispatchError, DispatchResult};
use taonet_primitives::{MechId, NetUid, NetUidStorageIndex};
use taonet_timelock::{BeaconSecretKey, Randomness, encrypt};

use crate::{
    tests::mock::{self, RuntimeEvent, RuntimeOrigin, System, Test, key, new_test_ext},
    weights::{MAX_UNREVEALED_COMMITS, TimelockedWeights},
    *,
};

const NETUID: NetUid = NetUid::new(1);
const OTHER: NetUid = NetUid::new(2);
const EPOCH: u64 = 7;
/// Block of the commits.
const BLOCK: u64 = 100;
const SECOND: MechId = MechId::new(1);

type Subtensor = Pallet<Test>;
type Commit = BoundedVec<u8, ConstU32<MAX_COMMIT_BYTES>>;

fn index() -> NetUidStorageIndex {
    NETUID.into()
}

fn add_subnet(netuid: NetUid) {
    NetworksAdded::<Test>::insert(netuid, true);
    for uid in 0..4u16 {
        let hotkey = key(u64::from(uid) + 1);
        Keys::<Test>::insert(netuid, uid, &hotkey);
        Uids::<Test>::insert(netuid, &hotkey, uid);
    }
    SubnetworkN::<Test>::insert(netuid, 4);
    ValidatorPermit::<Test>::insert(netuid, vec![true, true, false, false]);
    LastUpdate::<Test>::insert(NetUidStorageIndex::from(netuid), vec![0u64; 4]);
    CommitRevealWeightsEnabled::<Test>::insert(netuid, true);
    MinAllowedWeights::<Test>::insert(netuid, 1);
    WeightsSetRateLimit::<Test>::insert(netuid, 10);
    Tempo::<Test>::insert(netuid, 360);
    LastEpochBlock::<Test>::insert(netuid, BLOCK);
    SubnetEpochIndex::<Test>::insert(netuid, EPOCH);
    StakeThreshold::<Test>::put(0);
}

fn with_subnet(test: impl FnOnce()) {
    new_test_ext().execute_with(|| {
        mock::Pulses::set(Vec::new());
        mock::LastRound::set(0);
        System::set_block_number(BLOCK);
        add_subnet(NETUID);
        test();
    });
}

fn beacon() -> BeaconSecretKey {
    BeaconSecretKey::from_seed(b"local")
}

fn publish(round: u64) {
    let signature = beacon().sign(round).to_bytes().to_vec();
    mock::Pulses::mutate(|pulses| pulses.push((round, signature)));
}

fn locked(text: &[u8], round: u64) -> Commit {
    let randomness = Randomness {
        key: [1; 32],
        sigma: [2; 32],
        nonce: [3; 12],
    };
    let sealed = encrypt(&beacon().public_key(), round, text, &randomness).unwrap();
    sealed.to_bytes().try_into().unwrap()
}

fn weights_of(hotkey: u64, uids: &[u16], values: &[u16]) -> TimelockedWeights {
    TimelockedWeights {
        hotkey: key(hotkey).encode(),
        uids: uids.to_vec(),
        values: values.to_vec(),
        version_key: 0,
    }
}

fn commit_bytes(hotkey: u64, commit: Commit, round: u64) -> DispatchResult {
    let origin = RuntimeOrigin::signed(key(hotkey));
    Subtensor::commit_timelocked_weights(origin, NETUID, commit, round, 4)
}

/// Commits without regard to the rate limit.
fn commit(hotkey: u64, weights: &TimelockedWeights, round: u64) {
    LastUpdate::<Test>::insert(index(), vec![0u64; 4]);
    assert_ok!(commit_bytes(
        hotkey,
        locked(&weights.encode(), round),
        round
    ));
}

fn queue(epoch: u64) -> Vec<u64> {
    TimelockedWeightCommits::<Test>::get(index(), epoch)
        .into_iter()
        .map(|(_, _, _, round)| round)
        .collect()
}

fn row(uid: u16) -> Vec<(u16, u16)> {
    Weights::<Test>::get(index(), uid)
}

/// The part of the block step that reveals, in an epoch.
fn reveal_in(epoch: u64) {
    SubnetEpochIndex::<Test>::insert(NETUID, epoch);
    System::reset_events();
    Subtensor::reveal_timelocked_weights(System::block_number(), &Subtensor::all_subnet_netuids());
}

fn events() -> Vec<Event<Test>> {
    System::events()
        .into_iter()
        .filter_map(|record| match record.event {
            RuntimeEvent::SubtensorModule(event) => Some(event),
            _ => None,
        })
        .collect()
}

#[test]
fn a_commit_waits_under_its_epoch() {
    with_subnet(|| {
        let sealed = locked(&weights_of(1, &[2, 3], &[5, 10]).encode(), 50);
        assert_ok!(commit_bytes(1, sealed.clone(), 50));
        let hash = H256(blake2_256(&sealed));
        assert_eq!(
            TimelockedWeightCommits::<Test>::get(index(), EPOCH),
            [(key(1), BLOCK, sealed, 50)]
        );
        assert_eq!(LastUpdate::<Test>::get(index()), [BLOCK, 0, 0, 0]);
        assert_eq!(
            events(),
            [Event::TimelockedWeightsCommitted(key(1), index(), hash, 50)]
        );
    });
}

#[test]
fn a_commit_is_refused_for_each_reason_in_turn() {
    with_subnet(|| {
        let sealed = || locked(b"x", 50);
        let call = |origin, netuid, version| {
            Subtensor::commit_timelocked_weights(origin, netuid, sealed(), 50, version)
        };
        let one = || RuntimeOrigin::signed(key(1));
        assert_noop!(
            call(RuntimeOrigin::none(), OTHER, 4),
            Error::<Test>::MechanismDoesNotExist
        );
        assert_noop!(
            call(RuntimeOrigin::none(), NETUID, 4),
            DispatchError::BadOrigin
        );
        CommitRevealWeightsEnabled::<Test>::insert(NETUID, false);
        assert_noop!(call(one(), NETUID, 3), Error::<Test>::CommitRevealDisabled);
        CommitRevealWeightsEnabled::<Test>::insert(NETUID, true);
        let stranger = RuntimeOrigin::signed(key(9));
        assert_noop!(
            call(stranger.clone(), NETUID, 3),
            Error::<Test>::IncorrectCommitRevealVersion
        );
        assert_noop!(
            call(stranger, NETUID, 4),
            Error::<Test>::HotKeyNotRegisteredInSubNet
        );
        assert_ok!(call(one(), NETUID, 4));
        System::set_block_number(BLOCK + 9);
        assert_noop!(
            call(one(), NETUID, 4),
            Error::<Test>::CommittingWeightsTooFast
        );
        System::set_block_number(BLOCK + 10);
        assert_ok!(call(one(), NETUID, 4));
        CommitRevealWeightsVersion::<Test>::put(5);
        System::set_block_number(BLOCK + 20);
        assert_noop!(
            call(one(), NETUID, 4),
            Error::<Test>::IncorrectCommitRevealVersion
        );
    });
}

#[test]
fn ten_commits_of_a_hotkey_wait_in_an_epoch() {
    with_subnet(|| {
        let weights = weights_of(1, &[2], &[5]);
        for _ in 0..MAX_UNREVEALED_COMMITS {
            commit(1, &weights, 50);
        }
        LastUpdate::<Test>::insert(index(), vec![0u64; 4]);
        assert_noop!(
            commit_bytes(1, locked(b"x", 50), 50),
            Error::<Test>::TooManyUnrevealedCommits
        );
        // Another hotkey, and the next epoch, have room of their own.
        commit(2, &weights, 50);
        SubnetEpochIndex::<Test>::insert(NETUID, EPOCH + 1);
        commit(1, &weights, 50);
        assert_eq!(queue(EPOCH).len(), 11);
        assert_eq!(queue(EPOCH + 1).len(), 1);
    });
}

#[test]
fn mechanisms_have_commits_of_their_own() {
    with_subnet(|| {
        let second = NetUidStorageIndex::of(NETUID, SECOND);
        let one = || RuntimeOrigin::signed(key(1));
        let text = |values: &[u16]| weights_of(1, &[2, 3], values).encode();
        assert_noop!(
            Subtensor::commit_timelocked_mechanism_weights(
                one(),
                NETUID,
                SECOND,
                locked(&text(&[1, 2]), 50),
                50,
                4
            ),
            Error::<Test>::MechanismDoesNotExist
        );
        MechanismCountCurrent::<Test>::insert(NETUID, MechId::new(2));
        LastUpdate::<Test>::insert(second, vec![0u64; 4]);
        assert_noop!(
            Subtensor::commit_timelocked_mechanism_weights(
                one(),
                NETUID,
                SECOND,
                locked(&text(&[1, 2]), 50),
                50,
                3
            ),
            Error::<Test>::IncorrectCommitRevealVersion
        );
        assert_ok!(Subtensor::commit_timelocked_mechanism_weights(
            one(),
            NETUID,
            SECOND,
            locked(&text(&[1, 2]), 50),
            50,
            4
        ));
        assert_ok!(Subtensor::commit_crv3_mechanism_weights(
            one(),
            NETUID,
            MechId::MAIN,
            locked(&text(&[2, 1]), 50),
            50
        ));
        assert_eq!(LastUpdate::<Test>::get(second), [BLOCK, 0, 0, 0]);
        publish(50);
        reveal_in(EPOCH + 1);
        assert_eq!(row(0), [(2, 65_535), (3, 32_768)]);
        assert_eq!(Weights::<Test>::get(second, 0), [(2, 32_768), (3, 65_535)]);
    });
}

#[test]
fn a_commit_is_revealed_in_its_epoch_when_the_pulse_is_there() {
    with_subnet(|| {
        RevealPeriodEpochs::<Test>::insert(NETUID, 2);
        commit(1, &weights_of(1, &[2, 3], &[5, 10]), 50);
        commit(2, &weights_of(2, &[3], &[7]), 51);
        publish(50);
        let before = LastUpdate::<Test>::get(index());
        reveal_in(EPOCH + 1);
        assert_eq!(queue(EPOCH), [50, 51]);
        assert!(row(0).is_empty());
        reveal_in(EPOCH + 2);
        assert_eq!(row(0), [(2, 32_768), (3, 65_535)]);
        assert_eq!(
            events(),
            [
                Event::WeightsSet(index(), 0),
                Event::TimelockedWeightsRevealed(index(), key(1))
            ]
        );
        // The other one waits for its pulse, and a reveal is no activity of its own.
        assert_eq!(queue(EPOCH), [51]);
        assert!(row(1).is_empty());
        assert_eq!(LastUpdate::<Test>::get(index()), before);
        publish(51);
        reveal_in(EPOCH + 2);
        assert_eq!(row(1), [(3, 65_535)]);
        assert_eq!(TimelockedWeightCommits::<Test>::iter().count(), 0);
    });
}

#[test]
fn the_last_commit_of_a_hotkey_counts() {
    with_subnet(|| {
        commit(1, &weights_of(1, &[2], &[1]), 50);
        commit(1, &weights_of(1, &[3], &[1]), 50);
        publish(50);
        reveal_in(EPOCH + 1);
        assert_eq!(row(0), [(3, 65_535)]);
    });
}

#[test]
fn after_its_epoch_a_commit_is_gone() {
    with_subnet(|| {
        commit(1, &weights_of(1, &[2], &[1]), 50);
        reveal_in(EPOCH + 1);
        assert_eq!(queue(EPOCH), [50]);
        publish(50);
        reveal_in(EPOCH + 2);
        assert!(row(0).is_empty() && events().is_empty());
        assert_eq!(TimelockedWeightCommits::<Test>::iter().count(), 0);
    });
}

#[test]
fn before_the_first_reveal_period_is_over_nothing_happens() {
    with_subnet(|| {
        RevealPeriodEpochs::<Test>::insert(NETUID, 3);
        SubnetEpochIndex::<Test>::insert(NETUID, 0);
        commit(1, &weights_of(1, &[2], &[1]), 50);
        publish(50);
        for epoch in 0..3 {
            reveal_in(epoch);
            assert_eq!(queue(0), [50]);
        }
        reveal_in(3);
        assert_eq!(row(0), [(2, 65_535)]);
    });
}

#[test]
fn whatever_is_wrong_with_a_commit_it_is_dropped() {
    with_subnet(|| {
        let good = weights_of(1, &[2], &[1]);
        // Another hotkey's, one that is no account, weights that fail, no weights at all.
        commit(1, &weights_of(2, &[2], &[1]), 50);
        let mut nobody = good.clone();
        nobody.hotkey = vec![1, 2, 3];
        commit(1, &nobody, 50);
        commit(1, &weights_of(1, &[9], &[1]), 50);
        commit(3, &weights_of(3, &[0], &[1]), 50);
        let commit_raw = |commit: Commit, round| {
            LastUpdate::<Test>::insert(index(), vec![0u64; 4]);
            assert_ok!(commit_bytes(1, commit, round));
        };
        // The earlier form, which does not name the hotkey, could be anybody's.
        commit_raw(locked(&(vec![2u16], vec![1u16], 0u64).encode(), 50), 50);
        // Encrypted to another round than stated; no ciphertext.
        commit_raw(locked(&good.encode(), 51), 50);
        commit_raw(vec![0; 300].try_into().unwrap(), 50);
        assert_eq!(queue(EPOCH).len(), 7);
        publish(50);
        reveal_in(EPOCH + 1);
        assert_eq!(TimelockedWeightCommits::<Test>::iter().count(), 0);
        assert_eq!(Weights::<Test>::iter().count(), 0);
        assert!(events().is_empty());
    });
}

#[test]
fn bytes_after_the_weights_do_not_matter() {
    with_subnet(|| {
        let mut text = weights_of(1, &[2], &[1]).encode();
        text.extend([1, 2, 3]);
        assert_ok!(commit_bytes(1, locked(&text, 50), 50));
        publish(50);
        reveal_in(EPOCH + 1);
        assert_eq!(row(0), [(2, 65_535)]);
    });
}

#[test]
fn a_due_epoch_counts_as_begun_unless_it_is_deferred() {
    with_subnet(|| {
        add_subnet(OTHER);
        MaxEpochsPerBlock::<Test>::put(1);
        for netuid in [NETUID, OTHER] {
            let sealed = locked(&weights_of(1, &[2], &[1]).encode(), 50);
            let origin = RuntimeOrigin::signed(key(1));
            assert_ok!(Subtensor::commit_timelocked_weights(
                origin, netuid, sealed, 50, 4
            ));
        }
        publish(50);
        System::set_block_number(BLOCK + 360);
        Subtensor::reveal_timelocked_weights(BLOCK + 360, &Subtensor::all_subnet_netuids());
        let revealed =
            |netuid: NetUid| !Weights::<Test>::get(NetUidStorageIndex::from(netuid), 0).is_empty();
        let order = Subtensor::non_root_netuids();
        assert!(revealed(order[0]) && !revealed(order[1]));
        // An epoch that will be skipped takes no place.
        Keys::<Test>::insert(order[0], 1, key(1));
        Subtensor::reveal_timelocked_weights(BLOCK + 360, &Subtensor::all_subnet_netuids());
        assert!(revealed(order[1]));
    });
}

#[test]
fn the_guard_wants_stake_and_a_round_that_is_not_past() {
    with_subnet(|| {
        mock::LastRound::set(50);
        let check = |who: u64, round| {
            let calls = [
                Call::<Test>::commit_timelocked_weights {
                    netuid: NETUID,
                    commit: locked(b"x", 50),
                    reveal_round: round,
                    commit_reveal_version: 4,
                },
                Call::commit_timelocked_mechanism_weights {
                    netuid: NETUID,
                    mecid: MechId::MAIN,
                    commit: locked(b"x", 50),
                    reveal_round: round,
                    commit_reveal_version: 4,
                },
                Call::commit_crv3_mechanism_weights {
                    netuid: NETUID,
                    mecid: MechId::MAIN,
                    commit: locked(b"x", 50),
                    reveal_round: round,
                },
            ];
            let [first, second, third] = calls
                .map(|call| Subtensor::check_call(&key(who), &call).map_err(DispatchError::from));
            assert_eq!(first, second);
            assert_eq!(second, third);
            first
        };
        assert_ok!(check(1, 50));
        assert_noop!(check(1, 49), Error::<Test>::InvalidRevealRound);
        StakeThreshold::<Test>::put(1);
        assert_noop!(check(1, 49), Error::<Test>::NotEnoughStakeToSetWeights);
    });
}

#[test]
fn the_selective_metagraph_carries_commitments() {
    with_subnet(|| {
        let selected = Subtensor::selective_metagraph(NETUID, vec![73]).unwrap();
        let commitments = selected.commitments.unwrap();
        assert_eq!(commitments, [(key(1), vec![codec::Compact(1u8)])]);
    });
}
