//! The one text of a header.

use axum::http::HeaderMap;

/// Why a header has no text that everybody reads alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HeaderFault {
    /// It is there twice: two readers could take different ones.
    Twice(&'static str),
    /// Bytes that are no visible ASCII.
    NotText(&'static str),
}

/// The text of a header, if the header is there.
///
/// # Errors
/// It is there twice, or is no text.
pub(crate) fn one<'headers>(
    headers: &'headers HeaderMap,
    name: &'static str,
) -> Result<Option<&'headers str>, HeaderFault> {
    let mut values = headers.get_all(name).iter();
    let value = values.next();
    if values.next().is_some() {
        return Err(HeaderFault::Twice(name));
    }
    let text = value.map(|value| value.to_str()).transpose();
    text.map_err(|_| HeaderFault::NotText(name))
}
