//! Locks of stake and the conviction that they earn.

use pallet_subtensor::{self as sub, LockState};
use serde_json::{Value, json};
use substrate_fixed::types::U64F64;
use taonet_emission::{LockKind, LockRates};
use taonet_primitives::NetUid;

use super::chain::block;
use crate::{
    golden::{Golden, Malformed, column},
    reference::{AccountId, Reference, SubtensorModule},
};

type T = Reference;

fn state(lock: &LockState) -> Value {
    json!({
        "conviction_u64f64": lock.conviction.write(),
        "last_update": lock.last_update.write(),
        "locked_mass": lock.locked_mass.write(),
    })
}

/// All locks as stored, sorted by subnet, coldkey and hotkey.
pub(super) fn stored() -> Value {
    let mut locks: Vec<_> = sub::Lock::<T>::iter()
        .map(|((coldkey, netuid, hotkey), lock)| ((netuid, coldkey, hotkey), lock))
        .collect();
    locks.sort_by(|one, two| one.0.cmp(&two.0));
    let rows = locks.iter().map(|((netuid, coldkey, hotkey), lock)| {
        json!([netuid.write(), coldkey.write(), hotkey.write(), state(lock)])
    });
    rows.collect()
}

/// The aggregates in the order of the recordings.
const KINDS: [&str; 4] = ["hotkey", "decaying_hotkey", "owner", "decaying_owner"];

/// All aggregates as stored: kind, subnet, hotkey, state.
pub(super) fn aggregates() -> Value {
    let owner_hotkey = |netuid| sub::SubnetOwnerHotkey::<T>::get(netuid);
    let mut rows: Vec<(NetUid, AccountId, usize, LockState)> = Vec::new();
    rows.extend(sub::HotkeyLock::<T>::iter().map(|(n, hotkey, lock)| (n, hotkey, 0, lock)));
    rows.extend(sub::DecayingHotkeyLock::<T>::iter().map(|(n, hotkey, lock)| (n, hotkey, 1, lock)));
    rows.extend(sub::OwnerLock::<T>::iter().map(|(n, lock)| (n, owner_hotkey(n), 2, lock)));
    rows.extend(sub::DecayingOwnerLock::<T>::iter().map(|(n, lock)| (n, owner_hotkey(n), 3, lock)));
    rows.sort_by(|one, two| (one.0, &one.1, one.2).cmp(&(two.0, &two.1, two.2)));
    let rows = rows.iter().map(|(netuid, hotkey, kind, lock)| {
        json!([
            KINDS.get(*kind),
            netuid.write(),
            hotkey.write(),
            state(lock)
        ])
    });
    rows.collect()
}

/// A coldkey's lock on a subnet, rolled to the current block: mass and conviction.
pub(super) fn of_coldkey(row: &Value) -> Result<Value, Malformed> {
    let (netuid, coldkey): (NetUid, AccountId) = (column(row, 0)?, column(row, 1)?);
    let rates = LockRates {
        unlock: sub::UnlockRate::<T>::get(),
        maturity: sub::MaturityRate::<T>::get(),
    };
    let lock = sub::Lock::<T>::iter_prefix((&coldkey, netuid)).next();
    let rolled = lock.map(|(hotkey, lock)| {
        let kind = LockKind {
            owner: sub::SubnetOwnerHotkey::<T>::get(netuid) == hotkey,
            perpetual: sub::DecayingLock::<T>::get(&coldkey, netuid) == Some(false),
        };
        let stored = taonet_emission::LockState {
            locked_mass: lock.locked_mass.to_u64(),
            conviction: lock.conviction,
            last_update: lock.last_update,
        };
        stored.roll(block(), kind, rates).state
    });
    let (mass, conviction) = rolled.map_or((0, U64F64::from_bits(0)), |state| {
        (state.locked_mass, state.conviction)
    });
    Ok(json!([
        netuid.write(),
        coldkey.write(),
        mass.write(),
        conviction.write()
    ]))
}

/// A hotkey's conviction on a subnet, rolled to the current block.
pub(super) fn of_hotkey(row: &Value) -> Result<Value, Malformed> {
    let (netuid, hotkey): (NetUid, AccountId) = (column(row, 0)?, column(row, 1)?);
    let convictions = SubtensorModule::convictions(netuid, block());
    let conviction = convictions
        .get(&hotkey)
        .copied()
        .unwrap_or(U64F64::from_bits(0));
    Ok(json!([netuid.write(), hotkey.write(), conviction.write()]))
}
