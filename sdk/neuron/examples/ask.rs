//! Asks an axon on this machine and prints what it answered, one JSON line for each question.
//!
//! `cargo run --release -p taonet-neuron --example ask -- <address> <axon hotkey> <kind>...`
//! with the kinds `echo`, `req`, `nested`, `stream`, `boom`, `slow`, `ping`, `stranger`.

mod recorded;

use std::{error::Error, time::Duration};

use futures::StreamExt;
use taonet_neuron::{CallError, Dendrite, Json, Reply, Synapse, Target};
use taonet_wallet::Keypair;

const TIMEOUT: Duration = Duration::from_secs(12);

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let usage = "usage: ask <address> <axon hotkey> <kind>...";
    let address = arguments.next().ok_or(usage)?.parse()?;
    let hotkey = arguments.next().ok_or(usage)?.parse()?;
    let dendrite = Dendrite::builder(Keypair::from_uri("//Bob")?)
        .allow_private_targets(true)
        .build()?;
    let target = Target::new(hotkey, address);
    for kind in arguments {
        println!("{}", ask(&dendrite, &target, &kind).await?);
    }
    Ok(())
}

async fn ask(dendrite: &Dendrite, target: &Target, kind: &str) -> Result<Json, Box<dyn Error>> {
    let echo = recorded::Echo {
        text: "hello τ".to_owned(),
        number: 7,
        ratio: 1e-7,
        items: Some(vec!["a".to_owned(), "b'c".to_owned()]),
        answer: None,
    };
    Ok(match kind {
        "echo" => shown(dendrite.call(target, &echo, TIMEOUT).await),
        "req" => {
            let d = Json::object([("k", Json::Int(1))]);
            let req = recorded::Req {
                a: 5,
                b: "x".to_owned(),
                c: vec![1],
                d,
                out: String::new(),
            };
            shown(dendrite.call(target, &req, TIMEOUT).await)
        }
        "nested" => {
            let data = r#"{"s": "it's", "f": [1.0, 1e16, 1e-5], "n": null, "u": "é\n"}"#;
            let nested = recorded::Nested {
                data: Json::parse(data.as_bytes())?,
                out: String::new(),
            };
            shown(dendrite.call(target, &nested, TIMEOUT).await)
        }
        "stream" => {
            let stream = recorded::Stream {
                prompt: "alpha beta gamma".to_owned(),
                completion: String::new(),
            };
            stream_shown(dendrite, target, &stream).await
        }
        "boom" => shown(
            dendrite
                .call(target, &recorded::Boom { x: 1 }, TIMEOUT)
                .await,
        ),
        "slow" => {
            let slow = recorded::Slow {
                seconds: 3.0,
                done: false,
            };
            shown(
                dendrite
                    .call(target, &slow, Duration::from_millis(500))
                    .await,
            )
        }
        "ping" => shown(dendrite.call(target, &taonet_neuron::Ping, TIMEOUT).await),
        "stranger" => {
            // Signed for another receiver, so that the axon must refuse it.
            let other = Target::new(Keypair::from_uri("//Alice")?.public(), target.address);
            shown(dendrite.call(&other, &echo, TIMEOUT).await)
        }
        other => return Err(format!("unknown kind {other}").into()),
    })
}

async fn stream_shown(dendrite: &Dendrite, target: &Target, stream: &recorded::Stream) -> Json {
    let mut chunks = match dendrite.stream(target, stream, TIMEOUT).await {
        Ok(chunks) => chunks,
        Err(error) => return failure(&error),
    };
    let mut seen = Vec::new();
    while let Some(chunk) = chunks.next().await {
        match chunk {
            Ok(chunk) => seen.push(Json::Text(String::from_utf8_lossy(&chunk).into_owned())),
            Err(error) => return failure(&error),
        }
    }
    Json::object([("status", Json::Int(200)), ("chunks", Json::List(seen))])
}

fn shown<S: Synapse>(result: Result<Reply<S>, CallError>) -> Json {
    match result {
        Ok(reply) => Json::object([
            ("status", Json::Int(reply.status.into())),
            ("message", Json::Text(reply.message)),
            ("fields", Json::object(reply.synapse.to_fields())),
        ]),
        Err(error) => failure(&error),
    }
}

fn failure(error: &CallError) -> Json {
    Json::object([
        ("status", Json::Int(error.status().into())),
        ("message", Json::Text(error.to_string())),
    ])
}
