//! What each proxy type allows, call by call.

use super::{TAO, address, chain::account, nested, remark, transfer};
use codec::{Decode, Encode};
use frame_support::traits::InstanceFilter;
use scale_info::{TypeDef, TypeInfo};
use std::collections::BTreeSet;
use taonet_runtime::{
    Runtime, RuntimeCall, api,
    proxy::{
        ProxyType::{self, *},
        listing::{CallConstraint, FilterMode, ProxyFilterInfo, ProxyTypeInfo},
        rules,
    },
};

const ALL: [ProxyType; 18] = [
    Any,
    Owner,
    NonCritical,
    NonTransfer,
    Senate,
    NonFungible,
    Triumvirate,
    Governance,
    Staking,
    Registration,
    Transfer,
    SmallTransfer,
    RootWeights,
    ChildKeys,
    SudoUncheckedSetCode,
    SwapHotkey,
    SubnetLeaseBeneficiary,
    RootClaim,
];

/// A call, and the types besides `Any` that allow it. Every argument is zero or empty.
const EXPECTED: &str = "
System.remark                                   NonCritical NonTransfer NonFungible
Balances.transfer_keep_alive                    NonCritical Transfer SmallTransfer
Balances.transfer_allow_death                   NonCritical Transfer SmallTransfer
Balances.transfer_all                           NonCritical Transfer
Balances.burn                                   NonCritical
Balances.force_transfer                         NonCritical
Sudo.sudo                                       NonTransfer NonFungible
Sudo.sudo_unchecked_weight                      NonTransfer NonFungible
Sudo.set_key                                    NonTransfer NonFungible
Utility.batch                                   NonCritical NonTransfer NonFungible
Proxy.proxy                                     NonCritical NonTransfer NonFungible
Proxy.add_proxy                                 NonCritical NonTransfer NonFungible
Multisig.as_multi                               NonCritical NonTransfer NonFungible
Crowdloan.contribute                            NonCritical NonTransfer NonFungible
Commitments.set_commitment                      NonCritical NonTransfer NonFungible
AdminUtils.sudo_set_tempo                       NonCritical NonTransfer NonFungible Owner
AdminUtils.sudo_set_kappa                       NonCritical NonTransfer NonFungible Owner SubnetLeaseBeneficiary
AdminUtils.sudo_set_max_burn                    NonCritical NonTransfer NonFungible Owner SubnetLeaseBeneficiary
AdminUtils.sudo_set_min_burn                    NonCritical NonTransfer NonFungible Owner
AdminUtils.sudo_set_sn_owner_hotkey             NonCritical NonTransfer NonFungible
SubtensorModule.set_subnet_identity             NonCritical NonTransfer NonFungible Owner
SubtensorModule.update_symbol                   NonCritical NonTransfer NonFungible Owner
SubtensorModule.start_call                      NonCritical NonTransfer NonFungible SubnetLeaseBeneficiary
SubtensorModule.set_weights                     NonCritical NonTransfer NonFungible
SubtensorModule.serve_axon                      NonCritical NonTransfer NonFungible
SubtensorModule.register_network                NonCritical NonTransfer NonFungible
SubtensorModule.dissolve_network                NonTransfer NonFungible
SubtensorModule.root_register                   NonTransfer
SubtensorModule.burned_register                 NonTransfer Registration
SubtensorModule.register                        NonCritical NonTransfer NonFungible Registration
SubtensorModule.register_limit                  NonCritical NonTransfer NonFungible Registration
SubtensorModule.add_stake                       NonCritical NonTransfer Staking
SubtensorModule.remove_stake_full_limit         NonCritical NonTransfer Staking
SubtensorModule.unstake_all                     NonCritical NonTransfer Staking
SubtensorModule.move_stake                      NonCritical NonTransfer Staking
SubtensorModule.swap_stake_limit                NonCritical NonTransfer Staking
SubtensorModule.set_root_claim_type             NonCritical NonTransfer NonFungible Staking
SubtensorModule.transfer_stake                  NonCritical Transfer SmallTransfer
SubtensorModule.recycle_alpha                   NonCritical NonTransfer NonFungible
SubtensorModule.set_children                    NonCritical NonTransfer NonFungible ChildKeys
SubtensorModule.set_childkey_take               NonCritical NonTransfer NonFungible ChildKeys
SubtensorModule.swap_hotkey                     NonCritical NonTransfer SwapHotkey
SubtensorModule.swap_hotkey_v2                  NonCritical NonTransfer SwapHotkey
SubtensorModule.schedule_swap_coldkey           NonCritical
SubtensorModule.swap_coldkey                    NonCritical
SubtensorModule.announce_coldkey_swap
SubtensorModule.swap_coldkey_announced
SubtensorModule.clear_coldkey_swap_announcement
SubtensorModule.dispute_coldkey_swap
SubtensorModule.claim_root                      NonCritical NonTransfer NonFungible RootClaim
";

