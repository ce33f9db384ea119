//! Every call of the recorded chain has an operation, and each operation fits its metadata.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use std::collections::BTreeSet;

use taonet_client::calls::admin::RecycleOrBurn;
use taonet_client::calls::commitments::CommitmentField;
use taonet_client::calls::identity::{IdentityOfColdkey, SubnetIdentity};
use taonet_client::calls::multisig::Timepoint;
use taonet_client::calls::neurons::AxonEndpoint;
use taonet_client::calls::orders::{Order, OrderType, SignedOrder};
use taonet_client::calls::proxy::ProxyType;
use taonet_client::calls::root::RootClaimType;
use taonet_client::calls::utility::CallOrigin;
use taonet_client::calls::weights::Reveal;
use taonet_client::calls::{
    Weight, admin, balances, children, commitments, crowdloan, delegation, identity, keys, leases,
    locks, multisig, neurons, orders, preimage, proxy, root, safe_mode, scheduler, shield, stake,
    subnets, sudo, swap, system, utility, weights,
};
use taonet_client::codec::{ChainCodec, CryptoType};
use taonet_client::{Alpha, Call, Tao};

const ACCOUNT: [u8; 32] = [7; 32];
const HASH: [u8; 32] = [9; 32];
const TAO: Tao = Tao::from_rao(5_000_000_000);
const ALPHA: Alpha = Alpha::new(3, 2_000_000_000);
const WEIGHT: Weight = Weight {
    ref_time_ps: 1_000_000,
    proof_size_bytes: 2_000,
};
const TIMEPOINT: Timepoint = Timepoint {
    height: 10,
    index: 2,
};

/// Calls that have no operation, each with the reason.
const LEFT_OUT: [(&str, &str); 6] = [
    ("Timestamp.set", "an inherent of the block's author"),
    (
        "MevShield.announce_next_key",
        "an inherent of the block's author",
    ),
    ("Drand.write_pulse", "made by the node's worker, unsigned"),
    (
        "Drand.set_beacon_config",
        "made by the node's worker, unsigned",
    ),
    (
        "Grandpa.report_equivocation",
        "its proof has no values on this chain",
    ),
    (
        "Grandpa.report_equivocation_unsigned",
        "its proof has no values on this chain",
    ),
];

/// Pallets of Ethereum and contracts, which this house leaves out; `Call::dynamic` reaches them.
const PALLETS_LEFT_OUT: [&str; 5] = ["Ethereum", "EVM", "EVMChainId", "BaseFee", "Contracts"];

fn codec() -> ChainCodec {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../vectors/interface/metadata-439.scale"
    );
    ChainCodec::from_metadata(&std::fs::read(path).unwrap()).unwrap()
}

fn inner() -> Call {
    system::remark(b"inside")
}

fn endpoint() -> AxonEndpoint {
    AxonEndpoint {
        address: "192.0.2.1:8091".parse().unwrap(),
        version: 1,
    }
}

fn reveal() -> Reveal {
    Reveal {
        uids: vec![1, 2],
        shares: vec![3, 4],
        salt: vec![5, 6, 7],
        version_key: 8,
    }
}

fn fields() -> Vec<CommitmentField> {
    vec![
        CommitmentField::Raw(b"text".to_vec()),
        CommitmentField::Raw(vec![1; 200]),
        CommitmentField::Timelocked {
            encrypted: vec![1; 300],
            reveal_round: 9,
        },
    ]
}

fn order() -> SignedOrder {
    SignedOrder {
        order: Order {
            signer: ACCOUNT,
            hotkey: ACCOUNT,
            netuid: 1,
            order_type: OrderType::LimitBuy,
            amount_rao: 1,
            limit_price_rao: 2,
            expiry_ms: 3,
            fee_rate_billionths: 4,
            fee_recipient: ACCOUNT,
            relayers: Some(vec![ACCOUNT]),
            max_slippage_billionths: Some(5),
            chain_id: 6,
            partial_fills_enabled: true,
        },
        crypto: CryptoType::Sr25519,
        signature: vec![1; 64],
        partial_fill_rao: None,
    }
}

