//! Every command of `btcli` against a real chain: it answers with one JSON document that has the
//! members that scripts rely on. The tree that `btcli --commands` prints is what has to be covered,
//! so no command can be forgotten.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod btcli_support;
mod network_support;
mod node_support;

use btcli_support::{Account, Cli, chain, has, is_identifier, number, refused, sent, text};
use network_support::run;
use serde_json::{Value, json};

/// Names and keys of the wallets of the story.
struct Cast {
    alice: Account,
    owner: Account,
    miner: Account,
    friend: Account,
}

#[test]
fn every_command_answers_with_its_document() {
    let node = chain();
    let cli = Cli::new(&node.address);
    settings(&cli);
    let cast = wallets(&cli);
    address_books(&cli, &cast);
    small_things(&cli, &cast);
    money(&cli, &cast);
    subnets(&cli, &cast);
    hyperparameters(&cli);
    neurons(&cli, &cast);
    stake(&cli, &cast);
    children(&cli, &cast);
    locks(&cli, &cast);
    proxies(&cli, &cast);
    crowdloans(&cli, &cast);
    views(&cli);
    gone(&cli);
    swaps(&cli, &cast);
    ends(&cli, &cast);
    assert_eq!(
        cli.unused(),
        Vec::<String>::new(),
        "no row of this test runs these"
    );
    recorded_commands_exist(&cli);
}

/// What the chain's own accounts are called here.
fn wallets(cli: &Cli) -> Cast {
    let alice = cli.create_wallet("alice", Some("//Alice"));
    let owner = cli.create_wallet("owner", None);
    let miner = cli.create_wallet("miner", None);
    let friend = cli.create_wallet("friend", None);

    let made = cli.ask("wallet new-coldkey --wallet-name spare --no-use-password --n-words 24");
    has(&made, &["success", "data", "error"]);
    assert!(made["data"]["coldkey_ss58"].is_string() && made["data"]["hotkey"].is_null());
    let made = cli.ask("wallet new-hotkey --wallet-name spare --hotkey second");
    let second = text(&made["data"]["hotkey_ss58"]);
    assert_eq!(made["data"]["hotkey"], "second");

    let seed = "0x398f0c28f98885e046333d4a41c19cee4c37368a9832c6502f6cfd182e2aef89";
    let bob = "5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty";
    let hex = "0x8eaf04151687736326c9fea17e25fc5287613693c912909cb226aa4794f26a48";
    let again = cli.run_with(
        &["--no-prompt"],
        &[
            "wallet",
            "regen-coldkey",
            "--wallet-name",
            "bob",
            "--seed",
            seed,
            "--no-use-password",
        ],
    );
    assert_eq!(
        (again.status, &again.document["data"]["coldkey_ss58"]),
        (0, &json!(bob))
    );
    let again = cli.run_with(
        &["--no-prompt"],
        &[
            "wallet",
            "regen-hotkey",
            "--wallet-name",
            "bob",
            "--hotkey",
            "h",
            "--seed",
            seed,
        ],
    );
    assert_eq!(again.document["data"]["hotkey_ss58"], bob);
    let again = cli.ask(&format!(
        "wallet regen-coldkeypub --wallet-name bobpub --public-key-hex {hex} --overwrite"
    ));
    assert_eq!(again["data"]["coldkey_ss58"], bob);
    let again = cli.ask(&format!(
        "wallet regen-hotkeypub --wallet-name bobpub --hotkey h --ss58 {bob} --overwrite"
    ));
    assert_eq!(again["data"]["hotkey_ss58"], bob);

    let listed = cli.ask("wallet list");
    let names: Vec<&str> = listed["wallets"]
        .as_array()
        .unwrap()
        .iter()
        .map(|wallet| {
            has(wallet, &["name", "ss58_address", "hotkeys"]);
            wallet["name"].as_str().unwrap()
        })
        .collect();
    assert_eq!(
        names,
        [
            "alice", "bob", "bobpub", "friend", "miner", "owner", "spare"
        ]
    );
    let hotkeys = &listed["wallets"][6]["hotkeys"];
    assert_eq!(
        hotkeys,
        &json!([{ "name": "second", "ss58_address": second }])
    );

    let signed = cli.act("owner", "wallet sign --message hello");
    assert_eq!(signed["signer_address"], owner.coldkey);
    let signature = text(&signed["signed_message"]);
    let verified = cli.ask(&format!(
        "wallet verify --message hello --signature {signature} --address {}",
        owner.coldkey
    ));
    assert_eq!(verified["verified"], true);
    has(&verified, &["verified", "signer", "message"]);
    let wrong = cli.refuse(
        "owner",
        &format!(
            "wallet verify --message hullo --signature {signature} --address {}",
            owner.coldkey
        ),
    );
    assert_eq!(wrong["verified"], false);
    let malformed = cli.refuse(
        "owner",
        &format!(
            "wallet verify --message hello --signature 0x12 --address {}",
            owner.coldkey
        ),
    );
    assert_eq!(malformed["verified"], false);
    assert!(malformed["error"].is_string());

    let made =
        cli.ask("wallet new-coldkey --wallet-name sealed --no-use-password --crypto-type ed25519");
    let receiver = text(&made["data"]["coldkey_ss58"]);
    let sealed = cli.ask(&format!("wallet encrypt --message secret --to {receiver}"));
    let ciphertext = text(&sealed["ciphertext"]);
    let opened = cli.act(
        "sealed",
        &format!("wallet decrypt --ciphertext {ciphertext}"),
    );
    assert_eq!(opened["message"], "secret");
    Cast {
        alice,
        owner,
        miner,
        friend,
    }
}

