//! A local fork: the state of a chain as the genesis of another, run by development keys.
//!
//! 1. The state after a block is read from the database of a node that has synchronised.
//! 2. Its Aura and GRANDPA authorities become the chosen development accounts, the first of them
//!    its sudo key; what GRANDPA has scheduled is dropped.
//! 3. What belongs to the block rather than to the state goes: its number, the hashes of the
//!    blocks before it, its events, its slot and its time. The new chain counts from 0.
//! 4. The result is a chain spec without bootnodes: no network is joined by mistake.
//!
//! Until the first block the state names no genesis, so the pool takes no transactions before it.

use crate::service::Client;
use codec::Encode;
use sc_cli::{
    BlockNumberOrHash, CliConfiguration, DatabaseParams, ImportParams, PruningParams, SharedParams,
};
use sc_client_api::{HeaderBackend, UsageProvider};
use sp_core::{
    Pair, ed25519, sr25519,
    storage::{Storage, StorageMap},
};
use std::{io::Write, path::PathBuf, sync::Arc};
use taonet_runtime::opaque::Block;

/// Weight of each GRANDPA authority.
const VOTE: u64 = 1;

/// Write the chain spec of a local fork: the state of a block, under the authority of development
/// accounts.
#[derive(Clone, Debug, clap::Parser)]
pub struct BuildPatchedSpec {
    /// The development accounts that author and finalise; the first becomes the sudo key.
    #[arg(
        long,
        value_enum,
        value_delimiter = ',',
        default_value = "alice",
        value_name = "NAMES"
    )]
    pub validators: Vec<Validator>,

    /// File to write; standard output if it is not given.
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// The block after which the state is taken: its hash or number. The best block by default.
    #[arg(long, value_name = "HASH or NUMBER")]
    pub block: Option<BlockNumberOrHash>,

    /// The standard flags.
    #[clap(flatten)]
    pub shared_params: SharedParams,

    /// Which states the database has kept.
    #[clap(flatten)]
    pub pruning_params: PruningParams,

    /// The database.
    #[clap(flatten)]
    pub database_params: DatabaseParams,
}

/// A development account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Validator {
    /// `//Alice`
    Alice,
    /// `//Bob`
    Bob,
    /// `//Charlie`
    Charlie,
}

impl Validator {
    const fn secret_uri(self) -> &'static str {
        match self {
            Self::Alice => "//Alice",
            Self::Bob => "//Bob",
            Self::Charlie => "//Charlie",
        }
    }
}

impl BuildPatchedSpec {
    /// Reads the state, replaces the authorities, writes the spec.
    ///
    /// # Errors
    /// When the block or its state is not in the database, or the file cannot be written.
    pub(crate) async fn run(
        self,
        client: Arc<Client>,
        mut spec: Box<dyn sc_service::ChainSpec>,
    ) -> sc_cli::Result<()> {
        let hash = match &self.block {
            Some(block) => {
                HeaderBackend::<Block>::expect_block_hash_from_id(&*client, &block.parse()?)?
            }
            None => client.usage_info().chain.best_hash,
        };
        let mut state = sc_service::chain_ops::export_raw_state(client, hash)?;
        hand_over(&mut state, &self.validators)?;
        forget_block(&mut state);
        spec.set_storage(state);
        let json = localise(&sc_service::chain_ops::build_spec(&*spec, true)?)?;
        match &self.output {
            Some(path) => std::fs::write(path, json).map_err(|error| {
                sc_cli::Error::Input(format!(
                    "cannot write the chain spec to {} ({error}): choose another file with --output",
                    path.display()
                ))
            }),
            None => Ok(std::io::stdout().write_all(json.as_bytes())?),
        }
    }
}

impl CliConfiguration for BuildPatchedSpec {
    fn shared_params(&self) -> &SharedParams {
        &self.shared_params
    }

    fn import_params(&self) -> Option<&ImportParams> {
        None
    }

    fn pruning_params(&self) -> Option<&PruningParams> {
        Some(&self.pruning_params)
    }

    fn database_params(&self) -> Option<&DatabaseParams> {
        Some(&self.database_params)
    }
}

/// Replaces the authorities and the sudo key in a state.
fn hand_over(state: &mut Storage, validators: &[Validator]) -> sc_cli::Result<()> {
    let no_key = |error| sc_cli::Error::Input(format!("a development key is invalid: {error:?}"));
    let mut aura = Vec::new();
    let mut grandpa = Vec::new();
    for validator in validators {
        let uri = validator.secret_uri();
        let key = sr25519::Pair::from_string(uri, None)
            .map_err(no_key)?
            .public();
        if !aura.contains(&key) {
            let vote = ed25519::Pair::from_string(uri, None)
                .map_err(no_key)?
                .public();
            aura.push(key);
            grandpa.push((vote, VOTE));
        }
    }
    let first = aura
        .first()
        .copied()
        .ok_or_else(|| sc_cli::Error::Input("--validators needs at least one name".into()))?;
    let state: &mut StorageMap = &mut state.top;
    state.insert(storage_key("Aura", "Authorities"), aura.encode());
    state.insert(storage_key("Grandpa", "Authorities"), grandpa.encode());
    state.insert(storage_key("Sudo", "Key"), first.encode());
    // The first set of a new chain has the number 0, and nothing is pending.
    for item in [
        "CurrentSetId",
        "State",
        "PendingChange",
        "NextForced",
        "Stalled",
    ] {
        state.remove(&storage_key("Grandpa", item));
    }
    Ok(())
}

