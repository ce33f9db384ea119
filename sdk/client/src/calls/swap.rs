//! The subnets' pools: fees and positions of liquidity.

use crate::AccountId;

calls! { "Swap";
    /// Fee of trades in a subnet, in parts of 65,535. Its owner or root.
    set_fee_rate(netuid: u16, rate: u16);

    /// Puts liquidity between two ticks of the price.
    add_liquidity(
        hotkey: &AccountId,
        netuid: u16,
        tick_low: i32,
        tick_high: i32,
        liquidity: u64,
    );

    /// Closes a position.
    remove_liquidity(hotkey: &AccountId, netuid: u16, position_id: u128);

    /// Adds to a position, or takes from it when negative.
    modify_position(hotkey: &AccountId, netuid: u16, position_id: u128, liquidity_delta: i64);

    /// Whether others than the chain may provide liquidity. Its owner or root.
    toggle_user_liquidity(netuid: u16, enable: bool);

    /// Closes all positions of all users. Root only.
    disable_lp();
}
