//! Sets a validator's weights in whichever way the subnet takes them, and reveals what is due.
//!
//! `cargo run --release -p taonet-examples --bin set_weights -- --netuid 1 3=0.9 7=0.4`

use std::path::PathBuf;

use clap::Parser;
use eyre::{Result, eyre};
use taonet_client::weights::{PendingCommits, RevealPlan, SetWeights, WeightValues};
use taonet_examples::Common;

#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    common: Common,
    /// Subnet.
    #[arg(long)]
    netuid: u16,
    /// Version of the validator.
    #[arg(long, default_value_t = 0)]
    version_key: u64,
    /// Blocks to wait if weights were set too recently.
    #[arg(long, default_value_t = 0)]
    patience: u64,
    /// Folder for commits that wait for their reveal.
    #[arg(long)]
    pending_folder: Option<PathBuf>,
    /// UIDs and their scores: 3=0.9 7=0.4. None only reveals.
    #[arg(value_parser = score)]
    scores: Vec<(u16, f64)>,
}

fn score(text: &str) -> Result<(u16, f64)> {
    let (uid, score) = text
        .split_once('=')
        .ok_or_else(|| eyre!("a score is written UID=SCORE"))?;
    Ok((uid.parse()?, score.parse()?))
}

#[tokio::main]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let client = arguments.common.connect().await?;
    let hotkey = arguments.common.hotkey()?;
    let pending = match &arguments.pending_folder {
        Some(folder) => PendingCommits::in_folder(folder),
        None => PendingCommits::in_home()?,
    };
    for report in client.reveal_due(&pending, &hotkey).await? {
        println!(
            "commit of block {}: {:?}",
            report.commit.created_block, report.status
        );
    }
    if arguments.scores.is_empty() {
        return Ok(());
    }
    let request = SetWeights {
        version_key: arguments.version_key,
        patience_blocks: arguments.patience,
        pending_folder: Some(pending.folder().to_owned()),
        ..SetWeights::new(
            arguments.netuid,
            &hotkey,
            WeightValues::Scores(&arguments.scores),
        )
    };
    // Whatever stands in the way is known before anything is sent, and the error says it.
    let set = client.set_weights(&request).await?;
    println!("{:?}: {:?}", set.method, set.row);
    match set.reveal {
        None => println!("the weights count from now on"),
        Some(RevealPlan::ByChain {
            round,
            first_reveal_block,
        }) => println!("the chain opens them with round {round}, about block {first_reveal_block}"),
        Some(RevealPlan::ByClient(commit)) => println!(
            "run this again from block {} on, to reveal them",
            commit.first_reveal_block
        ),
    }
    Ok(())
}
