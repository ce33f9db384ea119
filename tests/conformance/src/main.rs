//! `conformance`: replays golden files against this code.

use std::{collections::BTreeMap, path::PathBuf, process::ExitCode};

use clap::{Args, Parser, Subcommand};
use taonet_conformance::{Selection, economics, panics, random, report::Report, scenarios};

/// Replays golden files against this code, and random calls against the whole runtime.
#[derive(Debug, Parser)]
#[command(version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Recorded functions: a file is an object of function names and their cases.
    Economics(Replay),
    /// Recorded chains: epochs, coinbase runs, registrations, stakes, weights, claims, locks.
    Scenarios(Replay),
    /// Random signed calls against the whole runtime, its invariants checked after every block.
    Random(RandomRun),
}

#[derive(Debug, Args)]
struct RandomRun {
    /// Calls, spread evenly over the blocks.
    #[arg(long, default_value_t = 10_000)]
    calls: u64,
    /// Blocks.
    #[arg(long, default_value_t = 2_000, value_parser = clap::value_parser!(u32).range(1..))]
    blocks: u32,
    /// Seeds; each is a run of its own.
    #[arg(long = "seed", value_name = "SEED", default_values_t = [1, 2, 3])]
    seeds: Vec<u64>,
    /// Run each seed twice and compare the state roots.
    #[arg(long)]
    twice: bool,
    /// Errors of each kind of call too.
    #[arg(long)]
    verbose: bool,
    /// The outcome as JSON.
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
struct Replay {
    /// Golden files, or folders of them.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Only cases whose "FILE FUNCTION" or "FILE case NUMBER" contains this.
    #[arg(long, value_name = "TEXT", default_value = "")]
    filter: String,
    /// Every mismatch, and every file (else the first ten mismatches of a file).
    #[arg(long)]
    verbose: bool,
    /// The report as JSON.
    #[arg(long)]
    json: bool,
}

/// Mismatches shown of a file unless all are asked for.
const MOST_SHOWN: usize = 10;

fn main() -> eyre::Result<ExitCode> {
    let cli = Cli::parse();
    panics::silence();
    let (replay, report) = match &cli.command {
        Command::Random(options) => return random_runs(options),
        Command::Economics(replay) => (
            replay,
            economics::replay(&replay.paths, &replay.selection())?,
        ),
        Command::Scenarios(replay) => (
            replay,
            scenarios::replay(&replay.paths, &replay.selection())?,
        ),
    };
    if replay.json {
        println!("{}", serde_json::to_string_pretty(&report)?);
    } else {
        print(&report, replay.verbose);
    }
    Ok(if report.failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn random_runs(options: &RandomRun) -> eyre::Result<ExitCode> {
    let mut good = true;
    let mut outcomes = Vec::new();
    for seed in options.seeds.iter().copied() {
        let run = || {
            let options = random::Options {
                calls: options.calls,
                blocks: options.blocks,
                seed,
            };
            random::run(&options, |block| eprint!("\rseed {seed}: block {block} "))
        };
        let outcome = run();
        eprintln!();
        println!(
            "seed {seed}: {} calls, {} blocks, {} violations, state root {}",
            outcome.calls,
            outcome.blocks,
            outcome.violations.len(),
            outcome.state_root
        );
        for violation in &outcome.violations {
            println!("  {violation}");
        }
        good &= outcome.violations.is_empty();
        if options.twice {
            let again = run().state_root;
            eprintln!();
            println!("seed {seed} again: state root {again}");
            good &= again == outcome.state_root;
        }
        outcomes.push(outcome);
    }
    if options.json {
        println!("{}", serde_json::to_string_pretty(&outcomes)?);
    } else {
        print_kinds(&outcomes, options.verbose);
    }
    Ok(if good {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// One row for each kind of call, the seeds together, and the kinds that never succeeded.
fn print_kinds(outcomes: &[random::Outcome], verbose: bool) {
    let mut rows: BTreeMap<&str, random::KindCount> = BTreeMap::new();
    for kind in outcomes.iter().flat_map(|outcome| &outcome.kinds) {
        let row = rows.entry(&kind.kind).or_default();
        row.succeeded += kind.succeeded;
        row.failed += kind.failed;
        row.refused += kind.refused;
        row.undecodable += kind.undecodable;
        for (error, count) in &kind.errors {
            *row.errors.entry(error.clone()).or_default() += count;
        }
    }
    println!(
        "{:<60} {:>9} {:>7} {:>7}",
        "call", "succeeded", "failed", "refused"
    );
    for (kind, row) in &rows {
        let refused = row.refused + row.undecodable;
        println!(
            "{kind:<60} {:>9} {:>7} {refused:>7}",
            row.succeeded, row.failed
        );
        if verbose {
            for (error, count) in &row.errors {
                println!("    {count:>5} {error}");
            }
        }
    }
    let (never, some): (Vec<_>, Vec<_>) = rows.iter().partition(|(_, row)| row.succeeded == 0);
    println!(
        "{} kinds of calls succeeded, {} never did:",
        some.len(),
        never.len()
    );
    for (kind, _) in never {
        println!("  {kind}");
    }
}

impl Replay {
    fn selection(&self) -> Selection {
        Selection {
            filter: self.filter.clone(),
        }
    }
}

fn print(report: &Report, verbose: bool) {
    for file in &report.files {
        let of_file = || {
            report
                .mismatches
                .iter()
                .filter(|found| found.file == file.file)
        };
        let most = if verbose { usize::MAX } else { MOST_SHOWN };
        for mismatch in of_file().take(most) {
            println!("{mismatch}");
        }
        let hidden = of_file().count().saturating_sub(most);
        if hidden > 0 {
            println!(
                "{}: {hidden} more mismatches (--verbose shows them)",
                file.file
            );
        }
        println!(
            "{} ({}): {} passed, {} failed",
            file.file, file.kind, file.passed, file.failed
        );
    }
    println!("{} passed, {} failed", report.passed, report.failed);
}
