//! A line to a node that can be cut, and whose answers can be let through one by one.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]
#![allow(unreachable_pub, reason = "each test file uses its own part")]

use std::sync::{Arc, Mutex};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{
        TcpListener, TcpStream,
        tcp::{OwnedReadHalf, OwnedWriteHalf},
    },
    sync::Semaphore,
    task::JoinSet,
};

/// More pieces than any test sends.
const ALL: usize = 1 << 24;

/// Stands before a node and passes on what is said.
pub struct Cut {
    /// Where to connect to instead of the node.
    pub address: String,
    lines: Arc<Mutex<JoinSet<()>>>,
    answers: Arc<Semaphore>,
}

impl Cut {
    /// A line to the node at this address; it works like any other at first.
    pub fn before(node: &str) -> Self {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        listener.set_nonblocking(true).unwrap();
        let listener = TcpListener::from_std(listener).unwrap();
        let lines = Arc::new(Mutex::new(JoinSet::new()));
        let answers = Arc::new(Semaphore::new(ALL));
        let (all, pass, node) = (lines.clone(), answers.clone(), node.to_owned());
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let node = TcpStream::connect(&node).await.unwrap();
                let line = line(client, node, pass.clone());
                all.lock().unwrap().spawn(line);
            }
        });
        Self {
            address,
            lines,
            answers,
        }
    }

    /// From now on answers wait to be let through.
    pub fn hold_answers(&self) {
        self.answers.forget_permits(ALL);
    }

    /// Lets the next piece of an answer through, if there is one just now.
    pub async fn let_one_answer_pass(&self) {
        if self.answers.available_permits() == 0 {
            self.answers.add_permits(1);
        }
        tokio::task::yield_now().await;
    }

    /// Ends every connection. New ones are taken and work.
    pub fn cut(&self) {
        self.lines.lock().unwrap().abort_all();
        self.answers.add_permits(ALL);
    }
}

async fn line(client: TcpStream, node: TcpStream, answers: Arc<Semaphore>) {
    let (from_client, to_client) = client.into_split();
    let (from_node, to_node) = node.into_split();
    let said = pump(from_client, to_node, None);
    let answered = pump(from_node, to_client, Some(answers));
    tokio::select! { () = said => {}, () = answered => {} }
}

async fn pump(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, permits: Option<Arc<Semaphore>>) {
    let mut piece = vec![0; 16 * 1024];
    while let Ok(length @ 1..) = from.read(&mut piece).await {
        if let Some(permits) = &permits {
            permits.acquire().await.unwrap().forget();
        }
        if to.write_all(&piece[..length]).await.is_err() {
            break;
        }
    }
}
