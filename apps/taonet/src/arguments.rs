//! What can be said on the command line.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// One command that starts a Bittensor network, and the parts of it one by one.
#[derive(Debug, Parser)]
#[command(name = "taonet", version, propagate_version = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Start a whole network on this machine: chain, miners, validators, live ranking.
    Up(UpArguments),
    /// Ask the best miners of a subnet a question.
    Ask(AskArguments),
    /// Run a chain node (see `taonet node --help`).
    #[command(disable_help_flag = true)]
    Node {
        /// Arguments of the node.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<std::ffi::OsString>,
    },
    /// Run one miner: register, serve, answer.
    Miner(MinerArguments),
    /// Run one validator: question miners, score them, set weights.
    Validator(ValidatorArguments),
    /// Print a completion script for a shell.
    Completions {
        /// Which shell.
        shell: clap_complete::Shell,
    },
}

/// The subnets that taonet brings.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, ValueEnum, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum SubnetKind {
    /// Answering text prompts.
    TextPrompting,
    /// Embedding texts.
    TextEmbedding,
}

impl SubnetKind {
    pub(crate) const ALL: [Self; 2] = [Self::TextPrompting, Self::TextEmbedding];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::TextPrompting => "text-prompting",
            Self::TextEmbedding => "text-embedding",
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct UpArguments {
    /// Subnets to create; both if none is named.
    #[arg(long = "subnet", value_enum)]
    pub(crate) subnets: Vec<SubnetKind>,
    /// Miners in each subnet.
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u16).range(1..=32))]
    pub(crate) miners: u16,
    /// Validators in each subnet.
    #[arg(long, default_value_t = 2, value_parser = clap::value_parser!(u16).range(1..=16))]
    pub(crate) validators: u16,
    /// Time between blocks, for example 250ms or 12s.
    #[arg(long, default_value = "250ms", value_parser = block_time)]
    pub(crate) block_time: Duration,
    /// Blocks from one epoch to the next.
    #[arg(long, default_value_t = 20, value_parser = clap::value_parser!(u16).range(2..=50_000))]
    pub(crate) tempo: u16,
    /// Folder that keeps chain, wallets and scores; a second start goes on there. Without it,
    /// everything is gone at the end.
    #[arg(long)]
    pub(crate) base_path: Option<PathBuf>,
    /// Let the chain be its own random beacon, with a key that everybody knows: timelocked weights
    /// open without the Internet, and hide nothing. Decided when the chain is made.
    #[arg(long)]
    pub(crate) drand_dev_key: bool,
    /// End after this time with a final table, for example 90s or 10m.
    #[arg(long = "for", value_name = "DURATION", value_parser = duration)]
    pub(crate) run_for: Option<Duration>,
    /// Print the final state as JSON on standard output, everything else on standard error.
    #[arg(long)]
    pub(crate) json: bool,
    /// First TCP port: RPC here and one above, miners from 100 above.
    #[arg(long, default_value_t = 9944, value_parser = clap::value_parser!(u16).range(1024..=65_000))]
    pub(crate) port_base: u16,
}

#[derive(Debug, Args)]
pub(crate) struct NetworkArguments {
    /// finney, test, local or an address such as ws://127.0.0.1:9944.
    #[arg(long, env = "BT_NETWORK", default_value = "local")]
    pub(crate) network: String,
}

