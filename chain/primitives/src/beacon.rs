//! Where the main pallet meets the random beacon, and what was committed on its subnets.

use crate::NetUid;
use alloc::vec::Vec;

/// The pulses of a beacon that the chain knows and has verified.
pub trait PulseSource {
    /// The beacon's signature of a round, if its pulse is stored.
    fn signature_of(round: u64) -> Option<Vec<u8>>;
    /// The latest round that arrived; 0 before the first.
    fn last_stored_round() -> u64;
}

/// No beacon: nothing that is locked to a round ever opens.
impl PulseSource for () {
    fn signature_of(_: u64) -> Option<Vec<u8>> {
        None
    }

    fn last_stored_round() -> u64 {
        0
    }
}

/// What hotkeys have committed on a subnet.
pub trait CommitmentsSource<AccountId> {
    /// Every account with a commitment and its encoded record, in the order of the storage map.
    fn commitments_of(netuid: NetUid) -> Vec<(AccountId, Vec<u8>)>;
}

/// No commitments.
impl<AccountId> CommitmentsSource<AccountId> for () {
    fn commitments_of(_: NetUid) -> Vec<(AccountId, Vec<u8>)> {
        Vec::new()
    }
}
