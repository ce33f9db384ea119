//! The runtime APIs as clients call them: by name, with encoded arguments.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod chain;

use chain::{account, in_first_block};
use codec::{Decode, DecodeAll, Encode};
use pallet_subtensor::runtime_api::{
    dynamic_info::DynamicInfo,
    metagraph::{Metagraph, SelectiveMetagraph},
    neuron_info::{NeuronInfo, NeuronInfoLite},
    show_subnet::SubnetState,
    stake_info::{StakeAvailabilities, StakeInfo},
    subnet_info::{HyperparamEntry, HyperparamValue, SubnetHyperparamsV2, SubnetInfo},
};
use taonet_runtime::{AccountId, Balance, api, swap_api::SimSwapResult};

const POOL_RAO: u64 = 10_000_000_000;

fn ask<Answer: Decode>(method: &str, arguments: impl Encode) -> Answer {
    let answer = api::dispatch(method, &arguments.encode()).expect("the method exists");
    Answer::decode_all(&mut &answer[..]).expect("the answer decodes")
}

fn nobody() -> AccountId {
    AccountId::new([0; 32])
}

#[test]
fn the_first_neuron_is_nobody_s() {
    in_first_block(false, || {
        let neurons: Vec<NeuronInfo<AccountId>> = ask("NeuronInfoRuntimeApi_get_neurons", 1u16);
        let lite: Vec<NeuronInfoLite<AccountId>> =
            ask("NeuronInfoRuntimeApi_get_neurons_lite", 1u16);
        assert_eq!((neurons.len(), lite.len()), (1, 1));
        assert_eq!(neurons[0].hotkey, nobody());
        assert_eq!(neurons[0].uid.0, 0);
        assert_eq!(neurons[0].netuid.0, 1.into());
        assert_eq!(neurons[0].stake[0].1.0.to_u64(), 1_000_000_000);
        assert_eq!(lite[0].stake, neurons[0].stake);
        let none: Option<NeuronInfo<AccountId>> =
            ask("NeuronInfoRuntimeApi_get_neuron", (1u16, 9u16));
        assert!(none.is_none());
        let none: Vec<NeuronInfoLite<AccountId>> =
            ask("NeuronInfoRuntimeApi_get_neurons_lite", 77u16);
        assert!(none.is_empty());
    });
}

#[test]
fn subnets_are_described() {
    in_first_block(false, || {
        let all: Vec<Option<SubnetInfo<AccountId>>> =
            ask("SubnetInfoRuntimeApi_get_subnets_info", ());
        let netuids: Vec<_> = all
            .iter()
            .flatten()
            .map(|info| info.netuid.0.inner())
            .collect();
        assert_eq!(netuids, [0, 1]);
        let none: Option<SubnetInfo<AccountId>> =
            ask("SubnetInfoRuntimeApi_get_subnet_info", 77u16);
        assert!(none.is_none());

        let pool: Option<DynamicInfo<AccountId>> =
            ask("SubnetInfoRuntimeApi_get_dynamic_info", 1u16);
        let pool = pool.expect("subnet 1");
        assert_eq!(pool.tao_in.0.to_u64(), POOL_RAO);
        assert_eq!(pool.alpha_in.0.to_u64(), POOL_RAO);
        let name: Vec<u8> = pool.subnet_name.iter().map(|byte| byte.0).collect();
        assert_eq!(name, b"apex");

        let state: Option<SubnetState<AccountId>> =
            ask("SubnetInfoRuntimeApi_get_subnet_state", 1u16);
        let state = state.expect("subnet 1");
        assert_eq!(state.hotkeys, [nobody()]);
        assert_eq!(state.emission_history.len(), 2);
    });
}

#[test]
fn hyperparameters_come_in_three_generations() {
    in_first_block(false, || {
        let v2: Option<SubnetHyperparamsV2> =
            ask("SubnetInfoRuntimeApi_get_subnet_hyperparams_v2", 1u16);
        let v2 = v2.expect("subnet 1");
        assert_eq!(v2.tempo.0, 100);
        assert_eq!((v2.alpha_low.0, v2.alpha_high.0), (45_875, 58_982));
        assert_eq!(v2.yuma_version.0, 2);
        let v3: Option<Vec<HyperparamEntry>> =
            ask("SubnetInfoRuntimeApi_get_subnet_hyperparams_v3", 1u16);
        let v3 = v3.expect("subnet 1");
        assert_eq!(v3.len(), 33);
        let tempo = v3
            .iter()
            .find(|entry| entry.name == b"tempo")
            .expect("named");
        assert_eq!(tempo.value, HyperparamValue::U16(codec::Compact(100)));
        assert_eq!(v3[32].name, b"min_childkey_take");
    });
}

