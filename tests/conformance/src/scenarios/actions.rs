//! What happens in a scenario: calls, and the direct writes of a set-up.

use codec::Decode;
use frame_support::traits::fungible::Mutate;
use pallet_subtensor as sub;
use serde_json::Value;
use sp_runtime::{DispatchError, traits::Dispatchable};
use taonet_primitives::{AlphaBalance, NetUid, NetUidStorageIndex, TaoBalance};

use super::{chain, items::Context, parameters};
use crate::{
    calls::CallBook,
    golden::{Golden, Malformed, bytes, column, field, get, get_or, list, object, text},
    reference::{
        AccountId, Balances, Reference, RuntimeCall, RuntimeOrigin, SubtensorModule, System,
    },
    report::Check,
};

type T = Reference;

/// Goes on to the block of an action, does it, and compares its result and what it recorded of the
/// state before.
pub(super) fn perform(
    book: &CallBook,
    context: &Context,
    op: &Value,
) -> Result<Vec<Check>, Malformed> {
    if let Some(parts) = op.as_array() {
        share_pool(parts, context)?;
        return Ok(Vec::new());
    }
    let name = text(field(op, "op")?)?;
    if op.get("result").is_none() {
        write(name, op)?;
        return Ok(Vec::new());
    }
    let args = match op.get("args") {
        Some(args) => args,
        None => op,
    };
    let mut checks = before(args)?;
    let got = dispatch(book, name, args, op)?;
    checks.push(Check::new("result", field(op, "result")?, got.into()));
    Ok(checks)
}

/// Runs a call behind the guards; "ok" or the name of the error. Without a signer it comes from root.
fn dispatch(book: &CallBook, name: &str, args: &Value, op: &Value) -> Result<String, Malformed> {
    let encoded = book.encode(name, args)?;
    let call = RuntimeCall::decode(&mut &encoded[..])
        .map_err(|error| Malformed::new(format!("{name}: {error}")))?;
    let signer: Option<AccountId> = match op.get("signer") {
        Some(signer) => Some(AccountId::read(signer)?),
        None => None,
    };
    if let (Some(who), RuntimeCall::SubtensorModule(inner)) = (&signer, &call)
        && let Err(error) = SubtensorModule::check_call(who, inner)
    {
        return Ok(name_of(sub::Error::<T>::into(error)));
    }
    let origin = signer.map_or_else(RuntimeOrigin::root, RuntimeOrigin::signed);
    Ok(match call.dispatch(origin) {
        Ok(_) => "ok".into(),
        Err(failed) => name_of(failed.error),
    })
}

/// The name of an error, as recordings write it.
pub(super) fn name_of(error: DispatchError) -> String {
    match error {
        DispatchError::Module(module) => module.message.unwrap_or("unnamed").into(),
        DispatchError::Token(_) | DispatchError::Arithmetic(_) => format!("{error:?}"),
        other => <&'static str>::from(other).into(),
    }
}

/// What recordings note beside the arguments about the state before the call.
fn before(args: &Value) -> Result<Vec<Check>, Malformed> {
    let mut checks = Vec::new();
    for (name, recorded) in args.as_object().into_iter().flatten() {
        let got = match name.as_str() {
            "burn_before" => sub::Burn::<T>::get(get::<NetUid>(args, "netuid")?).write(),
            "lock_cost" => SubtensorModule::network_lock_cost().write(),
            "netuids_before" => SubtensorModule::all_subnet_netuids().write(),
            "prune_candidate" => SubtensorModule::subnet_to_prune().write(),
            _ => continue,
        };
        checks.push(Check::new(format!("args.{name}"), recorded, got));
    }
    Ok(checks)
}

