//! Miners that answer garbage, too much, or never: marked 0, and nobody else suffers.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use taonet_neuron::{Caller, Dendrite, Target};
use taonet_subnet_framework::{Examination, Respondent};
use taonet_text_prompting::backends::RetrievalBackend;
use taonet_text_prompting::{FactExamination, miner};
use taonet_wallet::Keypair;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

/// Serves every connection with the same bytes, or with silence.
async fn serve_bytes(reply: Option<Vec<u8>>) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut socket, _)) = listener.accept().await {
            let reply = reply.clone();
            tokio::spawn(async move {
                let mut request = [0u8; 4096];
                let _ = socket.read(&mut request).await;
                match reply {
                    Some(reply) => {
                        let _ = socket.write_all(&reply).await;
                    }
                    None => std::future::pending::<()>().await,
                }
            });
        }
    });
    address
}

fn http(body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", body.len());
    [head.as_bytes(), body].concat()
}

#[tokio::test]
async fn bad_miners_are_marked_zero_and_good_ones_are_not_hurt() {
    let honest_key = Keypair::from_uri("//Honest").unwrap();
    let backend = Arc::new(RetrievalBackend::facts(1.0).unwrap());
    let everybody = |_caller: Caller| async { None::<String> };
    let honest = miner::axon(honest_key.clone(), backend, everybody)
        .bind("127.0.0.1:0".parse().unwrap())
        .await
        .unwrap();
    let closed = {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        listener.local_addr().unwrap()
    };
    let huge = http(format!(r#"{{"completion": "{}"}}"#, "x".repeat(64 << 20)).as_bytes());
    let addresses = [
        honest.local_addr(),
        serve_bytes(Some(http(b"not json \xff"))).await,
        serve_bytes(Some(http(br#"{"completion": 7}"#))).await,
        serve_bytes(Some(b"\x00\x01\x02 no http at all".to_vec())).await,
        serve_bytes(Some(huge)).await,
        serve_bytes(None).await,
        closed,
    ];
    let respondents: Vec<Respondent> = (0u16..)
        .zip(addresses)
        .map(|(uid, address)| {
            let key = match uid {
                0 => honest_key.public(),
                _ => Keypair::from_uri(&format!("//Bad//{uid}"))
                    .unwrap()
                    .public(),
            };
            Respondent {
                uid,
                target: Target::new(key, address),
            }
        })
        .collect();
    let dendrite = Dendrite::builder(Keypair::from_uri("//Validator").unwrap())
        .allow_private_targets(true)
        .build()
        .unwrap();

    let began = Instant::now();
    let marks = FactExamination::new(1)
        .examine(&dendrite, &respondents)
        .await;

    assert!(
        began.elapsed() < Duration::from_secs(60),
        "silence must not hold the others up"
    );
    assert_eq!(
        marks.len(),
        respondents.len(),
        "a miner that fails is marked, never left out"
    );
    assert!(marks[0].held_out.unwrap() > 0.5, "{:?}", marks[0]);
    assert!(
        marks[0].latency.unwrap() < Duration::from_secs(5),
        "{:?}",
        marks[0]
    );
    for mark in &marks[1..] {
        assert_eq!(mark.held_out, Some(0.0), "{mark:?}");
        assert!(
            !mark.last_answer.is_empty(),
            "the reason is shown: {mark:?}"
        );
        assert!(mark.last_answer.len() < 1000, "{mark:?}");
    }
    honest.shutdown().await;
}
