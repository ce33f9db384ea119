//! What a transaction would do, without sending it.
//!
//! Fee and failure come from the chain itself: the transaction is signed and given to the runtime
//! of the best block, which executes it and throws the result away. Nothing enters the pool. The
//! signature is made for that state alone: its nonce, and no era.

use serde_json::{Value as Json, json};

use super::effects::{Effect, foresee};
use super::outcome::dispatch_error;
use super::pool::{custom_name, refused_before};
use super::transaction::sign_bytes;
use super::{Transaction, TransactionSigner};
use crate::calls::Weight;
use crate::codec::{CryptoType, Era, Signing};
use crate::runtime::Runtime;
use crate::{AccountId, BlockRef, Call, ClientError, StateAt, Tao};

/// What a transaction would do.
#[derive(Debug)]
pub struct DryRun {
    /// The call, wrapped for a proxy if there is one.
    pub call: Call,
    /// The fee, without the tip.
    pub fee: Tao,
    /// The tip.
    pub tip: Tao,
    /// What it may take from its block.
    pub weight: Weight,
    /// Length of the signed transaction.
    pub length_bytes: usize,
    /// Block after which it was tried.
    pub block_number: u32,
    /// Whether it would succeed.
    pub outcome: DryRunOutcome,
    /// What it would change, as far as that can be known.
    pub effects: Vec<Effect>,
}

/// Whether a transaction would succeed.
#[derive(Debug)]
pub enum DryRunOutcome {
    /// It would.
    Succeeds {
        /// Whether that says as much about the calls inside: root, proxies and multisigs succeed
        /// even when what they wrap fails.
        covers_inner_calls: bool,
    },
    /// It would not, for this reason: [`ClientError::NotAccepted`] before it reaches a block,
    /// [`ClientError::Refused`] in it.
    Fails(ClientError),
    /// It could not be tried.
    Unknown {
        /// Why not.
        why: String,
    },
}

impl DryRun {
    /// Whether nothing speaks against sending it.
    pub fn may_succeed(&self) -> bool {
        !matches!(self.outcome, DryRunOutcome::Fails(_))
    }

    /// The whole as JSON, amounts in rao.
    pub fn to_json(&self) -> Json {
        let outcome = match &self.outcome {
            DryRunOutcome::Succeeds { covers_inner_calls } => {
                json!({ "success": true, "covers_inner_calls": covers_inner_calls })
            }
            DryRunOutcome::Fails(error) => json!({
                "success": false,
                "name": error.chain_error_name(),
                "code": error.code(),
                "message": error.to_string(),
                "remedy": error.remedy(),
            }),
            DryRunOutcome::Unknown { why } => json!({ "success": null, "why": why }),
        };
        json!({
            "call": self.call.to_json(),
            "fee_rao": self.fee.rao(),
            "tip_rao": self.tip.rao(),
            "weight": {
                "ref_time": self.weight.ref_time_ps,
                "proof_size": self.weight.proof_size_bytes,
            },
            "length_bytes": self.length_bytes,
            "block_number": self.block_number,
            "outcome": outcome,
            "effects": self.effects.iter().map(Effect::to_json).collect::<Json>(),
        })
    }
}

