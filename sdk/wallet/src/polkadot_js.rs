//! Account files that browser wallets export: polkadot-js JSON, version 3, sr25519.
//!
//! `encoded` is base64 of, when a key was derived by scrypt, salt (32 bytes) and the numbers N, p, r
//! (4 bytes each); then nonce (24) and secretbox. Inside: a fixed header, the secret (scalar times
//! eight, and nonce), a divider, the public key.

use base64::{Engine, engine::general_purpose::STANDARD};
use crypto_secretbox::{KeyInit, XSalsa20Poly1305, aead::Aead};
use serde::Deserialize;
use zeroize::Zeroizing;

use crate::{KeyError, Keypair, Password, Scheme, ss58};

/// Largest file that is looked at; real ones have less than 1 KiB.
const MAX_BYTES: usize = 64 * 1024;
/// Largest scrypt cost that is accepted: 128 MiB. A stranger's file must not take more.
const MAX_LOG_N: u32 = 17;
const SCRYPT_R: u32 = 8;
const SCRYPT_P: u32 = 1;

const HEADER: &[u8] = &[
    0x30, 0x53, 0x02, 0x01, 0x01, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
];
const DIVIDER: &[u8] = &[0xa1, 0x23, 0x03, 0x21, 0x00];

#[derive(Deserialize)]
struct Account {
    encoded: String,
    encoding: Encoding,
    address: Option<String>,
}

#[derive(Deserialize)]
struct Encoding {
    content: Vec<String>,
    #[serde(rename = "type")]
    methods: OneOrMore,
    version: String,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

impl OneOrMore {
    fn has(&self, name: &str) -> bool {
        match self {
            Self::One(only) => only == name,
            Self::More(names) => names.iter().any(|one| one == name),
        }
    }
}

/// Reads an account file. The pair remembers neither words nor seed: the file has none.
///
/// Deriving the key takes up to 128 MiB and some tenths of a second.
///
/// # Errors
/// Another version or scheme, a scrypt cost beyond the bound, a damaged file, a wrong passphrase, or
/// an address that is not the secret's.
pub fn import(json: &str, passphrase: &Password) -> Result<Keypair, KeyError> {
    let unusable = KeyError::AccountFile;
    if json.len() > MAX_BYTES {
        return Err(unusable("it is larger than 64 KiB"));
    }
    let account: Account = serde_json::from_str(json)
        .map_err(|_| unusable("it lacks encoded, encoding.content, encoding.type or version"))?;
    let encoding = &account.encoding;
    if encoding.version != "3" {
        return Err(unusable("its version is not 3"));
    }
    if encoding.content != ["pkcs8", "sr25519"] {
        return Err(unusable("its content is not pkcs8 of an sr25519 key"));
    }
    if !encoding.methods.has("xsalsa20-poly1305") {
        return Err(unusable("it is not encrypted with xsalsa20-poly1305"));
    }
    let encoded = STANDARD
        .decode(account.encoded.trim())
        .map_err(|_| unusable("its encoded text is not base64"))?;
    let (key, sealed) = if encoding.methods.has("scrypt") {
        derive(&encoded, passphrase)?
    } else {
        (padded(passphrase), encoded.as_slice())
    };
    let (nonce, text) = sealed
        .split_first_chunk::<24>()
        .ok_or(unusable("its encoded text is cut off"))?;
    let plain = XSalsa20Poly1305::new(key.as_ref().into())
        .decrypt(nonce.into(), text)
        .map(Zeroizing::new)
        .map_err(|_| KeyError::AccountPassphrase)?;
    let pair = pair_of(&plain)?;
    if let Some(address) = &account.address {
        let named = ss58::decode(address).map_err(|_| unusable("its address is no address"))?;
        if named.1 != pair.public().bytes() {
            return Err(unusable("its address is not the address of its secret"));
        }
    }
    Ok(pair)
}

type Key = Zeroizing<[u8; 32]>;

fn derive<'a>(encoded: &'a [u8], passphrase: &Password) -> Result<(Key, &'a [u8]), KeyError> {
    let cut_off = || KeyError::AccountFile("its encoded text is cut off");
    let (salt, rest) = encoded.split_first_chunk::<32>().ok_or_else(cut_off)?;
    let (n, rest) = rest.split_first_chunk::<4>().ok_or_else(cut_off)?;
    let (p, rest) = rest.split_first_chunk::<4>().ok_or_else(cut_off)?;
    let (r, rest) = rest.split_first_chunk::<4>().ok_or_else(cut_off)?;
    let [n, p, r] = [n, p, r].map(|bytes| u32::from_le_bytes(*bytes));
    if !n.is_power_of_two() || n.ilog2() > MAX_LOG_N || r != SCRYPT_R || p != SCRYPT_P {
        return Err(KeyError::AccountFile(
            "its scrypt cost is not N up to 131072, r 8, p 1",
        ));
    }
    let refused = |_| KeyError::AccountFile("its scrypt cost cannot be used");
    let log_n = u8::try_from(n.ilog2()).map_err(|_| cut_off())?;
    let params = scrypt::Params::new(log_n, r, p, 64).map_err(refused)?;
    let mut long = Zeroizing::new([0; 64]);
    scrypt::scrypt(passphrase.as_str().as_bytes(), salt, &params, long.as_mut())
        .map_err(|_| KeyError::AccountFile("its scrypt cost cannot be used"))?;
    let mut key = Zeroizing::new([0; 32]);
    key.iter_mut()
        .zip(long.iter())
        .for_each(|(key, byte)| *key = *byte);
    Ok((key, rest))
}

/// The passphrase itself, cut or filled up with zeros.
fn padded(passphrase: &Password) -> Key {
    let mut key = Zeroizing::new([0; 32]);
    key.iter_mut()
        .zip(passphrase.as_str().bytes())
        .for_each(|(key, byte)| *key = byte);
    key
}

fn pair_of(plain: &[u8]) -> Result<Keypair, KeyError> {
    let damaged = || KeyError::AccountFile("what it encrypts is not a pkcs8 key");
    let rest = plain.strip_prefix(HEADER).ok_or_else(damaged)?;
    let (secret, rest) = rest.split_first_chunk::<64>().ok_or_else(damaged)?;
    let public = rest.strip_prefix(DIVIDER).ok_or_else(damaged)?;
    let mut secret = Zeroizing::new(*secret);
    let (scalar, _nonce) = secret.split_first_chunk_mut::<32>().ok_or_else(damaged)?;
    divide_by_cofactor(scalar);
    let pair = Keypair::from_private_key(secret.as_ref(), Scheme::Sr25519)?;
    if pair.public().bytes() == public {
        Ok(pair)
    } else {
        Err(KeyError::AccountFile(
            "its public key is not that of its secret",
        ))
    }
}

/// Divides a little-endian number by eight: browser wallets keep the scalar in ed25519's form.
fn divide_by_cofactor(scalar: &mut [u8; 32]) {
    let mut carried = 0;
    for byte in scalar.iter_mut().rev() {
        let low = *byte & 0b111;
        *byte = (*byte >> 3) | (carried << 5);
        carried = low;
    }
}
