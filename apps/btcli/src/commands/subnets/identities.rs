//! What coldkeys say of themselves.

use std::collections::HashMap;

use serde_json::{Value, json};
use taonet_client::StateAt;

use super::fields;
use crate::failure::Failure;

/// The name that a coldkey gave itself.
pub(crate) async fn of_coldkey(state: &StateAt, coldkey: &str) -> Result<Option<String>, Failure> {
    let identity = state
        .storage_json("SubtensorModule", "IdentitiesV2", &[json!(coldkey)])
        .await?;
    Ok(name(&identity))
}

/// The name that the owner of a hotkey gave itself.
pub(crate) async fn of_hotkey(state: &StateAt, hotkey: &str) -> Result<Option<String>, Failure> {
    let owner = state
        .storage_json("SubtensorModule", "Owner", &[json!(hotkey)])
        .await?;
    of_coldkey(state, &fields::address(&owner)).await
}

/// The names of all coldkeys that have one.
pub(crate) async fn all(state: &StateAt) -> Result<HashMap<String, String>, Failure> {
    let entries = state
        .storage_map_json("SubtensorModule", "IdentitiesV2", &[])
        .await?;
    Ok(entries
        .iter()
        .filter_map(|(keys, identity)| {
            let coldkey = keys.first().map(fields::address)?;
            Some((coldkey, name(identity)?))
        })
        .collect())
}

fn name(identity: &Value) -> Option<String> {
    let name = fields::text(&identity["name"]);
    (!name.is_empty()).then_some(name)
}
