//! What a reply says about its own success, and why one failed to come.

use std::net::SocketAddr;

use bytes::{Bytes, BytesMut};

use crate::{CallError, Fields, Json, Wire};

/// Longest message of a peer that is kept.
const MAX_MESSAGE_CHARS: usize = 1024;

/// Reads a body up to a bound.
pub(crate) async fn collect(
    mut response: reqwest::Response,
    max_bytes: usize,
) -> Result<Bytes, CallError> {
    let mut body = BytesMut::new();
    while let Some(chunk) = response
        .chunk()
        .await
        .map_err(|error| broken_body(&error))?
    {
        if body.len().saturating_add(chunk.len()) > max_bytes {
            return Err(CallError::TooLarge { max_bytes });
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body.freeze())
}

/// What the head of a reply says about its success.
pub(crate) struct Said {
    pub(crate) http_status: u16,
    status: Option<i128>,
    message: Option<String>,
    pub(crate) process_time_s: Option<f64>,
}

impl Said {
    pub(crate) fn of(response: &reqwest::Response) -> Self {
        let text = |name| {
            response
                .headers()
                .get(name)
                .and_then(|value| value.to_str().ok())
        };
        Self {
            http_status: response.status().as_u16(),
            status: text("bt_header_axon_status_code").and_then(|text| text.trim().parse().ok()),
            message: text("bt_header_axon_status_message").map(cut),
            process_time_s: text("bt_header_axon_process_time")
                .and_then(|text| text.trim().parse().ok()),
        }
    }

    /// Success is HTTP 200, on the wire of headers together with a status 200 in the headers or the
    /// body.
    pub(crate) fn check(&self, wire: Wire, fields: &Fields) -> Result<(), CallError> {
        if self.http_status != 200 {
            let message = match (&self.message, fields.get("message")) {
                (Some(message), _) => message.clone(),
                (None, Some(Json::Text(message))) => cut(message),
                (None, _) => String::new(),
            };
            return Err(CallError::Refused {
                status: self.http_status,
                message,
            });
        }
        if wire != Wire::Headers {
            return Ok(());
        }
        let in_body = match axon_field(fields, "status_code") {
            Some(Json::Int(status)) => Some(*status),
            _ => None,
        };
        match self.status.or(in_body) {
            Some(200) => Ok(()),
            Some(status) => Err(CallError::Refused {
                status: u16::try_from(status).unwrap_or(500),
                message: self.message_or_of(fields),
            }),
            None => Err(CallError::Garbage("a reply without a status".to_owned())),
        }
    }

    pub(crate) fn message_or_of(&self, fields: &Fields) -> String {
        match (&self.message, axon_field(fields, "status_message")) {
            (Some(message), _) => message.clone(),
            (None, Some(Json::Text(message))) => cut(message),
            (None, _) => String::new(),
        }
    }
}

fn axon_field<'a>(fields: &'a Fields, name: &str) -> Option<&'a Json> {
    match fields.get("axon") {
        Some(Json::Object(axon)) => axon.get(name),
        _ => None,
    }
}

fn cut(text: &str) -> String {
    text.chars().take(MAX_MESSAGE_CHARS).collect()
}

/// Why no head of a reply came.
pub(crate) fn explain(error: &reqwest::Error, address: SocketAddr, name: &str) -> CallError {
    if error.is_connect() {
        return CallError::Unreachable {
            address: address.to_string(),
            name: name.to_owned(),
        };
    }
    broken(error)
}

/// Why the body of a reply broke off.
pub(crate) fn broken_body(error: &reqwest::Error) -> CallError {
    match broken(error) {
        CallError::Disconnected(cause) => CallError::Payload(cause),
        other => other,
    }
}

fn broken(error: &reqwest::Error) -> CallError {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(one) = cause {
        if let Some(http) = one.downcast_ref::<hyper::Error>() {
            if http.is_parse() {
                return CallError::Garbage(http.to_string());
            }
            return CallError::Disconnected(http.to_string());
        }
        cause = one.source();
    }
    CallError::Disconnected(error.to_string())
}
