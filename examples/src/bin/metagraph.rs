//! Prints the neurons of a subnet.
//!
//! `cargo run --release -p taonet-examples --bin metagraph -- --netuid 1`

use clap::Parser;
use eyre::Result;
use taonet_examples::{Common, short};

#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    common: Common,
    /// Subnet.
    #[arg(long)]
    netuid: u16,
    /// Mechanism of the subnet.
    #[arg(long, default_value_t = 0)]
    mechid: u8,
}

#[tokio::main]
async fn main() -> Result<()> {
    let Arguments {
        common,
        netuid,
        mechid,
    } = Arguments::parse();
    let client = common.connect().await?;
    let metagraph = client.best().await?.metagraph(netuid, mechid).await?;
    println!(
        "subnet {netuid} '{}' at block {}: {} neurons, an epoch every {} blocks",
        metagraph.name,
        metagraph.block,
        metagraph.n(),
        metagraph.tempo
    );
    println!("UID  HOTKEY      PERMIT        STAKE  INCENTIVE  DIVIDENDS  AXON");
    let (stake, incentive) = (metagraph.total_stake(), metagraph.incentive());
    let (dividends, addresses) = (metagraph.dividends(), metagraph.addresses());
    let numbers = stake.iter().zip(incentive).zip(dividends);
    let names = metagraph
        .hotkeys
        .iter()
        .zip(&metagraph.validator_permit)
        .zip(addresses);
    for (uid, (((hotkey, permit), axon), ((stake, incentive), dividends))) in
        names.zip(numbers).enumerate()
    {
        let permit = if *permit { "yes" } else { "" };
        let hotkey = short(hotkey);
        println!(
            "{uid:3}  {hotkey}  {permit:6}  {stake:11.3}  {incentive:9.5}  {dividends:9.5}  {axon}"
        );
    }
    Ok(())
}
