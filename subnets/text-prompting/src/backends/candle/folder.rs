//! Finding and joining the files of a model.

use std::collections::BTreeSet;
use std::io::Read;
use std::panic::AssertUnwindSafe;
use std::path::{Path, PathBuf};

use tokenizers::Tokenizer;

use super::chat::{Chat, end_tokens};
use super::network::Network;
use super::{CONTEXT_TOKENS, MAX_NEW_TOKENS, gguf, weights};

/// Largest `config.json`.
pub(super) const MAX_CONFIG_BYTES: u64 = 1024 * 1024;
/// Largest `tokenizer.json`; those with the most words have some 30 MB.
const MAX_TOKENIZER_BYTES: u64 = 128 * 1024 * 1024;
/// Shortest context that leaves room for a question.
const MIN_CONTEXT_TOKENS: usize = 2 * MAX_NEW_TOKENS;

/// Why the model in a folder cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// There is nothing to load.
    #[error(
        "{folder} holds no model: put a GGUF file there, or config.json with model.safetensors, \
         and the tokenizer.json that belongs to it"
    )]
    NoModel {
        /// Where was looked.
        folder: PathBuf,
    },
    /// There is more than one model.
    #[error("{folder} holds several GGUF files: name the one to use, as in candle:{example}")]
    Ambiguous {
        /// Where was looked.
        folder: PathBuf,
        /// One of them.
        example: PathBuf,
    },
    /// A file of the model is not there.
    #[error("{file} is missing: copy it from where the model comes from")]
    Missing {
        /// The file.
        file: PathBuf,
    },
    /// A file cannot be read or does not hold what it should.
    #[error("cannot read {file}: {cause}. It may be damaged or cut off; fetch it again")]
    Damaged {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        cause: String,
    },
    /// A model of a kind that is not known here.
    #[error("{file} describes {found}, which cannot be run here: use {known}")]
    Unsupported {
        /// The file.
        file: PathBuf,
        /// What it describes.
        found: String,
        /// What can be run.
        known: &'static str,
    },
}

impl FolderError {
    pub(super) fn damaged(file: &Path, cause: impl std::fmt::Display) -> Self {
        Self::Damaged {
            file: file.to_owned(),
            cause: cause.to_string(),
        }
    }
}

/// What a file with weights brings.
pub(super) struct Loaded {
    pub(super) network: Network,
    /// Places that the network can tell apart, at most [`CONTEXT_TOKENS`].
    pub(super) context_tokens: usize,
    /// Tokens that end an answer, as far as the model's own description names them.
    pub(super) ends: Vec<u32>,
    /// The tokenizer inside the file, if there is one that can be read.
    pub(super) tokenizer: Option<Tokenizer>,
}

/// A model that is ready to answer.
pub(super) struct Model {
    pub(super) network: Network,
    pub(super) tokenizer: Tokenizer,
    pub(super) chat: Chat,
    pub(super) ends: BTreeSet<u32>,
    pub(super) context_tokens: usize,
}

impl Model {
    /// Loads the model of a folder, or a GGUF file and what lies beside it.
    pub(super) fn load(path: &Path) -> Result<Self, FolderError> {
        let (folder, source) = find(path)?;
        let tokenizer = read_tokenizer(&folder.join("tokenizer.json"))?;
        let file = source.file().to_owned();
        // The libraries below panic on some files that contradict themselves.
        let needs_tokenizer = tokenizer.is_none();
        let loaded = std::panic::catch_unwind(|| source.load(needs_tokenizer))
            .unwrap_or_else(|_| Err(FolderError::damaged(&file, "it contradicts itself")))?;
        if loaded.context_tokens < MIN_CONTEXT_TOKENS {
            return Err(FolderError::Unsupported {
                file,
                found: format!("a context of {} tokens", loaded.context_tokens),
                known: "a model that reads at least 128",
            });
        }
        let tokenizer = tokenizer.or(loaded.tokenizer);
        let tokenizer = tokenizer.ok_or_else(|| FolderError::Missing {
            file: folder.join("tokenizer.json"),
        })?;
        let mut network = loaded.network;
        let trial = AssertUnwindSafe(|| network.scores(&[0]).map(drop));
        std::panic::catch_unwind(trial)
            .unwrap_or_else(|_| Err(candle_core::Error::msg("its parts do not fit together")))
            .map_err(|error| FolderError::damaged(&file, error))?;
        let chat = Chat::of(&tokenizer);
        let ends = loaded
            .ends
            .into_iter()
            .chain(end_tokens(&tokenizer))
            .collect();
        let context_tokens = loaded.context_tokens.min(CONTEXT_TOKENS);
        Ok(Self {
            network,
            tokenizer,
            chat,
            ends,
            context_tokens,
        })
    }
}

