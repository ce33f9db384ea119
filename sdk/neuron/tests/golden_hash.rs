//! Recorded Python texts and body hashes.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

use std::path::Path;

use serde_json::Value;
use taonet_neuron::{Json, WireValue, body_hash, python_text, text_hash};

fn vectors(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../vectors/neuron")
        .join(name);
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

#[test]
fn texts_and_hashes() {
    let file = vectors("body_hash.json");
    let values = file["values"].as_array().unwrap();
    for row in values {
        let json = Json::parse(row["value_json"].as_str().unwrap().as_bytes()).unwrap();
        let text = python_text::str(&json);
        assert_eq!(text, row["python_str"].as_str().unwrap());
        assert_eq!(text_hash(&text), row["sha3_256_of_str"].as_str().unwrap());
        // What is written reads back as the same value.
        assert_eq!(Json::parse(json.to_string().as_bytes()).unwrap(), json);
    }
    let mut others = 0;
    for row in file["non_json"].as_array().unwrap() {
        let value = match row["what"].as_str().unwrap() {
            "float nan" => Json::Float(f64::NAN),
            "float +inf" => Json::Float(f64::INFINITY),
            "tuple (1,)" => (1_i64,).to_json(),
            "tuple ('a', 2)" => ("a".to_owned(), 2_i64).to_json(),
            // JSON carries no bytes, so no field of a synapse can hold them.
            other => {
                assert_eq!(other, "bytes b'ab\\x00'");
                continue;
            }
        };
        assert_eq!(
            python_text::str(&value),
            row["python_str"].as_str().unwrap()
        );
        assert_eq!(
            text_hash(&python_text::str(&value)),
            row["sha3_256_of_str"].as_str().unwrap()
        );
        others += 1;
    }
    let composed = file["composed"].as_array().unwrap();
    for row in composed {
        let text = serde_json::to_string(&row["fields"]).unwrap();
        let fields = match row["fields"].get("t") {
            // This reader of the golden file sorts keys; the hashed text tells the true order.
            Some(tensor) => Json::object([(
                "t",
                Json::object(["buffer", "dtype", "shape"].map(|name| {
                    let value = serde_json::to_string(&tensor[name]).unwrap();
                    (name, Json::parse(value.as_bytes()).unwrap())
                })),
            )]),
            None => Json::parse(text.as_bytes()).unwrap(),
        };
        let fields = fields.as_fields().unwrap();
        let names = row["required_hash_fields"].as_array().unwrap();
        let hashed = names
            .iter()
            .map(|name| fields.get(name.as_str().unwrap()).unwrap());
        assert_eq!(
            body_hash(hashed),
            row["body_hash"].as_str().unwrap(),
            "{row}"
        );
    }
    let cases = values.len() + others + composed.len();
    println!("neuron/body_hash.json: {cases} of {cases} cases passed, 1 (bytes) not applicable");
}

#[test]
fn refuses_what_is_not_json() {
    let deep = "[".repeat(100_000);
    let texts: [&[u8]; 16] = [
        b"",
        b"{",
        b"[1,]",
        b"{\"a\"}",
        b"01",
        b"1.",
        b"-",
        b"1e",
        b"tru",
        b"\"\n\"",
        b"\"\\x\"",
        b"\"\\ud800\"",
        b"\xff",
        b"1 2",
        b"\"open",
        deep.as_bytes(),
    ];
    for text in texts {
        assert!(
            Json::parse(text).is_err(),
            "{:?}",
            String::from_utf8_lossy(text)
        );
    }
    assert_eq!(
        Json::parse(br#""\ud83d\ude00""#).unwrap(),
        Json::Text("😀".to_owned())
    );
}
