//! Hardware wallets: transactions signed over the hash of the metadata.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod chain;

use chain::{account, in_first_block, pair};
use codec::{Decode, Encode};
use frame_metadata::{RuntimeMetadata, RuntimeMetadataPrefixed};
use merkleized_metadata::{
    ExtraInfo, generate_metadata_digest, generate_proof_for_extrinsic, verify_proof,
};
use sp_core::Pair;
use sp_runtime::{
    MultiAddress, MultiSignature,
    generic::Era,
    traits::TransactionExtension,
    transaction_validity::{InvalidTransaction, TransactionSource, TransactionValidityError},
};
use taonet_runtime::{
    Balance, Executive, RuntimeCall, SignedPayload, System, UncheckedExtrinsic, VERSION,
    extensions::{CheckMetadataHash, Mode, TransactionExtensions, transaction_extensions},
    metadata,
    metadata_hash::metadata_hash,
};

/// Metadata as clients get it.
fn served(fast: bool) -> RuntimeMetadata {
    let mut encoded = Vec::new();
    in_first_block(fast, || {
        encoded = metadata::at_version(15).expect("version 15").to_vec();
    });
    RuntimeMetadataPrefixed::decode(&mut &encoded[..])
        .expect("metadata decodes")
        .1
}

fn information() -> ExtraInfo {
    ExtraInfo {
        spec_version: VERSION.spec_version,
        spec_name: VERSION.spec_name.to_string(),
        base58_prefix: 42,
        decimals: 9,
        token_symbol: "TAO".into(),
    }
}

fn call() -> RuntimeCall {
    let dest = MultiAddress::Id(account("Bob"));
    pallet_balances::Call::transfer_keep_alive {
        dest,
        value: Balance::new(1_000_000_000),
    }
    .into()
}

fn extensions(mode: Mode) -> TransactionExtensions {
    let mut extensions = transaction_extensions(Era::Immortal, 0, Balance::ZERO);
    extensions.2 = CheckMetadataHash::new(mode);
    extensions
}

/// A transfer of Alice in this mode, signed over this hash, whatever the chain's own is.
fn transfer(mode: Mode, hash: Option<[u8; 32]>) -> UncheckedExtrinsic {
    let extensions = extensions(mode);
    let mut implicit = transaction_extensions(Era::Immortal, 0, Balance::ZERO)
        .implicit()
        .expect("known in any block");
    implicit.2 = hash;
    let payload = SignedPayload::from_raw(call(), extensions.clone(), implicit);
    let signature = payload.using_encoded(|bytes| pair("Alice").sign(bytes));
    let signature = MultiSignature::Sr25519(signature);
    UncheckedExtrinsic::new_signed(
        call(),
        MultiAddress::Id(account("Alice")),
        signature,
        extensions,
    )
}

fn validate(transaction: UncheckedExtrinsic) -> Result<(), TransactionValidityError> {
    let parent = System::parent_hash();
    Executive::validate_transaction(TransactionSource::External, transaction, parent).map(|_| ())
}

#[test]
fn the_hash_is_that_of_the_served_metadata_at_any_pace() {
    for fast in [false, true] {
        let digest = generate_metadata_digest(&served(fast), information()).expect("a digest");
        assert_eq!(metadata_hash(), Some(digest.hash()));
    }
}

#[test]
fn a_signature_over_the_hash_is_accepted_and_any_other_refused() {
    let hash = metadata_hash();
    in_first_block(false, || {
        let bad_proof = Err(InvalidTransaction::BadProof.into());
        for (mode, signed_over, expected) in [
            (Mode::Disabled, None, Ok(())),
            (Mode::Enabled, hash, Ok(())),
            (Mode::Enabled, Some([7; 32]), bad_proof),
            (Mode::Enabled, None, bad_proof),
            (Mode::Disabled, hash, bad_proof),
        ] {
            let transaction = transfer(mode, signed_over);
            assert_eq!(transaction.encode()[2 + 1 + 33 + 65 + 3], mode as u8);
            assert_eq!(validate(transaction), expected, "{mode:?} {signed_over:?}");
        }
        let applied = Executive::apply_extrinsic(transfer(Mode::Enabled, hash));
        applied.expect("valid").expect("the transfer succeeds");
        // Included once.
        let stale = validate(transfer(Mode::Enabled, hash));
        assert_eq!(stale, Err(InvalidTransaction::Stale.into()));
    });
}

/// What a device does: it gets the transaction, the types it needs and their proof.
#[test]
fn a_device_can_check_what_it_shows() {
    let metadata = served(false);
    let mut sent = Vec::new();
    let mut implicit = Vec::new();
    in_first_block(false, || {
        sent = transfer(Mode::Enabled, metadata_hash()).encode();
        implicit = extensions(Mode::Enabled)
            .implicit()
            .expect("a hash")
            .encode();
    });
    let proof = generate_proof_for_extrinsic(&sent, Some(&implicit), &metadata).expect("a proof");
    verify_proof(&sent, Some(&implicit), &metadata, &proof).expect("it holds");
}
