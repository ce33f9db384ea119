//! The two forms in which weights are committed to: a hash, and a text that only time opens.

use subxt::ext::codec::Encode;
use taonet_timelock::{BeaconPublicKey, Randomness};

use super::WeightsError;
use crate::AccountId;

/// Version of the payload of timelocked commits: the one that names its hotkey. Version 3 does not,
/// so that anybody could submit a copied ciphertext as his own; it is never written.
pub const COMMIT_REVEAL_VERSION: u16 = 4;

/// Largest timelocked commit that the chain keeps, in bytes.
pub const MAX_COMMIT_BYTES: usize = 5_000;

/// Numbers of a fresh salt: 256 bits.
pub const SALT_LENGTH: usize = 16;

/// What a commit stands for, exactly as it will be revealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommittedRow {
    /// Key that commits.
    pub hotkey: AccountId,
    /// Subnet and mechanism: see [`super::storage_index`].
    pub storage_index: u16,
    /// Neurons.
    pub uids: Vec<u16>,
    /// Their weights.
    pub values: Vec<u16>,
    /// Version that the validator runs.
    pub version_key: u64,
}

/// The hash that commits to a row under a salt.
pub fn commit_hash(row: &CommittedRow, salt: &[u16]) -> [u8; 32] {
    let preimage = (
        row.hotkey,
        row.storage_index,
        &row.uids,
        &row.values,
        salt,
        row.version_key,
    );
    sp_crypto_hashing::blake2_256(&preimage.encode())
}

/// A salt that nobody can guess.
///
/// # Errors
/// [`WeightsError::Randomness`].
pub fn fresh_salt() -> Result<Vec<u16>, WeightsError> {
    Ok(random::<{ SALT_LENGTH * 2 }>()?
        .as_chunks::<2>()
        .0
        .iter()
        .map(|pair| u16::from_le_bytes(*pair))
        .collect())
}

/// The plaintext of a timelocked commit.
pub fn timelock_payload(row: &CommittedRow) -> Vec<u8> {
    (row.hotkey.to_vec(), &row.uids, &row.values, row.version_key).encode()
}

/// A row locked until the beacon publishes `round`: the bytes for the chain.
///
/// # Errors
/// [`WeightsError::CommitTooLong`] for more than about 1,150 entries, [`WeightsError::Randomness`].
pub fn timelock_commit(
    beacon: &BeaconPublicKey,
    round: u64,
    row: &CommittedRow,
) -> Result<Vec<u8>, WeightsError> {
    let payload = timelock_payload(row);
    let bytes = taonet_timelock::encrypt(beacon, round, &payload, &fresh_randomness()?)
        .map_err(|_| WeightsError::CommitTooLong {
            bytes: payload.len(),
        })?
        .to_bytes();
    if bytes.len() > MAX_COMMIT_BYTES {
        return Err(WeightsError::CommitTooLong { bytes: bytes.len() });
    }
    Ok(bytes)
}

/// What one timelock needs of chance.
///
/// # Errors
/// [`WeightsError::Randomness`].
pub fn fresh_randomness() -> Result<Randomness, WeightsError> {
    Ok(Randomness {
        key: random()?,
        sigma: random()?,
        nonce: random()?,
    })
}

fn random<const N: usize>() -> Result<[u8; N], WeightsError> {
    let mut bytes = [0; N];
    getrandom::getrandom(&mut bytes).map_err(|error| WeightsError::Randomness {
        cause: error.to_string(),
    })?;
    Ok(bytes)
}
