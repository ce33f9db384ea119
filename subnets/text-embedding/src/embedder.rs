//! What a miner embeds with.

use std::path::PathBuf;
use std::sync::Arc;

use crate::bert::{BertEmbedder, BertError};
use crate::hashed_ngrams::{DimensionError, HashedNgrams};

/// Why texts cannot be embedded, or an embedder cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum EmbedderError {
    /// The dimension makes no sense.
    #[error(transparent)]
    Dimension(#[from] DimensionError),
    /// The model cannot be used.
    #[error(transparent)]
    Bert(#[from] BertError),
    /// The specification of an embedder cannot be read.
    #[error("unknown backend '{given}': use ngrams:DIMENSION or bert:FOLDER")]
    Unknown {
        /// What was asked for.
        given: String,
    },
}

/// Something that turns texts into vectors.
pub trait Embedder: Send + Sync + 'static {
    /// One vector per text, in the same order, all of one dimension. They have unit length, but
    /// texts that hold nothing to go by become all zeros.
    ///
    /// Computes on the calling thread, which must be one that may block.
    fn embed_all(&self, texts: &[String]) -> Result<Vec<Vec<f32>>, EmbedderError>;
}

impl Embedder for HashedNgrams {
    fn embed_all(&self, texts: &[String]) -> Result<Vec<Vec<f32>>, EmbedderError> {
        Ok(texts.iter().map(|text| self.embed(text)).collect())
    }
}

/// Which embedder, as a person writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EmbedderChoice {
    /// [`HashedNgrams`].
    Ngrams {
        /// Numbers per vector.
        dimension: usize,
    },
    /// [`BertEmbedder`].
    Bert {
        /// Folder of the model.
        folder: PathBuf,
    },
}

impl EmbedderChoice {
    /// Makes the embedder. Reading a model takes a moment.
    pub fn load(&self) -> Result<Arc<dyn Embedder>, EmbedderError> {
        Ok(match self {
            Self::Ngrams { dimension } => Arc::new(HashedNgrams::new(*dimension)?),
            Self::Bert { folder } => Arc::new(BertEmbedder::load(folder)?),
        })
    }
}

impl std::fmt::Display for EmbedderChoice {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Ngrams { dimension } => write!(formatter, "ngrams:{dimension}"),
            Self::Bert { folder } => write!(formatter, "bert:{}", folder.display()),
        }
    }
}

impl std::str::FromStr for EmbedderChoice {
    type Err = EmbedderError;

    fn from_str(text: &str) -> Result<Self, EmbedderError> {
        let unknown = || EmbedderError::Unknown {
            given: text.to_owned(),
        };
        match text.split_once(':') {
            Some(("ngrams", dimension)) => {
                let dimension = dimension.parse().map_err(|_| unknown())?;
                Ok(Self::Ngrams { dimension })
            }
            Some(("bert", folder)) if !folder.is_empty() => Ok(Self::Bert {
                folder: folder.into(),
            }),
            _ => Err(unknown()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_are_read_and_written_alike() {
        for text in ["ngrams:32", "bert:models/a", "bert:a:b"] {
            assert_eq!(text.parse::<EmbedderChoice>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn nonsense_is_refused_with_the_choices() {
        for text in [
            "",
            "ngrams",
            "ngrams:many",
            "ngrams:-1",
            "bert",
            "bert:",
            "gpt:x",
        ] {
            let message = text.parse::<EmbedderChoice>().unwrap_err().to_string();
            assert!(message.contains("bert:FOLDER"), "{message}");
        }
        let choice: EmbedderChoice = "ngrams:9999999".parse().unwrap();
        assert!(choice.load().err().unwrap().to_string().contains("4096"));
    }

    #[test]
    fn many_texts_keep_their_order() {
        let ngrams = HashedNgrams::new(8).unwrap();
        let texts = ["a boat".to_owned(), "a tower".to_owned()];
        let embedded = ngrams.embed_all(&texts).unwrap();
        assert_eq!(embedded, [ngrams.embed("a boat"), ngrams.embed("a tower")]);
    }
}
