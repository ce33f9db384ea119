//! Wallet folders: making, reading, listing, refusing, and what is left on disk.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

use taonet_wallet::{
    Keyfile, KeyfileError, Keypair, Overwrite, Password, PasswordError, Wallet, WalletError,
    environment,
};

fn wallet(path: &Path, name: &str, hotkey: &str) -> Wallet {
    Wallet::new(name, hotkey, Some(path.to_owned())).unwrap()
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path))
        } else {
            found.push(path)
        }
    }
    found.sort();
    found
}

#[test]
fn makes_reads_and_lists() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("wallets");
    assert_eq!(Wallet::list(&path).unwrap(), []);
    let main = wallet(&path, "main", "miner");
    let words = main.create_coldkey(12, None, Overwrite::Refuse).unwrap();
    let hot_words = main.create_hotkey(24, None, Overwrite::Refuse).unwrap();
    assert_eq!(words.phrase().split(' ').count(), 12);
    assert_eq!(hot_words.phrase().split(' ').count(), 24);

    let cold = main.coldkey(None).unwrap();
    assert_eq!(
        cold.public(),
        Keypair::from_mnemonic(words.phrase()).unwrap().public()
    );
    assert_eq!(main.coldkeypub().unwrap(), cold.public());
    assert_eq!(
        main.hotkeypub().unwrap(),
        main.hotkey(None).unwrap().public()
    );

    let relative: Vec<_> = files(&path)
        .iter()
        .map(|file| file.strip_prefix(&path).unwrap().display().to_string())
        .collect();
    assert_eq!(
        relative,
        [
            "main/coldkey",
            "main/coldkeypub.txt",
            "main/hotkeys/miner",
            "main/hotkeys/minerpub.txt"
        ]
    );
    assert!(files(&path).iter().all(|file| mode(file) == 0o600));
    assert_eq!(mode(&path.join("main")), 0o700);

    fs::remove_file(main.hotkeypub_file().path()).unwrap(); // as older wallets have it
    fs::write(path.join("main/hotkeys/broken"), "not a key").unwrap();
    let list = Wallet::list(&path).unwrap();
    assert_eq!(list.len(), 1);
    assert_eq!(list[0].coldkey, Some(cold.public()));
    let hotkeys: Vec<_> = list[0]
        .hotkeys
        .iter()
        .map(|one| (one.name.as_str(), one.hotkey.is_some()))
        .collect();
    assert_eq!(hotkeys, [("broken", false), ("miner", true)]);
}

#[test]
fn keeps_what_exists() {
    let folder = tempfile::tempdir().unwrap();
    let one = wallet(folder.path(), "one", "hot");
    one.create_coldkey(12, None, Overwrite::Refuse).unwrap();
    let before = fs::read(one.coldkey_file().path()).unwrap();
    let error = one.create_coldkey(12, None, Overwrite::Refuse).unwrap_err();
    assert!(
        matches!(error, WalletError::Keyfile(KeyfileError::Exists { .. })),
        "unexpected: {error}"
    );
    assert_eq!(fs::read(one.coldkey_file().path()).unwrap(), before);

    // A public half alone also stands in the way: its secret may be kept elsewhere.
    let alice = Keypair::from_uri("//Alice").unwrap();
    let two = wallet(folder.path(), "two", "hot");
    two.set_coldkeypub(&alice.public(), Overwrite::Refuse)
        .unwrap();
    two.create_coldkey(12, None, Overwrite::Refuse).unwrap_err();
    assert!(!two.coldkey_file().exists());

    one.set_coldkey(&alice, None, Overwrite::Replace).unwrap();
    assert_eq!(one.coldkey(None).unwrap().public(), alice.public());
    assert_eq!(one.coldkeypub().unwrap(), alice.public());
    assert_eq!(
        files(&folder.path().join("one")).len(),
        2,
        "no temporary file may stay"
    );
}

#[test]
fn encrypts_with_a_password() {
    let folder = tempfile::tempdir().unwrap();
    let one = wallet(folder.path(), "locked", "hot");
    let password = Password::typed("  Correct-Horse7!\n");
    let words = one
        .create_coldkey(12, Some(&password), Overwrite::Refuse)
        .unwrap();
    let content = fs::read(one.coldkey_file().path()).unwrap();
    assert!(content.starts_with(b"$NACL"));
    assert!(one.coldkey_file().is_encrypted().unwrap());

    let right = one
        .coldkey(Some(&Password::new("Correct-Horse7!")))
        .unwrap();
    assert_eq!(right.mnemonic(), Some(words.phrase()));
    assert_eq!(one.coldkeypub().unwrap(), right.public());

    let error = one.coldkey(None).unwrap_err().to_string();
    assert!(
        error.contains(&one.coldkey_file().env_var_name()),
        "{error}"
    );
    let listed = Wallet::list(folder.path()).unwrap();
    assert_eq!(listed[0].coldkey, Some(right.public()));
}

