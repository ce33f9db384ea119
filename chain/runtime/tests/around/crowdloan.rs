//! Raising TAO together, and spending it on a subnet.

use super::{
    TAO, address, balance,
    chain::{account, events, free, in_first_block, send},
    filtered, go_to_block, nested, transfer,
};
use frame_support::assert_ok;
use pallet_crowdloan::{Call, CrowdloanInfoOf, Crowdloans, CurrentCrowdloanId, Error};
use pallet_subtensor::{
    Call as Subtensor, Event as MainEvent, FirstEmissionBlockNumber, SubnetLeaseShares,
    SubnetLeases, SubnetOwner, SubnetUidToLeaseId,
};
use sp_runtime::Percent;
use taonet_runtime::{
    AccountId, Balances, Crowdloan, Runtime, RuntimeCall, RuntimeEvent, pace::FAST_SLOT_MS,
    proxy::ProxyType,
};

/// What the subnet may cost; the first one costs a thousand.
const CAP_RAO: u64 = 2_000 * TAO;

/// Bob opens a crowdloan of 50 blocks with ten TAO.
fn open(call: Option<RuntimeCall>, target: Option<AccountId>) {
    let call = Call::create {
        deposit: (10 * TAO).into(),
        min_contribution: (TAO / 10).into(),
        cap: CAP_RAO.into(),
        end: 51,
        call: call.map(nested),
        target_address: target,
    };
    assert_ok!(send("Bob", call).expect("valid"));
}

fn contribute(who: &str, rao: u64) {
    let call = Call::contribute {
        crowdloan_id: 0,
        amount: rao.into(),
    };
    assert_ok!(send(who, call).expect("valid"));
}

fn finalize() -> sp_runtime::DispatchResult {
    send("Bob", Call::finalize { crowdloan_id: 0 }).expect("valid")
}

fn crowdloan() -> CrowdloanInfoOf<Runtime> {
    Crowdloans::<Runtime>::get(0).expect("a crowdloan")
}

/// All fees of this block and what they took, so that what is left can be compared.
fn fees_of(who: &str) -> u64 {
    events()
        .into_iter()
        .filter_map(|event| match event {
            RuntimeEvent::TransactionPayment(
                pallet_transaction_payment::Event::TransactionFeePaid {
                    who: payer,
                    actual_fee,
                    ..
                },
            ) if payer == account(who) => Some(actual_fee.to_u64()),
            _ => None,
        })
        .sum()
}

#[test]
fn a_crowd_leases_a_subnet() {
    in_first_block(true, || {
        let names = ["Bob", "Charlie", "Dave"];
        let before = names.map(free);
        let lease_call = Subtensor::<Runtime>::register_leased_network {
            emissions_share: Percent::from_percent(30),
            end_block: Some(500),
        };
        open(Some(lease_call.into()), None);
        contribute("Charlie", 1_500 * TAO);
        contribute("Dave", 490 * TAO);
        assert_eq!(balance(&crowdloan().funds_account), CAP_RAO);
        assert_ok!(finalize());

        assert!(crowdloan().finalized);
        assert_eq!(balance(&crowdloan().funds_account), 0);
        assert_eq!(CurrentCrowdloanId::<Runtime>::get(), None);
        assert_eq!(Crowdloan::check_state(), Ok(()));

        // The subnet belongs to the lease, Bob runs it.
        let lease = SubnetLeases::<Runtime>::get(0).expect("a lease");
        assert_eq!(lease.beneficiary, account("Bob"));
        assert_eq!(SubnetOwner::<Runtime>::get(lease.netuid), lease.coldkey);
        assert_eq!(SubnetUidToLeaseId::<Runtime>::get(lease.netuid), Some(0));
        let created = MainEvent::SubnetLeaseCreated {
            beneficiary: account("Bob"),
            lease_id: 0,
            netuid: lease.netuid,
            end_block: Some(500),
        };
        assert!(events().contains(&RuntimeEvent::SubtensorModule(created)));
        assert!(SubnetLeaseShares::<Runtime>::contains_key(
            0,
            account("Charlie")
        ));
        assert!(!SubnetLeaseShares::<Runtime>::contains_key(
            0,
            account("Bob")
        ));

        // What was not needed went back by share; the sum is to the rao.
        let spent: Vec<_> = names
            .into_iter()
            .zip(before)
            .map(|(name, before)| before - free(name) - fees_of(name))
            .collect();
        assert_eq!(spent.iter().sum::<u64>(), lease.cost.to_u64());
        assert!(lease.cost.to_u64() > 1_000 * TAO);
        let leftover = CAP_RAO - lease.cost.to_u64();
        let charlie = 1_500 * TAO - spent[1];
        assert!(charlie.abs_diff(leftover / 4 * 3) <= 4, "three quarters");
        let deposit = Balances::reserved_balance(&lease.coldkey).to_u64();
        assert_eq!(deposit, 60_000_000 + 33_000_000);

        the_beneficiary_runs_the_subnet(&lease);
    });
}

