//! Where passwords are found, and in which order.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

mod recorded;

use std::{fs, io, path::Path};

use recorded::{text, vectors};
use taonet_wallet::{Keyfile, Password, PasswordError, PasswordSource, environment};

type Set = Vec<(String, String)>;

fn source<'a>(set: &'a Set) -> PasswordSource<'a> {
    PasswordSource::new().variables(|name| {
        let found = set.iter().find(|one| one.0 == name);
        found.map(|one| one.1.clone())
    })
}

/// A recorded variable: path as given, its name, its value, the password.
fn recorded(row: usize) -> [String; 4] {
    let file = vectors("env_password.json");
    ["path", "env_var", "env_value", "password"]
        .map(|name| text(&file["rows"][row][name]).to_owned())
}

#[test]
fn finds_passwords_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let (one, two) = (folder.path().join("one"), folder.path().join("two"));
    fs::write(&one, "of the environment's file\nsecond line").unwrap();
    fs::write(&two, "  of the option's file\r\n").unwrap();
    let [given, variable, value, password] = recorded(1);
    assert!(given.starts_with('~'));
    let file = Keyfile::with_given_path(folder.path().join("coldkey"), given);
    let mut set = Set::new();
    let text = |found: Option<Password>| found.map(|password| password.as_str().to_owned());
    let asked = |_: &Keyfile| Ok(Some(Password::new(" typed \n")));

    assert_eq!(source(&set).find(&file), Ok(None));
    let nobody = source(&set).prompt(|_| Ok(None)).find(&file);
    assert_eq!(nobody, Ok(None));
    let typed = source(&set).prompt(asked).find(&file).unwrap();
    assert_eq!(text(typed).unwrap(), "typed");

    let found = |source: PasswordSource<'_>| {
        // Nobody is asked once there is an answer.
        let mut source = source.prompt(|_| panic!("asked"));
        text(source.find(&file).unwrap()).unwrap()
    };
    set.push((
        environment::FILE_VARIABLE.to_owned(),
        one.display().to_string(),
    ));
    assert_eq!(found(source(&set)), "of the environment's file");
    assert_eq!(
        found(source(&set).file(Some(two.clone()))),
        "of the option's file"
    );
    set.push((variable, value));
    assert_eq!(found(source(&set).file(Some(two.clone()))), password);
    set.push((environment::PLAIN_VARIABLE.to_owned(), "plain".to_owned()));
    assert_eq!(found(source(&set)), "plain");
    let explicit = Some(Password::new("explicit"));
    assert_eq!(found(source(&set).explicit(explicit)), "explicit");

    // The older entrance, without options.
    let by_name = |name: &str| {
        let found = set.iter().find(|one| one.0 == name);
        found.map(|one| one.1.clone())
    };
    let plain = environment::password_from(file.given_path(), file.path(), by_name).unwrap();
    assert_eq!(text(plain).unwrap(), "plain");
}

#[test]
fn both_spellings_of_a_path_name_a_variable() {
    let [path, variable, value, password] = recorded(0);
    let set = vec![(variable, value)];
    // As the user gave it, and expanded from something else that he gave.
    for file in [
        Keyfile::new(&path),
        Keyfile::with_given_path(&path, "~/elsewhere"),
    ] {
        let found = source(&set).find(&file).unwrap();
        assert_eq!(found, Some(Password::new(&password)));
    }
    let unrelated = Keyfile::with_given_path("elsewhere", "~/elsewhere");
    assert_eq!(source(&set).find(&unrelated), Ok(None));
}

#[test]
fn unusable_sources_are_errors() {
    let file = Keyfile::new("wallets/main/coldkey");
    let garbled = vec![(file.env_var_name(), "%%%".to_owned())];
    assert!(matches!(
        source(&garbled).find(&file),
        Err(PasswordError::Garbled { .. })
    ));
    let missing = Path::new("no such file");
    let error = source(&Set::new())
        .file(Some(missing.to_owned()))
        .find(&file)
        .unwrap_err();
    assert!(error.to_string().contains("no such file"), "{error}");
    let error = source(&Set::new())
        .prompt(|_| Err(io::Error::other("no terminal")))
        .find(&file)
        .unwrap_err();
    assert_eq!(error, PasswordError::Prompt("no terminal".to_owned()));
    // What people write to unset a variable.
    let emptied = vec![(environment::PLAIN_VARIABLE.to_owned(), String::new())];
    assert_eq!(source(&emptied).find(&file), Ok(None));
}

#[test]
fn what_is_exported_is_found() {
    let password = Password::new("пароль 7");
    let file = Keyfile::new("wallets/main/coldkey");
    let (name, value) = file.password_variable(&password);
    assert!(!value.contains("7"), "not in the clear");
    let set = vec![(name, value.to_string())];
    assert_eq!(source(&set).find(&file), Ok(Some(password)));
}
