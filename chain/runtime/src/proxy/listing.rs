//! What each proxy type allows, call by call, for clients.

use super::{
    ProxyType,
    matching::Verdict,
    rules,
    table::{Rule, TABLE},
};
use crate::RuntimeCall;
use alloc::{format, string::String, vec::Vec};
use codec::{Decode, Encode};
use scale_info::{TypeDef, TypeInfo};

/// A proxy type.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct ProxyTypeInfo {
    /// Its name.
    pub name: Vec<u8>,
    /// Its number.
    pub index: u8,
    /// Whether it allows nothing any more.
    pub deprecated: bool,
}

/// A proxy type and what it allows.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct ProxyFilterInfo {
    /// Its number.
    pub proxy_type: u8,
    /// Its name.
    pub name: Vec<u8>,
    /// Whether it allows nothing any more.
    pub deprecated: bool,
    /// What it allows.
    pub filter_mode: FilterMode,
}

/// What a proxy type allows.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub enum FilterMode {
    /// Every call.
    AllowAll,
    /// These calls.
    Allow(Vec<CallInfo>),
}

/// A call that is allowed.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct CallInfo {
    /// Name of the pallet.
    pub pallet_name: Vec<u8>,
    /// Number of the pallet.
    pub pallet_index: u8,
    /// Name of the call.
    pub call_name: Vec<u8>,
    /// Number of the call in the pallet.
    pub call_index: u8,
    /// What else must hold.
    pub constraint: Option<CallConstraint>,
}

/// What must hold for a call to be allowed.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub enum CallConstraint {
    /// A parameter is below a number.
    ParamLessThan {
        /// Name of the parameter.
        param_name: Vec<u8>,
        /// The number.
        limit: u128,
    },
    /// A parameter is a certain call.
    NestedCallMustBe {
        /// Name of the parameter.
        param_name: Vec<u8>,
        /// Name of that call's pallet.
        pallet_name: Vec<u8>,
        /// Name of that call.
        call_name: Vec<u8>,
    },
}

sp_api::decl_runtime_apis! {
    /// The proxy types and what they allow.
    pub trait ProxyFilterRuntimeApi {
        /// All types, in the order of their numbers.
        fn get_proxy_types() -> Vec<ProxyTypeInfo>;
        /// The calls that these types allow, or all types.
        fn get_proxy_filters(proxy_types: Option<Vec<u8>>) -> Vec<ProxyFilterInfo>;
        /// The rule of this type, or of all types.
        fn get_proxy_filter(proxy_type: Option<u8>) -> Vec<rules::ProxyFilterInfo>;
    }
}

/// A call of the runtime.
pub(crate) struct KnownCall {
    pub(crate) pallet: String,
    pub(crate) pallet_index: u8,
    pub(crate) name: String,
    pub(crate) index: u8,
}

/// All calls of the runtime, as its metadata has them.
pub(crate) fn catalogue() -> Vec<KnownCall> {
    let mut calls = Vec::new();
    let TypeDef::Variant(pallets) = RuntimeCall::type_info().type_def else {
        return calls;
    };
    for pallet in &pallets.variants {
        let inner = pallet.fields.first().map(|field| field.ty.type_info());
        let Some(TypeDef::Variant(variants)) = inner.map(|info| info.type_def) else {
            continue;
        };
        calls.extend(variants.variants.iter().map(|call| KnownCall {
            pallet: pallet.name.into(),
            pallet_index: pallet.index,
            name: call.name.into(),
            index: call.index,
        }));
    }
    calls
}

pub(crate) fn name_of(proxy_type: ProxyType) -> Vec<u8> {
    format!("{proxy_type:?}").into_bytes()
}

pub(crate) fn proxy_types() -> Vec<ProxyTypeInfo> {
    let mut types: Vec<_> = TABLE
        .iter()
        .map(|(proxy_type, _)| ProxyTypeInfo {
            name: name_of(*proxy_type),
            index: proxy_type.code(),
            deprecated: proxy_type.is_deprecated(),
        })
        .collect();
    types.sort_by_key(|info| info.index);
    types
}

pub(crate) fn proxy_filters(proxy_types: Option<Vec<u8>>) -> Vec<ProxyFilterInfo> {
    let catalogue = catalogue();
    TABLE
        .iter()
        .filter(|(proxy_type, _)| {
            let wanted = proxy_types.as_ref();
            wanted.is_none_or(|codes| codes.contains(&proxy_type.code()))
        })
        .map(|(proxy_type, rule)| ProxyFilterInfo {
            proxy_type: proxy_type.code(),
            name: name_of(*proxy_type),
            deprecated: proxy_type.is_deprecated(),
            filter_mode: match rule {
                Rule::Everything => FilterMode::AllowAll,
                rule => FilterMode::Allow(allowed(rule, &catalogue)),
            },
        })
        .collect()
}

fn allowed(rule: &Rule, catalogue: &[KnownCall]) -> Vec<CallInfo> {
    catalogue
        .iter()
        .filter_map(|call| {
            let constraint = match rule.verdict(&call.pallet, &call.name) {
                Verdict::Refused => return None,
                Verdict::Allowed => None,
                Verdict::AllowedBelow { parameter, limit } => Some(CallConstraint::ParamLessThan {
                    param_name: parameter.into(),
                    limit: limit.into(),
                }),
                Verdict::AllowedAround {
                    parameter,
                    inner_pallet,
                    inner_call,
                } => Some(CallConstraint::NestedCallMustBe {
                    param_name: parameter.into(),
                    pallet_name: inner_pallet.into(),
                    call_name: inner_call.into(),
                }),
            };
            Some(CallInfo {
                pallet_name: call.pallet.clone().into_bytes(),
                pallet_index: call.pallet_index,
                call_name: call.name.clone().into_bytes(),
                call_index: call.index,
                constraint,
            })
        })
        .collect()
}
