//! Who may do what: a subnet's owner, or the chain's sudo key.

use serde_json::Value;
use taonet_client::{Call, StateAt, calls};

use crate::commands::stake::amounts::acting_coldkey;
use crate::commands::subnets::{fields, market};
use crate::failure::Failure;
use crate::session::{Outcome, Session, ss58};

/// The chain's sudo key; `None` where nobody has it.
pub(crate) async fn sudo_key(state: &StateAt) -> Result<Option<String>, Failure> {
    let key = state.storage_json("Sudo", "Key", &[]).await?;
    Ok(key.as_str().map(str::to_owned))
}

/// Fails unless the coldkey is the chain's sudo key.
pub(crate) async fn require_sudo(session: &Session, state: &StateAt) -> Result<(), Failure> {
    let coldkey = ss58(&acting_coldkey(session)?);
    let key = sudo_key(state).await?;
    if key.as_ref() == Some(&coldkey) {
        return Ok(());
    }
    Err(Failure::failed(match key {
        Some(key) => format!(
            "Only the chain's sudo key {key} can do this, and the coldkey is {coldkey}: use the \
             wallet of the sudo key"
        ),
        None => "Only the chain's sudo key can do this, and this chain has none".to_owned(),
    }))
}

/// Whether the coldkey owns a subnet.
pub(crate) async fn owns(session: &Session, state: &StateAt, netuid: u16) -> Result<bool, Failure> {
    let coldkey = ss58(&acting_coldkey(session)?);
    Ok(market::owner(state, netuid).await? == coldkey)
}

/// The call as the owner of the subnet makes it, or wrapped for the sudo key.
pub(crate) async fn as_owner_or_root(
    session: &Session,
    state: &StateAt,
    netuid: u16,
    call: Call,
) -> Result<Call, Failure> {
    if owns(session, state, netuid).await? {
        return Ok(call);
    }
    let coldkey = ss58(&acting_coldkey(session)?);
    if sudo_key(state).await?.as_ref() == Some(&coldkey) {
        return Ok(calls::sudo(call));
    }
    market::require_owner(state, netuid, &coldkey).await?;
    Ok(call)
}

/// Fails if the call inside of a sudo call failed: the transaction itself succeeds then.
pub(crate) fn check_sudo(outcome: &Outcome) -> Result<(), Failure> {
    let Some(inclusion) = outcome.inclusion() else {
        return Ok(());
    };
    let results = inclusion
        .events
        .iter()
        .filter(|event| event.pallet == "Sudo" && event.name.starts_with("Sud"));
    for event in results {
        if let Some(error) = sudo_error(&event.fields) {
            return Err(Failure::failed(format!(
                "The chain refused the call that the sudo key made: {error}"
            )));
        }
    }
    Ok(())
}

/// The error inside of a result, if it is one.
fn sudo_error(fields_of_event: &Value) -> Option<String> {
    let result = match fields_of_event {
        Value::Object(members) => members
            .get("sudo_result")
            .or_else(|| members.values().next())
            .unwrap_or(fields_of_event),
        Value::Array(_) => fields::item(fields_of_event, 0),
        _ => fields_of_event,
    };
    let error = result.get("Err").or_else(|| fields_of_event.get("Err"))?;
    Some(match error {
        Value::String(name) => name.clone(),
        other => other.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_error_inside_of_a_result_is_found() {
        assert_eq!(sudo_error(&json!({ "sudo_result": { "Ok": [] } })), None);
        assert_eq!(sudo_error(&json!({ "Ok": null })), None);
        let error = json!({ "sudo_result": { "Err": "BadOrigin" } });
        assert_eq!(sudo_error(&error).as_deref(), Some("BadOrigin"));
        assert_eq!(
            sudo_error(&json!({ "Err": "BadOrigin" })).as_deref(),
            Some("BadOrigin")
        );
    }
}
