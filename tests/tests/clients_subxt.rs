//! A whole session with subxt: what owners, validators, miners and stakers do, by names that are
//! looked up in the live metadata.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod clients_support;
mod network_support;
mod node_support;
mod subxt_support;

use blake2::{Blake2b, Digest as _, digest::consts::U32};
use clients_support::{STEADY, start_node, url};
use subxt::{dynamic::Value, ext::codec::Encode};
use subxt_support::{Chain, Key, TAO, bytes, nested, number};

const SUBTENSOR: &str = "SubtensorModule";

/// Who takes part.
struct Cast {
    alice: Key,
    owner: Key,
    owner_hot: Key,
    validator: Key,
    validator_hot: Key,
    miner: Key,
    miner_hot: Key,
}

#[test]
fn a_session() {
    let node = start_node(STEADY);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(session(&url(&node)));
}

async fn session(url: &str) {
    let chain = Chain::connect(url).await;
    let cast = Cast {
        alice: Key::new("//Alice"),
        owner: Key::new("//subxt//owner"),
        owner_hot: Key::new("//subxt//owner//hot"),
        validator: Key::new("//subxt//validator"),
        validator_hot: Key::new("//subxt//validator//hot"),
        miner: Key::new("//subxt//miner"),
        miner_hot: Key::new("//subxt//miner//hot"),
    };
    connect(&chain).await;
    transfer(&chain, &cast).await;
    let (netuid, other) = subnets(&chain, &cast).await;
    hyperparameters(&chain, &cast, netuid).await;
    identities(&chain, &cast, netuid).await;
    registration(&chain, &cast, netuid, other).await;
    staking(&chain, &cast, netuid, other).await;
    children(&chain, &cast, netuid).await;
    weights(&chain, &cast, netuid).await;
    timelock(&chain, &cast, netuid).await;
    root_claims(&chain, &cast, netuid).await;
    proxies(&chain, &cast).await;
    crowdloan(&chain, &cast).await;
}

async fn connect(chain: &Chain) {
    let at = chain.0.at_current_block().await.unwrap();
    let slot_ms = subxt::dynamic::constant::<u64>("Aura", "SlotDuration");
    assert_eq!(at.constants().entry(slot_ms).unwrap(), 250);
    let first = chain.0.at_block(0_u32).await.unwrap();
    assert_eq!(first.block_hash(), chain.0.genesis_hash());
    let mut best = chain.0.stream_best_blocks().await.unwrap();
    let mut last = chain.0.stream_blocks().await.unwrap();
    let mut heights = [Vec::new(), Vec::new()];
    for _ in 0..3 {
        heights[0].push(best.next().await.unwrap().unwrap().number());
        heights[1].push(last.next().await.unwrap().unwrap().number());
    }
    for heights in heights {
        assert!(
            heights.windows(2).all(|pair| pair[0] < pair[1]),
            "{heights:?}"
        );
    }
}

async fn transfer(chain: &Chain, cast: &Cast) {
    for (to, tao) in [
        (&cast.owner, 20_000),
        (&cast.validator, 10_000),
        (&cast.miner, 10_000),
    ] {
        let sent = chain
            .run(
                "Balances",
                "transfer_keep_alive",
                &[("dest", to.address()), ("value", number(tao * TAO))],
                &cast.alice,
            )
            .await;
        sent.fields("TransactionPayment.TransactionFeePaid");
        assert_eq!(chain.free(to).await, tao * TAO);
    }
    let all = [
        ("dest", cast.owner.address()),
        ("value", number(1_000_000 * TAO)),
    ];
    chain
        .refused(
            "FundsUnavailable",
            "Balances",
            "transfer_allow_death",
            &all,
            &cast.miner,
        )
        .await;
    let poor = Key::new("//subxt//poor");
    chain
        .refused(
            "Inability to pay",
            "Balances",
            "transfer_allow_death",
            &all,
            &poor,
        )
        .await;
}

