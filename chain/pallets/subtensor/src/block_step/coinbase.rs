//! The coinbase: how much each subnet gets in a block, and the order in which it gets it.

use alloc::vec::Vec;
use substrate_fixed::types::U64F64;
use taonet_emission::{ShareInput, SubnetTerms};
use taonet_primitives::{NetUid, SwapHandler};

use super::mint::BlockCredit;
use crate::*;

/// What one subnet is due in this block, computed before anything of the block is paid.
pub(crate) struct SubnetDue {
    pub(crate) netuid: NetUid,
    pub(crate) terms: SubnetTerms,
}

impl<T: Config> Pallet<T> {
    /// Splits the minted TAO over the subnets, then drains and distributes what is due.
    pub(crate) fn run_coinbase(block: u64, mut credit: BlockCredit<T>) {
        let _ = SubnetRootSellTao::<T>::clear(u32::MAX, None);
        let eligible = Self::subnets_with_emission();
        let emission_rao = Self::credit_rao(&credit);
        let prices: Vec<U64F64> = eligible
            .iter()
            .map(|netuid| Self::effective_moving_price(*netuid))
            .collect();
        let root_sell = taonet_emission::root_sell_flag(prices.iter().copied());
        let inputs: Vec<ShareInput> = eligible
            .iter()
            .zip(prices)
            .map(|(netuid, moving_price)| ShareInput {
                moving_price,
                miner_burned: MinerBurned::<T>::get(netuid),
                enabled: SubnetEmissionEnabled::<T>::get(netuid),
            })
            .collect();
        let emissions = taonet_emission::block_emissions(&inputs, emission_rao);
        let due: Vec<SubnetDue> = eligible
            .into_iter()
            .zip(emissions)
            .map(|(netuid, tau)| SubnetDue {
                netuid,
                terms: Self::subnet_terms(netuid, tau),
            })
            .collect();

        for subnet in &due {
            Self::inject_liquidity(subnet, &mut credit);
        }
        Self::unmint_tao(credit);
        for subnet in &due {
            Self::accrue_alpha_out(subnet, root_sell);
        }
        for drained in Self::drain_due_subnets(block) {
            Self::distribute_emission(&drained);
            LastMechansimStepBlock::<T>::insert(drained.netuid, block);
        }
    }

    /// Subnets that take part in emission: started, with an enabled token, open for registration.
    pub fn subnets_with_emission() -> Vec<NetUid> {
        Self::non_root_netuids()
            .into_iter()
            .filter(|netuid| {
                FirstEmissionBlockNumber::<T>::contains_key(netuid)
                    && SubtokenEnabled::<T>::get(netuid)
                    && NetworkRegistrationAllowed::<T>::get(netuid)
            })
            .collect()
    }

    /// The moving price as emission sees it: 1 for root and stable pools.
    pub fn effective_moving_price(netuid: NetUid) -> U64F64 {
        taonet_emission::effective_moving_price(
            netuid.into(),
            SubnetMechanism::<T>::get(netuid),
            SubnetMovingPrice::<T>::get(netuid),
        )
    }

    /// Root's share of what the subnet's alpha represents, from the state of this moment.
    pub fn root_proportion(netuid: NetUid) -> U96F32 {
        taonet_emission::root_proportion(
            SubnetTAO::<T>::get(NetUid::ROOT).into(),
            TaoWeight::<T>::get(),
            Self::alpha_issuance(netuid).to_u64(),
        )
    }

    fn subnet_terms(netuid: NetUid, tau: U96F32) -> SubnetTerms {
        let issuance = Self::alpha_issuance(netuid).to_u64();
        // Reading the curve is what keeps `BlockEmission` up to date.
        Self::emission_at(issuance);
        taonet_emission::subnet_terms(
            tau,
            T::SwapInterface::spot_price(netuid),
            Self::root_proportion(netuid),
            issuance,
        )
    }
}
