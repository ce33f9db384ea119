//! What a signer signs, and what is sent with the signature.
//!
//! The metadata lists the extensions of a transaction by name. Each adds bytes to the transaction,
//! bytes to what is signed, or nothing:
//!
//! | extension | in the transaction | signed only |
//! |---|---|---|
//! | `CheckSpecVersion`, `CheckTxVersion` | | the version, 4 bytes |
//! | `CheckGenesis` | | hash of block 0 |
//! | `CheckMortality` | era | hash of the block in which the era begins |
//! | `CheckNonce` | compact nonce | |
//! | `ChargeTransactionPayment` | compact tip | |
//! | `CheckMetadataHash` | whether there is a hash | the hash or none |
//!
//! Any other must be empty, or the signature could not fit: it is refused by name.

use super::{ChainCodec, CodecError};
use subxt::ext::codec::{Compact, Encode};

/// Which chain, and which version of it, a signature is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChainIdentity {
    /// Hash of block 0.
    pub genesis_hash: [u8; 32],
    /// Version of the runtime.
    pub spec_version: u32,
    /// Version of the transaction format.
    pub transaction_version: u32,
}

/// How long a transaction is valid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Era {
    /// For ever.
    Immortal,
    /// During `period_blocks` (a power of two from 4 to 65,536; others are rounded up) around
    /// block `current`, beginning with the block of this hash.
    Mortal {
        /// Length of the era.
        period_blocks: u32,
        /// A block of the era: the latest known one.
        current: u32,
        /// Hash of [`Era::birth_block`].
        birth_hash: [u8; 32],
    },
}

impl Era {
    /// Number of the block in which an era of this length around `current` begins.
    pub fn birth_block(period_blocks: u32, current: u32) -> u32 {
        let (period, phase) = quantised(period_blocks, current);
        let back = current.max(phase).wrapping_sub(phase) % period;
        current.max(phase).saturating_sub(back)
    }

    /// The last block that may hold a transaction of this era; `None` if any may.
    pub fn last_block(&self) -> Option<u32> {
        match *self {
            Self::Immortal => None,
            Self::Mortal {
                period_blocks,
                current,
                ..
            } => {
                let (period, _) = quantised(period_blocks, current);
                let birth = Self::birth_block(period_blocks, current);
                Some(birth.saturating_add(period.saturating_sub(1)))
            }
        }
    }

    /// One byte for an immortal era, two for a mortal one: the length in four bits, then the
    /// phase in steps of the length's 4,096th part.
    fn encode(self) -> Vec<u8> {
        match self {
            Self::Immortal => vec![0],
            Self::Mortal {
                period_blocks,
                current,
                ..
            } => {
                let (period, phase) = quantised(period_blocks, current);
                let length = period.trailing_zeros().saturating_sub(1).clamp(1, 15);
                let step = (period >> 12).max(1);
                let word = length | (phase.checked_div(step).unwrap_or(0) << 4);
                word.to_le_bytes().into_iter().take(2).collect()
            }
        }
    }
}

/// The era's length as a power of two, and how far `current` is into it, in whole steps.
fn quantised(period_blocks: u32, current: u32) -> (u32, u32) {
    let period = period_blocks
        .clamp(4, 1 << 16)
        .next_power_of_two()
        .min(1 << 16);
    let step = (period >> 12).max(1);
    let phase = current % period / step * step;
    (period, phase)
}

/// What a signer decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signing {
    /// How long the transaction is valid.
    pub era: Era,
    /// Number of transactions that the account has sent.
    pub nonce: u32,
    /// Paid to the author on top of the fee.
    pub tip_rao: u64,
    /// Hash of the metadata that a device showed its user.
    pub metadata_hash: Option<[u8; 32]>,
}

/// Kind of a signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CryptoType {
    /// Edwards curve, 64 bytes.
    Ed25519,
    /// Schnorrkel, 64 bytes.
    Sr25519,
    /// secp256k1 with recovery, 65 bytes.
    Ecdsa,
}

impl CryptoType {
    const fn signature_bytes(self) -> usize {
        match self {
            Self::Ed25519 | Self::Sr25519 => 64,
            Self::Ecdsa => 65,
        }
    }
}

impl ChainCodec {
    /// The bytes that are signed for a call, before the hash that replaces them when there are
    /// more than 256 ([`signed_bytes`](Self::signed_bytes)).
    ///
    /// # Errors
    /// [`CodecError::Extension`] when the chain wants something signed that is unknown here.
    pub fn signer_payload(
        &self,
        call: &[u8],
        chain: &ChainIdentity,
        signing: &Signing,
    ) -> Result<Vec<u8>, CodecError> {
        let (explicit, implicit) = self.extensions(chain, signing)?;
        Ok([call, &explicit, &implicit].concat())
    }

    /// What the key really signs: the payload, or its hash when it is long.
    ///
    /// # Errors
    /// As [`signer_payload`](Self::signer_payload).
    pub fn signed_bytes(
        &self,
        call: &[u8],
        chain: &ChainIdentity,
        signing: &Signing,
    ) -> Result<Vec<u8>, CodecError> {
        /// Longest payload that is signed itself.
        const MAX_PLAIN_BYTES: usize = 256;
        let payload = self.signer_payload(call, chain, signing)?;
        Ok(if payload.len() > MAX_PLAIN_BYTES {
            sp_crypto_hashing::blake2_256(&payload).to_vec()
        } else {
            payload
        })
    }

