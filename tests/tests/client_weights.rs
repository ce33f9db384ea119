//! `set_weights` of the client against real nodes: every way to the chain, and every reason why not.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod cut_support;
mod node_support;

use std::{path::Path, time::Instant};

use cut_support::Cut;
use node_support::{DEADLINE, Node};
use serde_json::{Value, json};
use taonet_client::{
    BlockRef, Call, ChainClient, ClientError, WaitFor, calls,
    weights::{
        PendingCommits, RevealPlan, RevealStatus, SetWeights, SetWeightsError, SetWeightsOutcome,
        WeightValues, WeightsMethod, WeightsRefusal,
    },
};
use taonet_wallet::Keypair;

/// The subnet that a test makes: the chain starts with 0 and 1.
const NETUID: u16 = 2;

/// Scores.
const ROW: [(u16, f64); 3] = [(0, 0.5), (1, 1.0), (2, 0.25)];
/// The same on chain.
const STORED: [(u16, u16); 3] = [(0, 32_768), (1, 65_535), (2, 16_384)];

/// A node with one subnet: UID 0 is the owner's hotkey, 1 and 2 are neurons without a permit.
struct World {
    node: Node,
    client: ChainClient,
    alice: Keypair,
    owner: Keypair,
    neuron: Keypair,
}

fn key(uri: &str) -> Keypair {
    Keypair::from_uri(uri).unwrap()
}

async fn connect(address: &str) -> ChainClient {
    let network = format!("ws://{address}").parse().unwrap();
    ChainClient::connect(&network).await.unwrap()
}

fn admin(call: &str, arguments: Value) -> Call {
    let Value::Object(arguments) = arguments else {
        panic!("arguments are an object")
    };
    calls::sudo(Call::dynamic("AdminUtils", call.to_owned(), arguments))
}

impl World {
    /// A node that makes a block for each transaction, and on demand.
    async fn start(more: &[&str]) -> Self {
        Self::sealing("instant", more).await
    }

    async fn sealing(sealing: &str, more: &[&str]) -> Self {
        let args = [
            "--dev",
            "--fast-blocks",
            "--sealing",
            sealing,
            "--rpc-port",
            "0",
        ];
        let node = Node::start(&[&args, more].concat());
        let client = connect(&node.address).await;
        let world = Self {
            node,
            client,
            alice: key("//Alice"),
            owner: key("//weights//owner"),
            neuron: key("//weights//1"),
        };
        world
            .root("sudo_set_network_rate_limit", json!({"rate_limit": 0}))
            .await;
        world
            .root("sudo_set_admin_freeze_window", json!({"window": 0}))
            .await;
        let hotkey = world.owner.public().bytes();
        world.alice(calls::subnets::register_network(&hotkey)).await;
        world.alice(calls::subnets::start_call(NETUID)).await;
        for uri in ["//weights//1", "//weights//2"] {
            let hotkey = key(uri).public().bytes();
            world
                .alice(calls::neurons::burned_register(NETUID, &hotkey))
                .await;
        }
        world
            .rule(
                "sudo_set_weights_set_rate_limit",
                json!({"weights_set_rate_limit": 0}),
            )
            .await;
        world
    }

    async fn alice(&self, call: Call) {
        self.client
            .submit(&call, &self.alice, WaitFor::Inclusion)
            .await
            .unwrap();
    }

    async fn root(&self, call: &str, arguments: Value) {
        self.alice(admin(call, arguments)).await;
    }

    /// A rule of the subnet, set by root.
    async fn rule(&self, call: &str, mut arguments: Value) {
        arguments["netuid"] = NETUID.into();
        self.root(call, arguments).await;
    }

    async fn commit_reveal(&self, enabled: bool) {
        let call = "sudo_set_commit_reveal_weights_enabled";
        self.rule(call, json!({"enabled": enabled})).await;
    }

    async fn two_mechanisms(&self) {
        let call = "sudo_set_max_allowed_uids";
        self.rule(call, json!({"max_allowed_uids": 64})).await;
        let call = "sudo_set_mechanism_count";
        self.rule(call, json!({"mechanism_count": 2})).await;
    }

    fn seal(&self) -> u64 {
        self.node
            .rpc("engine_createBlock", json!([true, true, null]));
        self.node.best()
    }

    fn seal_to(&self, height: u64) {
        while self.node.best() < height {
            self.seal();
        }
    }

