//! Swaps of keys and EVM addresses, call by call, in the world of the stake tests. The books have
//! to balance after each test.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod coldkey_calls;
mod coldkey_swap;
mod evm;
mod hotkey_refusals;
mod hotkey_swap;
mod relations;

pub(super) use crate::stake::tests::world::*;
use crate::*;
use taonet_primitives::NetUid;

/// A hotkey that nobody knows yet.
const NEW_HOTKEY: u64 = 50;
/// A coldkey that has done nothing yet.
const NEW_COLDKEY: u64 = 150;
/// From this block on a hotkey can be swapped on a subnet.
const FIRST_SWAP_BLOCK: u64 = 16;

/// Runs the test in the world at a block at which swaps are possible, with [`HOTKEY`] and
/// [`OTHER_HOTKEY`] in slots 0 and 1 of [`ONE`].
fn swap_world(test: impl FnOnce()) {
    world(|| {
        System::set_block_number(FIRST_SWAP_BLOCK);
        for hotkey in [HOTKEY, OTHER_HOTKEY] {
            Pallet::<Test>::append_neuron(ONE, &key(hotkey), FIRST_SWAP_BLOCK);
        }
        test();
    });
}

fn swapping(new: u64, netuid: Option<NetUid>, keep_stake: bool) -> Call<Test> {
    Call::swap_hotkey_v2 {
        hotkey: key(HOTKEY),
        new_hotkey: key(new),
        netuid,
        keep_stake,
    }
}

fn last_event() -> Event<Test> {
    events().last().unwrap().clone()
}
