//! Serves the recorded synapses until its standard input ends.
//!
//! `cargo run --release -p taonet-neuron --example echo_axon -- [address] [hotkey URI]`
//! prints `listening <address> <hotkey>`.

mod recorded;

use std::{error::Error, net::SocketAddr};

use taonet_wallet::Keypair;
use tokio::io::AsyncReadExt;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let address = arguments.next().unwrap_or_else(|| "127.0.0.1:0".to_owned());
    let address: SocketAddr = address.parse()?;
    let hotkey = Keypair::from_uri(arguments.next().as_deref().unwrap_or("//AxonHot"))?;
    let ss58 = hotkey.ss58();
    let axon = recorded::axon(hotkey).bind(address).await?;
    println!("listening {} {ss58}", axon.local_addr());
    // Whoever started this process ends it by closing the pipe, or by dying.
    let mut rest = [0; 64];
    while tokio::io::stdin()
        .read(&mut rest)
        .await
        .is_ok_and(|count| count > 0)
    {}
    axon.shutdown().await;
    Ok(())
}