#[test]
fn the_metagraph_is_whole_or_chosen() {
    in_first_block(false, || {
        let whole: Option<Metagraph<AccountId>> = ask("SubnetInfoRuntimeApi_get_metagraph", 1u16);
        let whole = whole.expect("subnet 1");
        assert_eq!(whole.hotkeys, [nobody()]);
        assert_eq!(whole.num_uids.0, 1);
        assert_eq!(whole.block.0, 1);

        // Without field 0 the netuid stays 0; unknown numbers are ignored.
        let chosen: Option<SelectiveMetagraph<AccountId>> = ask(
            "SubnetInfoRuntimeApi_get_selective_metagraph",
            (1u16, vec![52u16, 8, 999]),
        );
        let chosen = chosen.expect("subnet 1");
        let expected = SelectiveMetagraph {
            hotkeys: Some(vec![nobody()]),
            tempo: Some(codec::Compact(100)),
            ..Default::default()
        };
        assert_eq!(chosen, expected);

        let all: Vec<u16> = (0..=76).collect();
        let chosen: Option<SelectiveMetagraph<AccountId>> =
            ask("SubnetInfoRuntimeApi_get_selective_metagraph", (1u16, all));
        let chosen = chosen.expect("subnet 1");
        assert_eq!(chosen.netuid.0, 1.into());
        assert_eq!(chosen.tempo, Some(whole.tempo));
        assert_eq!(chosen.total_stake.as_ref(), Some(&whole.total_stake));
        assert_eq!(
            chosen.collateral_earned.as_ref(),
            Some(&whole.collateral_earned)
        );
        assert_eq!(chosen.validators, Some(vec![]));

        let mechanism: Option<Metagraph<AccountId>> =
            ask("SubnetInfoRuntimeApi_get_mechagraph", (1u16, 0u8));
        assert_eq!(mechanism, Some(whole));
        let none: Option<Metagraph<AccountId>> =
            ask("SubnetInfoRuntimeApi_get_mechagraph", (1u16, 1u8));
        assert_eq!(none, None);
    });
}

#[test]
fn stake_is_listed_and_valued() {
    in_first_block(false, || {
        let positions: Vec<StakeInfo<AccountId>> =
            ask("StakeInfoRuntimeApi_get_stake_info_for_coldkey", nobody());
        assert_eq!(positions.len(), 1);
        assert_eq!(positions[0].stake.0.to_u64(), 1_000_000_000);
        assert!(positions[0].is_registered);
        let empty: Option<StakeInfo<AccountId>> = ask(
            "StakeInfoRuntimeApi_get_stake_info_for_hotkey_coldkey_netuid",
            (account("Bob"), account("Alice"), 1u16),
        );
        assert_eq!(empty.map(|position| position.stake.0.to_u64()), Some(0));
        let available: StakeAvailabilities<AccountId> = ask(
            "StakeInfoRuntimeApi_get_stake_availability_for_coldkeys",
            (vec![nobody(), account("Bob")], None::<Vec<u16>>),
        );
        assert_eq!(available[&nobody()].len(), 1);
        assert!(available[&account("Bob")].is_empty());
        let lock: Option<pallet_subtensor::LockState> = ask(
            "StakeInfoRuntimeApi_get_coldkey_lock",
            (account("Bob"), 1u16),
        );
        assert!(lock.is_none());
    });
}

#[test]
fn prices_and_quotes() {
    in_first_block(false, || {
        let price: u64 = ask("SwapRuntimeApi_current_alpha_price", 1u16);
        assert_eq!(price, 1_000_000_000);
        let quote: SimSwapResult = ask(
            "SwapRuntimeApi_sim_swap_tao_for_alpha",
            (1u16, Balance::new(1_000_000)),
        );
        assert!(quote.alpha_amount.to_u64() > 0);
        assert!(quote.alpha_amount.to_u64() < 1_000_000);
        // 33 / 65,535 of the amount.
        assert_eq!(quote.tao_fee.to_u64(), 503);
        let impossible: SimSwapResult = ask(
            "SwapRuntimeApi_sim_swap_tao_for_alpha",
            (77u16, Balance::new(u64::MAX)),
        );
        assert_eq!(
            impossible.alpha_amount.to_u64(),
            impossible.tao_amount.to_u64()
        );
        let cost: Balance = ask(
            "SubnetRegistrationRuntimeApi_get_network_registration_cost",
            (),
        );
        assert_eq!(cost.to_u64(), 1_000_000_000_000);
        let fee: u64 = ask(
            "StakeInfoRuntimeApi_get_stake_fee",
            (
                None::<(AccountId, u16)>,
                account("Bob"),
                Some((account("Bob"), 1u16)),
                account("Bob"),
                1_000_000u64,
            ),
        );
        assert_eq!(fee, 503);
        let emission: Balance = ask("SubnetInfoRuntimeApi_get_block_emission", ());
        assert_eq!(emission.to_u64(), 1_000_000_000);
    });
}
