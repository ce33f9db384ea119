//! A runtime around the pallet. Accounts 1 to 9 hold 1,000 rao each.

use crate as pallet_crowdloan;
use crate::{Contributions, CrowdloanId, CrowdloanInfoOf, Crowdloans};
use frame_support::{PalletId, derive_impl, parameter_types, traits::ConstU32};
use sp_runtime::{AccountId32, BuildStorage, DispatchResult, traits::IdentityLookup};
use taonet_primitives::TaoBalance;

pub(crate) type AccountId = AccountId32;
type Block = frame_system::mocking::MockBlock<Test>;

frame_support::construct_runtime!(
    pub enum Test {
        System: frame_system,
        Balances: pallet_balances,
        Preimage: pallet_preimage,
        Crowdloan: pallet_crowdloan,
        Spender: spender,
    }
);

/// A pallet whose call spends what a crowdloan has raised.
#[allow(unreachable_pub, missing_docs, reason = "FRAME wants a public module")]
#[frame_support::pallet(dev_mode)]
pub mod spender {
    use frame_support::pallet_prelude::*;
    use frame_system::pallet_prelude::*;
    use taonet_primitives::CrowdloanSource;

    #[pallet::pallet]
    pub struct Pallet<T>(_);

    #[pallet::config]
    pub trait Config: frame_system::Config + crate::Config {}

    #[pallet::call]
    impl<T: Config> Pallet<T> {
        pub fn spend(origin: OriginFor<T>, on: T::AccountId) -> DispatchResult {
            let who = ensure_signed(origin)?;
            let crowdloan = crate::Pallet::<T>::finalizing()?;
            ensure!(crowdloan.creator == who, DispatchError::Other("a stranger"));
            let sum = crowdloan.contributions.iter().map(|(_, amount)| *amount);
            ensure!(
                sum.sum::<taonet_primitives::TaoBalance>() == crowdloan.raised,
                DispatchError::Other("the contributions are not what was raised")
            );
            crate::Pallet::<T>::pay(&crowdloan.funds_account, &on, crowdloan.raised)
        }
    }
}

impl spender::Config for Test {}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
    type Block = Block;
    type AccountId = AccountId;
    type Lookup = IdentityLookup<AccountId>;
    type AccountData = pallet_balances::AccountData<TaoBalance>;
}

parameter_types! {
    pub const ExistentialDeposit: TaoBalance = TaoBalance::new(10);
    pub const CrowdloanPalletId: PalletId = PalletId(*b"bt/cloan");
    pub const MinimumDeposit: TaoBalance = TaoBalance::new(50);
    pub const AbsoluteMinimumContribution: TaoBalance = TaoBalance::new(10);
    pub const MinimumBlockDuration: u64 = 20;
    pub const MaximumBlockDuration: u64 = 100;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
    type AccountStore = System;
    type Balance = TaoBalance;
    type ExistentialDeposit = ExistentialDeposit;
}

impl pallet_preimage::Config for Test {
    type RuntimeEvent = RuntimeEvent;
    type WeightInfo = ();
    type Currency = Balances;
    type ManagerOrigin = frame_system::EnsureRoot<AccountId>;
    type Consideration = ();
}

impl crate::Config for Test {
    type RuntimeCall = RuntimeCall;
    type Currency = Balances;
    type Preimages = Preimage;
    type PalletId = CrowdloanPalletId;
    type MinimumDeposit = MinimumDeposit;
    type AbsoluteMinimumContribution = AbsoluteMinimumContribution;
    type MinimumBlockDuration = MinimumBlockDuration;
    type MaximumBlockDuration = MaximumBlockDuration;
    type RefundContributorsLimit = ConstU32<3>;
    type MaxContributors = ConstU32<6>;
}

pub(crate) const ENDOWMENT: u64 = 1_000;
pub(crate) const DEPOSIT: u64 = 50;
pub(crate) const MINIMUM: u64 = 10;
pub(crate) const CAP: u64 = 300;
pub(crate) const END: u64 = 51;

