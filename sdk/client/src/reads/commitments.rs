//! What neurons commit to on chain: model hashes, addresses, timelocked secrets.

use serde_json::Value as Json;

use super::reads;
use crate::decode::{FromChain, Input, ReadError, Types};
use crate::{AccountId, ClientError, StateAt, Tao, record};

record! {
    #[derive(Clone, Debug, PartialEq, Eq)]
    struct Registration {
        deposit: Tao,
        block: u32,
        info: Vec<CommitmentField>,
    }
}

/// A commitment of a neuron.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commitment {
    /// Held while the commitment is there.
    pub deposit: Tao,
    /// Block of the commitment.
    pub block: u32,
    /// What was committed.
    pub fields: Vec<CommitmentField>,
}

impl Commitment {
    /// The bytes of all plain fields, one after the other.
    pub fn bytes(&self) -> Vec<u8> {
        let plain = self.fields.iter().filter_map(|field| match field {
            CommitmentField::Bytes(bytes) => Some(bytes.as_slice()),
            CommitmentField::Timelocked { .. } | CommitmentField::Other(_) => None,
        });
        plain.flatten().copied().collect()
    }

    /// The plain fields as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes()).into_owned()
    }
}

impl From<Registration> for Commitment {
    fn from(registration: Registration) -> Self {
        Self {
            deposit: registration.deposit,
            block: registration.block,
            fields: registration.info,
        }
    }
}

/// One field of a commitment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CommitmentField {
    /// Bytes for everybody to see.
    Bytes(Vec<u8>),
    /// Bytes that the chain opens when the beacon reaches the round.
    Timelocked {
        /// Ciphertext.
        encrypted: Vec<u8>,
        /// Round of the beacon.
        reveal_round: u64,
    },
    /// Anything else, such as a hash, as the codec writes it.
    Other(Json),
}

impl CommitmentField {
    /// Plain bytes come under a variant for each length, `Raw0` to `Raw128`, or `BigRaw`.
    fn from_json(json: Json) -> Self {
        let bytes = |json: &Json| {
            let text = json.as_str()?;
            hex::decode(text.strip_prefix("0x")?).ok()
        };
        if let Json::Object(members) = &json
            && let Some((name, content)) = members.iter().next()
        {
            if name.contains("Raw")
                && let Some(bytes) = bytes(content)
            {
                return Self::Bytes(bytes);
            }
            if let (Some(encrypted), Some(reveal_round)) = (
                content.get("encrypted").and_then(bytes),
                content.get("reveal_round").and_then(Json::as_u64),
            ) {
                return Self::Timelocked {
                    encrypted,
                    reveal_round,
                };
            }
        }
        Self::Other(json)
    }
}

impl FromChain for CommitmentField {
    type Plan = <Json as FromChain>::Plan;

    fn plan(ty: u32, types: &Types) -> Result<Self::Plan, String> {
        Json::plan(ty, types)
    }

    fn read(plan: &Self::Plan, input: &mut Input<'_>) -> Result<Self, ReadError> {
        Json::read(plan, input).map(Self::from_json)
    }
}

/// Opened commitments as they are stored.
type RevealedList = Vec<(Vec<u8>, u64)>;

/// A commitment that the chain opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revealed {
    /// What was in it.
    pub bytes: Vec<u8>,
    /// Block in which it was opened.
    pub block: u64,
}

impl Revealed {
    /// The bytes as text, without the number of bytes that committers put in front of it.
    pub fn text(&self) -> String {
        let mut input = Input::new(&self.bytes, None);
        let counted = input.count().is_ok_and(|count| count == input.rest().len());
        let text = if counted { input.rest() } else { &self.bytes };
        String::from_utf8_lossy(text).into_owned()
    }

    fn all(list: RevealedList) -> Vec<Self> {
        list.into_iter()
            .map(|(bytes, block)| Self { bytes, block })
            .collect()
    }
}

impl StateAt {
    /// The commitment of a neuron, if there is one.
    pub async fn commitment(
        &self,
        netuid: u16,
        hotkey: &AccountId,
    ) -> Result<Option<Commitment>, ClientError> {
        let found: Option<Registration> = self
            .storage("Commitments", "CommitmentOf", (netuid, hotkey))
            .await?;
        Ok(found.map(Commitment::from))
    }

    /// All commitments of a subnet by hotkey.
    pub async fn commitments(
        &self,
        netuid: u16,
    ) -> Result<Vec<(AccountId, Commitment)>, ClientError> {
        let found: Vec<(AccountId, Registration)> = self
            .storage_map("Commitments", "CommitmentOf", (netuid,))
            .await?;
        Ok(found
            .into_iter()
            .map(|(hotkey, registration)| (hotkey, registration.into()))
            .collect())
    }

    /// Commitments of a neuron that the chain opened, oldest first. It keeps the last ten.
    pub async fn revealed_commitment(
        &self,
        netuid: u16,
        hotkey: &AccountId,
    ) -> Result<Vec<Revealed>, ClientError> {
        let found: Option<RevealedList> = self
            .storage("Commitments", "RevealedCommitments", (netuid, hotkey))
            .await?;
        Ok(Revealed::all(found.unwrap_or_default()))
    }

    /// All opened commitments of a subnet by hotkey.
    pub async fn revealed_commitments(
        &self,
        netuid: u16,
    ) -> Result<Vec<(AccountId, Vec<Revealed>)>, ClientError> {
        let found: Vec<(AccountId, RevealedList)> = self
            .storage_map("Commitments", "RevealedCommitments", (netuid,))
            .await?;
        Ok(found
            .into_iter()
            .map(|(hotkey, list)| (hotkey, Revealed::all(list)))
            .collect())
    }
}

reads! {
    /// Block of a neuron's last commitment.
    maybe fn last_commitment_block(netuid: u16, hotkey: &AccountId) -> u32
        = "Commitments" / "LastCommitment";
    /// Block in which a commitment last reset a neuron's bonds.
    maybe fn last_bonds_reset_block(netuid: u16, hotkey: &AccountId) -> u32
        = "Commitments" / "LastBondsReset";
    /// Bytes that a neuron may commit in one tempo.
    fn commitment_space_bytes() -> u32 = "Commitments" / "MaxSpace";
}
