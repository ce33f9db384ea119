//! The group `stake`.

use crate::*;

#[test]
fn stake_is_bought_moved_and_sold() {
    let market = Market::with_subnets();
    let (charlie, dave) = (hotkey("charlie"), hotkey("dave"));
    // The root network can be staked on once root says so.
    market.sudo_set("alice", "0", "subtoken_enabled", "true");

    let add = |netuid: &'static str, amount: &'static str, more: &[&'static str]| {
        let words = ["stake", "add", "--netuid", netuid, "--amount", amount];
        [&words[..], more].concat()
    };
    let added = market.act("charlie", &add(NETUID, "500", &["--unsafe"]));
    assert_members(
        &added,
        &["staking_success", "error_messages", "extrinsic_ids"],
    );
    assert_eq!(added["staking_success"][NETUID][&charlie], true);
    assert_eq!(added["error_messages"][NETUID][&charlie], "");
    assert_identifier(&added["extrinsic_ids"][NETUID][&charlie]);
    market.act("charlie", &add(NETUID, "1", &["--tolerance", "0.5"]));
    market.act(
        "charlie",
        &add(NETUID, "3000", &["--tolerance", "0.01", "--partial"]),
    );
    market.act("charlie", &add("0", "1000", &[]));
    let both = [
        "stake",
        "add",
        "--netuids",
        "2,3",
        "--amount",
        "2",
        "--include-hotkeys",
        &charlie,
    ];
    let both = market.act("charlie", &both);
    assert_members(&both["staking_success"], &["2", "3"]);

    let steep = market.refuse("charlie", &add(NETUID, "3000", &["--tolerance", "0.001"]));
    assert_eq!(steep["staking_success"][NETUID][&charlie], false);
    assert_eq!(steep["extrinsic_ids"][NETUID][&charlie], Value::Null);
    let message = |document: &Value| {
        let message = &document["error_messages"][NETUID][&charlie];
        message.as_str().unwrap_or_default().to_owned()
    };
    assert!(message(&steep).contains("Slippage too high"), "{steep}");
    let rich = market.refuse("charlie", &add(NETUID, "2000000", &["--unsafe"]));
    assert!(message(&rich).contains("Not enough balance"), "{rich}");
    let small = market.refuse("charlie", &add(NETUID, "0.0000001", &[]));
    assert!(message(&small).contains("Amount too low"), "{small}");
    market.refuse("charlie", &add("77", "1", &[]));

    let remove = |amount: &'static str, more: &[&'static str]| {
        let words = ["stake", "remove", "--netuid", NETUID, "--amount", amount];
        [&words[..], more].concat()
    };
    let removed = market.act("charlie", &remove("10", &["--unsafe"]));
    let entry = &removed[0];
    assert_members(
        entry,
        &[
            "netuid",
            "hotkey_ss58",
            "unstake_amount",
            "success",
            "extrinsic_identifier",
        ],
    );
    assert_eq!(entry["unstake_amount"], json!(10.0));
    assert_eq!(entry["hotkey_ss58"], json!(charlie));
    assert_identifier(&entry["extrinsic_identifier"]);
    let much = market.refuse("charlie", &remove("1000000", &[]));
    assert_refused(&much, "error", "Not enough stake");
    let nothing = market.refuse("dave", &remove("1", &[]));
    assert_refused(&nothing, "error", "Nothing is staked");

    let names = ["success", "extrinsic_identifier"];
    let route = |from: &'static str, to: &'static str, amount: &'static str| {
        [
            "--origin-netuid",
            from,
            "--dest-netuid",
            to,
            "--amount",
            amount,
        ]
    };
    let ends = ["--from", charlie.as_str(), "--to", dave.as_str()];
    let words = [&["stake", "move"], &ends[..], &route(NETUID, NETUID, "10")].concat();
    assert_sent(&market.act("charlie", &words), &names);
    let words = [
        &["stake", "swap", "--unsafe"][..],
        &route(NETUID, OTHER, "10"),
    ]
    .concat();
    assert_sent(&market.act("charlie", &words), &names);
    let words = [
        &["stake", "swap", "--tolerance", "0.2"][..],
        &route(NETUID, OTHER, "1"),
    ]
    .concat();
    assert_sent(&market.act("charlie", &words), &names);
    let receiver = coldkey("dave");
    let words = ["stake", "transfer", "--dest-ss58", receiver.as_str()];
    let words = [&words[..], &route(OTHER, OTHER, "1")].concat();
    assert_sent(&market.act("charlie", &words), &names);
    let words = [&["stake", "swap"][..], &route(NETUID, NETUID, "1")].concat();
    let (status, same) = market.run(&Market::with_wallet("charlie", &words));
    assert_eq!(status, 2, "{same}");
    let words = [&["stake", "swap"][..], &route(NETUID, OTHER, "1000000")].concat();
    assert_refused(
        &market.refuse("charlie", &words),
        "error",
        "Not enough stake",
    );

    let listed = market.act("charlie", &["stake", "list"]);
    assert_members(
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
    let places: BTreeSet<(String, u64)> = listed["stake_info"]
        .as_object()
        .unwrap()
        .iter()
        .flat_map(|(hotkey, rows)| {
            rows.as_array()
                .unwrap()
                .iter()
                .map(move |row| (hotkey, row))
        })
        .map(|(hotkey, row)| (hotkey.clone(), row["netuid"].as_u64().unwrap()))
        .collect();
    let wanted = [(&charlie, 0), (&charlie, 2), (&charlie, 3), (&dave, 2)];
    let wanted = wanted.map(|(hotkey, netuid)| (hotkey.clone(), netuid));
    assert_eq!(places, BTreeSet::from(wanted));
    let row = &listed["stake_info"][&dave][0];
    assert_members(
        row,
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
    assert_members(&row["emission"], &["alpha", "tao"]);
    assert_eq!(row["stake_value"], json!(10.0));
    // What was given away belongs to the other coldkey, on the same hotkey.
    let others = market.ask(&["stake", "list", "--ss58", &receiver]);
    assert_eq!(others["stake_info"][&charlie][0]["netuid"], 3);

    let tried = [&add(NETUID, "5", &["--unsafe"])[..], &["--dry-run"]].concat();
    let before = market.act("charlie", &["stake", "list"])["free_balance"].clone();
    let tried = market.act("charlie", &tried);
    assert_eq!(tried["dry_run"], true, "{tried}");
    assert_eq!(
        market.act("charlie", &["stake", "list"])["free_balance"],
        before
    );

    let all = market.act("charlie", &["stake", "remove", "--all-alpha"]);
    assert_eq!(all["success"][&charlie]["success"], true, "{all}");
    assert_identifier(&all["success"][&charlie]["extrinsic_identifier"]);
    let all = market.act("charlie", &["stake", "remove", "--all"]);
    assert_eq!(all["success"][&charlie]["success"], true, "{all}");
    // The same by the names of btcli 11.
    for command in ["unstake-all-alpha", "unstake-all"] {
        market.act("charlie", &add(NETUID, "10", &["--unsafe"]));
        let all = market.act("charlie", &["stake", command]);
        assert_eq!(all["success"][&charlie]["success"], true, "{all}");
    }
    let none = market.refuse("charlie", &["stake", "remove", "--all"]);
    assert_refused(&none, "error", "Nothing is staked");
}

#[test]
fn children_claims_and_automatic_stake_are_set() {
    let market = Market::with_subnets();
    let (charlie, dave) = (hotkey("charlie"), hotkey("dave"));
    let stake = [
        "stake", "add", "--netuid", NETUID, "--amount", "5000", "--unsafe",
    ];
    market.act("charlie", &stake);

    let child = |words: &[&str]| -> Vec<String> {
        let (command, rest) = words.split_first().unwrap();
        let words = [&["stake", "child", command, "--netuid", NETUID][..], rest].concat();
        words.into_iter().map(str::to_owned).collect()
    };
    let act = |words: Vec<String>| {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        market.act("charlie", &words)
    };
    let words = child(&["set", "--children", &dave, "--proportions", "0.25"]);
    let set = act(words.clone());
    assert_members(&set, &[NETUID]);
    let entry = &set[NETUID];
    assert_sent(
        entry,
        &[
            "success",
            "error",
            "completion_block",
            "set_block",
            "extrinsic_identifier",
        ],
    );
    let (set_block, completion) = (&entry["set_block"], &entry["completion_block"]);
    assert!(completion.as_u64() > set_block.as_u64(), "{entry}");
    // They wait for their time, and cannot be changed right away.
    assert_eq!(act(child(&["get"])), json!({}));
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let again = market.refuse("charlie", &words);
    assert_eq!(again[NETUID]["success"], false);
    let message = again[NETUID]["error"].as_str().unwrap();
    assert!(message.contains("TxRateLimitExceeded"), "{again}");
    let much = [
        "stake",
        "child",
        "set",
        "--netuid",
        NETUID,
        "--children",
        &dave,
    ];
    let much = [&much[..], &["--proportions", "1.5"]].concat();
    let (status, _) = market.run(&Market::with_wallet("charlie", &much));
    assert_eq!(status, 2);
    let revoked = market.act("dave", &["stake", "child", "revoke", "--netuid", NETUID]);
    assert_eq!(revoked[NETUID]["success"], true, "{revoked}");

    let take = act(child(&["take", "--take", "0.1"]));
    assert_sent(&take[NETUID], &["success", "extrinsic_identifier"]);
    let take = act(child(&["take"]));
    assert_eq!(take[NETUID], json!({ "take": 6_553.0 / 65_535.0 }));

    let names = ["success", "message", "extrinsic_identifier"];
    for words in [
        &["stake", "set-claim", "keep"][..],
        &["stake", "set-claim", "Swap"],
        &["stake", "set-claim", "keep", "--netuids", "2-3"],
    ] {
        assert_sent(&market.act("charlie", words), &names);
    }
    let claimed = market.act("charlie", &["stake", "process-claim", "--netuids", NETUID]);
    assert_members(
        &claimed,
        &["success", "message", "extrinsic_identifier", "netuids"],
    );
    assert_eq!(claimed["message"], "No claimable emissions found");

    let auto = market.act("dave", &["stake", "auto"]);
    assert_members(
        &auto[NETUID],
        &["subnet_name", "status", "destination", "identity"],
    );
    assert_eq!(auto[NETUID]["status"], "default");
    let words = ["stake", "set-auto", "--netuid", NETUID];
    let set = market.act("dave", &words);
    assert_sent(
        &set,
        &[
            "success",
            "error",
            "netuid",
            "hotkey",
            "extrinsic_identifier",
        ],
    );
    let auto = market.act("dave", &["stake", "auto"]);
    assert_eq!(auto[NETUID]["destination"], json!(dave));
    let again = market.refuse("dave", &words);
    assert_refused(&again, "error", "SameAutoStakeHotkeyAlreadySet");
    assert_ne!(charlie, dave);

    let locks = market.ask(&Market::with_wallet("charlie", &["stake", "locks"]));
    assert_eq!(locks["success"], true, "{locks}");
    let conviction = market.ask(&["subnets", "conviction", "--netuid", NETUID]);
    assert!(conviction.is_object(), "{conviction}");

    let (status, wizard) = market.run(&["stake", "wizard", "--no-prompt"]);
    assert_eq!(status, 2, "{wizard}");
}
