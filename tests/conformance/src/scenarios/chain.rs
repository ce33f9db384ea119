//! A chain in memory: loading a dump, going on by blocks, comparing with a dump.

use std::collections::BTreeMap;

use codec::{Decode, Encode};
use frame_support::traits::{OnFinalize, OnInitialize, StorageInfoTrait};
use serde_json::Value;
use sp_core::H256;
use sp_io::{TestExternalities, hashing::twox_128};

use crate::{
    golden::{Golden, Malformed, bytes, object, text},
    reference::{AllPalletsWithSystem, AllPalletsWithoutSystem, System},
    report::Check,
};

/// Pallets whose whole storage is compared with a dump, beside the accounts.
const COMPARED_PALLETS: [&str; 4] = ["Balances", "SubtensorModule", "Swap", "AlphaAssets"];

/// Blocks that a scenario may go on for.
const MOST_BLOCKS: u64 = 1_000_000;

/// Whether the contents are a dump: hex keys and hex values.
pub(crate) fn is_dump(contents: &Value) -> bool {
    contents.as_object().is_some_and(|entries| {
        !entries.is_empty()
            && entries
                .iter()
                .all(|(key, value)| key.starts_with("0x") && value.is_string())
    })
}

/// Key and value of each entry of a dump.
pub(crate) fn entries(dump: &Value) -> Result<BTreeMap<Vec<u8>, Vec<u8>>, Malformed> {
    object(dump)?
        .iter()
        .map(|(key, value)| Ok((bytes(key)?, bytes(text(value)?)?)))
        .collect()
}

/// A chain with nothing in it, at block 1, whose parent hash is the recordings'.
pub(crate) fn empty() -> TestExternalities {
    let mut ext = TestExternalities::new_empty();
    ext.execute_with(|| {
        System::set_block_number(1);
        System::set_parent_hash(H256::repeat_byte(0x45));
    });
    ext
}

/// A chain with the storage of a dump.
pub(crate) fn from_dump(dump: &Value) -> Result<TestExternalities, Malformed> {
    let entries = entries(dump)?;
    let mut ext = empty();
    ext.execute_with(|| {
        for (key, value) in entries {
            sp_io::storage::set(&key, &value);
        }
        System::reset_events();
    });
    Ok(ext)
}

/// Number of the current block.
pub(crate) fn block() -> u64 {
    System::block_number()
}

/// One block further: hooks of the end of the old one and of the start of the new one.
pub(crate) fn next_block() {
    let old = block();
    AllPalletsWithoutSystem::on_finalize(old);
    let new = old.saturating_add(1);
    System::set_block_number(new);
    System::reset_events();
    AllPalletsWithoutSystem::on_initialize(new);
}

/// Refuses to go on forever.
pub(crate) fn ensure_reachable(target: u64) -> Result<(), Malformed> {
    if target.saturating_sub(block()) > MOST_BLOCKS {
        return Err(Malformed::new(format!("block {target} is too far away")));
    }
    Ok(())
}

/// Compares the storage with a dump, entry by entry: one check for each entry that differs, or one
/// that says that all are the same.
pub(crate) fn compare(dump: &Value) -> Result<Vec<Check>, Malformed> {
    let wanted = entries(dump)?;
    let names = entry_names();
    let mut prefixes: Vec<Vec<u8>> = COMPARED_PALLETS
        .iter()
        .map(|pallet| twox_128(pallet.as_bytes()).to_vec())
        .collect();
    prefixes.push([twox_128(b"System"), twox_128(b"Account")].concat());
    let mut checks = Vec::new();
    let mut count = 0u64;
    for prefix in prefixes {
        let mut found = BTreeMap::new();
        let mut key = prefix.clone();
        while let Some(next) =
            sp_io::storage::next_key(&key).filter(|next| next.starts_with(&prefix))
        {
            let value = sp_io::storage::get(&next).unwrap_or_default().to_vec();
            found.insert(next.clone(), value);
            key = next;
        }
        let of_pallet = |key: &&Vec<u8>| key.starts_with(&prefix);
        for (key, value) in &found {
            count = count.saturating_add(1);
            if wanted.get(key) != Some(value) {
                checks.push(entry_check(&names, key, wanted.get(key), Some(value)));
            }
        }
        for key in wanted.keys().filter(of_pallet) {
            if !found.contains_key(key) {
                checks.push(entry_check(&names, key, wanted.get(key), None));
            }
        }
    }
    if checks.is_empty() {
        checks.push(Check::new("storage entries", &count.write(), count.write()));
    }
    Ok(checks)
}

fn entry_check(
    names: &BTreeMap<Vec<u8>, String>,
    key: &[u8],
    wanted: Option<&Vec<u8>>,
    found: Option<&Vec<u8>>,
) -> Check {
    let (prefix, rest) = key.split_at(key.len().min(32));
    let name = names.get(prefix).map_or("an unknown entry", String::as_str);
    let hex = |value: Option<&Vec<u8>>| {
        value.map_or(Value::Null, |value| {
            format!("0x{}", hex::encode(value)).into()
        })
    };
    let item = format!("{name} 0x{}", hex::encode(rest));
    Check::new(item, &hex(wanted), hex(found))
}

fn entry_names() -> BTreeMap<Vec<u8>, String> {
    AllPalletsWithSystem::storage_info()
        .into_iter()
        .map(|info| {
            let pallet = String::from_utf8_lossy(&info.pallet_name).into_owned();
            let entry = String::from_utf8_lossy(&info.storage_name).into_owned();
            (info.prefix, format!("{pallet}.{entry}"))
        })
        .collect()
}

/// A pulse of the beacon as stored: round, randomness, signature.
#[derive(Encode, Decode)]
struct Pulse {
    round: u64,
    randomness: Vec<u8>,
    signature: Vec<u8>,
}

/// Stores a pulse of the beacon as a recording did: directly, the last round untouched.
pub(crate) fn store_pulse(round: u64, signature: Vec<u8>) {
    let number = round.encode();
    let mut key = [twox_128(b"Drand"), twox_128(b"Pulses")].concat();
    key.extend(sp_io::hashing::blake2_128(&number));
    key.extend(number);
    let pulse = Pulse {
        round,
        randomness: sp_io::hashing::sha2_256(&signature).to_vec(),
        signature,
    };
    sp_io::storage::set(&key, &pulse.encode());
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use serde_json::json;

    #[test]
    fn a_dump_is_told_by_its_keys() {
        assert!(is_dump(&json!({"0x00": "0x"})));
        assert!(!is_dump(&json!({})));
        assert!(!is_dump(&json!({"0x00": 1})));
        assert!(!is_dump(&json!([])));
    }

    #[test]
    fn a_difference_is_named() {
        let key = [twox_128(b"SubtensorModule"), twox_128(b"TotalStake")].concat();
        let dump = json!({ (format!("0x{}", hex::encode(key))): "0x0500000000000000" });
        from_dump(&dump).unwrap().execute_with(|| {
            assert_eq!(compare(&dump).unwrap().len(), 1);
            pallet_subtensor::TotalStake::<crate::reference::Reference>::put(
                taonet_primitives::TaoBalance::new(6),
            );
            let checks = compare(&dump).unwrap();
            let check = checks.first().unwrap();
            assert!(check.item.starts_with("SubtensorModule.TotalStake"));
            assert_eq!(check.got, json!("0x0600000000000000"));
        });
    }
}
