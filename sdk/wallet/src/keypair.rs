//! Key pairs: from words, seeds, private keys and URIs to signatures.

use std::fmt;

use blake2::{Blake2b, Digest, digest::consts::U32};
use ed25519_dalek::{Signer, SigningKey};
use schnorrkel::{
    ExpansionMode, MiniSecretKey, SecretKey,
    derive::{ChainCode, Derivation},
};
use zeroize::Zeroizing;

use crate::{
    KeyError, Mnemonic, PublicKey, Scheme, SignatureError, message,
    secret_uri::{DEVELOPMENT_PHRASE, Junction, SecretUri},
};

/// The signing context of every sr25519 signature on this network.
pub(crate) const SIGNING_CONTEXT: &[u8] = b"substrate";

/// A secret key with its public half and, where known, the words or seed that it came from.
#[derive(Clone)]
pub struct Keypair {
    secret: Secret,
    public: PublicKey,
    mnemonic: Option<Zeroizing<String>>,
    seed: Option<Zeroizing<[u8; 32]>>,
}

/// Both forms wipe themselves when dropped. Boxed, so that a move leaves no copy behind.
#[derive(Clone)]
enum Secret {
    Sr25519(Box<schnorrkel::Keypair>),
    Ed25519(Box<SigningKey>),
}

impl Keypair {
    /// The sr25519 pair of a mnemonic without passphrase.
    ///
    /// # Errors
    /// The phrase is invalid.
    pub fn from_mnemonic(phrase: &str) -> Result<Self, KeyError> {
        Self::from_mnemonic_with(phrase, "", Scheme::Sr25519)
    }

    /// The pair of a mnemonic. A pair made under a passphrase does not remember its words, because
    /// a reader of the key file would derive another key from the words alone.
    ///
    /// # Errors
    /// The phrase is invalid.
    pub fn from_mnemonic_with(
        phrase: &str,
        passphrase: &str,
        scheme: Scheme,
    ) -> Result<Self, KeyError> {
        let mnemonic = Mnemonic::parse(phrase)?;
        let mut pair = Self::from_seed_with(*mnemonic.seed(passphrase), scheme)?;
        if passphrase.is_empty() {
            pair.mnemonic = Some(Zeroizing::new(mnemonic.phrase().to_owned()));
        }
        Ok(pair)
    }

    /// The sr25519 pair of a 32-byte seed.
    ///
    /// # Errors
    /// None today; every seed is valid. The type leaves room for schemes with invalid seeds.
    pub fn from_seed(seed: [u8; 32]) -> Result<Self, KeyError> {
        Self::from_seed_with(seed, Scheme::Sr25519)
    }

    /// The pair of a 32-byte seed.
    ///
    /// # Errors
    /// As [`from_seed`](Self::from_seed).
    pub fn from_seed_with(seed: [u8; 32], scheme: Scheme) -> Result<Self, KeyError> {
        let seed = Zeroizing::new(seed);
        let mut pair = match scheme {
            Scheme::Sr25519 => {
                let mini =
                    MiniSecretKey::from_bytes(seed.as_ref()).map_err(|_| KeyError::InvalidSeed)?;
                Self::from_sr25519(mini.expand(ExpansionMode::Ed25519))
            }
            Scheme::Ed25519 => Self::from_ed25519(&seed),
        };
        pair.seed = Some(seed);
        Ok(pair)
    }

    /// The pair of a private key in the form of key files: 64 bytes (scalar and nonce) for
    /// sr25519, the 32-byte seed for ed25519.
    ///
    /// # Errors
    /// Another length, or a scalar that is not in canonical form.
    pub fn from_private_key(key: &[u8], scheme: Scheme) -> Result<Self, KeyError> {
        match scheme {
            Scheme::Sr25519 => SecretKey::from_bytes(key)
                .map(Self::from_sr25519)
                .map_err(|_| KeyError::InvalidPrivateKey),
            Scheme::Ed25519 => key
                .try_into()
                .map(|seed| Self::from_ed25519(&Zeroizing::new(seed)))
                .map_err(|_| KeyError::InvalidPrivateKey),
        }
    }

    /// The sr25519 pair of a secret URI such as `//Alice` or `<phrase>//hard/soft///passphrase`.
    ///
    /// # Errors
    /// As [`from_uri_with`](Self::from_uri_with).
    pub fn from_uri(uri: &str) -> Result<Self, KeyError> {
        Self::from_uri_with(uri, Scheme::Sr25519)
    }

