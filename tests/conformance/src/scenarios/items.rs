//! Recorded items of a state, computed anew from the chain.
//!
//! Each item has a name. Its recorded value says which rows are wanted (an account, a subnet); the
//! computed value has the same rows, so that the two can be compared as JSON.

use std::collections::BTreeSet;

use pallet_subtensor as sub;
use serde_json::{Map, Value, json};
use taonet_primitives::{NetUid, NetUidStorageIndex};

use super::{locks, parameters};
use crate::{
    golden::{Golden, Malformed, column, field, get, list, object},
    reference::{AccountId, Balances, Reference, SubtensorModule},
    report::Check,
};

type T = Reference;

/// What an item may be about.
#[derive(Clone, Debug, Default)]
pub(crate) struct Context {
    /// The subnet of a case that has just one.
    pub(crate) netuid: NetUid,
    /// The subnets of a case whose pools are listed without numbers.
    pub(crate) netuids: Vec<NetUid>,
}

/// Fields that describe a state instead of being part of it.
const DESCRIPTIONS: [&str; 14] = [
    "round",
    "ops",
    "op",
    "label",
    "raw",
    "setup_ops",
    "per_block_columns",
    "inherited_columns",
    "price_columns",
    "validators",
    "name",
    "public_key",
    "netuids_before",
    "params",
];

/// Compares every item of a state.
pub(crate) fn compare(context: &Context, state: &Value) -> Result<Vec<Check>, Malformed> {
    let mut checks = Vec::new();
    for (name, recorded) in object(state)? {
        if DESCRIPTIONS.contains(&name.as_str()) {
            continue;
        }
        let got = item(context, name, recorded).map_err(|error| error.within(name))?;
        let got = got.ok_or_else(|| Malformed::new(format!("no item is named {name}")))?;
        checks.push(Check::new(name, recorded, got));
    }
    Ok(checks)
}

