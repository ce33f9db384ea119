//! The wire: one WebSocket with a bound on what is asked at once, and patience where it is lost.

use std::sync::Arc;
use std::time::Duration;

use subxt_rpcs::client::{
    RawRpcFuture, RawRpcSubscription, RawValue, ReconnectingRpcClient, RpcClientT,
};
use tokio::sync::Semaphore;

/// Longest wait for the answer to one request, lost connections included.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(60);
/// Times that a request which changes nothing is sent again after the connection was lost.
const REPEATS: u32 = 4;

/// A transport that lets a bounded number of requests be in flight.
pub(crate) struct Transport {
    inner: ReconnectingRpcClient,
    in_flight: Arc<Semaphore>,
}

impl Transport {
    pub(crate) fn new(inner: ReconnectingRpcClient, max_in_flight: usize) -> Self {
        Self {
            inner,
            in_flight: Arc::new(Semaphore::new(max_in_flight.max(1))),
        }
    }

    async fn ask(
        &self,
        method: &str,
        params: Option<Box<RawValue>>,
    ) -> Result<Box<RawValue>, subxt_rpcs::Error> {
        let _turn = self
            .in_flight
            .acquire()
            .await
            .map_err(|error| subxt_rpcs::Error::Client(Box::new(error)))?;
        let mut repeats = if changes_nothing(method) { REPEATS } else { 0 };
        loop {
            match self.inner.request_raw(method, params.clone()).await {
                Err(error) if error.is_disconnected_will_reconnect() && repeats > 0 => {
                    // The next request waits inside the transport until there is a connection.
                    tracing::debug!(method, "connection lost: asking again");
                    repeats -= 1;
                }
                other => return other,
            }
        }
    }
}

/// Whether a request may be sent twice. What enters the pool may not: whoever sent it has to find
/// out first whether it arrived.
fn changes_nothing(method: &str) -> bool {
    ["state_", "chain_", "system_", "payment_", "rpc_"]
        .iter()
        .any(|prefix| method.starts_with(prefix))
}

fn late() -> subxt_rpcs::Error {
    let seconds = REQUEST_TIMEOUT.as_secs();
    subxt_rpcs::Error::Client(format!("no answer within {seconds} s").into())
}

impl RpcClientT for Transport {
    fn request_raw<'a>(
        &'a self,
        method: &'a str,
        params: Option<Box<RawValue>>,
    ) -> RawRpcFuture<'a, Box<RawValue>> {
        Box::pin(async move {
            tokio::time::timeout(REQUEST_TIMEOUT, self.ask(method, params))
                .await
                .unwrap_or_else(|_| Err(late()))
        })
    }

    fn subscribe_raw<'a>(
        &'a self,
        subscribe: &'a str,
        params: Option<Box<RawValue>>,
        unsubscribe: &'a str,
    ) -> RawRpcFuture<'a, RawRpcSubscription> {
        Box::pin(async move {
            let subscription = self.inner.subscribe_raw(subscribe, params, unsubscribe);
            tokio::time::timeout(REQUEST_TIMEOUT, subscription)
                .await
                .unwrap_or_else(|_| Err(late()))
        })
    }
}
