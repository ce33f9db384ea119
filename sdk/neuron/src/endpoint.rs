//! What an axon offers: a synapse, its handler, and who may call it.

use std::{error::Error, fmt, future::Future, sync::Arc};

use bytes::Bytes;
use futures::{FutureExt, Stream, StreamExt, future::BoxFuture, stream::BoxStream};

use crate::{Caller, FieldError, Fields, Json, Synapse};

/// A handler's answer when it does not answer: a status and a message for the client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    pub(crate) status: u16,
    /// Told to the client.
    pub(crate) message: String,
    /// Only logged.
    pub(crate) cause: Option<String>,
}

impl Refusal {
    /// Refuses with an HTTP status of 400 to 599 (anything else becomes 500) and a message.
    #[must_use]
    pub fn new(status: u16, message: impl Into<String>) -> Self {
        let status = if (400..600).contains(&status) {
            status
        } else {
            500
        };
        Self {
            status,
            message: message.into(),
            cause: None,
        }
    }

    /// A failure of this neuron: the client learns only a number, the log the cause.
    #[must_use]
    pub fn internal(cause: impl fmt::Display) -> Self {
        Self {
            status: 500,
            message: String::new(),
            cause: Some(cause.to_string()),
        }
    }

    /// The HTTP status.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.cause.as_deref().unwrap_or(&self.message);
        write!(f, "{} {text}", self.status)
    }
}

impl Error for Refusal {}

/// Chunks of a streamed reply.
pub type Chunks = BoxStream<'static, Result<Bytes, Refusal>>;

/// What a handler returned, without its type.
pub enum Outcome {
    /// The synapse.
    Reply {
        /// HTTP status, 200 unless the handler says otherwise.
        status: u16,
        /// What is said with it, such as `Success`.
        message: String,
        /// The fields in order.
        fields: Fields,
        /// Hash over the hashed fields ([`crate::body_hash`]).
        body_hash: String,
    },
    /// Chunks, one after the other.
    Stream {
        /// Hash over the hashed fields ([`crate::body_hash`]).
        body_hash: String,
        /// The chunks.
        chunks: Chunks,
    },
}

impl fmt::Debug for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Reply { .. } => "Outcome::Reply",
            Self::Stream { .. } => "Outcome::Stream",
        })
    }
}

/// A request that was read and can be run.
pub struct Prepared {
    /// Hash over the hashed fields as they were read; the signed one must be the same.
    pub body_hash: String,
    /// Runs it, once it is verified and has its turn.
    pub run: Run,
}

impl fmt::Debug for Prepared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Prepared")
            .field("body_hash", &self.body_hash)
            .finish_non_exhaustive()
    }
}

/// What an endpoint's synapse is, for those who have no Rust type of it.
#[derive(Clone, Debug, PartialEq)]
pub struct SynapseKind {
    /// The route, case-sensitive.
    pub name: String,
    /// Fields that the signature covers, in hash order.
    pub hash_fields: Vec<String>,
    /// JSON Schema of the object.
    pub schema: Json,
    /// Whether the reply is a stream.
    pub streams: bool,
}

impl SynapseKind {
    fn of<S: Synapse>(streams: bool) -> Self {
        Self {
            name: S::NAME.to_owned(),
            hash_fields: S::HASH_FIELDS
                .iter()
                .map(|name| (*name).to_owned())
                .collect(),
            schema: S::schema(),
            streams,
        }
    }
}

/// The handler of one request.
pub type Run = Box<dyn FnOnce(Caller) -> BoxFuture<'static, Result<Outcome, Refusal>> + Send>;
type Prepare = Arc<dyn Fn(&Fields) -> Result<Prepared, FieldError> + Send + Sync>;
type Hook<T> = Arc<dyn Fn(Caller) -> BoxFuture<'static, T> + Send + Sync>;

/// A route of an axon: one synapse with its handler and hooks.
#[derive(Clone)]
pub struct Endpoint {
    pub(crate) name: Arc<str>,
    pub(crate) kind: Arc<SynapseKind>,
    pub(crate) prepare: Prepare,
    pub(crate) blacklist: Option<Hook<Option<String>>>,
    pub(crate) verify: Option<Hook<Result<(), String>>>,
    pub(crate) priority: Option<Hook<f64>>,
}

