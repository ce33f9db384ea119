//! A chain to try things on.

use std::cell::RefCell;

use codec::Encode;
use sp_io::TestExternalities;
use taonet_runtime::{Balance, System, genesis};

/// TAO of the trader at genesis, in rao.
const ENDOWMENT_RAO: u64 = 1_000_000_000_000_000;

/// The chain's clock, in milliseconds since 1970.
const NOW_MS: u64 = 1_000_000;

thread_local! {
    static CHAIN: RefCell<TestExternalities> = RefCell::new(fresh());
}

fn fresh() -> TestExternalities {
    let mut config = genesis::dev(None);
    let endowed = (super::orders::trader(), Balance::new(ENDOWMENT_RAO));
    config.balances.balances.push(endowed);
    let storage = genesis::storage(&config, genesis::slot_duration_ms(true));
    let mut chain = TestExternalities::new(storage.unwrap_or_default());
    chain.execute_with(|| {
        System::set_block_number(1);
        // Not through the pallet, which would ask for the slot of a block.
        sp_io::storage::set(&taonet_runtime::beacon::clock_key(), &NOW_MS.encode());
    });
    chain
}

/// Acts on a development chain in its first block, and forgets what it did to the state.
pub(super) fn on_a_chain<R>(act: impl FnOnce() -> R) -> R {
    CHAIN.with_borrow_mut(|chain| {
        chain.execute_with(|| {
            sp_io::storage::start_transaction();
            let result = act();
            sp_io::storage::rollback_transaction();
            result
        })
    })
}
