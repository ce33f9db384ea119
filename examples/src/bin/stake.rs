//! Buys alpha of a subnet and stakes it on a hotkey, at no more than a given price.
//!
//! `cargo run --release -p taonet-examples --bin stake -- --hotkey 5Fx… --netuid 1 --amount 10
//! --tolerance 0.5`

use clap::Parser;
use eyre::{Result, ensure};
use taonet_client::{Tao, calls};
use taonet_examples::{Common, address};
use taonet_wallet::PublicKey;

#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    common: Common,
    /// Validator that gets the stake.
    #[arg(long, value_parser = address)]
    hotkey: PublicKey,
    /// Subnet.
    #[arg(long)]
    netuid: u16,
    /// TAO to spend.
    #[arg(long)]
    amount: Tao,
    /// How far the price may rise, in percent.
    #[arg(long, default_value_t = 0.5)]
    tolerance: f64,
}

#[tokio::main]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let client = arguments.common.connect().await?;
    let coldkey = arguments.common.coldkey()?;
    let (hotkey, netuid) = (arguments.hotkey.bytes(), arguments.netuid);
    let account = coldkey.public().bytes();

    let state = client.best().await?;
    let price = state.price(netuid).await?;
    let quote = state.simulate_buy(netuid, arguments.amount).await?;
    println!(
        "one alpha costs {price} TAO; {} TAO buy {}",
        quote.tao, quote.alpha
    );

    ensure!(
        (0.0..=100.0).contains(&arguments.tolerance),
        "the tolerance is a share in percent, 0 to 100"
    );
    let factor = 1.0 + arguments.tolerance / 100.0;
    // Prices are far below 2^53 rao, so the product is exact enough for a limit.
    let limit = Tao::from_rao((price.rao() as f64 * factor) as u64);
    let before = state.stake(&hotkey, &account, netuid).await?;
    let call = calls::stake::add_stake_limit(&hotkey, netuid, arguments.amount, limit, false);
    let inclusion = client.transaction(call).submit(&coldkey).await?;
    let after = client
        .best()
        .await?
        .stake(&hotkey, &account, netuid)
        .await?;
    println!(
        "staked in block {}: {} more, {after} in all",
        inclusion.identifier(),
        after.checked_sub(before)?
    );
    Ok(())
}
