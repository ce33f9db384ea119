//! Models in one GGUF file.

use std::io::BufReader;
use std::path::Path;

use candle_core::Device;
use candle_core::quantized::gguf_file::{Content, Value};
use candle_core::quantized::tokenizer::TokenizerFromGguf;
use candle_transformers::models::{quantized_llama, quantized_qwen2, quantized_qwen3};
use tokenizers::Tokenizer;

use super::CONTEXT_TOKENS;
use super::folder::{FolderError, Loaded};
use super::network::{Family, Network};

const KNOWN: &str = "a llama, qwen2 or qwen3 model";
/// Most layers, heads and experts of a model that is believed.
const MAX_COUNT: u64 = 1024;

/// Loads a file; its tokenizer too if `needs_tokenizer`.
pub(super) fn load(file: &Path, needs_tokenizer: bool) -> Result<Loaded, FolderError> {
    let damaged = |error: candle_core::Error| FolderError::damaged(file, error);
    let opened = match std::fs::File::open(file) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(FolderError::Missing {
                file: file.to_owned(),
            });
        }
        opened => opened.map_err(|error| FolderError::damaged(file, error))?,
    };
    let mut reader = BufReader::new(opened);
    let mut content = Content::read(&mut reader).map_err(damaged)?;
    let architecture = match content.metadata.get("general.architecture") {
        Some(Value::String(name)) => name.clone(),
        _ => return Err(FolderError::damaged(file, "it names no architecture")),
    };
    if !["llama", "qwen2", "qwen3"].contains(&architecture.as_str()) {
        let found = format!("the architecture '{architecture}'");
        return Err(FolderError::Unsupported {
            file: file.to_owned(),
            found,
            known: KNOWN,
        });
    }
    let context_tokens =
        check(&mut content, &architecture).map_err(|cause| FolderError::damaged(file, cause))?;
    let ends = ["tokenizer.ggml.eos_token_id", "tokenizer.ggml.eot_token_id"]
        .iter()
        .filter_map(|key| content.metadata.get(*key)?.to_u64().ok())
        .filter_map(|id| u32::try_from(id).ok())
        .collect();
    let tokenizer = match needs_tokenizer {
        // Only some kinds of tokenizers can be read from here; the others need the file.
        true => Tokenizer::from_gguf(&content).ok(),
        false => None,
    };
    let device = Device::Cpu;
    let family = match architecture.as_str() {
        "qwen2" => quantized_qwen2::ModelWeights::from_gguf(content, &mut reader, &device)
            .map(Family::QuantizedQwen2),
        "qwen3" => quantized_qwen3::ModelWeights::from_gguf(content, &mut reader, &device)
            .map(Family::QuantizedQwen3),
        _ => quantized_llama::ModelWeights::from_gguf(content, &mut reader, &device)
            .map(Family::QuantizedLlama),
    };
    Ok(Loaded {
        network: Network::new(family.map_err(damaged)?),
        context_tokens,
        ends,
        tokenizer,
    })
}

/// Checks the numbers by which the loaders divide and from which they take the sizes of what they
/// allocate. Returns the length of the context, shortened to what is used of it.
fn check(content: &mut Content, architecture: &str) -> Result<usize, String> {
    let number = |key: &str| {
        let key = format!("{architecture}.{key}");
        let value = content
            .metadata
            .get(&key)
            .ok_or_else(|| format!("it lacks {key}"))?;
        value.to_u64().map_err(|_| format!("{key} is no number"))
    };
    let bounded = |key: &str, most: u64| match number(key)? {
        value if (1..=most).contains(&value) => Ok(value),
        value => Err(format!(
            "{architecture}.{key} is {value}, expected 1 to {most}"
        )),
    };
    bounded("block_count", MAX_COUNT)?;
    let heads = bounded("attention.head_count", MAX_COUNT)?;
    let shared = bounded("attention.head_count_kv", heads)?;
    let width = bounded("embedding_length", 1 << 20)?;
    if heads % shared != 0 || (architecture != "qwen3" && width % heads != 0) {
        return Err(format!(
            "width {width}, {heads} heads and {shared} shared heads do not fit"
        ));
    }
    match architecture {
        "llama" => {
            bounded("rope.dimension_count", 1 << 14)?;
            if number("expert_count").is_ok_and(|experts| experts > MAX_COUNT) {
                return Err("it names too many experts".into());
            }
        }
        "qwen3" => {
            bounded("attention.key_length", 1 << 14)?;
        }
        _ => {}
    }
    let context = number("context_length")?.min(CONTEXT_TOKENS as u64) as u32;
    // The loaders prepare tables of this length.
    content.metadata.insert(
        format!("{architecture}.context_length"),
        Value::U32(context),
    );
    Ok(context as usize)
}
