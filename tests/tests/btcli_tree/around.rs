//! Locks, proxies and crowdloans.

use crate::*;

pub(crate) fn locks(cli: &Cli, cast: &Cast) {
    assert_eq!(cli.act("owner", "lock list")["locks"], json!([]));
    let none = cli.refuse("owner", "lock show --netuid 2");
    refused(&none, "error", "has no lock");
    let hotkey = &cast.owner.hotkey;
    let line = format!("lock add --netuid 2 --amount 20 --hotkey-ss58 {hotkey} --mode perpetual");
    let locked = cli.act("owner", &line);
    sent(&locked, &["message", "netuid", "hotkey", "amount", "mode"]);
    let shown = cli.act("owner", "lock show --netuid 2");
    has(
        &shown,
        &[
            "locked",
            "conviction",
            "mode",
            "projection",
            "available_stake",
        ],
    );
    assert_eq!(
        (&shown["locked"], &shown["mode"]),
        (&json!(20.0), &json!("perpetual"))
    );
    assert_eq!(shown["projection"].as_array().unwrap().len(), 13);
    sent(
        &cli.act("owner", "lock mode --netuid 2 --mode decaying"),
        &["mode"],
    );
    let conviction = cli.ask("subnets conviction --netuid 2");
    assert_eq!(conviction["hotkeys"][0]["hotkey"], *hotkey);
    assert_eq!(conviction["hotkeys"][0]["is_owner"], true);
    let to = &cast.miner.hotkey;
    let moved = cli.act(
        "owner",
        &format!("lock move --netuid 2 --destination-hotkey {to}"),
    );
    sent(&moved, &["origin_hotkey", "destination_hotkey"]);
    let listed = cli.act("owner", "lock list");
    assert_eq!(listed["locks"][0]["hotkey"], *to);
    assert_eq!(listed["locks"][0]["mode"], "decaying");
    assert_eq!(listed, cli.act("owner", "stake locks"));
    sent(
        &cli.act("friend", "lock accept --allow"),
        &["accepts_locked_stake"],
    );
    let much = cli.refuse(
        "owner",
        &format!("lock add --netuid 2 --amount 99999999 --hotkey {to}"),
    );
    refused(&much, "message", "Not enough stake");
    let other = cli.refuse("owner", "lock add --netuid 2 --amount 1");
    refused(&other, "message", "lock move");
}

/// All kinds of proxies of the protocol.
const PROXY_TYPES: [&str; 18] = [
    "Any",
    "Owner",
    "NonCritical",
    "NonTransfer",
    "Senate",
    "NonFungible",
    "Triumvirate",
    "Governance",
    "Staking",
    "Registration",
    "Transfer",
    "SmallTransfer",
    "RootWeights",
    "ChildKeys",
    "SudoUncheckedSetCode",
    "SwapHotkey",
    "SubnetLeaseBeneficiary",
    "RootClaim",
];

