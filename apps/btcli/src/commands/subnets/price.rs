//! `btcli subnets price`.

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::Args;
use serde_json::{Map, Value, json};
use taonet_client::{BlockRef, ChainClient};

use super::fields;
use super::market::{self, Market, ROOT, Subnet};
use crate::arguments::{NetuidsOption, ReadOptions, Shared};
use crate::dispatch::Run;
use crate::failure::Failure;
use crate::output::{self, Column, Report, Table, Text};
use crate::session::Session;

/// Most prices of one subnet.
const POINTS: u32 = 60;

/// Shows prices of alpha, now and over the last hours.
#[derive(Args, Debug)]
pub(crate) struct Price {
    #[command(flatten)]
    netuids: NetuidsOption,
    /// All subnets
    #[arg(long, alias = "all")]
    all_netuids: bool,
    /// Hours to look back
    #[arg(long, alias = "interval", default_value_t = 4, value_name = "HOURS")]
    interval_hours: u32,
    /// Only the present price
    #[arg(long)]
    current: bool,
    /// Draw powers of ten at equal distances
    #[arg(long, alias = "log")]
    log_scale: bool,
    /// Write the prices to a page for a browser
    #[arg(long)]
    html: bool,
    #[command(flatten)]
    shared: ReadOptions,
}

impl Run for Price {
    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let mut netuids = self.netuids.netuids.clone();
        if netuids.is_empty() && !self.all_netuids {
            netuids.push(session.ask_netuid(None)?);
        }
        let chain = session.chain().await?;
        let state = market::newest(chain).await?;
        let market = Market::read(&state).await?;
        if self.all_netuids {
            let all = market.subnets().map(|subnet| subnet.netuid);
            netuids = all.filter(|netuid| *netuid != ROOT).collect();
        }
        let subnets = netuids
            .iter()
            .map(|netuid| market.get(*netuid))
            .collect::<Result<Vec<&Subnet>, Failure>>()?;
        let histories = if self.current {
            vec![Vec::new(); subnets.len()]
        } else {
            let _progress = session.progress("Reading earlier prices");
            let blocks = blocks(chain, state.block_number(), self.interval_hours).await?;
            history(chain, &netuids, &blocks).await?
        };
        let charts: Vec<Chart<'_>> = subnets
            .into_iter()
            .zip(histories)
            .map(|(subnet, prices_rao)| Chart { subnet, prices_rao })
            .collect();
        let document: Map<String, Value> = charts
            .iter()
            .map(|chart| {
                (
                    chart.subnet.netuid.to_string(),
                    chart.document(self.current),
                )
            })
            .collect();
        let mut text = self.text(&charts, session.is_verbose());
        if self.html {
            let path = write_page(&page(&charts, self.log_scale))?;
            text.push_line(format!("Written to {}.", path.display()));
        }
        Ok(Report::new(document.into(), text))
    }
}

impl Price {
    fn text(&self, charts: &[Chart<'_>], verbose: bool) -> Text {
        let mut text = Text::new();
        let mut table = Table::new([
            Column::right("NETUID"),
            Column::left("NAME"),
            Column::right("PRICE τ"),
            Column::right("LOW"),
            Column::right("HIGH"),
            Column::right("CHANGE"),
            Column::right("SUPPLY"),
            Column::right("MARKET CAP"),
            Column::right("EMISSION"),
            Column::right("STAKED"),
        ]);
        for chart in charts {
            let subnet = chart.subnet;
            let of_history = |rao: Option<u64>| rao.map_or_else(|| "-".to_owned(), output::price);
            table.push([
                subnet.netuid.into(),
                format!("{} {}", subnet.unit(), subnet.name).into(),
                output::price(subnet.price_rao).into(),
                of_history(chart.prices_rao.iter().min().copied()).into(),
                of_history(chart.prices_rao.iter().max().copied()).into(),
                chart
                    .change_percent()
                    .map_or_else(|| "-".to_owned(), |change| format!("{change:+.2}%"))
                    .into(),
                output::amount(subnet.supply_rao(), subnet.unit(), verbose).into(),
                output::amount(subnet.market_cap_rao(), "τ", verbose).into(),
                output::amount(subnet.emission_rao, "τ", verbose).into(),
                output::amount(subnet.alpha_out_rao, subnet.unit(), verbose).into(),
            ]);
            if !chart.prices_rao.is_empty() {
                let line = sparkline(&chart.prices_rao, self.log_scale);
                text.push_line(format!("{:>5} {line}", subnet.netuid));
            }
        }
        text.table(table)
    }
}

/// A subnet and its prices, the oldest first.
struct Chart<'a> {
    subnet: &'a Subnet,
    prices_rao: Vec<u64>,
}

