//! The calls, in the order of their indices.
//!
//! A call here checks its origin and hands over to a `do_…` function beside the concept's code.
//! Indices, names and argument types are wire data.

use frame_support::pallet_macros::pallet_section;

/// The dispatchables, part of the pallet module.
#[pallet_section]
mod calls {
    #[pallet::call]
    impl<T: Config> Pallet<T> {
        /// Sets the caller's weights on a subnet.
        #[pallet::call_index(0)]
        #[pallet::weight((
            call_weights::set_weights(core::iter::once(dests.len())),
            DispatchClass::Normal,
            Pays::No,
        ))]
        pub fn set_weights(
            origin: OriginFor<T>,
            netuid: NetUid,
            dests: Vec<u16>,
            weights: Vec<u16>,
            version_key: u64,
        ) -> DispatchResult {
            Self::do_set_weights(origin, netuid, MechId::MAIN, dests, weights, version_key)
        }

        /// Buys alpha with TAO and stakes it on a hotkey.
        #[pallet::call_index(2)]
        #[pallet::weight((call_weights::add_stake(), DispatchClass::Normal, Pays::Yes))]
        pub fn add_stake(
            origin: OriginFor<T>,
            hotkey: T::AccountId,
            netuid: NetUid,
            amount_staked: TaoBalance,
        ) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            Self::do_add_stake(&coldkey, &hotkey, netuid, amount_staked).map(|_| ())
        }

        /// Unstakes alpha and sells it.
        #[pallet::call_index(3)]
        #[pallet::weight((call_weights::remove_stake(), DispatchClass::Normal, Pays::Yes))]
        pub fn remove_stake(
            origin: OriginFor<T>,
            hotkey: T::AccountId,
            netuid: NetUid,
            amount_unstaked: AlphaBalance,
        ) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            Self::do_remove_stake(&coldkey, &hotkey, netuid, amount_unstaked)
        }

        /// Announces where the calling hotkey answers requests.
        #[pallet::call_index(4)]
        #[pallet::weight((call_weights::serve_axon(), DispatchClass::Normal, Pays::No))]
        pub fn serve_axon(
            origin: OriginFor<T>,
            netuid: NetUid,
            version: u32,
            ip: u128,
            port: u16,
            ip_type: u8,
            protocol: u8,
            placeholder1: u8,
            placeholder2: u8,
        ) -> DispatchResult {
            let endpoint = crate::neurons::serving::Endpoint { ip, port, ip_type };
            let extra = crate::neurons::serving::AxonExtra {
                protocol,
                placeholder1,
                placeholder2,
            };
            Self::do_serve_axon(origin, netuid, version, endpoint, extra, None)
        }

        /// Announces where the calling hotkey exposes its metrics.
        #[pallet::call_index(5)]
        #[pallet::weight((call_weights::serve_prometheus(), DispatchClass::Normal, Pays::No))]
        pub fn serve_prometheus(
            origin: OriginFor<T>,
            netuid: NetUid,
            version: u32,
            ip: u128,
            port: u16,
            ip_type: u8,
        ) -> DispatchResult {
            let endpoint = crate::neurons::serving::Endpoint { ip, port, ip_type };
            Self::do_serve_prometheus(origin, netuid, version, endpoint)
        }

        /// Registers a hotkey at the current price. The proof of work and the coldkey are ignored:
        /// the caller pays and owns.
        #[pallet::call_index(6)]
        #[pallet::weight((call_weights::register(), DispatchClass::Normal, Pays::Yes))]
        pub fn register(
            origin: OriginFor<T>,
            netuid: NetUid,
            block_number: u64,
            nonce: u64,
            work: Vec<u8>,
            hotkey: T::AccountId,
            coldkey: T::AccountId,
        ) -> DispatchResult {
            let _ = (block_number, nonce, work, coldkey);
            Self::do_burned_register(origin, netuid, hotkey)
        }

        /// Registers a hotkey on a subnet at the current price.
        #[pallet::call_index(7)]
        #[pallet::weight((call_weights::burned_register(), DispatchClass::Normal, Pays::Yes))]
        pub fn burned_register(
            origin: OriginFor<T>,
            netuid: NetUid,
            hotkey: T::AccountId,
        ) -> DispatchResult {
            Self::do_burned_register(origin, netuid, hotkey)
        }

        /// Announces an endpoint together with the public key of its certificate.
        #[pallet::call_index(40)]
        #[pallet::weight((call_weights::serve_axon_tls(), DispatchClass::Normal, Pays::No))]
        pub fn serve_axon_tls(
            origin: OriginFor<T>,
            netuid: NetUid,
            version: u32,
            ip: u128,
            port: u16,
            ip_type: u8,
            protocol: u8,
            placeholder1: u8,
            placeholder2: u8,
            certificate: Vec<u8>,
        ) -> DispatchResult {
            let endpoint = crate::neurons::serving::Endpoint { ip, port, ip_type };
            let extra = crate::neurons::serving::AxonExtra {
                protocol,
                placeholder1,
                placeholder2,
            };
            Self::do_serve_axon(origin, netuid, version, endpoint, extra, Some(certificate))
        }

        /// Registers a subnet for the current lock cost.
        #[pallet::call_index(59)]
        #[pallet::weight((call_weights::register_network(), DispatchClass::Normal, Pays::Yes))]
        pub fn register_network(origin: OriginFor<T>, hotkey: T::AccountId) -> DispatchResult {
            Self::do_register_network(origin, &hotkey, None)
        }

        /// Dissolves a subnet and pays out its pool. Only root may; the coldkey is ignored.
        #[pallet::call_index(61)]
        #[pallet::weight((call_weights::dissolve_network(), DispatchClass::Normal, Pays::Yes))]
        pub fn dissolve_network(
            origin: OriginFor<T>,
            coldkey: T::AccountId,
            netuid: NetUid,
        ) -> DispatchResult {
            let _ = coldkey;
            Self::do_dissolve_network(origin, netuid)
        }

        /// Seats a hotkey on root.
        #[pallet::call_index(62)]
        #[pallet::weight((call_weights::root_register(), DispatchClass::Normal, Pays::Yes))]
        pub fn root_register(origin: OriginFor<T>, hotkey: T::AccountId) -> DispatchResult {
            Self::do_root_register(origin, hotkey)
        }

        /// Lowers the share that a delegate keeps.
        #[pallet::call_index(65)]
        #[pallet::weight((call_weights::decrease_take(), DispatchClass::Normal, Pays::No))]
        pub fn decrease_take(
            origin: OriginFor<T>,
            hotkey: T::AccountId,
            take: PerU16,
        ) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            Self::do_decrease_take(coldkey, hotkey, take)
        }

        /// Raises the share that a delegate keeps.
        #[pallet::call_index(66)]
        #[pallet::weight((call_weights::increase_take(), DispatchClass::Normal, Pays::No))]
        pub fn increase_take(
            origin: OriginFor<T>,
            hotkey: T::AccountId,
            take: PerU16,
        ) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            Self::do_increase_take(coldkey, hotkey, take)
        }

        /// Lends parts of a hotkey's stake weight on a subnet to child hotkeys, in place of those
        /// it lends to now.
        #[pallet::call_index(67)]
        #[pallet::weight((call_weights::set_children(), DispatchClass::Normal, Pays::Yes))]
        pub fn set_children(
            origin: OriginFor<T>,
            hotkey: T::AccountId,
            netuid: NetUid,
            children: Vec<(u64, T::AccountId)>,
        ) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            Self::do_set_children(&coldkey, &hotkey, netuid, children)
        }

        /// Says who the calling coldkey is.
        #[pallet::call_index(68)]
        #[pallet::weight((call_weights::set_identity(), DispatchClass::Normal, Pays::Yes))]
        pub fn set_identity(
            origin: OriginFor<T>,
            name: Vec<u8>,
            url: Vec<u8>,
            github_repo: Vec<u8>,
            image: Vec<u8>,
            discord: Vec<u8>,
            description: Vec<u8>,
            additional: Vec<u8>,
        ) -> DispatchResult {
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
        }

        /// Sets the blocks between two rises of a child-key take. Root only.
        #[pallet::call_index(69)]
        #[pallet::weight((call_weights::sudo_set_tx_childkey_take_rate_limit(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_tx_childkey_take_rate_limit(
            origin: OriginFor<T>,
            tx_rate_limit: u64,
        ) -> DispatchResult {
            Self::do_set_tx_childkey_take_rate_limit(origin, tx_rate_limit)
        }

        /// Replaces a hotkey by another, on one subnet or everywhere. Superseded by
        /// `swap_hotkey_v2`.
        #[pallet::call_index(70)]
        #[pallet::weight((call_weights::swap_hotkey(), DispatchClass::Normal, Pays::Yes))]
        pub fn swap_hotkey(
            origin: OriginFor<T>,
            hotkey: T::AccountId,
            new_hotkey: T::AccountId,
            netuid: Option<NetUid>,
        ) -> DispatchResultWithPostInfo {
            let coldkey = ensure_signed(origin)?;
            Self::do_swap_hotkey(coldkey, hotkey, new_hotkey, netuid, false)
        }

        /// Replaces a coldkey by another at once. Root only.
        #[pallet::call_index(71)]
        #[pallet::weight((call_weights::swap_coldkey(), DispatchClass::Normal, Pays::Yes))]
        pub fn swap_coldkey(
            origin: OriginFor<T>,
            old_coldkey: T::AccountId,
            new_coldkey: T::AccountId,
            swap_cost: TaoBalance,
        ) -> DispatchResult {
            ensure_root(origin)?;
            Self::do_swap_coldkey(&old_coldkey, &new_coldkey, swap_cost)
        }

        /// Replaces a hotkey by another, on one subnet or everywhere. With `keep_stake` everybody's
        /// stake stays where it is.
        #[pallet::call_index(72)]
        #[pallet::weight((call_weights::swap_hotkey_v2(), DispatchClass::Normal, Pays::Yes))]
        pub fn swap_hotkey_v2(
            origin: OriginFor<T>,
            hotkey: T::AccountId,
            new_hotkey: T::AccountId,
            netuid: Option<NetUid>,
            keep_stake: bool,
        ) -> DispatchResultWithPostInfo {
            let coldkey = ensure_signed(origin)?;
            Self::do_swap_hotkey(coldkey, hotkey, new_hotkey, netuid, keep_stake)
        }

        /// Refused: `announce_coldkey_swap` has taken its place.
        #[pallet::call_index(73)]
        #[pallet::weight((call_weights::schedule_swap_coldkey(), DispatchClass::Normal, Pays::Yes))]
        pub fn schedule_swap_coldkey(
            origin: OriginFor<T>,
            new_coldkey: T::AccountId,
        ) -> DispatchResult {
            let _ = (origin, new_coldkey);
            Err(Error::<T>::Deprecated.into())
        }

        /// Sets what a child hotkey keeps of the dividends of its parents.
        #[pallet::call_index(75)]
        #[pallet::weight((call_weights::set_childkey_take(), DispatchClass::Normal, Pays::Yes))]
        pub fn set_childkey_take(
            origin: OriginFor<T>,
            hotkey: T::AccountId,
            netuid: NetUid,
            take: PerU16,
        ) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            Self::do_set_childkey_take(&coldkey, &hotkey, netuid, take)
        }

        /// Sets the lowest child-key take. Root only.
        #[pallet::call_index(76)]
        #[pallet::weight((call_weights::sudo_set_min_childkey_take(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_min_childkey_take(origin: OriginFor<T>, take: PerU16) -> DispatchResult {
            Self::do_set_min_childkey_take(origin, take)
        }

        /// Sets the highest child-key take. Root only.
        #[pallet::call_index(77)]
        #[pallet::weight((call_weights::sudo_set_max_childkey_take(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_max_childkey_take(origin: OriginFor<T>, take: PerU16) -> DispatchResult {
            Self::do_set_max_childkey_take(origin, take)
        }

        /// Says what a subnet is about. Only its owner may.
        #[pallet::call_index(78)]
        #[pallet::weight((call_weights::set_subnet_identity(), DispatchClass::Normal, Pays::Yes))]
        pub fn set_subnet_identity(
            origin: OriginFor<T>,
            netuid: NetUid,
            subnet_name: Vec<u8>,
            github_repo: Vec<u8>,
            subnet_contact: Vec<u8>,
            subnet_url: Vec<u8>,
            discord: Vec<u8>,
            description: Vec<u8>,
            logo_url: Vec<u8>,
            additional: Vec<u8>,
        ) -> DispatchResult {
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
        }

        /// Registers a subnet and says at once what it is about.
        #[pallet::call_index(79)]
        #[pallet::weight((
            call_weights::register_network_with_identity(),
            DispatchClass::Normal,
            Pays::Yes
        ))]
        pub fn register_network_with_identity(
            origin: OriginFor<T>,
            hotkey: T::AccountId,
            identity: Option<SubnetIdentityV3>,
        ) -> DispatchResult {
            Self::do_register_network(origin, &hotkey, identity)
        }

        /// Sets the caller's weights on several subnets; items that fail are reported by events.
        #[pallet::call_index(80)]
        #[pallet::weight((
            call_weights::set_weights(weights.iter().map(Vec::len)),
            DispatchClass::Normal,
            Pays::No,
        ))]
        pub fn batch_set_weights(
            origin: OriginFor<T>,
            netuids: Vec<Compact<NetUid>>,
            weights: Vec<Vec<(Compact<u16>, Compact<u16>)>>,
            version_keys: Vec<Compact<u64>>,
        ) -> DispatchResult {
            Self::do_batch_set_weights(origin, netuids, weights, version_keys)
        }

        /// Unstakes everything on a hotkey, root included.
        #[pallet::call_index(83)]
        #[pallet::weight((call_weights::unstake_all(), DispatchClass::Normal, Pays::Yes))]
        pub fn unstake_all(origin: OriginFor<T>, hotkey: T::AccountId) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            Self::do_unstake_all(&coldkey, &hotkey)
        }

        /// Unstakes all alpha on a hotkey and stakes the TAO on root.
        #[pallet::call_index(84)]
        #[pallet::weight((call_weights::unstake_all_alpha(), DispatchClass::Normal, Pays::Yes))]
        pub fn unstake_all_alpha(origin: OriginFor<T>, hotkey: T::AccountId) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            Self::do_unstake_all_alpha(&coldkey, &hotkey)
        }

        /// Moves stake to another hotkey, another subnet, or both.
        #[pallet::call_index(85)]
        #[pallet::weight((call_weights::move_stake(), DispatchClass::Normal, Pays::Yes))]
        pub fn move_stake(
            origin: OriginFor<T>,
            origin_hotkey: T::AccountId,
            destination_hotkey: T::AccountId,
            origin_netuid: NetUid,
            destination_netuid: NetUid,
            alpha_amount: AlphaBalance,
        ) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            Self::do_move_stake(
                coldkey,
                origin_hotkey,
                destination_hotkey,
                origin_netuid,
                destination_netuid,
                alpha_amount,
            )
        }

        /// Gives stake to another coldkey.
        #[pallet::call_index(86)]
        #[pallet::weight((call_weights::transfer_stake(), DispatchClass::Normal, Pays::Yes))]
        pub fn transfer_stake(
            origin: OriginFor<T>,
            destination_coldkey: T::AccountId,
            hotkey: T::AccountId,
            origin_netuid: NetUid,
            destination_netuid: NetUid,
            alpha_amount: AlphaBalance,
        ) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            Self::do_transfer_stake(
                coldkey,
                destination_coldkey,
                hotkey,
                origin_netuid,
                destination_netuid,
                alpha_amount,
            )
        }

        /// Moves stake to another subnet.
        #[pallet::call_index(87)]
        #[pallet::weight((call_weights::swap_stake(), DispatchClass::Normal, Pays::Yes))]
        pub fn swap_stake(
            origin: OriginFor<T>,
            hotkey: T::AccountId,
            origin_netuid: NetUid,
            destination_netuid: NetUid,
            alpha_amount: AlphaBalance,
        ) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            Self::do_swap_stake(
                coldkey,
                hotkey,
                origin_netuid,
                destination_netuid,
                alpha_amount,
                None,
            )
        }

        /// Stakes at no price above a limit. With `allow_partial` as much as the limit allows,
        /// otherwise all or nothing.
        #[pallet::call_index(88)]
        #[pallet::weight((call_weights::add_stake_limit(), DispatchClass::Normal, Pays::Yes))]
        pub fn add_stake_limit(
            origin: OriginFor<T>,
            hotkey: T::AccountId,
            netuid: NetUid,
            amount_staked: TaoBalance,
            limit_price: TaoBalance,
            allow_partial: bool,
        ) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            Self::do_add_stake_limit(
                &coldkey,
                &hotkey,
                netuid,
                amount_staked,
                limit_price,
                allow_partial,
            )
            .map(|_| ())
        }

        /// Unstakes at no price below a limit. With `allow_partial` as much as the limit allows,
        /// otherwise all or nothing.
        #[pallet::call_index(89)]
        #[pallet::weight((call_weights::remove_stake_limit(), DispatchClass::Normal, Pays::Yes))]
        pub fn remove_stake_limit(
            origin: OriginFor<T>,
            hotkey: T::AccountId,
            netuid: NetUid,
            amount_unstaked: AlphaBalance,
            limit_price: TaoBalance,
            allow_partial: bool,
        ) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            Self::do_remove_stake_limit(
                &coldkey,
                &hotkey,
                netuid,
                amount_unstaked,
                limit_price,
                allow_partial,
            )
        }

        /// Moves stake to another subnet while the ratio of the prices is not below a limit.
        #[pallet::call_index(90)]
        #[pallet::weight((call_weights::swap_stake_limit(), DispatchClass::Normal, Pays::Yes))]
        pub fn swap_stake_limit(
            origin: OriginFor<T>,
            hotkey: T::AccountId,
            origin_netuid: NetUid,
            destination_netuid: NetUid,
            alpha_amount: AlphaBalance,
            limit_price: TaoBalance,
            allow_partial: bool,
        ) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            Self::do_swap_stake(
                coldkey,
                hotkey,
                origin_netuid,
                destination_netuid,
                alpha_amount,
                Some((limit_price, allow_partial)),
            )
        }

        /// Takes ownership of a hotkey that nobody owns.
        #[pallet::call_index(91)]
        #[pallet::weight((call_weights::try_associate_hotkey(), DispatchClass::Normal, Pays::Yes))]
        pub fn try_associate_hotkey(origin: OriginFor<T>, hotkey: T::AccountId) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            Self::do_try_associate_hotkey(&coldkey, &hotkey)
        }

        /// Starts a subnet: staking on it and its emission.
        #[pallet::call_index(92)]
        #[pallet::weight((call_weights::start_call(), DispatchClass::Normal, Pays::Yes))]
        pub fn start_call(origin: OriginFor<T>, netuid: NetUid) -> DispatchResult {
            Self::do_start_call(origin, netuid)
        }

        /// Ties the calling hotkey's slot to the EVM address that signed for it.
        #[pallet::call_index(93)]
        #[pallet::weight((call_weights::associate_evm_key(), DispatchClass::Normal, Pays::No))]
        pub fn associate_evm_key(
            origin: OriginFor<T>,
            netuid: NetUid,
            evm_key: H160,
            block_number: u64,
            signature: sp_core::ecdsa::Signature,
        ) -> DispatchResult {
            let hotkey = ensure_signed(origin)?;
            Self::do_associate_evm_key(hotkey, netuid, evm_key, block_number, signature)
        }

        /// Commits to weights by their hash.
        #[pallet::call_index(96)]
        #[pallet::weight((call_weights::commit_weights(1), DispatchClass::Normal, Pays::No))]
        pub fn commit_weights(
            origin: OriginFor<T>,
            netuid: NetUid,
            commit_hash: H256,
        ) -> DispatchResult {
            Self::do_commit_weights(origin, netuid, MechId::MAIN, commit_hash)
        }

        /// Opens a commit and sets its weights.
        #[pallet::call_index(97)]
        #[pallet::weight((
            call_weights::reveal_weights(core::iter::once(uids.len())),
            DispatchClass::Normal,
            Pays::No,
        ))]
        pub fn reveal_weights(
            origin: OriginFor<T>,
            netuid: NetUid,
            uids: Vec<u16>,
            values: Vec<u16>,
            salt: Vec<u16>,
            version_key: u64,
        ) -> DispatchResult {
            Self::do_reveal_weights(
                origin,
                netuid,
                MechId::MAIN,
                uids,
                values,
                salt,
                version_key,
            )
        }

        /// Opens several commits of a subnet, all or none.
        #[pallet::call_index(98)]
        #[pallet::weight((
            call_weights::reveal_weights(uids_list.iter().map(Vec::len)),
            DispatchClass::Normal,
            Pays::No,
        ))]
        pub fn batch_reveal_weights(
            origin: OriginFor<T>,
            netuid: NetUid,
            uids_list: Vec<Vec<u16>>,
            values_list: Vec<Vec<u16>>,
            salts_list: Vec<Vec<u16>>,
            version_keys: Vec<u64>,
        ) -> DispatchResult {
            Self::do_batch_reveal_weights(
                origin,
                netuid,
                uids_list,
                values_list,
                salts_list,
                version_keys,
            )
        }

        /// Commits to weights on several subnets; items that fail are reported by events.
        #[pallet::call_index(100)]
        #[pallet::weight((
            call_weights::commit_weights(netuids.len()),
            DispatchClass::Normal,
            Pays::No,
        ))]
        pub fn batch_commit_weights(
            origin: OriginFor<T>,
            netuids: Vec<Compact<NetUid>>,
            commit_hashes: Vec<H256>,
        ) -> DispatchResult {
            Self::do_batch_commit_weights(origin, netuids, commit_hashes)
        }

        /// Takes staked alpha out of the issuance.
        #[pallet::call_index(101)]
        #[pallet::weight((call_weights::recycle_alpha(), DispatchClass::Normal, Pays::Yes))]
        pub fn recycle_alpha(
            origin: OriginFor<T>,
            hotkey: T::AccountId,
            amount: AlphaBalance,
            netuid: NetUid,
        ) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            Self::do_recycle_alpha(coldkey, hotkey, amount, netuid)
        }

        /// Burns staked alpha.
        #[pallet::call_index(102)]
        #[pallet::weight((call_weights::burn_alpha(), DispatchClass::Normal, Pays::Yes))]
        pub fn burn_alpha(
            origin: OriginFor<T>,
            hotkey: T::AccountId,
            amount: AlphaBalance,
            netuid: NetUid,
        ) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            Self::do_burn_alpha(coldkey, hotkey, amount, netuid)
        }

        /// Unstakes all stake of a position, optionally at no price below a limit.
        #[pallet::call_index(103)]
        #[pallet::weight((call_weights::remove_stake_full_limit(), DispatchClass::Normal, Pays::Yes))]
        pub fn remove_stake_full_limit(
            origin: OriginFor<T>,
            hotkey: T::AccountId,
            netuid: NetUid,
            limit_price: Option<TaoBalance>,
        ) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            Self::do_remove_stake_full_limit(&coldkey, &hotkey, netuid, limit_price)
        }

        /// Sets how long children wait before they are applied. Root only.
        #[pallet::call_index(109)]
        #[pallet::weight((call_weights::set_pending_childkey_cooldown(), DispatchClass::Normal, Pays::Yes))]
        pub fn set_pending_childkey_cooldown(
            origin: OriginFor<T>,
            cooldown: u64,
        ) -> DispatchResult {
            ensure_root(origin)?;
            PendingChildKeyCooldown::<T>::put(cooldown);
            Ok(())
        }

        /// Makes a subnet with the TAO of the crowdloan that is being finalised. Its creator runs
        /// the subnet until the end block, and shares part of the owner's cut with the crowd.
        #[pallet::call_index(110)]
        #[pallet::weight((call_weights::register_leased_network(T::Crowdloans::MAX_CONTRIBUTORS), DispatchClass::Normal, Pays::Yes))]
        pub fn register_leased_network(
            origin: OriginFor<T>,
            emissions_share: Percent,
            end_block: Option<BlockNumberFor<T>>,
        ) -> DispatchResultWithPostInfo {
            Self::do_register_leased_network(origin, emissions_share, end_block)
        }

        /// Ends a lease whose time is over: its beneficiary becomes the subnet's owner.
        #[pallet::call_index(111)]
        #[pallet::weight((call_weights::terminate_lease(T::Crowdloans::MAX_CONTRIBUTORS), DispatchClass::Normal, Pays::Yes))]
        pub fn terminate_lease(
            origin: OriginFor<T>,
            lease_id: u32,
            hotkey: T::AccountId,
        ) -> DispatchResultWithPostInfo {
            Self::do_terminate_lease(origin, lease_id, &hotkey)
        }

        /// Gives a subnet's token another built-in symbol.
        #[pallet::call_index(112)]
        #[pallet::weight((call_weights::update_symbol(), DispatchClass::Normal, Pays::Yes))]
        pub fn update_symbol(
            origin: OriginFor<T>,
            netuid: NetUid,
            symbol: Vec<u8>,
        ) -> DispatchResult {
            Self::do_update_symbol(origin, netuid, symbol)
        }

        /// Commits to weights that the chain itself opens once the beacon publishes a round.
        #[pallet::call_index(113)]
        #[pallet::weight((call_weights::commit_timelocked_weights(), DispatchClass::Normal, Pays::No))]
        pub fn commit_timelocked_weights(
            origin: OriginFor<T>,
            netuid: NetUid,
            commit: BoundedVec<u8, ConstU32<MAX_COMMIT_BYTES>>,
            reveal_round: u64,
            commit_reveal_version: u16,
        ) -> DispatchResult {
            Self::do_commit_timelocked_weights(
                origin,
                netuid,
                MechId::MAIN,
                commit,
                reveal_round,
                commit_reveal_version,
            )
        }

        /// Sends the incentive of the coldkey's miners on a subnet to one hotkey as stake.
        #[pallet::call_index(114)]
        #[pallet::weight((call_weights::set_coldkey_auto_stake_hotkey(), DispatchClass::Normal, Pays::Yes))]
        pub fn set_coldkey_auto_stake_hotkey(
            origin: OriginFor<T>,
            netuid: NetUid,
            hotkey: T::AccountId,
        ) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            Self::do_set_coldkey_auto_stake_hotkey(&coldkey, netuid, &hotkey)
        }

        /// Commits to weights of one mechanism by their hash.
        #[pallet::call_index(115)]
        #[pallet::weight((call_weights::commit_weights(1), DispatchClass::Normal, Pays::No))]
        pub fn commit_mechanism_weights(
            origin: OriginFor<T>,
            netuid: NetUid,
            mecid: MechId,
            commit_hash: H256,
        ) -> DispatchResult {
            Self::do_commit_weights(origin, netuid, mecid, commit_hash)
        }

        /// Opens a commit of one mechanism and sets its weights.
        #[pallet::call_index(116)]
        #[pallet::weight((
            call_weights::reveal_weights(core::iter::once(uids.len())),
            DispatchClass::Normal,
            Pays::No,
        ))]
        pub fn reveal_mechanism_weights(
            origin: OriginFor<T>,
            netuid: NetUid,
            mecid: MechId,
            uids: Vec<u16>,
            values: Vec<u16>,
            salt: Vec<u16>,
            version_key: u64,
        ) -> DispatchResult {
            Self::do_reveal_weights(origin, netuid, mecid, uids, values, salt, version_key)
        }

        /// Commits to weights of one mechanism that the chain itself opens once the beacon
        /// publishes a round.
        #[pallet::call_index(117)]
        #[pallet::weight((call_weights::commit_crv3_mechanism_weights(), DispatchClass::Normal, Pays::No))]
        pub fn commit_crv3_mechanism_weights(
            origin: OriginFor<T>,
            netuid: NetUid,
            mecid: MechId,
            commit: BoundedVec<u8, ConstU32<MAX_COMMIT_BYTES>>,
            reveal_round: u64,
        ) -> DispatchResult {
            let version = crate::weights::UNSTATED_VERSION;
            Self::do_commit_timelocked_weights(origin, netuid, mecid, commit, reveal_round, version)
        }

        /// Commits to weights of one mechanism that the chain itself opens once the beacon
        /// publishes a round, and states the version of the commit.
        #[pallet::call_index(118)]
        #[pallet::weight((call_weights::commit_timelocked_mechanism_weights(), DispatchClass::Normal, Pays::No))]
        pub fn commit_timelocked_mechanism_weights(
            origin: OriginFor<T>,
            netuid: NetUid,
            mecid: MechId,
            commit: BoundedVec<u8, ConstU32<MAX_COMMIT_BYTES>>,
            reveal_round: u64,
            commit_reveal_version: u16,
        ) -> DispatchResult {
            Self::do_commit_timelocked_weights(
                origin,
                netuid,
                mecid,
                commit,
                reveal_round,
                commit_reveal_version,
            )
        }

        /// Sets the caller's weights in one mechanism of a subnet.
        #[pallet::call_index(119)]
        #[pallet::weight((
            call_weights::set_weights(core::iter::once(dests.len())),
            DispatchClass::Normal,
            Pays::No,
        ))]
        pub fn set_mechanism_weights(
            origin: OriginFor<T>,
            netuid: NetUid,
            mecid: MechId,
            dests: Vec<u16>,
            weights: Vec<u16>,
            version_key: u64,
        ) -> DispatchResult {
            Self::do_set_weights(origin, netuid, mecid, dests, weights, version_key)
        }

        /// Dissolves a subnet and pays out its pool. Only root may.
        #[pallet::call_index(120)]
        #[pallet::weight((call_weights::root_dissolve_network(), DispatchClass::Normal, Pays::Yes))]
        pub fn root_dissolve_network(origin: OriginFor<T>, netuid: NetUid) -> DispatchResult {
            Self::do_dissolve_network(origin, netuid)
        }

        /// Claims the caller's root dividends on one to five subnets.
        #[pallet::call_index(121)]
        #[pallet::weight((call_weights::claim_root(), DispatchClass::Normal, Pays::Yes))]
        pub fn claim_root(origin: OriginFor<T>, subnets: BTreeSet<NetUid>) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            Self::do_claim_root(&coldkey, &subnets)
        }

        /// Sets what happens to the caller's root dividends when they are claimed.
        #[pallet::call_index(122)]
        #[pallet::weight((call_weights::set_root_claim_type(), DispatchClass::Normal, Pays::Yes))]
        pub fn set_root_claim_type(
            origin: OriginFor<T>,
            new_root_claim_type: RootClaimTypeEnum,
        ) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            Self::do_set_root_claim_type(coldkey, new_root_claim_type)
        }

        /// Sets how many coldkeys claim root dividends by themselves in a block. Root only.
        #[pallet::call_index(123)]
        #[pallet::weight((call_weights::sudo_set_num_root_claims(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_num_root_claims(origin: OriginFor<T>, new_value: u64) -> DispatchResult {
            Self::do_set_num_root_claims(origin, new_value)
        }

        /// Sets the alpha below which root dividends of a subnet are not claimed, in rao.
        #[pallet::call_index(124)]
        #[pallet::weight((call_weights::sudo_set_root_claim_threshold(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_root_claim_threshold(
            origin: OriginFor<T>,
            netuid: NetUid,
            new_value: u64,
        ) -> DispatchResult {
            Self::do_set_root_claim_threshold(origin, netuid, new_value)
        }

        /// Announces that the caller will be replaced by the coldkey with this hash. Until the swap
        /// is made or withdrawn the caller can do nothing else.
        #[pallet::call_index(125)]
        #[pallet::weight((call_weights::announce_coldkey_swap(), DispatchClass::Normal, Pays::Yes))]
        pub fn announce_coldkey_swap(
            origin: OriginFor<T>,
            new_coldkey_hash: H256,
        ) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            Self::do_announce_coldkey_swap(coldkey, new_coldkey_hash)
        }

        /// Replaces the calling coldkey by the announced one.
        #[pallet::call_index(126)]
        #[pallet::weight((call_weights::swap_coldkey_announced(), DispatchClass::Normal, Pays::Yes))]
        pub fn swap_coldkey_announced(
            origin: OriginFor<T>,
            new_coldkey: T::AccountId,
        ) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            Self::do_swap_coldkey_announced(&coldkey, &new_coldkey)
        }

        /// Stops the caller's announced swap, and the caller with it, until root resets both.
        #[pallet::call_index(127)]
        #[pallet::weight((call_weights::dispute_coldkey_swap(), DispatchClass::Normal, Pays::Yes))]
        pub fn dispute_coldkey_swap(origin: OriginFor<T>) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            Self::do_dispute_coldkey_swap(coldkey)
        }

        /// Forgets a coldkey's announced swap and its dispute. Root only.
        #[pallet::call_index(128)]
        #[pallet::weight((call_weights::reset_coldkey_swap(), DispatchClass::Normal, Pays::Yes))]
        pub fn reset_coldkey_swap(origin: OriginFor<T>, coldkey: T::AccountId) -> DispatchResult {
            ensure_root(origin)?;
            Self::do_reset_coldkey_swap(coldkey);
            Ok(())
        }

        /// Keeps a moving average of the validators' stake from the next epoch on.
        #[pallet::call_index(129)]
        #[pallet::weight((call_weights::enable_voting_power_tracking(), DispatchClass::Normal, Pays::Yes))]
        pub fn enable_voting_power_tracking(
            origin: OriginFor<T>,
            netuid: NetUid,
        ) -> DispatchResult {
            Self::do_enable_voting_power_tracking(origin, netuid)
        }

        /// Stops that in two weeks.
        #[pallet::call_index(130)]
        #[pallet::weight((call_weights::disable_voting_power_tracking(), DispatchClass::Normal, Pays::Yes))]
        pub fn disable_voting_power_tracking(
            origin: OriginFor<T>,
            netuid: NetUid,
        ) -> DispatchResult {
            Self::do_disable_voting_power_tracking(origin, netuid)
        }

        /// Sets the smoothing of that average, in parts of 10¹⁸. Root only.
        #[pallet::call_index(131)]
        #[pallet::weight((call_weights::sudo_set_voting_power_ema_alpha(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_voting_power_ema_alpha(
            origin: OriginFor<T>,
            netuid: NetUid,
            alpha: u64,
        ) -> DispatchResult {
            Self::do_set_voting_power_ema_alpha(origin, netuid, alpha)
        }

        /// Buys alpha and burns it.
        #[pallet::call_index(132)]
        #[pallet::weight((call_weights::add_stake_burn(), DispatchClass::Normal, Pays::Yes))]
        pub fn add_stake_burn(
            origin: OriginFor<T>,
            hotkey: T::AccountId,
            netuid: NetUid,
            amount: TaoBalance,
            limit: Option<TaoBalance>,
        ) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            Self::do_add_stake_burn(coldkey, hotkey, netuid, amount, limit)
        }

        /// Withdraws the caller's announced swap.
        #[pallet::call_index(133)]
        #[pallet::weight((
            call_weights::clear_coldkey_swap_announcement(),
            DispatchClass::Normal,
            Pays::Yes
        ))]
        pub fn clear_coldkey_swap_announcement(origin: OriginFor<T>) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            Self::do_clear_coldkey_swap_announcement(coldkey)
        }

        /// Registers a hotkey unless the price is above the limit, in rao.
        #[pallet::call_index(134)]
        #[pallet::weight((call_weights::register_limit(), DispatchClass::Normal, Pays::Yes))]
        pub fn register_limit(
            origin: OriginFor<T>,
            netuid: NetUid,
            hotkey: T::AccountId,
            limit_price: u64,
        ) -> DispatchResult {
            Self::do_register_limit(origin, netuid, hotkey, limit_price)
        }

        /// Chooses whether a hotkey with a seat on root becomes a parent in every new subnet.
        #[pallet::call_index(135)]
        #[pallet::weight((call_weights::set_auto_parent_delegation_enabled(), DispatchClass::Normal, Pays::Yes))]
        pub fn set_auto_parent_delegation_enabled(
            origin: OriginFor<T>,
            hotkey: T::AccountId,
            enabled: bool,
        ) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            Self::do_set_auto_parent_delegation_enabled(&coldkey, hotkey, enabled)
        }

        /// Locks alpha of the caller to a hotkey, on top of what is locked.
        #[pallet::call_index(136)]
        #[pallet::weight((call_weights::lock_stake(), DispatchClass::Normal, Pays::Yes))]
        pub fn lock_stake(
            origin: OriginFor<T>,
            hotkey: T::AccountId,
            netuid: NetUid,
            amount: AlphaBalance,
        ) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            Self::do_lock_stake(&coldkey, &hotkey, netuid, amount)
        }

        /// Moves the caller's lock on a subnet to another hotkey.
        #[pallet::call_index(137)]
        #[pallet::weight((call_weights::move_lock(), DispatchClass::Normal, Pays::Yes))]
        pub fn move_lock(
            origin: OriginFor<T>,
            destination_hotkey: T::AccountId,
            netuid: NetUid,
        ) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            Self::do_move_lock(&coldkey, &destination_hotkey, netuid)
        }

        /// Makes the caller's lock on a subnet perpetual, or lets it decay.
        #[pallet::call_index(138)]
        #[pallet::weight((call_weights::set_perpetual_lock(), DispatchClass::Normal, Pays::Yes))]
        pub fn set_perpetual_lock(
            origin: OriginFor<T>,
            netuid: NetUid,
            enabled: bool,
        ) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            Self::do_set_perpetual_lock(&coldkey, netuid, enabled);
            Ok(())
        }

        /// Sets the blocks between the epochs of the caller's subnet.
        #[pallet::call_index(139)]
        #[pallet::weight((call_weights::set_tempo(), DispatchClass::Normal, Pays::Yes))]
        pub fn set_tempo(origin: OriginFor<T>, netuid: NetUid, tempo: u16) -> DispatchResult {
            Self::do_set_tempo(origin, netuid, tempo)
        }

        /// Sets how long neurons of a subnet count as active, in thousandths of its tempo.
        #[pallet::call_index(140)]
        #[pallet::weight((call_weights::set_activity_cutoff_factor(), DispatchClass::Normal, Pays::Yes))]
        pub fn set_activity_cutoff_factor(
            origin: OriginFor<T>,
            netuid: NetUid,
            factor_milli: u32,
        ) -> DispatchResult {
            Self::do_set_activity_cutoff_factor(origin, netuid, factor_milli)
        }

        /// Orders an epoch of the caller's subnet, to run after one freeze window.
        #[pallet::call_index(141)]
        #[pallet::weight((call_weights::trigger_epoch(), DispatchClass::Normal, Pays::Yes))]
        pub fn trigger_epoch(origin: OriginFor<T>, netuid: NetUid) -> DispatchResult {
            Self::do_trigger_epoch(origin, netuid)
        }

        /// Refuses, or takes, stake that arrives with a lock on it.
        #[pallet::call_index(142)]
        #[pallet::weight((call_weights::set_reject_locked_alpha(), DispatchClass::Normal, Pays::Yes))]
        pub fn set_reject_locked_alpha(origin: OriginFor<T>, enabled: bool) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            Self::do_set_reject_locked_alpha(&coldkey, enabled);
            Ok(())
        }
    }
}
