//! Which requests were answered already.
//!
//! Every accepted request is remembered until its nonce is too old to be accepted anyway, so the
//! store is bounded by the window and by its capacity. Requests are told apart by the signed
//! message and not by "a newer nonce was seen", so that two requests of one client may overtake
//! each other.

use std::{
    collections::{BTreeSet, HashMap},
    sync::{Mutex, MutexGuard, PoisonError},
};

use sha3::{Digest, Sha3_256};

/// The requests that one server answered, shared by all its connections.
#[derive(Debug)]
pub(crate) struct SeenRequests(Mutex<NonceStore>);

impl SeenRequests {
    /// Remembers at most so many.
    pub(crate) fn new(capacity: usize) -> Self {
        Self(Mutex::new(NonceStore::new(capacity)))
    }

    /// Whether a request was seen, without remembering it.
    pub(crate) fn contains(&self, id: u128) -> bool {
        self.lock().contains(id)
    }

    /// Remembers a request until `expiry_ns`.
    pub(crate) fn remember(&self, id: u128, expiry_ns: u64, now_ns: u64) -> Remembered {
        self.lock().remember(id, expiry_ns, now_ns)
    }

    fn lock(&self) -> MutexGuard<'_, NonceStore> {
        // A panic while the lock was held cannot leave the store worse than a lost entry.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Remembers requests until they expire.
#[derive(Debug)]
struct NonceStore {
    capacity: usize,
    expiry_by_id: HashMap<u128, u64>,
    by_expiry: BTreeSet<(u64, u128)>,
}

/// What became of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Remembered {
    /// Not seen before; it is remembered now.
    New,
    /// Seen before.
    Replay,
    /// No room: nothing could be remembered, so the request must not be answered.
    Full,
}

/// Tells requests apart. The message holds hotkey, uuid and nonce; no client chooses them so that
/// another client's request collides in 128 bits.
pub(crate) fn request_id(signed_message: &str) -> u128 {
    let digest: [u8; 32] = Sha3_256::digest(signed_message.as_bytes()).into();
    let mut id = [0; 16];
    id.iter_mut().zip(digest).for_each(|(to, from)| *to = from);
    u128::from_le_bytes(id)
}

impl NonceStore {
    fn new(capacity: usize) -> Self {
        Self {
            capacity,
            expiry_by_id: HashMap::new(),
            by_expiry: BTreeSet::new(),
        }
    }

    /// Whether a request was seen, without remembering it.
    fn contains(&self, id: u128) -> bool {
        self.expiry_by_id.contains_key(&id)
    }

    /// Remembers a request until `expiry_ns`.
    fn remember(&mut self, id: u128, expiry_ns: u64, now_ns: u64) -> Remembered {
        while let Some(&(expiry, old)) = self.by_expiry.first() {
            if expiry >= now_ns {
                break;
            }
            self.by_expiry.pop_first();
            self.expiry_by_id.remove(&old);
        }
        if self.expiry_by_id.contains_key(&id) {
            return Remembered::Replay;
        }
        if self.expiry_by_id.len() >= self.capacity {
            return Remembered::Full;
        }
        self.expiry_by_id.insert(id, expiry_ns);
        self.by_expiry.insert((expiry_ns, id));
        Remembered::New
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remembers_until_expiry_and_stays_bounded() {
        let mut store = NonceStore::new(2);
        assert_eq!(store.remember(1, 10, 0), Remembered::New);
        assert_eq!(store.remember(1, 10, 5), Remembered::Replay);
        assert_eq!(store.remember(2, 20, 5), Remembered::New);
        assert_eq!(store.remember(3, 20, 5), Remembered::Full);
        assert!(store.contains(1) && !store.contains(3));
        // At its expiry the nonce may still be accepted, one nanosecond later not.
        assert_eq!(store.remember(1, 10, 10), Remembered::Replay);
        assert_eq!(store.remember(3, 20, 11), Remembered::New);
        assert!(!store.contains(1));
    }
}
