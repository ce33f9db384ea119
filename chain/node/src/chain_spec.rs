//! The chains this node can start by name, and how a chain-spec file is read.
//!
//! 1. `local`: authorities //One, //Two and //Three, so finality needs all three.
//! 2. `dev`: authority //One alone.
//!
//! Both are built from the runtime's own presets and are always in raw form (keys and values):
//! the runtime is compiled in, so nothing could turn a configuration into state later on. The
//! length of a slot is part of that state; a chain started with fast blocks stays fast.

use sc_chain_spec::{ChainSpecExtension, ChainType, GenericChainSpec, Properties};
use sc_service::ChainSpec as _;
use serde::{Deserialize, Serialize};
use sp_core::{
    crypto::Ss58Codec,
    storage::{Storage, well_known_keys},
};
use std::path::PathBuf;
use taonet_runtime::{AccountId, genesis, opaque::Block};

/// Name, id and protocol of every chain: clients compare the name.
const CHAIN_NAME: &str = "Bittensor";
const CHAIN_ID: &str = "bittensor";

/// Environment variable: an SS58 address that receives 1,000,000 TAO in a local genesis.
pub const TOKEN_WALLET_VARIABLE: &str = "BT_DEFAULT_TOKEN_WALLET";

/// The block hash that the local spec lists as bad; a placeholder that no block can have.
const PLACEHOLDER_BAD_BLOCK: [u8; 32] = [
    0xc1, 0x74, 0xd4, 0x85, 0xde, 0x4b, 0xc3, 0x81, 0x3a, 0xc2, 0x49, 0xfe, 0x07, 0x8a, 0xf6, 0x05,
    0xc7, 0x4f, 0xf9, 0x1d, 0x07, 0xb0, 0xa3, 0x96, 0xcf, 0x75, 0xfa, 0x04, 0xf8, 0x1f, 0xa3, 0x12,
];

/// Optional fields of a chain spec.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ChainSpecExtension)]
#[serde(rename_all = "camelCase")]
pub struct Extensions {
    /// Known blocks of a preferred fork: number and hash.
    #[serde(default)]
    pub fork_blocks: sc_client_api::ForkBlocks<Block>,
    /// Blocks to refuse whatever they contain.
    #[serde(default)]
    pub bad_blocks: sc_client_api::BadBlocks<Block>,
}

/// A chain spec of this node.
pub type ChainSpec = GenericChainSpec<Extensions>;

/// The chains with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preset {
    /// Three authorities.
    Local,
    /// One authority.
    Dev,
}

/// Reads the argument of `--chain`: `local` (also when empty), `dev`, or a path to a JSON file.
///
/// # Errors
/// Text that names the cause and the remedy: an unreadable or malformed file, or one that was
/// made for another runtime.
///
/// With a `beacon_key` a named chain listens to a random beacon of its own; a file has its own.
pub fn load(id: &str, fast_blocks: bool, beacon_key: Option<Vec<u8>>) -> Result<ChainSpec, String> {
    match id {
        "" | "local" => build(Preset::Local, fast_blocks, beacon_key),
        "dev" => build(Preset::Dev, fast_blocks, beacon_key),
        path => read_file(path),
    }
}

/// Builds one of the named chains.
///
/// # Errors
/// When the runtime refuses its own preset, or the token wallet is not an SS58 address.
pub fn build(
    preset: Preset,
    fast_blocks: bool,
    beacon_key: Option<Vec<u8>>,
) -> Result<ChainSpec, String> {
    let wallet = token_wallet(std::env::var(TOKEN_WALLET_VARIABLE).ok())?;
    let mut config = match preset {
        Preset::Local => genesis::local(wallet),
        Preset::Dev => genesis::dev(wallet),
    };
    if let Some(public_key) = beacon_key {
        config.drand = taonet_runtime::beacon::genesis(public_key);
    }
    let storage = genesis::storage(&config, genesis::slot_duration_ms(fast_blocks))?;
    let extensions = Extensions {
        fork_blocks: None,
        bad_blocks: Some([PLACEHOLDER_BAD_BLOCK.into()].into_iter().collect()),
    };
    // The code given to the builder is unused: the storage set below replaces it.
    let mut spec = ChainSpec::builder(&[], extensions)
        .with_name(CHAIN_NAME)
        .with_id(CHAIN_ID)
        .with_protocol_id(CHAIN_ID)
        .with_chain_type(ChainType::Local)
        .with_properties(properties("TAO"))
        .build();
    spec.set_storage(storage);
    Ok(spec)
}

/// Reads an SS58 address; an empty variable counts as absent.
fn token_wallet(value: Option<String>) -> Result<Option<AccountId>, String> {
    let Some(text) = value.filter(|text| !text.is_empty()) else {
        return Ok(None);
    };
    match AccountId::from_ss58check(&text) {
        Ok(account) => Ok(Some(account)),
        Err(error) => Err(format!(
            "{TOKEN_WALLET_VARIABLE} is `{text}`, not an SS58 address ({error:?}): correct or \
             unset it"
        )),
    }
}

fn properties(symbol: &str) -> Properties {
    let mut properties = Properties::new();
    properties.insert("isEthereum".into(), false.into());
    properties.insert("ss58Format".into(), 42.into());
    properties.insert("tokenDecimals".into(), 9.into());
    properties.insert("tokenSymbol".into(), symbol.into());
    properties
}

