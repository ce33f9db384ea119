//! How many different values of storage a piece of code reads and writes.
//!
//! The state machine traces every access; a subscriber of this thread counts them.

use std::{
    collections::HashSet,
    fmt::Debug,
    sync::{Arc, Mutex},
};

use tracing::{
    Event, Metadata, Subscriber,
    field::{Field, Visit},
    span,
};

/// Different values read and written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Accesses {
    /// Values read, each once.
    pub reads: u64,
    /// Values written or deleted, each once.
    pub writes: u64,
}

/// Runs `work` and counts its accesses.
///
/// # Panics
/// When `work` panics.
pub fn count(work: impl FnOnce()) -> Accesses {
    let seen = Arc::new(Mutex::new(Seen::default()));
    tracing::subscriber::with_default(Counter(Arc::clone(&seen)), work);
    let seen = seen
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    let number = |keys: &HashSet<String>| u64::try_from(keys.len()).unwrap_or(u64::MAX);
    Accesses {
        reads: number(&seen.read),
        writes: number(&seen.written),
    }
}

#[derive(Debug, Default)]
struct Seen {
    read: HashSet<String>,
    written: HashSet<String>,
}

struct Counter(Arc<Mutex<Seen>>);

impl Subscriber for Counter {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "state"
    }

    fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
        span::Id::from_u64(1)
    }

    fn record(&self, _: &span::Id, _: &span::Record<'_>) {}

    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut access = Access::default();
        event.record(&mut access);
        let mut seen = self
            .0
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        match access.method.as_str() {
            "Get" | "Hash" | "Exists" | "NextKey" => drop(seen.read.insert(access.key)),
            "Put" | "Append" => drop(seen.written.insert(access.key)),
            _ => {}
        }
    }

    fn enter(&self, _: &span::Id) {}

    fn exit(&self, _: &span::Id) {}
}

/// The fields of an access that matter.
#[derive(Default)]
struct Access {
    method: String,
    key: String,
}

impl Access {
    fn set(&mut self, field: &Field, value: String) {
        match field.name() {
            "method" => self.method = value,
            "key" => self.key = value,
            _ => {}
        }
    }
}

impl Visit for Access {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.set(field, value.to_owned());
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.set(field, format!("{value:?}"));
    }
}
