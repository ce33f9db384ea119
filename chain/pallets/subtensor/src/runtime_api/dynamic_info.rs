//! A subnet's pool and emission.

use crate::*;
use alloc::vec::Vec;
use codec::{Compact, Decode, Encode};
use scale_info::TypeInfo;
use substrate_fixed::types::I96F32;
use taonet_primitives::{AlphaBalance, NetUid, TaoBalance};

/// Pool, emission and identity of a subnet.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[scale_info(replace_segment("runtime_api", "rpc_info"))]
pub struct DynamicInfo<AccountId> {
    /// The subnet.
    pub netuid: Compact<NetUid>,
    /// The owner's hotkey.
    pub owner_hotkey: AccountId,
    /// The owner's coldkey.
    pub owner_coldkey: AccountId,
    /// Name, UTF-8 bytes.
    pub subnet_name: Vec<Compact<u8>>,
    /// Symbol of the token, UTF-8 bytes.
    pub token_symbol: Vec<Compact<u8>>,
    /// Blocks between epochs.
    pub tempo: Compact<u16>,
    /// Block of the last epoch.
    pub last_step: Compact<u64>,
    /// Blocks since the last epoch.
    pub blocks_since_last_step: Compact<u64>,
    /// Always 0.
    pub emission: Compact<u64>,
    /// Alpha in the pool, in rao.
    pub alpha_in: Compact<AlphaBalance>,
    /// Alpha outside the pool, in rao.
    pub alpha_out: Compact<AlphaBalance>,
    /// TAO in the pool, in rao.
    pub tao_in: Compact<TaoBalance>,
    /// Alpha emitted to participants per block, in rao.
    pub alpha_out_emission: Compact<AlphaBalance>,
    /// Alpha emitted into the pool per block, in rao.
    pub alpha_in_emission: Compact<AlphaBalance>,
    /// TAO emitted into the pool per block, in rao.
    pub tao_in_emission: Compact<TaoBalance>,
    /// Alpha waiting for the next epoch, in rao.
    pub pending_alpha_emission: Compact<AlphaBalance>,
    /// Always 0.
    pub pending_root_emission: Compact<TaoBalance>,
    /// TAO traded so far, in rao.
    pub subnet_volume: Compact<u128>,
    /// Block of registration.
    pub network_registered_at: Compact<u64>,
    /// What the subnet says about itself.
    pub subnet_identity: Option<SubnetIdentityV3>,
    /// Moving average of the price, TAO per alpha.
    pub moving_price: I96F32,
}

/// Text in the odd form of these structs: every byte compact encoded.
pub(crate) fn compact_bytes(bytes: Vec<u8>) -> Vec<Compact<u8>> {
    bytes.into_iter().map(Compact).collect()
}

impl<T: Config> Pallet<T> {
    /// Pool and emission of the subnet, `None` when it does not exist.
    pub fn dynamic_info(netuid: NetUid) -> Option<DynamicInfo<T::AccountId>> {
        if !Self::subnet_exists(netuid) {
            return None;
        }
        let last_step = LastMechansimStepBlock::<T>::get(netuid);
        Some(DynamicInfo {
            netuid: Compact(netuid),
            owner_hotkey: SubnetOwnerHotkey::<T>::get(netuid),
            owner_coldkey: SubnetOwner::<T>::get(netuid),
            subnet_name: compact_bytes(Self::subnet_name(netuid)),
            token_symbol: compact_bytes(TokenSymbol::<T>::get(netuid)),
            tempo: Compact(Tempo::<T>::get(netuid)),
            last_step: Compact(last_step),
            blocks_since_last_step: Compact(Self::now().saturating_sub(last_step)),
            emission: Compact(0),
            alpha_in: Compact(SubnetAlphaIn::<T>::get(netuid)),
            alpha_out: Compact(SubnetAlphaOut::<T>::get(netuid)),
            tao_in: Compact(SubnetTAO::<T>::get(netuid)),
            alpha_out_emission: Compact(SubnetAlphaOutEmission::<T>::get(netuid)),
            alpha_in_emission: Compact(SubnetAlphaInEmission::<T>::get(netuid)),
            tao_in_emission: Compact(SubnetTaoInEmission::<T>::get(netuid)),
            pending_alpha_emission: Compact(Self::pending_alpha_emission(netuid)),
            pending_root_emission: Compact(TaoBalance::ZERO),
            subnet_volume: Compact(SubnetVolume::<T>::get(netuid)),
            network_registered_at: Compact(NetworkRegisteredAt::<T>::get(netuid)),
            subnet_identity: SubnetIdentitiesV3::<T>::get(netuid),
            moving_price: SubnetMovingPrice::<T>::get(netuid),
        })
    }

    /// [`Pallet::dynamic_info`] of all subnets.
    pub fn all_dynamic_info() -> Vec<Option<DynamicInfo<T::AccountId>>> {
        Self::all_subnet_netuids()
            .into_iter()
            .map(Self::dynamic_info)
            .collect()
    }

    /// Alpha that waits for the next epoch: for validators and miners, not the owner's part.
    pub(crate) fn pending_alpha_emission(netuid: NetUid) -> AlphaBalance {
        PendingValidatorEmission::<T>::get(netuid)
            .saturating_add(PendingServerEmission::<T>::get(netuid))
    }
}
