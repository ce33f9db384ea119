//! What a miner answers with.

mod candle;
mod lm;
mod openai;
mod retrieval;

use std::future::Future;
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;

use futures::{Stream, StreamExt, stream};

pub use candle::{CandleBackend, FolderError, MAX_NEW_TOKENS, MAX_PROMPT_TOKENS};
pub use lm::LmBackend;
pub use openai::{OpenAiBackend, OpenAiOptions};
pub use retrieval::RetrievalBackend;

/// Why a backend cannot be made or cannot answer.
#[derive(Debug, thiserror::Error)]
pub enum BackendError {
    /// The language model failed.
    #[error(transparent)]
    Model(#[from] crate::lm::ModelError),
    /// The folder of a model cannot be used.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// A computation with a loaded model failed.
    #[error("the model failed: {0}. Its files may be damaged; fetch them again")]
    Computation(#[from] candle_core::Error),
    /// The tokenizer of a model failed.
    #[error("the tokenizer failed: {cause}. Check that tokenizer.json belongs to the model")]
    Tokenizer {
        /// What it said.
        cause: String,
    },
    /// The prompt is longer than what the model reads.
    #[error("the prompt is {tokens} tokens long, the model reads {limit}: shorten it")]
    PromptTooLong {
        /// Its length with the chat markers.
        tokens: usize,
        /// The longest that is read.
        limit: usize,
    },
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

impl BackendError {
    fn tokenizer(cause: impl std::fmt::Display) -> Self {
        Self::Tokenizer {
            cause: cause.to_string(),
        }
    }
}

/// An answer that comes later.
pub type Answer<'backend> =
    Pin<Box<dyn Future<Output = Result<String, BackendError>> + Send + 'backend>>;

/// The pieces of an answer, in order. Joined they are the whole.
pub type AnswerStream = Pin<Box<dyn Stream<Item = Result<String, BackendError>> + Send>>;

/// Something that answers prompts.
pub trait Backend: Send + Sync + 'static {
    /// Answers one prompt.
    fn answer<'backend>(&'backend self, prompt: &'backend str) -> Answer<'backend>;

    /// Answers one prompt piece by piece. A backend that knows its answer only as a whole need not
    /// do anything: the finished answer is split at its words.
    fn stream(self: Arc<Self>, prompt: String) -> AnswerStream {
        let words = async move {
            match self.answer(&prompt).await {
                Ok(answer) => answer
                    .split_inclusive(' ')
                    .map(|word| Ok(word.to_owned()))
                    .collect(),
                Err(error) => vec![Err(error)],
            }
        };
        Box::pin(stream::once(words).flat_map(stream::iter))
    }
}

/// Temperatures that make sense.
const TEMPERATURES: RangeInclusive<f64> = 0.0..=10.0;

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
    /// A model from a folder: GGUF, or safetensors with `config.json`.
    Candle {
        /// The folder, or the GGUF file.
        folder: PathBuf,
        /// 0 for the likeliest tokens.
        temperature: f64,
    },
    /// An OpenAI-compatible endpoint, configured by the environment.
    OpenAi,
}

impl BackendChoice {
    const CHOICES: &'static str = "lm, lm:TEMPERATURE, retrieval, retrieval:SHARE, \
                                   retrieval:FOLDER, candle:FOLDER, candle:TEMPERATURE:FOLDER \
                                   or openai";

    /// Loads the backend. Reading models and texts takes a moment.
    pub fn load(&self) -> Result<Arc<dyn Backend>, BackendError> {
        Ok(match self {
            Self::Lm { temperature } => Arc::new(LmBackend::shipped(*temperature)?),
            Self::Retrieval {
                folder: None,
                share,
            } => Arc::new(RetrievalBackend::facts(*share)?),
            Self::Retrieval {
                folder: Some(folder),
                share,
            } => Arc::new(RetrievalBackend::folder(folder, *share)?),
            Self::Candle {
                folder,
                temperature,
            } => Arc::new(CandleBackend::load(folder, *temperature)?),
            Self::OpenAi => Arc::new(OpenAiBackend::new(OpenAiOptions::from_environment()?)?),
        })
    }
}

impl std::fmt::Display for BackendChoice {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Lm { temperature: 0.0 } => formatter.write_str("lm"),
            Self::Lm { temperature } => write!(formatter, "lm:{temperature}"),
            Self::Retrieval {
                folder: Some(folder),
                ..
            } => {
                write!(formatter, "retrieval:{}", folder.display())
            }
            Self::Retrieval {
                folder: None,
                share: 1.0,
            } => formatter.write_str("retrieval"),
            Self::Retrieval {
                folder: None,
                share,
            } => write!(formatter, "retrieval:{share}"),
            Self::Candle {
                folder,
                temperature: 0.0,
            } => {
                write!(formatter, "candle:{}", folder.display())
            }
            Self::Candle {
                folder,
                temperature,
            } => {
                write!(formatter, "candle:{temperature}:{}", folder.display())
            }
            Self::OpenAi => formatter.write_str("openai"),
        }
    }
}

