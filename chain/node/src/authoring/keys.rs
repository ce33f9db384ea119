//! The author's keys for sealed transactions.
//!
//! They live in memory only: what was sealed to a node that restarts is lost, and its wrapper
//! expires.

use futures::StreamExt;
use sc_client_api::BlockchainEvents;
use sc_service::TaskManager;
use sp_consensus::BlockOrigin;
use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use taonet_shield::{KEY_HASH_LEN, SEED_LEN, SecretKey, key_hash};
use zeroize::Zeroizing;

use crate::service::Client;

/// Pairs that are kept: the one to announce, the one announced last, and two more, because a lone
/// author makes the blocks between announcement and use by itself.
const KEPT_PAIRS: usize = 4;

/// What the pair of development chains grows from: public, so that a chain goes on after a restart
/// and every run is the same.
const DEVELOPMENT_SEED: [u8; SEED_LEN] = [0x5e; SEED_LEN];

struct Pair {
    secret: SecretKey,
    public: Vec<u8>,
    hash: [u8; KEY_HASH_LEN],
}

impl Pair {
    fn from_seed(seed: &[u8; SEED_LEN]) -> Self {
        let secret = SecretKey::from_seed(seed);
        let public = secret.public_key();
        Self {
            hash: key_hash(&public),
            secret,
            public,
        }
    }

    fn random() -> Result<Self, getrandom::Error> {
        let mut seed = Zeroizing::new([0; SEED_LEN]);
        getrandom::getrandom(&mut *seed)?;
        Ok(Self::from_seed(&seed))
    }
}

/// The pairs of this node, the one to announce first.
pub(crate) struct ShieldKeys {
    pairs: Mutex<VecDeque<Pair>>,
    fixed: bool,
}

impl ShieldKeys {
    /// One pair for ever, known to everybody: for development chains.
    pub(crate) fn fixed() -> Self {
        Self {
            pairs: Mutex::new([Pair::from_seed(&DEVELOPMENT_SEED)].into()),
            fixed: true,
        }
    }

    /// A secret pair, renewed by [`ShieldKeys::roll`].
    ///
    /// # Errors
    /// When the system gives no random numbers.
    pub(crate) fn random() -> Result<Self, getrandom::Error> {
        Ok(Self {
            pairs: Mutex::new([Pair::random()?].into()),
            fixed: false,
        })
    }

    /// Whether everything sealed to this node may be opened at once, whatever the turn.
    pub(crate) const fn is_fixed(&self) -> bool {
        self.fixed
    }

    /// The public key to announce.
    pub(crate) fn announced(&self) -> Option<Vec<u8>> {
        self.lock().front().map(|pair| pair.public.clone())
    }

    /// What the secret key with this hash grows from, if it is one of ours.
    pub(crate) fn seed_of(&self, hash: [u8; KEY_HASH_LEN]) -> Option<Zeroizing<[u8; SEED_LEN]>> {
        self.lock()
            .iter()
            .find(|pair| pair.hash == hash)
            .map(|pair| pair.secret.seed().clone())
    }

    /// Makes a new pair to announce; the oldest is forgotten.
    ///
    /// # Errors
    /// When the system gives no random numbers; the pairs stay as they are.
    pub(crate) fn roll(&self) -> Result<(), getrandom::Error> {
        if self.fixed {
            return Ok(());
        }
        let pair = Pair::random()?;
        let mut pairs = self.lock();
        pairs.push_front(pair);
        pairs.truncate(KEPT_PAIRS);
        Ok(())
    }

    /// A thread that panicked cannot have left the list half-changed.
    fn lock(&self) -> MutexGuard<'_, VecDeque<Pair>> {
        self.pairs.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Renews the keys after each block that this node made.
pub(crate) fn spawn_rolling(
    task_manager: &TaskManager,
    client: &Arc<Client>,
    keys: Arc<ShieldKeys>,
) {
    let mut imported = client.import_notification_stream();
    let rolling = async move {
        while let Some(block) = imported.next().await {
            if block.origin != BlockOrigin::Own {
                continue;
            }
            if let Err(error) = keys.roll() {
                tracing::error!("No new key for sealed transactions: {error}");
            }
        }
    };
    task_manager
        .spawn_handle()
        .spawn("shield-keys", Some("block-authoring"), rolling);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_opens_until_three_newer_ones_came() {
        let keys = ShieldKeys::random().unwrap();
        let announced = keys.announced().unwrap();
        let hash = key_hash(&announced);
        for _ in 0..KEPT_PAIRS - 1 {
            keys.roll().unwrap();
            assert_ne!(keys.announced().unwrap(), announced);
            let seed = keys.seed_of(hash).unwrap();
            assert_eq!(SecretKey::from_seed(&seed).public_key(), announced);
        }
        keys.roll().unwrap();
        assert!(keys.seed_of(hash).is_none());
    }

    #[test]
    fn the_key_of_development_chains_stays() {
        let keys = ShieldKeys::fixed();
        let announced = keys.announced().unwrap();
        keys.roll().unwrap();
        assert_eq!(keys.announced().unwrap(), announced);
        assert_eq!(ShieldKeys::fixed().announced().unwrap(), announced);
        assert!(keys.seed_of(key_hash(&announced)).is_some());
        assert!(keys.seed_of([0; KEY_HASH_LEN]).is_none());
    }
}
