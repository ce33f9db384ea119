//! Claiming root dividends.

use alloc::{collections::BTreeSet, vec::Vec};
use frame_support::{ensure, storage::with_storage_layer};
use sp_runtime::{DispatchError, DispatchResult};
use substrate_fixed::types::I96F32;
use taonet_primitives::{AlphaBalance, NetUid, SwapHandler};

use crate::{block_step::Flow, *};

/// Most subnets that one call may claim on.
const MAX_SUBNETS_PER_CLAIM: usize = 5;

impl<T: Config> Pallet<T> {
    /// `claim_root`: claims on the given subnets.
    ///
    /// # Errors
    /// `InvalidSubnetNumber` for none or more than five subnets; the error of a sale that failed.
    pub fn do_claim_root(coldkey: &T::AccountId, subnets: &BTreeSet<NetUid>) -> DispatchResult {
        ensure!(
            (1..=MAX_SUBNETS_PER_CLAIM).contains(&subnets.len()),
            Error::<T>::InvalidSubnetNumber
        );
        Self::index_root_coldkey(coldkey);
        Self::claim_root_of_coldkey(coldkey, Some(subnets))
    }

    /// `set_root_claim_type`.
    ///
    /// # Errors
    /// `InvalidSubnetNumber` for a list of subnets to keep that is empty.
    pub fn do_set_root_claim_type(
        coldkey: T::AccountId,
        root_claim_type: RootClaimTypeEnum,
    ) -> DispatchResult {
        if let RootClaimTypeEnum::KeepSubnets { subnets } = &root_claim_type {
            ensure!(!subnets.is_empty(), Error::<T>::InvalidSubnetNumber);
        }
        Self::index_root_coldkey(&coldkey);
        RootClaimType::<T>::insert(&coldkey, &root_claim_type);
        Self::deposit_event(Event::RootClaimTypeSet {
            coldkey,
            root_claim_type,
        });
        Ok(())
    }

    /// Claims everything a coldkey is owed, on the given subnets or on all, in one transaction.
    ///
    /// # Errors
    /// The error of a sale that failed; nothing is claimed then.
    pub fn claim_root_of_coldkey(
        coldkey: &T::AccountId,
        subnets: Option<&BTreeSet<NetUid>>,
    ) -> DispatchResult {
        with_storage_layer(|| {
            for hotkey in StakingHotkeys::<T>::get(coldkey) {
                let netuids: Vec<NetUid> = RootClaimable::<T>::get(&hotkey)
                    .into_keys()
                    .filter(|netuid| subnets.is_none_or(|chosen| chosen.contains(netuid)))
                    .collect();
                for netuid in netuids {
                    Self::claim_root_on_subnet(&hotkey, coldkey, netuid)?;
                }
            }
            Self::deposit_event(Event::RootClaimed {
                coldkey: coldkey.clone(),
            });
            Ok(())
        })
    }

    /// Alpha of the subnet that the coldkey could claim through the hotkey, may be negative.
    pub fn root_owed(hotkey: &T::AccountId, coldkey: &T::AccountId, netuid: NetUid) -> I96F32 {
        let rates = RootClaimable::<T>::get(hotkey);
        let rate = rates.get(&netuid).copied().unwrap_or(I96F32::from_bits(0));
        let stake = Self::stake_for_hotkey_and_coldkey_on_subnet(hotkey, coldkey, NetUid::ROOT);
        let claimed = RootClaimed::<T>::get((netuid, hotkey, coldkey));
        taonet_emission::root_owed(rate, stake.to_u64(), claimed)
    }

    fn claim_root_on_subnet(
        hotkey: &T::AccountId,
        coldkey: &T::AccountId,
        netuid: NetUid,
    ) -> DispatchResult {
        let owed = Self::root_owed(hotkey, coldkey, netuid);
        let threshold = RootClaimableThreshold::<T>::get(netuid);
        let amount = AlphaBalance::from(taonet_emission::root_claimable(owed, threshold));
        if amount.is_zero() {
            return Ok(());
        }
        let keep = match RootClaimType::<T>::get(coldkey) {
            RootClaimTypeEnum::Swap => false,
            RootClaimTypeEnum::Keep => true,
            RootClaimTypeEnum::KeepSubnets { subnets } => subnets.contains(&netuid),
        };
        if keep {
            Self::increase_stake_for_hotkey_and_coldkey_on_subnet(hotkey, coldkey, netuid, amount);
        } else {
            with_storage_layer(|| Self::sell_root_dividends(hotkey, coldkey, netuid, amount))?;
        }
        RootClaimed::<T>::mutate((netuid, hotkey, coldkey), |claimed| {
            *claimed = claimed.saturating_add(amount.into());
        });
        Ok(())
    }

    /// Sells claimed alpha and stakes the TAO on root.
    fn sell_root_dividends(
        hotkey: &T::AccountId,
        coldkey: &T::AccountId,
        netuid: NetUid,
        amount: AlphaBalance,
    ) -> DispatchResult {
        let sold = Self::sell_alpha(netuid, amount, T::SwapInterface::min_price(), true)?;
        let tao = sold.paid_out;
        let root_account = Self::subnet_account_id(NetUid::ROOT)
            .ok_or(DispatchError::from(Error::<T>::RootNetworkDoesNotExist))?;
        Self::transfer_tao_from_subnet(netuid, &root_account, tao)?;

        SubnetRootSellTao::<T>::mutate(netuid, |total| *total = total.saturating_add(tao));
        Self::record_protocol_flow(netuid, Flow::OutOf(tao));
        let staked = AlphaBalance::from(tao.to_u64());
        Self::increase_stake_for_hotkey_and_coldkey_on_subnet(
            hotkey,
            coldkey,
            NetUid::ROOT,
            staked,
        );
        SubnetTAO::<T>::mutate(NetUid::ROOT, |total| *total = total.saturating_add(tao));
        SubnetAlphaOut::<T>::mutate(NetUid::ROOT, |total| *total = total.saturating_add(staked));
        TotalStake::<T>::mutate(|total| *total = total.saturating_add(tao));
        Self::add_root_stake_watermark(hotkey, coldkey, tao.to_u64());
        Ok(())
    }
}