fn settings(cli: &Cli) {
    has(
        &cli.ask("config get"),
        &[
            "network",
            "wallet_path",
            "wallet_name",
            "wallet_hotkey",
            "rate_tolerance",
        ],
    );
    cli.ask("config set --tolerance 0.01 --wallet-name spare");
    assert_eq!(cli.ask("config get")["rate_tolerance"], 0.01);
    assert_eq!(cli.ask("config get")["wallet_name"], "spare");
    cli.ask("config clear --tolerance");
    assert_eq!(cli.ask("config get")["rate_tolerance"], Value::Null);
    cli.ask("config unset wallet_name");
    assert_eq!(cli.ask("config get")["wallet_name"], Value::Null);
    let path = cli.ask("config path");
    assert!(path.to_string().contains("config.yml"), "{path}");
}

fn address_books(cli: &Cli, cast: &Cast) {
    let (owner, miner) = (&cast.owner.coldkey, &cast.miner.coldkey);
    let entry = [
        "name",
        "ss58_address",
        "delay",
        "spawner",
        "proxy_type",
        "note",
    ];
    for group in ["config", "proxy book"] {
        let name = |verb: &str, noun: &str| match group {
            "config" => format!("config {verb}{noun}"),
            _ => format!("proxy book {verb}"),
        };
        let (add, update) = (name("add", "-proxy"), name("update", "-proxy"));
        let (remove, clear) = (name("remove", "-proxy"), name("clear", "-proxies"));
        let list = match group {
            "config" => "config proxies".to_owned(),
            _ => "proxy book list".to_owned(),
        };
        let words = format!("--name p --address {owner} --proxy-type Staking --spawner {miner}");
        let added = cli.ask(&format!("{add} {words} --delay 3 --note n"));
        has(&added["proxy"], &entry);
        let twice = cli.run(&format!("{add} {words}"));
        assert_eq!(
            (twice.status, &twice.document["success"]),
            (1, &json!(false))
        );
        cli.ask(&format!("{update} --name p --delay 4"));
        let listed = cli.ask(&list);
        assert_eq!(listed["proxies"][0]["delay"], 4);
        assert_eq!(listed["proxies"][0]["ss58_address"], *owner);
        cli.ask(&format!("{remove} --name p"));
        cli.ask(&format!("{add} {words}"));
        cli.ask(&clear);
        assert_eq!(cli.ask(&list)["proxies"], json!([]));
    }
    cli.ask(&format!("addr add neighbour {miner} --note near"));
    assert_eq!(cli.ask("addr show neighbour")["ss58_address"], *miner);
    let all = cli.ask("addr list");
    assert_eq!(
        all["addresses"],
        json!([{ "name": "neighbour", "ss58_address": miner, "note": "near" }])
    );
    cli.ask("addr remove neighbour");
    refused(
        &cli.refuse("owner", "addr show neighbour"),
        "error",
        "addr list",
    );
}