#[derive(Debug, Args)]
pub(crate) struct WalletArguments {
    /// Name of the wallet.
    #[arg(long, env = "BT_WALLET_NAME", default_value = "default")]
    pub(crate) wallet_name: String,
    /// Name of the hotkey in the wallet.
    #[arg(long, env = "BT_WALLET_HOTKEY", default_value = "default")]
    pub(crate) wallet_hotkey: String,
    /// Folder of all wallets [default: ~/.bittensor/wallets].
    #[arg(long, env = "BT_WALLET_PATH")]
    pub(crate) wallet_path: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct AskArguments {
    /// The question.
    pub(crate) question: String,
    #[command(flatten)]
    pub(crate) network: NetworkArguments,
    #[command(flatten)]
    pub(crate) wallet: WalletArguments,
    /// Subnet to ask; the one named text-prompting if none is given.
    #[arg(long)]
    pub(crate) netuid: Option<u16>,
    /// Ask this miner only.
    #[arg(long, conflicts_with = "top")]
    pub(crate) uid: Option<u16>,
    /// How many of the best miners to ask.
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u16).range(1..=64))]
    pub(crate) top: u16,
    /// Print the answer of the best miner as it comes.
    #[arg(long, conflicts_with = "json")]
    pub(crate) stream: bool,
    /// Longest wait for an answer.
    #[arg(long, default_value = "12s", value_parser = duration)]
    pub(crate) timeout: Duration,
    /// Print JSON.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct MinerArguments {
    /// Task of the subnet.
    #[arg(long, value_enum, default_value_t = SubnetKind::TextPrompting)]
    pub(crate) subnet: SubnetKind,
    /// Number of the subnet.
    #[arg(long)]
    pub(crate) netuid: u16,
    /// What to answer with. text-prompting: lm, lm:TEMPERATURE, retrieval, retrieval:SHARE,
    /// retrieval:FOLDER, candle:FOLDER (a GGUF or safetensors model), openai. text-embedding:
    /// ngrams:DIMENSION, bert:FOLDER.
    #[arg(long)]
    pub(crate) backend: Option<String>,
    #[command(flatten)]
    pub(crate) network: NetworkArguments,
    #[command(flatten)]
    pub(crate) wallet: WalletArguments,
    /// Address to listen at.
    #[arg(long, default_value = "0.0.0.0:8091")]
    pub(crate) axon: SocketAddr,
    /// Address that others reach the miner at, if it is not the one it listens at.
    #[arg(long)]
    pub(crate) external_ip: Option<IpAddr>,
    /// Answer callers that are not registered in the subnet, too.
    #[arg(long)]
    pub(crate) allow_unregistered: bool,
    /// Register without asking.
    #[arg(long, short = 'y')]
    pub(crate) yes: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ValidatorArguments {
    /// Task of the subnet.
    #[arg(long, value_enum, default_value_t = SubnetKind::TextPrompting)]
    pub(crate) subnet: SubnetKind,
    /// Number of the subnet.
    #[arg(long)]
    pub(crate) netuid: u16,
    #[command(flatten)]
    pub(crate) network: NetworkArguments,
    #[command(flatten)]
    pub(crate) wallet: WalletArguments,
    /// Pause between two rounds of questions.
    #[arg(long, default_value = "12s", value_parser = duration)]
    pub(crate) pause: Duration,
    /// File that keeps the scores over restarts [default: in the wallet's folder].
    #[arg(long)]
    pub(crate) scores_file: Option<PathBuf>,
    /// Register without asking.
    #[arg(long, short = 'y')]
    pub(crate) yes: bool,
}

/// Reads `250ms`, `90s`, `10m`, `2h`, or a plain number of seconds.
fn duration(text: &str) -> Result<Duration, String> {
    let digits = text.trim_end_matches(|character: char| character.is_ascii_alphabetic());
    let number: f64 = digits
        .parse()
        .map_err(|_| format!("'{text}' is not a duration: write 250ms, 90s, 10m or 2h"))?;
    let unit_seconds = match text.get(digits.len()..).unwrap_or_default() {
        "ms" => 0.001,
        "" | "s" => 1.0,
        "m" => 60.0,
        "h" => 3600.0,
        unit => return Err(format!("unknown unit '{unit}': write ms, s, m or h")),
    };
    Duration::try_from_secs_f64(number * unit_seconds).map_err(|error| error.to_string())
}

fn block_time(text: &str) -> Result<Duration, String> {
    let time = duration(text)?;
    if (Duration::from_millis(50)..=Duration::from_secs(60)).contains(&time) {
        Ok(time)
    } else {
        Err("blocks come every 50ms to 60s: choose a time in between".into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn durations_are_read() {
        assert_eq!(duration("90s"), Ok(Duration::from_secs(90)));
        assert_eq!(duration("250ms"), Ok(Duration::from_millis(250)));
        assert_eq!(duration("1.5m"), Ok(Duration::from_secs(90)));
        assert_eq!(duration("5"), Ok(Duration::from_secs(5)));
        for text in ["", "s", "5d", "-1s", "1e400s"] {
            assert!(duration(text).is_err(), "{text}");
        }
    }
}
