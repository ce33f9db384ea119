//! The constants and connections of every pallet, one file per pallet or family.

mod balances;
mod consensus;
mod economy;
mod privileged;
mod system;
