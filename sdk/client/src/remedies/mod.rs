//! What to do about each refusal of the chain.

mod other_pallets;
mod subtensor;

/// A code for programs, and advice for people.
type Entry = (&'static str, &'static str);

/// What is true of an error that nobody here has heard of.
const UNKNOWN: Entry = (
    "unknown",
    "Look the error up in docs/protocol/errors.md, and check the call's arguments.",
);

fn entry(name: &str) -> Entry {
    subtensor::entry(name)
        .or_else(|| other_pallets::entry(name))
        .unwrap_or(UNKNOWN)
}

/// Advice for an error that the chain calls by `name` (without the pallet).
///
/// Names follow the chain's metadata; those of the pool are the engine's. An unknown name gets
/// advice that is still true.
pub fn remedy_for(name: &str) -> &'static str {
    entry(name).1
}

/// The code of such an error: one of those that [`ClientError::code`](crate::ClientError::code)
/// lists.
pub fn code_for(name: &str) -> &'static str {
    entry(name).0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every name of the recorded interface, one a line.
    const SIGNATURES: &str = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../vectors/interface/signatures-439.txt"
    );

    #[test]
    fn every_error_of_the_recorded_chain_has_a_remedy() {
        let signatures = std::fs::read_to_string(SIGNATURES).unwrap();
        let errors: Vec<&str> = signatures
            .lines()
            .filter_map(|line| line.split(' ').next()?.split_once(".errors."))
            .filter(|(pallet, _)| !matches!(*pallet, "Contracts" | "EVM" | "Ethereum"))
            .map(|(_, name)| name)
            .collect();
        assert!(errors.len() > 250, "{}", errors.len());
        let missing: Vec<&&str> = errors
            .iter()
            .filter(|name| entry(name) == UNKNOWN)
            .collect();
        assert!(missing.is_empty(), "{missing:?}");
    }

    #[test]
    fn the_engine_s_own_errors_have_one() {
        for name in [
            "BadOrigin",
            "CannotLookup",
            "Exhausted",
            "ConsumerRemaining",
            "NoProviders",
            "TooManyConsumers",
            "FundsUnavailable",
            "BelowMinimum",
            "CannotCreate",
            "Frozen",
            "NotExpendable",
            "Blocked",
            "Underflow",
            "Overflow",
            "DivisionByZero",
            "Call",
            "Payment",
            "Future",
            "Stale",
            "BadProof",
            "AncientBirthBlock",
            "ExhaustsResources",
            "BadSigner",
        ] {
            assert_ne!(entry(name), UNKNOWN, "{name}");
        }
        assert_eq!(entry("something new"), UNKNOWN);
    }

    #[test]
    fn codes_are_of_the_list_and_remedies_are_sentences() {
        const CODES: [&str; 18] = [
            "insufficient_balance",
            "insufficient_liquidity",
            "rate_limited",
            "not_registered",
            "not_authorized",
            "already_exists",
            "not_found",
            "subnet_not_exists",
            "subtoken_disabled",
            "disabled",
            "too_early",
            "expired",
            "limit_exceeded",
            "unit_mismatch",
            "invalid_argument",
            "policy_violation",
            "internal",
            "unknown",
        ];
        let signatures = std::fs::read_to_string(SIGNATURES).unwrap();
        for line in signatures.lines() {
            let Some((_, name)) = line
                .split(' ')
                .next()
                .and_then(|it| it.split_once(".errors."))
            else {
                continue;
            };
            let (code, remedy) = entry(name);
            assert!(CODES.contains(&code), "{name}: {code}");
            assert!(
                remedy.ends_with('.') && remedy.len() > 20,
                "{name}: {remedy}"
            );
        }
    }
}