#[test]
fn refuses_bad_names_and_content() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["", "..", ".hidden", "a\nb", "\\x"] {
        let refused = Wallet::new(name, "hot", Some(folder.path().to_owned()));
        assert!(matches!(refused, Err(WalletError::Name { .. })), "{name:?}");
    }
    assert!(Wallet::new("a/../../b", "hot", Some(folder.path().to_owned())).is_err());
    let compound = wallet(folder.path(), "cold/warm", "unused");
    assert_eq!((compound.name(), compound.hotkey_name()), ("cold", "warm"));

    let file = Keyfile::new(folder.path().join("key"));
    assert!(matches!(file.read(None), Err(KeyfileError::Missing { .. })));
    let contents: [&[u8]; 6] = [
        b"",
        b"\xff\xfe",
        b"[]",
        b"{\"secretPhrase\": 7}",
        b"$NACL",
        &[b'x'; 70_000],
    ];
    for content in contents {
        fs::write(file.path(), content).unwrap();
        let error = file.read(Some(&Password::new("secret-word"))).unwrap_err();
        let short = content == b"$NACL";
        assert!(
            matches!(error, KeyfileError::Corrupt { .. }) || short,
            "{error} for {} bytes",
            content.len()
        );
        assert!(!error.to_string().contains("secret-word"));
    }

    let public = wallet(folder.path(), "watch", "hot");
    let alice = Keypair::from_uri("//Alice").unwrap().public();
    public
        .hotkey_file()
        .write_public(&alice, Overwrite::Refuse)
        .unwrap();
    assert!(matches!(
        public.hotkey(None),
        Err(WalletError::PublicOnly { .. })
    ));
    assert_eq!(public.hotkeypub().unwrap(), alice);
}

#[test]
fn unwritable_folder_is_an_error_and_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("file"), "in the way").unwrap();
    let inside_a_file = wallet(&folder.path().join("file"), "one", "hot");
    let error = inside_a_file
        .create_hotkey(12, None, Overwrite::Refuse)
        .unwrap_err();
    assert!(
        matches!(error, WalletError::Keyfile(KeyfileError::Io { .. })),
        "{error}"
    );
    assert_eq!(files(folder.path()).len(), 1);
}

#[test]
fn finds_passwords_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let secret_file = folder.path().join("password");
    fs::write(&secret_file, "from file\nsecond line").unwrap();
    let given = "~/w/coldkey";
    let expanded = Path::new("/root/w/coldkey");
    let variable = environment::password_variable(given);
    let hidden = environment::obfuscate(&variable, &Password::new("from variable"));
    let mut set = vec![(
        environment::FILE_VARIABLE.to_owned(),
        secret_file.display().to_string(),
    )];
    let find = |set: &[(String, String)]| {
        let get = |name: &str| {
            set.iter()
                .find(|one| one.0 == name)
                .map(|one| one.1.clone())
        };
        environment::password_from(given, expanded, get)
    };
    assert_eq!(find(&[]).unwrap(), None);
    assert_eq!(find(&set).unwrap().unwrap().as_str(), "from file");
    set.push((variable.clone(), hidden));
    assert_eq!(find(&set).unwrap().unwrap().as_str(), "from variable");
    set.push((environment::PLAIN_VARIABLE.to_owned(), "plain".to_owned()));
    assert_eq!(find(&set).unwrap().unwrap().as_str(), "plain");
    let garbled = find(&[(variable, "%%%".to_owned())]);
    assert!(matches!(garbled, Err(PasswordError::Garbled { .. })));
}

#[test]
fn new_passwords_are_checked() {
    let good = Password::typed("six-or-more ");
    assert_eq!(good.check_new(&Password::typed("six-or-more")), Ok(()));
    assert_eq!(
        good.check_new(&Password::new("other-one")),
        Err(PasswordError::Mismatch)
    );
    assert_eq!(
        Password::new("five5").check_strength(),
        Err(PasswordError::TooWeak)
    );
}

#[test]
fn debug_shows_no_secret() {
    let pair = Keypair::from_uri("//Alice").unwrap();
    let shown = format!("{pair:?} {:?}", Password::new("hunter22"));
    assert!(shown.contains(&pair.ss58()));
    assert!(!shown.contains(&hex::encode(&*pair.private_key())[..16]));
    assert!(!shown.contains("hunter22"));
}
