//! A signed transfer, built by hand.

use super::Node;
use serde_json::json;
use taonet_wallet::{Keypair, PublicKey};

/// Pallet and call of `Balances.transfer_keep_alive`.
const TRANSFER_KEEP_ALIVE: [u8; 2] = [5, 3];

/// The extrinsic, `0x` and digits: //Alice sends to //Bob.
pub fn alice_to_bob(node: &Node, nonce: u8, amount_rao: u32) -> String {
    let alice = Keypair::from_uri("//Alice").unwrap();
    let bob: PublicKey = Keypair::from_uri("//Bob").unwrap().public();
    let mut call = TRANSFER_KEEP_ALIVE.to_vec();
    call.push(0);
    call.extend(bob.bytes());
    call.extend(compact(amount_rao));

    // Immortal, nonce, no tip; and the mode of the metadata hash where the runtime knows it.
    let mut extra = vec![0];
    extra.extend(compact(nonce.into()));
    extra.push(0);
    let has_metadata_hash = node
        .rpc("state_getMetadata", json!([]))
        .as_str()
        .unwrap()
        .contains(&hex(b"CheckMetadataHash"));
    let version = node.rpc("state_getRuntimeVersion", json!([]));
    let genesis = unhex(node.rpc("chain_getBlockHash", json!([0])).as_str().unwrap());
    if has_metadata_hash {
        extra.push(0);
    }
    let mut payload = [call.clone(), extra.clone()].concat();
    for field in ["specVersion", "transactionVersion"] {
        payload.extend(
            u32::try_from(version[field].as_u64().unwrap())
                .unwrap()
                .to_le_bytes(),
        );
    }
    payload.extend(&genesis);
    payload.extend(&genesis);
    if has_metadata_hash {
        payload.push(0);
    }
    let signature = alice.sign(&payload);

    let mut body = vec![0x84, 0];
    body.extend(alice.public().bytes());
    body.push(1);
    body.extend(signature);
    body.extend(extra);
    body.extend(call);
    let mut extrinsic = compact(u32::try_from(body.len()).unwrap());
    extrinsic.extend(body);
    format!("0x{}", hex(&extrinsic))
}

/// SCALE compact encoding.
fn compact(number: u32) -> Vec<u8> {
    match number {
        0..64 => vec![(number as u8) << 2],
        64..16_384 => ((number as u16) << 2 | 1).to_le_bytes().to_vec(),
        _ => (number << 2 | 2).to_le_bytes().to_vec(),
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Vec<u8> {
    let digits = text.trim_start_matches("0x");
    (0..digits.len())
        .step_by(2)
        .map(|index| u8::from_str_radix(&digits[index..index + 2], 16).unwrap())
        .collect()
}
