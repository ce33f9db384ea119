//! Replays `registration_burn.json`: 14,400 blocks of prices and 2,939 calls on twelve subnets,
//! four of them full, and the pools and seats that come of it.

use super::*;
use frame_support::traits::Hooks;
use serde_json::Value;
use substrate_fixed::types::U64F64;
use taonet_primitives::SwapHandler;

const SCENARIO: &str = include_str!("../../../../../../vectors/scenarios/registration_burn.json");
const TRADERS: core::ops::RangeInclusive<u64> = 100..=109;

/// A number, written plainly or, when it is large, as a string.
pub(crate) fn number(value: &Value) -> u128 {
    match value {
        Value::String(text) => text.parse().unwrap(),
        value => u128::from(
            value
                .as_u64()
                .unwrap_or_else(|| panic!("{value} is no number")),
        ),
    }
}

pub(crate) fn small(value: &Value) -> u64 {
    u64::try_from(number(value)).unwrap()
}

/// `ok` or the name of the error, as the scenarios write results.
pub(crate) fn outcome(result: frame_support::dispatch::DispatchResult) -> String {
    match result {
        Ok(()) => "ok".into(),
        Err(error) => <&'static str>::from(error).into(),
    }
}

#[test]
fn registrations_as_recorded() {
    let scenario: Value = serde_json::from_str(SCENARIO).unwrap();
    let cases = scenario["cases"].as_array().unwrap();
    let (mut blocks, mut calls, mut states) = (0, 0, 0);
    for (index, case) in cases.iter().enumerate() {
        new_test_ext().execute_with(|| {
            let replayed = replay(case, index);
            blocks += replayed.0;
            calls += replayed.1;
            states += replayed.2;
        });
    }
    println!("registration_burn: {blocks} blocks, {calls} calls, {states} states");
    assert_eq!((blocks, calls, states), (14_400, 2_939, 72));
}

fn replay(case: &Value, index: usize) -> (usize, usize, usize) {
    let netuid = start(&case["params"]);
    let stake_before_pool =
        TotalStake::<Test>::get().to_u64() - SubnetTAO::<Test>::get(netuid).to_u64();
    let ops = case["ops"].as_array().unwrap();
    let states = case["states"].as_array().unwrap();
    let prices = case["prices"].as_array().unwrap();
    let (mut ops_left, mut states_left) = (ops.iter().peekable(), states.iter().peekable());
    for row in prices {
        let block = small(&row[0]);
        go_to(block);
        Pallet::<Test>::on_initialize(block);
        let price = || u64::from(Burn::<Test>::get(netuid));
        assert_eq!(
            price(),
            small(&row[1]),
            "case {index}, decay in block {block}"
        );
        while let Some(op) = ops_left.next_if(|op| small(&op["block"]) == block) {
            assert_eq!(
                price(),
                small(&op["args"]["burn_before"]),
                "case {index}, {op}"
            );
            assert_eq!(
                outcome(call(op)),
                op["result"].as_str().unwrap(),
                "case {index}, {op}"
            );
        }
        assert_eq!(
            price(),
            small(&row[2]),
            "case {index}, calls of block {block}"
        );
        assert_eq!(u64::from(SubnetworkN::<Test>::get(netuid)), small(&row[3]));
        while let Some(state) = states_left.next_if(|state| small(&state["block"]) == block) {
            check_state(netuid, state, stake_before_pool, index);
        }
    }
    assert!(ops_left.next().is_none() && states_left.next().is_none());
    (prices.len(), ops.len(), states.len())
}

/// One subnet, registered at block 1 for 100 TAO, with the parameters of the case.
fn start(params: &Value) -> NetUid {
    add_root();
    let netuid = subnet(OWNER, OWNER_HOTKEY);
    // The recorded subnet can be traded but earns nothing.
    FirstEmissionBlockNumber::<Test>::remove(netuid);
    Burn::<Test>::insert(netuid, TaoBalance::new(small(&params["burn"])));
    BurnHalfLife::<Test>::insert(
        netuid,
        u16::try_from(small(&params["burn_half_life"])).unwrap(),
    );
    BurnIncreaseMult::<Test>::insert(
        netuid,
        U64F64::from_bits(number(&params["burn_increase_mult_u64f64"])),
    );
    MinBurn::<Test>::insert(netuid, TaoBalance::new(small(&params["min_burn"])));
    MaxBurn::<Test>::insert(netuid, TaoBalance::new(small(&params["max_burn"])));
    let max_uids = u16::try_from(small(&params["max_allowed_uids"])).unwrap();
    MaxAllowedUids::<Test>::insert(netuid, max_uids);
    let immunity = u16::try_from(small(&params["immunity_period"])).unwrap();
    ImmunityPeriod::<Test>::insert(netuid, immunity);
    for trader in TRADERS {
        fund(trader, 1_000_000);
    }
    netuid
}

fn call(op: &Value) -> frame_support::dispatch::DispatchResult {
    let args = &op["args"];
    let signer = signed(small(&op["signer"]));
    let netuid = NetUid::new(u16::try_from(small(&args["netuid"])).unwrap());
    let hotkey = account(small(&args["hotkey"]));
    match op["op"].as_str().unwrap() {
        "burned_register" => SubtensorModule::burned_register(signer, netuid, hotkey),
        "register_limit" => {
            let limit = small(&args["limit_price"]);
            SubtensorModule::register_limit(signer, netuid, hotkey, limit)
        }
        other => panic!("unknown call {other}"),
    }
}

fn check_state(netuid: NetUid, state: &Value, stake_before_pool: u64, index: usize) {
    let case = format!("case {index}, state of block {}", state["block"]);
    let expected: Vec<AccountId> = state["hotkeys"]
        .as_array()
        .unwrap()
        .iter()
        .map(|k| account(small(k)))
        .collect();
    let hotkeys: Vec<AccountId> = (0..SubnetworkN::<Test>::get(netuid))
        .filter_map(|uid| Pallet::<Test>::hotkey_for_uid(netuid, uid))
        .collect();
    assert_eq!(hotkeys, expected, "{case}");
    for (uid, hotkey) in (0..).zip(&hotkeys) {
        assert_eq!(
            Pallet::<Test>::uid_for_hotkey(netuid, hotkey),
            Some(uid),
            "{case}"
        );
    }
    let pool = &state["pool"];
    assert_eq!(
        SubnetTAO::<Test>::get(netuid).to_u64(),
        small(&pool["tao"]),
        "{case}"
    );
    assert_eq!(
        SubnetAlphaIn::<Test>::get(netuid).to_u64(),
        small(&pool["alpha_in"]),
        "{case}"
    );
    assert_eq!(
        SubnetAlphaOut::<Test>::get(netuid).to_u64(),
        small(&pool["alpha_out"]),
        "{case}"
    );
    assert_eq!(
        SubnetVolume::<Test>::get(netuid),
        number(&pool["volume"]),
        "{case}"
    );
    let price = <Test as Config>::SwapInterface::spot_price(netuid);
    assert_eq!(price.to_bits(), number(&pool["price_u64f64"]), "{case}");
    let held = Balances::free_balance(Pallet::<Test>::subnet_account_of(netuid));
    assert_eq!(
        held.to_u64(),
        small(&pool["subnet_account_balance"]),
        "{case}"
    );
    let recycled = RAORecycledForRegistration::<Test>::get(netuid).to_u64();
    assert_eq!(recycled, small(&state["rao_recycled"]), "{case}");
    let stake = TotalStake::<Test>::get().to_u64() - stake_before_pool;
    assert_eq!(stake, small(&state["globals"]["total_stake"]), "{case}");
}
