//! One axon, three kinds of signed requests.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use std::{num::NonZeroU32, time::Duration};

use bytes::Bytes;
use futures::StreamExt;
use taonet_neuron::{
    Axon, AxonConfig, CallError, Caller, CallerLimits, Clock, Dendrite, Endpoint, Fields, Json,
    Question, Refusal, RunningAxon, Synapse, Target, Wire, Wires, body_hash, btauth,
};
use taonet_wallet::Keypair;

const TIMEOUT: Duration = Duration::from_secs(10);
const ALL: Wires = Wires {
    headers: true,
    btauth: true,
    epistula: true,
};

#[derive(Clone, Debug, PartialEq, Synapse)]
#[synapse(hash(question))]
struct Ask {
    question: String,
    #[synapse(default)]
    answer: String,
}

#[derive(Clone, Debug, PartialEq, Synapse)]
#[synapse(hash(count))]
struct Count {
    count: i64,
}

fn key(uri: &str) -> Keypair {
    Keypair::from_uri(uri).unwrap()
}

fn ask(question: &str) -> Ask {
    Ask {
        question: question.into(),
        answer: String::new(),
    }
}

async fn axon(wires: Wires) -> (RunningAxon, Target) {
    let config = AxonConfig {
        wires,
        ..AxonConfig::default()
    };
    let answer = Endpoint::new(|mut ask: Ask, caller: Caller| async move {
        if ask.question.is_empty() {
            return Err(Refusal::new(422, "an empty question"));
        }
        ask.answer = format!("{:?} {}", caller.wire, caller.hotkey);
        Ok(ask)
    })
    .blacklist(|caller: Caller| async move {
        (caller.hotkey == key("//Eve").public()).then(|| "eve".to_owned())
    });
    let count = Endpoint::streaming(|count: Count, _: Caller| async move {
        let chunks = (0..count.count).map(|one| Ok(Bytes::from(format!("{one} "))));
        Ok::<_, Refusal>(futures::stream::iter(chunks))
    });
    let axon = Axon::new(key("//Bob"))
        .config(config)
        .attach(answer)
        .attach(count)
        .bind("127.0.0.1:0".parse().unwrap())
        .await
        .unwrap();
    let target = Target::new(key("//Bob").public(), axon.local_addr());
    (axon, target)
}

fn dendrite(uri: &str, wire: Wire) -> Dendrite {
    Dendrite::builder(key(uri))
        .allow_private_targets(true)
        .wire(wire)
        .build()
        .unwrap()
}

#[tokio::test]
async fn the_handler_sees_one_verified_caller_whatever_the_wire() {
    let (axon, target) = axon(ALL).await;
    for wire in [Wire::Headers, Wire::Btauth, Wire::Epistula] {
        let alice = dendrite("//Alice", wire);
        for _ in 0..20 {
            let reply = alice.call(&target, &ask("who?"), TIMEOUT).await.unwrap();
            let expected = format!("{wire:?} {}", key("//Alice").ss58());
            assert_eq!(reply.synapse.answer, expected);
        }
        let mut stream = alice
            .stream(&target, &Count { count: 3 }, TIMEOUT)
            .await
            .unwrap();
        let mut text = Vec::new();
        while let Some(chunk) = stream.next().await {
            text.extend_from_slice(&chunk.unwrap());
        }
        assert_eq!(text, b"0 1 2 ");
        alice.ping(&target, TIMEOUT).await.unwrap();

        let refused = alice.call(&target, &ask(""), TIMEOUT).await.unwrap_err();
        let CallError::Refused { status, message } = refused else {
            panic!("{refused}")
        };
        assert_eq!((status, message.as_str()), (422, "an empty question"));
        let eve = dendrite("//Eve", wire)
            .call(&target, &ask("who?"), TIMEOUT)
            .await;
        assert!(
            matches!(eve, Err(CallError::Refused { status: 403, .. })),
            "{eve:?}"
        );
    }
    axon.shutdown().await;
}

#[tokio::test]
async fn requests_go_to_the_receiver_that_they_were_signed_for() {
    let (axon, target) = axon(ALL).await;
    let mistaken = Target::new(key("//Charlie").public(), target.address);
    for wire in [Wire::Headers, Wire::Btauth, Wire::Epistula] {
        let reply = dendrite("//Alice", wire)
            .call(&mistaken, &ask("who?"), TIMEOUT)
            .await;
        assert!(
            matches!(reply, Err(CallError::Refused { status: 401, .. })),
            "{reply:?}"
        );
    }
    assert_eq!(axon.stats().unverified, 3);
    axon.shutdown().await;
}

#[tokio::test]
async fn a_wire_that_is_off_is_refused() {
    let off = Wires {
        headers: false,
        btauth: false,
        epistula: false,
    };
    for (wire, wires) in [
        (Wire::Headers, off),
        (Wire::Btauth, off),
        (Wire::Epistula, Wires::default()),
    ] {
        let (axon, target) = axon(wires).await;
        let reply = dendrite("//Alice", wire)
            .call(&target, &ask("who?"), TIMEOUT)
            .await;
        assert!(
            matches!(reply, Err(CallError::Refused { status: 401, .. })),
            "{reply:?}"
        );
        axon.shutdown().await;
    }
}

