//! The server of a neuron.

use std::{
    collections::HashMap,
    future::Future,
    io,
    net::SocketAddr,
    sync::{Arc, atomic::Ordering},
    time::Duration,
};

use axum::{
    Extension, Router,
    body::Body,
    extract::{Request, State},
    response::Response,
};
use hyper::body::Incoming;
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use taonet_wallet::Keypair;
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{Semaphore, oneshot},
    task::JoinSet,
};
use tower::ServiceExt;

use crate::{
    Caller, Clock, Endpoint, Ping, Refusal,
    discovery::Document,
    limits::{CallerLimits, Callers},
    pipeline::{self, Counters, Shared},
    priority_queue::PriorityQueue,
    signed_whole::WholeVerifiers,
    verify::Verifier,
    wire,
};

/// How long running requests may go on after a shutdown was asked for.
const GRACE: Duration = Duration::from_secs(5);
/// Pause after the system refused a connection (no file descriptors left, for instance).
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// Which kinds of signed requests an axon takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wires {
    /// `bt_header_*`, as the Python SDK up to 10.x sends them.
    pub headers: bool,
    /// btauth/1, as services of the Python SDK 11 expect them.
    pub btauth: bool,
    /// Epistula v2. Its signature covers no path, so a signed body fits every synapse whose fields
    /// it has.
    pub epistula: bool,
}

impl Default for Wires {
    /// All but Epistula.
    fn default() -> Self {
        Self {
            headers: true,
            btauth: true,
            epistula: false,
        }
    }
}

/// Bounds of an axon.
#[derive(Clone, Debug)]
pub struct AxonConfig {
    /// Requests that handlers work on at the same time.
    pub max_workers: usize,
    /// Requests that may wait for a worker; more are refused with status 503.
    pub max_queue: usize,
    /// Largest body of a request.
    pub max_body_bytes: usize,
    /// Most bytes of bodies in memory at the same time; more requests wait.
    pub max_buffered_bytes: usize,
    /// Largest head of a request (request line and headers); 8 KiB at least.
    pub max_header_bytes: usize,
    /// Open connections; more wait in the system's backlog.
    pub max_connections: usize,
    /// Longest time for a request, whatever the client asks for.
    pub max_timeout: Duration,
    /// Longest time to send the head of a request, and to be idle between two.
    pub head_timeout: Duration,
    /// Requests remembered against replays; when full, requests are refused.
    pub max_nonces: usize,
    /// Which kinds of signed requests are taken.
    pub wires: Wires,
    /// What one caller may ask for.
    pub limits: CallerLimits,
    /// Whether anybody may read at `/openapi.json` which synapses the axon answers.
    pub describe: bool,
    /// The time by which nonces are judged.
    pub clock: Clock,
}

impl Default for AxonConfig {
    fn default() -> Self {
        Self {
            max_workers: 10,
            max_queue: 256,
            max_body_bytes: 16 * 1024 * 1024,
            max_buffered_bytes: 256 * 1024 * 1024,
            max_header_bytes: 64 * 1024,
            max_connections: 1024,
            max_timeout: Duration::from_secs(60),
            head_timeout: Duration::from_secs(15),
            max_nonces: 262_144,
            wires: Wires::default(),
            limits: CallerLimits::default(),
            describe: true,
            clock: Clock::system(),
        }
    }
}

/// Why an axon does not start.
#[derive(Debug, thiserror::Error)]
pub enum AxonError {
    /// The address cannot be listened on.
    #[error("cannot listen on {address}: {source}; choose another port or stop what uses it")]
    Bind {
        /// The address asked for.
        address: SocketAddr,
        /// What the system said.
        source: io::Error,
    },
    /// Two endpoints of the same name.
    #[error("two endpoints answer /{0}: attach each synapse once")]
    Duplicate(String),
    /// No random bytes for the axon's uuid.
    #[error("the operating system gave no random bytes: {0}")]
    NoRandomness(getrandom::Error),
}

