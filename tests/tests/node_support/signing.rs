//! Any call, signed by any development account.

use super::Node;
use serde_json::{Value, json};
use taonet_client::codec::{ChainCodec, ChainIdentity, CryptoType, Era, Signing};
use taonet_wallet::Keypair;

/// The codec of a running node.
pub struct Signer {
    pub codec: ChainCodec,
    pub chain: ChainIdentity,
}

impl Signer {
    /// Reads the node's metadata and identity.
    pub fn of(node: &Node) -> Self {
        let newest = json!(["Metadata_metadata_at_version", "0x0f000000"]);
        // Some, a length of four bytes, metadata.
        let metadata = unhex(&node.rpc("state_call", newest)).split_off(5);
        let version = node.rpc("state_getRuntimeVersion", json!([]));
        let number = |name: &str| u32::try_from(version[name].as_u64().unwrap()).unwrap();
        let genesis = unhex(&node.rpc("chain_getBlockHash", json!([0])));
        Self {
            codec: ChainCodec::from_metadata(&metadata).unwrap(),
            chain: ChainIdentity {
                genesis_hash: genesis.try_into().unwrap(),
                spec_version: number("specVersion"),
                transaction_version: number("transactionVersion"),
            },
        }
    }

    /// The bytes of a call: `Pallet.name` and its arguments.
    pub fn call(&self, name: &str, arguments: Value) -> Vec<u8> {
        let (pallet, call) = name.split_once('.').unwrap();
        self.codec
            .encode_call(pallet, call, arguments.as_object().unwrap())
            .unwrap()
    }

    /// An immortal extrinsic without tip.
    pub fn sign(&self, who: &str, nonce: u32, call: &[u8]) -> String {
        let signing = Signing {
            era: Era::Immortal,
            nonce,
            tip_rao: 0,
            metadata_hash: None,
        };
        self.sign_with(who, call, &signing)
    }

    /// An extrinsic.
    pub fn sign_with(&self, who: &str, call: &[u8], signing: &Signing) -> String {
        let key = Keypair::from_uri(&format!("//{who}")).unwrap();
        let payload = self.codec.signed_bytes(call, &self.chain, signing).unwrap();
        self.assemble(who, call, &key.sign(&payload), signing)
    }

    /// An extrinsic with this signature.
    pub fn assemble(&self, who: &str, call: &[u8], signature: &[u8], signing: &Signing) -> String {
        let signer = Keypair::from_uri(&format!("//{who}"))
            .unwrap()
            .public()
            .bytes();
        let sr25519 = CryptoType::Sr25519;
        let extrinsic = self
            .codec
            .assemble(call, &signer, sr25519, signature, &self.chain, signing)
            .unwrap();
        hex_text(&extrinsic)
    }

    /// A remark that nobody else makes.
    pub fn remark(&self, text: &str) -> Vec<u8> {
        self.call("System.remark", json!({ "remark": text }))
    }

    /// A transfer that keeps the sender alive.
    pub fn transfer(&self, to: &str, amount_rao: u64) -> Vec<u8> {
        let dest = address(to);
        self.call(
            "Balances.transfer_keep_alive",
            json!({ "dest": dest, "value": amount_rao }),
        )
    }
}

/// Address of a development account.
pub fn address(name: &str) -> String {
    Keypair::from_uri(&format!("//{name}")).unwrap().ss58()
}

/// Bytes of a hex text.
pub fn unhex(text: &Value) -> Vec<u8> {
    let text = text.as_str().unwrap_or_else(|| panic!("no text: {text}"));
    hex::decode(text.trim_start_matches("0x")).unwrap()
}

/// `0x` and digits.
pub fn hex_text(bytes: &[u8]) -> String {
    format!("0x{}", hex::encode(bytes))
}

/// Hash of an extrinsic, as the node writes it.
pub fn hash_of(extrinsic: &str) -> Value {
    hex_text(&ChainCodec::extrinsic_hash(&unhex(&extrinsic.into()))).into()
}

/// Key of a development account, in hex.
pub fn hex_account(name: &str) -> String {
    hex_text(
        &Keypair::from_uri(&format!("//{name}"))
            .unwrap()
            .public()
            .bytes(),
    )
}
