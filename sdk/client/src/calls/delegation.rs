//! Delegation: a validator's take, and where a coldkey's rewards are staked.

use crate::AccountId;

calls! { "SubtensorModule";
    /// Lowers the take of a hotkey that the signer owns, in parts of 65,535. At once.
    decrease_take(hotkey: &AccountId, take: u16);

    /// Raises it. At most once in a while.
    increase_take(hotkey: &AccountId, take: u16);

    /// Stakes what the signer's miners earn in a subnet on `hotkey`.
    set_coldkey_auto_stake_hotkey(netuid: u16, hotkey: &AccountId);

    /// Whether stake on `hotkey` on the root network follows it as a parent in subnets.
    set_auto_parent_delegation_enabled(hotkey: &AccountId, enabled: bool);
}
