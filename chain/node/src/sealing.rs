//! When development mode makes a block.

use std::str::FromStr;

/// Longest sealing interval accepted, one day in milliseconds.
const MAX_INTERVAL_MS: u64 = 86_400_000;

/// What makes the next block in development mode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sealing {
    /// A transaction entered the pool.
    Instant,
    /// A client called `engine_createBlock`.
    Manual,
    /// This many milliseconds passed.
    Interval {
        /// Time between blocks.
        interval_ms: u64,
    },
}

impl FromStr for Sealing {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "instant" => Ok(Self::Instant),
            "manual" => Ok(Self::Manual),
            _ => match text.parse() {
                Ok(interval_ms) if (1..=MAX_INTERVAL_MS).contains(&interval_ms) => {
                    Ok(Self::Interval { interval_ms })
                }
                _ => Err(format!(
                    "`instant`, `manual`, or milliseconds from 1 to {MAX_INTERVAL_MS} expected"
                )),
            },
        }
    }
}

impl std::fmt::Display for Sealing {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Instant => formatter.write_str("instant"),
            Self::Manual => formatter.write_str("manual"),
            Self::Interval { interval_ms } => write!(formatter, "{interval_ms}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_forms_read_back() {
        for text in ["instant", "manual", "1", "250", "86400000"] {
            assert_eq!(text.parse::<Sealing>().unwrap().to_string(), text);
        }
        for text in ["", "0", "-1", "86400001", "sometimes", "1.5"] {
            assert!(text.parse::<Sealing>().is_err(), "{text}");
        }
    }
}
