//! All subnets with their pools and prices at one block.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use taonet_client::{BlockRef, ChainClient, StateAt};

use super::fields;
use crate::commands::stake::price_limit::Pool;
use crate::failure::Failure;

/// Price of the root network's token, and of TAO.
pub(crate) const RAO_PER_TOKEN: u64 = 1_000_000_000;
/// The root network.
pub(crate) const ROOT: u16 = 0;

/// One subnet.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Subnet {
    pub(crate) netuid: u16,
    pub(crate) name: String,
    pub(crate) symbol: String,
    pub(crate) owner_hotkey: String,
    pub(crate) owner_coldkey: String,
    /// Price of one alpha.
    pub(crate) price_rao: u64,
    /// TAO in the pool; of the root network, TAO staked on it.
    pub(crate) tao_in_rao: u64,
    /// Alpha in the pool.
    pub(crate) alpha_in_rao: u64,
    /// Alpha outside of the pool.
    pub(crate) alpha_out_rao: u64,
    /// TAO that a block adds to the pool.
    pub(crate) emission_rao: u64,
    pub(crate) tempo_blocks: u16,
    pub(crate) blocks_since_last_step: u64,
    pub(crate) registered_at_block: u64,
}

impl Subnet {
    /// From a member of `get_all_dynamic_info`.
    fn read(info: &Value, prices: &BTreeMap<u16, u64>) -> Self {
        let netuid = fields::short(&info["netuid"]);
        let identity = fields::text(fields::member(
            fields::member(info, "subnet_identity"),
            "subnet_name",
        ));
        let given = fields::text(&info["subnet_name"]);
        let price = prices.get(&netuid).copied();
        Self {
            netuid,
            name: match (identity.is_empty(), netuid) {
                (false, _) => identity,
                (true, ROOT) => "root".to_owned(),
                (true, _) => given,
            },
            symbol: fields::text(&info["token_symbol"]),
            owner_hotkey: fields::address(&info["owner_hotkey"]),
            owner_coldkey: fields::address(&info["owner_coldkey"]),
            price_rao: match netuid {
                ROOT => RAO_PER_TOKEN,
                _ => price.unwrap_or_default(),
            },
            tao_in_rao: fields::number(&info["tao_in"]),
            alpha_in_rao: fields::number(&info["alpha_in"]),
            alpha_out_rao: fields::number(&info["alpha_out"]),
            emission_rao: fields::number(&info["tao_in_emission"]),
            tempo_blocks: fields::short(&info["tempo"]),
            blocks_since_last_step: fields::number(&info["blocks_since_last_step"]),
            registered_at_block: fields::number(&info["network_registered_at"]),
        }
    }

    /// The pool that trades go through.
    pub(crate) fn pool(&self) -> Pool {
        Pool {
            tao_rao: self.tao_in_rao,
            alpha_rao: self.alpha_in_rao,
            price_rao: self.price_rao,
        }
    }

    /// All tokens of the subnet; of the root network, TAO staked on it.
    pub(crate) fn supply_rao(&self) -> u64 {
        match self.netuid {
            ROOT => self.tao_in_rao,
            _ => self.alpha_in_rao.saturating_add(self.alpha_out_rao),
        }
    }

    /// What all tokens are worth in TAO at the present price.
    pub(crate) fn market_cap_rao(&self) -> u64 {
        worth_rao(self.supply_rao(), self.price_rao)
    }

    /// How its token is written: τ on the root network.
    pub(crate) fn unit(&self) -> &str {
        match self.netuid {
            ROOT => "τ",
            _ if self.symbol.is_empty() => "α",
            _ => &self.symbol,
        }
    }
}

/// What tokens are worth in TAO at a price.
pub(crate) fn worth_rao(amount_rao: u64, price_rao: u64) -> u64 {
    let worth = u128::from(amount_rao) * u128::from(price_rao) / u128::from(RAO_PER_TOKEN);
    u64::try_from(worth).unwrap_or(u64::MAX)
}

/// All subnets at one block.
#[derive(Clone, Debug)]
pub(crate) struct Market {
    subnets: BTreeMap<u16, Subnet>,
}

impl Market {
    pub(crate) async fn read(state: &StateAt) -> Result<Self, Failure> {
        let infos = state.runtime_json("SubnetInfoRuntimeApi", "get_all_dynamic_info", &[]);
        let prices = state.runtime_json("SwapRuntimeApi", "current_alpha_price_all", &[]);
        let (infos, prices) = futures::join!(infos, prices);
        let prices = prices?;
        let prices = fields::items(&prices)
            .iter()
            .map(|entry| {
                let netuid = fields::short(&entry["netuid"]);
                (netuid, fields::number(&entry["price"]))
            })
            .collect();
        let subnets = fields::items(&infos?)
            .iter()
            .filter(|info| !info.is_null())
            .map(|info| Subnet::read(info, &prices))
            .map(|subnet| (subnet.netuid, subnet))
            .collect();
        Ok(Self { subnets })
    }

