//! What a subxt session needs: a connection, keys, and calls that are checked.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]
#![allow(unreachable_pub, reason = "each test file uses its own part")]

use subxt::{
    OnlineClient, SubstrateConfig,
    config::substrate::{AccountId32, MultiSignature},
    dynamic::{self, Value},
    error::{DispatchError, TransactionEventsError},
    ext::{
        frame_decode::helpers::{IntoDecodableValues, IntoEncodableValues},
        scale_decode::DecodeAsType,
        scale_value::Composite,
    },
    tx::{Signer, TransactionStatus},
};
use taonet_wallet::Keypair;

/// Rao of a TAO.
pub const TAO: u128 = 1_000_000_000;

/// Blocks to wait for anything that happens on the chain by itself.
const PATIENCE_BLOCKS: u32 = 400;

/// A key that signs.
pub struct Key(Keypair);

impl Key {
    /// The key of a secret URI.
    pub fn new(uri: &str) -> Self {
        Self(Keypair::from_uri(uri).unwrap())
    }

    /// Its public bytes.
    pub fn bytes(&self) -> [u8; 32] {
        self.0.public().bytes()
    }

    /// The account as an argument of a call.
    pub fn value(&self) -> Value {
        Value::from_bytes(self.bytes())
    }

    /// The account as the destination of a transfer.
    pub fn address(&self) -> Value {
        Value::unnamed_variant("Id", [self.value()])
    }
}

impl Signer<SubstrateConfig> for Key {
    fn account_id(&self) -> AccountId32 {
        AccountId32(self.bytes())
    }

    fn sign(&self, signer_payload: &[u8]) -> MultiSignature {
        MultiSignature::Sr25519(self.0.sign(signer_payload))
    }
}

