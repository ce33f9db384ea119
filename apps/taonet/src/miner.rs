//! `taonet miner`: one miner.

use std::net::SocketAddr;

use eyre::{Result, eyre};
use taonet_client::{ChainClient, Network, format_tao};
use taonet_subnet_framework::{MinerOptions, Registration, quote, register, serve_miner};
use taonet_wallet::{Keypair, Wallet};

use crate::arguments::MinerArguments;
use crate::{subnet_roles, wallet};

pub(crate) async fn run(arguments: MinerArguments) -> Result<()> {
    let network: Network = arguments.network.network.parse()?;
    let keys = arguments.wallet.open()?;
    let hotkey = wallet::hotkey(&keys).await?;
    let backend = subnet_roles::load_backend(arguments.subnet, arguments.backend.clone()).await?;
    let client = ChainClient::connect(&network).await?;
    ensure_registered(&client, arguments.netuid, &keys, &hotkey, arguments.yes).await?;
    let axon = subnet_roles::axon(
        hotkey.clone(),
        backend,
        &client,
        arguments.netuid,
        arguments.allow_unregistered,
    );
    let options = MinerOptions {
        netuid: arguments.netuid,
        listen: arguments.axon,
        announce: announced(&arguments)?,
    };
    let started = |address: SocketAddr| eprintln!("serving at {address}; stop with Ctrl-C");
    serve_miner(
        &client,
        axon,
        &hotkey,
        &options,
        started,
        crate::asked_to_stop(),
    )
    .await?;
    Ok(())
}

/// What to announce: an address that others can reach, so never 0.0.0.0.
fn announced(arguments: &MinerArguments) -> Result<Option<SocketAddr>> {
    match arguments.external_ip {
        Some(ip) => Ok(Some(SocketAddr::new(ip, arguments.axon.port()))),
        None if arguments.axon.ip().is_unspecified() => Err(eyre!(
            "the miner listens at {} but others need a real address: say --external-ip ADDRESS \
             (on one machine 127.0.0.2 works, the chain refuses 127.0.0.1)",
            arguments.axon
        )),
        None => Ok(None),
    }
}

/// Registers the hotkey if it is not, after showing the price and asking.
pub(crate) async fn ensure_registered(
    client: &ChainClient,
    netuid: u16,
    keys: &Wallet,
    hotkey: &Keypair,
    yes: bool,
) -> Result<()> {
    let owner = keys.coldkeypub()?;
    let price_rao = match quote(client, netuid, &hotkey.public(), &owner).await? {
        Registration::Already { uid } => {
            eprintln!("{} is UID {uid} of subnet {netuid}", hotkey.ss58());
            return Ok(());
        }
        Registration::Costs { price_rao } => price_rao,
    };
    let question = format!(
        "Register {} in subnet {netuid} for {} TAO?",
        hotkey.ss58(),
        format_tao(price_rao)
    );
    if !yes && !wallet::confirm(&question)? {
        return Err(eyre!("not registered: the price was not agreed to"));
    }
    let coldkey = wallet::coldkey(keys).await?;
    let uid = register(client, netuid, &hotkey.public(), &coldkey, price_rao).await?;
    eprintln!("registered as UID {uid} for {} TAO", format_tao(price_rao));
    Ok(())
}
