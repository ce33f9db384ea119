//! The validator's questions.

use std::time::Duration;

use rand::{Rng, SeedableRng, rngs::StdRng};
use taonet_neuron::Dendrite;
use taonet_subnet_framework::{Examination, Mark, Respondent};

use crate::knowledge::{Fact, Phrasing, facts};
use crate::protocol::Prompting;
use crate::scoring::score;

/// Longest wait for an answer.
const TIMEOUT: Duration = Duration::from_secs(5);
/// Questions per examination: so many in unseen words, and one in public words.
const HELD_OUT_QUESTIONS: usize = 3;

/// Asks facts in held-out phrasings, and a public one for comparison.
#[derive(Debug)]
pub struct FactExamination {
    random: StdRng,
}

struct Question {
    fact: Fact,
    phrasing: Phrasing,
    text: String,
}

impl FactExamination {
    /// Validators with different seeds ask different questions.
    pub fn new(seed: u64) -> Self {
        Self {
            random: StdRng::seed_from_u64(seed),
        }
    }

    fn questions(&mut self) -> Vec<Question> {
        let phrasings =
            std::iter::repeat_n(Phrasing::HeldOut, HELD_OUT_QUESTIONS).chain([Phrasing::Public]);
        phrasings
            .filter_map(|phrasing| {
                let fact = *facts().get(self.random.random_range(0..facts().len().max(1)))?;
                let text = fact.question(phrasing, self.random.random_range(0..16));
                Some(Question {
                    fact,
                    phrasing,
                    text,
                })
            })
            .collect()
    }
}

impl Examination for FactExamination {
    async fn examine(&mut self, dendrite: &Dendrite, respondents: &[Respondent]) -> Vec<Mark> {
        let mut marks: Vec<Mark> = respondents
            .iter()
            .map(|respondent| Mark {
                uid: respondent.uid,
                ..Mark::default()
            })
            .collect();
        let questions = self.questions();
        let held_out = questions
            .iter()
            .filter(|asked| asked.phrasing == Phrasing::HeldOut)
            .count();
        for question in questions {
            let synapse = Prompting::question(question.text.clone());
            let targets: Vec<_> = respondents
                .iter()
                .map(|respondent| (respondent.uid, respondent.target))
                .collect();
            let replies = dendrite.query(&targets, &synapse, TIMEOUT).await;
            for (uid, reply) in replies {
                let Some(mark) = marks.iter_mut().find(|mark| mark.uid == uid) else {
                    continue;
                };
                let value = match reply {
                    Ok(reply) => {
                        let answer = reply.synapse.completion;
                        let value = score(question.fact.answer, &answer, reply.elapsed, TIMEOUT);
                        mark.latency = Some(reply.elapsed);
                        mark.last_answer = answer;
                        value
                    }
                    Err(error) => {
                        mark.last_answer = error.to_string();
                        0.0
                    }
                };
                match question.phrasing {
                    Phrasing::HeldOut => {
                        *mark.held_out.get_or_insert(0.0) += value / held_out.max(1) as f64;
                    }
                    Phrasing::Public => mark.public = Some(value),
                }
            }
        }
        marks
    }
}
