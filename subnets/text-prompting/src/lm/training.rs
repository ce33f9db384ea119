//! How the shipped weights are made.

use candle_core::{DType, Device, Result, Tensor};
use candle_nn::{AdamW, Optimizer, ParamsAdamW, VarBuilder, VarMap};
use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};

use super::model::{LanguageModel, ModelError, Network};
use super::tokens::{END, Vocabulary, answer_words, question_words};
use crate::knowledge::{Phrasing, facts};

const BATCH: usize = 32;
/// Share of question words that training blanks out, so that an unseen phrasing does not confuse.
const BLANKED: f64 = 0.06;

/// How long and from which seed to train.
#[derive(Clone, Copy, Debug)]
pub struct TrainingOptions {
    /// Passes over all questions.
    pub passes: usize,
    /// Same seed, same weights.
    pub seed: u64,
}

impl Default for TrainingOptions {
    fn default() -> Self {
        Self {
            passes: 40,
            seed: 7,
        }
    }
}

/// What training made.
pub struct TrainingReport {
    /// The trained model.
    pub model: LanguageModel,
    /// Named weights, for a safetensors file.
    pub weights: std::collections::HashMap<String, Tensor>,
    /// The words it knows.
    pub vocabulary: Vocabulary,
    /// Mean loss of the last pass.
    pub last_loss: f64,
}

impl std::fmt::Debug for TrainingReport {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("TrainingReport")
            .field("last_loss", &self.last_loss)
            .finish()
    }
}

struct Example {
    question: Vec<u32>,
    answer: Vec<u32>,
}

/// Trains from nothing. `progress` hears the number of each pass and its mean loss.
pub fn train(
    options: TrainingOptions,
    mut progress: impl FnMut(usize, f64),
) -> std::result::Result<TrainingReport, ModelError> {
    let device = Device::Cpu;
    let mut random = rand::rngs::StdRng::seed_from_u64(options.seed);
    let vocabulary = vocabulary();
    let variables = VarMap::new();
    let network = Network::new(
        vocabulary.size(),
        VarBuilder::from_varmap(&variables, DType::F32, &device),
    )?;
    start_from_seed(&variables, &mut random)?;
    let mut optimiser = AdamW::new(
        ordered(&variables)
            .into_iter()
            .map(|(_, variable)| variable)
            .collect(),
        ParamsAdamW {
            weight_decay: 0.0,
            ..Default::default()
        },
    )?;
    let mut examples = examples(&vocabulary);
    let steps_per_pass = examples.len().div_ceil(BATCH);
    let all_steps = (options.passes * steps_per_pass) as f64;
    let mut last_loss = f64::NAN;
    for pass in 0..options.passes {
        examples.shuffle(&mut random);
        let mut total = 0.0;
        for (step, batch) in examples.chunks(BATCH).enumerate() {
            let steps_done = (pass * steps_per_pass + step) as f64;
            optimiser.set_learning_rate(learning_rate(steps_done, all_steps));
            let loss = batch_loss(&network, batch, &mut random, &device)?;
            optimiser.backward_step(&loss)?;
            total += f64::from(loss.to_scalar::<f32>()?);
        }
        last_loss = total / steps_per_pass as f64;
        progress(pass + 1, last_loss);
    }
    let weights = ordered(&variables)
        .into_iter()
        .map(|(name, variable)| Ok((name, variable.as_tensor().to_dtype(DType::F16)?)))
        .collect::<Result<_>>()?;
    Ok(TrainingReport {
        model: LanguageModel::from_parts(network, vocabulary.clone()),
        weights,
        vocabulary,
        last_loss,
    })
}

/// Rises over the first steps, then falls in a straight line.
fn learning_rate(steps_done: f64, all_steps: f64) -> f64 {
    const PEAK: f64 = 2e-3;
    const RISE_STEPS: f64 = 200.0;
    PEAK * (steps_done / RISE_STEPS).min(1.0) * (1.0 - steps_done / all_steps) + 1e-5
}

