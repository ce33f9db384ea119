//! `btcli sudo senate`, `proposals` and `senate-vote`.
//!
//! Chains had a senate once; where one has none any more, that is what these commands say.

use clap::Args;
use serde_json::{Value, json};
use taonet_client::{Call, StateAt};

use crate::arguments::{ReadOptions, Shared, WriteOptions};
use crate::commands::subnets::{fields, identities, market};
use crate::dispatch::Run;
use crate::failure::Failure;
use crate::output::{self, Cell, Column, Report, Table, Text};
use crate::session::{Session, SignWith};

const MEMBERS: &str = "SenateMembers";
const COUNCIL: &str = "Triumvirate";

/// Fails where the chain has no senate.
fn require_senate(state: &StateAt, pallet: &str, item: &str) -> Result<(), Failure> {
    if state.chain_runtime().has_storage(pallet, item) {
        return Ok(());
    }
    Err(Failure::failed(format!(
        "This chain has no senate (its runtime has no pallet {pallet}): privileged calls are made \
         by its sudo key alone"
    )))
}

/// Shows the members of the senate.
#[derive(Args, Debug)]
pub(crate) struct Senate {
    #[command(flatten)]
    shared: ReadOptions,
}

impl Run for Senate {
    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let state = market::newest(session.chain().await?).await?;
        require_senate(&state, MEMBERS, "Members")?;
        let members = state.storage_json(MEMBERS, "Members", &[]).await?;
        let mut table =
            Table::new([Column::left("NAME"), Column::left("ADDRESS")]).titled("Senate");
        let mut document = Vec::new();
        for member in fields::items(&members) {
            let address = fields::address(member);
            let name = identities::of_hotkey(&state, &address).await?;
            let name = name.unwrap_or_else(|| "~".to_owned());
            table.push([name.as_str().into(), address.as_str().into()]);
            document.push(json!({ "name": name, "ss58_address": address }));
        }
        Ok(Report::new(document.into(), Text::new().table(table)))
    }
}

/// Shows what the senate votes on.
#[derive(Args, Debug)]
pub(crate) struct Proposals {
    #[command(flatten)]
    shared: ReadOptions,
}

impl Run for Proposals {
    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let state = market::newest(session.chain().await?).await?;
        require_senate(&state, COUNCIL, "Proposals")?;
        let mut table = Table::new([
            Column::left("HASH"),
            Column::right("THRESHOLD"),
            Column::right("AYES"),
            Column::right("NAYS"),
            Column::right("END"),
            Column::left("CALL"),
        ])
        .titled("Proposals");
        let mut document = Vec::new();
        let hashes = state.storage_json(COUNCIL, "Proposals", &[]).await?;
        for hash in fields::items(&hashes) {
            let voting = state
                .storage_json(COUNCIL, "Voting", std::slice::from_ref(hash))
                .await?;
            let call = state
                .storage_json(COUNCIL, "ProposalOf", std::slice::from_ref(hash))
                .await?;
            let entry = proposal(hash, &voting, &call);
            table.push([
                output::short_address(&fields::address(hash)).into(),
                fields::number(fields::member(&entry, "threshold")).into(),
                fields::number(fields::member(&entry, "ayes")).into(),
                fields::number(fields::member(&entry, "nays")).into(),
                fields::number(fields::member(&entry, "end")).into(),
                fields::member(&entry, "call_data").to_string().into(),
            ]);
            document.push(entry);
        }
        Ok(Report::new(document.into(), Text::new().table(table)))
    }
}

fn proposal(hash: &Value, voting: &Value, call: &Value) -> Value {
    let votes = |side: &str, vote: &str| -> Vec<(String, Value)> {
        fields::items(&voting[side])
            .iter()
            .map(|member| (fields::address(member), json!(vote)))
            .collect()
    };
    let (ayes, nays) = (votes("ayes", "aye"), votes("nays", "nay"));
    json!({
        "hash": hash,
        "threshold": voting["threshold"],
        "ayes": ayes.len(),
        "nays": nays.len(),
        "votes": Value::Object(ayes.into_iter().chain(nays).collect()),
        "end": voting["end"],
        "call_data": call,
    })
}

/// Votes on a proposal, as a member of the senate.
#[derive(Args, Debug)]
pub(crate) struct SenateVote {
    /// Hash of the proposal
    #[arg(long, alias = "proposal-hash", value_name = "HASH")]
    proposal: Option<String>,
    /// Vote for it
    #[arg(long, overrides_with = "vote_nay")]
    vote_aye: bool,
    /// Vote against it
    #[arg(long, overrides_with = "vote_aye")]
    vote_nay: bool,
    #[command(flatten)]
    shared: WriteOptions,
}

impl Run for SenateVote {
    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let state = market::newest(session.chain().await?).await?;
        require_senate(&state, COUNCIL, "Proposals")?;
        let question = "Enter the hash of the proposal";
        let hash = session.ask_text(self.proposal, "--proposal", question, None)?;
        if !self.vote_aye && !self.vote_nay {
            return Err(Failure::usage(
                "say how to vote: give --vote-aye or --vote-nay",
            ));
        }
        let keys = [json!(hash)];
        let voting = state.storage_json(COUNCIL, "Voting", &keys).await?;
        if voting.is_null() {
            return Err(Failure::failed(format!(
                "There is no proposal {hash}: `btcli sudo proposals` lists them"
            )));
        }
        let hotkey = crate::session::ss58(&session.hotkey_address()?);
        let vote = if self.vote_aye { "aye" } else { "nay" };
        session.require_confirmation(&format!("Vote {vote} on {hash}?"))?;
        let arguments = [
            ("hotkey", json!(hotkey)),
            ("proposal", json!(hash)),
            ("index", fields::member(&voting, "index").clone()),
            ("approve", json!(self.vote_aye)),
        ];
        let arguments = arguments.map(|(name, value)| (name.to_owned(), value));
        let call = Call::dynamic("SubtensorModule", "vote", arguments.into_iter().collect());
        let outcome = session.submit(call, SignWith::Coldkey).await?;
        let document = json!({
            "success": true,
            "message": format!("Voted {vote}."),
            "extrinsic_identifier": outcome.identifier(),
        });
        let text = Text::from(Cell::good(format!("Voted {vote}."))).line(outcome.line());
        Ok(Report::new(document, text))
    }

    fn failed(message: &str) -> Value {
        json!({ "success": false, "message": message, "extrinsic_identifier": null })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proposal_lists_who_voted_how() {
        let voting = json!({
            "index": 3, "threshold": 2, "ayes": ["5A", "5B"], "nays": ["5C"], "end": 99,
        });
        let entry = proposal(&json!("0xab"), &voting, &json!({ "module": "System" }));
        assert_eq!(entry["ayes"], 2);
        assert_eq!(entry["nays"], 1);
        assert_eq!(
            entry["votes"],
            json!({ "5A": "aye", "5B": "aye", "5C": "nay" })
        );
        assert_eq!(entry["end"], 99);
    }
}
