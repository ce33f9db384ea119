//! The state that local chains start from.
//!
//! Everything here is public knowledge: the accounts derive from the development phrase that
//! every Substrate chain uses. Never run a network of value from these presets.

use crate::{
    AccountId, Balance, BalancesConfig, RuntimeGenesisConfig, SudoConfig,
    pace::{FAST_SLOT_MS, NORMAL_SLOT_MS},
};
use alloc::{string::String, vec, vec::Vec};
use sp_consensus_aura::sr25519::AuthorityId as AuraId;
use sp_consensus_grandpa::AuthorityId as GrandpaId;
use sp_core::{Pair, Public};
use sp_runtime::traits::{IdentifyAccount, Verify};

/// Length of a slot of `--chain local` and `--chain dev`, in milliseconds.
pub const fn slot_duration_ms(fast_blocks: bool) -> u64 {
    if fast_blocks {
        FAST_SLOT_MS
    } else {
        NORMAL_SLOT_MS
    }
}

/// One million TAO, the endowment of //Alice, //Bob and //Charlie, in rao.
const RICH_RAO: Balance = Balance::new(1_000_000_000_000_000);

/// 2,000 TAO, the endowment of the other development accounts, in rao.
const MODEST_RAO: Balance = Balance::new(2_000_000_000_000);

/// Three authorities, //One, //Two and //Three: needs all three to finalise.
///
/// `token_wallet` is endowed with a million TAO more when given.
pub fn local(token_wallet: Option<AccountId>) -> RuntimeGenesisConfig {
    config(&["One", "Two", "Three"], token_wallet)
}

/// A single authority, //One, that needs nobody else.
pub fn dev(token_wallet: Option<AccountId>) -> RuntimeGenesisConfig {
    config(&["One"], token_wallet)
}

/// The public key of a development account such as `Alice`.
pub fn public_from_name<T: Public>(name: &str) -> Option<T>
where
    T::Pair: Pair<Public = T>,
{
    let mut uri = String::from("//");
    uri.push_str(name);
    T::Pair::from_string(&uri, None)
        .ok()
        .map(|pair| pair.public())
}

/// The account of a development name such as `Alice` (sr25519).
pub fn account_from_name(name: &str) -> Option<AccountId> {
    type Signer = <crate::Signature as Verify>::Signer;
    public_from_name::<sp_core::sr25519::Public>(name)
        .map(|public| Signer::from(public).into_account())
}

fn config(authorities: &[&str], token_wallet: Option<AccountId>) -> RuntimeGenesisConfig {
    let aura = authorities
        .iter()
        .filter_map(|name| public_from_name::<sp_core::sr25519::Public>(name))
        .map(AuraId::from)
        .collect();
    let grandpa = authorities
        .iter()
        .filter_map(|name| public_from_name::<sp_core::ed25519::Public>(name))
        .map(|public| (GrandpaId::from(public), 1))
        .collect();
    RuntimeGenesisConfig {
        balances: BalancesConfig {
            balances: endowments(token_wallet),
            ..Default::default()
        },
        aura: crate::AuraConfig { authorities: aura },
        grandpa: crate::GrandpaConfig {
            authorities: grandpa,
            ..Default::default()
        },
        sudo: SudoConfig {
            key: account_from_name("Alice"),
        },
        ..Default::default()
    }
}

fn endowments(token_wallet: Option<AccountId>) -> Vec<(AccountId, Balance)> {
    let named = |names: &[&str], amount: Balance| {
        names
            .iter()
            .filter_map(|name| account_from_name(name))
            .map(|account| (account, amount))
            .collect::<Vec<_>>()
    };
    let mut balances = vec![];
    balances.extend(named(&["Alice", "Bob", "Charlie"], RICH_RAO));
    balances.extend(named(
        &["Dave", "Eve", "Ferdie", "One", "Two", "Three"],
        MODEST_RAO,
    ));
    balances.extend(EVM_MAPPED_ACCOUNTS.map(|account| (AccountId::new(account), MODEST_RAO)));
    if let Some(wallet) = token_wallet {
        // The balances pallet refuses a genesis that names an account twice.
        balances.retain(|(account, _)| *account != wallet);
        balances.push((wallet, RICH_RAO));
    }
    balances
}

