//! Subnets: creation, start, end, and the rules that an owner sets without root.

use super::identity::SubnetIdentity;
use crate::{AccountId, Call, calls::arguments::Argument};

calls! { "SubtensorModule";
    /// Creates a subnet whose owner hotkey is `hotkey`; costs the creation price.
    register_network(hotkey: &AccountId);

    /// Starts emission in a subnet that the signer owns.
    start_call(netuid: u16);

    /// Ends a subnet of `coldkey`. Root only.
    dissolve_network(coldkey: &AccountId, netuid: u16);

    /// Ends any subnet. Root only.
    root_dissolve_network(netuid: u16);

    /// Gives a subnet's alpha another symbol, one of the chain's list. Its owner or root.
    update_symbol(netuid: u16, symbol: &str);

    /// Blocks from one epoch to the next. Its owner.
    set_tempo(netuid: u16, tempo_blocks = "tempo": u16);

    /// Thousandths of a tempo after which a silent validator no longer counts. Its owner.
    set_activity_cutoff_factor(netuid: u16, factor_milli: u32);

    /// Runs the epoch ahead of its time. Its owner.
    trigger_epoch(netuid: u16);

    /// Keeps a moving average of validators' voting power from now on. Its owner or root.
    enable_voting_power_tracking(netuid: u16);

    /// Ends that after a grace period. Its owner or root.
    disable_voting_power_tracking(netuid: u16);

    /// Share of the newest value in that average, in parts of 10^18. Root only.
    set_voting_power_ema_alpha = "sudo_set_voting_power_ema_alpha" (netuid: u16, alpha: u64);
}

/// As [`register_network`], and names the subnet at once.
pub fn register_network_with_identity(
    hotkey: &AccountId,
    identity: Option<&SubnetIdentity<'_>>,
) -> Call {
    Call::new(
        "SubtensorModule",
        "register_network_with_identity",
        [
            ("hotkey", hotkey.into_json()),
            ("identity", identity.map(SubnetIdentity::members).into()),
        ],
    )
}
