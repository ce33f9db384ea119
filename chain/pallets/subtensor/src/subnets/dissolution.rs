//! Ending a subnet.
//!
//! 1. What its holders are owed in root dividends is forgotten.
//! 2. The TAO of the pool is shared out to the holders of its alpha in proportion, as free balance
//!    of their coldkeys. Alpha that the protocol itself holds counts in the proportion, but its
//!    part is not paid: it is recycled.
//! 3. Subnets older than the present registration rules also give their owner back what is left
//!    of the lock.
//! 4. The rest on the subnet's account is recycled, except for one existential deposit.
//! 5. Locks, the pool, what was committed, and everything else stored under the number are removed.

use crate::*;
use alloc::{collections::BTreeSet, vec::Vec};
use frame_support::pallet_prelude::*;
use frame_system::{ensure_root, pallet_prelude::OriginFor};
use taonet_emission::{dissolution_payouts, owner_emission};
use taonet_primitives::{AlphaBalance, CommitmentsHandler, NetUid, SwapHandler, TaoBalance};

/// One holder of a subnet's alpha.
struct Holding<AccountId> {
    coldkey: AccountId,
    /// Alpha in rao, for the proportion.
    value: u64,
}

impl<T: Config> Pallet<T> {
    /// Body of `dissolve_network` and `root_dissolve_network`.
    ///
    /// # Errors
    /// `BadOrigin` unless root calls, and those of [`Self::dissolve_subnet`].
    pub fn do_dissolve_network(origin: OriginFor<T>, netuid: NetUid) -> DispatchResult {
        ensure_root(origin)?;
        Self::dissolve_subnet(netuid)
    }

    /// Dissolves a subnet. The caller must undo everything on an error.
    ///
    /// # Errors
    /// `SubnetNotExists`, also for root; errors of clearing the pool.
    pub fn dissolve_subnet(netuid: NetUid) -> DispatchResult {
        ensure!(!netuid.is_root(), Error::<T>::SubnetNotExists);
        Self::ensure_subnet_exists(netuid)?;

        Self::remove_root_claims_for_subnet(netuid);
        Self::pay_out_pool(netuid);
        Self::remove_locks_of_subnet(netuid);
        T::SwapInterface::clear_pool(netuid)?;
        T::Commitments::purge_netuid(netuid);
        Self::remove_network(netuid);
        Self::deposit_event(Event::NetworkRemoved(netuid));
        Ok(())
    }

    fn pay_out_pool(netuid: NetUid) {
        // What the owner already earned is valued before the pool is emptied.
        let owner_refund = Self::owner_refund(netuid);
        let protocol_alpha = Self::protocol_alpha(netuid);
        let holdings = Self::holdings(netuid);

        let pot = SubnetTAO::<T>::get(netuid);
        if !pot.is_zero() {
            SubnetTAO::<T>::remove(netuid);
            TotalStake::<T>::mutate(|total| *total = total.saturating_sub(pot));
        }
        let values: Vec<u64> = holdings.iter().map(|holding| holding.value).collect();
        let (payouts, protocol_part) =
            dissolution_payouts(u64::from(pot), &values, u64::from(protocol_alpha));

        let account = Self::subnet_account_id(netuid);
        if let Some(account) = &account {
            for (holding, payout_rao) in holdings.iter().zip(payouts) {
                if payout_rao > 0 {
                    // A payout that cannot be made, such as dust for an account that does not
                    // exist, stays on the subnet's account and is recycled below.
                    let _ =
                        Self::transfer_tao(account, &holding.coldkey, TaoBalance::new(payout_rao));
                }
            }
        }

        Self::remove_stake_of_subnet(netuid);
        SubnetAlphaIn::<T>::remove(netuid);
        SubnetAlphaOut::<T>::remove(netuid);
        SubnetProtocolAlpha::<T>::remove(netuid);
        SubnetLocked::<T>::insert(netuid, TaoBalance::ZERO);

        if let Some(account) = &account {
            Self::refund_owner(
                netuid,
                account,
                owner_refund,
                TaoBalance::new(protocol_part),
            );
            let rest = Self::free_balance(account);
            let _ = Self::recycle_tao(account, rest);
        }
    }

    /// What an owner from before the present registration rules gets back: the lock less the
    /// worth of the owner's share of all alpha.
    fn owner_refund(netuid: NetUid) -> TaoBalance {
        let registered_at = NetworkRegisteredAt::<T>::get(netuid);
        let locked = SubnetLocked::<T>::get(netuid);
        if registered_at >= NetworkRegistrationStartBlock::<T>::get() || locked.is_zero() {
            return TaoBalance::ZERO;
        }
        let earned = owner_emission(
            u64::from(Self::alpha_issuance(netuid)),
            SubnetOwnerCut::<T>::get(),
            T::SwapInterface::spot_price(netuid),
        );
        locked.saturating_sub(TaoBalance::new(earned))
    }

