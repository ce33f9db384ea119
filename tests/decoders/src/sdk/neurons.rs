//! Requests and replies between neurons.

use std::{
    io::{Read, Write},
    net::{Shutdown, SocketAddr, TcpListener, TcpStream},
    sync::{
        OnceLock,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use taonet_neuron::{
    Axon, AxonConfig, Caller, Clock, Dendrite, Endpoint, Json, Refusal, Synapse, Target, WireValue,
    python_text, wire,
};
use taonet_wallet::Keypair;

/// How long an exchange may take. Ends of streams are seen at once, so nothing waits for it.
const PATIENCE: Duration = Duration::from_secs(5);
/// The time at which all exchanges happen, ns since 1970, so that samples stay fresh.
const NOW_NS: u64 = 1_700_000_000_000_000_000;
/// Name of the threads that serve, by which their panics are told from others.
const SERVER: &str = "fuzzed-axon";

/// A synapse with a field of every kind.
#[derive(Clone, Debug, Synapse)]
#[synapse(hash(text, number, ratio, items))]
struct Everything {
    text: String,
    number: i64,
    ratio: f64,
    #[synapse(default)]
    items: Vec<Nested>,
    #[synapse(default)]
    flag: Option<bool>,
    #[synapse(default)]
    more: Option<Json>,
}

#[derive(Clone, Debug, WireValue)]
struct Nested {
    name: String,
    values: Vec<f32>,
}

/// JSON as neurons read it: what is read is written, and reads the same.
pub fn neuron_json(data: &[u8]) {
    let Ok(json) = Json::parse(data) else {
        return;
    };
    let text = json.to_string();
    let again = Json::parse(text.as_bytes());
    // By text, since a NaN does not equal itself.
    assert_eq!(
        again.map(|json| json.to_string()),
        Ok(text),
        "a text of its own"
    );
    assert!(!python_text::repr(&json).is_empty());
}

pub(super) fn json_samples() -> Vec<Vec<u8>> {
    let deep = format!("{}1{}", "[".repeat(60), "]".repeat(60));
    [
        r#"{"text":"a \"quoted\" \u00e9\ud83d\ude00 text","number":-12,"list":[1,2.5e-3,null,true]}"#,
        "[NaN, Infinity, -Infinity, 1e400, 123456789012345678901234567890]",
        &deep,
    ]
    .map(|text| text.as_bytes().to_vec())
    .to_vec()
}

/// The body of a request, and the same as a reply: into a struct, hashed, and back.
pub fn neuron_body(data: &[u8]) {
    let Ok(json) = Json::parse(data) else {
        return;
    };
    let Ok(fields) = json.as_fields() else {
        return;
    };
    let Ok(request) = Everything::from_fields(fields) else {
        return;
    };
    let hash = request.body_hash();
    assert_eq!(hash.len(), 64);
    let written = Json::object(request.to_fields());
    let again = written.as_fields().map(Everything::from_fields);
    let again = again.ok().and_then(Result::ok);
    assert_eq!(
        again.map(|request| request.body_hash()),
        Some(hash),
        "what is sent on has the hash of what came"
    );
    // A reply of anything may be put over a request.
    let _merged = request.merge_fields(fields);
}

pub(super) fn bodies() -> Vec<Vec<u8>> {
    let whole = r#"{"text":"why?","number":3,"ratio":0.5,"items":[{"name":"a","values":[1,2.5]}],
        "flag":"yes","more":{"x":[]},"name":"Everything","timeout":12.0}"#;
    let coerced = r#"{"text":"","number":"7","ratio":1,"flag":0,"items":[]}"#;
    vec![whole.as_bytes().to_vec(), coerced.as_bytes().to_vec()]
}

fn everything() -> Everything {
    Everything {
        text: "why?".into(),
        number: 3,
        ratio: 0.5,
        items: vec![],
        flag: None,
        more: None,
    }
}

/// Panics on the threads that serve, which no caller would see.
static PANICS: AtomicU64 = AtomicU64::new(0);

fn count_panics() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if std::thread::current().name() == Some(SERVER) {
            PANICS.fetch_add(1, Ordering::SeqCst);
        }
        before(info);
    }));
}

