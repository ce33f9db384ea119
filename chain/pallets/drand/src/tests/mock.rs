//! The chain, its beacons, and pulses of both.

use frame_support::derive_impl;
use frame_system::offchain::{CreateBare, CreateTransactionBase};
use sp_core::{Encode, Pair, sr25519};
use sp_runtime::{
    BuildStorage,
    testing::TestXt,
    traits::{ConstU64, IdentityLookup},
};
use taonet_primitives::{MultiSignature, MultiSigner};
use taonet_timelock::BeaconSecretKey;

use crate::{self as pallet_drand, *};

type Block = frame_system::mocking::MockBlock<Test>;

frame_support::construct_runtime!(
    pub enum Test {
        System: frame_system = 0,
        Drand: pallet_drand = 26,
    }
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
    type Block = Block;
    type Lookup = IdentityLookup<u64>;
}

impl CreateTransactionBase<Call<Test>> for Test {
    type Extrinsic = TestXt<RuntimeCall, ()>;
    type RuntimeCall = RuntimeCall;
}

impl CreateBare<Call<Test>> for Test {
    fn create_bare(call: RuntimeCall) -> Self::Extrinsic {
        TestXt::new_bare(call)
    }
}

impl Config for Test {
    type UnsignedPriority = ConstU64<1_048_576>;
    type HttpFetchTimeout = ConstU64<1_000>;
}

pub(super) type Payload = PulsesPayload<MultiSigner, u64>;

/// Signature of quicknet's round 1,000.
pub(super) const QUICKNET_1000: &str = "b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39";

/// A chain at block 10 that listens to quicknet.
pub(super) fn quicknet_chain() -> sp_io::TestExternalities {
    chain(pallet_drand::GenesisConfig::default())
}

/// A chain at block 10 that listens to [`local_beacon`].
pub(super) fn local_chain() -> sp_io::TestExternalities {
    chain(pallet_drand::GenesisConfig {
        public_key: local_beacon().public_key().to_bytes().to_vec(),
        period_s: 3,
        genesis_time_s: 0,
        ..Default::default()
    })
}

fn chain(drand: pallet_drand::GenesisConfig<Test>) -> sp_io::TestExternalities {
    let config = RuntimeGenesisConfig {
        drand,
        ..Default::default()
    };
    let mut ext = sp_io::TestExternalities::new(config.build_storage().unwrap());
    ext.execute_with(|| System::set_block_number(10));
    ext
}

pub(super) fn local_beacon() -> BeaconSecretKey {
    BeaconSecretKey::from_seed(b"local")
}

/// A pulse of the local beacon.
pub(super) fn local_pulse(round: u64) -> Pulse {
    let signature = local_beacon().sign(round);
    Pulse {
        round,
        randomness: signature.randomness().to_vec().try_into().unwrap(),
        signature: signature.to_bytes().to_vec().try_into().unwrap(),
    }
}

/// Quicknet's pulse 1,000.
pub(super) fn quicknet_pulse() -> Pulse {
    let signature = hex::decode(QUICKNET_1000).unwrap();
    Pulse {
        round: 1_000,
        randomness: sp_io::hashing::sha2_256(&signature)
            .to_vec()
            .try_into()
            .unwrap(),
        signature: signature.try_into().unwrap(),
    }
}

fn worker_key() -> sr25519::Pair {
    sr25519::Pair::from_seed(&[7; 32])
}

/// A payload of the worker's key.
pub(super) fn payload(pulses: Vec<Pulse>, block_number: u64) -> Payload {
    PulsesPayload {
        block_number,
        pulses,
        public: MultiSigner::Sr25519(worker_key().public()),
    }
}

/// The call with the payload signed.
pub(super) fn signed(payload: Payload) -> Call<Test> {
    let signature = worker_key().sign(&payload.encode());
    Call::write_pulse {
        pulses_payload: payload,
        signature: Some(MultiSignature::Sr25519(signature)),
    }
}

/// Dispatches `write_pulse` as a block does.
pub(super) fn write(pulses: Vec<Pulse>) -> frame_support::pallet_prelude::DispatchResult {
    Drand::write_pulse(RuntimeOrigin::none(), payload(pulses, 10), None)
}
