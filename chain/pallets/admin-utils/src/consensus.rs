//! Where the pallet meets consensus.

use frame_support::BoundedVec;
use sp_runtime::DispatchResult;

/// Replaces the authorities that author blocks.
pub trait AuthorChange<AuthorityId, MaxAuthorities> {
    /// The new authorities take over with the next block.
    fn set_authorities(authorities: BoundedVec<AuthorityId, MaxAuthorities>);
}

/// Replaces the authorities that finalise blocks.
pub trait FinalityChange<BlockNumber> {
    /// The new authorities take over `in_blocks` after this block. A forced change names the
    /// median of the last finalised blocks instead of waiting for finality.
    ///
    /// # Errors
    /// While another change is pending, or for a second forced change too soon.
    fn schedule_change(
        authorities: sp_consensus_grandpa::AuthorityList,
        in_blocks: BlockNumber,
        forced: Option<BlockNumber>,
    ) -> DispatchResult;
}
