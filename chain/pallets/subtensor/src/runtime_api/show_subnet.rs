//! The neurons of a subnet by column.

use crate::*;
use alloc::vec::Vec;
use codec::{Compact, Decode, Encode};
use runtime_api::columns::{NeuronColumns, compact};
use scale_info::TypeInfo;
use sp_arithmetic::PerU16;
use taonet_primitives::{AlphaBalance, NetUid, NetUidStorageIndex, TaoBalance};

/// Every column of a subnet's neurons, by UID.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[scale_info(replace_segment("runtime_api", "rpc_info"))]
pub struct SubnetState<AccountId> {
    /// The subnet.
    pub netuid: Compact<NetUid>,
    /// Hotkeys by UID.
    pub hotkeys: Vec<AccountId>,
    /// Coldkeys by UID.
    pub coldkeys: Vec<AccountId>,
    /// Whether weights were set within the activity cutoff.
    pub active: Vec<bool>,
    /// Whether the neuron may set weights as a validator.
    pub validator_permit: Vec<bool>,
    /// Unused.
    pub pruning_score: Vec<Compact<u16>>,
    /// Block at which weights were last set.
    pub last_update: Vec<Compact<u64>>,
    /// Alpha earned in the last epoch, in rao.
    pub emission: Vec<Compact<AlphaBalance>>,
    /// Share of the validators' emission.
    pub dividends: Vec<Compact<PerU16>>,
    /// Incentives by UID.
    pub incentives: Vec<Compact<PerU16>>,
    /// Stake-weighted median of the weights received.
    pub consensus: Vec<Compact<PerU16>>,
    /// Always 0.
    pub trust: Vec<Compact<PerU16>>,
    /// Always 0.
    pub rank: Vec<Compact<u16>>,
    /// Blocks of registration by UID.
    pub block_at_registration: Vec<Compact<u64>>,
    /// Alpha part of the stake weight by UID, in rao.
    pub alpha_stake: Vec<Compact<AlphaBalance>>,
    /// TAO part of the stake weight by UID, in rao.
    pub tao_stake: Vec<Compact<TaoBalance>>,
    /// Stake weight by UID, in rao.
    pub total_stake: Vec<Compact<TaoBalance>>,
    /// For every subnet, what the hotkeys last earned there, in rao.
    pub emission_history: Vec<Vec<Compact<AlphaBalance>>>,
}

impl<T: Config> Pallet<T> {
    /// The columns of the subnet, `None` when it does not exist.
    pub fn subnet_state(netuid: NetUid) -> Option<SubnetState<T::AccountId>> {
        if !Self::subnet_exists(netuid) {
            return None;
        }
        let columns = NeuronColumns::<T>::new(netuid, NetUidStorageIndex::from(netuid));
        let emission_history = Self::all_subnet_netuids()
            .into_iter()
            .map(|other| {
                let earned = |hotkey| Compact(LastHotkeyEmissionOnNetuid::<T>::get(hotkey, other));
                columns.hotkeys().iter().map(earned).collect()
            })
            .collect();
        Some(SubnetState {
            netuid: Compact(netuid),
            hotkeys: columns.hotkeys().to_vec(),
            coldkeys: columns.coldkeys().to_vec(),
            active: Active::<T>::get(netuid),
            validator_permit: ValidatorPermit::<T>::get(netuid),
            pruning_score: Vec::new(),
            last_update: compact(LastUpdate::<T>::get(columns.index)),
            emission: compact(Emission::<T>::get(netuid)),
            dividends: compact(Dividends::<T>::get(netuid)),
            incentives: compact(Incentive::<T>::get(columns.index)),
            consensus: compact(Consensus::<T>::get(netuid)),
            trust: Vec::new(),
            rank: Vec::new(),
            block_at_registration: columns.block_at_registration(),
            alpha_stake: columns.alpha_stake(),
            tao_stake: columns.tao_stake(),
            total_stake: columns.total_stake(),
            emission_history,
        })
    }
}
