//! A crowdloan, its state and what it is for.

use serde_json::{Value, json};
use taonet_client::{AccountId, BlockRef, Call, Crowdloan, Inclusion, StateAt, Tao};

use crate::failure::Failure;
use crate::output::{amount_json, optional_json};
use crate::session::{Session, ss58};

/// How far a crowdloan is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Status {
    /// It takes contributions.
    Active,
    /// The cap is reached; its creator can finalise it.
    Funded,
    /// It ended below its cap.
    Closed,
    /// What was raised has been used.
    Finalized,
}

impl Status {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Active => "Active",
            Self::Funded => "Funded",
            Self::Closed => "Closed",
            Self::Finalized => "Finalized",
        }
    }
}

/// A crowdloan with its number.
#[derive(Clone, Debug)]
pub(super) struct Loan {
    pub(super) id: u32,
    pub(super) record: Crowdloan,
    /// What is called with the funds, where it could be read.
    pub(super) call: Option<Call>,
}

impl Loan {
    /// The crowdloan of this number.
    pub(super) async fn read(state: &StateAt, id: u32) -> Result<Self, Failure> {
        match state.crowdloan(id).await? {
            Some(record) => Self::with_call(state, id, record).await,
            None => Err(Failure::failed(format!(
                "Crowdloan {id} does not exist on this network: `btcli crowd list` shows those \
                 that do"
            ))),
        }
    }

    /// All crowdloans by number.
    pub(super) async fn all(state: &StateAt) -> Result<Vec<Self>, Failure> {
        let mut loans = Vec::new();
        for (id, record) in state.crowdloans().await? {
            loans.push(Self::with_call(state, id, record).await?);
        }
        loans.sort_by_key(|loan| loan.id);
        Ok(loans)
    }

    async fn with_call(state: &StateAt, id: u32, record: Crowdloan) -> Result<Self, Failure> {
        let bytes = call_bytes(state, &record.call).await?;
        let codec = state.chain_runtime().codec();
        let call = bytes.and_then(|bytes| codec.decode_call(&bytes).ok());
        Ok(Self { id, record, call })
    }

    pub(super) fn status(&self, block: u32) -> Status {
        let record = &self.record;
        if record.finalized {
            Status::Finalized
        } else if record.raised >= record.cap {
            Status::Funded
        } else if block >= record.end {
            Status::Closed
        } else {
            Status::Active
        }
    }

    /// Whether the funds are used by a call, and not sent to an account.
    pub(super) fn has_call(&self) -> bool {
        !self.record.call.is_null()
    }

    /// `subnet`, `custom` or `fundraising`.
    pub(super) fn kind(&self) -> &'static str {
        match &self.call {
            Some(call) if call.name() == "register_leased_network" => "subnet",
            _ if self.has_call() => "custom",
            _ => "fundraising",
        }
    }

    /// What is called, in one text.
    pub(super) fn call_name(&self) -> Value {
        match &self.call {
            Some(call) => call.full_name().into(),
            None if self.has_call() => "a call that this btcli cannot read".into(),
            None => Value::Null,
        }
    }

    /// What is called, with its arguments.
    pub(super) fn call_details(&self) -> Value {
        match &self.call {
            Some(call) => json!({
                "pallet": call.pallet(), "method": call.name(), "args": call.arguments()
            }),
            None => Value::Null,
        }
    }

    pub(super) fn creator(&self) -> String {
        ss58(&self.record.creator)
    }

    pub(super) fn target(&self) -> Value {
        optional_json(self.record.target_address.map(|target| ss58(&target)))
    }

    pub(super) fn contributors(&self) -> u32 {
        self.record.contributors_count.unwrap_or_default()
    }

    /// Raised in percent of the cap.
    pub(super) fn percentage(&self) -> f64 {
        percentage(self.record.raised, self.record.cap)
    }

    /// Fails unless this account opened the crowdloan.
    pub(super) fn require_creator(&self, account: &AccountId) -> Result<(), Failure> {
        if self.record.creator == *account {
            return Ok(());
        }
        Err(Failure::failed(format!(
            "Crowdloan {} was opened by {}, not by {}: only its creator can do this. Use the \
             creator's wallet, or --proxy if you may act for it",
            self.id,
            self.creator(),
            ss58(account)
        )))
    }

    /// Fails when what was raised has been used.
    pub(super) fn require_open(&self) -> Result<(), Failure> {
        if self.record.finalized {
            return Err(Failure::failed(format!(
                "Crowdloan {} is finalised: what was raised has been used, and nothing of it can \
                 change any more",
                self.id
            )));
        }
        Ok(())
    }
}

