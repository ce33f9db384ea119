//! What the pallet does by itself at the start of every block.

use frame_support::pallet_macros::pallet_section;

/// The hooks, part of the pallet module.
#[pallet_section]
mod hooks {
    #[pallet::hooks]
    impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
        fn on_initialize(_: BlockNumberFor<T>) -> Weight {
            Self::block_step();
            call_weights::block_step()
        }
    }
}
