//! What the miners and validators of every subnet do alike.
//!
//! A subnet is a task with its own rules; the round around the task is always the same:
//!
//! 1. A miner registers its hotkey ([`register`]), serves an axon and announces where
//!    ([`serve_miner`]); it announces again whenever the chain has forgotten it.
//! 2. A validator reads the neurons, questions every miner that serves ([`Examination::examine`])
//!    and keeps a moving score per hotkey ([`MovingScores`]).
//! 3. Once per tempo the scores become a row of weights ([`weights_from_scores`]) and go on chain
//!    ([`run_validator`]).
//!
//! A subnet brings its synapse, its miner's handler and its examination, and nothing else.

mod error;
mod examination;
mod miner;
mod moving_scores;
mod registration;
mod validator;
mod weights;

pub use error::ParticipantError;
pub use examination::{Examination, Mark, Respondent};
pub use miner::{MinerOptions, public_caller_rules, serve_miner};
pub use moving_scores::{MinerScore, MovingScores};
pub use registration::{Registration, quote, register};
pub use validator::{ValidatorOptions, ValidatorReport, dendrite_for, run_validator};
pub use weights::weights_from_scores;