/// Computes an item; `None` for an unknown name.
fn item(context: &Context, name: &str, recorded: &Value) -> Result<Option<Value>, Malformed> {
    let index = NetUidStorageIndex::from(context.netuid);
    Ok(Some(match name {
        "state" | "checkpoint" | "globals" => nested(context, recorded)?,
        "balances" => rows(recorded, |row| {
            let who: AccountId = column(row, 0)?;
            Ok(json!([who.write(), Balances::free_balance(&who).write()]))
        })?,
        "stakes" => stakes(recorded)?,
        "hotkey_totals" | "total" => rows(recorded, |row| {
            let (netuid, hotkey): (NetUid, AccountId) = (column(row, 0)?, column(row, 1)?);
            let alpha = sub::TotalHotkeyAlpha::<T>::get(&hotkey, netuid);
            let shares = sub::TotalHotkeySharesV2::<T>::get(&hotkey, netuid);
            Ok(json!([
                netuid.write(),
                hotkey.write(),
                alpha.write(),
                shares.write()
            ]))
        })?,
        "pool" => subnet_fields(context.netuid, recorded)?,
        "pools" => pools(context, recorded)?,
        "hyperparams" => rows(recorded, |row| subnet_fields(get(row, "netuid")?, row))?,
        "subnets" => by_number(recorded, subnet_fields)?,
        "metagraph" => by_number(recorded, neurons)?,
        "end_metagraph" => neurons(context.netuid, recorded)?,
        "root_claimable_i96f32" => rows(recorded, |row| {
            let hotkey: AccountId = column(row, 0)?;
            let rates: Vec<_> = sub::RootClaimable::<T>::get(&hotkey).into_iter().collect();
            Ok(json!([hotkey.write(), rates.write()]))
        })?,
        "owners" => owners(recorded)?,
        "hotkey_owners" => rows(recorded, |row| Ok(owner_of(column(row, 0)?)))?,
        "subnet_owners" => rows(recorded, |row| Ok(subnet_owner(column(row, 0)?)))?,
        "uids" => rows(recorded, |row| {
            let netuid: NetUid = column(row, 0)?;
            Ok(json!([netuid.write(), hotkeys(netuid).write()]))
        })?,
        "hotkeys" => hotkeys(context.netuid).write(),
        "netuids" => SubtensorModule::all_subnet_netuids().write(),
        "last_update" => sub::LastUpdate::<T>::get(index).write(),
        "validator_permit" => sub::ValidatorPermit::<T>::get(context.netuid).write(),
        "alpha_stakes" => hotkeys(context.netuid)
            .iter()
            .map(|hotkey| sub::TotalHotkeyAlpha::<T>::get(hotkey, context.netuid).write())
            .collect(),
        "owner_uid" => SubtensorModule::subnet_owner_uid(context.netuid).write(),
        "stored_rows" | "weights" => stored_rows(context.netuid),
        "commits" => rows(recorded, |row| {
            let hotkey: AccountId = column(row, 0)?;
            let queue = sub::WeightCommits::<T>::get(index, &hotkey).map(|queue| {
                let rows = queue.into_iter().map(|(hash, epoch, block, last)| {
                    json!([hash.write(), epoch.write(), block.write(), last.write()])
                });
                rows.collect::<Value>()
            });
            Ok(json!([hotkey.write(), queue]))
        })?,
        "pending_epoch_and_count" => {
            let mut queues: Vec<(u64, usize)> =
                sub::TimelockedWeightCommits::<T>::iter_prefix(index)
                    .map(|(epoch, queue)| (epoch, queue.len()))
                    .collect();
            queues.sort_unstable();
            queues.write()
        }
        "childkey_takes" => rows(recorded, |row| {
            let (netuid, hotkey): (NetUid, AccountId) = (column(row, 0)?, column(row, 1)?);
            let take = sub::ChildkeyTake::<T>::get(&hotkey, netuid);
            Ok(json!([netuid.write(), hotkey.write(), take.write()]))
        })?,
        "delegate_takes" => rows(recorded, |row| {
            let hotkey: AccountId = column(row, 0)?;
            let take = sub::Delegates::<T>::get(&hotkey);
            Ok(json!([hotkey.write(), take.write()]))
        })?,
        "relations" => rows(recorded, relation)?,
        "inherited" => rows(recorded, |row| {
            let (netuid, hotkey): (NetUid, AccountId) = (column(row, 0)?, column(row, 1)?);
            let own = sub::TotalHotkeyAlpha::<T>::get(&hotkey, netuid);
            let alpha = SubtensorModule::inherited_alpha_for_hotkey_on_subnet(&hotkey, netuid);
            let tao = SubtensorModule::inherited_tao_for_hotkey_on_subnet(&hotkey, netuid);
            let (netuid, hotkey) = (netuid.write(), hotkey.write());
            Ok(json!([
                netuid,
                hotkey,
                own.write(),
                alpha.write(),
                tao.write()
            ]))
        })?,
        "dividend_distribution" => rows(recorded, distribution)?,
        "claim_types" => rows(recorded, |row| {
            let coldkey: AccountId = column(row, 0)?;
            let kind = sub::RootClaimType::<T>::get(&coldkey);
            Ok(json!([coldkey.write(), format!("{kind:?}")]))
        })?,
        "claimed" => rows(recorded, |row| {
            let key: (NetUid, AccountId, AccountId) =
                (column(row, 0)?, column(row, 1)?, column(row, 2)?);
            let claimed = sub::RootClaimed::<T>::get(&key);
            Ok(json!([
                key.0.write(),
                key.1.write(),
                key.2.write(),
                claimed.write()
            ]))
        })?,
        "owed" => rows(recorded, |row| {
            let (netuid, hotkey, coldkey): (NetUid, AccountId, AccountId) =
                (column(row, 0)?, column(row, 1)?, column(row, 2)?);
            let owed = SubtensorModule::root_owed(&hotkey, &coldkey, netuid);
            let owed: u64 = owed.saturating_to_num();
            Ok(json!([
                netuid.write(),
                hotkey.write(),
                coldkey.write(),
                owed.write()
            ]))
        })?,
        "locks_netuid_coldkey_hotkey" => locks::stored(),
        "aggregates" => locks::aggregates(),
        "coldkey_locked_and_conviction_u64f64" => rows(recorded, locks::of_coldkey)?,
        "hotkey_conviction_u64f64" => rows(recorded, locks::of_hotkey)?,
        _ => {
            return Ok(
                parameters::of_chain(name).or_else(|| parameters::of_subnet(context.netuid, name))
            );
        }
    }))
}

