//! Every command of `btcli` against a real chain: it answers with one JSON document that has the
//! members that scripts rely on. The tree that `btcli --commands` prints is what has to be covered,
//! so no command can be forgotten.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

#[path = "../btcli_support/mod.rs"]
mod btcli_support;
#[path = "../network_support/mod.rs"]
mod network_support;
#[path = "../node_support/mod.rs"]
mod node_support;

mod around;
mod market;

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
    market::money(&cli, &cast);
    market::subnets(&cli, &cast);
    market::hyperparameters(&cli);
    market::neurons(&cli, &cast);
    market::stake(&cli, &cast);
    market::children(&cli, &cast);
    around::locks(&cli, &cast);
    around::proxies(&cli, &cast);
    around::crowdloans(&cli, &cast);
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
