//! The three forms of a reply: object, stream, error.

use std::time::Instant;

use axum::{
    body::Body,
    http::{HeaderMap, Response, StatusCode, header},
};

use crate::{Caller, Fields, Json, Wire, endpoint::Chunks, python_text, wire};

/// What every reply repeats about its request.
#[derive(Clone, Debug)]
pub(crate) struct Exchange {
    pub(crate) name: String,
    pub(crate) timeout_s: f64,
    pub(crate) started: Instant,
    /// How the request says that it is signed.
    pub(crate) wire: Wire,
    /// The verified sender, once it is.
    pub(crate) caller: Option<Caller>,
    /// What the verified client said about the two parties, to be echoed.
    pub(crate) echo: Echo,
}

/// Texts of the request's headers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Echo {
    axon_ip: Option<String>,
    axon_port: Option<u16>,
    dendrite_ip: Option<String>,
    signature: Option<String>,
}

impl Echo {
    pub(crate) fn of(headers: &HeaderMap) -> Self {
        let text = |name: &str| {
            let value = headers.get(name).and_then(|value| value.to_str().ok());
            value.filter(|text| text.len() <= 256).map(str::to_owned)
        };
        Self {
            axon_ip: text("bt_header_axon_ip"),
            axon_port: text("bt_header_axon_port").and_then(|port| port.parse().ok()),
            dendrite_ip: text("bt_header_dendrite_ip"),
            signature: text("bt_header_dendrite_signature"),
        }
    }
}

/// The axon's own part in an error reply.
#[derive(Clone, Debug)]
pub(crate) struct AxonInfo {
    pub(crate) ip: String,
    pub(crate) port: u16,
    pub(crate) nonce: u64,
    pub(crate) uuid: String,
    pub(crate) hotkey: String,
    /// Only for verified callers: a signature costs time that strangers shall not spend.
    pub(crate) signature: Option<String>,
}

impl Exchange {
    fn elapsed_s(&self) -> f64 {
        self.started.elapsed().as_secs_f64()
    }

    fn push_start(&self, headers: &mut HeaderMap, status: u16, message: &str) {
        wire::push(headers, wire::NAME, &self.name);
        wire::push(headers, wire::TIMEOUT, &python_text::float(self.timeout_s));
        wire::push_of(headers, wire::AXON, "status_code", &status.to_string());
        wire::push_of(headers, wire::AXON, "status_message", message);
        let process_time = python_text::float(self.elapsed_s());
        wire::push_of(headers, wire::AXON, "process_time", &process_time);
    }

    fn push_caller(&self, headers: &mut HeaderMap) {
        let Some(caller) = &self.caller else { return };
        if let Some(version) = caller.version {
            wire::push_of(headers, wire::DENDRITE, "version", &version.to_string());
        }
        wire::push_of(headers, wire::DENDRITE, "nonce", &caller.nonce.to_string());
        wire::push_of(headers, wire::DENDRITE, "uuid", &caller.uuid);
        wire::push_of(headers, wire::DENDRITE, "hotkey", &caller.hotkey.to_ss58());
        if let Some(signature) = &self.echo.signature {
            wire::push_of(headers, wire::DENDRITE, "signature", signature);
        }
    }

    fn success_headers(
        &self,
        own_hotkey: &str,
        (status, message): (StatusCode, &str),
        body_hash: &str,
        body_bytes: usize,
    ) -> HeaderMap {
        let mut headers = HeaderMap::new();
        self.push_start(&mut headers, status.as_u16(), message);
        if let Some(ip) = &self.echo.axon_ip {
            wire::push_of(&mut headers, wire::AXON, "ip", ip);
        }
        if let Some(port) = self.echo.axon_port {
            wire::push_of(&mut headers, wire::AXON, "port", &port.to_string());
        }
        wire::push_of(&mut headers, wire::AXON, "hotkey", own_hotkey);
        if let Some(ip) = &self.echo.dendrite_ip {
            wire::push_of(&mut headers, wire::DENDRITE, "ip", ip);
        }
        self.push_caller(&mut headers);
        wire::push(&mut headers, wire::HEADER_SIZE, "0");
        wire::push(&mut headers, wire::TOTAL_SIZE, &body_bytes.to_string());
        wire::push(&mut headers, wire::BODY_HASH, body_hash);
        headers
    }

    /// The object, with status 200 or the handler's own.
    pub(crate) fn object(
        &self,
        own_hotkey: &str,
        said: (StatusCode, &str),
        fields: Fields,
        body_hash: &str,
    ) -> Response<Body> {
        if self.wire != Wire::Headers {
            return plain(said.0, Json::Object(fields));
        }
        let body = self.body(own_hotkey, said, fields).to_string();
        let headers = self.success_headers(own_hotkey, said, body_hash, body.len());
        respond(said.0, headers, "application/json", Body::from(body))
    }

