//! Types of calls and storage.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Precompiles of the Ethereum machine, by what they give access to.
#[allow(
    missing_docs,
    reason = "each variant is named after what it gives access to"
)]
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
)]
#[scale_info(replace_segment("types", "pallet"))]
pub enum PrecompileEnum {
    BalanceTransfer,
    Staking,
    Subnet,
    Metagraph,
    Neuron,
    UidLookup,
    Alpha,
    Crowdloan,
    Proxy,
    Leasing,
    AddressMapping,
    VotingPower,
    AccountBalance,
}
