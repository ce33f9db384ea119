//! A language model from a folder, run inside the process.
//!
//! 1. The folder is looked through once, when the miner starts: a GGUF file, or `config.json` with
//!    safetensors, and the tokenizer that belongs to them. One token is computed as a trial, so a
//!    folder that does not fit together is refused before anyone asks.
//! 2. A prompt is put between the chat markers that the tokenizer knows, and read in one go.
//! 3. Token after token is drawn and sent on as text, until the model ends its answer, the bound is
//!    reached or nobody listens any more.
//!
//! One answer is computed at a time: the arithmetic uses all cores already.

mod chat;
mod folder;
mod gguf;
mod network;
mod text;
mod weights;

#[cfg(test)]
mod tests;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use candle_transformers::generation::LogitsProcessor;
use futures::{StreamExt, TryStreamExt, stream};
use tokio::sync::mpsc::error::TrySendError;
use tokio::sync::{Mutex, mpsc};

use super::{Answer, AnswerStream, Backend, BackendError};
pub use folder::FolderError;
use folder::Model;
use text::Unfolding;

/// Longest answer, in tokens.
pub const MAX_NEW_TOKENS: usize = 64;
/// Longest prompt with its chat markers, in tokens. Models with a shorter context read less.
pub const MAX_PROMPT_TOKENS: usize = 1024;
/// Places that a network is prepared for; what it could read beyond is never used.
const CONTEXT_TOKENS: usize = MAX_PROMPT_TOKENS + MAX_NEW_TOKENS;

/// Answers with a llama or qwen model.
pub struct CandleBackend {
    model: Arc<Mutex<Model>>,
    temperature: f64,
    /// Differs from prompt to prompt, so that a warm model does not repeat itself.
    next_seed: AtomicU64,
}

impl std::fmt::Debug for CandleBackend {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let temperature = &self.temperature;
        formatter
            .debug_struct("CandleBackend")
            .field("temperature", temperature)
            .finish_non_exhaustive()
    }
}

impl CandleBackend {
    /// Loads the model of a folder, or one GGUF file with what lies beside it. Temperature 0 takes
    /// the likeliest token each time.
    ///
    /// # Errors
    /// Names the file that is missing, damaged or of an unknown kind.
    pub fn load(path: &Path, temperature: f64) -> Result<Self, FolderError> {
        let model = Arc::new(Mutex::new(Model::load(path)?));
        Ok(Self {
            model,
            temperature,
            next_seed: AtomicU64::new(1),
        })
    }

    fn pieces(&self, prompt: String) -> AnswerStream {
        let model = Arc::clone(&self.model);
        let seed = self.next_seed.fetch_add(1, Ordering::Relaxed);
        let temperature = self.temperature;
        let start = async move {
            let mut model = model.lock_owned().await;
            // Room for all that may come: a slow listener must not hold up the next prompt.
            let (sender, receiver) = mpsc::channel(MAX_NEW_TOKENS + 1);
            let work = tokio::task::spawn_blocking(move || {
                let mut send = |piece| match sender.try_send(Ok(piece)) {
                    Ok(()) => true,
                    Err(TrySendError::Full(_) | TrySendError::Closed(_)) => false,
                };
                if let Err(error) = generate(&mut model, &prompt, temperature, seed, &mut send) {
                    // Nobody is left to be told if this fails.
                    let _ = sender.try_send(Err(error));
                }
            });
            stream::unfold((receiver, Some(work)), |(mut receiver, work)| async move {
                if let Some(piece) = receiver.recv().await {
                    return Some((piece, (receiver, work)));
                }
                // Without this a computation that was cut off would pass for a short answer.
                match work?.await {
                    Ok(()) => None,
                    Err(_) => Some((Err(BackendError::Stopping), (receiver, None))),
                }
            })
        };
        Box::pin(stream::once(start).flatten())
    }
}

impl Backend for CandleBackend {
    fn answer<'backend>(&'backend self, prompt: &'backend str) -> Answer<'backend> {
        Box::pin(self.pieces(prompt.to_owned()).try_collect())
    }

    fn stream(self: Arc<Self>, prompt: String) -> AnswerStream {
        self.pieces(prompt)
    }
}

/// Computes an answer and hands on its text piece by piece, until `send` says that this is enough.
fn generate(
    model: &mut Model,
    prompt: &str,
    temperature: f64,
    seed: u64,
    send: &mut dyn FnMut(String) -> bool,
) -> Result<(), BackendError> {
    let mut unread = model.chat.encode(&mut model.tokenizer, prompt)?;
    let limit = model.context_tokens.saturating_sub(MAX_NEW_TOKENS);
    if unread.len() > limit {
        return Err(BackendError::PromptTooLong {
            tokens: unread.len(),
            limit,
        });
    }
    model.network.forget();
    let mut sampler = LogitsProcessor::new(seed, Some(temperature), None);
    let mut text = Unfolding::new(model.chat.stop_text());
    let mut answer = Vec::new();
    while answer.len() < MAX_NEW_TOKENS {
        let scores = model.network.scores(&unread)?;
        let token = sampler.sample(&scores)?;
        if model.ends.contains(&token) {
            break;
        }
        answer.push(token);
        unread = vec![token];
        let whole = model
            .tokenizer
            .decode(&answer, true)
            .map_err(BackendError::tokenizer)?;
        let wanted = match text.next(&whole) {
            Some(piece) => send(piece),
            None => true,
        };
        if !wanted || text.is_complete() {
            break;
        }
    }
    Ok(())
}
