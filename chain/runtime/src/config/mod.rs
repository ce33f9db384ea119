//! The constants and connections of every pallet, one file per pallet or family.

mod balances;
mod beacon;
mod consensus;
mod economy;
mod orders;
mod privileged;
mod safe_mode;
mod scheduling;
mod shield;
mod system;
mod utility_weights;
