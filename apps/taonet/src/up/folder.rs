//! Where a network keeps its things.

use std::path::{Path, PathBuf};

use eyre::{Result, WrapErr};

/// A folder with chain, wallets and scores; a temporary one is removed at the end.
pub(crate) struct NetworkFolder {
    path: PathBuf,
    _temporary: Option<tempfile::TempDir>,
}

impl NetworkFolder {
    pub(crate) fn open(base_path: Option<&Path>) -> Result<Self> {
        match base_path {
            Some(path) => {
                std::fs::create_dir_all(path).wrap_err_with(|| {
                    format!(
                        "cannot use the folder {}: choose one that is writable",
                        path.display()
                    )
                })?;
                let path = path.canonicalize()?;
                Ok(Self {
                    path,
                    _temporary: None,
                })
            }
            None => {
                let temporary = tempfile::Builder::new()
                    .prefix("taonet-up-")
                    .tempdir()
                    .wrap_err("cannot make a temporary folder: is the disk full?")?;
                Ok(Self {
                    path: temporary.path().to_owned(),
                    _temporary: Some(temporary),
                })
            }
        }
    }

    pub(crate) fn chain(&self) -> PathBuf {
        self.path.join("chain")
    }

    pub(crate) fn node_log(&self) -> PathBuf {
        self.path.join("node.log")
    }

    pub(crate) fn wallets(&self) -> PathBuf {
        self.path.join("wallets")
    }

    pub(crate) fn scores(&self, netuid: u16, validator: &str) -> PathBuf {
        self.path
            .join("scores")
            .join(format!("{netuid}-{validator}.json"))
    }
}
