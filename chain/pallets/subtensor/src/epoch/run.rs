//! Running a subnet's epoch and storing what it decides.

use alloc::{collections::BTreeMap, vec::Vec};
use sp_runtime::PerU16;
use taonet_primitives::{AlphaBalance, NetUid, NetUidStorageIndex};
use taonet_yuma::{MechanismEpoch, MechanismState, NeuronTerms};

use crate::*;

/// What an epoch gives one hotkey, rao of alpha.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HotkeyEmission {
    /// Incentive as a miner.
    pub server_rao: u64,
    /// Dividends as a validator. Only a weight for the split of the validators' pot.
    pub validator_rao: u64,
}

impl<T: Config> Pallet<T> {
    /// Runs every mechanism of the subnet with `emission_rao` of alpha, stores the outcome and
    /// returns the emission per hotkey. `hotkeys` are [`Self::hotkeys_by_uid`].
    pub fn run_subnet_epoch(
        netuid: NetUid,
        hotkeys: Vec<Option<T::AccountId>>,
        emission_rao: u64,
    ) -> BTreeMap<T::AccountId, HotkeyEmission> {
        let subnet = Self::load_subnet_state(netuid, &hotkeys);
        let indices = Self::mechanism_indices(netuid);
        let mechanisms: Vec<MechanismState> = indices
            .iter()
            .map(|index| Self::load_mechanism_state(netuid, *index, &hotkeys))
            .collect();
        let split = MechanismEmissionSplit::<T>::get(netuid);
        let epoch =
            taonet_yuma::run_subnet_epoch(&subnet, &mechanisms, split.as_deref(), emission_rao);

        for (index, outcome) in indices.into_iter().zip(epoch.mechanisms) {
            Self::store_mechanism_epoch(index, outcome);
        }
        let neurons = epoch.neurons;
        Self::update_voting_power_after_epoch(netuid, &hotkeys, &neurons);
        let emission = hotkeys
            .into_iter()
            .zip(neurons.server_emission_rao.iter())
            .zip(neurons.validator_emission_rao.iter())
            .filter_map(|((hotkey, server), validator)| {
                let emission = HotkeyEmission {
                    server_rao: *server,
                    validator_rao: *validator,
                };
                hotkey.map(|hotkey| (hotkey, emission))
            })
            .collect();
        Self::store_neuron_terms(netuid, neurons);
        emission
    }

    fn store_mechanism_epoch(index: NetUidStorageIndex, outcome: MechanismEpoch) {
        Incentive::<T>::insert(index, fractions(outcome.incentive));
        Self::deposit_event(Event::IncentiveAlphaEmittedToMiners {
            netuid: index,
            emissions: alpha_balances(outcome.server_emission_rao),
        });
        for (uid, row) in (0u16..).zip(outcome.bonds.rows()) {
            Bonds::<T>::insert(index, uid, row.to_vec());
        }
    }

    fn store_neuron_terms(netuid: NetUid, neurons: NeuronTerms) {
        Active::<T>::insert(netuid, neurons.active);
        Emission::<T>::insert(netuid, alpha_balances(neurons.emission_rao));
        Consensus::<T>::insert(netuid, fractions(neurons.consensus));
        Dividends::<T>::insert(netuid, fractions(neurons.dividends));
        ValidatorTrust::<T>::insert(netuid, fractions(neurons.validator_trust));
        ValidatorPermit::<T>::insert(netuid, neurons.validator_permits);
        StakeWeight::<T>::insert(netuid, neurons.stake_weight);
    }

    /// Forgets every bond that points at the hotkey's neuron, in all mechanisms, if the subnet
    /// asks for that when a neuron publishes a commitment.
    pub fn reset_bonds_of(netuid: NetUid, hotkey: &T::AccountId) {
        if !BondsResetOn::<T>::get(netuid) {
            return;
        }
        let Some(target) = Self::uid_for_hotkey(netuid, hotkey) else {
            return;
        };
        for index in Self::mechanism_indices(netuid) {
            let rows: Vec<(u16, Vec<(u16, u16)>)> = Bonds::<T>::iter_prefix(index).collect();
            for (uid, mut row) in rows {
                row.retain(|(column, _)| *column != target);
                Bonds::<T>::insert(index, uid, row);
            }
        }
    }
}

fn alpha_balances(amounts_rao: Vec<u64>) -> Vec<AlphaBalance> {
    amounts_rao.into_iter().map(AlphaBalance::from).collect()
}

fn fractions(parts: Vec<u16>) -> Vec<PerU16> {
    parts.into_iter().map(PerU16::from_parts).collect()
}
