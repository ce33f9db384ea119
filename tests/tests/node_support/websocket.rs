//! A subscription over a WebSocket: just enough of RFC 6455 for text from a server we started.

use super::DEADLINE;
use serde_json::{Value, json};
use std::{
    io::{BufReader, Read, Write},
    net::TcpStream,
};

/// A client's frames must be masked; any key will do.
const MASK: [u8; 4] = [1, 2, 3, 4];

/// One JSON-RPC subscription on a connection of its own.
pub struct Subscription {
    stream: BufReader<TcpStream>,
    /// The id the server chose.
    pub id: String,
}

impl Subscription {
    /// Subscribes; an error answer fails the test.
    pub fn open(address: &str, method: &str, params: Value) -> Self {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(DEADLINE)).unwrap();
        let mut this = Self {
            stream: BufReader::new(stream),
            id: String::new(),
        };
        this.upgrade(address);
        let request = json!({ "jsonrpc": "2.0", "id": 1, "method": method, "params": params });
        this.send(1, request.to_string().as_bytes());
        let answer = this.receive();
        this.id = match answer["result"].as_str() {
            Some(id) => id.to_owned(),
            None => panic!("{method}: {answer}"),
        };
        this
    }

    /// The next notification's result.
    pub fn next(&mut self) -> Value {
        let notification = self.receive();
        assert_eq!(
            notification["params"]["subscription"],
            json!(self.id),
            "{notification}"
        );
        notification["params"]["result"].clone()
    }

    fn upgrade(&mut self, address: &str) {
        write!(
            self.stream.get_mut(),
            "GET / HTTP/1.1\r\nHost: {address}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
             Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
        )
        .unwrap();
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            head.push(self.byte());
        }
        assert!(
            head.starts_with(b"HTTP/1.1 101"),
            "{}",
            String::from_utf8_lossy(&head)
        );
    }

    fn send(&mut self, opcode: u8, payload: &[u8]) {
        let mut frame = vec![0x80 | opcode];
        match payload.len() {
            short @ 0..126 => frame.push(0x80 | short as u8),
            long @ 126..65_536 => {
                frame.push(0x80 | 126);
                frame.extend((long as u16).to_be_bytes());
            }
            _ => panic!("request too long for this client"),
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

    fn receive(&mut self) -> Value {
        loop {
            let opcode = self.byte() & 0x0f;
            let length = match self.byte() & 0x7f {
                126 => u64::from(u16::from_be_bytes(self.bytes())),
                127 => u64::from_be_bytes(self.bytes()),
                short => u64::from(short),
            };
            let mut payload = vec![0; usize::try_from(length).unwrap()];
            self.stream.read_exact(&mut payload).unwrap();
            match opcode {
                1 => return serde_json::from_slice(&payload).unwrap(),
                9 => self.send(10, &payload),
                10 => {}
                other => panic!(
                    "unexpected frame {other}: {}",
                    String::from_utf8_lossy(&payload)
                ),
            }
        }
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
