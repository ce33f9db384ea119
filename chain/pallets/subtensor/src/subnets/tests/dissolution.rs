//! Ending a subnet: who is paid, what remains.

use super::*;
use frame_support::{assert_noop, assert_ok};
use sp_runtime::{DispatchError::BadOrigin, PerU16};
use taonet_primitives::{AlphaBalance, MechId, NetUid, NetUidStorageIndex, TaoBalance};

fn dissolve(netuid: NetUid) -> frame_support::dispatch::DispatchResult {
    SubtensorModule::root_dissolve_network(RuntimeOrigin::root(), netuid)
}

fn balance(k: u64) -> u64 {
    Balances::free_balance(account(k)).to_u64()
}

/// Credits alpha, as an epoch would.
fn give_alpha(netuid: NetUid, hotkey: u64, coldkey: u64, rao: u64) {
    Pallet::<Test>::increase_stake_for_hotkey_and_coldkey_on_subnet(
        &account(hotkey),
        &account(coldkey),
        netuid,
        AlphaBalance::new(rao),
    );
    SubnetAlphaOut::<Test>::mutate(netuid, |out| {
        *out = out.saturating_add(AlphaBalance::new(rao))
    });
}

#[test]
fn only_root_dissolves_and_only_what_exists() {
    with_subnet(|netuid| {
        let root = RuntimeOrigin::root();
        assert_noop!(
            SubtensorModule::root_dissolve_network(signed(OWNER), netuid),
            BadOrigin
        );
        assert_noop!(
            SubtensorModule::dissolve_network(signed(OWNER), account(OWNER), netuid),
            BadOrigin
        );
        assert_noop!(dissolve(NetUid::ROOT), Error::<Test>::SubnetNotExists);
        assert_noop!(dissolve(NetUid::new(9)), Error::<Test>::SubnetNotExists);
        assert_ok!(SubtensorModule::dissolve_network(
            root,
            account(999),
            netuid
        ));
        assert!(!Pallet::<Test>::subnet_exists(netuid));
        assert_eq!(events().last(), Some(&Event::NetworkRemoved(netuid)));
    });
}

#[test]
fn holders_are_paid_in_proportion() {
    with_subnet(|netuid| {
        // The pool's own alpha does not count for subnets from before the accounting of it.
        TaoInRefundDeploymentBlock::<Test>::put(1_000);
        let pot = SubnetTAO::<Test>::get(netuid).to_u64();
        assert_eq!(pot, 100 * TAO);
        for coldkey in [200, 201, 202] {
            fund(coldkey, 1);
        }
        give_alpha(netuid, OWNER_HOTKEY, 200, 1_000);
        give_alpha(netuid, OWNER_HOTKEY, 201, 2_000);
        give_alpha(netuid, 20, 202, 4_000);
        let total_stake = TotalStake::<Test>::get().to_u64();
        let owner_before = balance(OWNER);

        assert_ok!(dissolve(netuid));

        let paid = [200, 201, 202].map(|k| balance(k) - TAO);
        assert_eq!(paid.iter().sum::<u64>(), pot);
        for (paid, alpha) in paid.into_iter().zip([1_000u128, 2_000, 4_000]) {
            let exact = (u128::from(pot) * alpha / 7_000) as u64;
            assert!(paid == exact || paid == exact + 1, "{paid} for {exact}");
        }
        assert_eq!(balance(OWNER), owner_before);
        assert_eq!(TotalStake::<Test>::get().to_u64(), total_stake - pot);
        assert_eq!(AlphaV2::<Test>::iter().count(), 0);
        assert_eq!(TotalHotkeyAlpha::<Test>::iter().count(), 0);
        assert_eq!(TotalHotkeySharesV2::<Test>::iter().count(), 0);
    });
}

#[test]
fn the_protocol_part_is_recycled() {
    with_subnet(|netuid| {
        fund(200, 1);
        // AlphaIn, 100 alpha, is the protocol's; the only holder has 300.
        give_alpha(netuid, 20, 200, 300 * TAO);
        TotalIssuance::<Test>::put(Balances::total_issuance());
        let issuance = TotalIssuance::<Test>::get().to_u64();
        let subnet_account = Pallet::<Test>::subnet_account_of(netuid);
        assert_ok!(dissolve(netuid));
        assert_eq!(balance(200), 76 * TAO);
        let left = Balances::free_balance(&subnet_account).to_u64();
        let existential = u64::from(<Balances as frame_support::traits::fungible::Inspect<
            AccountId,
        >>::minimum_balance());
        assert_eq!(left, existential);
        let burned = issuance - TotalIssuance::<Test>::get().to_u64();
        assert_eq!(burned, 25 * TAO - existential);
    });
}

#[test]
fn owners_from_before_the_rules_get_their_lock_back() {
    with_subnet(|netuid| {
        NetworkRegistrationStartBlock::<Test>::put(1_000);
        TaoInRefundDeploymentBlock::<Test>::put(1_000);
        SubnetOwnerCut::<Test>::put(u16::MAX / 5);
        // Alpha costs one TAO, so of 100 alpha the owner's fifth is worth 20 TAO, less what 32
        // fraction bits cannot hold of a fifth.
        let before = balance(OWNER);
        assert_ok!(dissolve(netuid));
        assert_eq!(balance(OWNER) - before, 80 * TAO + 5);
    });
}

