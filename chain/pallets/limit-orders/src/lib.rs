//! Signed orders to buy or sell alpha at a price, executed by relayers.

#![cfg_attr(not(feature = "std"), no_std)]
