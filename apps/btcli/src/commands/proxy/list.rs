//! `btcli proxy list`.

use clap::Args;
use serde_json::{Value, json};

use crate::arguments::{ReadOptions, Shared};
use crate::commands::subnets::market;
use crate::dispatch::Run;
use crate::failure::Failure;
use crate::output::{Column, Report, Table, Text, amount, amount_json};
use crate::session::{Session, ss58};

/// Lists who may act for an account, and what it announced itself.
#[derive(Args, Debug)]
pub(crate) struct List {
    /// Account, if not the wallet's coldkey: an address or a name of the address book
    #[arg(long, aliases = ["coldkey-ss58", "coldkey", "key"], short = 'k', value_name = "SS58|NAME")]
    ss58: Option<String>,
    #[command(flatten)]
    shared: ReadOptions,
}

impl Run for List {
    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let account = match &self.ss58 {
            Some(text) => session.account_or_name(text)?,
            None => session.coldkey_address()?,
        };
        let state = market::newest(session.chain().await?).await?;
        let found = state.proxies(&account).await?;
        let (announced, announced_deposit) = state.announcements(&account).await?;
        let proxies: Vec<Value> = found
            .proxies
            .iter()
            .map(|proxy| {
                json!({
                    "delegate": ss58(&proxy.delegate),
                    "proxy_type": proxy.type_name(),
                    "delay": proxy.delay,
                })
            })
            .collect();
        let announcements: Vec<Value> = announced
            .iter()
            .map(|one| {
                json!({
                    "real": ss58(&one.real),
                    "call_hash": format!("0x{}", hex::encode(one.call_hash)),
                    "block": one.height,
                })
            })
            .collect();
        let document = json!({
            "success": true,
            "account": ss58(&account),
            "proxies": proxies,
            "deposit": amount_json(found.deposit.rao()),
            "announcements": announcements,
            "announcements_deposit": amount_json(announced_deposit.rao()),
        });
        let mut text = Text::new();
        if found.proxies.is_empty() {
            text.push_line(format!("Nobody acts for {}.", ss58(&account)));
        } else {
            let mut table = Table::new([
                Column::left("ACCOUNT THAT MAY ACT"),
                Column::left("TYPE"),
                Column::right("DELAY"),
            ])
            .titled(format!("Proxies of {}", ss58(&account)));
            for proxy in &found.proxies {
                table.push([
                    ss58(&proxy.delegate).into(),
                    proxy.type_name().into(),
                    proxy.delay.into(),
                ]);
            }
            text.push_table(table);
            let deposit = amount(found.deposit.rao(), "τ", true);
            text.push_line(format!("Deposit: {deposit}"));
        }
        if !announced.is_empty() {
            let mut table = Table::new([
                Column::left("FOR"),
                Column::left("CALL"),
                Column::right("BLOCK"),
            ])
            .titled("Announced calls");
            for one in &announced {
                table.push([
                    ss58(&one.real).into(),
                    format!("0x{}", hex::encode(one.call_hash)).into(),
                    one.height.into(),
                ]);
            }
            text.push_table(table);
        }
        Ok(Report::new(document, text))
    }
}
