//! Batches, mechanisms and their events, on the chain that a recording starts from: subnet 1 with
//! hotkeys 1 to 6 as UIDs 0 to 5, of which 0 to 2 hold a permit, and commit-reveal.

use codec::Compact;
use frame_support::{assert_noop, assert_ok};
use sp_core::H256;
use sp_runtime::DispatchError;
use taonet_primitives::{MechId, NetUid, NetUidStorageIndex};

use crate::{
    block_step::tests::replay::{account, chain_from, recording, run_to},
    tests::mock::{AccountId, RuntimeEvent, RuntimeOrigin, System, Test},
    *,
};

const NETUID: NetUid = NetUid::new(1);
const SECOND: MechId = MechId::new(1);

type Subtensor = Pallet<Test>;

fn hotkey(number: u64) -> AccountId {
    account(&number.into())
}

fn signed(number: u64) -> RuntimeOrigin {
    RuntimeOrigin::signed(hotkey(number))
}

fn with_subnet(test: impl FnOnce()) {
    let scenario = recording("commit_reveal.json");
    chain_from(&scenario["cases"][0]["start"]["raw"]).execute_with(|| {
        run_to(3);
        WeightsSetRateLimit::<Test>::insert(NETUID, 0);
        test();
    });
}

fn without_commit_reveal(test: impl FnOnce()) {
    with_subnet(|| {
        CommitRevealWeightsEnabled::<Test>::insert(NETUID, false);
        test();
    });
}

