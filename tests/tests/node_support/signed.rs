//! Signed extrinsics around any call, built by hand.

use super::Node;
use blake2::{Blake2b, Digest, digest::consts::U32};
use serde_json::json;
use taonet_wallet::Keypair;

/// Payloads longer than this are signed by their hash.
const MAX_PLAIN_PAYLOAD_BYTES: usize = 256;

/// The extrinsic, `0x` and digits: the key of `uri` makes a call (pallet, call, arguments).
pub fn signed(node: &Node, uri: &str, nonce: u8, call: &[u8]) -> String {
    signed_during(node, uri, nonce, call, None)
}

/// The same, valid for 8 blocks from the block of this number on.
pub fn signed_for_eight_blocks(
    node: &Node,
    uri: &str,
    nonce: u8,
    call: &[u8],
    from: u64,
) -> String {
    signed_during(node, uri, nonce, call, Some(from))
}

fn signed_during(node: &Node, uri: &str, nonce: u8, call: &[u8], from: Option<u64>) -> String {
    let signer = Keypair::from_uri(uri).unwrap();
    // A period of 8 is written as 2, its phase follows; a zero stands for no end.
    let era = match from {
        Some(from) => vec![2 | ((from % 8) as u8) << 4, 0],
        None => vec![0],
    };
    // Nonce below 64, no tip, no metadata hash.
    let extra = [era, vec![nonce << 2, 0, 0]].concat();
    let version = node.rpc("state_getRuntimeVersion", json!([]));
    let genesis = node.rpc("chain_getBlockHash", json!([0]));
    let genesis = hex::decode(genesis.as_str().unwrap().trim_start_matches("0x")).unwrap();
    let birth = node.rpc("chain_getBlockHash", json!([from.unwrap_or_default()]));
    let birth = hex::decode(birth.as_str().unwrap().trim_start_matches("0x")).unwrap();
    let mut payload = [call, &extra].concat();
    for field in ["specVersion", "transactionVersion"] {
        let number = u32::try_from(version[field].as_u64().unwrap()).unwrap();
        payload.extend(number.to_le_bytes());
    }
    payload.extend(&genesis);
    payload.extend(&birth);
    payload.push(0);
    if payload.len() > MAX_PLAIN_PAYLOAD_BYTES {
        payload = Blake2b::<U32>::digest(&payload).to_vec();
    }
    let mut body = vec![0x84, 0];
    body.extend(signer.public().bytes());
    body.push(1);
    body.extend(signer.sign(&payload));
    body.extend(extra);
    body.extend(call);
    let extrinsic = [compact(body.len()), body].concat();
    format!("0x{}", hex::encode(extrinsic))
}

/// A SCALE compact length below 2^30.
pub fn compact(length: usize) -> Vec<u8> {
    let length = u32::try_from(length).unwrap();
    match length {
        0..64 => vec![(length as u8) << 2],
        64..16_384 => ((length as u16) << 2 | 1).to_le_bytes().to_vec(),
        _ => (length << 2 | 2).to_le_bytes().to_vec(),
    }
}
