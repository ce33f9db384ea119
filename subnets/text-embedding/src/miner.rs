//! A miner of this subnet: an embedder behind an axon.

use std::sync::Arc;

use taonet_neuron::{Axon, Caller, Endpoint, Refusal};
use taonet_wallet::Keypair;

use crate::{Embedder, TextToEmbedding, check_texts};

/// An axon that answers [`TextToEmbedding`] with `embedder`.
///
/// `refuse` is asked about each verified caller and gives the reason if it is not welcome.
pub fn axon<Rule, Verdict>(hotkey: Keypair, embedder: Arc<dyn Embedder>, refuse: Rule) -> Axon
where
    Rule: Fn(Caller) -> Verdict + Clone + Send + Sync + 'static,
    Verdict: Future<Output = Option<String>> + Send + 'static,
{
    let endpoint = Endpoint::new(move |mut synapse: TextToEmbedding, _caller: Caller| {
        let embedder = Arc::clone(&embedder);
        async move {
            check_texts(&synapse.text).map_err(|error| Refusal::new(400, error.to_string()))?;
            tokio::task::spawn_blocking(move || {
                synapse.embedding = embedder
                    .embed_all(&synapse.text)
                    .map_err(|error| Refusal::internal(error.to_string()))?;
                Ok::<_, Refusal>(synapse)
            })
            .await
            .map_err(|error| Refusal::internal(error.to_string()))?
        }
    });
    Axon::new(hotkey).attach(endpoint.blacklist(refuse))
}