async fn subnets(chain: &Chain, cast: &Cast) -> (u16, u16) {
    chain
        .sudo(
            "AdminUtils",
            "sudo_set_admin_freeze_window",
            &[("window", number(0_u8))],
        )
        .await;
    chain
        .sudo(
            "AdminUtils",
            "sudo_set_network_rate_limit",
            &[("rate_limit", number(0_u8))],
        )
        .await;
    chain
        .sudo(
            "AdminUtils",
            "sudo_set_subtoken_enabled",
            &[
                ("netuid", number(0_u8)),
                ("subtoken_enabled", Value::bool(true)),
            ],
        )
        .await;
    for netuid in [2_u16, 3] {
        let hotkey = [("hotkey", cast.owner_hot.value())];
        chain
            .run(SUBTENSOR, "register_network", &hotkey, &cast.owner)
            .await;
        let owner: Option<[u8; 32]> = chain.storage(SUBTENSOR, "SubnetOwner", (netuid,)).await;
        assert_eq!(owner, Some(cast.owner.bytes()));
        chain
            .run(
                SUBTENSOR,
                "start_call",
                &[("netuid", number(netuid))],
                &cast.owner,
            )
            .await;
    }
    (2, 3)
}

async fn hyperparameters(chain: &Chain, cast: &Cast, netuid: u16) {
    for (call, argument, value) in [
        (
            "sudo_set_weights_set_rate_limit",
            "weights_set_rate_limit",
            number(0_u8),
        ),
        (
            "sudo_set_commit_reveal_weights_enabled",
            "enabled",
            Value::bool(false),
        ),
        ("sudo_set_tempo", "tempo", number(10_u8)),
    ] {
        chain
            .sudo(
                "AdminUtils",
                call,
                &[("netuid", number(netuid)), (argument, value)],
            )
            .await;
    }
    let immunity = [
        ("netuid", number(netuid)),
        ("immunity_period", number(77_u8)),
    ];
    let call = "sudo_set_immunity_period";
    chain.run("AdminUtils", call, &immunity, &cast.owner).await;
    let found: Option<u16> = chain.storage(SUBTENSOR, "ImmunityPeriod", (netuid,)).await;
    assert_eq!(found, Some(77));
    let found: Option<u16> = chain.storage(SUBTENSOR, "Tempo", (netuid,)).await;
    assert_eq!(found, Some(10));
    chain
        .refused("BadOrigin", "AdminUtils", call, &immunity, &cast.miner)
        .await;
}

async fn identities(chain: &Chain, cast: &Cast, netuid: u16) {
    let rest = [
        "github_repo",
        "image",
        "discord",
        "description",
        "additional",
    ];
    let mut identity = vec![
        ("name", bytes("Owner")),
        ("url", bytes("https://owner.example")),
    ];
    identity.extend(rest.map(|field| (field, bytes(""))));
    chain
        .run(SUBTENSOR, "set_identity", &identity, &cast.owner)
        .await;
    let found: Option<Value> = chain
        .storage(SUBTENSOR, "IdentitiesV2", (cast.owner.bytes(),))
        .await
        .map(Value::remove_context);
    assert!(found.is_some());

    let rest = [
        "github_repo",
        "subnet_contact",
        "subnet_url",
        "discord",
        "description",
        "logo_url",
        "additional",
    ];
    let mut identity = vec![
        ("netuid", number(netuid)),
        ("subnet_name", bytes("Session")),
    ];
    identity.extend(rest.map(|field| (field, bytes(""))));
    let set = chain
        .run(SUBTENSOR, "set_subnet_identity", &identity, &cast.owner)
        .await;
    set.fields("SubtensorModule.SubnetIdentitySet");
}

