//! Options that many commands share.
//!
//! Their further spellings (dotted ones, those with `_` for `-`, short ones, those of btcli 11) are
//! added by [`super::spellings`] wherever a command does not use them for something else.

use std::path::PathBuf;

use clap::Args;

/// How much is printed, and for whom.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Output")]
pub(crate) struct OutputOptions {
    /// Print only what was asked for: no notes, no progress
    #[arg(long)]
    pub(crate) quiet: bool,
    /// Print more detail and unshortened numbers
    #[arg(long, action = clap::ArgAction::Count)]
    pub(crate) verbose: u8,
    /// Print one JSON document on stdout and nothing else there
    #[arg(long, alias = "json-out")]
    pub(crate) json_output: bool,
}

/// Which chain.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Network")]
pub(crate) struct NetworkOptions {
    /// Network name or address; of several the first address, else the last
    #[arg(long, value_name = "NAME|URL")]
    pub(crate) network: Vec<String>,
}

/// Which wallet.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Wallet")]
pub(crate) struct WalletOptions {
    /// Name of the wallet, or coldkey/hotkey
    #[arg(long, value_name = "NAME")]
    pub(crate) wallet_name: Option<String>,
    /// Folder of wallets
    #[arg(long, value_name = "PATH")]
    pub(crate) wallet_path: Option<PathBuf>,
    /// Name of the hotkey, or an address where somebody else's makes sense
    #[arg(long, value_name = "NAME|SS58")]
    pub(crate) hotkey: Option<String>,
    /// File with the wallet's password
    #[arg(
        long,
        env = "BT_WALLET_PASSWORD_FILE",
        value_name = "FILE",
        hide_env = true
    )]
    pub(crate) wallet_password_file: Option<PathBuf>,
}

/// Whether questions are asked, and their answer.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Questions")]
pub(crate) struct PromptOptions {
    /// Ask before something is changed (the default)
    #[arg(long, overrides_with = "no_prompt")]
    pub(crate) prompt: bool,
    /// Ask nothing: every confirmation is a yes
    #[arg(long, short = 'y', alias = "yes", overrides_with = "prompt")]
    pub(crate) no_prompt: bool,
    /// Answer every confirmation with no
    #[arg(long)]
    pub(crate) no: bool,
}

/// How a transaction is made, sent and waited for.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Transaction")]
pub(crate) struct TransactionOptions {
    /// Send nothing: show the call, its fee, its effects and whether it would fail
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Account to act for: an address or a name of the address book
    #[arg(long, alias = "proxy-for", value_name = "SS58|NAME")]
    pub(crate) proxy: Option<String>,
    /// With a delayed proxy: announce the call instead of executing it
    #[arg(long, overrides_with = "no_announce_only")]
    pub(crate) announce_only: bool,
    /// Execute the call (the default)
    #[arg(long, overrides_with = "announce_only", hide = true)]
    pub(crate) no_announce_only: bool,
    /// Proxy type to use, where the account has several
    #[arg(long, value_name = "TYPE")]
    pub(crate) force_proxy_type: Option<String>,
    /// Blocks during which the transaction is valid [default: 16]
    #[arg(long, alias = "era", value_name = "BLOCKS")]
    pub(crate) period: Option<u64>,
    /// Wait until a block holds the transaction (the default)
    #[arg(long, overrides_with = "no_wait_for_inclusion")]
    pub(crate) wait_for_inclusion: bool,
    /// Do not wait for a block
    #[arg(long, overrides_with = "wait_for_inclusion")]
    pub(crate) no_wait_for_inclusion: bool,
    /// Wait until that block is final
    #[arg(long, overrides_with = "no_wait_for_finalization")]
    pub(crate) wait_for_finalization: bool,
    /// Do not wait until that block is final
    #[arg(long, overrides_with = "wait_for_finalization")]
    pub(crate) no_wait_for_finalization: bool,
    /// Hide the transaction from others until it is in a block
    #[arg(long, alias = "mev-shield", overrides_with = "no_mev_protection")]
    pub(crate) mev_protection: bool,
    /// Send the transaction in the open
    #[arg(long, alias = "no-mev-shield", overrides_with = "mev_protection")]
    pub(crate) no_mev_protection: bool,
}

