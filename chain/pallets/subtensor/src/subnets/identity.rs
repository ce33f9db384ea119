//! What coldkeys and subnet owners say about themselves. The chain only bounds the length of it.

use crate::*;
use frame_support::pallet_prelude::*;
use frame_system::{ensure_signed, pallet_prelude::OriginFor};
use taonet_primitives::NetUid;

const SHORT_BYTES: usize = 256;
const LONG_BYTES: usize = 1_024;
const CHAIN_IDENTITY_BYTES: usize = 4_096;

impl<T: Config> Pallet<T> {
    /// Body of `set_identity`: the identity of the calling coldkey.
    ///
    /// # Errors
    /// `BadOrigin`; `HotKeyNotRegisteredInNetwork` unless one of its hotkeys is registered
    /// somewhere; `InvalidIdentity` for fields that are too long.
    pub fn do_set_identity(origin: OriginFor<T>, identity: ChainIdentityV2) -> DispatchResult {
        let coldkey = ensure_signed(origin)?;
        ensure!(
            OwnedHotkeys::<T>::get(&coldkey)
                .iter()
                .any(Self::is_hotkey_registered_on_any_network),
            Error::<T>::HotKeyNotRegisteredInNetwork
        );
        ensure!(
            is_valid_chain_identity(&identity),
            Error::<T>::InvalidIdentity
        );
        IdentitiesV2::<T>::insert(&coldkey, identity);
        Self::deposit_event(Event::ChainIdentitySet(coldkey));
        Ok(())
    }

    /// Body of `set_subnet_identity`.
    ///
    /// # Errors
    /// `BadOrigin`, `NotSubnetOwner`, `InvalidIdentity`.
    pub fn do_set_subnet_identity(
        origin: OriginFor<T>,
        netuid: NetUid,
        identity: SubnetIdentityV3,
    ) -> DispatchResult {
        let coldkey = ensure_signed(origin)?;
        ensure!(
            Self::is_subnet_owner(netuid, &coldkey),
            Error::<T>::NotSubnetOwner
        );
        Self::store_subnet_identity(netuid, identity)
    }

    pub(crate) fn store_subnet_identity(
        netuid: NetUid,
        identity: SubnetIdentityV3,
    ) -> DispatchResult {
        ensure!(
            is_valid_subnet_identity(&identity),
            Error::<T>::InvalidIdentity
        );
        SubnetIdentitiesV3::<T>::insert(netuid, identity);
        Self::deposit_event(Event::SubnetIdentitySet(netuid));
        Ok(())
    }
}

/// The repository counts for its own limit, not for the total.
fn is_valid_chain_identity(identity: &ChainIdentityV2) -> bool {
    let total = [
        &identity.name,
        &identity.url,
        &identity.image,
        &identity.discord,
        &identity.description,
        &identity.additional,
    ]
    .into_iter()
    .fold(0usize, |sum, field| sum.saturating_add(field.len()));
    total <= CHAIN_IDENTITY_BYTES
        && identity.name.len() <= SHORT_BYTES
        && identity.url.len() <= SHORT_BYTES
        && identity.github_repo.len() <= SHORT_BYTES
        && identity.image.len() <= LONG_BYTES
        && identity.discord.len() <= SHORT_BYTES
        && identity.description.len() <= LONG_BYTES
        && identity.additional.len() <= LONG_BYTES
}

fn is_valid_subnet_identity(identity: &SubnetIdentityV3) -> bool {
    identity.subnet_name.len() <= SHORT_BYTES
        && identity.discord.len() <= SHORT_BYTES
        && identity.github_repo.len() <= LONG_BYTES
        && identity.subnet_contact.len() <= LONG_BYTES
        && identity.subnet_url.len() <= LONG_BYTES
        && identity.description.len() <= LONG_BYTES
        && identity.logo_url.len() <= LONG_BYTES
        && identity.additional.len() <= LONG_BYTES
}
