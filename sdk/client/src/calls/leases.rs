//! Subnets that a crowd pays for and that pay it back with a share of their emission.

use crate::AccountId;

calls! { "SubtensorModule";
    /// Creates a subnet leased by the contributors of a crowdloan, to whom `share_percent` of the
    /// owner's emission goes until `end_block`, or for ever. The call of a crowdloan.
    register_leased_network(
        share_percent = "emissions_share": u8,
        end_block: Option<u32>,
    );

    /// Ends a lease that has run out; its beneficiary becomes owner with this hotkey.
    terminate_lease(lease_id: u32, hotkey: &AccountId);
}
