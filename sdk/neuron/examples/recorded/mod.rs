//! The synapses of the recorded exchanges and an axon that serves them as the recorded one did.
//! Used by the examples and by the tests that replay the recordings.
#![allow(dead_code, missing_docs, unreachable_pub)]

use std::time::Duration;

use bytes::Bytes;
use futures::StreamExt;
use taonet_neuron::{
    Axon, Caller, Endpoint, Json, Refusal, Synapse, WireValue, python_text,
    tensor::{Tensor, TensorError},
};
use taonet_wallet::Keypair;

#[derive(Clone, Debug, PartialEq, Synapse)]
#[synapse(hash(text, number, items, ratio))]
pub struct Echo {
    #[synapse(default)]
    pub text: String,
    #[synapse(default)]
    pub number: i64,
    #[synapse(default = 0.5)]
    pub ratio: f64,
    pub items: Option<Vec<String>>,
    pub answer: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Synapse)]
pub struct NoHash {
    #[synapse(default)]
    pub inp: String,
    pub out: Option<String>,
}

#[derive(Clone, Debug, Synapse)]
pub struct Boom {
    #[synapse(default = 1)]
    pub x: i64,
}

#[derive(Clone, Debug, Synapse)]
pub struct CustomStatus {
    #[synapse(default = 1)]
    pub x: i64,
}

#[derive(Clone, Debug, Synapse)]
pub struct Slow {
    #[synapse(default = 1.0)]
    pub seconds: f64,
    #[synapse(default)]
    pub done: bool,
}

#[derive(Clone, Debug, PartialEq, Synapse)]
pub struct Req {
    pub a: i64,
    pub b: String,
    pub c: Vec<i64>,
    pub d: Json,
    #[synapse(default)]
    pub out: String,
}

#[derive(Clone, Debug, PartialEq, Synapse)]
#[synapse(hash(prompt))]
pub struct Stream {
    pub prompt: String,
    #[synapse(default)]
    pub completion: String,
}

#[derive(Clone, Debug, Synapse)]
pub struct Blk;

#[derive(Clone, Debug, Synapse)]
pub struct Ver;

#[derive(Clone, Debug, PartialEq, Synapse)]
#[synapse(hash(data))]
pub struct Nested {
    #[synapse(default = Json::Object(taonet_neuron::Fields::default()))]
    pub data: Json,
    #[synapse(default)]
    pub out: String,
}

#[derive(Clone, Debug, PartialEq, Synapse)]
pub struct Tens {
    pub x: Option<Tensor>,
    pub y: Option<Tensor>,
}

/// The recorded axon's behaviour, for any key.
pub fn axon(hotkey: Keypair) -> Axon {
    Axon::new(hotkey)
        .attach(Endpoint::new(|mut echo: Echo, _: Caller| async move {
            echo.answer = Some(format!("{}{}", echo.text.to_uppercase(), echo.number));
            echo.items.get_or_insert_default().push("x".to_owned());
            Ok::<_, Refusal>(echo)
        }))
        .attach(Endpoint::new(|mut synapse: NoHash, _: Caller| async move {
            synapse.out = Some(format!("ok:{}", synapse.inp));
            Ok::<_, Refusal>(synapse)
        }))
        .attach(Endpoint::new(|_: Boom, _: Caller| async move {
            Err::<Boom, _>(Refusal::internal("boom"))
        }))
        .attach(Endpoint::new(|_: CustomStatus, _: Caller| async move {
            Err::<CustomStatus, _>(Refusal::new(429, "slow down"))
        }))
        .attach(Endpoint::new(|mut slow: Slow, _: Caller| async move {
            tokio::time::sleep(Duration::from_secs_f64(slow.seconds.clamp(0.0, 60.0))).await;
            slow.done = true;
            Ok::<_, Refusal>(slow)
        }))
        .attach(Endpoint::new(|mut req: Req, _: Caller| async move {
            let (c, d) = (python_text::str(&req.c.to_json()), python_text::str(&req.d));
            req.out = format!("{}/{}/{c}/{d}", req.a, req.b);
            Ok::<_, Refusal>(req)
        }))
        .attach(Endpoint::streaming(
            |stream: Stream, _: Caller| async move {
                let words: Vec<String> = stream
                    .prompt
                    .split_whitespace()
                    .map(|word| format!("{word} "))
                    .collect();
                let chunks = futures::stream::iter(words).then(|word| async move {
                    // So that each word arrives as a chunk of its own.
                    tokio::time::sleep(Duration::from_millis(20)).await;
                    Ok(Bytes::from(word))
                });
                Ok::<_, Refusal>(chunks)
            },
        ))
        .attach(
            Endpoint::new(|blk: Blk, _: Caller| async move { Ok::<_, Refusal>(blk) }).blacklist(
                |caller: Caller| async move {
                    let charlie = "5FLSigC9HGRKVhB9FiEo4Y3koPsNmBmLJbpXg2mp1hXcS59Y";
                    (caller.hotkey.to_ss58() == charlie).then(|| "Unrecognized hotkey".to_owned())
                },
            ),
        )
        .attach(
            Endpoint::new(|ver: Ver, _: Caller| async move { Ok::<_, Refusal>(ver) })
                .verify(|_: Caller| async move { Err("nope".to_owned()) }),
        )
        .attach(Endpoint::new(|mut nested: Nested, _: Caller| async move {
            nested.out = python_text::str(&nested.data);
            Ok::<_, Refusal>(nested)
        }))
        .attach(Endpoint::new(|mut tens: Tens, _: Caller| async move {
            let bad = |error: TensorError| Refusal::new(422, error.to_string());
            if let Some(x) = &tens.x {
                let twice: Vec<f32> = x
                    .elements::<f32>()
                    .map_err(bad)?
                    .iter()
                    .map(|one| one * 2.0)
                    .collect();
                tens.y = Some(Tensor::from_elements(x.shape(), &twice).map_err(bad)?);
            }
            Ok::<_, Refusal>(tens)
        }))
}
