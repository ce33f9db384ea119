//! Epochs: when they fire ([`schedule`]), what they read ([`inputs`]) and what they leave behind
//! ([`run`], [`voting_power`]). The computation itself is `taonet-yuma`.

mod inputs;
mod run;
mod schedule;
mod voting_power;

pub use run::HotkeyEmission;
