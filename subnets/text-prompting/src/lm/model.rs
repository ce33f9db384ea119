//! The network and how it is asked.

use candle_core::{D, DType, Device, Result, Tensor};
use candle_nn::ops::{layer_norm_slow, softmax};
use candle_nn::{Embedding, Init, Linear, Module, VarBuilder};
use rand::{Rng, SeedableRng};

use super::tokens::{ANSWER, END, MAX_WORDS, Vocabulary, join_answer};

pub(super) const WIDTH: usize = 128;
const HEADS: usize = 4;
const LAYERS: usize = 2;
/// Longest answer, in words.
const MAX_ANSWER_WORDS: usize = 6;
/// Places that the network can tell apart.
pub(super) const MAX_POSITIONS: usize = MAX_WORDS + 1 + MAX_ANSWER_WORDS + 1;

/// Why a model cannot be loaded or asked.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    /// The weights do not fit the network or a computation failed.
    #[error("the language model failed: {0}. Its weights may be damaged; train them again")]
    Network(#[from] candle_core::Error),
}

/// Layer normalisation. The library's own fast form, like its fast softmax, passes no gradients,
/// so training with it would leave everything below unlearned.
struct Norm {
    weight: Tensor,
    bias: Tensor,
}

impl Norm {
    fn new(builder: VarBuilder<'_>) -> Result<Self> {
        Ok(Self {
            weight: builder.get_with_hints(WIDTH, "weight", Init::Const(1.0))?,
            bias: builder.get_with_hints(WIDTH, "bias", Init::Const(0.0))?,
        })
    }

    fn forward(&self, input: &Tensor) -> Result<Tensor> {
        layer_norm_slow(input, &self.weight, &self.bias, 1e-5)
    }
}

struct Block {
    attention_norm: Norm,
    attention_in: Linear,
    attention_out: Linear,
    feed_norm: Norm,
    feed_in: Linear,
    feed_out: Linear,
}

impl Block {
    fn new(builder: VarBuilder<'_>) -> Result<Self> {
        Ok(Self {
            attention_norm: Norm::new(builder.pp("attention_norm"))?,
            attention_in: candle_nn::linear(WIDTH, 3 * WIDTH, builder.pp("attention_in"))?,
            attention_out: candle_nn::linear(WIDTH, WIDTH, builder.pp("attention_out"))?,
            feed_norm: Norm::new(builder.pp("feed_norm"))?,
            feed_in: candle_nn::linear(WIDTH, 4 * WIDTH, builder.pp("feed_in"))?,
            feed_out: candle_nn::linear(4 * WIDTH, WIDTH, builder.pp("feed_out"))?,
        })
    }

    fn forward(&self, input: &Tensor, mask: &Tensor) -> Result<Tensor> {
        let input = (input + self.attend(&self.attention_norm.forward(input)?, mask)?)?;
        let hidden = self
            .feed_in
            .forward(&self.feed_norm.forward(&input)?)?
            .gelu()?;
        &input + self.feed_out.forward(&hidden)?
    }

    fn attend(&self, input: &Tensor, mask: &Tensor) -> Result<Tensor> {
        let (batch, length, _) = input.dims3()?;
        let heads = |part: Tensor| {
            part.reshape((batch, length, HEADS, WIDTH / HEADS))?
                .transpose(1, 2)?
                .contiguous()
        };
        let projected = self.attention_in.forward(input)?;
        let query = heads(projected.narrow(D::Minus1, 0, WIDTH)?)?;
        let key = heads(projected.narrow(D::Minus1, WIDTH, WIDTH)?)?;
        let value = heads(projected.narrow(D::Minus1, 2 * WIDTH, WIDTH)?)?;
        let scale = 1.0 / ((WIDTH / HEADS) as f64).sqrt();
        let scores = (query.matmul(&key.t()?)? * scale)?.broadcast_add(mask)?;
        let mixed = softmax(&scores, D::Minus1)?.matmul(&value)?;
        self.attention_out
            .forward(&mixed.transpose(1, 2)?.reshape((batch, length, WIDTH))?)
    }
}

/// The network: numbers of words in, a score for each possible next word out.
pub(super) struct Network {
    words: Embedding,
    positions: Embedding,
    blocks: Vec<Block>,
    norm: Norm,
}