/// The creator of every crowdloan here.
pub(crate) const CREATOR: u8 = 1;

/// Runs `test` in block 1, and checks the books afterwards.
pub(crate) fn run(test: impl FnOnce()) {
    in_block_one(|| {
        let issuance = Balances::total_issuance();
        test();
        assert_eq!(Balances::total_issuance(), issuance, "money is conserved");
        assert_eq!(Crowdloan::check_state(), Ok(()));
    });
}

/// Runs `test` in block 1.
pub(crate) fn in_block_one(test: impl FnOnce()) {
    let config = RuntimeGenesisConfig {
        balances: pallet_balances::GenesisConfig {
            balances: (1..=9)
                .map(|who| (account(who), ENDOWMENT.into()))
                .collect(),
            ..Default::default()
        },
        ..Default::default()
    };
    let storage = config.build_storage().expect("genesis builds");
    sp_io::TestExternalities::new(storage).execute_with(|| {
        System::set_block_number(1);
        test();
    });
}

pub(crate) fn account(who: u8) -> AccountId {
    AccountId::new([who; 32])
}

pub(crate) fn origin(who: u8) -> RuntimeOrigin {
    RuntimeOrigin::signed(account(who))
}

pub(crate) fn tao(rao: u64) -> TaoBalance {
    TaoBalance::new(rao)
}

pub(crate) fn free(who: u8) -> u64 {
    Balances::free_balance(account(who)).to_u64()
}

/// What lies in the account of a crowdloan.
pub(crate) fn held(crowdloan_id: CrowdloanId) -> u64 {
    Balances::free_balance(Crowdloan::funds_account(crowdloan_id)).to_u64()
}

pub(crate) fn crowdloan(crowdloan_id: CrowdloanId) -> CrowdloanInfoOf<Test> {
    Crowdloans::<Test>::get(crowdloan_id).expect("a crowdloan")
}

pub(crate) fn contribution(crowdloan_id: CrowdloanId, who: u8) -> Option<u64> {
    Contributions::<Test>::get(crowdloan_id, account(who)).map(TaoBalance::to_u64)
}

pub(crate) fn last_event() -> RuntimeEvent {
    System::events().pop().expect("an event").event
}

/// Opens a crowdloan with a call.
pub(crate) fn open_with(call: impl Into<RuntimeCall>) {
    let call = Some(Box::new(call.into()));
    assert_eq!(create(DEPOSIT, MINIMUM, CAP, END, call, None), Ok(()));
}

/// Opens a crowdloan for account 9.
pub(crate) fn open() {
    let target = Some(account(9));
    assert_eq!(create(DEPOSIT, MINIMUM, CAP, END, None, target), Ok(()));
}

pub(crate) fn create(
    deposit: u64,
    minimum: u64,
    cap: u64,
    end: u64,
    call: Option<Box<RuntimeCall>>,
    target: Option<AccountId>,
) -> DispatchResult {
    Crowdloan::create(
        origin(CREATOR),
        tao(deposit),
        tao(minimum),
        tao(cap),
        end,
        call,
        target,
    )
}

pub(crate) fn contribute(who: u8, amount: u64) -> DispatchResult {
    Crowdloan::contribute(origin(who), 0, tao(amount))
}

/// Accounts 2 and 3 bring crowdloan 0 to its cap.
pub(crate) fn fill() {
    assert_eq!(contribute(2, 100), Ok(()));
    assert_eq!(contribute(3, 150), Ok(()));
}

pub(crate) fn remark() -> RuntimeCall {
    frame_system::Call::remark { remark: vec![1] }.into()
}

/// A call that is too long to be kept in the record.
pub(crate) fn long_remark() -> RuntimeCall {
    frame_system::Call::remark {
        remark: vec![1; 200],
    }
    .into()
}
