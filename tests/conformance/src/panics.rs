//! Panics of the code under test: caught, told, and kept off the terminal.

use std::{any::Any, panic};

/// What a panic said.
#[must_use]
pub fn message(payload: &(dyn Any + Send)) -> String {
    let text = payload
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| payload.downcast_ref::<String>().cloned());
    format!("a panic: {}", text.unwrap_or_else(|| "no message".into()))
}

/// Lets panics pass silently: whoever catches them reports them.
pub fn silence() {
    panic::set_hook(Box::new(|_| {}));
}