enum Source {
    Gguf(PathBuf),
    Safetensors {
        config: PathBuf,
        shards: Vec<PathBuf>,
    },
}

impl Source {
    /// The file that describes the model.
    fn file(&self) -> &Path {
        match self {
            Self::Gguf(file) | Self::Safetensors { config: file, .. } => file,
        }
    }

    fn load(&self, needs_tokenizer: bool) -> Result<Loaded, FolderError> {
        match self {
            Self::Gguf(file) => gguf::load(file, needs_tokenizer),
            Self::Safetensors { config, shards } => weights::load(config, shards),
        }
    }
}

/// The folder of a model and the files in it to load.
fn find(path: &Path) -> Result<(PathBuf, Source), FolderError> {
    if path.extension().is_some_and(|ending| ending == "gguf") && !path.is_dir() {
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        return Ok((folder, Source::Gguf(path.to_owned())));
    }
    let unreadable = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => FolderError::NoModel {
            folder: path.to_owned(),
        },
        _ => FolderError::damaged(path, error),
    };
    let entries = std::fs::read_dir(path).map_err(unreadable)?;
    let mut files: Vec<PathBuf> = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .collect();
    files.sort();
    let mut with_ending = |wanted: &str| -> Vec<PathBuf> {
        files
            .extract_if(.., |file| file.extension().is_some_and(|it| it == wanted))
            .collect()
    };
    let (ggufs, shards) = (with_ending("gguf"), with_ending("safetensors"));
    let folder = path.to_owned();
    let source = match ggufs.as_slice() {
        [] if shards.is_empty() => return Err(FolderError::NoModel { folder }),
        [] => Source::Safetensors {
            config: path.join("config.json"),
            shards,
        },
        [only] => Source::Gguf(only.clone()),
        [example, ..] => {
            return Err(FolderError::Ambiguous {
                folder,
                example: example.clone(),
            });
        }
    };
    Ok((folder, source))
}

/// The bytes of a file of at most `limit` bytes.
pub(super) fn read(file: &Path, limit: u64) -> Result<Vec<u8>, FolderError> {
    let opened = match std::fs::File::open(file) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(FolderError::Missing {
                file: file.to_owned(),
            });
        }
        opened => opened.map_err(|error| FolderError::damaged(file, error))?,
    };
    let mut bytes = Vec::new();
    opened
        .take(limit.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|error| FolderError::damaged(file, error))?;
    if bytes.len() as u64 > limit {
        return Err(FolderError::damaged(
            file,
            format!("it is larger than {limit} bytes"),
        ));
    }
    Ok(bytes)
}

fn read_tokenizer(file: &Path) -> Result<Option<Tokenizer>, FolderError> {
    let bytes = match read(file, MAX_TOKENIZER_BYTES) {
        Err(FolderError::Missing { .. }) => return Ok(None),
        bytes => bytes?,
    };
    let mut tokenizer =
        Tokenizer::from_bytes(bytes).map_err(|error| FolderError::damaged(file, error))?;
    tokenizer.with_padding(None);
    // Prompts that are too long are refused, not cut.
    tokenizer
        .with_truncation(None)
        .map_err(|error| FolderError::damaged(file, error))?;
    Ok(Some(tokenizer))
}
