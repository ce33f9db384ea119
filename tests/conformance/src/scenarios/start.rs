//! The chain that a case starts from.
//!
//! A dump if there is one, in the case or in a file beside; else the recorded set-up is gone through,
//! or the chain is built from what the case tells of its start.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use codec::Decode;
use frame_support::traits::fungible::Mutate;
use pallet_subtensor as sub;
use serde_json::{Value, json};
use sp_io::TestExternalities;
use sp_runtime::traits::Dispatchable;
use taonet_primitives::{NetUid, NetUidStorageIndex, TaoBalance};

use super::{actions, chain, items, items::Context, parameters};
use crate::{
    calls::CallBook,
    files,
    golden::{Golden, Malformed, column, field, get, list, object},
    reference::{AccountId, Balances, Reference, RuntimeCall, RuntimeOrigin, SubtensorModule},
    report::Report,
};

type T = Reference;

/// A file beside, named for the part it holds: `name.json` has `name_part.json`.
pub(super) fn companion(path: &Path, part: &str) -> Option<PathBuf> {
    let stem = path.file_stem()?.to_str()?;
    let beside = path.with_file_name(format!("{stem}_{part}.json"));
    beside.is_file().then_some(beside)
}

/// Builds the chain of a case and says what its states are about.
pub(super) fn of(
    path: &Path,
    file: &Value,
    case: &Value,
    book: &CallBook,
) -> Result<(TestExternalities, Context), Malformed> {
    let context = context(file, case)?;
    if let Some(dump) = case.pointer("/start/raw") {
        return Ok((chain::from_dump(dump)?, context));
    }
    if let Some(path) = companion(path, "raw_start") {
        let dump = files::load(&path).map_err(|error| Malformed::new(error.to_string()))?;
        return Ok((chain::from_dump(&dump)?, context));
    }
    let mut ext = chain::empty();
    ext.execute_with(|| {
        if let Some(ops) = case.get("setup_ops") {
            for op in list(ops)? {
                actions::perform(book, &context, op)?;
            }
        } else if case.pointer("/start/pools").is_some() {
            from_pools(field(case, "start")?, &context)?;
        } else if let Some(params) = case.get("params") {
            from_parameters(params, case, book)?;
        }
        Ok(())
    })?;
    Ok((ext, context))
}

fn context(file: &Value, case: &Value) -> Result<Context, Malformed> {
    let netuid = [
        "/start/params/netuid",
        "/params/netuid",
        "/config/params/netuid",
    ]
    .iter()
    .find_map(|place| case.pointer(place))
    .map_or(Ok(NetUid::new(1)), NetUid::read)?;
    let netuids = case
        .get("netuids")
        .or_else(|| file.get("netuids"))
        .filter(|netuids| netuids.is_array())
        .map_or(Ok(Vec::new()), Vec::read)?;
    Ok(Context { netuid, netuids })
}

/// Compares what a case tells of its start with the chain that was built for it.
pub(super) fn check(
    context: &Context,
    file: &Value,
    case: &Value,
    place: &str,
    report: &mut Report,
) {
    let start = case.get("start").or_else(|| file.get("start"));
    let Some(Value::Object(start)) = start else {
        return;
    };
    let mut state = start.clone();
    state.remove("raw");
    if let Some(params) = state.remove("params") {
        state.insert("hyperparams".into(), json!([params]));
    }
    report.settle(place, "start", items::compare(context, &state.into()));
}

