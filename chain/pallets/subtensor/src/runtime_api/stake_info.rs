//! Who staked what, and what may leave.

use crate::*;
use alloc::{collections::BTreeMap, vec::Vec};
use codec::{Compact, Decode, Encode};
use scale_info::TypeInfo;
use taonet_primitives::{AlphaBalance, NetUid, SwapHandler, TaoBalance};

/// Stake of one coldkey with one hotkey on one subnet.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[scale_info(replace_segment("runtime_api", "rpc_info"))]
pub struct StakeInfo<AccountId> {
    /// The hotkey.
    pub hotkey: AccountId,
    /// The staker.
    pub coldkey: AccountId,
    /// The subnet.
    pub netuid: Compact<NetUid>,
    /// Alpha of the coldkey with the hotkey, in rao.
    pub stake: Compact<AlphaBalance>,
    /// Always 0.
    pub locked: Compact<u64>,
    /// Alpha dividends of the hotkey in the last epoch, in rao.
    pub emission: Compact<AlphaBalance>,
    /// Always 0.
    pub tao_emission: Compact<TaoBalance>,
    /// Always 0.
    pub drain: Compact<u64>,
    /// Whether the hotkey is registered on the subnet.
    pub is_registered: bool,
}

/// Alpha of a coldkey on a subnet.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[scale_info(replace_segment("runtime_api", "rpc_info"))]
pub struct StakeAvailability {
    /// All alpha of the coldkey on the subnet, in rao.
    pub total: Compact<AlphaBalance>,
    /// Locked part, in rao.
    pub locked: Compact<AlphaBalance>,
    /// What may leave, in rao.
    pub available: Compact<AlphaBalance>,
}

/// Kind of a pool with a price, the only one that takes a fee.
const DYNAMIC: u16 = 1;

/// Availability by subnet, by coldkey.
pub type StakeAvailabilities<AccountId> = BTreeMap<AccountId, BTreeMap<NetUid, StakeAvailability>>;

impl<T: Config> Pallet<T> {
    /// The position, `Some` even when it is empty.
    pub fn stake_info(
        hotkey: &T::AccountId,
        coldkey: &T::AccountId,
        netuid: NetUid,
    ) -> Option<StakeInfo<T::AccountId>> {
        Some(StakeInfo {
            hotkey: hotkey.clone(),
            coldkey: coldkey.clone(),
            netuid: Compact(netuid),
            stake: Compact(Self::stake_for_hotkey_and_coldkey_on_subnet(
                hotkey, coldkey, netuid,
            )),
            locked: Compact(0),
            emission: Compact(AlphaDividendsPerSubnet::<T>::get(netuid, hotkey)),
            tao_emission: Compact(TaoBalance::ZERO),
            drain: Compact(0),
            is_registered: Self::is_hotkey_registered_on_network(netuid, hotkey),
        })
    }

    /// All positions of the coldkey that hold something.
    pub fn stake_info_for_coldkey(coldkey: &T::AccountId) -> Vec<StakeInfo<T::AccountId>> {
        let hotkeys = StakingHotkeys::<T>::get(coldkey);
        Self::all_subnet_netuids()
            .into_iter()
            .flat_map(|netuid| {
                hotkeys
                    .iter()
                    .filter_map(move |hotkey| Self::stake_info(hotkey, coldkey, netuid))
            })
            .filter(|position| !position.stake.0.is_zero())
            .collect()
    }

    /// [`Pallet::stake_info_for_coldkey`] for several, in the order of the request.
    #[allow(clippy::type_complexity, reason = "the shape of the wire")]
    pub fn stake_info_for_coldkeys(
        coldkeys: Vec<T::AccountId>,
    ) -> Vec<(T::AccountId, Vec<StakeInfo<T::AccountId>>)> {
        coldkeys
            .into_iter()
            .map(|coldkey| {
                let positions = Self::stake_info_for_coldkey(&coldkey);
                (coldkey, positions)
            })
            .collect()
    }

    /// What the coldkeys hold, have locked and may take out, on the subnets asked for (all
    /// without a list). More subnets than exist give an empty answer.
    pub fn stake_availability_for_coldkeys(
        coldkeys: Vec<T::AccountId>,
        netuids: Option<Vec<NetUid>>,
    ) -> StakeAvailabilities<T::AccountId> {
        let netuids = Self::netuids_asked_for(netuids);
        let of_coldkey = |coldkey: T::AccountId| {
            let rows = netuids
                .iter()
                .map(|netuid| (*netuid, Self::stake_availability(&coldkey, *netuid)))
                .filter(|(_, row)| !row.total.0.is_zero() || !row.locked.0.is_zero())
                .collect();
            (coldkey, rows)
        };
        coldkeys.into_iter().map(of_coldkey).collect()
    }

    fn netuids_asked_for(netuids: Option<Vec<NetUid>>) -> Vec<NetUid> {
        let existing = Self::all_subnet_netuids();
        let Some(mut asked) = netuids else {
            return existing;
        };
        asked.sort_unstable();
        asked.dedup();
        if asked.len() > existing.len() {
            return Vec::new();
        }
        asked.retain(|netuid| Self::subnet_exists(*netuid));
        asked
    }

    fn stake_availability(coldkey: &T::AccountId, netuid: NetUid) -> StakeAvailability {
        StakeAvailability {
            total: Compact(Self::total_coldkey_alpha_on_subnet(coldkey, netuid)),
            locked: Compact(Self::locked_alpha(coldkey, netuid)),
            available: Compact(Self::available_alpha(coldkey, netuid)),
        }
    }

    /// Approximate fee in rao of moving `amount_rao` from `origin` to `destination`. Nothing when
    /// they are the same.
    pub fn stake_fee(
        origin: Option<(T::AccountId, NetUid)>,
        destination: Option<(T::AccountId, NetUid)>,
        amount_rao: u64,
    ) -> u64 {
        if origin == destination {
            return 0;
        }
        match destination.or(origin) {
            Some((_, netuid)) if SubnetMechanism::<T>::get(netuid) == DYNAMIC => {
                taonet_amm::fee_for_amount(amount_rao, T::SwapInterface::fee_rate(netuid))
            }
            _ => 0,
        }
    }
}
