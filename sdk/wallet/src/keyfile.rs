//! Key files: where a key lies on disk, whether it is encrypted, reading and writing it.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Read},
    path::{Path, PathBuf},
};

use zeroize::Zeroizing;

use crate::{
    Encryption, KeyfileError, Keypair, Password, PasswordSource, PublicKey, SignatureError,
    atomic_file,
    encryption::ContainerError,
    environment,
    keyfile_json::{self, Refusal},
    nacl::{NaclError, NaclKey},
    old_container::OldContainerError,
};

/// Largest key file that is read; real ones have less than 1 KiB.
const MAX_BYTES: u64 = 64 * 1024;

/// What a key file holds.
#[derive(Clone, Debug)]
pub enum KeyMaterial {
    /// A pair that can sign.
    Pair(Keypair),
    /// Only the public half.
    Public(PublicKey),
}

impl KeyMaterial {
    /// The public half.
    #[must_use]
    pub fn public(&self) -> PublicKey {
        match self {
            Self::Pair(pair) => pair.public(),
            Self::Public(key) => *key,
        }
    }

    /// The pair, when this is one.
    #[must_use]
    pub fn into_pair(self) -> Option<Keypair> {
        match self {
            Self::Pair(pair) => Some(pair),
            Self::Public(_) => None,
        }
    }

    /// Signs a message.
    ///
    /// # Errors
    /// Only the public half is there.
    pub fn sign(&self, message: &[u8]) -> Result<[u8; 64], SignatureError> {
        match self {
            Self::Pair(pair) => Ok(pair.sign(message)),
            Self::Public(_) => Err(SignatureError::NoPrivateKey),
        }
    }
}

/// Whether a file that exists may be replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overwrite {
    /// Keep the old file and fail.
    Refuse,
    /// Put the new file in its place.
    Replace,
}

/// A place for a key on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keyfile {
    path: PathBuf,
    given: String,
}

impl Keyfile {
    /// The key file at `path`.
    #[must_use]
    pub fn new(path: impl Into<PathBuf>) -> Self {
        let path = path.into();
        let given = path.to_string_lossy().into_owned();
        Self { path, given }
    }

