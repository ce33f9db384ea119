//! What a block says about a transaction.

use serde_json::{Value as Json, json};

use crate::codec::{ChainCodec, DecodedEvent};
use crate::state::hex_text;
use crate::{ClientError, Tao, remedy_for};

/// An event of the chain.
#[derive(Clone, Debug, PartialEq)]
pub struct ChainEvent {
    /// Pallet.
    pub pallet: String,
    /// Name within the pallet.
    pub name: String,
    /// Its fields: an object, a list where they have no names, the value of a single one without
    /// name, null without any.
    pub fields: Json,
}

impl ChainEvent {
    /// `Pallet.Event`.
    pub fn full_name(&self) -> String {
        format!("{}.{}", self.pallet, self.name)
    }

    fn is(&self, pallet: &str, name: &str) -> bool {
        self.pallet == pallet && self.name == name
    }
}

/// A transaction that a block holds and whose call succeeded.
#[derive(Clone, Debug, PartialEq)]
pub struct Inclusion {
    /// Hash of the block.
    pub block_hash: [u8; 32],
    /// Height of the block.
    pub block_number: u32,
    /// Position in the block.
    pub extrinsic_index: u32,
    /// Hash of the transaction.
    pub extrinsic_hash: [u8; 32],
    /// What was paid, without the tip; `None` where the chain does not say, as for fees in alpha.
    pub fee: Option<Tao>,
    /// Everything that it did, in order.
    pub events: Vec<ChainEvent>,
}

impl Inclusion {
    /// `block-index`, by which explorers and people find it.
    pub fn identifier(&self) -> String {
        format!("{}-{}", self.block_number, self.extrinsic_index)
    }

    /// The first event of this name.
    pub fn event(&self, pallet: &str, name: &str) -> Option<&ChainEvent> {
        self.events.iter().find(|event| event.is(pallet, name))
    }

    /// The whole as JSON, amounts in rao.
    pub fn to_json(&self) -> Json {
        let events: Json = self
            .events
            .iter()
            .map(|event| json!({ "event": event.full_name(), "fields": event.fields }))
            .collect();
        json!({
            "block_hash": hex_text(&self.block_hash),
            "block_number": self.block_number,
            "extrinsic_index": self.extrinsic_index,
            "extrinsic_hash": hex_text(&self.extrinsic_hash),
            "extrinsic_id": self.identifier(),
            "fee_rao": self.fee.map(Tao::rao),
            "events": events,
        })
    }
}

/// The events of one extrinsic of a block.
pub(super) fn of_extrinsic(events: &[DecodedEvent], index: u32) -> Vec<ChainEvent> {
    let phase = json!({ "ApplyExtrinsic": index });
    events
        .iter()
        .filter(|event| event.phase == phase)
        .map(|event| ChainEvent {
            pallet: event.pallet.clone(),
            name: event.event.clone(),
            fields: event.fields.clone(),
        })
        .collect()
}

/// The fee that the events tell.
pub(super) fn fee(events: &[ChainEvent]) -> Option<Tao> {
    let paid = events
        .iter()
        .find(|event| event.is("TransactionPayment", "TransactionFeePaid"))?;
    let actual = paid.fields.get("actual_fee")?.as_u64()?;
    let tip = paid.fields.get("tip").and_then(Json::as_u64).unwrap_or(0);
    Some(Tao::from_rao(actual.saturating_sub(tip)))
}

/// Why the call failed, if it did: by itself, or inside of a wrapper that swallows the failure of
/// what it wraps.
pub(super) fn failure(events: &[ChainEvent], codec: &ChainCodec) -> Option<ClientError> {
    // The innermost failure comes first; it is the one to know.
    events.iter().find_map(|event| {
        let error = match (event.pallet.as_str(), event.name.as_str()) {
            ("System", "ExtrinsicFailed") => event.fields.get("dispatch_error"),
            ("Sudo", "Sudid" | "SudoAsDone") => event
                .fields
                .get("sudo_result")
                .and_then(|result| result.get("Err")),
            ("Proxy", "ProxyExecuted")
            | ("Multisig", "MultisigExecuted")
            | ("Utility", "DispatchedAs") => event
                .fields
                .get("result")
                .and_then(|result| result.get("Err")),
            ("Utility", "BatchInterrupted") => event.fields.get("error"),
            _ => None,
        }?;
        Some(dispatch_error(error, codec))
    })
}

