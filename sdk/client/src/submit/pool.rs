//! What the transaction pool says no with.
//!
//! The pool's refusals are errors of the request, with a number and a text; the runtime's own come
//! inside as `Custom error: <number>`. Here they get names, the same as in the chain's metadata
//! where there is one, so that code and remedy follow from the name.

use serde_json::Value as Json;
use subxt_rpcs::UserError;

use crate::{ClientError, remedy_for};

/// What a refusal means for whoever sent the transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// The very same bytes are in the pool.
    AlreadyThere,
    /// The nonce is used: in the chain, or by another transaction that waits.
    NonceUsed,
    /// The signature does not fit the chain, or the account.
    BadSignature,
    /// The era is over, or its first block is of another branch.
    EraOver,
    /// These bytes were in the pool a moment ago: included, or found invalid.
    Banned,
    /// Anything else.
    Other,
}

/// Sorts a refusal.
pub(super) fn refusal(error: &UserError) -> Refusal {
    match (error.code, reason(error).as_str()) {
        (1013, _) => Refusal::AlreadyThere,
        (1012, _) => Refusal::Banned,
        (1014, _) | (_, "Stale") => Refusal::NonceUsed,
        (_, "BadProof") => Refusal::BadSignature,
        (_, "AncientBirthBlock") => Refusal::EraOver,
        _ => Refusal::Other,
    }
}

/// The refusal as an error for people.
pub(super) fn not_accepted(error: &UserError) -> ClientError {
    let data = data_text(error);
    let cause = if data.is_empty() {
        error.message.clone()
    } else {
        format!("{}: {data}", error.message)
    };
    refused_before(reason(error), cause)
}

/// A transaction that did not get into a block, by the name of the reason.
pub(super) fn refused_before(name: String, cause: String) -> ClientError {
    ClientError::NotAccepted {
        remedy: remedy_for(&name).to_owned(),
        name,
        cause,
    }
}

/// Name of a reason: a variant of `InvalidTransaction`, or the runtime's own.
fn reason(error: &UserError) -> String {
    let data = data_text(error);
    if let Some(number) = custom_number(&data) {
        return custom_name(number).to_owned();
    }
    let texts = [
        ("Inability to pay", "Payment"),
        ("outdated", "Stale"),
        ("bad signature", "BadProof"),
        ("ancient birth block", "AncientBirthBlock"),
        ("exhaust the block limits", "ExhaustsResources"),
        ("valid in the future", "Future"),
        ("not expected", "Call"),
        ("Invalid signing address", "BadSigner"),
    ];
    let code_names = [
        (1001, "InvalidFormat"),
        (1011, "UnknownValidity"),
        (1012, "Banned"),
        (1013, "AlreadyImported"),
        (1014, "PriorityTooLow"),
        (1016, "PoolFull"),
    ];
    let by_text = texts
        .iter()
        .find(|(text, _)| data.contains(text) || error.message.contains(text));
    let by_code = code_names.iter().find(|(code, _)| *code == error.code);
    match (by_text, by_code) {
        (Some((_, name)), _) | (None, Some((_, name))) => (*name).to_owned(),
        (None, None) => "NotAccepted".to_owned(),
    }
}

fn data_text(error: &UserError) -> String {
    let json = error
        .data
        .as_ref()
        .and_then(|data| serde_json::from_str(data.get()).ok());
    match json {
        None | Some(Json::Null) => String::new(),
        Some(Json::String(text)) => text,
        Some(other) => other.to_string(),
    }
}

fn custom_number(data: &str) -> Option<u8> {
    let digits = data.split("Custom error:").nth(1)?.trim();
    digits
        .split(|letter: char| !letter.is_ascii_digit())
        .next()?
        .parse()
        .ok()
}

