//! A small world: coldkeys with TAO, hotkeys, two subnets with pools.

use frame_support::traits::fungible::Mutate;
use sp_runtime::{DispatchError, DispatchResult, traits::Dispatchable};
use taonet_primitives::{AlphaBalance, NetUid, TaoBalance};

pub(crate) use crate::tests::mock::*;
use crate::*;

/// One TAO in rao.
pub(crate) const TAO: u64 = 1_000_000_000;
/// Subnets with pools.
pub(crate) const ONE: NetUid = NetUid::new(1);
pub(crate) const TWO: NetUid = NetUid::new(2);
/// Coldkeys with TAO; ALICE owns [`HOTKEY`], BOB owns [`OTHER_HOTKEY`].
pub(crate) const ALICE: u64 = 100;
pub(crate) const BOB: u64 = 101;
pub(crate) const HOTKEY: u64 = 1;
pub(crate) const OTHER_HOTKEY: u64 = 2;

pub(crate) fn tao(rao: u64) -> TaoBalance {
    TaoBalance::new(rao)
}

pub(crate) fn alpha(rao: u64) -> AlphaBalance {
    AlphaBalance::new(rao)
}

/// Adds a network with an account that holds its TAO.
pub(crate) fn add_network(netuid: NetUid, mechanism: u16, tao_in: u64, alpha_in: u64) {
    NetworksAdded::<Test>::insert(netuid, true);
    TotalNetworks::<Test>::mutate(|count| *count += 1);
    SubtokenEnabled::<Test>::insert(netuid, true);
    SubnetMechanism::<Test>::insert(netuid, mechanism);
    SubnetTAO::<Test>::insert(netuid, tao(tao_in));
    SubnetAlphaIn::<Test>::insert(netuid, alpha(alpha_in));
    fund_account(&Pallet::<Test>::subnet_account_of(netuid), tao_in + 1);
}

fn fund_account(account: &AccountId, rao: u64) {
    Balances::set_balance(account, tao(rao));
    TotalIssuance::<Test>::put(Balances::total_issuance());
}

pub(crate) fn fund(coldkey: u64, rao: u64) {
    fund_account(&key(coldkey), rao);
}

pub(crate) fn own(coldkey: u64, hotkey: u64) {
    Pallet::<Test>::create_account_if_absent(&key(coldkey), &key(hotkey)).unwrap();
}

/// Runs the test at block 1 in a world of root, two pools of 1,000 TAO and 4,000 alpha, and two
/// coldkeys with 10,000 TAO; afterwards the books have to balance.
pub(crate) fn world(test: impl FnOnce()) {
    new_test_ext().execute_with(|| {
        add_network(NetUid::ROOT, 0, 0, 0);
        add_network(ONE, 1, 1_000 * TAO, 4_000 * TAO);
        add_network(TWO, 1, 1_000 * TAO, 4_000 * TAO);
        for coldkey in [ALICE, BOB] {
            fund(coldkey, 10_000 * TAO);
        }
        fund(12_345, TAO);
        own(ALICE, HOTKEY);
        own(BOB, OTHER_HOTKEY);
        test();
        Pallet::<Test>::do_try_state().unwrap();
        assert_eq!(TotalIssuance::<Test>::get(), Balances::total_issuance());
    });
}

/// Makes a signed call behind the guards, as the runtime does.
pub(crate) fn perform(coldkey: u64, call: Call<Test>) -> DispatchResult {
    Pallet::<Test>::check_call(&key(coldkey), &call).map_err(DispatchError::from)?;
    RuntimeCall::SubtensorModule(call)
        .dispatch(RuntimeOrigin::signed(key(coldkey)))
        .map(|_| ())
        .map_err(|failed| failed.error)
}

pub(crate) fn name_of(result: DispatchResult) -> &'static str {
    match result {
        Ok(()) => "ok",
        Err(DispatchError::Module(module)) => module.message.unwrap_or("unnamed"),
        Err(other) => other.into(),
    }
}

/// Asserts the refusal of a call, and that it left the storage alone.
pub(crate) fn refused(coldkey: u64, call: Call<Test>, error: &str) {
    let before = sp_io::storage::root(sp_runtime::StateVersion::V1);
    assert_eq!(name_of(perform(coldkey, call)), error);
    assert_eq!(
        before,
        sp_io::storage::root(sp_runtime::StateVersion::V1),
        "{error} changed state"
    );
}

pub(crate) fn stake_of(hotkey: u64, coldkey: u64, netuid: NetUid) -> u64 {
    Pallet::<Test>::stake_for_hotkey_and_coldkey_on_subnet(&key(hotkey), &key(coldkey), netuid)
        .to_u64()
}

pub(crate) fn balance_of(coldkey: u64) -> u64 {
    Balances::free_balance(key(coldkey)).to_u64()
}

pub(crate) fn add(coldkey: u64, hotkey: u64, netuid: NetUid, rao: u64) -> DispatchResult {
    let call = Call::add_stake {
        hotkey: key(hotkey),
        netuid,
        amount_staked: tao(rao),
    };
    perform(coldkey, call)
}

pub(crate) fn remove(coldkey: u64, hotkey: u64, netuid: NetUid, rao: u64) -> DispatchResult {
    let call = Call::remove_stake {
        hotkey: key(hotkey),
        netuid,
        amount_unstaked: alpha(rao),
    };
    perform(coldkey, call)
}

pub(crate) fn events() -> Vec<Event<Test>> {
    System::events()
        .into_iter()
        .filter_map(|record| match record.event {
            RuntimeEvent::SubtensorModule(event) => Some(event),
            _ => None,
        })
        .collect()
}
