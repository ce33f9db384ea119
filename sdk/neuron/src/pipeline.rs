//! What happens to a request, step by step.

use std::{
    collections::HashMap,
    net::SocketAddr,
    panic::AssertUnwindSafe,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Instant,
};

use axum::{
    body::Body,
    http::{HeaderMap, Method, Request, Response, StatusCode, header},
};
use bytes::Bytes;
use futures::{FutureExt, StreamExt};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use taonet_wallet::{Keypair, PublicKey};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::{
    AxonConfig, Caller, Endpoint, Json, JsonError, Refusal, VerifyError, Wire,
    clock::Clock,
    discovery::{self, Document},
    endpoint::{Chunks, Outcome},
    limits::{Callers, Place},
    priority_queue::{PriorityQueue, Slot},
    python_text,
    reply::{self, AxonInfo, Echo, Exchange},
    signed_whole::{WholeClaim, WholeVerifiers},
    verify::{self, DEFAULT_TIMEOUT, Verified, Verifier},
    wire,
};

/// Everything that the requests of one axon share.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) hotkey: Keypair,
    pub(crate) hotkey_ss58: String,
    pub(crate) uuid: String,
    pub(crate) address: SocketAddr,
    pub(crate) clock: Clock,
    pub(crate) config: AxonConfig,
    pub(crate) endpoints: HashMap<Arc<str>, Endpoint>,
    pub(crate) verifier: Verifier,
    pub(crate) whole: WholeVerifiers,
    pub(crate) queue: Arc<PriorityQueue>,
    /// One permit for each KiB of body that may be in memory.
    pub(crate) body_budget: Arc<Semaphore>,
    pub(crate) counters: Counters,
    pub(crate) callers: Callers,
    /// What strangers may know of the axon.
    pub(crate) description: Option<Document>,
}

/// What happened so far.
#[derive(Debug, Default)]
pub(crate) struct Counters {
    pub(crate) requests: AtomicU64,
    pub(crate) answered: AtomicU64,
    pub(crate) unverified: AtomicU64,
    pub(crate) blacklisted: AtomicU64,
    pub(crate) timed_out: AtomicU64,
    pub(crate) overloaded: AtomicU64,
    pub(crate) failed: AtomicU64,
}

