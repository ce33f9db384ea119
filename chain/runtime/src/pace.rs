//! How fast the chain runs.
//!
//! The length of a slot belongs to the state: it is written once, at genesis, under
//! [`SLOT_DURATION_KEY`], and every node that shares the genesis shares it. Nothing changes it
//! later. A chain whose slots are shorter than [`NORMAL_SLOT_MS`] is a *fast* one: waiting periods
//! counted in blocks then take the short values meant for local networks, see [`Paced`].

use core::marker::PhantomData;
use frame_support::{storage::unhashed, traits::Get};

/// Slot of an ordinary network, in milliseconds.
pub const NORMAL_SLOT_MS: u64 = 12_000;

/// Slot of a local network with fast blocks, in milliseconds.
pub const FAST_SLOT_MS: u64 = 250;

/// State key of the slot duration (SCALE `u64`, milliseconds). Absent means [`NORMAL_SLOT_MS`].
pub const SLOT_DURATION_KEY: &[u8] = b":taonet:slot_duration_ms";

/// The length of a slot in milliseconds: what the genesis state says, but at least 2, so that the
/// minimum period between two timestamps, half of it, is never zero.
pub fn slot_duration_ms() -> u64 {
    unhashed::get::<u64>(SLOT_DURATION_KEY)
        .unwrap_or(NORMAL_SLOT_MS)
        .max(2)
}

/// Whether this chain takes the short waiting periods of local networks.
pub fn is_fast() -> bool {
    slot_duration_ms() < NORMAL_SLOT_MS
}

/// [`is_fast`] as a pallet's setting.
#[derive(Debug)]
pub struct IsFast;

impl Get<bool> for IsFast {
    fn get() -> bool {
        is_fast()
    }
}

/// The slot duration as a pallet constant.
#[derive(Debug)]
pub struct SlotDuration;

impl Get<u64> for SlotDuration {
    fn get() -> u64 {
        slot_duration_ms()
    }
}

/// Least distance between the timestamps of two blocks: half a slot.
#[derive(Debug)]
pub struct MinimumPeriod;

impl Get<u64> for MinimumPeriod {
    fn get() -> u64 {
        slot_duration_ms() / 2
    }
}

/// A constant with one value for ordinary networks and one for fast ones.
#[derive(Debug)]
pub struct Paced<T, const NORMAL: u64, const FAST: u64>(PhantomData<T>);

impl<T: TryFrom<u64> + Default, const NORMAL: u64, const FAST: u64> Get<T>
    for Paced<T, NORMAL, FAST>
{
    fn get() -> T {
        T::try_from(if is_fast() { FAST } else { NORMAL }).unwrap_or_default()
    }
}
