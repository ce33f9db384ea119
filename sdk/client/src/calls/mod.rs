//! Every call of the protocol, by what it is about.
//!
//! A function here builds a [`Call`]; [`ChainClient::transaction`](crate::ChainClient::transaction)
//! sends it. Nothing is checked against a chain before that: the arguments are encoded by the live
//! metadata of the chain that the call is sent to, so a runtime that appends a variant or re-wraps
//! a number needs no new client.
//!
//! | module | calls about |
//! |---|---|
//! | [`balances`] | transfers, burning |
//! | [`stake`] | buying, selling, moving and giving away stake |
//! | [`subnets`] | creating, naming, starting, dissolving subnets; an owner's own rules |
//! | [`neurons`] | registration, announcing endpoints, collateral |
//! | [`weights`] | setting, committing, revealing weights |
//! | [`delegation`] | takes, automatic staking |
//! | [`children`] | child keys |
//! | [`root`] | the root network, claims of root dividends |
//! | [`locks`] | stake locked for conviction |
//! | [`leases`] | subnets leased by a crowd |
//! | [`keys`] | swaps of hotkeys and coldkeys, association of keys |
//! | [`identity`] | names of coldkeys and subnets |
//! | [`commitments`] | what hotkeys publish |
//! | [`crowdloan`] | TAO raised together |
//! | [`swap`] | pools: fees, liquidity |
//! | [`orders`] | signed limit orders |
//! | [`proxy`], [`multisig`] | accounts that act for others, or together |
//! | [`utility`], [`mod@sudo`] | batches and wrappers; root |
//! | [`admin`] | hyperparameters and chain-wide settings |
//! | [`shield`] | sealed transactions |
//! | [`system`], [`scheduler`], [`preimage`], [`safe_mode`] | the engine's own pallets |
//!
//! Units are in the types: [`Tao`](crate::Tao), [`Alpha`](crate::Alpha) of a subnet (which brings
//! its netuid with it). Prices are TAO for one alpha.
//!
//! ```
//! use taonet_client::{Alpha, Tao, calls};
//!
//! let hotkey = [1; 32];
//! let buy = calls::stake::add_stake(&hotkey, 7, Tao::from_rao(2_000_000_000));
//! let sell = calls::stake::remove_stake(&hotkey, Alpha::new(7, 1_000_000_000));
//! let both = calls::utility::batch_all(vec![buy, sell]);
//! assert_eq!(both.full_name(), "Utility.batch_all");
//! ```

use std::borrow::Cow;

use serde_json::{Map, Value as Json};

