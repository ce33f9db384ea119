//! A lease from the crowdloan to its end.

#![allow(clippy::unwrap_used, clippy::panic)]

use frame_support::{assert_noop, assert_ok, assert_storage_noop, traits::fungible::Mutate};
use sp_arithmetic::Percent;
use sp_runtime::{AccountId32, DispatchError, DispatchResult};
use substrate_fixed::types::U64F64;
use taonet_primitives::{FinalizingCrowdloan, NetUid, TaoBalance};

use crate::{
    neurons::tests::{TAO, account, add_root, fund, go_to, has_event, signed},
    tests::mock::{
        AccountId, Balances, Finalizing, LeaseProxies, PROXY_DEPOSIT_RAO, RuntimeOrigin,
        SubtensorModule, System, Test, new_test_ext,
    },
    *,
};

/// Starts the crowdloan and runs the subnet; paid half of it.
const BENEFICIARY: u64 = 200;
/// Paid a quarter.
const QUARTER: u64 = 201;
/// Paid the other quarter.
const OTHER: u64 = 202;
/// Belongs to the beneficiary.
const HOTKEY: u64 = 20;
const STRANGER: u64 = 203;
/// What the crowd raised, in TAO; a subnet costs 100.
const RAISED: u64 = 200;

const FIRST: NetUid = NetUid::new(1);

fn fund_key(who: &AccountId, rao: u64) {
    Balances::set_balance(who, TaoBalance::new(rao));
    TotalIssuance::<Test>::put(Balances::total_issuance());
}

fn funds_account() -> AccountId {
    account(7_777)
}

/// Root, and a crowdloan that is being finalised; afterwards the books have to balance.
fn with_crowdloan(test: impl FnOnce()) {
    new_test_ext().execute_with(|| {
        add_root();
        for who in [BENEFICIARY, QUARTER, OTHER, STRANGER] {
            fund(who, 1);
        }
        fund_key(&funds_account(), RAISED * TAO);
        let paid = |who, tao: u64| (account(who), TaoBalance::new(tao * TAO));
        LeaseProxies::set(Vec::new());
        Finalizing::set(Some(FinalizingCrowdloan {
            creator: account(BENEFICIARY),
            funds_account: funds_account(),
            raised: TaoBalance::new(RAISED * TAO),
            contributions: vec![
                paid(QUARTER, RAISED / 4),
                paid(BENEFICIARY, RAISED / 2),
                paid(OTHER, RAISED / 4),
            ],
        }));
        assert_ok!(Pallet::<Test>::create_account_if_absent(
            &account(BENEFICIARY),
            &account(HOTKEY)
        ));
        test();
        Pallet::<Test>::do_try_state().unwrap();
    });
}

/// Leases subnet 1 for 30 % of the owner's cut, until block 1,000.
fn with_lease(test: impl FnOnce(SubnetLease<AccountId, u64>)) {
    with_crowdloan(|| {
        assert_ok!(lease(BENEFICIARY, Some(1_000)));
        Finalizing::set(None);
        test(SubnetLeases::<Test>::get(0).unwrap());
    });
}

fn lease(who: u64, end_block: Option<u64>) -> DispatchResult {
    SubtensorModule::register_leased_network(signed(who), Percent::from_percent(30), end_block)
        .map(|_| ())
        .map_err(|failed| failed.error)
}

fn terminate(who: u64, lease_id: u32, hotkey: u64) -> DispatchResult {
    SubtensorModule::terminate_lease(signed(who), lease_id, account(hotkey))
        .map(|_| ())
        .map_err(|failed| failed.error)
}

fn balance(who: &AccountId) -> u64 {
    Balances::free_balance(who).to_u64()
}

/// Pays the owner of subnet 1 as an epoch does, backed by the subnet's alpha.
fn pay_owner(rao: u64) {
    let lease = SubnetLeases::<Test>::get(0).unwrap();
    SubnetAlphaOut::<Test>::mutate(FIRST, |out| *out += rao.into());
    Pallet::<Test>::increase_stake_for_hotkey_and_coldkey_on_subnet(
        &lease.hotkey,
        &lease.coldkey,
        FIRST,
        rao.into(),
    );
    Pallet::<Test>::distribute_lease_dividends(FIRST, rao.into());
}

fn stake(who: &AccountId) -> u64 {
    let hotkey = Pallet::<Test>::lease_hotkey(0);
    Pallet::<Test>::stake_for_hotkey_and_coldkey_on_subnet(&hotkey, who, FIRST).to_u64()
}

fn accumulated() -> u64 {
    AccumulatedLeaseDividends::<Test>::get(0).to_u64()
}

