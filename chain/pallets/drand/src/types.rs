//! What travels and what is stored. Names, order and bounds are wire data.

use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{BoundedVec, traits::ConstU32};
use scale_info::TypeInfo;
use taonet_timelock::{QUICKNET, QUICKNET_PUBLIC_KEY};

/// Bytes of up to the given number.
pub type BoundedBytes<const N: u32> = BoundedVec<u8, ConstU32<N>>;

/// What a beacon publishes in a round.
#[derive(
    Clone,
    Debug,
    Default,
    PartialEq,
    Eq,
    Encode,
    Decode,
    DecodeWithMemTracking,
    TypeInfo,
    MaxEncodedLen,
)]
pub struct Pulse {
    /// Number of the round.
    pub round: u64,
    /// SHA-256 of the signature.
    pub randomness: BoundedBytes<32>,
    /// The beacon's signature of the round.
    pub signature: BoundedBytes<144>,
}

/// Pulses on their way from an off-chain worker to the chain.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct PulsesPayload<Public, BlockNumber> {
    /// Block in which the worker ran.
    pub block_number: BlockNumber,
    /// The pulses; the pool takes payloads of one.
    pub pulses: Vec<Pulse>,
    /// Key that signs the payload.
    pub public: Public,
}

/// Which beacon the chain listens to.
#[derive(
    Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen,
)]
pub struct BeaconConfiguration {
    /// The beacon's key, a compressed point of G2.
    pub public_key: BoundedBytes<96>,
    /// Seconds between two rounds.
    pub period: u32,
    /// Unix time of round 1, in seconds.
    pub genesis_time: u32,
    /// Name of the beacon in the paths of its servers.
    pub hash: BoundedBytes<32>,
    /// Hash of the group of its operators.
    pub group_hash: BoundedBytes<32>,
    /// How it signs.
    pub scheme_id: BoundedBytes<32>,
    /// What it is called.
    pub metadata: Metadata,
}

/// Name of a beacon.
#[derive(
    Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen,
)]
pub struct Metadata {
    /// The name.
    pub beacon_id: BoundedBytes<32>,
}

/// A change of the beacon.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct BeaconConfigurationPayload<Public, BlockNumber> {
    /// Block in which it was made.
    pub block_number: BlockNumber,
    /// The beacon from now on.
    pub config: BeaconConfiguration,
    /// Key that signs the payload.
    pub public: Public,
}

/// Signatures in G1 of messages that do not depend on the previous round.
const SCHEME: &[u8] = b"bls-unchained-g1-rfc9380";

/// Name of quicknet in paths.
const QUICKNET_HASH: [u8; 32] = [
    0x52, 0xdb, 0x9b, 0xa7, 0x0e, 0x0c, 0xc0, 0xf6, 0xea, 0xf7, 0x80, 0x3d, 0xd0, 0x74, 0x47, 0xa1,
    0xf5, 0x47, 0x77, 0x35, 0xfd, 0x3f, 0x66, 0x17, 0x92, 0xba, 0x94, 0x60, 0x0c, 0x84, 0xe9, 0x71,
];

/// Hash of quicknet's group.
const QUICKNET_GROUP_HASH: [u8; 32] = [
    0xf4, 0x77, 0xd5, 0xc8, 0x9f, 0x21, 0xa1, 0x7c, 0x86, 0x3a, 0x7f, 0x93, 0x7c, 0x6a, 0x6d, 0x15,
    0x85, 0x94, 0x14, 0xd2, 0xbe, 0x09, 0xcd, 0x44, 0x8d, 0x42, 0x79, 0xaf, 0x33, 0x1c, 0x5d, 0x3e,
];

fn bounded<const N: u32>(bytes: &[u8]) -> BoundedBytes<N> {
    BoundedVec::truncate_from(bytes.to_vec())
}

impl BeaconConfiguration {
    /// drand's quicknet.
    pub fn quicknet() -> Self {
        Self {
            public_key: bounded(&QUICKNET_PUBLIC_KEY),
            period: u32::try_from(QUICKNET.period_s).unwrap_or(u32::MAX),
            genesis_time: u32::try_from(QUICKNET.genesis_s).unwrap_or(u32::MAX),
            hash: bounded(&QUICKNET_HASH),
            group_hash: bounded(&QUICKNET_GROUP_HASH),
            scheme_id: bounded(SCHEME),
            metadata: Metadata {
                beacon_id: bounded(b"quicknet"),
            },
        }
    }

    /// A beacon of one's own with the given key; both its hashes are SHA-256 of the key.
    pub fn local(public_key: &[u8], period_s: u32, genesis_time_s: u32) -> Self {
        let hash = sp_io::hashing::sha2_256(public_key);
        Self {
            public_key: bounded(public_key),
            period: period_s,
            genesis_time: genesis_time_s,
            hash: bounded(&hash),
            group_hash: bounded(&hash),
            scheme_id: bounded(SCHEME),
            metadata: Metadata {
                beacon_id: bounded(b"local"),
            },
        }
    }
}
