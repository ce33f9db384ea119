//! Root dividends: what stake on root earns on every subnet.
//!
//! 1. At each epoch a hotkey's root dividends raise its *rate*, alpha of the subnet per rao of
//!    root stake ([`accrual`]). Rates only grow.
//! 2. A *watermark* per coldkey says how much of rate times stake was claimed already. It moves
//!    with the stake, so that new stake earns nothing for the past ([`watermark`]).
//! 3. A claim pays the difference: sold for TAO that becomes root stake, or kept as alpha, as the
//!    coldkey chose ([`claim`]).
//! 4. Every block a few coldkeys of a dense index ([`index`]) claim by themselves, chosen by the
//!    parent hash ([`automatic`]).
//! 5. How many claim per block, and how little is not worth a claim, are settings ([`settings`]).

mod accrual;
mod automatic;
mod claim;
mod index;
mod settings;
mod watermark;
