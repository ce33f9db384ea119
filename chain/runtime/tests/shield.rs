//! Sealed transactions: what the pool refuses, how keys move, and what an author gets to see.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod chain;

use chain::{account, begin_block, events, in_first_block, send, signed, signed_with};
use codec::{Decode, Encode};
use frame_support::{assert_noop, assert_ok};
use pallet_shield::{AuthorKeys, Call, Error, Event, NextKey, PendingKey, ShieldedTransaction};
use sp_runtime::{
    DispatchError,
    generic::Era,
    traits::Header as _,
    transaction_validity::{InvalidTransaction, TransactionSource, TransactionValidityError},
};
use taonet_runtime::{
    Balance, Executive, MevShield, Runtime, RuntimeCall, RuntimeEvent, RuntimeOrigin, System,
    UncheckedExtrinsic, api, extensions::transaction_extensions,
};
use taonet_shield::{Entropy, SecretKey, key_hash, seal};

const SEED: [u8; 64] = [3; 64];
const SLOT_MS: u64 = 12_000;

fn remark() -> RuntimeCall {
    frame_system::Call::remark { remark: vec![7] }.into()
}

fn envelope(message: &[u8]) -> Vec<u8> {
    let entropy = Entropy {
        secret: [1; 32],
        nonce: [2; 24],
    };
    let key = SecretKey::from_seed(&SEED).public_key();
    seal(&key, message, &entropy).unwrap().to_bytes().unwrap()
}

fn wrapper(ciphertext: Vec<u8>, era: Era) -> UncheckedExtrinsic {
    let call = Call::<Runtime>::submit_encrypted {
        ciphertext: ciphertext.try_into().unwrap(),
    };
    let nonce = System::account_nonce(account("Alice"));
    signed_with(
        "Alice",
        call,
        transaction_extensions(era, nonce, Balance::ZERO),
    )
}

fn validate(transaction: UncheckedExtrinsic) -> Result<u64, TransactionValidityError> {
    Executive::validate_transaction(
        TransactionSource::External,
        transaction,
        System::parent_hash(),
    )
    .map(|valid| valid.longevity)
}

/// From the last block on: the hash of the present one is not known yet.
fn lasting(blocks: u64) -> Era {
    Era::mortal(blocks, u64::from(System::block_number()).saturating_sub(1))
}

fn short() -> Era {
    lasting(8)
}

/// Asks a runtime API by name, as the node does.
fn ask<R: Decode>(method: &str, arguments: impl Encode) -> R {
    let answer = api::dispatch(method, &arguments.encode()).expect("a method");
    R::decode(&mut &answer[..]).expect("an answer")
}

#[test]
fn wrappers_expire_soon() {
    in_first_block(false, || {
        begin_second_block();
        assert!(validate(wrapper(envelope(b"x"), short())).unwrap() <= 8);
        assert!(validate(wrapper(envelope(b"x"), lasting(4))).is_ok());
        for era in [Era::Immortal, lasting(16)] {
            let refused = validate(wrapper(envelope(b"x"), era));
            assert_eq!(refused, Err(InvalidTransaction::Stale.into()));
        }
        // Others may live for ever.
        assert!(validate(signed("Alice", remark(), 0)).is_ok());
    });
}

fn begin_second_block() {
    let header = Executive::finalize_block();
    assert_eq!(*header.number(), 1);
    begin_block(2, SLOT_MS);
}

#[test]
fn unreadable_wrappers_are_refused() {
    in_first_block(false, || {
        begin_second_block();
        let whole = envelope(b"x");
        for cut in [0, 17, 1_000, 1_105, 1_130] {
            let refused = validate(wrapper(whole[..cut].to_vec(), short()));
            assert_eq!(refused, Err(InvalidTransaction::Custom(23).into()), "{cut}");
        }
        assert!(validate(wrapper(whole, short())).is_ok());
    });
}

#[test]
fn a_wrapper_in_a_block_says_so() {
    in_first_block(false, || {
        begin_second_block();
        let applied = Executive::apply_extrinsic(wrapper(envelope(b"x"), short()));
        assert_ok!(applied.expect("valid"));
        let submitted = events().into_iter().any(|event| {
            matches!(
                event,
                RuntimeEvent::MevShield(Event::EncryptedSubmitted { who, .. })
                    if who == account("Alice")
            )
        });
        assert!(submitted);
    });
}

