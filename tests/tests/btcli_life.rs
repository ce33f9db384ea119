//! A whole life of a subnet with `btcli` and nothing else: keys, money, a subnet, neurons, stake,
//! rules, weights, emission, and the end of it all.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod btcli_support;
mod network_support;
mod node_support;

use btcli_support::{Cli, chain, number, sent, text};
use serde_json::{Value, json};

/// The first subnet that somebody makes.
const NETUID: &str = "2";

#[test]
fn a_subnet_lives_by_btcli_alone() {
    let node = chain();
    let cli = Cli::new(&node.address);

    // Wallets; //Alice is the development chain's rich account and its sudo key.
    let alice = cli.create_wallet("alice", Some("//Alice"));
    let owner = cli.create_wallet("owner", None);
    let miner = cli.create_wallet("miner", None);
    let names: Vec<Value> = cli.ask("wallet list")["wallets"]
        .as_array()
        .unwrap()
        .iter()
        .map(|wallet| wallet["name"].clone())
        .collect();
    assert_eq!(names, ["alice", "miner", "owner"]);

    // Funds.
    for (account, amount) in [(&owner, 20_000), (&miner, 1_000)] {
        let line = format!(
            "wallet transfer --dest {} --amount {amount}",
            account.coldkey
        );
        sent(&cli.act("alice", &line), &["success"]);
    }
    assert_eq!(free(&cli, "owner"), 20_000.0);

    // What a young network would make everybody wait for.
    for (name, value) in [("admin_freeze_window", "0"), ("network_rate_limit", "0")] {
        set(&cli, "alice", "1", name, value);
    }

    // A subnet, started.
    let cost = number(&cli.ask("subnets burn-cost")["burn_cost"]["tao"]);
    let made = cli.act(
        "owner",
        "subnets create --subnet-name Life --description short",
    );
    sent(&made, &["netuid"]);
    assert_eq!(made["netuid"].to_string(), NETUID);
    let paid = 20_000.0 - free(&cli, "owner");
    assert!(
        paid >= cost && paid < cost + 1.0,
        "{paid} paid, it costs {cost}"
    );
    sent(
        &cli.act("owner", &with_netuid("subnets start")),
        &["success"],
    );

    // A miner, and stake for the owner's own validator.
    sent(
        &cli.act("miner", &with_netuid("subnets register")),
        &["msg"],
    );
    let line = with_netuid("stake add --amount 3000 --unsafe");
    let staked = cli.act("owner", &line);
    assert_eq!(
        staked["staking_success"][NETUID][&owner.hotkey], true,
        "{staked}"
    );
    let before = stake_of(&cli, &owner.hotkey);
    assert!(before > 0.0);

    // Rules: some are the owner's, some the root's.
    set(&cli, "owner", NETUID, "immunity_period", "50");
    set(&cli, "alice", NETUID, "tempo", "10");
    set(&cli, "alice", NETUID, "weights_rate_limit", "0");
    set(
        &cli,
        "owner",
        NETUID,
        "commit_reveal_weights_enabled",
        "false",
    );
    let rules = cli.ask(&with_netuid("sudo get"));
    let rule = |name: &str| {
        let rows = rules.as_array().unwrap();
        let row = rows
            .iter()
            .find(|row| row["hyperparameter"] == name)
            .unwrap();
        row["value"].clone()
    };
    assert_eq!(
        (rule("immunity_period"), rule("tempo")),
        (json!(50), json!(10))
    );

    // An epoch gives the validator its permit; then its weights say who works.
    blocks(&cli, &owner.coldkey, 24);
    let line = with_netuid("weights set --uids 1 --weights 1.0");
    let weighed = cli.act("owner", &line);
    sent(&weighed, &["message"]);

    // Emission.
    blocks(&cli, &owner.coldkey, 24);
    let shown = cli.ask(&with_netuid("subnets show"));
    let neurons = shown["uids"].as_array().unwrap();
    assert_eq!(neurons.len(), 2);
    let worker = &neurons[1];
    assert_eq!(worker["hotkey"], miner.hotkey);
    assert!(number(&worker["incentive"]) > 0.9, "{worker}");
    assert!(number(&worker["emissions"]) > 0.0, "{worker}");
    assert!(number(&neurons[0]["dividends"]) > 0.9, "{}", neurons[0]);
    let earned = stake_of(&cli, &miner.hotkey);
    assert!(earned > 0.0, "the miner earned nothing");
    assert!(
        stake_of(&cli, &owner.hotkey) > before,
        "the validator earned nothing"
    );
    let overview = cli.act("miner", "wallet overview");
    assert_eq!(overview["subnets"][0]["netuid"].to_string(), NETUID);

    // The miner sells what it earned.
    let poor = free(&cli, "miner");
    let line = format!(
        "stake remove --netuid {NETUID} --amount {:.6} --unsafe",
        earned / 2.0
    );
    let sold = cli.act("miner", &line);
    assert_eq!(sold[0]["success"], true, "{sold}");
    assert!(free(&cli, "miner") > poor, "selling brought nothing");
    let all = cli.act("owner", "stake remove --all");
    assert_eq!(all["success"][&owner.hotkey]["success"], true, "{all}");

    // The end: the subnet is gone, and what was left in it is paid out.
    let rich = free(&cli, "owner");
    sent(
        &cli.act("alice", &with_netuid("subnets dissolve")),
        &["success"],
    );
    assert!(cli.ask("subnets list")["subnets"].get(NETUID).is_none());
    assert!(free(&cli, "owner") >= rich);
    assert!(text(&json!(alice.coldkey)).starts_with('5'));
}

fn with_netuid(line: &str) -> String {
    format!("{line} --netuid {NETUID}")
}

fn set(cli: &Cli, wallet: &str, netuid: &str, name: &str, value: &str) {
    let line = format!("sudo set --netuid {netuid} --param {name} --value {value}");
    sent(&cli.act(wallet, &line), &["err_msg"]);
}

fn free(cli: &Cli, wallet: &str) -> f64 {
    let balance = cli.act(wallet, "wallet balance");
    number(&balance["balances"][wallet]["free"])
}

/// Alpha on a hotkey in the subnet, as `subnets show` tells it.
fn stake_of(cli: &Cli, hotkey: &str) -> f64 {
    let shown = cli.ask(&with_netuid("subnets show"));
    let neurons = shown["uids"].as_array().unwrap();
    let neuron = neurons.iter().find(|one| one["hotkey"] == hotkey).unwrap();
    number(&neuron["alpha_stake"])
}

/// Lets time pass: each transfer makes a block.
fn blocks(cli: &Cli, to: &str, count: u32) {
    for _ in 0..count {
        cli.act(
            "alice",
            &format!("wallet transfer --dest {to} --amount 0.001"),
        );
    }
}