impl Network {
    pub(super) fn new(vocabulary_size: usize, builder: VarBuilder<'_>) -> Result<Self> {
        Ok(Self {
            words: candle_nn::embedding(vocabulary_size, WIDTH, builder.pp("words"))?,
            positions: candle_nn::embedding(MAX_POSITIONS, WIDTH, builder.pp("positions"))?,
            blocks: (0..LAYERS)
                .map(|layer| Block::new(builder.pp(format!("block{layer}"))))
                .collect::<Result<_>>()?,
            norm: Norm::new(builder.pp("norm"))?,
        })
    }

    /// `numbers`: batch x length; result: batch x length x width.
    pub(super) fn hidden(&self, numbers: &Tensor) -> Result<Tensor> {
        let (_, length) = numbers.dims2()?;
        let device = numbers.device();
        let places = Tensor::arange(0u32, length as u32, device)?;
        let mut hidden = self
            .words
            .forward(numbers)?
            .broadcast_add(&self.positions.forward(&places)?)?;
        let mask = causal_mask(length, device)?;
        for block in &self.blocks {
            hidden = block.forward(&hidden, &mask)?;
        }
        self.norm.forward(&hidden)
    }

    /// `hidden`: places x width; result: a score for every word at each place.
    pub(super) fn scores(&self, hidden: &Tensor) -> Result<Tensor> {
        // The same table reads and writes words.
        hidden.matmul(&self.words.embeddings().t()?)
    }
}

fn causal_mask(length: usize, device: &Device) -> Result<Tensor> {
    let cells: Vec<f32> = (0..length)
        .flat_map(|row| {
            (0..length).map(move |column| if column > row { f32::NEG_INFINITY } else { 0.0 })
        })
        .collect();
    Tensor::from_vec(cells, (length, length), device)
}

/// A trained model.
pub struct LanguageModel {
    network: Network,
    vocabulary: Vocabulary,
}

impl std::fmt::Debug for LanguageModel {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("LanguageModel")
            .field("words", &self.vocabulary.size())
            .finish()
    }
}

impl LanguageModel {
    /// The model that this crate ships.
    pub fn shipped() -> std::result::Result<Self, ModelError> {
        let vocabulary = Vocabulary::from_text(include_str!("../../models/facts-lm.words.txt"));
        let weights = include_bytes!("../../models/facts-lm.safetensors");
        Self::from_weights(vocabulary, weights)
    }

    /// A model from the bytes of a safetensors file.
    pub fn from_weights(
        vocabulary: Vocabulary,
        weights: &[u8],
    ) -> std::result::Result<Self, ModelError> {
        let builder = VarBuilder::from_slice_safetensors(weights, DType::F32, &Device::Cpu)?;
        Ok(Self {
            network: Network::new(vocabulary.size(), builder)?,
            vocabulary,
        })
    }

    pub(super) fn from_parts(network: Network, vocabulary: Vocabulary) -> Self {
        Self {
            network,
            vocabulary,
        }
    }

    /// Answers a question. Temperature 0 takes the likeliest word each time; above that, words are
    /// drawn with `seed`, the wilder the higher.
    pub fn answer(
        &self,
        question: &str,
        temperature: f64,
        seed: u64,
    ) -> std::result::Result<String, ModelError> {
        let mut random = rand::rngs::StdRng::seed_from_u64(seed);
        let mut numbers = self.vocabulary.encode_question(question);
        let mut answer = Vec::new();
        for _ in 0..MAX_ANSWER_WORDS {
            let input = Tensor::new(numbers.as_slice(), &Device::Cpu)?.unsqueeze(0)?;
            let hidden = self.network.hidden(&input)?;
            let last = hidden
                .narrow(1, numbers.len().saturating_sub(1), 1)?
                .flatten_to(1)?;
            let scores: Vec<f32> = self.network.scores(&last)?.flatten_all()?.to_vec1()?;
            let next = pick(&scores, temperature, &mut random);
            if next == END || next == ANSWER {
                break;
            }
            numbers.push(next);
            answer.push(next);
        }
        Ok(join_answer(
            answer
                .iter()
                .filter_map(|number| self.vocabulary.word(*number)),
        ))
    }
}

fn pick(scores: &[f32], temperature: f64, random: &mut impl Rng) -> u32 {
    let best = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    if temperature <= 0.0 {
        let place = scores.iter().position(|score| *score == best).unwrap_or(0);
        return u32::try_from(place).unwrap_or(END);
    }
    let weights: Vec<f64> = scores
        .iter()
        .map(|score| (f64::from(score - best) / temperature).exp())
        .collect();
    let mut left = random.random::<f64>() * weights.iter().sum::<f64>();
    for (number, weight) in (0u32..).zip(&weights) {
        left -= weight;
        if left <= 0.0 {
            return number;
        }
    }
    END
}
