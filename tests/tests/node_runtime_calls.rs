//! Every runtime call that the metadata lists, asked through `state_call` of a chain on which
//! something has happened, with its answer decoded by the metadata.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod node_support;

use std::slice;

use node_support::{
    Node,
    signing::{Signer, address, hex_text, unhex},
};
use serde_json::{Value, json};
use std::collections::BTreeSet;

const EVENTS: &str = "0x26aa394eea5630e07c48ae0c9558cef780d41e5e16056765bc8461851072c9d7";
const TAO: u64 = 1_000_000_000;

/// A chain and who acts on it.
struct World {
    node: Node,
    signer: Signer,
}

impl World {
    fn seal(&self) -> Value {
        self.node
            .rpc("engine_createBlock", json!([true, true, null]))["hash"]
            .clone()
    }

    /// Makes a block of one call, which has to succeed.
    #[track_caller]
    fn act(&self, who: &str, call: &str, arguments: Value) {
        let nonce = self
            .node
            .rpc("system_accountNextIndex", json!([address(who)]));
        let nonce = u32::try_from(nonce.as_u64().unwrap()).unwrap();
        let extrinsic = self
            .signer
            .sign(who, nonce, &self.signer.call(call, arguments));
        self.node.rpc("author_submitExtrinsic", json!([extrinsic]));
        let block = self.seal();
        let events = unhex(&self.node.rpc("state_getStorage", json!([EVENTS, block])));
        let events = self.signer.codec.events(&events).unwrap();
        let failed = events.iter().find(|event| event.event == "ExtrinsicFailed");
        assert!(failed.is_none(), "{call} by {who}: {failed:?}");
        assert!(
            events
                .iter()
                .any(|event| event.event == "TransactionFeePaid"
                    || event.pallet == "SubtensorModule"),
            "{call} by {who} is not in the block"
        );
    }

    /// The answer of a runtime call.
    #[track_caller]
    fn ask(&self, api: &str, method: &str, arguments: &[Value]) -> Value {
        let encoded = self
            .signer
            .codec
            .runtime_call_arguments(api, method, arguments)
            .unwrap();
        let name = format!("{api}_{method}");
        let answer = self
            .node
            .rpc("state_call", json!([name, hex_text(&encoded)]));
        self.signer
            .codec
            .runtime_call_result(api, method, &unhex(&answer))
            .unwrap()
    }
}

/// A subnet with an owner, a neuron with stake and an axon, a lock, an identity, a proxy.
fn populated() -> World {
    let node = Node::start(&[
        "--dev",
        "--fast-blocks",
        "--sealing",
        "manual",
        "--rpc-port",
        "0",
    ]);
    let signer = Signer::of(&node);
    let world = World { node, signer };
    let (owner, bob_hot) = (address("AliceHot"), address("BobHot"));
    world.act(
        "Alice",
        "SubtensorModule.register_network",
        json!({ "hotkey": owner }),
    );
    world.act(
        "Alice",
        "SubtensorModule.start_call",
        json!({ "netuid": 2 }),
    );
    world.act(
        "Bob",
        "SubtensorModule.burned_register",
        json!({ "netuid": 2, "hotkey": bob_hot }),
    );
    let stake = json!({ "hotkey": bob_hot, "netuid": 2, "amount_staked": 100 * TAO });
    world.act("Bob", "SubtensorModule.add_stake", stake);
    let stake = json!({ "hotkey": owner, "netuid": 2, "amount_staked": 50 * TAO });
    world.act("Alice", "SubtensorModule.add_stake", stake);
    let take = json!({ "hotkey": bob_hot, "take": 5_000 });
    world.act("Bob", "SubtensorModule.decrease_take", take);
    let lock = json!({ "hotkey": owner, "netuid": 2, "amount": TAO });
    world.act("Alice", "SubtensorModule.lock_stake", lock);
    let axon = json!({
        "netuid": 2, "version": 1, "ip": 0x0808_0808, "port": 8091, "ip_type": 4, "protocol": 4,
        "placeholder1": 0, "placeholder2": 0
    });
    world.act("BobHot", "SubtensorModule.serve_axon", axon);
    let identity = json!({
        "netuid": 2, "subnet_name": "readers", "github_repo": "", "subnet_contact": "",
        "subnet_url": "", "discord": "", "description": "", "logo_url": "", "additional": ""
    });
    world.act("Alice", "SubtensorModule.set_subnet_identity", identity);
    let automatic = json!({ "netuid": 2, "hotkey": bob_hot });
    world.act(
        "Alice",
        "SubtensorModule.set_coldkey_auto_stake_hotkey",
        automatic,
    );
    for _ in 0..3 {
        world.seal();
    }
    world
}

