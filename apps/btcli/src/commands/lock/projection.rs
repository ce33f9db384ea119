//! How a lock develops when nobody touches it.
//!
//! The chain forgets what is locked, and learns conviction, exponentially: with u and m the time
//! constants of unlocking and of maturing, after t blocks a decaying lock of mass M has the mass
//! M·e^(−t/u); conviction C becomes C·e^(−t/m) plus what the mass added meanwhile. On the hotkey of
//! the subnet's owner conviction is always the mass.

use taonet_client::StateAt;

use crate::failure::Failure;

/// What decides how a lock develops.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pace {
    pub(super) unlock_blocks: u64,
    pub(super) maturity_blocks: u64,
}

impl Pace {
    pub(super) async fn read(state: &StateAt) -> Result<Self, Failure> {
        Ok(Self {
            unlock_blocks: state.unlock_blocks().await?,
            maturity_blocks: state.conviction_maturity_blocks().await?,
        })
    }
}

/// What a lock is like.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kind {
    pub(super) is_decaying: bool,
    /// Whether it is on the hotkey of the subnet's owner.
    pub(super) is_owners: bool,
}

/// A lock at some time, in rao.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Locked {
    pub(super) mass: f64,
    pub(super) conviction: f64,
}

impl Locked {
    /// The lock so many blocks later.
    #[allow(clippy::cast_precision_loss, reason = "an estimate for people")]
    pub(super) fn after(self, blocks: u64, pace: Pace, kind: Kind) -> Self {
        let t = blocks as f64;
        let left = |constant: u64| match constant {
            0 if blocks > 0 => 0.0,
            0 => 1.0,
            constant => (-t / constant as f64).exp(),
        };
        let (kept, old) = (left(pace.unlock_blocks), left(pace.maturity_blocks));
        let (u, m) = (pace.unlock_blocks as f64, pace.maturity_blocks as f64);
        let gained = if !kind.is_decaying {
            1.0 - old
        } else if pace.unlock_blocks == 0 || pace.maturity_blocks == 0 {
            0.0
        } else if pace.unlock_blocks == pace.maturity_blocks {
            t / m * old
        } else {
            (u * (kept - old) / (u - m)).max(0.0)
        };
        let mass = match kind.is_decaying {
            true => self.mass * kept,
            false => self.mass,
        };
        let conviction = match kind.is_owners {
            true => mass,
            false => self.conviction * old + self.mass * gained,
        };
        Self { mass, conviction }
    }
}

/// Blocks at which the development is told: now, then in steps up to three times the slower
/// constant.
pub(super) fn times(pace: Pace) -> Vec<u64> {
    let longest = pace.unlock_blocks.max(pace.maturity_blocks).max(1);
    (0..=12)
        .map(|step: u64| longest.saturating_mul(step) / 4)
        .collect()
}

/// A number as a bar, `whole` being 24 places long.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a bar is between 0 and 24 places long"
)]
pub(super) fn bar(part: f64, whole: f64) -> String {
    let share = match whole > 0.0 {
        true => (part / whole).clamp(0.0, 1.0),
        false => 0.0,
    };
    "█".repeat((share * 24.0).round() as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PACE: Pace = Pace {
        unlock_blocks: 1_000,
        maturity_blocks: 1_000,
    };
    const PERPETUAL: Kind = Kind {
        is_decaying: false,
        is_owners: false,
    };
    const DECAYING: Kind = Kind {
        is_decaying: true,
        is_owners: false,
    };
    const FRESH: Locked = Locked {
        mass: 100.0,
        conviction: 0.0,
    };

    #[test]
    fn a_perpetual_lock_keeps_its_mass_and_matures() {
        let later = FRESH.after(1_000, PACE, PERPETUAL);
        assert!((later.mass - 100.0).abs() < 1e-9);
        assert!((later.conviction - 63.212).abs() < 1e-3);
    }

    #[test]
    fn a_decaying_lock_has_its_greatest_conviction_after_one_constant() {
        let at = |blocks| FRESH.after(blocks, PACE, DECAYING);
        assert!((at(1_000).mass - 36.788).abs() < 1e-3);
        assert!((at(1_000).conviction - 36.788).abs() < 1e-3);
        assert!(at(900).conviction < at(1_000).conviction);
        assert!(at(1_100).conviction < at(1_000).conviction);
        assert_eq!(at(0), FRESH);
    }

    #[test]
    fn an_owners_lock_convinces_by_what_is_locked() {
        let kind = Kind {
            is_owners: true,
            ..DECAYING
        };
        let later = FRESH.after(1_000, PACE, kind);
        assert!((later.mass - 36.788).abs() < 1e-3);
        assert!((later.conviction - later.mass).abs() < 1e-9);
    }

    #[test]
    fn two_steps_are_one_long_one() {
        let pace = Pace {
            unlock_blocks: 700,
            maturity_blocks: 1_900,
        };
        for kind in [PERPETUAL, DECAYING] {
            let once = FRESH.after(500, pace, kind);
            let twice = FRESH.after(200, pace, kind).after(300, pace, kind);
            assert!((once.mass - twice.mass).abs() < 1e-9);
            assert!((once.conviction - twice.conviction).abs() < 1e-9);
        }
    }
}