/// The accounts that two well-known Ethereum development keys map to.
const EVM_MAPPED_ACCOUNTS: [[u8; 32]; 2] = [
    [
        0xa0, 0x2a, 0x00, 0xe5, 0x49, 0xcb, 0x10, 0x4f, 0x71, 0x0d, 0x3f, 0xe6, 0xf2, 0xf8, 0x3e,
        0x91, 0x52, 0x4d, 0x2a, 0x40, 0xc4, 0xed, 0x83, 0x16, 0x58, 0xa1, 0x20, 0x88, 0x30, 0x77,
        0xf9, 0xa9,
    ],
    [
        0xca, 0xf8, 0x95, 0x9d, 0x3c, 0x25, 0x42, 0x9e, 0x57, 0x97, 0x75, 0x8a, 0xa1, 0x6e, 0x32,
        0x68, 0x39, 0xc7, 0x44, 0xa3, 0x74, 0xc3, 0x15, 0x7f, 0xda, 0xd8, 0x6e, 0x65, 0x45, 0x8f,
        0x6c, 0x59,
    ],
];

/// The complete genesis state of a chain with this configuration: what the pallets build, the
/// length of a slot and a marker in the place of the code.
///
/// # Errors
/// When a pallet cannot build its part.
#[cfg(feature = "std")]
pub fn storage(
    config: &RuntimeGenesisConfig,
    slot_duration_ms: u64,
) -> Result<sp_core::storage::Storage, String> {
    use codec::Encode;
    use sp_core::storage::{Storage, well_known_keys};
    use sp_runtime::BuildStorage;

    let mut storage = Storage::default();
    // First, because the pallets' builders look at it.
    storage.top.insert(
        crate::pace::SLOT_DURATION_KEY.to_vec(),
        slot_duration_ms.encode(),
    );
    config.assimilate_storage(&mut storage)?;
    if slot_duration_ms < NORMAL_SLOT_MS {
        sp_state_machine::BasicExternalities::execute_with_storage(&mut storage, quicken);
    }
    storage
        .top
        .insert(well_known_keys::CODE.to_vec(), code_marker());
    Ok(storage)
}

/// Blocks before new children count, on fast chains.
#[cfg(feature = "std")]
const FAST_CHILD_COOLDOWN_BLOCKS: u64 = 15;

/// What differs at the start of fast chains: root belongs to //Alice, so that its settings can be
/// tried out, and children count soon.
#[cfg(feature = "std")]
fn quicken() {
    use pallet_subtensor::{PendingChildKeyCooldown, SubnetOwner, SubnetOwnerHotkey};
    use taonet_primitives::NetUid;

    PendingChildKeyCooldown::<crate::Runtime>::put(FAST_CHILD_COOLDOWN_BLOCKS);
    if let Some(alice) = account_from_name("Alice") {
        SubnetOwner::<crate::Runtime>::insert(NetUid::ROOT, alice);
    }
    if let Some(hotkey) = account_from_name("Alice_hk") {
        SubnetOwnerHotkey::<crate::Runtime>::insert(NetUid::ROOT, hotkey);
    }
}

/// What stands under `:code` in a chain that is executed natively.
#[cfg(feature = "std")]
pub fn code_marker() -> Vec<u8> {
    format!("native-taonet-{}", crate::VERSION.spec_version).into_bytes()
}

/// Names of the presets that [`preset_json`] knows.
pub fn preset_names() -> Vec<sp_genesis_builder::PresetId> {
    vec!["local".into(), "dev".into()]
}

/// A preset as JSON, `None` for an unknown name.
pub fn preset_json(name: &sp_genesis_builder::PresetId) -> Option<Vec<u8>> {
    let config = match AsRef::<str>::as_ref(name) {
        "local" => local(None),
        "dev" => dev(None),
        _ => return None,
    };
    serde_json::to_vec(&config).ok()
}
