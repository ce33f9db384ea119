//! Every read of the client, once.

use super::{KEY, runtime};
use taonet_client::metagraph::MetagraphField;
use taonet_client::{Alpha, ClientError, StateAt, Tao};

/// Counts what a runtime answered, and what it truly does not have.
pub struct Check {
    pub spec_version: u32,
    pub answered: usize,
    pub missing: Vec<String>,
}

impl Check {
    fn read<T>(&mut self, name: &str, found: Result<T, ClientError>) {
        match found {
            Ok(_) => self.answered += 1,
            Err(ClientError::NotInRuntime {
                kind,
                name: missing,
                spec_version,
            }) => {
                assert_eq!(spec_version, self.spec_version);
                let (group, item) = missing.split_once('.').unwrap();
                let runtime = runtime(spec_version);
                let there = match kind {
                    "runtime call" => runtime.has_call(group, item),
                    "storage item" => runtime.has_storage(group, item),
                    _ => runtime.codec().constant(group, item).is_ok(),
                };
                assert!(!there, "{name}: {spec_version} does have {kind} {missing}");
                self.missing.push(missing);
            }
            Err(error) => panic!("{name} of runtime {}: {error}", self.spec_version),
        }
    }
}

/// Reads everything.
pub async fn every_read(state: &StateAt, check: &mut Check) {
    // admin
    check.read("burn_increase", state.burn_increase(1).await);
    check.read("sudo_key", state.sudo_key().await);
    check.read(
        "admin_freeze_window_blocks",
        state.admin_freeze_window_blocks().await,
    );
    check.read(
        "owner_rule_rate_limit_tempos",
        state.owner_rule_rate_limit_tempos().await,
    );
    check.read(
        "weights_version_rate_limit_tempos",
        state.weights_version_rate_limit_tempos().await,
    );
    check.read("kappa", state.kappa(1).await);
    check.read("rho", state.rho(1).await);
    check.read(
        "immunity_period_blocks",
        state.immunity_period_blocks(1).await,
    );
    check.read("max_validators", state.max_validators(1).await);
    check.read(
        "min_registration_price",
        state.min_registration_price(1).await,
    );
    check.read(
        "max_registration_price",
        state.max_registration_price(1).await,
    );
    check.read(
        "burn_half_life_blocks",
        state.burn_half_life_blocks(1).await,
    );
    check.read("difficulty", state.difficulty(1).await);
    check.read(
        "activity_cutoff_factor_milli",
        state.activity_cutoff_factor_milli(1).await,
    );
    check.read(
        "activity_cutoff_blocks",
        state.activity_cutoff_blocks(1).await,
    );
    check.read("bonds_moving_average", state.bonds_moving_average(1).await);
    check.read("bonds_penalty", state.bonds_penalty(1).await);
    check.read("bonds_reset_enabled", state.bonds_reset_enabled(1).await);
    check.read("liquid_alpha_enabled", state.liquid_alpha_enabled(1).await);
    check.read("liquid_alpha_bounds", state.liquid_alpha_bounds(1).await);
    check.read(
        "alpha_sigmoid_steepness",
        state.alpha_sigmoid_steepness(1).await,
    );
    check.read("yuma3_enabled", state.yuma3_enabled(1).await);
    check.read("recycle_or_burn", state.recycle_or_burn(1).await);
    check.read(
        "immune_owner_uids_limit",
        state.immune_owner_uids_limit(1).await,
    );
    check.read(
        "max_registrations_per_block",
        state.max_registrations_per_block(1).await,
    );
    check.read(
        "registrations_this_block",
        state.registrations_this_block(1).await,
    );
    check.read("price_halving_blocks", state.price_halving_blocks(1).await);
    check.read("max_epochs_per_block", state.max_epochs_per_block().await);
    check.read("voting_power_tracked", state.voting_power_tracked(1).await);
    // balances
    check.read("balance", state.balance(&KEY).await);
    check.read("balances", state.balances(&[KEY, KEY]).await);
    check.read("nonce", state.nonce(&KEY).await);
    check.read("existential_deposit", state.existential_deposit());
    check.read("balances_issuance", state.balances_issuance().await);
    check.read("total_issuance", state.total_issuance().await);
    check.read("total_stake", state.total_stake().await);
    // chain
    check.read("slot_duration_ms", state.slot_duration_ms().await);
    check.read("block_emission", state.block_emission().await);
    check.read("ss58_prefix", state.ss58_prefix());
    check.read("block_hash_count", state.block_hash_count());
    check.read("timestamp_ms", state.timestamp_ms().await);
    check.read("last_beacon_round", state.last_beacon_round().await);
    check.read("oldest_beacon_round", state.oldest_beacon_round().await);
    check.read("evm_chain_id", state.evm_chain_id().await);
    check.read("safe_mode_until", state.safe_mode_until().await);
    // children
    check.read("children", state.children(&KEY, 1).await);
    check.read("children_everywhere", state.children_everywhere(&KEY).await);
    check.read("parents", state.parents(&KEY, 1).await);
    check.read("pending_children", state.pending_children(&KEY, 1).await);
    check.read("childkey_take", state.childkey_take(&KEY, 1).await);
    check.read("min_childkey_take", state.min_childkey_take().await);
    check.read(
        "min_childkey_take_of_subnet",
        state.min_childkey_take_of_subnet(1).await,
    );
    check.read("max_childkey_take", state.max_childkey_take().await);
    check.read(
        "pending_children_cooldown_blocks",
        state.pending_children_cooldown_blocks().await,
    );
    check.read(
        "childkey_take_rate_limit_blocks",
        state.childkey_take_rate_limit_blocks().await,
    );
    check.read(
        "auto_parent_delegation",
        state.auto_parent_delegation(&KEY).await,
    );
    // commitments
    check.read("commitment", state.commitment(1, &KEY).await);
    check.read("commitments", state.commitments(1).await);
    check.read(
        "revealed_commitment",
        state.revealed_commitment(1, &KEY).await,
    );
    check.read("revealed_commitments", state.revealed_commitments(1).await);
    check.read(
        "last_commitment_block",
        state.last_commitment_block(1, &KEY).await,
    );
    check.read(
        "last_bonds_reset_block",
        state.last_bonds_reset_block(1, &KEY).await,
    );
    check.read(
        "commitment_space_bytes",
        state.commitment_space_bytes().await,
    );
    // crowdloan
    check.read("crowdloan", state.crowdloan(3).await);
    check.read("crowdloans", state.crowdloans().await);
    check.read("next_crowdloan_id", state.next_crowdloan_id().await);
    check.read(
        "crowdloan_contribution",
        state.crowdloan_contribution(3, &KEY).await,
    );
    check.read(
        "crowdloan_contributions",
        state.crowdloan_contributions(3).await,
    );
    check.read(
        "crowdloan_max_contribution",
        state.crowdloan_max_contribution(3).await,
    );
    // delegation
    check.read("delegates", state.delegates().await);
    check.read("delegate", state.delegate(&KEY).await);
    check.read("delegated", state.delegated(&KEY).await);
    check.read("is_delegate", state.is_delegate(&KEY).await);
    check.read("take", state.take(&KEY).await);
    check.read("takes", state.takes().await);
    check.read("min_take", state.min_take().await);
    check.read("max_take", state.max_take().await);
    check.read(
        "take_rate_limit_blocks",
        state.take_rate_limit_blocks().await,
    );
    // hyperparameters
    check.read("hyperparameters", state.hyperparameters(1).await);
    check.read(
        "hyperparameter_entries",
        state.hyperparameter_entries(1).await,
    );
    // identity
    check.read("identity", state.identity(&KEY).await);
    check.read("identities", state.identities().await);
    check.read("subnet_identity", state.subnet_identity(1).await);
    check.read("subnet_identities", state.subnet_identities().await);
    // keys
    check.read("hotkey_owner", state.hotkey_owner(&KEY).await);
    check.read(
        "coldkey_swap_announcement",
        state.coldkey_swap_announcement(&KEY).await,
    );
    check.read(
        "coldkey_swap_announcements",
        state.coldkey_swap_announcements().await,
    );
    check.read("netuids_of_hotkey", state.netuids_of_hotkey(&KEY).await);
    check.read("evm_association", state.evm_association(1, 2).await);
    check.read("hotkey_swap_cost", state.hotkey_swap_cost());
    check.read("owned_hotkeys", state.owned_hotkeys(&KEY).await);
    check.read("staking_hotkeys", state.staking_hotkeys(&KEY).await);
    check.read("is_registered", state.is_registered(&KEY, 1).await);
    check.read("uid", state.uid(1, &KEY).await);
    check.read("uids", state.uids(1).await);
    check.read("hotkey_at", state.hotkey_at(1, 2).await);
    check.read("hotkeys", state.hotkeys(1).await);
    check.read(
        "coldkey_swap_dispute_block",
        state.coldkey_swap_dispute_block(&KEY).await,
    );
    check.read("coldkey_swap_disputes", state.coldkey_swap_disputes().await);
    check.read(
        "coldkey_swap_delay_blocks",
        state.coldkey_swap_delay_blocks().await,
    );
    check.read(
        "coldkey_swap_reannouncement_delay_blocks",
        state.coldkey_swap_reannouncement_delay_blocks().await,
    );
    check.read(
        "hotkey_swap_rate_limit_blocks",
        state.hotkey_swap_rate_limit_blocks().await,
    );
    check.read(
        "last_hotkey_swap_block",
        state.last_hotkey_swap_block(1, &KEY).await,
    );
    check.read("account_flags", state.account_flags(&KEY).await);
    check.read("evm_associations", state.evm_associations(1).await);
    // leases
    check.read("lease_shares", state.lease_shares(3).await);
    check.read("lease_dividends", state.lease_dividends(3).await);
    check.read("lease", state.lease(3).await);
    check.read("leases", state.leases().await);
    check.read("lease_of_subnet", state.lease_of_subnet(1).await);
    check.read("next_lease_id", state.next_lease_id().await);
    // locks
    check.read("lock", state.lock(&KEY, 1).await);
    check.read("locks_of_coldkey", state.locks_of_coldkey(&KEY).await);
    check.read("conviction", state.conviction(&KEY, 1).await);
    check.read(
        "most_convicted_hotkey",
        state.most_convicted_hotkey(1).await,
    );
    check.read("is_lock_decaying", state.is_lock_decaying(&KEY, 1).await);
    check.read("locking_coldkeys", state.locking_coldkeys(1).await);
    check.read("hotkey_locks", state.hotkey_locks(1).await);
    check.read(
        "decaying_hotkey_locks",
        state.decaying_hotkey_locks(1).await,
    );
    check.read("owner_lock", state.owner_lock(1).await);
    check.read("decaying_owner_lock", state.decaying_owner_lock(1).await);
    check.read("owner_cut_auto_lock", state.owner_cut_auto_lock(1).await);
    check.read(
        "conviction_maturity_blocks",
        state.conviction_maturity_blocks().await,
    );
    check.read("unlock_blocks", state.unlock_blocks().await);
    // multisig
    check.read("multisigs", state.multisigs(&KEY).await);
    check.read("multisig", state.multisig(&KEY, &KEY).await);
    check.read("multisig_deposits", state.multisig_deposits());
    check.read("all_multisigs", state.all_multisigs().await);
    // neurons
    check.read("neurons", state.neurons(1).await);
    check.read("neurons_with_weights", state.neurons_with_weights(1).await);
    check.read("neuron_at", state.neuron_at(1, 2).await);
    check.read("neuron", state.neuron(1, &KEY).await);
    check.read("axon", state.axon(1, &KEY).await);
    check.read("axons", state.axons(1).await);
    check.read("prometheus", state.prometheus(1, &KEY).await);
    check.read("certificate", state.certificate(1, &KEY).await);
    check.read("certificates", state.certificates(1).await);
    check.read("registration_block", state.registration_block(1, 2).await);
    check.read(
        "serving_rate_limit_blocks",
        state.serving_rate_limit_blocks(1).await,
    );
    check.read("active", state.active(1).await);
    check.read("validator_permits", state.validator_permits(1).await);
    check.read("consensus", state.consensus(1).await);
    check.read("dividends", state.dividends(1).await);
    check.read("validator_trust", state.validator_trust(1).await);
    check.read("emissions", state.emissions(1).await);
    check.read("stake_weights", state.stake_weights(1).await);
    check.read("voting_power_rao", state.voting_power_rao(1, &KEY).await);
    check.read("miner_collaterals", state.miner_collaterals(1).await);
    // orders
    check.read("limit_orders_enabled", state.limit_orders_enabled().await);
    check.read("limit_order_status", state.limit_order_status(&KEY).await);
    check.read("alpha_issuance", state.alpha_issuance(1).await);
    check.read("alpha_burned", state.alpha_burned(1).await);
    check.read("alpha_recycled", state.alpha_recycled(1).await);
    // proxy
    check.read("proxies", state.proxies(&KEY).await);
    check.read("all_proxies", state.all_proxies().await);
    check.read("announcements", state.announcements(&KEY).await);
    check.read("all_announcements", state.all_announcements().await);
    check.read("proxy_types", state.proxy_types().await);
    check.read("proxy_filters", state.proxy_filters(Some(1)).await);
    check.read("proxy_deposits", state.proxy_deposits());
    check.read("announcement_deposits", state.announcement_deposits());
    check.read("max_proxies", state.max_proxies());
    // root
    check.read("root_claim_type", state.root_claim_type(&KEY).await);
    check.read("root_claim_types", state.root_claim_types().await);
    check.read(
        "root_claimable_rates",
        state.root_claimable_rates(&KEY).await,
    );
    check.read("root_claim_threshold", state.root_claim_threshold(1).await);
    check.read(
        "root_claimed_rao",
        state.root_claimed_rao(1, &KEY, &KEY).await,
    );
    check.read("root_claimable", state.root_claimable(&KEY, &KEY).await);
    check.read("root_claims_per_block", state.root_claims_per_block().await);
    check.read("root_staking_coldkeys", state.root_staking_coldkeys().await);
    check.read("tao_weight", state.tao_weight().await);
    check.read(
        "root_alpha_dividends",
        state.root_alpha_dividends(1, &KEY).await,
    );
    check.read("pending_root_alpha", state.pending_root_alpha(1).await);
    // shield
    check.read("shield_current_key", state.shield_current_key().await);
    check.read("shield_next_key", state.shield_next_key().await);
    check.read("shield_pending_key", state.shield_pending_key().await);
    check.read(
        "shield_next_key_expires_at",
        state.shield_next_key_expires_at().await,
    );
    // stake
    check.read("stake_of_coldkey", state.stake_of_coldkey(&KEY).await);
    check.read("stake_of_coldkeys", state.stake_of_coldkeys(&[KEY]).await);
    check.read("stake", state.stake(&KEY, &KEY, 1).await);
    check.read(
        "stake_availability",
        state.stake_availability(&[KEY], Some(&[1])).await,
    );
    check.read(
        "stake_fee_rao",
        state
            .stake_fee_rao(Some((KEY, 1)), &KEY, None, &KEY, 1)
            .await,
    );
    check.read(
        "hotkey_alpha_everywhere",
        state.hotkey_alpha_everywhere(&KEY).await,
    );
    check.read("hotkey_alpha", state.hotkey_alpha(&KEY, 1).await);
    check.read(
        "hotkey_alpha_at_last_epoch",
        state.hotkey_alpha_at_last_epoch(&KEY, 1).await,
    );
    check.read("alpha_dividends", state.alpha_dividends(1, &KEY).await);
    check.read("auto_stake_hotkey", state.auto_stake_hotkey(&KEY, 1).await);
    check.read("auto_stake_hotkeys", state.auto_stake_hotkeys(&KEY).await);
    check.read(
        "auto_stake_coldkeys",
        state.auto_stake_coldkeys(&KEY, 1).await,
    );
    check.read("stake_threshold_rao", state.stake_threshold_rao().await);
    check.read(
        "nominator_min_stake_factor",
        state.nominator_min_stake_factor().await,
    );
    check.read("tao_in", state.tao_in(1).await);
    // subnets
    check.read("netuids", state.netuids().await);
    check.read("subnets", state.subnets().await);
    check.read("subnet", state.subnet(1).await);
    check.read("subnet_state", state.subnet_state(1).await);
    check.read("subnet_creation_price", state.subnet_creation_price().await);
    check.read("next_epoch_block", state.next_epoch_block(1).await);
    check.read("subnet_to_prune", state.subnet_to_prune().await);
    check.read("subnet_account", state.subnet_account(1).await);
    check.read("participants_view", state.participants_view(1).await);
    check.read("moving_price", state.moving_price(1).await);
    check.read("tao_flow_average", state.tao_flow_average(1).await);
    check.read("tao_flow_averages", state.tao_flow_averages().await);
    check.read("start_delay_blocks", state.start_delay_blocks().await);
    check.read("subnet_exists", state.subnet_exists(1).await);
    check.read("subnet_count", state.subnet_count().await);
    check.read("subnet_limit", state.subnet_limit().await);
    check.read("neuron_count", state.neuron_count(1).await);
    check.read("max_neurons", state.max_neurons(1).await);
    check.read("tempo_blocks", state.tempo_blocks(1).await);
    check.read(
        "blocks_since_last_step",
        state.blocks_since_last_step(1).await,
    );
    check.read("last_step_block", state.last_step_block(1).await);
    check.read("last_epoch_block", state.last_epoch_block(1).await);
    check.read("pending_epoch_block", state.pending_epoch_block(1).await);
    check.read("epoch_index", state.epoch_index(1).await);
    check.read("registration_price", state.registration_price(1).await);
    check.read("registration_burned", state.registration_burned(1).await);
    check.read("registration_allowed", state.registration_allowed(1).await);
    check.read("is_started", state.is_started(1).await);
    check.read("first_emission_block", state.first_emission_block(1).await);
    check.read("created_at_block", state.created_at_block(1).await);
    check.read(
        "subnet_immunity_blocks",
        state.subnet_immunity_blocks().await,
    );
    check.read("subnet_owner", state.subnet_owner(1).await);
    check.read("subnet_owners", state.subnet_owners().await);
    check.read("subnet_owner_hotkey", state.subnet_owner_hotkey(1).await);
    check.read("subnet_locked", state.subnet_locked(1).await);
    check.read("symbol", state.symbol(1).await);
    check.read("mechanism_count", state.mechanism_count(1).await);
    check.read("mechanism_split", state.mechanism_split(1).await);
    check.read("max_mechanism_count", state.max_mechanism_count().await);
    check.read("alpha_in", state.alpha_in(1).await);
    check.read("alpha_out", state.alpha_out(1).await);
    check.read("protocol_alpha", state.protocol_alpha(1).await);
    check.read("subnet_volume_rao", state.subnet_volume_rao(1).await);
    check.read("tao_in_emission", state.tao_in_emission(1).await);
    check.read("excess_tao", state.excess_tao(1).await);
    check.read(
        "pending_server_emission",
        state.pending_server_emission(1).await,
    );
    check.read(
        "pending_validator_emission",
        state.pending_validator_emission(1).await,
    );
    check.read("pending_owner_cut", state.pending_owner_cut(1).await);
    check.read(
        "subnet_emission_enabled",
        state.subnet_emission_enabled(1).await,
    );
    check.read("owner_cut", state.owner_cut().await);
    check.read("owner_cut_enabled", state.owner_cut_enabled(1).await);
    check.read("transfers_enabled", state.transfers_enabled(1).await);
    check.read(
        "subnet_mechanism_kind",
        state.subnet_mechanism_kind(1).await,
    );
    check.read(
        "subnet_creation_rate_limit_blocks",
        state.subnet_creation_rate_limit_blocks().await,
    );
    check.read(
        "min_subnet_creation_price",
        state.min_subnet_creation_price().await,
    );
    check.read(
        "subnets_being_dissolved",
        state.subnets_being_dissolved().await,
    );
    // swap
    check.read("price", state.price(1).await);
    check.read("prices", state.prices().await);
    check.read(
        "simulate_buy",
        state.simulate_buy(1, Tao::from_rao(1)).await,
    );
    check.read("simulate_sell", state.simulate_sell(Alpha::new(1, 1)).await);
    check.read("swap_fee_rate", state.swap_fee_rate(1).await);
    check.read("swap_tao_weight", state.swap_tao_weight(1).await);
    check.read("swap_initialised", state.swap_initialised(1).await);
    check.read("swap_tao_reservoir", state.swap_tao_reservoir(1).await);
    check.read("swap_alpha_reservoir", state.swap_alpha_reservoir(1).await);
    // weights
    check.read("weights", state.weights(1, 1).await);
    check.read("bonds", state.bonds(1, 1).await);
    check.read("weights_of", state.weights_of(1, 1, 2).await);
    check.read(
        "weight_commits_of",
        state.weight_commits_of(1, 1, &KEY).await,
    );
    check.read("weight_commits", state.weight_commits(1, 1).await);
    check.read("timelocked_commits", state.timelocked_commits(1, 1).await);
    check.read("last_updates", state.last_updates(1, 1).await);
    check.read("incentives", state.incentives(1, 1).await);
    check.read(
        "commit_reveal_enabled",
        state.commit_reveal_enabled(1).await,
    );
    check.read("reveal_period_epochs", state.reveal_period_epochs(1).await);
    check.read("commit_reveal_version", state.commit_reveal_version().await);
    check.read(
        "weights_rate_limit_blocks",
        state.weights_rate_limit_blocks(1).await,
    );
    check.read("weights_version_key", state.weights_version_key(1).await);
    check.read("min_allowed_weights", state.min_allowed_weights(1).await);
    check.read("max_weights_limit", state.max_weights_limit(1).await);
    // read
    check.read("metagraph", state.metagraph(1, 1).await);
    check.read(
        "metagraph_with_weights",
        state.metagraph_with_weights(1, 1).await,
    );
    check.read(
        "selective_metagraph",
        state
            .selective_metagraph(1, 1, &[MetagraphField(52), MetagraphField(73)])
            .await,
    );
}