pub(crate) fn proxies(cli: &Cli, cast: &Cast) {
    let (owner, miner, friend) = (
        &cast.owner.coldkey,
        &cast.miner.coldkey,
        &cast.friend.coldkey,
    );
    for kind in PROXY_TYPES {
        let line = format!("proxy add --delegate {miner} --proxy-type {kind} --dry-run");
        let tried = cli.run_as("owner", &line).document;
        assert_eq!(tried["dry_run"], true, "{kind}: {tried}");
        assert!(tried.to_string().contains(kind), "{kind}: {tried}");
    }
    // At once: the miner spends the owner's TAO.
    let line = format!("proxy add --delegate {miner} --proxy-type Transfer");
    let added = cli.act("owner", &line);
    sent(&added, &["message", "data"]);
    assert_eq!(
        added["data"],
        json!({
            "delegatee": miner, "delegator": owner, "proxy_type": "Transfer", "delay": 0
        })
    );
    let before = number(&cli.act("friend", "wallet balance")["totals"]["free"]);
    cli.act(
        "miner",
        &format!("wallet transfer --dest {friend} --amount 7 --proxy {owner}"),
    );
    let after = number(&cli.act("friend", "wallet balance")["totals"]["free"]);
    assert!((after - before - 7.0).abs() < 1e-6);
    // A proxy of that kind cannot stake; the failure inside is a failure.
    let line = format!("stake add --netuid 2 --amount 1 --unsafe --proxy {owner}");
    let staked = cli.refuse("miner", &line);
    assert!(staked.to_string().contains("false"), "{staked}");

    // Later: announced, kept, executed after the delay.
    let line = format!("proxy add --delegate {friend} --proxy-type Any --delay 2");
    sent(&cli.act("owner", &line), &["data"]);
    cli.ask(&format!(
        "config add-proxy --name boss --address {owner} --proxy-type Any --spawner {friend} \
         --delay 2"
    ));
    let line = format!("wallet transfer --dest {miner} --amount 11 --proxy boss --announce-only");
    sent(&cli.act("friend", &line), &["success"]);
    let listed = cli.act("friend", "proxy list");
    has(&listed, &["account", "proxies", "deposit", "announcements"]);
    let hash = text(&listed["announcements"][0]["call_hash"]);
    assert_eq!(listed["announcements"][0]["real"], *owner);
    let kinds = cli.act("owner", "proxy list");
    assert_eq!(kinds["proxies"].as_array().unwrap().len(), 2);
    let early = cli.refuse("friend", "proxy execute --proxy boss");
    refused(&early, "message", "Too early");
    for _ in 0..2 {
        cli.act(
            "alice",
            &format!("wallet transfer --dest {friend} --amount 1"),
        );
    }
    let before = number(&cli.act("miner", "wallet balance")["totals"]["free"]);
    let made = cli.act(
        "friend",
        &format!("proxy execute --real {owner} --call-hash {hash}"),
    );
    sent(&made, &["message"]);
    let after = number(&cli.act("miner", "wallet balance")["totals"]["free"]);
    assert!((after - before - 11.0).abs() < 1e-6);
    let again = cli.refuse("friend", "proxy execute --proxy boss");
    refused(&again, "message", "--call-hex");

    let wrong = cli.refuse("owner", &format!("proxy remove --delegate {miner}"));
    refused(&wrong, "message", "--proxy-type Transfer");
    let line = format!("proxy remove --delegate {miner} --proxy-type Transfer");
    sent(&cli.act("owner", &line), &["message"]);
    sent(&cli.act("owner", "proxy remove --all"), &["message"]);
    assert_eq!(cli.act("owner", "proxy list")["proxies"], json!([]));

    // An account without a key.
    let made = cli.act("friend", "proxy create --proxy-type Any --index 3");
    sent(&made, &["message", "data"]);
    has(&made["data"], &["pure", "spawner", "proxy_type", "delay"]);
    let pure = text(&made["data"]["pure"]);
    let place = text(&made["extrinsic_identifier"]);
    let (height, index) = place.split_once('-').unwrap();
    cli.act(
        "alice",
        &format!("wallet transfer --dest {pure} --amount 5"),
    );
    let spent = format!("wallet transfer --dest {friend} --amount 2 --proxy {pure}");
    sent(&cli.act("friend", &spent), &["success"]);
    let line = format!("proxy kill --proxy {pure} --height {height} --ext-index {index} --index 3");
    sent(&cli.act("friend", &line), &["message"]);
    let listed = cli.ask(&format!("proxy list --ss58 {pure}"));
    assert_eq!(listed["proxies"], json!([]));
}