    /// The signed transaction, ready for `author_submitExtrinsic`.
    ///
    /// # Errors
    /// As [`signer_payload`](Self::signer_payload), and when the signature has another length than
    /// its kind.
    pub fn assemble(
        &self,
        call: &[u8],
        signer: &[u8; 32],
        crypto: CryptoType,
        signature: &[u8],
        chain: &ChainIdentity,
        signing: &Signing,
    ) -> Result<Vec<u8>, CodecError> {
        /// Version 4 with the bit that says "signed".
        const SIGNED_V4: u8 = 0x84;
        /// The address is an account.
        const ADDRESS_ID: u8 = 0;
        if signature.len() != crypto.signature_bytes() {
            let expected = crypto.signature_bytes();
            let cause = format!("{} bytes, {expected} expected", signature.len());
            return Err(CodecError::arguments("the signature", cause));
        }
        let (explicit, _) = self.extensions(chain, signing)?;
        let body = [
            [SIGNED_V4, ADDRESS_ID].as_slice(),
            signer,
            &[crypto as u8],
            signature,
            &explicit,
            call,
        ]
        .concat();
        Ok(body.encode())
    }

    /// Hash by which a transaction is found again: over all its bytes with the length in front.
    pub fn extrinsic_hash(extrinsic: &[u8]) -> [u8; 32] {
        sp_crypto_hashing::blake2_256(extrinsic)
    }

    /// The bytes of all extensions: in the transaction, and signed only.
    fn extensions(
        &self,
        chain: &ChainIdentity,
        signing: &Signing,
    ) -> Result<(Vec<u8>, Vec<u8>), CodecError> {
        let (mut explicit, mut implicit) = (Vec::new(), Vec::new());
        let unknown = |identifier: &str| CodecError::Extension {
            identifier: identifier.into(),
        };
        let extensions = self
            .metadata
            .extrinsic()
            .transaction_extensions_by_version(0)
            .ok_or_else(|| unknown("transactions without extensions of version 0"))?;
        for extension in extensions {
            match extension.identifier() {
                "CheckSpecVersion" => chain.spec_version.encode_to(&mut implicit),
                "CheckTxVersion" => chain.transaction_version.encode_to(&mut implicit),
                "CheckGenesis" => chain.genesis_hash.encode_to(&mut implicit),
                "CheckMortality" => {
                    explicit.extend(signing.era.encode());
                    implicit.extend(match signing.era {
                        Era::Immortal => chain.genesis_hash,
                        Era::Mortal { birth_hash, .. } => birth_hash,
                    });
                }
                "CheckNonce" => Compact(signing.nonce).encode_to(&mut explicit),
                "ChargeTransactionPayment" => Compact(signing.tip_rao).encode_to(&mut explicit),
                "CheckMetadataHash" => {
                    signing.metadata_hash.is_some().encode_to(&mut explicit);
                    signing.metadata_hash.encode_to(&mut implicit);
                }
                other => {
                    let is_empty = self.is_empty_type(extension.extra_ty())
                        && self.is_empty_type(extension.additional_ty());
                    if !is_empty {
                        return Err(unknown(other));
                    }
                }
            }
        }
        Ok((explicit, implicit))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eras_are_encoded_as_the_protocol_does() {
        let mortal = |period_blocks, current| {
            Era::Mortal {
                period_blocks,
                current,
                birth_hash: [0; 32],
            }
            .encode()
        };
        assert_eq!(Era::Immortal.encode(), [0]);
        assert_eq!(mortal(64, 282), [0xa5, 0x01]);
        assert_eq!(mortal(64, 42), [0xa5, 0x02]);
        // 65,536 blocks in steps of 16.
        assert_eq!(mortal(32_768, 20_000), [0x4e, 0x9c]);
        assert_eq!(mortal(5, 3), mortal(8, 3));
        assert_eq!(mortal(1, 3), mortal(4, 3));
        assert_eq!(mortal(u32::MAX, 0), [15, 0]);
    }

    #[test]
    fn an_era_ends_with_its_length() {
        let last = |period_blocks, current| {
            Era::Mortal {
                period_blocks,
                current,
                birth_hash: [0; 32],
            }
            .last_block()
        };
        assert_eq!(last(64, 282), Some(345));
        assert_eq!(last(5, 100), Some(107));
        assert_eq!(last(8, 0), Some(7));
        assert_eq!(Era::Immortal.last_block(), None);
    }

    #[test]
    fn an_era_begins_at_or_before_the_current_block() {
        assert_eq!(Era::birth_block(64, 282), 282);
        // A long era counts in steps, so it begins up to one step before.
        assert_eq!(Era::birth_block(65_536, 65_536 + 33), 65_536 + 32);
        for current in 0..10_000 {
            let birth = Era::birth_block(32_768, current);
            assert!(
                birth <= current && current - birth < 8,
                "{current}: {birth}"
            );
        }
    }
}
