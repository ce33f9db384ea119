//! Where metagraphs are kept, and how a file is written so that it is whole or not there.

use std::io::Write;
use std::path::{Path, PathBuf};

/// What can go wrong with a kept metagraph.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// The file cannot be read or written.
    #[error("{path}: {cause}. Check that the directory exists and is yours")]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        cause: std::io::Error,
    },
    /// The file is no kept metagraph.
    #[error("{path} is no metagraph: {cause}. Save it again; pickle and torch files are not read")]
    Content {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        cause: String,
    },
}

impl FileError {
    pub(super) fn io(path: &Path, cause: std::io::Error) -> Self {
        Self::Io {
            path: path.to_owned(),
            cause,
        }
    }

    pub(super) fn content(path: &Path, cause: impl std::fmt::Display) -> Self {
        Self::Content {
            path: path.to_owned(),
            cause: cause.to_string(),
        }
    }
}

/// The directory in which the Python SDK keeps metagraphs of a subnet:
/// `~/.bittensor/metagraphs/network-finney/netuid-1`. `None` without a home.
pub fn default_directory(network: &str, netuid: u16) -> Option<PathBuf> {
    let home = PathBuf::from(std::env::var_os("HOME")?);
    // A network may be an address; a directory's name may not hold its signs.
    let plain = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '-' | '_' | '.');
    let network: String = network
        .chars()
        .map(|sign| if plain(sign) { sign } else { '_' })
        .collect();
    let directory = home.join(".bittensor/metagraphs");
    Some(
        directory
            .join(format!("network-{network}"))
            .join(format!("netuid-{netuid}")),
    )
}

/// The file of the highest block in a directory: `block-{block}.json` or `block-{block}.arrow`.
pub fn newest_file(directory: &Path) -> Option<PathBuf> {
    let block = |path: &Path| -> Option<u64> {
        let ending = path.extension()?.to_str()?;
        let known = matches!(ending, "json" | "arrow");
        let stem = path.file_stem()?.to_str()?.strip_prefix("block-")?;
        known.then(|| stem.parse().ok()).flatten()
    };
    std::fs::read_dir(directory)
        .ok()?
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter_map(|path| Some((block(&path)?, path)))
        .max()
        .map(|(_, path)| path)
}

/// Writes beside the file, makes sure that it is on the disk, and puts it in place.
pub(super) fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    let directory = path.parent().unwrap_or(Path::new("."));
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = directory.join(format!(".{name}.{}", std::process::id()));
    let write = || {
        std::fs::create_dir_all(directory)?;
        let mut file = std::fs::File::create(&beside)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        std::fs::rename(&beside, path)
    };
    write().map_err(|cause| {
        // The error that matters is the first.
        let _ = std::fs::remove_file(&beside);
        FileError::io(path, cause)
    })
}

pub(super) fn read_whole(path: &Path) -> Result<Vec<u8>, FileError> {
    std::fs::read(path).map_err(|cause| FileError::io(path, cause))
}
