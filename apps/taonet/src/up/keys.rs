//! Wallets of the network that `taonet up` runs.
//!
//! They are for one machine and hold play money, so their files are not encrypted; they are 0600
//! like all key files.

use eyre::Result;
use taonet_wallet::{Keypair, Overwrite, Wallet};

use super::folder::NetworkFolder;
use crate::arguments::UpArguments;

/// Words in a new mnemonic.
const WORDS: usize = 12;

/// A neuron's key and name.
#[derive(Clone)]
pub(crate) struct NeuronKey {
    /// Name of the hotkey in its wallet, for example `miner-3`.
    pub(crate) name: String,
    pub(crate) hotkey: Keypair,
}

/// Everybody who takes part. The same hotkeys serve in all subnets.
pub(crate) struct NetworkKeys {
    /// The chain's sudo key, rich on development chains.
    pub(crate) alice: Keypair,
    pub(crate) owner: Keypair,
    pub(crate) validator_coldkey: Keypair,
    pub(crate) miner_coldkey: Keypair,
    pub(crate) validators: Vec<NeuronKey>,
    pub(crate) miners: Vec<NeuronKey>,
}

impl NetworkKeys {
    /// Loads the wallets of a folder, making those that are missing.
    pub(crate) fn open(folder: &NetworkFolder, arguments: &UpArguments) -> Result<Self> {
        let owner = coldkey(folder, "owner")?;
        let validator_coldkey = coldkey(folder, "validators")?;
        let miner_coldkey = coldkey(folder, "miners")?;
        let neurons = |wallet: &str, role: &str, count: u16| {
            (1..=count)
                .map(|number| {
                    let name = format!("{role}-{number}");
                    Ok(NeuronKey {
                        hotkey: hotkey(folder, wallet, &name)?,
                        name,
                    })
                })
                .collect::<Result<Vec<_>>>()
        };
        Ok(Self {
            alice: Keypair::from_uri("//Alice")?,
            owner,
            validator_coldkey,
            miner_coldkey,
            validators: neurons("validators", "validator", arguments.validators)?,
            miners: neurons("miners", "miner", arguments.miners)?,
        })
    }

    /// The key that owns subnet number `place` of this network.
    pub(crate) fn owner_hotkey(folder: &NetworkFolder, name: &str) -> Result<Keypair> {
        hotkey(folder, "owner", name)
    }
}

fn coldkey(folder: &NetworkFolder, name: &str) -> Result<Keypair> {
    let wallet = Wallet::new(name, "default", Some(folder.wallets()))?;
    if !wallet.coldkey_file().exists() {
        wallet.create_coldkey(WORDS, None, Overwrite::Refuse)?;
    }
    Ok(wallet.coldkey(None)?)
}

fn hotkey(folder: &NetworkFolder, wallet: &str, name: &str) -> Result<Keypair> {
    let wallet = Wallet::new(wallet, name, Some(folder.wallets()))?;
    if !wallet.hotkey_file().exists() {
        wallet.create_hotkey(WORDS, None, Overwrite::Refuse)?;
    }
    Ok(wallet.hotkey(None)?)
}
