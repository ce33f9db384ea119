//! What the program does without a chain, run as its users run it.

mod program;

use program::Home;
use serde_json::json;

const ALICE: &str = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
const WORDS: &str = "bottom~drive~obey~lake~curtain~smoke~basket~hold~race~lonely~fit~walk";

#[test]
fn a_wallet_is_made_and_listed() {
    let home = Home::new();
    let line = "wallet create --wallet-name w --hotkey h --no-use-password --json-output";
    let made = home.run(line);
    let document = made.document(0);
    assert_eq!(document["success"], true);
    assert_eq!(document["data"]["name"], "w");
    assert_eq!(document["data"]["hotkey"], "h");
    // Both mnemonics are on stderr, and nowhere else.
    let phrases: Vec<&str> = made
        .stderr
        .lines()
        .map(str::trim)
        .filter(|line| line.split(' ').count() == 12 && !line.contains(['.', ':']))
        .collect();
    assert_eq!(phrases.len(), 2, "{made:?}");
    assert!(phrases.iter().all(|phrase| !made.stdout.contains(phrase)));
    let listed = home.run("wallet list --json-output").document(0);
    let data = &document["data"];
    assert_eq!(
        listed,
        json!({ "wallets": [{
            "name": "w",
            "ss58_address": data["coldkey_ss58"],
            "hotkeys": [{ "name": "h", "ss58_address": data["hotkey_ss58"] }],
        }] })
    );
    let bare = home
        .run("wallet list --json-output --coldkeys-only")
        .document(0);
    assert_eq!(bare["wallets"][0]["hotkeys"], json!([]));
}

#[test]
fn an_existing_key_is_kept_unless_told_otherwise() {
    let home = Home::new();
    let line = "wallet new-coldkey --wallet-name w --uri //Alice --no-use-password --json";
    assert_eq!(home.run(line).document(0)["data"]["coldkey_ss58"], ALICE);
    let again = home.run(&line.replace("//Alice", "//Bob")).document(1);
    assert_eq!(again["success"], false);
    assert!(again["error"].as_str().unwrap().contains("already exists"));
    // A bare name is a development key, as in btcli 9.
    let replaced = home.run(&format!("{} --overwrite", line.replace("//Alice", "Bob")));
    assert_ne!(replaced.document(0)["data"]["coldkey_ss58"], ALICE);
}

#[test]
fn a_key_made_from_a_uri_is_encrypted_when_asked_for() {
    let home = Home::new();
    let line = "wallet new-coldkey --wallet-name w --uri //Alice --use-password --json-output";
    let password = [("BT_WALLET_PASSWORD", "correct horse")];
    home.run_with(line, &password, "").document(0);
    let file = home.path().join(".bittensor/wallets/w/coldkey");
    assert!(std::fs::read(file).unwrap().starts_with(b"$NACL"));
    let sign = "wallet sign --wallet-name w --message hello --json-output";
    let signed = home.run_with(sign, &password, "").document(0);
    assert_eq!(signed["signer_address"], ALICE);
    let wrong = home.run_with(sign, &[("BT_WALLET_PASSWORD", "wrong")], "");
    assert_eq!(wrong.document(1)["signed_message"], json!(null));
    let none = home.run(sign);
    assert_eq!(none.status, 1, "{none:?}");
    let weak = [("BT_WALLET_PASSWORD", "abc")];
    let refused = home.run_with(&line.replace(" w ", " x "), &weak, "");
    assert_eq!(refused.document(1)["data"], json!(null));
}

