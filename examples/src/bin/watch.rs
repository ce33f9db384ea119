//! Follows the chain block by block, with the balance of an account.
//!
//! `cargo run --release -p taonet-examples --bin watch -- --address 5Fx… --blocks 10`

use clap::Parser;
use eyre::Result;
use taonet_client::BlockRef;
use taonet_examples::{Common, address};
use taonet_wallet::PublicKey;

#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    common: Common,
    /// Whose balance.
    #[arg(long, value_parser = address)]
    address: PublicKey,
    /// Blocks to watch.
    #[arg(long, default_value_t = 5)]
    blocks: u32,
}

#[tokio::main]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let client = arguments.common.connect().await?;
    let account = arguments.address.bytes();
    // The stream goes on when the connection is lost and made again.
    let mut blocks = client.blocks().await?;
    let mut last = None;
    for _ in 0..arguments.blocks {
        let Some(block) = blocks.next().await else {
            break;
        };
        let block = block?;
        let state = client.at(BlockRef::Hash(block.hash)).await?;
        let free = state.balance(&account).await?.free;
        let change = if last.is_some_and(|last| last != free) {
            "  changed"
        } else {
            ""
        };
        println!("block {}: {free} TAO{change}", block.number);
        last = Some(free);
    }
    Ok(())
}
