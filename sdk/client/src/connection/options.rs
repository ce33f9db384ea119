//! What can be chosen about a connection.

use std::path::PathBuf;
use std::time::Duration;

/// Choices for [`ChainClient::connect_with`](crate::ChainClient::connect_with).
#[derive(Clone, Debug)]
pub struct ConnectOptions {
    /// Most requests in flight at once; the others wait their turn. Public endpoints turn away
    /// clients that ask for more than some tens of things at a time.
    pub max_requests_in_flight: usize,
    /// Longest time until the first connection stands.
    pub connect_timeout: Duration,
    /// Where metadata is kept between connections.
    pub metadata_cache: MetadataCache,
}

impl Default for ConnectOptions {
    fn default() -> Self {
        Self {
            max_requests_in_flight: 32,
            connect_timeout: Duration::from_secs(10),
            metadata_cache: MetadataCache::default(),
        }
    }
}

/// Where metadata is kept between connections.
///
/// Metadata is the largest thing that a client asks for, and it changes only with the runtime. A
/// file holds that of one runtime of one chain, found by the hash of block 0, the version and the
/// hash of the runtime's code: a chain that upgrades, or starts anew with other rules, is another
/// file. It is what the node served, never part of this program.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum MetadataCache {
    /// `$TAONET_CACHE`, else `$XDG_CACHE_HOME/taonet`, else `~/.cache/taonet`; in the directory
    /// `metadata` there. Nowhere if `TAONET_CACHE` is set but empty.
    #[default]
    UserDirectory,
    /// In this directory.
    Directory(PathBuf),
    /// Nowhere: asked of the node with every connection.
    Off,
}

impl MetadataCache {
    /// The directory, if there is one.
    pub(crate) fn directory(&self) -> Option<PathBuf> {
        let variable = |name: &str| std::env::var_os(name).map(PathBuf::from);
        match self {
            Self::Off => None,
            Self::Directory(directory) => Some(directory.clone()),
            Self::UserDirectory => {
                let base = match variable("TAONET_CACHE") {
                    Some(chosen) => Some(chosen).filter(|path| !path.as_os_str().is_empty()),
                    None => variable("XDG_CACHE_HOME")
                        .filter(|path| path.is_absolute())
                        .or_else(|| variable("HOME").map(|home| home.join(".cache")))
                        .map(|base| base.join("taonet")),
                };
                base.map(|base| base.join("metadata"))
            }
        }
    }
}
