//! `btcli axon`: where a neuron says it serves.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use clap::{Args, Subcommand};
use serde_json::{Map, Value, json};
use taonet_client::{BlockRef, Call};

use crate::arguments::{NetuidOption, Shared, WriteOptions};
use crate::dispatch::{Run, group};
use crate::failure::Failure;
use crate::output::{Cell, Report, Text};
use crate::session::{Session, SignWith, ss58};

/// Version that is announced: that of this program, as the SDKs count theirs.
const VERSION: u32 = 10_005_000;

/// Commands of the group.
#[derive(Subcommand, Debug)]
pub(crate) enum Axon {
    /// Announce that the neuron serves nowhere
    Reset(Reset),
    /// Announce where the neuron serves
    Set(Set),
}

group!(Axon { Reset, Set });

/// Announces that the neuron serves nowhere.
#[derive(Args, Debug)]
pub(crate) struct Reset {
    #[command(flatten)]
    netuid: NetuidOption,
    #[command(flatten)]
    shared: WriteOptions,
}

/// Announces where the neuron serves.
#[derive(Args, Debug)]
pub(crate) struct Set {
    /// Address at which others reach it
    #[arg(long)]
    ip: IpAddr,
    /// TCP port
    #[arg(long)]
    port: u16,
    /// 4 or 6; must fit the address
    #[arg(long, default_value_t = 4)]
    ip_type: u8,
    /// Protocol number, the neuron's own business
    #[arg(long, default_value_t = 4)]
    protocol: u8,
    #[command(flatten)]
    netuid: NetuidOption,
    #[command(flatten)]
    shared: WriteOptions,
}

/// The announcement of an endpoint.
fn serve_axon(netuid: u16, endpoint: SocketAddr, protocol: u8) -> Call {
    let (ip, ip_type) = match endpoint.ip() {
        IpAddr::V4(ip) => (u128::from(u32::from(ip)), 4),
        IpAddr::V6(ip) => (u128::from(ip), 6),
    };
    let arguments: Map<String, Value> = [
        ("netuid", netuid.into()),
        ("version", VERSION.into()),
        // Numbers above 64 bits cross as text.
        ("ip", ip.to_string().into()),
        ("port", endpoint.port().into()),
        ("ip_type", ip_type.into()),
        ("protocol", protocol.into()),
        ("placeholder1", 0.into()),
        ("placeholder2", 0.into()),
    ]
    .into_iter()
    .map(|(name, value): (&str, Value)| (name.to_owned(), value))
    .collect();
    Call::dynamic("SubtensorModule", "serve_axon", arguments)
}

/// Checks that the hotkey is a neuron, and sends.
async fn announce(
    session: &Session,
    netuid: u16,
    call: Call,
    question: &str,
    done: &str,
) -> Result<Report, Failure> {
    let hotkey = session.hotkey_address()?;
    let state = session.chain().await?.at(BlockRef::Best).await?;
    if !state.is_registered(&hotkey, netuid).await? {
        return Err(Failure::failed(format!(
            "the hotkey {} is no neuron of subnet {netuid}: register it with 'btcli subnets \
             register --netuid {netuid}'",
            ss58(&hotkey)
        )));
    }
    session.require_confirmation(question)?;
    let outcome = session.submit(call, SignWith::Hotkey).await?;
    let document = json!({
        "success": true,
        "message": done,
        "extrinsic_identifier": outcome.identifier(),
        "netuid": netuid,
        "hotkey": ss58(&hotkey),
    });
    let text = Text::from(Cell::good(done)).line(outcome.line());
    Ok(Report::new(document, text))
}

fn failed(message: &str) -> Value {
    json!({
        "success": false, "message": message, "extrinsic_identifier": null, "netuid": null,
        "hotkey": null
    })
}

impl Run for Reset {
    const FINALISED: bool = true;

    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let netuid = session.ask_netuid(self.netuid.netuid)?;
        // The chain takes an address of zeros with a port that is not zero as none.
        let nowhere = SocketAddr::new(Ipv4Addr::UNSPECIFIED.into(), 1);
        let call = serve_axon(netuid, nowhere, 4);
        let question = format!("Announce that the hotkey serves nowhere in subnet {netuid}?");
        let done = format!("The hotkey serves nowhere in subnet {netuid} now.");
        announce(session, netuid, call, &question, &done).await
    }

    fn failed(message: &str) -> Value {
        failed(message)
    }
}

impl Run for Set {
    const FINALISED: bool = true;

    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let netuid = session.ask_netuid(self.netuid.netuid)?;
        let endpoint = SocketAddr::new(self.ip, self.port);
        if self.port == 0 {
            return Err(Failure::usage(
                "--port is 0: give the port at which the axon listens",
            ));
        }
        match (self.ip, self.ip_type) {
            (IpAddr::V4(_), 4) | (IpAddr::V6(_), 4 | 6) => {}
            (ip, given) => {
                return Err(Failure::usage(format!(
                    "--ip-type {given} does not fit {ip}: leave it out"
                )));
            }
        }
        let call = serve_axon(netuid, endpoint, self.protocol);
        let question = format!("Announce that the hotkey serves at {endpoint} in subnet {netuid}?");
        let done = format!("The hotkey serves at {endpoint} in subnet {netuid} now.");
        let mut report = announce(session, netuid, call, &question, &done).await?;
        if let Some(document) = report.document.as_object_mut() {
            document.insert("ip".into(), self.ip.to_string().into());
            document.insert("port".into(), self.port.into());
        }
        Ok(report)
    }

    fn failed(message: &str) -> Value {
        failed(message)
    }
}
