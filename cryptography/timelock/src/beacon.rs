//! Keys of a beacon, and its signatures.

use ark_bls12_381::{Bls12_381, Fr, G1Affine, G1Projective, G2Affine, g1};
use ark_ec::{
    AffineRepr, CurveGroup, PrimeGroup,
    hashing::{HashToCurve, curve_maps::wb::WBMap, map_to_curve_hasher::MapToCurveBasedHasher},
    pairing::Pairing,
};
use ark_ff::{PrimeField, Zero, field_hashers::DefaultFieldHasher};
use ark_serialize::{CanonicalDeserialize, CanonicalSerialize};
use core::fmt;
use sha2::{Digest, Sha256};

use crate::TimelockError;

/// Bytes of a public key.
pub const PUBLIC_KEY_BYTES: usize = 96;

/// Bytes of the signature of a round.
pub const SIGNATURE_BYTES: usize = 48;

/// The public key of drand's quicknet.
pub const QUICKNET_PUBLIC_KEY: [u8; PUBLIC_KEY_BYTES] = [
    0x83, 0xcf, 0x0f, 0x28, 0x96, 0xad, 0xee, 0x7e, 0xb8, 0xb5, 0xf0, 0x1f, 0xca, 0xd3, 0x91, 0x22,
    0x12, 0xc4, 0x37, 0xe0, 0x07, 0x3e, 0x91, 0x1f, 0xb9, 0x00, 0x22, 0xd3, 0xe7, 0x60, 0x18, 0x3c,
    0x8c, 0x4b, 0x45, 0x0b, 0x6a, 0x0a, 0x6c, 0x3a, 0xc6, 0xa5, 0x77, 0x6a, 0x2d, 0x10, 0x64, 0x51,
    0x0d, 0x1f, 0xec, 0x75, 0x8c, 0x92, 0x1c, 0xc2, 0x2b, 0x0e, 0x17, 0xe6, 0x3a, 0xaf, 0x4b, 0xcb,
    0x5e, 0xd6, 0x63, 0x04, 0xde, 0x9c, 0xf8, 0x09, 0xbd, 0x27, 0x4c, 0xa7, 0x3b, 0xab, 0x4a, 0xf5,
    0xa6, 0xe9, 0xc7, 0x6a, 0x4b, 0xc0, 0x9e, 0x76, 0xea, 0xe8, 0x99, 0x1e, 0xf5, 0xec, 0xe4, 0x5a,
];

/// Domain of the hash to G1 (RFC 9380).
const DOMAIN: &[u8] = b"BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_";

type G2Prepared = <Bls12_381 as Pairing>::G2Prepared;
type HashToG1 =
    MapToCurveBasedHasher<G1Projective, DefaultFieldHasher<Sha256, 128>, WBMap<g1::Config>>;

/// The point of G1 that stands for a round. `None` cannot happen on this curve.
pub(crate) fn identity_of(round: u64) -> Option<G1Affine> {
    let message = Sha256::digest(round.to_be_bytes());
    HashToG1::new(DOMAIN).ok()?.hash(&message).ok()
}

/// A beacon's public key, ready for pairings.
#[derive(Clone)]
pub struct BeaconPublicKey {
    point: G2Affine,
    // The lines of the Miller loop, so that every pairing with the key is half as long.
    prepared: G2Prepared,
    generator: G2Prepared,
}

