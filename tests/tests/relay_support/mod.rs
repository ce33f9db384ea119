//! A relay before a node that reads along, changes answers, and cuts the line at a chosen word.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]
#![allow(unreachable_pub, reason = "each test file uses its own part")]

use serde_json::Value;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{
        TcpListener, TcpStream,
        tcp::{OwnedReadHalf, OwnedWriteHalf},
    },
};

/// What is said on the line.
pub struct Message<'a> {
    /// Method of the request, of the request that is answered, or of the notification.
    pub method: &'a str,
    /// Whether the node says it.
    pub from_node: bool,
    /// The whole; may be changed.
    pub json: &'a mut Value,
}

/// What becomes of it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It goes on.
    Pass,
    /// It does not arrive, and the line is cut.
    Cut,
    /// It arrives, and the line is cut.
    PassAndCut,
}

type Judge = dyn Fn(Message<'_>) -> Verdict + Send + Sync;

/// Stands before a node.
pub struct Relay {
    /// Where to connect to instead of the node.
    pub address: String,
}

impl Relay {
    /// A relay to the node at this address. The judge may block: it holds up this line alone.
    pub fn before(
        node: &str,
        judge: impl Fn(Message<'_>) -> Verdict + Send + Sync + 'static,
    ) -> Self {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        listener.set_nonblocking(true).unwrap();
        let listener = TcpListener::from_std(listener).unwrap();
        let judge: Arc<Judge> = Arc::new(judge);
        let node = node.to_owned();
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let node = TcpStream::connect(&node).await.unwrap();
                tokio::spawn(line(client, node, judge.clone()));
            }
        });
        Self { address }
    }
}

async fn line(client: TcpStream, node: TcpStream, judge: Arc<Judge>) {
    let methods = Arc::new(Mutex::new(HashMap::new()));
    let (from_client, to_client) = client.into_split();
    let (from_node, to_node) = node.into_split();
    let said = pump(from_client, to_node, false, methods.clone(), judge.clone());
    let answered = pump(from_node, to_client, true, methods, judge);
    // Dropping the other half closes both sockets.
    tokio::select! { _ = said => {}, _ = answered => {} }
}

type Methods = Arc<Mutex<HashMap<String, String>>>;

async fn pump(
    mut from: OwnedReadHalf,
    mut to: OwnedWriteHalf,
    from_node: bool,
    methods: Methods,
    judge: Arc<Judge>,
) -> std::io::Result<()> {
    handshake(&mut from, &mut to).await?;
    loop {
        let frame = Frame::read(&mut from).await?;
        let Some(mut json) = frame.json() else {
            to.write_all(&frame.bytes(from_node)).await?;
            continue;
        };
        let method = method(&json, &methods);
        let before = json.clone();
        let verdict = tokio::task::block_in_place(|| {
            judge(Message {
                method: &method,
                from_node,
                json: &mut json,
            })
        });
        if verdict == Verdict::Cut {
            return Ok(());
        }
        let frame = if json == before {
            frame
        } else {
            Frame {
                payload: json.to_string().into_bytes(),
                ..frame
            }
        };
        to.write_all(&frame.bytes(from_node)).await?;
        if verdict == Verdict::PassAndCut {
            to.flush().await?;
            return Ok(());
        }
    }
}

/// Passes on the HTTP part.
async fn handshake(from: &mut OwnedReadHalf, to: &mut OwnedWriteHalf) -> std::io::Result<()> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(from.read_u8().await?);
    }
    to.write_all(&head).await
}

/// The method that a message is about.
fn method(json: &Value, methods: &Methods) -> String {
    let id = json["id"].to_string();
    match json["method"].as_str() {
        Some(method) => {
            methods.lock().unwrap().insert(id, method.to_owned());
            method.to_owned()
        }
        None => methods.lock().unwrap().remove(&id).unwrap_or_default(),
    }
}

/// A WebSocket frame, unmasked.
struct Frame {
    first: u8,
    payload: Vec<u8>,
}

impl Frame {
    async fn read(from: &mut OwnedReadHalf) -> std::io::Result<Self> {
        let first = from.read_u8().await?;
        let second = from.read_u8().await?;
        let length = match second & 0x7f {
            126 => u64::from(from.read_u16().await?),
            127 => from.read_u64().await?,
            short => u64::from(short),
        };
        let mut mask = [0; 4];
        if second & 0x80 != 0 {
            from.read_exact(&mut mask).await?;
        }
        let mut payload = vec![0; usize::try_from(length).unwrap()];
        from.read_exact(&mut payload).await?;
        for (byte, mask) in payload.iter_mut().zip(mask.iter().cycle()) {
            *byte ^= mask;
        }
        Ok(Self { first, payload })
    }

    /// The message, if the frame is a whole one of text.
    fn json(&self) -> Option<Value> {
        const WHOLE_TEXT: u8 = 0x81;
        const WHOLE_BINARY: u8 = 0x82;
        let whole = matches!(self.first, WHOLE_TEXT | WHOLE_BINARY);
        whole.then(|| serde_json::from_slice(&self.payload).ok())?
    }

    /// The frame for a client, or with an empty mask for a node.
    fn bytes(&self, to_client: bool) -> Vec<u8> {
        let masked = if to_client { 0 } else { 0x80 };
        let mut bytes = vec![self.first];
        match self.payload.len() {
            length @ ..=125 => bytes.push(masked | length as u8),
            length @ ..=0xffff => {
                bytes.push(masked | 126);
                bytes.extend((length as u16).to_be_bytes());
            }
            length => {
                bytes.push(masked | 127);
                bytes.extend((length as u64).to_be_bytes());
            }
        }
        if !to_client {
            bytes.extend([0; 4]);
        }
        bytes.extend(&self.payload);
        bytes
    }
}