impl Chart<'_> {
    #[allow(clippy::cast_precision_loss, reason = "a percentage")]
    fn change_percent(&self) -> Option<f64> {
        let first = *self.prices_rao.first().filter(|first| **first > 0)?;
        let last = *self.prices_rao.last()?;
        Some((last as f64 - first as f64) / first as f64 * 100.0)
    }

    fn document(&self, only_current: bool) -> Value {
        let subnet = self.subnet;
        let mut stats = json!({
            "current_price": output::amount_json(subnet.price_rao),
            "supply": output::amount_json(subnet.supply_rao()),
            "market_cap": output::amount_json(subnet.market_cap_rao()),
            "emission": output::amount_json(subnet.emission_rao),
            "stake": output::amount_json(subnet.alpha_out_rao),
            "symbol": subnet.symbol,
            "name": subnet.name,
        });
        if only_current {
            return json!({ "stats": stats });
        }
        let tokens = |rao: Option<&u64>| rao.map_or(Value::Null, |rao| output::amount_json(*rao));
        if let Value::Object(stats) = &mut stats {
            let prices = &self.prices_rao;
            stats.insert("high".to_owned(), tokens(prices.iter().max()));
            stats.insert("low".to_owned(), tokens(prices.iter().min()));
            let change = output::optional_json(self.change_percent());
            stats.insert("change_pct".to_owned(), change);
        }
        let prices: Vec<Value> = self
            .prices_rao
            .iter()
            .map(|rao| output::amount_json(*rao))
            .collect();
        json!({ "prices": prices, "stats": stats })
    }
}

/// Blocks at which to look, the oldest first, the newest last.
async fn blocks(chain: &ChainClient, newest: u32, hours: u32) -> Result<Vec<u32>, Failure> {
    let slot_ms = chain.slot_duration_ms().await?.max(1);
    let back = u64::from(hours) * 3_600_000 / slot_ms;
    let back = u32::try_from(back).unwrap_or(u32::MAX);
    Ok(evenly(newest, back))
}

/// Up to [`POINTS`] heights from `newest - back` to `newest`, at equal distances.
fn evenly(newest: u32, back: u32) -> Vec<u32> {
    // Block 0 has no prices that anybody traded at.
    let oldest = newest.saturating_sub(back).max(1);
    let step = ((newest.saturating_sub(oldest)) / POINTS).max(1);
    let mut blocks: Vec<u32> = std::iter::successors(Some(newest), |block| block.checked_sub(step))
        .take_while(|block| *block >= oldest)
        .collect();
    blocks.reverse();
    blocks
}

/// Prices of each subnet at each block that the node still has.
async fn history(
    chain: &ChainClient,
    netuids: &[u16],
    blocks: &[u32],
) -> Result<Vec<Vec<u64>>, Failure> {
    let mut histories = vec![Vec::new(); netuids.len()];
    for block in blocks {
        // A node keeps some states only: what it dropped is left out.
        let Ok(state) = chain.at(BlockRef::Number(*block)).await else {
            continue;
        };
        let all = state.runtime_json("SwapRuntimeApi", "current_alpha_price_all", &[]);
        let Ok(prices) = all.await else { continue };
        for entry in fields::items(&prices) {
            let netuid = fields::short(&entry["netuid"]);
            let places = netuids.iter().zip(&mut histories);
            for (_, history) in places.filter(|(wanted, _)| **wanted == netuid) {
                history.push(fields::number(&entry["price"]));
            }
        }
    }
    Ok(histories)
}

/// Prices between 0 and 1.
#[allow(clippy::cast_precision_loss, reason = "a drawing")]
fn heights(prices_rao: &[u64], log_scale: bool) -> Vec<f64> {
    let scaled: Vec<f64> = prices_rao
        .iter()
        .map(|rao| match log_scale {
            true => ((*rao).max(1) as f64).ln(),
            false => *rao as f64,
        })
        .collect();
    let low = scaled.iter().copied().fold(f64::INFINITY, f64::min);
    let high = scaled.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let range = high - low;
    scaled
        .iter()
        .map(|price| match range > 0.0 {
            true => (price - low) / range,
            false => 0.5,
        })
        .collect()
}

