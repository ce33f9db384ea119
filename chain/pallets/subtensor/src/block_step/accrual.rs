//! Accruing a block's new alpha to the pots that the next epoch pays out.

use taonet_primitives::{AlphaBalance, AlphaLedger, NetUid};

use super::coinbase::{RootStake, SubnetDue};
use crate::*;

impl<T: Config> Pallet<T> {
    /// Mints the subnet's alpha_out and splits it over the pending pots of owner, miners,
    /// validators and root. Without the root-sell flag root's part is recycled.
    pub(crate) fn accrue_alpha_out(due: &SubnetDue, root: RootStake, root_sell: bool) {
        let netuid = due.netuid;
        let minted = AlphaBalance::from(due.terms.alpha_out_rao());
        SubnetAlphaOutEmission::<T>::insert(netuid, minted);
        if !minted.is_zero() {
            T::AlphaAssets::mint(netuid, minted);
            SubnetAlphaOut::<T>::mutate(netuid, |out| *out = out.saturating_add(minted));
        }
        let owner_cut = OwnerCutEnabled::<T>::get(netuid).then(SubnetOwnerCut::<T>::get);
        let split = taonet_emission::split_alpha_out(
            due.terms.alpha_out,
            owner_cut,
            root.proportion_of(Self::alpha_issuance(netuid)),
        );
        if owner_cut.is_some() {
            PendingOwnerCut::<T>::mutate(netuid, |pot| {
                *pot = pot.saturating_add(AlphaBalance::from(split.owner_rao));
            });
        }
        PendingServerEmission::<T>::mutate(netuid, |pot| {
            *pot = pot.saturating_add(AlphaBalance::from(split.server_rao));
        });
        PendingValidatorEmission::<T>::mutate(netuid, |pot| {
            *pot = pot.saturating_add(AlphaBalance::from(split.validator_rao));
        });
        let root = AlphaBalance::from(split.root_rao);
        if root_sell {
            PendingRootAlphaDivs::<T>::mutate(netuid, |pot| *pot = pot.saturating_add(root));
        } else {
            Self::recycle_subnet_alpha(netuid, root);
        }
    }

    /// Takes alpha that belongs to nobody out of the subnet's issuance.
    pub(crate) fn recycle_subnet_alpha(netuid: NetUid, amount: AlphaBalance) {
        if amount.is_zero() {
            return;
        }
        SubnetAlphaOut::<T>::mutate(netuid, |out| *out = out.saturating_sub(amount));
        T::AlphaAssets::recycle(netuid, amount);
    }
}
