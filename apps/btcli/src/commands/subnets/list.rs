//! `btcli subnets list`.

use std::collections::BTreeMap;
use std::time::Duration;

use clap::Args;
use serde_json::{Map, Value, json};
use taonet_client::StateAt;

use super::fields;
use super::live;
use super::market::{self, Market, ROOT, Subnet};
use crate::arguments::{ReadOptions, Shared};
use crate::dispatch::Run;
use crate::failure::Failure;
use crate::output::{self, Cell, Column, Report, Table, Text};
use crate::session::Session;

/// Lists all subnets with their pools and prices.
#[derive(Args, Debug)]
pub(crate) struct List {
    /// Show it again after every block until Ctrl-C
    #[arg(long)]
    live: bool,
    #[command(flatten)]
    shared: ReadOptions,
}

impl Run for List {
    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let chain = session.chain().await?;
        loop {
            let state = market::newest(chain).await?;
            let listing = Listing::read(&state).await?;
            let network = session.network_name()?;
            let text = listing.text(&network, session.is_verbose());
            let report = Report::new(listing.document(), text);
            if !self.live || session.is_json() {
                return Ok(report);
            }
            live::show(&report, Duration::from_secs(12)).await?;
        }
    }
}

/// All subnets and what the list adds to them.
struct Listing {
    market: Market,
    mechanisms: BTreeMap<u16, u64>,
    /// Moving average of TAO that flows in per block, where the chain keeps one, in rao.
    flows: BTreeMap<u16, f64>,
    block: u32,
}

/// Bits behind the point of a moving average.
const FLOW_FRACTION_BITS: i32 = 64;

impl Listing {
    async fn read(state: &StateAt) -> Result<Self, Failure> {
        let market = Market::read(state);
        let mechanisms = state.storage_map_json("SubtensorModule", "MechanismCountCurrent", &[]);
        let flows = state.storage_map_json("SubtensorModule", "SubnetEmaTaoFlow", &[]);
        let (market, mechanisms, flows) = futures::join!(market, mechanisms, flows);
        let netuid = |keys: &[Value]| keys.first().map(fields::short).unwrap_or_default();
        Ok(Self {
            market: market?,
            mechanisms: mechanisms?
                .iter()
                .map(|(keys, count)| (netuid(keys), fields::number(count)))
                .collect(),
            // Chains before the moving average have no such item.
            flows: flows
                .unwrap_or_default()
                .iter()
                .map(|(keys, flow)| {
                    let average = fields::fixed(fields::item(flow, 1), FLOW_FRACTION_BITS);
                    (netuid(keys), average)
                })
                .collect(),
            block: state.block_number(),
        })
    }

    /// The root network, then the others by what they are worth.
    fn sorted(&self) -> Vec<&Subnet> {
        let mut subnets: Vec<&Subnet> = self.market.subnets().collect();
        subnets.sort_by_key(|subnet| {
            let worth = std::cmp::Reverse(subnet.market_cap_rao());
            (subnet.netuid != ROOT, worth, subnet.netuid)
        });
        subnets
    }

    fn sum(&self, of: impl Fn(&Subnet) -> u64) -> u64 {
        self.market
            .subnets()
            .filter(|subnet| subnet.netuid != ROOT)
            .fold(0, |sum: u64, subnet| sum.saturating_add(of(subnet)))
    }

    fn flow_tao(&self, netuid: u16) -> Option<f64> {
        self.flows.get(&netuid).map(|rao| rao / 1e9)
    }

    fn mechanism_count(&self, netuid: u16) -> u64 {
        self.mechanisms.get(&netuid).copied().unwrap_or(1)
    }

    /// TAO in pools as a part of what all blocks so far could have brought, in percent.
    #[allow(clippy::cast_precision_loss, reason = "a percentage for people")]
    fn emission_percentage(&self, emitted_rao: u64) -> f64 {
        if self.block == 0 {
            return 0.0;
        }
        emitted_rao as f64 / 1e9 / f64::from(self.block) * 100.0
    }

    fn document(&self) -> Value {
        let emitted = self.sum(|subnet| subnet.tao_in_rao);
        let rates = self.sum(|subnet| subnet.price_rao);
        let subnets: Map<String, Value> = self
            .sorted()
            .into_iter()
            .map(|subnet| (subnet.netuid.to_string(), self.entry(subnet)))
            .collect();
        json!({
            "total_tao_emitted": output::amount_json(emitted),
            "total_emissions": output::amount_json(self.sum(|subnet| subnet.emission_rao)),
            "total_rate": output::amount_json(rates.saturating_add(market::RAO_PER_TOKEN)),
            "total_netuids": self.market.len(),
            "emission_percentage": self.emission_percentage(emitted),
            "total_tao_flow_ema": self.flows.values().sum::<f64>() / 1e9,
            "subnets": subnets,
        })
    }

