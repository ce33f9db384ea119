//! One neuron as clients list it.

use crate::*;
use alloc::{vec, vec::Vec};
use codec::{Compact, Decode, Encode};
use scale_info::TypeInfo;
use sp_arithmetic::PerU16;
use taonet_primitives::{AlphaBalance, NetUid, NetUidStorageIndex};

/// A neuron with its weights and bonds.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[scale_info(replace_segment("runtime_api", "rpc_info"))]
pub struct NeuronInfo<AccountId> {
    /// The hotkey.
    pub hotkey: AccountId,
    /// The coldkey that owns the hotkey.
    pub coldkey: AccountId,
    /// Number of the neuron in its subnet.
    pub uid: Compact<u16>,
    /// The subnet.
    pub netuid: Compact<NetUid>,
    /// Whether weights were set within the activity cutoff.
    pub active: bool,
    /// Where the neuron serves; zeros when it does not.
    pub axon_info: AxonInfo,
    /// Where its metrics are; zeros when nowhere.
    pub prometheus_info: PrometheusInfo,
    /// One element: the owner and the hotkey's whole alpha on the subnet, in rao.
    pub stake: Vec<(AccountId, Compact<AlphaBalance>)>,
    /// Always 0.
    pub rank: Compact<u16>,
    /// Alpha earned in the last epoch, in rao.
    pub emission: Compact<AlphaBalance>,
    /// Share of the miners' emission.
    pub incentive: Compact<PerU16>,
    /// Stake-weighted median of the weights received.
    pub consensus: Compact<PerU16>,
    /// Always 0.
    pub trust: Compact<PerU16>,
    /// Share of its own weights that survive clipping.
    pub validator_trust: Compact<PerU16>,
    /// Share of the validators' emission.
    pub dividends: Compact<PerU16>,
    /// Block at which weights were last set.
    pub last_update: Compact<u64>,
    /// Whether the neuron may set weights as a validator.
    pub validator_permit: bool,
    /// Its weights, without zeros.
    pub weights: Vec<(Compact<u16>, Compact<u16>)>,
    /// Its bonds, without zeros.
    pub bonds: Vec<(Compact<u16>, Compact<u16>)>,
    /// Unused.
    pub pruning_score: Compact<u16>,
}

/// A neuron without its weights and bonds.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[scale_info(replace_segment("runtime_api", "rpc_info"))]
pub struct NeuronInfoLite<AccountId> {
    /// The hotkey.
    pub hotkey: AccountId,
    /// The coldkey that owns the hotkey.
    pub coldkey: AccountId,
    /// Number of the neuron in its subnet.
    pub uid: Compact<u16>,
    /// The subnet.
    pub netuid: Compact<NetUid>,
    /// Whether weights were set within the activity cutoff.
    pub active: bool,
    /// Where the neuron serves; zeros when it does not.
    pub axon_info: AxonInfo,
    /// Where its metrics are; zeros when nowhere.
    pub prometheus_info: PrometheusInfo,
    /// One element: the owner and the hotkey's whole alpha on the subnet, in rao.
    pub stake: Vec<(AccountId, Compact<AlphaBalance>)>,
    /// Always 0.
    pub rank: Compact<u16>,
    /// Alpha earned in the last epoch, in rao.
    pub emission: Compact<AlphaBalance>,
    /// Share of the miners' emission.
    pub incentive: Compact<PerU16>,
    /// Stake-weighted median of the weights received.
    pub consensus: Compact<PerU16>,
    /// Always 0.
    pub trust: Compact<PerU16>,
    /// Share of its own weights that survive clipping.
    pub validator_trust: Compact<PerU16>,
    /// Share of the validators' emission.
    pub dividends: Compact<PerU16>,
    /// Block at which weights were last set.
    pub last_update: Compact<u64>,
    /// Whether the neuron may set weights as a validator.
    pub validator_permit: bool,
    /// Unused.
    pub pruning_score: Compact<u16>,
}

impl<T: Config> Pallet<T> {
    /// All neurons of the subnet by UID, none when it does not exist.
    pub fn neurons(netuid: NetUid) -> Vec<NeuronInfo<T::AccountId>> {
        let view = NeuronRows::<T>::load(netuid);
        (0..Self::subnetwork_n(netuid))
            .map_while(|uid| view.neuron(uid))
            .collect()
    }

    /// One neuron, `None` without one.
    pub fn neuron(netuid: NetUid, uid: u16) -> Option<NeuronInfo<T::AccountId>> {
        NeuronRows::<T>::load(netuid).neuron(uid)
    }

