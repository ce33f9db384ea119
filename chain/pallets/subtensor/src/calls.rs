//! The calls, in the order of their indices.
//!
//! An entry of the table is a call: its index, whether it pays a fee, its weight, its name, who may
//! send it, its arguments (all of it wire data), and the `do_…` function beside the concept's code
//! that it hands over to. A `signed` call names the account that signed, a `root` call is for the
//! chain's own origin, `any` hands the origin over.

/// What a call's body gets of its origin.
macro_rules! caller {
    (signed $origin:ident) => {
        ensure_signed($origin)?
    };
    (root $origin:ident) => {
        ensure_root($origin)?
    };
    (any $origin:ident) => {
        $origin
    };
}

/// Makes the section of the pallet that holds the calls.
macro_rules! calls {
    ($(
        $(#[$doc:meta])+
        $index:literal $pays:ident[$weight:ident($($size:expr)?)]
        $call:ident($who:ident $caller:pat_param $(, $argument:ident: $kind:ty)* $(,)?)
            -> $result:ident = $body:expr;
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
                        call_weights::$weight($($size)?),
                        DispatchClass::Normal,
                        Pays::$pays,
                    ))]
                    pub fn $call(origin: OriginFor<T>, $($argument: $kind,)*) -> $result {
                        let $caller = caller!($who origin);
                        $body
                    }
                )*
            }
        }
    };
}

