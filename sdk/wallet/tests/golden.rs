//! Replays the recorded behaviour of the reference wallets: keys, addresses, signatures, plain files.
//! Each test prints how many cases passed.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

mod recorded;

use std::path::Path;

use recorded::{bytes, rows, scheme, text, vectors};
use serde_json::Value;
use taonet_wallet::{
    AddressError, BareContent, KeyMaterial, Keyfile, KeyfileError, Keypair, Mnemonic, Password,
    PublicKey, Scheme, SignatureError, environment, ss58,
};

fn assert_pair(pair: &Keypair, row: &Value) {
    assert_eq!(pair.ss58(), text(&row["ss58"]), "{row}");
    assert_eq!(
        pair.public().bytes().to_vec(),
        bytes(&row["public_key"]),
        "{row}"
    );
    // A soft junction draws the nonce (the second half) anew each time; the scalar is fixed.
    let soft = row["uri"]
        .as_str()
        .is_some_and(|uri| uri.replace("//", "").contains('/'));
    let fixed = if soft && !text(&row["uri"]).contains("///") {
        32
    } else {
        64
    };
    let (ours, theirs) = (pair.private_key(), bytes(&row["private_key"]));
    assert_eq!(ours.len(), theirs.len());
    let fixed = fixed.min(ours.len());
    assert_eq!(ours[..fixed], theirs[..fixed], "{row}");
    let again = Keypair::from_private_key(&pair.private_key(), pair.scheme()).unwrap();
    assert_eq!(again.public(), pair.public());
}

#[test]
fn mnemonics() {
    let file = vectors("mnemonics.json");
    for row in rows(&file["valid"]) {
        let pair = Keypair::from_mnemonic_with(text(&row["mnemonic"]), "", scheme(row)).unwrap();
        assert_pair(&pair, row);
        assert_eq!(pair.seed().unwrap().to_vec(), bytes(&row["seed"]));
        assert_eq!(pair.mnemonic().unwrap(), text(&row["mnemonic"]));
        let seeded = Keypair::from_seed_with(*pair.seed().unwrap(), scheme(row)).unwrap();
        assert_pair(&seeded, row);
    }
    for row in rows(&file["edge"]) {
        let parsed = Mnemonic::parse(text(&row["mnemonic"]));
        if row["accepted"].as_bool().unwrap() {
            let same = &file["valid"][row["same_as"].as_u64().unwrap() as usize];
            assert_eq!(parsed.unwrap().seed("").to_vec(), bytes(&same["seed"]));
        } else {
            assert!(
                parsed
                    .unwrap_err()
                    .to_string()
                    .starts_with(text(&row["error"])),
                "{row}"
            );
        }
    }
    let cases = rows(&file["valid"]).len() + rows(&file["edge"]).len();
    println!("wallet/mnemonics.json: {cases} of {cases} cases passed");
}

#[test]
fn uris() {
    let file = vectors("uris.json");
    for row in rows(&file["rows"]) {
        let pair = Keypair::from_uri_with(text(&row["uri"]), scheme(row));
        match row.get("error") {
            Some(_) => assert!(pair.is_err(), "{row}"),
            None => {
                let pair = pair.unwrap_or_else(|error| panic!("{error}: {row}"));
                assert_pair(&pair, row);
                assert!(pair.seed().is_none() && pair.mnemonic().is_none());
            }
        }
    }
    let cases = rows(&file["rows"]).len();
    println!("wallet/uris.json: {cases} of {cases} cases passed");
}

#[test]
fn addresses() {
    let file = vectors("ss58.json");
    for row in rows(&file["encode"]) {
        let key: [u8; 32] = bytes(&row["public_key"]).try_into().unwrap();
        let prefix = u16::try_from(row["prefix"].as_u64().unwrap()).unwrap();
        assert_eq!(ss58::encode(&key, prefix), text(&row["ss58"]));
        match ss58::decode(text(&row["ss58"])) {
            Ok(decoded) => assert_eq!(decoded, (prefix, key)),
            Err(error) => assert_eq!(error, AddressError::UnknownPrefix(prefix)),
        }
    }
    for row in rows(&file["validate"]) {
        let input = text(&row["input"]);
        let decoded = ss58::decode(input);
        assert_eq!(
            decoded.is_ok(),
            row["wallet_4_1_valid_ss58"].as_bool().unwrap(),
            "{row}"
        );
        let foreign = decoded.as_ref().ok().map(|(prefix, _)| *prefix);
        assert_eq!(
            ss58::foreign_prefix(input),
            foreign.filter(|prefix| *prefix != 42)
        );
        if let Ok((prefix, key)) = decoded {
            assert_eq!(u64::from(prefix), row["prefix"].as_u64().unwrap());
            assert_eq!(hex::encode(key), text(&row["core_decode"]));
        }
        let either = input.parse::<PublicKey>();
        let expected = row["wallet_4_1_valid_address_or_pubkey"].as_bool().unwrap();
        assert_eq!(either.is_ok(), expected, "{row}");
    }
    let cases = rows(&file["encode"]).len() + rows(&file["validate"]).len();
    println!("wallet/ss58.json: {cases} of {cases} cases passed");
}

