//! Hostile, slow and overloaded peers on both sides of the wire.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use bytes::Bytes;
use futures::StreamExt;
use taonet_neuron::{
    Axon, AxonConfig, AxonError, CallError, Caller, Clock, Dendrite, Endpoint, Refusal,
    RunningAxon, Synapse, Target, wire,
};
use taonet_wallet::Keypair;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

#[derive(Clone, Debug, PartialEq, Synapse)]
#[synapse(hash(text))]
struct Work {
    text: String,
    #[synapse(default)]
    answer: String,
}

fn work(text: &str) -> Work {
    Work {
        text: text.to_owned(),
        answer: String::new(),
    }
}

const LONG: Duration = Duration::from_secs(10);

fn key(uri: &str) -> Keypair {
    Keypair::from_uri(uri).unwrap()
}

fn dendrite() -> Dendrite {
    Dendrite::builder(key("//Bob"))
        .allow_private_targets(true)
        .build()
        .unwrap()
}

fn target(address: SocketAddr) -> Target {
    Target::new(key("//Axon").public(), address)
}

/// Sleeps for as many milliseconds as the text says, panics on "panic", and notes the order.
async fn start(config: AxonConfig, order: Arc<Mutex<Vec<String>>>) -> RunningAxon {
    Axon::new(key("//Axon"))
        .config(config)
        .attach(
            Endpoint::new(move |mut work: Work, caller: Caller| {
                let order = Arc::clone(&order);
                async move {
                    assert_ne!(work.text, "panic", "asked for");
                    order.lock().unwrap().push(work.text.clone());
                    let pause = work.text.parse().unwrap_or(0);
                    tokio::time::sleep(Duration::from_millis(pause)).await;
                    work.answer = format!("{} for {}", work.text, caller.hotkey);
                    Ok::<_, Refusal>(work)
                }
            })
            .priority(|caller: Caller| async move { caller.timeout.as_secs_f64() }),
        )
        .bind("127.0.0.1:0".parse().unwrap())
        .await
        .unwrap()
}

async fn plain() -> RunningAxon {
    start(AxonConfig::default(), Arc::default()).await
}

/// A correctly signed raw request.
fn signed(axon: &RunningAxon, body: &str, hash_of: &Work, extra: &str) -> String {
    let bob = key("//Bob");
    let nonce = Clock::system().now_ns();
    let (hash, uuid) = (hash_of.body_hash(), wire::new_uuid().unwrap());
    let (own, theirs) = (bob.ss58(), key("//Axon").ss58());
    let message = wire::signed_message(nonce, &own, &theirs, Some(&uuid), Some(&hash));
    let signature = bob.sign_hex(message.as_bytes());
    format!(
        "POST /Work HTTP/1.1\r\nhost: {}\r\ntimeout: 5.0\r\nbt_header_dendrite_nonce: {nonce}\r\n\
         bt_header_dendrite_uuid: {uuid}\r\nbt_header_dendrite_hotkey: {own}\r\n\
         bt_header_dendrite_signature: {signature}\r\ncomputed_body_hash: {hash}\r\n{extra}\
         connection: close\r\n\r\n{body}",
        axon.local_addr()
    )
}

async fn raw(address: SocketAddr, request: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let _ = stream.write_all(request).await;
    let mut reply = Vec::new();
    let read = stream.read_to_end(&mut reply);
    let _ = tokio::time::timeout(LONG, read)
        .await
        .expect("the axon must close the connection");
    String::from_utf8_lossy(&reply).into_owned()
}

fn status(reply: &str) -> u16 {
    reply
        .split(' ')
        .nth(1)
        .and_then(|code| code.parse().ok())
        .unwrap_or(0)
}

#[tokio::test]
async fn verified_caller_reaches_the_handler() {
    let axon = plain().await;
    let reply = dendrite()
        .call(&target(axon.local_addr()), &work("0"), LONG)
        .await
        .unwrap();
    assert_eq!(
        reply.synapse.answer,
        format!("0 for {}", key("//Bob").ss58())
    );
    assert!(reply.process_time_s.unwrap() >= 0.0 && reply.message == "Success");
    dendrite()
        .ping(&target(axon.local_addr()), LONG)
        .await
        .unwrap();
    assert_eq!(axon.stats().answered, 2);
}

