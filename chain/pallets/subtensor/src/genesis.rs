//! The state of block 0: root and one subnet that is not started.

use frame_support::pallet_macros::pallet_section;

/// The genesis configuration, part of the pallet module.
#[pallet_section]
mod genesis {
    /// Stakes by hotkey, then coldkey, with the UID to hold.
    pub type GenesisStakes<AccountId> = Vec<(AccountId, Vec<(AccountId, (u64, u16))>)>;

    /// What a chain specification can say about the pallet.
    #[pallet::genesis_config]
    #[derive(frame_support::DefaultNoBound)]
    pub struct GenesisConfig<T: Config> {
        /// Accepted, because chain specifications carry it, and ignored.
        pub stakes: GenesisStakes<T::AccountId>,
        /// TAO that the chain counts as issued at the start.
        pub balances_issuance: TaoBalance,
        /// Blocks between a subnet's registration and its start.
        pub start_call_delay: Option<u64>,
    }

    #[pallet::genesis_build]
    impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
        fn build(&self) {
            TotalIssuance::<T>::put(self.balances_issuance);
            if let Some(delay) = self.start_call_delay {
                StartCallDelay::<T>::put(delay);
            }
            Pallet::<T>::build_genesis_networks();
        }
    }
}

use crate::{pallet::*, subnets::symbols};
use alloc::vec;
use sp_arithmetic::PerU16;
use taonet_primitives::{AlphaBalance, NetUid, NetUidStorageIndex, TaoBalance};
use taonet_shares::SafeFloat;

/// TAO and alpha in the pool of subnet 1 at the start.
const GENESIS_POOL_RAO: u64 = 10_000_000_000;
/// Alpha of subnet 1 outside its pool, staked by the zero account.
const GENESIS_ALPHA_OUT_RAO: u64 = 1_000_000_000;

impl<T: Config> Pallet<T> {
    /// Writes root and subnet 1 of a fresh chain. Subnet 1 belongs to the zero account and is
    /// not started.
    pub(crate) fn build_genesis_networks() {
        let nobody = Self::zero_account();
        let root = NetUid::ROOT;
        Self::build_genesis_network(root, 64);
        SubnetOwner::<T>::insert(root, nobody.clone());
        SubnetOwnerHotkey::<T>::insert(root, nobody.clone());
        SubnetworkN::<T>::insert(root, 0);
        TargetRegistrationsPerInterval::<T>::insert(root, 1);

        let first = NetUid::new(1);
        let pool_alpha = AlphaBalance::new(GENESIS_POOL_RAO);
        let alpha_out = AlphaBalance::new(GENESIS_ALPHA_OUT_RAO);
        Self::build_genesis_network(first, 256);
        SubnetMechanism::<T>::insert(first, 1);
        Owner::<T>::insert(&nobody, nobody.clone());
        SubnetAlphaIn::<T>::insert(first, pool_alpha);
        SubnetTAO::<T>::insert(first, TaoBalance::new(GENESIS_POOL_RAO));
        SubnetOwner::<T>::insert(first, nobody.clone());
        SubnetLocked::<T>::insert(first, TaoBalance::new(1));
        LargestLocked::<T>::insert(first, 1);
        let shares = SafeFloat::from(GENESIS_ALPHA_OUT_RAO);
        AlphaV2::<T>::insert((&nobody, &nobody, first), shares);
        TotalHotkeyAlpha::<T>::insert(&nobody, first, alpha_out);
        TotalHotkeySharesV2::<T>::insert(&nobody, first, shares);
        SubnetAlphaOut::<T>::insert(first, alpha_out);
        StakingHotkeys::<T>::mutate(&nobody, |hotkeys| hotkeys.push(nobody.clone()));

        let now = Self::now();
        let index = NetUidStorageIndex::from(first);
        SubnetworkN::<T>::insert(first, 1);
        Active::<T>::insert(first, vec![true]);
        Emission::<T>::insert(first, vec![AlphaBalance::ZERO]);
        Consensus::<T>::insert(first, vec![PerU16::from_parts(0)]);
        Incentive::<T>::insert(index, vec![PerU16::from_parts(0)]);
        Dividends::<T>::insert(first, vec![PerU16::from_parts(0)]);
        LastUpdate::<T>::insert(index, vec![now]);
        ValidatorTrust::<T>::insert(first, vec![PerU16::from_parts(0)]);
        ValidatorPermit::<T>::insert(first, vec![false]);
        Keys::<T>::insert(first, 0, nobody.clone());
        Uids::<T>::insert(first, &nobody, 0);
        BlockAtRegistration::<T>::insert(first, 0, now);
        IsNetworkMember::<T>::insert(&nobody, first, true);
    }

    fn build_genesis_network(netuid: NetUid, max_uids: u16) {
        NetworksAdded::<T>::insert(netuid, true);
        TotalNetworks::<T>::mutate(|count| *count = count.saturating_add(1));
        MaxAllowedUids::<T>::insert(netuid, max_uids);
        MaxAllowedValidators::<T>::insert(netuid, 64);
        MinAllowedWeights::<T>::insert(netuid, 0);
        Tempo::<T>::insert(netuid, 100);
        NetworkRegistrationAllowed::<T>::insert(netuid, true);
        TokenSymbol::<T>::insert(netuid, symbols::symbol(netuid.inner()));
    }
}
