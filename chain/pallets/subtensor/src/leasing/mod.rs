//! Leases: subnets that a crowd pays for and one of them runs.
//!
//! 1. A crowdloan that is finalised calls `register_leased_network`. Two accounts are derived from
//!    the lease's number, a coldkey that owns the subnet and a hotkey that stands for it; nobody
//!    holds their keys ([`registration`]).
//! 2. The creator of the crowdloan is the *beneficiary*: a proxy lets it run the subnet, though not
//!    move its money. TAO that the registration did not need goes back to the contributors.
//! 3. An agreed part of the owner's cut is shared out, to each contributor as much as it paid, the
//!    rest to the beneficiary ([`dividends`]).
//! 4. When a lease with an end is over, the beneficiary takes the subnet, and what the lease's
//!    accounts still hold ([`ending`]). When the subnet is dissolved instead, its TAO is shared out
//!    like the dividends.

mod dividends;
mod ending;
mod registration;

#[cfg(test)]
mod tests;

use crate::*;
use codec::{Decode, Encode};
use sp_runtime::traits::TrailingZeroInput;

impl<T: Config> Pallet<T> {
    /// The coldkey that owns the subnet of a lease.
    pub fn lease_coldkey(lease_id: u32) -> T::AccountId {
        Self::lease_account("leasing/coldkey", lease_id)
    }

    /// The hotkey that stands for the owner of the subnet of a lease.
    pub fn lease_hotkey(lease_id: u32) -> T::AccountId {
        Self::lease_account("leasing/hotkey", lease_id)
    }

    fn lease_account(purpose: &str, lease_id: u32) -> T::AccountId {
        let hash = (purpose, lease_id).using_encoded(sp_io::hashing::blake2_256);
        // Account ids decode from any bytes, so this cannot fail; the fallback only satisfies the
        // types.
        T::AccountId::decode(&mut TrailingZeroInput::new(&hash))
            .unwrap_or_else(|_| Self::zero_account())
    }
}
