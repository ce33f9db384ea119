//! Loading a recorded chain into the mock and driving it.
//!
//! Conventions of the recordings: integers are JSON numbers or decimal strings, an account is a
//! small number (32 bytes, little endian) or `0x` with 32 bytes, `result` of a call is "ok" or the
//! name of the error. Storage dumps are hex keys and SCALE values.

use std::{collections::BTreeMap, path::Path};

use codec::{Decode, Encode};
use frame_support::{
    traits::{Hooks, StorageInfoTrait},
    weights::Weight,
};
use frame_system::AccountInfo;
use serde_json::Value;
use sp_core::H256;
use sp_io::TestExternalities;
use sp_runtime::{DispatchError, PerU16, traits::Dispatchable};

use crate::{
    Call, Error, Pallet, RootClaimTypeEnum,
    tests::mock::{AccountId, AllPalletsWithSystem, RuntimeCall, RuntimeOrigin, System, Test},
};

type TestCall = Call<Test>;

/// Pallets whose whole storage is compared.
const COMPARED_PALLETS: [&str; 3] = ["SubtensorModule", "Swap", "AlphaAssets"];

/// Reads a recording.
pub(crate) fn recording(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../vectors/scenarios")
        .join(name);
    let text = std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("cannot read {}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name} is not JSON: {error}"))
}

/// An integer, from a number or a decimal string.
pub(crate) fn int(value: &Value) -> i128 {
    match value {
        Value::Number(number) => i128::from(
            number
                .as_i64()
                .unwrap_or_else(|| panic!("{number} is not an integer")),
        ),
        Value::String(text) => text
            .parse()
            .unwrap_or_else(|_| panic!("{text} is not an integer")),
        other => panic!("{other} is not an integer"),
    }
}

/// An unsigned integer of the wanted width.
pub(crate) fn uint<N: TryFrom<i128>>(value: &Value) -> N {
    N::try_from(int(value)).unwrap_or_else(|_| panic!("{value} does not fit"))
}

/// A list of unsigned integers.
pub(crate) fn uints<N: TryFrom<i128>>(value: &Value) -> Vec<N> {
    list(value).iter().map(uint).collect()
}

/// The elements of a JSON array.
pub(crate) fn list(value: &Value) -> &[Value] {
    value
        .as_array()
        .unwrap_or_else(|| panic!("{value} is not a list"))
}

/// Bytes written as `0x` and hex.
pub(crate) fn bytes(text: &str) -> Vec<u8> {
    hex::decode(text.trim_start_matches("0x")).unwrap_or_else(|_| panic!("{text} is not hex"))
}

/// An account written as a small number or as hex.
pub(crate) fn account(value: &Value) -> AccountId {
    let mut raw = [0u8; 32];
    match value.as_str().filter(|text| text.starts_with("0x")) {
        Some(text) => raw.copy_from_slice(&bytes(text)),
        None => {
            for (to, from) in raw.iter_mut().zip(uint::<u64>(value).to_le_bytes()) {
                *to = from;
            }
        }
    }
    AccountId::new(raw)
}

/// The recorded chain's account record.
#[derive(Decode)]
struct RecordedAccount {
    _nonce: u64,
    consumers: u32,
    providers: u32,
    sufficients: u32,
    data: Vec4,
}

#[derive(Decode)]
struct Vec4 {
    free: u64,
    reserved: u64,
    frozen: u64,
    flags: u128,
}

/// Storage of the mock as dumped: everything but the system pallet is taken over byte by byte, of
/// that one the accounts, the block number and the parent hash.
pub(crate) fn chain_from(raw: &Value) -> TestExternalities {
    let mut ext = TestExternalities::new_empty();
    let system = sp_io::hashing::twox_128(b"System");
    let accounts = sp_io::hashing::twox_128(b"Account");
    let number = [system, sp_io::hashing::twox_128(b"Number")].concat();
    let parent = [system, sp_io::hashing::twox_128(b"ParentHash")].concat();
    ext.execute_with(|| {
        for (key, value) in raw.as_object().unwrap_or_else(|| panic!("a dump is a map")) {
            let key = bytes(key);
            let value = bytes(value.as_str().unwrap_or_default());
            if !key.starts_with(&system) {
                sp_io::storage::set(&key, &value);
            } else if key[16..].starts_with(&accounts) {
                let who = AccountId::decode(&mut &key[48..]).unwrap_or_else(|_| panic!("key"));
                frame_system::Account::<Test>::insert(who, account_info(&value));
            } else if key == number {
                let block = u64::decode(&mut &value[..]).unwrap_or_else(|_| panic!("number"));
                System::set_block_number(block);
            } else if key == parent {
                sp_io::storage::set(&key, &value);
            }
        }
    });
    ext
}

