//! Pauses between attempts to connect.

use std::hash::{BuildHasher, RandomState};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// First pause.
const FIRST: Duration = Duration::from_millis(250);
/// Longest pause: a public endpoint that turns a client away is left alone for so long.
const LONGEST: Duration = Duration::from_secs(30);

/// Pauses that double up to half a minute. Each is shortened at random by up to a half, so that
/// clients which lost the same node at the same moment do not come back at the same moment.
///
/// Until [`Self::open`] there are none: the first connection is made attempt by attempt by somebody
/// who looks at the error. After that there is no end of them.
#[derive(Clone, Debug)]
pub(crate) struct Backoff {
    opened: Arc<AtomicBool>,
    next: Duration,
}

impl Default for Backoff {
    fn default() -> Self {
        Self {
            opened: Arc::default(),
            next: FIRST,
        }
    }
}

impl Backoff {
    /// From now on attempts are repeated for ever.
    pub(crate) fn open(&self) {
        self.opened.store(true, Ordering::Relaxed);
    }

    /// The next pause, open or not.
    pub(crate) fn pause(&mut self) -> Duration {
        let pause = self.next;
        self.next = pause.saturating_mul(2).min(LONGEST);
        // The standard library's hasher is seeded by the system: enough for this.
        let percent = RandomState::new().hash_one(()) % 51;
        pause.saturating_sub(pause.saturating_mul(u32::try_from(percent).unwrap_or(0)) / 100)
    }
}

impl Iterator for Backoff {
    type Item = Duration;

    fn next(&mut self) -> Option<Duration> {
        self.opened.load(Ordering::Relaxed).then(|| self.pause())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_to_a_bound_and_vary() {
        let mut backoff = Backoff::default();
        assert_eq!(
            backoff.next(),
            None,
            "no attempt is repeated before the first success"
        );
        backoff.clone().open();
        let mut longest = FIRST;
        let mut shortened = 0;
        for _ in 0..64 {
            let pause = backoff.next().unwrap();
            assert!(
                pause <= longest && pause >= longest / 2,
                "{pause:?} of {longest:?}"
            );
            shortened += u32::from(pause < longest);
            longest = longest.saturating_mul(2).min(LONGEST);
        }
        assert!(shortened > 32, "{shortened} of 64 pauses differ");
    }
}
