//! Transactions sealed to the author of a coming block.

#![cfg_attr(not(feature = "std"), no_std)]
