//! Fills [`SubnetInfo`] and its successor.

use crate::*;
use alloc::vec::Vec;
use codec::Compact;
use runtime_api::subnet_info::{SubnetInfo, SubnetInfov2};
use taonet_primitives::NetUid;

impl<T: Config> Pallet<T> {
    /// Summary of the subnet, `None` when it does not exist.
    pub fn subnet_info(netuid: NetUid) -> Option<SubnetInfo<T::AccountId>> {
        let SubnetInfov2 {
            netuid,
            rho,
            kappa,
            difficulty,
            immunity_period,
            max_allowed_validators,
            min_allowed_weights,
            max_weights_limit,
            scaling_law_power,
            subnetwork_n,
            max_allowed_uids,
            blocks_since_last_step,
            tempo,
            network_modality,
            network_connect,
            emission_value,
            burn,
            owner,
            identity: _,
        } = Self::subnet_info_v2(netuid)?;
        Some(SubnetInfo {
            netuid,
            rho,
            kappa,
            difficulty,
            immunity_period,
            max_allowed_validators,
            min_allowed_weights,
            max_weights_limit,
            scaling_law_power,
            subnetwork_n,
            max_allowed_uids,
            blocks_since_last_step,
            tempo,
            network_modality,
            network_connect,
            emission_values: emission_value,
            burn,
            owner,
        })
    }

    /// Summary of the subnet with its identity, `None` when it does not exist.
    pub fn subnet_info_v2(netuid: NetUid) -> Option<SubnetInfov2<T::AccountId>> {
        Self::subnet_exists(netuid).then(|| SubnetInfov2 {
            netuid: Compact(netuid),
            rho: Compact(Rho::<T>::get(netuid)),
            kappa: Compact(Kappa::<T>::get(netuid)),
            difficulty: Compact(Difficulty::<T>::get(netuid)),
            immunity_period: Compact(ImmunityPeriod::<T>::get(netuid)),
            max_allowed_validators: Compact(MaxAllowedValidators::<T>::get(netuid)),
            min_allowed_weights: Compact(MinAllowedWeights::<T>::get(netuid)),
            max_weights_limit: Compact(u16::MAX),
            scaling_law_power: Compact(ScalingLawPower::<T>::get(netuid)),
            subnetwork_n: Compact(Self::subnetwork_n(netuid)),
            max_allowed_uids: Compact(MaxAllowedUids::<T>::get(netuid)),
            blocks_since_last_step: Compact(BlocksSinceLastStep::<T>::get(netuid)),
            tempo: Compact(Tempo::<T>::get(netuid)),
            network_modality: Compact(0),
            network_connect: Vec::new(),
            emission_value: Compact(0),
            burn: Compact(Burn::<T>::get(netuid)),
            owner: SubnetOwner::<T>::get(netuid),
            identity: SubnetIdentitiesV3::<T>::get(netuid),
        })
    }

    /// Existing subnets in ascending order.
    pub fn subnet_netuids_ascending() -> Vec<NetUid> {
        let mut netuids = Self::all_subnet_netuids();
        netuids.sort_unstable();
        netuids
    }

    /// Summaries of all subnets in ascending order.
    pub fn subnets_info() -> Vec<Option<SubnetInfo<T::AccountId>>> {
        Self::subnet_netuids_ascending()
            .into_iter()
            .map(Self::subnet_info)
            .collect()
    }

    /// Summaries of all subnets with their identities, in ascending order.
    pub fn subnets_info_v2() -> Vec<Option<SubnetInfov2<T::AccountId>>> {
        Self::subnet_netuids_ascending()
            .into_iter()
            .map(Self::subnet_info_v2)
            .collect()
    }
}