#[test]
fn the_accounts_of_a_lease_follow_from_its_number() {
    // The string is encoded with its length before it: 15 × 4.
    let mut text = vec![60u8];
    text.extend(b"leasing/coldkey");
    text.extend(7u32.to_le_bytes());
    let wanted = AccountId32::new(sp_io::hashing::blake2_256(&text));
    assert_eq!(Pallet::<Test>::lease_coldkey(7), wanted);
    assert_ne!(Pallet::<Test>::lease_hotkey(7), wanted);
}

#[test]
fn leasing_names_its_reason_to_refuse() {
    with_crowdloan(|| {
        assert_noop!(
            SubtensorModule::register_leased_network(
                RuntimeOrigin::root(),
                Percent::from_percent(30),
                None
            ),
            DispatchError::BadOrigin
        );
        assert_noop!(lease(QUARTER, None), Error::<Test>::InvalidLeaseBeneficiary);
        assert_noop!(
            lease(BENEFICIARY, Some(1)),
            Error::<Test>::LeaseCannotEndInThePast
        );
        NextSubnetLeaseId::<Test>::put(u32::MAX);
        assert_noop!(lease(BENEFICIARY, None), Error::<Test>::Overflow);
        NextSubnetLeaseId::<Test>::put(0);
        NetworkMinLockCost::<Test>::put(TaoBalance::new((RAISED + 1) * TAO));
        // `assert_noop` does not see the layer of storage that a call is wrapped in.
        let error = frame_support::storage::with_storage_layer(|| lease(BENEFICIARY, None));
        assert_eq!(error, Err(Error::<Test>::CannotAffordLockCost.into()));
        Finalizing::set(None);
        assert_noop!(
            lease(BENEFICIARY, None),
            DispatchError::Other("InvalidCrowdloanId")
        );
    });
}

#[test]
fn a_leased_subnet_belongs_to_the_lease_and_the_rest_goes_back() {
    with_crowdloan(|| {
        assert_ok!(lease(BENEFICIARY, Some(1_000)));
        let coldkey = Pallet::<Test>::lease_coldkey(0);
        let hotkey = Pallet::<Test>::lease_hotkey(0);
        assert_eq!(SubnetOwner::<Test>::get(FIRST), coldkey);
        assert_eq!(SubnetOwnerHotkey::<Test>::get(FIRST), hotkey);
        assert_eq!(Pallet::<Test>::uid_for_hotkey(FIRST, &hotkey), Some(0));
        assert_eq!(Delegates::<Test>::get(&hotkey).deconstruct(), 0);
        assert_eq!(SubnetUidToLeaseId::<Test>::get(FIRST), Some(0));
        assert_eq!(NextSubnetLeaseId::<Test>::get(), 1);
        assert_eq!(
            LeaseProxies::get(),
            [(coldkey.clone(), account(BENEFICIARY))]
        );
        let cost = 100 * TAO + PROXY_DEPOSIT_RAO;
        assert_eq!(
            SubnetLeases::<Test>::get(0),
            Some(SubnetLease {
                beneficiary: account(BENEFICIARY),
                coldkey: coldkey.clone(),
                hotkey: hotkey.clone(),
                emissions_share: Percent::from_percent(30),
                end_block: Some(1_000),
                netuid: FIRST,
                cost: TaoBalance::new(cost),
            })
        );
        let shares: Vec<_> = SubnetLeaseShares::<Test>::iter_prefix(0).collect();
        let quarter = U64F64::from_num(0.25);
        assert_eq!(
            shares,
            [(account(QUARTER), quarter), (account(OTHER), quarter)]
        );
        let leftover = RAISED * TAO - cost;
        assert_eq!(balance(&account(QUARTER)), TAO + leftover / 4);
        assert_eq!(balance(&account(OTHER)), TAO + leftover / 4);
        assert_eq!(
            balance(&account(BENEFICIARY)),
            TAO + leftover - leftover / 4 * 2
        );
        assert_eq!(balance(&coldkey), 0);
        assert_eq!(balance(&funds_account()), 0);
        assert!(System::providers(&hotkey) > 0);
        assert!(has_event(&Event::SubnetLeaseCreated {
            beneficiary: account(BENEFICIARY),
            lease_id: 0,
            netuid: FIRST,
            end_block: Some(1_000),
        }));
    });
}