    /// A key file whose path the user wrote as `given` (perhaps with `~`): the name of its password
    /// variable is made from that text.
    #[must_use]
    pub fn with_given_path(path: impl Into<PathBuf>, given: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            given: given.into(),
        }
    }

    /// Where it lies.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The path as the user wrote it.
    #[must_use]
    pub fn given_path(&self) -> &str {
        &self.given
    }

    /// The name of the variable that may hold its password.
    #[must_use]
    pub fn env_var_name(&self) -> String {
        environment::password_variable(&self.given)
    }

    /// Name and value of the variable that lets a program find this password. Nothing is set: give
    /// them to the environment of a child, or to the user to export. This hides the password from a
    /// glance only.
    #[must_use]
    pub fn password_variable(&self, password: &Password) -> (String, Zeroizing<String>) {
        let name = self.env_var_name();
        let value = Zeroizing::new(environment::obfuscate(&name, password));
        (name, value)
    }

    /// Whether something lies there.
    #[must_use]
    pub fn exists(&self) -> bool {
        self.path.symlink_metadata().is_ok()
    }

    /// Whether this process may read what lies there.
    #[must_use]
    pub fn is_readable(&self) -> bool {
        File::open(&self.path).is_ok()
    }

    /// Whether this process may change what lies there.
    #[must_use]
    pub fn is_writable(&self) -> bool {
        // Opened without creating or cutting it.
        OpenOptions::new().write(true).open(&self.path).is_ok()
    }

    /// How the file is protected.
    ///
    /// # Errors
    /// The file is missing or cannot be read.
    pub fn encryption(&self) -> Result<Encryption, KeyfileError> {
        Ok(Encryption::of(&self.content()?))
    }

    /// Whether a password is needed.
    ///
    /// # Errors
    /// The file is missing or cannot be read.
    pub fn is_encrypted(&self) -> Result<bool, KeyfileError> {
        Ok(self.encryption()? != Encryption::Plain)
    }

    /// Reads the key. For an encrypted file without `password`, the environment is asked for one
    /// (see [`environment`]). Decryption takes seconds and up to 512 MiB: keep it off the threads of
    /// an async executor.
    ///
    /// # Errors
    /// Missing, unreadable or corrupt file, no or wrong password.
    pub fn read(&self, password: Option<&Password>) -> Result<KeyMaterial, KeyfileError> {
        self.unlock(&mut PasswordSource::new().explicit(password.cloned()))
    }

    /// Reads the key, as [`read`](Self::read); looks for a password only if the file is encrypted.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    pub fn unlock(&self, source: &mut PasswordSource<'_>) -> Result<KeyMaterial, KeyfileError> {
        let content = self.content()?;
        if Encryption::of(&content) == Encryption::Plain {
            return self.parse(&content);
        }
        let password = source
            .find(self)?
            .ok_or_else(|| KeyfileError::PasswordNeeded {
                path: self.path.clone(),
                variable: self.env_var_name(),
            })?;
        self.open_content(&content, &password)
    }

    /// The public key that the file states, without checking it against a secret beside it.
    pub(crate) fn stated_public(&self) -> Result<PublicKey, KeyfileError> {
        let content = self.content()?;
        if Encryption::of(&content) == Encryption::Plain {
            keyfile_json::stated_public(&content).map_err(|refusal| self.refused(refusal))
        } else {
            Err(KeyfileError::PasswordNeeded {
                path: self.path.clone(),
                variable: self.env_var_name(),
            })
        }
    }

    /// Reads a file encrypted with [`nacl`](crate::nacl) with a key that was derived before.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    pub fn read_with_key(&self, key: &NaclKey) -> Result<KeyMaterial, KeyfileError> {
        self.open_with_key(&self.content()?, key)
    }

    /// Writes a pair, encrypted when a password is given.
    ///
    /// # Errors
    /// The file is there and may not be replaced, or the system refuses.
    pub fn write(
        &self,
        pair: &Keypair,
        password: Option<&Password>,
        overwrite: Overwrite,
    ) -> Result<(), KeyfileError> {
        let key = self.container_key(password, overwrite)?;
        self.write_with_key(pair, key.as_ref(), overwrite)
    }

    /// Derives the key of a container that is going to be written here.
    pub(crate) fn container_key(
        &self,
        password: Option<&Password>,
        overwrite: Overwrite,
    ) -> Result<Option<NaclKey>, KeyfileError> {
        self.refuse_existing(overwrite)?;
        let key = password.map(NaclKey::derive).transpose();
        key.map_err(|error| self.nacl_error(error))
    }

    /// As [`write`](Self::write), with a key that was derived before.
    ///
    /// # Errors
    /// As [`write`](Self::write).
    pub fn write_with_key(
        &self,
        pair: &Keypair,
        key: Option<&NaclKey>,
        overwrite: Overwrite,
    ) -> Result<(), KeyfileError> {
        let plain = keyfile_json::of_pair(pair);
        match key {
            Some(key) => {
                let sealed = key.seal(&plain).map_err(|error| self.nacl_error(error))?;
                self.write_content(&sealed, overwrite)
            }
            None => self.write_content(&plain, overwrite),
        }
    }

    /// Writes a public key.
    ///
    /// # Errors
    /// The file is there and may not be replaced, or the system refuses.
    pub fn write_public(&self, key: &PublicKey, overwrite: Overwrite) -> Result<(), KeyfileError> {
        self.write_content(&keyfile_json::of_public(key), overwrite)
    }

    pub(crate) fn remove(&self) -> Result<(), KeyfileError> {
        fs::remove_file(&self.path).map_err(|error| self.io("remove", error))
    }

    /// Fails when the file is there and may not be replaced, before any slow work is done.
    pub(crate) fn refuse_existing(&self, overwrite: Overwrite) -> Result<(), KeyfileError> {
        if overwrite == Overwrite::Refuse && self.exists() {
            return Err(KeyfileError::Exists {
                path: self.path.clone(),
            });
        }
        Ok(())
    }

    fn write_content(&self, content: &[u8], overwrite: Overwrite) -> Result<(), KeyfileError> {
        atomic_file::write(&self.path, content, overwrite == Overwrite::Replace).map_err(|error| {
            match error.kind() {
                io::ErrorKind::AlreadyExists => KeyfileError::Exists {
                    path: self.path.clone(),
                },
                _ => self.io("write", error),
            }
        })
    }

    pub(crate) fn content(&self) -> Result<Zeroizing<Vec<u8>>, KeyfileError> {
        let file = File::open(&self.path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => KeyfileError::Missing {
                path: self.path.clone(),
            },
            _ => self.io("open", error),
        })?;
        // Room for all of it at once: growing would leave copies behind that nobody wipes.
        let room = usize::try_from(MAX_BYTES + 1).unwrap_or(usize::MAX);
        let mut content = Zeroizing::new(Vec::with_capacity(room));
        file.take(MAX_BYTES + 1)
            .read_to_end(&mut content)
            .map_err(|error| self.io("read", error))?;
        if content.len() as u64 > MAX_BYTES {
            return Err(self.corrupt(format!("it is larger than {MAX_BYTES} bytes")));
        }
        Ok(content)
    }

    pub(crate) fn open_content(
        &self,
        content: &[u8],
        password: &Password,
    ) -> Result<KeyMaterial, KeyfileError> {
        let plain =
            Encryption::of(content)
                .open(content, password)
                .map_err(|error| match error {
                    ContainerError::Nacl(error) => self.nacl_error(error),
                    ContainerError::Old(OldContainerError::Damaged(cause)) => {
                        self.corrupt(cause.to_owned())
                    }
                    ContainerError::Old(OldContainerError::WrongPassword) => {
                        KeyfileError::WrongPassword {
                            path: self.path.clone(),
                        }
                    }
                })?;
        self.parse(&plain)
    }

    pub(crate) fn open_with_key(
        &self,
        content: &[u8],
        key: &NaclKey,
    ) -> Result<KeyMaterial, KeyfileError> {
        let plain = key.open(content).map_err(|error| self.nacl_error(error))?;
        self.parse(&plain)
    }

    pub(crate) fn parse(&self, plain: &[u8]) -> Result<KeyMaterial, KeyfileError> {
        keyfile_json::parse(plain).map_err(|refusal| self.refused(refusal))
    }

    fn refused(&self, refusal: Refusal) -> KeyfileError {
        match refusal {
            Refusal::Corrupt(cause) => self.corrupt(cause),
            Refusal::Ambiguous(content) => KeyfileError::Ambiguous {
                path: self.path.clone(),
                content,
            },
        }
    }

    pub(crate) fn nacl_error(&self, error: NaclError) -> KeyfileError {
        let path = self.path.clone();
        match error {
            NaclError::Truncated => self.corrupt(error.to_string()),
            NaclError::WrongPassword => KeyfileError::WrongPassword { path },
            NaclError::Memory => KeyfileError::Memory { path },
            NaclError::Key(error) => KeyfileError::Key(error),
        }
    }

    fn corrupt(&self, cause: String) -> KeyfileError {
        KeyfileError::Corrupt {
            path: self.path.clone(),
            cause,
        }
    }

    pub(crate) fn io(&self, action: &'static str, source: io::Error) -> KeyfileError {
        KeyfileError::Io {
            action,
            path: self.path.clone(),
            source,
        }
    }
}
