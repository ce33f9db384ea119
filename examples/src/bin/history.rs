//! Reads a subnet as it was at an earlier block, compares it with now, and keeps it as Arrow.
//!
//! `cargo run --release -p taonet-examples --bin history -- --network archive --netuid 1
//! --block 5000000 --arrow metagraph.arrow`

use std::path::PathBuf;

use clap::Parser;
use eyre::Result;
use taonet_client::{BlockRef, Metagraph};
use taonet_examples::Common;

#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    common: Common,
    /// Subnet.
    #[arg(long)]
    netuid: u16,
    /// Height of the block.
    #[arg(long)]
    block: u32,
    /// File to write.
    #[arg(long)]
    arrow: PathBuf,
}

#[tokio::main]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let client = arguments.common.connect().await?;
    let netuid = arguments.netuid;
    // Reads of one state all see the same moment, decoded by the runtime of that time.
    let then = client.at(BlockRef::Number(arguments.block)).await?;
    let now = client.best().await?;
    for state in [&then, &now] {
        let metagraph = state.metagraph(netuid, 0).await?;
        println!(
            "block {}: {} neurons, one alpha costs {} TAO",
            state.block_number(),
            metagraph.n(),
            state.price(netuid).await?
        );
    }
    let metagraph = then.metagraph_with_weights(netuid, 0).await?;
    metagraph.save_arrow(&arguments.arrow)?;
    let read = Metagraph::load_arrow(&arguments.arrow)?;
    println!(
        "{} holds {} neurons of block {}",
        arguments.arrow.display(),
        read.n(),
        read.block
    );
    Ok(())
}
