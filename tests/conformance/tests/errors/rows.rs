//! The table.

use serde_json::{Value, json};
use taonet_conformance::random::{
    Stage,
    Who::{self, Coldkey, Hotkey},
};

/// A call: signer (nobody: root), name, arguments.
type Act = (Option<Who>, &'static str, Value);

pub(crate) struct Row {
    /// The error.
    pub(crate) error: &'static str,
    /// How it shows: its name, or `custom` and the code of the guard that is first to see it.
    pub(crate) shows: String,
    /// The calls that lead to it; all but the last succeed.
    pub(crate) acts: Vec<Act>,
}

/// In the settled world coldkeys 1 to 4 own the subnets 2 to 5 (hotkey 4n is the owner's), every
/// coldkey n has hotkeys registered and staked in all four, and hotkey 4n + 1 on root.
pub(crate) fn rows(stage: &Stage) -> Vec<Row> {
    let hk = |n: usize| stage.account(Hotkey(n));
    let ck = |n: usize| stage.account(Coldkey(n));
    let mut rows = Vec::new();
    let mut row = |error: &'static str, shows: &str, acts: Vec<Act>| {
        let shows = if shows.is_empty() { error } else { shows };
        rows.push(Row {
            error,
            shows: shows.into(),
            acts,
        });
    };
    let by = |who: Who, name: &'static str, args: Value| (Some(who), name, args);
    let root = |name: &'static str, args: Value| (None, name, args);
    let nobody = || hk(31);
    let tao = 1_000_000_000u64;
    let axon = |ip: u64, kind: u8, port: u16| {
        json!({ "netuid": 2, "version": 1, "ip": ip, "port": port, "ip_type": kind, "protocol": 4,
            "placeholder1": 0, "placeholder2": 0 })
    };
    let weights = |netuid: u16, dests: &[u16], values: &[u16]| json!({ "netuid": netuid, "dests": dests, "weights": values, "version_key": 0 });

    // Staking.
    let stake = |netuid: u16, amount: u64| json!({ "hotkey": hk(2), "netuid": netuid, "amount_staked": amount });
    row(
        "SubnetNotExists",
        "",
        vec![by(Coldkey(0), "add_stake", stake(77, tao))],
    );
    row(
        "AmountTooLow",
        "",
        vec![by(Coldkey(0), "add_stake", stake(2, 1))],
    );
    let poor = json!({ "who": ck(0), "new_free": 5 * tao });
    row(
        "NotEnoughBalanceToStake",
        "",
        vec![
            root("force_set_balance", poor),
            by(Coldkey(0), "add_stake", stake(2, 100 * tao)),
        ],
    );
    let unknown = json!({ "hotkey": nobody(), "netuid": 2, "amount_staked": tao });
    row(
        "HotKeyAccountNotExists",
        "",
        vec![by(Coldkey(0), "add_stake", unknown)],
    );
    row(
        "SubtokenDisabled",
        "",
        vec![by(Coldkey(0), "add_stake", stake(1, tao))],
    );
    let to_itself = json!({ "origin_hotkey": hk(2), "destination_hotkey": hk(2), "origin_netuid": 2,
        "destination_netuid": 2, "alpha_amount": tao });
    row(
        "SameNetuid",
        "",
        vec![by(Coldkey(0), "move_stake", to_itself)],
    );
    let on_root = json!({ "hotkey": hk(1), "amount": tao, "netuid": 0 });
    row(
        "CannotBurnOrRecycleOnRootSubnet",
        "",
        vec![by(Coldkey(0), "recycle_alpha", on_root)],
    );

    // Registration.
    let register = |netuid: u16, hotkey: Value| json!({ "netuid": netuid, "hotkey": hotkey });
    row(
        "RegistrationNotPermittedOnRootSubnet",
        "",
        vec![by(Coldkey(0), "burned_register", register(0, hk(3)))],
    );
    row(
        "HotKeyAlreadyRegisteredInSubNet",
        "",
        vec![by(Coldkey(0), "burned_register", register(2, hk(2)))],
    );
    row(
        "NonAssociatedColdKey",
        "",
        vec![by(Coldkey(1), "burned_register", register(3, hk(2)))],
    );
    let dear = json!({ "netuid": 2, "hotkey": hk(3), "limit_price": 1 });
    row(
        "RegistrationPriceLimitExceeded",
        "",
        vec![by(Coldkey(0), "register_limit", dear)],
    );
    row(
        "SubNetRegistrationDisabled",
        "",
        vec![
            root(
                "sudo_set_network_registration_allowed",
                json!({ "netuid": 2, "registration_allowed": false }),
            ),
            by(Coldkey(0), "burned_register", register(2, hk(3))),
        ],
    );

    // Subnets.
    row(
        "FirstEmissionBlockNumberAlreadySet",
        "",
        vec![by(Coldkey(1), "start_call", json!({ "netuid": 2 }))],
    );
    row(
        "SymbolDoesNotExist",
        "",
        vec![by(
            Coldkey(1),
            "update_symbol",
            json!({ "netuid": 2, "symbol": "0x7a7a7a" }),
        )],
    );

    // Takes and children.
    let take = |hotkey: Value, take: u16| json!({ "hotkey": hotkey, "take": take });
    row(
        "DelegateTakeTooHigh",
        "custom 27",
        vec![by(Coldkey(0), "increase_take", take(hk(2), 60_000))],
    );
    let childkey = json!({ "hotkey": hk(2), "netuid": 2, "take": 60_000 });
    row(
        "InvalidChildkeyTake",
        "",
        vec![by(Coldkey(0), "set_childkey_take", childkey)],
    );
    let children = |list: Value| json!({ "hotkey": hk(2), "netuid": 2, "children": list });
    row(
        "InvalidChild",
        "",
        vec![by(
            Coldkey(0),
            "set_children",
            children(json!([[1, hk(2)]])),
        )],
    );
    row(
        "DuplicateChild",
        "",
        vec![by(
            Coldkey(0),
            "set_children",
            children(json!([[1, hk(6)], [1, hk(6)]])),
        )],
    );
    let half = u64::MAX / 3 * 2;
    row(
        "ProportionOverflow",
        "",
        vec![by(
            Coldkey(0),
            "set_children",
            children(json!([[half, hk(6)], [half, hk(10)]])),
        )],
    );
    let six: Vec<Value> = (4..10).map(|n| json!([1, hk(n)])).collect();
    row(
        "TooManyChildren",
        "",
        vec![by(Coldkey(0), "set_children", children(json!(six)))],
    );

    row(
        "NotEnoughStakeToSetChildkeys",
        "",
        vec![
            root(
                "sudo_set_stake_threshold",
                json!({ "min_stake": u64::MAX / 2 }),
            ),
            by(Coldkey(0), "set_children", children(json!([[1, hk(6)]]))),
        ],
    );

    // Weights. Subnet 2 takes plain weights, subnet 4 wants commits.
    row(
        "CommitRevealEnabled",
        "",
        vec![by(Hotkey(12), "set_weights", weights(4, &[0], &[1]))],
    );
    row(
        "HotKeyNotRegisteredInSubNet",
        "",
        vec![by(Hotkey(31), "set_weights", weights(2, &[0], &[1]))],
    );
    let commit = json!({ "netuid": 2, "commit_hash": format!("0x{}", "11".repeat(32)) });
    row(
        "CommitRevealDisabled",
        "",
        vec![by(Hotkey(4), "commit_weights", commit)],
    );

    // Serving.
    row(
        "InvalidIpType",
        "custom 255",
        vec![by(Hotkey(4), "serve_axon", axon(0x0102_0304, 5, 80))],
    );
    row(
        "InvalidPort",
        "custom 13",
        vec![by(Hotkey(4), "serve_axon", axon(0x0102_0304, 4, 0))],
    );
    row(
        "HotKeyNotRegisteredInNetwork",
        "custom 10",
        vec![by(Hotkey(31), "serve_axon", axon(0x0102_0304, 4, 80))],
    );

    // Keys.
    let swap =
        |hotkey: Value, new: Value| json!({ "hotkey": hotkey, "new_hotkey": new, "netuid": null });
    row(
        "NewHotKeyIsSameWithOld",
        "",
        vec![by(Coldkey(0), "swap_hotkey", swap(hk(2), hk(2)))],
    );
    row(
        "ColdkeySwapAnnouncementNotFound",
        "",
        vec![by(
            Coldkey(0),
            "swap_coldkey_announced",
            json!({ "new_coldkey": ck(7) }),
        )],
    );
    let announce = json!({ "new_coldkey_hash": format!("0x{}", "22".repeat(32)) });
    row(
        "ColdkeySwapAnnounced",
        "custom 0",
        vec![
            by(Coldkey(0), "announce_coldkey_swap", announce.clone()),
            by(Coldkey(0), "add_stake", stake(2, tao)),
        ],
    );
    row(
        "ColdkeySwapDisputed",
        "custom 21",
        vec![
            by(Coldkey(0), "announce_coldkey_swap", announce.clone()),
            by(Coldkey(0), "dispute_coldkey_swap", json!({})),
            by(Coldkey(0), "add_stake", stake(2, tao)),
        ],
    );
    row(
        "AnnouncedColdkeyHashDoesNotMatch",
        "",
        vec![
            by(Coldkey(0), "announce_coldkey_swap", announce.clone()),
            by(
                Coldkey(0),
                "swap_coldkey_announced",
                json!({ "new_coldkey": ck(7) }),
            ),
        ],
    );
    row(
        "ColdkeySwapReannouncedTooEarly",
        "",
        vec![
            by(Coldkey(0), "announce_coldkey_swap", announce.clone()),
            by(Coldkey(0), "announce_coldkey_swap", announce),
        ],
    );

    // Locks and claims.
    let lock = |amount: u64| json!({ "hotkey": hk(2), "netuid": 2, "amount": amount });
    row(
        "InsufficientStakeForLock",
        "",
        vec![by(Coldkey(0), "lock_stake", lock(u64::MAX / 2))],
    );
    row(
        "NoExistingLock",
        "",
        vec![by(
            Coldkey(0),
            "move_lock",
            json!({ "destination_hotkey": hk(2), "netuid": 2 }),
        )],
    );
    let other = json!({ "hotkey": hk(6), "netuid": 2, "amount": 100_000 });
    row(
        "LockHotkeyMismatch",
        "",
        vec![
            by(Coldkey(0), "lock_stake", lock(100_000)),
            by(Coldkey(0), "lock_stake", other),
        ],
    );
    row(
        "InvalidSubnetNumber",
        "",
        vec![by(Coldkey(0), "claim_root", json!({ "subnets": [] }))],
    );
    let threshold = json!({ "netuid": 2, "new_value": 10_000_001u64 });
    row(
        "InvalidRootClaimThreshold",
        "",
        vec![by(Coldkey(1), "sudo_set_root_claim_threshold", threshold)],
    );
    let claims = json!({ "new_value": 10_000 });
    row(
        "InvalidNumRootClaim",
        "",
        vec![root("sudo_set_num_root_claims", claims)],
    );
    rows
}
