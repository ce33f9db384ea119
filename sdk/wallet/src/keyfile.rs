//! Key files: where a key lies on disk, whether it is encrypted, reading and writing it.

use std::{
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
};

use zeroize::Zeroizing;

use crate::{
    KeyfileError, Keypair, Password, PublicKey, atomic_file, environment,
    keyfile_json::{self, Refusal},
    nacl::{self, NaclError, NaclKey},
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
}

/// Whether a file that exists may be replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overwrite {
    /// Keep the old file and fail.
    Refuse,
    /// Put the new file in its place.
    Replace,
}

/// How the content of a key file is protected, told by its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encryption {
    /// Not at all.
    Plain,
    /// [`nacl`], the method in use.
    Nacl,
    /// Ansible vault 1.1: recognised, not opened.
    AnsibleVault,
    /// Fernet of the oldest wallets: recognised, not opened.
    Legacy,
}

impl Encryption {
    /// Looks at the first bytes.
    #[must_use]
    pub fn of(content: &[u8]) -> Self {
        if content.starts_with(nacl::PREFIX) {
            Self::Nacl
        } else if content.starts_with(b"$ANSIBLE_VAULT;1.1;AES256") {
            Self::AnsibleVault
        } else if content.starts_with(b"gAAAAA") {
            Self::Legacy
        } else {
            Self::Plain
        }
    }
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

    /// The name of the variable that may hold its password.
    #[must_use]
    pub fn env_var_name(&self) -> String {
        environment::password_variable(&self.given)
    }

    /// Whether something lies there.
    #[must_use]
    pub fn exists(&self) -> bool {
        self.path.symlink_metadata().is_ok()
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
    /// (see [`environment`]). Decryption takes seconds and 512 MiB.
    ///
    /// # Errors
    /// Missing, unreadable or corrupt file, unsupported encryption, no or wrong password.
    pub fn read(&self, password: Option<&Password>) -> Result<KeyMaterial, KeyfileError> {
        let content = self.content()?;
        match Encryption::of(&content) {
            Encryption::Plain => self.parse(&content),
            Encryption::Nacl => {
                let from_env = match password {
                    Some(_) => None,
                    None => environment::password_from_env(&self.given, &self.path)?,
                };
                let password =
                    password
                        .or(from_env.as_ref())
                        .ok_or_else(|| KeyfileError::PasswordNeeded {
                            path: self.path.clone(),
                            variable: self.env_var_name(),
                        })?;
                let key = NaclKey::derive(password).map_err(|error| self.nacl_error(error))?;
                self.open(&content, &key)
            }
            Encryption::AnsibleVault => Err(self.unsupported("Ansible Vault")),
            Encryption::Legacy => Err(self.unsupported("Fernet")),
        }
    }

    /// Reads a file encrypted with [`nacl`] with a key that was derived before.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    pub fn read_with_key(&self, key: &NaclKey) -> Result<KeyMaterial, KeyfileError> {
        self.open(&self.content()?, key)
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
        self.refuse_existing(overwrite)?;
        let key = password.map(NaclKey::derive).transpose();
        let key = key.map_err(|error| self.nacl_error(error))?;
        self.write_with_key(pair, key.as_ref(), overwrite)
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

    fn content(&self) -> Result<Zeroizing<Vec<u8>>, KeyfileError> {
        let file = File::open(&self.path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => KeyfileError::Missing {
                path: self.path.clone(),
            },
            _ => self.io("open", error),
        })?;
        let mut content = Zeroizing::new(Vec::new());
        file.take(MAX_BYTES + 1)
            .read_to_end(&mut content)
            .map_err(|error| self.io("read", error))?;
        if content.len() as u64 > MAX_BYTES {
            return Err(self.corrupt(format!("it is larger than {MAX_BYTES} bytes")));
        }
        Ok(content)
    }

    fn open(&self, content: &[u8], key: &NaclKey) -> Result<KeyMaterial, KeyfileError> {
        let plain = key.open(content).map_err(|error| self.nacl_error(error))?;
        self.parse(&plain)
    }

    fn parse(&self, plain: &[u8]) -> Result<KeyMaterial, KeyfileError> {
        keyfile_json::parse(plain).map_err(|refusal| match refusal {
            Refusal::Corrupt(cause) => self.corrupt(cause),
            Refusal::Ambiguous(content) => KeyfileError::Ambiguous {
                path: self.path.clone(),
                content,
            },
        })
    }

    fn nacl_error(&self, error: NaclError) -> KeyfileError {
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

    fn unsupported(&self, method: &'static str) -> KeyfileError {
        KeyfileError::UnsupportedEncryption {
            path: self.path.clone(),
            method,
        }
    }

    fn io(&self, action: &'static str, source: io::Error) -> KeyfileError {
        KeyfileError::Io {
            action,
            path: self.path.clone(),
            source,
        }
    }
}