/// One of each operation.
#[allow(clippy::too_many_lines, reason = "it is a list")]
fn operations() -> Vec<Call> {
    vec![
        // admin
        admin::schedule_grandpa_change(&[(HASH, 1)], 1, Some(1)),
        admin::toggle_evm_precompile("Staking", true),
        admin::set_default_take(1),
        admin::set_min_delegate_take(1),
        admin::set_delegate_take_rate_limit(1),
        admin::set_transaction_rate_limit(1),
        admin::set_subnet_owner_cut(1),
        admin::set_network_rate_limit(1),
        admin::set_network_immunity_period(1),
        admin::set_network_min_lock_cost(TAO),
        admin::set_lock_reduction_interval(1),
        admin::set_subnet_limit(1),
        admin::set_total_issuance(TAO),
        admin::set_stake_threshold(1),
        admin::set_nominator_min_required_stake(1),
        admin::set_dissolve_schedule_duration(1),
        admin::set_subnet_moving_alpha(-1),
        admin::set_commit_reveal_version(1),
        admin::set_childkey_burn(1),
        admin::set_admin_freeze_window(1),
        admin::set_owner_hyperparameter_rate_limit(1),
        admin::set_tao_flow_cutoff(-1),
        admin::set_tao_flow_normalization_exponent(1),
        admin::set_tao_flow_smoothing_factor(1),
        admin::set_net_tao_flow_enabled(true),
        admin::set_start_call_delay(1),
        admin::set_coldkey_swap_announcement_delay(1),
        admin::set_coldkey_swap_reannouncement_delay(1),
        admin::set_max_mechanism_count(1),
        admin::set_max_epochs_per_block(1),
        admin::set_evm_chain_id(1),
        admin::swap_authorities(vec![HASH]),
        admin::set_recycle_or_burn(1, RecycleOrBurn::Burn),
        admin::set_tempo(1, 1),
        admin::set_serving_rate_limit(1, 1),
        admin::set_min_difficulty(1, 1),
        admin::set_max_difficulty(1, 1),
        admin::set_difficulty(1, 1),
        admin::set_weights_version_key(1, 1),
        admin::set_weights_rate_limit(1, 1),
        admin::set_adjustment_interval(1, 1),
        admin::set_adjustment_alpha(1, 1),
        admin::set_immunity_period(1, 1),
        admin::set_min_allowed_weights(1, 1),
        admin::set_max_allowed_uids(1, 1),
        admin::set_min_allowed_uids(1, 1),
        admin::trim_to_max_allowed_uids(1, 1),
        admin::set_min_non_immune_uids(1, 1),
        admin::set_kappa(1, 1),
        admin::set_rho(1, 1),
        admin::set_alpha_sigmoid_steepness(1, -1),
        admin::set_activity_cutoff(1, 1),
        admin::set_activity_cutoff_factor(1, 1),
        admin::set_registration_allowed(1, true),
        admin::set_pow_registration_allowed(1, true),
        admin::set_target_registrations_per_interval(1, 1),
        admin::set_max_registrations_per_block(1, 1),
        admin::set_min_burn(1, TAO),
        admin::set_max_burn(1, TAO),
        admin::set_burn_half_life(1, 1),
        admin::set_burn_increase_mult(1, 1),
        admin::set_max_validators(1, 1),
        admin::set_bonds_moving_average(1, 1),
        admin::set_bonds_penalty(1, 1),
        admin::set_bonds_reset_enabled(1, true),
        admin::set_commit_reveal_enabled(1, true),
        admin::set_commit_reveal_interval(1, 1),
        admin::set_liquid_alpha_enabled(1, true),
        admin::set_alpha_values(1, 1, 1),
        admin::set_yuma3_enabled(1, true),
        admin::set_transfer_enabled(1, true),
        admin::set_subtoken_enabled(1, true),
        admin::set_emission_enabled(1, true),
        admin::set_owner_hotkey(1, &ACCOUNT),
        admin::set_owner_immune_limit(1, 1),
        admin::set_owner_cut_enabled(1, true),
        admin::set_owner_cut_auto_lock_enabled(1, true),
        admin::set_recycled(1, TAO),
        admin::set_mechanism_count(1, 1),
        admin::set_mechanism_emission_split(1, Some(&[1])),
        admin::set_min_childkey_take(1, 1),
        admin::set_ema_price_halving_period(1, 1),
        admin::set_collateral_lock_share(1, 1),
        admin::set_collateral_drain_ratio(1, 1),
        // balances
        balances::force_adjust_total_issuance(true, TAO),
        balances::transfer_keep_alive(&ACCOUNT, TAO),
        balances::transfer_allow_death(&ACCOUNT, TAO),
        balances::transfer_all(&ACCOUNT, true),
        balances::burn(TAO, true),
        balances::force_transfer(&ACCOUNT, &ACCOUNT, TAO),
        balances::force_unreserve(&ACCOUNT, TAO),
        balances::force_set_balance(&ACCOUNT, TAO),
        balances::upgrade_accounts(&[ACCOUNT]),
        // children
        children::set_children(&ACCOUNT, 1, &[(1, ACCOUNT)]),
        children::set_childkey_take(&ACCOUNT, 1, 1),
        children::set_pending_childkey_cooldown(1),
        children::set_childkey_take_rate_limit(1),
        children::set_min_childkey_take(1),
        children::set_max_childkey_take(1),
        // commitments
        commitments::set_commitment(1, &fields()).unwrap(),
        commitments::set_max_space(1),
        // crowdloan
        crowdloan::create(TAO, TAO, TAO, 1, Some(inner()), Some(&ACCOUNT)),
        crowdloan::contribute(1, TAO),
        crowdloan::withdraw(1),
        crowdloan::finalize(1),
        crowdloan::refund(1),
        crowdloan::dissolve(1),
        crowdloan::update_min_contribution(1, TAO),
        crowdloan::update_end(1, 1),
        crowdloan::update_cap(1, TAO),
        crowdloan::set_max_contribution(1, Some(TAO)),
        // delegation
        delegation::decrease_take(&ACCOUNT, 1),
        delegation::increase_take(&ACCOUNT, 1),
        delegation::set_coldkey_auto_stake_hotkey(1, &ACCOUNT),
        delegation::set_auto_parent_delegation_enabled(&ACCOUNT, true),
        // identity
        identity::set_identity(&IdentityOfColdkey::default()),
        identity::set_subnet_identity(1, &SubnetIdentity::default()),
        // keys
        keys::swap_hotkey(&ACCOUNT, &ACCOUNT, Some(1)),
        keys::swap_hotkey_v2(&ACCOUNT, &ACCOUNT, Some(1), true),
        keys::try_associate_hotkey(&ACCOUNT),
        keys::announce_coldkey_swap(HASH),
        keys::swap_coldkey_announced(&ACCOUNT),
        keys::dispute_coldkey_swap(),
        keys::clear_coldkey_swap_announcement(),
        keys::reset_coldkey_swap(&ACCOUNT),
        keys::swap_coldkey(&ACCOUNT, &ACCOUNT, TAO),
        keys::schedule_swap_coldkey(&ACCOUNT),
        keys::associate_evm_key(1, [1; 20], 1, [1; 65]),
        // leases
        leases::register_leased_network(1, Some(1)),
        leases::terminate_lease(1, &ACCOUNT),
        // locks
        locks::lock_stake(&ACCOUNT, ALPHA),
        locks::move_lock(&ACCOUNT, 1),
        locks::set_perpetual_lock(1, true),
        // multisig
        multisig::as_multi_threshold_1(&[ACCOUNT], inner()),
        multisig::as_multi(1, &[ACCOUNT], Some(TIMEPOINT), inner(), WEIGHT),
        multisig::approve_as_multi(1, &[ACCOUNT], Some(TIMEPOINT), HASH, WEIGHT),
        multisig::cancel_as_multi(1, &[ACCOUNT], TIMEPOINT, HASH),
        multisig::poke_deposit(1, &[ACCOUNT], HASH),
        // neurons
        neurons::register(1, 1, 1, &[1, 2, 3], &ACCOUNT, &ACCOUNT),
        neurons::serve_axon(1, &endpoint()),
        neurons::serve_axon_tls(1, &endpoint(), &[1, 2, 3]),
        neurons::serve_prometheus(1, &endpoint()),
        neurons::add_collateral(&ACCOUNT, ALPHA, TAO),
        neurons::set_min_collateral(&ACCOUNT, ALPHA),
        neurons::burned_register(1, &ACCOUNT),
        neurons::register_limit(1, &ACCOUNT, TAO),
        // orders
        orders::execute_orders(&[order()], true),
        orders::execute_batched_orders(1, &[order()]),
        orders::cancel_order(&order().order),
        orders::set_pallet_status(true),
        // preimage
        preimage::note_preimage(&[1, 2, 3]),
        preimage::unnote_preimage(HASH),
        preimage::request_preimage(HASH),
        preimage::unrequest_preimage(HASH),
        preimage::ensure_updated(vec![HASH]),
        // proxy
        proxy::proxy(&ACCOUNT, Some(ProxyType::Any), inner()),
        proxy::add_proxy(&ACCOUNT, ProxyType::Any, 1),
        proxy::remove_proxy(&ACCOUNT, ProxyType::Any, 1),
        proxy::remove_proxies(),
        proxy::create_pure(ProxyType::Any, 1, 1),
        proxy::kill_pure(&ACCOUNT, ProxyType::Any, 1, 1, 1),
        proxy::announce(&ACCOUNT, HASH),
        proxy::remove_announcement(&ACCOUNT, HASH),
        proxy::reject_announcement(&ACCOUNT, HASH),
        proxy::proxy_announced(&ACCOUNT, &ACCOUNT, Some(ProxyType::Any), inner()),
        proxy::poke_deposit(),
        proxy::set_real_pays_fee(&ACCOUNT, true),
        // root
        root::set_root_claim_type(&RootClaimType::KeepSubnets(vec![2, 1, 2])),
        root::root_register(&ACCOUNT),
        root::claim_root(&[1, 2]),
        root::set_num_root_claims(1),
        root::set_root_claim_threshold(1, 1),
        // safe_mode
        safe_mode::enter(),
        safe_mode::force_enter(),
        safe_mode::extend(),
        safe_mode::force_extend(),
        safe_mode::force_exit(),
        safe_mode::force_slash_deposit(&ACCOUNT, 1),
        safe_mode::release_deposit(&ACCOUNT, 1),
        safe_mode::force_release_deposit(&ACCOUNT, 1),
        // scheduler
        scheduler::schedule(1, Some((1, 2)), 1, inner()),
        scheduler::cancel(1, 1),
        scheduler::schedule_named(HASH, 1, Some((1, 2)), 1, inner()),
        scheduler::cancel_named(HASH),
        scheduler::schedule_after(1, Some((1, 2)), 1, inner()),
        scheduler::schedule_named_after(HASH, 1, Some((1, 2)), 1, inner()),
        scheduler::set_retry((1, 2), 1, 1),
        scheduler::set_retry_named(HASH, 1, 1),
        scheduler::cancel_retry((1, 2)),
        scheduler::cancel_retry_named(HASH),
        // shield
        shield::submit_encrypted(&[1, 2, 3]),
        shield::store_encrypted(&[1, 2, 3]),
        shield::set_max_pending_extrinsics_number(1),
        shield::set_on_initialize_weight(1),
        shield::set_stored_extrinsic_lifetime(1),
        shield::set_max_extrinsic_weight(1),
        // stake
        stake::remove_stake(&ACCOUNT, ALPHA),
        stake::remove_stake_limit(&ACCOUNT, ALPHA, TAO, true),
        stake::move_stake(&ACCOUNT, &ACCOUNT, ALPHA, 1),
        stake::transfer_stake(&ACCOUNT, &ACCOUNT, ALPHA, 1),
        stake::transfer_stake_and_hotkey(&ACCOUNT, &ACCOUNT, &ACCOUNT, ALPHA, 1),
        stake::swap_stake(&ACCOUNT, ALPHA, 1),
        stake::swap_stake_limit(&ACCOUNT, ALPHA, 1, 1, true),
        stake::recycle_alpha(&ACCOUNT, ALPHA),
        stake::burn_alpha(&ACCOUNT, ALPHA),
        stake::add_stake(&ACCOUNT, 1, TAO),
        stake::add_stake_limit(&ACCOUNT, 1, TAO, TAO, true),
        stake::add_stake_burn(&ACCOUNT, 1, TAO, Some(TAO)),
        stake::remove_stake_full_limit(&ACCOUNT, 1, Some(TAO)),
        stake::unstake_all(&ACCOUNT),
        stake::unstake_all_alpha(&ACCOUNT),
        stake::set_reject_locked_alpha(true),
        // subnets
        subnets::register_network_with_identity(&ACCOUNT, Some(&SubnetIdentity::default())),
        subnets::register_network(&ACCOUNT),
        subnets::start_call(1),
        subnets::dissolve_network(&ACCOUNT, 1),
        subnets::root_dissolve_network(1),
        subnets::update_symbol(1, "text"),
        subnets::set_tempo(1, 1),
        subnets::set_activity_cutoff_factor(1, 1),
        subnets::trigger_epoch(1),
        subnets::enable_voting_power_tracking(1),
        subnets::disable_voting_power_tracking(1),
        subnets::set_voting_power_ema_alpha(1, 1),
        // sudo
        sudo::sudo(inner()),
        sudo::sudo_unchecked_weight(inner(), WEIGHT),
        sudo::sudo_as(&ACCOUNT, inner()),
        sudo::set_key(&ACCOUNT),
        sudo::remove_key(),
        // swap
        swap::set_fee_rate(1, 1),
        swap::add_liquidity(&ACCOUNT, 1, -1, -1, 1),
        swap::remove_liquidity(&ACCOUNT, 1, 1),
        swap::modify_position(&ACCOUNT, 1, 1, -1),
        swap::toggle_user_liquidity(1, true),
        swap::disable_lp(),
        // system
        system::remark(&[1, 2, 3]),
        system::remark_with_event(&[1, 2, 3]),
        system::set_code(&[1, 2, 3]),
        system::set_code_without_checks(&[1, 2, 3]),
        system::apply_authorized_upgrade(&[1, 2, 3]),
        system::set_storage(&[(vec![1], vec![2])]),
        system::kill_storage(&[vec![1]]),
        system::kill_prefix(&[1, 2, 3], 1),
        system::set_heap_pages(1),
        system::authorize_upgrade(HASH),
        system::authorize_upgrade_without_checks(HASH),
        system::note_stalled(1, 1),
        system::set_oldest_stored_round(1),
        // utility
        utility::batch(vec![inner()]),
        utility::batch_all(vec![inner()]),
        utility::force_batch(vec![inner()]),
        utility::as_derivative(1, inner()),
        utility::dispatch_as(CallOrigin::Signed(&ACCOUNT), inner()),
        utility::dispatch_as_fallible(CallOrigin::Signed(&ACCOUNT), inner()),
        utility::with_weight(inner(), WEIGHT),
        utility::if_else(inner(), inner()),
        // weights
        weights::batch_set_weights(&[(1, vec![(2, 3)], 4)]),
        weights::set_weights(1, &[(1, 2)], 1),
        weights::batch_reveal_weights(1, &[reveal()]),
        weights::commit_timelocked_weights(1, &[1, 2, 3], 1, 1),
        weights::commit_timelocked_mechanism_weights(1, 1, &[1, 2, 3], 1, 1),
        weights::commit_crv3_mechanism_weights(1, 1, &[1, 2, 3], 1),
        weights::set_mechanism_weights(1, 1, &[1, 2], &[1, 2], 1),
        weights::commit_weights(1, HASH),
        weights::commit_mechanism_weights(1, 1, HASH),
        weights::reveal_weights(1, &[1, 2], &[1, 2], &[1, 2], 1),
        weights::reveal_mechanism_weights(1, 1, &[1, 2], &[1, 2], &[1, 2], 1),
        weights::batch_commit_weights(&[1, 2], vec![HASH]),
    ]
}

