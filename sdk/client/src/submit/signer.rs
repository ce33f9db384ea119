//! Who signs.

use taonet_wallet::{Keypair, Scheme};

use crate::codec::CryptoType;
use crate::{AccountId, ClientError};

/// Something that signs transactions for one account: a key in memory, a device, a service.
pub trait TransactionSigner: Send + Sync {
    /// The account that signs.
    fn account(&self) -> AccountId;

    /// Kind of its signatures.
    fn crypto(&self) -> CryptoType;

    /// Signs the bytes as they are.
    ///
    /// # Errors
    /// When the signer cannot or does not want to.
    fn sign(&self, payload: &[u8]) -> Result<Vec<u8>, ClientError>;
}

impl TransactionSigner for Keypair {
    fn account(&self) -> AccountId {
        self.public().bytes()
    }

    fn crypto(&self) -> CryptoType {
        match self.scheme() {
            Scheme::Sr25519 => CryptoType::Sr25519,
            Scheme::Ed25519 => CryptoType::Ed25519,
        }
    }

    fn sign(&self, payload: &[u8]) -> Result<Vec<u8>, ClientError> {
        Ok(Self::sign(self, payload).to_vec())
    }
}
