//! Timelock encryption to a round of a drand beacon, and the check of its pulses.

#![cfg_attr(not(feature = "std"), no_std)]