    /// A market of these subnets.
    #[cfg(test)]
    pub(crate) fn of(subnets: impl IntoIterator<Item = Subnet>) -> Self {
        let subnets = subnets.into_iter();
        Self {
            subnets: subnets.map(|subnet| (subnet.netuid, subnet)).collect(),
        }
    }

    /// In ascending order of their numbers, the root network first.
    pub(crate) fn subnets(&self) -> impl Iterator<Item = &Subnet> {
        self.subnets.values()
    }

    pub(crate) fn len(&self) -> usize {
        self.subnets.len()
    }

    pub(crate) fn find(&self, netuid: u16) -> Option<&Subnet> {
        self.subnets.get(&netuid)
    }

    /// The subnet, or a failure that says that there is none.
    pub(crate) fn get(&self, netuid: u16) -> Result<&Subnet, Failure> {
        self.find(netuid).ok_or_else(|| no_such_subnet(netuid))
    }
}

/// Why nothing can be done with a subnet.
pub(crate) fn no_such_subnet(netuid: u16) -> Failure {
    Failure::failed(format!(
        "Subnet {netuid} does not exist on this network: `btcli subnets list` shows those that do"
    ))
}

/// The state of the newest block.
pub(crate) async fn newest(chain: &ChainClient) -> Result<StateAt, Failure> {
    Ok(chain.at(BlockRef::Best).await?)
}

/// Whether a subnet was started, so that its alpha can be traded.
pub(crate) async fn is_started(state: &StateAt, netuid: u16) -> Result<bool, Failure> {
    let started = state
        .storage_json("SubtensorModule", "SubtokenEnabled", &[json!(netuid)])
        .await?;
    Ok(started.as_bool().unwrap_or_default())
}

/// Numbers of all subnets without the root network, ascending.
pub(crate) async fn netuids(state: &StateAt) -> Result<Vec<u16>, Failure> {
    let added = state
        .storage_map_json("SubtensorModule", "NetworksAdded", &[])
        .await?;
    let mut netuids: Vec<u16> = added
        .iter()
        .filter(|(_, is_added)| is_added.as_bool().unwrap_or_default())
        .filter_map(|(keys, _)| keys.first().map(fields::short))
        .filter(|netuid| *netuid != ROOT)
        .collect();
    netuids.sort_unstable();
    Ok(netuids)
}

/// Fails where there is no such subnet.
pub(crate) async fn require_subnet(state: &StateAt, netuid: u16) -> Result<(), Failure> {
    let added = state
        .storage_json("SubtensorModule", "NetworksAdded", &[json!(netuid)])
        .await?;
    if added.as_bool().unwrap_or_default() {
        Ok(())
    } else {
        Err(no_such_subnet(netuid))
    }
}

/// The coldkey that owns a subnet.
pub(crate) async fn owner(state: &StateAt, netuid: u16) -> Result<String, Failure> {
    let owner = state
        .storage_json("SubtensorModule", "SubnetOwner", &[json!(netuid)])
        .await?;
    Ok(fields::address(&owner))
}

/// Fails unless this coldkey owns the subnet.
pub(crate) async fn require_owner(
    state: &StateAt,
    netuid: u16,
    coldkey: &str,
) -> Result<(), Failure> {
    let owner = owner(state, netuid).await?;
    if owner == coldkey {
        return Ok(());
    }
    Err(Failure::failed(format!(
        "This wallet doesn't own the specified subnet. Subnet {netuid} belongs to {owner}, and the \
         coldkey is {coldkey}: use the owner's wallet, or act for it with --proxy"
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn info() -> Value {
        json!({
            "netuid": 2, "owner_hotkey": "5H", "owner_coldkey": "5C",
            "subnet_name": [116, 119, 111], "token_symbol": [206, 178], "tempo": 10,
            "last_step": 5, "blocks_since_last_step": 3, "emission": 0,
            "alpha_in": 682_047_417_878_u64, "alpha_out": 363_076_885_298_u64,
            "tao_in": 1_466_173_720_173_u64, "tao_in_emission": 4, "subnet_volume": "7",
            "network_registered_at": 9, "subnet_identity": null,
        })
    }

    #[test]
    fn a_subnet_is_read_from_what_the_chain_tells() {
        let prices = BTreeMap::from([(2, 2_149_665_377)]);
        let subnet = Subnet::read(&info(), &prices);
        assert_eq!((subnet.name.as_str(), subnet.unit()), ("two", "β"));
        assert_eq!(subnet.supply_rao(), 1_045_124_303_176);
        assert_eq!(subnet.market_cap_rao(), 2_246_667_529_198);
        assert_eq!(subnet.registered_at_block, 9);
        let mut named = info();
        named["subnet_identity"] = json!({ "subnet_name": "0x78" });
        assert_eq!(Subnet::read(&named, &prices).name, "x");
    }

    #[test]
    fn the_root_network_counts_in_tao() {
        let mut root = info();
        root["netuid"] = json!(0);
        let root = Subnet::read(&root, &BTreeMap::new());
        assert_eq!((root.price_rao, root.unit()), (RAO_PER_TOKEN, "τ"));
        assert_eq!(root.supply_rao(), root.tao_in_rao);
        assert_eq!(root.market_cap_rao(), root.tao_in_rao);
    }
}
