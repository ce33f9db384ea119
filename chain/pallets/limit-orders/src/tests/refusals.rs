//! Each reason for refusing an order, and their order.

use super::mock::*;
use crate::*;
use frame_support::assert_noop;
use sp_core::{Pair, ecdsa, ed25519};

/// An order for the relayer in parts, of which everything is right.
fn good() -> Order<AccountId> {
    let mut good = order("Alice", OrderType::LimitBuy, 1_000);
    good.limit_price = ONE_TAO;
    good.relayer = Some(vec![account("relayer")].try_into().unwrap());
    good.partial_fills_enabled = true;
    good
}

fn refused(signed: SignedOrder<AccountId>, error: Error<Test>) {
    let orders = vec![signed];
    frame_support::assert_storage_noop!(assert_eq!(
        execute(orders.clone(), true),
        Err(error.into())
    ));
}

/// With everything wrong the first reason counts; mended one by one, each comes up.
#[test]
fn reasons_come_in_order() {
    market(|| {
        let mut bad = good();
        bad.netuid = NetUid::ROOT;
        bad.chain_id = CHAIN + 1;
        bad.expiry = NOW_MS - 1;
        bad.limit_price = ONE_TAO - 1;
        bad.relayer = Some(vec![account("Bob")].try_into().unwrap());
        bad.partial_fills_enabled = false;
        let send = |order: &Order<AccountId>, signer: &str, error: Error<Test>| {
            let mut signed = signed_by(signer, order.clone());
            signed.partial_fill = Some(0);
            refused(signed, error);
        };
        let remember = |order: &Order<AccountId>, status: Option<OrderStatus>| {
            Orders::<Test>::set(VersionedOrder::V1(order.clone()).id(), status);
        };

        remember(&bad, Some(OrderStatus::Fulfilled));
        send(&bad, "Bob", Error::RootNetUidNotAllowed);
        bad.netuid = NETUID;
        remember(&bad, Some(OrderStatus::Fulfilled));
        send(&bad, "Bob", Error::ChainIdMismatch);
        bad.chain_id = CHAIN;
        remember(&bad, Some(OrderStatus::Fulfilled));
        send(&bad, "Bob", Error::InvalidSignature);
        send(&bad, "Alice", Error::OrderAlreadyProcessed);
        remember(&bad, Some(OrderStatus::Cancelled));
        send(&bad, "Alice", Error::OrderCancelled);
        remember(&bad, None);
        send(&bad, "Alice", Error::OrderExpired);
        bad.expiry = NOW_MS;
        send(&bad, "Alice", Error::PriceConditionNotMet);
        bad.limit_price = ONE_TAO;
        send(&bad, "Alice", Error::RelayerMissMatch);
        bad.relayer = None;
        send(&bad, "Alice", Error::RelayerRequiredForPartialFill);
        bad.relayer = good().relayer;
        send(&bad, "Alice", Error::PartialFillsNotEnabled);
        bad.partial_fills_enabled = true;
        send(&bad, "Alice", Error::IncorrectPartialFillAmount);
        let mut mended = signed_by("Alice", bad);
        mended.partial_fill = Some(1_000);
        assert_eq!(execute(vec![mended], true), Ok(()));
    });
}

#[test]
fn prices_trigger_at_the_limit() {
    market(|| {
        let case = |order_type, limit_price, works: bool| {
            let mut wanted = order("Alice", order_type, 1_000);
            wanted.limit_price = limit_price;
            let checked =
                LimitOrders::check_order(&account("relayer"), &signed_by("Alice", wanted))
                    .map(|_| ());
            let expected = match works {
                true => Ok(()),
                false => Err(Error::<Test>::PriceConditionNotMet.into()),
            };
            assert_eq!(checked, expected, "{order_type:?} {limit_price}");
        };
        for (order_type, below, at, above) in [
            (OrderType::LimitBuy, false, true, true),
            (OrderType::StopLoss, false, true, true),
            (OrderType::TakeProfit, true, true, false),
        ] {
            case(order_type, ONE_TAO - 1, below);
            case(order_type, ONE_TAO, at);
            case(order_type, ONE_TAO + 1, above);
        }
    });
}

#[test]
fn only_sr25519_keys_sign_orders() {
    market(|| {
        let signed = signed_by("Alice", good());
        let message = signed.order.encode();
        let edwards = ed25519::Pair::from_string("//Alice", None).unwrap();
        let secp = ecdsa::Pair::from_string("//Alice", None).unwrap();
        let mut wanted = good();
        wanted.signer = AccountId::new(edwards.public().0);
        let order = VersionedOrder::V1(wanted);
        let own = SignedOrder {
            signature: MultiSignature::Ed25519(edwards.sign(&order.encode())),
            order,
            partial_fill: None,
        };
        refused(own, Error::InvalidSignature);
        for signature in [
            MultiSignature::Ed25519(edwards.sign(&message)),
            MultiSignature::Ecdsa(secp.sign(&message)),
        ] {
            let foreign = SignedOrder {
                signature,
                ..signed.clone()
            };
            refused(foreign, Error::InvalidSignature);
        }
    });
}

#[test]
fn a_changed_order_is_not_signed() {
    market(|| {
        let mut signed = signed_by("Alice", good());
        let VersionedOrder::V1(order) = &mut signed.order;
        order.amount += 1;
        refused(signed, Error::InvalidSignature);
    });
}

#[test]
fn strangers_do_not_execute_orders_of_a_relayer() {
    market(|| {
        let order = signed_by("Alice", good());
        assert_noop!(
            LimitOrders::execute_orders(
                RuntimeOrigin::signed(account("Bob")),
                vec![order].try_into().unwrap(),
                true
            ),
            Error::<Test>::RelayerMissMatch
        );
        assert_noop!(
            LimitOrders::execute_orders(RuntimeOrigin::none(), Default::default(), true),
            sp_runtime::DispatchError::BadOrigin
        );
    });
}

#[test]
fn ids_hash_what_was_signed() {
    let order = VersionedOrder::V1(good());
    let encoded = order.encode();
    assert_eq!(encoded.first(), Some(&0), "the version comes first");
    assert_eq!(order.id().0, sp_io::hashing::blake2_256(&encoded));
}
