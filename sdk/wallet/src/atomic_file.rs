//! Writing a file so that it is always either absent, old, or new and complete.

use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io::{self, Write},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
};

/// Writes `content` with mode 0600, making missing folders with mode 0700.
///
/// With `replace` unset, an existing file makes it fail with `AlreadyExists`, even when somebody
/// creates it in the same moment.
pub(crate) fn write(path: &Path, content: &[u8], replace: bool) -> io::Result<()> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or_else(|| Path::new("."));
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)?;
    if !replace && path.symlink_metadata().is_ok() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    let temporary = temporary_name(path)?;
    let written = write_and_move(&temporary, path, content, replace);
    if written.is_err() {
        // The file in place was not touched; only the leftover goes.
        let _ = fs::remove_file(&temporary);
    }
    written?;
    File::open(folder)?.sync_all()
}

fn write_and_move(temporary: &Path, path: &Path, content: &[u8], replace: bool) -> io::Result<()> {
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(temporary)?;
    file.write_all(content)?;
    file.sync_all()?;
    drop(file);
    if replace {
        fs::rename(temporary, path)
    } else {
        // A link fails when the name is taken, which a rename would not.
        match fs::hard_link(temporary, path) {
            Ok(()) => fs::remove_file(temporary),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
            // Some file systems have no links. That nothing is there was checked above.
            Err(_) => fs::rename(temporary, path),
        }
    }
}

fn temporary_name(path: &Path) -> io::Result<PathBuf> {
    let mut random = [0; 8];
    getrandom::getrandom(&mut random).map_err(|error| io::Error::other(error.to_string()))?;
    let name = path
        .file_name()
        .ok_or(io::ErrorKind::InvalidInput)?
        .to_string_lossy();
    Ok(path.with_file_name(format!(".{name}.{}.tmp", hex::encode(random))))
}