#[test]
fn leasing_costs_what_its_contributors_make_of_it() {
    with_crowdloan(|| {
        let result =
            SubtensorModule::register_leased_network(signed(BENEFICIARY), Percent::one(), None);
        let used = result.unwrap().actual_weight.unwrap();
        let (reads, writes) = (41 + 2 * 3, 55 + 2 * 3);
        assert_eq!(
            used.ref_time(),
            301_560_714 + 3 * 26_884_006 + reads * 25_000_000 + writes * 100_000_000
        );
        assert_eq!(
            call_weights::register_leased_network(500).ref_time(),
            6_834_598_986 + 500 * 296_027_026
        );
        assert_eq!(
            call_weights::terminate_lease(500).ref_time(),
            946_402_779 + 500 * 126_566_532
        );
    });
}

#[test]
fn dividends_come_together_and_are_shared_out_on_paydays() {
    with_lease(|lease| {
        go_to(150);
        pay_owner(TAO + 1);
        // 30 %, rounded up.
        assert_eq!(accumulated(), 300_000_001);
        assert_eq!(stake(&lease.coldkey), TAO + 1);
        assert_eq!(stake(&account(QUARTER)), 0);

        go_to(200);
        pay_owner(TAO);
        assert_eq!(accumulated(), 0);
        let total = 600_000_001u64;
        let part = total.div_ceil(4);
        assert_eq!(stake(&account(QUARTER)), part);
        assert_eq!(stake(&account(OTHER)), part);
        assert_eq!(stake(&account(BENEFICIARY)), total - 2 * part);
        assert_eq!(stake(&lease.coldkey), 2 * TAO + 1 - total);
        assert!(has_event(&Event::SubnetLeaseDividendsDistributed {
            lease_id: 0,
            contributor: account(QUARTER),
            alpha: part.into(),
        }));
        assert!(has_event(&Event::SubnetLeaseDividendsDistributed {
            lease_id: 0,
            contributor: account(BENEFICIARY),
            alpha: (total - 2 * part).into(),
        }));

        // Payments that are too small wait for the next payday.
        go_to(300);
        pay_owner(10_000);
        assert_eq!(accumulated(), 3_000);
        assert_eq!(stake(&account(QUARTER)), part);
        go_to(400);
        pay_owner(TAO);
        assert_eq!(accumulated(), 0);
        assert_eq!(stake(&account(QUARTER)), part + 300_003_000u64.div_ceil(4));

        // After its end the lease earns nothing more for the crowd.
        go_to(1_000);
        pay_owner(TAO);
        assert_eq!(accumulated(), 0);
        assert_eq!(stake(&account(QUARTER)), part + 300_003_000u64.div_ceil(4));
    });
}

#[test]
fn the_owners_cut_reaches_the_crowd_in_the_block_step() {
    with_lease(|lease| {
        go_to(800);
        PendingOwnerCut::<Test>::insert(FIRST, taonet_primitives::AlphaBalance::new(4 * TAO));
        SubnetAlphaOut::<Test>::mutate(FIRST, |out| *out += (4 * TAO).into());
        PendingEpochAt::<Test>::insert(FIRST, 800);
        Pallet::<Test>::block_step();
        assert_eq!(stake(&account(OTHER)), 300_000_000);
        assert_eq!(stake(&lease.coldkey), 2_800_000_000);
    });
}

#[test]
fn a_lease_does_not_pay_for_a_subnet_that_it_lost() {
    with_lease(|_| {
        go_to(200);
        SubnetOwner::<Test>::insert(FIRST, account(STRANGER));
        assert_storage_noop!(Pallet::<Test>::distribute_lease_dividends(
            FIRST,
            TAO.into()
        ));
        go_to(1_000);
        assert_ok!(terminate(BENEFICIARY, 0, HOTKEY));
        assert_eq!(SubnetOwner::<Test>::get(FIRST), account(STRANGER));
    });
}

#[test]
fn ending_names_its_reason_to_refuse() {
    with_lease(|lease| {
        assert_noop!(
            SubtensorModule::terminate_lease(RuntimeOrigin::root(), 0, account(HOTKEY)),
            DispatchError::BadOrigin
        );
        assert_noop!(
            terminate(BENEFICIARY, 1, HOTKEY),
            Error::<Test>::LeaseDoesNotExist
        );
        assert_noop!(
            terminate(QUARTER, 0, HOTKEY),
            Error::<Test>::ExpectedBeneficiaryOrigin
        );
        go_to(999);
        assert_noop!(
            terminate(BENEFICIARY, 0, HOTKEY),
            Error::<Test>::LeaseHasNotEnded
        );
        go_to(1_000);
        assert_noop!(
            terminate(BENEFICIARY, 0, 99),
            Error::<Test>::BeneficiaryDoesNotOwnHotkey
        );
        let system = Pallet::<Test>::subnet_account_of(FIRST);
        Pallet::<Test>::set_hotkey_owner(&system, &account(BENEFICIARY));
        let refused = frame_support::storage::with_storage_layer(|| {
            Pallet::<Test>::do_terminate_lease(signed(BENEFICIARY), 0, &system)
        });
        assert_eq!(
            refused.map_err(|failed| failed.error),
            Err(Error::<Test>::CannotUseSystemAccount.into())
        );
        let open = SubnetLease {
            end_block: None,
            ..lease
        };
        SubnetLeases::<Test>::insert(0, open);
        assert_noop!(
            terminate(BENEFICIARY, 0, HOTKEY),
            Error::<Test>::LeaseHasNoEndBlock
        );
    });
}

