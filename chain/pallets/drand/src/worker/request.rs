//! Asking several servers at once.

use alloc::{string::String, vec::Vec};
use core::fmt::Write;
use sp_core::Get;
use sp_runtime::offchain::{
    Duration,
    http::{PendingRequest, Request},
};

use super::answer::{MAX_ANSWER_BYTES, parse};
use crate::{Config, Pulse};

/// How long one server is listened to before the next one's turn, in milliseconds.
const TURN_MS: u64 = 20;

/// The first answer that can be read. `None` asks for the latest round.
pub(super) fn first_answer<T: Config>(
    endpoints: &[Vec<u8>],
    chain_hash: &[u8],
    round: Option<u64>,
) -> Option<Pulse> {
    let path = path(chain_hash, round);
    let mut pending: Vec<PendingRequest> = endpoints
        .iter()
        .filter_map(|endpoint| send::<T>(endpoint, &path))
        .collect();
    let deadline = deadline::<T>();
    while !pending.is_empty() {
        let mut waiting = Vec::with_capacity(pending.len());
        for request in pending {
            let turn = sp_io::offchain::timestamp().add(Duration::from_millis(TURN_MS));
            match request.try_wait(turn.min(deadline)) {
                Ok(Ok(response)) if response.code == 200 => {
                    let mut body = response.body();
                    body.deadline(Some(deadline));
                    let bytes: Vec<u8> = body.take(MAX_ANSWER_BYTES.saturating_add(1)).collect();
                    if let Some(pulse) = parse(&bytes) {
                        return Some(pulse);
                    }
                }
                // An error, or a refusal: this server is out.
                Ok(_) => {}
                Err(request) => waiting.push(request),
            }
        }
        if sp_io::offchain::timestamp() >= deadline {
            return None;
        }
        pending = waiting;
    }
    None
}

fn deadline<T: Config>() -> sp_core::offchain::Timestamp {
    sp_io::offchain::timestamp().add(Duration::from_millis(T::HttpFetchTimeout::get()))
}

fn send<T: Config>(endpoint: &[u8], path: &str) -> Option<PendingRequest> {
    let base = core::str::from_utf8(endpoint).ok()?.trim_end_matches('/');
    let mut url = String::from(base);
    url.push_str(path);
    Request::get(&url).deadline(deadline::<T>()).send().ok()
}

fn path(chain_hash: &[u8], round: Option<u64>) -> String {
    let mut path = String::from("/");
    for byte in chain_hash {
        // Writing to a string does not fail.
        let _ = write!(path, "{byte:02x}");
    }
    path.push_str("/public/");
    let _ = match round {
        Some(round) => write!(path, "{round}"),
        None => path.write_str("latest"),
    };
    path
}