/// Everything that commands share; what a command does not take is at its default.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shared {
    pub(crate) output: OutputOptions,
    pub(crate) network: NetworkOptions,
    pub(crate) wallet: WalletOptions,
    pub(crate) prompt: PromptOptions,
    pub(crate) transaction: TransactionOptions,
}

/// Options of a command that only looks at files of this machine.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct LocalOptions {
    #[command(flatten)]
    pub(crate) output: OutputOptions,
    #[command(flatten)]
    pub(crate) prompt: PromptOptions,
}

/// Options of a command that makes or uses keys without a chain.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct KeyOptions {
    #[command(flatten)]
    pub(crate) output: OutputOptions,
    #[command(flatten)]
    pub(crate) wallet: WalletOptions,
    #[command(flatten)]
    pub(crate) prompt: PromptOptions,
}

/// Options of a command that reads a chain.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct ReadOptions {
    #[command(flatten)]
    pub(crate) output: OutputOptions,
    #[command(flatten)]
    pub(crate) network: NetworkOptions,
    #[command(flatten)]
    pub(crate) wallet: WalletOptions,
    #[command(flatten)]
    pub(crate) prompt: PromptOptions,
}

/// Options of a command that sends transactions.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct WriteOptions {
    #[command(flatten)]
    pub(crate) output: OutputOptions,
    #[command(flatten)]
    pub(crate) network: NetworkOptions,
    #[command(flatten)]
    pub(crate) wallet: WalletOptions,
    #[command(flatten)]
    pub(crate) prompt: PromptOptions,
    #[command(flatten)]
    pub(crate) transaction: TransactionOptions,
}

impl From<&OutputOptions> for Shared {
    fn from(options: &OutputOptions) -> Self {
        Self {
            output: options.clone(),
            ..Self::default()
        }
    }
}

impl From<&LocalOptions> for Shared {
    fn from(options: &LocalOptions) -> Self {
        Self {
            output: options.output.clone(),
            prompt: options.prompt.clone(),
            ..Self::default()
        }
    }
}

impl From<&KeyOptions> for Shared {
    fn from(options: &KeyOptions) -> Self {
        Self {
            output: options.output.clone(),
            wallet: options.wallet.clone(),
            prompt: options.prompt.clone(),
            ..Self::default()
        }
    }
}

impl From<&ReadOptions> for Shared {
    fn from(options: &ReadOptions) -> Self {
        Self {
            output: options.output.clone(),
            network: options.network.clone(),
            wallet: options.wallet.clone(),
            prompt: options.prompt.clone(),
            ..Self::default()
        }
    }
}

impl From<&WriteOptions> for Shared {
    fn from(options: &WriteOptions) -> Self {
        Self {
            output: options.output.clone(),
            network: options.network.clone(),
            wallet: options.wallet.clone(),
            prompt: options.prompt.clone(),
            transaction: options.transaction.clone(),
        }
    }
}

impl Shared {
    /// These options, and for what they leave open those of the root (`btcli --json wallet list`).
    pub(crate) fn or(mut self, root: Self) -> Self {
        self.output.quiet |= root.output.quiet;
        self.output.verbose = self.output.verbose.saturating_add(root.output.verbose);
        self.output.json_output |= root.output.json_output;
        if self.network.network.is_empty() {
            self.network = root.network;
        }
        let wallet = &mut self.wallet;
        wallet.wallet_name = wallet.wallet_name.take().or(root.wallet.wallet_name);
        wallet.wallet_path = wallet.wallet_path.take().or(root.wallet.wallet_path);
        wallet.hotkey = wallet.hotkey.take().or(root.wallet.hotkey);
        wallet.wallet_password_file = wallet
            .wallet_password_file
            .take()
            .or(root.wallet.wallet_password_file);
        if !self.prompt.prompt && !self.prompt.no_prompt {
            self.prompt.prompt = root.prompt.prompt;
            self.prompt.no_prompt = root.prompt.no_prompt;
        }
        self.prompt.no |= root.prompt.no;
        let transaction = &mut self.transaction;
        transaction.dry_run |= root.transaction.dry_run;
        if !transaction.mev_protection && !transaction.no_mev_protection {
            transaction.mev_protection = root.transaction.mev_protection;
            transaction.no_mev_protection = root.transaction.no_mev_protection;
        }
        transaction.proxy = transaction.proxy.take().or(root.transaction.proxy);
        self
    }
}
