//! `btcli subnets show`.

use std::collections::HashMap;

use clap::Args;
use serde_json::{Value, json};
use taonet_client::StateAt;

use super::fields;
use super::identities;
use super::market::{self, Market, ROOT, Subnet};
use crate::arguments::{NetuidOption, ReadOptions, Shared};
use crate::dispatch::Run;
use crate::failure::Failure;
use crate::output::{self, Cell, Column, Report, Table, Text};
use crate::session::Session;

/// Shows a subnet and its neurons.
#[derive(Args, Debug)]
pub(crate) struct Show {
    #[command(flatten)]
    netuid: NetuidOption,
    /// The same as --netuid
    #[arg(value_name = "NETUID", conflicts_with = "netuid")]
    number: Option<u16>,
    /// Mechanism of the subnet
    #[arg(long, aliases = ["mech-id", "mechanism-id"], default_value_t = 0)]
    mechid: u8,
    /// Sort the neurons by UID instead of by stake
    #[arg(long)]
    sort: bool,
    #[command(flatten)]
    shared: ReadOptions,
}

impl Run for Show {
    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let netuid = session.ask_netuid(self.netuid.netuid.or(self.number))?;
        let state = market::newest(session.chain().await?).await?;
        let mut view = View::read(&state, netuid, self.mechid).await?;
        view.sort(self.sort);
        let text = view.text(&session.network_name()?, session.is_verbose());
        Ok(Report::new(view.document(), text))
    }
}

/// A subnet with its neurons.
struct View {
    subnet: Subnet,
    mechid: u8,
    mechanism_count: u64,
    owner_identity: String,
    registration_cost_rao: u64,
    neurons: Vec<Neuron>,
}

/// A neuron, as the view shows it. Fractions are of one.
#[derive(Clone, Debug, PartialEq)]
struct Neuron {
    uid: usize,
    stake_rao: u64,
    alpha_stake_rao: u64,
    tao_stake_rao: u64,
    dividends: f64,
    incentive: f64,
    emission_rao: u64,
    hotkey: String,
    coldkey: String,
    identity: String,
    is_owner: bool,
    claim_type: Option<&'static str>,
    claim_type_subnets: Option<Vec<u64>>,
}

impl View {
    async fn read(state: &StateAt, netuid: u16, mechid: u8) -> Result<Self, Failure> {
        let market = Market::read(state).await?;
        let subnet = market.get(netuid)?.clone();
        let count = state
            .storage_json("SubtensorModule", "MechanismCountCurrent", &[json!(netuid)])
            .await?;
        let mechanism_count = fields::number(&count).max(1);
        if u64::from(mechid) >= mechanism_count {
            return Err(Failure::failed(format!(
                "Subnet {netuid} has {mechanism_count} mechanisms, numbered from 0, so there is no \
                 mechanism {mechid}: choose another --mechid"
            )));
        }
        let metagraph = state
            .runtime_json(
                "SubnetInfoRuntimeApi",
                "get_mechagraph",
                &[json!(netuid), json!(mechid)],
            )
            .await?;
        if metagraph.is_null() {
            return Err(market::no_such_subnet(netuid));
        }
        let names = identities::all(state).await?;
        let claims = claim_types(state).await?;
        let neurons = neurons(&metagraph, &subnet, &names, &claims);
        Ok(Self {
            owner_identity: names
                .get(&subnet.owner_coldkey)
                .cloned()
                .unwrap_or_default(),
            registration_cost_rao: fields::number(fields::member(&metagraph, "burn")),
            subnet,
            mechid,
            mechanism_count,
            neurons,
        })
    }

    /// By UID; or the owner's neurons first, and then by stake.
    fn sort(&mut self, by_uid: bool) {
        if by_uid {
            self.neurons.sort_by_key(|neuron| neuron.uid);
        } else {
            self.neurons.sort_by_key(|neuron| {
                let stake = std::cmp::Reverse(neuron.stake_rao);
                (!neuron.is_owner, stake, neuron.uid)
            });
        }
    }

    fn document(&self) -> Value {
        let uids: Vec<Value> = self.neurons.iter().map(Neuron::document).collect();
        json!({
            "netuid": self.subnet.netuid,
            "mechanism_id": self.mechid,
            "mechanism_count": self.mechanism_count,
            "name": self.subnet.name,
            "owner": self.subnet.owner_coldkey,
            "owner_identity": self.owner_identity,
            "rate": output::amount_json(self.subnet.price_rao),
            "emission": output::amount_json(self.subnet.emission_rao),
            "tao_pool": output::amount_json(self.subnet.tao_in_rao),
            "alpha_pool": output::amount_json(self.subnet.alpha_in_rao),
            "tempo": {
                "block_since_last_step": self.subnet.blocks_since_last_step,
                "tempo": self.subnet.tempo_blocks,
            },
            "registration_cost": output::amount_json(self.registration_cost_rao),
            "uids": uids,
        })
    }

