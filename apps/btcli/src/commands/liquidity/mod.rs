//! `btcli liquidity`: what btcli 9.21 offered and no chain of today does.
//!
//! Pools belong to their subnets: `Swap.add_liquidity` and its like still exist as calls, and
//! answer `Deprecated` whatever they are given. So these commands send nothing, and say why.

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use crate::arguments::{NetuidOption, ReadOptions, Shared, WriteOptions};
use crate::dispatch::{Run, group};
use crate::failure::Failure;
use crate::output::Report;
use crate::session::Session;

/// Commands of the group.
#[derive(Subcommand, Debug)]
pub(crate) enum Liquidity {
    /// Not offered by the chain any more
    Add(Add),
    /// Not offered by the chain any more
    List(List),
    /// Not offered by the chain any more
    Modify(Modify),
    /// Not offered by the chain any more
    Remove(Remove),
}

group!(Liquidity {
    Add,
    List,
    Modify,
    Remove,
});

const WHY: &str = "Liquidity of users is gone: each subnet's pool is its own, there are no \
                   positions in it, and the chain refuses every call about them (Swap.Deprecated). \
                   To hold alpha of a subnet use `btcli stake add`; `btcli subnets list` shows the \
                   pools";

/// Puts liquidity into a pool: not offered by the chain any more.
#[derive(Args, Debug)]
#[allow(
    dead_code,
    reason = "scripts give these options, and nothing can be done with them"
)]
pub(crate) struct Add {
    /// Liquidity
    #[arg(long)]
    liquidity: Option<f64>,
    /// Lower price of the range
    #[arg(long, alias = "liquidity-price-low")]
    price_low: Option<f64>,
    /// Upper price of the range
    #[arg(long, alias = "liquidity-price-high")]
    price_high: Option<f64>,
    #[command(flatten)]
    netuid: NetuidOption,
    #[command(flatten)]
    shared: WriteOptions,
}

/// Lists positions: not offered by the chain any more.
#[derive(Args, Debug)]
#[allow(
    dead_code,
    reason = "scripts give these options, and nothing can be done with them"
)]
pub(crate) struct List {
    #[command(flatten)]
    netuid: NetuidOption,
    #[command(flatten)]
    shared: ReadOptions,
}

/// Changes a position: not offered by the chain any more.
#[derive(Args, Debug)]
#[allow(
    dead_code,
    reason = "scripts give these options, and nothing can be done with them"
)]
pub(crate) struct Modify {
    /// Number of the position
    #[arg(long)]
    position_id: Option<u64>,
    /// More or, if negative, less liquidity
    #[arg(long, allow_negative_numbers = true)]
    liquidity_delta: Option<f64>,
    #[command(flatten)]
    netuid: NetuidOption,
    #[command(flatten)]
    shared: WriteOptions,
}

/// Takes liquidity out: not offered by the chain any more.
#[derive(Args, Debug)]
#[allow(
    dead_code,
    reason = "scripts give these options, and nothing can be done with them"
)]
pub(crate) struct Remove {
    /// Number of the position
    #[arg(long)]
    position_id: Option<u64>,
    /// All positions
    #[arg(long, alias = "a")]
    all: bool,
    #[command(flatten)]
    netuid: NetuidOption,
    #[command(flatten)]
    shared: WriteOptions,
}

/// A command that only says that there is nothing to do it with; no chain is asked.
macro_rules! gone {
    ($command:ty, $more:literal) => {
        impl Run for $command {
            const CHAIN: bool = false;

            fn shared(&self) -> Shared {
                Shared::from(&self.shared)
            }

            async fn run(self, _session: &Session) -> Result<Report, Failure> {
                Err(Failure::failed(WHY))
            }

            fn failed(message: &str) -> Value {
                json!({ "success": false, "err_msg": message, $more: null })
            }
        }
    };
}

gone!(Add, "extrinsic_identifier");
gone!(List, "positions");
gone!(Modify, "extrinsic_identifier");
gone!(Remove, "extrinsic_identifier");
