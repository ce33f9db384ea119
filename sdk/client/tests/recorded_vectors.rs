//! Everything recorded from a chain of runtime 439, reproduced and read by the codec with the
//! metadata of that runtime (`vectors/interface`): storage keys, calls, what is signed, signed
//! transactions and their hashes, addresses, constants, storage values, events, maps, runtime
//! calls, a block. The recorded decoded form is that of another library; where the two write the
//! same thing differently, [`same`] says so.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use serde_json::{Map, Value as Json, json};
use std::path::Path;
use taonet_client::{
    Alpha, Tao, calls,
    codec::{ChainCodec, ChainIdentity, CodecError, CryptoType, Era, Signing},
};
use taonet_wallet::PublicKey;

const BOB: &str = "5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty";
const CHARLIE: &str = "5FLSigC9HGRKVhB9FiEo4Y3koPsNmBmLJbpXg2mp1hXcS59Y";

fn file(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../vectors/interface")
        .join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn codec() -> ChainCodec {
    ChainCodec::from_metadata(&file("metadata-439.scale")).unwrap()
}

fn vectors() -> Json {
    serde_json::from_slice(&file("vectors-439.json")).unwrap()
}

fn entries(vectors: &Json, section: &str) -> Vec<Json> {
    let entries = vectors[section].as_array().unwrap().clone();
    assert!(!entries.is_empty(), "{section}");
    println!("{section}: {}", entries.len());
    entries
}

fn unhex(json: &Json) -> Vec<u8> {
    let text = json.as_str().unwrap_or_else(|| panic!("no hex: {json}"));
    hex::decode(text.trim_start_matches("0x")).unwrap()
}

fn key32(json: &Json) -> [u8; 32] {
    unhex(json).try_into().unwrap()
}

fn text(json: &Json) -> &str {
    json.as_str().unwrap()
}

fn list(json: &Json) -> &[Json] {
    json.as_array().unwrap()
}

/// Whether the two forms say the same: numbers beyond 64 bits are text here, JSON numbers there.
fn same(ours: &Json, theirs: &Json) -> bool {
    match (ours, theirs) {
        (Json::String(digits), Json::Number(number)) => {
            // Such numbers are powers of two, which a double holds exactly.
            number
                .as_f64()
                .is_some_and(|number| format!("{number:.0}") == *digits)
        }
        (Json::Array(ours), Json::Array(theirs)) => {
            ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(o, t)| same(o, t))
        }
        (Json::Object(ours), Json::Object(theirs)) => {
            ours.len() == theirs.len()
                && ours
                    .iter()
                    .all(|(name, value)| theirs.get(name).is_some_and(|t| same(value, t)))
        }
        _ => ours == theirs,
    }
}

#[track_caller]
fn assert_same(ours: &Json, theirs: &Json, what: &str) {
    assert!(same(ours, theirs), "{what}\nours   {ours}\ntheirs {theirs}");
}

#[test]
fn storage_keys() {
    let codec = codec();
    for entry in entries(&vectors(), "storage_keys") {
        let (pallet, item) = (text(&entry["pallet"]), text(&entry["storage_function"]));
        let params = list(&entry["params"]);
        let key = codec.storage_key(pallet, item, params).unwrap();
        assert_eq!(key, unhex(&entry["key_hex"]), "{pallet}.{item}");
        if !params.is_empty() {
            let parts = codec.storage_key_parts(pallet, item, &key).unwrap();
            assert_same(&parts.into(), &entry["params"], item);
        }
    }
}

/// The calls that the vectors only name in words.
fn transfer(dest: &str, value: u64) -> Json {
    json!({ "module": "Balances", "function": "transfer_keep_alive", "dest": dest, "value": value })
}

fn arguments(params: &Json) -> Map<String, Json> {
    let spelt_out = |words: &str| match words {
        "transfer 1 to bob" => transfer(BOB, 1),
        "transfer 2 to charlie" => transfer(CHARLIE, 2),
        other => other.into(),
    };
    let replace = |value: &Json| match value {
        Json::String(words) => spelt_out(words),
        Json::Array(items) => items
            .iter()
            .map(|item| item.as_str().map_or_else(|| item.clone(), spelt_out))
            .collect::<Vec<_>>()
            .into(),
        other => other.clone(),
    };
    let params = params.as_object().unwrap();
    params
        .iter()
        .map(|(name, value)| (name.clone(), replace(value)))
        .collect()
}

