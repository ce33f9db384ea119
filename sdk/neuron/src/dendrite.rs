//! The client of a neuron.

use std::{
    net::{IpAddr, SocketAddr},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use taonet_wallet::{Keypair, PublicKey};
use tokio::{sync::Semaphore, time::timeout_at};

use crate::{
    CallError, Clock, Description, Fields, Json, Ping, ReplyStream, Synapse, Wire, discovery,
    outgoing::Question,
    reply_head::{Said, collect, explain},
    reply_stream::{Held, Lanes},
    reserved_address::is_reserved,
};

/// Idle connections are closed before a server would (Python's waits five seconds).
const POOL_IDLE: Duration = Duration::from_secs(4);

/// Whom to ask: the key that must be able to check the request, and where it listens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Target {
    /// The axon's hotkey.
    pub hotkey: PublicKey,
    /// Where it listens.
    pub address: SocketAddr,
}

impl Target {
    /// The axon of this hotkey at this address.
    #[must_use]
    pub fn new(hotkey: PublicKey, address: SocketAddr) -> Self {
        Self { hotkey, address }
    }
}

/// An answer with status 200.
#[derive(Clone, Debug, PartialEq)]
pub struct Reply<S> {
    /// The synapse that was sent, with the fields that the axon changed.
    pub synapse: S,
    /// Always 200; other statuses are errors.
    pub status: u16,
    /// What the axon said with it, mostly `Success`.
    pub message: String,
    /// From the call to the last byte.
    pub elapsed: Duration,
    /// Seconds that the axon claims to have needed.
    pub process_time_s: Option<f64>,
}

/// Makes a [`Dendrite`] with other settings than the default ones.
#[derive(Debug)]
pub struct DendriteBuilder {
    keypair: Keypair,
    max_response_bytes: usize,
    max_concurrency: usize,
    allow_private_targets: bool,
    external_ip: Option<IpAddr>,
    wire: Wire,
    clock: Clock,
}

impl DendriteBuilder {
    /// Largest reply, or stream as a whole (default 16 MiB).
    #[must_use]
    pub fn max_response_bytes(mut self, bytes: usize) -> Self {
        self.max_response_bytes = bytes;
        self
    }

    /// Most calls at the same time (default 256); more wait within their timeout.
    #[must_use]
    pub fn max_concurrency(mut self, calls: usize) -> Self {
        self.max_concurrency = calls.max(1);
        self
    }

    /// Whether private, loopback and other reserved addresses may be asked (default: no). The
    /// addresses on a public chain are written by strangers; a local network needs it.
    #[must_use]
    pub fn allow_private_targets(mut self, allow: bool) -> Self {
        self.allow_private_targets = allow;
        self
    }

    /// The address under which this host is seen. It is told to the axons; an axon with the same
    /// address is asked over loopback.
    #[must_use]
    pub fn external_ip(mut self, ip: IpAddr) -> Self {
        self.external_ip = Some(ip);
        self
    }

    /// How requests are signed (default: [`Wire::Headers`], which every axon of the Python SDK up to
    /// 10.x takes).
    #[must_use]
    pub fn wire(mut self, wire: Wire) -> Self {
        self.wire = wire;
        self
    }

    /// The time that nonces are made from.
    #[must_use]
    pub fn clock(mut self, clock: Clock) -> Self {
        self.clock = clock;
        self
    }

    /// The client.
    ///
    /// # Errors
    /// The HTTP client cannot be set up.
    pub fn build(self) -> Result<Dendrite, CallError> {
        let http = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .pool_idle_timeout(POOL_IDLE)
            .tcp_nodelay(true)
            .http1_only()
            .build()
            .map_err(|error| CallError::Client(error.to_string()))?;
        Ok(Dendrite {
            hotkey: self.keypair.public().to_ss58(),
            keypair: Arc::new(self.keypair),
            http,
            max_response_bytes: self.max_response_bytes,
            allow_private_targets: self.allow_private_targets,
            external_ip: self.external_ip,
            wire: self.wire,
            clock: self.clock,
            last_nonce: Arc::new(AtomicU64::new(0)),
            lanes: Lanes::default(),
            calls: Arc::new(Semaphore::new(
                self.max_concurrency.min(Semaphore::MAX_PERMITS),
            )),
        })
    }
}

/// Asks axons. Cheap to clone; the clones share connections and nonces.
#[derive(Clone, Debug)]
pub struct Dendrite {
    pub(crate) keypair: Arc<Keypair>,
    pub(crate) hotkey: String,
    http: reqwest::Client,
    max_response_bytes: usize,
    allow_private_targets: bool,
    pub(crate) external_ip: Option<IpAddr>,
    pub(crate) wire: Wire,
    clock: Clock,
    last_nonce: Arc<AtomicU64>,
    /// Uuids without a call under way. A Python axon refuses a nonce below the last one of the same
    /// uuid, so each uuid carries one call at a time and no two can overtake each other.
    lanes: Lanes,
    calls: Arc<Semaphore>,
}

