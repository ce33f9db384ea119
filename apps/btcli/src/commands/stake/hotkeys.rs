//! Which hotkeys a command is about.

use clap::Args;
use taonet_client::AccountId;
use taonet_wallet::Wallet;

use crate::failure::Failure;
use crate::session::Session;

/// Several hotkeys of the wallet, or of others.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Hotkeys")]
pub(crate) struct HotkeysOption {
    /// Hotkeys by name or address, separated by commas
    #[arg(
        long,
        alias = "hotkey-ss58-address",
        value_delimiter = ',',
        value_name = "NAME|SS58,..."
    )]
    pub(crate) include_hotkeys: Vec<String>,
    /// All hotkeys of the wallet but these, by name or address
    #[arg(long, value_delimiter = ',', value_name = "NAME|SS58,...")]
    pub(crate) exclude_hotkeys: Vec<String>,
    /// All hotkeys of the wallet
    #[arg(long, overrides_with = "no_all_hotkeys")]
    pub(crate) all_hotkeys: bool,
    /// Only the wallet's present hotkey (the default)
    #[arg(long, hide = true, overrides_with = "all_hotkeys")]
    pub(crate) no_all_hotkeys: bool,
}

impl HotkeysOption {
    /// The hotkeys meant, each once: those included, or all but those excluded, or the one that
    /// `--hotkey` names.
    pub(crate) fn resolve(&self, session: &Session) -> Result<Vec<AccountId>, Failure> {
        self.resolve_among(session, || of_wallet(session))
    }

    /// The same, where "all" are those that `all` finds.
    pub(crate) fn resolve_among(
        &self,
        session: &Session,
        all: impl FnOnce() -> Result<Vec<AccountId>, Failure>,
    ) -> Result<Vec<AccountId>, Failure> {
        let of_names = |names: &[String]| {
            names
                .iter()
                .map(|name| session.named_hotkey_address(name.trim()))
                .collect::<Result<Vec<AccountId>, Failure>>()
        };
        let excluded = of_names(&self.exclude_hotkeys)?;
        let mut hotkeys = if !self.include_hotkeys.is_empty() {
            of_names(&self.include_hotkeys)?
        } else if self.all_hotkeys || !self.exclude_hotkeys.is_empty() {
            all()?
        } else {
            vec![session.hotkey_address()?]
        };
        let mut seen = std::collections::HashSet::new();
        hotkeys.retain(|hotkey| !excluded.contains(hotkey) && seen.insert(*hotkey));
        if hotkeys.is_empty() {
            return Err(Failure::usage(
                "no hotkey is left: name some with --include-hotkeys, or exclude fewer",
            ));
        }
        Ok(hotkeys)
    }
}

/// All hotkeys of the wallet whose address is known.
pub(crate) fn of_wallet(session: &Session) -> Result<Vec<AccountId>, Failure> {
    let folder = session.wallet_folder()?;
    let name = session.wallet()?.name().to_owned();
    let hotkeys = Wallet::list(&folder)?
        .into_iter()
        .filter(|wallet| wallet.name == name)
        .flat_map(|wallet| wallet.hotkeys)
        .filter_map(|entry| entry.hotkey)
        .map(|key| key.bytes())
        .collect();
    Ok(hotkeys)
}
