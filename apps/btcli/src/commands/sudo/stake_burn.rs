//! `btcli sudo stake-burn`.

use clap::Args;
use serde_json::{Value, json};
use taonet_client::{Tao, calls};

use crate::arguments::{
    AmountOption, NetuidOption, PartialStakeOption, SafeStakingOption, Shared, ToleranceOption,
    WriteOptions,
};
use crate::commands::stake::amounts::{
    acting_coldkey, require_balance, require_minimum, require_started,
};
use crate::commands::stake::price_limit::Tolerance;
use crate::commands::stake::quotes;
use crate::commands::subnets::market::{self, Market};
use crate::dispatch::Run;
use crate::failure::Failure;
use crate::output::{self, Cell, Report, Text};
use crate::session::{Session, SignWith, ss58};

/// Buys alpha of a subnet with TAO and burns it, which supports its price.
#[derive(Args, Debug)]
pub(crate) struct StakeBurn {
    #[command(flatten)]
    netuid: NetuidOption,
    #[command(flatten)]
    amount: AmountOption,
    /// Hotkey that the alpha passes through, by name or address (also --hotkey)
    #[arg(long, alias = "wallet-hotkey-ss58", value_name = "NAME|SS58")]
    hotkey_ss58: Option<String>,
    #[command(flatten)]
    tolerance: ToleranceOption,
    #[command(flatten)]
    safe: SafeStakingOption,
    #[command(flatten)]
    shared: WriteOptions,
}

impl Run for StakeBurn {
    const SHIELDED: bool = true;

    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let partial = PartialStakeOption::default();
        let trade = session.trade(&self.tolerance, &self.safe, &partial)?;
        let netuid = session.ask_netuid(self.netuid.netuid)?;
        let amount = session.ask_amount(self.amount.amount, "Enter the amount of TAO to burn")?;
        let hotkey = match &self.hotkey_ss58 {
            Some(hotkey) => session.named_hotkey_address(hotkey)?,
            None => session.hotkey_address()?,
        };
        if netuid == market::ROOT {
            return Err(Failure::usage(
                "there is no alpha to burn on the root network: give the --netuid of a subnet",
            ));
        }
        let coldkey = acting_coldkey(session)?;
        let state = market::newest(session.chain().await?).await?;
        let market = Market::read(&state).await?;
        let subnet = market.get(netuid)?;
        require_started(&state, netuid).await?;
        require_minimum(&state, amount.rao, amount.rao, "τ")?;
        require_balance(&state, &coldkey, amount.rao, "this").await?;
        let quote = quotes::buy(&state, subnet, amount.rao).await?;
        let tolerance = Tolerance::new(trade.tolerance)?;
        if trade.safe {
            quotes::check_purchase(subnet, &quote, tolerance)?;
        }
        let limit = trade
            .safe
            .then(|| Tao::from_rao(tolerance.above(subnet.price_rao)));
        session.require_confirmation(&format!(
            "Buy about {} of subnet {netuid} for {} through {} and burn it?",
            output::amount(quote.out_rao, subnet.unit(), true),
            output::amount(amount.rao, "τ", true),
            ss58(&hotkey),
        ))?;
        let tao = Tao::from_rao(amount.rao);
        let call = calls::stake::add_stake_burn(&hotkey, netuid, tao, limit);
        let outcome = session.submit(call, SignWith::Coldkey).await?;
        let document = json!({
            "success": true,
            "err_msg": "",
            "extrinsic_identifier": outcome.identifier(),
        });
        let done = format!("Subnet stake burn succeeded on SN{netuid}.");
        let text = Text::from(Cell::good(done)).line(outcome.line());
        Ok(Report::new(document, text))
    }

    fn failed(message: &str) -> Value {
        json!({ "success": false, "err_msg": message, "extrinsic_identifier": null })
    }
}
