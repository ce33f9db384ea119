//! Raising TAO together for a call or an account.

#![cfg_attr(not(feature = "std"), no_std)]