type TestAccountInfo =
    AccountInfo<<Test as frame_system::Config>::Nonce, <Test as frame_system::Config>::AccountData>;

fn account_info(value: &[u8]) -> TestAccountInfo {
    let recorded = RecordedAccount::decode(&mut &value[..]).unwrap_or_else(|_| panic!("account"));
    let RecordedAccount {
        consumers,
        providers,
        sufficients,
        data,
        ..
    } = recorded;
    let Vec4 {
        free,
        reserved,
        frozen,
        flags,
    } = data;
    let data = (free, reserved, frozen, flags).encode();
    AccountInfo {
        nonce: 0u32,
        consumers,
        providers,
        sufficients,
        data: Decode::decode(&mut &data[..]).unwrap_or_else(|_| panic!("account data")),
    }
}

/// Number of the current block.
pub(crate) fn block() -> u64 {
    Pallet::<Test>::now()
}

/// One block further: the hooks of the block run, its events are dropped.
pub(crate) fn next_block() {
    let next = System::block_number() + 1;
    System::set_block_number(next);
    System::reset_events();
    let _: Weight = Pallet::<Test>::on_initialize(next);
}

/// Goes on to the given block.
pub(crate) fn run_to(target: u64) {
    while block() < target {
        next_block();
    }
}

/// Runs a recorded call behind the guards; "ok" or the error's name.
pub(crate) fn perform(op: &Value) -> String {
    let who = account(&op["signer"]);
    let call = call_of(op);
    if let Err(error) = Pallet::<Test>::check_call(&who, &call) {
        return error_name(Error::<Test>::into(error));
    }
    match RuntimeCall::SubtensorModule(call).dispatch(RuntimeOrigin::signed(who)) {
        Ok(_) => "ok".into(),
        Err(failed) => error_name(failed.error),
    }
}

fn error_name(error: DispatchError) -> String {
    match error {
        DispatchError::Module(module) => module.message.unwrap_or("unnamed").into(),
        other => format!("{other:?}"),
    }
}

fn call_of(op: &Value) -> TestCall {
    let args = &op["args"];
    let netuid = args.get("netuid").map_or(0, uint::<u16>).into();
    let amount = |name: &str| uint::<u64>(&args[name]);
    let hotkey = || account(&args["hotkey"]);
    let partial = || args["allow_partial"].as_bool().unwrap_or_default();
    match op["op"].as_str().unwrap_or_default() {
        "set_weights" => Call::set_weights {
            netuid,
            dests: uints(&args["dests"]),
            weights: uints(&args["weights"]),
            version_key: amount("version_key"),
        },
        "commit_weights" => Call::commit_weights {
            netuid,
            commit_hash: H256::from_slice(&bytes(args["commit_hash"].as_str().unwrap_or_default())),
        },
        "reveal_weights" => Call::reveal_weights {
            netuid,
            uids: uints(&args["uids"]),
            values: uints(&args["values"]),
            salt: uints(&args["salt"]),
            version_key: amount("version_key"),
        },
        "add_stake" => Call::add_stake {
            hotkey: hotkey(),
            netuid,
            amount_staked: amount("amount_staked").into(),
        },
        "remove_stake" => Call::remove_stake {
            hotkey: hotkey(),
            netuid,
            amount_unstaked: amount("amount_unstaked").into(),
        },
        "add_stake_limit" => Call::add_stake_limit {
            hotkey: hotkey(),
            netuid,
            amount_staked: amount("amount_staked").into(),
            limit_price: amount("limit_price").into(),
            allow_partial: partial(),
        },
        "remove_stake_limit" => Call::remove_stake_limit {
            hotkey: hotkey(),
            netuid,
            amount_unstaked: amount("amount_unstaked").into(),
            limit_price: amount("limit_price").into(),
            allow_partial: partial(),
        },
        "burned_register" => Call::burned_register {
            netuid,
            hotkey: hotkey(),
        },
        "set_children" => Call::set_children {
            hotkey: hotkey(),
            netuid,
            children: list(&args["children"])
                .iter()
                .map(|child| (uint(&child[0]), account(&child[1])))
                .collect(),
        },
        "set_childkey_take" => Call::set_childkey_take {
            hotkey: hotkey(),
            netuid,
            take: PerU16::from_parts(uint(&args["take"])),
        },
        "increase_take" => Call::increase_take {
            hotkey: hotkey(),
            take: PerU16::from_parts(uint(&args["take"])),
        },
        "decrease_take" => Call::decrease_take {
            hotkey: hotkey(),
            take: PerU16::from_parts(uint(&args["take"])),
        },
        "claim_root" => Call::claim_root {
            subnets: uints::<u16>(&args["subnets"])
                .into_iter()
                .map(Into::into)
                .collect(),
        },
        "set_root_claim_type" => Call::set_root_claim_type {
            new_root_claim_type: match args.as_str() {
                Some("Swap") => RootClaimTypeEnum::Swap,
                Some("Keep") => RootClaimTypeEnum::Keep,
                _ => RootClaimTypeEnum::KeepSubnets {
                    subnets: uints::<u16>(&args["KeepSubnets"])
                        .into_iter()
                        .map(Into::into)
                        .collect(),
                },
            },
        },
        other => panic!("unknown call {other}"),
    }
}

