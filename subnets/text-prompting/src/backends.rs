//! What a miner answers with.

mod lm;
mod openai;
mod retrieval;

use std::future::Future;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;

pub use lm::LmBackend;
pub use openai::{OpenAiBackend, OpenAiOptions};
pub use retrieval::RetrievalBackend;

/// Why a backend cannot be made or cannot answer.
#[derive(Debug, thiserror::Error)]
pub enum BackendError {
    /// The language model failed.
    #[error(transparent)]
    Model(#[from] crate::lm::ModelError),
    /// The text folder cannot be searched.
    #[error("cannot search the texts in {folder}: {cause}. Check that the folder holds text files")]
    Texts {
        /// The folder, or `the shipped facts`.
        folder: String,
        /// What the search engine said.
        cause: String,
    },
    /// The endpoint did not answer as it should.
    #[error("{url} did not answer: {cause}. Check the address, the key and the model's name")]
    Endpoint {
        /// The address asked.
        url: String,
        /// What happened.
        cause: String,
    },
    /// The specification of a backend cannot be read.
    #[error("unknown backend '{given}': use {choices}")]
    Unknown {
        /// What was asked for.
        given: String,
        /// What there is.
        choices: &'static str,
    },
    /// A task of this process was cut off.
    #[error("the answer was cut off: the miner is stopping")]
    Stopping,
}

/// An answer that comes later.
pub type Answer<'backend> =
    Pin<Box<dyn Future<Output = Result<String, BackendError>> + Send + 'backend>>;

/// Something that answers prompts.
pub trait Backend: Send + Sync + 'static {
    /// Answers one prompt.
    fn answer<'backend>(&'backend self, prompt: &'backend str) -> Answer<'backend>;
}

/// Which backend, as a person writes it.
#[derive(Clone, Debug, PartialEq)]
pub enum BackendChoice {
    /// The shipped language model. Temperature 0 is its best; above that it grows careless.
    Lm {
        /// 0 for the likeliest words.
        temperature: f64,
    },
    /// Full-text search.
    Retrieval {
        /// Folder of `.txt` and `.md` files; the shipped facts if none.
        folder: Option<PathBuf>,
        /// Share of the sentences that is kept, 0..1.
        share: f64,
    },
    /// An OpenAI-compatible endpoint, configured by the environment.
    OpenAi,
}

impl BackendChoice {
    const CHOICES: &'static str = "lm, lm:TEMPERATURE, retrieval, retrieval:SHARE, \
                                   retrieval:FOLDER or openai";

    /// Loads the backend. Reading models and texts takes a moment.
    pub fn load(&self) -> Result<Arc<dyn Backend>, BackendError> {
        Ok(match self {
            Self::Lm { temperature } => Arc::new(LmBackend::shipped(*temperature)?),
            Self::Retrieval { folder: None, share } => Arc::new(RetrievalBackend::facts(*share)?),
            Self::Retrieval { folder: Some(folder), share } => {
                Arc::new(RetrievalBackend::folder(folder, *share)?)
            }
            Self::OpenAi => Arc::new(OpenAiBackend::new(OpenAiOptions::from_environment()?)?),
        })
    }
}

impl std::fmt::Display for BackendChoice {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Lm { temperature: 0.0 } => formatter.write_str("lm"),
            Self::Lm { temperature } => write!(formatter, "lm:{temperature}"),
            Self::Retrieval { folder: Some(folder), .. } => {
                write!(formatter, "retrieval:{}", folder.display())
            }
            Self::Retrieval { folder: None, share: 1.0 } => formatter.write_str("retrieval"),
            Self::Retrieval { folder: None, share } => write!(formatter, "retrieval:{share}"),
            Self::OpenAi => formatter.write_str("openai"),
        }
    }
}

impl std::str::FromStr for BackendChoice {
    type Err = BackendError;

    fn from_str(text: &str) -> Result<Self, BackendError> {
        let unknown =
            || BackendError::Unknown { given: text.to_owned(), choices: Self::CHOICES };
        let (kind, detail) = text.split_once(':').map_or((text, None), |(k, d)| (k, Some(d)));
        match (kind, detail) {
            ("lm", None) => Ok(Self::Lm { temperature: 0.0 }),
            ("lm", Some(detail)) => {
                let temperature: f64 = detail.parse().map_err(|_| unknown())?;
                if !(0.0..=10.0).contains(&temperature) {
                    return Err(unknown());
                }
                Ok(Self::Lm { temperature })
            }
            ("retrieval", None) => Ok(Self::Retrieval { folder: None, share: 1.0 }),
            ("retrieval", Some(detail)) => match detail.parse::<f64>() {
                Ok(share) if (0.0..=1.0).contains(&share) => {
                    Ok(Self::Retrieval { folder: None, share })
                }
                Ok(_) => Err(unknown()),
                Err(_) => Ok(Self::Retrieval { folder: Some(detail.into()), share: 1.0 }),
            },
            ("openai", None) => Ok(Self::OpenAi),
            _ => Err(unknown()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_are_read_and_written_alike() {
        for text in ["lm", "lm:1.5", "retrieval", "retrieval:0.4", "retrieval:texts", "openai"] {
            assert_eq!(text.parse::<BackendChoice>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn nonsense_is_refused_with_the_choices() {
        for text in ["", "gpt", "lm:hot", "lm:-1", "retrieval:2", "openai:x"] {
            let message = text.parse::<BackendChoice>().unwrap_err().to_string();
            assert!(message.contains("retrieval"), "{message}");
        }
    }
}
