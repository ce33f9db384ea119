//! What transactions cost, and who earns it.

mod chain;

use chain::{account, events, expected_fee, extensions, free, in_first_block, send, signed};
use frame_support::{assert_ok, dispatch::DispatchClass, weights::Weight};
use sp_runtime::MultiAddress;
use taonet_runtime::{Balance, Executive, Runtime, RuntimeCall, RuntimeEvent, TransactionPayment};

const TAO: u64 = 1_000_000_000;

fn transfer(to: &str, rao: u64) -> RuntimeCall {
    let dest = MultiAddress::Id(account(to));
    pallet_balances::Call::transfer_keep_alive {
        dest,
        value: Balance::new(rao),
    }
    .into()
}

/// What the call of the recorded transfer weighs, and the proof of the whole transaction. The
/// guards of the recorded version weigh another number of picoseconds.
#[test]
fn a_transfer_weighs_what_is_recorded() {
    use frame_support::dispatch::GetDispatchInfo;
    use sp_runtime::traits::TransactionExtension;

    in_first_block(false, || {
        let call = transfer("Bob", 1_000_000_000);
        let weight = call.get_dispatch_info().call_weight;
        assert_eq!(weight, Weight::from_parts(224_051_000 - 60_000_000, 3_593));
        let guards = extensions("Alice", 0).weight(&call);
        assert_eq!(
            guards,
            Weight::from_parts(67_583_000 + 26_000_000, 7_791 - 3_593)
        );
    });
}

/// The formula, against a transfer recorded on a chain of the protocol.
#[test]
fn the_recorded_transfer_costs_what_it_did() {
    in_first_block(false, || {
        let info = frame_support::dispatch::DispatchInfo {
            call_weight: Weight::from_parts(224_051_000, 7_791),
            class: DispatchClass::Normal,
            ..Default::default()
        };
        let fee = TransactionPayment::compute_fee(144, &info, Balance::ZERO);
        assert_eq!(fee, Balance::new(166_247));
        assert_eq!(TransactionPayment::length_to_fee(144), Balance::new(144));
        let base = Weight::from_parts(108_157_000, 0);
        assert_eq!(
            TransactionPayment::weight_to_fee(base),
            Balance::new(54_078)
        );
    });
}

#[test]
fn the_author_earns_fee_and_tip() {
    in_first_block(false, || {
        let (alice, one) = (free("Alice"), free("One"));
        let tip = 12_345;
        let extrinsic = signed("Alice", transfer("Bob", TAO), tip);
        let fee = expected_fee(&extrinsic, &extensions("Alice", tip));
        assert_ok!(Executive::apply_extrinsic(extrinsic).expect("valid"));
        assert_eq!(alice - free("Alice"), TAO + fee + tip);
        assert_eq!(free("One") - one, fee + tip);

        let events = events();
        let withdrawn = events
            .iter()
            .position(|event| {
                matches!(
                    event,
                    RuntimeEvent::Balances(pallet_balances::Event::Withdraw { who, amount })
                        if *who == account("Alice") && amount.to_u64() == fee + tip
                )
            })
            .expect("the whole fee is withdrawn");
        let paid = events
            .iter()
            .position(|event| {
                matches!(
                    event,
                    RuntimeEvent::TransactionPayment(
                        pallet_transaction_payment::Event::TransactionFeePaid { who, actual_fee, tip: paid }
                    ) if *who == account("Alice")
                        && actual_fee.to_u64() == fee + tip
                        && paid.to_u64() == tip
                )
            })
            .expect("the payment is announced");
        assert!(withdrawn < paid);
    });
}

#[test]
fn who_cannot_pay_is_refused_and_keeps_everything() {
    in_first_block(false, || {
        // Ferdie keeps less than the fee of another transfer.
        let all_but = free("Ferdie") - 200_000;
        assert_ok!(send("Ferdie", transfer("Bob", all_but - 100_000)).expect("valid"));
        let rest = free("Ferdie");
        let refused = send("Ferdie", transfer("Bob", 1)).expect_err("too poor");
        assert_eq!(
            refused,
            sp_runtime::transaction_validity::InvalidTransaction::Payment.into()
        );
        assert_eq!(free("Ferdie"), rest);
    });
}

#[test]
fn fees_conserve_tao() {
    in_first_block(false, || {
        let before = pallet_balances::TotalIssuance::<Runtime>::get();
        for _ in 0..3 {
            assert_ok!(send("Alice", transfer("Bob", TAO)).expect("valid"));
        }
        assert_eq!(pallet_balances::TotalIssuance::<Runtime>::get(), before);
    });
}

#[test]
fn successful_sudo_calls_are_free() {
    in_first_block(false, || {
        let remark = frame_system::Call::remark {
            remark: vec![1, 2, 3],
        };
        let call = pallet_sudo::Call::sudo {
            call: Box::new(remark.into()),
        };
        let before = free("Alice");
        assert_ok!(send("Alice", call).expect("valid"));
        assert_eq!(free("Alice"), before);
    });
}
