//! TAO, subnets, their rules and stake.

use crate::*;

pub(crate) fn money(cli: &Cli, cast: &Cast) {
    for (account, amount) in [
        (&cast.owner, 30_000),
        (&cast.miner, 20_000),
        (&cast.friend, 5_000),
    ] {
        let to = &account.coldkey;
        let made = cli.act(
            "alice",
            &format!("wallet transfer --dest {to} --amount {amount}"),
        );
        sent(&made, &["success", "extrinsic_identifier"]);
    }
    let balance = cli.act("owner", "wallet balance");
    has(&balance, &["balances", "totals"]);
    assert_eq!(balance["balances"]["owner"]["coldkey"], cast.owner.coldkey);
    assert_eq!(balance["balances"]["owner"]["free"], 30_000.0);
    assert_eq!(
        balance["totals"],
        json!({ "free": 30_000.0, "staked": 0.0, "total": 30_000.0 })
    );
    let all = cli.ask("wallet balance --all");
    assert!(number(&all["totals"]["free"]) > 55_000.0);

    let tried = cli.act(
        "owner",
        &format!(
            "wallet transfer --dest {} --amount 1 --dry-run",
            cast.friend.coldkey
        ),
    );
    assert_eq!(
        (&tried["success"], &tried["dry_run"]),
        (&json!(true), &json!(true))
    );
    assert_eq!(
        tried["transactions"].as_array().unwrap().len(),
        1,
        "{tried}"
    );
}

