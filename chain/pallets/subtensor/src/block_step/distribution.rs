//! Paying out a drained subnet: owner, miners, validators with their nominators, root stakers.

use alloc::collections::BTreeMap;
use taonet_primitives::{AlphaBalance, NetUid};

use super::drain::DrainedSubnet;
use crate::*;

impl<T: Config> Pallet<T> {
    /// Runs the subnet's epoch with the drained pots and pays everybody.
    pub(crate) fn distribute_emission(drained: DrainedSubnet<T>) {
        let netuid = drained.netuid;
        let server = u64::from(drained.server);
        let validator = u64::from(drained.validator);
        let root = u64::from(drained.root);
        let epoch_emission = server.saturating_add(validator).saturating_add(root);
        let emission = Self::run_subnet_epoch(netuid, drained.hotkeys, epoch_emission);

        let mut incentives = BTreeMap::new();
        let mut incentive_sum = 0u64;
        let mut dividends = BTreeMap::new();
        let mut burned_rao = 0u64;
        for (hotkey, terms) in emission {
            incentive_sum = incentive_sum.saturating_add(terms.server_rao);
            let burned =
                Self::add_dividends_of(&hotkey, netuid, terms.validator_rao, &mut dividends);
            burned_rao = burned_rao.saturating_add(burned);
            incentives.insert(hotkey, AlphaBalance::from(terms.server_rao));
        }
        // Without incentive the validators get the miners' half too.
        let validator_pot = taonet_emission::validator_pot(server, validator, incentive_sum);
        // What child keys burn comes out of the pot: it cannot be recycled and paid as well.
        let burned_rao = burned_rao.min(validator_pot);
        let validator_pot = validator_pot.saturating_sub(burned_rao);
        Self::recycle_subnet_alpha(netuid, AlphaBalance::from(burned_rao));
        let shares = Self::split_dividend_pots(netuid, dividends, validator_pot, root);

        Self::pay_owner_cut(netuid, drained.owner);
        Self::pay_incentives(netuid, incentives);
        Self::pay_alpha_dividends(netuid, &shares);
        Self::pay_root_dividends(netuid, &shares);
    }

    /// Stakes the owner's cut on the owner's hotkey. Without a stored owner it is nobody's.
    fn pay_owner_cut(netuid: NetUid, amount: AlphaBalance) {
        let owner = SubnetOwner::<T>::try_get(netuid);
        let hotkey = SubnetOwnerHotkey::<T>::try_get(netuid);
        if let (Ok(owner), Ok(hotkey)) = (owner, hotkey) {
            Self::increase_stake_for_hotkey_and_coldkey_on_subnet(&hotkey, &owner, netuid, amount);
            Self::distribute_lease_dividends(netuid, amount);
            Self::auto_lock_owner_cut(&owner, &hotkey, netuid, amount);
        }
    }
}
