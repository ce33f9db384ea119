//! Reading a metagraph from the chain.

use super::parts::{MetagraphEmissions, MetagraphPool, MetagraphRules};
use super::{Metagraph, MetagraphField, MetagraphFields};
use crate::{Alpha, ClientError, StateAt};

const API: &str = "SubnetInfoRuntimeApi";

/// What a metagraph holds beside the answer of the one great runtime call.
struct Beside {
    validator_trust: Vec<u16>,
    mechanism_count: u8,
    emissions_split: Option<Vec<u16>>,
    tao_weight: u64,
}

impl StateAt {
    /// A subnet's sub-mechanism and all its neurons, without weights and bonds.
    ///
    /// # Errors
    /// [`ClientError::UnknownSubnet`] where there is none.
    pub async fn metagraph(&self, netuid: u16, mechid: u8) -> Result<Metagraph, ClientError> {
        let (fields, beside) =
            futures::try_join!(self.metagraph_fields(netuid, mechid), self.beside(netuid))?;
        Ok(Metagraph::new(
            self.client().network().name(),
            netuid,
            mechid,
            fields,
            beside,
        ))
    }

    /// The same with weights and bonds.
    ///
    /// # Errors
    /// [`ClientError::UnknownSubnet`] where there is none.
    pub async fn metagraph_with_weights(
        &self,
        netuid: u16,
        mechid: u8,
    ) -> Result<Metagraph, ClientError> {
        let (mut metagraph, weights, bonds) = futures::try_join!(
            self.metagraph(netuid, mechid),
            self.weights(netuid, mechid),
            self.bonds(netuid, mechid),
        )?;
        metagraph.weight_rows = Some(weights);
        metagraph.bond_rows = Some(bonds);
        Ok(metagraph)
    }

    /// Some fields of a metagraph, chosen by number: cheaper than all of it.
    ///
    /// # Errors
    /// [`ClientError::UnknownSubnet`] where there is none.
    pub async fn selective_metagraph(
        &self,
        netuid: u16,
        mechid: u8,
        fields: &[MetagraphField],
    ) -> Result<MetagraphFields, ClientError> {
        // Without field 0 the answer names subnet 0, and its alpha would be of that.
        let mut numbers: Vec<u16> = fields.iter().map(|field| field.0).collect();
        if !numbers.contains(&0) {
            numbers.insert(0, 0);
        }
        let found: Option<MetagraphFields> = if mechid == 0 {
            self.runtime(API, "get_selective_metagraph", (netuid, numbers))
                .await?
        } else {
            self.runtime(API, "get_selective_mechagraph", (netuid, mechid, numbers))
                .await?
        };
        found.ok_or(ClientError::UnknownSubnet { netuid })
    }

    async fn metagraph_fields(
        &self,
        netuid: u16,
        mechid: u8,
    ) -> Result<MetagraphFields, ClientError> {
        let found: Option<MetagraphFields> = if mechid == 0 {
            self.runtime(API, "get_metagraph", (netuid,)).await?
        } else {
            self.runtime(API, "get_mechagraph", (netuid, mechid))
                .await?
        };
        found.ok_or(ClientError::UnknownSubnet { netuid })
    }

    async fn beside(&self, netuid: u16) -> Result<Beside, ClientError> {
        let (validator_trust, mechanism_count, emissions_split, tao_weight) = futures::try_join!(
            self.validator_trust(netuid),
            self.mechanism_count(netuid),
            self.mechanism_split(netuid),
            self.tao_weight(),
        )?;
        Ok(Beside {
            validator_trust,
            mechanism_count,
            emissions_split,
            tao_weight,
        })
    }
}

impl Metagraph {
    fn new(
        network: &str,
        netuid: u16,
        mechid: u8,
        fields: MetagraphFields,
        beside: Beside,
    ) -> Self {
        let hotkeys = fields.hotkeys.as_ref().map_or(0, Vec::len);
        let counted = u16::try_from(hotkeys).unwrap_or(u16::MAX);
        Self {
            version: version(),
            network: network.to_owned(),
            netuid,
            mechid,
            block: fields.block.unwrap_or_default(),
            hparams: rules(&fields),
            pool: pool(&fields, netuid),
            emissions: emissions(&fields, netuid),
            name: fields.name.unwrap_or_default(),
            symbol: fields.symbol.unwrap_or_default(),
            identity: fields.identity.flatten(),
            network_registered_at: fields.network_registered_at.unwrap_or_default(),
            owner_hotkey: fields.owner_hotkey.unwrap_or_default(),
            owner_coldkey: fields.owner_coldkey.unwrap_or_default(),
            tempo: fields.tempo.unwrap_or_default(),
            last_step: fields.last_step.unwrap_or_default(),
            blocks_since_last_step: fields.blocks_since_last_step.unwrap_or_default(),
            num_uids: fields.num_uids.unwrap_or(counted),
            max_uids: fields.max_uids.unwrap_or_default(),
            mechanism_count: beside.mechanism_count,
            emissions_split: beside.emissions_split,
            tao_weight: beside.tao_weight,
            hotkeys: fields.hotkeys.unwrap_or_default(),
            coldkeys: fields.coldkeys.unwrap_or_default(),
            identities: fields.identities.unwrap_or_default(),
            axons: fields.axons.unwrap_or_default(),
            active: fields.active.unwrap_or_default(),
            validator_permit: fields.validator_permit.unwrap_or_default(),
            last_update: fields.last_update.unwrap_or_default(),
            block_at_registration: fields.block_at_registration.unwrap_or_default(),
            emission_rao: fields.emission.unwrap_or_default(),
            dividends_u16: fields.dividends.unwrap_or_default(),
            incentive_u16: fields.incentives.unwrap_or_default(),
            consensus_u16: fields.consensus.unwrap_or_default(),
            validator_trust_u16: beside.validator_trust,
            pruning_score: fields.pruning_score.unwrap_or_default(),
            alpha_stake_rao: fields.alpha_stake.unwrap_or_default(),
            root_stake_rao: fields.tao_stake.unwrap_or_default(),
            total_stake_rao: fields.total_stake.unwrap_or_default(),
            tao_dividends_per_hotkey: fields.tao_dividends_per_hotkey.unwrap_or_default(),
            alpha_dividends_per_hotkey: fields.alpha_dividends_per_hotkey.unwrap_or_default(),
            weight_rows: None,
            bond_rows: None,
        }
    }
}

