//! The JSON inside key files.
//!
//! Reading takes the first of `secretPhrase`, `secretSeed`, `privateKey`, `ss58Address` that is
//! there. An address beside a secret must be the secret's own.

use serde::Deserialize;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::{KeyMaterial, Keypair, PublicKey, Scheme};

#[derive(Deserialize, Zeroize, ZeroizeOnDrop)]
#[serde(rename_all = "camelCase")]
struct Fields {
    secret_phrase: Option<String>,
    secret_seed: Option<String>,
    private_key: Option<String>,
    ss58_address: Option<String>,
    public_key: Option<String>,
    account_id: Option<String>,
    crypto_type: Option<i64>,
}

/// Why a text is no key file.
pub(crate) enum Refusal {
    /// What is wrong, without any of the content.
    Corrupt(String),
    /// A bare secret or key, with what it looks like.
    Ambiguous(&'static str),
}

fn corrupt(cause: impl ToString) -> Refusal {
    Refusal::Corrupt(cause.to_string())
}

/// Reads the plain text of a key file.
pub(crate) fn parse(text: &[u8]) -> Result<KeyMaterial, Refusal> {
    let (fields, scheme) = fields(text)?;
    let address = address_of(&fields, scheme)?;
    match (secret_of(&fields, scheme)?, address) {
        (Some(pair), Some(address)) if pair.public() != address => Err(corrupt(
            "its ss58Address is not the address of its secret (see its cryptoType)",
        )),
        (Some(pair), _) => Ok(KeyMaterial::Pair(pair)),
        (None, Some(address)) => Ok(KeyMaterial::Public(address)),
        (None, None) => Err(corrupt(
            "it has none of secretPhrase, secretSeed, privateKey, ss58Address",
        )),
    }
}

/// The public key that a plain key file states; derived from its secret only if it states none.
pub(crate) fn stated_public(text: &[u8]) -> Result<PublicKey, Refusal> {
    let (fields, scheme) = fields(text)?;
    match address_of(&fields, scheme)? {
        Some(address) => Ok(address),
        None => parse(text).map(|material| material.public()),
    }
}

fn fields(text: &[u8]) -> Result<(Fields, Scheme), Refusal> {
    let text = std::str::from_utf8(text).map_err(|_| corrupt("it is not UTF-8 text"))?;
    // serde's own message could quote a secret: only the place is told.
    let fields: Fields = serde_json::from_str(text).map_err(|error| {
        bare_content(text).map_or_else(
            || {
                corrupt(format!(
                    "it is not a JSON object of the right fields (line {}, column {})",
                    error.line(),
                    error.column()
                ))
            },
            Refusal::Ambiguous,
        )
    })?;
    let scheme = match fields.crypto_type {
        None => Scheme::Sr25519,
        Some(number) => Scheme::from_crypto_type(number)
            .ok_or_else(|| corrupt(format!("its cryptoType {number} is neither 0 nor 1")))?,
    };
    Ok((fields, scheme))
}

fn address_of(fields: &Fields, scheme: Scheme) -> Result<Option<PublicKey>, Refusal> {
    let Some(text) = fields.ss58_address.as_deref() else {
        return Ok(None);
    };
    let key = PublicKey::from_ss58(text).map_err(corrupt)?;
    Ok(Some(PublicKey::with_scheme(key.bytes(), scheme)))
}

fn secret_of(fields: &Fields, scheme: Scheme) -> Result<Option<Keypair>, Refusal> {
    if let Some(phrase) = &fields.secret_phrase {
        return Keypair::from_mnemonic_with(phrase, "", scheme)
            .map(Some)
            .map_err(corrupt);
    }
    if let Some(seed) = &fields.secret_seed {
        let mut bytes = Zeroizing::new([0; 32]);
        let digits = seed.strip_prefix("0x").unwrap_or(seed);
        match hex::decode_to_slice(digits, bytes.as_mut()) {
            Ok(()) => {
                return Keypair::from_seed_with(*bytes, scheme)
                    .map(Some)
                    .map_err(corrupt);
            }
            // Some writers put the raw bytes there; their private key is still good.
            Err(_) if fields.private_key.is_some() => {}
            Err(_) => return Err(corrupt("its secretSeed is not 32 bytes of hex")),
        }
    }
    let Some(key) = &fields.private_key else {
        return Ok(None);
    };
    let bytes = hex::decode(key.strip_prefix("0x").unwrap_or(key))
        .map(Zeroizing::new)
        .map_err(|_| corrupt("its privateKey is not hex"))?;
    Keypair::from_private_key(&bytes, scheme)
        .map(Some)
        .map_err(corrupt)
}

/// What text without JSON around it looks like, if generations of wallets disagree about it.
fn bare_content(text: &str) -> Option<&'static str> {
    let text = text.trim();
    let digits = text.strip_prefix("0x").unwrap_or(text);
    if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        match digits.len() {
            64 => return Some("32 bytes of hex (a public key or a seed)"),
            128 => return Some("64 bytes of hex (a private key)"),
            _ => {}
        }
    }
    crate::Mnemonic::parse(text).is_ok().then_some("a mnemonic")
}

/// Writes a pair. `cryptoType` is left out for sr25519, because a widespread reader rejects it.
pub(crate) fn of_pair(pair: &Keypair) -> Zeroizing<Vec<u8>> {
    // Hex, base58 and word-list text need no escaping; building the text by hand leaves no
    // unwiped copies of the secrets in a JSON tree.
    let mut json = Zeroizing::new(String::with_capacity(1024));
    push_public(&mut json, &pair.public());
    let private_key = Zeroizing::new(hex::encode(pair.private_key()));
    push_field(&mut json, "privateKey", &["0x", &private_key]);
    if let Some(phrase) = pair.mnemonic() {
        push_field(&mut json, "secretPhrase", &[phrase]);
    }
    if let Some(seed) = pair.seed() {
        let seed = Zeroizing::new(hex::encode(seed));
        push_field(&mut json, "secretSeed", &["0x", &seed]);
    }
    json.push('}');
    Zeroizing::new(json.as_bytes().to_vec())
}

/// Writes the public half.
pub(crate) fn of_public(key: &PublicKey) -> Vec<u8> {
    let mut json = String::new();
    push_public(&mut json, key);
    json.push('}');
    json.into_bytes()
}

fn push_public(json: &mut String, key: &PublicKey) {
    let hex = hex::encode(key.bytes());
    push_field(json, "accountId", &["0x", &hex]);
    push_field(json, "publicKey", &["0x", &hex]);
    push_field(json, "ss58Address", &[&key.to_ss58()]);
    if key.scheme() != Scheme::Sr25519 {
        json.push_str(&format!(",\"cryptoType\":{}", key.scheme().crypto_type()));
    }
}

fn push_field(json: &mut String, name: &str, parts: &[&str]) {
    json.push(if json.is_empty() { '{' } else { ',' });
    json.push_str(&format!("\"{name}\":\""));
    parts.iter().for_each(|part| json.push_str(part));
    json.push('"');
}
