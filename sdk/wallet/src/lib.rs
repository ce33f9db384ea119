//! Keys and wallets of Bittensor.
//!
//! A *wallet* is a folder with one coldkey (it owns the money and is kept encrypted) and any number
//! of hotkeys (they run neurons and sign every request). The path from words to a signature is:
//!
//! 1. A [`Mnemonic`] of 12 to 24 English words encodes entropy; PBKDF2 turns the entropy (not the
//!    words) into a 32-byte seed.
//! 2. The seed is an sr25519 mini secret (or an ed25519 secret). Junctions of a secret URI such as
//!    `//Alice` derive further keys from it ([`Keypair::from_uri`]).
//! 3. The public half is written as an SS58 address with prefix 42 ([`PublicKey`], [`ss58`]).
//! 4. Signatures use the schnorrkel context `substrate`; a verifier also accepts a signature over
//!    the message in the `<Bytes>` wrapping that browser wallets add.
//! 5. A [`Keyfile`] holds the pair as JSON, in the clear or sealed by XSalsa20-Poly1305 under an
//!    Argon2i key ([`nacl`]). Containers of older generations open too, and
//!    [`Keyfile::update_encryption`] replaces them. Files are created with mode 0600 under a temporary name and renamed,
//!    so that a key file is always either the old one or the new one.
//! 6. A [`Wallet`] names the four files of a coldkey and a hotkey, and reads, makes and lists them.
//!    Lost files are made again from any [`KeySource`].
//! 7. A [`PasswordSource`] knows where the password of an encrypted file may come from, and asks the
//!    user last.
//!
//! Deriving the key of a password takes 512 MiB and a second or more. Nothing here is async: in an
//! async program call what unlocks or encrypts inside `spawn_blocking`.
//!
//! Secrets are wiped when dropped and never appear in `Debug` output or in error texts.
//!
//! ```
//! use taonet_wallet::{Keypair, PublicKey};
//!
//! let alice = Keypair::from_uri("//Alice")?;
//! assert_eq!(alice.ss58(), "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY");
//! let signature = alice.sign(b"hello");
//! assert!(PublicKey::from_ss58(&alice.ss58())?.verify(b"hello", &signature)?);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod ansible_vault;
mod atomic_file;
mod bare_content;
mod encryption;
pub mod environment;
mod error;
mod fernet;
mod key_source;
mod keyfile;
mod keyfile_json;
mod keypair;
mod listing;
pub mod message;
mod mnemonic;
pub mod nacl;
mod old_container;
mod password;
mod password_source;
pub mod polkadot_js;
mod public_key;
mod reseal;
mod sealed_box;
pub mod secret_uri;
pub mod ss58;
pub mod wallet;

pub use bare_content::BareContent;
pub use encryption::Encryption;
pub use error::{
    AddressError, KeyError, KeyfileError, PasswordError, SchemeError, SealError, SignatureError,
    WalletError,
};
pub use key_source::KeySource;
pub use keyfile::{KeyMaterial, Keyfile, Overwrite};
pub use keypair::Keypair;
pub use listing::{HotkeyEntry, WalletEntry};
pub use mnemonic::Mnemonic;
pub use password::Password;
pub use password_source::{PASSWORD_PROMPT, PasswordSource, RETYPE_PROMPT};
pub use public_key::{PublicKey, Scheme};
pub use wallet::Wallet;
