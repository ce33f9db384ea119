//! Moves stake from one hotkey to another, in the same subnet or to another one.
//!
//! `cargo run --release -p taonet-examples --bin move_stake -- --from 5Fx… --to 5Gr… --netuid 1
//! --amount 2.5`

use clap::Parser;
use eyre::Result;
use taonet_client::{Alpha, calls};
use taonet_examples::{Common, address};
use taonet_wallet::PublicKey;

#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    common: Common,
    /// Hotkey that has the stake.
    #[arg(long, value_parser = address)]
    from: PublicKey,
    /// Hotkey that gets it.
    #[arg(long, value_parser = address)]
    to: PublicKey,
    /// Subnet of the stake.
    #[arg(long)]
    netuid: u16,
    /// Subnet that it goes to; the same one unless given.
    #[arg(long)]
    to_netuid: Option<u16>,
    /// Alpha of the first subnet.
    #[arg(long)]
    amount: String,
}

#[tokio::main]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let client = arguments.common.connect().await?;
    let coldkey = arguments.common.coldkey()?;
    let account = coldkey.public().bytes();
    let (from, to) = (arguments.from.bytes(), arguments.to.bytes());
    // Alpha knows its subnet: what is moved cannot be taken for alpha of another one.
    let amount = Alpha::parse(arguments.netuid, &arguments.amount)?;
    let destination = arguments.to_netuid.unwrap_or(arguments.netuid);

    let call = calls::stake::move_stake(&from, &to, amount, destination);
    let inclusion = client.transaction(call).submit(&coldkey).await?;
    println!("moved in block {}", inclusion.identifier());
    let state = client.best().await?;
    for (hotkey, netuid) in [(from, arguments.netuid), (to, destination)] {
        let stake = state.stake(&hotkey, &account, netuid).await?;
        let address = PublicKey::from_bytes(hotkey).to_ss58();
        println!("{address} in subnet {netuid}: {stake}");
    }
    Ok(())
}
