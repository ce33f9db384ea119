//! The Epistula v2 wire, from both sides.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on has failed"
)]

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use axum::http::{HeaderMap, HeaderValue};
use sha2::{Digest, Sha256};
use taonet_neuron::{
    Clock,
    epistula::{EpistulaError, Verifier, sign},
};
use taonet_wallet::{Keypair, PublicKey};

const NOW_MS: u64 = 1_700_000_000_123;
const UUID: &str = "6f7c0a52-2f2c-4b60-8a0e-0c6f5a1f9d10";

fn key(uri: &str) -> Keypair {
    Keypair::from_uri(uri).unwrap()
}

/// Bob's server, an hour old.
fn server() -> Verifier {
    let time_ms = Arc::new(AtomicU64::new(NOW_MS - 3_600_000));
    let clock = time_ms.clone();
    let clock = Clock::custom(move || clock.load(Ordering::Relaxed) * 1_000_000);
    let verifier = Verifier::new(key("//Bob").public(), clock);
    time_ms.store(NOW_MS, Ordering::Relaxed);
    verifier
}

fn verify(server: &Verifier, headers: &HeaderMap, body: &[u8]) -> Result<PublicKey, EpistulaError> {
    server.body(server.head(headers)?, body)
}

fn signed(body: &[u8], timestamp_ms: u64) -> HeaderMap {
    sign(
        &key("//Alice"),
        body,
        Some(&key("//Bob").public()),
        UUID,
        timestamp_ms,
    )
}

#[test]
fn the_signed_text_is_the_documented_one() {
    let headers = signed(b"{}", NOW_MS);
    let bob = key("//Bob").ss58();
    let body = hex::encode(Sha256::digest(b"{}"));
    let message = format!("{body}.{UUID}.{NOW_MS}.{bob}");
    let fits = |name: &str, message: &str| {
        let signature = headers[name].to_str().unwrap();
        key("//Alice")
            .public()
            .verify_text(message, signature)
            .unwrap()
    };
    assert!(fits("epistula-request-signature", &message));
    // The interval that the timestamp belongs to ends at the next full ten seconds.
    assert!(fits(
        "epistula-secret-signature-0",
        &format!("1700000009999.0.{bob}")
    ));
    assert!(fits(
        "epistula-secret-signature-1",
        &format!("1700000010000.0.{bob}")
    ));
    assert!(fits(
        "epistula-secret-signature-2",
        &format!("1700000010001.0.{bob}")
    ));
}

#[test]
fn a_request_is_answered_once_and_only_for_its_receiver() {
    let server = server();
    let headers = signed(b"{}", NOW_MS);
    assert_eq!(
        verify(&server, &headers, b"{ }"),
        Err(EpistulaError::Mismatch)
    );
    assert_eq!(
        verify(&server, &headers, b"{}"),
        Ok(key("//Alice").public())
    );
    assert_eq!(
        verify(&server, &headers, b"{}"),
        Err(EpistulaError::Replayed)
    );

    let charlie = key("//Charlie").public();
    let foreign = sign(&key("//Alice"), b"{}", Some(&charlie), UUID, NOW_MS);
    assert_eq!(
        verify(&server, &foreign, b"{}"),
        Err(EpistulaError::WrongReceiver)
    );
    let open = sign(&key("//Alice"), b"{}", None, UUID, NOW_MS);
    assert_eq!(
        verify(&server, &open, b"{}"),
        Err(EpistulaError::NoReceiver)
    );
    let lenient = self::server().require_receiver(false);
    assert_eq!(verify(&lenient, &open, b"{}"), Ok(key("//Alice").public()));
    let full = self::server().with_capacity(0);
    assert_eq!(verify(&full, &headers, b"{}"), Err(EpistulaError::Busy));
}

#[test]
fn the_window_has_eight_seconds_on_both_sides() {
    for (timestamp_ms, taken) in [
        (NOW_MS - 8_000, true),
        (NOW_MS - 8_001, false),
        (NOW_MS + 8_000, true),
        (NOW_MS + 8_001, false),
        (0, false),
        (u64::MAX, false),
    ] {
        let result = verify(&server(), &signed(b"", timestamp_ms), b"");
        assert_eq!(result.is_ok(), taken, "{timestamp_ms}: {result:?}");
    }
}

#[test]
fn headers_of_another_form_are_refused() {
    let names = [
        "epistula-version",
        "epistula-timestamp",
        "epistula-uuid",
        "epistula-signed-by",
        "epistula-request-signature",
    ];
    let refused = |headers: &HeaderMap| {
        matches!(
            verify(&server(), headers, b""),
            Err(EpistulaError::Malformed(_))
        )
    };
    for name in names {
        let mut headers = signed(b"", NOW_MS);
        headers.remove(name);
        assert!(refused(&headers), "{name} missing");
        headers.insert(name, HeaderValue::from_static("?"));
        if name != "epistula-uuid" {
            assert!(refused(&headers), "{name} malformed");
        }
        let mut headers = signed(b"", NOW_MS);
        headers.append(name, HeaderValue::from_static("2"));
        assert!(refused(&headers), "{name} twice");
    }
}
