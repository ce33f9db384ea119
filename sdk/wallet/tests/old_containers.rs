//! Containers of older generations: opened, then replaced by the one in use.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

mod recorded;

use std::fs;

use recorded::vectors;
use taonet_wallet::{Encryption, Keyfile, KeyfileError, Password, Wallet};

#[test]
fn old_containers_are_updated() {
    let recorded = vectors("keyfiles_encrypted.json");
    let folder = tempfile::tempdir().unwrap();
    let mut updated = 0;
    for row in recorded["files"].as_array().unwrap() {
        let name = row["name"].as_str().unwrap();
        if !["ansible_vault_rust_4_0_1", "legacy_fernet"].contains(&name) {
            continue;
        }
        let wallet = Wallet::new(name, "hot", Some(folder.path().to_owned())).unwrap();
        let file = wallet.coldkey_file();
        let before = hex::decode(row["file_hex"].as_str().unwrap()).unwrap();
        fs::create_dir(wallet.folder()).unwrap();
        fs::write(file.path(), &before).unwrap();
        let password = Password::new(row["password"].as_str().unwrap());

        assert!(file.needs_update().unwrap());
        let error = file.update_encryption(&Password::new("wrong")).unwrap_err();
        assert!(
            matches!(error, KeyfileError::WrongPassword { .. }),
            "{error}"
        );
        assert_eq!(fs::read(file.path()).unwrap(), before);

        file.update_encryption(&password).unwrap();
        assert_eq!(file.encryption().unwrap(), Encryption::Nacl);
        assert!(!file.needs_update().unwrap());
        let pair = wallet.coldkey(Some(&password)).unwrap();
        assert_eq!(pair.ss58(), row["ss58"].as_str().unwrap());
        let left: Vec<_> = fs::read_dir(wallet.folder()).unwrap().collect();
        assert_eq!(left.len(), 1, "the copy goes when the new file is proved");
        // Done once, it is done.
        let after = fs::read(file.path()).unwrap();
        file.update_encryption(&password).unwrap();
        assert_eq!(fs::read(file.path()).unwrap(), after);
        updated += 1;
    }
    assert_eq!(updated, 2);
}

#[test]
fn a_password_is_changed() {
    let folder = tempfile::tempdir().unwrap();
    let file = Keyfile::new(folder.path().join("key"));
    let recorded = vectors("keyfiles_encrypted.json");
    let row = &recorded["files"][0];
    assert_eq!(row["method"], "NaCl");
    fs::write(
        file.path(),
        hex::decode(row["file_hex"].as_str().unwrap()).unwrap(),
    )
    .unwrap();
    let old = Password::new(row["password"].as_str().unwrap());
    let new = Password::new("number-two");
    file.change_password(&old, &new).unwrap();
    let read = file.read(Some(&new)).unwrap();
    assert_eq!(read.public().to_ss58(), row["ss58"].as_str().unwrap());
    assert!(file.is_readable() && file.is_writable());
    assert!(!Keyfile::new(folder.path().join("none")).is_writable());
}
