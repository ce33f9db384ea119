//! Opening a crowdloan.

use super::mock::*;
use crate::{CrowdloanInfo, Error, Event, NextCrowdloanId, call_weights};
use frame_support::{
    assert_noop, assert_ok,
    dispatch::GetDispatchInfo,
    traits::{Bounded, QueryPreimage},
};
use sp_runtime::DispatchError;

type Refusal = Error<Test>;

fn for_nine(deposit: u64, minimum: u64, cap: u64, end: u64) -> sp_runtime::DispatchResult {
    create(deposit, minimum, cap, end, None, Some(account(9)))
}

#[test]
fn a_crowdloan_starts_with_the_creators_deposit() {
    run(|| {
        open();
        let created = Event::Created {
            crowdloan_id: 0,
            creator: account(CREATOR),
            end: END,
            cap: tao(CAP),
        };
        assert_eq!(last_event(), created.into());
        let funds_account = Crowdloan::funds_account(0);
        let expected = CrowdloanInfo {
            creator: account(CREATOR),
            deposit: tao(DEPOSIT),
            min_contribution: tao(MINIMUM),
            end: END,
            cap: tao(CAP),
            funds_account: funds_account.clone(),
            raised: tao(DEPOSIT),
            target_address: Some(account(9)),
            call: None,
            finalized: false,
            contributors_count: 1,
        };
        assert_eq!(crowdloan(0), expected);
        assert_eq!(contribution(0, CREATOR), Some(DEPOSIT));
        assert_eq!((free(CREATOR), held(0)), (ENDOWMENT - DEPOSIT, DEPOSIT));
        // Once for the crowdloan, once for the money.
        assert_eq!(System::providers(&funds_account), 2);

        open();
        assert_eq!(NextCrowdloanId::<Test>::get(), 2);
        assert_ne!(Crowdloan::funds_account(1), funds_account);
    });
}

#[test]
fn the_accounts_are_derived_from_the_number() {
    let mut bytes = [0_u8; 32];
    bytes[..4].copy_from_slice(b"modl");
    bytes[4..12].copy_from_slice(b"bt/cloan");
    bytes[12] = 7;
    assert_eq!(Crowdloan::funds_account(7), AccountId::new(bytes));
}

#[test]
fn a_call_is_kept_in_the_record_or_as_a_preimage() {
    run(|| {
        open_with(remark());
        assert!(matches!(crowdloan(0).call, Some(Bounded::Inline(_))));
        open_with(long_remark());
        let Some(Bounded::Lookup { hash, len }) = crowdloan(1).call else {
            panic!("a long call is looked up")
        };
        assert_eq!(Preimage::len(&hash), Some(len));
    });
}

#[test]
fn terms_are_refused() {
    run(|| {
        assert_noop!(for_nine(49, MINIMUM, CAP, END), Refusal::DepositTooLow);
        assert_noop!(for_nine(50, MINIMUM, 50, END), Refusal::CapTooLow);
        assert_noop!(
            for_nine(50, 9, CAP, END),
            Refusal::MinimumContributionTooLow
        );
        assert_noop!(for_nine(50, MINIMUM, CAP, 1), Refusal::CannotEndInPast);
        assert_noop!(
            for_nine(50, MINIMUM, CAP, 20),
            Refusal::BlockDurationTooShort
        );
        assert_noop!(
            for_nine(50, MINIMUM, CAP, 102),
            Refusal::BlockDurationTooLong
        );
        assert_noop!(
            for_nine(1_001, MINIMUM, 2_000, END),
            Refusal::InsufficientBalance
        );
        assert_ok!(for_nine(50, MINIMUM, 51, 21));
        assert_ok!(for_nine(50, MINIMUM, 51, 101));
    });
}

#[test]
fn a_crowdloan_has_one_purpose() {
    run(|| {
        let neither = create(DEPOSIT, MINIMUM, CAP, END, None, None);
        assert_noop!(neither, Refusal::InvalidFinalizationConfig);
        let call = Some(Box::new(remark()));
        let both = create(DEPOSIT, MINIMUM, CAP, END, call, Some(account(9)));
        assert_noop!(both, Refusal::InvalidFinalizationConfig);
    });
}

#[test]
fn only_a_signer_opens_one_and_numbers_end() {
    run(|| {
        for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
            assert_noop!(
                Crowdloan::create(
                    origin,
                    tao(DEPOSIT),
                    tao(MINIMUM),
                    tao(CAP),
                    END,
                    None,
                    Some(account(9))
                ),
                DispatchError::BadOrigin
            );
        }
        NextCrowdloanId::<Test>::put(u32::MAX);
        assert_noop!(for_nine(50, MINIMUM, CAP, END), Refusal::Overflow);
        NextCrowdloanId::<Test>::put(0);
    });
}

#[test]
fn the_weight_of_the_call_is_paid_at_the_opening() {
    let call = |inner: Option<RuntimeCall>| crate::Call::<Test>::create {
        deposit: tao(DEPOSIT),
        min_contribution: tao(MINIMUM),
        cap: tao(CAP),
        end: END,
        call: inner.map(Box::new),
        target_address: None,
    };
    let weight = |inner| call(inner).get_dispatch_info().call_weight;
    assert_eq!(weight(None), call_weights::create());
    let inner = long_remark().get_dispatch_info().call_weight;
    assert_eq!(weight(Some(long_remark())), call_weights::create() + inner);
}
