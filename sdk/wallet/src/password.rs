//! Passwords of key files.

use std::fmt;

use zeroize::Zeroizing;

use crate::PasswordError;

/// Fewest characters of a new password.
const MIN_CHARACTERS: usize = 6;

/// A password, wiped when dropped and never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(Zeroizing<String>);

impl Password {
    /// A password taken as it is.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(Zeroizing::new(text.into()))
    }

    /// A password that somebody typed: blanks around it do not count, as in all older wallets.
    #[must_use]
    pub fn typed(text: &str) -> Self {
        Self::new(text.trim())
    }

    /// Checks a new password against its repetition.
    ///
    /// # Errors
    /// Fewer than six characters, or two different inputs.
    pub fn check_new(&self, repeated: &Self) -> Result<(), PasswordError> {
        self.check_strength()?;
        if self == repeated {
            Ok(())
        } else {
            Err(PasswordError::Mismatch)
        }
    }

    /// Checks that a new password has at least six characters.
    ///
    /// # Errors
    /// It has fewer.
    pub fn check_strength(&self) -> Result<(), PasswordError> {
        if self.0.chars().count() < MIN_CHARACTERS {
            Err(PasswordError::TooWeak)
        } else {
            Ok(())
        }
    }

    /// The text itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(..)")
    }
}
