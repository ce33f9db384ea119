//! The mock runtime of the pallet's tests. Tests lie beside the code that they are about.

pub(crate) mod mock;