    /// 200 with chunks.
    pub(crate) fn stream(
        &self,
        own_hotkey: &str,
        body_hash: &str,
        chunks: Chunks,
    ) -> Response<Body> {
        let headers = match self.wire {
            Wire::Headers => {
                self.success_headers(own_hotkey, (StatusCode::OK, "Success"), body_hash, 0)
            }
            Wire::Btauth | Wire::Epistula => HeaderMap::new(),
        };
        respond(
            StatusCode::OK,
            headers,
            "text/event-stream",
            Body::from_stream(chunks),
        )
    }

    /// `{"message": ...}`; on the wire of headers with everything about both parties in them.
    pub(crate) fn error(
        &self,
        status: StatusCode,
        message: &str,
        axon: Option<&AxonInfo>,
        address: std::net::SocketAddr,
    ) -> Response<Body> {
        let told = Json::object([("message", Json::Text(message.to_owned()))]);
        if self.wire != Wire::Headers {
            return plain(status, told);
        }
        let mut headers = HeaderMap::new();
        self.push_start(&mut headers, status.as_u16(), message);
        if let Some(axon) = axon {
            wire::push_of(&mut headers, wire::AXON, "ip", &axon.ip);
            wire::push_of(&mut headers, wire::AXON, "port", &axon.port.to_string());
            wire::push_of(
                &mut headers,
                wire::AXON,
                "version",
                &wire::VERSION.to_string(),
            );
            wire::push_of(&mut headers, wire::AXON, "nonce", &axon.nonce.to_string());
            wire::push_of(&mut headers, wire::AXON, "uuid", &axon.uuid);
            wire::push_of(&mut headers, wire::AXON, "hotkey", &axon.hotkey);
            if let Some(signature) = &axon.signature {
                wire::push_of(&mut headers, wire::AXON, "signature", signature);
            }
        }
        wire::push_of(
            &mut headers,
            wire::DENDRITE,
            "ip",
            &address.ip().to_string(),
        );
        wire::push_of(
            &mut headers,
            wire::DENDRITE,
            "port",
            &address.port().to_string(),
        );
        self.push_caller(&mut headers);
        let body = Body::from(told.to_string());
        respond(status, headers, "application/json", body)
    }

    fn body(
        &self,
        own_hotkey: &str,
        (status, message): (StatusCode, &str),
        fields: Fields,
    ) -> Json {
        let text = |text: Option<&str>| text.map_or(Json::Null, |text| Json::Text(text.into()));
        let int = |value: Option<u64>| value.map_or(Json::Null, |value| Json::Int(value.into()));
        let terminal = |values: [Json; 10]| {
            let names = [
                "status_code",
                "status_message",
                "process_time",
                "ip",
                "port",
                "version",
                "nonce",
                "uuid",
                "hotkey",
                "signature",
            ];
            Json::object(names.into_iter().zip(values))
        };
        let caller = self.caller.as_ref();
        let hotkey = caller.map(|caller| caller.hotkey.to_ss58());
        let dendrite = terminal([
            Json::Null,
            Json::Null,
            Json::Null,
            text(self.echo.dendrite_ip.as_deref()),
            Json::Null,
            int(caller.and_then(|caller| caller.version)),
            int(caller.map(|caller| caller.nonce)),
            text(caller.map(|caller| caller.uuid.as_str())),
            text(hotkey.as_deref()),
            text(self.echo.signature.as_deref()),
        ]);
        let axon = terminal([
            Json::Int(status.as_u16().into()),
            Json::Text(message.to_owned()),
            Json::Float(self.elapsed_s()),
            text(self.echo.axon_ip.as_deref()),
            int(self.echo.axon_port.map(u64::from)),
            Json::Null,
            Json::Null,
            Json::Null,
            text(Some(own_hotkey)),
            Json::Null,
        ]);
        let base = [
            ("name", Json::Text(self.name.clone())),
            ("timeout", Json::Float(self.timeout_s)),
            ("total_size", Json::Int(0)),
            ("header_size", Json::Int(0)),
            ("dendrite", dendrite),
            ("axon", axon),
            ("computed_body_hash", Json::Text(String::new())),
        ];
        let base = base
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value));
        Json::object(base.chain(fields))
    }
}

/// A reply of the framework kind, without any header of the protocol.
pub(crate) fn detail(status: StatusCode, detail: Json) -> Response<Body> {
    plain(status, Json::object([("detail", detail)]))
}

/// JSON without any header of the protocol.
fn plain(status: StatusCode, body: Json) -> Response<Body> {
    let body = Body::from(body.to_string());
    respond(status, HeaderMap::new(), "application/json", body)
}

fn respond(
    status: StatusCode,
    mut headers: HeaderMap,
    content_type: &'static str,
    body: Body,
) -> Response<Body> {
    headers.insert(
        header::CONTENT_TYPE,
        header::HeaderValue::from_static(content_type),
    );
    let mut response = Response::new(body);
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    response
}