#[tokio::test]
async fn a_request_is_answered_once() {
    let axon = plain().await;
    let body = r#"{"text": "0"}"#;
    let length = format!("content-length: {}\r\n", body.len());
    let request = signed(&axon, body, &work("0"), &length);
    assert_eq!(
        status(&raw(axon.local_addr(), request.as_bytes()).await),
        200
    );
    // Neither again nor with another unsigned timeout.
    for replay in [
        request.clone(),
        request.replace("timeout: 5.0", "timeout: 60.0"),
    ] {
        let reply = raw(axon.local_addr(), replay.as_bytes()).await;
        assert_eq!(status(&reply), 401, "{reply}");
    }
    assert_eq!(axon.stats().unverified, 2);
}

#[tokio::test]
async fn a_changed_body_and_doubled_headers_are_refused() {
    let axon = plain().await;
    let body = r#"{"text": "1"}"#;
    let length = format!("content-length: {}\r\n", body.len());
    let reply = raw(
        axon.local_addr(),
        signed(&axon, body, &work("0"), &length).as_bytes(),
    )
    .await;
    assert_eq!(status(&reply), 500, "{reply}");
    assert!(reply.contains("hash"), "{reply}");
    let twice = format!(
        "{length}bt_header_dendrite_hotkey: {}\r\n",
        key("//Eve").ss58()
    );
    let reply = raw(
        axon.local_addr(),
        signed(&axon, body, &work("1"), &twice).as_bytes(),
    )
    .await;
    assert_eq!(status(&reply), 401, "{reply}");
    assert_eq!(axon.stats().answered, 0);
}

