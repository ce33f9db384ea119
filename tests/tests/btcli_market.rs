//! The groups `stake`, `subnets` and `sudo` of `btcli`: the real program against a real node. Each
//! command answers with one JSON document of the shape that scripts rely on, and a failure with
//! exit status 1 and a document that says why.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod network_support;
mod node_support;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::Command;

use network_support::run;
use node_support::Node;
use serde_json::{Value, json};
use taonet_wallet::{Keypair, Overwrite, Wallet};
use tempfile::TempDir;

/// The `btcli` program: `TAONET_BTCLI_BIN`, or the file next to the test executables' folder.
fn binary() -> PathBuf {
    if let Some(path) = std::env::var_os("TAONET_BTCLI_BIN") {
        return path.into();
    }
    let test = std::env::current_exe().unwrap();
    let path = test.ancestors().nth(2).unwrap().join("btcli");
    assert!(
        path.exists(),
        "{} is missing: build the workspace's programs first",
        path.display()
    );
    path
}

/// A chain that makes a block for each transaction, and a home folder with wallets.
struct Market {
    node: Node,
    home: TempDir,
}

/// The subnet of the tests, the first that somebody creates.
const NETUID: &str = "2";
/// And the second.
const OTHER: &str = "3";

impl Market {
    /// With the wallets alice (the chain's sudo key), bob (an owner), charlie (a validator) and
    /// dave (a miner).
    fn new() -> Self {
        let node = Node::start(&[
            "--dev",
            "--fast-blocks",
            "--sealing",
            "instant",
            "--rpc-port",
            "0",
        ]);
        let home = tempfile::tempdir().unwrap();
        let market = Self { node, home };
        for name in ["alice", "bob", "charlie", "dave"] {
            let folder = market.home.path().join(".bittensor/wallets");
            let wallet = Wallet::new(name, "default", Some(folder)).unwrap();
            let (coldkey, hotkey) = (keypair(name, false), keypair(name, true));
            wallet
                .set_coldkey(&coldkey, None, Overwrite::Refuse)
                .unwrap();
            wallet.set_hotkey(&hotkey, None, Overwrite::Refuse).unwrap();
        }
        market
    }

    /// With the two subnets of bob, started, and charlie and dave registered in the first.
    fn with_subnets() -> Self {
        let market = Self::new();
        for (name, value) in [("admin_freeze_window", "0"), ("network_rate_limit", "0")] {
            market.sudo_set("alice", "1", name, value);
        }
        for name in ["one", "two"] {
            let words = ["subnets", "create", "--subnet-name", name];
            market.act("bob", &words);
        }
        for netuid in [NETUID, OTHER] {
            market.act("bob", &["subnets", "start", "--netuid", netuid]);
        }
        for wallet in ["charlie", "dave"] {
            let words = ["subnets", "register", "--netuid", NETUID, "--unsafe"];
            market.act(wallet, &words);
        }
        market
    }

    /// Runs a command in JSON mode: the exit status and the one document on stdout.
    fn run(&self, words: &[&str]) -> (i32, Value) {
        let url = format!("ws://{}", self.node.address);
        let mut command = Command::new(binary());
        command
            .env_clear()
            .env("HOME", self.home.path())
            .args(words)
            .args(["--network", &url, "--json-output"]);
        let output = run(&mut command);
        let text = String::from_utf8(output.stdout).unwrap();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(!errors.contains("panicked"), "{words:?}: {errors}");
        let document = serde_json::from_str(&text)
            .unwrap_or_else(|error| panic!("{words:?}: {error} in '{text}'; {errors}"));
        (output.status.code().unwrap(), document)
    }

    /// A command that reads and has to succeed.
    fn ask(&self, words: &[&str]) -> Value {
        let (status, document) = self.run(words);
        assert_eq!(status, 0, "{words:?}: {document}");
        document
    }

    fn with_wallet<'a>(wallet: &'a str, words: &[&'a str]) -> Vec<&'a str> {
        let options = ["--wallet-name", wallet, "--hotkey", "default"];
        let plain = ["--no-prompt", "--no-mev-protection"];
        let plain = plain.iter().take(if shieldable(words) { 2 } else { 1 });
        words.iter().chain(&options).chain(plain).copied().collect()
    }

    /// A command that sends and has to succeed.
    fn act(&self, wallet: &str, words: &[&str]) -> Value {
        self.ask(&Self::with_wallet(wallet, words))
    }

    /// A command that has to fail with exit status 1: its document.
    fn refuse(&self, wallet: &str, words: &[&str]) -> Value {
        let words = Self::with_wallet(wallet, words);
        let (status, document) = self.run(&words);
        assert_eq!(status, 1, "{words:?}: {document}");
        document
    }

    fn sudo_set(&self, wallet: &str, netuid: &str, name: &str, value: &str) -> Value {
        let words = [
            "sudo", "set", "--netuid", netuid, "--param", name, "--value", value,
        ];
        self.act(wallet, &words)
    }
}

/// Whether a command takes the options of transactions.
fn shieldable(words: &[&str]) -> bool {
    !matches!(
        words,
        ["stake", "list" | "auto" | "locks", ..] | ["stake", "child", "get", ..]
    ) && !matches!(words, ["sudo", "get-take", ..])
}

fn keypair(name: &str, is_hotkey: bool) -> Keypair {
    let mut capital = name.to_owned();
    capital[..1].make_ascii_uppercase();
    let suffix = if is_hotkey { "//hot" } else { "" };
    Keypair::from_uri(&format!("//{capital}{suffix}")).unwrap()
}

fn hotkey(name: &str) -> String {
    keypair(name, true).ss58()
}

fn coldkey(name: &str) -> String {
    keypair(name, false).ss58()
}

/// The members of a document are exactly these.
#[track_caller]
fn assert_members(document: &Value, names: &[&str]) {
    let found: BTreeSet<&str> = document
        .as_object()
        .unwrap_or_else(|| panic!("no object: {document}"))
        .keys()
        .map(String::as_str)
        .collect();
    assert_eq!(found, names.iter().copied().collect(), "{document}");
}

/// Where a transaction is: block and place.
#[track_caller]
fn assert_identifier(identifier: &Value) {
    let text = identifier.as_str().unwrap_or_default();
    let (block, place) = text.split_once('-').unwrap_or_default();
    let number = |text: &str| text.parse::<u64>().is_ok();
    assert!(number(block) && number(place), "{identifier}");
}

#[track_caller]
fn assert_sent(document: &Value, names: &[&str]) {
    assert_members(document, names);
    assert_eq!(document["success"], true, "{document}");
    assert_identifier(&document["extrinsic_identifier"]);
}

/// A failure says that it is one, and why.
#[track_caller]
fn assert_refused(document: &Value, member: &str, part: &str) {
    assert_eq!(document["success"], false, "{document}");
    let message = document[member].as_str().unwrap_or_default();
    assert!(message.contains(part), "'{part}' is not in {document}");
}

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
