//! Limit orders, and what was burned and recycled of each alpha.

use serde_json::Value as Json;

use super::reads;
use crate::Alpha;

reads! {
    /// Whether limit orders are taken.
    fn limit_orders_enabled() -> bool = "LimitOrders" / "LimitOrdersEnabled";
    /// What became of a limit order, by the hash of the order; `None` if the chain never saw it.
    maybe fn limit_order_status(order: &[u8; 32]) -> Json = "LimitOrders" / "Orders";
    /// Alpha of a subnet that exists, as the ledger of alpha counts it.
    fn alpha_issuance(netuid: u16) -> Alpha [of netuid] = "AlphaAssets" / "TotalAlphaIssuance";
    /// Alpha of a subnet that was burned.
    fn alpha_burned(netuid: u16) -> Alpha [of netuid] = "AlphaAssets" / "AlphaBurned";
    /// Alpha of a subnet that was recycled.
    fn alpha_recycled(netuid: u16) -> Alpha [of netuid] = "AlphaAssets" / "AlphaRecycled";
}