#[tokio::test]
async fn a_changed_body_path_or_method_and_a_replay_are_refused() {
    let (axon, target) = axon(ALL).await;
    let http = reqwest::Client::new();
    let url = format!("http://{}/Ask", target.address);
    let body = r#"{"question":"who?"}"#;
    let signed = |method, target_path: &str| {
        let request = btauth::Request {
            method,
            target: target_path,
            body: body.as_bytes(),
        };
        let now_ns = Clock::system().now_ns();
        btauth::sign(&key("//Alice"), &request, Some(&target.hotkey), now_ns)
    };
    let send = |headers, body: &str| {
        let request = http.post(&url).headers(headers).body(body.to_owned());
        async move { request.send().await.unwrap().status().as_u16() }
    };
    assert_eq!(
        send(signed("POST", "/Ask"), r#"{"question":"why?"}"#).await,
        401
    );
    assert_eq!(send(signed("POST", "/Count"), body).await, 401);
    assert_eq!(send(signed("PUT", "/Ask"), body).await, 401);
    let good = signed("POST", "/Ask");
    assert_eq!(send(good.clone(), body).await, 200);
    assert_eq!(send(good, body).await, 401);
    axon.shutdown().await;
}

#[tokio::test]
async fn an_axon_says_what_it_offers_and_signs_it() {
    let (axon, target) = axon(ALL).await;
    let alice = dendrite("//Alice", Wire::Headers);
    let description = alice.discover(&target, TIMEOUT).await.unwrap();
    assert_eq!(description.hotkey, target.hotkey);
    assert_eq!(
        description.wires,
        [Wire::Headers, Wire::Btauth, Wire::Epistula]
    );
    let [ask, count] = description.synapses.as_slice() else {
        panic!("{description:?}")
    };
    assert_eq!((ask.name.as_str(), ask.streams), ("Ask", false));
    assert_eq!(ask.hash_fields, ["question"]);
    assert_eq!(ask.schema, Ask::schema());
    assert_eq!((count.name.as_str(), count.streams), ("Count", true));
    let schema = Count::schema().to_string();
    assert!(schema.contains(r#""required":["count"]"#), "{schema}");
    assert!(
        schema.contains(r#""minimum":-9223372036854775808"#),
        "{schema}"
    );

    // What is described can be asked for without a Rust type.
    let question = Question {
        name: ask.name.clone(),
        fields: Fields::from_iter([("question", Json::Text("who?".into()))]),
        body_hash: body_hash([&Json::Text("who?".into())]),
        placeholders: Vec::new(),
    };
    let reply = alice.ask(&target, &question, TIMEOUT).await.unwrap();
    assert!(matches!(reply.synapse.get("answer"), Some(Json::Text(_))));

    let impostor = Target::new(key("//Charlie").public(), target.address);
    let refused = alice.discover(&impostor, TIMEOUT).await;
    assert!(matches!(refused, Err(CallError::Garbage(_))), "{refused:?}");
    axon.shutdown().await;
}

#[tokio::test]
async fn one_caller_cannot_take_the_share_of_others() {
    let limits = CallerLimits {
        requests_per_second_per_hotkey: NonZeroU32::new(5),
        requests_per_second_per_address: NonZeroU32::new(40),
        ..CallerLimits::default()
    };
    let config = AxonConfig {
        limits,
        ..AxonConfig::default()
    };
    let axon = Axon::new(key("//Bob"))
        .config(config)
        .bind("127.0.0.1:0".parse().unwrap())
        .await
        .unwrap();
    let target = Target::new(key("//Bob").public(), axon.local_addr());
    let ask = async |uri: &str| {
        let reply = dendrite(uri, Wire::Headers).ping(&target, TIMEOUT).await;
        match reply {
            Ok(_) => 200,
            Err(CallError::Refused { status, .. }) => status,
            Err(other) => panic!("{other}"),
        }
    };
    let mut statuses = Vec::new();
    for _ in 0..12 {
        statuses.push(ask("//Alice").await);
    }
    assert!(statuses.starts_with(&[200; 5]), "{statuses:?}");
    assert!(statuses.contains(&429), "{statuses:?}");
    assert_eq!(ask("//Dave").await, 200);
    // Refused requests count for the address, whoever they claim to be.
    let mut statuses = Vec::new();
    let http = reqwest::Client::new();
    for _ in 0..80 {
        let url = format!("http://{}/Synapse", target.address);
        let reply = http.post(url).body("{}").send().await.unwrap();
        statuses.push(reply.status().as_u16());
    }
    assert!(
        statuses.contains(&401) && statuses.contains(&429),
        "{statuses:?}"
    );
    axon.shutdown().await;
}
