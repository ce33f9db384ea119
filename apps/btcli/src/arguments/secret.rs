//! Options whose values are secrets, and options about keys.

use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

use clap::Args;
use taonet_wallet::Scheme;
use zeroize::Zeroizing;

/// A text that is wiped when dropped and never printed.
#[derive(Clone)]
pub(crate) struct Secret(pub(crate) Zeroizing<String>);

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret(..)")
    }
}

impl FromStr for Secret {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Self(Zeroizing::new(text.to_owned())))
    }
}

/// Whether an existing key file may be replaced.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct OverwriteOption {
    /// Replace a key that exists
    #[arg(long, overrides_with = "no_overwrite")]
    pub(crate) overwrite: bool,
    /// Keep a key that exists (the default: you are asked)
    #[arg(long, overrides_with = "overwrite")]
    pub(crate) no_overwrite: bool,
}

/// Whether a key file is encrypted.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct UsePasswordOption {
    /// Encrypt the key with a password (the default for coldkeys)
    #[arg(long, overrides_with = "no_use_password")]
    pub(crate) use_password: bool,
    /// Store the key in the clear (the default for hotkeys)
    #[arg(long, alias = "no-password", overrides_with = "use_password")]
    pub(crate) no_use_password: bool,
}

impl UsePasswordOption {
    pub(crate) fn or(&self, default: bool) -> bool {
        self.use_password || (default && !self.no_use_password)
    }
}

/// The signature scheme of a key.
#[derive(Args, Clone, Debug)]
pub(crate) struct CryptoTypeOption {
    /// Signature scheme: sr25519 or ed25519
    #[arg(long, default_value = "sr25519")]
    pub(crate) crypto_type: Scheme,
}
