//! The pools: prices, and what a trade would bring.

use super::reads;
use crate::{Alpha, ClientError, StateAt, Tao, record};

record! {
    struct SimSwapResult {
        tao_amount: Tao,
        alpha_amount: Alpha,
        tao_fee: Tao,
        alpha_fee: Alpha,
        tao_slippage: Option<Tao>,
        alpha_slippage: Option<Alpha>,
    }
}

record! {
    struct SubnetPrice {
        netuid: u16,
        price: Tao,
    }
}

/// What a trade would bring. Buying alpha, what is paid, the fee and the slippage are in TAO;
/// selling, in alpha.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SwapQuote {
    /// TAO that goes in when buying, or comes out when selling.
    pub tao: Tao,
    /// Alpha that comes out when buying, or goes in when selling.
    pub alpha: Alpha,
    /// Fee in TAO; zero when selling.
    pub tao_fee: Tao,
    /// Fee in alpha; zero when buying.
    pub alpha_fee: Alpha,
    /// TAO less than the price before the trade would give, when selling.
    pub tao_slippage: Tao,
    /// Alpha less than the price before the trade would give, when buying.
    pub alpha_slippage: Alpha,
}

const API: &str = "SwapRuntimeApi";

impl StateAt {
    /// TAO for one alpha of a subnet, before fee and slippage.
    pub async fn price(&self, netuid: u16) -> Result<Tao, ClientError> {
        self.runtime(API, "current_alpha_price", (netuid,)).await
    }

    /// Prices of all alphas by subnet.
    pub async fn prices(&self) -> Result<Vec<(u16, Tao)>, ClientError> {
        if self.block.runtime.has_call(API, "current_alpha_price_all") {
            let found: Vec<SubnetPrice> = self.runtime(API, "current_alpha_price_all", ()).await?;
            return Ok(found
                .into_iter()
                .map(|subnet| (subnet.netuid, subnet.price))
                .collect());
        }
        // Older runtimes are asked for each subnet, all at once.
        let netuids = self.netuids().await?;
        let prices = netuids.into_iter().map(|netuid| async move {
            let price = self.price(netuid).await?;
            Ok((netuid, price))
        });
        futures::future::try_join_all(prices).await
    }

    /// What `tao` would buy now.
    pub async fn simulate_buy(&self, netuid: u16, tao: Tao) -> Result<SwapQuote, ClientError> {
        let found: SimSwapResult = self
            .runtime_in(netuid, API, "sim_swap_tao_for_alpha", (netuid, tao.rao()))
            .await?;
        Ok(SwapQuote::new(netuid, found))
    }

    /// What `alpha` would bring now.
    pub async fn simulate_sell(&self, alpha: Alpha) -> Result<SwapQuote, ClientError> {
        let netuid = alpha.netuid();
        let arguments = (netuid, alpha.rao());
        let found: SimSwapResult = self
            .runtime_in(netuid, API, "sim_swap_alpha_for_tao", arguments)
            .await?;
        Ok(SwapQuote::new(netuid, found))
    }
}

impl SwapQuote {
    fn new(netuid: u16, found: SimSwapResult) -> Self {
        Self {
            tao: found.tao_amount,
            alpha: found.alpha_amount,
            tao_fee: found.tao_fee,
            alpha_fee: found.alpha_fee,
            tao_slippage: found.tao_slippage.unwrap_or_default(),
            alpha_slippage: found.alpha_slippage.unwrap_or(Alpha::new(netuid, 0)),
        }
    }
}

reads! {
    /// Fee of a subnet's pool.
    fn swap_fee_rate(netuid: u16) -> u16 = "Swap" / "FeeRate";
    /// Weight of TAO in a subnet's pool, as a part of 10^18.
    fn swap_tao_weight(netuid: u16) -> u64 = "Swap" / "SwapBalancer";
    /// Whether a subnet's pool is set up.
    fn swap_initialised(netuid: u16) -> bool = "Swap" / "PalSwapInitialized";
    /// TAO beside a subnet's pool that waits for its counterpart.
    fn swap_tao_reservoir(netuid: u16) -> Tao = "Swap" / "BalancerTaoReservoir";
    /// Alpha beside a subnet's pool that waits for its counterpart.
    fn swap_alpha_reservoir(netuid: u16) -> Alpha [of netuid] = "Swap" / "BalancerAlphaReservoir";
}
