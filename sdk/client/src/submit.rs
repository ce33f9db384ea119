//! Signing a call, sending it, and waiting for what becomes of it.

use std::time::Duration;

use subxt::config::DefaultExtrinsicParamsBuilder;
use subxt::config::substrate::{AccountId32, MultiSignature};
use subxt::error::{DispatchError, TransactionEventsError};
use subxt::tx::{Signer, TransactionStatus};
use subxt::{SubstrateConfig, dynamic};
use taonet_wallet::Keypair;

use crate::codec::ChainCodec;
use crate::{Call, ChainClient, ClientError, remedy_for};

/// Blocks for which a transaction stays valid. 250 ms blocks make this 32 s.
const MORTALITY_BLOCKS: u64 = 128;
/// Longest wait for inclusion.
const INCLUSION_TIMEOUT: Duration = Duration::from_secs(180);

/// How long [`ChainClient::submit`] waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaitFor {
    /// Until a best block holds the transaction.
    Inclusion,
    /// Until that block is final.
    Finalisation,
}

/// A transaction that a block holds and whose call succeeded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inclusion {
    /// Hash of the block.
    pub block_hash: [u8; 32],
    /// Hash of the transaction.
    pub extrinsic_hash: [u8; 32],
    /// `Pallet.Event` of everything that the call did, in order.
    pub events: Vec<String>,
}

struct WalletSigner<'key>(&'key Keypair);

impl Signer<SubstrateConfig> for WalletSigner<'_> {
    fn account_id(&self) -> AccountId32 {
        AccountId32(self.0.public().bytes())
    }

    fn sign(&self, signer_payload: &[u8]) -> MultiSignature {
        MultiSignature::Sr25519(self.0.sign(signer_payload))
    }
}

type Progress = subxt::tx::TransactionProgress<
    SubstrateConfig,
    subxt::client::OnlineClientAtBlockImpl<SubstrateConfig>,
>;
type InBlock = subxt::tx::TransactionInBlock<
    SubstrateConfig,
    subxt::client::OnlineClientAtBlockImpl<SubstrateConfig>,
>;

impl ChainClient {
    /// Signs `call` with `key`, sends it and waits.
    ///
    /// Calls of one client enter the pool one after the other, so each gets its own nonce, and any
    /// number may then wait for their blocks at the same time.
    ///
    /// Fails with [`ClientError::NotAccepted`] when the node does not take the transaction,
    /// [`ClientError::Refused`] when the call itself failed, [`ClientError::NotIncluded`] when no
    /// block took it within three minutes.
    pub async fn submit(
        &self,
        call: &Call,
        key: &Keypair,
        wait_for: WaitFor,
    ) -> Result<Inclusion, ClientError> {
        let progress = self.send(call, key).await?;
        tokio::time::timeout(INCLUSION_TIMEOUT, follow(progress, wait_for))
            .await
            .unwrap_or(Err(ClientError::NotIncluded {
                timeout_seconds: INCLUSION_TIMEOUT.as_secs(),
            }))
    }

    async fn send(&self, call: &Call, key: &Keypair) -> Result<Progress, ClientError> {
        let _turn = self.submitting.lock().await;
        let signer = WalletSigner(key);
        let at = self.at_best_block().await?;
        let nonce = self
            .rpc
            .system_account_next_index(&signer.account_id())
            .await
            .map_err(ClientError::connection)?;
        let arguments = ChainCodec::of(at.metadata())
            .call_arguments_of(call.pallet(), call.name(), call.arguments())
            .map_err(|error| ClientError::shape(call.full_name(), error))?;
        let payload = dynamic::transaction(call.pallet(), call.name(), arguments);
        let parameters = DefaultExtrinsicParamsBuilder::new()
            .nonce(nonce)
            .mortal(MORTALITY_BLOCKS)
            .build();
        let mut transactions = at.transactions();
        let signed = transactions
            .create_signed(&payload, &signer, parameters)
            .await
            .map_err(|error| ClientError::shape(call.full_name(), error))?;
        signed
            .submit_and_watch()
            .await
            .map_err(|error| not_accepted(&error.to_string()))
    }
}

async fn follow(mut progress: Progress, wait_for: WaitFor) -> Result<Inclusion, ClientError> {
    while let Some(status) = progress.next().await {
        match status.map_err(ClientError::connection)? {
            TransactionStatus::InBestBlock(block) if wait_for == WaitFor::Inclusion => {
                return outcome(&block).await;
            }
            TransactionStatus::InFinalizedBlock(block) => return outcome(&block).await,
            TransactionStatus::Error { message }
            | TransactionStatus::Invalid { message }
            | TransactionStatus::Dropped { message } => return Err(not_accepted(&message)),
            _ => {}
        }
    }
    Err(ClientError::connection("the node ended the subscription"))
}

async fn outcome(block: &InBlock) -> Result<Inclusion, ClientError> {
    let events = block
        .wait_for_success()
        .await
        .map_err(|error| match error {
            TransactionEventsError::ExtrinsicFailed(cause) => refused(&cause),
            other => ClientError::connection(other),
        })?;
    let events = events
        .iter()
        .filter_map(Result::ok)
        .map(|event| format!("{}.{}", event.pallet_name(), event.event_name()))
        .collect();
    Ok(Inclusion {
        block_hash: block.block_hash().0,
        extrinsic_hash: block.extrinsic_hash().0,
        events,
    })
}

fn refused(cause: &DispatchError) -> ClientError {
    let name = match cause {
        DispatchError::Module(module) => module.details_string(),
        DispatchError::BadOrigin => "BadOrigin".to_owned(),
        DispatchError::Token(token) => format!("Token::{token:?}"),
        other => other.to_string(),
    };
    let short = name.rsplit("::").next().unwrap_or(&name);
    ClientError::Refused {
        remedy: remedy_for(short).to_owned(),
        name,
    }
}

/// The pool's refusals have no names, only texts and numbers (docs/protocol/clients.md).
fn not_accepted(message: &str) -> ClientError {
    let remedy = if message.contains("Inability to pay") {
        "The account holds too little TAO for the fee: send TAO to it."
    } else if message.contains("outdated") || message.contains("Stale") {
        "Another transaction of this account went first: send it again."
    } else if message.contains("Priority is too low") {
        "The same account has a transaction waiting: wait for its block."
    } else if message.contains("bad signature") || message.contains("BadProof") {
        "The chain changed under the client or the key is wrong: connect again and retry."
    } else {
        "Check the account's balance and the call's arguments."
    };
    ClientError::NotAccepted {
        cause: message.to_owned(),
        remedy: remedy.to_owned(),
    }
}
