//! Metadata between connections: one file for each runtime of each chain.

use std::io::Write;
use std::path::{Path, PathBuf};

/// Files that are kept; the oldest go first. Each is some 150 to 400 KB.
const MAX_FILES: usize = 32;
/// Ending of their names.
const ENDING: &str = "metadata";

/// A file: 32 bytes of hash over the rest, then the metadata as the node served it.
#[derive(Clone, Debug)]
pub(crate) struct MetadataFile {
    directory: PathBuf,
    name: String,
}

impl MetadataFile {
    /// The file of the runtime whose code has `code_hash`.
    pub(crate) fn new(
        directory: &Path,
        genesis_hash: &[u8; 32],
        spec_version: u32,
        code_hash: &str,
    ) -> Self {
        let code = code_hash.trim_start_matches("0x");
        let code: String = code
            .chars()
            .filter(char::is_ascii_hexdigit)
            .take(32)
            .collect();
        let genesis = hex::encode(genesis_hash.get(..16).unwrap_or_default());
        Self {
            directory: directory.to_owned(),
            name: format!("{genesis}-{spec_version}-{code}.{ENDING}"),
        }
    }

    /// The metadata, if the file is there and whole.
    pub(crate) fn read(&self) -> Option<Vec<u8>> {
        let bytes = std::fs::read(self.directory.join(&self.name)).ok()?;
        let (hash, metadata) = bytes.split_first_chunk::<32>()?;
        (sp_crypto_hashing::blake2_256(metadata) == *hash).then(|| metadata.to_vec())
    }

    /// Writes the file under another name first, so that it is whole or not there. A cache that
    /// cannot be written is no failure.
    pub(crate) fn write(&self, metadata: &[u8]) {
        if let Err(error) = self.try_write(metadata) {
            tracing::debug!(%error, directory = %self.directory.display(), "metadata not kept");
        }
    }

    fn try_write(&self, metadata: &[u8]) -> std::io::Result<()> {
        std::fs::create_dir_all(&self.directory)?;
        let beside = format!(".{}.{}", self.name, std::process::id());
        let beside = self.directory.join(beside);
        let written = (|| {
            let mut file = std::fs::File::create(&beside)?;
            file.write_all(&sp_crypto_hashing::blake2_256(metadata))?;
            file.write_all(metadata)?;
            std::fs::rename(&beside, self.directory.join(&self.name))
        })();
        if written.is_err() {
            // The error that matters is the first.
            let _ = std::fs::remove_file(&beside);
        }
        written?;
        self.drop_oldest()
    }

    fn drop_oldest(&self) -> std::io::Result<()> {
        let mut files: Vec<(std::time::SystemTime, PathBuf)> = std::fs::read_dir(&self.directory)?
            .filter_map(Result::ok)
            .filter(|entry| {
                entry
                    .path()
                    .extension()
                    .is_some_and(|ending| ending == ENDING)
            })
            .filter_map(|entry| Some((entry.metadata().ok()?.modified().ok()?, entry.path())))
            .collect();
        files.sort();
        let surplus = files.len().saturating_sub(MAX_FILES);
        files
            .into_iter()
            .take(surplus)
            .try_for_each(|(_, path)| std::fs::remove_file(path))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;

    fn directory(name: &str) -> PathBuf {
        let path = std::env::temp_dir().join(format!("taonet-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        path
    }

    #[test]
    fn what_was_written_is_read_and_a_damaged_file_is_not() {
        let directory = directory("metadata-files");
        let file = MetadataFile::new(&directory, &[7; 32], 425, "0xabcd");
        assert_eq!(file.read(), None);
        file.write(b"metadata");
        assert_eq!(file.read().unwrap(), b"metadata");
        let other = MetadataFile::new(&directory, &[7; 32], 425, "0xabce");
        assert_eq!(other.read(), None, "another code is another file");

        let path = directory.join(&file.name);
        let mut bytes = std::fs::read(&path).unwrap();
        bytes.pop();
        std::fs::write(&path, bytes).unwrap();
        assert_eq!(file.read(), None, "cut short");
        std::fs::remove_dir_all(directory).unwrap();
    }

    #[test]
    fn old_files_make_room() {
        let directory = directory("metadata-room");
        for version in 0..40 {
            MetadataFile::new(&directory, &[1; 32], version, "00").write(b"x");
        }
        assert_eq!(std::fs::read_dir(&directory).unwrap().count(), MAX_FILES);
        std::fs::remove_dir_all(directory).unwrap();
    }
}
