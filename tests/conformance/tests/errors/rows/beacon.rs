//! Pulses of the beacon. They come as transactions that nobody signs, which the pool checks first;
//! root can have them dispatched without.

use crate::play::Table;
use pallet_drand::{BeaconConfig, BeaconConfiguration, LastStoredRound, Pulse, PulsesPayload};
use sp_core::sr25519;
use taonet_primitives::MultiSigner;
use taonet_runtime::{Runtime, RuntimeCall};
use taonet_timelock::BeaconSecretKey;

pub(super) fn rows(t: &mut Table) {
    t.pallet("Drand");
    t.row("PulseVerificationError", |w| {
        let garbled = Pulse {
            round: 1,
            ..Default::default()
        };
        w.by_nobody(write(garbled))
    });
    t.row("InvalidRoundNumber", |w| {
        let beacon = BeaconSecretKey::from_seed(b"rows");
        let signature = beacon.sign(7);
        let seventh = Pulse {
            round: 7,
            randomness: signature
                .randomness()
                .to_vec()
                .try_into()
                .unwrap_or_default(),
            signature: signature.to_bytes().to_vec().try_into().unwrap_or_default(),
        };
        w.state(|| {
            let key = beacon.public_key().to_bytes();
            BeaconConfig::<Runtime>::put(BeaconConfiguration::local(&key, 3, 0));
            LastStoredRound::<Runtime>::put(7);
        });
        w.by_nobody(write(seventh))
    });
}

fn write(pulse: Pulse) -> RuntimeCall {
    let pulses_payload = PulsesPayload {
        block_number: 1,
        pulses: vec![pulse],
        public: MultiSigner::Sr25519(sr25519::Public::from_raw([0; 32])),
    };
    RuntimeCall::Drand(pallet_drand::Call::write_pulse {
        pulses_payload,
        signature: None,
    })
}
