//! A validator's life around its examination.

use std::future::Future;
use std::path::PathBuf;
use std::time::Duration;

use taonet_client::weights::{
    PendingCommits, RevealStatus, SetWeights, SetWeightsError, WeightValues,
};
use taonet_client::{ChainClient, ClientError, Neuron};
use taonet_neuron::{Dendrite, Target};
use taonet_wallet::{Keypair, PublicKey};

use crate::{Examination, MovingScores, ParticipantError, Respondent, weights_from_scores};

/// Fewest marks on unseen material before a miner's score counts.
const MIN_MARKS: u64 = 3;

/// How a validator works.
#[derive(Clone, Debug)]
pub struct ValidatorOptions {
    /// Subnet.
    pub netuid: u16,
    /// Pause between two rounds of questions.
    pub pause: Duration,
    /// File in which scores are kept over restarts; none keeps them in memory.
    pub scores_file: Option<PathBuf>,
    /// Version that is named with the weights.
    pub version_key: u64,
}

impl ValidatorOptions {
    /// Folder of commits that wait for their reveal: beside the scores; none is the usual one.
    fn commits_folder(&self) -> Option<PathBuf> {
        let folder = self.scores_file.as_ref()?.parent()?;
        Some(folder.join("pending-commits"))
    }
}

/// What a validator tells its observer after each round.
#[derive(Clone, Debug)]
pub struct ValidatorReport {
    /// Subnet.
    pub netuid: u16,
    /// Key of the validator.
    pub validator: PublicKey,
    /// All scores now.
    pub scores: MovingScores,
    /// Block of the last weights that the chain took; none so far.
    pub weights_block: Option<u64>,
    /// Why the last attempt to set weights failed, if it did.
    pub weights_error: Option<String>,
}

struct Validator<'run, E> {
    client: &'run ChainClient,
    hotkey: &'run Keypair,
    dendrite: Dendrite,
    options: &'run ValidatorOptions,
    examination: E,
    scores: MovingScores,
    weights_block: Option<u64>,
    weights_error: Option<String>,
}

/// Questions miners, keeps scores and sets weights once per tempo, until `stop` resolves.
///
/// Trouble with the chain is reported and retried; the scores survive it.
pub async fn run_validator<E: Examination>(
    client: &ChainClient,
    hotkey: &Keypair,
    options: &ValidatorOptions,
    examination: E,
    mut observe: impl FnMut(ValidatorReport) + Send,
    stop: impl Future<Output = ()>,
) -> Result<(), ParticipantError> {
    client.subnet(options.netuid).await?;
    if client
        .uid_of(options.netuid, &hotkey.public().bytes())
        .await?
        .is_none()
    {
        return Err(ParticipantError::NotRegistered {
            hotkey: hotkey.ss58(),
            netuid: options.netuid,
        });
    }
    let dendrite = dendrite_for(client, hotkey)?;
    let scores = match &options.scores_file {
        Some(path) => MovingScores::load(path)?,
        None => MovingScores::default(),
    };
    let mut validator = Validator {
        client,
        hotkey,
        dendrite,
        options,
        examination,
        scores,
        weights_block: None,
        weights_error: None,
    };
    let work = async {
        loop {
            match validator.round().await {
                Ok(()) => observe(validator.report()),
                Err(ParticipantError::Chain(error)) => {
                    tracing::warn!(%error, "the chain is away; trying again");
                }
                Err(error) => return Err(error),
            }
            tokio::time::sleep(options.pause).await;
        }
    };
    tokio::select! {
        result = work => result,
        () = stop => Ok(()),
    }
}

/// A client for asking the miners of a network.
///
/// Addresses of private networks are asked on chains of this machine only: elsewhere a miner could
/// make its callers knock at doors of their own house.
pub fn dendrite_for(client: &ChainClient, hotkey: &Keypair) -> Result<Dendrite, ParticipantError> {
    Dendrite::builder(hotkey.clone())
        .allow_private_targets(client.network().is_local())
        .build()
        .map_err(|error| ParticipantError::Dendrite {
            cause: error.to_string(),
        })
}

