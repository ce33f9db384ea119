//! A miner of this subnet: a backend behind an axon.

use std::sync::Arc;

use bytes::Bytes;
use taonet_neuron::{Axon, Caller, Endpoint, Refusal};
use taonet_wallet::Keypair;

use crate::backends::Backend;
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
            synapse.completion =
                complete(&*backend, &synapse.roles, &synapse.messages).await?;
            Ok::<_, Refusal>(synapse)
        }
    });
    let streamed = Endpoint::streaming(move |synapse: StreamPrompting, _caller: Caller| {
        let backend = Arc::clone(&streaming_backend);
        async move {
            let answer = complete(&*backend, &synapse.roles, &synapse.messages).await?;
            let tokens: Vec<Result<Bytes, Refusal>> = answer
                .split_inclusive(' ')
                .map(|token| Ok(Bytes::copy_from_slice(token.as_bytes())))
                .collect();
            Ok::<_, Refusal>(futures::stream::iter(tokens))
        }
    });
    Axon::new(hotkey).attach(whole.blacklist(refuse.clone())).attach(streamed.blacklist(refuse))
}

async fn complete(
    backend: &dyn Backend,
    roles: &[String],
    messages: &[String],
) -> Result<String, Refusal> {
    let prompt = prompt_of(roles, messages)
        .map_err(|error| Refusal::new(400, error.to_string()))?;
    backend.answer(prompt).await.map_err(|error| Refusal::internal(error.to_string()))
}
