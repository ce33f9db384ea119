//! Ends the node before the disk is full.
//!
//! The database maps its index into memory: on a full disk the system would kill the process in
//! the middle of a write. So the node refuses to start, and ends in good order, while some space
//! is still left.

use crate::error::NodeError;
use std::{
    path::{Path, PathBuf},
    time::Duration,
};

/// Time between two looks at the free space.
const INTERVAL: Duration = Duration::from_secs(5);

/// Where the chain is kept and how much must stay free.
#[derive(Clone, Debug)]
pub(crate) struct Space {
    pub(crate) path: PathBuf,
    pub(crate) minimum_mib: u64,
}

impl Space {
    /// Fails when too little space is left. A system that cannot tell counts as having enough.
    pub(crate) fn check(&self) -> Result<(), NodeError> {
        match free_mib(&self.path) {
            Some(free_mib) if free_mib < self.minimum_mib => Err(NodeError::DiskFull {
                path: self.path.clone(),
                free_mib,
                minimum_mib: self.minimum_mib,
            }),
            _ => Ok(()),
        }
    }

    /// Returns when too little space is left.
    pub(crate) async fn exhausted(self) -> NodeError {
        loop {
            tokio::time::sleep(INTERVAL).await;
            if let Err(error) = self.check() {
                return error;
            }
        }
    }
}

fn free_mib(path: &Path) -> Option<u64> {
    fs2::available_space(path)
        .ok()
        .map(|bytes| bytes / (1024 * 1024))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_than_any_disk_has_is_too_much_to_ask() {
        let folder = tempfile::tempdir().unwrap();
        let space = |minimum_mib| Space {
            path: folder.path().to_owned(),
            minimum_mib,
        };
        assert!(space(0).check().is_ok());
        let text = space(u64::MAX).check().unwrap_err().to_string();
        assert!(
            text.contains("free space") && text.contains("--base-path"),
            "{text}"
        );
    }
}
