//! Commits that wait for their reveal, kept on disk.
//!
//! Whoever commits to a hash has to show the row later, with the salt and the version key that were
//! hashed. A validator that forgets them has no weights. So they are on disk before the commit is
//! sent, in a file that is always complete and that nobody else can read: until the reveal the row
//! is a secret.

use std::io::{self, Read, Write};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use taonet_wallet::PublicKey;

use super::{CommittedRow, commit_hash, storage_index};
use crate::AccountId;

/// Number of the file format.
const FORMAT: u32 = 1;

/// Largest file that is read. A row of 4,096 entries takes some 60 KB.
const MAX_FILE_BYTES: u64 = 1 << 20;

/// A commit by hash that was sent, or is about to be.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PendingCommit {
    /// Format of the file.
    format: u32,
    /// Hash of the chain's first block, hexadecimal: the commit means nothing to other chains.
    genesis_hash: String,
    /// Subnet.
    pub netuid: u16,
    /// Mechanism.
    pub mechid: u8,
    /// Address of the hotkey.
    pub hotkey: String,
    /// Neurons.
    pub uids: Vec<u16>,
    /// Their weights.
    pub values: Vec<u16>,
    /// What keeps others from guessing the row.
    pub salt: Vec<u16>,
    /// Version key.
    pub version_key: u64,
    /// The hash, hexadecimal.
    commit_hash: String,
    /// Best block when the commit was made.
    pub created_block: u64,
    /// Epoch in which the commit can be revealed, as expected when it was made.
    pub reveal_epoch: u64,
    /// First block of that epoch, as expected when the commit was made.
    pub first_reveal_block: u64,
}

impl std::fmt::Debug for PendingCommit {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("PendingCommit")
            .field("netuid", &self.netuid)
            .field("mechid", &self.mechid)
            .field("hotkey", &self.hotkey)
            .field("commit_hash", &self.commit_hash)
            .field("created_block", &self.created_block)
            .field("reveal_epoch", &self.reveal_epoch)
            .finish_non_exhaustive()
    }
}

/// When a commit was made and when it can be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RevealTime {
    /// Best block when the commit was made.
    pub created_block: u64,
    /// Epoch of the reveal.
    pub reveal_epoch: u64,
    /// First block of that epoch.
    pub first_reveal_block: u64,
}

impl PendingCommit {
    /// A commit on the chain with this first block.
    ///
    /// `None` for a mechanism that no chain can have.
    pub fn new(
        genesis_hash: &[u8; 32],
        (netuid, mechid): (u16, u8),
        hotkey: &AccountId,
        row: &[(u16, u16)],
        version_key: u64,
        salt: Vec<u16>,
        time: RevealTime,
    ) -> Option<Self> {
        let (uids, values) = row.iter().copied().unzip();
        let mut commit = Self {
            format: FORMAT,
            genesis_hash: hex::encode(genesis_hash),
            netuid,
            mechid,
            hotkey: PublicKey::from_bytes(*hotkey).to_ss58(),
            uids,
            values,
            salt,
            version_key,
            commit_hash: String::new(),
            created_block: time.created_block,
            reveal_epoch: time.reveal_epoch,
            first_reveal_block: time.first_reveal_block,
        };
        commit.commit_hash = hex::encode(commit.computed_hash()?);
        Some(commit)
    }

    /// The hash that the chain knows; zeros cannot be, because files with another one are refused.
    pub fn hash(&self) -> [u8; 32] {
        self.computed_hash().unwrap_or_default()
    }

    /// The row: UIDs and values.
    pub fn row(&self) -> Vec<(u16, u16)> {
        self.uids
            .iter()
            .copied()
            .zip(self.values.iter().copied())
            .collect()
    }

    /// Whether it is of this chain and hotkey.
    pub fn belongs_to(&self, genesis_hash: &[u8; 32], hotkey: &AccountId) -> bool {
        self.genesis_hash == hex::encode(genesis_hash)
            && self.hotkey == PublicKey::from_bytes(*hotkey).to_ss58()
    }

    fn computed_hash(&self) -> Option<[u8; 32]> {
        let row = CommittedRow {
            hotkey: PublicKey::from_ss58(&self.hotkey).ok()?.bytes(),
            storage_index: storage_index(self.netuid, self.mechid)?,
            uids: self.uids.clone(),
            values: self.values.clone(),
            version_key: self.version_key,
        };
        Some(commit_hash(&row, &self.salt))
    }

