//! Recorded replies, and what the client makes of them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

#[path = "../examples/recorded/mod.rs"]
mod recorded;

use std::{path::Path, time::Duration};

use serde_json::Value;
use taonet_neuron::{Dendrite, Target};
use taonet_wallet::Keypair;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};

fn vectors(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../vectors/neuron")
        .join(name);
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

/// Answers one request with these bytes and closes.
async fn raw_server(reply: Option<String>) -> std::net::SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut seen = Vec::new();
        let mut chunk = [0; 4096];
        while !seen.ends_with(b"}") {
            let count = stream.read(&mut chunk).await.unwrap();
            seen.extend_from_slice(&chunk[..count]);
        }
        if let Some(reply) = reply {
            stream.write_all(reply.as_bytes()).await.unwrap();
        }
    });
    address
}

#[tokio::test]
async fn replies() {
    // Where this client does not follow: another status than 200 is never a success, and a header
    // about the parties, which it ignores anyway, does no harm. It follows no redirects, which could
    // lead anywhere.
    let departures = [
        ("created_201", 201),
        ("bad_header_value", 200),
        ("redirect", 307),
    ];
    let file = vectors("client_view.json");
    let rows = file["rows"].as_array().unwrap();
    let dendrite = Dendrite::builder(Keypair::from_uri("//Bob").unwrap())
        .allow_private_targets(true)
        .build()
        .unwrap();
    let hotkey = Keypair::from_uri("//AxonHot").unwrap().public();
    let mut departed = 0;
    for row in rows {
        let name = row["name"].as_str().unwrap();
        let address = raw_server(row["response_raw_utf8"].as_str().map(str::to_owned)).await;
        let synapse = recorded::NoHash {
            inp: "x".to_owned(),
            out: None,
        };
        let target = Target::new(hotkey, address);
        let result = dendrite
            .call(&target, &synapse, Duration::from_secs(3))
            .await;
        let status = result
            .as_ref()
            .map_or_else(|error| error.status(), |reply| reply.status);
        let expected = &row["client_result"];
        if let Some((_, own)) = departures.iter().find(|(known, _)| *known == name) {
            assert_eq!(status, *own, "{name}: {result:?}");
            departed += 1;
            continue;
        }
        assert_eq!(
            result.is_ok(),
            expected["is_success"].as_bool().unwrap(),
            "{name}: {result:?}"
        );
        if let Some(code) = expected["dendrite_status_code"].as_u64() {
            assert_eq!(u64::from(status), code, "{name}: {result:?}");
        }
        if let Ok(reply) = &result {
            assert_eq!(
                reply.synapse.out.as_deref(),
                expected["out"].as_str(),
                "{name}"
            );
            assert_eq!(reply.synapse.inp, "x");
            assert_eq!(
                reply.message,
                expected["axon_status_message"].as_str().unwrap()
            );
        } else if let (Some(said), Err(error)) = (expected["axon_status_message"].as_str(), &result)
        {
            assert!(error.to_string().contains(said), "{name}: {error}");
        }
    }
    println!(
        "neuron/client_view.json: {} of {} as recorded, {departed} deliberate departures",
        rows.len() - departed,
        rows.len()
    );
}