/// Direct writes: an action without a result.
pub(super) fn write(name: &str, op: &Value) -> Result<(), Malformed> {
    let value = || {
        op.get("value")
            .or_else(|| {
                op.get("args")
                    .and_then(|args| args.as_object()?.values().next())
            })
            .ok_or_else(|| Malformed::new(format!("{name} has no value")))
    };
    match name {
        "advance_block_number_only" => {
            System::set_block_number(chain::block().saturating_add(1));
        }
        "step_block" => chain::next_block(),
        "store_pulse" => {
            chain::store_pulse(get(op, "round")?, bytes(text(field(op, "signature")?)?)?);
        }
        "mint" => {
            let who: AccountId = get(op, "account")?;
            mint(&who, get(op, "amount")?)?;
        }
        "set_pending_childkey_cooldown" => {
            sub::PendingChildKeyCooldown::<T>::put(u64::read(value()?)?);
        }
        "set_num_root_claims" => sub::NumRootClaim::<T>::put(u64::read(value()?)?),
        "set_tao_weight" => sub::TaoWeight::<T>::put(u64::read(value()?)?),
        "set_subnet_owner_cut" => sub::SubnetOwnerCut::<T>::put(u16::read(value()?)?),
        "set_moving_price_i96f32" => {
            for netuid in get::<Vec<NetUid>>(op, "netuids")? {
                parameters::set_of_subnet(netuid, "moving_price_i96f32", value()?)?;
            }
        }
        "force_validator_permit" => {
            let uids: Vec<u16> = get(op, "uids")?;
            for netuid in get::<Vec<NetUid>>(op, "netuids")? {
                sub::ValidatorPermit::<T>::mutate(netuid, |permits| {
                    for (uid, permit) in (0u16..).zip(permits) {
                        *permit = *permit || uids.contains(&uid);
                    }
                });
            }
        }
        "set_reserves" => {
            let netuid: NetUid = get(op, "netuid")?;
            let account = SubtensorModule::subnet_account_of(netuid);
            mint(&account, get(op, "minted_to_subnet_account")?)?;
            sub::SubnetTAO::<T>::insert(netuid, get::<TaoBalance>(op, "tao")?);
            sub::SubnetAlphaIn::<T>::insert(netuid, get::<AlphaBalance>(op, "alpha_in")?);
            let added: TaoBalance = get_or(op, "total_stake_added", TaoBalance::ZERO)?;
            sub::TotalStake::<T>::mutate(|total| *total = total.saturating_add(added));
        }
        "sudo_params" => {
            let netuid: NetUid = get(op, "netuid")?;
            for (name, value) in object(op)? {
                if name != "op" {
                    parameters::set_of_subnet(netuid, name, value)?;
                }
            }
        }
        "create_root_network" => create_root(get(op, "tempo")?),
        other => return Err(Malformed::new(format!("no action is named {other}"))),
    }
    Ok(())
}

/// Issues TAO to an account.
pub(super) fn mint(who: &AccountId, amount: TaoBalance) -> Result<(), Malformed> {
    Balances::mint_into(who, amount)
        .map_err(|error| Malformed::new(format!("cannot issue {amount:?}: {error:?}")))?;
    sub::TotalIssuance::<T>::mutate(|total| *total = total.saturating_add(amount));
    Ok(())
}

/// Writes root as a genesis does.
pub(super) fn create_root(tempo: u16) {
    let root = NetUid::ROOT;
    sub::NetworksAdded::<T>::insert(root, true);
    sub::TotalNetworks::<T>::mutate(|count| *count = count.saturating_add(1));
    sub::SubnetworkN::<T>::insert(root, 0);
    sub::MaxAllowedUids::<T>::insert(root, 64);
    sub::MaxAllowedValidators::<T>::insert(root, 64);
    sub::MinAllowedWeights::<T>::insert(root, 0);
    sub::Tempo::<T>::insert(root, tempo);
    sub::NetworkRegistrationAllowed::<T>::insert(root, true);
    sub::TargetRegistrationsPerInterval::<T>::insert(root, 1);
    sub::SubtokenEnabled::<T>::insert(root, true);
    sub::LastUpdate::<T>::insert(NetUidStorageIndex::from(root), Vec::<u64>::new());
}

/// An operation on the share pool of hotkey 1: its name, a coldkey or nothing, an amount.
fn share_pool(parts: &[Value], context: &Context) -> Result<(), Malformed> {
    let whole = Value::from(parts.to_vec());
    let hotkey = AccountId::read(&1.into())?;
    let netuid = context.netuid;
    let amount: AlphaBalance = column(&whole, 2)?;
    let coldkey = || column::<AccountId>(&whole, 1);
    match text(list(&whole)?.first().unwrap_or(&Value::Null))? {
        "increase_one" => SubtensorModule::increase_stake_for_hotkey_and_coldkey_on_subnet(
            &hotkey,
            &coldkey()?,
            netuid,
            amount,
        ),
        "decrease_one" => SubtensorModule::decrease_stake_for_hotkey_and_coldkey_on_subnet(
            &hotkey,
            &coldkey()?,
            netuid,
            amount,
        ),
        "increase_all" => {
            SubtensorModule::increase_stake_for_hotkey_on_subnet(&hotkey, netuid, amount);
        }
        "decrease_all" => {
            SubtensorModule::decrease_stake_for_hotkey_on_subnet(&hotkey, netuid, amount);
        }
        other => return Err(Malformed::new(format!("no operation is named {other}"))),
    }
    Ok(())
}