/// An axon that does not run yet.
#[derive(Debug)]
pub struct Axon {
    hotkey: Keypair,
    config: AxonConfig,
    endpoints: Vec<Endpoint>,
}

impl Axon {
    /// An axon of this hotkey, which answers nothing but pings so far.
    #[must_use]
    pub fn new(hotkey: Keypair) -> Self {
        let ping = Endpoint::new(|ping: Ping, _: Caller| async move { Ok::<_, Refusal>(ping) });
        Self {
            hotkey,
            config: AxonConfig::default(),
            endpoints: vec![ping],
        }
    }

    /// Other bounds than the default ones.
    #[must_use]
    pub fn config(mut self, config: AxonConfig) -> Self {
        self.config = config;
        self
    }

    /// Adds an endpoint.
    #[must_use]
    pub fn attach(mut self, endpoint: Endpoint) -> Self {
        self.endpoints.push(endpoint);
        self
    }

    /// Listens and serves until the returned handle is shut down or dropped.
    ///
    /// # Errors
    /// The address is taken, or two endpoints have the same name.
    pub async fn bind(self, address: SocketAddr) -> Result<RunningAxon, AxonError> {
        let mut endpoints = HashMap::new();
        for endpoint in self.endpoints {
            let name = Arc::clone(&endpoint.name);
            if endpoints.insert(Arc::clone(&name), endpoint).is_some() {
                return Err(AxonError::Duplicate(name.to_string()));
            }
        }
        let listen = |source| AxonError::Bind { address, source };
        let listener = TcpListener::bind(address).await.map_err(listen)?;
        let address = listener.local_addr().map_err(listen)?;
        let config = self.config;
        let describe = || Document::new(&self.hotkey, config.wires, endpoints.values());
        let description = config.describe.then(describe);
        let public = self.hotkey.public();
        let clock = config.clock.clone();
        let budget = config.max_buffered_bytes.max(config.max_body_bytes) / 1024 + 1;
        let shared = Arc::new(Shared {
            hotkey_ss58: public.to_ss58(),
            hotkey: self.hotkey,
            uuid: wire::new_uuid().map_err(AxonError::NoRandomness)?,
            address,
            verifier: Verifier::new(public, clock.clone(), config.max_timeout, config.max_nonces),
            whole: WholeVerifiers::new(public, &clock, config.wires, config.max_nonces),
            clock,
            queue: PriorityQueue::new(config.max_workers, config.max_queue),
            body_budget: Arc::new(Semaphore::new(budget.min(Semaphore::MAX_PERMITS))),
            counters: Counters::default(),
            callers: Callers::new(&config.limits),
            description,
            config,
            endpoints,
        });
        let (stop, stopped) = oneshot::channel();
        let serving = tokio::spawn(accept(listener, Arc::clone(&shared), stopped));
        tracing::info!(%address, hotkey = %shared.hotkey_ss58, "axon serves");
        Ok(RunningAxon {
            shared,
            stop: Some(stop),
            serving,
        })
    }
}

/// A serving axon. Dropping it ends it at once; [`shutdown`](Self::shutdown) lets running requests
/// finish.
#[derive(Debug)]
pub struct RunningAxon {
    shared: Arc<Shared>,
    stop: Option<oneshot::Sender<()>>,
    serving: tokio::task::JoinHandle<()>,
}

/// What an axon did so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AxonStats {
    /// Requests that arrived.
    pub requests: u64,
    /// Answered with status 200.
    pub answered: u64,
    /// Refused with status 401.
    pub unverified: u64,
    /// Refused with status 403.
    pub blacklisted: u64,
    /// Not done in time (408).
    pub timed_out: u64,
    /// Refused because too many waited (503), or came from one caller (429).
    pub overloaded: u64,
    /// Everything else.
    pub failed: u64,
    /// Waiting for a worker now.
    pub waiting: u64,
}