impl Dendrite {
    /// A client of this hotkey that asks public addresses only.
    ///
    /// # Errors
    /// The HTTP client cannot be set up.
    pub fn new(keypair: Keypair) -> Result<Self, CallError> {
        Self::builder(keypair).build()
    }

    /// Settings for a client of this hotkey.
    #[must_use]
    pub fn builder(keypair: Keypair) -> DendriteBuilder {
        DendriteBuilder {
            keypair,
            max_response_bytes: 16 * 1024 * 1024,
            max_concurrency: 256,
            allow_private_targets: false,
            external_ip: None,
            wire: Wire::Headers,
            clock: Clock::system(),
        }
    }

    /// Asks one axon and waits for its whole answer.
    ///
    /// # Errors
    /// Anything but an answer with status 200 within the timeout.
    pub async fn call<S: Synapse>(
        &self,
        target: &Target,
        synapse: &S,
        timeout: Duration,
    ) -> Result<Reply<S>, CallError> {
        let reply = self.ask(target, &Question::of(synapse), timeout).await?;
        let synapse = synapse
            .merge_fields(&reply.synapse)
            .map_err(|error| CallError::Garbage(error.to_string()))?;
        Ok(Reply {
            synapse,
            status: reply.status,
            message: reply.message,
            elapsed: reply.elapsed,
            process_time_s: reply.process_time_s,
        })
    }

    /// As [`call`](Self::call), for a synapse that is known only at run time: all fields of the
    /// reply, among them those of the protocol, none of which is to be trusted.
    ///
    /// # Errors
    /// As [`call`](Self::call).
    pub async fn ask(
        &self,
        target: &Target,
        question: &Question,
        timeout: Duration,
    ) -> Result<Reply<Fields>, CallError> {
        let started = Instant::now();
        let (response, held) = self.open(target, question, timeout).await?;
        let said = Said::of(&response);
        let fields = self.read_object(response, held, timeout, started).await?;
        said.check(self.wire, &fields)?;
        Ok(Reply {
            status: said.http_status,
            message: said.message_or_of(&fields),
            elapsed: started.elapsed(),
            process_time_s: said.process_time_s,
            synapse: fields,
        })
    }

    /// Asks many axons at the same time. Each result stands beside the key under which its target
    /// was given, in the given order; no peer can pass its answer off as another's.
    pub async fn query<K: Clone, S: Synapse>(
        &self,
        targets: &[(K, Target)],
        synapse: &S,
        timeout: Duration,
    ) -> Vec<(K, Result<Reply<S>, CallError>)> {
        let calls = targets.iter().map(|(key, target)| async move {
            (key.clone(), self.call(target, synapse, timeout).await)
        });
        futures::future::join_all(calls).await
    }

    /// Asks one axon for a stream. The timeout covers the whole stream.
    ///
    /// # Errors
    /// Anything but a stream with status 200 that begins within the timeout.
    pub async fn stream<S: Synapse>(
        &self,
        target: &Target,
        synapse: &S,
        timeout: Duration,
    ) -> Result<ReplyStream, CallError> {
        self.ask_stream(target, &Question::of(synapse), timeout)
            .await
    }

    /// As [`stream`](Self::stream), for a synapse that is known only at run time.
    ///
    /// # Errors
    /// As [`stream`](Self::stream).
    pub async fn ask_stream(
        &self,
        target: &Target,
        question: &Question,
        timeout: Duration,
    ) -> Result<ReplyStream, CallError> {
        let started = Instant::now();
        let (response, held) = self.open(target, question, timeout).await?;
        let said = Said::of(&response);
        if said.http_status == 200 {
            said.check(self.wire, &Fields::default())?;
            let process_time_s = said.process_time_s;
            let limit = (started, timeout, self.max_response_bytes);
            return Ok(ReplyStream::new(response, held, limit, process_time_s));
        }
        let fields = self.read_object(response, held, timeout, started).await?;
        said.check(self.wire, &fields)?;
        Err(CallError::Garbage(
            "an error status without an error".to_owned(),
        ))
    }