#[test]
fn a_key_is_made_again_from_words_that_no_command_line_shows() {
    let home = Home::new();
    let words = WORDS.replace('~', " ");
    let line = "wallet regen-coldkey --wallet-name w --no-use-password --json-output";
    let of_stdin = home.run_with(&format!("{line} --mnemonic -"), &[], &words);
    let address = of_stdin.document(0)["data"]["coldkey_ss58"].clone();
    let of_variable = home.run_with(
        &format!("{line} --overwrite"),
        &[("BT_MNEMONIC", &words)],
        "",
    );
    assert_eq!(of_variable.document(0)["data"]["coldkey_ss58"], address);
    let of_option = home.run(&format!("{line} --overwrite --mnemonic {WORDS}"));
    assert_eq!(of_option.document(0)["data"]["coldkey_ss58"], address);
    let wrong = home.run(&format!("{line} --overwrite --mnemonic not~a~phrase"));
    let error = wrong.document(1)["error"].as_str().unwrap().to_owned();
    assert!(error.contains("Invalid phrase"), "{error}");
    for run in [of_stdin, of_variable, of_option, wrong] {
        assert!(
            !run.stdout.contains("drive") && !run.stderr.contains("drive"),
            "{run:?}"
        );
    }
    // Nothing of it was noted for a bug report either.
    let note = std::fs::read_to_string(home.path().join(".bittensor/debug.txt")).unwrap();
    assert!(
        !note.contains("phrase not") && !note.contains("not a phrase"),
        "{note}"
    );
}

#[test]
fn messages_are_signed_and_signatures_checked() {
    let home = Home::new();
    home.run("wallet create --wallet-name w --uri //Alice --no-use-password")
        .assert_done();
    let line = "wallet sign --wallet-name w --use-hotkey --message hello~world --json-output";
    let signed = home.run(line).document(0);
    let signature = signed["signed_message"].as_str().unwrap().to_owned();
    let verify = format!("wallet verify -p {ALICE} -s {signature} --json-output -m");
    let good = home.run(&format!("{verify} hello~world")).document(0);
    assert_eq!(
        good,
        json!({ "verified": true, "signer": ALICE, "message": "hello world" })
    );
    let bad = home.run(&format!("{verify} bye")).document(1);
    assert_eq!(bad["verified"], false);
    let short = format!("wallet verify -p {ALICE} -s 0x00ff --json-output -m hello");
    let malformed = home.run(&short).document(1);
    assert_eq!(malformed["verified"], false);
    assert!(malformed["error"].as_str().unwrap().contains("2 bytes"));
}

#[test]
fn messages_are_sealed_to_an_ed25519_key() {
    let home = Home::new();
    let line = "wallet new-coldkey --wallet-name w --uri //Alice --no-use-password \
                --crypto-type ed25519 --json-output";
    let made = home.run(line).document(0);
    let address = made["data"]["coldkey_ss58"].as_str().unwrap().to_owned();
    let line = format!("wallet encrypt --to {address} --message the~secret --json-output");
    let sealed = home.run(&line).document(0);
    let ciphertext = sealed["ciphertext"].as_str().unwrap();
    let line = format!("wallet decrypt --wallet-name w --ciphertext {ciphertext} --json-output");
    assert_eq!(home.run(&line).document(0)["message"], "the secret");
    let changed = ciphertext.replace("0x", "0x00");
    let line = format!("wallet decrypt --wallet-name w --ciphertext {changed} --json-output");
    assert_eq!(home.run(&line).document(1)["message"], json!(null));
}

#[test]
fn settings_are_kept_and_used() {
    let home = Home::new();
    let set = home.run("config set --network local --wallet-name mine --tolerance 0.01 --json");
    assert_eq!(set.document(0)["settings"]["network"], "local");
    // Replacing a network is asked about, and JSON leaves no place for a question.
    home.run("config set network test --json").document(2);
    home.run("config set network test --json --no-prompt")
        .document(0);
    home.run("config set metagraph_cols.AXON false --json")
        .document(0);
    let all = home.run("config get --json").document(0);
    assert_eq!(all["network"], "test");
    assert_eq!(all["rate_tolerance"], 0.01);
    assert_eq!(all["metagraph_cols"]["AXON"], false);
    assert_eq!(all["metagraph_cols"]["UID"], true);
    let made = home
        .run("wallet new-hotkey --uri //Alice --json")
        .document(0);
    assert_eq!(made["data"]["name"], "mine");
    home.run("config clear --wallet-name --no-prompt --json")
        .document(0);
    assert_eq!(
        home.run("config get wallet --json").document(0),
        json!({ "wallet_name": null })
    );
    let unknown = home.run("config set network fineny --json --no-prompt");
    assert_eq!(unknown.document(2)["success"], false);
}

