//! The networks that can be run.

use candle_core::{Device, Result, Tensor};
use candle_transformers::models::{llama, quantized_llama, quantized_qwen2, quantized_qwen3};

/// Tokens that are read at once. The networks keep a mask for every pair of lengths that they have
/// met; short strides bound what that comes to.
const STRIDE: usize = 64;

/// A network and what it remembers of the conversation.
pub(super) struct Network {
    family: Family,
    /// Tokens read so far.
    read: usize,
}

/// The kinds of networks.
pub(super) enum Family {
    /// Llama in full precision.
    Llama {
        /// The network.
        network: llama::Llama,
        /// A memory that nothing was put into.
        empty: llama::Cache,
        /// The memory of this conversation.
        cache: llama::Cache,
    },
    /// Llama's family from a GGUF file.
    QuantizedLlama(quantized_llama::ModelWeights),
    /// Qwen 2 and 2.5 from a GGUF file.
    QuantizedQwen2(quantized_qwen2::ModelWeights),
    /// Qwen 3 from a GGUF file.
    QuantizedQwen3(quantized_qwen3::ModelWeights),
}

impl Network {
    pub(super) fn new(family: Family) -> Self {
        Self { family, read: 0 }
    }

    /// Forgets the conversation.
    pub(super) fn forget(&mut self) {
        self.read = 0;
        match &mut self.family {
            Family::Llama { empty, cache, .. } => *cache = empty.clone(),
            Family::QuantizedLlama(network) => network.clear_kv_cache(),
            Family::QuantizedQwen2(network) => network.clear_kv_cache(),
            Family::QuantizedQwen3(network) => network.clear_kv_cache(),
        }
    }

    /// Reads on. The result has a score for every possible next token.
    pub(super) fn scores(&mut self, tokens: &[u32]) -> Result<Tensor> {
        let mut scores = None;
        for stride in tokens.chunks(STRIDE) {
            scores = Some(self.step(stride)?);
        }
        scores.ok_or_else(|| candle_core::Error::msg("there is nothing to read"))
    }

    fn step(&mut self, tokens: &[u32]) -> Result<Tensor> {
        let input = Tensor::new(tokens, &Device::Cpu)?.unsqueeze(0)?;
        let position = self.read;
        let scores = match &mut self.family {
            Family::Llama { network, cache, .. } => network.forward(&input, position, cache),
            Family::QuantizedLlama(network) => network.forward(&input, position),
            Family::QuantizedQwen2(network) => network.forward(&input, position),
            Family::QuantizedQwen3(network) => network.forward(&input, position),
        }?;
        self.read = position.saturating_add(tokens.len());
        scores.squeeze(0)
    }
}