/// The chain has one author, so its own keys come round.
#[test]
fn keys_of_a_lone_author_come_round() {
    in_first_block(false, || {
        let announce = |byte: u8| {
            let key: pallet_shield::EncryptionKey = vec![byte; 1_184].try_into().unwrap();
            MevShield::announce_next_key(RuntimeOrigin::none(), Some(key))
        };
        assert_ok!(announce(1));
        assert_eq!(AuthorKeys::<Runtime>::iter().count(), 1);
        begin_second_block();
        assert_ok!(announce(2));
        assert_eq!(NextKey::<Runtime>::get().unwrap()[0], 1);
        Executive::finalize_block();
        begin_block(3, SLOT_MS);
        assert_ok!(announce(3));
        assert_eq!(PendingKey::<Runtime>::get().unwrap()[0], 1);
        assert_eq!(NextKey::<Runtime>::get().unwrap()[0], 2);
        let is_due = |byte: u8| -> bool {
            ask(
                "ShieldApi_is_shielded_using_current_key",
                key_hash(&[byte; 1_184]),
            )
        };
        assert!(is_due(1));
        assert!(!is_due(2));
        let short: pallet_shield::EncryptionKey = vec![1; 1_183].try_into().unwrap();
        assert_noop!(
            MevShield::announce_next_key(RuntimeOrigin::none(), Some(short)),
            Error::<Runtime>::BadEncKeyLen
        );
    });
}

#[test]
fn nobody_announces_from_outside() {
    in_first_block(false, || {
        let call = Call::<Runtime>::announce_next_key { enc_key: None };
        let bare = UncheckedExtrinsic::new_bare(call.clone().into());
        assert!(validate(bare).is_err());
        assert_eq!(
            send("Alice", call).expect("valid"),
            Err(DispatchError::BadOrigin)
        );
    });
}

#[test]
fn an_author_sees_what_is_inside() {
    in_first_block(false, || {
        begin_second_block();
        let inner = signed("Bob", remark(), 0);
        let outer = wrapper(envelope(&inner.encode()), short());
        let seen: Option<ShieldedTransaction> =
            ask("ShieldApi_try_decode_shielded_tx", outer.clone());
        let seen = seen.expect("a wrapper");
        assert_eq!(
            seen.key_hash,
            key_hash(&SecretKey::from_seed(&SEED).public_key())
        );
        let opened: Option<UncheckedExtrinsic> =
            ask("ShieldApi_try_unshield_tx", (SEED.to_vec(), seen.clone()));
        assert_eq!(opened.expect("opens").encode(), inner.encode());
        let foreign: Option<UncheckedExtrinsic> =
            ask("ShieldApi_try_unshield_tx", (vec![4_u8; 64], seen));
        assert!(foreign.is_none());
    });
}

#[test]
fn what_is_no_wrapper_is_not_opened() {
    in_first_block(false, || {
        begin_second_block();
        let decode = |transaction: UncheckedExtrinsic| -> Option<ShieldedTransaction> {
            ask("ShieldApi_try_decode_shielded_tx", transaction)
        };
        assert_eq!(decode(signed("Bob", remark(), 0)), None);
        // Signed by somebody else.
        let good = wrapper(envelope(b"x"), short());
        let mut call = good.function.clone();
        if let RuntimeCall::MevShield(Call::submit_encrypted { ciphertext }) = &mut call {
            *ciphertext = envelope(b"y").try_into().unwrap();
        }
        let forged = UncheckedExtrinsic {
            function: call,
            ..good.clone()
        };
        assert_eq!(decode(forged), None);
        assert!(decode(good).is_some());
    });
}

#[test]
fn inside_of_a_wrapper_has_to_be_one_transaction() {
    in_first_block(false, || {
        begin_second_block();
        let unshield = |message: &[u8]| -> Option<UncheckedExtrinsic> {
            let sealed = ShieldedTransaction::parse(&envelope(message)).unwrap();
            ask("ShieldApi_try_unshield_tx", (SEED.to_vec(), sealed))
        };
        assert!(unshield(b"no transaction").is_none());
        let inner = signed("Bob", remark(), 0).encode();
        assert!(unshield(&inner).is_some());
        assert!(unshield(&[inner.clone(), vec![0]].concat()).is_none());
        assert!(unshield(&inner[..inner.len() - 1]).is_none());
        let nested = (0..300).fold(remark(), |call, _| {
            pallet_utility::Call::as_derivative {
                index: 0,
                call: Box::new(call.into()),
            }
            .into()
        });
        let deep = UncheckedExtrinsic::new_bare(nested).encode();
        assert!(unshield(&deep).is_none());
    });
}

/// A coldkey whose swap is announced may still send wrappers; what is inside is guarded.
#[test]
fn wrappers_pass_the_guard_of_coldkey_swaps() {
    use pallet_subtensor::ColdkeySwapAnnouncements;
    in_first_block(false, || {
        begin_second_block();
        let announced = (System::block_number(), taonet_runtime::Hash::zero());
        ColdkeySwapAnnouncements::<Runtime>::insert(account("Alice"), announced);
        assert!(validate(wrapper(envelope(b"x"), short())).is_ok());
        let refused = validate(signed("Alice", remark(), 0));
        assert_eq!(refused, Err(InvalidTransaction::Custom(0).into()));
    });
}