fn sparkline(prices_rao: &[u64], log_scale: bool) -> String {
    const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    heights(prices_rao, log_scale)
        .into_iter()
        .map(|height| {
            #[allow(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "between 0 and 7"
            )]
            let place = (height * 7.0).round() as usize;
            BARS.get(place).copied().unwrap_or('█')
        })
        .collect()
}

/// A page that needs nothing else.
fn page(charts: &[Chart<'_>], log_scale: bool) -> String {
    let mut body = String::new();
    for chart in charts {
        let subnet = chart.subnet;
        let heights = heights(&chart.prices_rao, log_scale);
        let last = heights.len().saturating_sub(1).max(1);
        let mut points = String::new();
        #[allow(clippy::cast_precision_loss, reason = "a drawing")]
        for (place, height) in heights.iter().enumerate() {
            let x = place as f64 / last as f64 * 800.0;
            let y = 190.0 - height * 180.0;
            let _ = write!(points, "{x:.1},{y:.1} ");
        }
        let _ = write!(
            body,
            "<h2>Subnet {} &mdash; {} {}</h2><p>{} &tau;</p>\
             <svg viewBox=\"0 0 800 200\" role=\"img\"><polyline points=\"{}\"/></svg>",
            subnet.netuid,
            escape(&subnet.symbol),
            escape(&subnet.name),
            output::price(subnet.price_rao),
            points.trim_end(),
        );
    }
    format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Prices of alpha</title>\
         <style>body{{font-family:sans-serif;margin:2em;max-width:60em}}svg{{width:100%;\
         background:#f6f6f6}}polyline{{fill:none;stroke:#07b;stroke-width:2}}</style>{body}</html>\n"
    )
}

/// Names are anybody's text.
fn escape(text: &str) -> String {
    text.chars()
        .map(|character| match character {
            '<' => "&lt;".to_owned(),
            '>' => "&gt;".to_owned(),
            '&' => "&amp;".to_owned(),
            '"' => "&quot;".to_owned(),
            other => other.to_string(),
        })
        .collect()
}

/// Writes the page into the present folder.
fn write_page(page: &str) -> Result<PathBuf, Failure> {
    let path = std::env::current_dir()?.join("subnet-prices.html");
    std::fs::write(&path, page).map_err(|error| {
        Failure::failed(format!(
            "cannot write {}: {error}; change to a folder that you may write to",
            path.display()
        ))
    })?;
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn subnet() -> Subnet {
        Subnet {
            netuid: 2,
            name: "<x>".into(),
            symbol: "β".into(),
            price_rao: 2_000_000_000,
            alpha_in_rao: 5_000_000_000,
            alpha_out_rao: 5_000_000_000,
            ..Subnet::default()
        }
    }

    #[test]
    fn only_the_present_price_has_no_history() {
        let subnet = subnet();
        let chart = Chart {
            subnet: &subnet,
            prices_rao: vec![1_000_000_000, 3_000_000_000, 2_000_000_000],
        };
        let current = chart.document(true);
        assert_eq!(current["prices"], Value::Null);
        assert_eq!(current["stats"]["current_price"], json!(2.0));
        assert_eq!(current["stats"]["market_cap"], json!(20.0));
        let full = chart.document(false);
        assert_eq!(full["prices"], json!([1.0, 3.0, 2.0]));
        assert_eq!(full["stats"]["high"], json!(3.0));
        assert_eq!(full["stats"]["low"], json!(1.0));
        assert_eq!(full["stats"]["change_pct"], json!(100.0));
    }

    #[test]
    fn blocks_are_spread_over_the_interval() {
        assert_eq!(evenly(5, 100), [1, 2, 3, 4, 5]);
        let blocks = evenly(100_000, 1_200);
        assert_eq!(blocks.first(), Some(&98_800));
        assert_eq!(blocks.last(), Some(&100_000));
        assert_eq!(blocks.len(), 61);
        assert_eq!(evenly(0, 10), [] as [u32; 0]);
    }

    #[test]
    fn prices_are_drawn_from_low_to_high() {
        assert_eq!(sparkline(&[1, 2, 8], false), "▁▂█");
        assert_eq!(sparkline(&[1, 10, 100], true), "▁▅█");
        assert_eq!(sparkline(&[5, 5], false), "▅▅");
    }

    #[test]
    fn names_cannot_write_into_the_page() {
        let subnet = subnet();
        let charts = [Chart {
            subnet: &subnet,
            prices_rao: vec![1, 2],
        }];
        let page = page(&charts, false);
        assert!(page.contains("&lt;x&gt;") && !page.contains("<x>"));
        assert!(page.contains("0.0,190.0 800.0,10.0"));
    }
}
