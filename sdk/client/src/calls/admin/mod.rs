//! Settings of subnets and of the chain.
//!
//! "Its owner or root" means the coldkey that owns the subnet, or the chain's sudo key through
//! [`sudo`](fn@crate::calls::sudo). An owner may change each rule once in some epochs, and none
//! just before an epoch.

mod chain;
mod subnet;

pub use chain::*;
pub use subnet::*;
