//! Sealed transactions.

use std::sync::OnceLock;

use taonet_shield::{Entropy, Envelope, SEED_LEN, SecretKey};

fn author() -> &'static SecretKey {
    static KEY: OnceLock<SecretKey> = OnceLock::new();
    KEY.get_or_init(|| SecretKey::from_seed(&[1; SEED_LEN]))
}

/// A transaction sealed to the author of a block: read, and tried with the author's key.
pub fn shield_envelope(data: &[u8]) {
    let Ok(envelope) = Envelope::parse(data) else {
        return;
    };
    assert_eq!(
        envelope.to_bytes().as_deref(),
        Ok(data),
        "one envelope has one form"
    );
    let _opened = author().open(&envelope);
}

pub(super) fn envelopes() -> Vec<Vec<u8>> {
    let entropy = Entropy {
        secret: [2; 32],
        nonce: [3; 24],
    };
    let sealed = taonet_shield::seal(&author().public_key(), b"a transaction", &entropy)
        .and_then(|envelope| envelope.to_bytes());
    vec![
        sealed.unwrap_or_default(),
        vec![7; taonet_shield::MIN_ENVELOPE_LEN + 64],
    ]
}
