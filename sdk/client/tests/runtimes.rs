//! Chains that upgraded under the client: the same reads on runtimes 343, 393, 439 and 461, by
//! their recorded metadata alone (`vectors/interface`). Between the first and the last, subnets'
//! numbers, amounts and fractions were wrapped in types of their own, records got and lost fields,
//! and calls came and went.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod runtimes_support;

use runtimes_support::every_read::{Check, every_read};
use runtimes_support::{KEY, file, hex_text, runtime, same, state, unhex};
use serde_json::{Value as Json, json};
use std::path::Path;
use taonet_client::metagraph::{FIELD_NAMES, Metagraph, MetagraphField};
use taonet_client::{ClientError, Neuron};

const RUNTIMES: [u32; 4] = [343, 393, 439, 461];

#[tokio::test]
async fn every_read_reads_every_runtime_or_names_what_it_lacks() {
    for spec_version in RUNTIMES {
        let state = state(spec_version).await;
        let mut check = Check {
            spec_version,
            answered: 0,
            missing: Vec::new(),
        };
        every_read(&state, &mut check).await;
        check.missing.sort();
        check.missing.dedup();
        println!(
            "runtime {spec_version}: {} reads answered, it has no {}",
            check.answered,
            check.missing.join(", ")
        );
        let lacks = |name: &str| check.missing.iter().any(|missing| missing == name);
        match spec_version {
            343 | 393 => {
                assert!(lacks("StakeInfoRuntimeApi.get_coldkey_lock"));
                assert!(lacks("SubtensorModule.Lock"));
                assert!(lacks("SubnetInfoRuntimeApi.get_subnet_hyperparams_v3"));
            }
            439 => assert!(check.missing.is_empty(), "{:?}", check.missing),
            _ => {
                let gone = [
                    "SubtensorModule.NumRootClaim",
                    "SubtensorModule.RootClaimType",
                ];
                assert_eq!(check.missing, gone);
            }
        }
    }
}

#[tokio::test]
async fn typed_and_generic_reads_say_the_same() {
    for spec_version in RUNTIMES {
        let state = state(spec_version).await;
        let graph = state.metagraph(1, 0).await.unwrap();
        let json = state
            .runtime_json("SubnetInfoRuntimeApi", "get_metagraph", &[json!(1)])
            .await
            .unwrap();
        let column = |name: &str| json[name].clone();
        assert_eq!(graph.attribute("hotkeys").unwrap(), column("hotkeys"));
        assert_eq!(graph.attribute("coldkeys").unwrap(), column("coldkeys"));
        assert_eq!(
            graph.attribute("owner_hotkey").unwrap(),
            column("owner_hotkey")
        );
        assert_eq!(json!(graph.last_update), column("last_update"));
        assert_eq!(json!(graph.emission_rao), column("emission"));
        assert_eq!(json!(graph.incentive_u16), column("incentives"));
        assert_eq!(json!(graph.total_stake_rao), column("total_stake"));
        assert_eq!(json!(graph.pool.alpha_in.rao()), column("alpha_in"));
        assert_eq!(
            graph.pool.alpha_in.netuid(),
            json["netuid"].as_u64().unwrap() as u16 % 4_096
        );
        assert_eq!(json!(graph.pool.tao_in.rao()), column("tao_in"));
        assert_eq!(json!(graph.hparams.kappa), column("kappa"));
        assert_eq!(json!(graph.hparams.burn.rao()), column("burn"));
        assert_eq!(json!(graph.tempo), column("tempo"));

        let balance = state.balance(&KEY).await.unwrap();
        let account = state
            .storage_json("System", "Account", &[json!(hex_text(&KEY))])
            .await
            .unwrap();
        assert_eq!(json!(balance.free.rao()), account["data"]["free"]);
        assert_eq!(json!(balance.nonce), account["nonce"]);

        let uids = state.uids(1).await.unwrap();
        let map = state
            .storage_map_json("SubtensorModule", "Uids", &[json!(1)])
            .await
            .unwrap();
        assert_eq!(uids.len(), map.len());
        assert!(!uids.is_empty());
        for ((hotkey, uid), (keys, value)) in uids.iter().zip(&map) {
            let address = taonet_wallet::PublicKey::from_bytes(*hotkey).to_ss58();
            assert_eq!((json!([address]), json!(uid)), (json!(keys), value.clone()));
        }
        let constant: u64 = state.constant("Balances", "ExistentialDeposit").unwrap();
        assert_eq!(
            json!(constant),
            state
                .constant_json("Balances", "ExistentialDeposit")
                .unwrap()
        );
    }
}