    /// Asks an axon what it offers. Needs no registration; the answer is signed by the target's
    /// hotkey.
    ///
    /// # Errors
    /// No description (an axon of the Python SDK has none), or one that another key signed.
    pub async fn discover(
        &self,
        target: &Target,
        timeout: Duration,
    ) -> Result<Description, CallError> {
        let address = self.reachable(target.address)?;
        let work = async {
            let calls = Arc::clone(&self.calls).acquire_owned().await;
            let _permit = calls.map_err(|error| CallError::Client(error.to_string()))?;
            let url = format!("http://{address}/{}", discovery::PATH);
            let response = self.http.get(url).send().await;
            let response = response.map_err(|error| explain(&error, address, discovery::PATH))?;
            let status = response.status().as_u16();
            if status != 200 {
                let message = "it describes itself to nobody".to_owned();
                return Err(CallError::Refused { status, message });
            }
            let signature = response.headers().get(discovery::SIGNATURE);
            let signature = signature
                .and_then(|value| value.to_str().ok())
                .unwrap_or_default();
            let signature = signature.to_owned();
            let body = collect(response, self.max_response_bytes).await?;
            let signed = discovery::signed_text(&body);
            if target.hotkey.verify_text(&signed, &signature) != Ok(true) {
                return Err(CallError::Garbage(
                    "a description signed by another key".into(),
                ));
            }
            let document =
                Json::parse(&body).map_err(|error| CallError::Garbage(error.to_string()))?;
            discovery::read(target.hotkey, document)
                .map_err(|cause| CallError::Garbage(cause.into()))
        };
        tokio::time::timeout(timeout, work)
            .await
            .map_err(|_| CallError::timeout(timeout))?
    }

    /// The address to dial for a target: never a reserved one unless allowed, and this host's own
    /// over loopback.
    fn reachable(&self, mut address: SocketAddr) -> Result<SocketAddr, CallError> {
        if !self.allow_private_targets && is_reserved(address.ip()) {
            return Err(CallError::PrivateTarget(address.ip().to_string()));
        }
        if self.external_ip == Some(address.ip()) {
            address.set_ip(IpAddr::V4(std::net::Ipv4Addr::LOCALHOST));
        }
        Ok(address)
    }

    /// Asks whether an axon is there and accepts this hotkey; returns the round-trip time.
    ///
    /// # Errors
    /// As [`call`](Self::call).
    pub async fn ping(&self, target: &Target, timeout: Duration) -> Result<Duration, CallError> {
        self.call(target, &Ping, timeout)
            .await
            .map(|reply| reply.elapsed)
    }

    /// Sends the request and waits for the head of the reply.
    async fn open(
        &self,
        target: &Target,
        question: &Question,
        timeout: Duration,
    ) -> Result<(reqwest::Response, Held), CallError> {
        let address = self.reachable(target.address)?;
        let work = async {
            let calls = Arc::clone(&self.calls).acquire_owned();
            let permit = calls
                .await
                .map_err(|error| CallError::Client(error.to_string()))?;
            let held = Held::new(permit, &self.lanes).map_err(CallError::Client)?;
            let nonce = self.next_nonce();
            let (headers, body) = self.request(target, question, timeout, nonce, held.uuid());
            let url = format!("http://{address}/{}", question.name);
            let sent = self.http.post(url).headers(headers).body(body).send().await;
            sent.map(|response| (response, held))
                .map_err(|error| explain(&error, address, &question.name))
        };
        tokio::time::timeout(timeout, work)
            .await
            .map_err(|_| CallError::timeout(timeout))?
    }

    /// Now, but always above the last one.
    fn next_nonce(&self) -> u64 {
        let now_ns = self.clock.now_ns();
        let next = |last: u64| Some(now_ns.max(last.saturating_add(1)));
        match self
            .last_nonce
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, next)
        {
            Ok(last) | Err(last) => now_ns.max(last.saturating_add(1)),
        }
    }

    /// Reads the whole reply within the time and the size that are left.
    async fn read_object(
        &self,
        response: reqwest::Response,
        held: Held,
        timeout: Duration,
        started: Instant,
    ) -> Result<Fields, CallError> {
        let kind = response
            .headers()
            .get("content-type")
            .and_then(|value| value.to_str().ok());
        let kind = kind
            .unwrap_or_default()
            .split(';')
            .next()
            .unwrap_or_default()
            .trim();
        if !kind.eq_ignore_ascii_case("application/json") {
            let kind: String = kind.chars().take(64).collect();
            return Err(CallError::Garbage(format!(
                "unexpected content type {kind:?}"
            )));
        }
        let deadline = tokio::time::Instant::from_std(started) + timeout;
        let body = timeout_at(deadline, collect(response, self.max_response_bytes));
        let body = body.await.map_err(|_| CallError::timeout(timeout))??;
        held.finish();
        match Json::parse(&body) {
            Ok(Json::Object(fields)) => Ok(fields),
            Ok(other) => Err(CallError::Garbage(format!(
                "{} for an object",
                other.kind()
            ))),
            Err(error) => Err(CallError::Garbage(error.to_string())),
        }
    }
}
