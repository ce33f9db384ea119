//! A miner of this subnet: a backend behind an axon.

use std::sync::Arc;

use bytes::Bytes;
use futures::{StreamExt, stream};
use taonet_neuron::{Axon, Caller, Endpoint, Refusal};
use taonet_wallet::Keypair;

use crate::backends::{Backend, BackendError};
use crate::protocol::{Prompting, StreamPrompting, prompt_of};

/// An axon that answers [`Prompting`] and [`StreamPrompting`] with `backend`.
///
/// `refuse` is asked about each verified caller and gives the reason if it is not welcome.
pub fn axon<Rule, Verdict>(hotkey: Keypair, backend: Arc<dyn Backend>, refuse: Rule) -> Axon
where
    Rule: Fn(Caller) -> Verdict + Clone + Send + Sync + 'static,
    Verdict: Future<Output = Option<String>> + Send + 'static,
{
    let streaming_backend = Arc::clone(&backend);
    let whole = Endpoint::new(move |mut synapse: Prompting, _caller: Caller| {
        let backend = Arc::clone(&backend);
        async move {
            synapse.completion = complete(&*backend, &synapse.roles, &synapse.messages).await?;
            Ok::<_, Refusal>(synapse)
        }
    });
    let streamed = Endpoint::streaming(move |synapse: StreamPrompting, _caller: Caller| {
        let backend = Arc::clone(&streaming_backend);
        async move {
            let prompt = checked_prompt(&synapse.roles, &synapse.messages)?;
            let mut pieces = backend.stream(prompt.to_owned());
            // The status goes out before the text: only a failure of the first piece can be told.
            let first = pieces.next().await.transpose().map_err(refusal)?;
            let rest = pieces.map(|piece| piece.map(Bytes::from).map_err(refusal));
            let first = first.map(|piece| Ok(Bytes::from(piece)));
            Ok::<_, Refusal>(stream::iter(first).chain(rest))
        }
    });
    Axon::new(hotkey)
        .attach(whole.blacklist(refuse.clone()))
        .attach(streamed.blacklist(refuse))
}

async fn complete(
    backend: &dyn Backend,
    roles: &[String],
    messages: &[String],
) -> Result<String, Refusal> {
    backend
        .answer(checked_prompt(roles, messages)?)
        .await
        .map_err(refusal)
}

fn checked_prompt<'message>(
    roles: &[String],
    messages: &'message [String],
) -> Result<&'message str, Refusal> {
    prompt_of(roles, messages).map_err(|error| Refusal::new(400, error.to_string()))
}

/// Tells the caller what it can change, and no more than that something failed otherwise.
fn refusal(error: BackendError) -> Refusal {
    match error {
        BackendError::PromptTooLong { .. } => Refusal::new(400, error.to_string()),
        other => Refusal::internal(other.to_string()),
    }
}