async fn registration(chain: &Chain, cast: &Cast, netuid: u16, other: u16) {
    let entry =
        |netuid: u16, hotkey: &Key| [("netuid", number(netuid)), ("hotkey", hotkey.value())];
    for (netuid, key, hotkey) in [
        (netuid, &cast.validator, &cast.validator_hot),
        (netuid, &cast.miner, &cast.miner_hot),
        (other, &cast.validator, &cast.validator_hot),
    ] {
        chain
            .run(SUBTENSOR, "burned_register", &entry(netuid, hotkey), key)
            .await;
    }
    let again = entry(netuid, &cast.miner_hot);
    chain
        .refused(
            "HotKeyAlreadyRegisteredInSubNet",
            SUBTENSOR,
            "burned_register",
            &again,
            &cast.miner,
        )
        .await;
    let hotkey = [("hotkey", cast.validator_hot.value())];
    chain
        .run(SUBTENSOR, "root_register", &hotkey, &cast.validator)
        .await;
    for (uid, key) in [&cast.owner_hot, &cast.validator_hot, &cast.miner_hot]
        .into_iter()
        .enumerate()
    {
        let found: Option<u16> = chain
            .storage(SUBTENSOR, "Uids", (netuid, key.bytes()))
            .await;
        assert_eq!(found, u16::try_from(uid).ok());
    }
}

/// The validator's alpha at a hot key.
async fn stake(chain: &Chain, cast: &Cast, hotkey: &Key, netuid: u16) -> u128 {
    use subxt::ext::scale_decode::{self, DecodeAsType};
    #[derive(DecodeAsType)]
    #[decode_as_type(crate_path = "scale_decode")]
    struct Stake {
        stake: u128,
    }
    let keys = (hotkey.bytes(), cast.validator.bytes(), netuid);
    let api = "StakeInfoRuntimeApi";
    let method = "get_stake_info_for_hotkey_coldkey_netuid";
    let found: Option<Stake> = chain.runtime(api, method, keys).await;
    found.map_or(0, |found| found.stake)
}

async fn staking(chain: &Chain, cast: &Cast, netuid: u16, other: u16) {
    let hot = &cast.validator_hot;
    let key = &cast.validator;
    let add = [
        ("hotkey", hot.value()),
        ("netuid", number(netuid)),
        ("amount_staked", number(500 * TAO)),
    ];
    chain.run(SUBTENSOR, "add_stake", &add, key).await;
    let price: u64 = chain
        .runtime("SwapRuntimeApi", "current_alpha_price", (netuid,))
        .await;
    let with_limit = |allow_partial: bool| {
        [
            ("hotkey", hot.value()),
            ("netuid", number(netuid)),
            ("amount_staked", number(5_000 * TAO)),
            ("limit_price", number(price / 100 * 101)),
            ("allow_partial", Value::bool(allow_partial)),
        ]
    };
    chain
        .refused(
            "SlippageTooHigh",
            SUBTENSOR,
            "add_stake_limit",
            &with_limit(false),
            key,
        )
        .await;
    chain
        .run(SUBTENSOR, "add_stake_limit", &with_limit(true), key)
        .await;
    assert!(chain.free(key).await > 8_000 * TAO);

    let part = stake(chain, cast, hot, netuid).await / 10;
    let remove = [
        ("hotkey", hot.value()),
        ("netuid", number(netuid)),
        ("amount_unstaked", number(part)),
    ];
    chain.run(SUBTENSOR, "remove_stake", &remove, key).await;
    let path = |from: &'static str, to: &'static str| {
        [
            (from, number(netuid)),
            (to, number(other)),
            ("alpha_amount", number(part)),
        ]
    };
    let moved = [
        ("origin_hotkey", hot.value()),
        ("destination_hotkey", cast.miner_hot.value()),
        ("origin_netuid", number(netuid)),
        ("destination_netuid", number(netuid)),
        ("alpha_amount", number(part)),
    ];
    chain.run(SUBTENSOR, "move_stake", &moved, key).await;
    assert!(stake(chain, cast, &cast.miner_hot, netuid).await > 0);
    let mut swap = path("origin_netuid", "destination_netuid").to_vec();
    swap.push(("hotkey", hot.value()));
    chain.run(SUBTENSOR, "swap_stake", &swap, key).await;
    swap.push(("limit_price", number(TAO)));
    swap.push(("allow_partial", Value::bool(true)));
    chain.run(SUBTENSOR, "swap_stake_limit", &swap, key).await;
    let given = [
        ("destination_coldkey", cast.miner.value()),
        ("hotkey", hot.value()),
        ("origin_netuid", number(other)),
        ("destination_netuid", number(other)),
        ("alpha_amount", number(TAO)),
    ];
    chain.run(SUBTENSOR, "transfer_stake", &given, key).await;
    let on_root = [
        ("hotkey", hot.value()),
        ("netuid", number(0_u8)),
        ("amount_staked", number(1_000 * TAO)),
    ];
    chain.run(SUBTENSOR, "add_stake", &on_root, key).await;
    assert!(stake(chain, cast, hot, 0).await > 999 * TAO);
    let all = [("hotkey", hot.value())];
    chain.run(SUBTENSOR, "unstake_all", &all, &cast.miner).await;
}