    /// The pair of a secret URI. It remembers neither words nor seed.
    ///
    /// # Errors
    /// Wrong phrase or seed, an empty junction, or a soft junction for ed25519.
    pub fn from_uri_with(uri: &str, scheme: Scheme) -> Result<Self, KeyError> {
        let uri = SecretUri::parse(uri)?;
        let secret = uri.secret.unwrap_or(DEVELOPMENT_PHRASE);
        let mut seed = Zeroizing::new([0; 32]);
        match secret.strip_prefix("0x") {
            Some(digits) => {
                hex::decode_to_slice(digits, seed.as_mut()).map_err(|_| KeyError::InvalidSeed)?
            }
            None => seed = Mnemonic::parse(secret)?.seed(uri.passphrase.unwrap_or_default()),
        }
        match scheme {
            Scheme::Sr25519 => derive_sr25519(&seed, &uri.junctions),
            Scheme::Ed25519 => derive_ed25519(seed, &uri.junctions),
        }
    }

    fn from_sr25519(secret: SecretKey) -> Self {
        let pair = Box::new(secret.to_keypair());
        let public = PublicKey::with_scheme(pair.public.to_bytes(), Scheme::Sr25519);
        Self {
            secret: Secret::Sr25519(pair),
            public,
            mnemonic: None,
            seed: None,
        }
    }

    fn from_ed25519(seed: &[u8; 32]) -> Self {
        let key = Box::new(SigningKey::from_bytes(seed));
        let public = PublicKey::with_scheme(key.verifying_key().to_bytes(), Scheme::Ed25519);
        Self {
            secret: Secret::Ed25519(key),
            public,
            mnemonic: None,
            seed: None,
        }
    }

    /// The public half.
    #[must_use]
    pub fn public(&self) -> PublicKey {
        self.public
    }

    /// The address with prefix 42.
    #[must_use]
    pub fn ss58(&self) -> String {
        self.public.to_ss58()
    }

    /// The scheme.
    #[must_use]
    pub fn scheme(&self) -> Scheme {
        self.public.scheme()
    }

    /// Signs a message (sr25519: randomised, so twice the same message gives two signatures).
    #[must_use]
    pub fn sign(&self, message: &[u8]) -> [u8; 64] {
        match &self.secret {
            Secret::Sr25519(pair) => pair.sign_simple(SIGNING_CONTEXT, message).to_bytes(),
            Secret::Ed25519(key) => key.sign(message).to_bytes(),
        }
    }

    /// As [`sign`](Self::sign), in the text form `0x` and 128 hex digits.
    #[must_use]
    pub fn sign_hex(&self, message: &[u8]) -> String {
        format!("0x{}", hex::encode(self.sign(message)))
    }

    /// Signs a text message, which is hex when it begins with `0x` (see
    /// [`message::bytes_of_text`]).
    ///
    /// # Errors
    /// The message begins with `0x` and is not hex.
    pub fn sign_text(&self, text: &str) -> Result<[u8; 64], SignatureError> {
        Ok(self.sign(&message::bytes_of_text(text)?))
    }

    /// The words, when the pair was made from words.
    #[must_use]
    pub fn mnemonic(&self) -> Option<&str> {
        self.mnemonic.as_ref().map(|phrase| phrase.as_str())
    }

    /// The seed, when the pair was made from words or a seed.
    #[must_use]
    pub fn seed(&self) -> Option<&[u8; 32]> {
        self.seed.as_deref()
    }

    /// The private key in the form of key files (see [`from_private_key`](Self::from_private_key)).
    #[must_use]
    pub fn private_key(&self) -> Zeroizing<Vec<u8>> {
        match &self.secret {
            Secret::Sr25519(pair) => {
                let bytes = Zeroizing::new(pair.secret.to_bytes());
                Zeroizing::new(bytes.to_vec())
            }
            Secret::Ed25519(key) => Zeroizing::new(key.as_bytes().to_vec()),
        }
    }
}

impl fmt::Debug for Keypair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Keypair")
            .field("public", &self.public)
            .finish_non_exhaustive()
    }
}

fn derive_sr25519(seed: &[u8; 32], junctions: &[Junction]) -> Result<Keypair, KeyError> {
    let mini = MiniSecretKey::from_bytes(seed).map_err(|_| KeyError::InvalidSeed)?;
    let mut secret = mini.expand(ExpansionMode::Ed25519);
    for junction in junctions {
        secret = match *junction {
            Junction::Hard(code) => secret
                .hard_derive_mini_secret_key(Some(ChainCode(code)), b"")
                .0
                .expand(ExpansionMode::Ed25519),
            Junction::Soft(code) => secret.derived_key_simple(ChainCode(code), b"").0,
        };
    }
    Ok(Keypair::from_sr25519(secret))
}

fn derive_ed25519(
    mut seed: Zeroizing<[u8; 32]>,
    junctions: &[Junction],
) -> Result<Keypair, KeyError> {
    for junction in junctions {
        let Junction::Hard(code) = junction else {
            return Err(KeyError::SoftJunction);
        };
        // 0x2c is the SCALE length of the tag: 11, shifted by the two mode bits.
        let child = Blake2b::<U32>::new()
            .chain_update(b"\x2cEd25519HDKD")
            .chain_update(seed.as_ref())
            .chain_update(code)
            .finalize();
        seed = Zeroizing::new(child.into());
    }
    Ok(Keypair::from_ed25519(&seed))
}
