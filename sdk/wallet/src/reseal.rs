//! Putting an existing key into another container, without a moment in which it could be lost.
//!
//! 1. The old file is copied to `.<name>.old` beside it.
//! 2. The new content takes the place of the old, as every write does (temporary file, rename).
//! 3. The new file is read back and opened. If it holds the same key, the copy goes; if not, the copy
//!    takes its place again.
//!
//! Whatever interrupts this, the file is the old or the new one, and until the new one is proved the
//! copy lies beside it.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use zeroize::Zeroizing;

use crate::{
    Encryption, KeyMaterial, Keyfile, KeyfileError, Password, atomic_file, keyfile_json,
    nacl::NaclKey,
};

impl Keyfile {
    /// Whether the file is in a container of an older generation, which opens but should be updated.
    ///
    /// # Errors
    /// The file is missing or cannot be read.
    pub fn needs_update(&self) -> Result<bool, KeyfileError> {
        Ok(self.encryption()?.is_old())
    }

    /// Puts a key out of an older container into the one in use, under the same password. Other
    /// files are left alone. Takes seconds and 512 MiB.
    ///
    /// # Errors
    /// The file does not open, cannot be written, or does not come back as it was written.
    pub fn update_encryption(&self, password: &Password) -> Result<(), KeyfileError> {
        if self.needs_update()? {
            self.reseal(Some(password), Some(password))?;
        }
        Ok(())
    }

    /// Encrypts a file that is not encrypted.
    ///
    /// # Errors
    /// As [`update_encryption`](Self::update_encryption).
    pub fn encrypt(&self, password: &Password) -> Result<(), KeyfileError> {
        if self.encryption()? == Encryption::Plain {
            self.reseal(None, Some(password))?;
        }
        Ok(())
    }

    /// Takes the encryption off a file.
    ///
    /// # Errors
    /// As [`update_encryption`](Self::update_encryption).
    pub fn decrypt(&self, password: &Password) -> Result<(), KeyfileError> {
        if self.is_encrypted()? {
            self.reseal(Some(password), None)?;
        }
        Ok(())
    }

    /// Encrypts a file anew under another password.
    ///
    /// # Errors
    /// As [`update_encryption`](Self::update_encryption).
    pub fn change_password(&self, old: &Password, new: &Password) -> Result<(), KeyfileError> {
        self.reseal(Some(old), Some(new))
    }

    fn reseal(&self, old: Option<&Password>, new: Option<&Password>) -> Result<(), KeyfileError> {
        let content = self.content()?;
        let copy = self.old_copy();
        if copy.exists() && !holds(&copy, &content) {
            return Err(KeyfileError::Exists { path: copy });
        }
        let material = match old {
            Some(password) => self.open_content(&content, password)?,
            None => self.parse(&content)?,
        };
        let plain = match &material {
            KeyMaterial::Pair(pair) => keyfile_json::of_pair(pair),
            KeyMaterial::Public(key) => Zeroizing::new(keyfile_json::of_public(key)),
        };
        let key = new
            .map(NaclKey::derive)
            .transpose()
            .map_err(|error| self.nacl_error(error))?;
        let sealed = match &key {
            Some(key) => Zeroizing::new(key.seal(&plain).map_err(|error| self.nacl_error(error))?),
            None => plain,
        };

        self.copy_to(&copy, &content)?;
        if let Err(error) = atomic_file::write(self.path(), &sealed, true) {
            // The file in place is still the old one.
            let _ = fs::remove_file(&copy);
            return Err(self.io("write", error));
        }
        let is_proved = self
            .content()
            .and_then(|back| match &key {
                Some(key) => self.open_with_key(&back, key),
                None => self.parse(&back),
            })
            .is_ok_and(|back| same_key(&back, &material));
        if !is_proved {
            fs::rename(&copy, self.path()).map_err(|error| self.io("put back", error))?;
            return Err(KeyfileError::ReadBack {
                path: self.path().to_owned(),
            });
        }
        fs::remove_file(&copy).map_err(|error| self.io("remove the copy of", error))
    }

    /// Where the old file lies until the new one is proved.
    fn old_copy(&self) -> PathBuf {
        let name = self.path().file_name().unwrap_or_default();
        self.path()
            .with_file_name(format!(".{}.old", name.to_string_lossy()))
    }

    /// A copy that an interrupted run left of this same file serves; any other one stays.
    fn copy_to(&self, copy: &Path, content: &[u8]) -> Result<(), KeyfileError> {
        match atomic_file::write(copy, content, false) {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                if holds(copy, content) {
                    Ok(())
                } else {
                    Err(KeyfileError::Exists {
                        path: copy.to_owned(),
                    })
                }
            }
            Err(error) => Err(self.io("copy", error)),
        }
    }
}

fn holds(path: &Path, content: &[u8]) -> bool {
    fs::read(path)
        .map(Zeroizing::new)
        .is_ok_and(|there| there.as_slice() == content)
}

fn same_key(one: &KeyMaterial, other: &KeyMaterial) -> bool {
    match (one, other) {
        (KeyMaterial::Pair(one), KeyMaterial::Pair(other)) => {
            one.public() == other.public()
                && one.private_key() == other.private_key()
                && one.mnemonic() == other.mnemonic()
                && one.seed() == other.seed()
        }
        (KeyMaterial::Public(one), KeyMaterial::Public(other)) => one == other,
        _ => false,
    }
}
