//! Everything the pallet stores, one file per concept.
//!
//! Each file is a section that the macro splices into the pallet module, so all entries are
//! named directly (`Tempo::<T>::get(netuid)`). Names, keys, hashers and defaults are wire data.

pub(crate) mod accounts;
pub(crate) mod children;
pub(crate) mod hyperparameters;
pub(crate) mod legacy;
pub(crate) mod limits;
pub(crate) mod locks;
pub(crate) mod networks;
pub(crate) mod neurons;
pub(crate) mod pools;
pub(crate) mod registration;
pub(crate) mod root_claims;
pub(crate) mod schedule;
pub(crate) mod stake;
pub(crate) mod takes;
pub(crate) mod weights;