#[tokio::test]
async fn oversize_and_malformed_requests_end_with_a_status() {
    let config = AxonConfig {
        max_body_bytes: 1000,
        ..AxonConfig::default()
    };
    let axon = start(config, Arc::default()).await;
    let address = axon.local_addr();
    let large = format!(r#"{{"text": "{}"}}"#, "a".repeat(2000));
    let length = format!("content-length: {}\r\n", large.len());
    let reply = raw(
        address,
        signed(&axon, &large, &work("0"), &length).as_bytes(),
    )
    .await;
    assert_eq!(status(&reply), 413, "{reply}");
    let chunked = format!("{:x}\r\n{large}\r\n0\r\n\r\n", large.len());
    let encoding = "transfer-encoding: chunked\r\n";
    let reply = raw(
        address,
        signed(&axon, &chunked, &work("0"), encoding).as_bytes(),
    )
    .await;
    assert_eq!(status(&reply), 413, "{reply}");

    let many = format!("GET /Work HTTP/1.1\r\n{}\r\n", "a: b\r\n".repeat(500));
    assert_eq!(status(&raw(address, many.as_bytes()).await), 431);
    let garbage: [&[u8]; 4] = [
        b"\x16\x03\x01\x02\x00\x01",
        b"GET\r\n\r\n",
        b"POST / HTTP/9.9\r\n\r\n",
        b"\r\n\x00\r\n\r\n",
    ];
    for request in garbage {
        assert_eq!(status(&raw(address, request).await), 400);
    }
    dendrite()
        .ping(&target(address), LONG)
        .await
        .expect("still there");
}

#[tokio::test]
async fn slow_clients_are_cut_off() {
    let config = AxonConfig {
        head_timeout: Duration::from_millis(200),
        ..AxonConfig::default()
    };
    let axon = start(config, Arc::default()).await;
    let started = Instant::now();
    raw(axon.local_addr(), b"POST /Work HTTP/1.1\r\nhost: x\r\n").await;
    assert!(started.elapsed() < Duration::from_secs(5));

    // A signed head and a body that never comes: the announced timeout ends it.
    let request = signed(&axon, "", &work("0"), "content-length: 10\r\n");
    let request = request.replace("timeout: 5.0", "timeout: 0.3");
    let reply = raw(axon.local_addr(), request.as_bytes()).await;
    assert_eq!(status(&reply), 408, "{reply}");
}

#[tokio::test]
async fn handlers_may_panic_or_hang() {
    let config = AxonConfig {
        max_timeout: Duration::from_millis(300),
        ..AxonConfig::default()
    };
    let axon = start(config, Arc::default()).await;
    let client = dendrite();
    let to = target(axon.local_addr());
    let error = client.call(&to, &work("panic"), LONG).await.unwrap_err();
    assert_eq!(error.status(), 500, "{error}");
    let error = client.call(&to, &work("60000"), LONG).await.unwrap_err();
    assert!(
        matches!(&error, CallError::Refused { status: 408, message } if message.contains("0.3s")),
        "{error}"
    );
    client
        .call(&to, &work("0"), LONG)
        .await
        .expect("still there");
}

#[tokio::test]
async fn the_queue_is_bounded_and_ordered() {
    let order = Arc::new(Mutex::new(Vec::new()));
    let config = AxonConfig {
        max_workers: 1,
        max_queue: 3,
        ..AxonConfig::default()
    };
    let axon = start(config, Arc::clone(&order)).await;
    let to = target(axon.local_addr());
    let client = dendrite();
    let ask = |text: &'static str, seconds| {
        let (client, synapse) = (client.clone(), work(text));
        tokio::spawn(async move {
            client
                .call(&to, &synapse, Duration::from_secs(seconds))
                .await
                .map(|_| ())
        })
    };
    let until = |waiting| {
        let axon = &axon;
        async move {
            let started = Instant::now();
            while axon.stats().waiting != waiting {
                assert!(started.elapsed() < LONG, "{:?}", axon.stats());
                tokio::time::sleep(Duration::from_millis(2)).await;
            }
        }
    };
    let mut all = vec![ask("700", 30)];
    while order.lock().unwrap().is_empty() {
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    // The hook ranks by timeout: the last to come goes first.
    for (index, (text, seconds)) in [("1", 11), ("2", 12), ("3", 13)].into_iter().enumerate() {
        all.push(ask(text, seconds));
        until(index as u64 + 1).await;
    }
    let refused = ask("4", 14).await.unwrap().unwrap_err();
    assert_eq!(refused.status(), 503, "{refused}");
    for one in all {
        one.await.unwrap().unwrap();
    }
    assert_eq!(*order.lock().unwrap(), ["700", "3", "2", "1"]);
    assert_eq!(axon.stats().overloaded, 1);
}

#[tokio::test]
async fn shutdown_finishes_what_runs_and_frees_the_port() {
    let axon = plain().await;
    let address = axon.local_addr();
    let taken = Axon::new(key("//Other")).bind(address).await.unwrap_err();
    assert!(matches!(taken, AxonError::Bind { .. }) && taken.to_string().contains("port"));
    let running =
        tokio::spawn(async move { dendrite().call(&target(address), &work("300"), LONG).await });
    while axon.stats().requests == 0 {
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    axon.shutdown().await;
    running
        .await
        .unwrap()
        .expect("a running request is answered");
    let error = dendrite().ping(&target(address), LONG).await.unwrap_err();
    assert!(matches!(error, CallError::Unreachable { .. }), "{error}");
    Axon::new(key("//Other"))
        .bind(address)
        .await
        .expect("the port is free");
}

#[tokio::test]
async fn streams_end_at_the_deadline_or_with_an_error() {
    let axon = Axon::new(key("//Axon"))
        .attach(Endpoint::streaming(|work: Work, _: Caller| async move {
            let text = Bytes::from(work.text.clone());
            let chunks = futures::stream::iter(0..1000).then(move |index| {
                let (text, work) = (text.clone(), work.clone());
                async move {
                    tokio::time::sleep(Duration::from_millis(20)).await;
                    if work.text == "break" && index == 3 {
                        return Err(Refusal::internal("broken on purpose"));
                    }
                    Ok(text)
                }
            });
            Ok::<_, Refusal>(chunks)
        }))
        .bind("127.0.0.1:0".parse().unwrap())
        .await
        .unwrap();
    let to = target(axon.local_addr());
    for (text, timeout) in [("break", 5000), ("endless", 300)] {
        let limit = Duration::from_millis(timeout);
        let mut stream = dendrite().stream(&to, &work(text), limit).await.unwrap();
        let mut chunks = 0;
        let error = loop {
            match stream.next().await.expect("an error before the end") {
                Ok(chunk) => chunks += usize::from(!chunk.is_empty()),
                Err(error) => break error,
            }
        };
        assert!(chunks >= 1, "{text}");
        assert!(
            matches!(error, CallError::Payload(_) | CallError::Timeout { .. }),
            "{error}"
        );
        assert!(stream.next().await.is_none());
    }
    let small = Dendrite::builder(key("//Bob"))
        .allow_private_targets(true)
        .max_response_bytes(20)
        .build()
        .unwrap();
    let error = small
        .stream(&to, &work("endless"), LONG)
        .await
        .unwrap()
        .text()
        .await
        .unwrap_err();
    assert!(matches!(error, CallError::TooLarge { .. }), "{error}");
}

async fn misbehaving(reply: &'static [u8], hold: bool) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut chunk = [0; 65536];
        let _ = stream.read(&mut chunk).await;
        let _ = stream.write_all(reply).await;
        if hold {
            tokio::time::sleep(LONG).await;
        }
    });
    address
}