/// What was recorded from chains of two runtimes, in the codec's form and in types.
#[test]
fn recorded_values_are_read() {
    for spec_version in [439, 461] {
        let runtime = runtime(spec_version);
        let codec = runtime.codec();
        let vectors: Json =
            serde_json::from_slice(&file(&format!("vectors-{spec_version}.json"))).unwrap();
        let entries = |section: &str| vectors[section].as_array().unwrap().clone();
        let text = |json: &Json| json.as_str().unwrap().to_owned();
        let mut read = 0;
        for entry in entries("storage_values") {
            let (pallet, item) = (text(&entry["pallet"]), text(&entry["storage_function"]));
            let raw = entry["raw_hex"].as_str().map(unhex);
            let value = codec.storage_value(&pallet, &item, raw.as_deref()).unwrap();
            assert!(same(&value, &entry["decoded"]), "{item} of {spec_version}");
            let typed: Option<Json> = runtime
                .read_storage(&pallet, &item, raw.as_deref(), None)
                .unwrap();
            assert!(same(&typed.unwrap(), &entry["decoded"]));
            if item == "Tempo" {
                let tempo: Option<u16> = runtime
                    .read_storage(&pallet, &item, raw.as_deref(), None)
                    .unwrap();
                assert_eq!(json!(tempo), entry["decoded"]);
            }
            read += 1;
        }
        for entry in entries("query_maps") {
            let (pallet, item) = (text(&entry["pallet"]), text(&entry["storage_function"]));
            let pairs = entry["pairs"].as_array().unwrap();
            for (change, pair) in entry["raw_changes"].as_array().unwrap().iter().zip(pairs) {
                let raw = unhex(change[1].as_str().unwrap());
                let value = codec.storage_value(&pallet, &item, Some(&raw)).unwrap();
                assert!(same(&value, &pair[1]), "{item} of {spec_version}");
                read += 1;
            }
        }
        for entry in entries("runtime_calls") {
            let (api, method) = (text(&entry["api"]), text(&entry["method"]));
            let raw = unhex(entry["raw_hex"].as_str().unwrap());
            let value = codec.runtime_call_result(&api, &method, &raw).unwrap();
            assert!(
                same(&value, &entry["decoded"]),
                "{method} of {spec_version}"
            );
            if method == "get_neurons_lite" {
                let neurons: Vec<Neuron> = runtime.read_call(&api, &method, &raw, None).unwrap();
                let recorded = entry["decoded"].as_array().unwrap();
                assert_eq!(neurons.len(), recorded.len());
                for (neuron, recorded) in neurons.iter().zip(recorded) {
                    assert_eq!(json!(neuron.uid), recorded["uid"]);
                    assert_eq!(json!(neuron.stake.rao()), recorded["stake"][0][1]);
                    assert_eq!(neuron.stake.netuid(), neuron.netuid);
                    assert_eq!(json!(neuron.emission.rao()), recorded["emission"]);
                    assert_eq!(json!(neuron.axon.ip as u64), recorded["axon_info"]["ip"]);
                }
            }
            read += 1;
        }
        let raw = unhex(vectors["events"]["raw_hex"].as_str().unwrap());
        let events = codec.events(&raw).unwrap();
        let recorded = vectors["events"]["decoded"].as_array().unwrap();
        assert_eq!(events.len(), recorded.len());
        for (event, recorded) in events.iter().zip(recorded) {
            assert_eq!(json!(event.pallet), recorded["module_id"]);
            assert_eq!(json!(event.event), recorded["event_id"]);
            read += 1;
        }
        println!("runtime {spec_version}: {read} recorded values");
        assert!(read > 20);
    }
}

