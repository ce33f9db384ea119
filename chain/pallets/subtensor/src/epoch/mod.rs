//! Epochs: when they fire ([`schedule`]) and what owners decide about that ([`control`]), what they
//! read ([`inputs`]) and what they leave behind ([`run`], [`voting_power`]). The computation itself
//! is `taonet-yuma`.

mod control;
mod inputs;
mod run;
mod schedule;
mod voting_power;

#[cfg(test)]
mod tests;

pub use run::HotkeyEmission;
