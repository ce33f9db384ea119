//! Models as `config.json` with safetensors.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use candle_core::{DType, Device, Tensor};
use candle_nn::VarBuilder;
use candle_transformers::models::llama::{Cache, Config, Llama, LlamaConfig, LlamaEosToks};
use serde_json::Value;

use super::CONTEXT_TOKENS;
use super::folder::{FolderError, Loaded, MAX_CONFIG_BYTES, read};
use super::network::{Family, Network};

const KNOWN: &str = "a model of type 'llama', or a GGUF file";
/// Most layers and heads of a model that is believed.
const MAX_COUNT: usize = 1024;

/// Loads a model from its description and all files with weights.
pub(super) fn load(config_file: &Path, shards: &[PathBuf]) -> Result<Loaded, FolderError> {
    let config = read_config(config_file)?;
    let mut tensors = HashMap::new();
    for shard in shards {
        let part = candle_core::safetensors::load(shard, &Device::Cpu)
            .map_err(|error| FolderError::damaged(shard, error))?;
        tensors.extend(part);
    }
    let first = shards.first().map_or(config_file, PathBuf::as_path);
    check_layers(&config, &tensors).map_err(|cause| FolderError::damaged(first, cause))?;
    let builder = VarBuilder::from_tensors(tensors, DType::F32, &Device::Cpu);
    let network = Llama::load(builder, &config)
        .and_then(|llama| {
            let empty = Cache::new(true, DType::F32, &config, &Device::Cpu)?;
            let cache = empty.clone();
            Ok(Network::new(Family::Llama {
                network: llama,
                empty,
                cache,
            }))
        })
        .map_err(|error| FolderError::damaged(first, error))?;
    let ends = match config.eos_token_id {
        Some(LlamaEosToks::Single(id)) => vec![id],
        Some(LlamaEosToks::Multiple(ids)) => ids,
        None => Vec::new(),
    };
    let context_tokens = config.max_position_embeddings;
    Ok(Loaded {
        network,
        context_tokens,
        ends,
        tokenizer: None,
    })
}

fn read_config(file: &Path) -> Result<Config, FolderError> {
    let bytes = read(file, MAX_CONFIG_BYTES)?;
    let mut json: Value =
        serde_json::from_slice(&bytes).map_err(|error| FolderError::damaged(file, error))?;
    let unsupported = |found: String| {
        Err(FolderError::Unsupported {
            file: file.to_owned(),
            found,
            known: KNOWN,
        })
    };
    let kind = json
        .get("model_type")
        .and_then(Value::as_str)
        .unwrap_or("of no type");
    if kind != "llama" {
        return unsupported(format!("a model of type '{kind}'"));
    }
    for option in ["attention_bias", "mlp_bias"] {
        if json.get(option).and_then(Value::as_bool) == Some(true) {
            return unsupported(format!("a model with {option}"));
        }
    }
    move_rope_parameters(&mut json);
    let rope = json
        .get("rope_scaling")
        .and_then(|rope| rope.get("rope_type").or(rope.get("type")));
    match rope.and_then(Value::as_str) {
        None | Some("default" | "llama3") => {}
        Some(other) => return unsupported(format!("positions of type '{other}'")),
    }
    let config: LlamaConfig =
        serde_json::from_value(json).map_err(|error| FolderError::damaged(file, error))?;
    let mut config = config.into_config(false);
    check_numbers(&config).map_err(|cause| FolderError::damaged(file, cause))?;
    // Tables of this length are prepared.
    config.max_position_embeddings = config.max_position_embeddings.min(CONTEXT_TOKENS);
    Ok(config)
}

/// Newer descriptions keep what belongs to positions in one object; the older place is read here.
fn move_rope_parameters(json: &mut Value) {
    let Some(fields) = json.as_object_mut() else {
        return;
    };
    let Some(Value::Object(rope)) = fields.remove("rope_parameters") else {
        return;
    };
    if let Some(theta) = rope.get("rope_theta") {
        fields.entry("rope_theta").or_insert_with(|| theta.clone());
    }
    if rope
        .get("rope_type")
        .and_then(Value::as_str)
        .is_some_and(|kind| kind != "default")
    {
        fields.insert("rope_scaling".into(), Value::Object(rope));
    }
}

/// Checks the numbers by which the network divides and from which it takes sizes.
fn check_numbers(config: &Config) -> Result<(), String> {
    let (width, heads) = (config.hidden_size, config.num_attention_heads);
    let shared = config.num_key_value_heads;
    let counts = 1..=MAX_COUNT;
    if !counts.contains(&heads)
        || !counts.contains(&shared)
        || !counts.contains(&config.num_hidden_layers)
        || heads % shared != 0
        || width == 0
        || width % heads != 0
    {
        let layers = config.num_hidden_layers;
        return Err(format!(
            "{layers} layers of width {width} with {heads} heads and {shared} shared heads do not \
             fit together"
        ));
    }
    Ok(())
}

/// Checks that every layer has its weights: the library takes that for granted.
fn check_layers(config: &Config, tensors: &HashMap<String, Tensor>) -> Result<(), String> {
    let (width, inner) = (config.hidden_size, config.intermediate_size);
    let shared = width / config.num_attention_heads * config.num_key_value_heads;
    let expected: [(&str, &[usize]); 9] = [
        ("input_layernorm", &[width]),
        ("post_attention_layernorm", &[width]),
        ("self_attn.q_proj", &[width, width]),
        ("self_attn.k_proj", &[shared, width]),
        ("self_attn.v_proj", &[shared, width]),
        ("self_attn.o_proj", &[width, width]),
        ("mlp.gate_proj", &[inner, width]),
        ("mlp.up_proj", &[inner, width]),
        ("mlp.down_proj", &[width, inner]),
    ];
    for layer in 0..config.num_hidden_layers {
        for (part, shape) in expected {
            let name = format!("model.layers.{layer}.{part}.weight");
            let found = tensors.get(&name).map(Tensor::dims);
            if found != Some(shape) {
                let found = found.map_or("nothing".into(), |found| format!("{found:?}"));
                return Err(format!("{name} should be {shape:?} but is {found}"));
            }
        }
    }
    Ok(())
}
