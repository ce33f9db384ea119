//! The block step: everything that happens by itself at the start of each block.
//!
//! In order:
//! 1. records of hotkey swaps that have served their time are purged ([`purge`]);
//! 2. registration prices decay (`neurons`);
//! 3. the block's TAO is minted into a credit held in memory ([`mint`]);
//! 4. timelocked weights that are due are revealed (`weights`);
//! 5. the coinbase: TAO goes into the pools ([`injection`]), alpha accrues to the pending pots
//!    ([`accrual`]), pots of subnets whose epoch fires are drained ([`drain`]), their epochs run
//!    and pay ([`distribution`]);
//! 6. moving prices and root proportions follow the spot prices ([`prices`]);
//! 7. pending child keys of subnets whose epoch fired are applied (`children`);
//! 8. some root stakers are chosen by the parent hash and claim (`root`);
//! 9. the index of root stakers is filled up, 30 entries a block (`root`).
//!
//! The step cannot fail: a part that cannot be done is left out, and nothing here panics, since a
//! panic in the hook would stop the chain.

mod accrual;
mod coinbase;
mod distribution;
mod dividends;
mod drain;
mod incentives;
mod injection;
mod mint;
mod prices;
mod purge;

#[cfg(test)]
pub(crate) mod tests;

pub(crate) use injection::Flow;

use crate::*;

impl<T: Config> Pallet<T> {
    /// Runs the whole block step for the current block.
    pub fn block_step() {
        let block = Self::now();
        // Which subnets exist and which of them emit does not change during the step.
        let netuids = Self::all_subnet_netuids();
        let emitting = Self::emitting_among(&netuids);
        Self::purge_hotkey_swap_records(block, &netuids);
        Self::update_registration_prices(block, &netuids);
        let credit = Self::mint_block_emission();
        Self::reveal_timelocked_weights(block, &netuids);
        Self::run_coinbase(block, credit, &netuids, &emitting);
        Self::update_moving_prices(block, &emitting);
        Self::update_root_proportions(&emitting);
        Self::apply_pending_children_of_block(block, &netuids);
        Self::auto_claim_root();
        Self::fill_root_coldkey_index();
    }
}