impl Transaction<'_> {
    /// Tries the transaction without sending it.
    ///
    /// # Errors
    /// When the chain cannot be asked, or does not have the call. That the call would fail is no
    /// error but an [outcome](DryRun::outcome).
    pub async fn dry_run<S: TransactionSigner + ?Sized>(
        &self,
        signer: &S,
    ) -> Result<DryRun, ClientError> {
        let state = self.client.at(BlockRef::Best).await?;
        let extrinsic = self.signed_for(&state, signer, Era::Immortal).await?;
        let outcome = self.try_out(&state, &extrinsic).await?;
        self.complete(&state, &signer.account(), outcome).await
    }

    /// As [`dry_run`](Self::dry_run) without the key: fee and effects, but not whether it would
    /// succeed, because the chain executes nothing that is not signed.
    ///
    /// # Errors
    /// As [`dry_run`](Self::dry_run).
    pub async fn preview(&self, account: &AccountId) -> Result<DryRun, ClientError> {
        let state = self.client.at(BlockRef::Best).await?;
        let outcome = DryRunOutcome::Unknown {
            why: "only the signed transaction can be tried, and the key was not used".to_owned(),
        };
        self.complete(&state, account, outcome).await
    }

    async fn complete(
        &self,
        state: &StateAt,
        account: &AccountId,
        outcome: DryRunOutcome,
    ) -> Result<DryRun, ClientError> {
        // The fee depends on the length, so the era is the real one. It is not checked for that.
        let era = match self.period_blocks {
            None => Era::Immortal,
            Some(period_blocks) => Era::Mortal {
                period_blocks,
                current: state.block_number(),
                birth_hash: [0; 32],
            },
        };
        let extrinsic = self.signed_for(state, &Unsigned(*account), era).await?;
        let (fee, weight) = fee(state, &extrinsic).await?;
        let cost = fee.saturating_add(self.tip);
        let effects = foresee(state, account, &self.call(), cost).await?;
        Ok(DryRun {
            call: self.call(),
            fee,
            tip: self.tip,
            weight,
            length_bytes: extrinsic.len(),
            block_number: state.block_number(),
            outcome,
            effects,
        })
    }

    async fn signed_for<S: TransactionSigner + ?Sized>(
        &self,
        state: &StateAt,
        signer: &S,
        era: Era,
    ) -> Result<Vec<u8>, ClientError> {
        let anchor = self.client.anchor_at(state);
        let nonce = self
            .client
            .nonce_at(&signer.account(), state.block_hash())
            .await?;
        let metadata_hash = self.wanted_metadata_hash(&anchor.runtime).await?;
        let signing = Signing {
            era,
            nonce,
            tip_rao: self.tip.rao(),
            metadata_hash,
        };
        sign_bytes(&anchor, &self.call(), &signing, signer)
    }

    async fn try_out(
        &self,
        state: &StateAt,
        extrinsic: &[u8],
    ) -> Result<DryRunOutcome, ClientError> {
        const API: &str = "BlockBuilder";
        const METHOD: &str = "apply_extrinsic";
        let runtime = state.chain_runtime();
        let unknown = |why: String| Ok(DryRunOutcome::Unknown { why });
        if !runtime.has_call(API, METHOD) {
            return unknown(format!("this chain does not offer {API}.{METHOD}"));
        }
        // The first block is the one that notes the hash which all signatures name.
        if state.block_number() == 0 {
            return unknown("this chain has not made its first block".to_owned());
        }
        let answer = match state.raw_call(&format!("{API}_{METHOD}"), extrinsic).await {
            Ok(answer) => answer,
            // Nodes may forbid it.
            Err(ClientError::RequestRefused { cause, .. }) => return unknown(cause),
            Err(error) => return Err(error),
        };
        let result = runtime
            .codec()
            .runtime_call_result(API, METHOD, &answer)
            .map_err(|error| ClientError::shape(format!("{API}.{METHOD}"), error))?;
        Ok(match judge(&result, runtime) {
            Some(error) => DryRunOutcome::Fails(error),
            None => DryRunOutcome::Succeeds {
                covers_inner_calls: !hides_failures(&self.call()),
            },
        })
    }
}

/// Somebody who does not sign.
struct Unsigned(AccountId);

impl TransactionSigner for Unsigned {
    fn account(&self) -> AccountId {
        self.0
    }

    fn crypto(&self) -> CryptoType {
        CryptoType::Sr25519
    }

    fn sign(&self, _payload: &[u8]) -> Result<Vec<u8>, ClientError> {
        Ok(vec![0; 64])
    }
}

/// The fee that the chain would take, and the weight.
async fn fee(state: &StateAt, extrinsic: &[u8]) -> Result<(Tao, Weight), ClientError> {
    const API: &str = "TransactionPaymentApi";
    const METHOD: &str = "query_info";
    let shape = |cause: &str| ClientError::shape(format!("{API}.{METHOD}"), cause);
    let length = u32::try_from(extrinsic.len()).map_err(|_| shape("the call is too long"))?;
    let arguments = [extrinsic, &length.to_le_bytes()].concat();
    let answer = state
        .raw_call(&format!("{API}_{METHOD}"), &arguments)
        .await?;
    let information = state
        .chain_runtime()
        .codec()
        .runtime_call_result(API, METHOD, &answer)
        .map_err(|error| shape(&error.to_string()))?;
    let number = |path: &str| information.pointer(path).and_then(Json::as_u64);
    let fee = number("/partial_fee").ok_or_else(|| shape("there is no fee in it"))?;
    let weight = Weight {
        ref_time_ps: number("/weight/ref_time").unwrap_or_default(),
        proof_size_bytes: number("/weight/proof_size").unwrap_or_default(),
    };
    Ok((Tao::from_rao(fee), weight))
}

/// The error in what the runtime answered to a transaction, if there is one.
fn judge(result: &Json, runtime: &Runtime) -> Option<ClientError> {
    if let Some(inner) = result.get("Ok") {
        return inner
            .get("Err")
            .map(|error| dispatch_error(error, runtime.codec()));
    }
    let error = result.get("Err").unwrap_or(result);
    let reason = error.get("Invalid").or_else(|| error.get("Unknown"));
    let reason = reason.unwrap_or(error);
    let name = match reason.get("Custom").and_then(Json::as_u64) {
        Some(number) => custom_name(u8::try_from(number).unwrap_or(u8::MAX)).to_owned(),
        None => reason.as_str().unwrap_or("NotAccepted").to_owned(),
    };
    Some(refused_before(
        name,
        format!("Invalid Transaction: {reason}"),
    ))
}

/// Whether the call succeeds when what it wraps fails.
fn hides_failures(call: &Call) -> bool {
    matches!(call.pallet(), "Sudo" | "Proxy" | "Multisig" if !call.inner().is_empty())
        || matches!(
            call.full_name().as_str(),
            "Utility.batch" | "Utility.force_batch"
        )
        || call.inner().iter().any(hides_failures)
}