    fn refund_owner(
        netuid: NetUid,
        account: &T::AccountId,
        refund: TaoBalance,
        protocol_part: TaoBalance,
    ) {
        if refund.is_zero() {
            return;
        }
        let spendable = Self::spendable_tao(account);
        let amount = refund.min(spendable.saturating_sub(protocol_part));
        let _ = Self::transfer_tao(account, &SubnetOwner::<T>::get(netuid), amount);
    }

    /// Alpha that belongs to nobody: what the protocol bought and, for subnets whose pool was
    /// filled by emission, the alpha of the pool.
    fn protocol_alpha(netuid: NetUid) -> AlphaBalance {
        let bought = SubnetProtocolAlpha::<T>::get(netuid);
        if NetworkRegisteredAt::<T>::get(netuid) > TaoInRefundDeploymentBlock::<T>::get() {
            bought.saturating_add(SubnetAlphaIn::<T>::get(netuid))
        } else {
            bought
        }
    }

    /// Everybody's alpha: hotkeys in the chain's order of iteration, the coldkeys under a hotkey
    /// in ascending order. A share too small to be worth anything counts as its raw number.
    fn holdings(netuid: NetUid) -> Vec<Holding<T::AccountId>> {
        let mut holdings = Vec::new();
        for hotkey in Self::hotkeys_with_stake_on(netuid) {
            for coldkey in Self::coldkeys_with_share(&hotkey, netuid) {
                let stake = Self::stake_for_hotkey_and_coldkey_on_subnet(&hotkey, &coldkey, netuid);
                let value = if stake.is_zero() {
                    Self::raw_share(&hotkey, &coldkey, netuid)
                } else {
                    u64::from(stake)
                };
                if value > 0 {
                    holdings.push(Holding { coldkey, value });
                }
            }
        }
        holdings
    }

    fn hotkeys_with_stake_on(netuid: NetUid) -> Vec<T::AccountId> {
        TotalHotkeyAlpha::<T>::iter_keys()
            .filter_map(|(hotkey, subnet)| (subnet == netuid).then_some(hotkey))
            .collect()
    }

    fn coldkeys_with_share(hotkey: &T::AccountId, netuid: NetUid) -> BTreeSet<T::AccountId> {
        let legacy = Alpha::<T>::iter_key_prefix((hotkey,));
        let present = AlphaV2::<T>::iter_key_prefix((hotkey,));
        legacy
            .chain(present)
            .filter_map(|(coldkey, subnet)| (subnet == netuid).then_some(coldkey))
            .collect()
    }

    /// Whole part of a holder's number of shares. The legacy entry counts where there is one.
    fn raw_share(hotkey: &T::AccountId, coldkey: &T::AccountId, netuid: NetUid) -> u64 {
        match Alpha::<T>::try_get((hotkey, coldkey, netuid)) {
            Ok(share) => share.saturating_to_num::<u64>(),
            Err(()) => AlphaV2::<T>::get((hotkey, coldkey, netuid)).to_u64(),
        }
    }

    /// Deletes all share entries and pool totals of the subnet, in both layouts.
    fn remove_stake_of_subnet(netuid: NetUid) {
        let legacy: Vec<_> = Alpha::<T>::iter_keys()
            .filter(|&(_, _, subnet)| subnet == netuid)
            .collect();
        for key in legacy {
            Alpha::<T>::remove(key);
        }
        let present: Vec<_> = AlphaV2::<T>::iter_keys()
            .filter(|&(_, _, subnet)| subnet == netuid)
            .collect();
        for key in present {
            AlphaV2::<T>::remove(key);
        }
        for hotkey in Self::hotkeys_with_stake_on(netuid) {
            TotalHotkeyAlpha::<T>::remove(&hotkey, netuid);
        }
        let legacy_pools: Vec<_> = TotalHotkeyShares::<T>::iter_keys()
            .filter(|&(_, subnet)| subnet == netuid)
            .collect();
        for (hotkey, subnet) in legacy_pools {
            TotalHotkeyShares::<T>::remove(hotkey, subnet);
        }
        let present_pools: Vec<_> = TotalHotkeySharesV2::<T>::iter_keys()
            .filter(|&(_, subnet)| subnet == netuid)
            .collect();
        for (hotkey, subnet) in present_pools {
            TotalHotkeySharesV2::<T>::remove(hotkey, subnet);
        }
    }
}