/// An error of a call, by name.
pub(super) fn dispatch_error(error: &Json, codec: &ChainCodec) -> ClientError {
    let (name, cause) = error_name(error, codec);
    let short = name.rsplit("::").next().unwrap_or(&name);
    ClientError::Refused {
        remedy: remedy_for(short).to_owned(),
        name,
        cause,
    }
}

fn error_name(error: &Json, codec: &ChainCodec) -> (String, String) {
    if let Some(name) = error.as_str() {
        return (name.to_owned(), String::new());
    }
    if let Some(module) = error.get("Module") {
        return module_error(module, codec).unwrap_or_else(|| (module.to_string(), String::new()));
    }
    let members = error.as_object();
    match members.and_then(|members| members.iter().next()) {
        Some((group, Json::String(name))) => (format!("{group}::{name}"), String::new()),
        _ => (error.to_string(), String::new()),
    }
}

fn module_error(module: &Json, codec: &ChainCodec) -> Option<(String, String)> {
    let index = u8::try_from(module.get("index")?.as_u64()?).ok()?;
    let digits = module.get("error")?.as_str()?.strip_prefix("0x")?;
    let number = *hex::decode(digits).ok()?.first()?;
    let (pallet, name, docs) = codec.error_name(index, number)?;
    Some((format!("{pallet}::{name}"), docs))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codec() -> ChainCodec {
        let path = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../vectors/interface/metadata-439.scale"
        );
        ChainCodec::from_metadata(&std::fs::read(path).unwrap()).unwrap()
    }

    fn event(name: &str, fields: Json) -> ChainEvent {
        let (pallet, name) = name.split_once('.').unwrap();
        ChainEvent {
            pallet: pallet.to_owned(),
            name: name.to_owned(),
            fields,
        }
    }

    #[test]
    fn errors_have_the_names_of_the_metadata() {
        let codec = codec();
        let name = |error: Json| error_name(&error, &codec).0;
        // The first errors of the pallets Balances (5) and SubtensorModule (7).
        assert_eq!(
            name(json!({"Module": {"index": 5, "error": "0x02000000"}})),
            "Balances::InsufficientBalance"
        );
        assert_eq!(
            name(json!({"Module": {"index": 7, "error": "0x00000000"}})),
            "SubtensorModule::RootNetworkDoesNotExist"
        );
        assert_eq!(name(json!("BadOrigin")), "BadOrigin");
        assert_eq!(
            name(json!({"Token": "FundsUnavailable"})),
            "Token::FundsUnavailable"
        );
        // What this metadata does not know is still shown.
        assert!(name(json!({"Module": {"index": 99, "error": "0x00000000"}})).contains("99"));
        assert!(name(json!({"Module": {"index": 7, "error": "0xff000000"}})).contains("ff"));
        assert!(name(json!({"Module": 3})).contains('3'));
        assert!(name(json!([1])).contains('1'));
    }

    #[test]
    fn failures_inside_of_wrappers_are_failures() {
        let codec = codec();
        let inner = json!({"Err": {"Token": "FundsUnavailable"}});
        for (name, fields) in [
            ("Sudo.Sudid", json!({"sudo_result": inner})),
            ("Proxy.ProxyExecuted", json!({"result": inner})),
            ("Multisig.MultisigExecuted", json!({"result": inner})),
            (
                "Utility.BatchInterrupted",
                json!({"index": 1, "error": {"Token": "FundsUnavailable"}}),
            ),
            (
                "System.ExtrinsicFailed",
                json!({"dispatch_error": {"Token": "FundsUnavailable"}}),
            ),
        ] {
            let events = [
                event(name, fields),
                event("System.ExtrinsicSuccess", json!({})),
            ];
            let error = failure(&events, &codec).expect(name);
            assert_eq!(error.chain_error_name(), Some("FundsUnavailable"), "{name}");
            assert_eq!(error.code(), "insufficient_balance");
        }
        let fine = [
            event("Sudo.Sudid", json!({"sudo_result": {"Ok": []}})),
            event("Utility.ItemFailed", json!({"error": "BadOrigin"})),
            event("System.ExtrinsicSuccess", json!({})),
        ];
        assert!(failure(&fine, &codec).is_none());
    }

    #[test]
    fn the_fee_is_without_the_tip() {
        let paid = json!({"who": "x", "actual_fee": 150, "tip": 50});
        let events = [event("TransactionPayment.TransactionFeePaid", paid)];
        assert_eq!(fee(&events), Some(Tao::from_rao(100)));
        assert_eq!(fee(&[]), None);
    }
}