impl std::str::FromStr for BackendChoice {
    type Err = BackendError;

    fn from_str(text: &str) -> Result<Self, BackendError> {
        let unknown = || BackendError::Unknown {
            given: text.to_owned(),
            choices: Self::CHOICES,
        };
        let (kind, detail) = text
            .split_once(':')
            .map_or((text, None), |(k, d)| (k, Some(d)));
        match (kind, detail) {
            ("lm", None) => Ok(Self::Lm { temperature: 0.0 }),
            ("lm", Some(detail)) => match detail.parse::<f64>() {
                Ok(temperature) if TEMPERATURES.contains(&temperature) => {
                    Ok(Self::Lm { temperature })
                }
                _ => Err(unknown()),
            },
            ("candle", Some(detail)) => {
                let split = detail.split_once(':');
                let (temperature, folder) = split
                    .and_then(|(number, folder)| Some((number.parse::<f64>().ok()?, folder)))
                    .unwrap_or((0.0, detail));
                if folder.is_empty() || !TEMPERATURES.contains(&temperature) {
                    return Err(unknown());
                }
                Ok(Self::Candle {
                    folder: folder.into(),
                    temperature,
                })
            }
            ("retrieval", None) => Ok(Self::Retrieval {
                folder: None,
                share: 1.0,
            }),
            ("retrieval", Some(detail)) => match detail.parse::<f64>() {
                Ok(share) if (0.0..=1.0).contains(&share) => Ok(Self::Retrieval {
                    folder: None,
                    share,
                }),
                Ok(_) => Err(unknown()),
                Err(_) => Ok(Self::Retrieval {
                    folder: Some(detail.into()),
                    share: 1.0,
                }),
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
        let retrieval = ["retrieval", "retrieval:0.4", "retrieval:texts"];
        let candle = [
            "candle:a/b",
            "candle:a:b",
            "candle:0.7:/a",
            "candle:./a.gguf",
        ];
        for text in ["lm", "lm:1.5", "openai"]
            .iter()
            .chain(&retrieval)
            .chain(&candle)
        {
            assert_eq!(text.parse::<BackendChoice>().unwrap().to_string(), *text);
        }
    }

    #[tokio::test]
    async fn a_whole_answer_is_streamed_word_by_word() {
        struct Fixed(&'static str);
        impl Backend for Fixed {
            fn answer<'backend>(&'backend self, prompt: &'backend str) -> Answer<'backend> {
                let failed = || BackendError::Tokenizer {
                    cause: "refused".into(),
                };
                let answer = if prompt == "fail" {
                    Err(failed())
                } else {
                    Ok(self.0.into())
                };
                Box::pin(std::future::ready(answer))
            }
        }
        let backend: Arc<dyn Backend> = Arc::new(Fixed("Port au Prince"));
        let pieces: Vec<_> = Arc::clone(&backend)
            .stream("?".into())
            .map(Result::unwrap)
            .collect()
            .await;
        assert_eq!(pieces, ["Port ", "au ", "Prince"]);
        let failed: Vec<_> = backend.stream("fail".into()).collect().await;
        assert!(matches!(
            failed.as_slice(),
            [Err(BackendError::Tokenizer { .. })]
        ));
    }

    #[test]
    fn nonsense_is_refused_with_the_choices() {
        for text in [
            "",
            "gpt",
            "lm:hot",
            "lm:-1",
            "retrieval:2",
            "openai:x",
            "candle",
            "candle:",
            "candle:99:x",
        ] {
            let message = text.parse::<BackendChoice>().unwrap_err().to_string();
            assert!(message.contains("retrieval"), "{message}");
        }
    }
}
