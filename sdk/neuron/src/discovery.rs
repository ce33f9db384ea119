//! What an axon says of itself to those who do not know its subnet: an OpenAPI 3.1 document at
//! `/openapi.json`, with a JSON Schema of each synapse.
//!
//! Anybody may read it, and its signature proves that it is the hotkey's own. Everything about the
//! signed wires that OpenAPI has no word for is under `x-bittensor`.

use axum::{
    body::Body,
    http::{HeaderValue, Response, header},
};
use bytes::Bytes;
use sha2::{Digest, Sha256};
use taonet_wallet::{Keypair, PublicKey};

use crate::{Endpoint, Fields, Json, SynapseKind, Wire, Wires};

/// Where the document is.
pub(crate) const PATH: &str = "openapi.json";
/// The header with the hotkey's signature over [`signed_text`].
pub(crate) const SIGNATURE: &str = "x-bittensor-signature";

/// What an axon offers.
#[derive(Clone, Debug, PartialEq)]
pub struct Description {
    /// The axon's hotkey, proved by its signature.
    pub hotkey: PublicKey,
    /// The signed wires that it takes.
    pub wires: Vec<Wire>,
    /// The synapses that it answers, but for the ping.
    pub synapses: Vec<SynapseKind>,
    /// The whole OpenAPI document.
    pub document: Json,
}

impl Wire {
    const NAMES: [(Self, &'static str); 3] = [
        (Self::Headers, "bt_header"),
        (Self::Btauth, "btauth/1"),
        (Self::Epistula, "epistula/2"),
    ];

    /// The name in descriptions.
    #[must_use]
    pub fn name(self) -> &'static str {
        let found = Self::NAMES.iter().find(|(wire, _)| *wire == self);
        found.map_or("", |(_, name)| name)
    }
}

impl Wires {
    fn on(self) -> impl Iterator<Item = Wire> {
        let wires = [
            (self.headers, Wire::Headers),
            (self.btauth, Wire::Btauth),
            (self.epistula, Wire::Epistula),
        ];
        wires
            .into_iter()
            .filter_map(|(on, wire)| on.then_some(wire))
    }
}

/// The document, ready to be sent.
#[derive(Clone, Debug)]
pub(crate) struct Document {
    body: Bytes,
    signature: HeaderValue,
}

impl Document {
    /// Writes and signs the document of an axon.
    pub(crate) fn new<'a>(
        hotkey: &Keypair,
        wires: Wires,
        endpoints: impl Iterator<Item = &'a Endpoint>,
    ) -> Self {
        let mut kinds: Vec<&SynapseKind> = endpoints.map(Endpoint::kind).collect();
        kinds.sort_by(|one, other| one.name.cmp(&other.name));
        let body = write(&hotkey.ss58(), wires, &kinds).to_string();
        let signature = hotkey.sign_hex(signed_text(body.as_bytes()).as_bytes());
        Self {
            body: body.into(),
            // Hex is always fit for a header.
            signature: HeaderValue::from_str(&signature)
                .unwrap_or_else(|_| HeaderValue::from_static("")),
        }
    }

    pub(crate) fn response(&self) -> Response<Body> {
        let mut response = Response::new(Body::from(self.body.clone()));
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/json"),
        );
        headers.insert(SIGNATURE, self.signature.clone());
        response
    }
}

/// What the hotkey signs.
pub(crate) fn signed_text(document: &[u8]) -> String {
    format!(
        "axon description\n{}",
        hex::encode(Sha256::digest(document))
    )
}

fn text(text: &str) -> Json {
    Json::Text(text.to_owned())
}

