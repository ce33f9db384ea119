//! The part of a validator that knows the subnet's task.

use std::future::Future;
use std::time::Duration;

use taonet_neuron::{Dendrite, Target};

/// A miner that is to be questioned.
#[derive(Clone, Debug)]
pub struct Respondent {
    /// Its UID now.
    pub uid: u16,
    /// Its key and address.
    pub target: Target,
}

/// What one miner earned in one examination.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mark {
    /// UID that was asked.
    pub uid: u16,
    /// Score in 0..1 on material that no miner has seen. It decides the weights.
    pub held_out: Option<f64>,
    /// Score in 0..1 on public material. A large gap to `held_out` means memorising.
    pub public: Option<f64>,
    /// Time to the answer; none if it never came.
    pub latency: Option<Duration>,
    /// The last answer, or the error instead of it, for people to read.
    pub last_answer: String,
}

/// Questions miners and marks their answers.
pub trait Examination: Send + 'static {
    /// Asks all respondents once and marks each. A miner that fails is marked 0, never left out.
    fn examine(
        &mut self,
        dendrite: &Dendrite,
        respondents: &[Respondent],
    ) -> impl Future<Output = Vec<Mark>> + Send;
}
