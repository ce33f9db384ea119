//! Median times from storage to storage, one thread, state in memory.

use std::time::Duration;

use frame_support::dispatch::{DispatchClass, GetDispatchInfo};
use pallet_subtensor as subtensor;
use sp_io::TestExternalities;
use sp_runtime::{generic::Era, traits::TransactionExtension};
use taonet_benches::{
    block::CachedState,
    chain::{
        ChainShape, FIRST_SUBNET, coldkey, endow, hotkey, make_epochs_due, populated, signed, step,
    },
    measure::{Timing, measure},
};
use taonet_primitives::{AlphaBalance, NetUid, SwapHandler, TaoBalance};
use taonet_runtime::{
    Runtime, RuntimeCall, SubtensorModule, Swap, extensions::transaction_extensions,
};

const SHORT: Duration = Duration::from_millis(400);
const LONG: Duration = Duration::from_secs(2);

/// How many of a number of subnets have their epoch in the block.
const EPOCHS: [fn(u16) -> u16; 3] = [|_| 0, |_| 1, |subnets| subnets];

fn named(subnets: u16, epochs: u16) -> String {
    format!("block step, {subnets} subnets, {epochs} epochs")
}

const SUBNET: NetUid = NetUid::new(FIRST_SUBNET);

fn shape(subnets: u16) -> ChainShape {
    ChainShape {
        subnets,
        neurons: 256,
        validators: 64,
        weights_a_row: 64,
    }
}

fn report(what: &str, timing: Timing, target_us: Option<f64>) {
    let Timing { p50_us, best_us } = timing;
    let (target, ratio) = target_us.map_or((String::new(), String::new()), |target| {
        (format!("{target:.0}"), format!("{:.2}", p50_us / target))
    });
    println!("{what:<52} {p50_us:>10.1} {best_us:>10.1} {target:>10} {ratio:>7}");
}

/// Whether the command line asks for the measurement; without arguments for all.
fn wanted(name: &str) -> bool {
    let mut arguments = std::env::args().skip(1).filter(|a| !a.starts_with('-'));
    arguments.next().is_none_or(|part| name.contains(&part))
}

fn main() {
    println!(
        "storage to storage, one thread, state in memory; 256 neurons, 64 validators, 64 weights a row"
    );
    println!(
        "{:<52} {:>10} {:>10} {:>10} {:>7}",
        "", "p50 us", "best us", "target us", "ratio"
    );
    if wanted("calls") {
        calls(populated(shape(1)));
    }
    if wanted("set_weights a block") {
        weights_a_block(&mut populated(shape(1)));
    }
    for subnets in [1, 16, 128] {
        if EPOCHS
            .iter()
            .any(|epochs| wanted(&named(subnets, epochs(subnets))))
        {
            let chain = populated(shape(subnets));
            blocks(subnets, chain);
        }
    }
}

fn calls(chain: TestExternalities) {
    CachedState::new(chain).block(|| ()).run(|| {
        let run = || {
            let hotkeys = SubtensorModule::hotkeys_by_uid(SUBNET);
            SubtensorModule::run_subnet_epoch(SUBNET, hotkeys, 1_000_000_000)
        };
        run();
        let timing = measure(SHORT, 7, || (), |()| drop(run()));
        report("epoch 256/64", timing, Some(2_000.0));
        swap();
        stake();
        set_weights();
    });
}

/// How many transactions that set weights fit a block before its weight is used up.
fn weights_a_block(chain: &mut TestExternalities) {
    let limit = <Runtime as frame_system::Config>::BlockWeights::get();
    let normal = limit.get(DispatchClass::Normal);
    let room = normal.max_total.unwrap_or(limit.max_block);
    for entries in [1, 64, 254, 4_096] {
        let call = RuntimeCall::from(subtensor::Call::set_weights {
            netuid: SUBNET,
            dests: vec![0; entries],
            weights: vec![0; entries],
            version_key: 0,
        });
        let weight = chain.execute_with(|| {
            let extensions = transaction_extensions(Era::Immortal, 0, TaoBalance::ZERO);
            let call_weight = call.get_dispatch_info().call_weight;
            call_weight
                .saturating_add(extensions.weight(&call))
                .saturating_add(normal.base_extrinsic)
        });
        let fit = room.checked_div_per_component(&weight).unwrap_or(0);
        let each_us = weight.ref_time() as f64 / 1e6;
        println!(
            "set_weights a block, {entries:>5} entries: {fit:>6}  ({each_us:.0} us of weight each)"
        );
    }
}

