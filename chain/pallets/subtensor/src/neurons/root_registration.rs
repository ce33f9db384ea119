//! Taking a seat on root. There is no price: when root is full, stake decides who sits there.

use crate::*;
use frame_support::pallet_prelude::*;
use frame_system::{ensure_signed, pallet_prelude::OriginFor};
use taonet_primitives::{AlphaBalance, NetUid};

impl<T: Config> Pallet<T> {
    /// Body of `root_register`: seats the hotkey on root and makes it a delegate.
    ///
    /// A hotkey without an account becomes the caller's.
    ///
    /// # Errors
    /// `RootNetworkDoesNotExist`, `BadOrigin`, `TooManyRegistrationsThisBlock`,
    /// `TooManyRegistrationsThisInterval`, `HotKeyAlreadyRegisteredInSubNet`,
    /// `CannotUseSystemAccount`, `NonAssociatedColdKey`, and `StakeTooLowForRoot` when root is
    /// full and nobody there has less stake.
    pub fn do_root_register(origin: OriginFor<T>, hotkey: T::AccountId) -> DispatchResult {
        let root = NetUid::ROOT;
        ensure!(
            Self::subnet_exists(root),
            Error::<T>::RootNetworkDoesNotExist
        );
        let coldkey = ensure_signed(origin)?;
        ensure!(
            RegistrationsThisBlock::<T>::get(root) < MaxRegistrationsPerBlock::<T>::get(root),
            Error::<T>::TooManyRegistrationsThisBlock
        );
        ensure!(
            RegistrationsThisInterval::<T>::get(root)
                < TargetRegistrationsPerInterval::<T>::get(root).saturating_mul(3),
            Error::<T>::TooManyRegistrationsThisInterval
        );
        ensure!(
            !Self::is_hotkey_registered_on_network(root, &hotkey),
            Error::<T>::HotKeyAlreadyRegisteredInSubNet
        );
        Self::create_account_if_absent(&coldkey, &hotkey)?;
        // A seat binds a hotkey: it becomes a delegate and can no longer take another's place.
        ensure!(
            Self::coldkey_owns_hotkey(&coldkey, &hotkey),
            Error::<T>::NonAssociatedColdKey
        );

        let block = Self::now();
        let uid = if SubnetworkN::<T>::get(root) < MaxAllowedUids::<T>::get(root) {
            Self::append_neuron(root, &hotkey, block)
        } else {
            let (uid, stake) = Self::lowest_root_seat().ok_or(Error::<T>::StakeTooLowForRoot)?;
            ensure!(
                stake < TotalHotkeyAlpha::<T>::get(&hotkey, root),
                Error::<T>::StakeTooLowForRoot
            );
            Self::replace_neuron(root, uid, &hotkey, block);
            uid
        };
        Self::become_delegate(&hotkey);
        RegistrationsThisInterval::<T>::mutate(root, |count| *count = count.saturating_add(1));
        RegistrationsThisBlock::<T>::mutate(root, |count| *count = count.saturating_add(1));
        Self::deposit_event(Event::NeuronRegistered(root, uid, hotkey));
        Ok(())
    }

    /// Root's seat with the least stake, the first one in iteration order among equals.
    fn lowest_root_seat() -> Option<(u16, AlphaBalance)> {
        let mut lowest: Option<(u16, AlphaBalance)> = None;
        for (uid, hotkey) in Keys::<T>::iter_prefix(NetUid::ROOT) {
            let stake = TotalHotkeyAlpha::<T>::get(&hotkey, NetUid::ROOT);
            if lowest.is_none_or(|(_, least)| stake < least) {
                lowest = Some((uid, stake));
            }
        }
        lowest
    }
}
