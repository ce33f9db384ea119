//! Calls that are dispatched later: Preimage, Scheduler and Crowdloan.

use crate::{
    AccountId, Balance, Balances, BlockNumber, OriginCaller, Preimage, Runtime, RuntimeEvent,
    RuntimeHoldReason, RuntimeOrigin, System, config::system::RuntimeBlockWeights,
    nested::NestedCall, pace::Paced,
};
use core::cmp::Ordering;
use frame_support::{
    PalletId, parameter_types,
    traits::{ConstU32, LinearStoragePrice, PrivilegeCmp, fungible::HoldConsideration},
    weights::Weight,
};
use frame_system::{EnsureRoot, RawOrigin};
use sp_runtime::Perbill;

/// Share of a block that scheduled calls may fill.
const SCHEDULED_RATIO: Perbill = Perbill::from_percent(80);

parameter_types! {
    pub const PreimageDepositBase: Balance = Balance::new(104_000_000);
    pub const PreimageDepositPerByte: Balance = Balance::new(1_000_000);
    pub const PreimageHoldReason: RuntimeHoldReason =
        RuntimeHoldReason::Preimage(pallet_preimage::HoldReason::Preimage);
    pub MaximumScheduledWeight: Weight = SCHEDULED_RATIO * RuntimeBlockWeights::get().max_block;
    pub const CrowdloanPalletId: PalletId = PalletId(*b"bt/cloan");
    pub const MinimumCrowdloanDeposit: Balance = Balance::new(10_000_000_000);
    pub const AbsoluteMinimumContribution: Balance = Balance::new(100_000_000);
}

impl pallet_preimage::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type WeightInfo = pallet_preimage::weights::SubstrateWeight<Runtime>;
    type Currency = Balances;
    type ManagerOrigin = EnsureRoot<AccountId>;
    type Consideration = HoldConsideration<
        AccountId,
        Balances,
        PreimageHoldReason,
        LinearStoragePrice<PreimageDepositBase, PreimageDepositPerByte, Balance>,
    >;
}

/// Root may cancel what anybody scheduled; everybody else may cancel his own.
#[derive(Debug)]
pub struct RootAboveAll;

impl PrivilegeCmp<OriginCaller> for RootAboveAll {
    fn cmp_privilege(left: &OriginCaller, right: &OriginCaller) -> Option<Ordering> {
        if left == right {
            Some(Ordering::Equal)
        } else if *left == OriginCaller::system(RawOrigin::Root) {
            Some(Ordering::Greater)
        } else {
            None
        }
    }
}

impl pallet_scheduler::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type RuntimeOrigin = RuntimeOrigin;
    type PalletsOrigin = OriginCaller;
    type RuntimeCall = NestedCall;
    type MaximumWeight = MaximumScheduledWeight;
    type ScheduleOrigin = EnsureRoot<AccountId>;
    type OriginPrivilegeCmp = RootAboveAll;
    type MaxScheduledPerBlock = ConstU32<50>;
    type WeightInfo = pallet_scheduler::weights::SubstrateWeight<Runtime>;
    type Preimages = Preimage;
    type BlockNumberProvider = System;
}

impl pallet_crowdloan::Config for Runtime {
    type RuntimeCall = NestedCall;
    type Currency = Balances;
    type Preimages = Preimage;
    type PalletId = CrowdloanPalletId;
    type MinimumDeposit = MinimumCrowdloanDeposit;
    type AbsoluteMinimumContribution = AbsoluteMinimumContribution;
    type MinimumBlockDuration = Paced<BlockNumber, 50_400, 50>;
    type MaximumBlockDuration = Paced<BlockNumber, 432_000, 20_000>;
    type RefundContributorsLimit = ConstU32<50>;
    type MaxContributors = ConstU32<{ pallet_crowdloan::MAX_CONTRIBUTORS }>;
}
