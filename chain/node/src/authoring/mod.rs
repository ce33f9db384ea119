//! Making of blocks, sealed transactions included.
//!
//! 1. Before its block an author announces a public key, by an inherent ([`inherent`]). It keeps
//!    the secret half in memory ([`keys`]).
//! 2. The inherents go into the block first, then transactions of the pool until time, size or
//!    weight run out ([`proposer`]).
//! 3. A wrapper of a sealed transaction that is meant for this block goes in together with what is
//!    inside of it, the two in a row ([`sealed`]). Those for other blocks stay in the pool.

pub(crate) mod inherent;
pub(crate) mod keys;
pub(crate) mod proposer;
mod sealed;
