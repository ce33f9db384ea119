//! Miners and validators of each subnet, by the words of a person.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use eyre::{Result, WrapErr};
use taonet_client::ChainClient;
use taonet_neuron::{Axon, Caller};
use taonet_subnet_framework::{ParticipantError, ValidatorOptions, ValidatorReport, run_validator};
use taonet_text_embedding::{Embedder, EmbedderChoice, PairExamination};
use taonet_text_prompting::FactExamination;
use taonet_text_prompting::backends::{Backend, BackendChoice};
use taonet_wallet::Keypair;

use crate::arguments::SubnetKind;

/// What a miner answers with, loaded and ready.
#[derive(Clone)]
pub(crate) enum LoadedBackend {
    Prompting(Arc<dyn Backend>),
    Embedding(Arc<dyn Embedder>),
}

impl SubnetKind {
    /// Loads a backend of this subnet; the best one if none is named.
    pub(crate) fn load_backend(self, choice: Option<&str>) -> Result<LoadedBackend> {
        match self {
            Self::TextPrompting => {
                let choice: BackendChoice = choice.unwrap_or("lm").parse()?;
                Ok(LoadedBackend::Prompting(choice.load()?))
            }
            Self::TextEmbedding => {
                let choice: EmbedderChoice = choice.unwrap_or("ngrams:512").parse()?;
                Ok(LoadedBackend::Embedding(choice.load()?))
            }
        }
    }

    /// Backends of clearly different quality, best first.
    pub(crate) fn demonstration_backends(self) -> &'static [&'static str] {
        match self {
            Self::TextPrompting => &[
                "lm",
                "retrieval:0.75",
                "retrieval:0.5",
                "lm:2.5",
                "retrieval:0.1",
            ],
            Self::TextEmbedding => &[
                "ngrams:1024",
                "ngrams:16",
                "ngrams:8",
                "ngrams:4",
                "ngrams:1",
            ],
        }
    }
}

/// The axon of a miner. `client` is asked whether a caller is registered, unless all may call.
pub(crate) fn axon(
    hotkey: Keypair,
    backend: LoadedBackend,
    client: &ChainClient,
    netuid: u16,
    allow_unregistered: bool,
) -> Axon {
    let client = client.clone();
    let refuse = move |caller: Caller| {
        let client = client.clone();
        async move {
            if allow_unregistered {
                return None;
            }
            match client.uid_of(netuid, &caller.hotkey.bytes()).await {
                Ok(uid) => taonet_subnet_framework::public_caller_rules(uid.is_some()),
                Err(error) => Some(format!("the caller cannot be looked up: {error}")),
            }
        }
    };
    match backend {
        LoadedBackend::Prompting(backend) => {
            taonet_text_prompting::miner::axon(hotkey, backend, refuse)
        }
        LoadedBackend::Embedding(embedder) => {
            taonet_text_embedding::miner::axon(hotkey, embedder, refuse)
        }
    }
}

/// Runs the validator of a subnet until `stop` resolves.
pub(crate) async fn validate(
    kind: SubnetKind,
    client: &ChainClient,
    hotkey: &Keypair,
    options: &ValidatorOptions,
    observe: impl FnMut(ValidatorReport) + Send,
    stop: impl Future<Output = ()>,
) -> Result<(), ParticipantError> {
    let seed = seed_of(hotkey);
    match kind {
        SubnetKind::TextPrompting => {
            let examination = FactExamination::new(seed);
            run_validator(client, hotkey, options, examination, observe, stop).await
        }
        SubnetKind::TextEmbedding => {
            let examination = PairExamination::new(seed);
            run_validator(client, hotkey, options, examination, observe, stop).await
        }
    }
}

/// Each validator asks its own questions, and others after a restart.
fn seed_of(hotkey: &Keypair) -> u64 {
    let now = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap_or(Duration::ZERO)
        .as_nanos() as u64;
    let public = hotkey.public().bytes();
    public
        .iter()
        .fold(now, |seed, byte| seed.rotate_left(5) ^ u64::from(*byte))
}

/// Loads in the background: reading a model is work for a thread of its own.
pub(crate) async fn load_backend(
    kind: SubnetKind,
    choice: Option<String>,
) -> Result<LoadedBackend> {
    tokio::task::spawn_blocking(move || kind.load_backend(choice.as_deref()))
        .await
        .wrap_err("loading the backend was interrupted")?
}