/// Methods that the node itself calls, with blocks, extrinsics or its keystore: every block that
/// the tests seal has passed through them, and `author_rotateKeys` through the last.
const OF_THE_NODE: [&str; 10] = [
    "Core.execute_block",
    "Core.initialize_block",
    "BlockBuilder.apply_extrinsic",
    "BlockBuilder.finalize_block",
    "BlockBuilder.inherent_extrinsics",
    "BlockBuilder.check_inherents",
    "TaggedTransactionQueue.validate_transaction",
    "OffchainWorkerApi.offchain_worker",
    "GrandpaApi.submit_report_equivocation_unsigned_extrinsic",
    "SessionKeys.generate_session_keys",
];

#[test]
fn every_runtime_call_answers_about_a_populated_chain() {
    let world = populated();
    let (alice, bob) = (json!(address("Alice")), json!(address("Bob")));
    let (owner, bob_hot) = (json!(address("AliceHot")), json!(address("BobHot")));
    let subnet = json!(2);
    let transfer = json!({
        "module": "Balances", "function": "transfer_keep_alive", "dest": bob, "value": 1
    });
    let call = world.signer.transfer("Bob", 1);
    let nonce = world.node.rpc("system_accountNextIndex", json!([alice]));
    let nonce = u32::try_from(nonce.as_u64().unwrap()).unwrap();
    let extrinsic = world.signer.sign("Alice", nonce, &call);

    let mut asked = BTreeSet::new();
    let mut ask = |api: &str, method: &str, arguments: &[Value]| {
        asked.insert(format!("{api}.{method}"));
        world.ask(api, method, arguments)
    };

    // The engine's own.
    assert_eq!(ask("Core", "version", &[])["spec_name"], "node-subtensor");
    assert_eq!(
        ask("Metadata", "metadata_versions", &[]),
        json!([14, 15, 16])
    );
    assert!(
        ask("Metadata", "metadata", &[])
            .as_str()
            .unwrap()
            .starts_with("0x6d6574610e")
    );
    let v15 = ask("Metadata", "metadata_at_version", &[json!(15)]);
    assert!(v15.as_str().unwrap().starts_with("0x6d6574610f"));
    assert_eq!(
        ask("GenesisBuilder", "preset_names", &[])
            .as_array()
            .map(Vec::is_empty),
        Some(false)
    );
    let preset = ask("GenesisBuilder", "get_preset", &[Value::Null]);
    assert!(preset.is_string());
    assert_eq!(
        ask("GenesisBuilder", "build_state", &[preset]),
        json!({ "Ok": [] })
    );
    assert_eq!(ask("AuraApi", "slot_duration", &[]), 250);
    let authorities = ask("AuraApi", "authorities", &[]);
    assert_eq!(authorities.as_array().unwrap().len(), 1);
    let keys = world.node.rpc("author_rotateKeys", json!([]));
    let keys = ask("SessionKeys", "decode_session_keys", &[keys]);
    assert_eq!(keys.as_array().unwrap().len(), 2);
    let voters = ask("GrandpaApi", "grandpa_authorities", &[]);
    assert_eq!(voters[0][1], 1);
    assert_eq!(ask("GrandpaApi", "current_set_id", &[]), 0);
    let proof = ask(
        "GrandpaApi",
        "generate_key_ownership_proof",
        &[json!(0), voters[0][0].clone()],
    );
    assert!(proof.is_null());
    assert_eq!(
        ask("AccountNonceApi", "account_nonce", slice::from_ref(&alice)),
        nonce
    );

    // Fees: of an extrinsic (its bytes are their own encoding) and of a call.
    let length = u32::try_from(unhex(&json!(extrinsic)).len()).unwrap();
    let bytes = hex_text(&[unhex(&json!(extrinsic)), length.to_le_bytes().to_vec()].concat());
    let of_extrinsic = |method: &str| {
        let name = format!("TransactionPaymentApi_{method}");
        let answer = unhex(&world.node.rpc("state_call", json!([name, bytes])));
        world
            .signer
            .codec
            .runtime_call_result("TransactionPaymentApi", method, &answer)
            .unwrap()
    };
    let info = of_extrinsic("query_info");
    let details = of_extrinsic("query_fee_details");
    let parts = ["base_fee", "len_fee", "adjusted_weight_fee"]
        .map(|part| details["inclusion_fee"][part].as_u64().unwrap());
    assert_eq!(info["partial_fee"], parts.iter().sum::<u64>());
    let api = "TransactionPaymentCallApi";
    let by_call = ask(api, "query_call_info", &[transfer.clone(), json!(length)]);
    assert_eq!(by_call["class"], "Normal");
    let by_call = ask(api, "query_call_fee_details", &[transfer, json!(length)]);
    assert_eq!(by_call["inclusion_fee"]["len_fee"], length);
    for api in ["TransactionPaymentApi", "TransactionPaymentCallApi"] {
        let weight = json!({ "ref_time": 2_000_000, "proof_size": 7 });
        assert_eq!(ask(api, "query_weight_to_fee", &[weight]), 1_000);
        assert_eq!(ask(api, "query_length_to_fee", &[json!(144)]), 144);
    }
    asked.extend(["query_info", "query_fee_details"].map(|m| format!("TransactionPaymentApi.{m}")));
    let mut ask = |api: &str, method: &str, arguments: &[Value]| {
        asked.insert(format!("{api}.{method}"));
        world.ask(api, method, arguments)
    };

    // Delegates.
    let api = "DelegateInfoRuntimeApi";
    let delegates = ask(api, "get_delegates", &[]);
    let delegate = ask(api, "get_delegate", slice::from_ref(&bob_hot));
    let listed = delegates.as_array().unwrap().contains(&delegate);
    assert!(listed, "{delegate} is not in {delegates}");
    assert_eq!(delegate["owner_ss58"], bob);
    assert_eq!(delegate["nominators"][0][0], bob);
    let delegated = ask(api, "get_delegated", slice::from_ref(&bob));
    assert_eq!(delegated[0][0]["delegate_ss58"], bob_hot);
    assert!(delegated[0][1][1].as_u64().unwrap() > 0);

    // Neurons.
    let api = "NeuronInfoRuntimeApi";
    let neuron = ask(api, "get_neuron", &[subnet.clone(), json!(1)]);
    assert_eq!((&neuron["hotkey"], &neuron["coldkey"]), (&bob_hot, &bob));
    assert_eq!(neuron["axon_info"]["port"], 8091);
    let neurons = ask(api, "get_neurons", slice::from_ref(&subnet));
    assert_eq!(neurons[1], neuron);
    let lite = ask(api, "get_neuron_lite", &[subnet.clone(), json!(1)]);
    assert_eq!(
        ask(api, "get_neurons_lite", slice::from_ref(&subnet))[1],
        lite
    );
    assert_eq!(lite["stake"], neuron["stake"]);

    // Subnets.
    let api = "SubnetInfoRuntimeApi";
    for (one, all) in [
        ("get_subnet_info", "get_subnets_info"),
        ("get_subnet_info_v2", "get_subnets_info_v2"),
    ] {
        let info = ask(api, one, slice::from_ref(&subnet));
        assert_eq!((&info["owner"], &info["subnetwork_n"]), (&alice, &json!(2)));
        assert_eq!(ask(api, all, &[])[2], info);
    }
    for method in ["get_subnet_hyperparams", "get_subnet_hyperparams_v2"] {
        assert_eq!(ask(api, method, slice::from_ref(&subnet))["kappa"], 32_767);
    }
    let entries = ask(api, "get_subnet_hyperparams_v3", slice::from_ref(&subnet));
    assert_eq!(entries.as_array().unwrap().len(), 33);
    let dynamic = ask(api, "get_dynamic_info", slice::from_ref(&subnet));
    assert_eq!(dynamic["owner_hotkey"], owner);
    assert!(dynamic["tao_in"].as_u64().unwrap() > 150 * TAO);
    let all = ask(api, "get_all_dynamic_info", &[]);
    assert!(all.as_array().unwrap().contains(&dynamic));
    let graph = ask(api, "get_metagraph", slice::from_ref(&subnet));
    assert_eq!(graph["hotkeys"], json!([owner, bob_hot]));
    assert_eq!(graph["axons"][1]["port"], 8091);
    assert!(
        ask(api, "get_all_metagraphs", &[])
            .as_array()
            .unwrap()
            .contains(&graph)
    );
    let mechanism = ask(api, "get_mechagraph", &[subnet.clone(), json!(0)]);
    assert_eq!(mechanism["hotkeys"], graph["hotkeys"]);
    assert!(
        ask(api, "get_all_mechagraphs", &[])
            .as_array()
            .unwrap()
            .contains(&mechanism)
    );
    let fields = json!([0, 52, 60]);
    let chosen = ask(
        api,
        "get_selective_metagraph",
        &[subnet.clone(), fields.clone()],
    );
    assert_eq!(
        (&chosen["hotkeys"], &chosen["axons"]),
        (&graph["hotkeys"], &Value::Null)
    );
    let chosen = ask(
        api,
        "get_selective_mechagraph",
        &[subnet.clone(), json!(0), fields],
    );
    assert_eq!(chosen["hotkeys"], graph["hotkeys"]);
    let state = ask(api, "get_subnet_state", slice::from_ref(&subnet));
    assert_eq!(state["hotkeys"], graph["hotkeys"]);
    let automatic = ask(
        api,
        "get_coldkey_auto_stake_hotkey",
        &[alice.clone(), subnet.clone()],
    );
    assert_eq!(automatic, bob_hot);
    assert!(ask(api, "get_subnet_to_prune", &[]).is_null());
    assert!(ask(api, "get_subnet_account_id", slice::from_ref(&subnet)).is_string());
    assert!(
        ask(api, "get_next_epoch_start_block", slice::from_ref(&subnet))
            .as_u64()
            .unwrap()
            > 0
    );
    assert_eq!(ask(api, "get_block_emission", &[]), TAO);

    // Stake.
    let api = "StakeInfoRuntimeApi";
    let infos = ask(api, "get_stake_info_for_coldkey", slice::from_ref(&bob));
    let info = ask(
        api,
        "get_stake_info_for_hotkey_coldkey_netuid",
        &[bob_hot.clone(), bob.clone(), subnet.clone()],
    );
    assert_eq!(infos, json!([info]));
    assert!(info["stake"].as_u64().unwrap() > 0);
    let both = ask(api, "get_stake_info_for_coldkeys", &[json!([alice, bob])]);
    assert_eq!((&both[0][0], &both[1]), (&alice, &json!([bob, infos])));
    let available = ask(
        api,
        "get_stake_availability_for_coldkeys",
        &[json!([alice]), json!([2])],
    );
    let parts = &available[0][1][0][1];
    assert_eq!(available[0][0], alice);
    let part = |name: &str| parts[name].as_u64().unwrap();
    assert!(
        part("locked") > 0 && part("total") >= part("available") + part("locked"),
        "{parts}"
    );
    let from = json!([bob_hot, 2]);
    let fee = ask(
        api,
        "get_stake_fee",
        &[from, bob.clone(), Value::Null, bob.clone(), json!(TAO)],
    );
    assert!(fee.as_u64().unwrap() > 0);
    let lock = ask(api, "get_coldkey_lock", &[alice.clone(), subnet.clone()]);
    assert!(lock.is_object(), "{lock}");
    let conviction = ask(
        api,
        "get_hotkey_conviction",
        &[owner.clone(), subnet.clone()],
    );
    assert_ne!(conviction["bits"], 0, "{conviction}");
    assert_eq!(
        ask(
            api,
            "get_most_convicted_hotkey_on_subnet",
            slice::from_ref(&subnet)
        ),
        owner
    );
    let cost = ask(
        "SubnetRegistrationRuntimeApi",
        "get_network_registration_cost",
        &[],
    );
    assert!(cost.as_u64().unwrap() >= 1_000 * TAO);

    // Pools.
    let api = "SwapRuntimeApi";
    let price = ask(api, "current_alpha_price", slice::from_ref(&subnet));
    let prices = ask(api, "current_alpha_price_all", &[]);
    assert!(
        prices
            .as_array()
            .unwrap()
            .contains(&json!({ "netuid": 2, "price": price }))
    );
    let bought = ask(api, "sim_swap_tao_for_alpha", &[subnet.clone(), json!(TAO)]);
    let paid = ["tao_amount", "tao_fee"].map(|part| bought[part].as_u64().unwrap());
    assert_eq!(paid.iter().sum::<u64>(), TAO);
    assert!(bought["alpha_amount"].as_u64().unwrap() > 0);
    let sold = ask(api, "sim_swap_alpha_for_tao", &[subnet.clone(), json!(TAO)]);
    let paid = ["alpha_amount", "alpha_fee"].map(|part| sold[part].as_u64().unwrap());
    assert_eq!(paid.iter().sum::<u64>(), TAO);
    assert!(sold["tao_amount"].as_u64().unwrap() > 0);

    // Proxies.
    let api = "ProxyFilterRuntimeApi";
    let types = ask(api, "get_proxy_types", &[]);
    assert_eq!(types.as_array().unwrap().len(), 18);
    let filters = ask(api, "get_proxy_filters", &[Value::Null]);
    assert_eq!(filters.as_array().unwrap().len(), 18);
    let chosen = ask(api, "get_proxy_filters", &[json!("0x0a")]);
    assert_eq!(chosen.as_array().unwrap().len(), 1);
    // The name of the specified version; a client that knows only that one calls it.
    let of_transfers = ask(api, "get_proxy_filter", &[json!(10)]);
    assert_eq!(of_transfers[0]["proxy_type"], 10);

    // Sealed transactions.
    let shielded = ask(
        "ShieldApi",
        "is_shielded_using_current_key",
        &[json!(vec![0; 16])],
    );
    assert_eq!(shielded, false);
    let name = json!(["ShieldApi_try_decode_shielded_tx", extrinsic]);
    assert_eq!(world.node.rpc("state_call", name), "0x00");

    // Nothing in the metadata is left out.
    let elsewhere = [
        "ShieldApi.try_decode_shielded_tx",
        "ShieldApi.try_unshield_tx",
    ];
    let left: Vec<String> = world
        .signer
        .codec
        .runtime_calls()
        .into_iter()
        .map(|(api, method)| format!("{api}.{method}"))
        .filter(|name| !asked.contains(name))
        .filter(|name| !OF_THE_NODE.contains(&name.as_str()))
        .filter(|name| !elsewhere.contains(&name.as_str()))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}
