//! What a node tells a client: metadata, and values that only the metadata can read.

use std::sync::OnceLock;

use serde_json::{Map, Value as Json, json};
use taonet_client::codec::{ChainCodec, header_hash};

/// Metadata of a live chain.
const METADATA: &[u8] = include_bytes!("../../../../vectors/interface/metadata-439.scale");
/// Values that were read from that chain.
const RECORDED: &str = include_str!("../../../../vectors/interface/vectors-439.json");

/// Storage items of every form: plain, of one key and of more, of lists, of calls, of bits.
const ITEMS: [(&str, &str); 12] = [
    ("System", "Events"),
    ("System", "Account"),
    ("System", "Digest"),
    ("Scheduler", "Agenda"),
    ("Preimage", "PreimageFor"),
    ("Multisig", "Multisigs"),
    ("Proxy", "Proxies"),
    ("Crowdloan", "Crowdloans"),
    ("Commitments", "CommitmentOf"),
    ("SubtensorModule", "Axons"),
    ("SubtensorModule", "Weights"),
    ("SubtensorModule", "IdentitiesV2"),
];

fn codec() -> Option<&'static ChainCodec> {
    static CODEC: OnceLock<Option<ChainCodec>> = OnceLock::new();
    CODEC
        .get_or_init(|| ChainCodec::from_metadata(METADATA).ok())
        .as_ref()
}

fn recorded() -> Json {
    serde_json::from_str(RECORDED).unwrap_or_default()
}

fn unhex(json: &Json) -> Vec<u8> {
    let digits = json.as_str().unwrap_or_default().trim_start_matches("0x");
    (0..digits.len() / 2)
        .filter_map(|place| u8::from_str_radix(digits.get(2 * place..2 * place + 2)?, 16).ok())
        .collect()
}

/// Metadata as a node serves it, and what a client does with any: keys, values, constants, calls.
pub fn chain_metadata(data: &[u8]) {
    let Ok(codec) = ChainCodec::from_metadata(data) else {
        return;
    };
    for (pallet, item) in ITEMS {
        let _key = codec.storage_key(pallet, item, &[]);
        let _default = codec.storage_value(pallet, item, None);
        let _value = codec.storage_value(pallet, item, Some(&[0; 64]));
    }
    let _constant = codec.constant("Balances", "ExistentialDeposit");
    for (api, method) in codec.runtime_calls() {
        let _result = codec.runtime_call_result(api, method, &[0; 64]);
        let _arguments = codec.runtime_call_arguments(api, method, &[json!(1)]);
    }
    let arguments = Map::from_iter([("remark".into(), json!("0x01"))]);
    let _call = codec.encode_call("System", "remark", &arguments);
    let _extrinsic = codec.extrinsic(&[16, 4, 0, 0, 0]);
}

/// A small but whole metadata of version 15, so that mutations hit something.
pub(super) fn metadata_samples() -> Vec<Vec<u8>> {
    vec![small_metadata(), METADATA.to_vec()]
}

/// Metadata without pallets, whose only type is a struct with a field of its own type. No compiler
/// writes this, but a node could.
pub(super) fn small_metadata() -> Vec<u8> {
    let mut bytes = b"meta".to_vec();
    bytes.push(14);
    // One type, number 0: no path, no parameters; a struct of one field, without a name, of type
    // 0; no docs.
    bytes.extend([4, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0]);
    // No pallets; extrinsics: type 0, version 4, no extensions; the runtime's type.
    bytes.extend([0, 0, 4, 0, 0]);
    bytes
}

/// Bytes of a storage item or of the answer of a runtime call, which the first byte chooses.
pub fn chain_values(data: &[u8]) {
    let (Some(codec), Some((choice, bytes))) = (codec(), data.split_first()) else {
        return;
    };
    let choice = usize::from(*choice);
    if let Some((pallet, item)) = ITEMS.get(choice) {
        let _value = codec.storage_value(pallet, item, Some(bytes));
        let _parts = codec.storage_key_parts(pallet, item, bytes);
    } else {
        let calls = codec.runtime_calls();
        if let Some((api, method)) = calls.get((choice - ITEMS.len()) % calls.len().max(1)) {
            let _answer = codec.runtime_call_result(api, method, bytes);
        }
    }
    if choice == 0 {
        let _events = codec.events(bytes);
    }
}

