//! The calls, in the order of their indices.
//!
//! A line of the table is a call: its index, its class with what its weight grows with, its name and
//! arguments, all of which are wire data, and the function under [`crate::settings`] that it is made
//! of.

/// Makes the section of the pallet that holds the calls.
macro_rules! calls {
    ($(
        $(#[$doc:meta])+
        $index:literal $class:ident[$($count:expr)?]
        $call:ident($($argument:ident: $kind:ty),* $(,)?) => $body:ident;
    )*) => {
        /// The dispatchables, part of the pallet module.
        #[frame_support::pallet_macros::pallet_section]
        mod calls {
            #[pallet::call]
            impl<T: Config> Pallet<T> {
                $(
                    $(#[$doc])+
                    #[pallet::call_index($index)]
                    #[pallet::weight((
                        call_weights::$call($($count)?),
                        DispatchClass::$class,
                        Pays::Yes
                    ))]
                    pub fn $call(
                        origin: OriginFor<T>,
                        $($argument: $kind,)*
                    ) -> DispatchResult {
                        Self::$body(origin, $($argument),*)
                    }
                )*
            }
        }
    };
}

calls! {
    /// Replaces the authorities that author blocks.
    0 Normal[new_authorities.len()] swap_authorities(
        new_authorities: BoundedVec<T::AuthorityId, T::MaxAuthorities>
    ) => replace_authorities;

    /// Sets the most a delegate may take.
    1 Normal[] sudo_set_default_take(default_take: PerU16) => set_default_take;

    /// Sets the blocks between two key swaps.
    2 Normal[] sudo_set_tx_rate_limit(tx_rate_limit: u64) => set_tx_rate_limit;

    /// Sets the blocks between two announcements of an endpoint.
    3 Normal[] sudo_set_serving_rate_limit(netuid: NetUid, serving_rate_limit: u64)
        => set_serving_rate_limit;

    /// Sets the lower bound of the difficulty.
    4 Normal[] sudo_set_min_difficulty(netuid: NetUid, min_difficulty: u64) => set_min_difficulty;

    /// Sets the upper bound of the difficulty.
    5 Normal[] sudo_set_max_difficulty(netuid: NetUid, max_difficulty: u64) => set_max_difficulty;

    /// Sets the version that weights must carry at least.
    6 Normal[] sudo_set_weights_version_key(netuid: NetUid, weights_version_key: u64)
        => set_weights_version_key;

    /// Sets the blocks between two weight settings of a validator.
    7 Normal[] sudo_set_weights_set_rate_limit(netuid: NetUid, weights_set_rate_limit: u64)
        => set_weights_set_rate_limit;

    /// Sets the blocks between two adjustments of the difficulty.
    8 Normal[] sudo_set_adjustment_interval(netuid: NetUid, adjustment_interval: u16)
        => set_adjustment_interval;

    /// Sets the inertia of the difficulty.
    9 Normal[] sudo_set_adjustment_alpha(netuid: NetUid, adjustment_alpha: u64)
        => set_adjustment_alpha;

    /// Sets the blocks in which a new neuron cannot be replaced.
    13 Normal[] sudo_set_immunity_period(netuid: NetUid, immunity_period: u16)
        => set_immunity_period;

    /// Sets the fewest weights of a validator.
    14 Normal[] sudo_set_min_allowed_weights(netuid: NetUid, min_allowed_weights: u16)
        => set_min_allowed_weights;

    /// Sets the most neurons.
    15 Normal[] sudo_set_max_allowed_uids(netuid: NetUid, max_allowed_uids: u16)
        => set_max_allowed_uids;

    /// Sets the majority that consensus asks for, in parts of 65,535.
    16 Normal[] sudo_set_kappa(netuid: NetUid, kappa: u16) => set_kappa;

    /// Sets the steepness of trust.
    17 Normal[] sudo_set_rho(netuid: NetUid, rho: u16) => set_rho;

    /// Sets the stored activity cutoff in blocks; the effective one follows from its factor.
    18 Normal[] sudo_set_activity_cutoff(netuid: NetUid, activity_cutoff: u16)
        => set_activity_cutoff;

    /// Opens or closes registration.
    19 Normal[] sudo_set_network_registration_allowed(netuid: NetUid, registration_allowed: bool)
        => set_network_registration_allowed;

    /// Always fails: registration by work is gone.
    20 Normal[] sudo_set_network_pow_registration_allowed(
        netuid: NetUid, registration_allowed: bool
    ) => set_network_pow_registration_allowed;

    /// Sets the registrations aimed at per interval.
    21 Normal[] sudo_set_target_registrations_per_interval(
        netuid: NetUid, target_registrations_per_interval: u16
    ) => set_target_registrations_per_interval;

    /// Sets the lower bound of the price of a registration.
    22 Normal[] sudo_set_min_burn(netuid: NetUid, min_burn: TaoBalance) => set_min_burn;

    /// Sets the upper bound of the price of a registration.
    23 Normal[] sudo_set_max_burn(netuid: NetUid, max_burn: TaoBalance) => set_max_burn;

    /// Sets the difficulty.
    24 Normal[] sudo_set_difficulty(netuid: NetUid, difficulty: u64) => set_difficulty;

    /// Sets the most validators.
    25 Normal[] sudo_set_max_allowed_validators(netuid: NetUid, max_allowed_validators: u16)
        => set_max_allowed_validators;

    /// Sets the weight of old bonds, in parts of a million.
    26 Normal[] sudo_set_bonds_moving_average(netuid: NetUid, bonds_moving_average: u64)
        => set_bonds_moving_average;

    /// Sets the most registrations in a block.
    27 Normal[] sudo_set_max_registrations_per_block(
        netuid: NetUid, max_registrations_per_block: u16
    ) => set_max_registrations_per_block;

    /// Sets the share that subnet owners get, in parts of 65,535.
    28 Normal[] sudo_set_subnet_owner_cut(subnet_owner_cut: u16) => set_subnet_owner_cut;

    /// Sets the blocks between two registrations of subnets.
    29 Normal[] sudo_set_network_rate_limit(rate_limit: u64) => set_network_rate_limit;

    /// Sets the blocks between epochs, from now on. Zero stops them.
    30 Normal[] sudo_set_tempo(netuid: NetUid, tempo: u16) => set_tempo;

    /// Always fails: the issuance follows from what happens.
    33 Normal[] sudo_set_total_issuance(total_issuance: TaoBalance) => set_total_issuance;

    /// Sets the blocks in which a new subnet cannot be replaced.
    35 Normal[] sudo_set_network_immunity_period(immunity_period: u64)
        => set_network_immunity_period;

    /// Sets the least price of a subnet.
    36 Normal[] sudo_set_network_min_lock_cost(lock_cost: TaoBalance) => set_network_min_lock_cost;

    /// Sets the most subnets.
    37 Normal[] sudo_set_subnet_limit(max_subnets: u16) => set_subnet_limit;

    /// Sets the blocks in which the price of a subnet halves.
    38 Normal[] sudo_set_lock_reduction_interval(interval: u64) => set_lock_reduction_interval;

    /// Sets the count of TAO that registrations recycled.
    39 Normal[] sudo_set_rao_recycled(netuid: NetUid, rao_recycled: TaoBalance) => set_rao_recycled;

    /// Sets the stake weight that setting weights takes.
    42 Normal[] sudo_set_stake_threshold(min_stake: u64) => set_stake_threshold;

    /// Sets the least nomination and clears smaller ones.
    43 Normal[] sudo_set_nominator_min_required_stake(min_stake: u64)
        => set_nominator_min_required_stake;

    /// Sets the blocks between two rises of a delegate's take.
    45 Normal[] sudo_set_tx_delegate_take_rate_limit(tx_rate_limit: u64)
        => set_tx_delegate_take_rate_limit;

    /// Sets the least a delegate may take.
    46 Normal[] sudo_set_min_delegate_take(take: PerU16) => set_min_delegate_take;

    /// Chooses whether weights are committed first.
    49 Normal[] sudo_set_commit_reveal_weights_enabled(netuid: NetUid, enabled: bool)
        => set_commit_reveal_weights_enabled;

    /// Turns liquid alpha on or off.
    50 Normal[] sudo_set_liquid_alpha_enabled(netuid: NetUid, enabled: bool)
        => set_liquid_alpha_enabled;

    /// Sets the bounds of liquid alpha, in parts of 65,535.
    51 Normal[] sudo_set_alpha_values(netuid: NetUid, alpha_low: u16, alpha_high: u16)
        => set_alpha_values;

    /// Sets the delay of a scheduled dissolution.
    55 Normal[] sudo_set_dissolve_network_schedule_duration(duration: BlockNumberFor<T>)
        => set_dissolve_network_schedule_duration;

    /// Sets the epochs between commit and reveal.
    57 Normal[] sudo_set_commit_reveal_weights_interval(netuid: NetUid, interval: u64)
        => set_commit_reveal_weights_interval;

    /// Changes the authorities that finalise blocks, `in_blocks` from now.
    59 Normal[next_authorities.len()] schedule_grandpa_change(
        next_authorities: sp_consensus_grandpa::AuthorityList,
        in_blocks: BlockNumberFor<T>,
        forced: Option<BlockNumberFor<T>>,
    ) => change_finality;

    /// Sets the penalty on bonds out of consensus, in parts of 65,535.
    60 Normal[] sudo_set_bonds_penalty(netuid: NetUid, bonds_penalty: u16) => set_bonds_penalty;

    /// Allows or forbids the transfer of stake.
    61 Normal[] sudo_set_toggle_transfer(netuid: NetUid, toggle: bool) => set_toggle_transfer;

    /// Switches a precompile of the Ethereum machine on or off.
    62 Normal[] sudo_toggle_evm_precompile(precompile_id: PrecompileEnum, enabled: bool)
        => toggle_evm_precompile;

    /// Sets the weight of the present price in the moving average.
    63 Normal[] sudo_set_subnet_moving_alpha(alpha: I96F32) => set_subnet_moving_alpha;

    /// Sets the blocks in which the inertia of the moving price halves.
    65 Normal[] sudo_set_ema_price_halving_period(netuid: NetUid, ema_halving: u64)
        => set_ema_price_halving_period;

    /// Allows or forbids trading of the subnet's token.
    66 Normal[] sudo_set_subtoken_enabled(netuid: NetUid, subtoken_enabled: bool)
        => set_subtoken_enabled;

    /// Appoints the owner's hotkey.
    67 Normal[] sudo_set_sn_owner_hotkey(netuid: NetUid, hotkey: T::AccountId)
        => set_sn_owner_hotkey;

    /// Sets the steepness of liquid alpha.
    68 Normal[] sudo_set_alpha_sigmoid_steepness(netuid: NetUid, steepness: i16)
        => set_alpha_sigmoid_steepness;

    /// Chooses between Yuma 2 and Yuma 3.
    69 Normal[] sudo_set_yuma3_enabled(netuid: NetUid, enabled: bool) => set_yuma3_enabled;

    /// Chooses whether a new commitment resets bonds.
    70 Normal[] sudo_set_bonds_reset_enabled(netuid: NetUid, enabled: bool)
        => set_bonds_reset_enabled;

    /// Sets the version of the commit-reveal scheme.
    71 Normal[] sudo_set_commit_reveal_version(version: u16) => set_commit_reveal_version;

    /// Sets how many neurons of the owner are immune.
    72 Normal[] sudo_set_owner_immune_neuron_limit(netuid: NetUid, immune_neurons: u16)
        => set_owner_immune_neuron_limit;

    /// Sets the share of child dividends that burns.
    73 Normal[] sudo_set_ck_burn(burn: u64) => set_ck_burn;

    /// Sets the blocks before an epoch in which settings are frozen.
    74 Normal[] sudo_set_admin_freeze_window(window: u16) => set_admin_freeze_window;

    /// Sets the epochs between two changes of a setting by an owner.
    75 Normal[] sudo_set_owner_hparam_rate_limit(epochs: u16) => set_owner_hparam_rate_limit;

    /// Sets the number of mechanisms.
    76 Normal[] sudo_set_mechanism_count(netuid: NetUid, mechanism_count: MechId)
        => set_mechanism_count;

    /// Divides the emission among the mechanisms, in parts of 65,535.
    77 Normal[] sudo_set_mechanism_emission_split(netuid: NetUid, maybe_split: Option<Vec<u16>>)
        => set_mechanism_emission_split;

    /// Removes the weakest neurons until `max_n` remain.
    78 Normal[] sudo_trim_to_max_allowed_uids(netuid: NetUid, max_n: u16)
        => trim_to_max_allowed_uids;

    /// Sets the fewest neurons that trimming leaves.
    79 Normal[] sudo_set_min_allowed_uids(netuid: NetUid, min_allowed_uids: u16)
        => set_min_allowed_uids;

    /// Chooses what happens to incentive of the owner's neurons.
    80 Normal[] sudo_set_recycle_or_burn(netuid: NetUid, recycle_or_burn: RecycleOrBurnEnum)
        => set_recycle_or_burn;

    /// Sets the flow that counts as none.
    81 Normal[] sudo_set_tao_flow_cutoff(flow_cutoff: I64F64) => set_tao_flow_cutoff;

    /// Sets the exponent of the normalised flow, 1 to 2.
    82 Normal[] sudo_set_tao_flow_normalization_exponent(exponent: U64F64)
        => set_tao_flow_normalization_exponent;

    /// Sets the smoothing of the flow.
    83 Normal[] sudo_set_tao_flow_smoothing_factor(smoothing_factor: u64)
        => set_tao_flow_smoothing_factor;

    /// Sets the fewest neurons without immunity.
    84 Normal[] sudo_set_min_non_immune_uids(netuid: NetUid, min: u16) => set_min_non_immune_uids;

    /// Sets the blocks between registration and start of a subnet.
    85 Normal[] sudo_set_start_call_delay(delay: u64) => set_start_call_delay;

    /// Sets the blocks between announcement and swap of a coldkey.
    86 Normal[] sudo_set_coldkey_swap_announcement_delay(duration: BlockNumberFor<T>)
        => set_coldkey_swap_announcement_delay;

    /// Sets the blocks before a swap may be announced anew.
    87 Normal[] sudo_set_coldkey_swap_reannouncement_delay(duration: BlockNumberFor<T>)
        => set_coldkey_swap_reannouncement_delay;

    /// Sets the most mechanisms of a subnet.
    88 Normal[] sudo_set_max_mechanism_count(max_mechanism_count: MechId)
        => set_max_mechanism_count;

    /// Sets the blocks in which the price of a registration halves.
    89 Operational[] sudo_set_burn_half_life(netuid: NetUid, burn_half_life: u16)
        => set_burn_half_life;

    /// Sets the factor by which a registration raises the price, 1 to 3.
    90 Operational[] sudo_set_burn_increase_mult(netuid: NetUid, burn_increase_mult: U64F64)
        => set_burn_increase_mult;

    /// Chooses whether the protocol's own flow counts.
    91 Normal[] sudo_set_net_tao_flow_enabled(enabled: bool) => set_net_tao_flow_enabled;

    /// Chooses whether the owner gets a share.
    92 Operational[] sudo_set_owner_cut_enabled(netuid: NetUid, enabled: bool)
        => set_owner_cut_enabled;

    /// Sets the least a child hotkey takes on the subnet.
    93 Normal[] sudo_set_min_childkey_take_per_subnet(netuid: NetUid, take: PerU16)
        => set_min_childkey_take_per_subnet;

    /// Chooses whether the subnet's pool gets emission.
    94 Normal[] sudo_set_subnet_emission_enabled(netuid: NetUid, enabled: bool)
        => set_subnet_emission_enabled;

    /// Chooses whether the owner's share is locked at once.
    95 Operational[] sudo_set_owner_cut_auto_lock_enabled(netuid: NetUid, enabled: bool)
        => set_owner_cut_auto_lock_enabled;

    /// Sets the most epochs in a block.
    96 Normal[] sudo_set_max_epochs_per_block(max_epochs_per_block: u8) => set_max_epochs_per_block;

    /// Sets the activity cutoff in thousandths of a tempo.
    97 Normal[] sudo_set_activity_cutoff_factor(netuid: NetUid, factor_milli: u32)
        => set_activity_cutoff_factor;
}
