//! The questions that clients ask about the state, and the answers.
//!
//! 1. `neuron_info`: neurons one by one.
//! 2. `subnet_info`: a subnet's summary and settings, filled by `summaries` and
//!    `hyperparameters`.
//! 3. `dynamic_info`: its pool.
//! 4. `metagraph` and `show_subnet`: all its neurons by column, read through `columns`.
//! 5. `stake_info`, `delegate_info` and `convictions`: who staked or locked what where.
//! 6. [`traits`]: the runtime APIs that put all of this on the wire.
//!
//! Nothing here writes.

mod columns;
mod convictions;
pub mod delegate_info;
pub mod dynamic_info;
mod hyperparameters;
pub mod metagraph;
pub mod neuron_info;
pub mod show_subnet;
pub mod stake_info;
pub mod subnet_info;
mod summaries;
pub mod traits;
