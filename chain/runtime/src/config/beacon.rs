//! The random beacon, and the commitments that wait for its rounds.

use crate::{Drand, Runtime, RuntimeCall, SubtensorModule, UncheckedExtrinsic};
use frame_support::traits::ConstU64;
use frame_system::offchain::{CreateBare, CreateTransactionBase};
use pallet_commitments::CommittedSubnets;
use taonet_primitives::NetUid;

impl pallet_drand::Config for Runtime {
    type UnsignedPriority = ConstU64<{ 1 << 20 }>;
    type HttpFetchTimeout = ConstU64<1_000>;
}

impl CreateTransactionBase<pallet_drand::Call<Runtime>> for Runtime {
    type Extrinsic = UncheckedExtrinsic;
    type RuntimeCall = RuntimeCall;
}

impl CreateBare<pallet_drand::Call<Runtime>> for Runtime {
    fn create_bare(call: RuntimeCall) -> UncheckedExtrinsic {
        UncheckedExtrinsic::new_bare(call)
    }
}

impl pallet_commitments::Config for Runtime {
    type Subnets = Subnets;
    type Pulses = Drand;
}

/// The main pallet as the pallet of commitments sees it.
#[derive(Debug)]
pub struct Subnets;

impl CommittedSubnets<crate::AccountId> for Subnets {
    fn is_registered(netuid: NetUid, hotkey: &crate::AccountId) -> bool {
        SubtensorModule::uid_for_hotkey(netuid, hotkey).is_some()
    }

    fn epoch_index(netuid: NetUid) -> u64 {
        pallet_subtensor::SubnetEpochIndex::<Runtime>::get(netuid)
    }

    fn reset_bonds(netuid: NetUid, hotkey: &crate::AccountId) {
        SubtensorModule::reset_bonds_of(netuid, hotkey);
    }
}
