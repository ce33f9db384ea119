//! Decoders of bytes from outside, as targets of a fuzzer.
//!
//! Each takes any bytes and has to come back: whatever it accepts has to survive a second round.
//! `fuzz/` runs them under libFuzzer; the tests run them over mutated samples on the stable compiler.

use codec::{Decode, Encode};
use sp_runtime::transaction_validity::TransactionSource;
use taonet_runtime::{Executive, UncheckedExtrinsic, genesis};
use taonet_shield::Envelope;
use taonet_timelock::Ciphertext;

/// A target: its name, itself, and an example of what it accepts.
pub type Target = (&'static str, fn(&[u8]), fn() -> Vec<u8>);

/// All targets.
pub const TARGETS: [Target; 4] = [
    ("extrinsic", extrinsic, extrinsic_sample),
    ("commitment_data", commitment_data, commitment_sample),
    ("timelock_ciphertext", timelock_ciphertext, timelock_sample),
    ("shield_envelope", shield_envelope, shield_sample),
];

/// A transaction: decoded, and if that works, validated on a fresh chain.
pub fn extrinsic(data: &[u8]) {
    let Ok(extrinsic) = UncheckedExtrinsic::decode(&mut &data[..]) else {
        return;
    };
    let storage = genesis::storage(&genesis::dev(None), genesis::slot_duration_ms(true));
    sp_io::TestExternalities::new(storage.unwrap_or_default()).execute_with(|| {
        let hash = taonet_runtime::System::block_hash(0);
        // Refusals are fine; only panics are not.
        let _validity =
            Executive::validate_transaction(TransactionSource::External, extrinsic, hash);
    });
}

fn extrinsic_sample() -> Vec<u8> {
    let call = frame_system::Call::remark {
        remark: b"sample".to_vec(),
    };
    UncheckedExtrinsic::new_bare(taonet_runtime::RuntimeCall::System(call)).encode()
}

/// What miners commit: a list of fields in an encoding of its own.
pub fn commitment_data(data: &[u8]) {
    if let Ok(decoded) = pallet_commitments::Data::decode(&mut &data[..]) {
        let again = decoded.encode();
        assert_eq!(
            pallet_commitments::Data::decode(&mut &again[..]),
            Ok(decoded)
        );
    }
}

fn commitment_sample() -> Vec<u8> {
    // A field of six raw bytes: its kind is one more than its length.
    [&[7u8][..], b"sample"].concat()
}

/// A message that opens with a beacon's signature.
pub fn timelock_ciphertext(data: &[u8]) {
    if let Ok(ciphertext) = Ciphertext::parse(data) {
        assert!(Ciphertext::parse(&ciphertext.to_bytes()).is_ok());
    }
}

fn timelock_sample() -> Vec<u8> {
    let randomness = taonet_timelock::Randomness {
        key: [1; 32],
        sigma: [2; 32],
        nonce: [3; 12],
    };
    let sealed = taonet_timelock::BeaconPublicKey::quicknet()
        .and_then(|key| taonet_timelock::encrypt(&key, 1_000, b"sample", &randomness));
    sealed.map_or_else(|_| Vec::new(), |sealed| sealed.to_bytes())
}

/// A transaction sealed to the author of a block.
pub fn shield_envelope(data: &[u8]) {
    if let Ok(envelope) = Envelope::parse(data)
        && let Ok(again) = envelope.to_bytes()
    {
        assert!(Envelope::parse(&again).is_ok());
    }
}

fn shield_sample() -> Vec<u8> {
    vec![7; taonet_shield::MIN_ENVELOPE_LEN + 64]
}
