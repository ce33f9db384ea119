//! Writes that are cut off by a kill, a full disk or a limit: the key file is the old or the new one.
//!
//! The writer is this test program again, started with [`FOLDER`] set, so that it can be killed.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

use std::{
    fs,
    io::{BufRead, BufReader},
    os::unix::process::ExitStatusExt,
    path::Path,
    process::{Command, Output, Stdio},
};

use taonet_wallet::{Keyfile, KeyfileError, Keypair, Overwrite, Password};

/// Where the writer finds its key file.
const FOLDER: &str = "TAONET_WALLET_TEST_FOLDER";
const SIGXFSZ: i32 = 25;
const SIGKILL: i32 = 9;

fn key(folder: &Path) -> Keyfile {
    Keyfile::new(folder.join("key"))
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// A test of this file as a process of its own, after a line of shell.
fn started(shell: &str, test: &str, folder: &Path) -> Command {
    let mut command = Command::new("sh");
    command
        .arg("-c")
        .arg(format!("{shell} exec \"$0\" \"$@\""))
        .arg(std::env::current_exe().unwrap())
        .args([test, "--exact", "--ignored", "--nocapture"])
        .env(FOLDER, folder);
    command
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

#[test]
#[ignore = "is started by the other tests"]
fn writer() {
    let folder = std::env::var_os(FOLDER).expect("started by another test");
    let file = key(Path::new(&folder));
    let pairs = ["//Alice", "//Bob"].map(|uri| Keypair::from_uri(uri).unwrap());
    loop {
        for pair in &pairs {
            match file.write(pair, None, Overwrite::Replace) {
                Ok(()) => println!("\nwritten"),
                Err(error) => {
                    println!("\nrefused: {error}");
                    return;
                }
            }
        }
    }
}

#[test]
#[ignore = "is started by another test"]
fn encrypter() {
    let folder = std::env::var_os(FOLDER).expect("started by another test");
    key(Path::new(&folder))
        .encrypt(&Password::new("Correct-Horse7!"))
        .unwrap();
}

#[test]
fn a_killed_writer_leaves_a_whole_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = key(folder.path());
    let addresses = ["//Alice", "//Bob"].map(|uri| Keypair::from_uri(uri).unwrap().ss58());
    for round in 1..=40 {
        let mut child = started("", "writer", folder.path())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        // It is killed in the midst of what it does after as many writes, not at rest.
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let seen = lines
            .map(Result::unwrap)
            .filter(|line| line == "written")
            .take(round);
        assert_eq!(seen.count(), round);
        child.kill().unwrap();
        assert_eq!(child.wait().unwrap().signal(), Some(SIGKILL));
        let found = file.read(None).expect("the file is whole").public();
        assert!(addresses.contains(&found.to_ss58()));
    }
    let others = names(folder.path());
    assert!(
        others
            .iter()
            .all(|name| name == "key" || (name.starts_with(".key.") && name.ends_with(".tmp"))),
        "{others:?}"
    );
}

#[test]
fn a_writer_killed_in_the_first_byte_leaves_the_old_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = key(folder.path());
    let charlie = Keypair::from_uri("//Charlie").unwrap();
    file.write(&charlie, None, Overwrite::Refuse).unwrap();
    let before = fs::read(file.path()).unwrap();
    // No file may grow, on pain of SIGXFSZ.
    let output = started("ulimit -f 0;", "writer", folder.path())
        .output()
        .unwrap();
    assert_eq!(output.status.signal(), Some(SIGXFSZ), "{}", said(&output));
    assert_eq!(fs::read(file.path()).unwrap(), before);
    assert_eq!(names(folder.path()).len(), 2, "the cut-off file is beside");
}

#[test]
fn a_refused_write_leaves_the_old_file_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let file = key(folder.path());
    let charlie = Keypair::from_uri("//Charlie").unwrap();
    file.write(&charlie, None, Overwrite::Refuse).unwrap();
    let before = fs::read(file.path()).unwrap();
    // With the signal ignored the write fails, as it does when the disk is full.
    let output = started("trap '' XFSZ; ulimit -f 0;", "writer", folder.path())
        .output()
        .unwrap();
    let said = said(&output);
    assert!(output.status.success(), "{said}");
    assert!(said.contains("refused: cannot write"), "{said}");
    assert_eq!(fs::read(file.path()).unwrap(), before);
    assert_eq!(names(folder.path()), ["key"]);
}

#[test]
fn a_killed_encryption_can_be_done_again() {
    let folder = tempfile::tempdir().unwrap();
    let file = key(folder.path());
    // Short enough for a limit of 512 bytes, which what replaces it is not.
    let words = "abandon ".repeat(23) + "art";
    let before = format!("{{\"secretPhrase\":\"{words}\"}}");
    fs::write(file.path(), &before).unwrap();
    let pair = file.read(None).unwrap().into_pair().unwrap();
    let output = started("ulimit -f 1;", "encrypter", folder.path())
        .output()
        .unwrap();
    assert_eq!(output.status.signal(), Some(SIGXFSZ), "{}", said(&output));
    assert_eq!(fs::read_to_string(file.path()).unwrap(), before);
    let copy = folder.path().join(".key.old");
    assert_eq!(fs::read_to_string(&copy).unwrap(), before);

    let password = Password::new("Correct-Horse7!");
    file.encrypt(&password).unwrap();
    assert!(file.is_encrypted().unwrap());
    assert!(!copy.exists(), "the copy goes when the new file is proved");

    // Somebody's other copy stays, and stops the change before anything is written.
    fs::write(&copy, "other").unwrap();
    let error = file.decrypt(&password).unwrap_err();
    assert!(
        matches!(&error, KeyfileError::Exists { path } if *path == copy),
        "{error}"
    );
    assert!(file.is_encrypted().unwrap());
    fs::remove_file(&copy).unwrap();
    file.decrypt(&password).unwrap();
    let back = file.read(None).unwrap().into_pair().unwrap();
    assert_eq!(back.mnemonic(), pair.mnemonic());
    assert!(!copy.exists());
}
