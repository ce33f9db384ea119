//! An embedding by a BERT model from a folder, run inside the process.
//!
//! The vector of a text is the mean over the vectors of its tokens, brought to unit length: what
//! the sentence-transformers of the MiniLM and MPNet age were trained for.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use candle_core::{DType, Device, Tensor};
use candle_nn::VarBuilder;
use candle_transformers::models::bert::{BertModel, Config};
use tokenizers::{Tokenizer, TruncationParams};

use crate::embedder::{Embedder, EmbedderError};

/// Tokens of a text that are read; the rest is cut off. Models with fewer places read less.
pub const MAX_TOKENS: usize = 512;
/// Texts that are computed together.
const BATCH: usize = 16;
/// Largest `config.json`.
const MAX_CONFIG_BYTES: u64 = 1024 * 1024;
/// Largest `tokenizer.json`.
const MAX_TOKENIZER_BYTES: u64 = 128 * 1024 * 1024;
/// Most layers and heads of a model that is believed.
const MAX_COUNT: usize = 1024;

/// Why a BERT model cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum BertError {
    /// A file of the model is not there.
    #[error(
        "{file} is missing: a model is a folder with config.json, model.safetensors and \
         tokenizer.json"
    )]
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
    /// A model of another kind.
    #[error("{file} describes a model of type '{found}': use one of type 'bert'")]
    Unsupported {
        /// The file.
        file: PathBuf,
        /// Its `model_type`.
        found: String,
    },
    /// The tokenizer failed on a text.
    #[error("the tokenizer failed: {cause}. Check that tokenizer.json belongs to the model")]
    Tokenizer {
        /// What it said.
        cause: String,
    },
    /// A computation failed.
    #[error("the model failed: {0}. Its files may be damaged; fetch them again")]
    Computation(#[from] candle_core::Error),
}

impl BertError {
    fn damaged(file: &Path, cause: impl std::fmt::Display) -> Self {
        Self::Damaged {
            file: file.to_owned(),
            cause: cause.to_string(),
        }
    }
}

/// A loaded model.
pub struct BertEmbedder {
    tokenizer: Tokenizer,
    /// One computation at a time: the arithmetic uses all cores already.
    model: Mutex<BertModel>,
    pad: u32,
}

impl std::fmt::Debug for BertEmbedder {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("BertEmbedder")
            .finish_non_exhaustive()
    }
}

impl BertEmbedder {
    /// Loads `config.json`, `model.safetensors` and `tokenizer.json` of a folder.
    ///
    /// # Errors
    /// Names the file that is missing, damaged or of another kind.
    pub fn load(folder: &Path) -> Result<Self, BertError> {
        let config = read_config(&folder.join("config.json"))?;
        let tokenizer = read_tokenizer(&folder.join("tokenizer.json"), &config)?;
        let file = folder.join("model.safetensors");
        if !file.exists() {
            return Err(BertError::Missing { file });
        }
        let damaged = |error: candle_core::Error| BertError::damaged(&file, error);
        let tensors = candle_core::safetensors::load(&file, &Device::Cpu).map_err(damaged)?;
        let builder = VarBuilder::from_tensors(tensors, DType::F32, &Device::Cpu);
        let model = Mutex::new(BertModel::load(builder, &config).map_err(damaged)?);
        let pad = u32::try_from(config.pad_token_id).unwrap_or(0);
        let embedder = Self {
            tokenizer,
            model,
            pad,
        };
        // A trial, so that files which do not belong together are refused before anyone asks.
        embedder.embed_batch(&["A trial.".to_owned()])?;
        Ok(embedder)
    }