/// Why a request gets no object.
#[derive(Debug)]
enum Failure {
    UnknownSynapse(String),
    Timeout(String),
    BadTimeoutHeader,
    Unverified(VerifyError),
    Blacklisted(String),
    Method,
    TrailingSlash(String),
    MorePath,
    TooLarge(usize),
    HeadTooLarge(usize),
    NotJson(JsonError),
    /// The client's mistake where the reference replies 500.
    Malformed(String),
    QueueFull,
    /// More than the share of one caller.
    TooMany(&'static str),
    Refused(Refusal),
    Panicked,
}

/// Answers one request.
pub(crate) async fn serve(
    shared: Arc<Shared>,
    address: SocketAddr,
    request: Request<Body>,
) -> Response<Body> {
    shared.counters.requests.fetch_add(1, Ordering::Relaxed);
    let mut exchange = Exchange {
        name: String::new(),
        timeout_s: DEFAULT_TIMEOUT.as_secs_f64(),
        started: Instant::now(),
        wire: Wire::Headers,
        caller: None,
        echo: Echo::default(),
    };
    match answer(&shared, address, request, &mut exchange).await {
        Ok(response) => {
            shared.counters.answered.fetch_add(1, Ordering::Relaxed);
            response
        }
        Err(failure) => shared.refuse(failure, &exchange, address),
    }
}

async fn answer(
    shared: &Arc<Shared>,
    address: SocketAddr,
    request: Request<Body>,
    exchange: &mut Exchange,
) -> Result<Response<Body>, Failure> {
    if !shared.callers.address_may_ask(address.ip()) {
        return Err(Failure::TooMany("address"));
    }
    // The connection's buffer bounds memory only roughly; this is the exact bound.
    let max_header_bytes = shared.config.max_header_bytes;
    let head_bytes: usize = request.uri().path().len()
        + request
            .headers()
            .iter()
            .map(|(name, value)| name.as_str().len() + value.len())
            .sum::<usize>();
    if head_bytes > max_header_bytes {
        return Err(Failure::HeadTooLarge(max_header_bytes));
    }
    let path = request.uri().path().trim_start_matches('/');
    let (name, more) = match path.split_once('/') {
        Some((name, more)) => (name, Some(more.to_owned())),
        None => (path, None),
    };
    if let Some(description) = &shared.description
        && request.method() == Method::GET
        && path == discovery::PATH
    {
        return Ok(description.response());
    }
    let Some(endpoint) = shared.endpoints.get(name) else {
        let name = name.chars().take(64).collect();
        return Err(Failure::UnknownSynapse(name));
    };
    endpoint.name.as_ref().clone_into(&mut exchange.name);

    let claim = shared.claim(&request, address, endpoint, exchange)?;
    match more.as_deref() {
        None => {}
        Some("") => return Err(Failure::TrailingSlash(format!("/{}", endpoint.name))),
        Some(_) => return Err(Failure::MorePath),
    }
    if request.method() != Method::POST && request.method() != Method::GET {
        return Err(Failure::Method);
    }

    let limit = match &claim {
        Claim::Proved(verified) => verified.caller.timeout,
        Claim::Whole(_) => DEFAULT_TIMEOUT.min(shared.config.max_timeout),
    };
    let deadline = tokio::time::Instant::now() + limit;
    let work = respond(
        shared, endpoint, claim, address, request, exchange, deadline,
    );
    match tokio::time::timeout_at(deadline, AssertUnwindSafe(work).catch_unwind()).await {
        Ok(Ok(response)) => response,
        Ok(Err(_)) => Err(Failure::Panicked),
        Err(_) => Err(Failure::Timeout(python_text::float(limit.as_secs_f64()))),
    }
}

/// What is known of a request before its body is read.
enum Claim {
    /// The signature is over headers alone, and fits.
    Proved(Verified),
    /// The signature is over the body as well, and not yet checked.
    Whole(WholeClaim),
}

/// The steps after the headers, all within the caller's timeout.
async fn respond(
    shared: &Arc<Shared>,
    endpoint: &Endpoint,
    claim: Claim,
    address: SocketAddr,
    request: Request<Body>,
    exchange: &mut Exchange,
    deadline: tokio::time::Instant,
) -> Result<Response<Body>, Failure> {
    let (parts, body) = request.into_parts();
    let (caller, place, signed_hash, body, budget) = match claim {
        Claim::Proved(verified) => {
            let place = shared.place_of(&verified.caller)?;
            admit(endpoint, &verified.caller).await?;
            shared
                .verifier
                .remember(&verified)
                .map_err(Failure::Unverified)?;
            let (body, budget) = shared.read_body(&parts.headers, body).await?;
            (
                verified.caller,
                place,
                Some(verified.body_hash),
                body,
                budget,
            )
        }
        Claim::Whole(claim) => {
            let (body, budget) = shared.read_body(&parts.headers, body).await?;
            let caller = shared
                .whole
                .body(claim, &parts, &body, address, &endpoint.name)
                .map_err(Failure::Unverified)?;
            exchange.caller = Some(caller.clone());
            let place = shared.place_of(&caller)?;
            admit(endpoint, &caller).await?;
            (caller, place, None, body, budget)
        }
    };
    let json = Json::parse(&body).map_err(Failure::NotJson)?;
    drop(body);
    let fields = json
        .as_fields()
        .map_err(|error| Failure::Malformed(error.to_string()))?;
    let prepared =
        (endpoint.prepare)(fields).map_err(|error| Failure::Malformed(error.to_string()))?;
    if signed_hash.is_some_and(|hash| hash.as_deref() != Some(prepared.body_hash.as_str())) {
        let cause = "the body's hash is not the signed computed_body_hash";
        return Err(Failure::Malformed(cause.to_owned()));
    }

    let priority = match &endpoint.priority {
        Some(priority) => priority(caller.clone()).await,
        None => 0.0,
    };
    let slot = shared
        .queue
        .acquire(priority)
        .await
        .map_err(|_| Failure::QueueFull)?;
    let outcome = (prepared.run)(caller).await.map_err(Failure::Refused)?;
    drop(budget);
    Ok(match outcome {
        Outcome::Reply {
            status,
            message,
            fields,
            body_hash,
        } => {
            let status = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
            exchange.object(&shared.hotkey_ss58, (status, &message), fields, &body_hash)
        }
        Outcome::Stream { body_hash, chunks } => {
            let chunks = bounded(chunks, (slot, place), deadline);
            exchange.stream(&shared.hotkey_ss58, &body_hash, chunks)
        }
    })
}

/// The endpoint's own say about a verified caller.
async fn admit(endpoint: &Endpoint, caller: &Caller) -> Result<(), Failure> {
    if let Some(blacklist) = &endpoint.blacklist
        && let Some(reason) = blacklist(caller.clone()).await
    {
        return Err(Failure::Blacklisted(reason));
    }
    if let Some(verify) = &endpoint.verify
        && let Err(cause) = verify(caller.clone()).await
    {
        return Err(Failure::Unverified(VerifyError::Custom(cause)));
    }
    Ok(())
}

/// A stream that ends as broken at the deadline, and keeps its places until it ends. A panic inside
/// breaks the stream as well.
fn bounded(
    chunks: Chunks,
    held: (Slot, Place<PublicKey>),
    deadline: tokio::time::Instant,
) -> Chunks {
    let start = Some((chunks, held));
    futures::stream::unfold(start, move |state| async move {
        let (mut chunks, held) = state?;
        let next = AssertUnwindSafe(chunks.next()).catch_unwind();
        match tokio::time::timeout_at(deadline, next).await {
            Ok(Ok(Some(Ok(chunk)))) => Some((Ok(chunk), Some((chunks, held)))),
            Ok(Ok(Some(Err(refusal)))) => Some((Err(refusal), None)),
            Ok(Ok(None)) => None,
            Ok(Err(_)) => Some((Err(Refusal::internal("the handler panicked")), None)),
            Err(_) => Some((Err(Refusal::new(408, "the stream took too long")), None)),
        }
    })
    .boxed()
}

async fn collect(headers: &HeaderMap, body: Body, max_bytes: usize) -> Result<Bytes, Failure> {
    if let Some(kind) = headers.get(header::CONTENT_TYPE) {
        let kind = kind.to_str().unwrap_or_default();
        let essence = kind.split(';').next().unwrap_or_default().trim();
        if !essence.eq_ignore_ascii_case("application/json") {
            let cause = "the content type must be application/json";
            return Err(Failure::Malformed(cause.to_owned()));
        }
    }
    match Limited::new(body, max_bytes).collect().await {
        Ok(body) => match body.to_bytes() {
            empty if empty.is_empty() => Err(Failure::Malformed("the body is empty".to_owned())),
            body => Ok(body),
        },
        Err(error) if error.is::<LengthLimitError>() => Err(Failure::TooLarge(max_bytes)),
        Err(error) => Err(Failure::Malformed(format!("the body broke off: {error}"))),
    }
}

impl Shared {
    /// The place of one more request of a verified caller.
    fn place_of(&self, caller: &Caller) -> Result<Place<PublicKey>, Failure> {
        let place = self.callers.request(&caller.hotkey);
        place.ok_or(Failure::TooMany("hotkey"))
    }

