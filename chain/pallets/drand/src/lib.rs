//! Randomness of a drand beacon: verified pulses, their window, the off-chain worker that fetches them.

#![cfg_attr(not(feature = "std"), no_std)]
