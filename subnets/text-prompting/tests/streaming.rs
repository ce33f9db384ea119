//! Answers that reach the caller while they are still being computed.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use std::sync::Arc;
use std::time::Duration;

use futures::{StreamExt, stream};
use taonet_neuron::{Caller, Dendrite, RunningAxon, Target};
use taonet_text_prompting::backends::{Answer, AnswerStream, Backend, BackendError};
use taonet_text_prompting::{Prompting, StreamPrompting, miner};
use taonet_wallet::Keypair;
use tokio::sync::Notify;

const TIMEOUT: Duration = Duration::from_secs(20);

/// Says one word and waits for a nod before the next; refuses `too long`.
#[derive(Default)]
struct Hesitant {
    nod: Arc<Notify>,
}

fn too_long() -> BackendError {
    BackendError::PromptTooLong {
        tokens: 9,
        limit: 4,
    }
}

impl Backend for Hesitant {
    fn answer<'backend>(&'backend self, _prompt: &'backend str) -> Answer<'backend> {
        Box::pin(std::future::ready(Err(too_long())))
    }

    fn stream(self: Arc<Self>, prompt: String) -> AnswerStream {
        if prompt == "too long" {
            return Box::pin(stream::iter([Err(too_long())]));
        }
        let second = async move {
            self.nod.notified().await;
            Ok("second".to_owned())
        };
        Box::pin(stream::iter([Ok("first ".to_owned())]).chain(stream::once(second)))
    }
}

async fn serve(backend: Arc<Hesitant>) -> (RunningAxon, Dendrite, Target) {
    let hotkey = Keypair::from_uri("//Miner").unwrap();
    let everybody = |_caller: Caller| async { None::<String> };
    let axon = miner::axon(hotkey.clone(), backend, everybody)
        .bind("127.0.0.1:0".parse().unwrap())
        .await
        .unwrap();
    let target = Target::new(hotkey.public(), axon.local_addr());
    let dendrite = Dendrite::builder(Keypair::from_uri("//Validator").unwrap())
        .allow_private_targets(true)
        .build()
        .unwrap();
    (axon, dendrite, target)
}

#[tokio::test]
async fn the_first_word_comes_before_the_second_is_known() {
    let backend = Arc::new(Hesitant::default());
    let (axon, dendrite, target) = serve(Arc::clone(&backend)).await;
    let question = StreamPrompting::question("Who is there?");
    let mut reply = dendrite.stream(&target, &question, TIMEOUT).await.unwrap();
    assert_eq!(reply.next().await.unwrap().unwrap(), "first ");
    backend.nod.notify_one();
    assert_eq!(reply.next().await.unwrap().unwrap(), "second");
    assert!(reply.next().await.is_none());
    axon.shutdown().await;
}

#[tokio::test]
async fn a_prompt_that_the_model_cannot_read_is_the_callers_fault() {
    let (axon, dendrite, target) = serve(Arc::default()).await;
    let streamed = StreamPrompting::question("too long");
    let refused = dendrite
        .stream(&target, &streamed, TIMEOUT)
        .await
        .err()
        .unwrap();
    assert_eq!(refused.status(), 400, "{refused}");
    let whole = Prompting::question("too long");
    let refused = dendrite.call(&target, &whole, TIMEOUT).await.err().unwrap();
    assert_eq!(refused.status(), 400, "{refused}");
    assert!(refused.to_string().contains("shorten it"), "{refused}");
    axon.shutdown().await;
}