/// The runtime's numbers for what its extensions refuse.
pub(super) fn custom_name(number: u8) -> &'static str {
    match number {
        0 => "ColdkeySwapAnnounced",
        1 => "StakeAmountTooLow",
        2 => "BalanceTooLow",
        3 => "SubnetNotExists",
        4 => "HotKeyAccountNotExists",
        5 => "NotEnoughStakeToWithdraw",
        6 => "RateLimitExceeded",
        7 => "InsufficientLiquidity",
        8 => "SlippageTooHigh",
        9 => "TransferDisallowed",
        10 => "HotKeyNotRegisteredInNetwork",
        11 => "InvalidIpAddress",
        12 => "ServingRateLimitExceeded",
        13 => "InvalidPort",
        14 => "ZeroMaxAmount",
        15 => "InvalidRevealRound",
        16 => "NoWeightsCommitFound",
        17 => "RevealTooEarly",
        18 => "InputLengthsUnequal",
        19 => "HotKeyNotRegisteredInSubNet",
        20 => "EvmKeyAssociateRateLimitExceeded",
        21 => "ColdkeySwapDisputed",
        22 => "InvalidRealAccount",
        23 => "FailedShieldedTxParsing",
        24 => "InvalidShieldedTxPubKeyHash",
        25 => "NonAssociatedColdKey",
        26 => "DelegateTakeTooLow",
        27 => "DelegateTakeTooHigh",
        _ => "BadRequest",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(code: i32, message: &str, data: Option<&str>) -> UserError {
        UserError {
            code,
            message: message.to_owned(),
            data: data.map(|data| serde_json::value::to_raw_value(data).unwrap()),
        }
    }

    #[test]
    fn refusals_are_sorted() {
        let invalid = |data| refusal(&error(1010, "Invalid Transaction", Some(data)));
        assert_eq!(invalid("Transaction is outdated"), Refusal::NonceUsed);
        assert_eq!(
            invalid("Transaction has a bad signature"),
            Refusal::BadSignature
        );
        assert_eq!(
            invalid("Transaction has an ancient birth block"),
            Refusal::EraOver
        );
        assert_eq!(invalid("Custom error: 8"), Refusal::Other);
        let priority = "The transaction has too low priority to replace another transaction";
        assert_eq!(
            refusal(&error(
                1014,
                "Priority is too low: (1 vs 1)",
                Some(priority)
            )),
            Refusal::NonceUsed
        );
        assert_eq!(
            refusal(&error(1013, "Transaction Already Imported", Some("0x12"))),
            Refusal::AlreadyThere
        );
        assert_eq!(
            refusal(&error(1012, "Transaction is temporarily banned", None)),
            Refusal::Banned
        );
    }

    #[test]
    fn every_custom_number_has_name_cause_and_remedy() {
        let unknown = remedy_for("no such name");
        for number in (0..=27).chain([255]) {
            let data = format!("Custom error: {number}");
            let refused = not_accepted(&error(1010, "Invalid Transaction", Some(&data)));
            let ClientError::NotAccepted {
                name,
                cause,
                remedy,
            } = &refused
            else {
                panic!("{refused}");
            };
            assert_eq!(name, custom_name(number));
            assert!(cause.contains(&data), "{cause}");
            assert_ne!(remedy, unknown, "{name}");
            assert_ne!(refused.code(), "unknown", "{name}");
        }
    }

    #[test]
    fn texts_have_names_codes_and_remedies() {
        for (data, name, code) in [
            (
                "Inability to pay some fees (e.g. account balance too low)",
                "Payment",
                "insufficient_balance",
            ),
            ("Transaction is outdated", "Stale", "expired"),
            ("Custom error: 8", "SlippageTooHigh", "policy_violation"),
            ("Custom error: 6", "RateLimitExceeded", "rate_limited"),
            ("Custom error: 3", "SubnetNotExists", "subnet_not_exists"),
        ] {
            let refused = not_accepted(&error(1010, "Invalid Transaction", Some(data)));
            assert_eq!(refused.chain_error_name(), Some(name));
            assert_eq!(refused.code(), code, "{refused}");
            assert!(refused.to_string().contains(data), "{refused}");
        }
        let full = not_accepted(&error(1016, "Immediately Dropped", Some("the limit")));
        assert_eq!(full.chain_error_name(), Some("PoolFull"));
        // Data that is no text, or none.
        let mut odd = error(1010, "Invalid Transaction", None);
        assert!(
            not_accepted(&odd)
                .to_string()
                .contains("Invalid Transaction")
        );
        odd.data = Some(serde_json::value::to_raw_value(&serde_json::json!({"a": 1})).unwrap());
        assert!(not_accepted(&odd).to_string().contains("{\"a\":1}"));
    }
}
