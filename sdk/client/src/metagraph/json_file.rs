//! A metagraph as a JSON file.

use std::path::Path;

use serde_json::Value as Json;

use super::files::{FileError, read_whole, write_whole};
use super::{Metagraph, SparseRows};

/// The attributes that are written in the Python SDK's units beside the exact fields. They are for
/// other programs to read; loading goes by the fields.
const ATTRIBUTES: [&str; 13] = [
    "n",
    "uids",
    "stake",
    "total_stake",
    "alpha_stake",
    "tao_stake",
    "consensus",
    "incentive",
    "dividends",
    "validator_trust",
    "emission",
    "active",
    "addresses",
];

impl Metagraph {
    /// Writes the metagraph as JSON: the fields of this struct, and the attributes of the Python
    /// SDK's under their names.
    ///
    /// # Errors
    /// When the file cannot be written. It is then as it was before.
    pub fn save_json(&self, path: impl AsRef<Path>) -> Result<(), FileError> {
        let path = path.as_ref();
        let mut json =
            serde_json::to_value(self).map_err(|error| FileError::content(path, error))?;
        if let Json::Object(members) = &mut json {
            for name in ATTRIBUTES {
                let value = self.attribute(name).unwrap_or_default();
                members.insert(name.to_owned(), value);
            }
        }
        let bytes = serde_json::to_vec(&json).map_err(|error| FileError::content(path, error))?;
        write_whole(path, &bytes)
    }

    /// Reads what [`Self::save_json`] wrote.
    ///
    /// # Errors
    /// When the file cannot be read or is no metagraph.
    pub fn load_json(path: impl AsRef<Path>) -> Result<Self, FileError> {
        let path = path.as_ref();
        let metagraph: Self = serde_json::from_slice(&read_whole(path)?)
            .map_err(|error| FileError::content(path, error))?;
        metagraph
            .check()
            .map_err(|cause| FileError::content(path, cause))?;
        Ok(metagraph)
    }

    /// Whether lists and matrices are no longer than the subnet: a file is anybody's.
    pub(super) fn check(&self) -> Result<(), String> {
        let n = self.n();
        let lengths = [
            ("coldkeys", self.coldkeys.len()),
            ("identities", self.identities.len()),
            ("axons", self.axons.len()),
            ("block_at_registration", self.block_at_registration.len()),
        ];
        if let Some((name, length)) = lengths.iter().find(|(_, length)| *length > n) {
            return Err(format!("{length} {name} for {n} hotkeys"));
        }
        let rows = |rows: &Option<SparseRows>| {
            rows.iter()
                .flatten()
                .all(|(uid, _)| usize::from(*uid) < n.max(1))
        };
        if !rows(&self.weight_rows) || !rows(&self.bond_rows) {
            return Err("a row of a matrix is of no neuron".to_owned());
        }
        Ok(())
    }
}