/// The library draws its first weights from an unseeded source, so they are drawn again here.
fn start_from_seed(variables: &VarMap, random: &mut impl Rng) -> Result<()> {
    for (name, variable) in ordered(variables) {
        let shape = variable.shape().clone();
        if name.contains("norm") || name.ends_with("bias") {
            let value = if name.contains("norm") && name.ends_with("weight") {
                1f32
            } else {
                0f32
            };
            variable.set(&Tensor::full(value, shape, variable.device())?)?;
            continue;
        }
        let scale = if name.starts_with("positions") {
            0.02
        } else {
            0.08
        };
        let cells: Vec<f32> = (0..shape.elem_count())
            .map(|_| scale * normal(random))
            .collect();
        variable.set(&Tensor::from_vec(cells, shape, variable.device())?)?;
    }
    Ok(())
}

/// A standard normal number from two uniform ones (Box and Muller).
fn normal(random: &mut impl Rng) -> f32 {
    let first: f32 = random.random::<f32>().max(f32::MIN_POSITIVE);
    let second: f32 = random.random();
    (-2.0 * first.ln()).sqrt() * (std::f32::consts::TAU * second).cos()
}

fn ordered(variables: &VarMap) -> Vec<(String, candle_core::Var)> {
    let mut all: Vec<_> = variables
        .data()
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
        .iter()
        .map(|(name, variable)| (name.clone(), variable.clone()))
        .collect();
    all.sort_by(|left, right| left.0.cmp(&right.0));
    all
}

fn vocabulary() -> Vocabulary {
    Vocabulary::new(facts().iter().flat_map(|fact| {
        let count = fact.relation.questions(Phrasing::Public).len();
        (0..count)
            .map(|choice| fact.question(Phrasing::Public, choice))
            .flat_map(|question| question_words(&question).collect::<Vec<_>>())
            .chain(answer_words(fact.answer))
            .collect::<Vec<_>>()
    }))
}

fn examples(vocabulary: &Vocabulary) -> Vec<Example> {
    facts()
        .iter()
        .flat_map(|fact| {
            let count = fact.relation.questions(Phrasing::Public).len();
            (0..count).map(|choice| Example {
                question: vocabulary.encode_question(&fact.question(Phrasing::Public, choice)),
                answer: vocabulary.encode_answer(fact.answer),
            })
        })
        .collect()
}

fn batch_loss(
    network: &Network,
    batch: &[Example],
    random: &mut impl Rng,
    device: &Device,
) -> Result<Tensor> {
    let longest = batch
        .iter()
        .map(|example| example.question.len() + example.answer.len() - 1)
        .max()
        .unwrap_or(1);
    let mut inputs = Vec::with_capacity(batch.len() * longest);
    let mut places = Vec::new();
    let mut targets = Vec::new();
    for (row, example) in (0u32..).zip(batch) {
        let mut line: Vec<u32> = example
            .question
            .iter()
            .map(|number| {
                let blank = *number != super::tokens::ANSWER && random.random_bool(BLANKED);
                if blank {
                    super::tokens::UNKNOWN
                } else {
                    *number
                }
            })
            .collect();
        let first = line.len() - 1;
        line.extend(example.answer.iter().take(example.answer.len() - 1));
        for (offset, target) in example.answer.iter().enumerate() {
            places.push(row * longest as u32 + (first + offset) as u32);
            targets.push(*target);
        }
        line.resize(longest, END);
        inputs.extend(line);
    }
    let inputs = Tensor::from_vec(inputs, (batch.len(), longest), device)?;
    let places = Tensor::new(places, device)?;
    let targets = Tensor::new(targets, device)?;
    // Only the answers are learned, so only their places are turned into words.
    let hidden = network
        .hidden(&inputs)?
        .flatten_to(1)?
        .index_select(&places, 0)?;
    candle_nn::loss::cross_entropy(&network.scores(&hidden)?, &targets)
}
