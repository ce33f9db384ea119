//! Neurons talk: signed requests over HTTP.
//!
//! A validator's [`Dendrite`] asks, a miner's [`Axon`] answers, and both speak of a [`Synapse`], a
//! struct whose fields hold the question and the answer. One exchange:
//!
//! 1. The client hashes the fields that the synapse declares as hashed: SHA3-256 over the text that
//!    Python's `str()` makes of each ([`python_text`]).
//! 2. It signs `nonce.client.server.uuid.hash` with its hotkey and sends `POST /{Name}` with the
//!    object as JSON and everything needed for verification in `bt_header_*` headers.
//! 3. The server verifies before it does anything else: the nonce is fresh, not seen before, and the
//!    signature fits. Nobody unverified reaches a hook, a queue or the body parser.
//! 4. It asks the endpoint's blacklist, reads and bounds the body, compares its hash with the signed
//!    one, waits for a slot in the order of priority, and calls the handler with the object and the
//!    verified [`Caller`].
//! 5. The reply is the object as JSON with a status, or a stream of chunks, or `{"message": ...}`.
//! 6. The client bounds the reply in time and size and takes from it only the synapse's fields, the
//!    status and the process time. Everything else the peer says about the two parties is ignored.
//!
//! The wire form is that of the Python SDK 7.2 to 10.x, so that either side may be Python. The same
//! axon also takes requests that are signed as a whole ([`btauth`], [`epistula`]); its handlers see
//! one verified [`Caller`], whatever the wire.
//!
//! ```no_run
//! use std::time::Duration;
//! use taonet_neuron::{Axon, Caller, Dendrite, Endpoint, Refusal, Synapse, Target};
//! use taonet_wallet::Keypair;
//!
//! #[derive(Clone, Debug, Synapse)]
//! #[synapse(hash(question))]
//! struct Ask {
//!     question: String,
//!     #[synapse(default)]
//!     answer: String,
//! }
//!
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! let miner = Keypair::from_uri("//Miner")?;
//! let target_key = miner.public();
//! let axon = Axon::new(miner)
//!     .attach(Endpoint::new(|mut ask: Ask, caller: Caller| async move {
//!         ask.answer = format!("{} asked: {}", caller.hotkey, ask.question);
//!         Ok::<_, Refusal>(ask)
//!     }))
//!     .bind("127.0.0.1:0".parse()?)
//!     .await?;
//!
//! let dendrite =
//!     Dendrite::builder(Keypair::from_uri("//Validator")?).allow_private_targets(true).build()?;
//! let target = Target::new(target_key, axon.local_addr());
//! let ask = Ask { question: "why?".into(), answer: String::new() };
//! let reply = dendrite.call(&target, &ask, Duration::from_secs(12)).await?;
//! println!("{} in {:?}", reply.synapse.answer, reply.elapsed);
//! axon.shutdown().await;
//! # Ok(())
//! # }
//! ```

// The derives write absolute paths, which must also work inside this crate.
extern crate self as taonet_neuron;

mod axon;
pub mod btauth;
mod call_error;
mod caller;
mod clock;
mod dendrite;
mod discovery;
mod endpoint;
pub mod epistula;
mod header_text;
mod json;
mod limits;
mod nonce_store;
mod outgoing;
mod pipeline;
mod priority_queue;
pub mod python_text;
mod reply;
mod reply_head;
mod reply_stream;
mod reserved_address;
mod schema;
mod signed_whole;
mod synapse;
pub mod tensor;
mod verify;
pub mod wire;
mod wire_value;

pub use axon::{Axon, AxonConfig, AxonError, AxonStats, RunningAxon, Wires};
pub use call_error::CallError;
pub use caller::{Caller, Wire};
pub use clock::Clock;
pub use dendrite::{Dendrite, DendriteBuilder, Reply, Target};
pub use discovery::Description;
pub use endpoint::{Chunks, Endpoint, Outcome, Prepared, Refusal, Run, SynapseKind};
pub use json::{Fields, Json, JsonError};
pub use limits::CallerLimits;
pub use outgoing::Question;
pub use reply_stream::ReplyStream;
pub use schema::object_schema;
pub use synapse::{Ping, Synapse, body_hash, text_hash};
pub use taonet_neuron_derive::{Synapse, WireValue};
pub use verify::VerifyError;
pub use wire_value::{FieldError, WireValue};
