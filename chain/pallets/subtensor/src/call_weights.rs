//! Execution weights of the calls, as measured on the reference hardware of the protocol.
//!
//! Fees follow from them, so they are wire data rather than measurements of this machine. Time is
//! in picoseconds, proof size in bytes; a read counts 25 µs and a write 100 µs.
//!
//! Setting, committing and revealing weights is free. These calls are charged for the work that
//! they do, by entries and rows (`measured_weights`), so that a block takes as many as it can.

use frame_support::weights::Weight;

use crate::measured_weights::{COMMIT_WEIGHTS, REVEAL_WEIGHTS, SET_WEIGHTS};

const READ_TIME_PS: u64 = 25_000_000;
const WRITE_TIME_PS: u64 = 100_000_000;

const fn weight(base_time_ps: u64, proof_bytes: u64, reads: u64, writes: u64) -> Weight {
    let database = reads
        .saturating_mul(READ_TIME_PS)
        .saturating_add(writes.saturating_mul(WRITE_TIME_PS));
    Weight::from_parts(base_time_ps.saturating_add(database), proof_bytes)
}

macro_rules! call_weights {
    ($($call:ident: $base:literal, $proof:literal, $reads:literal, $writes:literal;)*) => {
        $(
            #[doc = concat!("Weight of `", stringify!($call), "`.")]
            pub const fn $call() -> Weight {
                weight($base, $proof, $reads, $writes)
            }
        )*
    };
}

call_weights! {
    add_stake: 664_064_000, 8_727, 32, 16;
    remove_stake: 569_198_000, 10_557, 28, 13;
    serve_axon: 31_278_000, 4_178, 3, 1;
    serve_prometheus: 29_294_000, 4_277, 3, 1;
    register: 349_872_000, 6_148, 34, 29;
    burned_register: 336_815_000, 6_148, 34, 29;
    serve_axon_tls: 30_617_000, 4_149, 3, 1;
    register_network: 277_125_000, 9_947, 40, 48;
    faucet: 91_000_000, 0, 27, 22;
    dissolve_network: 119_000_000, 0, 6, 31;
    root_register: 103_934_000, 4_981, 19, 16;
    decrease_take: 29_895_000, 4_295, 3, 2;
    increase_take: 37_710_000, 4_388, 5, 2;
    set_children: 119_000_000, 0, 6, 31;
    set_identity: 32_040_000, 6_829, 3, 1;
    sudo_set_tx_childkey_take_rate_limit: 5_760_000, 0, 0, 1;
    swap_hotkey: 1_242_038_000, 28_912, 182, 99;
    swap_coldkey: 312_301_000, 13_056, 37, 19;
    swap_hotkey_v2: 275_300_000, 0, 52, 35;
    schedule_swap_coldkey: 0, 0, 5, 0;
    set_childkey_take: 53_870_000, 4_498, 7, 2;
    sudo_set_min_childkey_take: 6_000, 0, 1, 1;
    sudo_set_max_childkey_take: 6_000, 0, 1, 1;
    set_subnet_identity: 17_513_000, 4_060, 1, 1;
    register_network_with_identity: 275_041_000, 9_883, 39, 47;
    unstake_all: 26_830_000, 9_189, 6, 0;
    unstake_all_alpha: 700_873_000, 11_306, 43, 25;
    move_stake: 216_061_000, 7_919, 19, 7;
    transfer_stake: 258_541_000, 7_994, 19, 6;
    swap_stake: 742_019_000, 10_920, 47, 24;
    add_stake_limit: 853_005_000, 8_727, 32, 16;
    remove_stake_limit: 740_696_000, 10_591, 27, 13;
    swap_stake_limit: 944_515_000, 11_077, 47, 24;
    try_associate_hotkey: 25_337_000, 4_283, 3, 3;
    start_call: 39_454_000, 4_583, 5, 2;
    associate_evm_key: 684_242_000, 4_415, 3, 1;
    recycle_alpha: 172_139_000, 5_219, 13, 6;
    burn_alpha: 168_964_000, 5_219, 12, 4;
    remove_stake_full_limit: 754_292_000, 10_591, 27, 13;
    set_pending_childkey_cooldown: 3_000_000, 0, 0, 1;
    update_symbol: 28_313_000, 9_074, 4, 1;
    commit_timelocked_weights: 86_951_000, 4_713, 14, 2;
    set_coldkey_auto_stake_hotkey: 33_853_000, 4_274, 4, 2;
    commit_crv3_mechanism_weights: 77_750_000, 0, 7, 2;
    commit_timelocked_mechanism_weights: 84_020_000, 0, 9, 2;
    root_dissolve_network: 119_000_000, 0, 6, 31;
    claim_root: 138_999_000, 7_875, 16, 4;
    set_root_claim_type: 18_283_000, 3_941, 2, 4;
    sudo_set_num_root_claims: 2_735_000, 0, 0, 1;
    sudo_set_root_claim_threshold: 5_681_000, 0, 0, 1;
    announce_coldkey_swap: 47_248_000, 4_159, 4, 3;
    swap_coldkey_announced: 288_156_000, 13_000, 37, 15;
    dispute_coldkey_swap: 23_293_000, 4_130, 2, 1;
    reset_coldkey_swap: 8_857_000, 0, 0, 2;
    enable_voting_power_tracking: 10_000, 0, 2, 2;
    disable_voting_power_tracking: 10_000, 0, 2, 1;
    sudo_set_voting_power_ema_alpha: 6_000, 0, 1, 1;
    add_stake_burn: 967_308_000, 8_727, 33, 17;
    clear_coldkey_swap_announcement: 17_890_000, 0, 2, 1;
    register_limit: 354_200_000, 0, 47, 40;
    set_auto_parent_delegation_enabled: 28_023_000, 4_364, 2, 1;
    lock_stake: 115_995_000, 7_655, 17, 3;
    move_lock: 149_819_000, 7_339, 14, 6;
    set_perpetual_lock: 0, 0, 4, 3;
    set_tempo: 46_407_000, 4_440, 6, 3;
    set_activity_cutoff_factor: 39_193_000, 4_364, 7, 2;
    trigger_epoch: 42_539_000, 4_447, 8, 2;
    set_reject_locked_alpha: 0, 0, 1, 1;
}

