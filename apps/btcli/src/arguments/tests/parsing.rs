//! Command lines as people write them.

use clap::{CommandFactory as _, FromArgMatches as _};

use crate::arguments::{Arguments, Shared, spellings};

fn parse(line: &str) -> Result<Arguments, clap::Error> {
    let words = std::iter::once("btcli").chain(line.split_whitespace());
    let words: Vec<_> = words.map(|word| spellings::rewrite(word.into())).collect();
    let command = spellings::complete_for(Arguments::command(), &words[1..]);
    let mut matches = command.try_get_matches_from(words)?;
    Arguments::from_arg_matches_mut(&mut matches)
}

fn shown(line: &str) -> String {
    match parse(line) {
        Ok(arguments) => format!("{:?}", arguments.group),
        Err(error) => panic!("{line}: {error}"),
    }
}

#[test]
fn spellings_of_both_generations_mean_the_same() {
    let first = shown("wallet list --wallet-path /w --json-output");
    for line in [
        "wallet list --wallet_path /w --json_output",
        "wallet list --wallet.path /w --json-out",
        "wallets list -p /w --json",
        "w list -p=/w --json",
    ] {
        assert_eq!(shown(line), first, "{line}");
    }
}

#[test]
fn a_letter_means_what_the_command_says() {
    let line = "wallet verify -p 5Signer -m text -s 0x00";
    assert!(shown(line).contains("address: Some(\"5Signer\")"), "{line}");
    let line = "wallet regen-coldkey --json account.json";
    assert!(
        shown(line).contains("json: Some(\"account.json\")"),
        "{line}"
    );
}

#[test]
fn the_last_of_two_opposite_switches_counts() {
    let text = shown("wallet create --use-password --no-use-password");
    assert!(
        text.contains("use_password: false, no_use_password: true"),
        "{text}"
    );
    let text = shown("wallet create --no-password --use-password");
    assert!(
        text.contains("use_password: true, no_use_password: false"),
        "{text}"
    );
}

#[test]
fn secrets_are_not_in_what_is_printed_of_the_arguments() {
    let line = "wallet regen-hotkey --seed 0xabcdef --json-password open-sesame";
    let text = shown(line);
    assert!(
        !text.contains("abcdef") && !text.contains("sesame"),
        "{text}"
    );
}

#[test]
fn root_options_hold_where_the_command_leaves_them_open() {
    let arguments = parse("--json --network local -w root wallet list --name own").unwrap();
    let root = Shared::from(&arguments.shared);
    let mut own = Shared::default();
    own.wallet.wallet_name = Some("own".into());
    let both = own.or(root);
    assert!(both.output.json_output);
    assert_eq!(both.network.network, ["local"]);
    assert_eq!(both.wallet.wallet_name.as_deref(), Some("own"));
}

#[test]
fn a_value_before_the_command_is_not_taken_for_one() {
    let arguments = parse("--wallet-name config w list --json").unwrap();
    assert_eq!(
        arguments.shared.wallet.wallet_name.as_deref(),
        Some("config")
    );
    parse("-w config --quiet wallets list --json_out").unwrap();
}

#[test]
fn what_is_wrong_is_a_usage_error() {
    for line in [
        "wallet",
        "wallet lst",
        "wallet list --colour",
        "wallet create --n-words twelve",
        "config add-proxy --name a --address 5A --spawner 5B --proxy-type Everything",
    ] {
        let error = parse(line).unwrap_err();
        assert_eq!(error.exit_code(), 2, "{line}");
    }
}
