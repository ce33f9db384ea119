//! Weights: what a validator thinks of the neurons of a subnet.
//!
//! A row is a list of UIDs and a list of shares of 65,535, equally long. Three ways lead to the
//! chain, and the subnet's rules say which is open: direct, hash commit and reveal, and timelock
//! (a commit that opens itself at a round of the random beacon). The signer is the hotkey.
//!
//! A subnet with several mechanisms has a row for each, named by `mechid`; 0 is the main one.

use super::arguments::{Argument, bytes};
use crate::Call;
use serde_json::{Value as Json, json};

const PALLET: &str = "SubtensorModule";

calls! { "SubtensorModule";
    /// Sets the row of a mechanism: UIDs and their shares.
    set_mechanism_weights(
        netuid: u16,
        mechid = "mecid": u8,
        uids = "dests": &[u16],
        shares = "weights": &[u16],
        version_key: u64,
    );

    /// Commits to a row by its hash.
    commit_weights(netuid: u16, commit_hash: [u8; 32]);

    /// Commits to the row of a mechanism by its hash.
    commit_mechanism_weights(netuid: u16, mechid = "mecid": u8, commit_hash: [u8; 32]);

    /// Shows a row that was committed to.
    reveal_weights(
        netuid: u16,
        uids: &[u16],
        shares = "values": &[u16],
        salt: &[u16],
        version_key: u64,
    );

    /// Shows the row of a mechanism that was committed to.
    reveal_mechanism_weights(
        netuid: u16,
        mechid = "mecid": u8,
        uids: &[u16],
        shares = "values": &[u16],
        salt: &[u16],
        version_key: u64,
    );

    /// Commits by hash in several subnets.
    batch_commit_weights(netuids: &[u16], commit_hashes: Vec<[u8; 32]>);
}

/// Sets the signer's row of weights: pairs of UID and share of 65,535.
pub fn set_weights(netuid: u16, weights: &[(u16, u16)], version_key: u64) -> Call {
    let uids: Json = weights.iter().map(|(uid, _)| *uid).collect();
    let shares: Json = weights.iter().map(|(_, share)| *share).collect();
    Call::new(
        PALLET,
        "set_weights",
        [
            ("netuid", netuid.into_json()),
            ("dests", uids),
            ("weights", shares),
            ("version_key", version_key.into_json()),
        ],
    )
}

/// A row for one subnet: netuid, pairs of UID and share, version key.
pub type SubnetRow = (u16, Vec<(u16, u16)>, u64);

/// Sets rows in several subnets.
pub fn batch_set_weights(rows: &[SubnetRow]) -> Call {
    let row = |weights: &[(u16, u16)]| -> Json {
        weights
            .iter()
            .map(|(uid, share)| json!([uid, share]))
            .collect()
    };
    Call::new(
        PALLET,
        "batch_set_weights",
        [
            (
                "netuids",
                rows.iter().map(|(netuid, _, _)| *netuid).collect(),
            ),
            (
                "weights",
                rows.iter().map(|(_, weights, _)| row(weights)).collect(),
            ),
            (
                "version_keys",
                rows.iter().map(|(_, _, key)| *key).collect(),
            ),
        ],
    )
}

/// A row that was committed to, with the salt that was hashed with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reveal {
    /// UIDs.
    pub uids: Vec<u16>,
    /// Their shares of 65,535.
    pub shares: Vec<u16>,
    /// The salt.
    pub salt: Vec<u16>,
    /// Version key.
    pub version_key: u64,
}

/// Shows several rows of one subnet.
pub fn batch_reveal_weights(netuid: u16, reveals: &[Reveal]) -> Call {
    let lists = |list: fn(&Reveal) -> &[u16]| -> Json {
        reveals
            .iter()
            .map(|reveal| list(reveal).into_json())
            .collect()
    };
    Call::new(
        PALLET,
        "batch_reveal_weights",
        [
            ("netuid", netuid.into_json()),
            ("uids_list", lists(|reveal| &reveal.uids)),
            ("values_list", lists(|reveal| &reveal.shares)),
            ("salts_list", lists(|reveal| &reveal.salt)),
            (
                "version_keys",
                reveals.iter().map(|reveal| reveal.version_key).collect(),
            ),
        ],
    )
}

/// Commits to a row that opens itself at `reveal_round` of the beacon. `commit` is the encrypted
/// row, `version` the format of what is encrypted.
pub fn commit_timelocked_weights(
    netuid: u16,
    commit: &[u8],
    reveal_round: u64,
    version: u16,
) -> Call {
    Call::new(
        PALLET,
        "commit_timelocked_weights",
        [
            ("netuid", netuid.into_json()),
            ("commit", bytes(commit)),
            ("reveal_round", reveal_round.into_json()),
            ("commit_reveal_version", version.into_json()),
        ],
    )
}

/// As [`commit_timelocked_weights`], for one mechanism.
pub fn commit_timelocked_mechanism_weights(
    netuid: u16,
    mechid: u8,
    commit: &[u8],
    reveal_round: u64,
    version: u16,
) -> Call {
    Call::new(
        PALLET,
        "commit_timelocked_mechanism_weights",
        [
            ("netuid", netuid.into_json()),
            ("mecid", mechid.into_json()),
            ("commit", bytes(commit)),
            ("reveal_round", reveal_round.into_json()),
            ("commit_reveal_version", version.into_json()),
        ],
    )
}

/// The older form of [`commit_timelocked_mechanism_weights`], without a version.
pub fn commit_crv3_mechanism_weights(
    netuid: u16,
    mechid: u8,
    commit: &[u8],
    reveal_round: u64,
) -> Call {
    Call::new(
        PALLET,
        "commit_crv3_mechanism_weights",
        [
            ("netuid", netuid.into_json()),
            ("mecid", mechid.into_json()),
            ("commit", bytes(commit)),
            ("reveal_round", reveal_round.into_json()),
        ],
    )
}