    /// What the chain stores for a neuron of a mechanism.
    async fn row(&self, mechid: u8, uid: u16) -> Vec<(u16, u16)> {
        self.row_at(BlockRef::Best, mechid, uid).await
    }

    async fn row_in(&self, block: u64, mechid: u8, uid: u16) -> Vec<(u16, u16)> {
        let block = BlockRef::Number(u32::try_from(block).unwrap());
        self.row_at(block, mechid, uid).await
    }

    async fn row_at(&self, block: BlockRef, mechid: u8, uid: u16) -> Vec<(u16, u16)> {
        let state = self.client.at(block).await.unwrap();
        let index = taonet_client::weights::storage_index(NETUID, mechid).unwrap();
        let row = state
            .storage("SubtensorModule", "Weights", (index, uid))
            .await;
        row.unwrap().unwrap()
    }
}

fn request(hotkey: &Keypair) -> SetWeights<'_> {
    SetWeights::new(NETUID, hotkey, WeightValues::Scores(&ROW))
}

#[track_caller]
fn reasons(result: Result<SetWeightsOutcome, SetWeightsError>) -> Vec<WeightsRefusal> {
    match result {
        Err(SetWeightsError::Refused(reasons)) => reasons,
        other => panic!("not refused: {other:?}"),
    }
}

fn on_node<F: Future<Output = ()>>(test: F) {
    tokio::runtime::Runtime::new().unwrap().block_on(test);
}

#[test]
fn weights_are_set_in_the_clear() {
    on_node(async {
        let world = World::start(&[]).await;
        world.commit_reveal(false).await;
        let set = world
            .client
            .set_weights(&request(&world.owner))
            .await
            .unwrap();
        assert_eq!(set.method, WeightsMethod::Direct);
        assert_eq!((set.attempts, set.reveal), (1, None));
        assert!(set.inclusion.is_some());
        assert_eq!(world.row(0, 0).await, STORED);

        // The chain's own numbers go untouched; it scales them itself.
        let raw = [(1, 1), (2, 3)];
        let untouched = SetWeights::new(NETUID, &world.owner, WeightValues::Raw(&raw));
        let set = world.client.set_weights(&untouched).await.unwrap();
        assert_eq!(set.row, raw);
        assert_eq!(world.row(0, 0).await, [(1, 21_845), (2, 65_535)]);

        // A second mechanism has rows of its own.
        world.two_mechanisms().await;
        let second = SetWeights {
            mechid: 1,
            ..request(&world.owner)
        };
        world.client.set_weights(&second).await.unwrap();
        assert_eq!(world.row(1, 0).await, STORED);
        assert_eq!(world.row(0, 0).await, [(1, 21_845), (2, 65_535)]);
    });
}

#[test]
fn the_rate_limit_is_told_in_blocks() {
    on_node(async {
        let world = World::start(&[]).await;
        world.commit_reveal(false).await;
        let limit = json!({"weights_set_rate_limit": 10});
        // A registration counts as an action, too.
        world.seal_to(world.node.best() + 10);
        world.rule("sudo_set_weights_set_rate_limit", limit).await;
        world
            .client
            .set_weights(&request(&world.owner))
            .await
            .unwrap();
        let set_at = world.node.best();
        for waited in 0..9 {
            let error = world
                .client
                .set_weights(&request(&world.owner))
                .await
                .unwrap_err();
            assert_eq!(error.blocks_to_wait(), Some(9 - waited), "{error}");
            assert_eq!(error.chain_error_name(), Some("SettingWeightsTooFast"));
            if waited == 8 {
                // The chain says so too; a block earlier than what was told is too early.
                let call = calls::weights::set_weights(NETUID, &STORED, 0);
                let early = world
                    .client
                    .submit(&call, &world.owner, WaitFor::Inclusion)
                    .await;
                assert!(
                    matches!(
                        early,
                        Err(ClientError::NotAccepted { .. } | ClientError::Refused { .. })
                    ),
                    "{early:?}"
                );
            }
            world.seal();
        }
        assert_eq!(world.node.best(), set_at + 9);
        world
            .client
            .set_weights(&request(&world.owner))
            .await
            .unwrap();
        assert_eq!(world.node.best(), set_at + 10);

        // With patience the client waits by itself.
        let patient = SetWeights {
            patience_blocks: 9,
            ..request(&world.owner)
        };
        let waiting = world.client.set_weights(&patient);
        let sealing = async {
            for _ in 0..9 {
                world.seal();
                tokio::task::yield_now().await;
            }
        };
        let (set, ()) = tokio::join!(waiting, sealing);
        assert_eq!(set.unwrap().method, WeightsMethod::Direct);
        let impatient = SetWeights {
            patience_blocks: 8,
            ..request(&world.owner)
        };
        let told = reasons(world.client.set_weights(&impatient).await);
        assert!(
            matches!(
                told[..],
                [WeightsRefusal::RateLimited {
                    blocks: 9,
                    rate_limit: 10,
                    ..
                }]
            ),
            "{told:?}"
        );
    });
}

