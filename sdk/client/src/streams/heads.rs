//! The newest head, kept up to date by one task for all who follow it.

use std::sync::{Arc, Mutex, PoisonError};

use serde_json::Value as Json;
use subxt_rpcs::client::{RpcClient, RpcSubscription};
use subxt_rpcs::rpc_params;
use tokio::sync::watch;

use crate::connection::{Backoff, Header};

type Sender = watch::Sender<Option<Header>>;
type Slot = Arc<Mutex<Option<Arc<Sender>>>>;

/// One kind of head: best or final.
pub(crate) struct Heads {
    subscribe: &'static str,
    unsubscribe: &'static str,
    slot: Slot,
}

impl Heads {
    pub(crate) fn best() -> Self {
        Self {
            subscribe: "chain_subscribeNewHeads",
            unsubscribe: "chain_unsubscribeNewHeads",
            slot: Slot::default(),
        }
    }

    pub(crate) fn finalised() -> Self {
        Self {
            subscribe: "chain_subscribeFinalizedHeads",
            unsubscribe: "chain_unsubscribeFinalizedHeads",
            slot: Slot::default(),
        }
    }

    /// Follows the newest head. The first one to follow starts the task, which ends with the last.
    pub(crate) fn follow(&self, rpc: &RpcClient) -> watch::Receiver<Option<Header>> {
        let mut slot = self.slot.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(sender) = slot.as_ref() {
            let mut receiver = sender.subscribe();
            // The head that is known already is the first that a new follower sees.
            receiver.mark_changed();
            return receiver;
        }
        let (sender, receiver) = watch::channel(None);
        let sender = Arc::new(sender);
        *slot = Some(sender.clone());
        drop(slot);
        let task = Task {
            rpc: rpc.clone(),
            subscribe: self.subscribe,
            unsubscribe: self.unsubscribe,
            slot: self.slot.clone(),
            sender,
        };
        tokio::spawn(task.run());
        receiver
    }
}

struct Task {
    rpc: RpcClient,
    subscribe: &'static str,
    unsubscribe: &'static str,
    slot: Slot,
    sender: Arc<Sender>,
}

impl Task {
    async fn run(self) {
        let mut pauses = Backoff::default();
        loop {
            let subscription =
                self.rpc
                    .subscribe::<Json>(self.subscribe, rpc_params![], self.unsubscribe);
            let subscribed = tokio::select! {
                subscribed = subscription => subscribed,
                () = self.nobody_follows() => return,
            };
            match subscribed {
                Ok(subscription) => {
                    pauses = Backoff::default();
                    if self.pass_on(subscription).await {
                        return;
                    }
                }
                Err(error) => tracing::debug!(%error, "cannot follow heads"),
            }
            tokio::select! {
                () = tokio::time::sleep(pauses.pause()) => {}
                () = self.nobody_follows() => return,
            }
        }
    }

    /// Passes heads on until the subscription ends, or nobody follows any more (true).
    async fn pass_on(&self, mut subscription: RpcSubscription<Json>) -> bool {
        loop {
            let next = tokio::select! {
                next = subscription.next() => next,
                () = self.nobody_follows() => return true,
            };
            match next {
                Some(Ok(header)) => match Header::from_json(&header) {
                    Ok(header) => {
                        self.sender.send_replace(Some(header));
                    }
                    Err(error) => tracing::warn!(%error, "a head that cannot be read"),
                },
                Some(Err(error)) => {
                    tracing::debug!(%error, "the subscription ended: subscribing again");
                    return false;
                }
                None => return false,
            }
        }
    }

    /// Ends when the last follower has gone and no new one can come to this task.
    async fn nobody_follows(&self) {
        loop {
            self.sender.closed().await;
            let mut slot = self.slot.lock().unwrap_or_else(PoisonError::into_inner);
            if self.sender.receiver_count() == 0 {
                *slot = None;
                return;
            }
        }
    }
}