#[test]
fn calls() {
    let codec = codec();
    for entry in entries(&vectors(), "calls") {
        let (pallet, name) = (text(&entry["module"]), text(&entry["function"]));
        let call = codec
            .encode_call(pallet, name, &arguments(&entry["params"]))
            .unwrap();
        assert_eq!(
            hex::encode(call),
            text(&entry["data_hex"])[2..],
            "{pallet}.{name}"
        );
    }
}

/// The typed calls of the client are the same bytes.
#[test]
fn typed_calls() {
    let codec = codec();
    let vectors = vectors();
    let hotkey = PublicKey::from_ss58("5G6Fyo6U2fDhJXDJGp4Dr6XViVCdPcryiyLBDsusguSRcYvJ").unwrap();
    let hotkey = hotkey.bytes();
    let bob = PublicKey::from_ss58(BOB).unwrap().bytes();
    let typed = [
        calls::balances::transfer_keep_alive(&bob, Tao::from_rao(12_345)),
        calls::stake::add_stake(&hotkey, 1, Tao::from_rao(1_000_000_000)),
        calls::stake::remove_stake(&hotkey, Alpha::new(1, 5)),
        calls::neurons::burned_register(1, &hotkey),
        calls::weights::set_weights(1, &[(0, 100), (1, 200)], 0),
    ];
    for call in typed {
        let is_this = |entry: &&Json| {
            call.full_name() == format!("{}.{}", text(&entry["module"]), text(&entry["function"]))
        };
        let entry = list(&vectors["calls"]).iter().find(is_this).unwrap();
        assert_eq!(
            codec.encode(&call).unwrap(),
            unhex(&entry["data_hex"]),
            "{call:?}"
        );
    }
}

fn identity(vectors: &Json) -> ChainIdentity {
    let network = &vectors["network"];
    let number = |name: &str| u32::try_from(network[name].as_u64().unwrap()).unwrap();
    ChainIdentity {
        genesis_hash: key32(&network["genesis_hash"]),
        spec_version: number("spec_version"),
        transaction_version: number("transaction_version"),
    }
}

fn signing(entry: &Json) -> Signing {
    let number = |json: &Json| u32::try_from(json.as_u64().unwrap()).unwrap();
    let era = match &entry["era"] {
        Json::String(immortal) if immortal == "00" => Era::Immortal,
        era => Era::Mortal {
            period_blocks: number(&era["period"]),
            current: number(&era["current"]),
            birth_hash: entry.get("era_birth_block_hash").map_or([0; 32], key32),
        },
    };
    Signing {
        era,
        nonce: number(&entry["nonce"]),
        tip_rao: entry["tip"].as_u64().unwrap(),
        metadata_hash: None,
    }
}

#[test]
fn signing_payloads() {
    let (codec, vectors) = (codec(), vectors());
    for entry in entries(&vectors, "signature_payloads") {
        let call = unhex(&entry["call_data_hex"]);
        let payload = codec
            .signer_payload(&call, &identity(&vectors), &signing(&entry))
            .unwrap();
        assert_eq!(hex::encode(&payload), text(&entry["payload_hex"])[2..]);
        // Short enough to be signed as it is.
        assert_eq!(
            codec.signed_bytes(&call, &identity(&vectors), &signing(&entry)),
            Ok(payload)
        );
    }
}

#[test]
fn long_payloads_are_hashed_and_a_metadata_hash_is_signed() {
    let (codec, vectors) = (codec(), vectors());
    let arguments = arguments(&json!({ "remark": format!("0x{}", "ab".repeat(300)) }));
    let call = codec.encode_call("System", "remark", &arguments).unwrap();
    let hash = Some([7; 32]);
    let signing = Signing {
        era: Era::Immortal,
        nonce: 1,
        tip_rao: 2,
        metadata_hash: hash,
    };
    let chain = identity(&vectors);
    let payload = codec.signer_payload(&call, &chain, &signing).unwrap();
    // Era, nonce, tip and mode; versions, two hashes, and the hash behind its "some".
    assert_eq!(payload[call.len()..call.len() + 4], [0, 4, 8, 1]);
    assert_eq!(payload.len(), call.len() + 4 + 4 + 4 + 32 + 32 + 33);
    assert!(payload.ends_with(&[[1].as_slice(), &[7; 32]].concat()));
    assert_eq!(
        codec.signed_bytes(&call, &chain, &signing).unwrap().len(),
        32
    );
}