/// Version of this crate as one number: 1.2.3 is 1,002,003.
fn version() -> u32 {
    env!("CARGO_PKG_VERSION")
        .split('.')
        .map(|part| part.parse::<u32>().unwrap_or_default())
        .fold(0, |sum, part| {
            sum.saturating_mul(1_000).saturating_add(part)
        })
}

fn rules(fields: &MetagraphFields) -> MetagraphRules {
    MetagraphRules {
        rho: fields.rho.unwrap_or_default(),
        kappa: fields.kappa.unwrap_or_default(),
        min_allowed_weights: fields.min_allowed_weights.unwrap_or_default(),
        max_weights_limit: fields.max_weights_limit.unwrap_or_default(),
        weights_version: fields.weights_version.unwrap_or_default(),
        weights_rate_limit: fields.weights_rate_limit.unwrap_or_default(),
        activity_cutoff: fields.activity_cutoff.unwrap_or_default(),
        max_validators: fields.max_validators.unwrap_or_default(),
        burn: fields.burn.unwrap_or_default(),
        difficulty: fields.difficulty.unwrap_or_default(),
        registration_allowed: fields.registration_allowed.unwrap_or_default(),
        pow_registration_allowed: fields.pow_registration_allowed.unwrap_or_default(),
        immunity_period: fields.immunity_period.unwrap_or_default(),
        min_difficulty: fields.min_difficulty.unwrap_or_default(),
        max_difficulty: fields.max_difficulty.unwrap_or_default(),
        min_burn: fields.min_burn.unwrap_or_default(),
        max_burn: fields.max_burn.unwrap_or_default(),
        adjustment_alpha: fields.adjustment_alpha.unwrap_or_default(),
        adjustment_interval: fields.adjustment_interval.unwrap_or_default(),
        target_regs_per_interval: fields.target_regs_per_interval.unwrap_or_default(),
        max_regs_per_block: fields.max_regs_per_block.unwrap_or_default(),
        serving_rate_limit: fields.serving_rate_limit.unwrap_or_default(),
        commit_reveal_weights_enabled: fields.commit_reveal_weights_enabled.unwrap_or_default(),
        commit_reveal_period: fields.commit_reveal_period.unwrap_or_default(),
        liquid_alpha_enabled: fields.liquid_alpha_enabled.unwrap_or_default(),
        alpha_high: fields.alpha_high.unwrap_or_default(),
        alpha_low: fields.alpha_low.unwrap_or_default(),
        bonds_moving_avg: fields.bonds_moving_avg.unwrap_or_default(),
    }
}

fn pool(fields: &MetagraphFields, netuid: u16) -> MetagraphPool {
    let none = Alpha::new(netuid, 0);
    MetagraphPool {
        alpha_in: fields.alpha_in.unwrap_or(none),
        alpha_out: fields.alpha_out.unwrap_or(none),
        tao_in: fields.tao_in.unwrap_or_default(),
        subnet_volume_rao: fields.subnet_volume.unwrap_or_default(),
        moving_price: fields.moving_price.unwrap_or_default().to_f64(),
    }
}

fn emissions(fields: &MetagraphFields, netuid: u16) -> MetagraphEmissions {
    let none = Alpha::new(netuid, 0);
    MetagraphEmissions {
        alpha_out_emission: fields.alpha_out_emission.unwrap_or(none),
        alpha_in_emission: fields.alpha_in_emission.unwrap_or(none),
        tao_in_emission: fields.tao_in_emission.unwrap_or_default(),
        subnet_emission: fields.subnet_emission.unwrap_or_default(),
        pending_alpha_emission: fields.pending_alpha_emission.unwrap_or(none),
        pending_root_emission: fields.pending_root_emission.unwrap_or_default(),
    }
}