calls! {
    /// Sets the caller's weights on a subnet.
    0 No[set_weights(core::iter::once(dests.len()))] set_weights(
        any origin, netuid: NetUid, dests: Vec<u16>, weights: Vec<u16>, version_key: u64
    ) -> DispatchResult
        = Self::do_set_weights(origin, netuid, MechId::MAIN, dests, weights, version_key);

    /// Buys alpha with TAO and stakes it on a hotkey.
    2 Yes[add_stake()] add_stake(
        signed coldkey, hotkey: T::AccountId, netuid: NetUid, amount_staked: TaoBalance
    ) -> DispatchResult = Self::do_add_stake(&coldkey, &hotkey, netuid, amount_staked).map(|_| ());

    /// Unstakes alpha and sells it.
    3 Yes[remove_stake()] remove_stake(
        signed coldkey, hotkey: T::AccountId, netuid: NetUid, amount_unstaked: AlphaBalance
    ) -> DispatchResult = Self::do_remove_stake(&coldkey, &hotkey, netuid, amount_unstaked);

    /// Announces where the calling hotkey answers requests.
    4 No[serve_axon()] serve_axon(
        any origin, netuid: NetUid, version: u32, ip: u128, port: u16, ip_type: u8, protocol: u8,
        placeholder1: u8, placeholder2: u8
    ) -> DispatchResult = {
        let endpoint = crate::neurons::serving::Endpoint { ip, port, ip_type };
        let extra = crate::neurons::serving::AxonExtra {
            protocol,
            placeholder1,
            placeholder2,
        };
        Self::do_serve_axon(origin, netuid, version, endpoint, extra, None)
    };

    /// Announces where the calling hotkey exposes its metrics.
    5 No[serve_prometheus()] serve_prometheus(
        any origin, netuid: NetUid, version: u32, ip: u128, port: u16, ip_type: u8
    ) -> DispatchResult = {
        let endpoint = crate::neurons::serving::Endpoint { ip, port, ip_type };
        Self::do_serve_prometheus(origin, netuid, version, endpoint)
    };

    /// Registers a hotkey at the current price. The proof of work and the coldkey are ignored:
    /// the caller pays and owns.
    6 Yes[register()] register(
        any origin, netuid: NetUid, block_number: u64, nonce: u64, work: Vec<u8>,
        hotkey: T::AccountId, coldkey: T::AccountId
    ) -> DispatchResult = {
        let _ = (block_number, nonce, work, coldkey);
        Self::do_burned_register(origin, netuid, hotkey)
    };

    /// Registers a hotkey on a subnet at the current price.
    7 Yes[burned_register()] burned_register(
        any origin, netuid: NetUid, hotkey: T::AccountId
    ) -> DispatchResult = Self::do_burned_register(origin, netuid, hotkey);

    /// Announces an endpoint together with the public key of its certificate.
    40 No[serve_axon_tls()] serve_axon_tls(
        any origin, netuid: NetUid, version: u32, ip: u128, port: u16, ip_type: u8, protocol: u8,
        placeholder1: u8, placeholder2: u8, certificate: Vec<u8>
    ) -> DispatchResult = {
        let endpoint = crate::neurons::serving::Endpoint { ip, port, ip_type };
        let extra = crate::neurons::serving::AxonExtra {
            protocol,
            placeholder1,
            placeholder2,
        };
        Self::do_serve_axon(origin, netuid, version, endpoint, extra, Some(certificate))
    };

    /// Registers a subnet for the current lock cost.
    59 Yes[register_network()] register_network(any origin, hotkey: T::AccountId) -> DispatchResult
        = Self::do_register_network(origin, &hotkey, None);

    /// Dissolves a subnet and pays out its pool. Only root may; the coldkey is ignored.
    61 Yes[dissolve_network()] dissolve_network(
        any origin, coldkey: T::AccountId, netuid: NetUid
    ) -> DispatchResult = {
        let _ = coldkey;
        Self::do_dissolve_network(origin, netuid)
    };

    /// Seats a hotkey on root.
    62 Yes[root_register()] root_register(any origin, hotkey: T::AccountId) -> DispatchResult
        = Self::do_root_register(origin, hotkey);

    /// Lowers the share that a delegate keeps.
    65 No[decrease_take()] decrease_take(
        signed coldkey, hotkey: T::AccountId, take: PerU16
    ) -> DispatchResult = Self::do_decrease_take(coldkey, hotkey, take);

    /// Raises the share that a delegate keeps.
    66 No[increase_take()] increase_take(
        signed coldkey, hotkey: T::AccountId, take: PerU16
    ) -> DispatchResult = Self::do_increase_take(coldkey, hotkey, take);

    /// Lends parts of a hotkey's stake weight on a subnet to child hotkeys, in place of those
    /// it lends to now.
    67 Yes[set_children()] set_children(
        signed coldkey, hotkey: T::AccountId, netuid: NetUid, children: Vec<(u64, T::AccountId)>
    ) -> DispatchResult = Self::do_set_children(&coldkey, &hotkey, netuid, children);

    /// Says who the calling coldkey is.
    68 Yes[set_identity()] set_identity(
        any origin, name: Vec<u8>, url: Vec<u8>, github_repo: Vec<u8>, image: Vec<u8>,
        discord: Vec<u8>, description: Vec<u8>, additional: Vec<u8>
    ) -> DispatchResult = {
        let identity = ChainIdentityV2 {
            name,
            url,
            github_repo,
            image,
            discord,
            description,
            additional,
        };
        Self::do_set_identity(origin, identity)
    };

    /// Sets the blocks between two rises of a child-key take. Root only.
    69 Yes[sudo_set_tx_childkey_take_rate_limit()] sudo_set_tx_childkey_take_rate_limit(
        any origin, tx_rate_limit: u64
    ) -> DispatchResult = Self::do_set_tx_childkey_take_rate_limit(origin, tx_rate_limit);

    /// Replaces a hotkey by another, on one subnet or everywhere. Superseded by
    /// `swap_hotkey_v2`.
    70 Yes[swap_hotkey()] swap_hotkey(
        signed coldkey, hotkey: T::AccountId, new_hotkey: T::AccountId, netuid: Option<NetUid>
    ) -> DispatchResultWithPostInfo
        = Self::do_swap_hotkey(coldkey, hotkey, new_hotkey, netuid, false);

    /// Replaces a coldkey by another at once. Root only.
    71 Yes[swap_coldkey()] swap_coldkey(
        root (), old_coldkey: T::AccountId, new_coldkey: T::AccountId, swap_cost: TaoBalance
    ) -> DispatchResult = Self::do_swap_coldkey(&old_coldkey, &new_coldkey, swap_cost);

    /// Replaces a hotkey by another, on one subnet or everywhere. With `keep_stake` everybody's
    /// stake stays where it is.
    72 Yes[swap_hotkey_v2()] swap_hotkey_v2(
        signed coldkey, hotkey: T::AccountId, new_hotkey: T::AccountId, netuid: Option<NetUid>,
        keep_stake: bool
    ) -> DispatchResultWithPostInfo
        = Self::do_swap_hotkey(coldkey, hotkey, new_hotkey, netuid, keep_stake);

    /// Refused: `announce_coldkey_swap` has taken its place.
    73 Yes[schedule_swap_coldkey()] schedule_swap_coldkey(
        any origin, new_coldkey: T::AccountId
    ) -> DispatchResult = {
        let _ = (origin, new_coldkey);
        Err(Error::<T>::Deprecated.into())
    };

    /// Sets what a child hotkey keeps of the dividends of its parents.
    75 Yes[set_childkey_take()] set_childkey_take(
        signed coldkey, hotkey: T::AccountId, netuid: NetUid, take: PerU16
    ) -> DispatchResult = Self::do_set_childkey_take(&coldkey, &hotkey, netuid, take);

    /// Sets the lowest child-key take. Root only.
    76 Yes[sudo_set_min_childkey_take()] sudo_set_min_childkey_take(
        any origin, take: PerU16
    ) -> DispatchResult = Self::do_set_min_childkey_take(origin, take);

    /// Sets the highest child-key take. Root only.
    77 Yes[sudo_set_max_childkey_take()] sudo_set_max_childkey_take(
        any origin, take: PerU16
    ) -> DispatchResult = Self::do_set_max_childkey_take(origin, take);

    /// Says what a subnet is about. Only its owner may.
    78 Yes[set_subnet_identity()] set_subnet_identity(
        any origin, netuid: NetUid, subnet_name: Vec<u8>, github_repo: Vec<u8>,
        subnet_contact: Vec<u8>, subnet_url: Vec<u8>, discord: Vec<u8>, description: Vec<u8>,
        logo_url: Vec<u8>, additional: Vec<u8>
    ) -> DispatchResult = {
        let identity = SubnetIdentityV3 {
            subnet_name,
            github_repo,
            subnet_contact,
            subnet_url,
            discord,
            description,
            logo_url,
            additional,
        };
        Self::do_set_subnet_identity(origin, netuid, identity)
    };

    /// Registers a subnet and says at once what it is about.
    79 Yes[register_network_with_identity()] register_network_with_identity(
        any origin, hotkey: T::AccountId, identity: Option<SubnetIdentityV3>
    ) -> DispatchResult = Self::do_register_network(origin, &hotkey, identity);

    /// Sets the caller's weights on several subnets; items that fail are reported by events.
    80 No[set_weights(weights.iter().map(Vec::len))] batch_set_weights(
        any origin, netuids: Vec<Compact<NetUid>>, weights: Vec<Vec<(Compact<u16>, Compact<u16>)>>,
        version_keys: Vec<Compact<u64>>
    ) -> DispatchResult = Self::do_batch_set_weights(origin, netuids, weights, version_keys);

    /// Unstakes everything on a hotkey, root included.
    83 Yes[unstake_all()] unstake_all(signed coldkey, hotkey: T::AccountId) -> DispatchResult
        = Self::do_unstake_all(&coldkey, &hotkey);

    /// Unstakes all alpha on a hotkey and stakes the TAO on root.
    84 Yes[unstake_all_alpha()] unstake_all_alpha(
        signed coldkey, hotkey: T::AccountId
    ) -> DispatchResult = Self::do_unstake_all_alpha(&coldkey, &hotkey);

    /// Moves stake to another hotkey, another subnet, or both.
    85 Yes[move_stake()] move_stake(
        signed coldkey, origin_hotkey: T::AccountId, destination_hotkey: T::AccountId,
        origin_netuid: NetUid, destination_netuid: NetUid, alpha_amount: AlphaBalance
    ) -> DispatchResult = Self::do_move_stake(
            coldkey,
            origin_hotkey,
            destination_hotkey,
            origin_netuid,
            destination_netuid,
            alpha_amount,
        );

    /// Gives stake to another coldkey.
    86 Yes[transfer_stake()] transfer_stake(
        signed coldkey, destination_coldkey: T::AccountId, hotkey: T::AccountId,
        origin_netuid: NetUid, destination_netuid: NetUid, alpha_amount: AlphaBalance
    ) -> DispatchResult = Self::do_transfer_stake(
            coldkey,
            destination_coldkey,
            hotkey,
            origin_netuid,
            destination_netuid,
            alpha_amount,
        );

    /// Moves stake to another subnet.
    87 Yes[swap_stake()] swap_stake(
        signed coldkey, hotkey: T::AccountId, origin_netuid: NetUid, destination_netuid: NetUid,
        alpha_amount: AlphaBalance
    ) -> DispatchResult = Self::do_swap_stake(
            coldkey,
            hotkey,
            origin_netuid,
            destination_netuid,
            alpha_amount,
            None,
        );

    /// Stakes at no price above a limit. With `allow_partial` as much as the limit allows,
    /// otherwise all or nothing.
    88 Yes[add_stake_limit()] add_stake_limit(
        signed coldkey, hotkey: T::AccountId, netuid: NetUid, amount_staked: TaoBalance,
        limit_price: TaoBalance, allow_partial: bool
    ) -> DispatchResult = Self::do_add_stake_limit(
            &coldkey,
            &hotkey,
            netuid,
            amount_staked,
            limit_price,
            allow_partial,
        )
        .map(|_| ());

    /// Unstakes at no price below a limit. With `allow_partial` as much as the limit allows,
    /// otherwise all or nothing.
    89 Yes[remove_stake_limit()] remove_stake_limit(
        signed coldkey, hotkey: T::AccountId, netuid: NetUid, amount_unstaked: AlphaBalance,
        limit_price: TaoBalance, allow_partial: bool
    ) -> DispatchResult = Self::do_remove_stake_limit(
            &coldkey,
            &hotkey,
            netuid,
            amount_unstaked,
            limit_price,
            allow_partial,
        );

    /// Moves stake to another subnet while the ratio of the prices is not below a limit.
    90 Yes[swap_stake_limit()] swap_stake_limit(
        signed coldkey, hotkey: T::AccountId, origin_netuid: NetUid, destination_netuid: NetUid,
        alpha_amount: AlphaBalance, limit_price: TaoBalance, allow_partial: bool
    ) -> DispatchResult = Self::do_swap_stake(
            coldkey,
            hotkey,
            origin_netuid,
            destination_netuid,
            alpha_amount,
            Some((limit_price, allow_partial)),
        );

    /// Takes ownership of a hotkey that nobody owns.
    91 Yes[try_associate_hotkey()] try_associate_hotkey(
        signed coldkey, hotkey: T::AccountId
    ) -> DispatchResult = Self::do_try_associate_hotkey(&coldkey, &hotkey);

    /// Starts a subnet: staking on it and its emission.
    92 Yes[start_call()] start_call(any origin, netuid: NetUid) -> DispatchResult
        = Self::do_start_call(origin, netuid);

    /// Ties the calling hotkey's slot to the EVM address that signed for it.
    93 No[associate_evm_key()] associate_evm_key(
        signed hotkey, netuid: NetUid, evm_key: H160, block_number: u64,
        signature: sp_core::ecdsa::Signature
    ) -> DispatchResult
        = Self::do_associate_evm_key(hotkey, netuid, evm_key, block_number, signature);

    /// Commits to weights by their hash.
    96 No[commit_weights(1)] commit_weights(
        any origin, netuid: NetUid, commit_hash: H256
    ) -> DispatchResult = Self::do_commit_weights(origin, netuid, MechId::MAIN, commit_hash);

    /// Opens a commit and sets its weights.
    97 No[reveal_weights(core::iter::once(uids.len()))] reveal_weights(
        any origin, netuid: NetUid, uids: Vec<u16>, values: Vec<u16>, salt: Vec<u16>,
        version_key: u64
    ) -> DispatchResult
        = Self::do_reveal_weights(origin, netuid, MechId::MAIN, uids, values, salt, version_key);

    /// Opens several commits of a subnet, all or none.
    98 No[reveal_weights(uids_list.iter().map(Vec::len))] batch_reveal_weights(
        any origin, netuid: NetUid, uids_list: Vec<Vec<u16>>, values_list: Vec<Vec<u16>>,
        salts_list: Vec<Vec<u16>>, version_keys: Vec<u64>
    ) -> DispatchResult = Self::do_batch_reveal_weights(
            origin,
            netuid,
            uids_list,
            values_list,
            salts_list,
            version_keys,
        );

    /// Commits to weights on several subnets; items that fail are reported by events.
    100 No[commit_weights(netuids.len())] batch_commit_weights(
        any origin, netuids: Vec<Compact<NetUid>>, commit_hashes: Vec<H256>
    ) -> DispatchResult = Self::do_batch_commit_weights(origin, netuids, commit_hashes);

    /// Takes staked alpha out of the issuance.
    101 Yes[recycle_alpha()] recycle_alpha(
        signed coldkey, hotkey: T::AccountId, amount: AlphaBalance, netuid: NetUid
    ) -> DispatchResult = Self::do_recycle_alpha(coldkey, hotkey, amount, netuid);

    /// Burns staked alpha.
    102 Yes[burn_alpha()] burn_alpha(
        signed coldkey, hotkey: T::AccountId, amount: AlphaBalance, netuid: NetUid
    ) -> DispatchResult = Self::do_burn_alpha(coldkey, hotkey, amount, netuid);

    /// Unstakes all stake of a position, optionally at no price below a limit.
    103 Yes[remove_stake_full_limit()] remove_stake_full_limit(
        signed coldkey, hotkey: T::AccountId, netuid: NetUid, limit_price: Option<TaoBalance>
    ) -> DispatchResult = Self::do_remove_stake_full_limit(&coldkey, &hotkey, netuid, limit_price);

    /// Sets how long children wait before they are applied. Root only.
    109 Yes[set_pending_childkey_cooldown()] set_pending_childkey_cooldown(
        root (), cooldown: u64
    ) -> DispatchResult = {
        PendingChildKeyCooldown::<T>::put(cooldown);
        Ok(())
    };

    /// Makes a subnet with the TAO of the crowdloan that is being finalised. Its creator runs
    /// the subnet until the end block, and shares part of the owner's cut with the crowd.
    110 Yes[register_leased_network(T::Crowdloans::MAX_CONTRIBUTORS)] register_leased_network(
        any origin, emissions_share: Percent, end_block: Option<BlockNumberFor<T>>
    ) -> DispatchResultWithPostInfo
        = Self::do_register_leased_network(origin, emissions_share, end_block);

    /// Ends a lease whose time is over: its beneficiary becomes the subnet's owner.
    111 Yes[terminate_lease(T::Crowdloans::MAX_CONTRIBUTORS)] terminate_lease(
        any origin, lease_id: u32, hotkey: T::AccountId
    ) -> DispatchResultWithPostInfo = Self::do_terminate_lease(origin, lease_id, &hotkey);

    /// Gives a subnet's token another built-in symbol.
    112 Yes[update_symbol()] update_symbol(
        any origin, netuid: NetUid, symbol: Vec<u8>
    ) -> DispatchResult = Self::do_update_symbol(origin, netuid, symbol);

    /// Commits to weights that the chain itself opens once the beacon publishes a round.
    113 No[commit_timelocked_weights()] commit_timelocked_weights(
        any origin, netuid: NetUid, commit: BoundedVec<u8, ConstU32<MAX_COMMIT_BYTES>>,
        reveal_round: u64, commit_reveal_version: u16
    ) -> DispatchResult = Self::do_commit_timelocked_weights(
            origin,
            netuid,
            MechId::MAIN,
            commit,
            reveal_round,
            commit_reveal_version,
        );

    /// Sends the incentive of the coldkey's miners on a subnet to one hotkey as stake.
    114 Yes[set_coldkey_auto_stake_hotkey()] set_coldkey_auto_stake_hotkey(
        signed coldkey, netuid: NetUid, hotkey: T::AccountId
    ) -> DispatchResult = Self::do_set_coldkey_auto_stake_hotkey(&coldkey, netuid, &hotkey);

    /// Commits to weights of one mechanism by their hash.
    115 No[commit_weights(1)] commit_mechanism_weights(
        any origin, netuid: NetUid, mecid: MechId, commit_hash: H256
    ) -> DispatchResult = Self::do_commit_weights(origin, netuid, mecid, commit_hash);

    /// Opens a commit of one mechanism and sets its weights.
    116 No[reveal_weights(core::iter::once(uids.len()))] reveal_mechanism_weights(
        any origin, netuid: NetUid, mecid: MechId, uids: Vec<u16>, values: Vec<u16>,
        salt: Vec<u16>, version_key: u64
    ) -> DispatchResult
        = Self::do_reveal_weights(origin, netuid, mecid, uids, values, salt, version_key);

    /// Commits to weights of one mechanism that the chain itself opens once the beacon
    /// publishes a round.
    117 No[commit_crv3_mechanism_weights()] commit_crv3_mechanism_weights(
        any origin, netuid: NetUid, mecid: MechId,
        commit: BoundedVec<u8, ConstU32<MAX_COMMIT_BYTES>>, reveal_round: u64
    ) -> DispatchResult = {
        let version = crate::weights::UNSTATED_VERSION;
        Self::do_commit_timelocked_weights(origin, netuid, mecid, commit, reveal_round, version)
    };

    /// Commits to weights of one mechanism that the chain itself opens once the beacon
    /// publishes a round, and states the version of the commit.
    118 No[commit_timelocked_mechanism_weights()] commit_timelocked_mechanism_weights(
        any origin, netuid: NetUid, mecid: MechId,
        commit: BoundedVec<u8, ConstU32<MAX_COMMIT_BYTES>>, reveal_round: u64,
        commit_reveal_version: u16
    ) -> DispatchResult = Self::do_commit_timelocked_weights(
            origin,
            netuid,
            mecid,
            commit,
            reveal_round,
            commit_reveal_version,
        );

    /// Sets the caller's weights in one mechanism of a subnet.
    119 No[set_weights(core::iter::once(dests.len()))] set_mechanism_weights(
        any origin, netuid: NetUid, mecid: MechId, dests: Vec<u16>, weights: Vec<u16>,
        version_key: u64
    ) -> DispatchResult = Self::do_set_weights(origin, netuid, mecid, dests, weights, version_key);

    /// Dissolves a subnet and pays out its pool. Only root may.
    120 Yes[root_dissolve_network()] root_dissolve_network(
        any origin, netuid: NetUid
    ) -> DispatchResult = Self::do_dissolve_network(origin, netuid);

    /// Claims the caller's root dividends on one to five subnets.
    121 Yes[claim_root()] claim_root(signed coldkey, subnets: BTreeSet<NetUid>) -> DispatchResult
        = Self::do_claim_root(&coldkey, &subnets);

    /// Sets what happens to the caller's root dividends when they are claimed.
    122 Yes[set_root_claim_type()] set_root_claim_type(
        signed coldkey, new_root_claim_type: RootClaimTypeEnum
    ) -> DispatchResult = Self::do_set_root_claim_type(coldkey, new_root_claim_type);

    /// Sets how many coldkeys claim root dividends by themselves in a block. Root only.
    123 Yes[sudo_set_num_root_claims()] sudo_set_num_root_claims(
        any origin, new_value: u64
    ) -> DispatchResult = Self::do_set_num_root_claims(origin, new_value);

    /// Sets the alpha below which root dividends of a subnet are not claimed, in rao.
    124 Yes[sudo_set_root_claim_threshold()] sudo_set_root_claim_threshold(
        any origin, netuid: NetUid, new_value: u64
    ) -> DispatchResult = Self::do_set_root_claim_threshold(origin, netuid, new_value);

    /// Announces that the caller will be replaced by the coldkey with this hash. Until the swap
    /// is made or withdrawn the caller can do nothing else.
    125 Yes[announce_coldkey_swap()] announce_coldkey_swap(
        signed coldkey, new_coldkey_hash: H256
    ) -> DispatchResult = Self::do_announce_coldkey_swap(coldkey, new_coldkey_hash);

    /// Replaces the calling coldkey by the announced one.
    126 Yes[swap_coldkey_announced()] swap_coldkey_announced(
        signed coldkey, new_coldkey: T::AccountId
    ) -> DispatchResult = Self::do_swap_coldkey_announced(&coldkey, &new_coldkey);

    /// Stops the caller's announced swap, and the caller with it, until root resets both.
    127 Yes[dispute_coldkey_swap()] dispute_coldkey_swap(signed coldkey) -> DispatchResult
        = Self::do_dispute_coldkey_swap(coldkey);

    /// Forgets a coldkey's announced swap and its dispute. Root only.
    128 Yes[reset_coldkey_swap()] reset_coldkey_swap(
        root (), coldkey: T::AccountId
    ) -> DispatchResult = {
        Self::do_reset_coldkey_swap(coldkey);
        Ok(())
    };

    /// Keeps a moving average of the validators' stake from the next epoch on.
    129 Yes[enable_voting_power_tracking()] enable_voting_power_tracking(
        any origin, netuid: NetUid
    ) -> DispatchResult = Self::do_enable_voting_power_tracking(origin, netuid);

    /// Stops that in two weeks.
    130 Yes[disable_voting_power_tracking()] disable_voting_power_tracking(
        any origin, netuid: NetUid
    ) -> DispatchResult = Self::do_disable_voting_power_tracking(origin, netuid);

    /// Sets the smoothing of that average, in parts of 10¹⁸. Root only.
    131 Yes[sudo_set_voting_power_ema_alpha()] sudo_set_voting_power_ema_alpha(
        any origin, netuid: NetUid, alpha: u64
    ) -> DispatchResult = Self::do_set_voting_power_ema_alpha(origin, netuid, alpha);

    /// Buys alpha and burns it.
    132 Yes[add_stake_burn()] add_stake_burn(
        signed coldkey, hotkey: T::AccountId, netuid: NetUid, amount: TaoBalance,
        limit: Option<TaoBalance>
    ) -> DispatchResult = Self::do_add_stake_burn(coldkey, hotkey, netuid, amount, limit);

    /// Withdraws the caller's announced swap.
    133 Yes[clear_coldkey_swap_announcement()] clear_coldkey_swap_announcement(
        signed coldkey
    ) -> DispatchResult = Self::do_clear_coldkey_swap_announcement(coldkey);

    /// Registers a hotkey unless the price is above the limit, in rao.
    134 Yes[register_limit()] register_limit(
        any origin, netuid: NetUid, hotkey: T::AccountId, limit_price: u64
    ) -> DispatchResult = Self::do_register_limit(origin, netuid, hotkey, limit_price);

    /// Chooses whether a hotkey with a seat on root becomes a parent in every new subnet.
    135 Yes[set_auto_parent_delegation_enabled()] set_auto_parent_delegation_enabled(
        signed coldkey, hotkey: T::AccountId, enabled: bool
    ) -> DispatchResult = Self::do_set_auto_parent_delegation_enabled(&coldkey, hotkey, enabled);

    /// Locks alpha of the caller to a hotkey, on top of what is locked.
    136 Yes[lock_stake()] lock_stake(
        signed coldkey, hotkey: T::AccountId, netuid: NetUid, amount: AlphaBalance
    ) -> DispatchResult = Self::do_lock_stake(&coldkey, &hotkey, netuid, amount);

    /// Moves the caller's lock on a subnet to another hotkey.
    137 Yes[move_lock()] move_lock(
        signed coldkey, destination_hotkey: T::AccountId, netuid: NetUid
    ) -> DispatchResult = Self::do_move_lock(&coldkey, &destination_hotkey, netuid);

    /// Makes the caller's lock on a subnet perpetual, or lets it decay.
    138 Yes[set_perpetual_lock()] set_perpetual_lock(
        signed coldkey, netuid: NetUid, enabled: bool
    ) -> DispatchResult = {
        Self::do_set_perpetual_lock(&coldkey, netuid, enabled);
        Ok(())
    };

    /// Sets the blocks between the epochs of the caller's subnet.
    139 Yes[set_tempo()] set_tempo(any origin, netuid: NetUid, tempo: u16) -> DispatchResult
        = Self::do_set_tempo(origin, netuid, tempo);

    /// Sets how long neurons of a subnet count as active, in thousandths of its tempo.
    140 Yes[set_activity_cutoff_factor()] set_activity_cutoff_factor(
        any origin, netuid: NetUid, factor_milli: u32
    ) -> DispatchResult = Self::do_set_activity_cutoff_factor(origin, netuid, factor_milli);

    /// Orders an epoch of the caller's subnet, to run after one freeze window.
    141 Yes[trigger_epoch()] trigger_epoch(any origin, netuid: NetUid) -> DispatchResult
        = Self::do_trigger_epoch(origin, netuid);

    /// Refuses, or takes, stake that arrives with a lock on it.
    142 Yes[set_reject_locked_alpha()] set_reject_locked_alpha(
        signed coldkey, enabled: bool
    ) -> DispatchResult = {
        Self::do_set_reject_locked_alpha(&coldkey, enabled);
        Ok(())
    };
}
