//! The groups `subnets` and `sudo`.

use crate::*;

#[test]
fn subnets_are_created_and_shown() {
    let market = Market::new();
    for (name, value) in [("admin_freeze_window", "0"), ("network_rate_limit", "0")] {
        market.sudo_set("alice", "1", name, value);
    }

    let cost = market.ask(&["subnets", "burn-cost"]);
    assert_members(&cost, &["burn_cost", "error"]);
    let rao = cost["burn_cost"]["rao"].as_u64().unwrap();
    assert_eq!(cost["burn_cost"]["tao"], json!(rao as f64 / 1e9));

    let create = ["subnets", "create", "--subnet-name", "one"];
    let made = market.act("bob", &create);
    assert_members(&made, &["success", "netuid", "extrinsic_identifier"]);
    assert_eq!(made["netuid"], 2);
    assert_identifier(&made["extrinsic_identifier"]);
    // The price doubles with each, and dave has two thousand TAO.
    market.act("bob", &["subnets", "create"]);
    let poor = market.refuse("dave", &create);
    assert_refused(&poor, "error", "Not enough balance");

    let check = market.ask(&["subnets", "check-start", "--netuid", NETUID]);
    assert_eq!(
        (&check["can_start"], &check["started"]),
        (&json!(true), &json!(false))
    );
    let stranger = market.refuse("dave", &["subnets", "start", "--netuid", NETUID]);
    assert_refused(&stranger, "message", "doesn't own the specified subnet");
    let started = market.act("bob", &["subnets", "start", "--netuid", NETUID]);
    assert_sent(&started, &["success", "message", "extrinsic_identifier"]);
    let again = market.refuse("bob", &["subnets", "start", "--netuid", NETUID]);
    assert_refused(&again, "message", "already has an emission schedule");

    let listed = market.ask(&["subnets", "list"]);
    assert_members(
        &listed,
        &[
            "total_tao_emitted",
            "total_emissions",
            "total_rate",
            "total_netuids",
            "emission_percentage",
            "total_tao_flow_ema",
            "subnets",
        ],
    );
    let one = &listed["subnets"][NETUID];
    assert_members(
        one,
        &[
            "netuid",
            "subnet_name",
            "price",
            "market_cap",
            "emission",
            "tao_flow_ema",
            "liquidity",
            "alpha_out",
            "supply",
            "tempo",
            "mechanisms",
        ],
    );
    assert_members(&one["liquidity"], &["tao_in", "alpha_in"]);
    assert_members(&one["tempo"], &["blocks_since_last_step", "sn_tempo"]);
    assert_eq!(one["subnet_name"], "one");
    assert_eq!(listed["subnets"]["0"]["subnet_name"], "root");
    assert_eq!(listed["total_netuids"], 4);

    let shown = market.ask(&["subnets", "show", "--netuid", NETUID]);
    assert_members(
        &shown,
        &[
            "netuid",
            "mechanism_id",
            "mechanism_count",
            "name",
            "owner",
            "owner_identity",
            "rate",
            "emission",
            "tao_pool",
            "alpha_pool",
            "tempo",
            "registration_cost",
            "uids",
        ],
    );
    assert_members(&shown["tempo"], &["block_since_last_step", "tempo"]);
    let owner = &shown["uids"][0];
    assert_members(
        owner,
        &[
            "uid",
            "stake",
            "alpha_stake",
            "tao_stake",
            "dividends",
            "incentive",
            "emissions",
            "hotkey",
            "coldkey",
            "identity",
            "claim_type",
            "claim_type_subnets",
        ],
    );
    assert_eq!(owner["hotkey"], json!(hotkey("bob")));
    assert_eq!(shown["owner"], json!(coldkey("bob")));
    // By the place of the number, and by the command's old name.
    assert_eq!(market.ask(&["subnets", "metagraph", NETUID])["netuid"], 2);
    assert_eq!(market.ask(&["s", "show", "--netuid", "0"])["netuid"], 0);

    let price = market.ask(&["subnets", "price", "--netuids", "1,2", "--current"]);
    assert_members(&price, &["1", "2"]);
    assert_members(&price["2"], &["stats"]);
    assert_members(
        &price["2"]["stats"],
        &[
            "current_price",
            "supply",
            "market_cap",
            "emission",
            "stake",
            "symbol",
            "name",
        ],
    );
    let history = market.ask(&["subnets", "price", "--netuid", NETUID, "--interval", "1"]);
    assert_members(&history["2"], &["prices", "stats"]);
    assert!(!history["2"]["prices"].as_array().unwrap().is_empty());
    for member in ["high", "low", "change_pct"] {
        assert!(history["2"]["stats"][member].is_number(), "{history}");
    }

    for words in [
        ["subnets", "show", "--netuid"],
        ["subnets", "hyperparameters", "--netuid"],
        ["subnets", "get-identity", "--netuid"],
        ["subnets", "check-start", "--netuid"],
        ["sudo", "get", "--netuid"],
    ] {
        let words = [&words[..], &["77"]].concat();
        let (status, missing) = market.run(&words);
        assert_eq!(status, 1, "{words:?}");
        assert_refused(&missing, "error", "Subnet 77 does not exist");
    }
}

