//! The encrypted container of key files: `$NACL`, nonce (24 bytes), secretbox.
//!
//! The key is Argon2i over the password with one constant salt, at libsodium's "sensitive" cost:
//! 512 MiB of memory and seconds of time. Call it outside of any async executor.

use std::{
    fmt,
    sync::{Mutex, PoisonError},
};

use argon2::{Algorithm, Argon2, Block, Params, Version};
use crypto_secretbox::{KeyInit, XSalsa20Poly1305, aead::Aead};
use zeroize::{Zeroize, Zeroizing};

use crate::{KeyError, Password};

/// First bytes of the container.
pub const PREFIX: &[u8] = b"$NACL";

const SALT: [u8; 16] = [
    0x13, 0x71, 0x83, 0xdf, 0xf1, 0x5a, 0x09, 0xbc, 0x9c, 0x90, 0xb5, 0x51, 0x87, 0x39, 0xe9, 0xb1,
];
const PASSES: u32 = 8;
const MEMORY_KIB: u32 = 524_288;
const NONCE_BYTES: usize = 24;
const TAG_BYTES: usize = 16;

static DERIVING: Mutex<()> = Mutex::new(());

/// The key of a password. It fits every container made with that password, so that one derivation
/// serves a whole wallet.
#[derive(Clone)]
pub struct NaclKey(Zeroizing<[u8; 32]>);

/// Why a container does not open or close.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NaclError {
    /// Shorter than prefix, nonce and tag, or without the prefix.
    #[error("the encrypted container is cut off or has no $NACL prefix")]
    Truncated,
    /// The tag does not fit.
    #[error("wrong password, or the container was changed")]
    WrongPassword,
    /// No room for the 512 MiB that the derivation needs.
    #[error("512 MiB of memory are needed to derive the key and are not free")]
    Memory,
    /// No nonce.
    #[error(transparent)]
    Key(#[from] KeyError),
}

impl NaclKey {
    /// Derives the key: seconds of time, 512 MiB of memory. Derivations of one process wait for each
    /// other, so that opening many wallets at once takes no more.
    ///
    /// # Errors
    /// The memory is not there.
    pub fn derive(password: &Password) -> Result<Self, NaclError> {
        // What a panic in another derivation leaves behind is only the lock.
        let _one_at_a_time = DERIVING.lock().unwrap_or_else(PoisonError::into_inner);
        let params = Params::new(MEMORY_KIB, PASSES, 1, Some(32)).map_err(|_| NaclError::Memory)?;
        let blocks = params.block_count();
        let mut memory = Vec::new();
        // A refused allocation is an error here instead of the end of the process.
        memory
            .try_reserve_exact(blocks)
            .map_err(|_| NaclError::Memory)?;
        memory.resize(blocks, Block::default());
        let mut key = Zeroizing::new([0; 32]);
        let derived = Argon2::new(Algorithm::Argon2i, Version::V0x13, params)
            .hash_password_into_with_memory(
                password.as_str().as_bytes(),
                &SALT,
                key.as_mut(),
                memory.as_mut_slice(),
            );
        for block in &mut memory {
            block.zeroize();
        }
        derived.map_err(|_| NaclError::Memory)?;
        Ok(Self(key))
    }

    /// Opens a container.
    ///
    /// # Errors
    /// Cut-off input, or a tag that does not fit.
    pub fn open(&self, container: &[u8]) -> Result<Zeroizing<Vec<u8>>, NaclError> {
        let (nonce, sealed) = split(container)?;
        XSalsa20Poly1305::new(self.0.as_ref().into())
            .decrypt(nonce.into(), sealed)
            .map(Zeroizing::new)
            .map_err(|_| NaclError::WrongPassword)
    }

    /// Seals `plain` under a fresh random nonce.
    ///
    /// # Errors
    /// The system gives no random bytes.
    pub fn seal(&self, plain: &[u8]) -> Result<Vec<u8>, NaclError> {
        let mut nonce = [0; NONCE_BYTES];
        getrandom::getrandom(&mut nonce)
            .map_err(|error| KeyError::NoRandomness(error.to_string()))?;
        let sealed = XSalsa20Poly1305::new(self.0.as_ref().into())
            .encrypt(&nonce.into(), plain)
            .map_err(|_| NaclError::Memory)?;
        Ok([PREFIX, &nonce, &sealed].concat())
    }
}

/// Nonce and secretbox of a container.
pub(crate) fn split(container: &[u8]) -> Result<(&[u8; NONCE_BYTES], &[u8]), NaclError> {
    container
        .strip_prefix(PREFIX)
        .and_then(|body| body.split_first_chunk::<NONCE_BYTES>())
        .filter(|(_, sealed)| sealed.len() >= TAG_BYTES)
        .ok_or(NaclError::Truncated)
}

impl fmt::Debug for NaclKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NaclKey(..)")
    }
}
