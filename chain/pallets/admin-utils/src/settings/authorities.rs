//! Who produces and finalises blocks.

use crate::{
    consensus::AuthorChange,
    consensus::FinalityChange,
    pallet::{Config, Pallet},
};
use frame_support::pallet_prelude::*;
use frame_system::pallet_prelude::*;

impl<T: Config> Pallet<T> {
    /// Body of `swap_authorities`.
    pub(crate) fn replace_authorities(
        origin: OriginFor<T>,
        new_authorities: BoundedVec<T::AuthorityId, T::MaxAuthorities>,
    ) -> DispatchResult {
        ensure_root(origin)?;
        T::Aura::set_authorities(new_authorities);
        Ok(())
    }

    /// Body of `schedule_grandpa_change`.
    pub(crate) fn change_finality(
        origin: OriginFor<T>,
        next_authorities: sp_consensus_grandpa::AuthorityList,
        in_blocks: BlockNumberFor<T>,
        forced: Option<BlockNumberFor<T>>,
    ) -> DispatchResult {
        ensure_root(origin)?;
        T::Grandpa::schedule_change(next_authorities, in_blocks, forced)?;
        Ok(())
    }
}