#[test]
fn the_beneficiary_takes_over_what_the_lease_had() {
    with_lease(|lease| {
        go_to(950);
        pay_owner(10 * TAO);
        assert_eq!(accumulated(), 3 * TAO);
        go_to(1_000);
        let before = balance(&account(BENEFICIARY));
        assert_ok!(terminate(BENEFICIARY, 0, HOTKEY));

        assert_eq!(SubnetOwner::<Test>::get(FIRST), account(BENEFICIARY));
        assert_eq!(SubnetOwnerHotkey::<Test>::get(FIRST), account(HOTKEY));
        // The crowd gets what had come together, the beneficiary the rest and the deposit.
        assert_eq!(stake(&account(QUARTER)), 3 * TAO / 4);
        assert_eq!(stake(&account(OTHER)), 3 * TAO / 4);
        assert_eq!(stake(&account(BENEFICIARY)), 10 * TAO - 3 * TAO / 2);
        assert_eq!(stake(&lease.coldkey), 0);
        assert_eq!(balance(&account(BENEFICIARY)), before + PROXY_DEPOSIT_RAO);
        assert_eq!(LeaseProxies::get(), []);
        for account in [&lease.coldkey, &lease.hotkey] {
            assert_eq!(System::providers(account), 0);
        }
        assert!(!SubnetLeases::<Test>::contains_key(0));
        assert!(!SubnetUidToLeaseId::<Test>::contains_key(FIRST));
        assert!(!AccumulatedLeaseDividends::<Test>::contains_key(0));
        assert_eq!(SubnetLeaseShares::<Test>::iter_prefix(0).count(), 0);
        assert!(has_event(&Event::SubnetOwnerHotkeySet(
            FIRST,
            account(HOTKEY)
        )));
        assert!(has_event(&Event::SubnetLeaseTerminated {
            beneficiary: account(BENEFICIARY),
            netuid: FIRST,
        }));
        assert_noop!(
            terminate(BENEFICIARY, 0, HOTKEY),
            Error::<Test>::LeaseDoesNotExist
        );
    });
}

#[test]
fn a_proxy_that_cannot_be_removed_stops_the_end() {
    with_lease(|_| {
        go_to(1_000);
        LeaseProxies::set(Vec::new());
        let refused =
            frame_support::storage::with_storage_layer(|| terminate(BENEFICIARY, 0, HOTKEY));
        assert_eq!(refused, Err(DispatchError::Other("NotFound")));
        assert!(SubnetLeases::<Test>::contains_key(0));
    });
}

#[test]
fn dissolving_a_leased_subnet_pays_the_crowd() {
    with_lease(|lease| {
        go_to(150);
        pay_owner(100 * TAO);
        let before: Vec<u64> = [QUARTER, OTHER, BENEFICIARY]
            .map(|who| balance(&account(who)))
            .to_vec();
        let pot = SubnetTAO::<Test>::get(FIRST).to_u64();
        assert_ok!(SubtensorModule::root_dissolve_network(
            RuntimeOrigin::root(),
            FIRST
        ));
        let gained: Vec<u64> = [QUARTER, OTHER, BENEFICIARY]
            .iter()
            .zip(before)
            .map(|(who, before)| balance(&account(*who)) - before)
            .collect();
        let amount: u64 = gained.iter().sum();
        // Half of all alpha was the lease's, the other half the pool's.
        assert_eq!(amount, pot / 2 + PROXY_DEPOSIT_RAO);
        assert_eq!(gained, [amount / 4, amount / 4, amount - amount / 4 * 2]);
        assert_eq!(balance(&lease.coldkey), 0);
        assert_eq!(LeaseProxies::get(), []);
        assert!(!SubnetLeases::<Test>::contains_key(0));
        assert!(!SubnetUidToLeaseId::<Test>::contains_key(FIRST));
        assert_eq!(SubnetLeaseShares::<Test>::iter_prefix(0).count(), 0);
        assert_eq!(System::providers(&lease.coldkey), 0);
        assert_eq!(
            crate::tests::mock::Purged::get(),
            [FIRST],
            "commitments were forgotten too"
        );
    });
}
