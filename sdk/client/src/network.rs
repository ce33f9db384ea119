//! Names of networks and the addresses behind them.

use std::fmt;
use std::str::FromStr;

use crate::ClientError;

/// A chain to connect to: one of the well-known names, or a WebSocket address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Network {
    name: String,
    url: String,
}

impl Network {
    const KNOWN: [(&'static str, &'static str); 4] = [
        ("finney", "wss://entrypoint-finney.opentensor.ai:443"),
        ("test", "wss://test.finney.opentensor.ai:443"),
        ("archive", "wss://archive.chain.opentensor.ai:443"),
        ("local", "ws://127.0.0.1:9944"),
    ];

    /// The name: `finney`, `test`, `archive`, `local`, or the address itself.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether the node runs on this machine.
    pub fn is_local(&self) -> bool {
        let host = self.url.split("://").nth(1).unwrap_or_default();
        let host = host
            .rsplit_once(':')
            .map_or(host, |(host, _)| host)
            .trim_matches(['[', ']']);
        host == "localhost"
            || host
                .parse::<std::net::IpAddr>()
                .is_ok_and(|address| address.is_loopback())
    }

    /// The WebSocket address.
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl FromStr for Network {
    type Err = ClientError;

    /// Accepts a known name, a `ws://` or `wss://` address, or `host:port`.
    fn from_str(text: &str) -> Result<Self, ClientError> {
        let text = text.trim();
        if let Some((name, url)) = Self::KNOWN.iter().find(|(name, _)| *name == text) {
            return Ok(Self {
                name: (*name).into(),
                url: (*url).into(),
            });
        }
        let url = if text.starts_with("ws://") || text.starts_with("wss://") {
            text.to_owned()
        } else if is_host_and_port(text) {
            format!("ws://{text}")
        } else {
            return Err(ClientError::UnknownNetwork {
                given: text.to_owned(),
            });
        };
        Ok(Self {
            name: url.clone(),
            url,
        })
    }
}

fn is_host_and_port(text: &str) -> bool {
    text.rsplit_once(':').is_some_and(|(host, port)| {
        !host.is_empty() && !host.contains('/') && port.parse::<u16>().is_ok()
    })
}

impl fmt::Display for Network {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_names_and_addresses_are_accepted() {
        let urls: Vec<String> = ["local", "127.0.0.1:9945", "wss://node.example:443"]
            .iter()
            .map(|text| text.parse::<Network>().unwrap().url().to_owned())
            .collect();
        assert_eq!(
            urls,
            [
                "ws://127.0.0.1:9944",
                "ws://127.0.0.1:9945",
                "wss://node.example:443"
            ]
        );
    }

    #[test]
    fn local_networks_are_told_from_others() {
        let is_local = |text: &str| text.parse::<Network>().unwrap().is_local();
        assert!(is_local("local") && is_local("ws://localhost:1") && is_local("ws://[::1]:9944"));
        assert!(!is_local("finney") && !is_local("ws://10.0.0.1:9944"));
    }

    #[test]
    fn unknown_names_are_refused_with_the_choices() {
        for text in ["finny", "", "http://127.0.0.1:9944", "host:notaport"] {
            let message = text.parse::<Network>().unwrap_err().to_string();
            assert!(message.contains("finney"), "{message}");
        }
    }
}