/// An axon that serves for as long as the process lives; none where no socket can be had.
fn served() -> Option<SocketAddr> {
    static ADDRESS: OnceLock<Option<SocketAddr>> = OnceLock::new();
    *ADDRESS.get_or_init(|| {
        count_panics();
        let (tell, told) = std::sync::mpsc::channel();
        std::thread::Builder::new()
            .name(SERVER.into())
            .spawn(move || {
                let runtime = tokio::runtime::Builder::new_current_thread()
                    .enable_all()
                    .build();
                let (Ok(runtime), Ok(hotkey)) = (runtime, Keypair::from_uri("//Axon")) else {
                    return;
                };
                runtime.block_on(async move {
                    let config = AxonConfig {
                        clock: Clock::custom(|| NOW_NS),
                        max_body_bytes: 1 << 20,
                        ..AxonConfig::default()
                    };
                    let endpoint =
                        Endpoint::new(
                            |ask: Everything, _: Caller| async move { Ok::<_, Refusal>(ask) },
                        );
                    let axon = Axon::new(hotkey).config(config).attach(endpoint);
                    if let Ok(running) = axon.bind(SocketAddr::from(([127, 0, 0, 1], 0))).await {
                        // The other end waits, unless it is gone, and then nobody asks.
                        let _ = tell.send(running.local_addr());
                        std::future::pending::<()>().await;
                    }
                });
            })
            .ok()?;
        told.recv().ok()
    })
}

/// The bytes of a connection to an axon: request line, headers, body.
///
/// Whatever comes, the axon answers in HTTP or hangs up, and no thread of it panics.
pub fn neuron_request(data: &[u8]) {
    let Some(stream) = served().and_then(|address| TcpStream::connect(address).ok()) else {
        return;
    };
    let answer = exchange(stream, data);
    assert!(
        answer.is_empty() || answer.starts_with(b"HTTP/1."),
        "an answer that is no HTTP"
    );
    assert_eq!(PANICS.load(Ordering::SeqCst), 0, "the axon panicked");
}

/// Sends everything, then reads everything. A connection that breaks gives what came.
fn exchange(mut stream: TcpStream, data: &[u8]) -> Vec<u8> {
    let mut answer = Vec::new();
    let _ = stream.set_read_timeout(Some(PATIENCE));
    let _ = stream.set_write_timeout(Some(PATIENCE));
    // The other end may hang up at any byte.
    let _ = stream.write_all(data);
    let _ = stream.shutdown(Shutdown::Write);
    let _ = stream.read_to_end(&mut answer);
    answer
}

pub(super) fn requests() -> Vec<Vec<u8>> {
    let (Ok(client), Ok(axon)) = (Keypair::from_uri("//Client"), Keypair::from_uri("//Axon"))
    else {
        return Vec::new();
    };
    let request = |nonce: u64, body: String, hash: String| {
        let (from, to) = (client.ss58(), axon.ss58());
        let message = wire::signed_message(nonce, &from, &to, Some("one"), Some(&hash));
        let signature = client.sign_hex(message.as_bytes());
        format!(
            "POST /Everything HTTP/1.1\r\nhost: axon\r\nname: Everything\r\ntimeout: 12.0\r\n\
             bt_header_dendrite_nonce: {nonce}\r\nbt_header_dendrite_uuid: one\r\n\
             bt_header_dendrite_hotkey: {from}\r\nbt_header_dendrite_signature: {signature}\r\n\
             bt_header_dendrite_version: 10005000\r\ncomputed_body_hash: {hash}\r\n\
             bt_header_input_obj_text: IiI=\r\ncontent-type: application/json\r\n\
             content-length: {}\r\n\r\n{body}",
            body.len()
        )
        .into_bytes()
    };
    let body = Json::object(everything().to_fields()).to_string();
    let chunked = "POST /Everything HTTP/1.1\r\nhost: axon\r\ntransfer-encoding: chunked\r\n\r\n\
                   5\r\n{\"a\":\r\n0\r\n\r\n";
    vec![
        request(NOW_NS, body, everything().body_hash()),
        request(NOW_NS + 1, "[".repeat(10_000), everything().body_hash()),
        chunked.as_bytes().to_vec(),
        b"GET /Ping HTTP/1.0\r\n\r\n".to_vec(),
    ]
}