#[test]
fn signatures() {
    let file = vectors("signatures.json");
    for row in rows(&file["rows"]) {
        let key = PublicKey::from_ss58(text(&row["ss58"])).unwrap();
        let key = PublicKey::with_scheme(key.bytes(), scheme(row));
        let valid = key
            .verify(&bytes(&row["message_hex"]), &bytes(&row["signature"]))
            .unwrap();
        assert_eq!(valid, row["valid"].as_bool().unwrap(), "{row}");
        if row["deterministic"].as_bool() == Some(true) && row.get("why").is_none() {
            let signer = Keypair::from_uri_with("//Alice", scheme(row)).unwrap();
            if signer.public() == key {
                let signature = signer.sign_hex(&bytes(&row["message_hex"]));
                assert_eq!(signature, text(&row["signature"]), "{row}");
            }
        }
    }
    let cases = rows(&file["rows"]).len();
    println!("wallet/signatures.json: {cases} of {cases} cases passed");
}

#[test]
fn plain_keyfiles() {
    let folder = tempfile::tempdir().unwrap();
    let file = vectors("keyfiles_plain.json");
    for row in rows(&file["files"]) {
        let name = text(&row["name"]);
        let path = folder.path().join(name);
        std::fs::write(&path, text(&row["file_utf8"])).unwrap();
        let read = Keyfile::new(&path).read(None);
        // Deliberate departures: bare content is refused, and a raw seed beside a good private key
        // does not spoil the file.
        if name.starts_with("bare_") && name != "bare_ss58" {
            assert!(
                matches!(read, Err(KeyfileError::Ambiguous { .. })),
                "{name}"
            );
            assert_hygienic(&read.unwrap_err(), row);
            said_what_it_is(&Keyfile::new(&path), name, row);
            continue;
        }
        if name == "seed_utf8_raw_bug" {
            let address = "5CcyqxXnJucaCnQQvvUg5EPzj1uoNAxACZvzArHw5aVDvgNH";
            assert_eq!(read.unwrap().public().to_ss58(), address);
            continue;
        }
        let expected = &row["bittensor_core_0_1_5"];
        match (read, expected.get("error")) {
            (Ok(material), None) => {
                assert_eq!(
                    material.public().to_ss58(),
                    text(&expected["ss58"]),
                    "{name}"
                );
                assert_eq!(material.public().scheme(), scheme(expected), "{name}");
                rewrite(folder.path(), &material);
            }
            (Err(error), Some(_)) => assert_hygienic(&error, row),
            (read, _) => panic!("{name}: {read:?} but the reference has {expected}"),
        }
    }
    let cases = rows(&file["files"]).len();
    println!("wallet/keyfiles_plain.json: {cases} of {cases} cases passed");
}

/// Content that is refused as ambiguous opens for somebody who says what it is.
fn said_what_it_is(file: &Keyfile, name: &str, row: &Value) {
    let as_core_reads_it = match name {
        "bare_mnemonic" => BareContent::Mnemonic,
        "bare_hex_64_bytes" => BareContent::PrivateKey,
        _ => BareContent::Seed,
    };
    let read = |what| file.read_as(what, Scheme::Sr25519);
    let address = read(as_core_reads_it).unwrap().public().to_ss58();
    assert_eq!(
        address,
        text(&row["bittensor_core_0_1_5"]["ss58"]),
        "{name}"
    );
    if as_core_reads_it == BareContent::Seed {
        let public = read(BareContent::PublicKey).unwrap();
        assert!(matches!(public, KeyMaterial::Public(_)));
        let hex = text(&row["file_utf8"]).trim().trim_start_matches("0x");
        assert_eq!(hex::encode(public.public().bytes()), hex);
    } else {
        let error = read(BareContent::Seed).unwrap_err();
        assert!(matches!(error, KeyfileError::NotAsSaid { .. }), "{error}");
        assert_hygienic(&error, row);
    }
}

