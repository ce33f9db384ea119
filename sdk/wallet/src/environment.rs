//! Passwords from the environment.
//!
//! Looked at in this order:
//!
//! 1. `BT_WALLET_PASSWORD`, plain text.
//! 2. `BT_PW_` and the path of the key file in capitals, `/` and `.` as `_`: first the path as the
//!    user gave it, then with `~` expanded. The value is base64 of the password XORed with the
//!    variable's own name; that hides it from a glance and from nothing else.
//! 3. The first line of the file that `BT_WALLET_PASSWORD_FILE` names.

use std::{
    fs,
    io::Read,
    path::{Path, PathBuf},
};

use base64::{Engine, engine::general_purpose::STANDARD};
use zeroize::Zeroizing;

use crate::{Password, PasswordError};

/// Variable with a plain password for every key file.
pub const PLAIN_VARIABLE: &str = "BT_WALLET_PASSWORD";
/// Variable with the path of a file that holds the password.
pub const FILE_VARIABLE: &str = "BT_WALLET_PASSWORD_FILE";

/// Most bytes read from a password file.
const MAX_FILE_BYTES: u64 = 4096;

/// The name of the variable for a key file, made from its path as text.
#[must_use]
pub fn password_variable(path: &str) -> String {
    let path: String = path
        .chars()
        .map(|c| if matches!(c, '/' | '.') { '_' } else { c })
        .collect();
    format!("BT_PW_{}", path.to_uppercase())
}

/// The value that stands for `password` in the variable of that name.
#[must_use]
pub fn obfuscate(variable: &str, password: &Password) -> String {
    STANDARD.encode(xor(password.as_str().as_bytes(), variable).as_slice())
}

/// The password behind the value of a `BT_PW_` variable.
///
/// # Errors
/// The value is no base64, or gives no UTF-8 text.
pub fn reveal(variable: &str, value: &str) -> Result<Password, PasswordError> {
    let garbled = || PasswordError::Garbled {
        variable: variable.to_owned(),
    };
    let hidden = Zeroizing::new(STANDARD.decode(value.trim()).map_err(|_| garbled())?);
    let plain = xor(&hidden, variable);
    let text = std::str::from_utf8(&plain).map_err(|_| garbled())?;
    Ok(Password::new(text))
}

/// Finds the password of a key file in the environment of this process.
///
/// `given` is the path as the user wrote it, `expanded` the file that is really opened.
///
/// # Errors
/// A variable is set and cannot be used.
pub fn password_from_env(given: &str, expanded: &Path) -> Result<Option<Password>, PasswordError> {
    password_from(given, expanded, |name| std::env::var(name).ok())
}

/// As [`password_from_env`], with another source of variables.
///
/// # Errors
/// As [`password_from_env`].
pub fn password_from(
    given: &str,
    expanded: &Path,
    variable: impl Fn(&str) -> Option<String>,
) -> Result<Option<Password>, PasswordError> {
    if let Some(password) = from_variables(given, expanded, &variable)? {
        return Ok(Some(password));
    }
    variable(FILE_VARIABLE)
        .map(|path| read_password_file(&PathBuf::from(path)))
        .transpose()
}

/// The variables alone, without the password file.
pub(crate) fn from_variables(
    given: &str,
    expanded: &Path,
    variable: &dyn Fn(&str) -> Option<String>,
) -> Result<Option<Password>, PasswordError> {
    // An empty variable is how people unset one.
    if let Some(plain) = variable(PLAIN_VARIABLE).filter(|plain| !plain.is_empty()) {
        return Ok(Some(Password::new(plain)));
    }
    for path in [given, &expanded.to_string_lossy()] {
        let name = password_variable(path);
        if let Some(value) = variable(&name).map(Zeroizing::new) {
            return reveal(&name, &value).map(Some);
        }
    }
    Ok(None)
}

pub(crate) fn read_password_file(path: &Path) -> Result<Password, PasswordError> {
    let mut text = Zeroizing::new(String::new());
    fs::File::open(path)
        .and_then(|file| file.take(MAX_FILE_BYTES).read_to_string(&mut text))
        .map_err(|error| PasswordError::File {
            path: path.to_owned(),
            cause: error.to_string(),
        })?;
    Ok(Password::typed(text.lines().next().unwrap_or_default()))
}

fn xor(bytes: &[u8], key: &str) -> Zeroizing<Vec<u8>> {
    Zeroizing::new(
        bytes
            .iter()
            .zip(key.bytes().cycle())
            .map(|(a, b)| a ^ b)
            .collect(),
    )
}
