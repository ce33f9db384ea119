//! Types of the pallet's storage and calls.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_arithmetic::Perquintill;

/// Weights of a pool: the TAO side's share; alpha has the rest.
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
pub struct Balancer {
    quote: Perquintill,
}

impl Default for Balancer {
    fn default() -> Self {
        taonet_amm::Balancer::default().into()
    }
}

impl From<taonet_amm::Balancer> for Balancer {
    fn from(balancer: taonet_amm::Balancer) -> Self {
        Self {
            quote: Perquintill::from_parts(balancer.quote_weight()),
        }
    }
}

impl From<Balancer> for taonet_amm::Balancer {
    fn from(stored: Balancer) -> Self {
        // Only weights in range are ever stored.
        Self::new(stored.quote.deconstruct()).unwrap_or_default()
    }
}

/// Logarithmic price of the historic positions.
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
pub struct TickIndex(i32);

/// Number of a historic position.
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
pub struct PositionId(u128);

impl Balancer {
    /// The TAO side's weight in parts of 10¹⁸.
    #[must_use]
    pub const fn deconstruct(self) -> u64 {
        self.quote.deconstruct()
    }
}