/// What was read and written again is read as the same key, words and seed.
fn rewrite(folder: &Path, material: &KeyMaterial) {
    let copy = Keyfile::new(folder.join("copy"));
    match material {
        KeyMaterial::Pair(pair) => {
            copy.write(pair, None, taonet_wallet::Overwrite::Replace)
                .unwrap();
            let KeyMaterial::Pair(again) = copy.read(None).unwrap() else {
                panic!("no pair")
            };
            assert_eq!(again.public(), pair.public());
            assert_eq!(again.mnemonic(), pair.mnemonic());
            assert_eq!(again.private_key(), pair.private_key());
        }
        KeyMaterial::Public(key) => {
            copy.write_public(key, taonet_wallet::Overwrite::Replace)
                .unwrap();
            assert_eq!(copy.read(None).unwrap().public(), *key);
        }
    }
    let json: Value = serde_json::from_slice(&std::fs::read(copy.path()).unwrap()).unwrap();
    assert_eq!(
        json.get("cryptoType").is_some(),
        material.public().scheme() == Scheme::Ed25519
    );
}

fn assert_hygienic(error: &KeyfileError, row: &Value) {
    let message = error.to_string();
    for secret in ["bottom drive", "0202020202", "33a6f3093f15"] {
        assert!(
            !message.contains(secret),
            "{message} tells a secret of {row}"
        );
    }
}

#[test]
fn env_passwords() {
    let file = vectors("env_password.json");
    for row in rows(&file["rows"]) {
        let variable = environment::password_variable(text(&row["path"]));
        assert_eq!(variable, text(&row["env_var"]));
        let password = Password::new(text(&row["password"]));
        let value = environment::obfuscate(&variable, &password);
        assert_eq!(value, text(&row["env_value"]));
        let read = environment::reveal(&variable, &value).unwrap();
        assert_eq!(read.as_str(), text(&row["read_back"]));
        assert_eq!(Keyfile::new(text(&row["path"])).env_var_name(), variable);
        let found = environment::password_from(text(&row["path"]), Path::new("/x"), |name| {
            (name == variable).then(|| value.clone())
        });
        assert_eq!(found.unwrap().unwrap(), password);
    }
    let cases = rows(&file["rows"]).len();
    println!("wallet/env_password.json: {cases} of {cases} cases passed");
}

#[test]
fn text_messages() {
    let pair = Keypair::from_uri("//Alice").unwrap();
    let key = pair.public();
    let hex = |signature: [u8; 64]| format!("0x{}", hex::encode(signature));
    let signature = pair.sign_text("0x00ff").unwrap();
    assert_eq!(key.verify(&[0x00, 0xff], &signature), Ok(true));
    assert_eq!(key.verify(b"0x00ff", &signature), Ok(false));
    assert_eq!(key.verify_text("0x00ff", &hex(signature)), Ok(true));
    let signature = pair.sign_text("0X00ff").unwrap();
    assert_eq!(key.verify(b"0X00ff", &signature), Ok(true));
    let wrapped = pair.sign(b"<Bytes>\x00\xff</Bytes>");
    assert_eq!(key.verify_text("0x00ff", &hex(wrapped)), Ok(true));
    let bare = pair.sign(b"text");
    assert_eq!(
        key.verify_text("<Bytes>text</Bytes>", &hex(bare)),
        Ok(false)
    );
    for message in ["0xzz", "0xabc"] {
        assert_eq!(pair.sign_text(message), Err(SignatureError::MessageNotHex));
        assert_eq!(
            key.verify_text(message, &hex(bare)),
            Err(SignatureError::MessageNotHex)
        );
    }
    assert_eq!(
        key.verify_text("text", &hex::encode(bare)),
        Err(SignatureError::NotHex)
    );
    assert_eq!(
        key.verify_text("text", "0xaa"),
        Err(SignatureError::Length(1))
    );
    let public = KeyMaterial::Public(key);
    let error = public.sign(b"text").unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with("No private key set to create signatures")
    );
    let signed = KeyMaterial::Pair(pair).sign(b"text").unwrap();
    assert_eq!(key.verify(b"text", &signed), Ok(true));
}