    fn file_name(&self) -> String {
        // Both texts are hexadecimal and long enough once the commit was checked.
        let start = |text: &str, length| text.get(..length).unwrap_or_default().to_owned();
        format!(
            "{}-{}-{}-{}-{}.json",
            start(&self.genesis_hash, 8),
            self.netuid,
            self.mechid,
            self.hotkey,
            start(&self.commit_hash, 16)
        )
    }
}

/// What keeps commits from being kept or read.
#[derive(Debug, thiserror::Error)]
pub enum PendingError {
    /// The folder or a file cannot be used.
    #[error(
        "cannot keep the commit in {}: {cause}. Check that the disk has room and the folder is \
         yours", path.display()
    )]
    File {
        /// Which.
        path: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
    /// A file does not hold a commit, or one whose hash is another.
    #[error(
        "{} holds no commit that can be revealed: {cause}. Move it away if you do not need it",
        path.display()
    )]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        cause: String,
    },
    /// There is no home folder to keep commits in.
    #[error("there is no home folder: set HOME, or name a folder for pending commits")]
    NoHome,
}

/// The folder of the commits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PendingCommits {
    folder: PathBuf,
}

/// What a folder holds.
#[derive(Debug, Default)]
pub struct PendingListing {
    /// Commits, the oldest first.
    pub commits: Vec<PendingCommit>,
    /// Files that are not what they should be.
    pub damaged: Vec<PendingError>,
}

impl PendingCommits {
    /// Commits in this folder. It is made when the first one is kept.
    pub fn in_folder(folder: impl Into<PathBuf>) -> Self {
        Self {
            folder: folder.into(),
        }
    }

    /// Commits in `.bittensor/pending_commits` of the home folder.
    ///
    /// # Errors
    /// [`PendingError::NoHome`].
    pub fn in_home() -> Result<Self, PendingError> {
        let home = std::env::var_os("HOME")
            .filter(|home| !home.is_empty())
            .ok_or(PendingError::NoHome)?;
        Ok(Self::in_folder(
            Path::new(&home).join(".bittensor/pending_commits"),
        ))
    }

    /// Where they are.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Keeps a commit: afterwards it is on the disk, complete, with mode 0600.
    ///
    /// # Errors
    /// [`PendingError::File`].
    pub fn save(&self, commit: &PendingCommit) -> Result<(), PendingError> {
        let path = self.folder.join(commit.file_name());
        self.write(&path, commit)
            .map_err(|cause| PendingError::File { path, cause })
    }

    fn write(&self, path: &Path, commit: &PendingCommit) -> io::Result<()> {
        std::fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(&self.folder)?;
        // Made with mode 0600 under a name that no listing takes for a commit.
        let mut file = tempfile::NamedTempFile::new_in(&self.folder)?;
        file.write_all(&serde_json::to_vec_pretty(commit)?)?;
        file.as_file().sync_all()?;
        file.persist(path).map_err(|error| error.error)?;
        std::fs::File::open(&self.folder)?.sync_all()
    }

    /// Forgets a commit. One that is not there is forgotten already.
    ///
    /// # Errors
    /// [`PendingError::File`].
    pub fn remove(&self, commit: &PendingCommit) -> Result<(), PendingError> {
        let path = self.folder.join(commit.file_name());
        match std::fs::remove_file(&path) {
            Err(cause) if cause.kind() != io::ErrorKind::NotFound => {
                Err(PendingError::File { path, cause })
            }
            _ => Ok(()),
        }
    }

    /// Everything in the folder. A file that cannot be read is no reason not to reveal the others.
    ///
    /// # Errors
    /// [`PendingError::File`] if there is a folder that cannot be listed.
    pub fn list(&self) -> Result<PendingListing, PendingError> {
        let entries = match std::fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => {
                return Ok(PendingListing::default());
            }
            Err(cause) => {
                let path = self.folder.clone();
                return Err(PendingError::File { path, cause });
            }
        };
        let mut listing = PendingListing::default();
        for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
            if path.extension().is_none_or(|extension| extension != "json") {
                continue;
            }
            match read(&path) {
                Ok(commit) => listing.commits.push(commit),
                Err(error) => listing.damaged.push(error),
            }
        }
        listing.commits.sort_by(|left, right| {
            (left.created_block, &left.commit_hash).cmp(&(right.created_block, &right.commit_hash))
        });
        Ok(listing)
    }
}

