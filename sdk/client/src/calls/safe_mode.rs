//! The chain's emergency brake: while it is on, only a few calls pass.

use crate::AccountId;

calls! { "SafeMode";
    /// Pulls it for a deposit, where the chain allows that.
    enter();

    /// Pulls it. Root only.
    force_enter();

    /// Prolongs it for a deposit, where the chain allows that.
    extend();

    /// Prolongs it. Root only.
    force_extend();

    /// Releases it. Root only.
    force_exit();

    /// Takes a deposit away. Root only.
    force_slash_deposit(account: &AccountId, block: u32);

    /// Gives a deposit back.
    release_deposit(account: &AccountId, block: u32);

    /// Gives a deposit back at once. Root only.
    force_release_deposit(account: &AccountId, block: u32);
}
