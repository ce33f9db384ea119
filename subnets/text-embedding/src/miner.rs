//! A miner of this subnet: an embedding behind an axon.

use taonet_neuron::{Axon, Caller, Endpoint, Refusal};
use taonet_wallet::Keypair;

use crate::{HashedNgrams, TextToEmbedding, check_texts};

/// An axon that answers [`TextToEmbedding`].
///
/// `refuse` is asked about each verified caller and gives the reason if it is not welcome.
pub fn axon<Rule, Verdict>(hotkey: Keypair, embedding: HashedNgrams, refuse: Rule) -> Axon
where
    Rule: Fn(Caller) -> Verdict + Clone + Send + Sync + 'static,
    Verdict: Future<Output = Option<String>> + Send + 'static,
{
    let endpoint = Endpoint::new(move |mut synapse: TextToEmbedding, _caller: Caller| async move {
        check_texts(&synapse.text).map_err(|error| Refusal::new(400, error.to_string()))?;
        synapse.embedding = synapse.text.iter().map(|text| embedding.embed(text)).collect();
        Ok::<_, Refusal>(synapse)
    });
    Axon::new(hotkey).attach(endpoint.blacklist(refuse))
}
