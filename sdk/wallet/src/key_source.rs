//! The things a key can be regenerated from.

use std::fmt;

use zeroize::Zeroizing;

use crate::{KeyError, Keypair, Password, Scheme, polkadot_js};

/// A secret in one of the forms that people keep.
#[derive(Clone, Copy)]
pub enum KeySource<'a> {
    /// 12 to 24 words.
    Mnemonic(&'a str),
    /// 32 bytes of hex, with or without `0x`.
    Seed(&'a str),
    /// 64 bytes of hex for sr25519, 32 for ed25519, with or without `0x`.
    PrivateKey(&'a str),
    /// A secret URI such as `//Alice`.
    Uri(&'a str),
    /// The text of an account file of a browser wallet ([`polkadot_js`]).
    Json {
        /// The file's text.
        text: &'a str,
        /// The passphrase that it was exported under.
        passphrase: &'a Password,
    },
}

impl KeySource<'_> {
    /// The pair. For an account file this takes some tenths of a second.
    ///
    /// # Errors
    /// The secret is not of the named form, or (account files) not of this scheme.
    pub fn pair(&self, scheme: Scheme) -> Result<Keypair, KeyError> {
        match self {
            Self::Mnemonic(phrase) => Keypair::from_mnemonic_with(phrase, "", scheme),
            Self::Seed(digits) => {
                let mut seed = Zeroizing::new([0; 32]);
                hex::decode_to_slice(without_0x(digits), seed.as_mut())
                    .map_err(|_| KeyError::InvalidSeed)?;
                Keypair::from_seed_with(*seed, scheme)
            }
            Self::PrivateKey(digits) => {
                let key = hex::decode(without_0x(digits))
                    .map(Zeroizing::new)
                    .map_err(|_| KeyError::InvalidPrivateKey)?;
                Keypair::from_private_key(&key, scheme)
            }
            Self::Uri(uri) => Keypair::from_uri_with(uri, scheme),
            Self::Json { text, passphrase } => {
                let pair = polkadot_js::import(text, passphrase)?;
                if pair.scheme() == scheme {
                    Ok(pair)
                } else {
                    Err(KeyError::AccountFile("it holds an sr25519 key"))
                }
            }
        }
    }
}

impl fmt::Debug for KeySource<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Mnemonic(_) => "Mnemonic(..)",
            Self::Seed(_) => "Seed(..)",
            Self::PrivateKey(_) => "PrivateKey(..)",
            Self::Uri(_) => "Uri(..)",
            Self::Json { .. } => "Json { .. }",
        })
    }
}

fn without_0x(digits: &str) -> &str {
    let digits = digits.trim();
    digits.strip_prefix("0x").unwrap_or(digits)
}
