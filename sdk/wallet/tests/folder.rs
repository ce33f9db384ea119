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
    AddressError, KeySource, Keyfile, KeyfileError, Keypair, Overwrite, Password, PasswordError,
    PublicKey, Scheme, Wallet, WalletError,
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

    // A file that others could read is not readable to them when it is replaced.
    fs::set_permissions(one.coldkey_file().path(), fs::Permissions::from_mode(0o644)).unwrap();
    one.set_coldkey(&alice, None, Overwrite::Replace).unwrap();
    assert_eq!(mode(one.coldkey_file().path()), 0o600);
    assert_eq!(one.coldkey(None).unwrap().public(), alice.public());
    assert_eq!(one.coldkeypub().unwrap(), alice.public());
    assert_eq!(
        files(&folder.path().join("one")).len(),
        2,
        "no temporary file may stay"
    );
}

#[test]
fn of_many_writers_one_wins() {
    let folder = tempfile::tempdir().unwrap();
    let one = wallet(folder.path(), "one", "hot");
    let start = std::sync::Barrier::new(8);
    let made: Vec<_> = std::thread::scope(|scope| {
        let writers: Vec<_> = (0..8)
            .map(|_| {
                scope.spawn(|| {
                    start.wait();
                    one.create_hotkey(12, None, Overwrite::Refuse)
                })
            })
            .collect();
        writers.into_iter().map(|one| one.join().unwrap()).collect()
    });
    let (made, refused): (Vec<_>, Vec<_>) = made.into_iter().partition(Result::is_ok);
    assert_eq!((made.len(), refused.len()), (1, 7));
    for refusal in refused {
        let error = refusal.unwrap_err();
        assert!(
            matches!(error, WalletError::Keyfile(KeyfileError::Exists { .. })),
            "{error}"
        );
    }
    let words = made[0].as_ref().unwrap();
    let pair = Keypair::from_mnemonic(words.phrase()).unwrap();
    assert_eq!(one.hotkey(None).unwrap().public(), pair.public());
    assert_eq!(one.hotkeypub().unwrap(), pair.public());
    assert_eq!(files(folder.path()).len(), 2, "nothing else may stay");
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
    let hotkey = Wallet::new("a", "bpub.txt", Some(folder.path().to_owned()));
    assert!(matches!(hotkey, Err(WalletError::Name { .. })));
    for name in ["", "..", ".hidden", "a\nb", "\\x"] {
        let refused = Wallet::new(name, "hot", Some(folder.path().to_owned()));
        assert!(matches!(refused, Err(WalletError::Name { .. })), "{name:?}");
    }
    assert!(Wallet::new("a/../../b", "hot", Some(folder.path().to_owned())).is_err());
    let compound = wallet(folder.path(), "cold/warm", "unused");
    assert_eq!((compound.name(), compound.hotkey_name()), ("cold", "warm"));

    let file = Keyfile::new(folder.path().join("key"));
    assert!(matches!(file.read(None), Err(KeyfileError::Missing { .. })));
    let contents: [&[u8]; 10] = [
        b"",
        b"gAAAAA",
        b"gAAAAABmhXhANsGoZI++++",
        b"$ANSIBLE_VAULT;1.1;AES256\n3633",
        b"$ANSIBLE_VAULT;1.1;AES256\nxyz",
        b"\xff\xfe",
        b"[]",
        b"{\"secretPhrase\": 7}",
        b"$NACL",
        &[b'x'; 70_000],
    ];
    for content in contents {
        fs::write(file.path(), content).unwrap();
        let error = file.read(Some(&Password::new("secret-word"))).unwrap_err();
        assert!(
            matches!(error, KeyfileError::Corrupt { .. }),
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

#[test]
fn makes_either_scheme() {
    let folder = tempfile::tempdir().unwrap();
    let one = wallet(folder.path(), "one", "hot");
    assert_eq!((one.coldkey_exists(), one.hotkey_exists()), (None, None));
    let words = one
        .create_coldkey_with(15, Scheme::Ed25519, None, Overwrite::Refuse)
        .unwrap();
    one.create_hotkey_with(12, Scheme::Sr25519, None, Overwrite::Refuse)
        .unwrap();
    let pair = one.coldkey(None).unwrap();
    assert_eq!(pair.scheme(), Scheme::Ed25519);
    assert_eq!(pair.mnemonic(), Some(words.phrase()));
    assert_eq!(one.coldkeypub().unwrap(), pair.public());
    assert_eq!(one.hotkeypub().unwrap().scheme(), Scheme::Sr25519);
    assert_eq!(
        one.coldkey_exists().as_deref(),
        Some(one.coldkey_file().path())
    );
    let error = one
        .create_hotkey(13, None, Overwrite::Replace)
        .unwrap_err()
        .to_string();
    assert!(error.contains("13 words"), "{error}");
    assert_eq!("ED25519".parse(), Ok(Scheme::Ed25519));
    assert!("ecdsa".parse::<Scheme>().is_err());
}

#[test]
fn regenerates_from_what_people_keep() {
    let folder = tempfile::tempdir().unwrap();
    let phrase = "bottom drive obey lake curtain smoke basket hold race lonely fit walk";
    for scheme in [Scheme::Sr25519, Scheme::Ed25519] {
        let origin = Keypair::from_mnemonic_with(phrase, "", scheme).unwrap();
        let seed = hex::encode(origin.seed().unwrap());
        let private_key = format!("0x{}", hex::encode(&*origin.private_key()));
        let spaced = format!("  {} ", phrase.replace(' ', "   "));
        let sources = [
            KeySource::Mnemonic(&spaced),
            KeySource::Seed(&seed),
            KeySource::PrivateKey(&private_key),
            KeySource::Uri(phrase),
        ];
        for source in sources {
            let one = wallet(folder.path(), "one", "hot");
            let key = one
                .regenerate_coldkey(&source, scheme, None, Overwrite::Replace)
                .unwrap();
            assert_eq!(key, origin.public(), "{source:?}");
            assert_eq!(one.coldkey(None).unwrap().public(), key);
            let key = one
                .regenerate_hotkey(&source, scheme, None, Overwrite::Replace)
                .unwrap();
            assert_eq!(one.hotkeypub().unwrap(), key);
            assert!(
                !format!("{source:?}").contains("lake") && !format!("{source:?}").contains(&seed)
            );
        }
        for bad in [
            KeySource::Mnemonic("bottom drive"),
            KeySource::Seed("0x0202"),
            KeySource::PrivateKey("zz"),
            KeySource::Uri("//"),
        ] {
            let one = wallet(folder.path(), "bad", "hot");
            let refused = one.regenerate_coldkey(&bad, scheme, None, Overwrite::Refuse);
            assert!(matches!(refused, Err(WalletError::Key(_))), "{bad:?}");
            assert!(!one.coldkey_file().exists());
        }
    }

    let alice = Keypair::from_uri("//Alice").unwrap().public();
    let watch = wallet(folder.path(), "watch", "hot");
    let hex = format!("0x{}", hex::encode(alice.bytes()));
    let key = watch
        .regenerate_coldkeypub(&alice.to_ss58(), Scheme::Sr25519, Overwrite::Refuse)
        .unwrap();
    assert_eq!((key, watch.coldkeypub().unwrap()), (alice, alice));
    let refused = watch.regenerate_coldkeypub(&hex, Scheme::Sr25519, Overwrite::Refuse);
    assert!(matches!(
        refused,
        Err(WalletError::Keyfile(KeyfileError::Exists { .. }))
    ));
    watch
        .regenerate_hotkeypub(&hex, Scheme::Ed25519, Overwrite::Refuse)
        .unwrap();
    let ed = PublicKey::with_scheme(alice.bytes(), Scheme::Ed25519);
    assert_eq!(watch.hotkeypub().unwrap(), ed);
    let refused = watch.regenerate_hotkeypub("5Grwva", Scheme::Sr25519, Overwrite::Replace);
    assert!(
        matches!(
            refused,
            Err(WalletError::Address(
                AddressError::Length | AddressError::Checksum
            ))
        ),
        "{refused:?}"
    );
}

#[test]
fn a_failed_replacement_keeps_both_halves() {
    let folder = tempfile::tempdir().unwrap();
    let one = wallet(folder.path(), "one", "hot");
    let (alice, bob) = (
        Keypair::from_uri("//Alice").unwrap(),
        Keypair::from_uri("//Bob").unwrap(),
    );
    one.set_coldkey(&alice, None, Overwrite::Refuse).unwrap();
    // A folder in the place of the file refuses every rename onto it, also to root.
    fs::remove_file(one.coldkey_file().path()).unwrap();
    fs::create_dir(one.coldkey_file().path()).unwrap();
    let error = one.set_coldkey(&bob, None, Overwrite::Replace).unwrap_err();
    assert!(
        matches!(error, WalletError::Keyfile(KeyfileError::Io { .. })),
        "{error}"
    );
    assert_eq!(one.coldkeypub().unwrap(), alice.public());
    assert_eq!(
        files(&folder.path().join("one")).len(),
        1,
        "nothing may stay"
    );
}