#[test]
fn every_reason_is_told_before_sending() {
    on_node(async {
        let world = World::start(&[]).await;
        world.commit_reveal(false).await;
        let blocks = world.node.best();
        let refused = async |request: SetWeights<'_>| {
            let reasons = reasons(world.client.set_weights(&request).await);
            assert_eq!(reasons.len(), 1, "{reasons:?}");
            reasons.into_iter().next().unwrap()
        };

        let neuron = refused(request(&world.neuron)).await;
        assert_eq!(neuron, WeightsRefusal::NoValidatorPermit { uid: 1 });
        let stranger = key("//weights//stranger");
        let unknown = refused(request(&stranger)).await;
        assert_eq!(unknown, WeightsRefusal::NotRegistered { netuid: NETUID });
        let nowhere = SetWeights::new(77, &world.owner, WeightValues::Scores(&ROW));
        assert_eq!(
            refused(nowhere).await,
            WeightsRefusal::NoSuchMechanism {
                netuid: 77,
                mechid: 0,
                mechanisms: 0
            }
        );
        let mechanism = SetWeights {
            mechid: 3,
            ..request(&world.owner)
        };
        let expected = WeightsRefusal::NoSuchMechanism {
            netuid: NETUID,
            mechid: 3,
            mechanisms: 1,
        };
        assert_eq!(refused(mechanism).await, expected);
        for (row, expected) in [
            (
                vec![(0, 1.0), (9, 1.0)],
                WeightsRefusal::UidOutOfRange { uid: 9, neurons: 3 },
            ),
            (
                vec![(1, 1.0), (1, 1.0)],
                WeightsRefusal::DuplicateUid { uid: 1 },
            ),
        ] {
            let wrong = SetWeights::new(NETUID, &world.owner, WeightValues::Scores(&row));
            assert_eq!(refused(wrong).await, expected);
        }
        let commit = SetWeights {
            method: WeightsMethod::HashCommit,
            ..request(&world.owner)
        };
        assert_eq!(refused(commit).await, WeightsRefusal::CommitRevealDisabled);
        assert_eq!(world.node.best(), blocks, "nothing was sent");

        world
            .rule(
                "sudo_set_min_allowed_weights",
                json!({"min_allowed_weights": 3}),
            )
            .await;
        let short = [(0, 1.0), (1, 1.0), (2, 0.0)];
        let short = SetWeights::new(NETUID, &world.owner, WeightValues::Scores(&short));
        assert_eq!(
            refused(short).await,
            WeightsRefusal::TooFewWeights {
                given: 2,
                required: 3
            }
        );
        // Giving oneself everything needs neither permit nor company.
        let myself = [(1, 1.0)];
        let myself = SetWeights::new(NETUID, &world.neuron, WeightValues::Scores(&myself));
        world.client.set_weights(&myself).await.unwrap();
        assert_eq!(world.row(0, 1).await, [(1, 65_535)]);

        world
            .rule(
                "sudo_set_weights_version_key",
                json!({"weights_version_key": 7}),
            )
            .await;
        assert_eq!(
            refused(request(&world.owner)).await,
            WeightsRefusal::VersionKeyTooLow {
                given: 0,
                required: 7
            }
        );
        let newer = SetWeights {
            version_key: 7,
            ..request(&world.owner)
        };
        world.client.set_weights(&newer).await.unwrap();

        // The threshold of stake does not concern the owner.
        world
            .root(
                "sudo_set_stake_threshold",
                json!({"min_stake": 5_000_000_000_u64}),
            )
            .await;
        world.client.set_weights(&newer).await.unwrap();
        let poor = SetWeights {
            version_key: 7,
            ..SetWeights::new(NETUID, &world.neuron, WeightValues::Scores(&[(1, 1.0)]))
        };
        let poor = refused(poor).await;
        assert!(
            matches!(
                poor,
                WeightsRefusal::NotEnoughStake {
                    required_rao: 5_000_000_000,
                    ..
                }
            ),
            "{poor:?}"
        );
    });
}