fn read(path: &Path) -> Result<PendingCommit, PendingError> {
    let damaged = |cause: String| PendingError::Damaged {
        path: path.to_owned(),
        cause,
    };
    let file = std::fs::File::open(path).map_err(|cause| PendingError::File {
        path: path.to_owned(),
        cause,
    })?;
    let mut text = Vec::new();
    file.take(MAX_FILE_BYTES)
        .read_to_end(&mut text)
        .map_err(|error| damaged(error.to_string()))?;
    let commit: PendingCommit =
        serde_json::from_slice(&text).map_err(|error| damaged(error.to_string()))?;
    if commit.format != FORMAT {
        return Err(damaged(format!("its format is {}", commit.format)));
    }
    // It becomes part of a file name.
    if hex::decode(&commit.genesis_hash).map_or(0, |hash| hash.len()) != 32 {
        return Err(damaged("it names no chain".to_owned()));
    }
    if commit.uids.len() != commit.values.len() {
        return Err(damaged("it has not as many values as UIDs".to_owned()));
    }
    let hash = commit.computed_hash().map(hex::encode);
    if hash.as_ref() != Some(&commit.commit_hash) {
        return Err(damaged("its hash is not that of its row".to_owned()));
    }
    Ok(commit)
}

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    fn commit(created_block: u64) -> PendingCommit {
        let time = RevealTime {
            created_block,
            reveal_epoch: 3,
            first_reveal_block: 400,
        };
        PendingCommit::new(
            &[9; 32],
            (7, 1),
            &[1; 32],
            &[(2, 65_535), (5, 7)],
            4,
            vec![created_block as u16, 2, 3],
            time,
        )
        .unwrap()
    }

    #[test]
    fn commits_survive_a_restart() {
        let folder = tempfile::tempdir().unwrap();
        let store = PendingCommits::in_folder(folder.path().join("new/folder"));
        assert!(store.list().unwrap().commits.is_empty());
        let (late, early) = (commit(20), commit(10));
        store.save(&late).unwrap();
        store.save(&early).unwrap();
        store.save(&late).unwrap();
        let again = PendingCommits::in_folder(store.folder());
        assert_eq!(again.list().unwrap().commits, [early.clone(), late.clone()]);
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(store.folder()), 0o700);
        for entry in std::fs::read_dir(store.folder()).unwrap() {
            assert_eq!(mode(&entry.unwrap().path()), 0o600);
        }
        store.remove(&early).unwrap();
        store.remove(&early).unwrap();
        assert_eq!(store.list().unwrap().commits, [late]);
    }

    #[test]
    fn a_commit_knows_its_chain_and_hotkey() {
        let commit = commit(1);
        assert!(commit.belongs_to(&[9; 32], &[1; 32]));
        assert!(!commit.belongs_to(&[8; 32], &[1; 32]));
        assert!(!commit.belongs_to(&[9; 32], &[2; 32]));
        assert_eq!(commit.row(), [(2, 65_535), (5, 7)]);
        assert!(
            !format!("{commit:?}").contains("65535"),
            "the row is a secret"
        );
    }

    #[test]
    fn damaged_files_are_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        let store = PendingCommits::in_folder(folder.path());
        let good = commit(1);
        store.save(&good).unwrap();
        let text = serde_json::to_string(&good).unwrap();
        let broken = [
            ("cut.json", text[..text.len() / 2].to_owned()),
            ("changed.json", text.replace("[2,5]", "[2,6]")),
            ("uneven.json", text.replace("[2,5]", "[2]")),
            (
                "elsewhere.json",
                text.replace(&"09".repeat(32), "../../../elsewhere"),
            ),
            ("later.json", text.replace("\"format\":1", "\"format\":2")),
        ];
        for (name, text) in &broken {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        std::fs::write(folder.path().join(".tmpAbCd"), "half").unwrap();
        let listing = store.list().unwrap();
        assert_eq!(listing.commits, [good]);
        assert_eq!(listing.damaged.len(), broken.len());
        for error in listing.damaged {
            assert!(matches!(error, PendingError::Damaged { .. }), "{error}");
        }
    }

    #[test]
    fn a_folder_that_cannot_be_used_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        std::fs::write(&file, "").unwrap();
        let store = PendingCommits::in_folder(file.join("inside"));
        let error = store.save(&commit(1)).unwrap_err();
        assert!(error.to_string().contains("inside"), "{error}");
    }
}
