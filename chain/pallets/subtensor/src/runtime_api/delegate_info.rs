//! Delegates: hotkeys that take stake from others.

use crate::*;
use alloc::{collections::BTreeMap, vec::Vec};
use codec::{Compact, Decode, Encode};
use scale_info::TypeInfo;
use sp_arithmetic::PerU16;
use substrate_fixed::types::U64F64;
use taonet_primitives::{AlphaBalance, NetUid};

/// A delegate, its nominators and what it returns.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[scale_info(replace_segment("runtime_api", "rpc_info"))]
pub struct DelegateInfo<AccountId> {
    /// The delegate's hotkey.
    pub delegate_ss58: AccountId,
    /// Share that the delegate keeps.
    pub take: Compact<PerU16>,
    /// Stake by coldkey and subnet, in rao.
    #[allow(clippy::type_complexity, reason = "the shape of the wire")]
    pub nominators: Vec<(AccountId, Vec<(Compact<NetUid>, Compact<u64>)>)>,
    /// The coldkey that owns the hotkey.
    pub owner_ss58: AccountId,
    /// Subnets where the hotkey is registered.
    pub registrations: Vec<Compact<NetUid>>,
    /// Those of them where it has a validator permit.
    pub validator_permits: Vec<Compact<NetUid>>,
    /// Daily return of 1,000 TAO at root, in rao.
    pub return_per_1000: Compact<u64>,
    /// Alpha earned per day over all subnets, in rao.
    pub total_daily_return: Compact<u64>,
}

/// Nominal blocks of a day.
const BLOCKS_PER_DAY: u64 = 7_200;

/// 1,000 TAO in rao.
const THOUSAND_TAO_RAO: u64 = 1_000_000_000_000;

/// Stake of a coldkey by subnet, in rao.
type Nomination = Vec<(Compact<NetUid>, Compact<u64>)>;

/// A delegate as one nominator sees it: with that nominator's stake on one subnet.
pub type Delegated<AccountId> = (
    DelegateInfo<AccountId>,
    (Compact<NetUid>, Compact<AlphaBalance>),
);

impl<T: Config> Pallet<T> {
    /// The delegate, `None` when the hotkey is not one.
    pub fn delegate(hotkey: &T::AccountId) -> Option<DelegateInfo<T::AccountId>> {
        Delegates::<T>::contains_key(hotkey)
            .then(|| Self::delegate_info(hotkey, Self::nominators(hotkey)))
    }

    /// All delegates.
    pub fn delegates() -> Vec<DelegateInfo<T::AccountId>> {
        Delegates::<T>::iter_keys()
            .map(|hotkey| Self::delegate_info(&hotkey, Self::nominators(&hotkey)))
            .collect()
    }

    /// Where the coldkey delegates: one element per delegate and subnet with stake. Nominators
    /// are left out.
    pub fn delegated(coldkey: &T::AccountId) -> Vec<Delegated<T::AccountId>> {
        let netuids = Self::subnet_netuids_ascending();
        let mut found = Vec::new();
        for hotkey in Delegates::<T>::iter_keys() {
            for netuid in &netuids {
                let stake = Self::stake_for_hotkey_and_coldkey_on_subnet(&hotkey, coldkey, *netuid);
                if !stake.is_zero() {
                    let info = Self::delegate_info(&hotkey, Vec::new());
                    found.push((info, (Compact(*netuid), Compact(stake))));
                }
            }
        }
        found
    }

    fn nominators(hotkey: &T::AccountId) -> Vec<(T::AccountId, Nomination)> {
        // Entries of both generations of the share map; the pool of each subnet values them.
        let legacy = Alpha::<T>::iter_key_prefix((hotkey,));
        let keys = AlphaV2::<T>::iter_key_prefix((hotkey,)).chain(legacy);
        let mut by_coldkey: BTreeMap<T::AccountId, BTreeMap<NetUid, u64>> = BTreeMap::new();
        for (coldkey, netuid) in keys {
            let stake = Self::stake_for_hotkey_and_coldkey_on_subnet(hotkey, &coldkey, netuid);
            by_coldkey
                .entry(coldkey)
                .or_default()
                .insert(netuid, stake.to_u64());
        }
        by_coldkey
            .into_iter()
            .map(|(coldkey, stakes)| {
                let row = stakes
                    .into_iter()
                    .map(|(netuid, rao)| (Compact(netuid), Compact(rao)));
                (coldkey, row.collect())
            })
            .collect()
    }

    fn delegate_info(
        hotkey: &T::AccountId,
        nominators: Vec<(T::AccountId, Nomination)>,
    ) -> DelegateInfo<T::AccountId> {
        let take = Delegates::<T>::get(hotkey);
        let registrations: Vec<NetUid> = IsNetworkMember::<T>::iter_prefix(hotkey)
            .filter_map(|(netuid, member)| member.then_some(netuid))
            .collect();
        let mut validator_permits = Vec::new();
        let mut daily = U64F64::from_num(0);
        for netuid in &registrations {
            let Some(uid) = Self::uid_for_hotkey(*netuid, hotkey) else {
                continue;
            };
            let uid = usize::from(uid);
            if ValidatorPermit::<T>::get(netuid)
                .get(uid)
                .copied()
                .unwrap_or_default()
            {
                validator_permits.push(Compact(*netuid));
            }
            let tempo = Tempo::<T>::get(netuid);
            if tempo > 0 {
                let emission = Emission::<T>::get(netuid)
                    .get(uid)
                    .copied()
                    .unwrap_or_default();
                let epochs = U64F64::from_num(BLOCKS_PER_DAY)
                    .checked_div(U64F64::from_num(tempo))
                    .unwrap_or_default();
                let earned = U64F64::from_num(emission.to_u64()).saturating_mul(epochs);
                daily = daily.saturating_add(earned);
            }
        }
        let root_stake = Self::stake_for_hotkey_on_subnet(hotkey, NetUid::ROOT).to_u64();
        DelegateInfo {
            delegate_ss58: hotkey.clone(),
            take: Compact(take),
            nominators,
            owner_ss58: Self::owning_coldkey(hotkey),
            registrations: registrations.into_iter().map(Compact).collect(),
            validator_permits,
            return_per_1000: Compact(return_per_1000(daily, take, root_stake)),
            total_daily_return: Compact(daily.saturating_to_num()),
        }
    }
}

/// Daily return of 1,000 TAO staked at root, in rao, after the delegate's take.
fn return_per_1000(daily: U64F64, take: PerU16, root_stake_rao: u64) -> u64 {
    let full = U64F64::from_num(u16::MAX);
    let kept = U64F64::from_num(take.deconstruct())
        .checked_div(full)
        .unwrap_or_default();
    let thousands = U64F64::from_num(root_stake_rao)
        .checked_div(U64F64::from_num(THOUSAND_TAO_RAO))
        .unwrap_or_default();
    daily
        .saturating_mul(U64F64::from_num(1).saturating_sub(kept))
        .checked_div(thousands)
        .unwrap_or_default()
        .saturating_to_num()
}
