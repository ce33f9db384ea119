//! Neurons: the UIDs of a subnet and the hotkeys that hold them.
//!
//! A subnet has `SubnetworkN` UIDs, numbered from 0 without gaps, at most `MaxAllowedUids` of
//! them. `Keys` maps a UID to its hotkey, `Uids` is the inverse. What the epoch knows about a
//! neuron lives in vectors indexed by UID (`Emission`, `Consensus`, ...) and, per mechanism, in
//! vectors and rows under a storage index (`Incentive`, `Weights`, ...).
//!
//! 1. [`uids`]: look-ups between hotkeys and UIDs.
//! 2. [`price`]: the registration price, which halves with time and jumps with every registration.
//! 3. [`registration`]: buying a UID with TAO that is burned into the subnet's pool.
//! 4. [`root_registration`]: taking a seat on root, where stake decides instead of a price.
//! 5. [`slots`]: writing a hotkey into a new UID, or over an old one.
//! 6. [`eviction`]: which neuron has to go when the subnet is full.
//! 7. [`trim`]: shrinking a subnet to fewer UIDs.
//! 8. [`serving`]: the network endpoints that a neuron announces.

mod check;
pub mod eviction;
pub mod price;
pub mod registration;
pub mod root_registration;
pub mod serving;
pub mod slots;
pub mod trim;
pub mod uids;

#[cfg(test)]
pub(crate) mod tests;
