//! Recorded calls that stake, unstake and move between two subnets.

use frame_support::traits::fungible::{Inspect, Mutate};
use serde_json::Value;
use substrate_fixed::types::U64F64;
use taonet_primitives::{NetUid, SwapHandler};

use super::world::*;
use crate::*;

fn build(start: &Value) {
    add_network(NetUid::ROOT, 0, 0, 0);
    Balances::set_balance(&Pallet::<Test>::subnet_account_of(NetUid::ROOT), tao(0));
    for (netuid, pool) in (1u16..).map(NetUid::new).zip(list(&start["pools"])) {
        add_network(netuid, 1, uint(&pool["tao"]), uint(&pool["alpha_in"]));
        let weights = taonet_amm::Balancer::new(uint(&pool["quote_weight"])).unwrap();
        pallet_swap::SwapBalancer::<Test>::insert(netuid, pallet_swap::Balancer::from(weights));
        pallet_swap::PalSwapInitialized::<Test>::insert(netuid, true);
        let account = Pallet::<Test>::subnet_account_of(netuid);
        Balances::set_balance(&account, tao(uint(&pool["subnet_account_balance"])));
    }
    for (netuid, settings) in (1u16..).map(NetUid::new).zip(list(&start["hyperparams"])) {
        pallet_swap::FeeRate::<Test>::insert(netuid, uint::<u16>(&settings["fee_rate"]));
    }
    for row in list(&start["balances"]).iter().map(list) {
        Balances::set_balance(&key(uint(&row[0])), tao(uint(&row[1])));
    }
    for row in list(&start["hotkey_owners"]).iter().map(list) {
        own(uint(&row[1]), uint(&row[0]));
    }
    TotalStake::<Test>::put(tao(uint(&start["globals"]["total_stake"])));
    let issued = tao(uint(&start["globals"]["total_issuance"]));
    assert_eq!(<Balances as Inspect<AccountId>>::total_issuance(), issued);
    TotalIssuance::<Test>::put(issued);
}

fn call_of(op: &Value) -> Call<Test> {
    let args = &op["args"];
    let amount = |name: &str| uint::<u64>(&args[name]);
    let account = |name: &str| key(amount(name));
    let netuid = |name: &str| NetUid::new(uint(&args[name]));
    let allow_partial = args["allow_partial"].as_bool().unwrap_or_default();
    match op["op"].as_str().unwrap() {
        "add_stake" => Call::add_stake {
            hotkey: account("hotkey"),
            netuid: netuid("netuid"),
            amount_staked: tao(amount("amount_staked")),
        },
        "remove_stake" => Call::remove_stake {
            hotkey: account("hotkey"),
            netuid: netuid("netuid"),
            amount_unstaked: alpha(amount("amount_unstaked")),
        },
        "add_stake_limit" => Call::add_stake_limit {
            hotkey: account("hotkey"),
            netuid: netuid("netuid"),
            amount_staked: tao(amount("amount_staked")),
            limit_price: tao(amount("limit_price")),
            allow_partial,
        },
        "remove_stake_limit" => Call::remove_stake_limit {
            hotkey: account("hotkey"),
            netuid: netuid("netuid"),
            amount_unstaked: alpha(amount("amount_unstaked")),
            limit_price: tao(amount("limit_price")),
            allow_partial,
        },
        "swap_stake" => Call::swap_stake {
            hotkey: account("hotkey"),
            origin_netuid: netuid("origin_netuid"),
            destination_netuid: netuid("destination_netuid"),
            alpha_amount: alpha(amount("alpha_amount")),
        },
        "swap_stake_limit" => Call::swap_stake_limit {
            hotkey: account("hotkey"),
            origin_netuid: netuid("origin_netuid"),
            destination_netuid: netuid("destination_netuid"),
            alpha_amount: alpha(amount("alpha_amount")),
            limit_price: tao(amount("limit_price")),
            allow_partial,
        },
        "move_stake" => Call::move_stake {
            origin_hotkey: account("origin_hotkey"),
            destination_hotkey: account("destination_hotkey"),
            origin_netuid: netuid("origin_netuid"),
            destination_netuid: netuid("destination_netuid"),
            alpha_amount: alpha(amount("alpha_amount")),
        },
        "transfer_stake" => Call::transfer_stake {
            destination_coldkey: account("destination_coldkey"),
            hotkey: account("hotkey"),
            origin_netuid: netuid("origin_netuid"),
            destination_netuid: netuid("destination_netuid"),
            alpha_amount: alpha(amount("alpha_amount")),
        },
        other => panic!("unknown call {other}"),
    }
}