fn small_things(cli: &Cli, cast: &Cast) {
    let converted = cli.ask("utils convert --tao 1.5");
    assert!(converted.to_string().contains("1500000000"), "{converted}");
    let latency = cli.ask(&format!("utils latency --network {}", cli.url));
    assert!(latency.to_string().contains("latency_ms"), "{latency}");
    has(&cli.ask("explain rate_limited"), &["code"]);
    assert!(text(&cli.ask("completion bash")["script"]).contains("btcli"));
    let words = ["call", "System.remark", "--args", r#"{"remark":"0x00"}"#];
    let options = [
        "--network",
        &cli.url,
        "--no-prompt",
        "--wallet-name",
        "alice",
    ];
    let called = cli.run_with(&options, &words);
    assert_eq!(called.status, 0, "{called:?}");
    sent(&called.document, &["call", "result"]);
    let associated = cli.act("alice", "wallet associate-hotkey");
    sent(&associated, &["hotkey", "coldkey"]);
    assert_eq!(associated["coldkey"], cast.alice.coldkey);
}

fn money(cli: &Cli, cast: &Cast) {
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

fn subnets(cli: &Cli, cast: &Cast) {
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

fn hyperparameters(cli: &Cli) {
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

fn neurons(cli: &Cli, cast: &Cast) {
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

fn stake(cli: &Cli, cast: &Cast) {
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

fn children(cli: &Cli, cast: &Cast) {
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

fn locks(cli: &Cli, cast: &Cast) {
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

fn proxies(cli: &Cli, cast: &Cast) {
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

fn crowdloans(cli: &Cli, cast: &Cast) {
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

fn views(cli: &Cli) {
    let overview = cli.act("owner", "wallet overview");
    has(
        &overview,
        &["wallet", "network", "subnets", "total_balance"],
    );
    let subnet = &overview["subnets"][0];
    has(subnet, &["netuid", "tempo", "neurons", "name", "symbol"]);
    has(
        &subnet["neurons"][0],
        &[
            "coldkey",
            "hotkey",
            "uid",
            "active",
            "stake",
            "rank",
            "trust",
            "consensus",
            "incentive",
            "dividends",
            "emission",
            "validator_trust",
            "validator_permit",
            "last_update",
            "axon",
            "hotkey_ss58",
        ],
    );
    assert!(cli.act("owner", "wallet inspect").is_object());
    let page = cli.home().join("page.html");
    let words = [
        "view",
        "dashboard",
        "--save-file",
        "--dashboard-path",
        page.to_str().unwrap(),
    ];
    let options = [
        "--network",
        cli.url.as_str(),
        "--no-prompt",
        "--wallet-name",
        "owner",
    ];
    let made = cli.run_with(&options, &words);
    assert_eq!(made.status, 0, "{made:?}");
    let path = text(&made.document["path"]);
    let html = std::fs::read_to_string(path).unwrap();
    assert!(html.contains("</html>"));
    for outside in ["src=\"http", "href=\"http", "@import", "url(http"] {
        assert!(!html.contains(outside), "the page loads {outside}");
    }
}

/// What the chain does not offer any more says so, before anything is asked or sent.
fn gone(cli: &Cli) {
    for line in [
        "liquidity add --netuid 2 --liquidity 1 --price-low 0.1 --price-high 0.2",
        "liquidity list --netuid 2",
        "liquidity modify --netuid 2 --position-id 1 --liquidity-delta -1",
        "liquidity remove --netuid 2 --all",
    ] {
        let answer = cli.refuse("owner", line);
        has(&answer, &["success", "err_msg"]);
        refused(&answer, "err_msg", "Deprecated");
    }
}

fn swaps(cli: &Cli, cast: &Cast) {
    cli.ask("wallet new-hotkey --wallet-name friend --hotkey fresh");
    let swapped = cli.act("friend", "wallet swap-hotkey fresh --netuid 2");
    sent(&swapped, &["success"]);
    let to = &cast.friend.coldkey;
    let announced = cli.act(
        "miner",
        &format!("wallet swap-coldkey announce --new-coldkey {to}"),
    );
    sent(&announced, &["success"]);
    let check = cli.ask("wallet swap-check --all");
    has(&check, &["success", "current_block", "announcements"]);
    assert_eq!(check["announcements"][0]["coldkey"], cast.miner.coldkey);
    has(
        &check["announcements"][0],
        &[
            "new_coldkey_hash",
            "execution_block",
            "status",
            "time_remaining_blocks",
            "disputed_block",
            "clear_block",
            "clear_remaining_blocks",
        ],
    );
}

fn ends(cli: &Cli, cast: &Cast) {
    let all = cli.act("owner", "stake unstake-all-alpha");
    assert!(all.to_string().contains(&cast.owner.hotkey), "{all}");
    let all = cli.act("owner", "stake unstake-all");
    assert!(all.to_string().contains(&cast.owner.hotkey), "{all}");
    let line = "subnets dissolve --netuid 3";
    sent(&cli.act("alice", line), &["message"]);
}

/// The tree of the program has every command that btcli 9.21 shows.
fn recorded_commands_exist(cli: &Cli) {
    let ours = cli.commands();
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../vectors/cli/btcli_9_21_2.json"
    );
    let recorded: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let mut missing = Vec::new();
    let mut visible = 0;
    for command in recorded["commands"].as_array().unwrap() {
        let path = text(&command["path"]);
        if command["hidden"] == true || path.starts_with("weights ") {
            continue;
        }
        visible += 1;
        if !ours.contains(&path) {
            missing.push(path);
        }
    }
    assert!(visible > 90, "{visible} commands are recorded");
    assert_eq!(missing, Vec::<String>::new());
}

/// Every command explains itself, and the root refuses what it does not know with status 2.
#[test]
fn every_command_has_help() {
    let cli = Cli::new("127.0.0.1:1");
    for path in cli.commands() {
        let output = run(cli.command().args(path.split(' ')).arg("--help"));
        assert!(output.status.success(), "{path}");
        let help = String::from_utf8(output.stdout).unwrap();
        assert!(help.contains("Usage: btcli"), "{path}: {help}");
        let json = path.split(' ').next() == Some("completion") || help.contains("--json-output");
        assert!(json, "{path} has no --json-output");
    }
    let unknown = run(cli.command().args(["wallet", "fly"]));
    assert_eq!(unknown.status.code(), Some(2));
}
