//! Signed orders.

use codec::{Decode, Encode};
use frame_support::{BoundedVec, traits::ConstU32};
use pallet_limit_orders::{Call, Order, OrderType, SignedOrder, VersionedOrder};
use sp_core::{Pair, sr25519};
use sp_runtime::{Perbill, traits::Dispatchable};
use taonet_primitives::MultiSignature;
use taonet_runtime::{AccountId, Runtime, RuntimeCall, RuntimeOrigin};

use super::state::on_a_chain;

/// Orders in a batch, at most.
type Orders = BoundedVec<SignedOrder<AccountId>, ConstU32<100>>;

fn pair() -> sr25519::Pair {
    sr25519::Pair::from_seed(&[7; 32])
}

/// Who signs the orders; has TAO on the chain of [`on_a_chain`].
pub(super) fn trader() -> AccountId {
    AccountId::new(pair().public().0)
}

/// An order with its signature.
pub fn signed_order(data: &[u8]) {
    if let Ok(order) = SignedOrder::<AccountId>::decode(&mut &data[..]) {
        let again = order.encode();
        assert_eq!(SignedOrder::decode(&mut &again[..]), Ok(order.clone()));
        // The chain remembers an order by its hash, so nothing may read as the same order.
        assert_eq!(order.order.id(), order.order.clone().id());
    }
}

/// A list of orders as a relayer brings it: executed one by one and as a batch. The first order's
/// signer is replaced by one whose key is here, and the signature by a true one, since no fuzzer
/// guesses a signature. The books have to balance afterwards.
pub fn order_batch(data: &[u8]) {
    let Ok(mut orders) = Orders::decode(&mut &data[..]) else {
        return;
    };
    for signed in &mut orders {
        let VersionedOrder::V1(order) = &mut signed.order;
        order.signer = trader();
        signed.signature = MultiSignature::Sr25519(pair().sign(&signed.order.encode()));
    }
    let netuid = orders
        .first()
        .map(|signed| signed.order.order().netuid)
        .unwrap_or_default();
    let Ok(list) = orders.into_inner().try_into() else {
        return;
    };
    let one_by_one = Call::execute_orders {
        orders: list,
        should_fail: false,
    };
    let Ok(again) = orders_of(&one_by_one).try_into() else {
        return;
    };
    let together = Call::execute_batched_orders {
        netuid,
        orders: again,
    };
    for call in [one_by_one, together] {
        on_a_chain(|| {
            let before = taonet_runtime::Balances::total_issuance();
            let relayer = RuntimeOrigin::signed(trader());
            let _outcome = frame_support::storage::with_storage_layer(|| {
                RuntimeCall::LimitOrders(call).dispatch(relayer)
            });
            assert!(
                taonet_runtime::Balances::total_issuance() <= before,
                "orders make no TAO"
            );
        });
    }
}

fn orders_of(call: &Call<Runtime>) -> Vec<SignedOrder<AccountId>> {
    match call {
        Call::execute_orders { orders, .. } => orders.to_vec(),
        _ => Vec::new(),
    }
}

fn order(order_type: OrderType, amount: u64) -> SignedOrder<AccountId> {
    let order = VersionedOrder::V1(Order {
        signer: trader(),
        hotkey: trader(),
        netuid: 1.into(),
        order_type,
        amount,
        limit_price: if order_type == OrderType::TakeProfit {
            0
        } else {
            u64::MAX
        },
        expiry: u64::MAX,
        fee_rate: Perbill::from_percent(1),
        fee_recipient: AccountId::new([9; 32]),
        relayer: None,
        max_slippage: None,
        chain_id: 42,
        partial_fills_enabled: false,
    });
    // No true one, which would not be the same every time; those who need one make it.
    let signature = MultiSignature::Sr25519(sr25519::Signature::from_raw([5; 64]));
    SignedOrder {
        order,
        signature,
        partial_fill: None,
    }
}

pub(super) fn signed() -> Vec<Vec<u8>> {
    let mut partial = order(OrderType::StopLoss, 5_000_000_000);
    partial.partial_fill = Some(1_000_000_000);
    vec![
        order(OrderType::LimitBuy, 1_000_000_000).encode(),
        partial.encode(),
    ]
}

pub(super) fn batches() -> Vec<Vec<u8>> {
    let buys = vec![
        order(OrderType::LimitBuy, 1_000_000_000),
        order(OrderType::LimitBuy, 2_000_000_000),
        order(OrderType::TakeProfit, 500_000_000),
    ];
    vec![
        buys.encode(),
        vec![order(OrderType::LimitBuy, 3_000_000_000)].encode(),
    ]
}