#[test]
fn nothing_but_the_counter_stays() {
    with_subnet(|netuid| {
        let hotkey = account(OWNER_HOTKEY);
        let other = subnet(101, 2);
        let second = NetUidStorageIndex::of(netuid, MechId::new(1));
        fund(200, 10);
        assert_ok!(SubtensorModule::burned_register(
            signed(200),
            netuid,
            account(20)
        ));
        MechanismCountCurrent::<Test>::insert(netuid, MechId::new(2));
        for index in [NetUidStorageIndex::from(netuid), second] {
            Weights::<Test>::insert(index, 0, vec![(0, 1)]);
            Bonds::<Test>::insert(index, 0, vec![(0, 1)]);
            LastUpdate::<Test>::insert(index, vec![1]);
        }
        // Root weighs subnets.
        let root = NetUidStorageIndex::ROOT;
        Weights::<Test>::insert(root, 0, vec![(u16::from(netuid), 5), (u16::from(other), 6)]);
        ChildkeyTake::<Test>::insert(&hotkey, netuid, PerU16::one());
        ChildKeys::<Test>::insert(&hotkey, netuid, vec![(1, account(5))]);
        ParentKeys::<Test>::insert(account(5), netuid, vec![(1, hotkey.clone())]);
        PendingChildKeys::<Test>::insert(netuid, &hotkey, (vec![(1, account(5))], 9));
        LastHotkeyEmissionOnNetuid::<Test>::insert(&hotkey, netuid, AlphaBalance::new(1));
        VotingPower::<Test>::insert(netuid, &hotkey, 7);
        AutoStakeDestination::<Test>::insert(account(200), netuid, &hotkey);
        MinAllowedUids::<Test>::insert(netuid, 3);
        TransactionKeyLastBlock::<Test>::insert((&hotkey, netuid, 7), 1);
        LastRateLimitedBlock::<Test>::insert(RateLimitKey::SetSNOwnerHotkey(netuid), 1);
        LastRateLimitedBlock::<Test>::insert(
            RateLimitKey::OwnerHyperparamUpdate(netuid, Hyperparameter::Rho),
            1,
        );
        SubnetIdentitiesV3::<Test>::insert(netuid, SubnetIdentityV3::default());
        Axons::<Test>::insert(netuid, &hotkey, AxonInfo::default());
        let before = keys_naming(netuid);
        assert!(before > 40, "{before}");
        let other_before = keys_naming(other);

        assert_ok!(dissolve(netuid));

        assert!(has_event(&Event::SubnetIdentityRemoved(netuid)));
        assert_eq!(RegisteredSubnetCounter::<Test>::get(netuid), 1);
        assert_eq!(keys_naming(netuid), 1, "{:?}", names_of_keys(netuid));
        assert_eq!(keys_naming(other), other_before);
        assert_eq!(Weights::<Test>::get(root, 0), [(1, 0), (2, 6)]);
        assert_eq!(ChildKeys::<Test>::iter().count(), 0);
        assert_eq!(ParentKeys::<Test>::iter().count(), 0);
        assert_eq!(AutoStakeDestination::<Test>::iter().count(), 0);
        assert_eq!(TransactionKeyLastBlock::<Test>::iter().count(), 0);
        assert_eq!(LastRateLimitedBlock::<Test>::iter().count(), 1);
        assert_eq!(LastHotkeyEmissionOnNetuid::<Test>::iter().count(), 0);
        assert_eq!(ChildkeyTake::<Test>::iter().count(), 0);
        assert!(!Weights::<Test>::contains_key(second, 0));
        assert_eq!(TotalNetworks::<Test>::get(), 2);
        // The number is free again.
        assert_eq!(subnet(101, 3), netuid);
        assert_eq!(
            MinAllowedUids::<Test>::get(netuid),
            MinAllowedUids::<Test>::get(other)
        );
    });
}

/// Storage keys of the pallet whose first, identity-hashed map key is the netuid.
fn names_of_keys(netuid: NetUid) -> Vec<String> {
    let prefix = sp_io::hashing::twox_128(b"SubtensorModule").to_vec();
    let mut found = Vec::new();
    let mut key = prefix.clone();
    while let Some(next) = sp_io::storage::next_key(&key) {
        if !next.starts_with(&prefix) {
            break;
        }
        if next.get(32..34) == Some(&u16::from(netuid).to_le_bytes()[..]) {
            found.push(hex::encode(&next[16..]));
        }
        key = next;
    }
    found
}

fn keys_naming(netuid: NetUid) -> usize {
    names_of_keys(netuid).len()
}

#[test]
fn an_empty_pool_dissolves_too() {
    with_subnet(|netuid| {
        SubnetTAO::<Test>::insert(netuid, TaoBalance::ZERO);
        SubnetAlphaIn::<Test>::insert(netuid, AlphaBalance::ZERO);
        assert_ok!(dissolve(netuid));
        assert!(!Pallet::<Test>::subnet_exists(netuid));
    });
}
