//! Which chain a command means.

use std::str::FromStr;

use taonet_client::Network;

use crate::failure::Failure;

/// Names that only this program knows, beside those of the client.
const MORE: [(&str, &str); 3] = [
    ("latent-lite", "wss://lite.sub.latent.to:443"),
    ("dev", "wss://dev.chain.opentensor.ai:443"),
    ("devnet", "wss://dev.chain.opentensor.ai:443"),
];

/// All names, for help and errors.
pub(crate) const NAMES: &str = "finney, test, archive, local, latent-lite, devnet";

/// Where a command goes when nobody says otherwise.
pub(crate) const DEFAULT: &str = "finney";

/// Of several given names the first that is an address, else the last.
pub(crate) fn chosen(given: &[String]) -> Option<&str> {
    given
        .iter()
        .find(|name| name.starts_with("ws"))
        .or_else(|| given.last())
        .map(String::as_str)
}

/// The network of this name or address; a name that nobody knows is refused.
pub(crate) fn find(name: &str) -> Result<Network, Failure> {
    let name = name.trim();
    if name == "local"
        && let Ok(url) = std::env::var("BT_CHAIN_ENDPOINT")
        && !url.is_empty()
    {
        return Ok(Network::from_str(&url)?);
    }
    let address = MORE
        .iter()
        .find(|(known, _)| *known == name)
        .map_or(name, |(_, address)| address);
    Network::from_str(address).map_err(|_| {
        Failure::usage(format!(
            "unknown network '{name}': use one of {NAMES}, or an address such as \
             ws://127.0.0.1:9944"
        ))
    })
}

/// What to call a network in documents: its name where it has one, else its address.
pub(crate) fn display_name(network: &Network) -> String {
    MORE.iter()
        .find(|(_, address)| *address == network.url())
        .map_or_else(|| network.name().to_owned(), |(name, _)| (*name).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_several_the_first_address_else_the_last_is_meant() {
        let given = |names: &[&str]| {
            names
                .iter()
                .map(|&name| name.to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(
            chosen(&given(&["finney", "ws://a:1", "ws://b:1", "test"])),
            Some("ws://a:1")
        );
        assert_eq!(chosen(&given(&["finney", "test"])), Some("test"));
        assert_eq!(chosen(&[]), None);
    }

    #[test]
    fn unknown_names_are_refused_and_not_taken_for_the_main_network() {
        let error = find("fineny").unwrap_err();
        assert_eq!(error.exit_status(), 2);
        assert!(error.to_string().contains("finney, test"), "{error}");
        assert_eq!(
            find("latent-lite").unwrap().url(),
            "wss://lite.sub.latent.to:443"
        );
    }
}