/// The bytes of a call that the chain keeps: in place, or as a preimage.
async fn call_bytes(state: &StateAt, kept: &Value) -> Result<Option<Vec<u8>>, Failure> {
    let bytes = |value: &Value| {
        let digits = value.as_str()?.strip_prefix("0x")?;
        hex::decode(digits).ok()
    };
    if let Some(inline) = kept.get("Inline") {
        return Ok(bytes(inline));
    }
    let Some(lookup) = kept.get("Lookup") else {
        return Ok(None);
    };
    let key = json!([lookup["hash"], lookup["len"]]);
    let preimage = state
        .storage_json("Preimage", "PreimageFor", &[key])
        .await?;
    Ok(bytes(&preimage))
}

/// One amount in percent of another.
#[allow(clippy::cast_precision_loss, reason = "a percentage for people")]
pub(super) fn percentage(part: Tao, whole: Tao) -> f64 {
    match whole.rao() {
        0 => 0.0,
        whole => part.rao() as f64 * 100.0 / whole as f64,
    }
}

/// Blocks as time: `3d 4h`, `12m`, `45s`.
pub(crate) fn duration(blocks: u32, block_ms: u64) -> String {
    let seconds = u64::from(blocks).saturating_mul(block_ms) / 1_000;
    let parts = [
        (seconds / 86_400, "d"),
        (seconds / 3_600 % 24, "h"),
        (seconds / 60 % 60, "m"),
        (seconds % 60, "s"),
    ];
    let first = parts
        .iter()
        .position(|(number, _)| *number > 0)
        .unwrap_or(3);
    parts
        .iter()
        .skip(first)
        .take(2)
        .map(|(number, unit)| format!("{number}{unit}"))
        .collect::<Vec<_>>()
        .join(" ")
}

/// Time until a block, or that it is over.
pub(super) fn time_remaining(end: u32, block: u32, block_ms: u64) -> String {
    match end.checked_sub(block) {
        None | Some(0) => "Closed".to_owned(),
        Some(blocks) => duration(blocks, block_ms),
    }
}

/// The state in which a transaction has happened; the newest where nobody waited for it.
pub(super) async fn state_after(
    session: &Session,
    inclusion: Option<&Inclusion>,
) -> Result<StateAt, Failure> {
    let block = inclusion.map_or(BlockRef::Best, |found| BlockRef::Hash(found.block_hash));
    Ok(session.chain().await?.at(block).await?)
}

/// `{before, after, fee}` of a balance.
pub(super) fn balance_json(before: Tao, after: Tao, inclusion: Option<&Inclusion>) -> Value {
    let fee = inclusion.and_then(|inclusion| inclusion.fee);
    json!({
        "before": amount_json(before.rao()),
        "after": amount_json(after.rao()),
        "fee": fee.map_or(Value::Null, |fee| amount_json(fee.rao())),
    })
}

/// The document of a crowdloan command.
pub(super) fn document(outcome: &crate::session::Outcome, data: Value) -> Value {
    json!({
        "success": true,
        "error": null,
        "extrinsic_identifier": outcome.identifier(),
        "data": data,
    })
}

/// The document of one that failed.
pub(super) fn failed(message: &str) -> Value {
    json!({
        "success": false, "error": message, "extrinsic_identifier": null, "data": null
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_become_time() {
        assert_eq!(duration(0, 12_000), "0s");
        assert_eq!(duration(3, 12_000), "36s");
        assert_eq!(duration(7_200 * 3 + 300, 12_000), "3d 1h");
        assert_eq!(time_remaining(10, 10, 250), "Closed");
        assert_eq!(time_remaining(18, 10, 250), "2s");
    }

    #[test]
    fn a_loan_is_funded_before_it_is_closed() {
        let record = |raised, end, finalized| Crowdloan {
            creator: [1; 32],
            deposit: Tao::from_rao(1),
            min_contribution: Tao::from_rao(1),
            end,
            cap: Tao::from_rao(10),
            funds_account: [2; 32],
            raised: Tao::from_rao(raised),
            target_address: None,
            call: Value::Null,
            finalized,
            contributors_count: Some(1),
        };
        let status = |raised, end, finalized| {
            let record = record(raised, end, finalized);
            let loan = Loan {
                id: 0,
                record,
                call: None,
            };
            loan.status(100)
        };
        assert_eq!(status(9, 101, false), Status::Active);
        assert_eq!(status(9, 100, false), Status::Closed);
        assert_eq!(status(10, 100, false), Status::Funded);
        assert_eq!(status(10, 100, true), Status::Finalized);
    }
}
