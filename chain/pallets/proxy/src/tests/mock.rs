//! A runtime around the pallet. Accounts 1 to 5 hold 1,000 rao each.

use crate as pallet_proxy;
use crate::{Announcements, Proxies};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{
    derive_impl, parameter_types,
    traits::{ConstU32, InstanceFilter},
};
use scale_info::TypeInfo;
use sp_core::H256;
use sp_runtime::{BuildStorage, traits::Hash};
use taonet_primitives::TaoBalance;

type Block = frame_system::mocking::MockBlock<Test>;

frame_support::construct_runtime!(
    pub enum Test {
        System: frame_system,
        Balances: pallet_balances,
        Utility: pallet_utility,
        Proxy: pallet_proxy,
    }
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
    type Block = Block;
    type AccountData = pallet_balances::AccountData<TaoBalance>;
}

parameter_types! {
    pub const ExistentialDeposit: TaoBalance = TaoBalance::new(1);
    pub static ProxyBase: TaoBalance = TaoBalance::new(10);
    pub static AnnouncementBase: TaoBalance = TaoBalance::new(4);
    pub const ProxyEach: TaoBalance = TaoBalance::new(5);
    pub const AnnouncementEach: TaoBalance = TaoBalance::new(3);
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
    type AccountStore = System;
    type Balance = TaoBalance;
    type ExistentialDeposit = ExistentialDeposit;
}

impl pallet_utility::Config for Test {
    type RuntimeEvent = RuntimeEvent;
    type RuntimeCall = RuntimeCall;
    type PalletsOrigin = OriginCaller;
    type WeightInfo = ();
}

#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
)]
pub enum Kind {
    #[default]
    Any,
    /// Transfers that keep the account alive, and batches.
    Transfer,
    /// All but Balances.
    NoTransfer,
}

impl InstanceFilter<RuntimeCall> for Kind {
    fn filter(&self, call: &RuntimeCall) -> bool {
        match self {
            Self::Any => true,
            Self::Transfer => matches!(
                call,
                RuntimeCall::Utility(_)
                    | RuntimeCall::Balances(pallet_balances::Call::transfer_keep_alive { .. })
            ),
            Self::NoTransfer => !matches!(call, RuntimeCall::Balances(_)),
        }
    }

    fn is_superset(&self, other: &Self) -> bool {
        *self == Self::Any || self == other
    }
}

impl crate::Config for Test {
    type RuntimeCall = RuntimeCall;
    type Currency = Balances;
    type ProxyType = Kind;
    type ProxyDepositBase = ProxyBase;
    type ProxyDepositFactor = ProxyEach;
    type MaxProxies = ConstU32<3>;
    type MaxPending = ConstU32<2>;
    type AnnouncementDepositBase = AnnouncementBase;
    type AnnouncementDepositFactor = AnnouncementEach;
}

pub(crate) const ENDOWMENT: u64 = 1_000;

/// Runs `test` in block 1, and checks the books afterwards.
pub(crate) fn run(test: impl FnOnce()) {
    let config = RuntimeGenesisConfig {
        balances: pallet_balances::GenesisConfig {
            balances: (1..=5).map(|who| (who, ENDOWMENT.into())).collect(),
            ..Default::default()
        },
        ..Default::default()
    };
    let storage = config.build_storage().expect("genesis builds");
    sp_io::TestExternalities::new(storage).execute_with(|| {
        System::set_block_number(1);
        let issuance = Balances::total_issuance();
        test();
        assert_eq!(Balances::total_issuance(), issuance, "money is conserved");
        let deposits = Proxies::<Test>::iter_values()
            .map(|(_, deposit)| deposit.to_u64())
            .chain(Announcements::<Test>::iter_values().map(|(_, deposit)| deposit.to_u64()))
            .sum::<u64>();
        let reserved: u64 = frame_system::Account::<Test>::iter_values()
            .map(|account| account.data.reserved.to_u64())
            .sum();
        assert_eq!(reserved, deposits, "what is reserved is what is recorded");
    });
}

pub(crate) fn origin(who: u64) -> RuntimeOrigin {
    RuntimeOrigin::signed(who)
}

pub(crate) fn free(who: u64) -> u64 {
    Balances::free_balance(who).to_u64()
}

pub(crate) fn reserved(who: u64) -> u64 {
    Balances::reserved_balance(who).to_u64()
}

pub(crate) fn transfer(to: u64, value: u64) -> RuntimeCall {
    pallet_balances::Call::transfer_keep_alive {
        dest: to,
        value: value.into(),
    }
    .into()
}

pub(crate) fn remark() -> RuntimeCall {
    frame_system::Call::remark { remark: vec![1] }.into()
}

pub(crate) fn hash(call: &RuntimeCall) -> H256 {
    <Test as frame_system::Config>::Hashing::hash_of(call)
}

pub(crate) fn last_event() -> RuntimeEvent {
    System::events().pop().expect("an event").event
}

/// The result of the last call that was dispatched for somebody.
pub(crate) fn executed() -> sp_runtime::DispatchResult {
    match last_event() {
        RuntimeEvent::Proxy(crate::Event::ProxyExecuted { result }) => result,
        other => panic!("{other:?} is no result"),
    }
}
