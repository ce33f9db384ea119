//! The containers a key file can be in, and opening any of them.

use zeroize::Zeroizing;

use crate::{
    Password, ansible_vault, fernet,
    nacl::{self, NaclError, NaclKey},
    old_container::OldContainerError,
};

/// How the content of a key file is protected, told by its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encryption {
    /// Not at all.
    Plain,
    /// [`nacl`], the method in use.
    Nacl,
    /// Ansible vault 1.1, of older wallets.
    AnsibleVault,
    /// Fernet, of the oldest wallets.
    Legacy,
}

impl Encryption {
    /// Looks at the first bytes.
    #[must_use]
    pub fn of(content: &[u8]) -> Self {
        if content.starts_with(nacl::PREFIX) {
            Self::Nacl
        } else if content.starts_with(ansible_vault::PREFIX) {
            Self::AnsibleVault
        } else if content.starts_with(fernet::PREFIX) {
            Self::Legacy
        } else {
            Self::Plain
        }
    }

    /// The name that wallets give the method.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Plain => "unknown",
            Self::Nacl => "NaCl",
            Self::AnsibleVault => "Ansible Vault",
            Self::Legacy => "legacy",
        }
    }

    /// Whether the method is only read, so that the file should be
    /// [updated](crate::Keyfile::update_encryption).
    #[must_use]
    pub fn is_old(self) -> bool {
        matches!(self, Self::AnsibleVault | Self::Legacy)
    }

    /// Opens a container of this method. Seconds of time and up to 512 MiB, except for `Plain`.
    pub(crate) fn open(
        self,
        content: &[u8],
        password: &Password,
    ) -> Result<Zeroizing<Vec<u8>>, ContainerError> {
        Ok(match self {
            Self::Plain => Zeroizing::new(content.to_vec()),
            Self::Nacl => {
                // A file that is cut off is told at once, not after the derivation.
                nacl::split(content)?;
                NaclKey::derive(password)?.open(content)?
            }
            Self::AnsibleVault => ansible_vault::open(content, password)?,
            Self::Legacy => fernet::open(content, password)?,
        })
    }
}

/// Why a container of any method does not open.
pub(crate) enum ContainerError {
    Nacl(NaclError),
    Old(OldContainerError),
}

impl From<NaclError> for ContainerError {
    fn from(error: NaclError) -> Self {
        Self::Nacl(error)
    }
}

impl From<OldContainerError> for ContainerError {
    fn from(error: OldContainerError) -> Self {
        Self::Old(error)
    }
}