    fn text(&self, network: &str, verbose: bool) -> Text {
        let subnet = &self.subnet;
        let unit = subnet.unit();
        let mut table = Table::new([
            Column::right("UID"),
            Column::right(format!("STAKE {unit}")),
            Column::right(format!("ALPHA {unit}")),
            Column::right("TAO τ"),
            Column::right("DIVIDENDS"),
            Column::right("INCENTIVE"),
            Column::right("EMISSION"),
            Column::left("HOTKEY"),
            Column::left("COLDKEY"),
            Column::left("IDENTITY"),
            Column::left("CLAIM"),
        ])
        .titled(format!(
            "Subnet {}: {} on {network}, mechanism {}",
            subnet.netuid, subnet.name, self.mechid
        ));
        for neuron in &self.neurons {
            table.push(neuron.cells(unit, verbose));
        }
        let sum = |of: fn(&Neuron) -> u64| {
            let sum = self
                .neurons
                .iter()
                .fold(0, |sum: u64, neuron| sum.saturating_add(of(neuron)));
            Cell::strong(output::amount(sum, unit, verbose))
        };
        let table = table.footer([
            self.neurons.len().into(),
            sum(|neuron| neuron.stake_rao),
            sum(|neuron| neuron.alpha_stake_rao),
        ]);
        let owner = match self.owner_identity.is_empty() {
            true => subnet.owner_coldkey.clone(),
            false => format!("{} ({})", subnet.owner_coldkey, self.owner_identity),
        };
        let tao = |rao| output::amount(rao, "τ", verbose);
        Text::new()
            .table(table)
            .line(format!("Owner              {owner}"))
            .line(format!("Mechanisms         {}", self.mechanism_count))
            .line(format!(
                "Price              {} τ/{unit}",
                output::price(subnet.price_rao)
            ))
            .line(format!("Emission           {}", tao(subnet.emission_rao)))
            .line(format!("Pool               {}", tao(subnet.tao_in_rao)))
            .line(format!(
                "                   {}",
                output::amount(subnet.alpha_in_rao, unit, verbose)
            ))
            .line(format!(
                "Tempo              {}/{}",
                subnet.blocks_since_last_step, subnet.tempo_blocks
            ))
            .line(format!(
                "Registration cost  {}",
                tao(self.registration_cost_rao)
            ))
    }
}

impl Neuron {
    fn document(&self) -> Value {
        json!({
            "uid": self.uid,
            "stake": output::amount_json(self.stake_rao),
            "alpha_stake": output::amount_json(self.alpha_stake_rao),
            "tao_stake": output::amount_json(self.tao_stake_rao),
            "dividends": self.dividends,
            "incentive": self.incentive,
            "emissions": output::amount_json(self.emission_rao),
            "hotkey": self.hotkey,
            "coldkey": self.coldkey,
            "identity": self.identity,
            "claim_type": self.claim_type,
            "claim_type_subnets": self.claim_type_subnets,
        })
    }

    fn cells(&self, unit: &str, verbose: bool) -> [Cell; 11] {
        let address = |address: &str| match verbose {
            true => address.to_owned(),
            false => output::short_address(address),
        };
        let identity = match self.is_owner {
            true => Cell::good(self.identity.as_str()),
            false => Cell::from(self.identity.as_str()),
        };
        [
            self.uid.into(),
            output::amount(self.stake_rao, unit, verbose).into(),
            output::amount(self.alpha_stake_rao, unit, verbose).into(),
            output::amount(self.tao_stake_rao, "τ", verbose).into(),
            format!("{:.6}", self.dividends).into(),
            format!("{:.6}", self.incentive).into(),
            output::amount(self.emission_rao, unit, verbose).into(),
            address(&self.hotkey).into(),
            address(&self.coldkey).into(),
            identity,
            self.claim_type.unwrap_or("-").into(),
        ]
    }
}

/// What each coldkey that chose does with its root dividends.
type ClaimTypes = HashMap<String, Value>;

async fn claim_types(state: &StateAt) -> Result<ClaimTypes, Failure> {
    let entries = state
        .storage_map_json("SubtensorModule", "RootClaimType", &[])
        .await
        // Chains before root claims have no such item.
        .unwrap_or_default();
    Ok(entries
        .into_iter()
        .filter_map(|(keys, kind)| Some((keys.first().map(fields::address)?, kind)))
        .collect())
}