impl<E: Examination> Validator<'_, E> {
    async fn round(&mut self) -> Result<(), ParticipantError> {
        let neurons = self.client.neurons(self.options.netuid).await?;
        let respondents = self.respondents(&neurons);
        if !respondents.is_empty() {
            let marks = self.examination.examine(&self.dendrite, &respondents).await;
            for mark in &marks {
                let asked = respondents
                    .iter()
                    .find(|respondent| respondent.uid == mark.uid);
                if let Some(respondent) = asked {
                    self.scores
                        .record(&respondent.target.hotkey.to_ss58(), mark);
                }
            }
        }
        let hotkeys: Vec<String> = neurons
            .iter()
            .map(|neuron| PublicKey::from_bytes(neuron.hotkey).to_ss58())
            .collect();
        self.scores
            .retain(|hotkey| hotkeys.iter().any(|known| known == hotkey));
        if let Some(path) = &self.options.scores_file {
            self.scores.save(path)?;
        }
        self.reveal_commits().await?;
        self.set_weights_if_due(&neurons).await
    }

    /// Everybody who serves, except this validator itself.
    fn respondents(&self, neurons: &[Neuron]) -> Vec<Respondent> {
        let own = self.hotkey.public().bytes();
        neurons
            .iter()
            .filter(|neuron| neuron.hotkey != own)
            .filter_map(|neuron| {
                let address = neuron.axon.socket_address()?;
                let hotkey = PublicKey::from_bytes(neuron.hotkey);
                Some(Respondent {
                    uid: neuron.uid,
                    target: Target::new(hotkey, address),
                })
            })
            .collect()
    }

    /// Weights are due once per tempo, and at once if this validator has set none yet.
    async fn set_weights_if_due(&mut self, neurons: &[Neuron]) -> Result<(), ParticipantError> {
        let own = self.hotkey.public().bytes();
        let Some(me) = neurons.iter().find(|neuron| neuron.hotkey == own) else {
            return Err(ParticipantError::NotRegistered {
                hotkey: self.hotkey.ss58(),
                netuid: self.options.netuid,
            });
        };
        let subnet = self.client.subnet(self.options.netuid).await?;
        let now = self.client.best_block().await?.number;
        let tempo_start = subnet.next_epoch_block.map_or(0, |next| {
            next.saturating_sub(u64::from(subnet.tempo_blocks))
        });
        let due = match self.weights_block {
            Some(block) => block <= tempo_start && now > tempo_start,
            None => true,
        };
        if !due || !me.validator_permit {
            return Ok(());
        }
        let weights = weights_from_scores(&self.counted_scores(neurons));
        if weights.is_empty() {
            return Ok(());
        }
        let request = SetWeights {
            version_key: self.options.version_key,
            pending_folder: self.options.commits_folder(),
            ..SetWeights::new(
                self.options.netuid,
                self.hotkey,
                WeightValues::Raw(&weights),
            )
        };
        match self.client.set_weights(&request).await {
            Ok(_) => {
                self.weights_block = Some(self.client.best_block().await?.number);
                self.weights_error = None;
                Ok(())
            }
            // The next round tries again; after a restart that is the usual thing.
            Err(error) if error.blocks_to_wait().is_some() => {
                tracing::debug!(netuid = self.options.netuid, %error, "weights not set yet");
                Ok(())
            }
            Err(error) => self.note("weights not set", error),
        }
    }

    /// Shows the weights that were committed to by a hash and whose epoch has come.
    async fn reveal_commits(&mut self) -> Result<(), ParticipantError> {
        let store = match self.options.commits_folder() {
            Some(folder) => PendingCommits::in_folder(folder),
            None => match PendingCommits::in_home() {
                Ok(store) => store,
                Err(error) => return self.note("commits not revealed", error.into()),
            },
        };
        let reports = match self.client.reveal_due(&store, self.hotkey).await {
            Ok(reports) => reports,
            Err(error) => return self.note("commits not revealed", error),
        };
        for report in reports {
            match report.status {
                RevealStatus::Failed(error) => self.note("commit not revealed", error)?,
                RevealStatus::Gone => {
                    tracing::warn!(commit = ?report.commit, "a commit came to nothing");
                }
                RevealStatus::Revealed(_) => {
                    tracing::debug!(commit = ?report.commit, "revealed");
                }
                RevealStatus::Waiting { .. } | RevealStatus::Unseen => {}
            }
        }
        Ok(())
    }

    /// Keeps a failure for the report. Only a chain that is away is the caller's business.
    fn note(&mut self, what: &str, error: SetWeightsError) -> Result<(), ParticipantError> {
        let away = match error {
            SetWeightsError::GaveUp { last, .. } => last,
            SetWeightsError::Chain(
                error @ (ClientError::Connection { .. } | ClientError::Unreachable { .. }),
            ) => error,
            error => {
                tracing::warn!(netuid = self.options.netuid, %error, "{what}");
                self.weights_error = Some(error.to_string());
                return Ok(());
            }
        };
        Err(away.into())
    }

    fn counted_scores(&self, neurons: &[Neuron]) -> Vec<(u16, f64)> {
        neurons
            .iter()
            .filter_map(|neuron| {
                let hotkey = PublicKey::from_bytes(neuron.hotkey).to_ss58();
                let score = self.scores.get(&hotkey)?;
                (score.held_out_marks >= MIN_MARKS).then_some((neuron.uid, score.held_out))
            })
            .collect()
    }

    fn report(&self) -> ValidatorReport {
        ValidatorReport {
            netuid: self.options.netuid,
            validator: self.hotkey.public(),
            scores: self.scores.clone(),
            weights_block: self.weights_block,
            weights_error: self.weights_error.clone(),
        }
    }
}
