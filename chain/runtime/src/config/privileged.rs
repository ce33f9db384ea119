//! Calls on behalf of others: Sudo, Utility, Multisig and Proxy.

use super::utility_weights::UtilityWeights;
use crate::{
    Balance, Balances, OriginCaller, Runtime, RuntimeCall, RuntimeEvent, System,
    nested::NestedCall, proxy::ProxyType,
};
use frame_support::{parameter_types, traits::ConstU32};

parameter_types! {
    pub const MultisigDepositBase: Balance = Balance::new(132_000_000);
    pub const MultisigDepositFactor: Balance = Balance::new(32_000_000);
    pub const ProxyDepositBase: Balance = Balance::new(60_000_000);
    pub const ProxyDepositFactor: Balance = Balance::new(33_000_000);
    pub const AnnouncementDepositBase: Balance = Balance::new(36_000_000);
    pub const AnnouncementDepositFactor: Balance = Balance::new(68_000_000);
}

impl pallet_sudo::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type RuntimeCall = RuntimeCall;
    type WeightInfo = pallet_sudo::weights::SubstrateWeight<Runtime>;
}

impl pallet_utility::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type RuntimeCall = NestedCall;
    type PalletsOrigin = OriginCaller;
    type WeightInfo = UtilityWeights;
}

impl pallet_multisig::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type RuntimeCall = NestedCall;
    type Currency = Balances;
    type DepositBase = MultisigDepositBase;
    type DepositFactor = MultisigDepositFactor;
    type MaxSignatories = ConstU32<100>;
    type WeightInfo = pallet_multisig::weights::SubstrateWeight<Runtime>;
    type BlockNumberProvider = System;
}

impl pallet_proxy::Config for Runtime {
    type RuntimeCall = NestedCall;
    type Currency = Balances;
    type ProxyType = ProxyType;
    type ProxyDepositBase = ProxyDepositBase;
    type ProxyDepositFactor = ProxyDepositFactor;
    type MaxProxies = ConstU32<20>;
    type MaxPending = ConstU32<75>;
    type AnnouncementDepositBase = AnnouncementDepositBase;
    type AnnouncementDepositFactor = AnnouncementDepositFactor;
}
