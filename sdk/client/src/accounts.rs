//! Accounts that nobody holds a key of.

use crate::AccountId;

/// The account that `threshold` of the signatories control together. Their order does not matter.
///
/// It is the hash of a fixed prefix, the sorted signatories and the threshold.
pub fn multisig_account(signatories: &[AccountId], threshold: u16) -> AccountId {
    const PREFIX: &[u8; 16] = b"modlpy/utilisuba";
    let mut sorted = signatories.to_vec();
    sorted.sort_unstable();
    let encoded = subxt::ext::codec::Encode::encode(&(PREFIX, sorted, threshold));
    sp_crypto_hashing::blake2_256(&encoded)
}
