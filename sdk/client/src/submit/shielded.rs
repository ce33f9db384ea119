//! Transactions that only the author of their block can read.
//!
//! The signed transaction is sealed to the key that the chain announces for a coming author, and
//! travels inside of another one of the same account, with the nonce before. The author opens it
//! and includes what is inside right behind. Both are valid for eight blocks: with another author
//! the envelope stays closed, and both expire.

use std::sync::Arc;

use taonet_shield::{Entropy, PUBLIC_KEY_LEN, seal};

use super::fate::Fate;
use super::pool::not_accepted;
use super::transaction::{Entry, Transaction};
use super::{Inclusion, Sent, TransactionSigner, WaitFor};
use crate::codec::ChainCodec;
use crate::state::unhex;
use crate::{BlockRef, ClientError, calls};

/// Longest era that the chain allows a wrapper.
const PERIOD_BLOCKS: u32 = 8;
/// Times that a call is sealed: each time another author has the turn.
const ATTEMPTS: u32 = 4;

impl Transaction<'_> {
    pub(super) async fn submit_shielded<S: TransactionSigner + ?Sized>(
        &self,
        signer: &S,
    ) -> Result<Inclusion, ClientError> {
        let account = signer.account();
        let lane = self.client.submission.lanes.lane(&account);
        // The turn is kept to the end: what would go behind the inner nonce could not enter before.
        let mut turn = lane.turn().await;
        turn.forget();
        let mut attempts = ATTEMPTS;
        loop {
            attempts -= 1;
            self.client.submission.anchor.forget();
            let anchor = self.client.anchor().await?;
            let key = self.author_key().await?;
            let short = self.clone().mortal(PERIOD_BLOCKS);
            let nonce = self.next_nonce(&turn, &account).await?;
            let inner_nonce = nonce.saturating_add(1);
            let inner = short
                .sign(&anchor, &self.call(), inner_nonce, signer)
                .await?;
            let wrapper = calls::shield::submit_encrypted(&sealed(&key, &inner.extrinsic)?);
            let outer = short.sign(&anchor, &wrapper, nonce, signer).await?;
            let updates = match self.enter_pool(&outer.extrinsic).await? {
                Entry::Followed(updates) => Some(updates),
                Entry::There => None,
                Entry::Refused(error) => {
                    if attempts > 0 && self.sign_again(&error, &anchor, &mut turn).await? {
                        continue;
                    }
                    return Err(not_accepted(&error));
                }
            };
            let sent = |extrinsic: Vec<u8>, nonce, last_block| Sent {
                client: self.client.clone(),
                account,
                hash: ChainCodec::extrinsic_hash(&extrinsic),
                extrinsic,
                nonce,
                signed_at: anchor.best,
                last_block,
                spec_version: anchor.chain.spec_version,
                updates: None,
                // The turn is held here.
                lane: Arc::default(),
                public: false,
            };
            let mut envelope = Sent {
                updates,
                public: true,
                ..sent(outer.extrinsic, nonce, outer.last_block)
            };
            let fate = envelope.fate(WaitFor::Inclusion, self.timeout).await?;
            match fate {
                Fate::Included(block) => {
                    self.client.outcome_in_block(block, envelope.hash).await?;
                    let content = sent(inner.extrinsic, inner_nonce, inner.last_block);
                    return match content.wait(self.wait_for, self.timeout).await {
                        Err(ClientError::Expired { .. }) => Err(ClientError::NotOpened {
                            wrapper: crate::state::hex_text(&envelope.hash),
                        }),
                        outcome => outcome,
                    };
                }
                // Nobody opened it, and nobody can any more: what is inside has the same era.
                Fate::Expired { .. } | Fate::Replaced | Fate::Upgraded if attempts > 0 => {
                    tracing::info!(?fate, nonce, "sealing the call again");
                }
                Fate::Expired { last_block } => return Err(ClientError::Expired { last_block }),
                Fate::Replaced => return Err(ClientError::NonceTaken { nonce }),
                Fate::Upgraded => {
                    return Err(ClientError::Upgraded {
                        signed_for: anchor.chain.spec_version,
                    });
                }
            }
        }
    }

    /// The key to seal to.
    async fn author_key(&self) -> Result<Vec<u8>, ClientError> {
        const ITEM: &str = "MevShield.NextKey";
        let state = self.client.at(BlockRef::Best).await?;
        let stored = state.storage_json("MevShield", "NextKey", &[]).await?;
        let key = match stored.as_str() {
            Some(text) => unhex(text, ITEM)?,
            None => return Err(ClientError::NoShield),
        };
        if key.len() != PUBLIC_KEY_LEN {
            let cause = format!("{} bytes, {PUBLIC_KEY_LEN} expected", key.len());
            return Err(ClientError::shape(ITEM, cause));
        }
        Ok(key)
    }
}

/// The bytes of an envelope.
fn sealed(key: &[u8], message: &[u8]) -> Result<Vec<u8>, ClientError> {
    let unable = |cause: String| ClientError::InvalidArgument {
        what: "a shielded transaction".to_owned(),
        cause,
    };
    let mut entropy = Entropy {
        secret: [0; 32],
        nonce: [0; 24],
    };
    getrandom::getrandom(&mut entropy.secret).map_err(|error| unable(error.to_string()))?;
    getrandom::getrandom(&mut entropy.nonce).map_err(|error| unable(error.to_string()))?;
    seal(key, message, &entropy)
        .and_then(|envelope| envelope.to_bytes())
        .map_err(|error| unable(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use taonet_shield::{Envelope, KEY_HASH_LEN, SecretKey, key_hash};

    #[test]
    fn only_the_author_reads_what_is_sealed() {
        let author = SecretKey::from_seed(&[1; 64]);
        let bytes = sealed(&author.public_key(), b"signed").unwrap();
        assert_eq!(
            bytes.get(..KEY_HASH_LEN),
            Some(&key_hash(&author.public_key())[..])
        );
        let envelope = Envelope::parse(&bytes).unwrap();
        assert_eq!(author.open(&envelope).unwrap(), b"signed");
        let other = SecretKey::from_seed(&[2; 64]);
        assert!(other.open(&envelope).is_err());
        // Each time with another secret.
        assert_ne!(bytes, sealed(&author.public_key(), b"signed").unwrap());
    }

    #[test]
    fn a_key_that_is_none_is_refused() {
        assert_eq!(
            sealed(&[0; 3], b"signed").unwrap_err().code(),
            "invalid_argument"
        );
    }
}
