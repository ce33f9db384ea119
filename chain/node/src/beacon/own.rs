//! A beacon of the node's own, for chains on which commit-reveal is tried out.
//!
//! 1. The state that the chain starts from names the key ([`public_key`]).
//! 2. After every imported block the node looks at the chain's clock, signs the rounds that are
//!    due and not stored, and hands them to its pool as the off-chain worker does with those of a
//!    public beacon. Everything after that is the real thing: the pool and the chain verify.
//! 3. Where transactions trigger blocks, a block of nothing but pulses triggers no further pulses:
//!    otherwise the chain would run on by itself.

use crate::{
    error::NodeError,
    sealing::Sealing,
    service::{Client, Pool},
};
use codec::{Decode, Encode};
use futures::StreamExt;
use sc_client_api::{BlockBackend, BlockchainEvents, HeaderBackend, StorageProvider};
use sc_service::TaskManager;
use sc_transaction_pool_api::{TransactionPool, TransactionSource};
use sp_core::storage::StorageKey;
use sp_keystore::KeystorePtr;
use sp_runtime::{OpaqueExtrinsic, traits::Header as _};
use std::sync::Arc;
use taonet_runtime::{
    Hash,
    beacon::{self, KEY_TYPE, MAX_ROUNDS_PER_RUN, UnsignedPulse},
};
use taonet_timelock::{BeaconSecretKey, Schedule};

/// From this everybody can derive the key.
const SEED: &[u8] = b"taonet development beacon";

fn secret_key() -> BeaconSecretKey {
    BeaconSecretKey::from_seed(SEED)
}

/// The key that a chain with this beacon starts with.
pub(crate) fn public_key() -> Vec<u8> {
    secret_key().public_key().to_bytes().to_vec()
}

/// Refuses a chain that listens to another beacon: no pulse of this node would count there.
///
/// # Errors
/// [`NodeError::Input`].
pub(crate) fn check_chain(client: &Client) -> Result<(), NodeError> {
    let best = client.info().best_hash;
    let stored = read_raw(client, best, beacon::beacon_key());
    match beacon::beacon(stored.as_deref()) {
        Some(found) if found.public_key == public_key() => Ok(()),
        _ => Err(NodeError::Input(
            "this chain listens to another random beacon than --drand-dev-key: start a new chain \
             with the flag, or leave the flag out"
                .into(),
        )),
    }
}

/// Starts the task that publishes rounds.
pub(crate) fn spawn(
    task_manager: &TaskManager,
    client: Arc<Client>,
    pool: Arc<Pool>,
    keystore: KeystorePtr,
    sealing: Option<Sealing>,
) {
    let publisher = Publisher {
        secret: secret_key(),
        client,
        pool,
        keystore,
        skip_quiet_blocks: sealing == Some(Sealing::Instant),
    };
    task_manager
        .spawn_handle()
        .spawn_blocking("development-beacon", None, publisher.run());
}

struct Publisher {
    secret: BeaconSecretKey,
    client: Arc<Client>,
    pool: Arc<Pool>,
    keystore: KeystorePtr,
    skip_quiet_blocks: bool,
}

impl Publisher {
    async fn run(self) {
        let mut imports = self.client.import_notification_stream();
        while let Some(block) = imports.next().await {
            if !block.is_new_best || (self.skip_quiet_blocks && self.is_quiet(block.hash)) {
                continue;
            }
            let number = *block.header.number();
            for round in self.due_rounds(block.hash) {
                let Some(transaction) = self.pulse(number, round) else {
                    tracing::error!("The key of the beacon's payloads is gone from the keystore");
                    return;
                };
                // Refused when the pool has the round already.
                let result = self
                    .pool
                    .submit_one(block.hash, TransactionSource::Local, transaction)
                    .await;
                if let Err(error) = result {
                    tracing::debug!("The pool did not take round {round}: {error}");
                }
            }
        }
    }

    /// Rounds that the chain's clock has reached and that are not stored, a bounded number.
    fn due_rounds(&self, block: Hash) -> std::ops::RangeInclusive<u64> {
        let stored = read_raw(&self.client, block, beacon::beacon_key());
        let clock_ms = self.read_u64(block, beacon::clock_key());
        let last = self.read_u64(block, beacon::last_round_key());
        let due = beacon::beacon(stored.as_deref()).map_or(0, |beacon| {
            let clock = Schedule {
                genesis_s: beacon.genesis_time_s,
                period_s: beacon.period_s,
            };
            clock.round_at(clock_ms / 1_000)
        });
        let first = if last == 0 {
            due.max(1)
        } else {
            last.saturating_add(1)
        };
        let end = first.saturating_add(MAX_ROUNDS_PER_RUN.saturating_sub(1));
        first..=due.min(end)
    }

    fn pulse(&self, block: u32, round: u64) -> Option<OpaqueExtrinsic> {
        let signer = self
            .keystore
            .sr25519_public_keys(KEY_TYPE)
            .first()
            .copied()?;
        let signature = self.secret.sign(round);
        let unsigned = UnsignedPulse::new(
            block,
            round,
            signature.randomness().to_vec(),
            signature.to_bytes().to_vec(),
            signer,
        )?;
        let seal = self
            .keystore
            .sr25519_sign(KEY_TYPE, &signer, &unsigned.message())
            .ok()??;
        let transaction = unsigned.signed(seal).encode();
        OpaqueExtrinsic::try_from_encoded_extrinsic(&transaction).ok()
    }

    /// Whether nobody signed anything in the block.
    fn is_quiet(&self, block: Hash) -> bool {
        let body = self.client.block_body(block).ok().flatten();
        // The two highest bits of a transaction's first byte are its kind, 0 for a bare one.
        body.unwrap_or_default().iter().all(|transaction| {
            transaction
                .inner()
                .first()
                .is_none_or(|kind| kind >> 6 == 0)
        })
    }

    fn read_u64(&self, block: Hash, key: [u8; 32]) -> u64 {
        read_raw(&self.client, block, key)
            .and_then(|bytes| u64::decode(&mut bytes.as_slice()).ok())
            .unwrap_or_default()
    }
}

fn read_raw(client: &Client, block: Hash, key: [u8; 32]) -> Option<Vec<u8>> {
    client
        .storage(block, &StorageKey(key.to_vec()))
        .ok()
        .flatten()
        .map(|value| value.0)
}
