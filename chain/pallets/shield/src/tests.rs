//! The pipeline of keys, wrappers, and the queue, over a table of authors.

use crate::{self as pallet_shield, *};
use codec::Encode;
use frame_support::{
    assert_noop, assert_ok, derive_impl,
    inherent::ProvideInherent,
    traits::{ConstU64, Hooks},
};
use sp_inherents::InherentData;
use sp_runtime::{
    BuildStorage, DispatchError,
    traits::{BlakeTwo256, Dispatchable, Hash},
};
use std::cell::Cell;
use taonet_shield::{Entropy, PUBLIC_KEY_LEN, SecretKey, ShieldError, key_hash, seal};

frame_support::construct_runtime!(
    pub enum Test {
        System: frame_system,
        MevShield: pallet_shield,
    }
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
    type Block = frame_system::mocking::MockBlock<Test>;
    type BlockHashCount = ConstU64<10>;
}

thread_local! {
    /// Number of authors, and the slot; nobody authors when there are none.
    static AUTHORS: Cell<u64> = const { Cell::new(3) };
    static SLOT: Cell<u64> = const { Cell::new(0) };
}

/// Authors take turns; they are named 0, 1, 2 and so on.
#[allow(
    unreachable_pub,
    reason = "the runtime made here is public to the macros"
)]
pub struct InTurns;

impl SlotAuthors<u64> for InTurns {
    fn current() -> Option<u64> {
        SLOT.get().checked_rem(AUTHORS.get())
    }

    fn next_next() -> Option<u64> {
        (SLOT.get() + 2).checked_rem(AUTHORS.get())
    }
}

impl Config for Test {
    type AuthorityId = u64;
    type Authors = InTurns;
}

fn chain(authors: u64, test: impl FnOnce()) {
    AUTHORS.set(authors);
    SLOT.set(0);
    let storage = frame_system::GenesisConfig::<Test>::default()
        .build_storage()
        .unwrap();
    sp_io::TestExternalities::new(storage).execute_with(|| {
        System::set_block_number(1);
        test();
    });
}

fn key(byte: u8) -> EncryptionKey {
    vec![byte; PUBLIC_KEY_LEN].try_into().unwrap()
}

fn announce(enc_key: Option<EncryptionKey>) -> Result<(), DispatchError> {
    MevShield::announce_next_key(RuntimeOrigin::none(), enc_key)
}

/// The next block, one slot on.
fn next_block() {
    SLOT.set(SLOT.get() + 1);
    let number = System::block_number() + 1;
    System::set_block_number(number);
    System::reset_events();
    MevShield::on_initialize(number);
}

fn pipeline() -> [Option<u8>; 3] {
    [
        CurrentKey::<Test>::get(),
        PendingKey::<Test>::get(),
        NextKey::<Test>::get(),
    ]
    .map(|key| key.map(|key| key[0]))
}

fn expiries() -> (Option<u64>, Option<u64>) {
    (
        PendingKeyExpiresAt::<Test>::get(),
        NextKeyExpiresAt::<Test>::get(),
    )
}

fn events() -> Vec<Event<Test>> {
    System::events()
        .into_iter()
        .filter_map(|record| match record.event {
            RuntimeEvent::MevShield(event) => Some(event),
            RuntimeEvent::System(_) => None,
        })
        .collect()
}

#[test]
fn keys_wait_for_their_author() {
    chain(3, || {
        // Slots 0 to 4; author n announces key 10 × round + n.
        assert_ok!(announce(Some(key(10))));
        assert_eq!(pipeline(), [None, None, None]);
        assert_eq!(expiries(), (None, None));
        next_block();
        assert_ok!(announce(Some(key(11))));
        // Slot 3 belongs to author 0 again.
        assert_eq!(pipeline(), [None, None, Some(10)]);
        assert_eq!(expiries(), (None, Some(2 + 3)));
        next_block();
        assert_ok!(announce(Some(key(12))));
        assert_eq!(pipeline(), [None, Some(10), Some(11)]);
        assert_eq!(expiries(), (Some(3 + 2), Some(3 + 3)));
        assert!(MevShield::opens_in_next_block(key_hash(&key(10))));
        assert!(!MevShield::opens_in_next_block(key_hash(&key(11))));
        next_block();
        assert_ok!(announce(Some(key(20))));
        assert_eq!(pipeline(), [Some(10), Some(11), Some(12)]);
        assert_eq!(AuthorKeys::<Test>::get(0), Some(key(20)));
    });
}

