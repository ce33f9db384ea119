//! Public keys: addresses, and verification of signatures.

use std::{fmt, str::FromStr};

use crate::{AddressError, SchemeError, SignatureError, message, ss58};

/// The signature scheme of a key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scheme {
    /// Schnorr signatures over Ristretto: the scheme of nearly every Bittensor key.
    #[default]
    Sr25519,
    /// RFC 8032 signatures.
    Ed25519,
}

impl Scheme {
    /// The number that key files use: 1 for sr25519, 0 for ed25519.
    #[must_use]
    pub fn crypto_type(self) -> u8 {
        match self {
            Self::Sr25519 => 1,
            Self::Ed25519 => 0,
        }
    }

    /// The scheme with this number.
    #[must_use]
    pub fn from_crypto_type(crypto_type: i64) -> Option<Self> {
        match crypto_type {
            1 => Some(Self::Sr25519),
            0 => Some(Self::Ed25519),
            _ => None,
        }
    }

    /// The name in lower case.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Sr25519 => "sr25519",
            Self::Ed25519 => "ed25519",
        }
    }
}

impl fmt::Display for Scheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Scheme {
    type Err = SchemeError;

    fn from_str(name: &str) -> Result<Self, SchemeError> {
        match name.to_ascii_lowercase().as_str() {
            "sr25519" => Ok(Self::Sr25519),
            "ed25519" => Ok(Self::Ed25519),
            _ => Err(SchemeError),
        }
    }
}

/// A 32-byte public key and its scheme. Shown and parsed as an SS58 address with prefix 42.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PublicKey {
    bytes: [u8; 32],
    scheme: Scheme,
}

impl PublicKey {
    /// An sr25519 key of these bytes (whether they are a point shows on [`verify`](Self::verify)).
    #[must_use]
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self::with_scheme(bytes, Scheme::Sr25519)
    }

    /// A key of the given scheme.
    #[must_use]
    pub fn with_scheme(bytes: [u8; 32], scheme: Scheme) -> Self {
        Self { bytes, scheme }
    }

    /// The sr25519 key of an address. Other registered prefixes than 42 are accepted; a program
    /// that wants to warn about them asks [`ss58::decode`] for the prefix.
    ///
    /// # Errors
    /// The text is no address.
    pub fn from_ss58(text: &str) -> Result<Self, AddressError> {
        ss58::decode(text).map(|(_, bytes)| Self::from_bytes(bytes))
    }

    /// The raw key.
    #[must_use]
    pub fn bytes(&self) -> [u8; 32] {
        self.bytes
    }

    /// The scheme.
    #[must_use]
    pub fn scheme(&self) -> Scheme {
        self.scheme
    }

    /// The address with prefix 42.
    #[must_use]
    pub fn to_ss58(&self) -> String {
        ss58::encode(&self.bytes, ss58::BITTENSOR_PREFIX)
    }

    /// Whether `signature` is this key's over `message`, or over `<Bytes>message</Bytes>` as
    /// browser wallets sign it.
    ///
    /// # Errors
    /// The signature has not 64 bytes, or this is no valid key at all.
    pub fn verify(&self, message: &[u8], signature: &[u8]) -> Result<bool, SignatureError> {
        let signature: &[u8; 64] = signature
            .try_into()
            .map_err(|_| SignatureError::Length(signature.len()))?;
        let wrapped = || [b"<Bytes>", message, b"</Bytes>"].concat();
        match self.scheme {
            Scheme::Sr25519 => {
                let key = schnorrkel::PublicKey::from_bytes(&self.bytes)
                    .map_err(|_| SignatureError::InvalidKey("sr25519"))?;
                // Without the marker bit it is an ed25519 or a pre-audit signature: not ours.
                let Ok(signature) = schnorrkel::Signature::from_bytes(signature) else {
                    return Ok(false);
                };
                let fits = |message: &[u8]| {
                    key.verify_simple(crate::keypair::SIGNING_CONTEXT, message, &signature)
                        .is_ok()
                };
                Ok(fits(message) || fits(&wrapped()))
            }
            Scheme::Ed25519 => {
                let key = ed25519_dalek::VerifyingKey::from_bytes(&self.bytes)
                    .map_err(|_| SignatureError::InvalidKey("ed25519"))?;
                let signature = ed25519_dalek::Signature::from_bytes(signature);
                let fits = |message: &[u8]| key.verify_strict(message, &signature).is_ok();
                Ok(fits(message) || fits(&wrapped()))
            }
        }
    }

    /// As [`verify`](Self::verify), for a text message (see [`message::bytes_of_text`]) and a
    /// signature in the text form `0x` and 128 hex digits.
    ///
    /// # Errors
    /// As [`verify`](Self::verify), and when either text is not in its form.
    pub fn verify_text(&self, message: &str, signature: &str) -> Result<bool, SignatureError> {
        let digits = signature.strip_prefix("0x").ok_or(SignatureError::NotHex)?;
        if digits.len() > 4096 {
            return Err(SignatureError::Length(digits.len() / 2));
        }
        let signature = hex::decode(digits).map_err(|_| SignatureError::NotHex)?;
        self.verify(&message::bytes_of_text(message)?, &signature)
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_ss58())
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({} {})", self.scheme.name(), self.to_ss58())
    }
}

impl FromStr for PublicKey {
    type Err = AddressError;

    /// Reads an SS58 address, or `0x` and 64 hex digits.
    fn from_str(text: &str) -> Result<Self, AddressError> {
        match text.strip_prefix("0x") {
            Some(digits) => {
                let mut bytes = [0; 32];
                hex::decode_to_slice(digits, &mut bytes).map_err(|_| AddressError::NotPublicKey)?;
                Ok(Self::from_bytes(bytes))
            }
            None => Self::from_ss58(text),
        }
    }
}