pub(crate) fn crowdloans(cli: &Cli, cast: &Cast) {
    let list = cli.ask("crowd list");
    assert_eq!(list["data"]["crowdloans"], json!([]));
    let target = &cast.friend.coldkey;
    let open = |deposit: u32, min: u32, cap: u32, more: &str| {
        format!(
            "crowd create --deposit {deposit} --min-contribution {min} --cap {cap} --duration 1000 \
             {more}"
        )
    };
    let pay = format!("--target-address {target}");
    let low = cli.refuse("owner", &open(1, 1, 100, &pay));
    refused(&low, "error", "minimum");
    let made = cli.act("owner", &open(20, 2, 100, &pay));
    sent(&made, &["error", "data"]);
    has(
        &made["data"],
        &[
            "type",
            "deposit",
            "min_contribution",
            "cap",
            "duration",
            "end_block",
            "extrinsic_id",
            "target_address",
        ],
    );
    assert_eq!(made["data"]["type"], "fundraising");
    let lease = cli.act(
        "owner",
        &open(10, 1, 50, "--subnet-lease --emissions-share 30"),
    );
    assert_eq!(lease["data"]["type"], "subnet");
    assert_eq!(lease["data"]["perpetual_lease"], true);
    let custom = cli.act(
        "owner",
        &open(
            10,
            1,
            50,
            r#"--custom-call-pallet System --custom-call-method remark --custom-call-args {"remark":"0x01"}"#,
        ),
    );
    assert_eq!(custom["data"]["custom_call"]["method"], "remark");

    let few = cli.refuse("miner", "crowd contribute --id 0 --amount 1");
    refused(&few, "error", "Amount too low");
    let given = cli.act("miner", "crowd contribute --id 0 --amount 30");
    sent(&given, &["error", "data"]);
    has(
        &given["data"],
        &[
            "crowdloan_id",
            "contributor",
            "contribution_amount",
            "previous_contribution",
            "total_contribution",
            "balance",
        ],
    );
    has(&given["data"]["balance"], &["before", "after", "fee"]);
    assert_eq!(given["data"]["contribution_amount"], 30.0);
    let back = cli.act("miner", "crowd withdraw --id 0");
    has(
        &back["data"],
        &[
            "crowdloan_id",
            "is_creator",
            "withdrawal_amount",
            "previous_contribution",
            "remaining_contribution",
            "balance",
        ],
    );
    assert_eq!(back["data"]["withdrawal_amount"], 30.0);
    let deposit = cli.refuse("owner", "crowd withdraw --id 0");
    refused(&deposit, "error", "deposit");
    let early = cli.refuse("owner", "crowd finalize --id 0");
    refused(&early, "error", "cap");
    sent(
        &cli.act("owner", "crowd update --id 0 --cap 60 --min-contribution 3"),
        &["data"],
    );
    let rest = cli.act("miner", "crowd contribute --id 0 --amount 100");
    assert_eq!(
        rest["data"]["contribution_amount"], 40.0,
        "no more than is missing"
    );
    assert_eq!(rest["data"]["adjusted"], true);

    let list = cli.ask("crowd list --sort-by id");
    has(
        &list["data"],
        &[
            "crowdloans",
            "total_count",
            "total_raised",
            "total_cap",
            "total_contributors",
            "funding_percentage",
            "current_block",
            "network",
        ],
    );
    has(
        &list["data"]["crowdloans"][0],
        &[
            "id",
            "status",
            "raised",
            "cap",
            "deposit",
            "min_contribution",
            "end_block",
            "time_remaining",
            "contributors_count",
            "creator",
            "creator_identity",
            "target_address",
            "target_identity",
            "funds_account",
            "call",
            "finalized",
        ],
    );
    assert_eq!(list["data"]["crowdloans"][0]["status"], "Funded");
    assert_eq!(list["data"]["crowdloans"][0]["creator_identity"], "Owner");
    assert_eq!(
        list["data"]["crowdloans"][1]["call"],
        "SubtensorModule.register_leased_network"
    );
    assert_eq!(
        cli.ask("crowd list --type custom")["data"]["total_count"],
        1
    );
    let info = cli.act("miner", "crowd info --id 0 --show-contributors");
    has(
        &info["data"],
        &[
            "crowdloan_id",
            "status",
            "finalized",
            "creator",
            "creator_identity",
            "funds_account",
            "raised",
            "cap",
            "raised_percentage",
            "deposit",
            "min_contribution",
            "end_block",
            "current_block",
            "time_remaining",
            "contributors_count",
            "average_contribution",
            "target_address",
            "target_identity",
            "has_call",
            "call_details",
            "user_contribution",
            "network",
            "contributors",
        ],
    );
    assert_eq!(info["data"]["user_contribution"], 40.0);
    let givers = cli.ask("crowd contributors --id 0");
    assert_eq!(givers["data"]["total_contributed_rao"], 60_000_000_000_u64);
    has(
        &givers["data"]["contributors"][0],
        &[
            "rank",
            "address",
            "identity",
            "contribution_tao",
            "contribution_rao",
            "percentage",
        ],
    );
    let done = cli.act("owner", "crowd finalize --id 0");
    has(
        &done["data"],
        &[
            "crowdloan_id",
            "total_raised",
            "contributors_count",
            "target_address",
            "has_call",
            "call_executed",
        ],
    );
    assert_eq!(done["data"]["total_raised"], 60.0);

    cli.act("miner", "crowd contribute --id 1 --amount 5");
    let others = cli.refuse("owner", "crowd dissolve --id 1");
    refused(&others, "error", "crowd refund");
    let refunded = cli.act("owner", "crowd refund --id 1");
    assert_eq!(refunded["data"]["refunded_amount"], 5.0);
    sent(&cli.act("owner", "crowd dissolve --id 1"), &["data"]);
    let missing = cli.run("crowd info --id 1");
    assert_eq!(missing.status, 1);
    refused(&missing.document, "error", "does not exist");
}
