//! Sealing and opening with fixed random numbers, and everything that must not open.

use crate::*;
use proptest::prelude::*;

fn author() -> SecretKey {
    SecretKey::from_seed(&[7; SEED_LEN])
}

fn entropy() -> Entropy {
    Entropy {
        secret: [1; 32],
        nonce: [2; NONCE_LEN],
    }
}

fn sealed(message: &[u8]) -> Envelope {
    seal(&author().public_key(), message, &entropy()).unwrap()
}

#[test]
fn the_author_reads_what_was_sealed() {
    let envelope = sealed(b"buy");
    assert_eq!(author().open(&envelope).unwrap(), b"buy");
    assert_eq!(envelope.key_hash, key_hash(&author().public_key()));
}

#[test]
fn parts_have_their_lengths() {
    let bytes = sealed(b"buy").to_bytes().unwrap();
    assert_eq!(author().public_key().len(), PUBLIC_KEY_LEN);
    assert_eq!(
        bytes.len(),
        KEY_HASH_LEN + 2 + ENCAPSULATED_LEN + NONCE_LEN + b"buy".len() + TAG_LEN
    );
    assert_eq!(&bytes[KEY_HASH_LEN..KEY_HASH_LEN + 2], [0x40, 0x04]);
}

#[test]
fn bytes_read_back() {
    let envelope = sealed(b"buy");
    let bytes = envelope.to_bytes().unwrap();
    assert_eq!(Envelope::parse(&bytes).unwrap(), envelope);
}

#[test]
fn the_same_random_numbers_give_the_same_envelope() {
    assert_eq!(sealed(b"buy"), sealed(b"buy"));
    let mut other = entropy();
    other.secret = [9; 32];
    let different = seal(&author().public_key(), b"buy", &other).unwrap();
    assert_ne!(different.encapsulated, sealed(b"buy").encapsulated);
}

#[test]
fn another_author_reads_nothing() {
    let stranger = SecretKey::from_seed(&[8; SEED_LEN]);
    assert_eq!(stranger.open(&sealed(b"buy")), Err(ShieldError::WrongKey));
}

#[test]
fn what_was_altered_does_not_open() {
    let envelope = sealed(b"buy");
    let mut altered = envelope.clone();
    altered.ciphertext[0] ^= 1;
    assert_eq!(author().open(&altered), Err(ShieldError::WrongKey));
    altered = envelope.clone();
    altered.nonce[0] ^= 1;
    assert_eq!(author().open(&altered), Err(ShieldError::WrongKey));
    altered = envelope.clone();
    altered.encapsulated[0] ^= 1;
    assert_eq!(author().open(&altered), Err(ShieldError::WrongKey));
    altered = envelope.clone();
    altered.ciphertext.truncate(TAG_LEN - 1);
    assert_eq!(author().open(&altered), Err(ShieldError::WrongKey));
    altered = envelope;
    altered.encapsulated.pop();
    assert_eq!(
        author().open(&altered),
        Err(ShieldError::BadEncapsulation {
            got: ENCAPSULATED_LEN - 1
        })
    );
}

#[test]
fn keys_that_are_none_are_refused() {
    for key in [
        vec![],
        vec![0; PUBLIC_KEY_LEN - 1],
        vec![0xff; PUBLIC_KEY_LEN],
    ] {
        let refused = seal(&key, b"buy", &entropy());
        assert_eq!(refused, Err(ShieldError::BadPublicKey));
    }
}

#[test]
fn what_is_cut_off_is_refused() {
    let bytes = sealed(b"buy").to_bytes().unwrap();
    let header = KEY_HASH_LEN + 2 + ENCAPSULATED_LEN + NONCE_LEN;
    for length in 0..=header {
        let refused = Envelope::parse(&bytes[..length]).unwrap_err();
        assert!(
            matches!(refused, ShieldError::Truncated { needed, got } if needed > got && got == length),
            "{length}: {refused:?}"
        );
    }
    assert!(Envelope::parse(&bytes[..=header]).is_ok());
}

#[test]
fn an_envelope_may_claim_any_length_of_its_secret() {
    let mut bytes = vec![0; MIN_ENVELOPE_LEN];
    assert_eq!(Envelope::parse(&bytes).unwrap().encapsulated.len(), 0);
    bytes[KEY_HASH_LEN] = 0xff;
    bytes[KEY_HASH_LEN + 1] = 0xff;
    assert!(Envelope::parse(&bytes).is_err());
}

#[test]
fn secrets_are_not_printed() {
    let printed = format!("{:?} {:?}", author(), entropy());
    assert_eq!(printed, "SecretKey { .. } Entropy { .. }");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_message_comes_back(
        message in prop::collection::vec(any::<u8>(), 0..2_048),
        secret in any::<[u8; 32]>(),
        nonce in any::<[u8; NONCE_LEN]>(),
    ) {
        let entropy = Entropy { secret, nonce };
        let envelope = seal(&author().public_key(), &message, &entropy).unwrap();
        let bytes = envelope.to_bytes().unwrap();
        let read = Envelope::parse(&bytes).unwrap();
        prop_assert_eq!(author().open(&read).unwrap(), message);
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..256)) {
        if let Ok(envelope) = Envelope::parse(&bytes) {
            prop_assert_eq!(envelope.to_bytes().unwrap(), bytes);
        }
    }
}
/// What the Python client seals opens here.
#[test]
fn recorded_envelopes_open() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../vectors/shield/envelopes.json");
    let text = std::fs::read_to_string(path).unwrap();
    let recorded: serde_json::Value = serde_json::from_str(&text).unwrap();
    let bytes = |value: &serde_json::Value| hex::decode(value.as_str().unwrap()).unwrap();
    let author = SecretKey::from_seed(&bytes(&recorded["seed"]).try_into().unwrap());
    assert_eq!(author.public_key(), bytes(&recorded["public_key"]));
    let cases = recorded["cases"].as_array().unwrap();
    assert_eq!(cases.len(), 3);
    for case in cases {
        let envelope = Envelope::parse(&bytes(&case["envelope"])).unwrap();
        assert_eq!(envelope.key_hash, key_hash(&author.public_key()));
        assert_eq!(author.open(&envelope).unwrap(), bytes(&case["message"]));
    }
}