/// Reads a chain-spec file and checks that this program can run it.
fn read_file(path: &str) -> Result<ChainSpec, String> {
    let file = PathBuf::from(path);
    if !file.exists() {
        return Err(format!(
            "unknown chain `{path}`: give `local`, `dev`, or the path of a chain-spec file (make \
             one with `build-spec`)"
        ));
    }
    let spec = ChainSpec::from_json_file(file).map_err(|error| not_a_spec(path, &error))?;
    // Reading the state here gives one clear error before anything is started.
    let storage = storage_of(&spec).map_err(|error| not_a_spec(path, &error))?;
    match storage.top.get(well_known_keys::CODE) {
        Some(code) if *code == genesis::code_marker() => Ok(spec),
        Some(_) => Err(format!(
            "the chain spec `{path}` names a runtime other than the one built into this program \
             ({} version {}): use the release that made it, or make a new one with `build-spec`",
            taonet_runtime::VERSION.spec_name,
            taonet_runtime::VERSION.spec_version
        )),
        None => Err(format!(
            "the chain spec `{path}` has no runtime: make a new one with `build-spec`"
        )),
    }
}

fn not_a_spec(path: &str, error: &str) -> String {
    format!(
        "the chain spec `{path}` cannot be used ({error}): it must be the JSON that `build-spec` \
         writes, in raw form"
    )
}

/// The whole genesis state of a spec.
///
/// # Errors
/// When the spec holds anything but raw state.
pub fn storage_of(spec: &dyn sc_service::ChainSpec) -> Result<Storage, String> {
    spec.as_storage_builder().build_storage()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn named_chains_have_the_observable_names() {
        for preset in [Preset::Local, Preset::Dev] {
            let spec = build(preset, false, None).unwrap();
            assert_eq!(spec.name(), "Bittensor");
            assert_eq!(spec.id(), "bittensor");
            assert_eq!(spec.protocol_id(), Some("bittensor"));
            assert_eq!(sc_service::ChainSpec::chain_type(&spec), ChainType::Local);
            let properties = serde_json::to_string(&spec.properties()).unwrap();
            assert_eq!(
                properties,
                r#"{"isEthereum":false,"ss58Format":42,"tokenDecimals":9,"tokenSymbol":"TAO"}"#
            );
        }
    }

    #[test]
    fn fast_and_normal_chains_differ_and_are_stable() {
        let state = |fast| {
            storage_of(&build(Preset::Local, fast, None).unwrap())
                .unwrap()
                .top
        };
        assert_eq!(state(true), state(true));
        assert_ne!(state(true), state(false));
    }

    #[test]
    fn a_chain_may_have_a_beacon_of_its_own() {
        use taonet_runtime::beacon;
        let key = crate::beacon::public_key();
        let found = |beacon_key| {
            let storage = storage_of(&build(Preset::Dev, true, beacon_key).unwrap()).unwrap();
            let stored = storage.top.get(beacon::beacon_key().as_slice()).cloned();
            beacon::beacon(stored.as_deref()).unwrap()
        };
        let own = found(Some(key.clone()));
        assert_eq!(
            (own.public_key, own.period_s, own.genesis_time_s),
            (key, 3, 0)
        );
        let public = found(None);
        assert_eq!(public.public_key, taonet_timelock::QUICKNET_PUBLIC_KEY);
        assert_eq!(public.genesis_time_s, 1_692_803_367);
    }

    #[test]
    fn a_written_spec_reads_back_to_the_same_state() {
        let spec = build(Preset::Dev, true, None).unwrap();
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("spec.json");
        std::fs::write(&path, spec.as_json(true).unwrap()).unwrap();
        let read = load(path.to_str().unwrap(), false, None).unwrap();
        assert_eq!(
            storage_of(&read).unwrap().top,
            storage_of(&spec).unwrap().top
        );
    }

    #[test]
    fn bad_specs_are_refused_with_a_remedy() {
        let missing = load("nowhere.json", false, None).err().unwrap();
        assert!(missing.contains("build-spec"), "{missing}");
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("spec.json");
        std::fs::write(&path, "{\"name\":1").unwrap();
        let malformed = load(path.to_str().unwrap(), false, None).err().unwrap();
        assert!(malformed.contains("build-spec"), "{malformed}");
        let json = build(Preset::Dev, true, None)
            .unwrap()
            .as_json(true)
            .unwrap();
        let marker = hex_of(&genesis::code_marker());
        std::fs::write(&path, json.replace(&marker, "0x6f74686572")).unwrap();
        let foreign = load(path.to_str().unwrap(), false, None).err().unwrap();
        assert!(foreign.contains("names a runtime other than"), "{foreign}");
    }

    fn hex_of(bytes: &[u8]) -> String {
        let digits: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        format!("0x{}", digits.concat())
    }

    #[test]
    fn token_wallet_must_be_an_address() {
        assert_eq!(token_wallet(None), Ok(None));
        assert_eq!(token_wallet(Some(String::new())), Ok(None));
        assert!(
            token_wallet(Some("nonsense".into()))
                .unwrap_err()
                .contains("SS58")
        );
        let alice = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
        assert!(token_wallet(Some(alice.into())).unwrap().is_some());
    }
}