fn rows(
    recorded: &Value,
    row: impl Fn(&Value) -> Result<Value, Malformed>,
) -> Result<Value, Malformed> {
    list(recorded)?.iter().map(row).collect()
}

/// Computes the fields of an object, whatever their names.
fn fields(
    recorded: &Value,
    field: impl Fn(&str, &Value) -> Result<Option<Value>, Malformed>,
) -> Result<Value, Malformed> {
    let mut got = Map::new();
    for (name, value) in object(recorded)? {
        let computed = field(name, value).map_err(|error| error.within(name))?;
        let computed =
            computed.ok_or_else(|| Malformed::new(format!("no item is named {name}")))?;
        got.insert(name.clone(), computed);
    }
    Ok(got.into())
}

fn nested(context: &Context, recorded: &Value) -> Result<Value, Malformed> {
    fields(recorded, |name, value| item(context, name, value))
}

fn subnet_fields(netuid: NetUid, recorded: &Value) -> Result<Value, Malformed> {
    fields(recorded, |name, _| Ok(parameters::of_subnet(netuid, name)))
}

/// An object whose keys are subnets.
fn by_number(
    recorded: &Value,
    of: impl Fn(NetUid, &Value) -> Result<Value, Malformed>,
) -> Result<Value, Malformed> {
    fields(recorded, |number, value| {
        let netuid = NetUid::read(&number.into())?;
        of(netuid, value).map(Some)
    })
}

/// A list of pools: of the case's subnets in turn, or pairs of a subnet and its pool.
fn pools(context: &Context, recorded: &Value) -> Result<Value, Malformed> {
    let mut in_turn = context.netuids.iter();
    rows(recorded, |_| Ok(Value::Null))?;
    list(recorded)?
        .iter()
        .map(|row| match row {
            Value::Array(_) => {
                let netuid: NetUid = column(row, 0)?;
                let pool = list(row)?.get(1).unwrap_or(&Value::Null);
                Ok(json!([netuid.write(), subnet_fields(netuid, pool)?]))
            }
            pool => {
                let netuid = in_turn
                    .next()
                    .ok_or_else(|| Malformed::new("more pools than subnets"))?;
                subnet_fields(*netuid, pool)
            }
        })
        .collect()
}

fn hotkeys(netuid: NetUid) -> Vec<AccountId> {
    (0..sub::SubnetworkN::<T>::get(netuid))
        .map(|uid| sub::Keys::<T>::get(netuid, uid))
        .collect()
}

/// Vectors by UID.
pub(super) fn neurons(netuid: NetUid, recorded: &Value) -> Result<Value, Malformed> {
    let index = NetUidStorageIndex::from(netuid);
    fields(recorded, |name, _| {
        Ok(Some(match name {
            "active" => sub::Active::<T>::get(netuid).write(),
            "block_at_registration" => (0..sub::SubnetworkN::<T>::get(netuid))
                .map(|uid| sub::BlockAtRegistration::<T>::get(netuid, uid).write())
                .collect(),
            "consensus" => sub::Consensus::<T>::get(netuid).write(),
            "dividends" => sub::Dividends::<T>::get(netuid).write(),
            "emission" => sub::Emission::<T>::get(netuid).write(),
            "hotkeys" => hotkeys(netuid).write(),
            "incentive" => sub::Incentive::<T>::get(index).write(),
            "last_update" => sub::LastUpdate::<T>::get(index).write(),
            "stake_weight" => sub::StakeWeight::<T>::get(netuid).write(),
            "validator_permit" => sub::ValidatorPermit::<T>::get(netuid).write(),
            "validator_trust" => sub::ValidatorTrust::<T>::get(netuid).write(),
            _ => return Ok(None),
        }))
    })
}

