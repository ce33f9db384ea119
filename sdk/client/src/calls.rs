//! Calls that a participant makes, by what they do.

use std::net::{IpAddr, SocketAddr};

use crate::AccountId;
use subxt::dynamic::Value;

/// A call, ready to be signed. Its arguments are encoded by the live metadata at submission.
#[derive(Clone, Debug)]
pub struct Call {
    pub(crate) pallet: &'static str,
    pub(crate) name: &'static str,
    pub(crate) arguments: Vec<(String, Value)>,
}

/// What a neuron announces of its axon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AxonEndpoint {
    /// Address and port at which others reach it.
    pub address: SocketAddr,
    /// Version of the software that serves.
    pub version: u32,
}

impl Call {
    fn new<const N: usize>(
        pallet: &'static str,
        name: &'static str,
        arguments: [(&str, Value); N],
    ) -> Self {
        let arguments = arguments
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect();
        Self {
            pallet,
            name,
            arguments,
        }
    }

    /// `Pallet.call_name`.
    pub fn full_name(&self) -> String {
        format!("{}.{}", self.pallet, self.name)
    }

    /// Sends `amount_rao` to `destination`; the sender's account must stay alive.
    pub fn transfer_keep_alive(destination: &AccountId, amount_rao: u64) -> Self {
        let address = Value::unnamed_variant("Id", [Value::from_bytes(destination)]);
        Self::new(
            "Balances",
            "transfer_keep_alive",
            [("dest", address), ("value", Value::u128(amount_rao.into()))],
        )
    }

    /// Creates a subnet whose owner hotkey is `hotkey`; costs the creation price.
    pub fn register_network(hotkey: &AccountId) -> Self {
        Self::new(
            "SubtensorModule",
            "register_network",
            [("hotkey", Value::from_bytes(hotkey))],
        )
    }

    /// Starts emission in a subnet that the signer owns.
    pub fn start_call(netuid: u16) -> Self {
        Self::new(
            "SubtensorModule",
            "start_call",
            [("netuid", Value::u128(netuid.into()))],
        )
    }

    /// Registers `hotkey` as a neuron, paying the registration price.
    pub fn burned_register(netuid: u16, hotkey: &AccountId) -> Self {
        Self::new(
            "SubtensorModule",
            "burned_register",
            [
                ("netuid", Value::u128(netuid.into())),
                ("hotkey", Value::from_bytes(hotkey)),
            ],
        )
    }

    /// Registers `hotkey` as a neuron unless the price has risen above `limit_price_rao`.
    pub fn register_limit(netuid: u16, hotkey: &AccountId, limit_price_rao: u64) -> Self {
        Self::new(
            "SubtensorModule",
            "register_limit",
            [
                ("netuid", Value::u128(netuid.into())),
                ("hotkey", Value::from_bytes(hotkey)),
                ("limit_price", Value::u128(limit_price_rao.into())),
            ],
        )
    }

    /// Buys alpha of the subnet with `amount_rao` of TAO and stakes it on `hotkey`.
    pub fn add_stake(hotkey: &AccountId, netuid: u16, amount_rao: u64) -> Self {
        Self::new(
            "SubtensorModule",
            "add_stake",
            [
                ("hotkey", Value::from_bytes(hotkey)),
                ("netuid", Value::u128(netuid.into())),
                ("amount_staked", Value::u128(amount_rao.into())),
            ],
        )
    }

    /// Sells `amount_rao` of alpha staked on `hotkey` for TAO.
    pub fn remove_stake(hotkey: &AccountId, netuid: u16, amount_rao: u64) -> Self {
        Self::new(
            "SubtensorModule",
            "remove_stake",
            [
                ("hotkey", Value::from_bytes(hotkey)),
                ("netuid", Value::u128(netuid.into())),
                ("amount_unstaked", Value::u128(amount_rao.into())),
            ],
        )
    }

    /// Sets the signer's row of weights: pairs of UID and share of 65,535.
    pub fn set_weights(netuid: u16, weights: &[(u16, u16)], version_key: u64) -> Self {
        let uids = weights.iter().map(|(uid, _)| Value::u128((*uid).into()));
        let shares = weights
            .iter()
            .map(|(_, share)| Value::u128((*share).into()));
        Self::new(
            "SubtensorModule",
            "set_weights",
            [
                ("netuid", Value::u128(netuid.into())),
                ("dests", Value::unnamed_composite(uids)),
                ("weights", Value::unnamed_composite(shares)),
                ("version_key", Value::u128(version_key.into())),
            ],
        )
    }

