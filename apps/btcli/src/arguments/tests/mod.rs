//! The command line against the recorded trees of btcli 9: whatever they accept is accepted here.

mod parsing;
mod recorded;
