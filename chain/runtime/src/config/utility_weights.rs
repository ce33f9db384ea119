//! Execution weights of Utility's calls, as measured on the reference hardware of the protocol.
//!
//! Fees follow from them. Time is in picoseconds, proof size in bytes. The weight of the calls
//! inside comes on top.

use frame_support::weights::Weight;

/// Every wrapper looks at two items, to see whether its calls may be dispatched.
const TWO_READS_PS: u64 = 2 * 25_000_000;

/// Size of the proof of these items.
const PROOF_BYTES: u64 = 3_983;

/// The protocol's weights.
#[derive(Debug)]
pub struct UtilityWeights;

const fn wrapper(time_ps: u64) -> Weight {
    Weight::from_parts(time_ps + TWO_READS_PS, PROOF_BYTES)
}

const fn wrappers(time_ps: u64, each_ps: u64, calls: u32) -> Weight {
    let all = Weight::from_parts(each_ps, 0).saturating_mul(calls as u64);
    wrapper(time_ps).saturating_add(all)
}

impl pallet_utility::WeightInfo for UtilityWeights {
    fn batch(calls: u32) -> Weight {
        wrappers(19_446_696, 5_450_264, calls)
    }

    fn as_derivative() -> Weight {
        wrapper(15_378_000)
    }

    fn batch_all(calls: u32) -> Weight {
        wrappers(13_428_230, 5_663_250, calls)
    }

    fn dispatch_as() -> Weight {
        Weight::from_parts(6_893_000, 0)
    }

    fn force_batch(calls: u32) -> Weight {
        wrappers(12_134_867, 5_477_293, calls)
    }

    fn dispatch_as_fallible() -> Weight {
        Weight::from_parts(7_113_000, 0)
    }

    fn if_else() -> Weight {
        wrapper(21_831_000)
    }
}