#[test]
fn every_call_has_an_operation() {
    let codec = codec();
    let known: BTreeSet<String> = operations().iter().map(Call::full_name).collect();
    let recorded: BTreeSet<String> = codec
        .calls()
        .into_iter()
        .filter(|(pallet, _)| !PALLETS_LEFT_OUT.contains(pallet))
        .map(|(pallet, call)| format!("{pallet}.{call}"))
        .collect();
    let left_out: BTreeSet<String> = LEFT_OUT.iter().map(|(name, _)| (*name).into()).collect();
    let missing: Vec<&String> = recorded
        .iter()
        .filter(|name| !known.contains(*name) && !left_out.contains(*name))
        .collect();
    assert!(missing.is_empty(), "no operation for {missing:?}");
    let unknown: Vec<&String> = known.difference(&recorded).collect();
    assert!(unknown.is_empty(), "the chain has no {unknown:?}");
    let needless: Vec<&String> = left_out
        .iter()
        .filter(|name| known.contains(*name) || !recorded.contains(*name))
        .collect();
    assert!(needless.is_empty(), "wrongly left out: {needless:?}");
}

#[test]
fn every_operation_fits_the_metadata_and_is_read_again() {
    let codec = codec();
    for call in operations() {
        let bytes = codec
            .encode(&call)
            .unwrap_or_else(|error| panic!("{}: {error}", call.full_name()));
        // The bytes read back name the same call with the same arguments.
        let again = codec
            .decode_call(&bytes)
            .unwrap_or_else(|error| panic!("{}: {error}", call.full_name()));
        assert_eq!(again.full_name(), call.full_name());
        let given: BTreeSet<&String> = call.arguments().keys().collect();
        let read: BTreeSet<&String> = again.arguments().keys().collect();
        assert_eq!(given, read, "{}", call.full_name());
        assert_eq!(codec.encode(&again).unwrap(), bytes, "{}", call.full_name());
    }
}

