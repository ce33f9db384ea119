//! A transaction, from the call to its block.

use std::time::Duration;

use subxt_rpcs::rpc_params;
use taonet_wallet::PublicKey;

use super::anchor::Anchor;
use super::fate::Fate;
use super::lanes::Turn;
use super::pool::{Refusal, not_accepted, refusal};
use super::{Inclusion, Sent, TransactionSigner};
use crate::calls::proxy::ProxyType;
use crate::codec::{ChainCodec, CodecError, Era, Signing};
use crate::runtime::Runtime;
use crate::{AccountId, Call, ChainClient, ClientError, Tao, calls};

/// Blocks for which a transaction stays valid unless told otherwise.
const MORTALITY_BLOCKS: u32 = 128;
/// Longest wait unless told otherwise.
const TIMEOUT: Duration = Duration::from_secs(180);
/// Times that a call is signed, the first one included.
const ATTEMPTS: u32 = 6;

/// What [`Transaction::submit`] waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaitFor {
    /// A block of the best chain that holds the transaction.
    Inclusion,
    /// The same, and that block is final.
    Finalisation,
}

/// A call with all choices of how to send it.
///
/// ```no_run
/// # async fn example(client: &taonet_client::ChainClient, key: &taonet_wallet::Keypair)
/// #     -> Result<(), taonet_client::ClientError> {
/// use taonet_client::{Tao, WaitFor, calls};
///
/// let call = calls::balances::transfer_keep_alive(&[7; 32], "1.5".parse()?);
/// let transaction = client.transaction(call).mortal(64).wait_for(WaitFor::Finalisation);
/// let preview = transaction.dry_run(key).await?;
/// println!("costs {} TAO", preview.fee);
/// let inclusion = transaction.submit(key).await?;
/// println!("in block {}", inclusion.identifier());
/// # Ok(()) }
/// ```
#[derive(Clone, Debug)]
pub struct Transaction<'client> {
    pub(super) client: &'client ChainClient,
    pub(super) call: Call,
    pub(super) period_blocks: Option<u32>,
    pub(super) tip: Tao,
    nonce: Option<u32>,
    pub(super) wait_for: WaitFor,
    pub(super) timeout: Duration,
    proxy: Option<(AccountId, Option<ProxyType>)>,
    pub(super) shielded: bool,
    metadata_hash: bool,
}

impl<'client> Transaction<'client> {
    pub(super) fn new(client: &'client ChainClient, call: Call) -> Self {
        Self {
            client,
            call,
            period_blocks: Some(MORTALITY_BLOCKS),
            tip: Tao::ZERO,
            nonce: None,
            wait_for: WaitFor::Inclusion,
            timeout: TIMEOUT,
            proxy: None,
            shielded: false,
            metadata_hash: false,
        }
    }

    /// Valid for so many blocks from now: a power of two from 4 to 65,536, others are rounded up.
    /// 128 unless told otherwise.
    #[must_use]
    pub fn mortal(mut self, period_blocks: u32) -> Self {
        self.period_blocks = Some(period_blocks);
        self
    }

    /// Valid for ever. If it gets lost, whoever kept the bytes may send it years later.
    #[must_use]
    pub fn immortal(mut self) -> Self {
        self.period_blocks = None;
        self
    }

    /// Pays the block's author on top of the fee.
    #[must_use]
    pub fn tip(mut self, tip: Tao) -> Self {
        self.tip = tip;
        self
    }

    /// Signs with this nonce, and with no other: replaces a transaction that waits, or goes
    /// behind one that is still to come.
    #[must_use]
    pub fn nonce(mut self, nonce: u32) -> Self {
        self.nonce = Some(nonce);
        self
    }

    /// What [`submit`](Self::submit) waits for; inclusion unless told otherwise.
    #[must_use]
    pub fn wait_for(mut self, wait_for: WaitFor) -> Self {
        self.wait_for = wait_for;
        self
    }

    /// How long it waits; three minutes unless told otherwise.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Makes the call in the name of `real`, whose proxy the signer is: one of the given kind, or
    /// of any that allows the call.
    #[must_use]
    pub fn as_proxy_of(mut self, real: &AccountId, proxy_type: Option<ProxyType>) -> Self {
        self.proxy = Some((*real, proxy_type));
        self
    }

    /// Sends the call sealed to the author of a coming block, so that nobody can act ahead of it.
    #[must_use]
    pub fn shielded(mut self, shielded: bool) -> Self {
        self.shielded = shielded;
        self
    }

