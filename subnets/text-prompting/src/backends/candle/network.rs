//! The networks that can be run.

use candle_core::{Device, Result, Tensor};
use candle_transformers::models::{llama, quantized_llama, quantized_qwen2, quantized_qwen3};

/// A network and what it remembers of one conversation. Copies share the weights.
#[derive(Clone)]
pub(super) enum Network {
    /// Llama in full precision.
    Llama(llama::Llama, llama::Cache),
    /// Llama's family from a GGUF file.
    QuantizedLlama(quantized_llama::ModelWeights),
    /// Qwen 2 and 2.5 from a GGUF file.
    QuantizedQwen2(quantized_qwen2::ModelWeights),
    /// Qwen 3 from a GGUF file.
    QuantizedQwen3(quantized_qwen3::ModelWeights),
}

impl Network {
    /// A score for every possible next token, after reading `tokens` at `position`.
    pub(super) fn scores(&mut self, tokens: &[u32], position: usize) -> Result<Tensor> {
        let input = Tensor::new(tokens, &Device::Cpu)?.unsqueeze(0)?;
        let scores = match self {
            Self::Llama(network, cache) => network.forward(&input, position, cache),
            Self::QuantizedLlama(network) => network.forward(&input, position),
            Self::QuantizedQwen2(network) => network.forward(&input, position),
            Self::QuantizedQwen3(network) => network.forward(&input, position),
        };
        scores?.squeeze(0)
    }
}
