//! Accounts that no key controls: one per subnet, and one that burned TAO is sent to.

use crate::pallet::*;
use codec::{Decode, Encode};
use frame_support::traits::Get;
use sp_runtime::traits::{AccountIdConversion, SaturatedConversion, TrailingZeroInput};
use taonet_primitives::NetUid;

impl<T: Config> Pallet<T> {
    /// The current block.
    pub fn now() -> u64 {
        frame_system::Pallet::<T>::block_number().saturated_into()
    }

    /// The account of zero bytes, which stands for "nobody".
    pub fn zero_account() -> T::AccountId {
        // Account ids decode from any bytes, so this cannot fail; the fallback only satisfies
        // the types.
        T::AccountId::decode(&mut TrailingZeroInput::zeroes())
            .unwrap_or_else(|_| T::SubtensorPalletId::get().into_account_truncating())
    }

    /// The account that holds a subnet's TAO, while the subnet exists.
    pub fn subnet_account_id(netuid: NetUid) -> Option<T::AccountId> {
        (netuid.is_root() || NetworksAdded::<T>::contains_key(netuid))
            .then(|| Self::subnet_account_of(netuid))
    }

    /// The account that a subnet of this number has, whether or not it exists.
    pub fn subnet_account_of(netuid: NetUid) -> T::AccountId {
        T::SubtensorPalletId::get().into_sub_account_truncating(netuid)
    }

    /// The number of the subnet whose account this would be.
    pub fn is_subnet_account(account: &T::AccountId) -> Option<NetUid> {
        // The layout leaves no slack: deriving the account again from the two bytes after the
        // prefix has to give all its bytes.
        let bytes = account.encode();
        let netuid = NetUid::decode(&mut bytes.get(12..14)?).ok()?;
        (Self::subnet_account_of(netuid) == *account).then_some(netuid)
    }

    /// The account that burned TAO is sent to.
    pub fn burn_account_id() -> T::AccountId {
        T::BurnAccountId::get().into_account_truncating()
    }
}
