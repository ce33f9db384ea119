//! Median time of an epoch on one thread, and its ratio to the target.

use std::{hint::black_box, time::Duration};

use taonet_benches::{
    epoch::{Shape, subnet},
    measure::measure,
};
use taonet_yuma::run_epoch;

/// Neurons, validators, target of a dense epoch, and of one with liquid alpha, in microseconds.
const SIZES: [(u16, u16, u64, u64); 3] = [
    (256, 64, 300, 700),
    (1_024, 128, 3_000, 7_000),
    (4_096, 256, 30_000, 55_000),
];
const RULES: [(&str, bool, bool); 4] = [
    ("yuma", false, false),
    ("yuma, liquid flag", false, true),
    ("yuma3", true, false),
    ("yuma3, liquid", true, true),
];
/// Time spent on each line of the table.
const BUDGET: Duration = Duration::from_millis(600);
const MIN_RUNS: usize = 7;

fn main() {
    println!("epoch: one thread, p50; target of a sparse epoch = its share of the dense one's");
    println!(
        "{:>6} {:>6} {:>8}  {:<18} {:>10} {:>10} {:>10} {:>7}",
        "uids", "vals", "density", "rule", "p50 us", "best us", "target us", "ratio"
    );
    // An argument selects lines that contain it, such as "256 100 yuma3".
    let filter: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| !a.starts_with('-'))
        .collect();
    for (neurons, validators, target_us, liquid_target_us) in SIZES {
        for density_percent in [100, 10] {
            for (rule, yuma3, liquid_alpha) in RULES {
                let label = format!("{neurons} {density_percent} {rule}");
                if !filter.iter().all(|wanted| label.contains(wanted)) {
                    continue;
                }
                let shape = Shape {
                    neurons,
                    validators,
                    density_percent,
                    yuma3,
                    liquid_alpha,
                };
                let (state, mechanism) = subnet(shape);
                let timing = measure(
                    BUDGET,
                    MIN_RUNS,
                    || (),
                    |()| {
                        black_box(run_epoch(
                            black_box(&state),
                            black_box(&mechanism),
                            1_000_000_000,
                        ));
                    },
                );
                let (p50, best) = (timing.p50_us, timing.best_us);
                let dense = if yuma3 && liquid_alpha {
                    liquid_target_us
                } else {
                    target_us
                };
                let target = dense as f64 * density_percent as f64 / 100.0;
                println!(
                    "{neurons:>6} {validators:>6} {density_percent:>7}%  {rule:<18} {p50:>10.1} {best:>10.1} {target:>10.1} {:>7.2}",
                    p50 / target
                );
            }
        }
    }
}
