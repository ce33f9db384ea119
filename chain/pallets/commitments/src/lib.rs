//! Metadata that a hotkey publishes on a subnet, in clear or timelocked.

#![cfg_attr(not(feature = "std"), no_std)]