/// Makes the calls of a case between its snapshots and has every snapshot checked; returns how many
/// there were. A snapshot "after ops" comes after the calls of its block, any other before them.
pub(crate) fn replay_snapshots(scenario: &Value, check: impl Fn(&Value)) -> usize {
    let mut checked = 0;
    for case in list(&scenario["cases"]) {
        let mut ops = list(&case["ops"]).iter().peekable();
        let mut perform_now = || {
            while let Some(op) =
                ops.next_if(|op| op["block"].is_null() || uint::<u64>(&op["block"]) == block())
            {
                if op["op"] == "set_pending_childkey_cooldown" {
                    let cooldown = op["args"]
                        .get("cooldown")
                        .or(op.get("value"))
                        .map_or(0, uint);
                    crate::PendingChildKeyCooldown::<Test>::put::<u64>(cooldown);
                } else {
                    assert_eq!(
                        perform(op),
                        op["result"].as_str().unwrap_or_default(),
                        "{op}"
                    );
                }
            }
        };
        chain_from(&case["start"]["raw"]).execute_with(|| {
            for entry in list(&case["snapshots"]) {
                let snapshot = &entry["snapshot"];
                let target = uint::<u64>(&snapshot["block"]);
                while block() < target {
                    perform_now();
                    next_block();
                }
                if entry["label"]
                    .as_str()
                    .unwrap_or_default()
                    .contains("after ops")
                {
                    perform_now();
                }
                check(snapshot);
                checked += 1;
            }
        });
    }
    checked
}

/// Asserts that the storage equals a dump, entry by entry.
pub(crate) fn assert_storage_equals(raw: &Value) {
    let prefixes: Vec<[u8; 16]> = COMPARED_PALLETS
        .iter()
        .map(|name| sp_io::hashing::twox_128(name.as_bytes()))
        .collect();
    let names = entry_names();
    let wanted: BTreeMap<Vec<u8>, Vec<u8>> = raw
        .as_object()
        .unwrap_or_else(|| panic!("a dump is a map"))
        .iter()
        .map(|(key, value)| (bytes(key), bytes(value.as_str().unwrap_or_default())))
        .collect();
    let mut differences = Vec::new();
    for prefix in &prefixes {
        let mut found = BTreeMap::new();
        let mut key = prefix.to_vec();
        while let Some(next) =
            sp_io::storage::next_key(&key).filter(|next| next.starts_with(prefix))
        {
            let value = sp_io::storage::get(&next).unwrap_or_default().to_vec();
            found.insert(next.clone(), value);
            key = next;
        }
        let keys = wanted
            .keys()
            .filter(|key| key.starts_with(prefix))
            .chain(found.keys());
        for key in keys {
            if wanted.get(key) != found.get(key) {
                differences.push(format!(
                    "{} {}: wanted {:?}, found {:?}",
                    names.get(&key[..32]).map_or("?", String::as_str),
                    hex::encode(&key[32..]),
                    wanted.get(key).map(hex::encode),
                    found.get(key).map(hex::encode),
                ));
            }
        }
    }
    let system = [
        sp_io::hashing::twox_128(b"System"),
        sp_io::hashing::twox_128(b"Account"),
    ]
    .concat();
    for (key, value) in wanted.iter().filter(|(key, _)| key.starts_with(&system)) {
        let who = AccountId::decode(&mut &key[48..]).unwrap_or_else(|_| panic!("key"));
        let (wanted, found) = (account_info(value).data, System::account(&who).data);
        if wanted != found {
            differences.push(format!(
                "account {who:?}: wanted {wanted:?}, found {found:?}"
            ));
        }
    }
    differences.sort();
    differences.dedup();
    assert!(
        differences.is_empty(),
        "storage differs:\n{}",
        differences.join("\n")
    );
}

fn entry_names() -> BTreeMap<Vec<u8>, String> {
    AllPalletsWithSystem::storage_info()
        .into_iter()
        .map(|info| {
            (
                info.prefix,
                String::from_utf8_lossy(&info.storage_name).into_owned(),
            )
        })
        .collect()
}
