//! `taonet validator`: one validator.

use eyre::Result;
use taonet_client::{ChainClient, Network};
use taonet_subnet_framework::{ValidatorOptions, ValidatorReport};

use crate::arguments::ValidatorArguments;
use crate::{miner, subnet_roles, wallet};

/// Version named with the weights of the reference subnets.
pub(crate) const WEIGHTS_VERSION_KEY: u64 = 1_000;

pub(crate) async fn run(arguments: ValidatorArguments) -> Result<()> {
    let network: Network = arguments.network.network.parse()?;
    let keys = arguments.wallet.open()?;
    let hotkey = wallet::hotkey(&keys).await?;
    let client = ChainClient::connect(&network).await?;
    miner::ensure_registered(&client, arguments.netuid, &keys, &hotkey, arguments.yes).await?;
    let scores_file = arguments.scores_file.unwrap_or_else(|| {
        keys.folder().join(format!(
            "scores-{}-{}.json",
            keys.hotkey_name(),
            arguments.netuid
        ))
    });
    let options = ValidatorOptions {
        netuid: arguments.netuid,
        pause: arguments.pause,
        scores_file: Some(scores_file),
        version_key: WEIGHTS_VERSION_KEY,
    };
    let mut last_weights = None;
    let observe = |report: ValidatorReport| {
        if report.weights_block != last_weights {
            last_weights = report.weights_block;
            if let Some(block) = report.weights_block {
                eprintln!("weights set in block {block}");
            }
        }
    };
    let stop = crate::asked_to_stop();
    subnet_roles::validate(arguments.subnet, &client, &hotkey, &options, observe, stop).await?;
    Ok(())
}
