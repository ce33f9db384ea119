//! Orders, sealed calls, commitments.

use codec::{Decode, Encode};
use pallet_limit_orders::{Order, OrderType, SignedOrder, VersionedOrder};
use sp_runtime::Perbill;
use taonet_primitives::{MultiSignature, NetUid};
use taonet_runtime::{Runtime, RuntimeCall};
use taonet_shield::{Entropy, SecretKey};

use super::*;
use crate::random::trader;

/// Bytes of a call `System.remark` of nothing.
const REMARK_BYTES: usize = 3;

/// An order of the trader's that the market fulfils at once.
fn order(run: &mut Run, netuid: NetUid, sells: bool) -> SignedOrder<AccountId> {
    let signer = trader::account();
    let hotkey = run
        .chain
        .read(|| pallet_subtensor::SubnetOwnerHotkey::<Runtime>::try_get(netuid).ok());
    let recipient = run.world.account(run.world.some_coldkey(&mut run.rng));
    let order = VersionedOrder::V1(Order {
        signer: signer.clone(),
        hotkey: hotkey.unwrap_or(signer),
        netuid,
        order_type: if sells {
            OrderType::TakeProfit
        } else {
            OrderType::LimitBuy
        },
        amount: run.between(TAO / 10, 5 * TAO),
        limit_price: if sells { 0 } else { u64::MAX },
        expiry: u64::MAX,
        fee_rate: Perbill::from_percent(u32::try_from(run.rng.below(3)).unwrap_or(0)),
        fee_recipient: recipient,
        relayer: None,
        max_slippage: None,
        chain_id: 42,
        partial_fills_enabled: false,
    });
    let signature = trader::sign(&order.encode());
    SignedOrder {
        order,
        signature: MultiSignature::Sr25519(signature),
        partial_fill: None,
    }
}

/// A subnet whose alpha is traded.
fn market(run: &mut Run) -> Option<NetUid> {
    run.a_subnet(pallet_subtensor::SubtokenEnabled::<Runtime>::get)
}

/// An order is executed alone, and later another one withdrawn.
pub(super) fn orders(run: &mut Run) {
    let Some(netuid) = market(run) else {
        return;
    };
    let who = run.world.some_coldkey(&mut run.rng);
    let bought = order(run, netuid, false);
    let Ok(orders) = vec![bought].try_into() else {
        return;
    };
    let call = RuntimeCall::LimitOrders(pallet_limit_orders::Call::execute_orders {
        orders,
        should_fail: true,
    });
    run.act_call(By::Signer(who), "LimitOrders.execute_orders", call);
    run.later(3, move |run| {
        let order = order(run, netuid, false).order;
        let call = RuntimeCall::LimitOrders(pallet_limit_orders::Call::cancel_order { order });
        // The trader has no transactions of its own; root lets it speak.
        let origin = json!({ "system": { "Signed": hex(&trader::account()) } });
        let kind = "Utility.dispatch_as_fallible";
        let with = |call: &Value| json!({ "as_origin": origin, "call": call });
        let Ok(outer) = run.book.encode(kind, &with(&remark(0))) else {
            return;
        };
        // The call is the last argument, so it can be replaced by another one.
        let head = outer.len().saturating_sub(REMARK_BYTES);
        let outer = [outer.get(..head).unwrap_or_default(), &call.encode()].concat();
        if let Ok(outer) = RuntimeCall::decode(&mut outer.as_slice()) {
            let done = run.act_call(By::Root, kind, outer);
            run.carried("LimitOrders.cancel_order", done);
        }
    });
}

/// Buyers and sellers meet at one price.
pub(super) fn batched_orders(run: &mut Run) {
    let Some(netuid) = market(run) else {
        return;
    };
    let who = run.world.some_coldkey(&mut run.rng);
    let mut orders = vec![order(run, netuid, false), order(run, netuid, false)];
    if run.rng.chance(50) {
        orders.push(order(run, netuid, true));
    }
    let Ok(orders) = orders.try_into() else {
        return;
    };
    let call = RuntimeCall::LimitOrders(pallet_limit_orders::Call::execute_batched_orders {
        netuid,
        orders,
    });
    run.act_call(By::Signer(who), "LimitOrders.execute_batched_orders", call);
}

