//! The flags of the beacon.

use super::Source;

/// Where the chain's random beacon comes from.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct BeaconFlags {
    /// Servers of the random beacon that authorities fetch pulses from, in place of drand's
    /// public ones.
    ///
    /// A URL without the path, such as `https://api.drand.sh`. With --sealing nothing is fetched
    /// unless servers are given.
    #[arg(long, value_name = "URL", num_args = 1.., value_parser = server, conflicts_with = "drand_dev_key")]
    pub drand_endpoint: Vec<String>,

    /// Fetch no pulses: what is timelocked never opens.
    #[arg(long, conflicts_with_all = ["drand_endpoint", "drand_dev_key"])]
    pub no_drand: bool,

    /// Be the random beacon, with a key that everybody knows: timelocks open offline, and hide
    /// nothing.
    ///
    /// Decided once, when the chain starts: it is part of the state that the chain starts from.
    /// Rounds of three seconds follow the chain's clock. Subcommands that open the chain take the
    /// flag as well.
    #[arg(long, global = true)]
    pub drand_dev_key: bool,
}

impl BeaconFlags {
    /// Where pulses come from.
    pub(crate) fn source(&self) -> Source {
        if self.drand_dev_key {
            Source::OwnKey
        } else if self.no_drand {
            Source::Nothing
        } else if self.drand_endpoint.is_empty() {
            Source::PublicServers
        } else {
            Source::Servers(self.drand_endpoint.clone())
        }
    }
}

/// Checks a server's URL.
fn server(text: &str) -> Result<String, String> {
    let host = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"))
        .map(|rest| rest.trim_end_matches('/'));
    match host {
        Some(host) if !host.is_empty() && !host.contains(char::is_whitespace) => Ok(text.into()),
        _ => Err("not a URL: give one such as https://api.drand.sh".into()),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;
    use clap::Parser;

    #[derive(Parser)]
    struct Command {
        #[clap(flatten)]
        flags: BeaconFlags,
    }

    fn source(args: &[&str]) -> Result<Source, String> {
        let args = std::iter::once("node").chain(args.iter().copied());
        Command::try_parse_from(args)
            .map(|command| command.flags.source())
            .map_err(|error| error.to_string())
    }

    #[test]
    fn flags_name_the_source() {
        assert_eq!(source(&[]), Ok(Source::PublicServers));
        assert_eq!(source(&["--no-drand"]), Ok(Source::Nothing));
        assert_eq!(source(&["--drand-dev-key"]), Ok(Source::OwnKey));
        let two = ["http://one.example:80", "https://two.example/"].map(String::from);
        assert_eq!(
            source(&["--drand-endpoint", &two[0], &two[1]]),
            Ok(Source::Servers(two.to_vec()))
        );
        assert_eq!(
            source(&["--drand-endpoint", &two[0], "--drand-endpoint", &two[1]]),
            Ok(Source::Servers(two.to_vec()))
        );
    }

    #[test]
    fn what_is_no_url_is_refused() {
        for wrong in [
            "api.drand.sh",
            "https://",
            "https:///",
            "ftp://x",
            "http://a b",
            "",
        ] {
            let error = source(&["--drand-endpoint", wrong]).unwrap_err();
            assert!(error.contains("https://api.drand.sh"), "{wrong}: {error}");
        }
    }

    #[test]
    fn sources_exclude_each_other() {
        assert!(source(&["--no-drand", "--drand-dev-key"]).is_err());
        assert!(source(&["--no-drand", "--drand-endpoint", "http://x"]).is_err());
        assert!(source(&["--drand-dev-key", "--drand-endpoint", "http://x"]).is_err());
    }

    #[test]
    fn the_worker_runs_when_it_has_servers() {
        let servers = Source::Servers(vec!["http://x".into()]);
        for (source, network, development) in [
            (Source::Nothing, false, false),
            (Source::OwnKey, false, false),
            (Source::PublicServers, true, false),
            (servers, true, true),
        ] {
            assert_eq!(source.needs_worker(false), network, "{source:?}");
            assert_eq!(source.needs_worker(true), development, "{source:?}");
        }
    }
}
