//! The table as it is written, for clients that ask for one type at a time.

use super::{
    listing::{KnownCall, catalogue, name_of},
    table::{Calls, Group, Rule, SMALL_TRANSFER_RAO, TABLE},
};
use alloc::vec::Vec;
use codec::{Decode, Encode};
use scale_info::TypeInfo;

/// A proxy type and its rule.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct ProxyFilterInfo {
    /// Its number.
    pub proxy_type: u8,
    /// Its name.
    pub name: Vec<u8>,
    /// Whether it allows nothing any more.
    pub deprecated: bool,
    /// How to read the calls.
    pub filter_mode: FilterMode,
    /// The calls that are allowed or denied.
    pub calls: Vec<CallInfo>,
    /// Calls of whole pallets among them for which the opposite holds.
    pub exceptions: Vec<CallInfo>,
}

/// How to read the calls of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub enum FilterMode {
    /// Every call is allowed.
    AllowAll,
    /// No call is allowed.
    DenyAll,
    /// The calls are allowed, nothing else.
    Allow,
    /// The calls are denied, everything else is allowed.
    Deny,
}

/// A call, or a whole pallet.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct CallInfo {
    /// Name of the pallet.
    pub pallet_name: Vec<u8>,
    /// Number of the pallet.
    pub pallet_index: u8,
    /// Name of the call; none means all calls of the pallet.
    pub call_name: Option<Vec<u8>>,
    /// Number of the call in the pallet.
    pub call_index: Option<u8>,
    /// What else must hold.
    pub condition: Option<CallCondition>,
}

/// What must hold for a call to be meant.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub enum CallCondition {
    /// A parameter is below a number.
    ParamLessThan {
        /// Name of the parameter.
        param_name: Vec<u8>,
        /// The number.
        limit: u128,
    },
    /// The call inside is a certain one.
    NestedCallMustBe {
        /// Name of that call's pallet.
        pallet_name: Vec<u8>,
        /// Name of that call.
        call_name: Vec<u8>,
    },
}

pub(crate) fn proxy_filter(code: Option<u8>) -> Vec<ProxyFilterInfo> {
    let catalogue = catalogue();
    TABLE
        .iter()
        .filter(|(proxy_type, _)| code.is_none_or(|code| code == proxy_type.code()))
        .map(|(proxy_type, rule)| {
            let (filter_mode, groups): (_, &[Group]) = match *rule {
                Rule::Everything => (FilterMode::AllowAll, &[]),
                Rule::Nothing => (FilterMode::DenyAll, &[]),
                Rule::Only(groups) => (FilterMode::Allow, groups),
                Rule::AllBut(groups) => (FilterMode::Deny, groups),
            };
            ProxyFilterInfo {
                proxy_type: proxy_type.code(),
                name: name_of(*proxy_type),
                deprecated: proxy_type.is_deprecated(),
                filter_mode,
                calls: groups
                    .iter()
                    .flat_map(|group| calls(group, &catalogue))
                    .collect(),
                exceptions: groups
                    .iter()
                    .flat_map(|group| exceptions(group, &catalogue))
                    .collect(),
            }
        })
        .collect()
}

/// The entry of a call, if the runtime has it.
fn entry(
    pallet: &str,
    name: &str,
    condition: Option<CallCondition>,
    catalogue: &[KnownCall],
) -> Option<CallInfo> {
    let known = catalogue
        .iter()
        .find(|call| call.pallet == pallet && call.name == name)?;
    Some(CallInfo {
        pallet_name: pallet.into(),
        pallet_index: known.pallet_index,
        call_name: Some(name.into()),
        call_index: Some(known.index),
        condition,
    })
}

fn whole(pallet: &str, catalogue: &[KnownCall]) -> Option<CallInfo> {
    let known = catalogue.iter().find(|call| call.pallet == pallet)?;
    Some(CallInfo {
        pallet_name: pallet.into(),
        pallet_index: known.pallet_index,
        call_name: None,
        call_index: None,
        condition: None,
    })
}

fn calls(group: &Group, catalogue: &[KnownCall]) -> Vec<CallInfo> {
    let pallet = group.pallet;
    match group.calls {
        Calls::All | Calls::AllBut(_) => whole(pallet, catalogue).into_iter().collect(),
        Calls::Named(names) => names
            .iter()
            .filter_map(|name| entry(pallet, name, None, catalogue))
            .collect(),
        Calls::Small(names) => names
            .iter()
            .filter_map(|(name, parameter)| {
                let condition = CallCondition::ParamLessThan {
                    param_name: (*parameter).into(),
                    limit: SMALL_TRANSFER_RAO.into(),
                };
                entry(pallet, name, Some(condition), catalogue)
            })
            .collect(),
        Calls::Around {
            call,
            inner_pallet,
            inner_call,
            ..
        } => {
            let condition = CallCondition::NestedCallMustBe {
                pallet_name: inner_pallet.into(),
                call_name: inner_call.into(),
            };
            entry(pallet, call, Some(condition), catalogue)
                .into_iter()
                .collect()
        }
    }
}

fn exceptions(group: &Group, catalogue: &[KnownCall]) -> Vec<CallInfo> {
    let Calls::AllBut(names) = group.calls else {
        return Vec::new();
    };
    names
        .iter()
        .filter_map(|name| entry(group.pallet, name, None, catalogue))
        .collect()
}
