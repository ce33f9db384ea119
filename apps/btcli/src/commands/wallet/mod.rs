//! `btcli wallet`: keys, balances, transfers, identity.

mod accounts;
mod balance;
mod coldkey_swap;
mod create;
mod hotkeys;
mod identity;
mod inspect;
mod list;
mod messages;
mod new_keys;
mod overview;
mod regenerate;
mod transfer;

pub(super) use balance::{prices, value_rao};

use clap::Subcommand;

use crate::dispatch::group;

/// Commands of the group.
#[derive(Subcommand, Debug)]
pub(crate) enum Wallet {
    /// List all wallets with their hotkeys
    List(list::List),
    /// Create a coldkey and a hotkey
    Create(create::Create),
    /// Create a coldkey
    NewColdkey(create::NewColdkey),
    /// Create a hotkey
    NewHotkey(create::NewHotkey),
    /// Regenerate a coldkey from a mnemonic, a seed or a JSON file
    RegenColdkey(regenerate::RegenColdkey),
    /// Regenerate a hotkey from a mnemonic, a seed or a JSON file
    RegenHotkey(regenerate::RegenHotkey),
    /// Regenerate the public half of a coldkey
    RegenColdkeypub(regenerate::RegenColdkeypub),
    /// Regenerate the public half of a hotkey
    RegenHotkeypub(regenerate::RegenHotkeypub),
    /// Show free and staked TAO
    Balance(balance::Balance),
    /// Show the neurons of a wallet's hotkeys
    Overview(overview::Overview),
    /// Show the stake of a coldkey on each hotkey
    Inspect(inspect::Inspect),
    /// Past transfers
    #[command(hide = true)]
    History(inspect::History),
    /// Send TAO to another account
    Transfer(transfer::Transfer),
    /// Put another hotkey in the place of one
    SwapHotkey(hotkeys::SwapHotkey),
    /// Move everything of a coldkey to another, in two steps
    SwapColdkey(coldkey_swap::SwapColdkey),
    /// Show announced swaps of coldkeys
    SwapCheck(coldkey_swap::SwapCheck),
    /// Make the coldkey the owner of a hotkey that has none
    AssociateHotkey(hotkeys::AssociateHotkey),
    /// Publish who the coldkey is
    SetIdentity(identity::SetIdentity),
    /// Show what the owner of a coldkey says of himself
    GetIdentity(identity::GetIdentity),
    /// Sign a message
    Sign(messages::Sign),
    /// Check a signature
    Verify(messages::Verify),
    /// Encrypt a message to an ed25519 key
    Encrypt(messages::Encrypt),
    /// Decrypt a message with an ed25519 key
    Decrypt(messages::Decrypt),
}

group!(Wallet {
    List,
    Create,
    NewColdkey,
    NewHotkey,
    RegenColdkey,
    RegenHotkey,
    RegenColdkeypub,
    RegenHotkeypub,
    Balance,
    Overview,
    Inspect,
    History,
    Transfer,
    SwapHotkey,
    SwapColdkey,
    SwapCheck,
    AssociateHotkey,
    SetIdentity,
    GetIdentity,
    Sign,
    Verify,
    Encrypt,
    Decrypt,
});
