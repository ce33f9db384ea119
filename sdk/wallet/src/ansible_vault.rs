//! The container of wallets before `$NACL`: Ansible vault 1.1 with AES-256. It is only read.
//!
//! After the header line comes hex text in lines of 80. It stands for three lines, again in hex:
//! salt, HMAC-SHA256 of the ciphertext, ciphertext (AES-256-CTR, padded as PKCS#7).

use aes::{
    Aes256,
    cipher::{KeyIvInit, StreamCipher},
};
use hmac::{Hmac, Mac};
use pbkdf2::pbkdf2_hmac;
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::{Password, old_container::OldContainerError};

/// First bytes of the container.
pub(crate) const PREFIX: &[u8] = b"$ANSIBLE_VAULT;1.1;AES256";

const ROUNDS: u32 = 10_000;
const BLOCK_BYTES: usize = 16;

/// Opens a vault.
pub(crate) fn open(
    content: &[u8],
    password: &Password,
) -> Result<Zeroizing<Vec<u8>>, OldContainerError> {
    let damaged = || OldContainerError::Damaged("its Ansible vault is cut off or not hex text");
    let body = content.strip_prefix(PREFIX).ok_or_else(damaged)?;
    let digits: Vec<u8> = body
        .iter()
        .copied()
        .filter(|byte| !byte.is_ascii_whitespace())
        .collect();
    let fields = hex::decode(digits).map_err(|_| damaged())?;
    let mut fields = fields.split(|byte| *byte == b'\n');
    let mut field = || {
        let digits = fields.next().ok_or_else(damaged)?;
        hex::decode(digits).map_err(|_| damaged())
    };
    let (salt, tag, mut text) = (field()?, field()?, Zeroizing::new(field()?));

    // Cipher key, HMAC key and counter, in this order.
    let mut keys = Zeroizing::new([0; 80]);
    pbkdf2_hmac::<Sha256>(password.as_str().as_bytes(), &salt, ROUNDS, keys.as_mut());
    let (cipher_key, rest) = keys.split_first_chunk::<32>().ok_or_else(damaged)?;
    let (tag_key, counter) = rest.split_first_chunk::<32>().ok_or_else(damaged)?;

    let mut mac = <Hmac<Sha256> as Mac>::new_from_slice(tag_key).map_err(|_| damaged())?;
    mac.update(&text);
    mac.verify_slice(&tag)
        .map_err(|_| OldContainerError::WrongPassword)?;
    ctr::Ctr128BE::<Aes256>::new_from_slices(cipher_key, counter)
        .map_err(|_| damaged())?
        .apply_keystream(&mut text);
    let length = unpadded_length(&text).ok_or_else(damaged)?;
    text.truncate(length);
    Ok(text)
}

/// Length without the padding: as many bytes as each of its bytes says.
fn unpadded_length(text: &[u8]) -> Option<usize> {
    let padding = usize::from(*text.last()?);
    let length = text.len().checked_sub(padding)?;
    let is_padding = (1..=BLOCK_BYTES).contains(&padding)
        && text.len().is_multiple_of(BLOCK_BYTES)
        && text
            .get(length..)?
            .iter()
            .all(|byte| usize::from(*byte) == padding);
    is_padding.then_some(length)
}
