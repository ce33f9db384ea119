//! Replays the recorded containers: encrypted key files, sealed boxes, account files of browser
//! wallets. Each test prints how many cases passed.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

mod recorded;

use recorded::{bytes, rows, text, vectors};
use serde_json::Value;
use taonet_wallet::{
    Encryption, KeyError, KeyMaterial, Keyfile, KeyfileError, Keypair, Password, PublicKey, Scheme,
    SealError, nacl::NaclKey, polkadot_js,
};

#[test]
fn encrypted_keyfiles() {
    let folder = tempfile::tempdir().unwrap();
    let file = vectors("keyfiles_encrypted.json");
    let mut keys: Vec<(String, NaclKey)> = Vec::new();
    let wrong = NaclKey::derive(&Password::new("wrong")).unwrap();
    let mut opened = 0;
    for row in rows(&file["files"]) {
        let path = folder.path().join(text(&row["name"]));
        let content = bytes(&row["file_hex"]);
        std::fs::write(&path, &content).unwrap();
        let keyfile = Keyfile::new(&path);
        assert!(keyfile.is_encrypted().unwrap());
        let password = text(&row["password"]);
        let method = keyfile.encryption().unwrap();
        assert_eq!(method.name(), text(&row["method"]));
        assert_eq!(keyfile.needs_update().unwrap(), method.is_old());
        if method.is_old() {
            let pair = keyfile.read(Some(&Password::new(password))).unwrap();
            assert!(matches!(pair, KeyMaterial::Pair(_)));
            assert_eq!(pair.public().to_ss58(), text(&row["ss58"]));
            let error = keyfile.read(Some(&Password::new("wrong"))).unwrap_err();
            assert!(
                matches!(error, KeyfileError::WrongPassword { .. }),
                "{error}"
            );
            opened += 1;
            continue;
        }
        assert_eq!(method, Encryption::Nacl);
        let key = match keys.iter().find(|(known, _)| known == password) {
            Some((_, key)) => key.clone(),
            None => NaclKey::derive(&Password::new(password)).unwrap(),
        };
        keys.push((password.to_owned(), key.clone()));
        let pair = keyfile.read_with_key(&key).unwrap();
        assert!(matches!(pair, KeyMaterial::Pair(_)));
        assert_eq!(pair.public().to_ss58(), text(&row["ss58"]));
        if let Some(plain) = row.get("plaintext_hex") {
            assert_eq!(*key.open(&content).unwrap(), bytes(plain));
        }
        let error = keyfile.read_with_key(&wrong).unwrap_err();
        assert!(
            matches!(error, KeyfileError::WrongPassword { .. }),
            "{error}"
        );
        // Sealed again it opens again; a flipped bit or a cut is noticed.
        let sealed = key.seal(b"{}").unwrap();
        assert_eq!(*key.open(&sealed).unwrap(), b"{}");
        for cut in [0, 4, 28, 44] {
            assert!(key.open(&content[..cut]).is_err());
        }
        let mut flipped = content.clone();
        *flipped.last_mut().unwrap() ^= 1;
        assert!(key.open(&flipped).is_err());
        opened += 1;
    }
    let cases = rows(&file["files"]).len();
    assert_eq!(opened, cases);
    println!("wallet/keyfiles_encrypted.json: {opened} of {cases} files opened");
}

#[test]
fn sealed_boxes() {
    let file = vectors("sealed_box.json");
    let pair = Keypair::from_uri_with(text(&file["seed_uri"]), Scheme::Ed25519).unwrap();
    assert_eq!(pair.ss58(), text(&file["ss58"]));
    let plain = bytes(&file["plaintext_hex"]);
    let boxes = rows(&file["ciphertexts_hex"]);
    for sealed in boxes {
        let sealed = bytes(sealed);
        assert_eq!(*pair.unseal(&sealed).unwrap(), plain);
        for damaged in [0, 31, 32, 47, sealed.len() - 1] {
            let mut changed = sealed.clone();
            changed[damaged] ^= 1;
            assert_eq!(pair.unseal(&changed), Err(SealError::NotForThisKey));
            assert_eq!(
                pair.unseal(&sealed[..damaged]),
                Err(SealError::NotForThisKey)
            );
        }
    }
    let sealed = pair.public().seal(&plain).unwrap();
    assert_ne!(sealed, pair.public().seal(&plain).unwrap());
    assert_eq!(*pair.unseal(&sealed).unwrap(), plain);
    let other = Keypair::from_uri_with("//Bob", Scheme::Ed25519).unwrap();
    assert_eq!(other.unseal(&sealed), Err(SealError::NotForThisKey));
    assert_eq!(
        *pair.unseal(&pair.public().seal(b"").unwrap()).unwrap(),
        b""
    );

    let ristretto = Keypair::from_uri("//Alice").unwrap();
    assert_eq!(ristretto.public().seal(b"x"), Err(SealError::Scheme));
    assert_eq!(ristretto.unseal(&sealed), Err(SealError::Scheme));
    // The neutral element: whatever is sealed to it anybody can open.
    let mut neutral = [0; 32];
    neutral[0] = 1;
    let neutral = PublicKey::with_scheme(neutral, Scheme::Ed25519);
    assert_eq!(neutral.seal(b"x"), Err(SealError::InvalidKey));
    println!(
        "wallet/sealed_box.json: {0} of {0} boxes opened",
        boxes.len()
    );
}

