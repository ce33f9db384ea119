//! Replays recorded raw requests of Python clients against a running axon.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

#[path = "../examples/recorded/mod.rs"]
mod recorded;

use std::{
    net::SocketAddr,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use serde_json::Value;
use taonet_neuron::{AxonConfig, Clock};
use taonet_wallet::Keypair;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

fn vectors(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../vectors/neuron")
        .join(name);
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

/// Rows in which this axon departs from the reference on purpose, with its own status. Each is
/// explained in the list of deviations.
const DEPARTURES: &[(&str, u16)] = &[
    ("no_signature", 401),
    ("empty_signature", 401),
    ("old_nonce_1h_old_version", 401),
    ("old_nonce_1h_no_version", 401),
    ("future_nonce_1day", 401),
    ("replay_lower", 200),
    ("unsigned_poisons_nonce", 401),
    ("after_poison", 200),
    ("body_dendrite_forged", 200),
    ("bad_timeout_header", 400),
    ("bad_nonce_header", 401),
    ("negative_nonce", 401),
    ("timeout_inf", 400),
    ("timeout_nan", 400),
    // The nonce is too old even for the cap, to which such a timeout stretches the window.
    ("timeout_1e300", 401),
    ("prefix_header", 401),
    ("required_no_input_obj", 200),
    ("input_obj_bad_base64", 200),
    ("content_type_absent", 200),
    ("big_header_70k", 431),
    // Endpoints without verification are not offered.
    ("bare_request_noverify", 404),
    ("noverify_with_hash", 404),
    // The description of the axon.
    ("openapi", 200),
];

struct RawReply {
    status: u16,
    head: String,
    body: String,
}

async fn send(address: SocketAddr, request: &Value) -> RawReply {
    let mut raw = format!("{}\r\n", request["line"].as_str().unwrap());
    let placeholder = |text: &str| match text.strip_prefix('(').and_then(|t| t.split_once(' ')) {
        Some((count, "bytes)")) => "b".repeat(count.parse().unwrap()),
        _ => text.to_owned(),
    };
    for header in request["headers"].as_array().unwrap() {
        let value = placeholder(header[1].as_str().unwrap());
        raw.push_str(&format!("{}: {value}\r\n", header[0].as_str().unwrap()));
    }
    let body = request["body_utf8"].as_str().unwrap_or_default();
    let body = match body {
        "{\"inp\":\"aaa...(5,000,000 a)\"}" => {
            format!("{{\"inp\":\"{}\"}}", "a".repeat(5_000_000))
        }
        body => body.to_owned(),
    };
    // The recorded ones keep the connection open; this reader wants its end.
    if !raw.to_lowercase().contains("\r\nconnection:") {
        raw.push_str("Connection: close\r\n");
    }
    raw.push_str("\r\n");
    raw.push_str(&body);
    let mut stream = TcpStream::connect(address).await.unwrap();
    // An axon that refuses early may close before it has read everything.
    let _ = stream.write_all(raw.as_bytes()).await;
    let mut reply = Vec::new();
    let _ = stream.read_to_end(&mut reply).await;
    let reply = String::from_utf8_lossy(&reply).into_owned();
    let (head, body) = reply.split_once("\r\n\r\n").unwrap_or((&reply, ""));
    let status = head.split(' ').nth(1).and_then(|code| code.parse().ok());
    RawReply {
        status: status.expect(head),
        head: head.to_owned(),
        body: body.to_owned(),
    }
}

fn header<'a>(request: &'a Value, name: &str) -> Option<&'a str> {
    let headers = request["headers"].as_array().unwrap();
    let found = headers
        .iter()
        .find(|one| one[0].as_str().unwrap().eq_ignore_ascii_case(name))?;
    found[1].as_str()
}

fn status_of(response: &Value) -> u16 {
    response["line"]
        .as_str()
        .unwrap()
        .split(' ')
        .nth(1)
        .unwrap()
        .parse()
        .unwrap()
}

/// User fields: everything but the base fields, which name the parties and the time.
fn user_fields(body: &str) -> Option<Value> {
    let mut value: Value = serde_json::from_str(body).ok()?;
    let base = "name timeout total_size header_size dendrite axon computed_body_hash";
    let object = value.as_object_mut()?;
    base.split(' ').for_each(|name| drop(object.remove(name)));
    Some(value)
}

/// The message without the random number, the echo of the input, or the list of endpoints, and
/// without ages, which depend on the moment.
fn comparable(message: &str) -> String {
    let cuts = [
        "Internal Server Error #",
        "Signature mismatch",
        "not found.",
        "but request was",
    ];
    for cut in cuts {
        if let Some(at) = message.find(cut) {
            return message[..at + cut.len()].to_owned();
        }
    }
    message
        .strip_suffix("Invalid SS58 address: Length is bad")
        .map_or_else(
            || message.to_owned(),
            |start| format!("{start}Invalid SS58 address"),
        )
}

async fn start(first_ns: u64) -> (taonet_neuron::RunningAxon, Arc<AtomicU64>) {
    let now = Arc::new(AtomicU64::new(first_ns - 30_000_000_000));
    let clock = {
        let now = Arc::clone(&now);
        Clock::custom(move || now.load(Ordering::SeqCst))
    };
    let axon = recorded::axon(Keypair::from_uri("//AxonHot").unwrap())
        .config(AxonConfig {
            clock,
            ..AxonConfig::default()
        })
        .bind("127.0.0.1:0".parse().unwrap())
        .await
        .unwrap();
    (axon, now)
}

