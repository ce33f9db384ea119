//! Buying a UID.
//!
//! 1. The coldkey pays the subnet's current price.
//! 2. The TAO buys alpha from the subnet's pool, with the swap fee. The alpha is destroyed: the
//!    newcomer pays every holder of the subnet's token.
//! 3. The hotkey gets a new UID, or takes over that of the least earning neuron.
//! 4. The price jumps.
//!
//! Proof of work is history: `register` ignores its arguments and works like `burned_register`.

use crate::*;
use frame_support::pallet_prelude::*;
use frame_system::{ensure_signed, pallet_prelude::OriginFor};
use taonet_primitives::{NetUid, SwapHandler, TaoBalance};

impl<T: Config> Pallet<T> {
    /// Body of `burned_register` and `register`.
    ///
    /// # Errors
    /// In this order: `BadOrigin`, `RegistrationNotPermittedOnRootSubnet`, `SubnetNotExists`,
    /// `SubNetRegistrationDisabled`, `HotKeyAlreadyRegisteredInSubNet`, `NotEnoughBalanceToStake`,
    /// `CannotUseSystemAccount`, `NonAssociatedColdKey`, `NoNeuronIdAvailable`, then errors of
    /// the transfer and of the swap.
    pub fn do_burned_register(
        origin: OriginFor<T>,
        netuid: NetUid,
        hotkey: T::AccountId,
    ) -> DispatchResult {
        let coldkey = ensure_signed(origin)?;
        ensure!(
            !netuid.is_root(),
            Error::<T>::RegistrationNotPermittedOnRootSubnet
        );
        Self::ensure_subnet_exists(netuid)?;
        ensure!(
            NetworkRegistrationAllowed::<T>::get(netuid),
            Error::<T>::SubNetRegistrationDisabled
        );
        ensure!(
            !Self::is_hotkey_registered_on_network(netuid, &hotkey),
            Error::<T>::HotKeyAlreadyRegisteredInSubNet
        );
        let price = Burn::<T>::get(netuid);
        ensure!(
            Self::can_afford(&coldkey, price),
            Error::<T>::NotEnoughBalanceToStake
        );
        Self::create_account_if_absent(&coldkey, &hotkey)?;
        ensure!(
            Self::coldkey_owns_hotkey(&coldkey, &hotkey),
            Error::<T>::NonAssociatedColdKey
        );
        Self::ensure_room_for_neuron(netuid)?;

        let paid = Self::transfer_tao_to_subnet(netuid, &coldkey, price)?;
        let bought = Self::buy_alpha(netuid, paid, T::SwapInterface::max_price(), false)?;
        SubnetAlphaOut::<T>::mutate(netuid, |out| *out = out.saturating_sub(bought.paid_out));

        let uid = Self::register_neuron_uid(netuid, &hotkey)?;
        Self::bump_registration_price(netuid);
        RegistrationsThisBlock::<T>::mutate(netuid, |count| *count = count.saturating_add(1));
        let recycled = RAORecycledForRegistration::<T>::get(netuid).saturating_add(price);
        RAORecycledForRegistration::<T>::insert(netuid, recycled);
        Self::deposit_event(Event::RAORecycledForRegistrationSet(netuid, recycled));
        Self::record_tao_inflow(netuid, paid);
        Self::deposit_event(Event::NeuronRegistered(netuid, uid, hotkey));
        Ok(())
    }

    /// Body of `register_limit`: registers unless the price has passed `limit_price_rao`.
    ///
    /// # Errors
    /// `BadOrigin`, `RegistrationNotPermittedOnRootSubnet`, `SubnetNotExists`,
    /// `RegistrationPriceLimitExceeded`, then those of [`Self::do_burned_register`].
    pub fn do_register_limit(
        origin: OriginFor<T>,
        netuid: NetUid,
        hotkey: T::AccountId,
        limit_price_rao: u64,
    ) -> DispatchResult {
        ensure_signed(origin.clone())?;
        ensure!(
            !netuid.is_root(),
            Error::<T>::RegistrationNotPermittedOnRootSubnet
        );
        Self::ensure_subnet_exists(netuid)?;
        ensure!(
            Burn::<T>::get(netuid) <= TaoBalance::new(limit_price_rao),
            Error::<T>::RegistrationPriceLimitExceeded
        );
        Self::do_burned_register(origin, netuid, hotkey)
    }

    /// Gives the hotkey a UID: a new one while there is room, else that of the neuron to evict.
    /// Free of charge and without an event.
    ///
    /// # Errors
    /// `NoNeuronIdAvailable` when the subnet is full and nobody can be evicted.
    pub fn register_neuron_uid(
        netuid: NetUid,
        hotkey: &T::AccountId,
    ) -> Result<u16, DispatchError> {
        let block = Self::now();
        if SubnetworkN::<T>::get(netuid) < MaxAllowedUids::<T>::get(netuid) {
            return Ok(Self::append_neuron(netuid, hotkey, block));
        }
        let uid = Self::neuron_to_prune(netuid).ok_or(Error::<T>::NoNeuronIdAvailable)?;
        Self::replace_neuron(netuid, uid, hotkey, block);
        Ok(uid)
    }

    fn ensure_room_for_neuron(netuid: NetUid) -> DispatchResult {
        let max = MaxAllowedUids::<T>::get(netuid);
        ensure!(max != 0, Error::<T>::NoNeuronIdAvailable);
        ensure!(
            SubnetworkN::<T>::get(netuid) < max || Self::neuron_to_prune(netuid).is_some(),
            Error::<T>::NoNeuronIdAvailable
        );
        Ok(())
    }
}