/// Bytes that are cut off anywhere, or go on, are an error and never a panic.
#[test]
fn damaged_bytes_are_refused() {
    let runtime = runtime(439);
    let vectors: Json = serde_json::from_slice(&file("vectors-439.json")).unwrap();
    let entry = &vectors["runtime_calls"][0];
    let raw = unhex(entry["raw_hex"].as_str().unwrap());
    let read = |bytes: &[u8]| {
        runtime.read_call::<Vec<Neuron>>("NeuronInfoRuntimeApi", "get_neurons_lite", bytes, None)
    };
    assert!(read(&raw).is_ok());
    for length in 0..raw.len() {
        assert!(
            matches!(read(&raw[..length]), Err(ClientError::Shape { .. })),
            "{length}"
        );
    }
    let mut longer = raw;
    longer.push(0);
    let error = read(&longer).unwrap_err().to_string();
    assert!(error.contains("1 bytes are left over"), "{error}");
    // A list that claims to be long is not believed.
    assert!(read(&[0xfe, 0xff, 0xff, 0xff]).is_err());
}

#[tokio::test]
async fn metagraphs_are_kept_exactly_in_both_formats() {
    let mut graph = state(439).await.metagraph_with_weights(1, 1).await.unwrap();
    for uid in 0..7_u8 {
        graph.hotkeys.push([uid; 32]);
    }
    let n = graph.hotkeys.len();
    graph.coldkeys.resize(n, [3; 32]);
    graph.identities.resize(n, None);
    graph.axons.resize(n, taonet_client::AxonInfo::default());
    graph.block_at_registration.resize(n, u64::MAX);
    graph.last_update.truncate(1);
    graph.active.resize(n, true);
    graph.validator_permit.resize(n, true);
    graph.emission_rao.resize(n, u64::MAX);
    graph.dividends_u16.truncate(n);
    graph.incentive_u16.resize(n, 65_535);
    graph.consensus_u16.truncate(n);
    graph.validator_trust_u16.resize(n, 1);
    graph.pruning_score.clear();
    graph.alpha_stake_rao.resize(n, 5);
    graph.root_stake_rao.resize(n, 6);
    graph.total_stake_rao.resize(n, 1_500_000_000);
    graph.weight_rows = Some(vec![(0, vec![(1, 3), (2, 1)]), (2, Vec::new())]);
    graph.bond_rows = Some(vec![(1, vec![(0, 65_535)])]);

    let directory = tempfile::tempdir().unwrap();
    let json = directory.path().join("deeper/block-7.json");
    let arrow = directory.path().join("deeper/block-12.arrow");
    graph.save_json(&json).unwrap();
    graph.save_arrow(&arrow).unwrap();
    assert_eq!(Metagraph::load_json(&json).unwrap(), graph);
    assert_eq!(Metagraph::load_arrow(&arrow).unwrap(), graph);
    let kept = json.parent().unwrap();
    assert_eq!(taonet_client::metagraph::newest_file(kept).unwrap(), arrow);
    assert_eq!(
        std::fs::read_dir(kept).unwrap().count(),
        2,
        "nothing half-written stays"
    );

    let weights = graph.weights().unwrap();
    assert_eq!(weights[0][1..3], [0.75, 0.25]);
    assert!(weights[1].iter().all(|entry| *entry == 0.0));
    assert_eq!(graph.bonds().unwrap()[1][0], 65_535.0);
    assert_eq!(graph.stake()[n - 1], 1.5);
    assert_eq!(graph.uid_of(&[6; 32]), Some(u16::try_from(n - 1).unwrap()));
    let plain: Json = serde_json::from_slice(&std::fs::read(&json).unwrap()).unwrap();
    assert_eq!(plain["n"], json!(n));
    assert_eq!(plain["stake"][n - 1], json!(1.5));
    for name in [
        "S", "AS", "TS", "C", "I", "D", "Tv", "E", "R", "T", "W", "B", "neurons", "hparams",
    ] {
        assert!(graph.attribute(name).is_some(), "{name}");
    }
    assert_eq!(graph.attribute("pickle"), None);

    // What is no metagraph is refused, a pickle above all.
    for (path, bytes) in [
        (&json, b"\x80\x04cos\nsystem\n.".as_slice()),
        (&arrow, b"ARROW1\0\0"),
    ] {
        std::fs::write(path, bytes).unwrap();
    }
    assert!(
        Metagraph::load_json(&json)
            .unwrap_err()
            .to_string()
            .contains("no metagraph")
    );
    assert!(
        Metagraph::load_arrow(&arrow)
            .unwrap_err()
            .to_string()
            .contains("no metagraph")
    );
}

