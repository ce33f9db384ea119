//! `btcli utils latency`.

use std::time::Instant;

use clap::Args;
use serde_json::{Map, Value, json};
use taonet_client::{ChainClient, Network};

use crate::arguments::shared::NetworkOptions;
use crate::arguments::{OutputOptions, Shared};
use crate::dispatch::Run;
use crate::failure::Failure;
use crate::networks;
use crate::output::{Cell, Column, Report, Table, Text};
use crate::session::Session;

/// Requests of which the fastest counts.
const REQUESTS: usize = 5;

/// Connects to networks and asks each a few times for its best block.
#[derive(Args, Debug)]
pub(crate) struct Latency {
    #[command(flatten)]
    network: NetworkOptions,
    #[command(flatten)]
    shared: OutputOptions,
}

/// What was measured, in milliseconds.
struct Measured {
    connect_ms: f64,
    answer_ms: f64,
}

impl Run for Latency {
    fn shared(&self) -> Shared {
        Shared {
            output: self.shared.clone(),
            ..Shared::default()
        }
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let mut names = self.network.network;
        if names.is_empty() {
            names = ["finney", "test", "archive", "latent-lite"]
                .map(str::to_owned)
                .to_vec();
        }
        let mut networks = Vec::new();
        for name in names {
            let network = networks::find(&name)?;
            networks.push((name, network));
        }
        let progress = session.progress("Measuring");
        let measuring = networks.iter().map(|(_, network)| measure(network));
        let found = futures::future::join_all(measuring).await;
        drop(progress);
        let headings = [Column::left("NETWORK"), Column::left("ADDRESS")];
        let numbers = ["CONNECTED AFTER", "ANSWER AFTER"].map(Column::right);
        let mut table = Table::new(headings.into_iter().chain(numbers));
        let mut document = Map::new();
        let mut answered = false;
        for ((name, network), found) in networks.iter().zip(found) {
            let mut row: Vec<Cell> = vec![name.as_str().into(), network.url().into()];
            let entry = match found {
                Ok(Measured {
                    connect_ms,
                    answer_ms,
                }) => {
                    answered = true;
                    row.push(format!("{connect_ms:.1} ms").into());
                    row.push(format!("{answer_ms:.2} ms").into());
                    json!({
                        "url": network.url(), "connect_ms": connect_ms, "latency_ms": answer_ms,
                        "error": null
                    })
                }
                Err(failure) => {
                    row.push(Cell::bad("unreachable"));
                    row.push("".into());
                    json!({
                        "url": network.url(), "connect_ms": null, "latency_ms": null,
                        "error": failure.to_string()
                    })
                }
            };
            table.push(row);
            document.insert(name.clone(), entry);
        }
        let report = Report::new(Value::Object(document), Text::new().table(table));
        Ok(report.with_success(answered))
    }
}

async fn measure(network: &Network) -> Result<Measured, Failure> {
    let begin = Instant::now();
    let chain = ChainClient::connect(network).await?;
    let connect_ms = milliseconds(begin);
    let mut answer_ms = f64::INFINITY;
    for _ in 0..REQUESTS {
        let begin = Instant::now();
        chain.best_block().await?;
        answer_ms = answer_ms.min(milliseconds(begin));
    }
    Ok(Measured {
        connect_ms,
        answer_ms,
    })
}

fn milliseconds(begin: Instant) -> f64 {
    begin.elapsed().as_secs_f64() * 1000.0
}
