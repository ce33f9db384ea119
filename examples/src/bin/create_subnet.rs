//! Creates a subnet whose owner hotkey is the wallet's, names it, and starts it.
//!
//! `cargo run --release -p taonet-examples --bin create_subnet -- --limit 1000 --name demo`

use clap::Parser;
use eyre::{Result, ensure, eyre};
use taonet_client::calls::identity::SubnetIdentity;
use taonet_client::{ChainClient, Tao, calls};
use taonet_examples::Common;

#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    common: Common,
    /// Most that it may cost, in TAO.
    #[arg(long)]
    limit: Tao,
    /// Name of the subnet.
    #[arg(long)]
    name: String,
}

#[tokio::main]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let client = arguments.common.connect().await?;
    let (coldkey, hotkey) = (arguments.common.coldkey()?, arguments.common.hotkey()?);
    let price = client.best().await?.subnet_creation_price().await?;
    println!("a subnet costs {price} TAO");
    ensure!(price <= arguments.limit, "that is more than the limit");

    let call = calls::subnets::register_network(&hotkey.public().bytes());
    let inclusion = client.transaction(call).submit(&coldkey).await?;
    // The first field of the event is the number of the subnet.
    let netuid = inclusion
        .event("SubtensorModule", "NetworkAdded")
        .and_then(|event| event.fields.get(0)?.as_u64())
        .and_then(|netuid| u16::try_from(netuid).ok())
        .ok_or_else(|| eyre!("the chain does not say which subnet it made"))?;
    println!(
        "created subnet {netuid} in block {}",
        inclusion.identifier()
    );

    let identity = SubnetIdentity {
        subnet_name: &arguments.name,
        ..Default::default()
    };
    let name = calls::identity::set_subnet_identity(netuid, &identity);
    client.transaction(name).submit(&coldkey).await?;
    wait_for_start(&client, netuid).await?;
    let start = calls::subnets::start_call(netuid);
    let inclusion = client.transaction(start).submit(&coldkey).await?;
    let subnet = client.subnet(netuid).await?;
    println!(
        "started in block {}: one alpha costs {} TAO",
        inclusion.identifier(),
        Tao::from_rao(subnet.alpha_price_rao)
    );
    Ok(())
}

/// A subnet can be started some time after its creation.
async fn wait_for_start(client: &ChainClient, netuid: u16) -> Result<()> {
    let state = client.best().await?;
    let created: u64 = state
        .storage("SubtensorModule", "NetworkRegisteredAt", (netuid,))
        .await?
        .unwrap_or_default();
    let first = created.saturating_add(state.start_delay_blocks().await?);
    println!("it can be started from block {first} on");
    let mut blocks = client.blocks().await?;
    while let Some(block) = blocks.next().await {
        if block?.number.saturating_add(1) >= first {
            break;
        }
    }
    Ok(())
}