    /// Checks what the headers tell about the sender.
    fn claim(
        &self,
        request: &Request<Body>,
        address: SocketAddr,
        endpoint: &Endpoint,
        exchange: &mut Exchange,
    ) -> Result<Claim, Failure> {
        let headers = request.headers();
        exchange.wire = WholeVerifiers::wire_of(headers);
        if let Some(claim) = self.whole.head(headers).map_err(Failure::Unverified)? {
            return Ok(Claim::Whole(claim));
        }
        if !self.config.wires.headers {
            let off = VerifyError::WireOff("bt_header_*");
            return Err(Failure::Unverified(off));
        }
        let timeout = match verify::single(headers, wire::TIMEOUT) {
            Ok(None) => None,
            Ok(Some(text)) => Some(verify::parse_timeout(text).ok_or(Failure::BadTimeoutHeader)?),
            Err(error) => return Err(Failure::Unverified(error)),
        };
        if let Some(timeout) = timeout {
            exchange.timeout_s = timeout.as_secs_f64();
        }
        let verified = self
            .verifier
            .check(headers, address, &endpoint.name, timeout)
            .map_err(Failure::Unverified)?;
        exchange.caller = Some(verified.caller.clone());
        exchange.echo = Echo::of(headers);
        Ok(Claim::Proved(verified))
    }

    /// Reads a body within the bounds of one request and of all together. The permit keeps its
    /// place until it is dropped.
    async fn read_body(
        &self,
        headers: &HeaderMap,
        body: Body,
    ) -> Result<(Bytes, OwnedSemaphorePermit), Failure> {
        let permits = self.body_permits(headers)?;
        let budget = Arc::clone(&self.body_budget)
            .acquire_many_owned(permits)
            .await
            .map_err(|_| Failure::QueueFull)?;
        let body = collect(headers, body, self.config.max_body_bytes).await?;
        Ok((body, budget))
    }

    /// KiB to reserve for a body: what it says, or the most it may have.
    fn body_permits(&self, headers: &HeaderMap) -> Result<u32, Failure> {
        let max_bytes = self.config.max_body_bytes;
        let length = headers
            .get(header::CONTENT_LENGTH)
            .and_then(|value| value.to_str().ok());
        let bytes = length
            .and_then(|text| text.parse().ok())
            .unwrap_or(max_bytes);
        if bytes > max_bytes {
            return Err(Failure::TooLarge(max_bytes));
        }
        Ok(u32::try_from(bytes / 1024 + 1).unwrap_or(u32::MAX))
    }