fn check(step: &Value, place: &str) {
    for row in list(&step["balances"]).iter().map(list) {
        let coldkey: u64 = uint(&row[0]);
        assert_eq!(
            balance_of(coldkey),
            uint::<u64>(&row[1]),
            "{place}, balance of {coldkey}"
        );
    }
    for (netuid, pool) in (1u16..).map(NetUid::new).zip(list(&step["pools"])) {
        let wanted = |name: &str| uint::<u64>(&pool[name]);
        let account = Pallet::<Test>::subnet_account_of(netuid);
        let found = [
            ("alpha_in", SubnetAlphaIn::<Test>::get(netuid).to_u64()),
            ("alpha_out", SubnetAlphaOut::<Test>::get(netuid).to_u64()),
            ("tao", SubnetTAO::<Test>::get(netuid).to_u64()),
            (
                "quote_weight",
                pallet_swap::SwapBalancer::<Test>::get(netuid).deconstruct(),
            ),
            (
                "subnet_account_balance",
                Balances::free_balance(account).to_u64(),
            ),
        ];
        for (name, found) in found {
            assert_eq!(found, wanted(name), "{place}, {name} of {netuid}");
        }
        let volume = SubnetVolume::<Test>::get(netuid);
        assert_eq!(
            volume,
            uint::<u128>(&pool["volume"]),
            "{place}, volume of {netuid}"
        );
        let price: U64F64 = Swap::spot_price(netuid);
        assert_eq!(
            price.to_bits(),
            uint::<u128>(&pool["price_u64f64"]),
            "{place}, price"
        );
    }
    for row in list(&step["stakes"]).iter().map(list) {
        let (netuid, hotkey, coldkey) = (uint::<u16>(&row[0]), uint(&row[1]), uint(&row[2]));
        let found = stake_of(hotkey, coldkey, netuid.into());
        assert_eq!(found, uint::<u64>(&row[3]), "{place}, stake {row:?}");
    }
    let total_stake = TotalStake::<Test>::get().to_u64();
    assert_eq!(
        total_stake,
        uint::<u64>(&step["total_stake"]),
        "{place}, total stake"
    );
    let issuance = TotalIssuance::<Test>::get().to_u64();
    assert_eq!(
        issuance,
        uint::<u64>(&step["total_issuance"]),
        "{place}, issuance"
    );
}

#[test]
fn calls_move_pools_balances_and_stakes_as_recorded() {
    let recorded = recording("amm.json");
    let mut steps = 0;
    for (case, recorded) in list(&recorded["cases"]).iter().enumerate() {
        new_test_ext().execute_with(|| {
            build(&recorded["start"]);
            for (number, step) in list(&recorded["steps"]).iter().enumerate() {
                let place = format!("case {case}, step {number}");
                for op in list(&step["ops"]) {
                    if op["op"] == "advance_block_number_only" {
                        System::set_block_number(System::block_number() + 1);
                        continue;
                    }
                    let found = name_of(perform(uint(&op["signer"]), call_of(op)));
                    assert_eq!(found, op["result"].as_str().unwrap(), "{place}, {op}");
                }
                check(step, &place);
                Pallet::<Test>::do_try_state().unwrap();
                steps += 1;
            }
        });
    }
    assert_eq!(steps, 10 * 120);
}
