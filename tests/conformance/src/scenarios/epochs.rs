//! Epochs of one subnet: storage before, storage after.

use pallet_subtensor as sub;
use serde_json::{Map, Value, json};
use taonet_primitives::{AlphaBalance, NetUid, NetUidStorageIndex, TaoBalance};

use super::{chain, items, start};
use crate::{
    golden::{Golden, Malformed, brief, column, field, get, list, object},
    reference::{AccountId, Reference, SubtensorModule, System},
    report::{Check, Report},
};

type T = Reference;

/// Neurons of a case, at most.
const MOST_NEURONS: u64 = 4_096;

pub(super) fn run(case: &Value, place: &str, report: &mut Report) -> Result<(), Malformed> {
    let config = field(case, "config")?;
    let params = field(config, "params")?;
    let n: u64 = get(params, "n")?;
    if n > MOST_NEURONS {
        return Err(Malformed::new(format!("{n} neurons are too many")));
    }
    let netuid: NetUid = get(params, "netuid")?;
    let hotkeys = (1..=n)
        .map(|k| AccountId::read(&k.into()))
        .collect::<Result<Vec<_>, _>>()?;
    let epochs = list(field(case, "epochs")?)?;
    let place = config
        .get("name")
        .and_then(Value::as_str)
        .map_or_else(|| place.to_owned(), |name| format!("{place} {name}"));
    chain::empty().execute_with(|| {
        start::bare_subnet(netuid, params, &hotkeys)?;
        sub::TaoWeight::<T>::put(get::<u64>(config, "tao_weight")?);
        sub::StakeThreshold::<T>::put(get::<u64>(config, "stake_threshold")?);
        for (number, epoch) in epochs.iter().enumerate() {
            let outcome = prepare(netuid, &hotkeys, field(epoch, "input")?)
                .and_then(|()| one(netuid, &hotkeys, epoch));
            report.settle(&place, &format!("epoch {number}"), outcome);
        }
        Ok(())
    })
}

/// Writes the input of an epoch.
fn prepare(netuid: NetUid, hotkeys: &[AccountId], input: &Value) -> Result<(), Malformed> {
    System::set_block_number(get(input, "block")?);
    let index = NetUidStorageIndex::from(netuid);
    let stakes: Vec<AlphaBalance> = get(input, "alpha_stake")?;
    let tao: Option<Vec<AlphaBalance>> = get(input, "tao_stake")?;
    let tao = tao.unwrap_or_else(|| vec![AlphaBalance::ZERO; hotkeys.len()]);
    for ((hotkey, alpha), tao) in hotkeys.iter().zip(stakes).zip(tao) {
        sub::TotalHotkeyAlpha::<T>::insert(hotkey, netuid, alpha);
        sub::TotalHotkeyAlpha::<T>::insert(hotkey, NetUid::ROOT, tao);
    }
    sub::ValidatorPermit::<T>::insert(netuid, get::<Vec<bool>>(input, "validator_permit")?);
    sub::LastUpdate::<T>::insert(index, get::<Vec<u64>>(input, "last_update")?);
    let registered: Vec<u64> = get(input, "block_at_registration")?;
    for (uid, block) in (0u16..).zip(registered) {
        sub::BlockAtRegistration::<T>::insert(netuid, uid, block);
    }
    let step: u64 = get(input, "last_mechanism_step_block")?;
    sub::LastMechansimStepBlock::<T>::insert(netuid, step);
    for row in list(field(input, "weights_changed")?)? {
        let (uid, weights): (u16, Vec<(u16, u16)>) = (column(row, 0)?, column(row, 1)?);
        sub::Weights::<T>::insert(index, uid, weights);
    }
    Ok(())
}

/// Runs an epoch and compares everything that came of it.
fn one(netuid: NetUid, hotkeys: &[AccountId], epoch: &Value) -> Result<Vec<Check>, Malformed> {
    let (input, output) = (field(epoch, "input")?, field(epoch, "output")?);
    let mut checks = Vec::new();
    if let Some(recorded) = input
        .get("stake_weight_i64f64")
        .filter(|found| !found.is_null())
    {
        let keys = SubtensorModule::hotkeys_by_uid(netuid);
        let (weights, ..) = SubtensorModule::stake_weights_for_network(netuid, &keys);
        checks.push(Check::new("stake_weight_i64f64", recorded, weights.write()));
    }
    let emission: TaoBalance = get(input, "emission")?;
    let keys = SubtensorModule::hotkeys_by_uid(netuid);
    let paid = SubtensorModule::run_subnet_epoch(netuid, keys, emission.to_u64());
    let by_uid = |part: fn(&sub::epoch::HotkeyEmission) -> u64| -> Value {
        let amounts = hotkeys
            .iter()
            .map(|hotkey| paid.get(hotkey).map_or(0, part));
        amounts.map(|amount| amount.write()).collect()
    };
    let mut vectors = Map::new();
    for (name, recorded) in object(output)? {
        match name.as_str() {
            "server_emission" => {
                checks.push(Check::new(name, recorded, by_uid(|paid| paid.server_rao)));
            }
            "validator_emission" => {
                checks.push(Check::new(
                    name,
                    recorded,
                    by_uid(|paid| paid.validator_rao),
                ));
            }
            // Bonds of large subnets are recorded now and then.
            "bonds" if recorded.is_null() => {}
            "bonds" => checks.push(Check::new(name, recorded, bonds(netuid, hotkeys.len()))),
            _ => {
                vectors.insert(name.clone(), recorded.clone());
            }
        }
    }
    let vectors = Value::from(vectors);
    let got = items::neurons(netuid, &vectors)
        .map_err(|error| Malformed::new(format!("{error} in {}", brief(output))))?;
    checks.push(Check::new("output", &vectors, got));
    Ok(checks)
}

/// Bonds that are not empty, by UID.
fn bonds(netuid: NetUid, n: usize) -> Value {
    let index = NetUidStorageIndex::from(netuid);
    let rows = (0u16..)
        .take(n)
        .map(|uid| (uid, sub::Bonds::<T>::get(index, uid)))
        .filter(|(_, row)| !row.is_empty());
    rows.map(|(uid, row)| json!([uid.write(), row.write()]))
        .collect()
}
