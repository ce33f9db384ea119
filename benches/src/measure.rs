//! Medians of repeated runs.

use std::time::{Duration, Instant};

/// Median and fastest run. On a busy machine the fastest tells more.
#[derive(Clone, Copy, Debug)]
pub struct Timing {
    /// Median, microseconds.
    pub p50_us: f64,
    /// Fastest run, microseconds.
    pub best_us: f64,
}

/// Runs `prepare` and then, measured, `run`, until both the budget of time is used up and
/// `min_runs` runs were made. The first run is not counted.
pub fn measure<Input>(
    budget: Duration,
    min_runs: usize,
    mut prepare: impl FnMut() -> Input,
    mut run: impl FnMut(Input),
) -> Timing {
    run(prepare());
    let start = Instant::now();
    let mut times = Vec::new();
    while times.len() < min_runs || start.elapsed() < budget {
        let input = prepare();
        let begin = Instant::now();
        run(input);
        times.push(begin.elapsed());
    }
    times.sort_unstable();
    let at_us = |place: usize| {
        times
            .get(place)
            .map_or(0.0, |time| time.as_secs_f64() * 1e6)
    };
    Timing {
        p50_us: at_us(times.len() / 2),
        best_us: at_us(0),
    }
}