fn claim_type(claim: Option<&Value>) -> (&'static str, Option<Vec<u64>>) {
    match claim {
        Some(Value::String(kind)) if kind == "Keep" => ("Keep", None),
        Some(Value::Object(kind)) => {
            let subnets = kind.get("KeepSubnets").map(|content| {
                let subnets = content.get("subnets").unwrap_or(content);
                fields::items(subnets).iter().map(fields::number).collect()
            });
            ("KeepSubnets", subnets)
        }
        _ => ("Swap", None),
    }
}

fn neurons(
    metagraph: &Value,
    subnet: &Subnet,
    names: &HashMap<String, String>,
    claims: &ClaimTypes,
) -> Vec<Neuron> {
    let share = |list: &Value, uid: usize| {
        let parts = fields::number(fields::item(list, uid));
        f64::from(u16::try_from(parts).unwrap_or(u16::MAX)) / f64::from(u16::MAX)
    };
    let number = |list: &str, uid: usize| fields::number(fields::item(&metagraph[list], uid));
    fields::items(&metagraph["hotkeys"])
        .iter()
        .enumerate()
        .map(|(uid, hotkey)| {
            let hotkey = fields::address(hotkey);
            let coldkey = fields::address(fields::item(&metagraph["coldkeys"], uid));
            let is_owner = hotkey == subnet.owner_hotkey || coldkey == subnet.owner_coldkey;
            let tao_stake_rao = number("tao_stake", uid);
            let (kind, subnets) = claim_type(claims.get(&coldkey));
            let has_root_stake = tao_stake_rao > 0;
            Neuron {
                uid,
                stake_rao: number("total_stake", uid),
                alpha_stake_rao: number("alpha_stake", uid),
                tao_stake_rao,
                dividends: share(&metagraph["dividends"], uid),
                incentive: share(&metagraph["incentives"], uid),
                emission_rao: number("emission", uid),
                identity: identity(names.get(&coldkey), is_owner && subnet.netuid != ROOT),
                hotkey,
                coldkey,
                is_owner: is_owner && subnet.netuid != ROOT,
                claim_type: has_root_stake.then_some(kind),
                claim_type_subnets: subnets.filter(|_| has_root_stake),
            }
        })
        .collect()
}

fn identity(name: Option<&String>, is_owner: bool) -> String {
    match (name, is_owner) {
        (Some(name), true) => format!("{name} (*Owner)"),
        (Some(name), false) => name.clone(),
        (None, true) => "(*Owner controlled)".to_owned(),
        (None, false) => "~".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::market::RAO_PER_TOKEN;
    use super::*;

    fn view() -> View {
        let subnet = Subnet {
            netuid: 2,
            name: "x".into(),
            owner_hotkey: "5OwnerHot".into(),
            owner_coldkey: "5OwnerCold".into(),
            price_rao: 2 * RAO_PER_TOKEN,
            ..Subnet::default()
        };
        let metagraph = json!({
            "hotkeys": ["5OwnerHot", "5A", "5B"],
            "coldkeys": ["5OwnerCold", "5ColdA", "5ColdB"],
            "total_stake": [8, 5, 7], "alpha_stake": [8, 1, 7], "tao_stake": [0, 4, 0],
            "dividends": [0, 65535, 0], "incentives": [0, 0, 13107],
            "emission": [1, 2, 3], "burn": 1_554_328_996_u64,
        });
        let names = HashMap::from([("5ColdA".to_owned(), "Anna".to_owned())]);
        let claims = HashMap::from([(
            "5ColdA".to_owned(),
            json!({ "KeepSubnets": { "subnets": [2, 3] } }),
        )]);
        View {
            neurons: neurons(&metagraph, &subnet, &names, &claims),
            subnet,
            mechid: 0,
            mechanism_count: 1,
            owner_identity: String::new(),
            registration_cost_rao: 1_554_328_996,
        }
    }

    #[test]
    fn the_owner_comes_first_and_then_the_largest_stake() {
        let mut view = view();
        view.sort(false);
        let uids = |view: &View| view.neurons.iter().map(|n| n.uid).collect::<Vec<_>>();
        assert_eq!(uids(&view), [0, 2, 1]);
        view.sort(true);
        assert_eq!(uids(&view), [0, 1, 2]);
    }

    #[test]
    fn a_neuron_has_all_its_members() {
        let document = view().document();
        assert_eq!(document["uids"][0]["identity"], "(*Owner controlled)");
        assert_eq!(document["uids"][0]["claim_type"], Value::Null);
        let anna = &document["uids"][1];
        assert_eq!(anna["identity"], "Anna");
        assert_eq!(anna["dividends"], json!(1.0));
        assert_eq!(anna["claim_type"], "KeepSubnets");
        assert_eq!(anna["claim_type_subnets"], json!([2, 3]));
        assert_eq!(document["uids"][2]["incentive"], json!(0.2));
        assert_eq!(document["uids"][2]["identity"], "~");
        assert_eq!(document["registration_cost"], json!(1.554328996));
    }
}
