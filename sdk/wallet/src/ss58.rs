//! SS58 addresses: base58 of network prefix, 32-byte key and two checksum bytes.

use blake2::{Blake2b512, Digest};
use ss58_registry::Ss58AddressFormat;

use crate::AddressError;

/// The prefix of Bittensor (and of generic Substrate) addresses.
pub const BITTENSOR_PREFIX: u16 = 42;

/// The largest prefix that the two-byte form can carry.
const MAX_PREFIX: u16 = 0x3fff;

/// Longest text that can be an address of a 32-byte key; longer input is not decoded at all.
const MAX_TEXT: usize = 64;

/// Writes the address of `key` under `prefix`; bits of the prefix above 14 are dropped.
#[must_use]
pub fn encode(key: &[u8; 32], prefix: u16) -> String {
    let mut bytes = Vec::with_capacity(36);
    let prefix = prefix & MAX_PREFIX;
    if prefix < 64 {
        bytes.push(prefix.to_le_bytes()[0]);
    } else {
        // 14 bits over two bytes: the first holds bits 2..8 under the mark 0b01, the second has
        // bits 8..14 low and bits 0..2 high.
        let [low, high] = prefix.to_le_bytes();
        bytes.push((low >> 2) | 0b0100_0000);
        bytes.push(high | ((low & 0b11) << 6));
    }
    bytes.extend_from_slice(key);
    let checksum = checksum(&bytes);
    bytes.extend_from_slice(&checksum);
    bs58::encode(bytes).into_string()
}

/// Reads an address and returns its prefix and key.
///
/// # Errors
/// Text that is no base58, of wrong length, with a wrong checksum, or under a prefix that nobody
/// registered.
pub fn decode(text: &str) -> Result<(u16, [u8; 32]), AddressError> {
    if text.len() > MAX_TEXT {
        return Err(AddressError::Length);
    }
    let bytes = bs58::decode(text)
        .into_vec()
        .map_err(|_| AddressError::NotBase58)?;
    let (prefix, prefix_length) = match *bytes.as_slice() {
        [first @ 0..64, ..] => (u16::from(first), 1),
        [first @ 64..128, second, ..] => {
            let low = (first << 2) | (second >> 6);
            (u16::from_le_bytes([low, second & 0b0011_1111]), 2)
        }
        _ => return Err(AddressError::Length),
    };
    let (body, sum) = bytes.split_last_chunk::<2>().ok_or(AddressError::Length)?;
    let key: [u8; 32] = body
        .get(prefix_length..)
        .and_then(|key| key.try_into().ok())
        .ok_or(AddressError::Length)?;
    if checksum(body) != *sum {
        return Err(AddressError::Checksum);
    }
    if Ss58AddressFormat::custom(prefix).is_custom() {
        return Err(AddressError::UnknownPrefix(prefix));
    }
    Ok((prefix, key))
}

/// The prefix of an address that is good but not of this network: a reason to warn.
#[must_use]
pub fn foreign_prefix(text: &str) -> Option<u16> {
    let (prefix, _) = decode(text).ok()?;
    (prefix != BITTENSOR_PREFIX).then_some(prefix)
}

fn checksum(body: &[u8]) -> [u8; 2] {
    let digest: [u8; 64] = Blake2b512::new()
        .chain_update(b"SS58PRE")
        .chain_update(body)
        .finalize()
        .into();
    let [first, second, ..] = digest;
    [first, second]
}
