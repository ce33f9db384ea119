//! A small language model that runs inside the process.
//!
//! A decoder-only transformer over words, trained by `train-facts-lm` of this crate on the public
//! questions of [`crate::knowledge`]. Its weights (a few megabytes) are part of the crate, so a
//! miner needs neither download nor accelerator. The same code trains and answers.

mod model;
mod tokens;
mod training;

pub use model::{LanguageModel, ModelError};
pub use tokens::Vocabulary;
pub use training::{TrainingOptions, TrainingReport, train};
