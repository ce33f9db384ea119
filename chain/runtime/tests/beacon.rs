//! The random beacon in the whole runtime: pulses in the pool and in blocks, and the commitments
//! that wait for them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod chain;

use chain::{account, begin_block, events, send, signed};
use codec::Encode;
use frame_support::assert_ok;
use pallet_commitments::{
    CommitmentInfo, CommitmentOf, Data, RevealedCommitments, TimelockedIndex,
};
use pallet_drand::{LastStoredRound, Pulses};
use sp_core::{Pair, sr25519};
use sp_runtime::{
    DispatchError,
    transaction_validity::{
        InvalidTransaction, TransactionSource, TransactionValidity, TransactionValidityError,
    },
};
use taonet_primitives::NetUid;
use taonet_runtime::{
    AccountId, Executive, Runtime, RuntimeCall, RuntimeEvent, SubtensorModule, UncheckedExtrinsic,
    beacon::{self, UnsignedPulse},
    genesis,
};
use taonet_timelock::{BeaconSecretKey, Randomness, encrypt};

const SLOT_MS: u64 = 250;
/// The subnet that a test makes.
const NETUID: NetUid = NetUid::new(2);

fn own_beacon() -> BeaconSecretKey {
    BeaconSecretKey::from_seed(b"a beacon for tests")
}

/// Runs `test` in block 1 of a fast chain with a beacon of its own.
fn with_own_beacon(test: impl FnOnce()) {
    let mut config = genesis::dev(None);
    config.drand = beacon::genesis(own_beacon().public_key().to_bytes().to_vec());
    let storage = genesis::storage(&config, SLOT_MS).unwrap();
    sp_io::TestExternalities::new(storage).execute_with(|| {
        begin_block(1, SLOT_MS);
        test();
    });
}

/// Ends the block and starts the next one.
fn next_block(number: u32) {
    Executive::finalize_block();
    begin_block(number, SLOT_MS);
}

/// The pulse of a round as the node hands it in.
fn pulse(round: u64) -> UncheckedExtrinsic {
    let signature = own_beacon().sign(round);
    let key = sr25519::Pair::from_seed(&[9; 32]);
    let unsigned = UnsignedPulse::new(
        1,
        round,
        signature.randomness().to_vec(),
        signature.to_bytes().to_vec(),
        key.public(),
    )
    .unwrap();
    let seal = key.sign(&unsigned.message());
    unsigned.signed(seal)
}

fn validate(extrinsic: UncheckedExtrinsic) -> TransactionValidity {
    let parent = taonet_runtime::System::parent_hash();
    discarding(|| Executive::validate_transaction(TransactionSource::External, extrinsic, parent))
}

/// Runs without keeping what was written.
fn discarding<R>(run: impl FnOnce() -> R) -> R {
    frame_support::storage::with_transaction(|| {
        sp_runtime::TransactionOutcome::Rollback(Ok::<R, DispatchError>(run()))
    })
    .unwrap()
}

fn locked(text: &[u8], round: u64) -> Data {
    let randomness = Randomness {
        key: [1; 32],
        sigma: [2; 32],
        nonce: [3; 12],
    };
    let sealed = encrypt(&own_beacon().public_key(), round, text, &randomness).unwrap();
    Data::TimelockEncrypted {
        encrypted: sealed.to_bytes().try_into().unwrap(),
        reveal_round: round,
    }
}

/// //Alice makes the subnet, with //Bob's account as the owner's hotkey.
fn make_subnet() {
    assert_ok!(
        send(
            "Alice",
            RuntimeCall::SubtensorModule(pallet_subtensor::Call::register_network {
                hotkey: account("Bob"),
            }),
        )
        .unwrap()
    );
    assert!(SubtensorModule::uid_for_hotkey(NETUID, &account("Bob")).is_some());
}

fn commit(who: &str, fields: &[Data]) -> Result<(), DispatchError> {
    let info = CommitmentInfo {
        fields: fields.to_vec().try_into().unwrap(),
    };
    let call = pallet_commitments::Call::set_commitment {
        netuid: NETUID,
        info: Box::new(info),
    };
    send(who, RuntimeCall::Commitments(call)).expect("valid")
}

#[test]
fn pulses_get_into_the_pool_and_into_blocks() {
    with_own_beacon(|| {
        let valid = validate(pulse(5)).unwrap();
        assert!(valid.priority > u64::MAX / 2 && !valid.propagate);
        assert_ok!(Executive::apply_extrinsic(pulse(5)).unwrap());
        assert_ok!(Executive::apply_extrinsic(pulse(6)).unwrap());
        assert_eq!(LastStoredRound::<Runtime>::get(), 6);
        assert!(Pulses::<Runtime>::contains_key(5));
        let stale = TransactionValidityError::Invalid(InvalidTransaction::Stale);
        assert_eq!(validate(pulse(6)), Err(stale));
        assert_eq!(Executive::apply_extrinsic(pulse(6)), Err(stale));
    });
}

