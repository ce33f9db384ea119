//! Accounts that act for others, as far as a kind of proxy allows.

use std::fmt;
use std::str::FromStr;

use super::arguments::Argument;
use crate::{AccountId, Call, ClientError};
use serde_json::Value as Json;

macro_rules! proxy_types {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {
        /// What a proxy may do for the account that named it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum ProxyType {
            $($(#[$doc])* $name),*
        }

        impl ProxyType {
            /// All kinds, in the chain's order.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The chain's name.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$name => stringify!($name)),*
                }
            }
        }
    };
}

proxy_types! {
    /// Everything.
    Any,
    /// A subnet owner's settings.
    Owner,
    /// Everything but the irrevocable: dissolving, registering, coldkey swaps, root.
    NonCritical,
    /// Everything that sends nothing away.
    NonTransfer,
    /// Nothing any more.
    Senate,
    /// Everything that touches neither balance nor stake.
    NonFungible,
    /// Nothing any more.
    Triumvirate,
    /// Nothing any more.
    Governance,
    /// Stake: add, remove, move, swap.
    Staking,
    /// Registration of neurons.
    Registration,
    /// Transfers of TAO and stake.
    Transfer,
    /// Transfers of less than half a unit.
    SmallTransfer,
    /// Nothing any more.
    RootWeights,
    /// Child keys.
    ChildKeys,
    /// Runtime upgrades by root.
    SudoUncheckedSetCode,
    /// Swaps of hotkeys.
    SwapHotkey,
    /// What the beneficiary of a leased subnet may set.
    SubnetLeaseBeneficiary,
    /// Claims of root dividends.
    RootClaim,
}

impl fmt::Display for ProxyType {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

impl FromStr for ProxyType {
    type Err = ClientError;

    /// Reads a name, in any case and with or without `-` and `_`.
    fn from_str(text: &str) -> Result<Self, ClientError> {
        let plain: String = text
            .chars()
            .filter(|letter| !"-_".contains(*letter))
            .collect();
        Self::ALL
            .iter()
            .find(|proxy_type| proxy_type.name().eq_ignore_ascii_case(&plain))
            .copied()
            .ok_or_else(|| {
                let names: Vec<&str> = Self::ALL.iter().map(|known| known.name()).collect();
                ClientError::InvalidArgument {
                    what: "the proxy type".to_owned(),
                    cause: format!("'{text}' is none of {}", names.join(", ")),
                }
            })
    }
}

impl Argument for ProxyType {
    fn into_json(self) -> Json {
        self.name().into()
    }
}

calls! { "Proxy";
    /// Makes `call` in the name of `real`, by a proxy of the given kind or of any that fits.
    proxy(real: &AccountId, proxy_type = "force_proxy_type": Option<ProxyType>, call: Call);

    /// Lets `delegate` act for the signer. With a delay, its calls must be announced that many
    /// blocks ahead.
    add_proxy(delegate: &AccountId, proxy_type: ProxyType, delay_blocks = "delay": u32);

    /// Ends that; all three as they were added.
    remove_proxy(delegate: &AccountId, proxy_type: ProxyType, delay_blocks = "delay": u32);

    /// Ends it for all proxies of the signer.
    remove_proxies();

    /// Creates an account without a key for which the signer is proxy. `index` tells those apart
    /// that one transaction creates.
    create_pure(proxy_type: ProxyType, delay_blocks = "delay": u32, index: u16);

    /// Removes a pure account, made by the signer itself through a proxy: whatever it holds is
    /// lost. The rest says where it was created.
    kill_pure(
        spawner: &AccountId,
        proxy_type: ProxyType,
        index: u16,
        block = "height": u32,
        extrinsic_index = "ext_index": u32,
    );

    /// Announces the call with this BLAKE2b-256 hash, to be made for `real` later.
    announce(real: &AccountId, call_hash: [u8; 32]);

    /// Takes an announcement of the signer back.
    remove_announcement(real: &AccountId, call_hash: [u8; 32]);

    /// Refuses what `delegate` announced for the signer.
    reject_announcement(delegate: &AccountId, call_hash: [u8; 32]);

    /// Makes a call that `delegate` announced, after the delay.
    proxy_announced(
        delegate: &AccountId,
        real: &AccountId,
        proxy_type = "force_proxy_type": Option<ProxyType>,
        call: Call,
    );

    /// Sets the signer's deposits to what they would be today.
    poke_deposit();

    /// Whether the signer pays the fees of what `delegate` does for it.
    set_real_pays_fee(delegate: &AccountId, pays_fee: bool);
}