pub(super) fn value_samples() -> Vec<Vec<u8>> {
    let recorded = recorded();
    let chosen = |place: usize, bytes: Vec<u8>| {
        let choice = u8::try_from(place).unwrap_or(u8::MAX);
        [&[choice], bytes.as_slice()].concat()
    };
    let place_of = |pallet: &Json, item: &Json| {
        ITEMS
            .iter()
            .position(|(known, name)| pallet == known && item == name)
    };
    let list = |name: &str| {
        let list = recorded.get(name).and_then(Json::as_array);
        list.cloned().unwrap_or_default()
    };
    let field = |entry: &Json, name: &str| entry.get(name).cloned().unwrap_or_default();
    let mut samples = vec![chosen(
        0,
        unhex(
            &recorded
                .pointer("/events/raw_hex")
                .cloned()
                .unwrap_or_default(),
        ),
    )];
    for value in list("storage_values") {
        let (pallet, item) = (field(&value, "pallet"), field(&value, "storage_function"));
        if let Some(place) = place_of(&pallet, &item) {
            samples.push(chosen(place, unhex(&field(&value, "raw_hex"))));
        }
    }
    let calls = codec().map(ChainCodec::runtime_calls).unwrap_or_default();
    for call in list("runtime_calls") {
        let (api, method) = (field(&call, "api"), field(&call, "method"));
        let place = calls
            .iter()
            .position(|(known, name)| api == *known && method == *name);
        if let Some(place) = place {
            samples.push(chosen(place + ITEMS.len(), unhex(&field(&call, "raw_hex"))));
        }
    }
    samples
}

/// A transaction in a block; and as text, arguments of a call, and a header.
pub fn chain_calls(data: &[u8]) {
    let Some(codec) = codec() else {
        return;
    };
    if let Ok(decoded) = codec.extrinsic(data) {
        let shown = decoded.arguments.clone();
        assert!(!decoded.pallet.is_empty() && !decoded.call.is_empty());
        // What can be shown can be written again, call by call; what it wraps may be shorter.
        let _again = codec.encode_call(&decoded.pallet, &decoded.call, &shown);
    }
    let Ok(json) = serde_json::from_slice::<Json>(data) else {
        return;
    };
    let _hash = header_hash(&json);
    let Json::Object(members) = json else {
        return;
    };
    let text = |name: &str| members.get(name).and_then(Json::as_str).unwrap_or_default();
    let mut arguments = members.clone();
    arguments.remove("module");
    arguments.remove("function");
    if let Ok(bytes) = codec.encode_call(text("module"), text("function"), &arguments) {
        // In a transaction without signature, the bytes show what was given.
        let mut extrinsic = vec![4];
        extrinsic.extend(bytes);
        let length = u32::try_from(extrinsic.len()).unwrap_or(u32::MAX);
        let prefixed = [compact(length), extrinsic].concat();
        assert!(codec.extrinsic(&prefixed).is_ok(), "{members:?}");
    }
}

/// A length in front of that many bytes.
fn compact(length: u32) -> Vec<u8> {
    match length {
        0..0x40 => vec![length.to_le_bytes()[0] << 2],
        0x40..0x4000 => (length << 2 | 1).to_le_bytes()[..2].to_vec(),
        _ => (length << 2 | 2).to_le_bytes().to_vec(),
    }
}

/// A transaction without signature that wraps a call into calls, so many deep. 12 is the index of
/// Sudo, and 0 that of `sudo`, whose argument is a call.
pub(super) fn nested(depth: usize) -> Vec<u8> {
    let mut body = vec![4];
    for _ in 0..depth {
        body.extend([12, 0]);
    }
    // `System.remark` of nothing.
    body.extend([0, 0, 0]);
    [compact(u32::try_from(body.len()).unwrap_or(u32::MAX)), body].concat()
}

pub(super) fn call_samples() -> Vec<Vec<u8>> {
    let recorded = recorded();
    let hex_of = |pointer: &str| unhex(&recorded.pointer(pointer).cloned().unwrap_or_default());
    let alice = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
    let inner = json!({ "module": "Balances", "function": "transfer_keep_alive",
        "dest": alice, "value": 12_345 });
    let call = json!({ "module": "Utility", "function": "batch", "calls": [inner] });
    let header = recorded.pointer("/block/raw/block/header");
    vec![
        hex_of("/extrinsics/0/extrinsic_hex"),
        hex_of("/extrinsics/1/extrinsic_hex"),
        hex_of("/block/raw/block/extrinsics/0"),
        nested(3),
        call.to_string().into_bytes(),
        header.cloned().unwrap_or_default().to_string().into_bytes(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A node could serve a block with this, and a client must not end by it.
    #[test]
    fn calls_in_calls_without_end_are_refused() {
        for depth in [100, 1_000, 100_000, 1_000_000] {
            chain_calls(&nested(depth));
        }
    }

    /// The decoder of keys took the first 32 bytes on trust.
    #[test]
    fn keys_shorter_than_their_prefix_are_refused() {
        chain_values(&[1]);
        chain_values(&[1; 32]);
        assert!(codec().is_some_and(|codec| {
            codec
                .storage_key_parts("System", "Account", &[7; 31])
                .is_err()
        }));
    }

    #[test]
    fn a_type_that_contains_itself_is_refused() {
        chain_metadata(&small_metadata());
    }

    #[test]
    fn samples_are_accepted() {
        let samples = call_samples();
        let codec = codec();
        let accepted = |bytes: &Vec<u8>| codec.is_some_and(|codec| codec.extrinsic(bytes).is_ok());
        assert_eq!(samples.iter().filter(|bytes| accepted(bytes)).count(), 4);
        assert!(value_samples().len() > 5, "{}", value_samples().len());
    }
}