#[test]
fn what_does_not_fit_is_refused_by_name() {
    let codec = codec();
    let refused = |call: Call| codec.encode(&call).unwrap_err().to_string();
    let none = Call::dynamic("SubtensorModule", "no_such_call", serde_json::Map::new());
    assert!(refused(none).contains("SubtensorModule.no_such_call"));
    let without = Call::dynamic("Balances", "transfer_keep_alive", serde_json::Map::new());
    assert!(refused(without).contains("'dest' is missing"));
    let symbol = swap::add_liquidity(&ACCOUNT, 1, 1, 1, 1);
    let mut arguments = symbol.arguments().clone();
    arguments.insert("tick_low".into(), 3_000_000_000_u64.into());
    let large = Call::dynamic("Swap", "add_liquidity", arguments);
    assert!(refused(large).contains("Swap.add_liquidity"));
    let precompile = admin::toggle_evm_precompile("Teleport", true);
    assert!(refused(precompile).contains("'Teleport' is none of"));
}

#[test]
fn a_set_goes_sorted_and_without_repeats() {
    let call = root::set_root_claim_type(&RootClaimType::KeepSubnets(vec![9, 2, 9]));
    let expected = serde_json::json!({ "KeepSubnets": { "subnets": [2, 9] } });
    assert_eq!(call.arguments()["new_root_claim_type"], expected);
}

