//! What stake weighs: alpha and root TAO of a hotkey, with what parents lend and children borrow.

use crate::pallet::*;
use alloc::vec::Vec;
use substrate_fixed::types::I64F64;
use taonet_primitives::{AlphaBalance, NetUid, TaoBalance};
use taonet_shares::{inherited_stake, stake_weight};

/// Stake weights by UID: alpha and weighted root TAO together, alpha, and unweighted root TAO.
pub(super) type StakeWeights = (Vec<I64F64>, Vec<I64F64>, Vec<I64F64>);

impl<T: Config> Pallet<T> {
    fn inherited(hotkey: &T::AccountId, netuid: NetUid, pool: NetUid) -> u64 {
        let stake_of = |key: &T::AccountId| TotalHotkeyAlpha::<T>::get(key, pool).to_u64();
        let children = ChildKeys::<T>::get(hotkey, netuid);
        let parents = ParentKeys::<T>::get(hotkey, netuid);
        inherited_stake(
            stake_of(hotkey),
            children.iter().map(|(proportion, _)| *proportion),
            parents
                .iter()
                .map(|(proportion, parent)| (*proportion, stake_of(parent))),
        )
    }

    /// Alpha on the hotkey, less what children borrow, plus what parents lend.
    pub fn inherited_alpha_for_hotkey_on_subnet(
        hotkey: &T::AccountId,
        netuid: NetUid,
    ) -> AlphaBalance {
        if netuid.is_root() {
            return Self::stake_for_hotkey_on_subnet(hotkey, netuid);
        }
        Self::inherited(hotkey, netuid, netuid).into()
    }

    /// Root stake of the hotkey, lent and borrowed by the relations of the subnet.
    pub fn inherited_tao_for_hotkey_on_subnet(hotkey: &T::AccountId, netuid: NetUid) -> TaoBalance {
        Self::inherited(hotkey, netuid, NetUid::ROOT).into()
    }

    /// Weight of a hotkey's stake on a subnet: all of it, the alpha, and the unweighted TAO.
    pub fn stake_weights_for_hotkey(
        hotkey: &T::AccountId,
        netuid: NetUid,
    ) -> (I64F64, I64F64, I64F64) {
        let alpha = Self::inherited_alpha_for_hotkey_on_subnet(hotkey, netuid).to_u64();
        let tao = Self::inherited_tao_for_hotkey_on_subnet(hotkey, netuid).to_u64();
        let total = stake_weight(alpha, tao, TaoWeight::<T>::get());
        (
            total,
            I64F64::saturating_from_num(alpha),
            I64F64::saturating_from_num(tao),
        )
    }

    /// Stake weights of all slots of a subnet. An empty slot weighs nothing.
    pub fn stake_weights_for_network(netuid: NetUid) -> StakeWeights {
        let mut weights = StakeWeights::default();
        for uid in 0..SubnetworkN::<T>::get(netuid) {
            let (total, alpha, tao) = match Keys::<T>::try_get(netuid, uid) {
                Ok(hotkey) => Self::stake_weights_for_hotkey(&hotkey, netuid),
                Err(()) => Default::default(),
            };
            weights.0.push(total);
            weights.1.push(alpha);
            weights.2.push(tao);
        }
        weights
    }
}
