//! Limit orders: signed off the chain by whoever wants to trade, executed by a relayer when the
//! price is right.

use super::arguments::Argument;
use crate::{AccountId, codec::CryptoType};
use serde_json::{Value as Json, json};

/// When an order may be executed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderType {
    /// Buys alpha when its price is at or below the limit.
    LimitBuy,
    /// Sells alpha when its price is at or above the limit.
    TakeProfit,
    /// Sells alpha when its price is at or below the limit.
    StopLoss,
}

/// What somebody wants to trade. Fractions are parts of 10^9.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// Coldkey that trades.
    pub signer: AccountId,
    /// Hotkey that the alpha is staked on.
    pub hotkey: AccountId,
    /// Subnet.
    pub netuid: u16,
    /// When it may be executed.
    pub order_type: OrderType,
    /// What is given: rao of TAO to buy, rao of alpha to sell.
    pub amount_rao: u64,
    /// TAO for one alpha, in rao.
    pub limit_price_rao: u64,
    /// Milliseconds of Unix time after which it is void.
    pub expiry_ms: u64,
    /// Share of TAO for `fee_recipient`.
    pub fee_rate_billionths: u32,
    /// Who gets it.
    pub fee_recipient: AccountId,
    /// Who may execute it; anybody if `None`.
    pub relayers: Option<Vec<AccountId>>,
    /// Largest move of the price by the order itself; any if `None`.
    pub max_slippage_billionths: Option<u32>,
    /// Chain that it is for, by its EVM chain id.
    pub chain_id: u64,
    /// Whether it may be executed in parts.
    pub partial_fills_enabled: bool,
}

impl Order {
    fn to_json(&self) -> Json {
        let order_type = match self.order_type {
            OrderType::LimitBuy => "LimitBuy",
            OrderType::TakeProfit => "TakeProfit",
            OrderType::StopLoss => "StopLoss",
        };
        json!({ "V1": {
            "signer": self.signer.as_account(),
            "hotkey": self.hotkey.as_account(),
            "netuid": self.netuid,
            "order_type": order_type,
            "amount": self.amount_rao,
            "limit_price": self.limit_price_rao,
            "expiry": self.expiry_ms,
            "fee_rate": self.fee_rate_billionths,
            "fee_recipient": self.fee_recipient.as_account(),
            "relayer": self.relayers.as_deref().map(Argument::into_json),
            "max_slippage": self.max_slippage_billionths,
            "chain_id": self.chain_id,
            "partial_fills_enabled": self.partial_fills_enabled,
        }})
    }
}

trait AsAccount {
    fn as_account(&self) -> Json;
}

impl AsAccount for AccountId {
    fn as_account(&self) -> Json {
        Argument::into_json(self)
    }
}

/// An order with its signer's signature over the bytes of the versioned order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedOrder {
    /// The order.
    pub order: Order,
    /// Kind of the signature.
    pub crypto: CryptoType,
    /// The signature.
    pub signature: Vec<u8>,
    /// How much of the amount to execute now; all if `None`.
    pub partial_fill_rao: Option<u64>,
}

impl Argument for &SignedOrder {
    fn into_json(self) -> Json {
        let crypto = match self.crypto {
            CryptoType::Ed25519 => "Ed25519",
            CryptoType::Sr25519 => "Sr25519",
            CryptoType::Ecdsa => "Ecdsa",
        };
        json!({
            "order": self.order.to_json(),
            "signature": { crypto: super::arguments::bytes(&self.signature) },
            "partial_fill": self.partial_fill_rao,
        })
    }
}

impl Argument for &[SignedOrder] {
    fn into_json(self) -> Json {
        self.iter().map(Argument::into_json).collect()
    }
}

impl Argument for &Order {
    fn into_json(self) -> Json {
        self.to_json()
    }
}

calls! { "LimitOrders";
    /// Executes orders one by one. With `should_fail` the first failure undoes all, otherwise
    /// failures are skipped.
    execute_orders(orders: &[SignedOrder], should_fail: bool);

    /// Executes the orders of one subnet together, at one price for all.
    execute_batched_orders(netuid: u16, orders: &[SignedOrder]);

    /// Makes an order of the signer void.
    cancel_order(order: &Order);

    /// Whether orders are executed at all. Root only.
    set_pallet_status(enabled: bool);
}