/// The recorded positions with their value and share, then positions that the recording lacks.
///
/// Positions count on the subnets and the hotkeys that the recording lists, where they are worth
/// something: recorders look at the hotkeys that they know.
fn stakes(recorded: &Value) -> Result<Value, Malformed> {
    let mut wanted = Vec::new();
    for row in list(recorded)? {
        let key: (NetUid, AccountId, AccountId) =
            (column(row, 0)?, column(row, 1)?, column(row, 2)?);
        wanted.push(key);
    }
    let listed: BTreeSet<NetUid> = wanted.iter().map(|key| key.0).collect();
    let hotkeys: BTreeSet<&AccountId> = wanted.iter().map(|key| &key.1).collect();
    let known: BTreeSet<_> = wanted.iter().cloned().collect();
    let mut others: Vec<_> = sub::AlphaV2::<T>::iter_keys()
        .map(|(hotkey, coldkey, netuid)| (netuid, hotkey, coldkey))
        .filter(|key| listed.contains(&key.0) && hotkeys.contains(&key.1) && !known.contains(key))
        .filter(|(netuid, hotkey, coldkey)| {
            !SubtensorModule::stake_for_hotkey_and_coldkey_on_subnet(hotkey, coldkey, *netuid)
                .is_zero()
        })
        .collect();
    others.sort();
    let position = |(netuid, hotkey, coldkey): &(NetUid, AccountId, AccountId)| {
        let alpha =
            SubtensorModule::stake_for_hotkey_and_coldkey_on_subnet(hotkey, coldkey, *netuid);
        let share = sub::AlphaV2::<T>::get((hotkey, coldkey, *netuid));
        let key = (netuid.write(), hotkey.write(), coldkey.write());
        json!([key.0, key.1, key.2, alpha.write(), share.write()])
    };
    Ok(wanted.iter().chain(&others).map(position).collect())
}

fn owner_of(hotkey: AccountId) -> Value {
    json!([
        hotkey.write(),
        SubtensorModule::owning_coldkey(&hotkey).write()
    ])
}

fn subnet_owner(netuid: NetUid) -> Value {
    let coldkey = sub::SubnetOwner::<T>::get(netuid);
    let hotkey = sub::SubnetOwnerHotkey::<T>::get(netuid);
    json!([netuid.write(), coldkey.write(), hotkey.write()])
}

/// Owners of hotkeys (pairs) or of subnets (triples).
fn owners(recorded: &Value) -> Result<Value, Malformed> {
    rows(recorded, |row| match list(row)?.len() {
        2 => Ok(owner_of(column(row, 0)?)),
        _ => Ok(subnet_owner(column(row, 0)?)),
    })
}

/// The weights that are not empty, by UID.
fn stored_rows(netuid: NetUid) -> Value {
    let index = NetUidStorageIndex::from(netuid);
    (0..sub::SubnetworkN::<T>::get(netuid))
        .map(|uid| (uid, sub::Weights::<T>::get(index, uid)))
        .filter(|(_, row)| !row.is_empty())
        .map(|row| row.write())
        .collect()
}

fn relation(recorded: &Value) -> Result<Value, Malformed> {
    let hotkey: AccountId = get(recorded, "hotkey")?;
    let netuid: NetUid = get(recorded, "netuid")?;
    fields(recorded, |name, _| {
        let pending = || sub::PendingChildKeys::<T>::get(netuid, &hotkey);
        Ok(Some(match name {
            "hotkey" => hotkey.write(),
            "netuid" => netuid.write(),
            "children" => sub::ChildKeys::<T>::get(&hotkey, netuid).write(),
            "parents" => sub::ParentKeys::<T>::get(&hotkey, netuid).write(),
            "pending" => pending().0.write(),
            "pending_at" => pending().1.write(),
            _ => return Ok(None),
        }))
    })
}

/// How a dividend of a hotkey would be split with its parents.
fn distribution(recorded: &Value) -> Result<Value, Malformed> {
    let hotkey: AccountId = get(recorded, "hotkey")?;
    let netuid: NetUid = get(recorded, "netuid")?;
    let dividends: u64 = get(recorded, "dividends")?;
    let payouts = SubtensorModule::dividend_with_parents(&hotkey, netuid, dividends);
    let out: Vec<(AccountId, u64)> = payouts.payouts.into_iter().collect();
    let _ = field(recorded, "out")?;
    Ok(json!({
        "dividends": dividends.write(),
        "hotkey": hotkey.write(),
        "netuid": netuid.write(),
        "out": out.write(),
    }))
}