    /// Signs the hash of the chain's metadata too, computed from what the node serves: a device
    /// that shows its user the call by that metadata demands it, and the chain refuses the
    /// transaction if the node lied.
    #[must_use]
    pub fn metadata_hash(mut self, enabled: bool) -> Self {
        self.metadata_hash = enabled;
        self
    }

    /// The call as it will be signed, wrapped for a proxy if there is one.
    pub fn call(&self) -> Call {
        match &self.proxy {
            Some((real, proxy_type)) => calls::proxy::proxy(real, *proxy_type, self.call.clone()),
            None => self.call.clone(),
        }
    }

    /// Signs and sends, and waits as told.
    ///
    /// A call is signed again, with a fresh nonce or for a new version of the chain, where what was
    /// signed before can no longer enter the chain.
    ///
    /// # Errors
    /// [`ClientError::Refused`] when the call failed, or what it wraps did;
    /// [`ClientError::NotAccepted`] when the pool did not take it; [`ClientError::Expired`],
    /// [`ClientError::NonceTaken`] or [`ClientError::Upgraded`] when no block will hold it;
    /// [`ClientError::NotIncluded`] when the timeout ended first, and nobody knows.
    pub async fn submit<S: TransactionSigner + ?Sized>(
        &self,
        signer: &S,
    ) -> Result<Inclusion, ClientError> {
        if self.shielded {
            return self.submit_shielded(signer).await;
        }
        let mut attempts = ATTEMPTS;
        loop {
            let mut sent = self.send_plain(signer).await?;
            attempts -= 1;
            let fate = sent.fate(self.wait_for, self.timeout).await?;
            let again = attempts > 0 && self.nonce.is_none();
            match fate {
                Fate::Replaced | Fate::Upgraded if again => {
                    tracing::info!(?fate, nonce = sent.nonce, "signing the call again");
                    self.client.submission.anchor.forget();
                }
                Fate::Included(block_hash) => {
                    return self.client.outcome_in_block(block_hash, sent.hash).await;
                }
                Fate::Replaced => return Err(ClientError::NonceTaken { nonce: sent.nonce }),
                Fate::Expired { last_block } => return Err(ClientError::Expired { last_block }),
                Fate::Upgraded => {
                    return Err(ClientError::Upgraded {
                        signed_for: sent.spec_version,
                    });
                }
            }
        }
    }

    /// Signs and sends. Does not wait for a block: [`Sent::wait`] does.
    ///
    /// # Errors
    /// [`ClientError::NotAccepted`] when the pool does not take it. A shielded transaction cannot
    /// be sent this way, because what is inside has to be followed.
    pub async fn send<S: TransactionSigner + ?Sized>(
        &self,
        signer: &S,
    ) -> Result<Sent, ClientError> {
        if self.shielded {
            return Err(ClientError::InvalidArgument {
                what: "a shielded transaction".to_owned(),
                cause: "it has to be waited for; use submit".to_owned(),
            });
        }
        self.send_plain(signer).await
    }

    async fn send_plain<S: TransactionSigner + ?Sized>(
        &self,
        signer: &S,
    ) -> Result<Sent, ClientError> {
        let account = signer.account();
        let call = self.call();
        let lane = self.client.submission.lanes.lane(&account);
        let mut turn = lane.turn().await;
        let mut attempts = ATTEMPTS;
        loop {
            attempts -= 1;
            let anchor = self.client.anchor().await?;
            let nonce = self.next_nonce(&turn, &account).await?;
            let signed = self.sign(&anchor, &call, nonce, signer).await?;
            let updates = match self.enter_pool(&signed.extrinsic).await? {
                Entry::Followed(updates) => Some(updates),
                Entry::There => None,
                Entry::Refused(error) => {
                    if attempts > 0 && self.sign_again(&error, &anchor, &mut turn).await? {
                        continue;
                    }
                    return Err(not_accepted(&error));
                }
            };
            turn.used(nonce);
            drop(turn);
            return Ok(Sent {
                client: self.client.clone(),
                account,
                hash: ChainCodec::extrinsic_hash(&signed.extrinsic),
                extrinsic: signed.extrinsic,
                nonce,
                signed_at: anchor.best,
                last_block: signed.last_block,
                spec_version: anchor.chain.spec_version,
                updates,
                lane: lane.clone(),
                public: true,
            });
        }
    }

