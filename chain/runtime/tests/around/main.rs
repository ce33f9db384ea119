//! Calls on behalf of others and calls for later, through signed extrinsics.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

#[path = "../chain/mod.rs"]
mod chain;

mod crowdloan;
mod fees;
mod multisig;
mod preimage;
mod proxy;
mod proxy_types;
mod safe_mode;
mod scheduler;
mod utility;

use chain::send;
use frame_support::assert_ok;
use sp_runtime::{DispatchError, MultiAddress};
use taonet_runtime::{
    AccountId, Address, Balances, Executive, RuntimeCall, System, nested::NestedCall,
};

/// Rao in a TAO.
const TAO: u64 = 1_000_000_000;

fn address(who: &AccountId) -> Address {
    MultiAddress::Id(who.clone())
}

fn transfer(to: &AccountId, rao: u64) -> RuntimeCall {
    pallet_balances::Call::transfer_keep_alive {
        dest: address(to),
        value: rao.into(),
    }
    .into()
}

fn remark() -> RuntimeCall {
    frame_system::Call::remark { remark: vec![7] }.into()
}

fn nested(call: impl Into<RuntimeCall>) -> Box<NestedCall> {
    Box::new(NestedCall::from(call.into()))
}

fn batch(calls: impl IntoIterator<Item = RuntimeCall>) -> RuntimeCall {
    let calls = calls.into_iter().map(NestedCall::from).collect();
    pallet_utility::Call::batch { calls }.into()
}

/// Has root do it.
fn sudo(call: impl Into<RuntimeCall>) {
    let call = Box::new(call.into());
    assert_ok!(send("Alice", pallet_sudo::Call::sudo { call }).expect("valid"));
    let done = chain::events()
        .into_iter()
        .rev()
        .find_map(|event| match event {
            taonet_runtime::RuntimeEvent::Sudo(pallet_sudo::Event::Sudid { sudo_result }) => {
                Some(sudo_result)
            }
            _ => None,
        });
    assert_eq!(done, Some(Ok(())), "root succeeds");
}

/// Ends this block and starts the one with this number.
fn go_to_block(number: u32, slot_ms: u64) {
    Executive::finalize_block();
    System::set_block_number(number - 1);
    chain::begin_block(number, slot_ms);
}

/// What an account holds and can use, in rao.
fn balance(who: &AccountId) -> u64 {
    Balances::free_balance(who).to_u64()
}

fn filtered() -> DispatchError {
    frame_system::Error::<taonet_runtime::Runtime>::CallFiltered.into()
}
