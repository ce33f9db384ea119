//! Calls that wait for further signatories.

use super::reads;
use crate::{AccountId, ClientError, StateAt, Tao, record};

record! {
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    struct Timepoint {
        height: u32,
        index: u32,
    }
}

record! {
    #[derive(Clone, Debug, PartialEq, Eq)]
    struct Multisig {
        when: Timepoint,
        deposit: Tao,
        depositor: AccountId,
        approvals: Vec<AccountId>,
    }
}

/// A call of a multisig account that waits for further signatories.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PendingMultisig {
    /// Blake2-256 of the call.
    pub call_hash: [u8; 32],
    /// Block of the first approval: one half of the timepoint that further approvals name.
    pub height: u32,
    /// Place of the first approval in its block: the other half.
    pub index: u32,
    /// Held of the first signatory until the call is made or cancelled.
    pub deposit: Tao,
    /// The first signatory.
    pub depositor: AccountId,
    /// Those who approved.
    pub approvals: Vec<AccountId>,
}

impl PendingMultisig {
    fn new(call_hash: [u8; 32], multisig: Multisig) -> Self {
        Self {
            call_hash,
            height: multisig.when.height,
            index: multisig.when.index,
            deposit: multisig.deposit,
            depositor: multisig.depositor,
            approvals: multisig.approvals,
        }
    }
}

impl StateAt {
    /// Calls of a multisig account that wait for further signatories.
    pub async fn multisigs(
        &self,
        account: &AccountId,
    ) -> Result<Vec<PendingMultisig>, ClientError> {
        let found: Vec<([u8; 32], Multisig)> = self
            .storage_map("Multisig", "Multisigs", (account,))
            .await?;
        Ok(found
            .into_iter()
            .map(|(call_hash, multisig)| PendingMultisig::new(call_hash, multisig))
            .collect())
    }

    /// One waiting call of a multisig account.
    pub async fn multisig(
        &self,
        account: &AccountId,
        call_hash: &[u8; 32],
    ) -> Result<Option<PendingMultisig>, ClientError> {
        let found: Option<Multisig> = self
            .storage("Multisig", "Multisigs", (account, call_hash))
            .await?;
        Ok(found.map(|multisig| PendingMultisig::new(*call_hash, multisig)))
    }

    /// Deposit for a waiting call: a base and an amount for each needed approval.
    pub fn multisig_deposits(&self) -> Result<(Tao, Tao), ClientError> {
        Ok((
            self.constant("Multisig", "DepositBase")?,
            self.constant("Multisig", "DepositFactor")?,
        ))
    }
}

reads! {
    /// All calls that wait: multisig account and hash of the call, then how the first approval
    /// stands as JSON.
    each fn all_multisigs() -> (AccountId, [u8; 32]) => serde_json::Value
        = "Multisig" / "Multisigs";
}
