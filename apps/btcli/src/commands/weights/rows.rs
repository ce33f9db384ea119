//! Rows of weights on the command line.

use clap::Args;
use serde_json::{Value, json};
use taonet_client::weights::{SALT_LENGTH, convert_for_emission};

use crate::arguments::NetuidOption;
use crate::failure::Failure;
use crate::session::Session;

/// A row of weights.
#[derive(Args, Debug)]
pub(super) struct RowOptions {
    #[command(flatten)]
    pub(super) netuid: NetuidOption,
    /// Neurons, separated by commas
    #[arg(long, short = 'u', value_delimiter = ',', value_name = "UID,UID,...")]
    pub(super) uids: Vec<u16>,
    /// Their weights, separated by commas; only their proportions count
    #[arg(long, short = 'w', value_delimiter = ',', value_name = "W,W,...")]
    pub(super) weights: Vec<f64>,
    /// Take the weights as the chain's own numbers, 0 to 65535, untouched
    #[arg(long)]
    pub(super) raw_u16: bool,
    /// Mechanism of the subnet
    #[arg(long, alias = "mech-id", default_value_t = 0)]
    pub(super) mechid: u8,
    /// Version of the validator [default: what the subnet asks for]
    #[arg(long)]
    pub(super) version_key: Option<u64>,
}

impl RowOptions {
    /// The row as the chain takes it: pairs of UID and share of 65,535.
    pub(super) fn row(&self) -> Result<Vec<(u16, u16)>, Failure> {
        let row = match self.raw_u16 {
            true => raw(&self.pairs()?)?,
            false => convert_for_emission(&self.pairs()?)
                .map_err(|error| Failure::usage(error.to_string()))?,
        };
        if row.is_empty() {
            return Err(Failure::usage(
                "all weights are zero: give at least one that is not",
            ));
        }
        Ok(row)
    }

    /// Pairs of UID and weight as they were given.
    fn pairs(&self) -> Result<Vec<(u16, f64)>, Failure> {
        if self.uids.is_empty() || self.weights.is_empty() {
            return Err(Failure::usage(
                "--uids and --weights are missing: give as many weights as UIDs, such as --uids \
                 0,1 --weights 0.3,0.7",
            ));
        }
        if self.uids.len() != self.weights.len() {
            return Err(Failure::usage(format!(
                "there are {} UIDs and {} weights: give one weight for each UID",
                self.uids.len(),
                self.weights.len()
            )));
        }
        let pairs = self.uids.iter().copied().zip(self.weights.iter().copied());
        Ok(pairs.collect())
    }

    /// What is asked for where it was not given.
    pub(super) fn complete(mut self, session: &Session) -> Result<Self, Failure> {
        self.netuid.netuid = Some(session.ask_netuid(self.netuid.netuid)?);
        if self.uids.is_empty() && session.can_ask() {
            let uids = session.ask_text(None, "--uids", "Enter the UIDs, such as 0,1,2", None)?;
            self.uids = list(&uids, "--uids")?;
        }
        if self.weights.is_empty() && session.can_ask() {
            let question = "Enter their weights, such as 0.3,0.3,0.4";
            let weights = session.ask_text(None, "--weights", question, None)?;
            self.weights = list(&weights, "--weights")?;
        }
        Ok(self)
    }
}

fn list<T: std::str::FromStr>(text: &str, option: &str) -> Result<Vec<T>, Failure> {
    text.split(',')
        .map(|part| {
            part.trim()
                .parse()
                .map_err(|_| Failure::usage(format!("{option}: '{}' is no number", part.trim())))
        })
        .collect()
}

fn raw(pairs: &[(u16, f64)]) -> Result<Vec<(u16, u16)>, Failure> {
    pairs
        .iter()
        .map(|&(uid, weight)| {
            let whole = weight.to_string().parse::<u16>();
            whole.map(|weight| (uid, weight)).map_err(|_| {
                Failure::usage(format!(
                    "with --raw-u16 a weight is a whole number from 0 to 65535, not {weight}"
                ))
            })
        })
        .collect()
}

/// Checks a salt that somebody chose.
pub(super) fn check_salt(session: &Session, salt: &[u16]) {
    if salt.len() < SALT_LENGTH / 2 {
        session.warn(format!(
            "a salt of {} numbers can be guessed, and with it the weights: leave --salt out, and \
             {SALT_LENGTH} random ones are taken",
            salt.len()
        ));
    }
}

/// The document of a failure.
pub(super) fn failed(message: &str) -> Value {
    json!({ "success": false, "message": message, "extrinsic_identifier": null })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(uids: &[u16], weights: &[f64], raw_u16: bool) -> RowOptions {
        RowOptions {
            netuid: NetuidOption::default(),
            uids: uids.to_vec(),
            weights: weights.to_vec(),
            raw_u16,
            mechid: 0,
            version_key: None,
        }
    }

    #[test]
    fn only_proportions_count_unless_the_numbers_are_raw() {
        let row = options(&[3, 1], &[0.25, 0.5], false).row().unwrap();
        assert_eq!(row, [(3, 32_768), (1, 65_535)]);
        let row = options(&[3, 1], &[7.0, 0.0], true).row().unwrap();
        assert_eq!(row, [(3, 7), (1, 0)]);
    }

    #[test]
    fn rows_that_cannot_be_meant_are_refused() {
        for (uids, weights, raw) in [
            (&[][..], &[][..], false),
            (&[1, 2], &[0.5], false),
            (&[1], &[0.0], false),
            (&[1], &[-0.5], false),
            (&[1], &[f64::NAN], false),
            (&[1], &[0.5], true),
            (&[1], &[70_000.0], true),
        ] {
            let error = options(uids, weights, raw).row().unwrap_err();
            assert_eq!(error.exit_status(), 2, "{uids:?} {weights:?}");
        }
    }
}
