//! Calls that root has the chain make later.

use crate::Call;

/// A task that repeats: blocks between two runs, and how many runs.
pub type Period = (u32, u32);

calls! { "Scheduler";
    /// Makes `call` in block `block`. The lower the priority's number, the earlier in the block.
    schedule(
        block = "when": u32,
        period = "maybe_periodic": Option<Period>,
        priority: u8,
        call: Call,
    );

    /// Takes the task at `index` of block `block` back.
    cancel(block = "when": u32, index: u32);

    /// As [`schedule`], under a name.
    schedule_named(
        id: [u8; 32],
        block = "when": u32,
        period = "maybe_periodic": Option<Period>,
        priority: u8,
        call: Call,
    );

    /// Takes a named task back.
    cancel_named(id: [u8; 32]);

    /// As [`schedule`], some blocks from now.
    schedule_after(
        blocks = "after": u32,
        period = "maybe_periodic": Option<Period>,
        priority: u8,
        call: Call,
    );

    /// As [`schedule_after`], under a name.
    schedule_named_after(
        id: [u8; 32],
        blocks = "after": u32,
        period = "maybe_periodic": Option<Period>,
        priority: u8,
        call: Call,
    );

    /// Tries a task, given by block and index, again when it fails.
    set_retry(task: (u32, u32), retries: u8, period_blocks = "period": u32);

    /// Tries a named task again when it fails.
    set_retry_named(id: [u8; 32], retries: u8, period_blocks = "period": u32);

    /// Ends that.
    cancel_retry(task: (u32, u32));

    /// Ends that for a named task.
    cancel_retry_named(id: [u8; 32]);
}
