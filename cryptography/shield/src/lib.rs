//! Sealing of transactions to the key of a coming block author.

#![cfg_attr(not(feature = "std"), no_std)]
