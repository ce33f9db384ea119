//! Any OpenAI-compatible endpoint as a miner's backend.

use std::time::Duration;

use serde::Deserialize;

use super::{Answer, Backend, BackendError};

/// Longest wait for the endpoint.
const TIMEOUT: Duration = Duration::from_secs(30);
/// Largest reply that is read.
const MAX_REPLY_BYTES: usize = 1024 * 1024;

/// Where the endpoint is and what to ask it for.
#[derive(Clone)]
pub struct OpenAiOptions {
    /// Address up to and including `/v1`.
    pub base_url: String,
    /// Key, if the endpoint wants one. Never logged.
    pub api_key: Option<String>,
    /// Name of the model.
    pub model: String,
}

impl std::fmt::Debug for OpenAiOptions {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("OpenAiOptions")
            .field("base_url", &self.base_url)
            .field("model", &self.model)
            .finish_non_exhaustive()
    }
}

impl OpenAiOptions {
    /// Reads OPENAI_BASE_URL, OPENAI_API_KEY and OPENAI_MODEL.
    pub fn from_environment() -> Result<Self, BackendError> {
        let read = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        let base_url = read("OPENAI_BASE_URL").ok_or_else(|| BackendError::Endpoint {
            url: "the endpoint".into(),
            cause: "OPENAI_BASE_URL is not set".into(),
        })?;
        Ok(Self {
            base_url,
            api_key: read("OPENAI_API_KEY"),
            model: read("OPENAI_MODEL").unwrap_or_else(|| "gpt-4o-mini".into()),
        })
    }
}

/// Passes prompts on to an endpoint.
#[derive(Debug)]
pub struct OpenAiBackend {
    http: reqwest::Client,
    options: OpenAiOptions,
}

#[derive(Deserialize)]
struct Reply {
    choices: Vec<Choice>,
}

#[derive(Deserialize)]
struct Choice {
    message: Message,
}

#[derive(Deserialize)]
struct Message {
    content: Option<String>,
}

impl OpenAiBackend {
    /// Makes the HTTP client; nothing is sent yet.
    pub fn new(options: OpenAiOptions) -> Result<Self, BackendError> {
        let http = reqwest::Client::builder()
            .timeout(TIMEOUT)
            .build()
            .map_err(|error| BackendError::Endpoint {
                url: options.base_url.clone(),
                cause: error.to_string(),
            })?;
        Ok(Self { http, options })
    }

    async fn ask(&self, prompt: &str) -> Result<String, BackendError> {
        let url = format!(
            "{}/chat/completions",
            self.options.base_url.trim_end_matches('/')
        );
        let failed = |cause: String| BackendError::Endpoint {
            url: url.clone(),
            cause,
        };
        let mut request = self.http.post(&url).json(&serde_json::json!({
            "model": self.options.model,
            "messages": [
                {"role": "system", "content": "Answer with as few words as possible."},
                {"role": "user", "content": prompt},
            ],
        }));
        if let Some(key) = &self.options.api_key {
            request = request.bearer_auth(key);
        }
        let mut response = request
            .send()
            .await
            .and_then(reqwest::Response::error_for_status)
            .map_err(|error| failed(error.to_string()))?;
        let mut body = Vec::new();
        while let Some(chunk) = response
            .chunk()
            .await
            .map_err(|error| failed(error.to_string()))?
        {
            if body.len().saturating_add(chunk.len()) > MAX_REPLY_BYTES {
                return Err(failed("the reply is larger than 1 MiB".into()));
            }
            body.extend_from_slice(&chunk);
        }
        let reply: Reply =
            serde_json::from_slice(&body).map_err(|error| failed(error.to_string()))?;
        let answer = reply
            .choices
            .into_iter()
            .next()
            .and_then(|choice| choice.message.content);
        answer.ok_or_else(|| failed("the reply holds no message".into()))
    }
}

impl Backend for OpenAiBackend {
    fn answer<'backend>(&'backend self, prompt: &'backend str) -> Answer<'backend> {
        Box::pin(self.ask(prompt))
    }
}