/// Weight of a hotkey swap that is done, on so many networks and with so many positions moved.
/// It is charged in place of the weight of the call where it is less.
pub fn swapped_hotkey(networks: usize, positions: usize) -> Weight {
    let [networks, positions] = [networks, positions].map(|n| u64::try_from(n).unwrap_or(u64::MAX));
    let times = |each: u64, count: u64| each.saturating_mul(count);
    let reads = times(16, networks)
        .saturating_add(times(8, positions))
        .saturating_add(16);
    let writes = times(5, networks)
        .saturating_add(times(7, positions))
        .saturating_add(11);
    weight(275_300_000, 28_912, reads, writes)
}

/// Weight of `register_leased_network` with so many contributors, before it runs.
pub const fn register_leased_network(contributors: u32) -> Weight {
    per_contributor(
        weight(309_598_986, 10_256, 49, 53),
        weight(46_027_026, 2_579, 2, 2),
        contributors,
    )
}

/// The same after it ran.
pub const fn registered_leased_network(contributors: u32) -> Weight {
    per_contributor(
        weight(301_560_714, 10_256, 41, 55),
        weight(26_884_006, 2_579, 2, 2),
        contributors,
    )
}

/// Weight of `terminate_lease` with so many contributors, before it runs.
pub const fn terminate_lease(contributors: u32) -> Weight {
    per_contributor(
        weight(146_402_779, 6_148, 4, 7),
        weight(1_566_532, 2_529, 1, 1),
        contributors,
    )
}

/// The same after it ran.
pub const fn terminated_lease(contributors: u32) -> Weight {
    per_contributor(
        weight(56_635_122, 6_148, 4, 6),
        weight(912_993, 2_529, 1, 1),
        contributors,
    )
}

const fn per_contributor(base: Weight, each: Weight, contributors: u32) -> Weight {
    base.saturating_add(each.saturating_mul(contributors as u64))
}

/// What a call costs by the entries of its row of weights.
pub(crate) struct Measured {
    /// Time without any entry, ps.
    pub(crate) base_time_ps: u64,
    /// Time of each entry, ps.
    pub(crate) entry_time_ps: u64,
    /// Values read.
    pub(crate) reads: u64,
    /// Values written.
    pub(crate) writes: u64,
}

impl Measured {
    /// Weight of rows with so many entries each. No row costs as much as one: the call itself.
    fn of_rows(&self, rows: impl Iterator<Item = usize>) -> Weight {
        let row = |entries: usize| {
            let entries = u64::try_from(entries).unwrap_or(u64::MAX);
            let time_ps = self.entry_time_ps.saturating_mul(entries);
            weight(
                self.base_time_ps.saturating_add(time_ps),
                0,
                self.reads,
                self.writes,
            )
        };
        rows.map(row)
            .reduce(Weight::saturating_add)
            .unwrap_or_else(|| row(0))
    }
}

/// Weight of setting rows of weights with so many entries each.
pub fn set_weights(rows: impl Iterator<Item = usize>) -> Weight {
    SET_WEIGHTS.of_rows(rows)
}

/// Weight of revealing rows of weights with so many entries each.
pub fn reveal_weights(rows: impl Iterator<Item = usize>) -> Weight {
    REVEAL_WEIGHTS.of_rows(rows)
}

/// Weight of so many commits to weights.
pub fn commit_weights(commits: usize) -> Weight {
    COMMIT_WEIGHTS.of_rows(core::iter::repeat_n(0, commits))
}

/// Weight charged for the block step. It is booked before the block's calls and is the same for
/// every block, so it only reserves room.
pub const fn block_step() -> Weight {
    Weight::from_parts(110_634_229_000, 0).saturating_add(weight(0, 0, 8_304, 110))
}
