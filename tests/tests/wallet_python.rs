//! Wallets written here open in the unmodified Python packages, and theirs open here: plain and
//! encrypted, sr25519 and, where the package has it, ed25519. Signatures are checked on both sides.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod network_support;

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use network_support::run;
use serde_json::{Value, json};
use taonet_wallet::{
    Encryption, KeySource, Keypair, Overwrite, Password, PasswordSource, PublicKey, Scheme, Wallet,
};

const MESSAGE: &str = "message for both sides";
const PASSWORD: &str = "Correct-Horse7! τ";
const PHRASE: &str = "legal winner thank year wave sausage worth useful legal winner thank yellow";

/// A Python environment that `scripts/prepare test` makes: the folder that the variable names, or
/// the one of this name beside the folder of the profile.
fn python(variable: &str, name: &str) -> PathBuf {
    let home = std::env::var_os(variable).map_or_else(
        || {
            let test = std::env::current_exe().unwrap();
            test.ancestors().nth(3).unwrap().join(name)
        },
        PathBuf::from,
    );
    let python = home.join("bin/python");
    assert!(
        python.exists(),
        "{} is missing: run `scripts/prepare test`, as `make test` does, or let {variable} name \
         the folder",
        python.display()
    );
    python
}

struct Ours {
    wallet: Wallet,
    scheme: Scheme,
    password: Option<Password>,
}

impl Ours {
    fn new(folder: &Path, name: &str, scheme: Scheme, password: Option<&str>) -> Self {
        let wallet = Wallet::new(name, "hot", Some(folder.to_owned())).unwrap();
        let password = password.map(Password::new);
        wallet
            .create_coldkey_with(12, scheme, password.as_ref(), Overwrite::Refuse)
            .unwrap();
        Self {
            wallet,
            scheme,
            password,
        }
    }

    fn hotkey_from(&self, source: &KeySource<'_>) {
        self.wallet
            .regenerate_hotkey(source, self.scheme, None, Overwrite::Refuse)
            .unwrap();
    }

    fn describe(&self) -> Value {
        let coldkey = self.wallet.coldkey(self.password.as_ref()).unwrap();
        let hotkey = self.wallet.hotkey(None).unwrap();
        let mut one = json!({
            "name": self.wallet.name(),
            "scheme": self.scheme.crypto_type(),
            "locked": self.password.is_some(),
            "public_only": false,
            "variable": self.wallet.coldkey_file().env_var_name(),
            "coldkey": coldkey.ss58(),
            "hotkey": hotkey.ss58(),
            "coldkey_signature": hex::encode(coldkey.sign(MESSAGE.as_bytes())),
            "hotkey_signature": hex::encode(hotkey.sign(MESSAGE.as_bytes())),
        });
        if self.scheme == Scheme::Ed25519 {
            let sealed = coldkey.public().seal(MESSAGE.as_bytes()).unwrap();
            one["sealed"] = hex::encode(sealed).into();
        }
        one
    }
}

fn verify(one: &Value, scheme: Scheme, address: &str, signature: &Value) {
    let key = address.parse::<PublicKey>().unwrap();
    let key = PublicKey::with_scheme(key.bytes(), scheme);
    let signature = hex::decode(signature.as_str().unwrap()).unwrap();
    let fits = |message: &str| key.verify(message.as_bytes(), &signature).unwrap();
    assert!(fits(MESSAGE) && !fits("another message"), "{one}");
}

/// Every wallet of `made` opens here as the keys that its writer says it holds.
fn open_theirs(folder: &Path, made: &[Value]) {
    for one in made {
        let text = |name: &str| one[name].as_str().unwrap().to_owned();
        let scheme = Scheme::from_crypto_type(one["scheme"].as_i64().unwrap()).unwrap();
        let wallet = Wallet::new(&text("name"), "hot", Some(folder.to_owned())).unwrap();
        let file = wallet.coldkey_file();
        assert_eq!(file.env_var_name(), text("variable"));
        let is_locked = one["locked"].as_bool().unwrap();
        let method = if is_locked {
            Encryption::Nacl
        } else {
            Encryption::Plain
        };
        assert_eq!(file.encryption().unwrap(), method);
        // The public halves need no password; the coldkey asks for one only when it is locked.
        assert_eq!(wallet.coldkeypub().unwrap().to_ss58(), text("coldkey"));
        assert_eq!(wallet.hotkeypub().unwrap().to_ss58(), text("hotkey"));
        let mut asked = 0;
        let mut source = PasswordSource::new().variables(|_| None).prompt(|_| {
            asked += 1;
            Ok(Some(Password::new(PASSWORD)))
        });
        let coldkey = wallet.unlock_coldkey(&mut source).unwrap();
        drop(source);
        assert_eq!(asked, i32::from(is_locked));
        let hotkey = wallet.hotkey(None).unwrap();
        for (pair, name) in [(coldkey, "coldkey"), (hotkey, "hotkey")] {
            assert_eq!(pair.ss58(), text(name), "{one}");
            assert_eq!(pair.scheme(), scheme);
            assert!(pair.mnemonic().is_some(), "the words are kept");
            verify(one, scheme, &text(name), &one[format!("{name}_signature")]);
        }
    }
    let listed = Wallet::list(folder).unwrap();
    for one in made {
        let entry = listed.iter().find(|entry| entry.name == one["name"]);
        let coldkey = entry.unwrap().coldkey.unwrap();
        assert_eq!(coldkey.to_ss58(), one["coldkey"]);
    }
}