pub(crate) fn subnets(cli: &Cli, cast: &Cast) {
    for (netuid, name, value) in [(1, "admin_freeze_window", 0), (1, "network_rate_limit", 0)] {
        cli.act(
            "alice",
            &format!("sudo set --netuid {netuid} --param {name} --value {value}"),
        );
    }
    let cost = cli.ask("subnets burn-cost");
    assert_eq!(
        number(&cost["burn_cost"]["tao"]) * 1e9,
        number(&cost["burn_cost"]["rao"])
    );
    for netuid in [2, 3] {
        let made = cli.act(
            "owner",
            &format!("subnets create --subnet-name Sub{netuid}"),
        );
        sent(&made, &["netuid"]);
        assert_eq!(made["netuid"], netuid);
        has(
            &cli.ask(&format!("subnets check-start --netuid {netuid}")),
            &["can_start", "started"],
        );
        let started = cli.act("owner", &format!("subnets start --netuid {netuid}"));
        sent(&started, &["success"]);
    }
    let set = cli.act(
        "owner",
        "subnets set-identity --netuid 2 --subnet-name Two --discord d",
    );
    sent(&set, &["success"]);
    assert_eq!(
        cli.ask("subnets get-identity --netuid 2")["subnet_name"],
        "Two"
    );
    sent(
        &cli.act("owner", "subnets set-symbol ζ --netuid 2"),
        &["message"],
    );

    let set = cli.act(
        "owner",
        "wallet set-identity --id-name Owner --github x --discord d",
    );
    sent(&set, &["identity", "error"]);
    let identity = cli.act("owner", "wallet get-identity");
    assert_eq!(identity["name"], "Owner");
    let listed = cli.ask("subnets list");
    has(
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
    has(
        &listed["subnets"]["2"],
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
    assert_eq!(listed["subnets"]["2"]["subnet_name"], "Two");
    let shown = cli.ask("subnets show --netuid 2");
    has(
        &shown,
        &[
            "netuid",
            "mechanism_id",
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
    has(
        &shown["uids"][0],
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
    assert_eq!(shown["uids"][0]["hotkey"], cast.owner.hotkey);
    assert_eq!(shown["owner_identity"], "Owner");
    let price = cli.ask("subnets price --netuids 2,3 --current");
    has(
        &price["3"]["stats"],
        &["current_price", "supply", "market_cap", "symbol", "name"],
    );
    let registered = cli.act("miner", "subnets register --netuid 2");
    sent(&registered, &["msg"]);
    cli.act("friend", "subnets register --netuid 2");

    // Mechanisms of a smaller subnet.
    cli.act(
        "owner",
        "sudo set --netuid 3 --param max_allowed_uids --value 128",
    );
    let count = cli.ask("subnets mechanisms count --netuid 3");
    assert_eq!((&count["netuid"], &count["count"]), (&json!(3), &json!(1)));
    sent(
        &cli.act("owner", "subnets mechanisms set --netuid 3 --count 2"),
        &["message"],
    );
    has(
        &cli.ask("subnets mechanisms emissions --netuid 3"),
        &[
            "netuid",
            "raw_count",
            "visible_count",
            "split",
            "percentages",
            "even_distribution",
        ],
    );
    let split = "subnets mechanisms split-emissions --netuid 3 --split 70,30";
    sent(
        &cli.act("owner", split),
        &["err_msg", "split", "percentages"],
    );
}

pub(crate) fn hyperparameters(cli: &Cli) {
    let set = "sudo set --netuid 2 --param immunity_period --value 77";
    sent(&cli.act("owner", set), &["err_msg"]);
    for (name, value) in [("weights_rate_limit", "0"), ("tempo", "10")] {
        let line = format!("sudo set --netuid 2 --param {name} --value {value}");
        sent(&cli.act("alice", &line), &["err_msg"]);
    }
    let rows = cli.ask("sudo get --netuid 2");
    assert_eq!(rows, cli.ask("subnets hyperparameters --netuid 2"));
    for row in rows.as_array().unwrap() {
        has(
            row,
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
    }
    let found = |name: &str| {
        let rows = rows.as_array().unwrap();
        let row = rows.iter().find(|row| row["hyperparameter"] == name);
        row.unwrap()["value"].clone()
    };
    assert_eq!(
        (found("immunity_period"), found("tempo")),
        (json!(77), json!(10))
    );
    sent(
        &cli.act("owner", "sudo trim --netuid 3 --max 64"),
        &["err_msg"],
    );
    let epoch = cli.run_as("owner", "sudo trigger-epoch --netuid 3");
    has(&epoch.document, &["success", "extrinsic_identifier"]);
    sent(&cli.act("owner", "sudo set-take --take 0.1"), &["success"]);
    assert!((number(&cli.act("owner", "sudo get-take")["current_take"]) - 0.1).abs() < 1e-4);
    // No chain of today has a senate.
    for line in [
        "sudo senate",
        "sudo proposals",
        "sudo senate-vote --proposal 0x00 --vote-aye",
    ] {
        let answer = cli.run_as("owner", line);
        assert_eq!(answer.status, 1, "{line}: {answer:?}");
        assert_eq!(answer.document["success"], false);
        assert!(answer.document.to_string().contains("senate"), "{answer:?}");
    }
}

pub(crate) fn neurons(cli: &Cli, cast: &Cast) {
    let members = ["message", "netuid", "hotkey"];
    let set = cli.act("miner", "axon set --netuid 2 --ip 192.0.2.7 --port 8091");
    sent(&set, &members);
    assert_eq!(
        (&set["ip"], &set["port"]),
        (&json!("192.0.2.7"), &json!(8091))
    );
    cli.act(
        "owner",
        "sudo set --netuid 2 --param serving_rate_limit --value 0",
    );
    sent(&cli.act("miner", "axon reset --netuid 2"), &members);

    // UID 0 is the owner's; it may set weights once it has a permit and stake.
    let stake = "stake add --netuid 2 --amount 5000 --unsafe";
    let added = cli.act("owner", stake);
    has(
        &added,
        &["staking_success", "error_messages", "extrinsic_ids"],
    );
    assert_eq!(added["staking_success"]["2"][&cast.owner.hotkey], true);
    is_identifier(&added["extrinsic_ids"]["2"][&cast.owner.hotkey]);
    let row = "--netuid 2 --uids 1,2 --weights 0.3,0.7 --salt 1,2,3,4,5,6,7,8";
    let committed = cli.act("owner", &format!("weights commit {row}"));
    sent(&committed, &["message"]);
    // The reveal has its time, one epoch later.
    let early = cli.refuse("owner", &format!("weights reveal {row}"));
    has(&early, &["success", "message", "extrinsic_identifier"]);
    let direct = "sudo set --netuid 2 --param commit_reveal_weights_enabled --value false";
    sent(&cli.act("owner", direct), &["err_msg"]);
    let set = cli.act(
        "owner",
        "weights set --netuid 2 --uids 1,2 --weights 0.3,0.7",
    );
    sent(&set, &["message"]);
}

pub(crate) fn stake(cli: &Cli, cast: &Cast) {
    cli.act(
        "alice",
        "sudo set --netuid 0 --param subtoken_enabled --value true",
    );
    cli.act("owner", "stake add --netuid 0 --amount 100");
    let (from, to) = (&cast.owner.hotkey, &cast.miner.hotkey);
    let moved = cli.act(
        "owner",
        &format!("stake move --from {from} --origin-netuid 2 --dest-netuid 2 --to {to} --amount 5"),
    );
    sent(&moved, &["success"]);
    let swapped = "stake swap --origin-netuid 2 --dest-netuid 3 --amount 5 --unsafe";
    sent(&cli.act("owner", swapped), &["success"]);
    let given = cli.act(
        "owner",
        &format!(
            "stake transfer --origin-netuid 2 --dest-netuid 2 --dest-ss58 {} --amount 3",
            cast.friend.coldkey
        ),
    );
    sent(&given, &["success"]);
    let listed = cli.act("owner", "stake list");
    has(
        &listed,
        &[
            "stake_info",
            "coldkey_address",
            "network",
            "free_balance",
            "total_tao_value",
            "total_swapped_tao_value",
        ],
    );
    has(
        &listed["stake_info"][from][0],
        &[
            "netuid",
            "subnet_name",
            "value",
            "stake_value",
            "rate",
            "registered",
            "emission",
            "claimable",
        ],
    );
    let removed = cli.act("owner", "stake remove --netuid 2 --amount 10 --unsafe");
    has(
        &removed[0],
        &[
            "netuid",
            "hotkey_ss58",
            "unstake_amount",
            "success",
            "extrinsic_identifier",
        ],
    );
    assert_eq!(removed[0]["success"], true);
    let burnt = cli.act("owner", "sudo stake-burn --netuid 2 --amount 1");
    sent(&burnt, &["err_msg"]);
    sent(&cli.act("owner", "stake set-claim keep"), &["message"]);
    has(
        &cli.act("owner", "stake process-claim --netuids 2"),
        &["success", "message", "extrinsic_identifier"],
    );
    sent(&cli.act("owner", "root set-claim swap"), &["message"]);
    has(
        &cli.act("owner", "root claim --netuids 2"),
        &["success", "message", "extrinsic_identifier"],
    );
    sent(&cli.act("owner", "root register"), &["msg"]);
    let set = cli.act("miner", "stake set-auto --netuid 2");
    sent(&set, &["error", "netuid", "hotkey"]);
    let auto = cli.act("miner", "stake auto");
    assert_eq!(auto["2"]["destination"], cast.miner.hotkey);
    // The wizard asks; without somebody to answer it says so.
    let wizard = cli.run_as("owner", "stake wizard");
    assert_eq!(
        (wizard.status, &wizard.document["success"]),
        (2, &json!(false))
    );
}

pub(crate) fn children(cli: &Cli, cast: &Cast) {
    let child = &cast.miner.hotkey;
    let set = cli.act(
        "owner",
        &format!("stake child set --netuid 2 --children {child} --proportions 0.25"),
    );
    sent(&set["2"], &["error", "completion_block", "set_block"]);
    assert!(cli.act("owner", "stake child get --netuid 2").is_object());
    let taken = cli.act("miner", "stake child take --netuid 2 --take 0.1");
    sent(&taken["2"], &["success"]);
    let revoked = cli.act("friend", "stake child revoke --netuid 2");
    has(&revoked["2"], &["success", "error", "extrinsic_identifier"]);
}