#[test]
fn a_signed_pulse_is_preferred_in_the_pool_and_fails_in_the_block() {
    with_own_beacon(|| {
        let call = pulse(5).function;
        let priority = |call: RuntimeCall| validate(signed("Alice", call, 0)).unwrap().priority;
        let ordinary = priority(RuntimeCall::System(frame_system::Call::remark {
            remark: vec![],
        }));
        assert_eq!(priority(call.clone()), ordinary + 10_000);
        assert_eq!(send("Alice", call).unwrap(), Err(DispatchError::BadOrigin));
    });
}

#[test]
fn the_node_finds_the_beacon_in_the_state() {
    with_own_beacon(|| {
        let stored = sp_io::storage::get(&beacon::beacon_key());
        let found = beacon::beacon(stored.as_deref()).unwrap();
        assert_eq!(found.public_key, own_beacon().public_key().to_bytes());
        assert_eq!((found.period_s, found.genesis_time_s), (3, 0));
        assert_ok!(Executive::apply_extrinsic(pulse(7)).unwrap());
        let last = sp_io::storage::get(&beacon::last_round_key()).unwrap();
        assert_eq!(last.to_vec(), 7u64.encode());
        let clock = sp_io::storage::get(&beacon::clock_key()).unwrap();
        assert_eq!(
            clock.to_vec(),
            pallet_timestamp::Now::<Runtime>::get().encode()
        );
        assert_eq!(beacon::beacon(Some(&[1, 2])), None);
    });
    let public = beacon::beacon(None).unwrap();
    assert_eq!(public.public_key, taonet_timelock::QUICKNET_PUBLIC_KEY);
}

#[test]
fn a_timelocked_commitment_opens_in_the_block_after_its_pulse() {
    with_own_beacon(|| {
        make_subnet();
        let unknown = pallet_commitments::Error::<Runtime>::AccountNotAllowedCommit;
        assert_eq!(commit("Charlie", &[]), Err(unknown.into()));
        assert_ok!(commit("Bob", &[locked(b"hello", 5)]));
        next_block(2);
        assert_ok!(Executive::apply_extrinsic(pulse(5)).unwrap());
        assert!(CommitmentOf::<Runtime>::contains_key(
            NETUID,
            account("Bob")
        ));
        next_block(3);
        assert!(!CommitmentOf::<Runtime>::contains_key(
            NETUID,
            account("Bob")
        ));
        assert_eq!(
            RevealedCommitments::<Runtime>::get(NETUID, account("Bob")),
            Some(vec![(b"hello".to_vec(), 3)])
        );
        let revealed = pallet_commitments::Event::<Runtime>::CommitmentRevealed {
            netuid: NETUID,
            who: account("Bob"),
        };
        assert!(events().contains(&RuntimeEvent::Commitments(revealed)));
    });
}

#[test]
fn the_metagraph_shows_commitments() {
    use codec::{Compact, Decode};
    use pallet_subtensor::runtime_api::metagraph::SelectiveMetagraph;
    with_own_beacon(|| {
        make_subnet();
        let field = Data::Raw(b"here".to_vec().try_into().unwrap());
        assert_ok!(commit("Bob", &[field]));
        let record = CommitmentOf::<Runtime>::get(NETUID, account("Bob")).unwrap();
        let bytes = taonet_runtime::api::dispatch(
            "SubnetInfoRuntimeApi_get_selective_metagraph",
            &(NETUID, vec![73u16]).encode(),
        )
        .unwrap();
        let answer =
            Option::<SelectiveMetagraph<AccountId>>::decode(&mut bytes.as_slice()).unwrap();
        let bytes: Vec<Compact<u8>> = record.encode().into_iter().map(Compact).collect();
        assert_eq!(
            answer.unwrap().commitments,
            Some(vec![(account("Bob"), bytes)])
        );
    });
}

#[test]
fn a_dissolved_subnet_leaves_no_commitments() {
    with_own_beacon(|| {
        make_subnet();
        assert_ok!(commit("Bob", &[locked(b"hello", 5), Data::ResetBondsFlag]));
        assert_eq!(TimelockedIndex::<Runtime>::get().len(), 1);
        let dissolve = pallet_subtensor::Call::root_dissolve_network { netuid: NETUID };
        let sudo = pallet_sudo::Call::sudo {
            call: Box::new(RuntimeCall::SubtensorModule(dissolve)),
        };
        assert_ok!(send("Alice", RuntimeCall::Sudo(sudo)).unwrap());
        assert!(!SubtensorModule::subnet_exists(NETUID));
        assert_eq!(CommitmentOf::<Runtime>::iter().count(), 0);
        assert!(TimelockedIndex::<Runtime>::get().is_empty());
        assert_eq!(
            pallet_commitments::UsedSpaceOf::<Runtime>::iter().count(),
            0
        );
        assert_eq!(
            pallet_commitments::LastBondsReset::<Runtime>::iter().count(),
            0
        );
    });
}
