//! What can go wrong, each with its cause and what to do about it. No text contains a secret.

use std::{io, path::PathBuf};

/// An address that is no SS58 text or no public key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// The text is not base58.
    #[error("address is not base58: check for characters such as 0, O, I, l or a missing letter")]
    NotBase58,
    /// The decoded bytes are not prefix, 32-byte key and 2-byte checksum.
    #[error("address has a wrong length: a Bittensor address has 48 characters and starts with 5")]
    Length,
    /// The checksum does not fit the key.
    #[error("address has a wrong checksum: a character was changed, copy the address again")]
    Checksum,
    /// No network is registered for the prefix.
    #[error("address has the unregistered prefix {0}: Bittensor addresses have prefix 42")]
    UnknownPrefix(u16),
    /// The text after `0x` is not 32 bytes of hex.
    #[error("public key is not 0x followed by 64 hex digits: give a public key or an SS58 address")]
    NotPublicKey,
}

/// A name that is no signature scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown key type: choose sr25519 or ed25519")]
pub struct SchemeError;

/// A secret that gives no key pair.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// The mnemonic has a wrong word, count or checksum.
    #[error("Invalid phrase: need 12, 15, 18, 21 or 24 lower-case English BIP-39 words, in order")]
    InvalidPhrase,
    /// The number of words asked for does not exist.
    #[error("a mnemonic cannot have {0} words: choose 12, 15, 18, 21 or 24")]
    WordCount(usize),
    /// The seed is not 32 bytes of hex.
    #[error("seed is not 0x followed by 64 hex digits: check that it was copied whole")]
    InvalidSeed,
    /// The private key is no valid secret of its scheme.
    #[error(
        "private key is invalid: sr25519 needs 64 bytes (scalar and nonce), ed25519 the 32-byte seed"
    )]
    InvalidPrivateKey,
    /// A junction has no name, as in `//` or `//Alice//`.
    #[error("secret URI has an empty junction: write names after each slash, such as //Alice/1")]
    EmptyJunction,
    /// ed25519 has no soft derivation.
    #[error("ed25519 keys have no soft junctions: use // instead of / in the secret URI")]
    SoftJunction,
    /// An account file of a browser wallet that is damaged, of another kind, or too costly.
    #[error(
        "the account file cannot be used: {0}; export the sr25519 account as JSON once more, or \
         give its mnemonic"
    )]
    AccountFile(&'static str),
    /// The passphrase does not open the account file.
    #[error(
        "Wrong passphrase for the account file: try again; if it is right, the file is damaged"
    )]
    AccountPassphrase,
    /// The operating system gave no random bytes.
    #[error("the operating system gave no random bytes: {0}; check /dev/urandom and try again")]
    NoRandomness(String),
}

/// A message that cannot be sealed or opened.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// sr25519 keys have no form that messages can be sealed to.
    #[error("messages can be sealed to ed25519 keys only: make an ed25519 key for this")]
    Scheme,
    /// The bytes are no point of the curve, or one that everybody knows the secret of.
    #[error("the public key is not a usable ed25519 key: check the address and the key type")]
    InvalidKey,
    /// The message is cut off, changed, or meant for somebody else.
    #[error("the message was not sealed to this key or was changed: check key and ciphertext")]
    NotForThisKey,
    /// Beyond what the cipher can take.
    #[error("the message is too long to be sealed: send it in parts")]
    TooLong,
    /// The operating system gave no random bytes.
    #[error("the operating system gave no random bytes: {0}; check /dev/urandom and try again")]
    NoRandomness(String),
}

/// A signature that cannot be read (an unequal signature is `false`, not an error).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignatureError {
    /// A text signature without `0x` or with other characters than hex digits.
    #[error("Invalid signature format. Expected hex string.")]
    NotHex,
    /// A text message that begins with `0x`, which stands for hex, and does not go on so.
    #[error("message begins with 0x, which stands for bytes in hex, but is not hex: check it")]
    MessageNotHex,
    /// Only the public half is there.
    #[error("No private key set to create signatures: use the key file, not its public half")]
    NoPrivateKey,
    /// Not 64 bytes.
    #[error("signature has {0} bytes, must have 64: check that it was copied whole")]
    Length(usize),
    /// The bytes of the key are no point of the curve, so nobody can have signed.
    #[error("the public key is not a valid {0} key: check the address and the key type")]
    InvalidKey(&'static str),
}

