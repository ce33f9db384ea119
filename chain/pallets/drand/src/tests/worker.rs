use frame_support::traits::Hooks;
use sp_core::{
    Decode, Encode,
    offchain::{
        OffchainDbExt, OffchainWorkerExt, Timestamp, TransactionPoolExt,
        testing::{PendingRequest, TestOffchainExt, TestTransactionPoolExt},
    },
};
use sp_keystore::{Keystore, KeystoreExt, testing::MemoryKeystore};
use sp_runtime::testing::TestXt;

use super::mock::*;
use crate::{
    worker::{DEFAULT_ENDPOINTS, ENDPOINTS_KEY, KEY_TYPE, MAX_ROUNDS_PER_RUN},
    *,
};

const SERVER: &str = "http://beacon.example";

/// One run of the worker.
struct Run<'a> {
    servers: Option<&'a [&'a str]>,
    with_key: bool,
    /// Round that the machine's clock has reached.
    due: u64,
    last_stored: u64,
    /// Requests in order: server, end of the path, body of the answer.
    answers: Vec<(&'a str, String, String)>,
}

impl Default for Run<'_> {
    fn default() -> Self {
        Self {
            servers: Some(&[SERVER]),
            with_key: true,
            due: 8,
            last_stored: 0,
            answers: Vec::new(),
        }
    }
}

impl Run<'_> {
    /// Runs on the local chain; the rounds handed to the pool, each checked to be acceptable.
    ///
    /// A request that is not made, and one that is not foreseen, fails the test.
    fn rounds(self) -> Vec<u64> {
        let mut ext = local_chain();
        let (offchain, state) = TestOffchainExt::new();
        let (pool, submitted) = TestTransactionPoolExt::new();
        let keystore = MemoryKeystore::new();
        if self.with_key {
            keystore.sr25519_generate_new(KEY_TYPE, None).unwrap();
        }
        ext.register_extension(OffchainDbExt::new(offchain.clone()));
        ext.register_extension(OffchainWorkerExt::new(offchain));
        ext.register_extension(TransactionPoolExt::new(pool));
        ext.register_extension(KeystoreExt::new(keystore));

        let chain_hash = hex::encode(sp_io::hashing::sha2_256(
            &local_beacon().public_key().to_bytes(),
        ));
        {
            let mut state = state.write();
            state.timestamp = Timestamp::from_unix_millis((self.due.max(1) - 1) * 3_000);
            for (server, path, body) in self.answers {
                state.expect_request(PendingRequest {
                    method: "GET".into(),
                    uri: format!("{server}/{chain_hash}/public/{path}"),
                    response: Some(body.into_bytes()),
                    sent: true,
                    ..Default::default()
                });
            }
        }
        ext.execute_with(|| {
            LastStoredRound::<Test>::put(self.last_stored);
            if let Some(servers) = self.servers {
                let list: Vec<Vec<u8>> = servers.iter().map(|url| url.as_bytes().into()).collect();
                sp_io::offchain::local_storage_set(
                    sp_core::offchain::StorageKind::PERSISTENT,
                    ENDPOINTS_KEY,
                    &list.encode(),
                );
            }
            Drand::offchain_worker(10);
        });
        let transactions = submitted.read().transactions.clone();
        ext.execute_with(|| {
            transactions
                .iter()
                .map(|bytes| {
                    let decoded = TestXt::<RuntimeCall, ()>::decode(&mut &bytes[..]).unwrap();
                    let RuntimeCall::Drand(call) = decoded.function else {
                        panic!("another call")
                    };
                    super::pool::validate(&call).unwrap();
                    let Call::write_pulse { pulses_payload, .. } = call else {
                        panic!("another call")
                    };
                    assert_eq!(pulses_payload.block_number, 10);
                    pulses_payload.pulses[0].round
                })
                .collect()
        })
    }
}

/// What a server answers for a round of the local beacon.
fn answer(round: u64) -> String {
    let pulse = local_pulse(round);
    format!(
        r#"{{"round":{round},"randomness":"{}","signature":"{}"}}"#,
        hex::encode(pulse.randomness),
        hex::encode(pulse.signature)
    )
}

fn asked(path: impl ToString, body: String) -> (&'static str, String, String) {
    (SERVER, path.to_string(), body)
}

#[test]
fn an_empty_chain_starts_with_the_latest_round() {
    let run = Run {
        answers: vec![asked("latest", answer(8))],
        ..Default::default()
    };
    assert_eq!(run.rounds(), [8]);
}

#[test]
fn missing_rounds_are_fetched_in_order() {
    let run = Run {
        last_stored: 5,
        answers: vec![
            asked("latest", answer(8)),
            asked(6, answer(6)),
            asked(7, answer(7)),
        ],
        ..Default::default()
    };
    assert_eq!(run.rounds(), [6, 7, 8]);
}

#[test]
fn no_run_fetches_more_than_its_share() {
    let mut answers = vec![asked("latest", answer(1_000))];
    answers.extend((6..6 + MAX_ROUNDS_PER_RUN).map(|round| asked(round, answer(round))));
    let run = Run {
        last_stored: 5,
        due: 1_000,
        answers,
        ..Default::default()
    };
    assert_eq!(run.rounds(), (6..=55).collect::<Vec<u64>>());
}

#[test]
fn a_missing_round_ends_the_run() {
    for wrong in [answer(9), "no JSON".into(), "{}".into(), "x".repeat(5_000)] {
        let run = Run {
            last_stored: 5,
            answers: vec![
                asked("latest", answer(8)),
                asked(6, answer(6)),
                asked(7, wrong),
            ],
            ..Default::default()
        };
        assert_eq!(run.rounds(), [6]);
    }
}

#[test]
fn the_first_server_that_can_be_read_wins() {
    let run = Run {
        servers: Some(&["http://one.example/", "http://two.example"]),
        answers: vec![
            ("http://one.example", "latest".into(), "busy".into()),
            ("http://two.example", "latest".into(), answer(8)),
        ],
        ..Default::default()
    };
    assert_eq!(run.rounds(), [8]);
}

#[test]
fn by_default_the_public_servers_are_asked() {
    let run = Run {
        servers: None,
        answers: DEFAULT_ENDPOINTS
            .iter()
            .map(|server| (*server, "latest".into(), answer(8)))
            .collect(),
        ..Default::default()
    };
    assert_eq!(run.rounds(), [8]);
}

#[test]
fn nothing_is_asked_without_need_key_or_server() {
    let up_to_date = Run {
        last_stored: 8,
        ..Default::default()
    };
    let without_key = Run {
        with_key: false,
        ..Default::default()
    };
    let switched_off = Run {
        servers: Some(&[]),
        ..Default::default()
    };
    for run in [up_to_date, without_key, switched_off] {
        assert!(run.rounds().is_empty());
    }
}