async fn children(chain: &Chain, cast: &Cast, netuid: u16) {
    let quarter = 1_u128 << 62;
    let child = Value::unnamed_composite([number(quarter), cast.miner_hot.value()]);
    let set = [
        ("hotkey", cast.validator_hot.value()),
        ("netuid", number(netuid)),
        ("children", Value::unnamed_composite([child])),
    ];
    chain
        .run(SUBTENSOR, "set_children", &set, &cast.validator)
        .await;
    let parent = cast.validator_hot.bytes();
    let wanted = vec![(quarter, cast.miner_hot.bytes())];
    chain
        .until("the child in force", async |chain| {
            let found: Option<Vec<(u128, [u8; 32])>> = chain
                .storage(SUBTENSOR, "ChildKeys", (parent, netuid))
                .await;
            found.as_ref() == Some(&wanted)
        })
        .await;
}

async fn weights(chain: &Chain, cast: &Cast, netuid: u16) {
    let row = async |wanted: &[(u16, u16)]| {
        let found: Option<Vec<(u16, u16)>> =
            chain.storage(SUBTENSOR, "Weights", (netuid, 1_u16)).await;
        assert_eq!(found.as_deref(), Some(wanted));
    };
    let numbers = |row: &[u16]| Value::unnamed_composite(row.iter().map(|value| number(*value)));
    chain
        .until("a permit", async |chain| {
            let permits: Option<Vec<bool>> =
                chain.storage(SUBTENSOR, "ValidatorPermit", (netuid,)).await;
            permits.is_some_and(|permits| permits.get(1) == Some(&true))
        })
        .await;
    let set = [
        ("netuid", number(netuid)),
        ("dests", numbers(&[0, 2])),
        ("weights", numbers(&[32_768, 65_535])),
        ("version_key", number(0_u8)),
    ];
    chain
        .run(SUBTENSOR, "set_weights", &set, &cast.validator_hot)
        .await;
    row(&[(0, 32_768), (2, 65_535)]).await;

    let hidden = [("netuid", number(netuid)), ("enabled", Value::bool(true))];
    chain
        .sudo(
            "AdminUtils",
            "sudo_set_commit_reveal_weights_enabled",
            &hidden,
        )
        .await;
    let (uids, values, salt) = (vec![2_u16], vec![65_535_u16], vec![7_u16, 11, 13]);
    let secret = (
        cast.validator_hot.bytes(),
        netuid,
        &uids,
        &values,
        &salt,
        0_u64,
    )
        .encode();
    let commit = [
        ("netuid", number(netuid)),
        (
            "commit_hash",
            Value::from_bytes(Blake2b::<U32>::digest(&secret)),
        ),
    ];
    let epoch = async |chain: &Chain| {
        let epoch: Option<u64> = chain
            .storage(SUBTENSOR, "SubnetEpochIndex", (netuid,))
            .await;
        epoch.unwrap_or_default()
    };
    chain
        .run(SUBTENSOR, "commit_weights", &commit, &cast.validator_hot)
        .await;
    let committed = epoch(chain).await;
    chain
        .until("the next epoch", async |chain| {
            epoch(chain).await > committed
        })
        .await;
    let reveal = [
        ("netuid", number(netuid)),
        ("uids", numbers(&uids)),
        ("values", numbers(&values)),
        ("salt", numbers(&salt)),
        ("version_key", number(0_u8)),
    ];
    chain
        .run(SUBTENSOR, "reveal_weights", &reveal, &cast.validator_hot)
        .await;
    row(&[(2, 65_535)]).await;
}

