//! What can stop the node, each with its cause and its remedy.

use sc_service::Configuration;
use std::path::{Path, PathBuf};

/// A reason why the node did not start, or ended by itself.
#[derive(Debug, thiserror::Error)]
pub enum NodeError {
    /// A flag, a file or a combination of them is wrong; the text says how to correct it.
    #[error("{0}")]
    Input(String),

    /// Another program listens on a port.
    #[error(
        "port {port} ({purpose}) is taken by another program: stop that program, or choose another \
         port with {flag}"
    )]
    PortTaken {
        /// The port.
        port: u16,
        /// What the node wants it for.
        purpose: &'static str,
        /// The flag that changes it.
        flag: &'static str,
    },

    /// The base path cannot be written.
    #[error(
        "cannot write to the base path {} ({cause}): make it writable, free disk space, or choose \
         another with --base-path", path.display()
    )]
    BasePath {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        cause: std::io::Error,
    },

    /// Too little space is left on the disk.
    #[error(
        "only {free_mib} MiB are left on the disk of {}, less than the {minimum_mib} MiB that the \
         database needs: free space, choose another disk with --base-path, or lower \
         --min-free-disk-mib", path.display()
    )]
    DiskFull {
        /// The folder.
        path: PathBuf,
        /// What is left.
        free_mib: u64,
        /// What has to be left.
        minimum_mib: u64,
    },

    /// Another node has the database open.
    #[error(
        "the database in {} is in use by another node: stop that node, or choose another folder \
         with --base-path", path.display()
    )]
    DatabaseInUse {
        /// The folder.
        path: PathBuf,
    },

    /// The database is damaged.
    #[error(
        "the database in {} cannot be read ({cause}): restore it from a copy, or start afresh \
         with `purge-chain`", path.display()
    )]
    DatabaseCorrupt {
        /// The folder.
        path: PathBuf,
        /// What the database said.
        cause: String,
    },

    /// The database holds a chain that starts differently.
    #[error(
        "the base path {} holds another chain (genesis {genesis}): use the --chain and \
         --fast-blocks it was made with, choose another --base-path, or remove it with \
         `purge-chain`", path.display()
    )]
    OtherChain {
        /// The folder.
        path: PathBuf,
        /// Genesis hash found there.
        genesis: String,
    },

    /// A part of the engine failed.
    #[error(transparent)]
    Service(#[from] sc_service::Error),

    /// The command line or a subcommand failed.
    #[error(transparent)]
    Cli(#[from] sc_cli::Error),
}

impl NodeError {
    /// Explains why the database could not be opened.
    pub(crate) fn opening(config: &Configuration, error: sc_service::Error) -> Self {
        let path = config
            .database
            .path()
            .unwrap_or_else(|| config.base_path.path());
        match error {
            sc_service::Error::Client(cause) => Self::database(path, cause.to_string()),
            other => Self::Service(other),
        }
    }

    fn database(path: &Path, cause: String) -> Self {
        let path = path.to_owned();
        let lower = cause.to_lowercase();
        if lower.contains("lock") || lower.contains("resource temporarily unavailable") {
            return Self::DatabaseInUse { path };
        }
        if lower.contains("pruning modes") {
            return Self::Input(format!(
                "the database in {} was made with another --state-pruning ({cause}): give the same \
                 value as then",
                path.display()
            ));
        }
        if lower.contains("no space left") {
            let cause = std::io::Error::from(std::io::ErrorKind::StorageFull);
            return Self::BasePath { path, cause };
        }
        Self::DatabaseCorrupt { path, cause }
    }
}