fn both_ways(python: &Path, has_ed25519: bool) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("wallets");
    let plain = Ours::new(&path, "plain", Scheme::Sr25519, None);
    plain.hotkey_from(&KeySource::Uri("//Alice//hot"));
    let locked = Ours::new(&path, "locked", Scheme::Sr25519, Some(PASSWORD));
    locked.hotkey_from(&KeySource::Mnemonic(PHRASE));
    let mut ours = vec![plain, locked];
    if has_ed25519 {
        let edwards = Ours::new(&path, "edwards", Scheme::Ed25519, None);
        // Thirty-two bytes that are also text, which some writers do not put down as hex.
        edwards.hotkey_from(&KeySource::Seed(&"01".repeat(32)));
        ours.push(edwards);
    }
    let alice = Keypair::from_uri("//Alice").unwrap();
    let watch = Wallet::new("watch", "hot", Some(path.clone())).unwrap();
    watch
        .regenerate_coldkeypub(&alice.ss58(), Scheme::Sr25519, Overwrite::Refuse)
        .unwrap();
    let mut wallets: Vec<_> = ours.iter().map(Ours::describe).collect();
    wallets.push(json!({
        "name": "watch", "scheme": 1, "public_only": true, "coldkey": alice.ss58(),
    }));

    let (task, answer) = (folder.path().join("task"), folder.path().join("answer"));
    let text = json!({
        "path": path, "message": MESSAGE, "password": PASSWORD, "ed25519": has_ed25519,
        "wallets": wallets,
    });
    fs::write(&task, text.to_string()).unwrap();
    let mut command = Command::new(python);
    command
        .arg(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/python/wallet_interop.py"
        ))
        .args([&task, &answer])
        .env("HOME", folder.path());
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("BT_") {
            command.env_remove(name);
        }
    }
    let (variable, value) = ours[1]
        .wallet
        .coldkey_file()
        .password_variable(&Password::new(PASSWORD));
    command.env(variable, &*value);
    let output = run(&mut command);
    assert!(
        output.status.success(),
        "{}\n{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );

    let answer: Value = serde_json::from_slice(&fs::read(&answer).unwrap()).unwrap();
    let opened = answer["opened"].as_array().unwrap();
    assert_eq!(opened.len(), ours.len());
    for ((one, ours), told) in opened.iter().zip(&ours).zip(&wallets) {
        assert_eq!(one["name"], ours.wallet.name());
        for name in ["coldkey", "hotkey"] {
            let address = told[name].as_str().unwrap();
            verify(one, ours.scheme, address, &one[format!("{name}_signature")]);
        }
        if ours.scheme == Scheme::Ed25519 {
            let sealed = hex::decode(one["sealed"].as_str().unwrap()).unwrap();
            let coldkey = ours.wallet.coldkey(None).unwrap();
            assert_eq!(*coldkey.unseal(&sealed).unwrap(), MESSAGE.as_bytes());
        }
    }
    let made = answer["made"].as_array().unwrap();
    assert_eq!(made.len(), ours.len());
    open_theirs(&path, made);
    let signature = |name: &str| format!("0x{}", answer[name].as_str().unwrap());
    let key = alice.public();
    assert_eq!(
        key.verify_text(MESSAGE, &signature("wrapped_by_alice")),
        Ok(true)
    );
    assert_eq!(
        key.verify_text("0x00ff", &signature("hex_text_by_alice")),
        Ok(true)
    );
    println!(
        "{}: {} wallets opened there, {} here",
        python.display(),
        opened.len() + 1,
        made.len()
    );
}

#[test]
fn bittensor_wallet_4_0() {
    let python = python("TAONET_PYTHON_WALLET40_HOME", "python-wallet40");
    both_ways(&python, false);
}

#[test]
fn bittensor_wallet_4_1() {
    both_ways(&python("TAONET_PYTHON10_HOME", "python"), true);
}

#[test]
fn bittensor_11() {
    both_ways(&python("TAONET_PYTHON11_HOME", "python11"), true);
}