#[test]
fn an_author_without_a_key_is_passed_over() {
    chain(3, || {
        for round in [10, 11, 12] {
            assert_ok!(announce(Some(key(round))));
            next_block();
        }
        assert_ok!(announce(None));
        assert_eq!(AuthorKeys::<Test>::get(0), None);
        assert_eq!(pipeline(), [Some(10), Some(11), Some(12)]);
        next_block();
        assert_ok!(announce(Some(key(21))));
        assert_eq!(pipeline(), [Some(11), Some(12), None]);
        assert_eq!(expiries(), (Some(5 + 2), None));
        next_block();
        assert_ok!(announce(Some(key(22))));
        assert_eq!(pipeline(), [Some(12), None, Some(21)]);
        assert_eq!(expiries(), (None, Some(6 + 3)));
    });
}

#[test]
fn a_single_author_announces_to_itself() {
    chain(1, || {
        assert_ok!(announce(Some(key(1))));
        assert_eq!(
            pipeline(),
            [None, None, None],
            "looked up before it is stored"
        );
        next_block();
        assert_ok!(announce(Some(key(2))));
        assert_eq!(pipeline(), [None, None, Some(1)]);
    });
}

#[test]
fn what_is_no_key_is_not_announced() {
    chain(3, || {
        for length in [0, PUBLIC_KEY_LEN - 1, PUBLIC_KEY_LEN + 1, 2_048] {
            let bad = vec![1; length].try_into().unwrap();
            assert_noop!(announce(Some(bad)), Error::<Test>::BadEncKeyLen);
        }
    });
}

#[test]
fn only_the_block_itself_announces() {
    chain(3, || {
        for origin in [RuntimeOrigin::signed(1), RuntimeOrigin::root()] {
            assert_noop!(
                MevShield::announce_next_key(origin, Some(key(1))),
                DispatchError::BadOrigin
            );
        }
    });
}

#[test]
fn without_authors_nothing_is_announced() {
    chain(0, || {
        assert_noop!(announce(Some(key(1))), Error::<Test>::Unreachable);
        assert_noop!(announce(None), Error::<Test>::Unreachable);
    });
}

#[test]
fn the_inherent_announces_what_the_node_offers() {
    let mut data = InherentData::new();
    assert_eq!(MevShield::create_inherent(&data), None);
    data.put_data(INHERENT_IDENTIFIER, &Some(key(5))).unwrap();
    let call = Call::announce_next_key {
        enc_key: Some(key(5)),
    };
    assert_eq!(MevShield::create_inherent(&data), Some(call.clone()));
    assert!(MevShield::is_inherent(&call));

    let mut keyless = InherentData::new();
    keyless
        .put_data(INHERENT_IDENTIFIER, &None::<EncryptionKey>)
        .unwrap();
    let call = Call::announce_next_key { enc_key: None };
    assert_eq!(MevShield::create_inherent(&keyless), Some(call));
    let other = Call::set_max_extrinsic_weight { value: 1 };
    assert!(!MevShield::is_inherent(&other));
}

#[test]
fn wrappers_are_announced_and_nothing_else() {
    chain(3, || {
        let ciphertext: Ciphertext = vec![1, 2, 3].try_into().unwrap();
        assert_ok!(MevShield::submit_encrypted(
            RuntimeOrigin::signed(7),
            ciphertext.clone()
        ));
        let id = BlakeTwo256::hash(&(7_u64, ciphertext).encode());
        assert_eq!(events(), [Event::EncryptedSubmitted { id, who: 7 }]);
        assert_noop!(
            MevShield::submit_encrypted(RuntimeOrigin::none(), Default::default()),
            DispatchError::BadOrigin
        );
    });
}

fn store(who: u64) -> Result<(), DispatchError> {
    let sealed = vec![9; 40].try_into().unwrap();
    MevShield::store_encrypted(RuntimeOrigin::signed(who), sealed)
}

#[test]
fn stored_calls_end_in_the_next_block() {
    chain(3, || {
        assert_ok!(store(1));
        assert_ok!(store(2));
        assert_eq!(
            events(),
            [
                Event::ExtrinsicStored { index: 0, who: 1 },
                Event::ExtrinsicStored { index: 1, who: 2 },
            ]
        );
        let stored = PendingExtrinsics::<Test>::get(1).unwrap();
        assert_eq!((stored.who, stored.submitted_at), (2, 1));
        assert_eq!(PendingExtrinsics::<Test>::count(), 2);
        next_block();
        assert_eq!(
            events(),
            [
                Event::ExtrinsicDecodeFailed { index: 0 },
                Event::ExtrinsicDecodeFailed { index: 1 },
            ]
        );
        assert_eq!(PendingExtrinsics::<Test>::count(), 0);
        assert_ok!(store(3));
        assert_eq!(NextPendingExtrinsicIndex::<Test>::get(), 3);
        next_block();
        assert_eq!(events(), [Event::ExtrinsicDecodeFailed { index: 2 }]);
        next_block();
        assert_eq!(events(), []);
    });
}

