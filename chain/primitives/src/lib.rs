//! What the pallets of the chain share: units, identifiers, and the traits they meet through.
//!
//! 1. [`TaoBalance`] and [`AlphaBalance`] are amounts in rao, apart by type.
//! 2. [`NetUid`] names a subnet, [`MechId`] a mechanism in it, [`NetUidStorageIndex`] both.
//! 3. [`SwapHandler`] is a pool as the main pallet sees it, [`Subnets`] is the main pallet as a
//!    pool sees it, [`AlphaLedger`] counts alpha, [`BlockAuthor`] receives fees.
//! 4. [`CrowdloanSource`] and [`LeaseProxy`] are what a leased subnet needs of crowdloans and
//!    proxies, [`CommitmentsHandler`] forgets what was committed on a subnet that ends and
//!    [`CommitmentsSource`] reads it, [`PulseSource`] is the random beacon.
//!
//! 5. [`MultiSigner`] and [`MultiSignature`] are the keys and signatures that calls carry.
//!
//! All types show up in the metadata under fixed names, because clients recognise them by name.

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod assets;
mod beacon;
mod currency;
mod leasing;
mod named;
mod netuid;
mod signature;
mod swap;

pub use assets::{AlphaLedger, BlockAuthor};
pub use beacon::{CommitmentsSource, PulseSource};
pub use currency::{AlphaBalance, TaoBalance};
pub use leasing::{CommitmentsHandler, CrowdloanSource, FinalizingCrowdloan, LeaseProxy};
pub use netuid::{MECHANISM_STRIDE, MechId, NetUid, NetUidStorageIndex};
pub use signature::{MultiSignature, MultiSigner};
pub use swap::{Bought, Sold, Subnets, SwapHandler, Swapped};