    /// Whether the call should be signed anew after the pool refused what was signed: it is not in
    /// the pool, so nothing can happen twice.
    pub(super) async fn sign_again(
        &self,
        error: &subxt_rpcs::UserError,
        anchor: &Anchor,
        turn: &mut Turn<'_>,
    ) -> Result<bool, ClientError> {
        let kind = refusal(error);
        turn.forget();
        self.client.submission.anchor.forget();
        match kind {
            // Another process with the same key was faster.
            Refusal::NonceUsed => Ok(self.nonce.is_none()),
            // Signed for a version that the chain no longer has?
            Refusal::BadSignature => {
                let now = self.client.anchor().await?;
                Ok(now.chain != anchor.chain)
            }
            // The era's first block was taken back.
            Refusal::EraOver => Ok(true),
            Refusal::AlreadyThere | Refusal::Banned | Refusal::Other => Ok(false),
        }
    }

    pub(super) async fn next_nonce(
        &self,
        turn: &Turn<'_>,
        account: &AccountId,
    ) -> Result<u32, ClientError> {
        if let Some(nonce) = self.nonce.or_else(|| turn.next()) {
            return Ok(nonce);
        }
        let address = PublicKey::from_bytes(*account).to_ss58();
        self.client
            .request("system_accountNextIndex", rpc_params![address])
            .await
    }

    pub(super) async fn sign<S: TransactionSigner + ?Sized>(
        &self,
        anchor: &Anchor,
        call: &Call,
        nonce: u32,
        signer: &S,
    ) -> Result<Signed, ClientError> {
        let era = match self.period_blocks {
            Some(period_blocks) => self.client.era(anchor, period_blocks).await?,
            None => Era::Immortal,
        };
        let metadata_hash = self.wanted_metadata_hash(&anchor.runtime).await?;
        let signing = Signing {
            era,
            nonce,
            tip_rao: self.tip.rao(),
            metadata_hash,
        };
        let extrinsic = sign_bytes(anchor, call, &signing, signer)?;
        Ok(Signed {
            extrinsic,
            last_block: era.last_block(),
        })
    }

    pub(super) async fn wanted_metadata_hash(
        &self,
        runtime: &Runtime,
    ) -> Result<Option<[u8; 32]>, ClientError> {
        match self.metadata_hash {
            true => self.client.metadata_hash(runtime).await.map(Some),
            false => Ok(None),
        }
    }

    /// Gives signed bytes to the pool. When the connection breaks before the answer, gives it the
    /// same bytes again, which is safe, until there is one.
    pub(super) async fn enter_pool(&self, extrinsic: &[u8]) -> Result<Entry, ClientError> {
        let mut lost = false;
        for _ in 0..ATTEMPTS {
            match self.client.watch(extrinsic).await {
                Ok(updates) => return Ok(Entry::Followed(updates)),
                Err(subxt_rpcs::Error::User(error)) => {
                    return Ok(match refusal(&error) {
                        Refusal::AlreadyThere => Entry::There,
                        // It arrived the first time, and is in a block already, or another
                        // transaction is: the search will tell.
                        Refusal::NonceUsed | Refusal::Banned if lost => Entry::There,
                        _ => Entry::Refused(error),
                    });
                }
                Err(error) if error.is_disconnected_will_reconnect() => lost = true,
                Err(error) => return Err(ClientError::connection(error)),
            }
        }
        Err(ClientError::connection(
            "the connection was lost again and again",
        ))
    }
}

/// Signed bytes.
pub(super) struct Signed {
    pub(super) extrinsic: Vec<u8>,
    pub(super) last_block: Option<u32>,
}

/// How the pool took signed bytes.
pub(super) enum Entry {
    /// It has them and will tell about them.
    Followed(super::sent::Updates),
    /// It has them or had them.
    There,
    /// It does not want them.
    Refused(subxt_rpcs::UserError),
}

/// The bytes of a signed transaction.
pub(super) fn sign_bytes<S: TransactionSigner + ?Sized>(
    anchor: &Anchor,
    call: &Call,
    signing: &Signing,
    signer: &S,
) -> Result<Vec<u8>, ClientError> {
    let codec = anchor.runtime.codec();
    let wrong = |error| call_error(&anchor.runtime, error);
    let bytes = codec.encode(call).map_err(wrong)?;
    let payload = codec
        .signed_bytes(&bytes, &anchor.chain, signing)
        .map_err(wrong)?;
    let signature = signer.sign(&payload)?;
    codec
        .assemble(
            &bytes,
            &signer.account(),
            signer.crypto(),
            &signature,
            &anchor.chain,
            signing,
        )
        .map_err(wrong)
}

/// A call that this chain cannot be sent.
pub(super) fn call_error(runtime: &Runtime, error: CodecError) -> ClientError {
    match error {
        CodecError::Arguments { what, cause } => ClientError::InvalidArgument { what, cause },
        other => runtime.codec_error(other),
    }
}
