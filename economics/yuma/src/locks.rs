//! Locked stake and the conviction it earns with time.
//!
//! A lock has a mass (stake that cannot be withdrawn) and a conviction (influence that grows
//! towards the mass). Both move exponentially and are only brought up to date ("rolled") when
//! somebody looks. A perpetual lock keeps its mass; a decaying lock gives it back.

use taonet_fixed::{I64F64, SafeDiv, U64F64, transcendental::exp_i64f64};

/// Below this mass and conviction a lock counts as empty.
const DUST_RAO: u64 = 100;
/// Exponents are not taken below this.
const MIN_EXPONENT: i64 = -40;

/// State of a lock as of `last_block`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lock {
    /// Locked stake.
    pub mass_rao: u64,
    /// Conviction, in rao.
    pub conviction: U64F64,
    /// Block up to which the lock is rolled.
    pub last_block: u64,
}

/// How a lock behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LockKind {
    /// The lock supports the subnet owner's hotkey: conviction is always the mass.
    pub owner: bool,
    /// The mass does not decay.
    pub perpetual: bool,
}

/// Time constants in blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LockRates {
    /// Of the decay of mass.
    pub unlock_blocks: u64,
    /// Of the growth of conviction.
    pub maturity_blocks: u64,
}

/// A rolled lock and what it lost on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rolled {
    /// The lock now.
    pub lock: Lock,
    /// Mass lost.
    pub mass_decrease_rao: u64,
    /// Conviction lost.
    pub conviction_decrease: U64F64,
}

impl Lock {
    /// Whether nothing worth keeping is left.
    #[must_use]
    pub fn is_dust(&self) -> bool {
        self.mass_rao < DUST_RAO && self.conviction < U64F64::from_num(DUST_RAO)
    }

    /// Brings the lock up to `block`.
    #[must_use]
    pub fn roll(self, block: u64, rates: LockRates, kind: LockKind) -> Rolled {
        let mut lock = self;
        if block > self.last_block {
            let elapsed = block.saturating_sub(self.last_block);
            let gain = U64F64::from_num(self.mass_rao).saturating_mul(maturity(
                elapsed,
                rates,
                kind.perpetual,
            ));
            let kept = decay(elapsed, rates.maturity_blocks).saturating_mul(self.conviction);
            lock.conviction = kept.saturating_add(gain);
            if !kind.perpetual {
                lock.mass_rao = decay(elapsed, rates.unlock_blocks)
                    .saturating_mul(U64F64::from_num(self.mass_rao))
                    .saturating_to_num();
            }
            lock.last_block = block;
        }
        if kind.owner {
            lock.conviction = U64F64::from_num(lock.mass_rao);
        }
        if lock.is_dust() {
            lock.mass_rao = 0;
            lock.conviction = U64F64::from_bits(0);
        }
        Rolled {
            lock,
            mass_decrease_rao: self.mass_rao.saturating_sub(lock.mass_rao),
            conviction_decrease: self.conviction.saturating_sub(lock.conviction),
        }
    }
}

/// `e^(-elapsed / time_constant)`; 1 for no time, 0 for no time constant.
#[must_use]
pub fn decay(elapsed_blocks: u64, time_constant_blocks: u64) -> U64F64 {
    if elapsed_blocks == 0 {
        return U64F64::from_num(1);
    }
    if time_constant_blocks == 0 {
        return U64F64::from_bits(0);
    }
    let exponent = I64F64::saturating_from_num(elapsed_blocks)
        .saturating_neg()
        .safe_div(I64F64::saturating_from_num(time_constant_blocks))
        .max(I64F64::from_num(MIN_EXPONENT));
    let bits = exp_i64f64(exponent).map_or(0, I64F64::to_bits);
    U64F64::from_bits(u128::try_from(bits).unwrap_or(0))
}

/// Conviction gained per unit of mass.
fn maturity(elapsed: u64, rates: LockRates, perpetual: bool) -> U64F64 {
    let LockRates {
        unlock_blocks: unlock,
        maturity_blocks: mature,
    } = rates;
    let one = U64F64::from_num(1);
    if perpetual {
        return one.saturating_sub(decay(elapsed, mature));
    }
    if unlock == mature {
        return U64F64::from_num(elapsed)
            .safe_div(U64F64::from_num(mature))
            .saturating_mul(decay(elapsed, mature));
    }
    if unlock == 0 || mature == 0 {
        return U64F64::from_bits(0);
    }
    let signed = |decay: U64F64| I64F64::saturating_from_num(decay);
    let difference = signed(decay(elapsed, unlock)).saturating_sub(signed(decay(elapsed, mature)));
    let time = |blocks: u64| I64F64::saturating_from_num(blocks);
    let gain = time(unlock)
        .saturating_mul(difference)
        .safe_div(time(unlock).saturating_sub(time(mature)));
    U64F64::from_bits(u128::try_from(gain.to_bits()).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    const RATES: LockRates = LockRates {
        unlock_blocks: 934_866,
        maturity_blocks: 934_866,
    };

    #[test]
    fn documented_decay() {
        let raw = |elapsed| decay(elapsed, 934_866).to_bits();
        assert_eq!(raw(1), 18_446_724_341_754_161_508);
        assert_eq!(raw(7_200), 18_305_219_603_617_754_201);
        assert_eq!(raw(648_000), 9_223_369_393_771_673_268);
        assert_eq!(raw(100_000_000), 78);
        assert_eq!(raw(0), 1 << 64);
        assert_eq!(decay(5, 0).to_bits(), 0);
    }

    #[test]
    fn documented_roll() {
        let lock = Lock {
            mass_rao: 1_000_000_000_000,
            ..Lock::default()
        };
        let decaying = LockKind {
            owner: false,
            perpetual: false,
        };
        let rolled = lock.roll(7_200, RATES, decaying);
        assert_eq!(rolled.lock.mass_rao, 992_327_943_103);
        assert_eq!(
            rolled.lock.conviction.to_bits(),
            140_980_184_482_105_274_000_000_000_000
        );
        assert_eq!(
            rolled.mass_decrease_rao,
            1_000_000_000_000 - 992_327_943_103
        );

        let perpetual = LockKind {
            owner: false,
            perpetual: true,
        };
        let rolled = lock.roll(7_200, RATES, perpetual);
        assert_eq!(rolled.lock.mass_rao, 1_000_000_000_000);
        assert_eq!(
            rolled.lock.conviction.to_bits(),
            141_524_470_091_797_415_000_000_000_000
        );

        let owner = LockKind {
            owner: true,
            perpetual: false,
        };
        let rolled = lock.roll(7_200, RATES, owner);
        assert_eq!(
            rolled.lock.conviction,
            U64F64::from_num(992_327_943_103_u64)
        );
    }

    #[test]
    fn dust_vanishes() {
        let lock = Lock {
            mass_rao: 99,
            ..Lock::default()
        };
        let kind = LockKind {
            owner: true,
            perpetual: true,
        };
        assert_eq!(lock.roll(0, RATES, kind).lock, Lock::default());
        let lock = Lock {
            mass_rao: 100,
            ..Lock::default()
        };
        assert_eq!(lock.roll(0, RATES, kind).lock.mass_rao, 100);
    }
}
