//! Registers the wallet's hotkey in a subnet, for no more than a given price.
//!
//! `cargo run --release -p taonet-examples --bin register -- --netuid 1 --limit 0.5`

use clap::Parser;
use eyre::{Result, bail};
use taonet_client::{Tao, calls};
use taonet_examples::Common;

#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    common: Common,
    /// Subnet.
    #[arg(long)]
    netuid: u16,
    /// Most that it may cost, in TAO; the price now unless given.
    #[arg(long)]
    limit: Option<Tao>,
}

#[tokio::main]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let client = arguments.common.connect().await?;
    let (coldkey, hotkey) = (arguments.common.coldkey()?, arguments.common.hotkey()?);
    let (netuid, account) = (arguments.netuid, hotkey.public().bytes());
    if let Some(uid) = client.uid_of(netuid, &account).await? {
        println!("{} is UID {uid} already", hotkey.ss58());
        return Ok(());
    }
    let price = Tao::from_rao(client.registration_price_rao(netuid).await?);
    println!("a place in subnet {netuid} costs {price} TAO");

    // The price rises with each registration of others: the limit is what keeps it.
    let call = calls::neurons::register_limit(netuid, &account, arguments.limit.unwrap_or(price));
    let inclusion = client.transaction(call).submit(&coldkey).await?;
    let Some(uid) = client.uid_of(netuid, &account).await? else {
        bail!("registered, and replaced at once by somebody else");
    };
    println!(
        "{} is UID {uid} since block {}",
        hotkey.ss58(),
        inclusion.identifier()
    );
    Ok(())
}
