//! The coinbase: how much each subnet gets in a block, and the order in which it gets it.

use alloc::vec::Vec;
use substrate_fixed::types::U64F64;
use taonet_emission::{ShareInput, SubnetTerms};
use taonet_primitives::{AlphaBalance, NetUid, SwapHandler};

use super::mint::BlockCredit;
use crate::*;

/// What one subnet is due in this block, computed before anything of the block is paid.
pub(crate) struct SubnetDue {
    pub(crate) netuid: NetUid,
    pub(crate) terms: SubnetTerms,
}

/// Root's stake and what it weighs.
#[derive(Clone, Copy)]
pub(crate) struct RootStake {
    tao_rao: u64,
    tao_weight: u64,
}

impl RootStake {
    pub(crate) fn load<T: Config>() -> Self {
        Self {
            tao_rao: SubnetTAO::<T>::get(NetUid::ROOT).into(),
            tao_weight: TaoWeight::<T>::get(),
        }
    }

    /// Root's share of what a subnet's alpha represents.
    pub(crate) fn proportion_of(self, alpha_issuance: AlphaBalance) -> U96F32 {
        taonet_emission::root_proportion(self.tao_rao, self.tao_weight, alpha_issuance.to_u64())
    }
}

impl<T: Config> Pallet<T> {
    /// Splits the minted TAO over the subnets, then drains and distributes what is due.
    pub(crate) fn run_coinbase(
        block: u64,
        mut credit: BlockCredit<T>,
        netuids: &[NetUid],
        emitting: &[NetUid],
    ) {
        let _ = SubnetRootSellTao::<T>::clear(u32::MAX, None);
        let emission_rao = Self::credit_rao(&credit);
        let prices: Vec<U64F64> = emitting
            .iter()
            .map(|netuid| Self::effective_moving_price(*netuid))
            .collect();
        let root_sell = taonet_emission::root_sell_flag(prices.iter().copied());
        let inputs: Vec<ShareInput> = emitting
            .iter()
            .zip(prices)
            .map(|(netuid, moving_price)| ShareInput {
                moving_price,
                miner_burned: MinerBurned::<T>::get(netuid),
                enabled: SubnetEmissionEnabled::<T>::get(netuid),
            })
            .collect();
        let emissions = taonet_emission::block_emissions(&inputs, emission_rao);
        let root = RootStake::load::<T>();
        let due: Vec<SubnetDue> = emitting
            .iter()
            .zip(emissions)
            .map(|(netuid, tau)| SubnetDue {
                netuid: *netuid,
                terms: Self::subnet_terms(*netuid, tau, root),
            })
            .collect();

        for subnet in &due {
            Self::inject_liquidity(subnet, &mut credit);
        }
        Self::unmint_tao(credit);
        for subnet in &due {
            Self::accrue_alpha_out(subnet, root, root_sell);
        }
        for drained in Self::drain_due_subnets(block, netuids) {
            let netuid = drained.netuid;
            Self::distribute_emission(drained);
            LastMechansimStepBlock::<T>::insert(netuid, block);
        }
    }

    /// Subnets that take part in emission: started, with an enabled token, open for registration.
    pub(crate) fn emitting_among(netuids: &[NetUid]) -> Vec<NetUid> {
        netuids
            .iter()
            .copied()
            .filter(|netuid| {
                !netuid.is_root()
                    && FirstEmissionBlockNumber::<T>::contains_key(netuid)
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

    fn subnet_terms(netuid: NetUid, tau: U96F32, root: RootStake) -> SubnetTerms {
        let alpha_issuance = Self::alpha_issuance(netuid);
        let issuance = alpha_issuance.to_u64();
        // Reading the curve is what keeps `BlockEmission` up to date.
        Self::emission_at(issuance);
        taonet_emission::subnet_terms(
            tau,
            T::SwapInterface::spot_price(netuid),
            root.proportion_of(alpha_issuance),
            issuance,
        )
    }
}
