//! Questions to the user. They are asked on a terminal only, and never in JSON mode.

use std::io::IsTerminal as _;

use dialoguer::{Confirm, Input, Password as PasswordPrompt};
use taonet_wallet::Password;
use zeroize::Zeroizing;

use super::Session;
use crate::arguments::Amount;
use crate::failure::Failure;

impl Session {
    /// Whether the user wants to be asked and can be.
    pub(crate) fn can_ask(&self) -> bool {
        !self.options.prompt.no_prompt && !self.is_json() && is_interactive()
    }

    /// Whether the user agrees. Without questions (`--no-prompt`) the answer is yes; with `--no` it
    /// is no. In JSON mode one of them must be given.
    pub(crate) fn confirm(&self, question: &str) -> Result<bool, Failure> {
        if self.options.prompt.no {
            self.note(format!("{question} [y/n]: n"));
            return Ok(false);
        }
        if self.options.prompt.no_prompt || self.is_dry_run() {
            return Ok(true);
        }
        if self.is_json() {
            return Err(Failure::usage(
                "this command asks for confirmation, and --json-output leaves no place for a \
                 question: add --no-prompt",
            ));
        }
        if !is_interactive() {
            return Err(Failure::usage(format!(
                "this command asks '{question}', and there is no terminal to ask on: add \
                 --no-prompt"
            )));
        }
        Confirm::new()
            .with_prompt(question)
            .default(false)
            .interact()
            .map_err(unanswered)
    }

    /// As [`confirm`](Self::confirm); a no ends the command with [`Failure::Declined`].
    pub(crate) fn require_confirmation(&self, question: &str) -> Result<(), Failure> {
        if self.confirm(question)? {
            Ok(())
        } else {
            Err(Failure::Declined)
        }
    }

    /// The given value, or the user's answer. `option` is what to give where nobody can be asked.
    pub(crate) fn ask_text(
        &self,
        given: Option<String>,
        option: &str,
        question: &str,
        default: Option<&str>,
    ) -> Result<String, Failure> {
        match (given, default) {
            (Some(given), _) => Ok(given),
            (None, _) if self.can_ask() => {
                let input = Input::<String>::new().with_prompt(question);
                let input = match default {
                    Some(default) => input.default(default.to_owned()),
                    None => input,
                };
                Ok(input.interact_text().map_err(unanswered)?)
            }
            (None, Some(default)) => Ok(default.to_owned()),
            (None, None) => Err(missing(option)),
        }
    }

    /// The given value, or the user's answer to be parsed; asked again while it cannot be.
    pub(crate) fn ask<T>(
        &self,
        given: Option<T>,
        option: &str,
        question: &str,
    ) -> Result<T, Failure>
    where
        T: std::str::FromStr,
        T::Err: ToString,
    {
        match given {
            Some(given) => Ok(given),
            None if self.can_ask() => {
                let answer: String = Input::new()
                    .with_prompt(question)
                    .validate_with(|answer: &String| {
                        let parsed = answer.trim().parse::<T>();
                        parsed.map(drop).map_err(|error| error.to_string())
                    })
                    .interact_text()
                    .map_err(unanswered)?;
                let parsed = answer.trim().parse::<T>();
                parsed.map_err(|error| Failure::usage(error.to_string()))
            }
            None => Err(missing(option)),
        }
    }

    /// The given subnet, or the user's answer.
    pub(crate) fn ask_netuid(&self, given: Option<u16>) -> Result<u16, Failure> {
        self.ask(given, "--netuid", "Enter the netuid")
    }

    /// The given amount, or the user's answer.
    pub(crate) fn ask_amount(
        &self,
        given: Option<Amount>,
        question: &str,
    ) -> Result<Amount, Failure> {
        self.ask(given, "--amount", question)
    }

    /// A secret text: the option's value (`-`: a line of stdin), the variable, the answer on a
    /// terminal, or a line of stdin.
    pub(crate) fn secret(
        &self,
        given: Option<Zeroizing<String>>,
        variable: &str,
        option: &str,
        question: &str,
    ) -> Result<Zeroizing<String>, Failure> {
        if let Some(given) = given {
            if given.as_str() == "-" {
                return line_of_stdin(option);
            }
            self.note(format!(
                "Note: what follows {option} can be seen by other users of this machine and stays \
                 in the shell's history; '{option} -' reads it from stdin, {variable} from the \
                 environment."
            ));
            return Ok(given);
        }
        if let Some(secret) = crate::config::variable(variable) {
            return Ok(Zeroizing::new(secret));
        }
        if is_interactive() {
            let answer = PasswordPrompt::new()
                .with_prompt(question)
                .interact()
                .map_err(unanswered)?;
            return Ok(Zeroizing::new(answer.trim().to_owned()));
        }
        if std::io::stdin().is_terminal() {
            return Err(missing(option));
        }
        line_of_stdin(option)
    }

    /// A new password, typed twice; or that of the environment, a file, or two lines of stdin.
    pub(crate) fn new_password(&self) -> Result<Password, Failure> {
        if let Some(password) = crate::config::variable("BT_WALLET_PASSWORD") {
            let password = Password::new(password);
            password.check_strength()?;
            return Ok(password);
        }
        if let Some(path) = &self.options.wallet.wallet_password_file {
            let password = password_of_file(path)?;
            password.check_strength()?;
            return Ok(password);
        }
        if !is_interactive() {
            let password = Password::typed(&line_of_stdin("--wallet-password-file")?);
            password.check_strength()?;
            return Ok(password);
        }
        loop {
            let password = typed_password(taonet_wallet::PASSWORD_PROMPT)?;
            let again = typed_password(taonet_wallet::RETYPE_PROMPT)?;
            match password.check_new(&again) {
                Ok(()) => return Ok(password),
                Err(error) => crate::output::write_stderr(&error.to_string()),
            }
        }
    }
}

/// A password typed without being shown.
pub(super) fn typed_password(prompt: &str) -> Result<Password, Failure> {
    let typed = PasswordPrompt::new()
        .with_prompt(prompt.trim_end_matches(':'))
        .interact()
        .map_err(unanswered)?;
    Ok(Password::typed(&Zeroizing::new(typed)))
}

fn password_of_file(path: &std::path::Path) -> Result<Password, Failure> {
    let text = std::fs::read_to_string(crate::config::expand(path)?).map_err(|error| {
        Failure::failed(format!(
            "cannot read the password file {}: {error}; check --wallet-password-file",
            path.display()
        ))
    })?;
    let text = Zeroizing::new(text);
    Ok(Password::new(text.lines().next().unwrap_or_default()))
}

/// Whether there is somebody to ask: questions appear on stderr, answers come from stdin.
pub(crate) fn is_interactive() -> bool {
    std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
}

fn line_of_stdin(option: &str) -> Result<Zeroizing<String>, Failure> {
    let mut line = Zeroizing::new(String::new());
    let read = std::io::stdin().read_line(&mut line)?;
    if read == 0 || line.trim().is_empty() {
        return Err(missing(option));
    }
    Ok(Zeroizing::new(line.trim().to_owned()))
}

fn missing(option: &str) -> Failure {
    Failure::usage(format!(
        "{option} is missing, and there is nobody to ask: give {option}"
    ))
}

fn unanswered(error: dialoguer::Error) -> Failure {
    let dialoguer::Error::IO(error) = error;
    error.into()
}