impl RunningAxon {
    /// Where it listens.
    #[must_use]
    pub fn local_addr(&self) -> SocketAddr {
        self.shared.address
    }

    /// What it did so far.
    #[must_use]
    pub fn stats(&self) -> AxonStats {
        let counters = &self.shared.counters;
        AxonStats {
            requests: counters.requests.load(Ordering::Relaxed),
            answered: counters.answered.load(Ordering::Relaxed),
            unverified: counters.unverified.load(Ordering::Relaxed),
            blacklisted: counters.blacklisted.load(Ordering::Relaxed),
            timed_out: counters.timed_out.load(Ordering::Relaxed),
            overloaded: counters.overloaded.load(Ordering::Relaxed),
            failed: counters.failed.load(Ordering::Relaxed),
            waiting: u64::try_from(self.shared.queue.waiting()).unwrap_or(u64::MAX),
        }
    }

    /// Stops listening, lets running requests finish for up to five seconds, then ends.
    pub async fn shutdown(mut self) {
        if let Some(stop) = self.stop.take() {
            // The receiver is gone only if serving ended already.
            let _ = stop.send(());
        }
        let _ = (&mut self.serving).await;
    }
}

impl Drop for RunningAxon {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

/// Accepts connections until stopped. The connections' tasks end with this one.
async fn accept(listener: TcpListener, shared: Arc<Shared>, mut stopped: oneshot::Receiver<()>) {
    let connections = Arc::new(Semaphore::new(shared.config.max_connections.max(1)));
    let graceful = GracefulShutdown::new();
    let mut tasks = JoinSet::new();
    let router = Router::new()
        .fallback(handle)
        .with_state(Arc::clone(&shared));
    loop {
        while tasks.try_join_next().is_some() {}
        let next = async {
            let permit = Arc::clone(&connections).acquire_owned().await;
            (permit, listener.accept().await)
        };
        let (permit, accepted) = tokio::select! {
            biased;
            _ = &mut stopped => break,
            next = next => next,
        };
        let (stream, address) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                tracing::warn!(%error, "cannot accept a connection");
                tokio::time::sleep(ACCEPT_PAUSE).await;
                continue;
            }
        };
        // Closed without a word: whoever has so many connections can ask on one of them.
        let Some(place) = shared.callers.connection(address.ip()) else {
            continue;
        };
        let router = router.clone().layer(Extension(address));
        let connection = connect(stream, router, &shared, &graceful);
        tasks.spawn(async move {
            let (_permit, _place) = (permit, place);
            connection.await;
        });
    }
    drop(listener);
    if tokio::time::timeout(GRACE, graceful.shutdown())
        .await
        .is_err()
    {
        tracing::warn!("ended with requests still running");
    }
}

/// Serves one connection.
fn connect(
    stream: TcpStream,
    router: Router,
    shared: &Shared,
    graceful: &GracefulShutdown,
) -> impl Future<Output = ()> + Send + 'static {
    // Small replies go out at once; without it the option only costs latency.
    let _ = stream.set_nodelay(true);
    let service = hyper::service::service_fn(move |request: hyper::Request<Incoming>| {
        router.clone().oneshot(request.map(Body::new))
    });
    let mut builder = hyper::server::conn::http1::Builder::new();
    builder
        .timer(TokioTimer::new())
        .header_read_timeout(shared.config.head_timeout)
        .max_buf_size(shared.config.max_header_bytes.max(8 * 1024));
    let connection = graceful.watch(builder.serve_connection(TokioIo::new(stream), service));
    async move {
        if let Err(error) = connection.await {
            tracing::debug!(%error, "connection ended");
        }
    }
}

async fn handle(
    State(shared): State<Arc<Shared>>,
    Extension(address): Extension<SocketAddr>,
    request: Request,
) -> Response {
    pipeline::serve(shared, address, request).await
}