/// The bytes that a miner answers a dendrite with: a reply, or a stream. They come back as a
/// synapse or as an error.
pub fn neuron_reply(data: &[u8]) {
    static CLIENT: OnceLock<Option<(tokio::runtime::Runtime, Dendrite)>> = OnceLock::new();
    let client = CLIENT.get_or_init(|| {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build();
        let keypair = Keypair::from_uri("//Client").ok()?;
        let dendrite = Dendrite::builder(keypair)
            .allow_private_targets(true)
            .max_response_bytes(1 << 20)
            .build();
        Some((runtime.ok()?, dendrite.ok()?))
    });
    let listener = TcpListener::bind(("127.0.0.1", 0));
    let (Some((runtime, dendrite)), Ok(listener), Ok(axon)) =
        (client, listener, Keypair::from_uri("//Axon"))
    else {
        return;
    };
    let Ok(address) = listener.local_addr() else {
        return;
    };
    let target = Target::new(axon.public(), address);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for _ in 0..2 {
                let Ok((mut stream, _)) = listener.accept() else {
                    return;
                };
                answer_with(&mut stream, data);
            }
        });
        runtime.block_on(async {
            if let Ok(reply) = dendrite.call(&target, &everything(), PATIENCE).await {
                assert_eq!(reply.synapse.body_hash().len(), 64);
            }
            if let Ok(stream) = dendrite.stream(&target, &everything(), PATIENCE).await {
                let _text = stream.text().await;
            }
        });
        // A call that failed before it connected leaves the server waiting.
        let _ = TcpStream::connect(address);
        let _ = TcpStream::connect(address);
    });
}

/// Reads a request up to the end of its head, and answers with the bytes.
fn answer_with(stream: &mut TcpStream, data: &[u8]) {
    let mut head = Vec::new();
    let mut part = [0; 4_096];
    let _ = stream.set_read_timeout(Some(PATIENCE));
    while !head.windows(4).any(|end| end == b"\r\n\r\n") {
        match stream.read(&mut part) {
            Ok(count) if count > 0 => head.extend(part.iter().take(count)),
            _ => break,
        }
    }
    let _ = stream.write_all(data);
    let _ = stream.shutdown(Shutdown::Write);
    // To the end, since a close with unread bytes would take the answer back.
    let _ = stream.read_to_end(&mut head);
}

pub(super) fn replies() -> Vec<Vec<u8>> {
    let body = Json::object(everything().to_fields()).to_string();
    let whole = format!(
        "HTTP/1.1 200 OK\r\nbt_header_axon_status_code: 200\r\n\
         bt_header_axon_status_message: Success\r\nbt_header_axon_process_time: 0.01\r\n\
         content-length: {}\r\n\r\n{body}",
        body.len()
    );
    let refused = "HTTP/1.1 403 Forbidden\r\nbt_header_axon_status_code: 403\r\n\
                   content-length: 24\r\n\r\n{\"message\":\"Forbidden.\"}";
    let stream = "HTTP/1.1 200 OK\r\nbt_header_axon_status_code: 200\r\n\
                  content-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n\
                  3\r\nabc\r\n1\r\nd\r\n0\r\n\r\n";
    [whole.as_str(), refused, stream]
        .map(|text| text.as_bytes().to_vec())
        .to_vec()
}