#[tokio::test]
async fn changes_between_metagraphs_are_named() {
    use taonet_client::metagraph::{Change, changes};
    let mut before = state(439).await.metagraph(1, 0).await.unwrap();
    before.hotkeys = vec![[1; 32], [2; 32]];
    before.total_stake_rao = vec![10, 20];
    before.last_update = vec![1, 1];
    before.validator_permit = vec![false, false];
    before.axons.clear();
    assert_eq!(changes(&before, &before), []);
    let mut now = before.clone();
    now.hotkeys = vec![[1; 32], [3; 32], [4; 32]];
    now.total_stake_rao = vec![11, 20];
    now.last_update = vec![5, 1];
    now.validator_permit = vec![true, false];
    now.last_step += 1;
    now.hparams.kappa ^= 1;
    let expected = [
        Change::Epoch {
            block: now.last_step,
        },
        Change::Rules,
        Change::ValidatorPermit {
            uid: 0,
            permit: true,
        },
        Change::Updated { uid: 0, block: 5 },
        Change::Stake {
            uid: 0,
            before_rao: 10,
            rao: 11,
        },
        Change::Replaced {
            uid: 1,
            before: [2; 32],
            hotkey: [3; 32],
        },
        Change::Registered {
            uid: 2,
            hotkey: [4; 32],
        },
    ];
    assert_eq!(changes(&before, &now), expected);
    let removed = Change::Removed {
        uid: 2,
        before: [4; 32],
    };
    assert!(changes(&now, &before).contains(&removed));
}

#[test]
fn fields_are_numbered_as_the_runtime_numbers_them() {
    let types = runtime(439);
    let types = types.types();
    let record = types
        .registry()
        .types
        .iter()
        .find(|ty| {
            ty.ty
                .path
                .segments
                .last()
                .is_some_and(|name| name == "SelectiveMetagraph")
        })
        .unwrap();
    let names: Vec<&str> = types
        .fields(record.id)
        .unwrap()
        .into_iter()
        .map(|(name, _)| name.unwrap())
        .collect();
    // Later runtimes append.
    assert_eq!(names[..FIELD_NAMES.len()], FIELD_NAMES);
    assert_eq!(
        MetagraphField::by_name("commitments"),
        Some(MetagraphField(73))
    );
}

/// The client knows a chain only by what a node serves: no metadata is part of it.
#[test]
fn no_metadata_is_compiled_in() {
    fn sources(directory: &Path, found: &mut Vec<std::path::PathBuf>) {
        for entry in std::fs::read_dir(directory).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, found);
            } else {
                found.push(path);
            }
        }
    }
    let mut files = Vec::new();
    sources(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join(".."),
        &mut files,
    );
    let mut looked_at = 0;
    for path in files {
        let tests = path.components().any(|part| part.as_os_str() == "tests");
        let ending = path.extension().and_then(|ending| ending.to_str());
        assert_ne!(ending, Some("scale"), "{}", path.display());
        if ending != Some("rs") || tests {
            continue;
        }
        let source = std::fs::read_to_string(&path).unwrap();
        for sign in ["include_bytes!", "include_str!", "subxt::subxt", "#[subxt("] {
            assert!(!source.contains(sign), "{} has {sign}", path.display());
        }
        looked_at += 1;
    }
    assert!(looked_at > 50, "{looked_at} sources");
}