    /// [`Pallet::neurons`] without weights and bonds.
    pub fn neurons_lite(netuid: NetUid) -> Vec<NeuronInfoLite<T::AccountId>> {
        let view = NeuronRows::<T>::load(netuid);
        (0..Self::subnetwork_n(netuid))
            .map_while(|uid| view.lite(uid))
            .collect()
    }

    /// [`Pallet::neuron`] without weights and bonds.
    pub fn neuron_lite(netuid: NetUid, uid: u16) -> Option<NeuronInfoLite<T::AccountId>> {
        NeuronRows::<T>::load(netuid).lite(uid)
    }
}

/// The per-UID columns of a subnet, read once for all its neurons.
struct NeuronRows<T: Config> {
    netuid: NetUid,
    exists: bool,
    active: Vec<bool>,
    emission: Vec<AlphaBalance>,
    incentive: Vec<PerU16>,
    consensus: Vec<PerU16>,
    validator_trust: Vec<PerU16>,
    dividends: Vec<PerU16>,
    last_update: Vec<u64>,
    validator_permit: Vec<bool>,
    marker: core::marker::PhantomData<T>,
}

/// A value by UID, the default beyond the end of the column.
fn at<V: Copy + Default>(column: &[V], uid: u16) -> V {
    column.get(usize::from(uid)).copied().unwrap_or_default()
}

/// A row of weights or bonds without its zeros.
fn compact_row(row: Vec<(u16, u16)>) -> Vec<(Compact<u16>, Compact<u16>)> {
    row.into_iter()
        .filter(|(_, value)| *value > 0)
        .map(|(uid, value)| (Compact(uid), Compact(value)))
        .collect()
}

impl<T: Config> NeuronRows<T> {
    fn load(netuid: NetUid) -> Self {
        let index = NetUidStorageIndex::from(netuid);
        Self {
            netuid,
            exists: Pallet::<T>::subnet_exists(netuid),
            active: Active::<T>::get(netuid),
            emission: Emission::<T>::get(netuid),
            incentive: Incentive::<T>::get(index),
            consensus: Consensus::<T>::get(netuid),
            validator_trust: ValidatorTrust::<T>::get(netuid),
            dividends: Dividends::<T>::get(netuid),
            last_update: LastUpdate::<T>::get(index),
            validator_permit: ValidatorPermit::<T>::get(netuid),
            marker: core::marker::PhantomData,
        }
    }

    fn lite(&self, uid: u16) -> Option<NeuronInfoLite<T::AccountId>> {
        if !self.exists {
            return None;
        }
        let hotkey = Pallet::<T>::hotkey_for_uid(self.netuid, uid)?;
        let coldkey = Pallet::<T>::owning_coldkey(&hotkey);
        let stake = Pallet::<T>::stake_for_hotkey_on_subnet(&hotkey, self.netuid);
        Some(NeuronInfoLite {
            uid: Compact(uid),
            netuid: Compact(self.netuid),
            active: at(&self.active, uid),
            axon_info: Axons::<T>::get(self.netuid, &hotkey).unwrap_or_default(),
            prometheus_info: Prometheus::<T>::get(self.netuid, &hotkey).unwrap_or_default(),
            stake: vec![(coldkey.clone(), Compact(stake))],
            rank: Compact(0),
            emission: Compact(at(&self.emission, uid)),
            incentive: Compact(at(&self.incentive, uid)),
            consensus: Compact(at(&self.consensus, uid)),
            trust: Compact(PerU16::default()),
            validator_trust: Compact(at(&self.validator_trust, uid)),
            dividends: Compact(at(&self.dividends, uid)),
            last_update: Compact(at(&self.last_update, uid)),
            validator_permit: at(&self.validator_permit, uid),
            pruning_score: Compact(u16::MAX),
            hotkey,
            coldkey,
        })
    }

    fn neuron(&self, uid: u16) -> Option<NeuronInfo<T::AccountId>> {
        let lite = self.lite(uid)?;
        let index = NetUidStorageIndex::from(self.netuid);
        Some(NeuronInfo {
            hotkey: lite.hotkey,
            coldkey: lite.coldkey,
            uid: lite.uid,
            netuid: lite.netuid,
            active: lite.active,
            axon_info: lite.axon_info,
            prometheus_info: lite.prometheus_info,
            stake: lite.stake,
            rank: lite.rank,
            emission: lite.emission,
            incentive: lite.incentive,
            consensus: lite.consensus,
            trust: lite.trust,
            validator_trust: lite.validator_trust,
            dividends: lite.dividends,
            last_update: lite.last_update,
            validator_permit: lite.validator_permit,
            weights: compact_row(Weights::<T>::get(index, uid)),
            bonds: compact_row(Bonds::<T>::get(index, uid)),
            pruning_score: lite.pruning_score,
        })
    }
}