    fn refuse(&self, failure: Failure, exchange: &Exchange, address: SocketAddr) -> Response<Body> {
        let counter = match &failure {
            Failure::Unverified(_) => &self.counters.unverified,
            Failure::Blacklisted(_) => &self.counters.blacklisted,
            Failure::Timeout(_) => &self.counters.timed_out,
            Failure::QueueFull | Failure::TooMany(_) => &self.counters.overloaded,
            _ => &self.counters.failed,
        };
        counter.fetch_add(1, Ordering::Relaxed);
        let (status, message) = match failure {
            Failure::UnknownSynapse(name) => (
                StatusCode::NOT_FOUND,
                format!("Synapse name '{name}' not found."),
            ),
            Failure::Timeout(seconds) => (
                StatusCode::REQUEST_TIMEOUT,
                format!("Response timeout after: {seconds}s"),
            ),
            Failure::BadTimeoutHeader => (
                StatusCode::BAD_REQUEST,
                "The timeout header must be a positive, finite number of seconds.".to_owned(),
            ),
            Failure::Unverified(error) => (
                StatusCode::UNAUTHORIZED,
                format!("Not Verified with error: {error}"),
            ),
            Failure::Blacklisted(reason) => (
                StatusCode::FORBIDDEN,
                format!("Forbidden. Key is blacklisted: {reason}."),
            ),
            Failure::QueueFull => (
                StatusCode::SERVICE_UNAVAILABLE,
                "Too many requests are waiting, try again later.".to_owned(),
            ),
            Failure::TooMany(whose) => (
                StatusCode::TOO_MANY_REQUESTS,
                format!("Too many requests of this {whose}, ask less often."),
            ),
            Failure::TooLarge(max_bytes) => (
                StatusCode::PAYLOAD_TOO_LARGE,
                format!("The body is larger than {max_bytes} bytes."),
            ),
            Failure::HeadTooLarge(max_bytes) => (
                StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
                format!("The headers are larger than {max_bytes} bytes."),
            ),
            Failure::Malformed(cause) => {
                let id = internal_id(&exchange.name, &cause);
                (StatusCode::INTERNAL_SERVER_ERROR, format!("{id}: {cause}"))
            }
            Failure::Panicked => {
                let id = internal_id(&exchange.name, "the handler panicked");
                (StatusCode::INTERNAL_SERVER_ERROR, id)
            }
            Failure::Refused(refusal) => {
                let status = StatusCode::from_u16(refusal.status);
                let message = match &refusal.cause {
                    Some(cause) => internal_id(&exchange.name, cause),
                    None => refusal.message,
                };
                (status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR), message)
            }
            Failure::NotJson(error) => return not_json(&error),
            Failure::Method => {
                let detail = Json::Text("Method Not Allowed".to_owned());
                return reply::detail(StatusCode::METHOD_NOT_ALLOWED, detail);
            }
            Failure::MorePath => {
                let detail = Json::Text("Not Found".to_owned());
                return reply::detail(StatusCode::NOT_FOUND, detail);
            }
            Failure::TrailingSlash(path) => {
                let mut response = Response::new(Body::empty());
                *response.status_mut() = StatusCode::TEMPORARY_REDIRECT;
                response
                    .headers_mut()
                    .insert(header::LOCATION, wire::header_value(&path));
                return response;
            }
        };
        let axon = exchange
            .caller
            .as_ref()
            .map(|caller| self.own_info(caller.hotkey));
        exchange.error(status, &message, axon.as_ref(), address)
    }

    /// What the axon says about itself in an error reply to a verified caller.
    fn own_info(&self, caller: PublicKey) -> AxonInfo {
        let nonce = self.clock.now_ns();
        let message = format!("{nonce}.{caller}.{}.{}", self.hotkey_ss58, self.uuid);
        AxonInfo {
            ip: self.address.ip().to_string(),
            port: self.address.port(),
            nonce,
            uuid: self.uuid.clone(),
            hotkey: self.hotkey_ss58.clone(),
            signature: Some(self.hotkey.sign_hex(message.as_bytes())),
        }
    }
}

/// Logs the cause under a new number, and gives the text with the number for the client.
fn internal_id(synapse: &str, cause: &str) -> String {
    let id = wire::new_uuid().unwrap_or_else(|_| "unknown".to_owned());
    tracing::warn!(%id, synapse, cause, "request failed");
    format!("Internal Server Error #{id}")
}

fn not_json(error: &JsonError) -> Response<Body> {
    let position = i128::try_from(error.position).unwrap_or(i128::MAX);
    let entry = Json::object([
        ("type", Json::Text("json_invalid".to_owned())),
        (
            "loc",
            Json::List(vec![Json::Text("body".to_owned()), Json::Int(position)]),
        ),
        ("msg", Json::Text("JSON decode error".to_owned())),
        (
            "ctx",
            Json::object([("error", Json::Text(error.cause.to_owned()))]),
        ),
    ]);
    reply::detail(StatusCode::UNPROCESSABLE_ENTITY, Json::List(vec![entry]))
}
