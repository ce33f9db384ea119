//! What is stored about commitments.

use codec::{Decode, DecodeWithMemTracking, Encode, Error, Input, MaxEncodedLen};
use frame_support::{BoundedVec, traits::ConstU32};
use scale_info::TypeInfo;
use sp_runtime::traits::AppendZerosInput;

use crate::Data;

/// Most fields of a commitment.
pub const MAX_FIELDS: u32 = 3;

/// The fields of a commitment.
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
pub struct CommitmentInfo {
    /// The fields.
    pub fields: BoundedVec<Data, ConstU32<MAX_FIELDS>>,
}

impl CommitmentInfo {
    /// Bytes that the fields take.
    pub fn space(&self) -> u64 {
        self.fields
            .iter()
            .fold(0, |sum, field| sum.saturating_add(field.space()))
    }

    /// The round of the first timelocked field.
    pub fn first_reveal_round(&self) -> Option<u64> {
        self.fields.iter().find_map(Data::reveal_round)
    }
}

/// A hotkey's commitment on a subnet.
#[derive(Clone, Debug, PartialEq, Eq, Encode, TypeInfo, MaxEncodedLen)]
pub struct Registration<Balance, BlockNumber> {
    /// What was reserved for it: always nothing.
    pub deposit: Balance,
    /// Block of the commitment.
    pub block: BlockNumber,
    /// Its fields.
    pub info: CommitmentInfo,
}

impl<Balance: Decode, BlockNumber: Decode> Decode for Registration<Balance, BlockNumber> {
    /// What is missing at the end counts as zeros, so that records of earlier shapes can be read.
    fn decode<I: Input>(input: &mut I) -> Result<Self, Error> {
        let (deposit, block, info) = Decode::decode(&mut AppendZerosInput::new(input))?;
        Ok(Self {
            deposit,
            block,
            info,
        })
    }
}

/// What a hotkey has used of its space in an epoch.
#[derive(
    Clone,
    Copy,
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
pub struct UsageTracker {
    /// The epoch.
    pub last_epoch: u64,
    /// Bytes.
    pub used_space: u64,
}