/// Stake moves: to another subnet, another hotkey, another coldkey.
pub(super) fn moves(run: &mut Run) {
    let (Some(from), Some(to)) = (market(run), market(run)) else {
        return;
    };
    let (owner, other) = two(run);
    let account = run.world.account(owner);
    let hotkeys = run
        .chain
        .read(|| pallet_subtensor::OwnedHotkeys::<Runtime>::get(&account));
    let (Some(hotkey), Some(another)) = (
        run.rng.pick(&hotkeys).cloned(),
        run.rng.pick(&hotkeys).cloned(),
    ) else {
        return;
    };
    let by = By::Signer(owner);
    let amount = run.between(TAO, 20 * TAO);
    let args = json!({ "hotkey": hex(&hotkey), "netuid": u16::from(from),
        "amount_staked": amount });
    if !run.act(by, "SubtensorModule.add_stake", &args) {
        return;
    }
    run.later(2, move |run| {
        let alpha = run.between(TAO / 2, 2 * TAO);
        let (from, to) = (u16::from(from), u16::from(to));
        let ends = |mut args: Value| {
            if let Some(fields) = args.as_object_mut() {
                fields.insert("origin_netuid".into(), from.into());
                fields.insert("destination_netuid".into(), to.into());
                fields.insert("alpha_amount".into(), alpha.into());
            }
            args
        };
        match run.rng.below(4) {
            0 => {
                let args = ends(json!({ "hotkey": hex(&hotkey) }));
                run.act(by, "SubtensorModule.swap_stake", &args);
            }
            1 => {
                let args = ends(json!({ "hotkey": hex(&hotkey), "limit_price": 0,
                    "allow_partial": true }));
                run.act(by, "SubtensorModule.swap_stake_limit", &args);
            }
            2 => {
                let args = ends(json!({ "origin_hotkey": hex(&hotkey),
                    "destination_hotkey": hex(&another) }));
                run.act(by, "SubtensorModule.move_stake", &args);
            }
            _ => {
                let args = ends(json!({ "destination_coldkey": of(run, other),
                    "hotkey": hex(&hotkey) }));
                run.act(by, "SubtensorModule.transfer_stake", &args);
            }
        }
    });
}

/// A call sealed to the author of a coming block, and one that is stored sealed.
pub(super) fn sealed(run: &mut Run) {
    let who = run.world.some_coldkey(&mut run.rng);
    let key = SecretKey::from_seed(&[3; taonet_shield::SEED_LEN]).public_key();
    let secret: [u8; 32] = std::array::from_fn(|_| u8::try_from(run.rng.below(256)).unwrap_or(0));
    let entropy = Entropy {
        secret,
        nonce: [5; 24],
    };
    let sealed = taonet_shield::seal(&key, b"a transaction", &entropy)
        .ok()
        .and_then(|envelope| envelope.to_bytes().ok());
    let Some(sealed) = sealed else {
        return;
    };
    // Wrappers are not for ever.
    let (by, kind) = if run.rng.chance(50) {
        (By::Briefly(who), "MevShield.submit_encrypted")
    } else {
        (By::Signer(who), "MevShield.store_encrypted")
    };
    run.act(by, kind, &bytes(&sealed));
}

/// A hotkey commits to something, mostly locked for some time.
pub(super) fn commitment(run: &mut Run) {
    let Some(netuid) = run.a_subnet(|_| true) else {
        return;
    };
    let neurons = run.neurons(netuid);
    let Some((who, _)) = run.rng.pick(&neurons).cloned() else {
        return;
    };
    let mut fields = Vec::new();
    if run.rng.chance(70)
        && let Some((sealed, round)) = weights::lock(run, b"what I knew")
    {
        fields.push(json!({ "TimelockEncrypted": { "encrypted": sealed, "reveal_round": round } }));
    }
    fields.push(match run.rng.below(3) {
        0 => json!({ "Sha256": bytes(&[7; 32]) }),
        1 => json!("ResetBondsFlag"),
        _ => json!("None"),
    });
    // A commitment is a list of fields and nothing else, so it is written as one.
    let args = json!({ "netuid": u16::from(netuid), "info": fields });
    run.act(By::Signer(who), "Commitments.set_commitment", &args);
}