#[tokio::test]
async fn raw_requests() {
    let file = vectors("axon_raw_requests.json");
    let rows = file["rows"].as_array().unwrap();
    let nonce_of = |row: &Value| -> Option<u64> {
        header(&row["request"], "bt_header_dendrite_nonce")?
            .parse()
            .ok()
    };
    let mut now_ns = nonce_of(&rows[0]).unwrap();
    let (axon, clock) = start(now_ns).await;
    let (mut same, mut departed) = (0, 0);
    for row in rows {
        let name = row["name"].as_str().unwrap();
        // A nonce close to now tells when the row was recorded.
        if let Some(nonce) = nonce_of(row).filter(|nonce| nonce.abs_diff(now_ns) < 2_500_000_000) {
            now_ns = now_ns.max(nonce + 1_000_000);
        }
        clock.store(now_ns, Ordering::SeqCst);
        let reply = send(axon.local_addr(), &row["request"]).await;
        if let Some((_, status)) = DEPARTURES.iter().find(|(known, _)| *known == name) {
            assert_eq!(
                reply.status, *status,
                "{name}: {} {}",
                reply.head, reply.body
            );
            departed += 1;
            continue;
        }
        let recorded = &row["response"];
        assert_eq!(
            reply.status,
            status_of(recorded),
            "{name}: {} {}",
            reply.head,
            reply.body
        );
        let expected = recorded["body_utf8"].as_str().unwrap_or_default();
        if reply.status == 200 {
            // A body too long to be recorded is cut there.
            if let Some(expected) = user_fields(expected) {
                assert_eq!(user_fields(&reply.body), Some(expected), "{name}");
            }
            for known in ["bt_header_axon_status_code: 200", "computed_body_hash: "] {
                assert!(reply.head.contains(known), "{name}: {}", reply.head);
            }
            let hash = header(recorded, "computed_body_hash").unwrap();
            assert!(reply.head.contains(hash), "{name}: {}", reply.head);
        } else if let Ok(expected) = serde_json::from_str::<Value>(expected) {
            let body: Value = serde_json::from_str(&reply.body).unwrap();
            if let Some(message) = expected["message"].as_str() {
                let said = body["message"].as_str().unwrap();
                assert!(
                    said.starts_with(&comparable(message)),
                    "{name}: said {said:?}, recorded {message:?}"
                );
            } else {
                assert!(body.get("detail").is_some(), "{name}: {}", reply.body);
            }
        }
        same += 1;
    }
    assert_eq!(same + departed, rows.len());
    println!(
        "neuron/axon_raw_requests.json: {same} of {} replies as recorded, {departed} deliberate \
         departures as listed",
        rows.len()
    );
    axon.shutdown().await;
}

#[tokio::test]
async fn recorded_exchanges() {
    // `Pri`, `Mode` and `RetNone` have hooks and handlers that fail in ways a Rust handler cannot.
    let left_out = [
        "priority_timeout",
        "priority_error",
        "priority_ok",
        "forward_returns_none",
    ];
    let file = vectors("exchanges.json");
    let rows = file["rows"].as_array().unwrap();
    let mut axon = None;
    let mut passed = 0;
    let mut skipped = 0;
    for row in rows {
        let name = row["name"].as_str().unwrap();
        let class = row["synapse_class"].as_str().unwrap();
        if row.get("response").is_none_or(Value::is_null)
            || row["response"]["line"].as_str() == Some("")
            || left_out.contains(&name)
            || class == "Mode"
        {
            skipped += 1;
            continue;
        }
        let request = &row["request"];
        let nonce: u64 = header(request, "bt_header_dendrite_nonce")
            .unwrap()
            .parse()
            .unwrap();
        if axon.is_none() {
            axon = Some(start(nonce).await);
        }
        let (axon, clock) = axon.as_ref().unwrap();
        clock.store(nonce + 1_000_000, Ordering::SeqCst);
        let reply = send(axon.local_addr(), request).await;
        let recorded = &row["response"];
        assert_eq!(reply.status, status_of(recorded), "{name}: {}", reply.head);
        if let Some(chunks) = recorded.get("chunks_utf8") {
            assert!(
                reply.head.contains("content-type: text/event-stream"),
                "{}",
                reply.head
            );
            for chunk in chunks.as_array().unwrap() {
                assert!(
                    reply.body.contains(chunk.as_str().unwrap()),
                    "{name}: {}",
                    reply.body
                );
            }
        } else if reply.status == 200 {
            let expected = user_fields(recorded["body_utf8"].as_str().unwrap());
            assert_eq!(user_fields(&reply.body), expected, "{name}");
            let hash = header(recorded, "computed_body_hash").unwrap();
            assert!(reply.head.contains(hash), "{name}: {}", reply.head);
        } else if let Some(message) = header(recorded, "bt_header_axon_status_message") {
            assert!(
                reply.head.contains(&comparable(message)),
                "{name}: {}",
                reply.head
            );
        }
        passed += 1;
    }
    println!(
        "neuron/exchanges.json: {passed} of {} replies as recorded, {skipped} not applicable",
        rows.len()
    );
    assert!(passed >= 14, "only {passed} rows were replayed");
}
