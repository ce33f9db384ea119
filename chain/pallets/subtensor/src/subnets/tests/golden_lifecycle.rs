//! Replays `subnet_lifecycle.json`: four chains of 600 blocks on which subnets are registered,
//! traded, pruned and dissolved while the block step runs.

use super::*;
use crate::neurons::tests::golden_registration::{number, outcome, small};
use codec::Decode;
use frame_support::{
    dispatch::DispatchResult,
    traits::{Hooks, fungible::Mutate},
};
use serde_json::Value;
use substrate_fixed::types::I96F32;
use taonet_primitives::{AlphaBalance, NetUid, SwapHandler, TaoBalance};

const SCENARIO: &str = include_str!("../../../../../../vectors/scenarios/subnet_lifecycle.json");

#[test]
fn lifecycles_as_recorded() {
    let scenario: Value = serde_json::from_str(SCENARIO).unwrap();
    let (mut costs, mut calls, mut states) = (0, 0, 0);
    for (index, case) in scenario["cases"].as_array().unwrap().iter().enumerate() {
        sp_io::TestExternalities::default().execute_with(|| {
            load(&case["start"]);
            let replayed = replay(case, index);
            costs += replayed.0;
            calls += replayed.1;
            states += replayed.2;
        });
    }
    println!("subnet_lifecycle: {costs} lock costs, {calls} calls, {states} states");
    assert_eq!((costs, calls, states), (2_400, 292, 284));
}

/// Takes over the pallet's storage and mints the recorded balances.
fn load(start: &Value) {
    go_to(1);
    System::set_parent_hash(sp_core::H256::repeat_byte(0x45));
    for op in start["setup_ops"].as_array().unwrap() {
        assert_eq!(op["op"], "mint");
        Balances::set_balance(&who(&op["account"]), TaoBalance::new(small(&op["amount"])));
    }
    let prefix = hex::encode(sp_io::hashing::twox_128(b"SubtensorModule"));
    for (key, value) in start["raw"].as_object().unwrap() {
        let key = key.trim_start_matches("0x");
        if key.starts_with(&prefix) {
            let value = value.as_str().unwrap().trim_start_matches("0x");
            sp_io::storage::set(&hex::decode(key).unwrap(), &hex::decode(value).unwrap());
        }
    }
    // Values compiled into the recording runtime, which its storage therefore does not show.
    if !NetworkMinLockCost::<Test>::exists() {
        NetworkMinLockCost::<Test>::put(TaoBalance::new(100 * TAO));
    }
    if !NetworkLastLockCost::<Test>::exists() {
        NetworkLastLockCost::<Test>::put(TaoBalance::new(100 * TAO));
    }
    if !NetworkRateLimit::<Test>::exists() {
        NetworkRateLimit::<Test>::put(0);
    }
    if !MaxEpochsPerBlock::<Test>::exists() {
        MaxEpochsPerBlock::<Test>::put(32);
    }
    if !SubnetOwnerCut::<Test>::exists() {
        SubnetOwnerCut::<Test>::put(0);
    }
    assert_eq!(
        u64::from(NetworkMinLockCost::<Test>::get()),
        small(&start["min_lock"])
    );
    assert_eq!(
        NetworkLockReductionInterval::<Test>::get(),
        small(&start["lock_reduction_interval"])
    );
    assert_eq!(
        NetworkImmunityPeriod::<Test>::get(),
        small(&start["network_immunity_period"])
    );
    assert_eq!(
        u64::from(SubnetLimit::<Test>::get()),
        small(&start["subnet_limit"])
    );
}

fn replay(case: &Value, index: usize) -> (usize, usize, usize) {
    let costs = case["lock_cost_by_block"].as_array().unwrap();
    let steps = case["steps"].as_array().unwrap();
    let mut steps_left = steps.iter().peekable();
    let mut calls = 0;
    for row in costs {
        let block = small(&row[0]);
        System::reset_events();
        go_to(block);
        Pallet::<Test>::on_initialize(block);
        let cost = u64::from(Pallet::<Test>::network_lock_cost());
        assert_eq!(
            cost,
            small(&row[1]),
            "case {index}, lock cost of block {block}"
        );
        while let Some(step) = steps_left.next_if(|step| small(&step["block"]) == block) {
            for op in step["ops"].as_array().unwrap() {
                calls += run(op, index);
            }
            check_state(step, index);
        }
    }
    assert!(steps_left.next().is_none());
    (costs.len(), calls, steps.len())
}

/// An account is a small number or its 32 bytes in hex.
fn who(value: &Value) -> AccountId {
    match value.as_str().and_then(|text| text.strip_prefix("0x")) {
        Some(bytes) => AccountId::decode(&mut &hex::decode(bytes).unwrap()[..]).unwrap(),
        None => account(small(value)),
    }
}

fn subnet_of(value: &Value) -> NetUid {
    NetUid::new(u16::try_from(small(value)).unwrap())
}

