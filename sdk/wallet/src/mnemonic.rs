//! English BIP-39 phrases and the seed that Substrate derives from their entropy.

use std::fmt;

use pbkdf2::pbkdf2_hmac;
use sha2::Sha512;
use zeroize::Zeroizing;

use crate::KeyError;

const ROUNDS: u32 = 2048;

/// A phrase with a valid checksum, in its normal form (lower case, single blanks).
///
/// There is no `Display`: whoever wants to show the words calls [`phrase`](Self::phrase).
#[derive(Clone)]
pub struct Mnemonic {
    phrase: Zeroizing<String>,
    entropy: Zeroizing<Vec<u8>>,
}

impl Mnemonic {
    /// Makes a phrase of 12, 15, 18, 21 or 24 words from the system's randomness.
    ///
    /// # Errors
    /// Another number of words, or no randomness.
    pub fn generate(words: usize) -> Result<Self, KeyError> {
        if !matches!(words, 12 | 15 | 18 | 21 | 24) {
            return Err(KeyError::WordCount(words));
        }
        let mut entropy = Zeroizing::new(vec![0; words / 3 * 4]);
        getrandom::getrandom(&mut entropy)
            .map_err(|error| KeyError::NoRandomness(error.to_string()))?;
        let mnemonic = bip39::Mnemonic::from_entropy_in(bip39::Language::English, &entropy)
            .map_err(|_| KeyError::WordCount(words))?;
        Ok(Self {
            phrase: Zeroizing::new(mnemonic.to_string()),
            entropy,
        })
    }

    /// Reads a phrase; surrounding blanks are trimmed and runs of blanks count as one.
    ///
    /// # Errors
    /// An unknown word, a wrong number of words, or a wrong checksum.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        // The longest phrase has 24 words of 8 letters: nothing longer is worth splitting.
        if text.len() > 4096 {
            return Err(KeyError::InvalidPhrase);
        }
        let mut phrase = Zeroizing::new(String::with_capacity(text.len()));
        for word in text.split_whitespace() {
            if !phrase.is_empty() {
                phrase.push(' ');
            }
            phrase.push_str(word);
        }
        let mnemonic = bip39::Mnemonic::parse_in_normalized(bip39::Language::English, &phrase)
            .map_err(|_| KeyError::InvalidPhrase)?;
        let entropy = Zeroizing::new(mnemonic.to_entropy());
        Ok(Self { phrase, entropy })
    }

    /// The words. Show them on a terminal; never log them.
    #[must_use]
    pub fn phrase(&self) -> &str {
        &self.phrase
    }

    /// The 32-byte seed of the phrase under a passphrase (mostly empty).
    #[must_use]
    pub fn seed(&self, passphrase: &str) -> Zeroizing<[u8; 32]> {
        let salt = Zeroizing::new(format!("mnemonic{passphrase}"));
        // The first 32 of the 64 bytes are the first half of the first SHA-512 block.
        let mut seed = Zeroizing::new([0; 32]);
        pbkdf2_hmac::<Sha512>(&self.entropy, salt.as_bytes(), ROUNDS, seed.as_mut());
        seed
    }
}

impl fmt::Debug for Mnemonic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Mnemonic(..)")
    }
}