#[test]
fn browser_account_files() {
    let file = vectors("polkadot_js_json.json");
    for row in rows(&file["rows"]) {
        let passphrase = Password::new(text(&row["passphrase"]));
        let json = text(&row["json"]);
        let pair = polkadot_js::import(json, &passphrase).unwrap();
        assert_eq!(pair.ss58(), text(&row["ss58"]));
        let alice = Keypair::from_uri("//Alice").unwrap();
        assert_eq!(pair.private_key()[..32], alice.private_key()[..32]);
        assert!(pair.seed().is_none() && pair.mnemonic().is_none());
        let signature = pair.sign(b"message");
        assert!(alice.public().verify(b"message", &signature).unwrap());

        let refused = |json: &str| polkadot_js::import(json, &passphrase).unwrap_err();
        assert_eq!(
            polkadot_js::import(json, &Password::new("wrong")).unwrap_err(),
            KeyError::AccountPassphrase
        );
        for (from, to) in [
            ("\"3\"", "\"2\""),
            ("sr25519", "ecdsa"),
            ("xsalsa20-poly1305", "none"),
            (
                "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY",
                "5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty",
            ),
            ("\"encoded\": \"", "\"encoded\": \"%"),
            ("encoding", "encodings"),
        ] {
            assert!(json.contains(from));
            let error = refused(&json.replace(from, to));
            assert!(matches!(error, KeyError::AccountFile(_)), "{to}: {error}");
        }
        let error = refused(&" ".repeat(70_000));
        assert!(matches!(error, KeyError::AccountFile(_)));
    }
    scrypt_costs_are_bounded(&file["rows"][0]);
    let cases = rows(&file["rows"]).len();
    println!("wallet/polkadot_js_json.json: {cases} of {cases} cases passed");
}

/// A file must not decide how much memory its reader takes.
fn scrypt_costs_are_bounded(row: &Value) {
    use base64::{Engine, engine::general_purpose::STANDARD};

    let mut account: Value = serde_json::from_str(text(&row["json"])).unwrap();
    let encoded = STANDARD.decode(text(&account["encoded"])).unwrap();
    for (n, p, r) in [
        (1_u32 << 18, 1_u32, 8_u32),
        (1 << 31, 1, 8),
        (100_000, 1, 8),
        (0, 1, 8),
        (1 << 15, 2, 8),
        (1 << 15, 1, 9),
    ] {
        let mut costly = encoded.clone();
        for (at, number) in [(32, n), (36, p), (40, r)] {
            costly[at..at + 4].copy_from_slice(&number.to_le_bytes());
        }
        account["encoded"] = STANDARD.encode(&costly).into();
        let error = polkadot_js::import(&account.to_string(), &Password::new("x")).unwrap_err();
        assert!(
            matches!(error, KeyError::AccountFile(cause) if cause.contains("scrypt")),
            "{n} {p} {r}: {error}"
        );
    }
    for cut in [0, 31, 43, 44, 60, 100] {
        account["encoded"] = STANDARD.encode(&encoded[..cut]).into();
        let passphrase = Password::new(text(&row["passphrase"]));
        polkadot_js::import(&account.to_string(), &passphrase).unwrap_err();
    }
}

/// Whatever byte changes, nothing opens, and nothing panics.
#[test]
fn damaged_content_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = Keyfile::new(folder.path().join("key"));
    let recorded = vectors("keyfiles_encrypted.json");
    let vault = rows(&recorded["files"])
        .iter()
        .find(|row| text(&row["name"]) == "ansible_vault_python")
        .unwrap();
    let (content, password) = (bytes(&vault["file_hex"]), text(&vault["password"]));
    for at in (0..content.len()).step_by(17) {
        let mut changed = content.clone();
        changed[at] ^= 1;
        for content in [&changed[..], &content[..at]] {
            std::fs::write(file.path(), content).unwrap();
            let refused = file.read(Some(&Password::new(password)));
            assert!(refused.is_err(), "byte {at} does not matter");
        }
    }
    let row = &vectors("polkadot_js_json.json")["rows"][1];
    assert_eq!(text(&row["name"]), "no_scrypt_padded_passphrase");
    let passphrase = Password::new(text(&row["passphrase"]));
    let account: Value = serde_json::from_str(text(&row["json"])).unwrap();
    let encoded = text(&account["encoded"]);
    for at in 0..encoded.len() {
        let mut changed = encoded.as_bytes().to_vec();
        changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
        let mut account = account.clone();
        for encoded in [&changed[..], &encoded.as_bytes()[..at]] {
            account["encoded"] = String::from_utf8(encoded.to_vec()).unwrap().into();
            let refused = polkadot_js::import(&account.to_string(), &passphrase);
            assert!(refused.is_err(), "byte {at} does not matter");
        }
    }
}