    /// Announces where the signer's axon serves.
    pub fn serve_axon(netuid: u16, endpoint: &AxonEndpoint) -> Self {
        let (ip, ip_type) = match endpoint.address.ip() {
            IpAddr::V4(ip) => (u128::from(u32::from(ip)), 4),
            IpAddr::V6(ip) => (u128::from(ip), 6),
        };
        /// Number that existing neurons announce for the HTTP wire.
        const PROTOCOL: u128 = 4;
        Self::new(
            "SubtensorModule",
            "serve_axon",
            [
                ("netuid", Value::u128(netuid.into())),
                ("version", Value::u128(endpoint.version.into())),
                ("ip", Value::u128(ip)),
                ("port", Value::u128(endpoint.address.port().into())),
                ("ip_type", Value::u128(ip_type)),
                ("protocol", Value::u128(PROTOCOL)),
                ("placeholder1", Value::u128(0)),
                ("placeholder2", Value::u128(0)),
            ],
        )
    }

    /// Names a subnet. Only its owner can.
    pub fn set_subnet_identity(netuid: u16, name: &str, description: &str) -> Self {
        let text = |text: &str| Value::from_bytes(text.as_bytes());
        Self::new(
            "SubtensorModule",
            "set_subnet_identity",
            [
                ("netuid", Value::u128(netuid.into())),
                ("subnet_name", text(name)),
                ("github_repo", text("")),
                ("subnet_contact", text("")),
                ("subnet_url", text("")),
                ("discord", text("")),
                ("description", text(description)),
                ("logo_url", text("")),
                ("additional", text("")),
            ],
        )
    }

    /// Blocks from one epoch of a subnet to the next. Only its owner, or root, can set it.
    pub fn set_tempo(netuid: u16, tempo_blocks: u16) -> Self {
        Self::rule(
            "sudo_set_tempo",
            netuid,
            "tempo",
            Value::u128(tempo_blocks.into()),
        )
    }

    /// Whether a subnet's weights are committed before they are shown.
    pub fn set_commit_reveal_enabled(netuid: u16, enabled: bool) -> Self {
        let call = "sudo_set_commit_reveal_weights_enabled";
        Self::rule(call, netuid, "enabled", Value::bool(enabled))
    }

    /// Blocks that a validator waits between two settings of weights. Root only.
    pub fn set_weights_rate_limit(netuid: u16, limit_blocks: u64) -> Self {
        let limit = Value::u128(limit_blocks.into());
        Self::rule(
            "sudo_set_weights_set_rate_limit",
            netuid,
            "weights_set_rate_limit",
            limit,
        )
    }

    /// Blocks that a neuron waits between two announcements of its axon.
    pub fn set_serving_rate_limit(netuid: u16, limit_blocks: u64) -> Self {
        let limit = Value::u128(limit_blocks.into());
        Self::rule(
            "sudo_set_serving_rate_limit",
            netuid,
            "serving_rate_limit",
            limit,
        )
    }

    /// Whether a subnet takes part in emission. Root only.
    pub fn set_emission_enabled(netuid: u16, enabled: bool) -> Self {
        let call = "sudo_set_subnet_emission_enabled";
        Self::rule(call, netuid, "enabled", Value::bool(enabled))
    }

    /// Blocks between two creations of subnets on the whole chain. Root only.
    pub fn set_network_rate_limit(limit_blocks: u64) -> Self {
        let limit = [("rate_limit", Value::u128(limit_blocks.into()))];
        Self::new("AdminUtils", "sudo_set_network_rate_limit", limit)
    }

    fn rule(call: &'static str, netuid: u16, argument: &str, value: Value) -> Self {
        Self::new(
            "AdminUtils",
            call,
            [("netuid", Value::u128(netuid.into())), (argument, value)],
        )
    }

    /// Runs `call` as root. The signer must be the chain's sudo key.
    pub fn sudo(call: Self) -> Self {
        let inner = call.into_value();
        Self::new("Sudo", "sudo", [("call", inner)])
    }

    /// Runs all calls or none, in one transaction.
    pub fn batch_all(calls: impl IntoIterator<Item = Self>) -> Self {
        let calls = Value::unnamed_composite(calls.into_iter().map(Self::into_value));
        Self::new("Utility", "batch_all", [("calls", calls)])
    }

    /// The call as a value of the runtime's call enum.
    fn into_value(self) -> Value {
        let call = Value::named_variant(self.name, self.arguments);
        Value::unnamed_variant(self.pallet, [call])
    }
}
