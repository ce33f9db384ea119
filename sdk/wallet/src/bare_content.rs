//! Key files without JSON around them, opened by somebody who says what they are.
//!
//! Sixty-four hex digits are a public key to one generation of wallets and a seed to another, so
//! [`Keyfile::read`] refuses them.

use crate::{KeyMaterial, KeySource, Keyfile, KeyfileError, PublicKey, Scheme};

/// What the text of a file without JSON is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BareContent {
    /// 32 bytes of hex: a public key.
    PublicKey,
    /// 32 bytes of hex: a seed.
    Seed,
    /// Hex of a private key.
    PrivateKey,
    /// 12 to 24 words.
    Mnemonic,
}

impl BareContent {
    fn describe(self) -> &'static str {
        match self {
            Self::PublicKey => "a public key",
            Self::Seed => "a seed",
            Self::PrivateKey => "a private key",
            Self::Mnemonic => "a mnemonic",
        }
    }
}

impl Keyfile {
    /// Reads a file that holds nothing but one secret or key, as what the caller says it is.
    ///
    /// # Errors
    /// The file is missing, cannot be read, or does not hold that.
    pub fn read_as(&self, what: BareContent, scheme: Scheme) -> Result<KeyMaterial, KeyfileError> {
        let not_as_said = || KeyfileError::NotAsSaid {
            path: self.path().to_owned(),
            expected: what.describe(),
        };
        let content = self.content()?;
        let text = std::str::from_utf8(&content).map_err(|_| not_as_said())?;
        let text = text.trim();
        let source = match what {
            BareContent::PublicKey => {
                let digits = text.strip_prefix("0x").unwrap_or(text);
                let mut bytes = [0; 32];
                hex::decode_to_slice(digits, &mut bytes).map_err(|_| not_as_said())?;
                return Ok(KeyMaterial::Public(PublicKey::with_scheme(bytes, scheme)));
            }
            BareContent::Seed => KeySource::Seed(text),
            BareContent::PrivateKey => KeySource::PrivateKey(text),
            BareContent::Mnemonic => KeySource::Mnemonic(text),
        };
        source
            .pair(scheme)
            .map(KeyMaterial::Pair)
            .map_err(|_| not_as_said())
    }
}