/// A password that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasswordError {
    /// Shorter than six characters.
    #[error(
        "Password not strong enough. Try increasing the length of the password or the password \
         complexity."
    )]
    TooWeak,
    /// The two inputs on creation differ.
    #[error("Passwords do not match.")]
    Mismatch,
    /// The variable is set, but not as `save_password_to_env` writes it.
    #[error(
        "environment variable {variable} is not the base64 form of an obfuscated password: unset \
         it, or use BT_WALLET_PASSWORD for a plain password"
    )]
    Garbled {
        /// Name of the variable.
        variable: String,
    },
    /// Nobody could be asked.
    #[error("cannot ask for the password: {0}; give it in BT_WALLET_PASSWORD or in a file")]
    Prompt(String),
    /// The password file cannot be read.
    #[error("cannot read the password file {path}: {cause}; check BT_WALLET_PASSWORD_FILE")]
    File {
        /// Where it was looked for.
        path: PathBuf,
        /// What the system said.
        cause: String,
    },
}

/// A key file that cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum KeyfileError {
    /// Nothing there.
    #[error("no key file at {path}: create the key or check wallet name, hotkey and path")]
    Missing {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// The system refused.
    #[error("cannot {action} {path}: {source}; check permissions and free space")]
    Io {
        /// What was tried.
        action: &'static str,
        /// On which file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The file is there and must not be replaced.
    #[error("{path} exists already: choose another name, or ask for it to be overwritten")]
    Exists {
        /// The file in the way.
        path: PathBuf,
    },
    /// The content is no key file.
    #[error("{path} is not a key file: {cause}; restore it from a copy or regenerate the key")]
    Corrupt {
        /// The file.
        path: PathBuf,
        /// What is wrong with it; never its content.
        cause: String,
    },
    /// The content means different keys to different programs.
    #[error(
        "{path} holds {content} without a label, which some programs read as a public key and \
         others as a secret: import it explicitly as what it is"
    )]
    Ambiguous {
        /// The file.
        path: PathBuf,
        /// What it looks like.
        content: &'static str,
    },
    /// The new content was written and is not what comes back; the old one was put back.
    #[error(
        "{path} could not be read back after writing it, so the old file was kept: check the disk"
    )]
    ReadBack {
        /// The file.
        path: PathBuf,
    },
    /// Not the content that the caller says it is.
    #[error("{path} does not hold {expected}: look at the file and say what it is")]
    NotAsSaid {
        /// The file.
        path: PathBuf,
        /// What it was said to hold.
        expected: &'static str,
    },
    /// The file is encrypted and no password was given.
    #[error(
        "{path} is encrypted and no password was given: type it, or set BT_WALLET_PASSWORD or \
         {variable}"
    )]
    PasswordNeeded {
        /// The file.
        path: PathBuf,
        /// The variable looked at.
        variable: String,
    },
    /// The tag does not fit: wrong password, or a changed file.
    #[error("Wrong password for {path}: try again; if it is right, the file was damaged")]
    WrongPassword {
        /// The file.
        path: PathBuf,
    },
    /// Argon2 needs 512 MiB.
    #[error("not enough memory to derive the key of {path}: 512 MiB are needed, free some")]
    Memory {
        /// The file.
        path: PathBuf,
    },
    /// The password cannot be used or found.
    #[error(transparent)]
    Password(#[from] PasswordError),
    /// The system gave no random bytes for the nonce.
    #[error(transparent)]
    Key(#[from] KeyError),
}

/// A wallet that cannot be used as asked.
#[derive(Debug, thiserror::Error)]
pub enum WalletError {
    /// A name that is no plain file name.
    #[error(
        "{what} name {name:?} cannot be used: take letters, digits, '-', '_' or '.', no '/' and no \
         leading '.'"
    )]
    Name {
        /// `wallet` or `hotkey`.
        what: &'static str,
        /// The name given.
        name: String,
    },
    /// `~` or the default path, and no home.
    #[error("the home directory is unknown: set HOME, BT_WALLET_PATH or --wallet.path")]
    NoHome,
    /// Only the public half is stored where a secret is needed.
    #[error("{path} holds only a public key, which cannot sign: regenerate it from its mnemonic")]
    PublicOnly {
        /// The file.
        path: PathBuf,
    },
    /// The wallets' folder cannot be listed.
    #[error("cannot list wallets in {path}: {source}; check BT_WALLET_PATH")]
    List {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A key file.
    #[error(transparent)]
    Keyfile(#[from] KeyfileError),
    /// An address or public key.
    #[error(transparent)]
    Address(#[from] AddressError),
    /// A key.
    #[error(transparent)]
    Key(#[from] KeyError),
}
