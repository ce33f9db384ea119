//! A reply that comes in chunks, and what a call holds until its reply is read.

use std::{
    fmt,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
    time::{Duration, Instant},
};

use bytes::Bytes;
use futures::{Stream, StreamExt, stream::BoxStream};
use tokio::{sync::OwnedSemaphorePermit, time::timeout_at};

use crate::{CallError, reply_head::broken_body, wire};

/// Uuids that no call uses at the moment.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lanes(Arc<Mutex<Vec<String>>>);

impl Lanes {
    fn with<T>(&self, work: impl FnOnce(&mut Vec<String>) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// What a call holds: its place among the calls, and its uuid. The uuid goes back only when the
/// whole reply was read; after a failure the request may still be on its way, and a later one of
/// the same uuid could overtake it.
#[derive(Debug)]
pub(crate) struct Held {
    _permit: OwnedSemaphorePermit,
    lanes: Lanes,
    uuid: String,
}

impl Held {
    pub(crate) fn new(permit: OwnedSemaphorePermit, lanes: &Lanes) -> Result<Self, String> {
        let uuid = match lanes.with(Vec::pop) {
            Some(uuid) => uuid,
            None => wire::new_uuid().map_err(|error| error.to_string())?,
        };
        Ok(Self {
            _permit: permit,
            lanes: lanes.clone(),
            uuid,
        })
    }

    pub(crate) fn uuid(&self) -> &str {
        &self.uuid
    }

    /// The reply was read to its end.
    pub(crate) fn finish(self) {
        let Self { lanes, uuid, .. } = self;
        lanes.with(|free| free.push(uuid));
    }
}

/// Chunks of a streamed reply, within the time and size of the call. It ends after the first error.
pub struct ReplyStream {
    chunks: BoxStream<'static, Result<Bytes, CallError>>,
    process_time_s: Option<f64>,
}

impl ReplyStream {
    pub(crate) fn new(
        response: reqwest::Response,
        held: Held,
        (started, timeout, max_bytes): (Instant, Duration, usize),
        process_time_s: Option<f64>,
    ) -> Self {
        let deadline = tokio::time::Instant::from_std(started) + timeout;
        let start = Some((response, held, 0_usize));
        let chunks = futures::stream::unfold(start, move |state| async move {
            let (mut response, held, received) = state?;
            match timeout_at(deadline, response.chunk()).await {
                Ok(Ok(Some(chunk))) => {
                    let received = received.saturating_add(chunk.len());
                    if received > max_bytes {
                        return Some((Err(CallError::TooLarge { max_bytes }), None));
                    }
                    Some((Ok(chunk), Some((response, held, received))))
                }
                Ok(Ok(None)) => {
                    held.finish();
                    None
                }
                Ok(Err(error)) => Some((Err(broken_body(&error)), None)),
                Err(_) => Some((Err(CallError::timeout(timeout)), None)),
            }
        });
        Self {
            chunks: chunks.boxed(),
            process_time_s,
        }
    }

    /// Seconds that the axon claims to have needed before the first chunk.
    #[must_use]
    pub fn process_time_s(&self) -> Option<f64> {
        self.process_time_s
    }

    /// Reads to the end; bytes that are no UTF-8 are replaced.
    ///
    /// # Errors
    /// The stream breaks, takes too long or is too large.
    pub async fn text(mut self) -> Result<String, CallError> {
        let mut all = Vec::new();
        while let Some(chunk) = self.next().await {
            all.extend_from_slice(&chunk?);
        }
        Ok(String::from_utf8_lossy(&all).into_owned())
    }
}

impl Stream for ReplyStream {
    type Item = Result<Bytes, CallError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.chunks.poll_next_unpin(cx)
    }
}

impl fmt::Debug for ReplyStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReplyStream").finish_non_exhaustive()
    }
}