/// One buy through the swap interface, reserves as the pool has them.
fn swap() {
    let mut amount = 1_000_000_000;
    let timing = measure(
        SHORT,
        50,
        || {
            amount += 1_234_567;
            TaoBalance::new(amount)
        },
        |amount| {
            let bought = Swap::buy(SUBNET, amount, Swap::max_price(), false);
            assert!(bought.is_ok(), "the pool sells");
        },
    );
    report("pool swap", timing, Some(60.0));
}

fn stake() {
    let (hotkey, coldkey) = (hotkey(FIRST_SUBNET, 7), coldkey(FIRST_SUBNET, 7));
    endow(&coldkey, 1_000_000_000_000_000);
    let timing = measure(
        SHORT,
        50,
        || (signed(coldkey.clone()), hotkey.clone()),
        |(origin, hotkey)| {
            let amount = TaoBalance::new(1_000_000_000);
            let added = SubtensorModule::add_stake(origin, hotkey, SUBNET, amount);
            assert_eq!(added, Ok(()), "the pool sells");
        },
    );
    report("add_stake", timing, Some(230.0));
    let timing = measure(
        SHORT,
        50,
        || (signed(coldkey.clone()), hotkey.clone()),
        |(origin, hotkey)| {
            let amount = AlphaBalance::new(1_000_000_000);
            let removed = SubtensorModule::remove_stake(origin, hotkey, SUBNET, amount);
            assert_eq!(removed, Ok(()), "the pool buys");
        },
    );
    report("remove_stake", timing, Some(500.0));
}

fn set_weights() {
    let uids: Vec<u16> = (0..254).collect();
    let weights: Vec<u16> = uids.iter().map(|uid| 1 + uid * 200).collect();
    subtensor::StakeThreshold::<Runtime>::put(0);
    let timing = measure(
        SHORT,
        50,
        || {
            (
                signed(hotkey(FIRST_SUBNET, 7)),
                uids.clone(),
                weights.clone(),
            )
        },
        |(origin, uids, weights)| {
            let set = SubtensorModule::set_weights(origin, SUBNET, uids, weights, 0);
            assert_eq!(set, Ok(()), "the row is valid");
        },
    );
    report("set_weights, 254 entries", timing, Some(130.0));
}

/// Each step starts from the same state, as a node holds it, in which every subnet has had an epoch.
fn blocks(subnets: u16, mut chain: TestExternalities) {
    let shape = shape(subnets);
    chain.execute_with(|| {
        make_epochs_due(subnets, shape);
        step();
        assert_eq!(
            pools_that_bought(),
            usize::from(subnets),
            "every pool receives a chain buy"
        );
    });
    let state = CachedState::new(chain);
    let mut counts: Vec<u16> = EPOCHS.iter().map(|epochs| epochs(subnets)).collect();
    counts.dedup();
    for epochs in counts {
        let name = named(subnets, epochs);
        if !wanted(&name) {
            continue;
        }
        let timing = measure(
            LONG,
            5,
            || state.block(|| make_epochs_due(epochs, shape)),
            |mut block| block.run(step),
        );
        let target_us = match (subnets, epochs) {
            (128, 0) => Some(17_000.0),
            (128, 1) => Some(26_000.0),
            _ => None,
        };
        report(&name, timing, target_us);
    }
}

fn pools_that_bought() -> usize {
    subtensor::SubnetExcessTao::<Runtime>::iter_values()
        .filter(|tao| *tao > TaoBalance::ZERO)
        .count()
}
