//! Recorded requests of the btauth/1 wire.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use axum::http::{HeaderMap, HeaderName, HeaderValue};
use serde_json::Value;
use taonet_neuron::{
    Clock,
    btauth::{self, AuthError, Policy, Request, Verifier},
};
use taonet_wallet::{Keypair, PublicKey, Scheme};

const VERIFIED_AT_NS: u64 = 1_700_000_001_000_000_000;
const START_NS: u64 = VERIFIED_AT_NS - 3_600_000_000_000;

fn recorded() -> Value {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../vectors/neuron/btauth1.json"
    );
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn text<'row>(row: &'row Value, key: &str) -> &'row str {
    row[key].as_str().unwrap()
}

fn headers_of(row: &Value) -> HeaderMap {
    let headers = row["headers"].as_object().unwrap().iter();
    headers
        .map(|(name, value)| {
            let name = HeaderName::from_bytes(name.as_bytes()).unwrap();
            (
                name,
                HeaderValue::from_str(value.as_str().unwrap()).unwrap(),
            )
        })
        .collect()
}

/// A server of Bob's that started an hour before the time it is.
fn verifier_at(now_ns: u64, policy: Policy) -> Verifier {
    use std::sync::atomic::{AtomicU64, Ordering};
    let time_ns = std::sync::Arc::new(AtomicU64::new(START_NS));
    let clock = time_ns.clone();
    let clock = Clock::custom(move || clock.load(Ordering::Relaxed));
    let bob = Keypair::from_uri("//Bob").unwrap().public();
    let verifier = Verifier::new(bob, policy, clock);
    time_ns.store(now_ns, Ordering::Relaxed);
    verifier
}

fn verify(
    verifier: &Verifier,
    headers: &HeaderMap,
    request: &Request<'_>,
) -> Result<PublicKey, AuthError> {
    verifier.body(verifier.head(headers)?, request)
}