#[test]
fn numbers_of_stored_calls_go_round() {
    chain(3, || {
        NextPendingExtrinsicIndex::<Test>::put(u32::MAX);
        assert_ok!(store(1));
        assert_ok!(store(1));
        next_block();
        assert_eq!(
            events(),
            [
                Event::ExtrinsicDecodeFailed { index: u32::MAX },
                Event::ExtrinsicDecodeFailed { index: 0 },
            ]
        );
    });
}

#[test]
fn stored_calls_expire() {
    chain(3, || {
        assert_ok!(MevShield::set_stored_extrinsic_lifetime(
            RuntimeOrigin::root(),
            0
        ));
        assert_ok!(store(1));
        next_block();
        assert_eq!(events(), [Event::ExtrinsicExpired { index: 0 }]);
        assert_eq!(PendingExtrinsics::<Test>::count(), 0);
    });
}

#[test]
fn the_queue_is_bounded() {
    chain(3, || {
        assert_ok!(MevShield::set_max_pending_extrinsics_number(
            RuntimeOrigin::root(),
            2
        ));
        assert_ok!(store(1));
        assert_ok!(store(1));
        assert_noop!(store(1), Error::<Test>::TooManyPendingExtrinsics);
        next_block();
        assert_ok!(store(1));
    });
}

#[test]
fn root_sets_the_limits() {
    type Case = (Call<Test>, Event<Test>);
    let cases: [Case; 4] = [
        (
            Call::set_max_pending_extrinsics_number { value: 7 },
            Event::MaxPendingExtrinsicsNumberSet { value: 7 },
        ),
        (
            Call::set_on_initialize_weight {
                value: queue::MAX_WEIGHT_PS,
            },
            Event::OnInitializeWeightSet {
                value: queue::MAX_WEIGHT_PS,
            },
        ),
        (
            Call::set_stored_extrinsic_lifetime { value: 8 },
            Event::ExtrinsicLifetimeSet { value: 8 },
        ),
        (
            Call::set_max_extrinsic_weight { value: 9 },
            Event::MaxExtrinsicWeightSet { value: 9 },
        ),
    ];
    chain(3, || {
        for (call, event) in cases {
            let call = RuntimeCall::MevShield(call);
            let refused = call.clone().dispatch(RuntimeOrigin::signed(1));
            assert_eq!(refused.unwrap_err().error, DispatchError::BadOrigin);
            System::reset_events();
            assert_ok!(call.dispatch(RuntimeOrigin::root()));
            assert_eq!(events(), [event]);
        }
        assert_eq!(MaxPendingExtrinsicsLimit::<Test>::get(), 7);
        assert_eq!(OnInitializeWeight::<Test>::get(), queue::MAX_WEIGHT_PS);
        assert_eq!(ExtrinsicLifetime::<Test>::get(), 8);
        assert_eq!(MaxExtrinsicWeight::<Test>::get(), 9);
    });
}

#[test]
fn weights_have_a_ceiling() {
    let beyond = queue::MAX_WEIGHT_PS + 1;
    chain(3, || {
        assert_noop!(
            MevShield::set_on_initialize_weight(RuntimeOrigin::root(), beyond),
            Error::<Test>::WeightExceedsAbsoluteMax
        );
        assert_noop!(
            MevShield::set_max_extrinsic_weight(RuntimeOrigin::root(), beyond),
            Error::<Test>::WeightExceedsAbsoluteMax
        );
    });
}

#[test]
fn a_wrapper_opens_with_the_seed_of_its_key() {
    let author = SecretKey::from_seed(&[4; 64]);
    let entropy = Entropy {
        secret: [5; 32],
        nonce: [6; 24],
    };
    let bytes = seal(&author.public_key(), b"inside", &entropy)
        .and_then(|envelope| envelope.to_bytes())
        .unwrap();
    let shielded = ShieldedTransaction::parse(&bytes).unwrap();
    assert_eq!(shielded.key_hash, key_hash(&author.public_key()));
    assert_eq!(shielded.clone().open(&[4; 64]).unwrap(), b"inside");
    assert_eq!(shielded.clone().open(&[3; 64]), Err(ShieldError::WrongKey));
    assert_eq!(shielded.open(&[4; 63]), Err(ShieldError::WrongKey));
    assert!(ShieldedTransaction::parse(&bytes[..1_000]).is_err());
}