/// Removes what describes the block after which the state was taken.
fn forget_block(state: &mut Storage) {
    let of_the_block = [
        ("System", "Number"),
        ("System", "ParentHash"),
        ("System", "BlockHash"),
        ("System", "Digest"),
        ("System", "Events"),
        ("System", "EventCount"),
        ("System", "EventTopics"),
        ("Aura", "CurrentSlot"),
        ("Timestamp", "Now"),
    ]
    .map(|(pallet, item)| storage_key(pallet, item));
    state
        .top
        .retain(|key, _| !of_the_block.iter().any(|prefix| key.starts_with(prefix)));
}

fn storage_key(pallet: &str, item: &str) -> Vec<u8> {
    [pallet, item]
        .map(|name| sp_crypto_hashing::twox_128(name.as_bytes()))
        .concat()
}

/// Takes the ways to the original network out of a spec.
fn localise(json: &str) -> sc_cli::Result<String> {
    let unreadable =
        |error: serde_json::Error| sc_cli::Error::Input(format!("unreadable spec: {error}"));
    let mut spec: serde_json::Value = serde_json::from_str(json).map_err(unreadable)?;
    if let Some(members) = spec.as_object_mut() {
        members.insert("bootNodes".into(), serde_json::json!([]));
        members.insert("telemetryEndpoints".into(), serde_json::Value::Null);
        members.insert("chainType".into(), "Local".into());
    }
    serde_json::to_string_pretty(&spec).map_err(unreadable)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn authorities_and_sudo_change_hands() {
        let spec = crate::chain_spec::build(crate::chain_spec::Preset::Local, true, None).unwrap();
        let before = crate::chain_spec::storage_of(&spec).unwrap();
        let mut after = before.clone();
        after
            .top
            .insert(storage_key("Grandpa", "CurrentSetId"), 7u64.encode());
        // A name given twice counts once.
        let names = [Validator::Bob, Validator::Alice, Validator::Bob];
        hand_over(&mut after, &names).unwrap();
        let bob = sr25519::Pair::from_string("//Bob", None).unwrap().public();
        let alice = sr25519::Pair::from_string("//Alice", None)
            .unwrap()
            .public();
        let vote = |uri| {
            (
                ed25519::Pair::from_string(uri, None).unwrap().public(),
                VOTE,
            )
        };
        let expected = [
            (
                storage_key("Aura", "Authorities"),
                Some(vec![bob, alice].encode()),
            ),
            (
                storage_key("Grandpa", "Authorities"),
                Some(vec![vote("//Bob"), vote("//Alice")].encode()),
            ),
            (storage_key("Sudo", "Key"), Some(bob.encode())),
            (storage_key("Grandpa", "CurrentSetId"), None),
        ];
        for (key, value) in &expected {
            assert_eq!(after.top.get(key), value.as_ref());
        }
        // Nothing else changes.
        let others = |state: &Storage| {
            let mut top = state.top.clone();
            top.retain(|key, _| {
                expected.iter().all(|(changed, _)| key != changed)
                    && *key != storage_key("Grandpa", "State")
            });
            top
        };
        assert_eq!(others(&before), others(&after));
        assert!(hand_over(&mut after, &[]).is_err());
    }

    #[test]
    fn a_fork_counts_from_the_start() {
        let mut state = Storage::default();
        let hash_of_seven = [storage_key("System", "BlockHash"), vec![7; 12]].concat();
        let account = storage_key("System", "Account");
        for key in [
            storage_key("System", "Number"),
            storage_key("Timestamp", "Now"),
            hash_of_seven,
            account.clone(),
        ] {
            state.top.insert(key, vec![1]);
        }
        forget_block(&mut state);
        assert_eq!(state.top.into_keys().collect::<Vec<_>>(), [account]);
    }

    #[test]
    fn a_fork_knows_no_way_to_its_original() {
        let spec = localise(r#"{"bootNodes":["/dns/x"],"chainType":"Live","name":"n"}"#).unwrap();
        let spec: serde_json::Value = serde_json::from_str(&spec).unwrap();
        assert_eq!(spec["bootNodes"], serde_json::json!([]));
        assert_eq!(
            (&spec["chainType"], &spec["name"]),
            (&"Local".into(), &"n".into())
        );
    }
}