#[test]
fn signatories_are_sorted() {
    let call = multisig::as_multi_threshold_1(&[[9; 32], [1; 32], [5; 32]], inner());
    let listed = call.arguments()["other_signatories"].clone();
    let sorted = multisig::as_multi_threshold_1(&[[1; 32], [5; 32], [9; 32]], inner());
    assert_eq!(listed, sorted.arguments()["other_signatories"]);
}

#[test]
fn proxy_types_are_read_in_any_spelling() {
    for (text, expected) in [
        ("Any", ProxyType::Any),
        ("small-transfer", ProxyType::SmallTransfer),
        (
            "SUBNET_LEASE_BENEFICIARY",
            ProxyType::SubnetLeaseBeneficiary,
        ),
    ] {
        assert_eq!(text.parse::<ProxyType>().unwrap(), expected);
    }
    let error = "Everything".parse::<ProxyType>().unwrap_err();
    assert!(error.to_string().contains("NonTransfer"), "{error}");
    assert_eq!(ProxyType::ALL.len(), 18);
}

#[test]
fn commitments_that_are_too_long_are_refused() {
    let long = CommitmentField::Raw(vec![0; 513]);
    let error = commitments::set_commitment(1, &[long]).unwrap_err();
    assert!(error.to_string().contains("512"), "{error}");
    assert_eq!(error.code(), "invalid_argument");
}