#[test]
fn hash_commits_are_kept_and_revealed_after_a_restart() {
    on_node(async {
        let world = World::start(&[]).await;
        world.rule("sudo_set_tempo", json!({"tempo": 20})).await;
        world.commit_reveal(true).await;
        let folder = tempfile::tempdir().unwrap();
        let pending = |hotkey| SetWeights {
            pending_folder: Some(folder.path().to_owned()),
            ..request(hotkey)
        };
        let direct = SetWeights {
            method: WeightsMethod::Direct,
            ..request(&world.owner)
        };
        let told = reasons(world.client.set_weights(&direct).await);
        assert_eq!(told, [WeightsRefusal::CommitRevealEnabled]);
        let timelock = SetWeights {
            method: WeightsMethod::Timelock,
            ..request(&world.owner)
        };
        let told = reasons(world.client.set_weights(&timelock).await);
        assert!(
            matches!(told[..], [WeightsRefusal::NoTimelock { .. }]),
            "{told:?}"
        );
        // What the chain would refuse leaves nothing on the disk.
        let told = reasons(world.client.set_weights(&pending(&world.neuron)).await);
        assert_eq!(told, [WeightsRefusal::NoValidatorPermit { uid: 1 }]);
        assert_eq!(files(folder.path()), 0);

        // This chain has never heard of its beacon, so the weights are committed by hash.
        let set = world
            .client
            .set_weights(&pending(&world.owner))
            .await
            .unwrap();
        assert_eq!(set.method, WeightsMethod::HashCommit);
        let Some(RevealPlan::ByClient(commit)) = set.reveal else {
            panic!("a plan")
        };
        assert_eq!(files(folder.path()), 1);
        assert!(world.row(0, 0).await.is_empty());
        assert_eq!(commit.row(), STORED);
        assert!(commit.salt.len() >= 16);

        // Another process, later.
        let client = connect(&world.node.address).await;
        let store = PendingCommits::in_folder(folder.path());
        let nobody = client.reveal_due(&store, &world.neuron).await.unwrap();
        assert!(nobody.is_empty(), "not theirs");
        let first = commit.first_reveal_block;
        loop {
            let reports = client.reveal_due(&store, &world.owner).await.unwrap();
            assert_eq!(reports.len(), 1);
            assert_eq!(reports[0].commit, commit);
            let best = world.node.best();
            match &reports[0].status {
                RevealStatus::Waiting {
                    first_reveal_block,
                    blocks,
                } => {
                    assert_eq!(*first_reveal_block, first);
                    assert_eq!(*blocks, first - best);
                    assert!(*blocks > 1, "the block after this one is in the epoch");
                    world.seal();
                }
                RevealStatus::Revealed(Some(_)) => {
                    assert_eq!(best, first, "revealed in the first block of the epoch");
                    break;
                }
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(world.row(0, 0).await, STORED);
        assert_eq!(files(folder.path()), 0);
        assert!(
            client
                .reveal_due(&store, &world.owner)
                .await
                .unwrap()
                .is_empty()
        );

        // A commit whose epoch was slept through cannot be revealed any more.
        let set = world
            .client
            .set_weights(&pending(&world.owner))
            .await
            .unwrap();
        let Some(RevealPlan::ByClient(commit)) = set.reveal else {
            panic!("a plan")
        };
        world.seal_to(commit.first_reveal_block + 20);
        let reports = client.reveal_due(&store, &world.owner).await.unwrap();
        assert!(
            matches!(reports[0].status, RevealStatus::Gone),
            "{reports:?}"
        );
        assert_eq!(files(folder.path()), 0);
    });
}

#[test]
fn commits_of_both_mechanisms_are_revealed() {
    on_node(async {
        let world = World::start(&[]).await;
        world.rule("sudo_set_tempo", json!({"tempo": 30})).await;
        world.two_mechanisms().await;
        world.commit_reveal(true).await;
        let folder = tempfile::tempdir().unwrap();
        let store = PendingCommits::in_folder(folder.path());
        for mechid in [0, 1] {
            let second = SetWeights {
                mechid,
                pending_folder: Some(folder.path().to_owned()),
                ..request(&world.owner)
            };
            world.client.set_weights(&second).await.unwrap();
        }
        let listing = world.client.pending_commits(&store, &world.owner).unwrap();
        assert_eq!(listing.commits.len(), 2);
        world.seal_to(listing.commits[1].first_reveal_block);
        let reports = world.client.reveal_due(&store, &world.owner).await.unwrap();
        for report in &reports {
            assert!(
                matches!(report.status, RevealStatus::Revealed(Some(_))),
                "{report:?}"
            );
        }
        assert_eq!(world.row(0, 0).await, STORED);
        assert_eq!(world.row(1, 0).await, STORED);
    });
}

fn files(folder: &Path) -> usize {
    std::fs::read_dir(folder).unwrap().count()
}

#[test]
fn timelocked_weights_are_opened_by_the_chain() {
    on_node(async {
        // Blocks come by themselves, and the beacon's rounds with them.
        let world = World::sealing("50", &["--drand-dev-key"]).await;
        world.rule("sudo_set_tempo", json!({"tempo": 120})).await;
        world.commit_reveal(true).await;
        let mut blocks = world.client.blocks().await.unwrap();
        let mut next = async || blocks.next().await.unwrap().unwrap().number;
        while world.last_stored_round().await == 0 {
            next().await;
        }
        let set = world
            .client
            .set_weights(&request(&world.owner))
            .await
            .unwrap();
        assert_eq!(set.method, WeightsMethod::Timelock);
        let Some(RevealPlan::ByChain {
            round,
            first_reveal_block,
        }) = set.reveal
        else {
            panic!("a plan")
        };
        loop {
            let number = next().await;
            if number < first_reveal_block {
                assert!(world.row_in(number, 0, 0).await.is_empty(), "too early");
            } else if !world.row_in(number, 0, 0).await.is_empty() {
                assert!(world.last_stored_round().await >= round);
                break;
            }
            assert!(
                number < first_reveal_block + 100,
                "the chain did not open it"
            );
        }
        assert_eq!(world.row(0, 0).await, STORED);
    });
}

impl World {
    async fn last_stored_round(&self) -> u64 {
        let state = self.client.at(BlockRef::Best).await.unwrap();
        state
            .storage("Drand", "LastStoredRound", ())
            .await
            .unwrap()
            .unwrap()
    }
}

#[test]
fn two_processes_with_one_key_both_get_through() {
    on_node(async {
        let world = World::start(&[]).await;
        world.commit_reveal(false).await;
        let other = connect(&world.node.address).await;
        let (one, two) = (request(&world.owner), request(&world.owner));
        for _ in 0..5 {
            let (first, second) =
                tokio::join!(world.client.set_weights(&one), other.set_weights(&two));
            assert_eq!(first.unwrap().method, WeightsMethod::Direct);
            assert_eq!(second.unwrap().method, WeightsMethod::Direct);
        }
        assert_eq!(world.row(0, 0).await, STORED);
    });
}

#[test]
fn a_connection_that_is_lost_after_sending_does_not_lose_weights() {
    on_node(async {
        let world = World::start(&[]).await;
        world.commit_reveal(false).await;
        let limit = json!({"weights_set_rate_limit": 50});
        world.seal_to(world.node.best() + 50);
        world.rule("sudo_set_weights_set_rate_limit", limit).await;
        let cut = Cut::before(&world.node.address);
        let client = connect(&cut.address).await;
        let best = world.node.best();
        let setting = request(&world.owner);
        let setting = client.set_weights(&setting);
        let cutting = async {
            // The block is made, and before its news can pass nothing passes any more.
            cut.hold_answers();
            let deadline = Instant::now() + DEADLINE;
            while world.node.best() == best {
                assert!(Instant::now() < deadline, "nothing was sent");
                cut.let_one_answer_pass().await;
            }
            cut.cut();
        };
        let (set, ()) = tokio::join!(setting, cutting);
        let set = set.unwrap();
        assert_eq!(world.row(0, 0).await, STORED);
        assert_eq!(world.node.best(), best + 1, "sent once: {set:?}");
    });
}