#[test]
fn extrinsics_and_their_hashes() {
    let (codec, vectors) = (codec(), vectors());
    for entry in entries(&vectors, "extrinsics") {
        let crypto = match entry["crypto_type"].as_u64() {
            Some(0) => CryptoType::Ed25519,
            Some(1) => CryptoType::Sr25519,
            other => panic!("{other:?}"),
        };
        let call = unhex(&entry["call_data_hex"]);
        let signer = key32(&entry["public_key_hex"]);
        let signature = unhex(&entry["signature_hex"]);
        let (chain, signing) = (identity(&vectors), signing(&entry));
        let extrinsic = codec
            .assemble(&call, &signer, crypto, &signature, &chain, &signing)
            .unwrap();
        assert_eq!(hex::encode(&extrinsic), text(&entry["extrinsic_hex"])[2..]);
        let hash = ChainCodec::extrinsic_hash(&extrinsic);
        assert_eq!(hash, key32(&entry["extrinsic_hash"]));

        let decoded = codec.extrinsic(&extrinsic).unwrap();
        assert_eq!((decoded.hash, &decoded.call_bytes), (hash, &call));
        let signed = decoded.signature.unwrap();
        assert_eq!(signed.address, entry["address"]);
        assert_eq!(
            signed.signature,
            json!({ "Sr25519": entry["signature_hex"] })
        );
        assert_eq!(signed.extensions["CheckNonce"], entry["nonce"]);
        assert_eq!(signed.extensions["ChargeTransactionPayment"], entry["tip"]);

        let short = codec.assemble(&call, &signer, crypto, &signature[1..], &chain, &signing);
        assert!(
            matches!(short, Err(CodecError::Arguments { .. })),
            "{short:?}"
        );
    }
}

#[test]
fn addresses() {
    for entry in entries(&vectors(), "ss58") {
        let key = PublicKey::from_bytes(key32(&entry["public_key_hex"]));
        assert_eq!(key.to_ss58(), text(&entry["address"]));
        assert_eq!(
            PublicKey::from_ss58(text(&entry["address"]))
                .unwrap()
                .bytes(),
            key.bytes()
        );
    }
}

#[test]
fn multisig_addresses() {
    for entry in entries(&vectors(), "multisig") {
        let signatories: Vec<[u8; 32]> = list(&entry["signatories"])
            .iter()
            .map(|address| PublicKey::from_ss58(text(address)).unwrap().bytes())
            .collect();
        let threshold = u16::try_from(entry["threshold"].as_u64().unwrap()).unwrap();
        let account = taonet_client::multisig_account(&signatories, threshold);
        assert_eq!(
            PublicKey::from_bytes(account).to_ss58(),
            text(&entry["ss58_address"])
        );
    }
}

#[test]
fn constants() {
    let codec = codec();
    for entry in entries(&vectors(), "constants") {
        let (pallet, name) = (text(&entry["module"]), text(&entry["name"]));
        assert_eq!(
            codec.constant(pallet, name).unwrap(),
            entry["decoded"],
            "{pallet}.{name}"
        );
    }
}

#[test]
fn storage_values() {
    let codec = codec();
    for entry in entries(&vectors(), "storage_values") {
        let (pallet, item) = (text(&entry["pallet"]), text(&entry["storage_function"]));
        let params = list(&entry["params"]);
        let key = codec.storage_key(pallet, item, params).unwrap();
        assert_eq!(key, unhex(&entry["key_hex"]), "{pallet}.{item}");
        let raw = (!entry["raw_hex"].is_null()).then(|| unhex(&entry["raw_hex"]));
        let value = codec.storage_value(pallet, item, raw.as_deref()).unwrap();
        assert_same(&value, &entry["decoded"], item);
    }
}

