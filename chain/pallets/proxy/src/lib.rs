//! Accounts that act for others, within the limits of a proxy type.

#![cfg_attr(not(feature = "std"), no_std)]
