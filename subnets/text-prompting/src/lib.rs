//! Reference subnet: answering text prompts.
//!
//! A validator asks for facts that have one right answer; a miner answers with whatever it has: a
//! small language model inside the process, full-text search, or an endpoint elsewhere. What a
//! miner earns follows from how often it is right on questions in words that it has not seen:
//!
//! 1. [`knowledge`] holds the facts, and for each relation the public and the held-out phrasings.
//! 2. [`FactExamination`] draws questions, asks all miners with [`Prompting`] and marks the answers
//!    with [`score`].
//! 3. [`miner::axon`] puts one of the [`backends`] behind the signed protocol.
//!
//! The wire is that of the older Python subnets (`docs/protocol/subnets.md`), so their clients work
//! with these miners.

pub mod backends;
mod examination;
pub mod knowledge;
pub mod lm;
pub mod miner;
mod protocol;
mod scoring;

pub use examination::FactExamination;
pub use protocol::{MAX_PROMPT_BYTES, PromptError, Prompting, StreamPrompting, prompt_of};
pub use scoring::score;
