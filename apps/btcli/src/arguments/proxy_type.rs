//! What a proxy may do.

use std::fmt;

use clap::{Args, ValueEnum};

/// Kinds of proxies, as the chain names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "PascalCase")]
pub(crate) enum ProxyType {
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
}

/// The kind of a proxy.
#[derive(Args, Clone, Debug)]
pub(crate) struct ProxyTypeOption {
    /// What the proxy may do
    #[arg(long, ignore_case = true, default_value_t = ProxyType::Any)]
    pub(crate) proxy_type: ProxyType,
}

impl fmt::Display for ProxyType {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{self:?}")
    }
}
