//! A chain that is driven from block to block and compared on the way.
//!
//! A case says what happens in one of these forms; the order within a block is always hooks, what
//! was recorded right after the hooks, calls, what was recorded after the calls.
//!
//! | part | what it is |
//! |---|---|
//! | `steps`, `rounds` | each: its actions, then its block, then its state |
//! | `ops` | actions with their blocks |
//! | `snapshots` | states, after the calls of their block if their label says "after ops" |
//! | `states`, `checkpoints` | states after the calls of their block |
//! | `prices` | block, price after the hooks, price after the calls, number of neurons |
//! | `lock_cost_by_block` | block, price of a subnet after the hooks |
//! | `per_block` | block, issuance, stake, and the columns of each subnet after the hooks |
//! | `raw_end` | the whole storage at the end |

use std::{collections::BTreeMap, path::Path};

use pallet_subtensor as sub;
use serde_json::{Value, json};
use taonet_primitives::NetUid;

use super::{actions, chain, items, items::Context, parameters, start};
use crate::{
    calls::CallBook,
    files,
    golden::{Golden, Malformed, column, differences, field, get, get_or, list, text},
    reference::{Reference, SubtensorModule},
    report::{Check, Report},
};

type T = Reference;

/// Parts of a case that make it a timeline.
pub(super) const PARTS: [&str; 4] = ["steps", "rounds", "ops", "snapshots"];

/// Something to do, and when.
#[derive(Clone, Copy)]
struct Entry<'a> {
    /// In which block; nothing for the current one.
    block: Option<u64>,
    kind: EntryKind<'a>,
}