    fn entry(&self, subnet: &Subnet) -> Value {
        let is_root = subnet.netuid == ROOT;
        let unless_root = |value: Value| if is_root { Value::Null } else { value };
        json!({
            "netuid": subnet.netuid,
            "subnet_name": subnet.name,
            "price": output::amount_json(subnet.price_rao),
            "market_cap": output::amount_json(subnet.market_cap_rao()),
            "emission": output::amount_json(subnet.emission_rao),
            "tao_flow_ema": output::optional_json(self.flow_tao(subnet.netuid)),
            "liquidity": {
                "tao_in": unless_root(output::amount_json(subnet.tao_in_rao)),
                "alpha_in": unless_root(output::amount_json(subnet.alpha_in_rao)),
            },
            "alpha_out": unless_root(output::amount_json(subnet.alpha_out_rao)),
            "supply": output::amount_json(subnet.supply_rao()),
            "tempo": {
                "blocks_since_last_step": unless_root(json!(subnet.blocks_since_last_step)),
                "sn_tempo": unless_root(json!(subnet.tempo_blocks)),
            },
            "mechanisms": self.mechanism_count(subnet.netuid),
        })
    }

    fn text(&self, network: &str, verbose: bool) -> Text {
        let mut table = Table::new([
            Column::right("NETUID"),
            Column::left("NAME"),
            Column::right("PRICE τ/α"),
            Column::right("MARKET CAP"),
            Column::right("EMISSION"),
            Column::right("INFLOW EMA"),
            Column::right("POOL τ"),
            Column::right("POOL α"),
            Column::right("STAKED"),
            Column::right("SUPPLY"),
            Column::right("TEMPO"),
            Column::right("MECH"),
        ])
        .titled(format!("Subnets of {network} at block {}", self.block));
        for subnet in self.sorted() {
            table.push(self.cells(subnet, verbose));
        }
        let emitted = self.sum(|subnet| subnet.tao_in_rao);
        let emission = self.sum(|subnet| subnet.emission_rao);
        let empty = || Cell::from("");
        let footer = [
            self.market.len().into(),
            Cell::strong("total"),
            output::price(self.sum(|subnet| subnet.price_rao)).into(),
            empty(),
            output::amount(emission, "τ", verbose).into(),
            empty(),
            output::amount(emitted, "τ", verbose).into(),
        ];
        Text::new().table(table.footer(footer))
    }

    fn cells(&self, subnet: &Subnet, verbose: bool) -> [Cell; 12] {
        let is_root = subnet.netuid == ROOT;
        let unless_root = |text: String| match is_root {
            true => Cell::faint("-"),
            false => Cell::from(text),
        };
        let unit = subnet.unit();
        let flow = self.flow_tao(subnet.netuid);
        [
            subnet.netuid.into(),
            format!("{unit} {}", subnet.name).into(),
            output::price(subnet.price_rao).into(),
            output::amount(subnet.market_cap_rao(), "τ", verbose).into(),
            output::amount(subnet.emission_rao, "τ", verbose).into(),
            flow.map_or_else(|| Cell::faint("-"), |flow| format!("τ {flow:.4}").into()),
            unless_root(output::amount(subnet.tao_in_rao, "τ", verbose)),
            unless_root(output::amount(subnet.alpha_in_rao, unit, verbose)),
            match is_root {
                true => output::amount(subnet.tao_in_rao, "τ", verbose).into(),
                false => output::amount(subnet.alpha_out_rao, unit, verbose).into(),
            },
            output::amount(subnet.supply_rao(), unit, verbose).into(),
            unless_root(format!(
                "{}/{}",
                subnet.blocks_since_last_step, subnet.tempo_blocks
            )),
            self.mechanism_count(subnet.netuid).into(),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listing() -> Listing {
        let root = Subnet {
            netuid: 0,
            name: "root".into(),
            price_rao: 1_000_000_000,
            tao_in_rao: 1_000_000_000_000,
            ..Subnet::default()
        };
        let two = Subnet {
            netuid: 2,
            name: "x".into(),
            symbol: "β".into(),
            price_rao: 2_149_665_377,
            tao_in_rao: 1_466_173_720_173,
            alpha_in_rao: 682_047_417_878,
            alpha_out_rao: 363_076_885_298,
            tempo_blocks: 10,
            blocks_since_last_step: 3,
            ..Subnet::default()
        };
        Listing {
            market: Market::of([root, two]),
            mechanisms: BTreeMap::from([(2, 1)]),
            flows: BTreeMap::new(),
            block: 56,
        }
    }

    #[test]
    fn the_document_tells_pools_and_totals() {
        let document = listing().document();
        assert_eq!(document["total_netuids"], 2);
        assert_eq!(document["total_rate"], json!(3.149665377));
        assert_eq!(document["total_tao_emitted"], json!(1466.173720173));
        let root = &document["subnets"]["0"];
        assert_eq!(
            root["liquidity"],
            json!({ "tao_in": null, "alpha_in": null })
        );
        assert_eq!(root["market_cap"], json!(1000.0));
        assert_eq!(root["tempo"]["sn_tempo"], Value::Null);
        let two = &document["subnets"]["2"];
        assert_eq!(two["supply"], json!(1045.124303176));
        assert_eq!(
            two["tempo"],
            json!({ "blocks_since_last_step": 3, "sn_tempo": 10 })
        );
        assert_eq!(two["tao_flow_ema"], Value::Null);
    }

    #[test]
    fn the_root_network_comes_first() {
        let order: Vec<u16> = listing().sorted().iter().map(|s| s.netuid).collect();
        assert_eq!(order, [0, 2]);
    }
}
