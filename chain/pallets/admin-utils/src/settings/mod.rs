//! What each call does. The checks come in one order: origin and rate limit, freeze window, existence
//! of the subnet, value; then the value is stored and announced.
//!
//! 1. [`authorities`] and [`chain`] concern everybody.
//! 2. [`subnets`], [`registration`], [`neurons`] and [`consensus`] concern one subnet.

mod authorities;
mod chain;
mod consensus;
mod neurons;
mod registration;
mod subnets;