#[derive(Clone, Copy)]
enum EntryKind<'a> {
    Action(&'a Value),
    State(&'a Value, &'a str),
    Price(&'a Value),
}

/// What was recorded right after the hooks of a block.
#[derive(Clone, Copy)]
enum Observation<'a> {
    Price(&'a Value),
    LockCost(&'a Value),
    Columns(&'a Value, &'a Value),
    State(&'a Value, &'a str),
}

struct Script<'a> {
    entries: Vec<Entry<'a>>,
    observations: BTreeMap<u64, Vec<Observation<'a>>>,
}

pub(super) fn run(
    path: &Path,
    file: &Value,
    case: &Value,
    place: &str,
    book: &CallBook,
    report: &mut Report,
) -> Result<(), Malformed> {
    let script = Script::read(file, case)?;
    let (mut ext, context) = start::of(path, file, case, book)?;
    let end = end_dump(path, case)?;
    ext.execute_with(|| {
        start::check(&context, file, case, place, report);
        let driver = Driver {
            context: &context,
            observations: &script.observations,
            place,
        };
        for entry in &script.entries {
            driver.enter(entry, book, report)?;
        }
        if let Some((last, _)) = script.observations.last_key_value() {
            driver.run_to(*last, report)?;
        }
        if let Some(end) = end {
            report.settle(place, "end", chain::compare(&end));
        }
        if let Some(metagraph) = case.get("end_metagraph") {
            report.settle(place, "end", later(&context, metagraph));
        }
        Ok(())
    })
}

/// Compares the neurons at the end. Steps are recorded only where something happened, so the end may
/// lie up to one tempo after the last of them.
fn later(context: &Context, metagraph: &Value) -> Result<Vec<Check>, Malformed> {
    let state = json!({ "end_metagraph": metagraph });
    let now = items::compare(context, &state)?;
    for _ in 0..sub::Tempo::<T>::get(context.netuid) {
        let checks = items::compare(context, &state)?;
        let agreed = checks
            .iter()
            .all(|check| differences("", &check.expected, &check.got).is_empty());
        if agreed {
            return Ok(checks);
        }
        chain::next_block();
    }
    Ok(now)
}

/// The storage at the end: in the case, or in the file beside that is named for it.
fn end_dump(path: &Path, case: &Value) -> Result<Option<Value>, Malformed> {
    if let Some(dump) = case.get("raw_end") {
        return Ok(Some(dump.clone()));
    }
    start::companion(path, "raw_end")
        .map(|path| files::load(&path).map_err(|error| Malformed::new(error.to_string())))
        .transpose()
}

impl<'a> Script<'a> {
    fn read(file: &'a Value, case: &'a Value) -> Result<Self, Malformed> {
        let mut script = Self {
            entries: Vec::new(),
            observations: BTreeMap::new(),
        };
        script.read_steps(case)?;
        script.read_calls_and_states(case)?;
        let rows = |name| case.get(name).map_or(Ok(&[][..]), list);
        for row in rows("prices")? {
            script.observe(column(row, 0)?, Observation::Price(row));
        }
        for row in rows("lock_cost_by_block")? {
            script.observe(column(row, 0)?, Observation::LockCost(row));
        }
        let columns = case
            .get("per_block_columns")
            .or_else(|| file.get("per_block_columns"))
            .unwrap_or(&Value::Null);
        for row in rows("per_block")? {
            script.observe(column(row, 0)?, Observation::Columns(row, columns));
        }
        Ok(script)
    }

    fn observe(&mut self, block: u64, observation: Observation<'a>) {
        self.observations
            .entry(block)
            .or_default()
            .push(observation);
    }

    fn read_steps(&mut self, case: &'a Value) -> Result<(), Malformed> {
        for name in ["steps", "rounds"] {
            let steps = case.get(name).map_or(Ok(&[][..]), list)?;
            for step in steps {
                let many = step.get("ops").map_or(Ok(&[][..]), list)?;
                for op in many.iter().chain(step.get("op")) {
                    self.entries.push(Entry {
                        block: get_or(op, "block", None)?,
                        kind: EntryKind::Action(op),
                    });
                }
                self.entries.push(Entry {
                    block: get_or(step, "block", None)?,
                    kind: EntryKind::State(step, ""),
                });
            }
        }
        Ok(())
    }

    /// Actions of a case and states between them, merged by block: in a block the actions first.
    fn read_calls_and_states(&mut self, case: &'a Value) -> Result<(), Malformed> {
        let rows = |name| case.get(name).map_or(Ok(&[][..]), list);
        let mut timed: Vec<(u64, u8, Entry<'a>)> = Vec::new();
        let mut now = 0;
        for op in rows("ops")? {
            now = get_or(op, "block", now)?;
            let kind = EntryKind::Action(op);
            timed.push((
                now,
                0,
                Entry {
                    block: get_or(op, "block", None)?,
                    kind,
                },
            ));
        }
        let mut state = |block: u64, kind| {
            timed.push((
                block,
                1,
                Entry {
                    block: Some(block),
                    kind,
                },
            ));
        };
        for row in rows("prices")? {
            state(column(row, 0)?, EntryKind::Price(row));
        }
        for found in rows("states")? {
            state(get(found, "block")?, EntryKind::State(found, ""));
        }
        for checkpoint in rows("checkpoints")? {
            let block = get(checkpoint, "after_block")?;
            state(block, EntryKind::State(field(checkpoint, "state")?, ""));
        }
        for entry in rows("snapshots")? {
            let (label, snapshot) = (text(field(entry, "label")?)?, field(entry, "snapshot")?);
            let block = get(snapshot, "block")?;
            if label.contains("after ops") {
                state(block, EntryKind::State(snapshot, label));
            } else {
                self.observe(block, Observation::State(snapshot, label));
            }
        }
        timed.sort_by_key(|(block, phase, _)| (*block, *phase));
        self.entries
            .extend(timed.into_iter().map(|(_, _, entry)| entry));
        Ok(())
    }
}

struct Driver<'a> {
    context: &'a Context,
    observations: &'a BTreeMap<u64, Vec<Observation<'a>>>,
    place: &'a str,
}

impl Driver<'_> {
    fn enter(
        &self,
        entry: &Entry<'_>,
        book: &CallBook,
        report: &mut Report,
    ) -> Result<(), Malformed> {
        if let Some(block) = entry.block {
            self.run_to(block, report)?;
        }
        let block = chain::block();
        match entry.kind {
            EntryKind::Action(op) => {
                let name = op
                    .get("op")
                    .and_then(Value::as_str)
                    .unwrap_or("an operation");
                let step = format!("block {block}, {name}");
                let outcome = actions::perform(book, self.context, op);
                if !matches!(&outcome, Ok(checks) if checks.is_empty()) {
                    report.settle(self.place, &step, outcome);
                }
            }
            EntryKind::State(state, label) => self.compare(state, label, report),
            EntryKind::Price(row) => {
                let step = format!("block {block}, after calls");
                report.settle(self.place, &step, self.price_after_calls(row));
            }
        }
        Ok(())
    }

    fn compare(&self, state: &Value, label: &str, report: &mut Report) {
        let block = chain::block();
        let step = if label.is_empty() {
            format!("block {block}, state")
        } else {
            format!("block {block}, {label}")
        };
        report.settle(self.place, &step, items::compare(self.context, state));
    }

    fn run_to(&self, target: u64, report: &mut Report) -> Result<(), Malformed> {
        chain::ensure_reachable(target)?;
        while chain::block() < target {
            chain::next_block();
            for observation in self.observations.get(&chain::block()).into_iter().flatten() {
                self.observe(observation, report);
            }
        }
        Ok(())
    }

    fn observe(&self, observation: &Observation<'_>, report: &mut Report) {
        let step = format!("block {}, after hooks", chain::block());
        let outcome = match observation {
            Observation::State(state, label) => return self.compare(state, label, report),
            Observation::Price(row) => self.price_after_hooks(row),
            Observation::LockCost(row) => list(row).map(|cells| {
                let recorded = cells.get(1).unwrap_or(&Value::Null);
                let cost = SubtensorModule::network_lock_cost();
                vec![Check::new("lock_cost", recorded, cost.write())]
            }),
            Observation::Columns(row, columns) => block_columns(row, columns),
        };
        report.settle(self.place, &step, outcome);
    }

    fn price_after_hooks(&self, row: &Value) -> Result<Vec<Check>, Malformed> {
        let recorded = list(row)?.get(1).unwrap_or(&Value::Null);
        let burn = sub::Burn::<T>::get(self.context.netuid);
        Ok(vec![Check::new("burn_after_decay", recorded, burn.write())])
    }

    fn price_after_calls(&self, row: &Value) -> Result<Vec<Check>, Malformed> {
        let cells = list(row)?;
        let cell = |index: usize| cells.get(index).unwrap_or(&Value::Null);
        let burn = sub::Burn::<T>::get(self.context.netuid);
        let neurons = sub::SubnetworkN::<T>::get(self.context.netuid);
        Ok(vec![
            Check::new("burn_after_registrations", cell(2), burn.write()),
            Check::new("n", cell(3), neurons.write()),
        ])
    }
}

/// Issuance, stake, and the named columns of subnets 1, 2, and so on.
fn block_columns(row: &Value, columns: &Value) -> Result<Vec<Check>, Malformed> {
    let cells = list(row)?;
    let cell = |index: usize| cells.get(index).unwrap_or(&Value::Null);
    let mut checks = vec![
        Check::new(
            "total_issuance",
            cell(1),
            sub::TotalIssuance::<T>::get().write(),
        ),
        Check::new("total_stake", cell(2), sub::TotalStake::<T>::get().write()),
    ];
    for (number, recorded) in (1u16..).zip(list(cell(3))?) {
        let netuid = NetUid::new(number);
        for (name, recorded) in list(columns)?.iter().zip(list(recorded)?) {
            let name = text(name)?;
            let got = parameters::of_subnet(netuid, name)
                .ok_or_else(|| Malformed::new(format!("no column is named {name}")))?;
            checks.push(Check::new(
                format!("{name} of subnet {number}"),
                recorded,
                got,
            ));
        }
    }
    Ok(checks)
}
