//! Tests of neurons, and the small world they share with the tests of subnets.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

mod registration;
mod root_registration;
mod serving;
mod slots;
mod trim;

pub(crate) use crate::tests::mock::{key as account, *};
use crate::*;
use alloc::vec::Vec;
use frame_support::{assert_ok, traits::fungible::Mutate};
use taonet_primitives::{AlphaBalance, NetUid, TaoBalance};

/// One TAO in rao.
pub(crate) const TAO: u64 = 1_000_000_000;

/// Owner coldkey and hotkey of the subnets that [`subnet`] makes.
pub(crate) const OWNER: u64 = 100;
pub(crate) const OWNER_HOTKEY: u64 = 1;

pub(crate) fn signed(k: u64) -> RuntimeOrigin {
    RuntimeOrigin::signed(account(k))
}

pub(crate) fn fund(k: u64, tao: u64) {
    Balances::set_balance(&account(k), TaoBalance::new(tao.saturating_mul(TAO)));
}

pub(crate) fn go_to(block: u64) {
    System::set_block_number(block);
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

pub(crate) fn has_event(wanted: &Event<Test>) -> bool {
    events().contains(wanted)
}

/// Lets a test register subnets at will, each for 100 TAO at least.
pub(crate) fn cheap_subnets() {
    NetworkRateLimit::<Test>::put(0);
    NetworkMinLockCost::<Test>::put(TaoBalance::new(100 * TAO));
    NetworkLastLockCost::<Test>::put(TaoBalance::new(100 * TAO));
    NetworkLockReductionInterval::<Test>::put(100_800);
}

/// Runs the test in a chain with root and one started subnet, number 1, at block 1.
pub(crate) fn with_subnet(test: impl FnOnce(NetUid)) {
    new_test_ext().execute_with(|| {
        add_root();
        test(subnet(OWNER, OWNER_HOTKEY));
    });
}

/// Writes root as genesis does.
pub(crate) fn add_root() {
    go_to(1);
    cheap_subnets();
    let root = NetUid::ROOT;
    if !NetworksAdded::<Test>::get(root) {
        NetworksAdded::<Test>::insert(root, true);
        TotalNetworks::<Test>::mutate(|n| *n += 1);
        SubnetworkN::<Test>::insert(root, 0);
        MaxAllowedUids::<Test>::insert(root, 64);
        MaxAllowedValidators::<Test>::insert(root, 64);
        MinAllowedWeights::<Test>::insert(root, 0);
        Tempo::<Test>::insert(root, 100);
        NetworkRegistrationAllowed::<Test>::insert(root, true);
        TargetRegistrationsPerInterval::<Test>::insert(root, 1);
        TokenSymbol::<Test>::insert(root, crate::subnets::symbols::symbol(0));
    }
}

/// Registers and starts a subnet at the current block.
pub(crate) fn subnet(owner: u64, hotkey: u64) -> NetUid {
    fund(owner, 1_000_000);
    let netuid = Pallet::<Test>::create_subnet(&account(owner), &account(hotkey), None).unwrap();
    StartCallDelay::<Test>::put(0);
    assert_ok!(Pallet::<Test>::do_start_call(signed(owner), netuid));
    netuid
}

/// Puts a hotkey into a new UID without any payment.
pub(crate) fn add_neuron(netuid: NetUid, hotkey: u64, coldkey: u64) -> u16 {
    assert_ok!(Pallet::<Test>::create_account_if_absent(
        &account(coldkey),
        &account(hotkey)
    ));
    let block = Pallet::<Test>::now();
    Pallet::<Test>::append_neuron(netuid, &account(hotkey), block)
}

pub(crate) fn set_emissions(netuid: NetUid, emissions: &[u64]) {
    let emissions: Vec<AlphaBalance> = emissions.iter().copied().map(AlphaBalance::new).collect();
    Emission::<Test>::insert(netuid, emissions);
}
