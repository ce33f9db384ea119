//! Finding and reading golden files.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde_json::Value;

/// Why a path cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// It cannot be read.
    #[error("cannot read {path}: {source}")]
    Unreadable {
        /// The path.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// It is not JSON.
    #[error("{path} is not JSON: {source}")]
    NotJson {
        /// The path.
        path: PathBuf,
        /// What the parser says.
        source: serde_json::Error,
    },
    /// A folder without golden files.
    #[error("{0} holds no .json file")]
    Empty(PathBuf),
}

/// Folders below folders are followed this far.
const MOST_DEPTH: usize = 8;

/// The golden files under the paths: a file stands for itself, a folder for every `.json` below it,
/// sorted.
///
/// # Errors
/// If a path cannot be read or a folder holds none.
pub fn collect(paths: &[PathBuf]) -> Result<Vec<PathBuf>, FileError> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            let before = files.len();
            collect_folder(path, MOST_DEPTH, &mut files)?;
            if files.len() == before {
                return Err(FileError::Empty(path.clone()));
            }
        } else {
            files.push(path.clone());
        }
    }
    Ok(files)
}

fn collect_folder(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) -> Result<(), FileError> {
    let unreadable = |source| FileError::Unreadable {
        path: folder.into(),
        source,
    };
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .map_err(unreadable)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()
        .map_err(unreadable)?;
    entries.sort();
    for entry in entries {
        if entry.is_dir() && depth > 0 {
            collect_folder(&entry, depth - 1, files)?;
        } else if entry
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            files.push(entry);
        }
    }
    Ok(())
}

/// Reads a file as JSON.
///
/// # Errors
/// If it cannot be read or is not JSON.
pub fn load(path: &Path) -> Result<Value, FileError> {
    let text = fs::read_to_string(path).map_err(|source| FileError::Unreadable {
        path: path.into(),
        source,
    })?;
    serde_json::from_str(&text).map_err(|source| FileError::NotJson {
        path: path.into(),
        source,
    })
}

/// The file's name alone.
#[must_use]
pub fn name(path: &Path) -> String {
    path.file_name()
        .unwrap_or(path.as_os_str())
        .to_string_lossy()
        .into_owned()
}
