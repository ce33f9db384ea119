//! What making a key and making it again have in common.

use std::path::PathBuf;

use serde_json::{Value, json};
use taonet_wallet::{Overwrite, Password, Wallet};

use crate::arguments::{OverwriteOption, UsePasswordOption};
use crate::failure::Failure;
use crate::output::{Cell, Report, Text, optional_json, write_stderr};
use crate::session::Session;

/// What to do with a file in the way. Asked before anything is made.
pub(super) fn overwrite(
    session: &Session,
    option: &OverwriteOption,
    existing: Option<PathBuf>,
) -> Result<Overwrite, Failure> {
    let Some(path) = existing else {
        return Ok(Overwrite::Refuse);
    };
    if option.overwrite {
        return Ok(Overwrite::Replace);
    }
    let exists = format!("File \"{}\" already exists.", path.display());
    if option.no_overwrite || !session.can_ask() {
        return Err(Failure::failed(format!(
            "{exists} Nothing was changed: choose another name, or replace it with --overwrite"
        )));
    }
    session.require_confirmation(&format!("{exists} Overwrite?"))?;
    Ok(Overwrite::Replace)
}

/// The password for a new file, if it is to have one.
pub(super) fn password(
    session: &Session,
    option: &UsePasswordOption,
    default: bool,
) -> Result<Option<Password>, Failure> {
    if !option.or(default) {
        return Ok(None);
    }
    session.note("Choose a password for the key file.");
    session.new_password().map(Some)
}

/// Shows the words of a new key where only the user sees them: on the terminal, never in a
/// document or a pipe.
pub(super) fn show_mnemonic(kind: &str, phrase: &str) {
    write_stderr(&format!(
        "\nThe mnemonic of the new {kind}. It is the key: whoever knows it owns what the key \
         owns, and without it a lost file cannot be made again. Write it down, on paper.\n\n    \
         {phrase}\n\nTo make the key again: btcli wallet regen-{kind}\n"
    ));
}

/// The report of a key that was made.
pub(super) fn report(
    wallet: &Wallet,
    has_hotkey: bool,
    mnemonics: &[(&str, &str)],
) -> Result<Report, Failure> {
    let coldkey = wallet.coldkeypub().ok().map(|key| key.to_ss58());
    let hotkey = if has_hotkey {
        Some(wallet.hotkeypub()?.to_ss58())
    } else {
        None
    };
    let folder = wallet.folder();
    let path = folder.parent().unwrap_or(&folder);
    let mut data = json!({
        "name": wallet.name(),
        "path": path,
        "hotkey": optional_json(has_hotkey.then(|| wallet.hotkey_name())),
        "hotkey_ss58": hotkey,
        "coldkey_ss58": coldkey,
    });
    for (name, phrase) in mnemonics {
        if let Some(data) = data.as_object_mut() {
            data.insert((*name).to_owned(), (*phrase).into());
        }
    }
    let mut text = Text::from(Cell::good(format!("Wallet {}", wallet.name())));
    if let Some(coldkey) = coldkey {
        text.push_line(format!("  coldkey  {coldkey}"));
    }
    if let Some(hotkey) = hotkey {
        text.push_line(format!("  hotkey   {hotkey}  ({})", wallet.hotkey_name()));
    }
    text.push_line(format!("  folder   {}", folder.display()));
    let document = json!({ "success": true, "data": data, "error": null });
    Ok(Report::new(document, text))
}

/// The document of a failure.
pub(super) fn failed(message: &str) -> Value {
    json!({ "success": false, "data": null, "error": message })
}