#[tokio::test]
async fn bad_axons_give_typed_errors() {
    let garbage = misbehaving(b"hello, this is no HTTP\r\n\r\n", false).await;
    let silent = misbehaving(b"", true).await;
    let half = misbehaving(
        b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n",
        true,
    )
    .await;
    let closed = misbehaving(b"", false).await;
    let huge = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 99999999999\
        \r\n\r\n[1";
    let huge = misbehaving(huge, true).await;
    let gone = TcpListener::bind("127.0.0.1:0")
        .await
        .unwrap()
        .local_addr()
        .unwrap();
    let good = plain().await;

    let names = [
        "garbage", "silent", "half", "closed", "huge", "gone", "good",
    ];
    let addresses = [garbage, silent, half, closed, huge, gone, good.local_addr()];
    let targets: Vec<_> = names
        .into_iter()
        .zip(addresses)
        .map(|(name, at)| (name, target(at)))
        .collect();
    let started = Instant::now();
    let answers = dendrite()
        .query(&targets, &work("0"), Duration::from_millis(500))
        .await;
    assert!(
        started.elapsed() < Duration::from_secs(5),
        "all at the same time"
    );
    let statuses: Vec<_> = answers
        .iter()
        .map(|(name, result)| {
            (
                *name,
                result
                    .as_ref()
                    .map_or_else(CallError::status, |reply| reply.status),
            )
        })
        .collect();
    assert_eq!(
        statuses,
        [
            ("garbage", 422),
            ("silent", 408),
            ("half", 408),
            ("closed", 503),
            ("huge", 408),
            ("gone", 503),
            ("good", 200)
        ]
    );
}

#[tokio::test]
async fn reserved_addresses_are_not_dialled_by_default() {
    let careful = Dendrite::new(key("//Bob")).unwrap();
    let addresses = [
        "127.0.0.1:1",
        "10.1.2.3:1",
        "192.168.0.1:1",
        "169.254.169.254:80",
        "100.64.0.1:1",
        "0.0.0.0:1",
        "255.255.255.255:1",
        "[::1]:1",
        "[fe80::1]:1",
        "[fd00::1]:1",
        "[::ffff:127.0.0.1]:1",
        "224.0.0.1:1",
    ];
    for address in addresses {
        let to = target(address.parse().unwrap());
        let error = careful.ping(&to, LONG).await.unwrap_err();
        assert!(
            matches!(error, CallError::PrivateTarget(_)),
            "{address}: {error}"
        );
    }
}