/// Defines functions that build calls of one pallet.
///
/// `name("call" if it differs)(argument("chain's name" if it differs): Type, ..);`
macro_rules! calls {
    ($pallet:literal; $(
        $(#[$doc:meta])*
        $function:ident $(= $call:literal)?
        ($($argument:ident $(= $chain:literal)? : $ty:ty),* $(,)?);
    )*) => {$(
        $(#[$doc])*
        pub fn $function($($argument: $ty),*) -> $crate::Call {
            $crate::Call::new(
                $pallet,
                calls!(@name $function $($call)?),
                [$((
                    calls!(@name $argument $($chain)?),
                    $crate::calls::arguments::Argument::into_json($argument),
                )),*],
            )
        }
    )*};
    (@name $rust:ident $chain:literal) => { $chain };
    (@name $rust:ident) => { stringify!($rust) };
}

pub mod admin;
mod arguments;
pub mod balances;
pub mod children;
pub mod commitments;
pub mod crowdloan;
pub mod delegation;
pub mod identity;
pub mod keys;
pub mod leases;
pub mod locks;
pub mod multisig;
pub mod neurons;
pub mod orders;
pub mod preimage;
pub mod proxy;
pub mod root;
pub mod safe_mode;
pub mod scheduler;
pub mod shield;
pub mod stake;
pub mod subnets;
pub mod sudo;
pub mod swap;
pub mod system;
pub mod utility;
pub mod weights;

pub use arguments::Weight;
pub use sudo::sudo;

/// A call, ready to be signed. Its arguments are encoded by the live metadata at submission.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    pub(crate) pallet: Cow<'static, str>,
    pub(crate) name: Cow<'static, str>,
    pub(crate) arguments: Map<String, Json>,
}

impl Call {
    /// Any call by name, for what [`calls`](crate::calls) lacks. The arguments are written as the
    /// [codec](crate::codec) takes them: addresses as SS58 text, bytes as hex, enums as
    /// `"Variant"` or `{"Variant": ..}`, amounts in rao. Whether the chain has such a call shows
    /// at submission.
    pub fn dynamic(
        pallet: impl Into<Cow<'static, str>>,
        name: impl Into<Cow<'static, str>>,
        arguments: Map<String, Json>,
    ) -> Self {
        Self {
            pallet: pallet.into(),
            name: name.into(),
            arguments,
        }
    }

    /// Reads what [`to_json`](Self::to_json) wrote, and what the codec decodes; `None` for anything
    /// else.
    pub fn from_json(json: &Json) -> Option<Self> {
        let mut arguments = json.as_object()?.clone();
        if !arguments.contains_key("module") {
            let (pallet, call) = only_member(json)?;
            let (name, arguments) = match call {
                Json::String(name) => (name, Map::new()),
                call => {
                    let (name, arguments) = only_member(call)?;
                    (name, arguments.as_object()?.clone())
                }
            };
            return Some(Self::dynamic(pallet.clone(), name.clone(), arguments));
        }
        let pallet = arguments.remove("module")?.as_str()?.to_owned();
        let name = arguments.remove("function")?.as_str()?.to_owned();
        Some(Self::dynamic(pallet, name, arguments))
    }

    pub(crate) fn new<const N: usize>(
        pallet: &'static str,
        name: &'static str,
        arguments: [(&str, Json); N],
    ) -> Self {
        let arguments = arguments
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect();
        Self::dynamic(pallet, name, arguments)
    }

    /// The pallet that the call belongs to.
    pub fn pallet(&self) -> &str {
        &self.pallet
    }

    /// The call's name within its pallet.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// `Pallet.call_name`.
    pub fn full_name(&self) -> String {
        format!("{}.{}", self.pallet, self.name)
    }

    /// The arguments by name.
    pub fn arguments(&self) -> &Map<String, Json> {
        &self.arguments
    }

    /// `{"module", "function", ..arguments}`: a call inside a call, and what people are shown.
    pub fn to_json(&self) -> Json {
        let mut members = self.arguments.clone();
        members.insert("module".to_owned(), self.pallet.as_ref().into());
        members.insert("function".to_owned(), self.name.as_ref().into());
        members.into()
    }

    /// The calls inside this one: of a batch, a proxy, root and other wrappers.
    pub fn inner(&self) -> Vec<Self> {
        ["call", "calls", "main", "fallback"]
            .iter()
            .filter_map(|name| self.arguments.get(*name))
            .flat_map(|value| match value {
                Json::Array(calls) => calls.iter().filter_map(Self::from_json).collect(),
                call => Vec::from_iter(Self::from_json(call)),
            })
            .collect()
    }
}

fn only_member(json: &Json) -> Option<(&String, &Json)> {
    json.as_object()
        .filter(|members| members.len() == 1)
        .and_then(|members| members.iter().next())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Tao;

    #[test]
    fn a_wrapper_shows_what_it_wraps() {
        let transfer = balances::transfer_keep_alive(&[7; 32], Tao::from_rao(5));
        let batch = utility::batch_all(vec![transfer.clone(), transfer.clone()]);
        assert_eq!(batch.inner(), [transfer.clone(), transfer.clone()]);
        assert_eq!(sudo(batch.clone()).inner(), [batch]);
        assert!(transfer.inner().is_empty());
    }

    #[test]
    fn a_call_is_read_as_it_was_written() {
        let call = stake::add_stake(&[1; 32], 3, Tao::from_rao(9));
        assert_eq!(Call::from_json(&call.to_json()), Some(call));
        let decoded = serde_json::json!({"System": {"remark": {"remark": "0x01"}}});
        assert_eq!(Call::from_json(&decoded), Some(system::remark(&[1])));
        let decoded = serde_json::json!({"Proxy": "remove_proxies"});
        assert_eq!(Call::from_json(&decoded), Some(proxy::remove_proxies()));
        assert_eq!(Call::from_json(&Json::Null), None);
        assert_eq!(Call::from_json(&serde_json::json!({"a": 1})), None);
        assert_eq!(Call::from_json(&serde_json::json!({"module": "A"})), None);
    }

    #[test]
    fn text_that_looks_like_hex_stays_text() {
        let name = |text| identity::IdentityOfColdkey {
            name: text,
            ..Default::default()
        };
        let call = identity::set_identity(&name("0xff"));
        assert_eq!(call.arguments()["name"], "0x30786666");
        let call = identity::set_identity(&name("Ada"));
        assert_eq!(call.arguments()["name"], "Ada");
    }
}