    fn embed_batch(&self, texts: &[String]) -> Result<Vec<Vec<f32>>, BertError> {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let encodings =
            self.tokenizer
                .encode_batch(texts, true)
                .map_err(|error| BertError::Tokenizer {
                    cause: error.to_string(),
                })?;
        let rows: Vec<&[u32]> = encodings
            .iter()
            .map(|encoding| encoding.get_ids())
            .collect();
        let longest = rows.iter().map(|row| row.len()).max().unwrap_or(0).max(1);
        let padded = |fill: &dyn Fn(&[u32]) -> Vec<u32>, rest: u32| {
            let cells = rows.iter().flat_map(|row| {
                let mut cells = fill(row);
                cells.resize(longest, rest);
                cells
            });
            Tensor::from_vec(cells.collect(), (rows.len(), longest), &Device::Cpu)
        };
        let tokens = padded(&|row| row.to_vec(), self.pad)?;
        let mask = padded(&|row| vec![1; row.len()], 0)?;
        let vectors = {
            // Whoever panicked with the lock left the model as it was: computing changes nothing.
            let model = self.model.lock().unwrap_or_else(PoisonError::into_inner);
            model.forward(&tokens, &tokens.zeros_like()?, Some(&mask))?
        };
        let mask = mask.to_dtype(DType::F32)?.unsqueeze(2)?;
        // The sum points where the mean does, and only the direction is kept.
        let sums: Vec<Vec<f32>> = vectors.broadcast_mul(&mask)?.sum(1)?.to_vec2()?;
        Ok(sums.into_iter().map(normalised).collect())
    }
}

impl Embedder for BertEmbedder {
    fn embed_all(&self, texts: &[String]) -> Result<Vec<Vec<f32>>, EmbedderError> {
        let mut vectors = Vec::with_capacity(texts.len());
        for batch in texts.chunks(BATCH) {
            vectors.extend(self.embed_batch(batch)?);
        }
        Ok(vectors)
    }
}

fn normalised(mut vector: Vec<f32>) -> Vec<f32> {
    let length = vector.iter().map(|cell| cell * cell).sum::<f32>().sqrt();
    if length > 0.0 {
        vector.iter_mut().for_each(|cell| *cell /= length);
    }
    vector
}

fn read_config(file: &Path) -> Result<Config, BertError> {
    let damaged = |cause: &dyn std::fmt::Display| BertError::damaged(file, cause);
    let json: serde_json::Value =
        serde_json::from_slice(&read(file, MAX_CONFIG_BYTES)?).map_err(|error| damaged(&error))?;
    let kind = json
        .get("model_type")
        .and_then(|kind| kind.as_str())
        .unwrap_or("unknown");
    if kind != "bert" {
        return Err(BertError::Unsupported {
            file: file.to_owned(),
            found: kind.to_owned(),
        });
    }
    let config: Config = serde_json::from_value(json).map_err(|error| damaged(&error))?;
    let (width, heads) = (config.hidden_size, config.num_attention_heads);
    let counts = 1..=MAX_COUNT;
    if !counts.contains(&heads)
        || !counts.contains(&config.num_hidden_layers)
        || width == 0
        || width % heads != 0
    {
        let layers = config.num_hidden_layers;
        let cause =
            format!("{layers} layers of width {width} with {heads} heads do not fit together");
        return Err(damaged(&cause));
    }
    Ok(config)
}

fn read_tokenizer(file: &Path, config: &Config) -> Result<Tokenizer, BertError> {
    let mut tokenizer = Tokenizer::from_bytes(read(file, MAX_TOKENIZER_BYTES)?)
        .map_err(|error| BertError::damaged(file, error))?;
    tokenizer.with_padding(None);
    tokenizer
        .with_truncation(None)
        .map_err(|error| BertError::damaged(file, error))?;
    let max_length = config.max_position_embeddings.min(MAX_TOKENS);
    // The tokens that are put around each text must fit, or the library cannot compute.
    let around = tokenizer
        .encode("", true)
        .map_err(|error| BertError::damaged(file, error))?
        .get_ids()
        .len();
    if max_length <= around {
        return Err(BertError::damaged(
            file,
            format!("it adds {around} tokens to each text, but the model reads {max_length}"),
        ));
    }
    let truncation = TruncationParams {
        max_length,
        ..TruncationParams::default()
    };
    tokenizer
        .with_truncation(Some(truncation))
        .map_err(|error| BertError::damaged(file, error))?;
    Ok(tokenizer)
}

/// The bytes of a file of at most `limit` bytes.
fn read(file: &Path, limit: u64) -> Result<Vec<u8>, BertError> {
    let opened = match std::fs::File::open(file) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(BertError::Missing {
                file: file.to_owned(),
            });
        }
        opened => opened.map_err(|error| BertError::damaged(file, error))?,
    };
    let mut bytes = Vec::new();
    opened
        .take(limit.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|error| BertError::damaged(file, error))?;
    if bytes.len() as u64 > limit {
        return Err(BertError::damaged(
            file,
            format!("it is larger than {limit} bytes"),
        ));
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests;
