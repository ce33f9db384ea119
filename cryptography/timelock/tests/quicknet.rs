//! Recorded ciphertexts of the public beacon, in both directions.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use std::path::Path;

use serde_json::Value;
use taonet_timelock::{
    BeaconPublicKey, BeaconSecretKey, Ciphertext, Envelope, OVERHEAD_BYTES, QUICKNET, Randomness,
    RoundSignature, TimelockError, encrypt, open,
};

fn recording() -> Value {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../vectors/timelock/tle_quicknet.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn bytes(value: &Value) -> Vec<u8> {
    hex::decode(value.as_str().unwrap()).unwrap()
}

fn array<const N: usize>(value: &Value) -> [u8; N] {
    bytes(value).try_into().unwrap()
}

fn signature(recording: &Value) -> RoundSignature {
    RoundSignature::from_bytes(&bytes(&recording["signature_hex"])).unwrap()
}

#[test]
fn every_recorded_ciphertext_opens() {
    let recording = recording();
    let signature = signature(&recording);
    let rows = recording["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 10);
    for row in rows {
        let sealed = bytes(&row["tle_ciphertext_hex"]);
        let ciphertext = Ciphertext::parse(&sealed).unwrap();
        assert_eq!(ciphertext.to_bytes(), sealed, "{}", row["name"]);
        let text = ciphertext.decrypt(&signature).unwrap();
        assert_eq!(text, bytes(&row["plaintext_hex"]), "{}", row["name"]);
        assert_eq!(sealed.len(), text.len() + OVERHEAD_BYTES);
        assert_eq!(open(&sealed, &signature.to_bytes()), Ok(text));
    }
}

#[test]
fn every_recorded_envelope_is_read_and_written() {
    let recording = recording();
    let rows = recording["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 10);
    for row in rows {
        let bytes_of_envelope = bytes(&row["user_data_envelope_hex"]);
        let envelope = Envelope::parse(&bytes_of_envelope).unwrap();
        assert_eq!(envelope.reveal_round, 1_000);
        assert_eq!(envelope.ciphertext, bytes(&row["tle_ciphertext_hex"]));
        assert_eq!(envelope.to_bytes().unwrap(), bytes_of_envelope);
        for length in 0..bytes_of_envelope.len() {
            assert_eq!(
                Envelope::parse(&bytes_of_envelope[..length]),
                Err(TimelockError::Malformed)
            );
        }
        let longer = [bytes_of_envelope.as_slice(), &[0]].concat();
        assert_eq!(Envelope::parse(&longer), Err(TimelockError::Malformed));
    }
}

#[test]
fn lengths_of_envelopes_have_one_form() {
    for length in [0, 1, 63, 64, 16_383, 16_384, 70_000] {
        let envelope = Envelope {
            ciphertext: vec![7; length],
            reveal_round: u64::MAX,
        };
        let bytes = envelope.to_bytes().unwrap();
        assert_eq!(Envelope::parse(&bytes), Ok(envelope), "{length}");
    }
    // One byte of data with its length in two, in four, and in more bytes.
    let data_and_round = [7, 1, 0, 0, 0, 0, 0, 0, 0];
    for length in [&[5, 0][..], &[6, 0, 0, 0], &[3, 1, 0, 0, 0]] {
        let bytes = [length, &data_and_round].concat();
        assert_eq!(Envelope::parse(&bytes), Err(TimelockError::Malformed));
    }
}

#[test]
fn the_recorded_signature_is_true_for_its_round_alone() {
    let recording = recording();
    let key = BeaconPublicKey::quicknet().unwrap();
    let signature = signature(&recording);
    assert!(key.verify(1_000, &signature));
    assert!(!key.verify(1_001, &signature));
    let other = BeaconSecretKey::from_seed(b"other");
    assert!(!key.verify(1_000, &other.sign(1_000)));
    assert!(other.public_key().verify(1_000, &other.sign(1_000)));
    assert_eq!(
        signature.to_bytes().to_vec(),
        bytes(&recording["signature_hex"])
    );
}

#[test]
fn the_worked_example_comes_out_to_the_byte() {
    let recording = recording();
    let example = &recording["worked_example"];
    let randomness = Randomness {
        key: array(&example["aes256_key_hex"]),
        sigma: array(&example["sigma_hex"]),
        nonce: array(&example["aes_nonce_hex"]),
    };
    let key = BeaconPublicKey::quicknet().unwrap();
    let text = bytes(&example["plaintext_hex"]);
    let sealed = encrypt(&key, 1_000, &text, &randomness).unwrap();
    let row = &recording["rows"][0];
    assert_eq!(sealed.to_bytes(), bytes(&row["tle_ciphertext_hex"]));
}

#[test]
fn another_signature_opens_nothing() {
    let recording = recording();
    let sealed = bytes(&recording["rows"][0]["tle_ciphertext_hex"]);
    let wrong = BeaconSecretKey::from_seed(b"other").sign(1_000);
    assert_eq!(
        Ciphertext::parse(&sealed).unwrap().decrypt(&wrong),
        Err(TimelockError::Unopenable)
    );
    assert_eq!(open(&sealed, &[1; 48]), Err(TimelockError::Signature));
}

#[test]
fn no_changed_byte_and_no_other_length_passes() {
    let recording = recording();
    let signature = signature(&recording);
    let sealed = bytes(&recording["rows"][0]["tle_ciphertext_hex"]);
    for at in 0..sealed.len() {
        let mut changed = sealed.clone();
        changed[at] ^= 1;
        let opened = Ciphertext::parse(&changed).and_then(|parsed| parsed.decrypt(&signature));
        assert!(opened.is_err(), "byte {at}");
    }
    for length in 0..sealed.len() {
        assert_eq!(
            Ciphertext::parse(&sealed[..length]),
            Err(TimelockError::Malformed)
        );
    }
    let longer = [sealed.as_slice(), &[0]].concat();
    assert_eq!(Ciphertext::parse(&longer), Err(TimelockError::Malformed));
    let mut endless = sealed;
    endless[176..184].copy_from_slice(&u64::MAX.to_le_bytes());
    assert_eq!(Ciphertext::parse(&endless), Err(TimelockError::Malformed));
}

#[test]
fn points_of_the_wrong_kind_are_refused() {
    let mut infinity = vec![0u8; 96];
    infinity[0] = 0xc0;
    assert_eq!(
        BeaconPublicKey::from_bytes(&infinity),
        Err(TimelockError::PublicKey)
    );
    for bytes in [&[][..], &[0; 96], &[0xff; 96], &[0; 95]] {
        assert_eq!(
            BeaconPublicKey::from_bytes(bytes),
            Err(TimelockError::PublicKey)
        );
        assert_eq!(
            RoundSignature::from_bytes(bytes),
            Err(TimelockError::Signature)
        );
    }
    // x = 4 lies on the curve of G1, in the wrong subgroup.
    let mut outside = [0u8; 48];
    outside[0] = 0x80;
    outside[47] = 4;
    assert_eq!(
        RoundSignature::from_bytes(&outside),
        Err(TimelockError::Signature)
    );
}

#[test]
fn a_local_beacon_locks_and_opens() {
    let beacon = BeaconSecretKey::from_seed(b"local");
    let read = BeaconPublicKey::from_bytes(&beacon.public_key().to_bytes()).unwrap();
    assert_eq!(read, beacon.public_key());
    for (round, length) in [(1u64, 0usize), (7, 1), (u64::MAX, 5_000)] {
        let text: Vec<u8> = (0..length).map(|at| at as u8).collect();
        let randomness = Randomness {
            key: [round as u8; 32],
            sigma: [length as u8; 32],
            nonce: [3; 12],
        };
        let sealed = encrypt(&read, round, &text, &randomness)
            .unwrap()
            .to_bytes();
        let parsed = Ciphertext::parse(&sealed).unwrap();
        assert_eq!(parsed.decrypt(&beacon.sign(round)).unwrap(), text);
        assert!(parsed.decrypt(&beacon.sign(round - 1)).is_err());
    }
}

#[test]
fn rounds_follow_the_clock() {
    let rounds = [
        0,
        1_692_803_366,
        1_692_803_367,
        1_692_803_369,
        1_692_803_370,
    ]
    .map(|time| QUICKNET.round_at(time));
    assert_eq!(rounds, [0, 0, 1, 1, 2]);
    assert_eq!(QUICKNET.time_of(1_000), 1_692_803_367 + 999 * 3);
    assert_eq!(QUICKNET.round_at(QUICKNET.time_of(1_000)), 1_000);
}
