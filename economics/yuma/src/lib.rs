//! The Yuma epoch: how the validators of one subnet turn opinions into payment.
//!
//! Validators write down what they think each neuron is worth (*weights*). Once per tempo the
//! chain distils those rows into one opinion and pays for it:
//!
//! 1. **Stake.** Stake weights below the threshold count as nothing, the rest become shares.
//!    Only active neurons that held a permit are heard ([`stake`]).
//! 2. **Weights.** Rows of neurons without permit, self weights, and weights older than the
//!    neuron that they point at are dropped. Each row becomes shares of one ([`weights`]).
//! 3. **Consensus.** Per column the largest weight that a majority (kappa) of stake supports: a
//!    stake-weighted median ([`consensus`]). Weights above it are clipped.
//! 4. **Incentive.** The stake-weighted sum of clipped weights, as shares: the miners' part.
//! 5. **Bonds.** Every validator's moving average of what it said, by column. Dividends are the
//!    bonds times the incentive: validators are paid for having been early and right ([`bonds`],
//!    [`liquid_alpha`]).
//! 6. **Emission.** Incentive and dividends share the epoch's alpha.
//!
//! [`run_subnet_epoch`] does all of it for every mechanism of a subnet, [`run_epoch`] for one
//! mechanism. [`schedule`] says when, [`locks`] how locked stake turns into conviction,
//! [`pruning`] who leaves a full subnet, [`voting_power`] how stake becomes a vote.
//!
//! # Exactness
//!
//! The results equal, bit for bit, those of the operations in [`mod@reference`], which are written
//! the plain way. The kernel computes the same bits in another order of work, and says at each
//! place why it may. All values inside are non-negative I32F32 numbers kept as raw `u64`.
//!
//! # Cost
//!
//! Let N be the neurons, V the validators with weights, and c the stored weight entries
//! (dense: V * N). Memory is 10 bytes per entry for the weights, 10 for the new bonds and 4 for
//! what is stored of them, plus some twenty vectors of N: 26 MB for 4096 neurons and 256 dense
//! validators. Time is linear in c: each entry is read once for its row's sum, once for its
//! column's median (expected three visits), once for ranks and trust, and two or three times for
//! the bonds. The state that an epoch reads and writes is 4 bytes per weight and per bond, and
//! about 40 bytes per neuron.
#![no_std]

extern crate alloc;

pub mod bonds;
pub mod consensus;
pub mod liquid_alpha;
pub mod locks;
pub mod mechanisms;
pub mod pruning;
pub mod reference;
pub mod schedule;
pub mod stake;
pub mod voting_power;
pub mod weights;

mod emission;
mod epoch;
mod matrix;
mod outcome;
mod raw;
mod rows;
mod state;

pub use epoch::run_epoch;
pub use mechanisms::run_subnet_epoch;
pub use outcome::{Epoch, MechanismEpoch, NeuronTerms, SubnetEpoch};
pub use rows::StoredRows;
pub use state::{EpochParameters, MechanismState, SubnetState};
