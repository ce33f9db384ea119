//! Where the password of a key file comes from.
//!
//! In this order: what the caller gave; `BT_WALLET_PASSWORD`; the `BT_PW_` variable of the file; a
//! password file (the caller's, else the one that `BT_WALLET_PASSWORD_FILE` names); the person at
//! the keyboard. The last is a function of the caller: this crate reads no terminal.

use std::{fmt, io, path::PathBuf};

use crate::{Keyfile, Password, PasswordError, environment};

/// What to ask for the password of an existing file.
pub const PASSWORD_PROMPT: &str = "Enter your password:";
/// What to ask for the repetition of a new password.
pub const RETYPE_PROMPT: &str = "Retype your password:";

type Prompt<'a> = Box<dyn FnMut(&Keyfile) -> io::Result<Option<Password>> + Send + 'a>;
type Variables<'a> = Box<dyn Fn(&str) -> Option<String> + Send + 'a>;

/// The places to look for a password, none of which is looked at before a file is encrypted.
///
/// ```
/// use taonet_wallet::{Keyfile, Password, PasswordSource};
///
/// let mut source = PasswordSource::new()
///     .variables(|_| None)
///     .prompt(|file| {
///         assert!(file.path().ends_with("coldkey"));
///         Ok(Some(Password::typed("typed by somebody\n")))
///     });
/// let password = source.find(&Keyfile::new("wallets/main/coldkey"))?;
/// assert_eq!(password, Some(Password::new("typed by somebody")));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct PasswordSource<'a> {
    explicit: Option<Password>,
    variables: Variables<'a>,
    file: Option<PathBuf>,
    prompt: Option<Prompt<'a>>,
}

impl<'a> PasswordSource<'a> {
    /// The environment of this process, and nothing else yet.
    #[must_use]
    pub fn new() -> Self {
        Self {
            explicit: None,
            variables: Box::new(|name| std::env::var(name).ok()),
            file: None,
            prompt: None,
        }
    }

    /// A password that beats all others when there is one.
    #[must_use]
    pub fn explicit(mut self, password: Option<Password>) -> Self {
        self.explicit = password;
        self
    }

    /// A file whose first line is the password, before the one that the environment names.
    #[must_use]
    pub fn file(mut self, path: Option<PathBuf>) -> Self {
        self.file = path;
        self
    }

    /// Asks somebody, at last. `None` means that nobody answered; blanks around the answer do not
    /// count.
    #[must_use]
    pub fn prompt(
        mut self,
        ask: impl FnMut(&Keyfile) -> io::Result<Option<Password>> + Send + 'a,
    ) -> Self {
        self.prompt = Some(Box::new(ask));
        self
    }

    /// Takes variables from elsewhere than the environment of this process.
    #[must_use]
    pub fn variables(mut self, variable: impl Fn(&str) -> Option<String> + Send + 'a) -> Self {
        self.variables = Box::new(variable);
        self
    }

    /// The password of a key file, from the first place that has one.
    ///
    /// # Errors
    /// A variable or file is named and cannot be used, or asking failed.
    pub fn find(&mut self, keyfile: &Keyfile) -> Result<Option<Password>, PasswordError> {
        if let Some(password) = &self.explicit {
            return Ok(Some(password.clone()));
        }
        let (given, path) = (keyfile.given_path(), keyfile.path());
        if let Some(password) = environment::from_variables(given, path, &self.variables)? {
            return Ok(Some(password));
        }
        let file = match &self.file {
            Some(path) => Some(path.clone()),
            None => (self.variables)(environment::FILE_VARIABLE).map(PathBuf::from),
        };
        if let Some(path) = file {
            return environment::read_password_file(&path).map(Some);
        }
        let Some(ask) = &mut self.prompt else {
            return Ok(None);
        };
        let answer = ask(keyfile).map_err(|error| PasswordError::Prompt(error.to_string()))?;
        Ok(answer.map(|password| Password::typed(password.as_str())))
    }
}

impl Default for PasswordSource<'_> {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for PasswordSource<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PasswordSource")
            .field("is_explicit", &self.explicit.is_some())
            .field("file", &self.file)
            .field("asks", &self.prompt.is_some())
            .finish_non_exhaustive()
    }
}
