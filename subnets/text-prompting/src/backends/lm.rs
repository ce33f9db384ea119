//! The small language model as a miner's backend.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::{Answer, Backend, BackendError};
use crate::lm::LanguageModel;

/// Answers with the model that the crate ships.
#[derive(Debug)]
pub struct LmBackend {
    model: Arc<LanguageModel>,
    temperature: f64,
    /// Differs from prompt to prompt, so that a warm model does not repeat itself.
    next_seed: AtomicU64,
}

impl LmBackend {
    /// Loads the shipped weights.
    pub fn shipped(temperature: f64) -> Result<Self, BackendError> {
        let model = Arc::new(LanguageModel::shipped()?);
        Ok(Self {
            model,
            temperature,
            next_seed: AtomicU64::new(1),
        })
    }
}

impl Backend for LmBackend {
    fn answer<'backend>(&'backend self, prompt: &'backend str) -> Answer<'backend> {
        let model = Arc::clone(&self.model);
        let seed = self.next_seed.fetch_add(1, Ordering::Relaxed);
        let temperature = self.temperature;
        let prompt = prompt.to_owned();
        Box::pin(async move {
            tokio::task::spawn_blocking(move || model.answer(&prompt, temperature, seed))
                .await
                .map_err(|_| BackendError::Stopping)?
                .map_err(BackendError::from)
        })
    }
}