async fn timelock(chain: &Chain, cast: &Cast, netuid: u16) {
    // What is inside is nobody's business until the beacon's round: any bytes will do here.
    let version: Option<u16> = chain
        .storage(SUBTENSOR, "CommitRevealWeightsVersion", ())
        .await;
    let commit = [
        ("netuid", number(netuid)),
        ("commit", Value::from_bytes([7; 300])),
        ("reveal_round", number(1_000_000_000_u64)),
        ("commit_reveal_version", number(version.unwrap())),
    ];
    let sent = chain
        .run(
            SUBTENSOR,
            "commit_timelocked_weights",
            &commit,
            &cast.validator_hot,
        )
        .await;
    sent.fields("SubtensorModule.TimelockedWeightsCommitted");
}

async fn root_claims(chain: &Chain, cast: &Cast, netuid: u16) {
    for kind in ["Keep", "Swap"] {
        let chosen = [("new_root_claim_type", Value::unnamed_variant(kind, []))];
        chain
            .run(SUBTENSOR, "set_root_claim_type", &chosen, &cast.validator)
            .await;
    }
    let subnets = [("subnets", Value::unnamed_composite([number(netuid)]))];
    chain
        .run(SUBTENSOR, "claim_root", &subnets, &cast.validator)
        .await;
}

async fn proxies(chain: &Chain, cast: &Cast) {
    let kind = Value::unnamed_variant("Transfer", []);
    let delegate = [
        ("delegate", cast.miner.address()),
        ("proxy_type", kind.clone()),
        ("delay", number(0_u8)),
    ];
    chain
        .run("Proxy", "add_proxy", &delegate, &cast.owner)
        .await;
    let pay = [("dest", cast.alice.address()), ("value", number(5 * TAO))];
    let before = chain.free(&cast.owner).await;
    let acted = chain
        .run(
            "Proxy",
            "proxy",
            &[
                ("real", cast.owner.address()),
                ("force_proxy_type", Value::unnamed_variant("None", [])),
                ("call", nested("Balances", "transfer_keep_alive", &pay)),
            ],
            &cast.miner,
        )
        .await;
    assert!(acted.fields("Proxy.ProxyExecuted").contains("Ok"));
    assert_eq!(before - chain.free(&cast.owner).await, 5 * TAO);
    chain
        .run("Proxy", "remove_proxy", &delegate, &cast.owner)
        .await;
    let pure = [
        ("proxy_type", Value::unnamed_variant("Any", [])),
        ("delay", number(0_u8)),
        ("index", number(0_u8)),
    ];
    let made = chain.run("Proxy", "create_pure", &pure, &cast.owner).await;
    made.fields("Proxy.PureCreated");
}

async fn crowdloan(chain: &Chain, cast: &Cast) {
    let height = chain.0.at_current_block().await.unwrap().block_number();
    let target = Value::unnamed_variant("Some", [cast.alice.value()]);
    let create = [
        ("deposit", number(10 * TAO)),
        ("min_contribution", number(TAO)),
        ("cap", number(40 * TAO)),
        ("end", number(height + 200)),
        ("call", Value::unnamed_variant("None", [])),
        ("target_address", target),
    ];
    chain.run("Crowdloan", "create", &create, &cast.owner).await;
    let this = ("crowdloan_id", number(0_u8));
    let give = |tao: u128| [this.clone(), ("amount", number(tao * TAO))];
    chain
        .run("Crowdloan", "contribute", &give(20), &cast.miner)
        .await;
    chain
        .run(
            "Crowdloan",
            "withdraw",
            std::slice::from_ref(&this),
            &cast.miner,
        )
        .await;
    chain
        .run("Crowdloan", "contribute", &give(35), &cast.miner)
        .await;
    let before = chain.free(&cast.alice).await;
    chain
        .run(
            "Crowdloan",
            "finalize",
            std::slice::from_ref(&this),
            &cast.owner,
        )
        .await;
    assert_eq!(chain.free(&cast.alice).await - before, 40 * TAO);
}