/// Arguments of a call by their names.
pub type Arguments<'a> = &'a [(&'a str, Value)];

fn composite(arguments: Arguments<'_>) -> Composite<()> {
    Composite::named(
        arguments
            .iter()
            .map(|(name, value)| ((*name).to_owned(), value.clone())),
    )
}

/// A call as the argument of another call.
pub fn nested(pallet: &str, call: &str, arguments: Arguments<'_>) -> Value {
    Value::unnamed_variant(pallet, [Value::variant(call, composite(arguments))])
}

/// A number as an argument.
pub fn number(number: impl Into<u128>) -> Value {
    Value::u128(number.into())
}

/// Bytes as an argument.
pub fn bytes(text: &str) -> Value {
    Value::from_bytes(text)
}

/// Names of the events of a call that succeeded, `Pallet.Event`, and their fields as text.
pub struct Events(Vec<(String, String)>);

impl Events {
    /// The fields of an event that has to be there.
    pub fn fields(&self, name: &str) -> &str {
        self.0
            .iter()
            .find_map(|(found, fields)| (found == name).then_some(fields.as_str()))
            .unwrap_or_else(|| panic!("no {name} among {:?}", self.0))
    }
}

/// One client on one chain.
pub struct Chain(pub OnlineClient<SubstrateConfig>);

impl Chain {
    /// Connects with what the client chooses by itself.
    pub async fn connect(url: &str) -> Self {
        Self(OnlineClient::from_insecure_url(url).await.unwrap())
    }

    /// Signs, submits and watches a call until it is final.
    async fn submit(
        &self,
        pallet: &str,
        call: &str,
        arguments: Arguments<'_>,
        key: &Key,
    ) -> Result<Events, String> {
        let at = self.0.at_current_block().await.unwrap();
        let payload = dynamic::transaction(pallet, call, composite(arguments));
        let mut progress = at
            .transactions()
            .sign_and_submit_then_watch_default(&payload, key)
            .await
            .map_err(|error| error.to_string())?;
        let block = loop {
            match progress.next().await.expect("a last status").unwrap() {
                TransactionStatus::InFinalizedBlock(block) => break block,
                TransactionStatus::Error { message }
                | TransactionStatus::Invalid { message }
                | TransactionStatus::Dropped { message } => return Err(message),
                _ => {}
            }
        };
        let events = block
            .wait_for_success()
            .await
            .map_err(|error| match error {
                TransactionEventsError::ExtrinsicFailed(DispatchError::Module(module)) => {
                    module.details_string()
                }
                TransactionEventsError::ExtrinsicFailed(other) => format!("{other:?}"),
                other => other.to_string(),
            })?;
        let named = events
            .iter()
            .map(|event| {
                let event = event.unwrap();
                let fields: Composite<()> = event.decode_fields_unchecked_as().unwrap();
                let name = format!("{}.{}", event.pallet_name(), event.event_name());
                (name, Value::from(fields).to_string())
            })
            .collect();
        Ok(Events(named))
    }

    /// A call that has to succeed.
    pub async fn run(
        &self,
        pallet: &str,
        call: &str,
        arguments: Arguments<'_>,
        key: &Key,
    ) -> Events {
        let events = self
            .submit(pallet, call, arguments, key)
            .await
            .unwrap_or_else(|error| panic!("{pallet}.{call}: expected success; got {error}"));
        println!("{pallet}.{call}");
        events
    }

    /// A call that has to fail with this error.
    pub async fn refused(
        &self,
        error: &str,
        pallet: &str,
        call: &str,
        arguments: Arguments<'_>,
        key: &Key,
    ) {
        let got = self.submit(pallet, call, arguments, key).await;
        match got {
            Err(got) if got.contains(error) => println!("{pallet}.{call} refused: {got}"),
            Err(got) => panic!("{pallet}.{call}: expected the error {error}; got {got}"),
            Ok(events) => panic!(
                "{pallet}.{call}: expected the error {error}; got {:?}",
                events.0
            ),
        }
    }

    /// A call by the sudo key, whose inner result counts.
    pub async fn sudo(&self, pallet: &str, call: &str, arguments: Arguments<'_>) {
        let inner = nested(pallet, call, arguments);
        let events = self
            .run("Sudo", "sudo", &[("call", inner)], &Key::new("//Alice"))
            .await;
        let result = events.fields("Sudo.Sudid");
        assert!(result.contains("Ok"), "{pallet}.{call} by sudo: {result}");
    }

    /// A storage value at the last final block.
    pub async fn storage<Keys, Found>(
        &self,
        pallet: &'static str,
        entry: &'static str,
        keys: Keys,
    ) -> Option<Found>
    where
        Keys: IntoEncodableValues + IntoDecodableValues,
        Found: DecodeAsType,
    {
        let at = self.0.at_current_block().await.unwrap();
        at.storage()
            .try_fetch(dynamic::storage::<Keys, Found>(pallet, entry), keys)
            .await
            .unwrap()
            .map(|value| value.decode().unwrap())
    }

    /// The answer of a runtime API at the last final block.
    pub async fn runtime<Found: DecodeAsType>(
        &self,
        api: &'static str,
        method: &'static str,
        arguments: impl IntoEncodableValues,
    ) -> Found {
        let at = self.0.at_current_block().await.unwrap();
        let payload = dynamic::runtime_api_call::<_, Found>(api, method, arguments);
        at.runtime_apis().call(payload).await.unwrap()
    }

    /// The free balance of an account in rao.
    pub async fn free(&self, key: &Key) -> u128 {
        #[derive(DecodeAsType)]
        #[decode_as_type(crate_path = "subxt::ext::scale_decode")]
        struct Account {
            data: Data,
        }
        #[derive(DecodeAsType)]
        #[decode_as_type(crate_path = "subxt::ext::scale_decode")]
        struct Data {
            free: u128,
        }
        let account: Option<Account> = self.storage("System", "Account", (key.bytes(),)).await;
        account.map_or(0, |account| account.data.free)
    }

    /// Looks at each new final block until the condition holds.
    pub async fn until(&self, what: &str, condition: impl AsyncFn(&Self) -> bool) {
        let mut blocks = self.0.stream_blocks().await.unwrap();
        for _ in 0..PATIENCE_BLOCKS {
            if condition(self).await {
                return;
            }
            blocks.next().await.expect("another block").unwrap();
        }
        panic!("expected {what} within {PATIENCE_BLOCKS} blocks");
    }
}
