//! What the chain can be asked, in types: methods of [`StateAt`](crate::StateAt), one file for each
//! group. All read the same moment, so answers of one [`StateAt`](crate::StateAt) agree with each
//! other.
//!
//! Amounts are [`Tao`](crate::Tao) or the [`Alpha`](crate::Alpha) of one subnet. Fractions are parts
//! of 65,535 where nothing else is said. Every read fails with
//! [`ClientError::NotInRuntime`](crate::ClientError::NotInRuntime) on a runtime that does not have
//! what it reads.

mod admin;
mod balances;
mod chain;
mod children;
mod commitments;
mod crowdloan;
mod delegation;
mod hyperparameters;
mod identity;
mod keys;
mod leases;
mod locks;
mod multisig;
mod neurons;
mod orders;
mod proxy;
mod root;
mod shield;
mod stake;
mod subnets;
mod swap;
mod weights;

pub use balances::AccountBalance;
pub use children::{PendingChildren, Relation};
pub use commitments::{Commitment, CommitmentField, Revealed};
pub use crowdloan::Crowdloan;
pub use delegation::{Delegate, DelegatedStake, Nomination};
pub use hyperparameters::{HyperparameterEntry, Hyperparameters};
pub use identity::{Identity, SubnetIdentity};
pub use keys::{ColdkeySwap, EvmAssociation};
pub use leases::SubnetLease;
pub use locks::{CONVICTION_BITS, Conviction, MinerCollateral, StakeLock};
pub use multisig::PendingMultisig;
pub use neurons::{AxonInfo, Neuron, NeuronCertificate, PrometheusInfo};
pub use proxy::{Announcement, Proxies, Proxy, ProxyFilter, ProxyTypeInfo};
pub use root::RootClaimType;
pub use stake::{StakeAvailability, StakeEntry, StakeFeeEnd};
pub use subnets::{Subnet, SubnetState, SubnetSummary};
pub use swap::SwapQuote;
pub use weights::{TimelockedCommit, WeightCommit, storage_index};

/// Declares reads of one storage item each.
///
/// `fn` reads an item that has a default, `maybe fn` one that may be absent, `each fn` all entries
/// under the keys given. `[of netuid]` says whose alpha an amount is.
macro_rules! reads {
    () => {};
    (
        $(#[$meta:meta])*
        fn $name:ident($($key:ident: $key_ty:ty),*) -> $value:ty $([of $subnet:ident])?
            = $pallet:literal / $item:literal;
        $($rest:tt)*
    ) => {
        impl $crate::StateAt {
            $(#[$meta])*
            pub async fn $name(&self $(, $key: $key_ty)*) -> Result<$value, $crate::ClientError> {
                let subnet: Option<u16> = reads!(@subnet $($subnet)?);
                self.value_in(subnet, $pallet, $item, ($($key,)*)).await
            }
        }
        reads! { $($rest)* }
    };
    (
        $(#[$meta:meta])*
        maybe fn $name:ident($($key:ident: $key_ty:ty),*) -> $value:ty $([of $subnet:ident])?
            = $pallet:literal / $item:literal;
        $($rest:tt)*
    ) => {
        impl $crate::StateAt {
            $(#[$meta])*
            pub async fn $name(
                &self $(, $key: $key_ty)*
            ) -> Result<Option<$value>, $crate::ClientError> {
                let subnet: Option<u16> = reads!(@subnet $($subnet)?);
                self.storage_in(subnet, $pallet, $item, ($($key,)*)).await
            }
        }
        reads! { $($rest)* }
    };
    (
        $(#[$meta:meta])*
        each fn $name:ident($($key:ident: $key_ty:ty),*) -> $open:ty => $value:ty
            $([of $subnet:ident])? = $pallet:literal / $item:literal;
        $($rest:tt)*
    ) => {
        impl $crate::StateAt {
            $(#[$meta])*
            pub async fn $name(
                &self $(, $key: $key_ty)*
            ) -> Result<Vec<($open, $value)>, $crate::ClientError> {
                let subnet: Option<u16> = reads!(@subnet $($subnet)?);
                self.map_in(subnet, $pallet, $item, ($($key,)*)).await
            }
        }
        reads! { $($rest)* }
    };
    (@subnet) => { None };
    (@subnet $subnet:ident) => { Some($subnet) };
}
use reads;