/// Subnets with the recorded pools, coldkeys with the recorded balances.
fn from_pools(start: &Value, context: &Context) -> Result<(), Malformed> {
    add_network(NetUid::ROOT);
    for (netuid, pool) in context.netuids.iter().zip(list(field(start, "pools")?)?) {
        add_network(*netuid);
        for (name, value) in object(pool)? {
            parameters::set_of_subnet(*netuid, name, value)?;
        }
        let account = SubtensorModule::subnet_account_of(*netuid);
        Balances::set_balance(&account, get(pool, "subnet_account_balance")?);
    }
    for settings in list(field(start, "hyperparams")?)? {
        let netuid = get(settings, "netuid")?;
        for (name, value) in object(settings)? {
            parameters::set_of_subnet(netuid, name, value)?;
        }
        let owner: AccountId = get(settings, "owner_hotkey")?;
        SubtensorModule::append_neuron(netuid, &owner, get(settings, "registered_at")?);
    }
    for row in list(field(start, "balances")?)? {
        Balances::set_balance(&column::<AccountId>(row, 0)?, column(row, 1)?);
    }
    for row in list(field(start, "hotkey_owners")?)? {
        let (hotkey, coldkey): (AccountId, AccountId) = (column(row, 0)?, column(row, 1)?);
        SubtensorModule::create_account_if_absent(&coldkey, &hotkey)
            .map_err(|error| Malformed::new(format!("owner of a hotkey: {error:?}")))?;
    }
    let globals = field(start, "globals")?;
    sub::TotalStake::<T>::put(get::<TaoBalance>(globals, "total_stake")?);
    sub::TotalIssuance::<T>::put(pallet_balances::TotalIssuance::<T>::get());
    Ok(())
}

pub(super) fn add_network(netuid: NetUid) {
    sub::NetworksAdded::<T>::insert(netuid, true);
    sub::TotalNetworks::<T>::mutate(|count| *count = count.saturating_add(1));
}

/// What the first owner needs: the price of a subnet and one TAO more, in rao.
const OWNER_RAO: u64 = 101_000_000_000;

/// One subnet of an owner who paid 100 TAO for it in block 1, with the recorded parameters, and
/// traders who share equally what else was issued.
fn from_parameters(params: &Value, case: &Value, book: &CallBook) -> Result<(), Malformed> {
    let owner: AccountId = get(params, "owner_coldkey")?;
    let netuid: NetUid = get(params, "netuid")?;
    actions::create_root(100);
    actions::mint(&owner, TaoBalance::new(OWNER_RAO))?;
    let args = json!({ "hotkey": field(params, "owner_hotkey")? });
    let encoded = book.encode("register_network", &args)?;
    let call = RuntimeCall::decode(&mut &encoded[..])
        .map_err(|error| Malformed::new(error.to_string()))?;
    call.dispatch(RuntimeOrigin::signed(owner))
        .map_err(|failed| {
            Malformed::new(format!("the subnet: {}", actions::name_of(failed.error)))
        })?;
    for (name, value) in object(params)? {
        parameters::set_of_subnet(netuid, name, value)?;
    }
    let mut traders = BTreeSet::new();
    for op in list(field(case, "ops")?)? {
        traders.insert(get::<AccountId>(op, "signer")?);
    }
    let issued: u64 = case
        .pointer("/states/0/globals/total_issuance")
        .map_or(Ok(u64::MAX / 4), u64::read)?;
    let count = u64::try_from(traders.len()).unwrap_or(u64::MAX).max(1);
    let share = TaoBalance::new(issued.saturating_sub(OWNER_RAO) / count);
    for trader in traders {
        actions::mint(&trader, share)?;
    }
    Ok(())
}

/// A subnet of `hotkeys` with the parameters of a recording, without any history.
pub(super) fn bare_subnet(
    netuid: NetUid,
    params: &Value,
    hotkeys: &[AccountId],
) -> Result<(), Malformed> {
    add_network(NetUid::ROOT);
    add_network(netuid);
    for (name, value) in object(params)? {
        parameters::set_of_subnet(netuid, name, value)?;
    }
    for hotkey in hotkeys {
        SubtensorModule::append_neuron(netuid, hotkey, 0);
    }
    sub::LastUpdate::<T>::insert(NetUidStorageIndex::from(netuid), vec![0u64; hotkeys.len()]);
    Ok(())
}