fn write(hotkey: &str, wires: Wires, kinds: &[&SynapseKind]) -> Json {
    let paths = kinds
        .iter()
        .map(|kind| (format!("/{}", kind.name), path(kind)));
    let schemas = kinds
        .iter()
        .map(|kind| (kind.name.clone(), kind.schema.clone()));
    let wires = wires.on().map(|wire| text(wire.name())).collect();
    Json::object([
        ("openapi", text("3.1.0")),
        (
            "info",
            Json::object([
                ("title", text(&format!("Axon of {hotkey}"))),
                ("version", text(env!("CARGO_PKG_VERSION"))),
                (
                    "description",
                    text(
                        "Every request is signed by a hotkey and for this one, on one of the wires \
                         that x-bittensor lists.",
                    ),
                ),
            ]),
        ),
        (
            "x-bittensor",
            Json::object([("hotkey", text(hotkey)), ("wires", Json::List(wires))]),
        ),
        ("paths", Json::object(paths)),
        (
            "components",
            Json::object([("schemas", Json::object(schemas))]),
        ),
    ])
}

fn path(kind: &SynapseKind) -> Json {
    let schema = format!("#/components/schemas/{}", kind.name);
    let of_type =
        |media_type, schema: Json| Json::object([(media_type, Json::object([("schema", schema)]))]);
    let object = || Json::object([("$ref", text(&schema))]);
    let reply = if kind.streams {
        of_type(
            "text/event-stream",
            Json::object([("type", text("string"))]),
        )
    } else {
        of_type("application/json", object())
    };
    let success = Json::object([("description", text("The answer.")), ("content", reply)]);
    let refusals = [
        (
            "401",
            "Not signed, not for this axon, stale, or answered before.",
        ),
        ("403", "The endpoint does not serve this hotkey."),
        ("408", "Not done in time."),
        ("429", "Too many requests of this hotkey or address."),
        ("503", "Too many requests are waiting."),
    ];
    let refusals =
        refusals.map(|(status, meaning)| (status, Json::object([("description", text(meaning))])));
    let hashed = kind.hash_fields.iter().map(|name| text(name)).collect();
    let operation = Json::object([
        ("operationId", text(&kind.name)),
        (
            "requestBody",
            Json::object([
                ("required", Json::Bool(true)),
                ("content", of_type("application/json", object())),
            ]),
        ),
        (
            "responses",
            Json::object(std::iter::once(("200", success)).chain(refusals)),
        ),
        ("x-bittensor-hash-fields", Json::List(hashed)),
        ("x-bittensor-streams", Json::Bool(kind.streams)),
    ]);
    Json::object([("post", operation)])
}

/// Reads a document whose signature was checked.
pub(crate) fn read(hotkey: PublicKey, document: Json) -> Result<Description, &'static str> {
    let Json::Object(fields) = &document else {
        return Err("a description that is no object");
    };
    let about = object(fields, "x-bittensor").ok_or("a description without x-bittensor")?;
    let wires = texts(about.get("wires"));
    let wires = Wire::NAMES
        .into_iter()
        .filter_map(|(wire, name)| wires.contains(&name).then_some(wire))
        .collect();
    let paths = object(fields, "paths").ok_or("a description without paths")?;
    let schemas = object(fields, "components").and_then(|parts| object(parts, "schemas"));
    let synapses = paths
        .iter()
        .filter_map(|(path, item)| {
            let name = path.strip_prefix('/')?;
            let post = match item {
                Json::Object(item) => object(item, "post")?,
                _ => return None,
            };
            Some(SynapseKind {
                name: name.to_owned(),
                hash_fields: texts(post.get("x-bittensor-hash-fields"))
                    .into_iter()
                    .map(str::to_owned)
                    .collect(),
                schema: schemas?.get(name)?.clone(),
                streams: post.get("x-bittensor-streams") == Some(&Json::Bool(true)),
            })
        })
        .filter(|kind| kind.name != "Synapse")
        .collect();
    Ok(Description {
        hotkey,
        wires,
        synapses,
        document,
    })
}

fn object<'a>(fields: &'a Fields, name: &str) -> Option<&'a Fields> {
    match fields.get(name) {
        Some(Json::Object(inner)) => Some(inner),
        _ => None,
    }
}

fn texts(list: Option<&Json>) -> Vec<&str> {
    let Some(Json::List(items)) = list else {
        return Vec::new();
    };
    let texts = items.iter().filter_map(|item| match item {
        Json::Text(text) => Some(text.as_str()),
        _ => None,
    });
    texts.collect()
}
