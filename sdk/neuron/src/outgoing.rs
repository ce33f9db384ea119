//! What a dendrite sends: headers and body of a request, signed for its target.

use std::time::Duration;

use axum::http::HeaderMap;

use crate::{Dendrite, Fields, Json, Synapse, Target, Wire, btauth, epistula, python_text, wire};

/// A request whose synapse is known only at run time, such as one written in Python.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// The route, case-sensitive.
    pub name: String,
    /// The fields in order.
    pub fields: Fields,
    /// Hash over the hashed fields ([`crate::body_hash`]).
    pub body_hash: String,
    /// Empty values of the required fields' types, which Python axons ask for.
    pub placeholders: Vec<(String, Json)>,
}

impl Question {
    pub(crate) fn of<S: Synapse>(synapse: &S) -> Self {
        let placeholders = synapse.placeholders().into_iter();
        Self {
            name: S::NAME.to_owned(),
            fields: synapse.to_fields().into_iter().collect(),
            body_hash: synapse.body_hash(),
            placeholders: placeholders
                .map(|(name, empty)| (name.to_owned(), empty))
                .collect(),
        }
    }
}

impl Dendrite {
    /// Headers and body of a request, signed for this target.
    pub(crate) fn request(
        &self,
        target: &Target,
        question: &Question,
        timeout: Duration,
        nonce: u64,
        uuid: &str,
    ) -> (HeaderMap, String) {
        if self.wire == Wire::Headers {
            return self.request_of_headers(target, question, timeout, nonce, uuid);
        }
        let body = Json::Object(question.fields.clone()).to_string();
        let receiver = Some(&target.hotkey);
        let mut headers = if self.wire == Wire::Btauth {
            let request = btauth::Request {
                method: "POST",
                target: &format!("/{}", question.name),
                body: body.as_bytes(),
            };
            btauth::sign(&self.keypair, &request, receiver, nonce)
        } else {
            // Calls that are under way at the same time have different uuids, and a uuid is used
            // again in a later millisecond at best: the nonce tells its requests apart.
            let uuid = format!("{uuid}-{nonce}");
            epistula::sign(
                &self.keypair,
                body.as_bytes(),
                receiver,
                &uuid,
                nonce / 1_000_000,
            )
        };
        wire::push(&mut headers, "content-type", "application/json");
        (headers, body)
    }

    /// The request with everything in its `bt_header_*` headers.
    fn request_of_headers(
        &self,
        target: &Target,
        question: &Question,
        timeout: Duration,
        nonce: u64,
        uuid: &str,
    ) -> (HeaderMap, String) {
        let axon_hotkey = target.hotkey.to_ss58();
        let body_hash = &question.body_hash;
        let message = wire::signed_message(
            nonce,
            &self.hotkey,
            &axon_hotkey,
            Some(uuid),
            Some(body_hash.as_str()),
        );
        let signature = self.keypair.sign_hex(message.as_bytes());
        let timeout_s = timeout.as_secs_f64();
        let (ip, port) = (target.address.ip().to_string(), target.address.port());
        let own_ip = self.external_ip.map(|ip| ip.to_string());

        let text = |text: &str| Json::Text(text.to_owned());
        let null_terminal =
            ["status_code", "status_message", "process_time"].map(|name| (name, Json::Null));
        let axon = null_terminal.clone().into_iter().chain([
            ("ip", text(&ip)),
            ("port", Json::Int(port.into())),
            ("version", Json::Null),
            ("nonce", Json::Null),
            ("uuid", Json::Null),
            ("hotkey", text(&axon_hotkey)),
            ("signature", Json::Null),
        ]);
        let dendrite = null_terminal.into_iter().chain([
            ("ip", own_ip.as_deref().map_or(Json::Null, text)),
            ("port", Json::Null),
            ("version", Json::Int(wire::VERSION.into())),
            ("nonce", Json::Int(nonce.into())),
            ("uuid", text(uuid)),
            ("hotkey", text(&self.hotkey)),
            ("signature", text(&signature)),
        ]);
        let base = [
            ("name", text(&question.name)),
            ("timeout", Json::Float(timeout_s)),
            ("total_size", Json::Int(0)),
            ("header_size", Json::Int(0)),
            ("dendrite", Json::object(dendrite)),
            ("axon", Json::object(axon)),
            ("computed_body_hash", text("")),
        ];
        let base = base
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value));
        let body = Json::object(base.chain(question.fields.clone())).to_string();

        let mut headers = HeaderMap::new();
        wire::push(&mut headers, wire::NAME, &question.name);
        wire::push(&mut headers, wire::TIMEOUT, &python_text::float(timeout_s));
        wire::push_of(&mut headers, wire::AXON, "ip", &ip);
        wire::push_of(&mut headers, wire::AXON, "port", &port.to_string());
        wire::push_of(&mut headers, wire::AXON, "hotkey", &axon_hotkey);
        if let Some(ip) = &own_ip {
            wire::push_of(&mut headers, wire::DENDRITE, "ip", ip);
        }
        wire::push_of(
            &mut headers,
            wire::DENDRITE,
            "version",
            &wire::VERSION.to_string(),
        );
        wire::push_of(&mut headers, wire::DENDRITE, "nonce", &nonce.to_string());
        wire::push_of(&mut headers, wire::DENDRITE, "uuid", uuid);
        wire::push_of(&mut headers, wire::DENDRITE, "hotkey", &self.hotkey);
        wire::push_of(&mut headers, wire::DENDRITE, "signature", &signature);
        for (name, empty) in &question.placeholders {
            wire::push_of(
                &mut headers,
                wire::INPUT,
                name,
                &wire::encode_placeholder(empty),
            );
        }
        wire::push(&mut headers, wire::HEADER_SIZE, "0");
        wire::push(&mut headers, wire::TOTAL_SIZE, &body.len().to_string());
        wire::push(&mut headers, wire::BODY_HASH, body_hash);
        wire::push(&mut headers, "content-type", "application/json");
        (headers, body)
    }
}
