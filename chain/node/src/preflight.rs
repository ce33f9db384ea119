//! Checks before the start, so that a failure is one clear sentence and leaves nothing behind.

use crate::error::NodeError;
use sc_network::{Multiaddr, multiaddr::Protocol};
use sc_service::Configuration;
use std::{
    io,
    net::{IpAddr, SocketAddr, TcpListener},
    path::Path,
};

/// Checks the base path and every port; `second_rpc_port` only decides which flag is named.
pub(crate) fn check(config: &Configuration, second_rpc_port: Option<u16>) -> Result<(), NodeError> {
    base_path(config.base_path.path())?;
    for endpoint in config
        .rpc
        .addr
        .iter()
        .flatten()
        .filter(|endpoint| !endpoint.is_optional)
    {
        let is_second = Some(endpoint.listen_addr.port()) == second_rpc_port;
        let flag = if is_second {
            "--second-rpc-port"
        } else {
            "--rpc-port"
        };
        port(endpoint.listen_addr, "JSON-RPC", flag)?;
    }
    for address in config
        .network
        .listen_addresses
        .iter()
        .filter_map(tcp_address)
    {
        port(address, "peer-to-peer network", "--port")?;
    }
    Ok(())
}

/// Writes and removes a small file, which also tells a full disk.
fn base_path(path: &Path) -> Result<(), NodeError> {
    let probe = path.join(format!(".taonet-write-check-{}", std::process::id()));
    let result = std::fs::create_dir_all(path)
        .and_then(|()| std::fs::write(&probe, [0u8; 4_096]))
        .and_then(|()| std::fs::remove_file(&probe));
    result.map_err(|cause| {
        let _ = std::fs::remove_file(&probe);
        NodeError::BasePath {
            path: path.to_owned(),
            cause,
        }
    })
}

/// Binds for a moment. Only "in use" counts: a machine without IPv6 is not an error.
fn port(address: SocketAddr, purpose: &'static str, flag: &'static str) -> Result<(), NodeError> {
    match TcpListener::bind(address) {
        Err(error) if error.kind() == io::ErrorKind::AddrInUse => Err(NodeError::PortTaken {
            port: address.port(),
            purpose,
            flag,
        }),
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
            Err(NodeError::Input(format!(
                "port {} ({purpose}) may not be opened by this user: choose one above 1023 with \
                 {flag}",
                address.port()
            )))
        }
        _ => Ok(()),
    }
}

/// The IPv4 socket of a listen address; checking IPv6 too would collide with a dual-stack bind.
fn tcp_address(address: &Multiaddr) -> Option<SocketAddr> {
    let mut parts = address.iter();
    let ip = match parts.next()? {
        Protocol::Ip4(ip) => IpAddr::V4(ip),
        _ => return None,
    };
    match parts.next()? {
        Protocol::Tcp(port) => Some(SocketAddr::new(ip, port)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_named() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let text = port(address, "JSON-RPC", "--rpc-port")
            .unwrap_err()
            .to_string();
        assert!(
            text.contains(&address.port().to_string()) && text.contains("--rpc-port"),
            "{text}"
        );
        drop(listener);
        assert!(port(address, "JSON-RPC", "--rpc-port").is_ok());
    }

    #[test]
    fn a_base_path_that_is_a_file_is_refused() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let text = base_path(file.path()).unwrap_err().to_string();
        assert!(text.contains("--base-path"), "{text}");
        assert!(base_path(tempfile::tempdir().unwrap().path()).is_ok());
    }

    #[test]
    fn tcp_addresses_are_found() {
        let address: Multiaddr = "/ip4/0.0.0.0/tcp/30333".parse().unwrap();
        assert_eq!(
            tcp_address(&address),
            Some("0.0.0.0:30333".parse().unwrap())
        );
        let other: Multiaddr = "/ip4/0.0.0.0/udp/30333".parse().unwrap();
        assert_eq!(tcp_address(&other), None);
    }
}