fn add_second_mechanism() {
    MechanismCountCurrent::<Test>::insert(NETUID, MechId::new(2));
    LastUpdate::<Test>::insert(NetUidStorageIndex::of(NETUID, SECOND), vec![0u64; 6]);
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

fn failed(error: Error<Test>) -> DispatchError {
    error.into()
}

#[test]
fn set_weights_needs_a_signature_and_a_subnet_other_than_root() {
    without_commit_reveal(|| {
        assert_noop!(
            Subtensor::set_weights(RuntimeOrigin::none(), NETUID, vec![0], vec![1], 0),
            DispatchError::BadOrigin
        );
        CommitRevealWeightsEnabled::<Test>::insert(NetUid::ROOT, false);
        assert_noop!(
            Subtensor::set_weights(signed(1), NetUid::ROOT, vec![0], vec![1], 0),
            Error::<Test>::CanNotSetRootNetworkWeights
        );
    });
}

#[test]
fn mechanisms_keep_their_own_rows() {
    without_commit_reveal(|| {
        let second = NetUidStorageIndex::of(NETUID, SECOND);
        assert_noop!(
            Subtensor::set_mechanism_weights(signed(1), NETUID, SECOND, vec![3], vec![9], 0),
            Error::<Test>::MechanismDoesNotExist
        );
        add_second_mechanism();
        System::reset_events();
        assert_ok!(Subtensor::set_mechanism_weights(
            signed(1),
            NETUID,
            SECOND,
            vec![3, 4],
            vec![50, 100],
            0
        ));
        assert_eq!(
            Weights::<Test>::get(second, 0),
            vec![(3, 32_768), (4, 65_535)]
        );
        assert!(Weights::<Test>::get(NetUidStorageIndex::from(NETUID), 0).is_empty());
        assert_eq!(LastUpdate::<Test>::get(second), vec![3, 0, 0, 0, 0, 0]);
        assert_eq!(events(), vec![Event::WeightsSet(second, 0)]);
    });
}

#[test]
fn rows_of_a_second_mechanism_are_committed_and_revealed() {
    with_subnet(|| {
        let second = NetUidStorageIndex::of(NETUID, SECOND);
        let hash = Subtensor::weights_commit_hash(&hotkey(1), second, &[3], &[7], &[1, 2], 0);
        assert_noop!(
            Subtensor::commit_mechanism_weights(signed(1), NETUID, SECOND, hash),
            Error::<Test>::MechanismDoesNotExist
        );
        add_second_mechanism();
        assert_ok!(Subtensor::commit_mechanism_weights(
            signed(1),
            NETUID,
            SECOND,
            hash
        ));
        let reveal = |salt: Vec<u16>| {
            Subtensor::reveal_mechanism_weights(
                signed(1),
                NETUID,
                SECOND,
                vec![3],
                vec![7],
                salt,
                0,
            )
        };
        assert_noop!(reveal(vec![1, 2]), Error::<Test>::RevealTooEarly);
        run_to(10);
        System::reset_events();
        assert_noop!(
            reveal(vec![1]),
            Error::<Test>::InvalidRevealCommitHashNotMatch
        );
        assert_ok!(reveal(vec![1, 2]));
        assert_eq!(Weights::<Test>::get(second, 0), vec![(3, 65_535)]);
        assert_eq!(WeightCommits::<Test>::get(second, hotkey(1)), None);
        assert_eq!(
            events(),
            vec![
                Event::WeightsSet(second, 0),
                Event::WeightsRevealed(hotkey(1), second, hash)
            ]
        );
        assert_noop!(reveal(vec![1, 2]), Error::<Test>::NoWeightsCommitFound);
    });
}

#[test]
fn an_expired_commit_is_refused_by_name() {
    with_subnet(|| {
        let index = NetUidStorageIndex::from(NETUID);
        let hash = Subtensor::weights_commit_hash(&hotkey(1), index, &[3], &[7], &[1], 0);
        assert_ok!(Subtensor::commit_weights(signed(1), NETUID, hash));
        run_to(25);
        assert_noop!(
            Subtensor::reveal_weights(signed(1), NETUID, vec![3], vec![7], vec![1], 0),
            Error::<Test>::ExpiredWeightCommit
        );
    });
}

#[test]
fn commits_and_reveals_need_commit_reveal_and_registration() {
    with_subnet(|| {
        let hash = H256::repeat_byte(7);
        assert_noop!(
            Subtensor::commit_weights(signed(99), NETUID, hash),
            Error::<Test>::HotKeyNotRegisteredInSubNet
        );
        assert_noop!(
            Subtensor::commit_weights(RuntimeOrigin::none(), NETUID, hash),
            DispatchError::BadOrigin
        );
        CommitRevealWeightsEnabled::<Test>::insert(NETUID, false);
        assert_noop!(
            Subtensor::commit_weights(signed(1), NETUID, hash),
            Error::<Test>::CommitRevealDisabled
        );
        assert_noop!(
            Subtensor::reveal_weights(signed(1), NETUID, vec![3], vec![7], vec![1], 0),
            Error::<Test>::CommitRevealDisabled
        );
        assert_noop!(
            Subtensor::batch_reveal_weights(signed(1), NETUID, vec![], vec![], vec![], vec![]),
            Error::<Test>::CommitRevealDisabled
        );
    });
}

#[test]
fn a_batch_reports_what_failed_and_goes_on() {
    without_commit_reveal(|| {
        let unknown = NetUid::new(9);
        let netuids = vec![Compact(unknown), Compact(NETUID)];
        let rows = vec![
            vec![(Compact(0u16), Compact(1u16))],
            vec![
                (Compact(3u16), Compact(1u16)),
                (Compact(4u16), Compact(2u16)),
            ],
        ];
        System::reset_events();
        assert_noop!(
            Subtensor::batch_set_weights(signed(1), netuids.clone(), rows.clone(), vec![]),
            Error::<Test>::InputLengthsUnequal
        );
        assert_ok!(Subtensor::batch_set_weights(
            signed(1),
            netuids.clone(),
            rows,
            vec![Compact(0), Compact(0)]
        ));
        let index = NetUidStorageIndex::from(NETUID);
        assert_eq!(
            Weights::<Test>::get(index, 0),
            vec![(3, 32_768), (4, 65_535)]
        );
        assert_eq!(
            events(),
            vec![
                Event::WeightsSet(index, 0),
                Event::BatchCompletedWithErrors,
                Event::BatchWeightItemFailed(unknown, failed(Error::CommitRevealEnabled)),
                Event::BatchWeightsCompleted(netuids, hotkey(1)),
            ]
        );
    });
}

#[test]
fn a_batch_of_commits_is_revealed_as_a_batch() {
    with_subnet(|| {
        let index = NetUidStorageIndex::from(NETUID);
        let hash_of =
            |uid: u16| Subtensor::weights_commit_hash(&hotkey(1), index, &[uid], &[7], &[uid], 0);
        let (first, second, third) = (hash_of(3), hash_of(4), hash_of(5));
        assert_noop!(
            Subtensor::batch_commit_weights(signed(1), vec![Compact(NETUID)], vec![]),
            Error::<Test>::InputLengthsUnequal
        );
        System::reset_events();
        assert_ok!(Subtensor::batch_commit_weights(
            signed(1),
            vec![
                Compact(NETUID),
                Compact(NETUID),
                Compact(NETUID),
                Compact(NetUid::new(9))
            ],
            vec![first, second, third, first]
        ));
        let events = events();
        assert!(events.contains(&Event::WeightsCommitted(hotkey(1), index, third)));
        assert!(events.contains(&Event::BatchWeightItemFailed(
            NetUid::new(9),
            failed(Error::MechanismDoesNotExist)
        )));
        run_to(10);
        assert_noop!(
            Subtensor::batch_reveal_weights(
                signed(1),
                NETUID,
                vec![vec![3]],
                vec![],
                vec![],
                vec![]
            ),
            Error::<Test>::InputLengthsUnequal
        );
        // The commit before the revealed ones stays.
        System::reset_events();
        assert_ok!(Subtensor::batch_reveal_weights(
            signed(1),
            NETUID,
            vec![vec![4], vec![5]],
            vec![vec![7], vec![7]],
            vec![vec![4], vec![5]],
            vec![0, 0]
        ));
        assert_eq!(Weights::<Test>::get(index, 0), vec![(5, 65_535)]);
        let queue = WeightCommits::<Test>::get(index, hotkey(1)).unwrap_or_default();
        assert_eq!(
            queue.iter().map(|commit| commit.0).collect::<Vec<_>>(),
            vec![first]
        );
        assert!(System::events().iter().any(|record| record.event
            == RuntimeEvent::SubtensorModule(Event::WeightsBatchRevealed(
                hotkey(1),
                NETUID,
                vec![second, third]
            ))));
    });
}