#[test]
fn the_address_book_keeps_proxies() {
    let home = Home::new();
    assert_eq!(
        home.run("config proxies --json").document(0),
        json!({ "proxies": [] })
    );
    let book = home.path().join(".bittensor/bittensor.db");
    assert!(!book.exists(), "looking makes no file");
    let add = format!(
        "config add-proxy --name p --address {ALICE} --proxy-type Staking --spawner {ALICE} \
         --delay 7 --json"
    );
    home.run(&add).document(0);
    home.run(&add).document(1);
    home.run("config update_proxy --name p --note changed --json")
        .document(0);
    let kept = home.run("config proxies --json").document(0);
    assert_eq!(
        kept["proxies"][0],
        json!({
            "name": "p", "ss58_address": ALICE, "delay": 7, "spawner": ALICE,
            "proxy_type": "Staking", "note": "changed",
        })
    );
    home.run("config remove-proxy --name p --json").document(0);
    home.run("config remove-proxy --name p --json").document(1);
}

#[test]
fn a_command_line_that_cannot_be_meant_ends_with_2() {
    let home = Home::new();
    for line in [
        "wallet lst",
        "wallet list --quiet --verbose",
        "wallet list --no-prompt --no",
        "wallet balance --network fineny --ss58 5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY",
        "utils convert",
        "call NoDot --network local",
        "wallet sign --message",
    ] {
        let run = home.run(line);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{run:?}");
        let run = home.run(&format!("{line} --json-output"));
        assert_eq!(run.document(2)["success"], false, "{run:?}");
    }
}

#[test]
fn a_chain_that_is_not_there_is_a_failure_with_a_document() {
    let home = Home::new();
    // Nobody listens at port 1.
    let line = "wallet balance --network ws://127.0.0.1:1 --json-output --ss58";
    let document = home.run(&format!("{line} {ALICE}")).document(1);
    let error = document["error"].as_str().unwrap();
    assert!(error.contains("ws://127.0.0.1:1"), "{error}");
    let note = std::fs::read_to_string(home.path().join(".bittensor/debug.txt")).unwrap();
    assert!(note.contains("Balance"), "{note}");
}

#[test]
fn amounts_are_converted_exactly() {
    let home = Home::new();
    let line = "utils convert --rao 1 --tao 18446744073.709551615 --json";
    assert_eq!(
        home.run(line).document(0)["conversions"],
        json!([
            { "rao": 1, "tao": 1e-9 },
            { "rao": u64::MAX, "tao": 18_446_744_073.709_551 },
        ])
    );
}

#[test]
fn errors_are_explained() {
    let home = Home::new();
    let codes = home.run("explain --json").document(0);
    assert_eq!(codes["codes"].as_array().unwrap().len(), 18);
    assert_eq!(
        home.run("explain rate-limited --json").document(0)["code"],
        "rate_limited"
    );
    let of_chain = home
        .run("explain SubtensorModule.AmountTooLow --json")
        .document(0);
    assert_eq!(of_chain["name"], "AmountTooLow");
    home.run("explain nonsense --json").document(1);
}

#[test]
fn shells_and_readers_are_served() {
    let home = Home::new();
    for shell in ["bash", "zsh", "fish"] {
        let script = home.run(&format!("completion {shell}"));
        assert_eq!(script.status, 0);
        assert!(script.stdout.contains("regen-coldkeypub"), "{shell}");
        assert_eq!(
            home.run(&format!("--show-completion {shell}")).stdout,
            script.stdout
        );
    }
    let pages = home.path().join("man");
    home.run(&format!("man {}", pages.display())).assert_done();
    assert!(pages.join("btcli-wallet-transfer.1").exists());
    let tree = home.run("--commands").stdout;
    assert!(
        tree.contains("├── wallet") && tree.contains("transfer"),
        "{tree}"
    );
    assert!(!tree.contains('\u{1b}'));
}

impl program::Run {
    #[track_caller]
    fn assert_done(&self) {
        assert_eq!(self.status, 0, "{self:?}");
    }
}