#[test]
fn query_maps() {
    let codec = codec();
    for entry in entries(&vectors(), "query_maps") {
        let (pallet, item) = (text(&entry["pallet"]), text(&entry["storage_function"]));
        let params = list(&entry["params"]);
        let prefix = codec.storage_key(pallet, item, params).unwrap();
        assert_eq!(prefix, unhex(&entry["prefix_hex"]), "{pallet}.{item}");
        let (changes, pairs) = (list(&entry["raw_changes"]), list(&entry["pairs"]));
        assert_eq!(changes.len(), list(&entry["raw_keys"]).len());
        for (number, change) in changes.iter().enumerate() {
            assert_eq!(change[0], entry["raw_keys"][number]);
            let key = unhex(&change[0]);
            assert!(key.starts_with(&prefix));
            let parts = codec.storage_key_parts(pallet, item, &key).unwrap();
            let value = codec
                .storage_value(pallet, item, Some(&unhex(&change[1])))
                .unwrap();
            // The recorded pair names only the parts that the prefix leaves open.
            let [key] = &parts[params.len()..] else {
                panic!("{parts:?}")
            };
            let expected = pairs
                .get(number)
                .unwrap_or_else(|| panic!("pair {number} of {item}"));
            assert_same(&json!([key, value]), expected, item);
        }
    }
}

#[test]
fn runtime_calls() {
    let codec = codec();
    for entry in entries(&vectors(), "runtime_calls") {
        let (api, method) = (text(&entry["api"]), text(&entry["method"]));
        let arguments = codec
            .runtime_call_arguments(api, method, list(&entry["params"]))
            .unwrap();
        assert_eq!(
            arguments,
            unhex(&entry["encoded_params_hex"]),
            "{api}.{method}"
        );
        let answer = codec
            .runtime_call_result(api, method, &unhex(&entry["raw_hex"]))
            .unwrap();
        assert_same(&answer, &entry["decoded"], method);
    }
}

/// Brings a recorded event's phase into the codec's form.
fn phase_of(recorded: &Json) -> Json {
    match text(&recorded["phase"]) {
        "ApplyExtrinsic" => json!({ "ApplyExtrinsic": recorded["extrinsic_idx"] }),
        other => other.into(),
    }
}

#[test]
fn events_and_the_receipt() {
    let (codec, vectors) = (codec(), vectors());
    let decoded = codec.events(&unhex(&vectors["events"]["raw_hex"])).unwrap();
    let recorded = list(&vectors["events"]["decoded"]);
    assert_eq!(decoded.len(), recorded.len());
    for (ours, theirs) in decoded.iter().zip(recorded) {
        assert_eq!(ours.pallet, text(&theirs["module_id"]));
        assert_eq!(ours.event, text(&theirs["event_id"]));
        assert_eq!(ours.phase, phase_of(theirs));
        assert_eq!(ours.topics, theirs["topics"]);
        assert_same(&ours.fields, &theirs["attributes"], &ours.event);
    }

    let receipt = &vectors["receipt"];
    let phase = json!({ "ApplyExtrinsic": receipt["extrinsic_idx"] });
    let own: Vec<_> = decoded
        .iter()
        .filter(|event| event.phase == phase)
        .collect();
    assert_eq!(own.len(), list(&receipt["triggered_events"]).len());
    let fee = own
        .iter()
        .find(|event| event.event == "TransactionFeePaid")
        .unwrap();
    assert_eq!(fee.fields["actual_fee"], receipt["total_fee_amount"]);
    let succeeded = own.iter().any(|event| event.event == "ExtrinsicSuccess");
    assert_eq!(Json::from(succeeded), receipt["is_success"]);
}