#[test]
fn owners_describe_and_set_up_their_subnets() {
    let market = Market::with_subnets();

    let words = [
        "subnets",
        "set-identity",
        "--netuid",
        NETUID,
        "--sn-name",
        "Renamed",
        "--description",
        "A subnet of a test",
    ];
    let set = market.act("bob", &words);
    assert_sent(&set, &["success", "extrinsic_identifier"]);
    let identity = market.ask(&["subnets", "get-identity", "--netuid", NETUID]);
    assert_members(
        &identity,
        &[
            "subnet_name",
            "github_repo",
            "subnet_contact",
            "subnet_url",
            "discord",
            "description",
            "logo_url",
            "additional",
        ],
    );
    assert_eq!(identity["subnet_name"], "Renamed");
    assert_refused(
        &market.refuse("dave", &words),
        "error",
        "doesn't own the specified subnet",
    );

    let symbol = ["subnets", "set-symbol", "ζ", "--netuid", NETUID];
    let set = market.act("bob", &symbol);
    assert_sent(&set, &["success", "message", "extrinsic_identifier"]);
    let again = market.refuse("bob", &symbol);
    assert_refused(&again, "message", "has the symbol ζ already");

    let mechanisms = |words: &[&'static str]| -> Vec<&'static str> {
        let netuid = ["--netuid", NETUID];
        let group = ["subnets", "mechanisms"];
        let (command, rest) = words.split_first().unwrap();
        [&group[..], &[command], &netuid, rest].concat()
    };
    let count = market.ask(&mechanisms(&["count"]));
    assert_eq!(count, json!({ "netuid": 2, "count": 1, "error": "" }));
    market.sudo_set("bob", NETUID, "max_allowed_uids", "128");
    let set = market.act("bob", &mechanisms(&["set", "--count", "2"]));
    assert_sent(&set, &["success", "message", "extrinsic_identifier"]);
    let even = market.ask(&mechanisms(&["emissions"]));
    assert_members(
        &even,
        &[
            "netuid",
            "raw_count",
            "visible_count",
            "split",
            "percentages",
            "even_distribution",
        ],
    );
    assert_eq!(even["even_distribution"], true);
    let split = market.act("bob", &mechanisms(&["split-emissions", "--split", "70,30"]));
    assert_sent(
        &split,
        &[
            "success",
            "err_msg",
            "split",
            "percentages",
            "extrinsic_identifier",
        ],
    );
    assert_eq!(split["split"], json!([45_875, 19_660]));
    let split = market.ask(&mechanisms(&["emissions"]));
    assert_eq!(split["percentages"], json!([70.0, 30.0]));
    let three = market.refuse("bob", &mechanisms(&["split-emissions", "--split", "1,1,1"]));
    assert_refused(&three, "err_msg", "Expected 2 weight values");
    let second = market.ask(&["subnets", "show", "--netuid", NETUID, "--mechid", "1"]);
    assert_eq!(second["mechanism_id"], 1);
    let (status, third) = market.run(&["subnets", "show", "--netuid", NETUID, "--mechid", "2"]);
    assert_eq!(status, 1, "{third}");

    let registered = market.act("dave", &["subnets", "register", "--netuid", OTHER]);
    assert_sent(&registered, &["success", "msg", "extrinsic_identifier"]);
    assert_eq!(registered["msg"], "Registered on 3 with UID 1");
    let again = market.act("dave", &["subnets", "register", "--netuid", OTHER]);
    assert_eq!(again["msg"], "Already registered");
    let root = market.act("dave", &["subnets", "register", "--netuid", "0"]);
    assert_eq!(root["msg"], "Registered with UID 0");

    let stranger = market.refuse("bob", &["subnets", "dissolve", "--netuid", OTHER]);
    assert_refused(&stranger, "message", "sudo key");
    let gone = market.act("alice", &["subnets", "dissolve", "--netuid", OTHER]);
    assert_sent(&gone, &["success", "message", "extrinsic_identifier"]);
    assert_eq!(market.ask(&["subnets", "list"])["total_netuids"], 3);
}

#[test]
fn hyperparameters_and_takes_are_set_and_shown() {
    let market = Market::with_subnets();
    let names = ["success", "err_msg", "extrinsic_identifier"];

    assert_sent(
        &market.sudo_set("bob", NETUID, "immunity_period", "77"),
        &names,
    );
    assert_sent(
        &market.sudo_set("alice", NETUID, "weights_rate_limit", "0"),
        &names,
    );
    assert_sent(&market.sudo_set("alice", NETUID, "tempo", "10"), &names);
    assert_sent(
        &market.sudo_set("alice", NETUID, "max_burn", "200000000000"),
        &names,
    );
    assert_sent(
        &market.sudo_set("bob", NETUID, "burn_increase_mult", "1.5"),
        &names,
    );
    assert_sent(
        &market.sudo_set("bob", NETUID, "liquid_alpha_enabled", "true"),
        &names,
    );
    assert_sent(
        &market.sudo_set("bob", NETUID, "alpha_values", "6554,58982"),
        &names,
    );
    let fraction = [
        "sudo",
        "set",
        "--netuid",
        NETUID,
        "--param",
        "kappa",
        "--value",
        "0.5",
        "--normalize",
    ];
    assert_sent(&market.act("alice", &fraction), &names);

    let rows = market.ask(&["sudo", "get", "--netuid", NETUID]);
    assert_eq!(rows, market.ask(&["subnets", "hyperparameters", NETUID]));
    let row = |name: &str| -> Value {
        let rows = rows.as_array().unwrap();
        let found = rows.iter().find(|row| row["hyperparameter"] == name);
        found.unwrap_or_else(|| panic!("no {name}")).clone()
    };
    assert_members(
        &row("tempo"),
        &[
            "hyperparameter",
            "value",
            "normalized_value",
            "owner_settable",
            "description",
            "side_effects",
            "docs_link",
        ],
    );
    assert_eq!(row("immunity_period")["value"], 77);
    assert_eq!(row("tempo")["value"], 10);
    assert_eq!(row("weights_rate_limit")["value"], 0);
    assert_eq!(row("kappa")["value"], 32_767);
    assert_eq!(row("alpha_low")["value"], 6_554);
    assert_eq!(row("burn_increase_mult")["value"], json!(1.5));
    let tao = json!({ "rao": 200_000_000_000_u64, "tao": 200.0 });
    assert_eq!(row("max_burn")["normalized_value"], tao);
    for row in rows.as_array().unwrap() {
        assert_ne!(row["description"], "", "{row}");
    }

    let set = |wallet: &str, name: &'static str, value: &'static str| {
        let words = [
            "sudo", "set", "--netuid", NETUID, "--param", name, "--value", value,
        ];
        market.refuse(wallet, &words)
    };
    let stranger = set("dave", "immunity_period", "78");
    assert_members(&stranger, &names);
    assert_refused(
        &stranger,
        "err_msg",
        "This wallet doesn't own the specified subnet.",
    );
    assert_refused(&set("bob", "kappa", "1"), "err_msg", "sudo key");
    assert_refused(
        &set("bob", "nonsense", "1"),
        "err_msg",
        "Invalid hyperparameter",
    );
    assert_refused(
        &set("bob", "immunity_period", "many"),
        "err_msg",
        "whole number",
    );
    assert_refused(
        &set("bob", "alpha_values", "1"),
        "err_msg",
        "alpha_low, alpha_high",
    );
    // The chain's own refusal: bounds.
    assert_refused(
        &set("bob", "commit_reveal_period", "1000"),
        "err_msg",
        "RevealPeriodTooLarge",
    );

    // And of a call inside of the sudo key's, whose transaction itself succeeds.
    let inner = set("alice", "max_validators", "60000");
    assert_refused(&inner, "err_msg", "MaxValidatorsLargerThanMaxUIds");

    let trim = |max: &'static str| ["sudo", "trim", "--netuid", NETUID, "--max", max];
    assert_sent(&market.act("bob", &trim("64")), &names);
    assert_refused(&market.refuse("bob", &trim("1")), "err_msg", "between");

    let take = market.act("charlie", &["sudo", "set-take", "--take", "0.1"]);
    assert_sent(&take, &["success", "extrinsic_identifier"]);
    let take = market.act("charlie", &["sudo", "get-take"]);
    assert_eq!(take, json!({ "current_take": 6_553.0 / 65_535.0 }));
    let take = market.refuse("charlie", &["sudo", "set-take", "--take", "0.5"]);
    assert_refused(&take, "error", "between");

    let burn = ["sudo", "stake-burn", "--netuid", NETUID, "--amount", "1"];
    assert_sent(&market.act("bob", &burn), &names);
    market.sudo_set("bob", NETUID, "commit_reveal_weights_enabled", "false");
    let epoch = ["sudo", "trigger-epoch", "--netuid", NETUID];
    assert_sent(&market.act("bob", &epoch), &names);
    assert_refused(&market.refuse("dave", &epoch), "err_msg", "doesn't own");

    let (status, senate) = market.run(&["sudo", "senate"]);
    assert_eq!(status, 1);
    assert_refused(&senate, "error", "no senate");
    let (status, proposals) = market.run(&["sudo", "proposals"]);
    assert_eq!(status, 1);
    assert_refused(&proposals, "error", "no senate");
    let vote = market.refuse(
        "bob",
        &["sudo", "senate-vote", "--proposal", "0x00", "--vote-aye"],
    );
    assert_refused(&vote, "message", "no senate");
}
