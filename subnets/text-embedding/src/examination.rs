//! The validator's texts.

use std::time::Duration;

use rand::SeedableRng;
use rand::rngs::StdRng;
use taonet_neuron::Dendrite;
use taonet_subnet_framework::{Examination, Mark, Respondent};

use crate::{TextToEmbedding, agreement, triplet};

/// Longest wait for vectors.
const TIMEOUT: Duration = Duration::from_secs(5);
/// Triplets per examination.
const TRIPLETS: usize = 24;

/// Sends fresh triplets to every miner. All of them are held out: no text is ever used twice.
#[derive(Debug)]
pub struct PairExamination {
    random: StdRng,
}

impl PairExamination {
    /// Validators with different seeds send different texts.
    pub fn new(seed: u64) -> Self {
        Self {
            random: StdRng::seed_from_u64(seed),
        }
    }
}

impl Examination for PairExamination {
    async fn examine(&mut self, dendrite: &Dendrite, respondents: &[Respondent]) -> Vec<Mark> {
        let text: Vec<String> = (0..TRIPLETS)
            .map(|_| triplet(&mut self.random))
            .flat_map(|triplet| [triplet.anchor, triplet.like, triplet.unlike])
            .collect();
        let texts = text.len();
        let synapse = TextToEmbedding {
            text,
            embedding: Vec::new(),
        };
        let targets: Vec<_> = respondents
            .iter()
            .map(|respondent| (respondent.uid, respondent.target))
            .collect();
        let replies = dendrite.query(&targets, &synapse, TIMEOUT).await;
        replies
            .into_iter()
            .map(|(uid, reply)| match reply {
                Ok(reply) => Mark {
                    uid,
                    held_out: Some(agreement(texts, &reply.synapse.embedding)),
                    public: None,
                    latency: Some(reply.elapsed),
                    last_answer: shape(&reply.synapse.embedding),
                },
                Err(error) => Mark {
                    uid,
                    held_out: Some(0.0),
                    last_answer: error.to_string(),
                    ..Mark::default()
                },
            })
            .collect()
    }
}

fn shape(embedding: &[Vec<f32>]) -> String {
    format!(
        "{} x {}",
        embedding.len(),
        embedding.first().map_or(0, Vec::len)
    )
}
