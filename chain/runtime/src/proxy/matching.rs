//! Reading the table.

use super::{
    ProxyType,
    table::{Calls, Group, Rule, SMALL_TRANSFER_RAO, TABLE},
};
use crate::{RuntimeCall, nested::NestedCall};
use frame_support::traits::GetCallMetadata;
use pallet_balances::Call as Balances;
use pallet_subtensor::Call as Subtensor;
use pallet_sudo::Call as Sudo;

/// What the table says of a call by its name.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Not allowed.
    Refused,
    /// Allowed.
    Allowed,
    /// Allowed when the parameter is below the number.
    AllowedBelow { parameter: &'static str, limit: u64 },
    /// Allowed when the parameter is this call.
    AllowedAround {
        parameter: &'static str,
        inner_pallet: &'static str,
        inner_call: &'static str,
    },
}

/// The rule of a type. One that is not in the table allows nothing.
pub(crate) fn rule(proxy_type: ProxyType) -> Rule {
    TABLE
        .iter()
        .find(|(listed, _)| *listed == proxy_type)
        .map_or(Rule::Nothing, |(_, rule)| *rule)
}

impl Rule {
    /// What the rule says of the call with this name.
    pub(crate) fn verdict(&self, pallet: &str, call: &str) -> Verdict {
        match self {
            Self::Everything => Verdict::Allowed,
            Self::Nothing => Verdict::Refused,
            Self::Only(groups) => listed(groups, pallet, call),
            Self::AllBut(groups) => match listed(groups, pallet, call) {
                Verdict::Refused => Verdict::Allowed,
                _ => Verdict::Refused,
            },
        }
    }
}

/// The verdict of the first group that has the call.
fn listed(groups: &[Group], pallet: &str, call: &str) -> Verdict {
    groups
        .iter()
        .filter(|group| group.pallet == pallet)
        .map(|group| group.calls.verdict(call))
        .find(|verdict| *verdict != Verdict::Refused)
        .unwrap_or(Verdict::Refused)
}

impl Calls {
    fn verdict(&self, name: &str) -> Verdict {
        let allowed = match *self {
            Self::All => true,
            Self::AllBut(names) => !names.contains(&name),
            Self::Named(names) => names.contains(&name),
            Self::Small(names) => {
                let found = names.iter().find(|(listed, _)| *listed == name);
                return found.map_or(Verdict::Refused, |(_, parameter)| Verdict::AllowedBelow {
                    parameter,
                    limit: SMALL_TRANSFER_RAO,
                });
            }
            Self::Around {
                call,
                parameter,
                inner_pallet,
                inner_call,
            } if call == name => {
                return Verdict::AllowedAround {
                    parameter,
                    inner_pallet,
                    inner_call,
                };
            }
            Self::Around { .. } => false,
        };
        if allowed {
            Verdict::Allowed
        } else {
            Verdict::Refused
        }
    }
}

/// Whether a delegate of this type may have the call dispatched.
pub(crate) fn allows(proxy_type: ProxyType, call: &RuntimeCall) -> bool {
    let name = call.get_call_metadata();
    match rule(proxy_type).verdict(name.pallet_name, name.function_name) {
        Verdict::Refused => false,
        Verdict::Allowed => true,
        Verdict::AllowedBelow { limit, .. } => moved(call).is_some_and(|amount| amount < limit),
        Verdict::AllowedAround {
            inner_pallet,
            inner_call,
            ..
        } => wrapped(call).is_some_and(|inner| {
            let inner = inner.get_call_metadata();
            inner.pallet_name == inner_pallet && inner.function_name == inner_call
        }),
    }
}

/// What the transfers in the table move, in rao of TAO or alpha.
fn moved(call: &RuntimeCall) -> Option<u64> {
    match call {
        RuntimeCall::Balances(
            Balances::transfer_keep_alive { value, .. }
            | Balances::transfer_allow_death { value, .. },
        ) => Some(value.to_u64()),
        RuntimeCall::SubtensorModule(Subtensor::transfer_stake { alpha_amount, .. }) => {
            Some(alpha_amount.to_u64())
        }
        _ => None,
    }
}

/// The call inside the wrapping calls in the table.
fn wrapped(call: &RuntimeCall) -> Option<&RuntimeCall> {
    match call {
        RuntimeCall::Sudo(Sudo::sudo_unchecked_weight { call, .. }) => Some(call),
        _ => None,
    }
}

/// The call of a delegate, what it does and for whom. `None` for any other call.
pub(crate) fn proxied(call: &RuntimeCall) -> Option<Proxied<'_>> {
    use sp_runtime::traits::StaticLookup;
    let RuntimeCall::Proxy(pallet_proxy::Call::proxy {
        real,
        force_proxy_type,
        call,
    }) = call
    else {
        return None;
    };
    let real = <crate::Runtime as frame_system::Config>::Lookup::lookup(real.clone()).ok()?;
    Some(Proxied {
        real,
        force_proxy_type: force_proxy_type.as_ref(),
        call,
    })
}

/// A call of a delegate for a real account.
pub(crate) struct Proxied<'a> {
    /// For whom.
    pub(crate) real: crate::AccountId,
    /// The type that the delegate insists on.
    pub(crate) force_proxy_type: Option<&'a ProxyType>,
    /// What is to be done.
    pub(crate) call: &'a NestedCall,
}

impl Proxied<'_> {
    /// Whether `delegate` may have this done at once.
    pub(crate) fn is_permitted(&self, delegate: &crate::AccountId) -> bool {
        pallet_proxy::Pallet::<crate::Runtime>::find_proxy(
            &self.real,
            delegate,
            self.force_proxy_type,
        )
        .is_ok_and(|relation| {
            relation.delay == 0
                && pallet_proxy::Pallet::<crate::Runtime>::is_within(
                    &relation.proxy_type,
                    self.call,
                )
        })
    }
}