/// Numbers of a call by its name.
fn numbers(pallet: &str, call: &str) -> Option<(u8, u8)> {
    let TypeDef::Variant(pallets) = RuntimeCall::type_info().type_def else {
        return None;
    };
    let pallet = pallets.variants.iter().find(|found| found.name == pallet)?;
    let TypeDef::Variant(calls) = pallet.fields.first()?.ty.type_info().type_def else {
        return None;
    };
    let call = calls.variants.iter().find(|found| found.name == call)?;
    Some((pallet.index, call.index))
}

/// The call with this name, made of zeros.
fn call(name: &str) -> RuntimeCall {
    let (pallet, call) = name.split_once('.').expect("a pallet and a call");
    let (pallet, call) = numbers(pallet, call).unwrap_or_else(|| panic!("no call {name}"));
    let mut bytes = vec![0; 400];
    bytes[..2].copy_from_slice(&[pallet, call]);
    RuntimeCall::decode(&mut &bytes[..]).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn allowed(call: &RuntimeCall) -> BTreeSet<ProxyType> {
    ALL.into_iter()
        .filter(|proxy_type| proxy_type.filter(call))
        .collect()
}

fn named(name: &str) -> ProxyType {
    ALL.into_iter()
        .find(|proxy_type| format!("{proxy_type:?}") == name)
        .unwrap_or_else(|| panic!("no type {name}"))
}

#[test]
fn each_type_allows_its_calls_and_no_others() {
    let mut checked = 0;
    for line in EXPECTED.lines().filter(|line| !line.is_empty()) {
        let mut words = line.split_whitespace();
        let name = words.next().expect("a call");
        let expected: BTreeSet<_> = words.map(named).chain([Any]).collect();
        assert_eq!(allowed(&call(name)), expected, "{name}");
        checked += 1;
    }
    assert_eq!(checked, 50);
}

#[test]
fn small_transfers_are_below_half_a_unit() {
    let eve = account("Eve");
    let stake = |alpha_amount: u64| -> RuntimeCall {
        pallet_subtensor::Call::<Runtime>::transfer_stake {
            destination_coldkey: eve.clone(),
            hotkey: eve.clone(),
            origin_netuid: 1.into(),
            destination_netuid: 1.into(),
            alpha_amount: alpha_amount.into(),
        }
        .into()
    };
    let dying = |value: u64| -> RuntimeCall {
        pallet_balances::Call::transfer_allow_death {
            dest: address(&eve),
            value: value.into(),
        }
        .into()
    };
    for make in [&stake as &dyn Fn(u64) -> RuntimeCall, &dying, &|value| {
        transfer(&eve, value)
    }] {
        assert!(SmallTransfer.filter(&make(TAO / 2 - 1)));
        assert!(!SmallTransfer.filter(&make(TAO / 2)));
        assert!(Transfer.filter(&make(u64::MAX)));
    }
}

#[test]
fn only_new_code_passes_through_sudo() {
    let around = |call: RuntimeCall| -> RuntimeCall {
        pallet_sudo::Call::sudo_unchecked_weight {
            call: Box::new(call),
            weight: Default::default(),
        }
        .into()
    };
    let code = || -> RuntimeCall { frame_system::Call::set_code { code: vec![] }.into() };
    assert!(SudoUncheckedSetCode.filter(&around(code())));
    assert!(!SudoUncheckedSetCode.filter(&around(remark())));
    assert!(!SudoUncheckedSetCode.filter(&code()));
    let weighed: RuntimeCall = pallet_sudo::Call::sudo {
        call: Box::new(code()),
    }
    .into();
    assert!(!SudoUncheckedSetCode.filter(&weighed));
    // Not even in a batch of its own.
    let batch: RuntimeCall = pallet_utility::Call::batch {
        calls: vec![*nested(around(code()))],
    }
    .into();
    assert!(!SudoUncheckedSetCode.filter(&batch));
}

#[test]
fn a_type_includes_others() {
    let includes = |own: ProxyType, other: ProxyType| {
        <ProxyType as InstanceFilter<RuntimeCall>>::is_superset(&own, &other)
    };
    for own in ALL {
        for other in ALL {
            let expected = own == other
                || own == Any
                || (own == NonTransfer && ![Any, Transfer, SmallTransfer].contains(&other))
                || (own == Transfer && other == SmallTransfer);
            assert_eq!(includes(own, other), expected, "{own:?} {other:?}");
        }
    }
}

fn ask<T: Decode>(method: &str, argument: &[u8]) -> T {
    let answer = api::dispatch(&format!("ProxyFilterRuntimeApi_{method}"), argument);
    T::decode(&mut &answer.expect("the method exists")[..]).expect("the answer decodes")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("names are text")
}

#[test]
fn clients_see_all_types() {
    let types: Vec<ProxyTypeInfo> = ask("get_proxy_types", &[]);
    for (expected, info) in ALL.into_iter().zip(&types) {
        assert_eq!(info.index, expected as u8);
        assert_eq!(text(&info.name), format!("{expected:?}"));
        let deprecated = [Senate, Triumvirate, Governance, RootWeights].contains(&expected);
        assert_eq!(info.deprecated, deprecated);
    }
    assert_eq!(types.len(), 18);
}

/// What the list says of a call made of zeros is what the filter does.
#[test]
fn the_list_of_calls_is_what_the_filter_does() {
    let filters: Vec<ProxyFilterInfo> = ask("get_proxy_filters", &None::<Vec<u8>>.encode());
    assert_eq!(filters.len(), 18);
    let lines = || EXPECTED.lines().filter(|line| !line.is_empty());
    for info in &filters {
        let proxy_type = ALL[usize::from(info.proxy_type)];
        let FilterMode::Allow(calls) = &info.filter_mode else {
            assert_eq!(proxy_type, Any);
            continue;
        };
        for line in lines() {
            let name = line.split_whitespace().next().expect("a call");
            let listed = calls.iter().find(|call| {
                format!("{}.{}", text(&call.pallet_name), text(&call.call_name)) == name
            });
            let nested = |listed: &&taonet_runtime::proxy::listing::CallInfo| {
                !matches!(
                    listed.constraint,
                    Some(CallConstraint::NestedCallMustBe { .. })
                )
            };
            let expected = proxy_type.filter(&call(name));
            assert_eq!(
                listed.filter(nested).is_some(),
                expected,
                "{proxy_type:?} {name}"
            );
            if let Some(listed) = listed {
                let (pallet, call) = name.split_once('.').expect("a name");
                let numbers = numbers(pallet, call);
                assert_eq!(numbers, Some((listed.pallet_index, listed.call_index)));
            }
        }
    }

    let some: Vec<ProxyFilterInfo> = ask(
        "get_proxy_filters",
        &Some(vec![SmallTransfer as u8, SudoUncheckedSetCode as u8, 99]).encode(),
    );
    let names: Vec<_> = some.iter().map(|info| text(&info.name)).collect();
    assert_eq!(names, ["SmallTransfer", "SudoUncheckedSetCode"]);
    let constraints: Vec<_> = some
        .iter()
        .flat_map(|info| match &info.filter_mode {
            FilterMode::Allow(calls) => calls.clone(),
            FilterMode::AllowAll => vec![],
        })
        .map(|call| call.constraint)
        .collect();
    let below = |name: &str| {
        Some(CallConstraint::ParamLessThan {
            param_name: name.into(),
            limit: 500_000_000,
        })
    };
    let around = Some(CallConstraint::NestedCallMustBe {
        param_name: "call".into(),
        pallet_name: "System".into(),
        call_name: "set_code".into(),
    });
    assert_eq!(
        constraints,
        [
            below("value"),
            below("value"),
            below("alpha_amount"),
            around
        ]
    );
}

/// Every name in the table is that of a call.
#[test]
fn the_older_form_repeats_the_table() {
    let all: Vec<rules::ProxyFilterInfo> = ask("get_proxy_filter", &None::<u8>.encode());
    let summary: Vec<_> = all
        .iter()
        .map(|info| {
            let mode = format!("{:?}", info.filter_mode);
            let sizes = format!("{} {}", info.calls.len(), info.exceptions.len());
            format!("{} {mode} {sizes}", text(&info.name))
        })
        .collect();
    // The second call that Owner may not use has been retired and is no longer in the runtime.
    let owner_exceptions =
        1 + usize::from(numbers("AdminUtils", "sudo_set_subnet_owner_hotkey").is_some());
    let owner = format!("Owner Allow 3 {owner_exceptions}");
    assert_eq!(
        summary,
        [
            "Any AllowAll 0 0",
            "NonTransfer Deny 8 0",
            "NonFungible Deny 22 0",
            "Transfer Allow 4 0",
            "SmallTransfer Allow 3 0",
            owner.as_str(),
            "NonCritical Deny 8 0",
            "Triumvirate DenyAll 0 0",
            "Senate DenyAll 0 0",
            "Governance DenyAll 0 0",
            "Staking Allow 11 0",
            "Registration Allow 3 0",
            "RootWeights DenyAll 0 0",
            "ChildKeys Allow 2 0",
            "SudoUncheckedSetCode Allow 1 0",
            "SwapHotkey Allow 2 0",
            "SubnetLeaseBeneficiary Allow 23 0",
            "RootClaim Allow 1 0",
        ]
    );

    let one: Vec<rules::ProxyFilterInfo> = ask("get_proxy_filter", &Some(14_u8).encode());
    assert_eq!(one.len(), 1);
    let condition = rules::CallCondition::NestedCallMustBe {
        pallet_name: "System".into(),
        call_name: "set_code".into(),
    };
    assert_eq!(one[0].calls[0].condition, Some(condition));
    let none: Vec<rules::ProxyFilterInfo> = ask("get_proxy_filter", &Some(18_u8).encode());
    assert!(none.is_empty());
}