#[test]
fn a_block() {
    let (codec, vectors) = (codec(), vectors());
    let block = &vectors["block"];
    let header = &block["raw"]["block"]["header"];
    let hash = taonet_client::codec::header_hash(header).unwrap();
    assert_eq!(hash, key32(&block["block_hash"]));
    let raw = list(&block["raw"]["block"]["extrinsics"]);
    let recorded = list(&block["decoded_extrinsics"]);
    assert_eq!(raw.len(), recorded.len());
    for (raw, theirs) in raw.iter().zip(recorded) {
        let ours = codec.extrinsic(&unhex(raw)).unwrap();
        let call = &theirs["call"];
        assert_eq!(ours.hash, key32(&theirs["extrinsic_hash"]));
        assert_eq!(ours.pallet, text(&call["call_module"]));
        assert_eq!(ours.call, text(&call["call_function"]));
        assert_eq!(ours.call_bytes[..2], unhex(&call["call_index"]));
        assert_eq!(
            ChainCodec::extrinsic_hash(&ours.call_bytes),
            key32(&call["call_hash"])
        );
        for argument in list(&call["call_args"]) {
            let name = text(&argument["name"]);
            assert_same(&ours.arguments[name], &argument["value"], name);
        }
        match (&ours.signature, theirs.get("address")) {
            (None, None) => {}
            (Some(signed), Some(address)) => {
                assert_eq!(signed.address, *address);
                assert_eq!(signed.signature, theirs["signature"]);
                assert_eq!(signed.extensions["CheckNonce"], theirs["nonce"]);
                assert_eq!(signed.extensions["ChargeTransactionPayment"], theirs["tip"]);
                assert_eq!(signed.extensions["CheckMetadataHash"], theirs["mode"]);
            }
            other => panic!("{other:?}"),
        }
        // What was read is written the same.
        let again = codec
            .encode_call(&ours.pallet, &ours.call, &ours.arguments)
            .unwrap();
        assert_eq!(again, ours.call_bytes);
    }
}

#[test]
fn what_does_not_fit_is_refused_by_name() {
    let codec = codec();
    let call = |pallet: &str, name: &str, arguments: Json| {
        codec
            .encode_call(pallet, name, arguments.as_object().unwrap())
            .unwrap_err()
            .to_string()
    };
    assert!(call("Balances", "fly", json!({})).contains("'Balances.fly'"));
    let missing = call("Balances", "transfer_keep_alive", json!({ "dest": BOB }));
    assert!(missing.contains("'value' is missing"), "{missing}");
    let extra = json!({ "dest": BOB, "value": 1, "memo": "x" });
    let extra = call("Balances", "transfer_keep_alive", extra);
    assert!(extra.contains("'memo' is none of dest, value"), "{extra}");
    for dest in [json!("5Nonsense"), json!("0x12"), json!(7)] {
        let arguments = json!({ "dest": dest, "value": 1 });
        let refused = call("Balances", "transfer_keep_alive", arguments);
        assert!(refused.contains("'dest'"), "{refused}");
    }
    for value in [
        json!(-1),
        json!(1.5),
        json!("one"),
        json!(null),
        json!("18446744073709551616"),
    ] {
        let arguments = json!({ "dest": BOB, "value": value });
        let refused = call("Balances", "transfer_keep_alive", arguments);
        assert!(
            refused.contains("Balances.transfer_keep_alive"),
            "{refused}"
        );
    }
    let deep = (0..50).fold(
        transfer(BOB, 1),
        |inner, _| json!({ "module": "Sudo", "function": "sudo", "call": inner }),
    );
    let refused = call("Sudo", "sudo", json!({ "call": deep }));
    assert!(refused.contains("deeper than"), "{refused}");

    assert!(codec.storage_key("System", "Nothing", &[]).is_err());
    assert!(codec.storage_key("System", "Number", &[json!(1)]).is_err());
    assert!(
        codec
            .storage_key_parts("System", "Account", &[0; 64])
            .is_err()
    );
    assert!(
        codec
            .storage_value("System", "Number", Some(&[1, 2, 3]))
            .is_err()
    );
    assert!(
        codec
            .storage_value("System", "Number", Some(&[1, 2, 3, 4, 5]))
            .is_err()
    );
    assert!(
        codec
            .runtime_call_arguments("AccountNonceApi", "account_nonce", &[])
            .is_err()
    );
    let two = [json!(BOB), json!(CHARLIE)];
    assert!(
        codec
            .runtime_call_arguments("AccountNonceApi", "account_nonce", &two)
            .is_err()
    );
    assert!(codec.constant("Balances", "Nothing").is_err());
    let bad: [&[u8]; 7] = [
        &[],
        &[0],
        &[4],
        &[4, 4],
        &[8, 4, 200],
        &[255; 40],
        &[3, 255, 255, 255, 255],
    ];
    for bytes in bad {
        assert!(codec.extrinsic(bytes).is_err(), "{bytes:?}");
        // No event at all is a list, too.
        assert!(codec.events(bytes).is_err() || bytes == [0], "{bytes:?}");
    }
    assert!(ChainCodec::from_metadata(b"meta").is_err());
}
