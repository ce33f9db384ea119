//! Secret URIs: `[phrase | 0x seed] ("//" hard | "/" soft)* ["///" passphrase]`.

use std::fmt;

use blake2::{Blake2b, Digest, digest::consts::U32};

use crate::KeyError;

/// The phrase that an empty start stands for. Everybody knows it: keys made from it are for
/// development.
pub const DEVELOPMENT_PHRASE: &str =
    "bottom drive obey lake curtain smoke basket hold race lonely fit walk";

/// Longest URI that is looked at.
const MAX_URI: usize = 8192;

/// One step of a derivation, with its 32-byte chain code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Junction {
    /// `//name`: the parent's secret is needed.
    Hard([u8; 32]),
    /// `/name`: the public half could be derived from the parent's.
    Soft([u8; 32]),
}

/// The parts of a secret URI, borrowed from its text.
#[derive(Clone, PartialEq, Eq)]
pub struct SecretUri<'a> {
    /// Mnemonic or `0x` seed; `None` stands for [`DEVELOPMENT_PHRASE`].
    pub secret: Option<&'a str>,
    /// Derivation steps in order.
    pub junctions: Vec<Junction>,
    /// Passphrase of the mnemonic.
    pub passphrase: Option<&'a str>,
}

impl<'a> SecretUri<'a> {
    /// Splits a URI.
    ///
    /// # Errors
    /// A junction without a name, or a text that is absurdly long.
    pub fn parse(uri: &'a str) -> Result<Self, KeyError> {
        if uri.len() > MAX_URI {
            return Err(KeyError::InvalidPhrase);
        }
        let (secret, mut rest) = uri.split_at(uri.find('/').unwrap_or(uri.len()));
        let mut junctions = Vec::new();
        let mut passphrase = None;
        while !rest.is_empty() {
            if let Some(text) = rest.strip_prefix("///") {
                passphrase = Some(text);
                break;
            }
            let (hard, text) = match rest.strip_prefix("//") {
                Some(text) => (true, text),
                None => (false, rest.strip_prefix('/').unwrap_or(rest)),
            };
            let (name, tail) = text.split_at(text.find('/').unwrap_or(text.len()));
            if name.is_empty() {
                return Err(KeyError::EmptyJunction);
            }
            let code = chain_code(name);
            junctions.push(if hard {
                Junction::Hard(code)
            } else {
                Junction::Soft(code)
            });
            rest = tail;
        }
        Ok(Self {
            secret: (!secret.is_empty()).then_some(secret),
            junctions,
            passphrase,
        })
    }
}

impl fmt::Debug for SecretUri<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SecretUri").finish_non_exhaustive()
    }
}

/// The chain code of a junction's name: a number little-endian, or the SCALE form of the text
/// (hashed when it does not fit), padded with zeros.
fn chain_code(name: &str) -> [u8; 32] {
    let encoded = match name.parse::<u64>() {
        Ok(number) => number.to_le_bytes().to_vec(),
        Err(_) => {
            let mut encoded = compact_length(name.len());
            encoded.extend_from_slice(name.as_bytes());
            encoded
        }
    };
    let mut code = [0; 32];
    match code.get_mut(..encoded.len()) {
        Some(start) => start.copy_from_slice(&encoded),
        None => code = Blake2b::<U32>::digest(&encoded).into(),
    }
    code
}

/// The SCALE compact form of a length; URIs are bounded far below the four-byte form's end.
fn compact_length(length: usize) -> Vec<u8> {
    let length = u32::try_from(length).unwrap_or(u32::MAX >> 2);
    match length {
        0..=0x3f => vec![(length << 2).to_le_bytes()[0]],
        0x40..=0x3fff => (length << 2 | 0b01).to_le_bytes()[..2].to_vec(),
        _ => (length << 2 | 0b10).to_le_bytes().to_vec(),
    }
}