#[test]
fn recorded_requests_are_let_in_and_ours_are_the_same() {
    let recorded = recorded();
    let rows = recorded["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 6);
    for row in rows {
        let body = hex::decode(text(row, "body_hex")).unwrap();
        let request = Request {
            method: text(row, "method"),
            target: text(row, "path"),
            body: &body,
        };
        let policy = Policy {
            require_receiver: !row["receiver"].is_null(),
            ..Policy::default()
        };
        let headers = headers_of(row);
        let now_ns = row["verified_at_ns"].as_u64().unwrap();
        let caller = verify(&verifier_at(now_ns, policy), &headers, &request).unwrap();
        assert_eq!(caller.to_ss58(), text(row, "caller"));

        let scheme = match text(row, "scheme") {
            "sr25519" => Scheme::Sr25519,
            _ => Scheme::Ed25519,
        };
        let alice = Keypair::from_uri_with("//Alice", scheme).unwrap();
        let receiver = row["receiver"].as_str().map(|text| text.parse().unwrap());
        let nonce_ns = row["nonce_ns"].as_u64().unwrap();
        let mut ours = btauth::sign(&alice, &request, receiver.as_ref(), nonce_ns);
        let ours_are_let_in = verify(&verifier_at(now_ns, policy), &ours, &request);
        assert_eq!(ours_are_let_in, Ok(alice.public()));
        // The signature proves that the same text was signed; sr25519 draws it anew each time.
        let signature = "x-bittensor-signature";
        let recorded_signature = hex::decode(&text(&row["headers"], "X-Bittensor-Signature")[2..]);
        let message = text(row, "payload_utf8").as_bytes();
        assert_eq!(
            alice.public().verify(message, &recorded_signature.unwrap()),
            Ok(true)
        );
        ours.insert(signature, headers[signature].clone());
        assert_eq!(ours, headers);
    }
}

#[test]
fn each_recorded_refusal_is_ours() {
    let recorded = recorded();
    let row = &recorded["rows"][1];
    let mut repeated = None;
    let mut cases = 0;
    for negative in recorded["negative"].as_array().unwrap() {
        let case = text(negative, "case");
        let mut headers = headers_of(row);
        let body = hex::decode(text(row, "body_hex")).unwrap();
        let mut request = Request {
            method: text(row, "method"),
            target: text(row, "path"),
            body: &body,
        };
        let nonce_ns = row["nonce_ns"].as_u64().unwrap();
        let mut now_ns = VERIFIED_AT_NS;
        let alice = Keypair::from_uri("//Alice").unwrap();
        let mut put = |name: &'static str, value: &str| {
            headers.insert(name, HeaderValue::from_str(value).unwrap());
        };
        match case {
            "unchanged" | "lower-case header names" | "first" | "replay" => {}
            "method case differs" => request.method = "Post",
            "path differs" => request.target = "/v1/chat/completions?x=2",
            "body differs" => request.body = b"{}",
            "other receiver" => {
                let charlie = Keypair::from_uri("//Charlie").unwrap().public();
                headers = btauth::sign(&alice, &request, Some(&charlie), nonce_ns);
            }
            "10s old exactly" => now_ns = nonce_ns + 10_000_000_000,
            "10s+1ns old" => now_ns = nonce_ns + 10_000_000_001,
            "2s future exactly" => now_ns = nonce_ns - 2_000_000_000,
            "2s+1ns future" => now_ns = nonce_ns - 2_000_000_001,
            "no version" => drop(headers.remove("x-bittensor-version")),
            "no signature" => drop(headers.remove("x-bittensor-signature")),
            "no receiver header" => drop(headers.remove("x-bittensor-receiver")),
            "bad nonce" => put("x-bittensor-nonce", "12x"),
            "bad hex sig" => put("x-bittensor-signature", "0xzz"),
            "short sig" => put("x-bittensor-signature", "0x00"),
            "signature without 0x" => {
                let signature = text(&row["headers"], "X-Bittensor-Signature");
                put("x-bittensor-signature", &signature[2..]);
            }
            "crypto header says ed25519" => put("x-bittensor-crypto", "ed25519"),
            "crypto header unknown" => put("x-bittensor-crypto", "rot13"),
            unknown => panic!("a case that this test does not know: {unknown}"),
        }
        let fresh = verifier_at(now_ns, Policy::default());
        let verifier = match case {
            "first" => repeated.insert(fresh),
            "replay" => repeated.as_mut().expect("the first comes first"),
            _ => &fresh,
        };
        let result = match verify(verifier, &headers, &request) {
            Ok(_) => "ok".to_owned(),
            Err(error) => error.to_string(),
        };
        assert_eq!(result, text(negative, "result"), "{case}");
        cases += 1;
    }
    assert_eq!(cases, 21);
}

#[test]
fn what_was_signed_before_the_start_or_stands_twice_is_refused() {
    let alice = Keypair::from_uri("//Alice").unwrap();
    let bob = Keypair::from_uri("//Bob").unwrap().public();
    let request = Request {
        method: "GET",
        target: "/",
        body: b"",
    };
    let verifier = verifier_at(START_NS + 1, Policy::default());
    let before = btauth::sign(&alice, &request, Some(&bob), START_NS - 1);
    assert_eq!(
        verify(&verifier, &before, &request),
        Err(AuthError::BeforeStart)
    );

    let mut twice = btauth::sign(&alice, &request, Some(&bob), START_NS + 1);
    twice.append("x-bittensor-hotkey", HeaderValue::from_static("5"));
    assert!(matches!(
        verify(&verifier, &twice, &request),
        Err(AuthError::Malformed(_))
    ));

    let full = verifier_at(START_NS + 1, Policy::default()).with_capacity(0);
    let good = btauth::sign(&alice, &request, Some(&bob), START_NS + 1);
    assert_eq!(verify(&full, &good, &request), Err(AuthError::Busy));
}
