//! WebSockets: just enough of RFC 6455 to talk JSON-RPC with a server we started.

use super::DEADLINE;
use serde_json::{Value, json};
use std::{
    collections::VecDeque,
    io::{BufReader, Read, Write},
    net::TcpStream,
};

/// A client's frames must be masked; any key will do.
const MASK: [u8; 4] = [1, 2, 3, 4];

/// Kinds of frames.
pub const TEXT: u8 = 1;
pub const BINARY: u8 = 2;
const PING: u8 = 9;
const PONG: u8 = 10;

/// One connection with any number of requests and subscriptions.
pub struct Connection {
    stream: BufReader<TcpStream>,
    next_id: u64,
    notifications: VecDeque<Value>,
}

impl Connection {
    /// Opens a connection at a path.
    pub fn open(address: &str, path: &str) -> Self {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(DEADLINE)).unwrap();
        let mut this = Self {
            stream: BufReader::new(stream),
            next_id: 1,
            notifications: VecDeque::new(),
        };
        this.upgrade(address, path);
        this
    }

    /// Sends a request and waits for its answer; notifications that come before are kept.
    pub fn call(&mut self, method: &str, params: Value) -> Value {
        let id = self.next_id;
        self.next_id += 1;
        let request = json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params });
        self.send(TEXT, request.to_string().as_bytes());
        loop {
            let message = self.receive();
            if message["id"] == json!(id) {
                return message;
            }
            self.notifications.push_back(message);
        }
    }

    /// The result of a request that has to succeed.
    pub fn result(&mut self, method: &str, params: Value) -> Value {
        let answer = self.call(method, params);
        assert!(answer.get("result").is_some(), "{method}: {answer}");
        answer["result"].clone()
    }

    /// Subscribes; the answer with the id has to come before any notification of it.
    pub fn subscribe(&mut self, method: &str, params: Value) -> String {
        let answer = self.result(method, params);
        let id = answer
            .as_str()
            .unwrap_or_else(|| panic!("{method}: {answer}"))
            .to_owned();
        let early = self
            .notifications
            .iter()
            .any(|note| note["params"]["subscription"] == json!(id));
        assert!(!early, "{method} notified before it answered");
        id
    }

    /// The next notification of a subscription, whole.
    pub fn notification(&mut self, id: &str) -> Value {
        let of_this = |note: &Value| note["params"]["subscription"] == json!(id);
        if let Some(index) = self.notifications.iter().position(of_this) {
            return self.notifications.remove(index).unwrap();
        }
        loop {
            let message = self.receive();
            if of_this(&message) {
                return message;
            }
            self.notifications.push_back(message);
        }
    }

    /// The result in the next notification of a subscription.
    pub fn next(&mut self, id: &str) -> Value {
        self.notification(id)["params"]["result"].clone()
    }

    /// Sends a frame.
    pub fn send(&mut self, opcode: u8, payload: &[u8]) {
        let mut frame = vec![0x80 | opcode];
        match payload.len() {
            short @ 0..126 => frame.push(0x80 | short as u8),
            long @ 126..65_536 => {
                frame.push(0x80 | 126);
                frame.extend((long as u16).to_be_bytes());
            }
            longer => {
                frame.push(0x80 | 127);
                frame.extend((longer as u64).to_be_bytes());
            }
        }
        frame.extend(MASK);
        frame.extend(
            payload
                .iter()
                .zip(MASK.iter().cycle())
                .map(|(byte, mask)| byte ^ mask),
        );
        self.stream.get_mut().write_all(&frame).unwrap();
    }

    /// The next message.
    pub fn receive(&mut self) -> Value {
        loop {
            let (opcode, payload) = self.frame();
            match opcode {
                TEXT => return serde_json::from_slice(&payload).unwrap(),
                PING => self.send(PONG, &payload),
                PONG => {}
                other => panic!(
                    "unexpected frame {other}: {}",
                    String::from_utf8_lossy(&payload)
                ),
            }
        }
    }

    /// Sends a ping and waits for its answer; the server may send pings of its own.
    pub fn ping(&mut self, payload: &[u8]) {
        self.send(PING, payload);
        loop {
            match self.frame() {
                (PING, theirs) => self.send(PONG, &theirs),
                answer => return assert_eq!(answer, (PONG, payload.to_vec())),
            }
        }
    }

    fn frame(&mut self) -> (u8, Vec<u8>) {
        let opcode = self.byte() & 0x0f;
        let length = match self.byte() & 0x7f {
            126 => u64::from(u16::from_be_bytes(self.bytes())),
            127 => u64::from_be_bytes(self.bytes()),
            short => u64::from(short),
        };
        let mut payload = vec![0; usize::try_from(length).unwrap()];
        self.stream.read_exact(&mut payload).unwrap();
        (opcode, payload)
    }

    fn upgrade(&mut self, address: &str, path: &str) {
        write!(
            self.stream.get_mut(),
            "GET {path} HTTP/1.1\r\nHost: {address}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
             Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\
             Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n\r\n"
        )
        .unwrap();
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            head.push(self.byte());
        }
        let head = String::from_utf8_lossy(&head);
        assert!(head.starts_with("HTTP/1.1 101"), "{head}");
        assert!(!head.contains("permessage-deflate"), "{head}");
    }

    fn byte(&mut self) -> u8 {
        let [byte] = self.bytes();
        byte
    }

    fn bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        self.stream.read_exact(&mut bytes).unwrap();
        bytes
    }
}

/// One JSON-RPC subscription on a connection of its own.
pub struct Subscription {
    connection: Connection,
    /// The id the server chose.
    pub id: String,
}

impl Subscription {
    /// Subscribes; an error answer fails the test.
    pub fn open(address: &str, method: &str, params: Value) -> Self {
        let mut connection = Connection::open(address, "/");
        let id = connection.subscribe(method, params);
        Self { connection, id }
    }

    /// The next notification's result.
    pub fn next(&mut self) -> Value {
        self.connection.next(&self.id)
    }
}