/// As a delegate of the lease's coldkey, and no further than that.
fn the_beneficiary_runs_the_subnet(lease: &pallet_subtensor::SubnetLease<AccountId, u32>) {
    let for_lease = |call: RuntimeCall| pallet_proxy::Call::<Runtime>::proxy {
        real: address(&lease.coldkey),
        force_proxy_type: Some(ProxyType::SubnetLeaseBeneficiary),
        call: nested(call),
    };
    let start: RuntimeCall = Subtensor::start_call {
        netuid: lease.netuid,
    }
    .into();
    assert_ok!(send("Bob", for_lease(start)).expect("valid"));
    assert_eq!(super::proxy::executed(), Ok(()));
    assert!(FirstEmissionBlockNumber::<Runtime>::contains_key(
        lease.netuid
    ));

    let steal = transfer(&account("Bob"), 1_000);
    assert_ok!(send("Bob", for_lease(steal)).expect("valid"));
    assert_eq!(super::proxy::executed(), Err(filtered()));
    let refused = pallet_proxy::Error::<Runtime>::NotProxy.into();
    let start = Subtensor::start_call {
        netuid: lease.netuid,
    };
    assert_eq!(
        send("Charlie", for_lease(start.into())).expect("valid"),
        Err(refused)
    );
}

#[test]
fn a_lease_cannot_be_had_without_a_crowdloan() {
    in_first_block(true, || {
        let call = Subtensor::<Runtime>::register_leased_network {
            emissions_share: Percent::from_percent(30),
            end_block: None,
        };
        let refused = Error::<Runtime>::InvalidCrowdloanId.into();
        assert_eq!(send("Bob", call).expect("valid"), Err(refused));
    });
}

#[test]
fn an_account_gets_the_money() {
    in_first_block(true, || {
        open(None, Some(account("Ferdie")));
        contribute("Charlie", CAP_RAO);
        let before = free("Ferdie");
        assert_ok!(finalize());
        assert_eq!(free("Ferdie"), before + CAP_RAO);
    });
}

/// The guards look at the creator again when the call is dispatched, and a call that does nothing
/// with the money fails.
#[test]
fn a_useless_call_is_undone() {
    in_first_block(true, || {
        open(Some(super::remark()), None);
        contribute("Charlie", CAP_RAO);
        let unsettled = Error::<Runtime>::FundsNotSettled.into();
        assert_eq!(finalize(), Err(unsettled));

        let before = free("Charlie");
        let withdraw = Call::withdraw { crowdloan_id: 0 };
        assert_ok!(send("Charlie", withdraw).expect("valid"));
        assert!(free("Charlie") > before + 1_980 * TAO);
        let dissolve = Call::dissolve { crowdloan_id: 0 };
        assert_ok!(send("Bob", dissolve).expect("valid"));
        assert!(!Crowdloans::<Runtime>::contains_key(0));
    });
}

#[test]
fn a_crowdloan_ends() {
    in_first_block(true, || {
        open(None, Some(account("Ferdie")));
        go_to_block(51, FAST_SLOT_MS);
        let late = Call::contribute {
            crowdloan_id: 0,
            amount: TAO.into(),
        };
        let refused = Error::<Runtime>::ContributionPeriodEnded.into();
        assert_eq!(send("Charlie", late).expect("valid"), Err(refused));
    });
}
