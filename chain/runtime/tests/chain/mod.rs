//! A chain in memory: the genesis of `--chain dev`, blocks by hand.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]
#![allow(dead_code, reason = "each test file uses a part")]

use codec::Encode;
use frame_support::dispatch::GetDispatchInfo;
use sp_core::{Pair, sr25519};
use sp_runtime::{
    ApplyExtrinsicResult, Digest, DigestItem, MultiAddress, MultiSignature,
    generic::Era,
    traits::{Header as _, TransactionExtension},
};
use taonet_runtime::{
    AccountId, Address, Balance, Executive, Header, Runtime, RuntimeCall, RuntimeEvent,
    SignedPayload, System, UncheckedExtrinsic,
    extensions::{TransactionExtensions, transaction_extensions},
    genesis,
};

/// Slot of the first block; the clock starts well after zero.
const FIRST_SLOT: u64 = 1_000;

pub(crate) fn pair(name: &str) -> sr25519::Pair {
    sr25519::Pair::from_string(&format!("//{name}"), None).expect("a development key")
}

pub(crate) fn account(name: &str) -> AccountId {
    AccountId::new(pair(name).public().0)
}

/// Runs `test` in block 1 of a fresh chain.
pub(crate) fn in_first_block(fast: bool, test: impl FnOnce()) {
    let slot_ms = genesis::slot_duration_ms(fast);
    let storage = genesis::storage(&genesis::dev(None), slot_ms).expect("genesis builds");
    sp_io::TestExternalities::new(storage).execute_with(|| {
        System::set_block_number(0);
        begin_block(1, slot_ms);
        test();
    });
}

/// Starts the block `number` and sets its timestamp.
pub(crate) fn begin_block(number: u32, slot_ms: u64) {
    let slot = FIRST_SLOT + u64::from(number);
    let seal = DigestItem::PreRuntime(*b"aura", slot.encode());
    let header = Header::new(
        number,
        Default::default(),
        Default::default(),
        System::parent_hash(),
        Digest { logs: vec![seal] },
    );
    Executive::initialize_block(&header);
    let now = pallet_timestamp::Call::set {
        now: slot * slot_ms,
    };
    let inherent = UncheckedExtrinsic::new_bare(RuntimeCall::Timestamp(now));
    Executive::apply_extrinsic(inherent)
        .expect("valid")
        .expect("the clock is set");
}

pub(crate) fn extensions(who: &str, tip: u64) -> TransactionExtensions {
    let nonce = System::account_nonce(account(who));
    transaction_extensions(Era::Immortal, nonce, Balance::new(tip))
}

/// A transaction signed by the development account `who`.
pub(crate) fn signed_with(
    who: &str,
    call: impl Into<RuntimeCall>,
    extensions: TransactionExtensions,
) -> UncheckedExtrinsic {
    let call = call.into();
    let payload = SignedPayload::new(call.clone(), extensions.clone()).expect("an implicit part");
    let signature = payload.using_encoded(|bytes| pair(who).sign(bytes));
    let address: Address = MultiAddress::Id(account(who));
    UncheckedExtrinsic::new_signed(
        call,
        address,
        MultiSignature::Sr25519(signature),
        extensions,
    )
}

pub(crate) fn signed(who: &str, call: impl Into<RuntimeCall>, tip: u64) -> UncheckedExtrinsic {
    signed_with(who, call, extensions(who, tip))
}

/// Signs and applies.
pub(crate) fn send(who: &str, call: impl Into<RuntimeCall>) -> ApplyExtrinsicResult {
    Executive::apply_extrinsic(signed(who, call, 0))
}

/// The fee before the tip that the formula asks for, in rao.
pub(crate) fn expected_fee(
    extrinsic: &UncheckedExtrinsic,
    extensions: &TransactionExtensions,
) -> u64 {
    let call = &extrinsic.function;
    let weight = call
        .get_dispatch_info()
        .call_weight
        .saturating_add(extensions.weight(call));
    let to_fee = |ref_time: u64| (ref_time + 999) / 2_000;
    to_fee(108_157_000) + extrinsic.encoded_size() as u64 + to_fee(weight.ref_time())
}

pub(crate) fn free(who: &str) -> u64 {
    pallet_balances::Pallet::<Runtime>::free_balance(account(who)).to_u64()
}

pub(crate) fn events() -> Vec<RuntimeEvent> {
    System::events()
        .into_iter()
        .map(|record| record.event)
        .collect()
}