/// Runs one entry of the log; counts 1 if it is a call.
fn run(op: &Value, index: usize) -> usize {
    let name = op["op"].as_str().unwrap();
    if name == "sudo_params" {
        set_parameters(op);
        return 0;
    }
    let case = format!("case {index}, {op}");
    let result = match name {
        "register_network" => register(op, &case),
        "add_stake" => SubtensorModule::add_stake(
            signed(small(&op["signer"])),
            who(&op["args"]["hotkey"]),
            subnet_of(&op["args"]["netuid"]),
            TaoBalance::new(small(&op["args"]["amount_staked"])),
        ),
        "root_dissolve_network" => {
            SubtensorModule::root_dissolve_network(RuntimeOrigin::root(), subnet_of(&op["netuid"]))
        }
        other => panic!("unknown call {other}"),
    };
    assert_eq!(outcome(result), op["result"].as_str().unwrap(), "{case}");
    1
}

fn register(op: &Value, case: &str) -> DispatchResult {
    let args = &op["args"];
    let cost = u64::from(Pallet::<Test>::network_lock_cost());
    assert_eq!(cost, small(&args["lock_cost"]), "{case}");
    let netuids: Vec<u64> = Pallet::<Test>::all_subnet_netuids()
        .into_iter()
        .map(|n| u64::from(n.inner()))
        .collect();
    let expected: Vec<u64> = args["netuids_before"]
        .as_array()
        .unwrap()
        .iter()
        .map(small)
        .collect();
    assert_eq!(netuids, expected, "{case}");
    let candidate = Pallet::<Test>::subnet_to_prune().map(|n| u64::from(n.inner()));
    assert_eq!(candidate, args["prune_candidate"].as_u64(), "{case}");
    SubtensorModule::register_network(signed(small(&op["signer"])), who(&args["hotkey"]))
}

fn set_parameters(op: &Value) {
    let netuid = subnet_of(&op["netuid"]);
    SubnetEmissionEnabled::<Test>::insert(netuid, op["emission_enabled"].as_bool().unwrap());
    SubtokenEnabled::<Test>::insert(netuid, op["subtoken_enabled"].as_bool().unwrap());
    FirstEmissionBlockNumber::<Test>::insert(netuid, small(&op["first_emission_block"]));
    Tempo::<Test>::insert(netuid, u16::try_from(small(&op["tempo"])).unwrap());
    let price = i128::try_from(number(&op["moving_price_i96f32"])).unwrap();
    SubnetMovingPrice::<Test>::insert(netuid, I96F32::from_bits(price));
}

fn check_state(step: &Value, index: usize) {
    let case = format!("case {index}, state of block {}", step["block"]);
    let netuids: Vec<NetUid> = step["netuids"]
        .as_array()
        .unwrap()
        .iter()
        .map(subnet_of)
        .collect();
    assert_eq!(Pallet::<Test>::all_subnet_netuids(), netuids, "{case}");
    for pool in step["pools"].as_array().unwrap() {
        check_pool(subnet_of(&pool[0]), &pool[1], &case);
    }
    for row in step["balances"].as_array().unwrap() {
        let held = Balances::free_balance(who(&row[0])).to_u64();
        assert_eq!(held, small(&row[1]), "{case}, balance of {}", row[0]);
    }
    let stakes = step["stakes"].as_array().unwrap();
    for row in stakes {
        let (netuid, hotkey, coldkey) = (subnet_of(&row[0]), who(&row[1]), who(&row[2]));
        let stake =
            Pallet::<Test>::stake_for_hotkey_and_coldkey_on_subnet(&hotkey, &coldkey, netuid);
        assert_eq!(stake.to_u64(), small(&row[3]), "{case}, stake {row}");
        let share = AlphaV2::<Test>::get((&hotkey, &coldkey, netuid));
        assert_eq!(share.mantissa(), number(&row[4][0]), "{case}, share {row}");
        let exponent: i64 = match &row[4][1] {
            Value::String(text) => text.parse().unwrap(),
            value => value.as_i64().unwrap(),
        };
        assert_eq!(share.exponent(), exponent, "{case}, share {row}");
    }
    assert_eq!(AlphaV2::<Test>::iter().count(), stakes.len(), "{case}");
    let issuance = TotalIssuance::<Test>::get().to_u64();
    assert_eq!(
        issuance,
        small(&step["total_issuance"]),
        "{case}, total issuance"
    );
    assert_eq!(
        TotalStake::<Test>::get().to_u64(),
        small(&step["total_stake"]),
        "{case}, stake"
    );
}

fn check_pool(netuid: NetUid, pool: &Value, case: &str) {
    let tao = |value: TaoBalance| u128::from(value.to_u64());
    let alpha = |value: AlphaBalance| u128::from(value.to_u64());
    let held = Balances::free_balance(Pallet::<Test>::subnet_account_of(netuid));
    let price = <Test as Config>::SwapInterface::spot_price(netuid);
    let moving_price = SubnetMovingPrice::<Test>::get(netuid).to_bits();
    let fields = [
        ("tao", tao(SubnetTAO::<Test>::get(netuid))),
        ("alpha_in", alpha(SubnetAlphaIn::<Test>::get(netuid))),
        ("alpha_out", alpha(SubnetAlphaOut::<Test>::get(netuid))),
        (
            "protocol_alpha",
            alpha(SubnetProtocolAlpha::<Test>::get(netuid)),
        ),
        ("volume", SubnetVolume::<Test>::get(netuid)),
        ("subnet_account_balance", tao(held)),
        ("price_u64f64", price.to_bits()),
        ("moving_price_i96f32", u128::try_from(moving_price).unwrap()),
    ];
    for (name, value) in fields {
        assert_eq!(
            value,
            number(&pool[name]),
            "{case}, {name} of subnet {netuid}"
        );
    }
}
