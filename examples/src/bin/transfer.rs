//! Sends TAO to an address, after a look at the fee.
//!
//! `cargo run --release -p taonet-examples --bin transfer -- --to 5Fx… --amount 1.5`

use clap::Parser;
use eyre::{Result, bail};
use taonet_client::{DryRunOutcome, Tao, calls};
use taonet_examples::{Common, address};
use taonet_wallet::PublicKey;

#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    common: Common,
    /// Who gets it.
    #[arg(long, value_parser = address)]
    to: PublicKey,
    /// How much, in TAO.
    #[arg(long)]
    amount: Tao,
}

#[tokio::main]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let client = arguments.common.connect().await?;
    let coldkey = arguments.common.coldkey()?;
    let call = calls::balances::transfer_keep_alive(&arguments.to.bytes(), arguments.amount);
    let transaction = client.transaction(call);

    // Nothing is sent yet: what would it cost, and would it work?
    let preview = transaction.dry_run(&coldkey).await?;
    println!("fee {} TAO", preview.fee);
    if let DryRunOutcome::Fails(error) = preview.outcome {
        bail!("the transfer would fail: {error}");
    }

    let inclusion = transaction.submit(&coldkey).await?;
    let balance = client.best().await?.balance(&arguments.to.bytes()).await?;
    println!("sent in block {}", inclusion.identifier());
    println!("{} now has {} TAO", arguments.to.to_ss58(), balance.free);
    Ok(())
}