impl Endpoint {
    /// An endpoint that answers with the filled synapse.
    pub fn new<S, H, F>(handler: H) -> Self
    where
        S: Synapse,
        H: Fn(S, Caller) -> F + Send + Sync + 'static,
        F: Future<Output = Result<S, Refusal>> + Send + 'static,
    {
        Self::of(false, move |synapse: S, caller| {
            let reply = handler(synapse, caller);
            async move {
                let synapse = reply.await?;
                Ok(Outcome::Reply {
                    status: 200,
                    message: "Success".to_owned(),
                    fields: synapse.to_fields().into_iter().collect(),
                    body_hash: synapse.body_hash(),
                })
            }
        })
    }

    /// An endpoint that answers with a stream of chunks (plain text tokens, by convention).
    pub fn streaming<S, H, F, C>(handler: H) -> Self
    where
        S: Synapse,
        H: Fn(S, Caller) -> F + Send + Sync + 'static,
        F: Future<Output = Result<C, Refusal>> + Send + 'static,
        C: Stream<Item = Result<Bytes, Refusal>> + Send + 'static,
    {
        Self::of(true, move |synapse: S, caller| {
            let body_hash = synapse.body_hash();
            let reply = handler(synapse, caller);
            async move {
                Ok(Outcome::Stream {
                    body_hash,
                    chunks: reply.await?.boxed(),
                })
            }
        })
    }

    /// An endpoint of a synapse that is known only at run time, such as one written in Python:
    /// `prepare` reads the fields, and gives the hash over them and what runs the request.
    pub fn dynamic<P>(kind: SynapseKind, prepare: P) -> Self
    where
        P: Fn(&Fields) -> Result<Prepared, FieldError> + Send + Sync + 'static,
    {
        Self {
            name: kind.name.as_str().into(),
            kind: Arc::new(kind),
            prepare: Arc::new(prepare),
            blacklist: None,
            verify: None,
            priority: None,
        }
    }

    fn of<S, H, F>(streams: bool, handler: H) -> Self
    where
        S: Synapse,
        H: Fn(S, Caller) -> F + Send + Sync + 'static,
        F: Future<Output = Result<Outcome, Refusal>> + Send + 'static,
    {
        let handler = Arc::new(handler);
        let prepare = move |fields: &Fields| {
            let synapse = S::from_fields(fields)?;
            let body_hash = synapse.body_hash();
            let handler = Arc::clone(&handler);
            // Called inside the future, so that a panic of the handler is caught with it.
            let run: Run =
                Box::new(move |caller| async move { handler(synapse, caller).await }.boxed());
            Ok(Prepared { body_hash, run })
        };
        Self::dynamic(SynapseKind::of::<S>(streams), prepare)
    }

    /// Asks before anything else of a verified request is looked at: `Some(reason)` refuses it with
    /// status 403.
    #[must_use]
    pub fn blacklist<H, F>(mut self, hook: H) -> Self
    where
        H: Fn(Caller) -> F + Send + Sync + 'static,
        F: Future<Output = Option<String>> + Send + 'static,
    {
        self.blacklist = Some(erase(hook));
        self
    }

    /// A check in addition to the signature's: an error refuses the request with status 401.
    #[must_use]
    pub fn verify<H, F>(mut self, hook: H) -> Self
    where
        H: Fn(Caller) -> F + Send + Sync + 'static,
        F: Future<Output = Result<(), String>> + Send + 'static,
    {
        self.verify = Some(erase(hook));
        self
    }

    /// The priority of a request: higher is served first. Without the hook it is 0.
    #[must_use]
    pub fn priority<H, F>(mut self, hook: H) -> Self
    where
        H: Fn(Caller) -> F + Send + Sync + 'static,
        F: Future<Output = f64> + Send + 'static,
    {
        self.priority = Some(erase(hook));
        self
    }

    /// The route's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What its synapse is.
    #[must_use]
    pub fn kind(&self) -> &SynapseKind {
        &self.kind
    }
}

impl fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Endpoint")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

fn erase<T, H, F>(hook: H) -> Hook<T>
where
    T: 'static,
    H: Fn(Caller) -> F + Send + Sync + 'static,
    F: Future<Output = T> + Send + 'static,
{
    let hook = Arc::new(hook);
    Arc::new(move |caller| {
        let hook = Arc::clone(&hook);
        async move { hook(caller).await }.boxed()
    })
}
