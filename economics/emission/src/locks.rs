//! Locked stake and the conviction that it gathers.
//!
//! A lock binds alpha (its *mass*) to a hotkey. Mass decays, unless the lock is perpetual;
//! conviction grows towards the mass. Both are stored as of a block and rolled forward on use.

use substrate_fixed::{
    transcendental,
    types::{I64F64, U64F64},
};
use taonet_fixed::SafeDiv;

/// Exponents of decay are not taken below this.
const MIN_EXPONENT: i64 = -40;

/// A lock with less mass and less conviction than this counts as nothing, in rao.
const DUST: u64 = 100;

/// The age at which a subnet's ownership can change by conviction: a year of 12-second blocks.
pub const OWNERSHIP_CHANGE_DELAY_BLOCKS: u64 = 2_629_800;

/// Conviction times this must reach the alpha outside of the pool for ownership to change.
const OWNERSHIP_CHANGE_FACTOR: u64 = 10;

/// A lock, or the sum of many, as of a block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LockState {
    /// Alpha that may not leave, in rao.
    pub locked_mass: u64,
    /// What the lock has gathered, in rao.
    pub conviction: U64F64,
    /// The block for which the two are right.
    pub last_update: u64,
}

/// The time constants of locks, in blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LockRates {
    /// Of the decay of mass.
    pub unlock: u64,
    /// Of the growth of conviction.
    pub maturity: u64,
}

/// How a lock behaves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LockKind {
    /// Locked to the subnet owner's hotkey: conviction always equals mass.
    pub owner: bool,
    /// The mass does not decay.
    pub perpetual: bool,
}

/// A lock that was rolled forward, and what it lost on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rolled {
    /// The lock at the new block.
    pub state: LockState,
    /// By how much the mass fell, in rao.
    pub mass_decrease: u64,
    /// By how much the conviction fell; zero if it rose.
    pub conviction_decrease: U64F64,
}

/// `e^(-elapsed / tau)`, as the series of the fixed-point library gives it: one at once, zero
/// without a time constant.
#[must_use]
pub fn exp_decay(elapsed_blocks: u64, tau_blocks: u64) -> U64F64 {
    if elapsed_blocks == 0 {
        return U64F64::from_num(1);
    }
    if tau_blocks == 0 {
        return U64F64::from_bits(0);
    }
    let zero = I64F64::from_bits(0);
    let quotient = I64F64::saturating_from_num(elapsed_blocks)
        .safe_div(I64F64::saturating_from_num(tau_blocks));
    let exponent = zero
        .saturating_sub(quotient)
        .max(I64F64::from_num(MIN_EXPONENT));
    let decay = transcendental::exp::<I64F64, I64F64>(exponent).unwrap_or(zero);
    U64F64::saturating_from_num(decay.max(zero))
}

impl LockState {
    /// Whether both mass and conviction are too small to keep.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.locked_mass < DUST && self.conviction < U64F64::from_num(DUST)
    }

    /// Whether both mass and conviction are exactly zero.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.locked_mass == 0 && self.conviction == U64F64::from_bits(0)
    }

    /// The lock at block `now`.
    #[must_use]
    pub fn roll(&self, now: u64, kind: LockKind, rates: LockRates) -> Rolled {
        let mut state = *self;
        if now > self.last_update {
            let elapsed = now.saturating_sub(self.last_update);
            state = self.aged(elapsed, kind.perpetual, rates);
            state.last_update = now;
        }
        if kind.owner {
            state.conviction = U64F64::from_num(state.locked_mass);
        }
        if state.is_zero() {
            state.locked_mass = 0;
            state.conviction = U64F64::from_bits(0);
        }
        Rolled {
            state,
            mass_decrease: self.locked_mass.saturating_sub(state.locked_mass),
            conviction_decrease: self.conviction.saturating_sub(state.conviction),
        }
    }

    /// The lock with mass and conviction added.
    #[must_use]
    pub fn add(&self, mass: u64, conviction: U64F64) -> Self {
        Self {
            locked_mass: self.locked_mass.saturating_add(mass),
            conviction: self.conviction.saturating_add(conviction),
            ..*self
        }
    }

    /// The lock with mass and conviction taken away, neither below zero.
    #[must_use]
    pub fn sub(&self, mass: u64, conviction: U64F64) -> Self {
        Self {
            locked_mass: self.locked_mass.saturating_sub(mass),
            conviction: self.conviction.saturating_sub(conviction),
            ..*self
        }
    }

    /// The lock after `mass` was forced out of it: conviction falls in proportion.
    #[must_use]
    pub fn reduced_by(&self, mass: u64) -> Self {
        let left = self.locked_mass.saturating_sub(mass);
        let conviction = if left == 0 {
            U64F64::from_bits(0)
        } else {
            let part = U64F64::from_num(1).saturating_sub(self.part(mass));
            self.conviction.saturating_mul(part)
        };
        Self {
            locked_mass: left,
            conviction,
            ..*self
        }
    }

    /// The conviction that goes with `mass` when that much of the lock changes hands.
    #[must_use]
    pub fn conviction_of(&self, mass: u64) -> U64F64 {
        self.conviction.saturating_mul(self.part(mass))
    }

    fn part(&self, mass: u64) -> U64F64 {
        U64F64::from_num(mass).safe_div(U64F64::from_num(self.locked_mass))
    }

    fn aged(&self, elapsed: u64, perpetual: bool, rates: LockRates) -> Self {
        let mass = U64F64::from_num(self.locked_mass);
        let matured = exp_decay(elapsed, rates.maturity);
        let kept = exp_decay(elapsed, rates.unlock);
        let gain = if perpetual {
            U64F64::from_num(1).saturating_sub(matured)
        } else if rates.unlock == rates.maturity {
            U64F64::from_num(elapsed)
                .safe_div(U64F64::from_num(rates.maturity))
                .saturating_mul(matured)
        } else if rates.unlock == 0 || rates.maturity == 0 {
            U64F64::from_bits(0)
        } else {
            gain_of_two_rates(kept, matured, rates)
        };
        let conviction = matured
            .saturating_mul(self.conviction)
            .saturating_add(mass.saturating_mul(gain));
        let locked_mass = if perpetual {
            self.locked_mass
        } else {
            kept.saturating_mul(mass).saturating_to_num()
        };
        Self {
            locked_mass,
            conviction,
            ..*self
        }
    }
}

/// The conviction gathered by one unit of mass that decays at one rate and matures at another.
fn gain_of_two_rates(kept: U64F64, matured: U64F64, rates: LockRates) -> U64F64 {
    let zero = I64F64::from_bits(0);
    let [kept, matured] = [kept, matured].map(I64F64::saturating_from_num);
    let unlock = I64F64::saturating_from_num(rates.unlock);
    let maturity = I64F64::saturating_from_num(rates.maturity);
    let gain = unlock
        .saturating_mul(kept.saturating_sub(matured))
        .safe_div(unlock.saturating_sub(maturity));
    U64F64::saturating_from_num(gain.max(zero))
}

/// Whether the conviction on a subnet suffices for a change of its owner.
#[must_use]
pub fn conviction_can_change_owner(total: U64F64, alpha_out: u64) -> bool {
    alpha_out > 0
        && total.saturating_mul(U64F64::from_num(OWNERSHIP_CHANGE_FACTOR))
            >= U64F64::from_num(alpha_out)
}
