//! The oldest container of key files, a Fernet token. It is only read.
//!
//! Version byte 0x80, time (8 bytes), IV (16), ciphertext (AES-128-CBC), HMAC-SHA256 (32) of all
//! before it, the whole as URL-safe base64. The password's key takes ten million rounds of PBKDF2:
//! some seconds.

use aes::{
    Aes128,
    cipher::{BlockDecryptMut, KeyIvInit, block_padding::Pkcs7},
};
use base64::{
    Engine,
    alphabet::URL_SAFE,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};
use hmac::{Hmac, Mac};
use pbkdf2::pbkdf2_hmac;
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::{Password, old_container::OldContainerError};

/// First bytes of the container: the version byte and a time before the year 2106, in base64.
pub(crate) const PREFIX: &[u8] = b"gAAAAA";

const SALT: &[u8] = b"Iguesscyborgslikemyselfhaveatendencytobeparanoidaboutourorigins";
const ROUNDS: u32 = 10_000_000;
const VERSION: u8 = 0x80;
const TAG_BYTES: usize = 32;

const BASE64: GeneralPurpose = GeneralPurpose::new(
    &URL_SAFE,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// Opens a token, whatever its age.
pub(crate) fn open(
    content: &[u8],
    password: &Password,
) -> Result<Zeroizing<Vec<u8>>, OldContainerError> {
    let damaged = || OldContainerError::Damaged("its Fernet token is cut off or not base64");
    let token = BASE64.decode(content.trim_ascii()).map_err(|_| damaged())?;
    // Looked at before the slow part.
    let (signed, tag) = token.split_last_chunk::<TAG_BYTES>().ok_or_else(damaged)?;
    let (version, rest) = signed.split_first().ok_or_else(damaged)?;
    let (_time, rest) = rest.split_first_chunk::<8>().ok_or_else(damaged)?;
    let (iv, text) = rest.split_first_chunk::<16>().ok_or_else(damaged)?;
    if *version != VERSION || text.is_empty() {
        return Err(damaged());
    }

    let mut keys = Zeroizing::new([0; 32]);
    pbkdf2_hmac::<Sha256>(password.as_str().as_bytes(), SALT, ROUNDS, keys.as_mut());
    let (tag_key, cipher_key) = keys.split_first_chunk::<16>().ok_or_else(damaged)?;
    let mut mac = <Hmac<Sha256> as Mac>::new_from_slice(tag_key).map_err(|_| damaged())?;
    mac.update(signed);
    mac.verify_slice(tag)
        .map_err(|_| OldContainerError::WrongPassword)?;
    cbc::Decryptor::<Aes128>::new_from_slices(cipher_key, iv)
        .map_err(|_| damaged())?
        .decrypt_padded_vec_mut::<Pkcs7>(text)
        .map(Zeroizing::new)
        .map_err(|_| damaged())
}
