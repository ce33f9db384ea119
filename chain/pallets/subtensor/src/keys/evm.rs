//! Tying a hotkey's slot to an EVM address.

use codec::Encode;
use frame_support::{ensure, traits::Get};
use sp_core::{H160, ecdsa::Signature};
use sp_io::{crypto::secp256k1_ecdsa_recover, hashing::keccak_256};
use sp_runtime::DispatchResult;
use taonet_primitives::NetUid;

use crate::*;

/// What EVM wallets put before a message of 64 bytes that they sign.
const SIGNED_MESSAGE_PREFIX: &[u8] = b"\x19Ethereum Signed Message:\n64";

/// Where a signature says which of the possible keys made it.
const RECOVERY_BYTE: usize = 64;

/// What EVM wallets add to that byte.
const RECOVERY_OFFSET: u8 = 27;

impl<T: Config> Pallet<T> {
    /// Ties the calling hotkey's slot to the address whose key signed the hotkey and
    /// `block_number`. The number is not compared with the chain.
    ///
    /// # Errors
    /// `NonAssociatedColdKey` for a hotkey that nobody owns, `HotKeyNotRegisteredInSubNet`,
    /// `EvmKeyAssociateRateLimitExceeded`, `InvalidIdentity` for a signature that is none,
    /// `InvalidRecoveredPublicKey` for one of another key.
    pub fn do_associate_evm_key(
        hotkey: T::AccountId,
        netuid: NetUid,
        evm_key: H160,
        block_number: u64,
        signature: Signature,
    ) -> DispatchResult {
        ensure!(
            Self::owning_coldkey(&hotkey) != Self::zero_account(),
            Error::<T>::NonAssociatedColdKey
        );
        let uid = Self::ensure_may_associate_evm_key(&hotkey, netuid)?;
        let mut signature: [u8; 65] = signature.0;
        if let Some(recovery) = signature.get_mut(RECOVERY_BYTE) {
            *recovery = recovery.checked_sub(RECOVERY_OFFSET).unwrap_or(*recovery);
        }
        let digest = evm_message_digest(&hotkey.encode(), block_number);
        let public = secp256k1_ecdsa_recover(&signature, &digest)
            .map_err(|_| Error::<T>::InvalidIdentity)?;
        ensure!(
            evm_address(&public) == evm_key,
            Error::<T>::InvalidRecoveredPublicKey
        );
        let block_associated = Self::now();
        AssociatedEvmAddress::<T>::insert(netuid, uid, (evm_key, block_associated));
        Self::deposit_event(Event::EvmKeyAssociated {
            netuid,
            hotkey,
            evm_key,
            block_associated,
        });
        Ok(())
    }

    /// Whether the hotkey may tie its slot to an address now; gives back the slot. The guards ask
    /// the same.
    ///
    /// # Errors
    /// `HotKeyNotRegisteredInSubNet`, `EvmKeyAssociateRateLimitExceeded`.
    pub(crate) fn ensure_may_associate_evm_key(
        hotkey: &T::AccountId,
        netuid: NetUid,
    ) -> Result<u16, Error<T>> {
        let uid =
            Self::uid_for_hotkey(netuid, hotkey).ok_or(Error::<T>::HotKeyNotRegisteredInSubNet)?;
        let last = AssociatedEvmAddress::<T>::get(netuid, uid).map_or(0, |(_, block)| block);
        ensure!(
            Self::now().saturating_sub(last) >= T::EvmKeyAssociateRateLimit::get(),
            Error::<T>::EvmKeyAssociateRateLimitExceeded
        );
        Ok(uid)
    }
}

/// What an EVM wallet signs for a hotkey of 32 bytes: the prefix, the hotkey, the hash of the
/// block number, hashed.
pub(super) fn evm_message_digest(hotkey: &[u8], block_number: u64) -> [u8; 32] {
    let block_hash = keccak_256(&block_number.to_le_bytes());
    keccak_256(&[SIGNED_MESSAGE_PREFIX, hotkey, &block_hash].concat())
}

/// The address of an uncompressed public key without its leading byte.
fn evm_address(public: &[u8; 64]) -> H160 {
    let [_, _, _, _, _, _, _, _, _, _, _, _, address @ ..] = keccak_256(public);
    H160(address)
}
