//! The random beacon: its key, its pulses, and what is locked until one comes.

use std::sync::OnceLock;

use codec::{Decode, Encode};
use pallet_drand::{Call, Pulse, PulsesPayload};
use sp_core::Pair;
use sp_runtime::{traits::Dispatchable, transaction_validity::TransactionSource};
use taonet_primitives::{MultiSignature, MultiSigner};
use taonet_runtime::{
    BlockNumber, Executive, RuntimeCall, RuntimeOrigin, System, UncheckedExtrinsic,
};
use taonet_timelock::{BeaconPublicKey, BeaconSecretKey, Ciphertext, Randomness, RoundSignature};

use super::state::on_a_chain;

/// Round of the samples.
const ROUND: u64 = 1_000;

fn beacon() -> &'static BeaconSecretKey {
    static BEACON: OnceLock<BeaconSecretKey> = OnceLock::new();
    BEACON.get_or_init(|| BeaconSecretKey::from_seed(b"a beacon of one's own"))
}

/// A message that opens with a beacon's signature: read, and tried with one.
pub fn timelock_ciphertext(data: &[u8]) {
    if let Ok(ciphertext) = Ciphertext::parse(data) {
        assert_eq!(ciphertext.to_bytes(), data, "one message has one form");
        let _opened = ciphertext.decrypt(&beacon().sign(ROUND));
    }
}

pub(super) fn ciphertexts() -> Vec<Vec<u8>> {
    let randomness = Randomness {
        key: [1; 32],
        sigma: [2; 32],
        nonce: [3; 12],
    };
    let sealed = taonet_timelock::encrypt(&beacon().public_key(), ROUND, b"sample", &randomness);
    vec![sealed.map_or_else(|_| Vec::new(), |sealed| sealed.to_bytes())]
}

/// The key of a beacon, and a signature of one.
pub fn beacon_key(data: &[u8]) {
    if let Ok(key) = BeaconPublicKey::from_bytes(data) {
        assert_eq!(key.to_bytes(), data, "one key has one form");
        assert!(!key.verify(ROUND + 1, &beacon().sign(ROUND)));
    }
    if let Ok(signature) = RoundSignature::from_bytes(data) {
        assert_eq!(signature.to_bytes(), data, "one signature has one form");
    }
}

pub(super) fn keys() -> Vec<Vec<u8>> {
    vec![
        beacon().public_key().to_bytes().to_vec(),
        beacon().sign(ROUND).to_bytes().to_vec(),
    ]
}

type Payload = PulsesPayload<MultiSigner, BlockNumber>;

/// What the beacon publishes, and the transaction that carries it: as an answer of a server, as a
/// payload for the pool, and as the argument of the call.
pub fn drand_pulse(data: &[u8]) {
    if let Some(pulse) = pallet_drand::worker::parse_answer(data) {
        assert!(pulse.randomness.len() <= 32);
    }
    let Ok(payload) = Payload::decode(&mut &data[..]) else {
        return;
    };
    on_a_chain(|| {
        let transaction = signed(payload.clone());
        let hash = System::block_hash(0);
        let _validity =
            Executive::validate_transaction(TransactionSource::External, transaction, hash);
        let call = Call::write_pulse {
            pulses_payload: payload,
            signature: None,
        };
        let _stored = RuntimeCall::Drand(call).dispatch(RuntimeOrigin::none());
    });
}

/// A payload with a true signature, if its key is the one that is used here.
fn signed(payload: Payload) -> UncheckedExtrinsic {
    let pair = sp_core::ed25519::Pair::from_seed(&[7; 32]);
    let signature = MultiSignature::Ed25519(pair.sign(&payload.encode()));
    UncheckedExtrinsic::new_bare(RuntimeCall::Drand(Call::write_pulse {
        pulses_payload: payload,
        signature: Some(signature),
    }))
}

fn payload() -> Payload {
    let signature = beacon().sign(ROUND);
    let pulse = Pulse {
        round: ROUND,
        randomness: signature
            .randomness()
            .to_vec()
            .try_into()
            .unwrap_or_default(),
        signature: signature.to_bytes().to_vec().try_into().unwrap_or_default(),
    };
    let pair = sp_core::ed25519::Pair::from_seed(&[7; 32]);
    PulsesPayload {
        block_number: 1,
        pulses: vec![pulse],
        public: MultiSigner::Ed25519(pair.public()),
    }
}

pub(super) fn pulse_transaction() -> UncheckedExtrinsic {
    signed(payload())
}

pub(super) fn pulses() -> Vec<Vec<u8>> {
    let signature = beacon().sign(ROUND);
    let hex = |bytes: &[u8]| -> String { bytes.iter().map(|byte| format!("{byte:02x}")).collect() };
    let answer = format!(
        r#"{{"round":{ROUND},"randomness":"{}","signature":"{}"}}"#,
        hex(&signature.randomness()),
        hex(&signature.to_bytes())
    );
    vec![payload().encode(), answer.into_bytes()]
}
