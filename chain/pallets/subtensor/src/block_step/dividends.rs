//! Splitting the validators' and root's pots by dividends and paying them.

use alloc::{collections::BTreeMap, vec::Vec};
use taonet_emission::{Dividend, DividendPots, DividendShare};
use taonet_primitives::{AlphaBalance, NetUid};
use taonet_shares::{ChildSplit, ChildTerms, Parent};

use crate::*;

impl<T: Config> Pallet<T> {
    /// What a hotkey's dividend of `dividend_rao` comes to when it is shared with the parents whose
    /// stake it works with: payouts, and what is burned on the way. Writes nothing.
    pub fn dividend_with_parents(
        hotkey: &T::AccountId,
        netuid: NetUid,
        dividend_rao: u64,
    ) -> ChildSplit<T::AccountId> {
        let owner = Owner::<T>::get(hotkey);
        let parents: Vec<Parent<T::AccountId>> = ParentKeys::<T>::get(hotkey, netuid)
            .into_iter()
            .map(|(proportion, key)| Parent {
                proportion,
                alpha: TotalHotkeyAlpha::<T>::get(&key, netuid).into(),
                root: TotalHotkeyAlpha::<T>::get(&key, NetUid::ROOT).into(),
                same_owner: Owner::<T>::get(&key) == owner,
                key,
            })
            .collect();
        let children: Vec<u64> = ChildKeys::<T>::get(hotkey, netuid)
            .into_iter()
            .map(|(proportion, _)| proportion)
            .collect();
        let terms = ChildTerms {
            take: Self::effective_childkey_take(hotkey, netuid),
            burn: CKBurn::<T>::get(),
            tao_weight: TaoWeight::<T>::get(),
        };
        taonet_shares::split_with_parents(
            hotkey.clone(),
            dividend_rao,
            TotalHotkeyAlpha::<T>::get(hotkey, netuid).into(),
            TotalHotkeyAlpha::<T>::get(hotkey, NetUid::ROOT).into(),
            &children,
            parents,
            &terms,
        )
    }

    /// Adds a hotkey's dividends to `dividends`, shared with the parents whose stake it works
    /// with. Returns what is burned on the way.
    pub(crate) fn add_dividends_of(
        hotkey: &T::AccountId,
        netuid: NetUid,
        dividend_rao: u64,
        dividends: &mut BTreeMap<T::AccountId, u64>,
    ) -> u64 {
        if dividend_rao == 0 {
            // Everybody gets an entry, whatever the stakes are, and nobody gets anything.
            let parents = ParentKeys::<T>::get(hotkey, netuid);
            let parents = parents.into_iter().map(|(_, parent)| parent);
            for account in parents.chain([hotkey.clone()]) {
                dividends.entry(account).or_insert(0);
            }
            return 0;
        }
        let split = Self::dividend_with_parents(hotkey, netuid, dividend_rao);
        for (account, rao) in split.payouts {
            let total = dividends.entry(account).or_insert(0);
            *total = total.saturating_add(rao);
        }
        split.burned.into_iter().fold(0, u64::saturating_add)
    }

    /// The child-key take in force: the stored one, raised to the minimum of chain and subnet.
    pub fn effective_childkey_take(hotkey: &T::AccountId, netuid: NetUid) -> u16 {
        ChildkeyTake::<T>::get(hotkey, netuid)
            .max(MinChildkeyTake::<T>::get())
            .max(MinChildkeyTakePerSubnet::<T>::get(netuid))
            .deconstruct()
    }

    /// Splits the pots over the hotkeys by dividend and by what their stake consists of.
    pub(crate) fn split_dividend_pots(
        netuid: NetUid,
        dividends: BTreeMap<T::AccountId, u64>,
        alpha_pot_rao: u64,
        root_pot_rao: u64,
    ) -> Vec<DividendShare<T::AccountId>> {
        let rows = dividends
            .into_iter()
            .map(|(hotkey, dividend)| Dividend {
                // What the stake consists of does not matter where nothing is to be split.
                stakes: Some(if dividend == 0 {
                    (0, 0)
                } else {
                    (
                        TotalHotkeyAlpha::<T>::get(&hotkey, netuid).into(),
                        TotalHotkeyAlpha::<T>::get(&hotkey, NetUid::ROOT).into(),
                    )
                }),
                hotkey,
                dividend,
            })
            .collect();
        let pots = DividendPots {
            alpha: alpha_pot_rao,
            root_alpha: root_pot_rao,
        };
        let tao_weight = taonet_shares::proportion(TaoWeight::<T>::get());
        taonet_emission::distribute_dividends(rows, pots, tao_weight)
    }

    /// Pays the validators' pot: each hotkey's take to its owner first, the rest to all who stake
    /// on it.
    pub(crate) fn pay_alpha_dividends(netuid: NetUid, shares: &[DividendShare<T::AccountId>]) {
        for share in shares {
            let hotkey = &share.hotkey;
            let rest = Self::pay_take(hotkey, netuid, share.alpha);
            Self::increase_stake_for_hotkey_on_subnet(hotkey, netuid, rest);
            AlphaDividendsPerSubnet::<T>::insert(netuid, hotkey, rest);
            TotalHotkeyAlphaLastEpoch::<T>::insert(
                hotkey,
                netuid,
                TotalHotkeyAlpha::<T>::get(hotkey, netuid),
            );
        }
    }

    /// Pays root's pot: each hotkey's take as stake on the subnet, the rest becomes claimable.
    pub(crate) fn pay_root_dividends(netuid: NetUid, shares: &[DividendShare<T::AccountId>]) {
        for share in shares {
            let hotkey = &share.hotkey;
            let rest = Self::pay_take(hotkey, netuid, share.root);
            Self::increase_root_claimable(hotkey, netuid, rest);
            RootAlphaDividendsPerSubnet::<T>::insert(netuid, hotkey, rest);
        }
    }

    /// Stakes the delegate take of a share for the hotkey's owner; returns what is left.
    fn pay_take(hotkey: &T::AccountId, netuid: NetUid, share: U96F32) -> AlphaBalance {
        if share == U96F32::from_bits(0) {
            return AlphaBalance::ZERO;
        }
        let split = taonet_emission::split_take(share, Delegates::<T>::get(hotkey).deconstruct());
        Self::increase_stake_for_hotkey_and_coldkey_on_subnet(
            hotkey,
            &Owner::<T>::get(hotkey),
            netuid,
            AlphaBalance::from(split.take_rao),
        );
        AlphaBalance::from(split.rest_rao)
    }
}
