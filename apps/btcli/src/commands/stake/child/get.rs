//! `btcli stake child get`.

use std::collections::BTreeMap;

use clap::Args;
use serde_json::{Map, Value, json};
use taonet_client::StateAt;

use crate::arguments::{NetuidOption, ReadOptions, Shared};
use crate::commands::stake::proportions::{of_proportion, of_take};
use crate::commands::subnets::{fields, market};
use crate::dispatch::Run;
use crate::failure::Failure;
use crate::output::{self, Cell, Column, Report, Table, Text};
use crate::session::{Session, ss58};

/// Shows the children of a hotkey, and what will replace them.
#[derive(Args, Debug)]
pub(crate) struct Get {
    #[command(flatten)]
    netuid: NetuidOption,
    /// All subnets
    #[arg(long, aliases = ["all", "allnetuids"], conflicts_with = "netuid")]
    all_netuids: bool,
    #[command(flatten)]
    shared: ReadOptions,
}

/// A child and its share of the parent's stake.
type Children = Vec<(u64, String)>;

impl Run for Get {
    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let hotkey = ss58(&session.hotkey_address()?);
        let netuid = match self.all_netuids {
            true => None,
            false => Some(session.ask_netuid(self.netuid.netuid)?),
        };
        let state = market::newest(session.chain().await?).await?;
        if let Some(netuid) = netuid {
            market::require_subnet(&state, netuid).await?;
        }
        let children = children(&state, &hotkey, netuid).await?;
        let mut table = Table::new([
            Column::right("NETUID"),
            Column::left("CHILD"),
            Column::right("SHARE"),
            Column::right("TAKE"),
        ])
        .titled(format!("Children of {hotkey}"));
        let mut document = Map::new();
        for (netuid, of_subnet) in &children {
            let mut shares = Map::new();
            for (share, child) in of_subnet {
                let take = state
                    .storage_json(
                        "SubtensorModule",
                        "ChildkeyTake",
                        &[json!(child), json!(netuid)],
                    )
                    .await?;
                table.push([
                    (*netuid).into(),
                    child.as_str().into(),
                    output::percent(of_proportion(*share)).into(),
                    output::percent(of_take(fields::short(&take))).into(),
                ]);
                shares.insert(child.clone(), json!(share));
            }
            document.insert(netuid.to_string(), shares.into());
        }
        let mut text = Text::new();
        if children.is_empty() {
            text.push_line(format!("{hotkey} has no children there."));
        } else {
            text.push_table(table);
        }
        for line in pending(&state, &hotkey, netuid).await? {
            text.push_line(Cell::notable(line));
        }
        Ok(Report::new(Value::Object(document), text))
    }
}

/// Children of a hotkey, by subnet; subnets without any are left out.
pub(super) async fn children(
    state: &StateAt,
    hotkey: &str,
    netuid: Option<u16>,
) -> Result<BTreeMap<u16, Children>, Failure> {
    let found = match netuid {
        Some(netuid) => {
            let keys = [json!(hotkey), json!(netuid)];
            let children = state
                .storage_json("SubtensorModule", "ChildKeys", &keys)
                .await?;
            vec![(netuid, children)]
        }
        None => state
            .storage_map_json("SubtensorModule", "ChildKeys", &[json!(hotkey)])
            .await?
            .into_iter()
            .map(|(keys, children)| {
                (
                    fields::short(keys.first().unwrap_or(&Value::Null)),
                    children,
                )
            })
            .collect(),
    };
    Ok(found
        .iter()
        .map(|(netuid, children)| (*netuid, read(children)))
        .filter(|(_, children)| !children.is_empty())
        .collect())
}

fn read(children: &Value) -> Children {
    fields::items(children)
        .iter()
        .map(|entry| {
            let share = fields::number(fields::item(entry, 0));
            (share, fields::address(fields::item(entry, 1)))
        })
        .collect()
}

/// What was asked for and does not count yet.
async fn pending(
    state: &StateAt,
    hotkey: &str,
    netuid: Option<u16>,
) -> Result<Vec<String>, Failure> {
    let netuids = match netuid {
        Some(netuid) => vec![netuid],
        None => market::netuids(state).await?,
    };
    let mut lines = Vec::new();
    for netuid in netuids {
        let keys = [json!(netuid), json!(hotkey)];
        let waiting = state
            .storage_json("SubtensorModule", "PendingChildKeys", &keys)
            .await?;
        let block = fields::number(fields::item(&waiting, 1));
        if block == 0 {
            continue;
        }
        let children = read(fields::item(&waiting, 0));
        let shares: Vec<String> = children
            .iter()
            .map(|(share, child)| format!("{child} {}", output::percent(of_proportion(*share))))
            .collect();
        let shares = match shares.is_empty() {
            true => "no children".to_owned(),
            false => shares.join(", "),
        };
        lines.push(format!(
            "Subnet {netuid}, at the first epoch after block {block}: {shares}"
        ));
    }
    Ok(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn children_are_read_with_their_shares() {
        let children = read(&json!([[4_611_686_018_427_387_904_u64, "5A"], ["7", "5B"]]));
        assert_eq!(
            children,
            [
                (4_611_686_018_427_387_904, "5A".to_owned()),
                (7, "5B".to_owned())
            ]
        );
        assert!(read(&Value::Null).is_empty());
    }
}
