//! What the engine's own extensions add to a transaction's weight: nothing.
//!
//! Their work is the same for every transaction and is contained in the base weight of an
//! extrinsic. Of the extensions only the guards and the look at sealed envelopes are added.

use frame_support::weights::Weight;

/// No weight for any of them.
#[derive(Debug)]
pub struct InBaseWeight;

impl frame_system::ExtensionsWeightInfo for InBaseWeight {
    fn check_genesis() -> Weight {
        Weight::zero()
    }

    fn check_mortality_mortal_transaction() -> Weight {
        Weight::zero()
    }

    fn check_mortality_immortal_transaction() -> Weight {
        Weight::zero()
    }

    fn check_non_zero_sender() -> Weight {
        Weight::zero()
    }

    fn check_nonce() -> Weight {
        Weight::zero()
    }

    fn check_spec_version() -> Weight {
        Weight::zero()
    }

    fn check_tx_version() -> Weight {
        Weight::zero()
    }

    fn check_weight() -> Weight {
        Weight::zero()
    }

    fn weight_reclaim() -> Weight {
        Weight::zero()
    }
}

impl pallet_transaction_payment::WeightInfo for InBaseWeight {
    fn charge_transaction_payment() -> Weight {
        Weight::zero()
    }
}
