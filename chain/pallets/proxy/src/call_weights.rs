//! Execution weights of the calls, as measured on the reference hardware of the protocol.
//!
//! Fees follow from them, so they are wire data rather than measurements of this machine. Time is
//! in picoseconds, proof size in bytes; a read counts 25 µs and a write 100 µs. `proxies` is the
//! number of relations of the real account, `pending` that of the delegate's announcements.

use frame_support::weights::Weight;

const READ_TIME_PS: u64 = 25_000_000;
const WRITE_TIME_PS: u64 = 100_000_000;

const fn database(reads: u64, writes: u64) -> u64 {
    reads
        .saturating_mul(READ_TIME_PS)
        .saturating_add(writes.saturating_mul(WRITE_TIME_PS))
}

const fn each(count: u32, time_ps: u64, proof_bytes: u64) -> Weight {
    Weight::from_parts(time_ps, proof_bytes).saturating_mul(count as u64)
}

macro_rules! call_weights {
    ($($call:ident($($count:ident: $time:literal, $size:literal),*): $base:literal, $proof:literal,
        $reads:literal, $writes:literal;)*) => {
        $(
            #[doc = concat!("Weight of `", stringify!($call), "`, without the call it wraps.")]
            pub const fn $call($($count: u32),*) -> Weight {
                let weight = Weight::from_parts($base, $proof)
                    .saturating_add(Weight::from_parts(database($reads, $writes), 0));
                $(let weight = weight.saturating_add(each($count, $time, $size));)*
                weight
            }
        )*
    };
}

call_weights! {
    proxy(proxies: 53_205, 37): 28_026_265, 4_254, 3, 1;
    proxy_announced(pending: 228_831, 68, proxies: 54_037, 37): 53_234_507, 8_615, 5, 3;
    remove_announcement(pending: 205_163, 0, proxies: 40_277, 0): 25_595_226, 8_615, 2, 2;
    reject_announcement(pending: 199_703, 0, proxies: 17_846, 0): 26_388_332, 8_615, 2, 2;
    announce(pending: 194_092, 0, proxies: 53_615, 0): 34_286_251, 8_615, 3, 2;
    add_proxy(proxies: 80_892, 0): 25_770_804, 4_254, 1, 1;
    remove_proxy(proxies: 64_054, 0): 27_827_049, 4_254, 1, 2;
    remove_proxies(proxies: 55_808, 0): 27_407_028, 4_254, 1, 1;
    create_pure(proxies: 20_160, 0): 27_853_436, 4_254, 1, 1;
    kill_pure(proxies: 48_014, 0): 26_529_087, 4_254, 1, 1;
    poke_deposit(): 46_757_000, 8_615, 3, 3;
    set_real_pays_fee(proxies: 42_799, 0): 14_259_931, 4_254, 1, 1;
}
