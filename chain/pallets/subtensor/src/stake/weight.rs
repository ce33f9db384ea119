//! What stake weighs: alpha and root TAO of a hotkey, with what parents lend and children borrow.

use crate::pallet::*;
use alloc::vec::Vec;
use substrate_fixed::types::I64F64;
use taonet_primitives::{AlphaBalance, NetUid, TaoBalance};
use taonet_shares::{inherited_stake, stake_weight};

/// Stake weights by UID: alpha and weighted root TAO together, alpha, and unweighted root TAO.
pub(super) type StakeWeights = (Vec<I64F64>, Vec<I64F64>, Vec<I64F64>);

/// Who lends stake to a hotkey on a subnet and who borrows from it.
struct Relations<T: Config> {
    children: Vec<(u64, T::AccountId)>,
    parents: Vec<(u64, T::AccountId)>,
}

impl<T: Config> Relations<T> {
    fn of(hotkey: &T::AccountId, netuid: NetUid) -> Self {
        Self {
            children: ChildKeys::<T>::get(hotkey, netuid),
            parents: ParentKeys::<T>::get(hotkey, netuid),
        }
    }

    /// Stake of the hotkey in a subnet's pools after lending and borrowing.
    fn inherited(&self, hotkey: &T::AccountId, pool: NetUid) -> u64 {
        let stake_of = |key: &T::AccountId| TotalHotkeyAlpha::<T>::get(key, pool).to_u64();
        inherited_stake(
            stake_of(hotkey),
            self.children.iter().map(|(proportion, _)| *proportion),
            self.parents
                .iter()
                .map(|(proportion, parent)| (*proportion, stake_of(parent))),
        )
    }
}

impl<T: Config> Pallet<T> {
    /// Alpha on the hotkey, less what children borrow, plus what parents lend.
    pub fn inherited_alpha_for_hotkey_on_subnet(
        hotkey: &T::AccountId,
        netuid: NetUid,
    ) -> AlphaBalance {
        if netuid.is_root() {
            return Self::stake_for_hotkey_on_subnet(hotkey, netuid);
        }
        Relations::<T>::of(hotkey, netuid)
            .inherited(hotkey, netuid)
            .into()
    }

    /// Root stake of the hotkey, lent and borrowed by the relations of the subnet.
    pub fn inherited_tao_for_hotkey_on_subnet(hotkey: &T::AccountId, netuid: NetUid) -> TaoBalance {
        Relations::<T>::of(hotkey, netuid)
            .inherited(hotkey, NetUid::ROOT)
            .into()
    }

    /// Weight of a hotkey's stake on a subnet: all of it, the alpha, and the unweighted TAO.
    pub fn stake_weights_for_hotkey(
        hotkey: &T::AccountId,
        netuid: NetUid,
    ) -> (I64F64, I64F64, I64F64) {
        Self::stake_weights_with(hotkey, netuid, TaoWeight::<T>::get())
    }

    fn stake_weights_with(
        hotkey: &T::AccountId,
        netuid: NetUid,
        tao_weight: u64,
    ) -> (I64F64, I64F64, I64F64) {
        let relations = Relations::<T>::of(hotkey, netuid);
        let tao = relations.inherited(hotkey, NetUid::ROOT);
        let alpha = if netuid.is_root() {
            Self::stake_for_hotkey_on_subnet(hotkey, netuid).to_u64()
        } else {
            relations.inherited(hotkey, netuid)
        };
        let total = stake_weight(alpha, tao, tao_weight);
        (
            total,
            I64F64::saturating_from_num(alpha),
            I64F64::saturating_from_num(tao),
        )
    }

    /// Stake weights of all slots of a subnet. An empty slot weighs nothing.
    pub fn stake_weights_for_network(
        netuid: NetUid,
        hotkeys: &[Option<T::AccountId>],
    ) -> StakeWeights {
        let tao_weight = TaoWeight::<T>::get();
        let mut weights = StakeWeights::default();
        for hotkey in hotkeys {
            let (total, alpha, tao) = hotkey.as_ref().map_or_else(Default::default, |hotkey| {
                Self::stake_weights_with(hotkey, netuid, tao_weight)
            });
            weights.0.push(total);
            weights.1.push(alpha);
            weights.2.push(tao);
        }
        weights
    }
}
