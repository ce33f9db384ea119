//! What a hotkey publishes on a subnet, in clear or until a round of the beacon.

use super::arguments::{Argument, bytes};
use crate::{Call, ClientError};
use serde_json::{Value as Json, json};

calls! { "Commitments";
    /// Bytes that one hotkey may publish in a tempo. Root only.
    set_max_space(limit_bytes = "new_limit": u32);
}

/// One part of a commitment. The chain takes up to three in one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CommitmentField {
    /// Bytes that everybody reads, at most 512.
    Raw(Vec<u8>),
    /// BLAKE2b-256 of something.
    BlakeTwo256([u8; 32]),
    /// SHA-256 of something.
    Sha256([u8; 32]),
    /// Keccak-256 of something.
    Keccak256([u8; 32]),
    /// SHA3-256 of something.
    ShaThree256([u8; 32]),
    /// Encrypted to a round of the beacon, at which the chain opens it.
    Timelocked {
        /// What is encrypted.
        encrypted: Vec<u8>,
        /// The round.
        reveal_round: u64,
    },
    /// Asks the chain to forget the bonds to this hotkey.
    ResetBonds,
}

impl CommitmentField {
    fn to_json(&self) -> Result<Json, ClientError> {
        /// Longest bytes that have a variant of their own for each length.
        const MAX_RAW: usize = 128;
        /// Longest bytes at all.
        const MAX_BIG_RAW: usize = 512;
        Ok(match self {
            Self::Raw(raw) if raw.len() <= MAX_RAW => {
                json!({ format!("Raw{}", raw.len()): bytes(raw) })
            }
            Self::Raw(raw) if raw.len() <= MAX_BIG_RAW => json!({ "BigRaw": bytes(raw) }),
            Self::Raw(raw) => {
                return Err(ClientError::InvalidArgument {
                    what: "a commitment".to_owned(),
                    cause: format!("{} bytes, {MAX_BIG_RAW} are the most", raw.len()),
                });
            }
            Self::BlakeTwo256(hash) => json!({ "BlakeTwo256": bytes(hash) }),
            Self::Sha256(hash) => json!({ "Sha256": bytes(hash) }),
            Self::Keccak256(hash) => json!({ "Keccak256": bytes(hash) }),
            Self::ShaThree256(hash) => json!({ "ShaThree256": bytes(hash) }),
            Self::Timelocked {
                encrypted,
                reveal_round,
            } => json!({
                "TimelockEncrypted": { "encrypted": bytes(encrypted), "reveal_round": reveal_round }
            }),
            Self::ResetBonds => "ResetBondsFlag".into(),
        })
    }
}

/// Publishes something on a subnet, in the place of what the signing hotkey published before.
///
/// Fails with [`ClientError::InvalidArgument`] when bytes are longer than 512.
pub fn set_commitment(netuid: u16, fields: &[CommitmentField]) -> Result<Call, ClientError> {
    let fields: Vec<Json> = fields
        .iter()
        .map(CommitmentField::to_json)
        .collect::<Result<_, _>>()?;
    Ok(Call::new(
        "Commitments",
        "set_commitment",
        [
            ("netuid", netuid.into_json()),
            ("info", json!({ "fields": fields })),
        ],
    ))
}
