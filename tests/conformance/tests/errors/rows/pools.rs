//! The pools.

use super::{TAO, c, hk};
use crate::play::Table;
use pallet_subtensor::{SubnetAlphaIn, SubnetTAO};
use serde_json::json;
use taonet_primitives::NetUid;
use taonet_runtime::Runtime;

pub(super) fn rows(t: &mut Table) {
    t.pallet("Swap");
    let fee = |netuid: u16, rate: u16| json!({ "netuid": netuid, "rate": rate });
    t.row("FeeRateTooHigh", move |w| {
        w.by_root("Swap.set_fee_rate", fee(2, 10_001))
    });
    t.row("MechanismDoesNotExist", move |w| {
        w.by_root("Swap.set_fee_rate", fee(77, 1))
    });
    t.row("Deprecated", |w| w.by(c(0), "Swap.disable_lp", json!({})));
    let buy = |limit: u64| {
        json!({ "hotkey": hk(2), "netuid": 2, "amount_staked": TAO,
        "limit_price": limit, "allow_partial": false })
    };
    t.row("PriceLimitExceeded", move |w| {
        w.by(c(0), "add_stake_limit", buy(1))
    });
    // Nobody can empty a pool like that: swaps stop long before.
    t.row("ReservesTooLow", move |w| {
        w.state(|| SubnetAlphaIn::<Runtime>::insert(NetUid::new(2), alpha(999_999)));
        w.by(c(0), "add_stake_limit", buy(u64::MAX))
    });
    t.row("SwapInputTooLarge", |w| {
        w.state(|| SubnetTAO::<Runtime>::insert(NetUid::new(2), tao(1)));
        w.by(
            c(0),
            "burned_register",
            json!({ "netuid": 2, "hotkey": hk(3) }),
        )
    });
}

fn alpha(rao: u64) -> taonet_primitives::AlphaBalance {
    rao.into()
}

fn tao(rao: u64) -> taonet_primitives::TaoBalance {
    rao.into()
}