impl BeaconPublicKey {
    /// Reads the 96 bytes of a key.
    ///
    /// # Errors
    /// [`TimelockError::PublicKey`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, TimelockError> {
        if bytes.len() != PUBLIC_KEY_BYTES {
            return Err(TimelockError::PublicKey);
        }
        let point =
            G2Affine::deserialize_compressed(bytes).map_err(|_| TimelockError::PublicKey)?;
        if point.is_zero() {
            return Err(TimelockError::PublicKey);
        }
        Ok(Self::of_point(point))
    }

    /// The key of drand's quicknet.
    ///
    /// # Errors
    /// None: the key is a constant. The type follows [`Self::from_bytes`].
    pub fn quicknet() -> Result<Self, TimelockError> {
        Self::from_bytes(&QUICKNET_PUBLIC_KEY)
    }

    fn of_point(point: G2Affine) -> Self {
        Self {
            point,
            prepared: point.into(),
            generator: G2Affine::generator().into(),
        }
    }

    /// The 96 bytes of the key.
    pub fn to_bytes(&self) -> [u8; PUBLIC_KEY_BYTES] {
        compressed(&self.point)
    }

    /// The point with its lines, for one pairing.
    pub(crate) fn prepared(&self) -> G2Prepared {
        self.prepared.clone()
    }

    /// Whether the signature is the beacon's for this round: one product of two pairings.
    pub fn verify(&self, round: u64, signature: &RoundSignature) -> bool {
        let Some(identity) = identity_of(round) else {
            return false;
        };
        let minus_identity: G1Affine = -identity;
        Bls12_381::multi_pairing(
            [signature.0, minus_identity],
            [self.generator.clone(), self.prepared.clone()],
        )
        .is_zero()
    }
}

impl PartialEq for BeaconPublicKey {
    fn eq(&self, other: &Self) -> bool {
        self.point == other.point
    }
}

impl Eq for BeaconPublicKey {}

impl fmt::Debug for BeaconPublicKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("BeaconPublicKey(0x")?;
        for byte in self.to_bytes() {
            write!(formatter, "{byte:02x}")?;
        }
        formatter.write_str(")")
    }
}

/// What a beacon publishes for a round: the key to all that was encrypted to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoundSignature(pub(crate) G1Affine);

impl RoundSignature {
    /// Reads the 48 bytes of a signature. Whether it is true is up to
    /// [`BeaconPublicKey::verify`].
    ///
    /// # Errors
    /// [`TimelockError::Signature`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, TimelockError> {
        if bytes.len() != SIGNATURE_BYTES {
            return Err(TimelockError::Signature);
        }
        let point =
            G1Affine::deserialize_compressed(bytes).map_err(|_| TimelockError::Signature)?;
        Ok(Self(point))
    }

    /// The 48 bytes of the signature.
    pub fn to_bytes(&self) -> [u8; SIGNATURE_BYTES] {
        compressed(&self.0)
    }

    /// The randomness that drand derives from a round: SHA-256 of the signature.
    pub fn randomness(&self) -> [u8; 32] {
        Sha256::digest(self.to_bytes()).into()
    }
}

/// The secret of a local beacon. Whoever holds it opens every lock at once.
#[derive(Clone)]
pub struct BeaconSecretKey(Fr);

impl BeaconSecretKey {
    /// The key that follows from a seed of any length.
    pub fn from_seed(seed: &[u8]) -> Self {
        // Twice the width of the field, so that reducing favours no value.
        let mut wide = [0u8; 64];
        for (half, counter) in wide.chunks_mut(32).zip(0u8..) {
            let digest = Sha256::new()
                .chain_update([counter])
                .chain_update(seed)
                .finalize();
            half.copy_from_slice(&digest);
        }
        let secret = Fr::from_be_bytes_mod_order(&wide);
        Self(if secret.is_zero() {
            Fr::from(1u8)
        } else {
            secret
        })
    }

    /// The key that everybody may know.
    pub fn public_key(&self) -> BeaconPublicKey {
        let point = <Bls12_381 as Pairing>::G2::generator() * self.0;
        BeaconPublicKey::of_point(point.into_affine())
    }

    /// The signature of a round.
    pub fn sign(&self, round: u64) -> RoundSignature {
        let point = identity_of(round).unwrap_or_else(G1Affine::identity) * self.0;
        RoundSignature(point.into_affine())
    }
}

impl fmt::Debug for BeaconSecretKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("BeaconSecretKey(..)")
    }
}

/// A point in compressed form. The length fits by definition; were it ever shorter, zeros follow.
pub(crate) fn compressed<const N: usize>(point: &impl CanonicalSerialize) -> [u8; N] {
    let mut bytes = [0u8; N];
    // Fails only for want of room.
    let _ = point.serialize_compressed(&mut bytes[..]);
    bytes
}
