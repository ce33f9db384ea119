//! What a call would change, as far as that can be known before.
//!
//! Transfers, registrations and trades are foreseen, also inside of batches, proxies and root's
//! calls. Of a trade the chain itself says what it would give ("simulate"); several trades in one
//! subnet each see the pool as it is now.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};
use taonet_wallet::PublicKey;

use crate::{AccountId, Alpha, Amount, Call, ClientError, StateAt, Tao};

/// One thing that a transaction would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// The free TAO of an account, fee and tip included.
    Balance {
        /// Whose.
        account: AccountId,
        /// Now.
        before: Tao,
        /// Afterwards; nothing when there is not enough.
        after: Tao,
    },
    /// A trade with a subnet's pool.
    Trade {
        /// Subnet.
        netuid: u16,
        /// What goes in, fee included.
        given: Amount,
        /// What comes out.
        received: Amount,
        /// Part of what goes in that the pool keeps.
        fee: Amount,
        /// TAO for one alpha before.
        price_before: Tao,
        /// TAO for one alpha that the trade comes to.
        price_paid: Tao,
    },
    /// A price that is paid.
    Price {
        /// For what.
        what: String,
        /// How much.
        price: Tao,
    },
}

impl Effect {
    /// The effect as JSON, amounts in rao.
    pub fn to_json(&self) -> Json {
        match self {
            Self::Balance {
                account,
                before,
                after,
            } => json!({
                "kind": "balance",
                "account": PublicKey::from_bytes(*account).to_ss58(),
                "before_rao": before.rao(),
                "after_rao": after.rao(),
            }),
            Self::Trade {
                netuid,
                given,
                received,
                fee,
                price_before,
                price_paid,
            } => json!({
                "kind": "trade",
                "netuid": netuid,
                "given": amount_json(*given),
                "received": amount_json(*received),
                "fee": amount_json(*fee),
                "price_before_rao": price_before.rao(),
                "price_paid_rao": price_paid.rao(),
                "price_move": self.price_move(),
            }),
            Self::Price { what, price } => json!({
                "kind": "price",
                "what": what,
                "price_rao": price.rao(),
            }),
        }
    }

    /// How much worse than the present price a trade comes out, as a fraction of it; `None` for
    /// anything but trades.
    pub fn price_move(&self) -> Option<f64> {
        let Self::Trade {
            given,
            price_before,
            price_paid,
            ..
        } = self
        else {
            return None;
        };
        let ratio = price_paid.rao() as f64 / price_before.rao().max(1) as f64;
        Some(match given {
            Amount::Tao(_) => ratio - 1.0,
            Amount::Alpha(_) => 1.0 - ratio,
        })
    }
}

fn amount_json(amount: Amount) -> Json {
    match amount {
        Amount::Tao(tao) => json!({ "unit": "TAO", "rao": tao.rao() }),
        Amount::Alpha(alpha) => {
            json!({ "unit": "alpha", "netuid": alpha.netuid(), "rao": alpha.rao() })
        }
    }
}

/// Deepest wrapping that is looked into.
const MAX_DEPTH: usize = 8;
/// Most calls of a batch that are looked into.
const MAX_CALLS: usize = 256;

/// Foresees a call of `signer` who pays `cost` for it.
pub(super) async fn foresee(
    state: &StateAt,
    signer: &AccountId,
    call: &Call,
    cost: Tao,
) -> Result<Vec<Effect>, ClientError> {
    let mut foresight = Foresight {
        state,
        effects: Vec::new(),
        moved: BTreeMap::new(),
    };
    foresight.move_tao(signer, -i128::from(cost.rao()));
    let mut open = vec![(*signer, call.clone(), 0)];
    let mut looked_at = 0;
    while let Some((origin, call, depth)) = open.pop() {
        looked_at += 1;
        if depth > MAX_DEPTH || looked_at > MAX_CALLS {
            break;
        }
        let origin = acting(&call).unwrap_or(origin);
        let mut inner = call.inner();
        // Of a choice only the first is made, unless it fails.
        if call.name() == "if_else" {
            inner.truncate(1);
        }
        // Last in, first out: the order of the batch.
        open.extend(
            inner
                .into_iter()
                .rev()
                .map(|call| (origin, call, depth + 1)),
        );
        foresight.call(&origin, &call).await?;
    }
    foresight.finish().await
}

/// In whose name a wrapper has its call made, if not in its own.
fn acting(call: &Call) -> Option<AccountId> {
    match call.full_name().as_str() {
        "Proxy.proxy" | "Proxy.proxy_announced" => account(call, "real"),
        "Sudo.sudo_as" => account(call, "who"),
        _ => None,
    }
}

struct Foresight<'a> {
    state: &'a StateAt,
    effects: Vec<Effect>,
    moved: BTreeMap<AccountId, i128>,
}

impl Foresight<'_> {
    fn move_tao(&mut self, account: &AccountId, rao: i128) {
        let moved = self.moved.entry(*account).or_default();
        *moved = moved.saturating_add(rao);
    }

    fn pay(&mut self, account: &AccountId, what: &str, price: Tao) {
        self.move_tao(account, -i128::from(price.rao()));
        self.effects.push(Effect::Price {
            what: what.to_owned(),
            price,
        });
    }

    async fn call(&mut self, origin: &AccountId, call: &Call) -> Result<(), ClientError> {
        match call.pallet() {
            "Balances" => self.balances(origin, call).await,
            "SubtensorModule" => self.subtensor(origin, call).await,
            "Crowdloan" => {
                let member = if call.name() == "create" {
                    "deposit"
                } else {
                    "amount"
                };
                if let Some(rao) = number(call, member) {
                    self.move_tao(origin, -i128::from(rao));
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    async fn balances(&mut self, origin: &AccountId, call: &Call) -> Result<(), ClientError> {
        let from = account(call, "source").unwrap_or(*origin);
        let to = account(call, "dest");
        let amount = match call.name() {
            "transfer_keep_alive" | "transfer_allow_death" | "force_transfer" => {
                number(call, "value").map(i128::from)
            }
            "burn" => number(call, "value").map(i128::from),
            "transfer_all" => {
                let moved = self.moved.get(&from).copied().unwrap_or_default();
                let free = i128::from(self.free(&from).await?.rao());
                let stays = match call.arguments().get("keep_alive") {
                    Some(Json::Bool(true)) => self.existential_deposit()?,
                    _ => 0,
                };
                Some((free + moved - i128::from(stays)).max(0))
            }
            _ => None,
        };
        if let Some(amount) = amount {
            self.move_tao(&from, -amount);
            if let Some(to) = to {
                self.move_tao(&to, amount);
            }
        }
        Ok(())
    }

    async fn subtensor(&mut self, origin: &AccountId, call: &Call) -> Result<(), ClientError> {
        let netuid = |name: &str| number(call, name).and_then(|number| u16::try_from(number).ok());
        match call.name() {
            "add_stake" | "add_stake_limit" | "add_stake_burn" => {
                let amount = number(call, "amount_staked").or_else(|| number(call, "amount"));
                if let (Some(netuid), Some(rao)) = (netuid("netuid"), amount) {
                    self.buy(netuid, Tao::from_rao(rao)).await?;
                    self.move_tao(origin, -i128::from(rao));
                }
            }
            "remove_stake" | "remove_stake_limit" => {
                if let (Some(netuid), Some(rao)) =
                    (netuid("netuid"), number(call, "amount_unstaked"))
                {
                    let received = self.sell(Alpha::new(netuid, rao)).await?;
                    self.move_tao(origin, i128::from(received.rao()));
                }
            }
            "remove_stake_full_limit" => {
                if let (Some(netuid), Some(hotkey)) = (netuid("netuid"), account(call, "hotkey")) {
                    let stakes = self.stakes(origin, &hotkey).await?;
                    for alpha in stakes.into_iter().filter(|alpha| alpha.netuid() == netuid) {
                        let received = self.sell(alpha).await?;
                        self.move_tao(origin, i128::from(received.rao()));
                    }
                }
            }
            "unstake_all" => {
                if let Some(hotkey) = account(call, "hotkey") {
                    for alpha in self.stakes(origin, &hotkey).await? {
                        let received = self.sell(alpha).await?;
                        self.move_tao(origin, i128::from(received.rao()));
                    }
                }
            }
            "move_stake"
            | "transfer_stake"
            | "swap_stake"
            | "swap_stake_limit"
            | "transfer_stake_and_hotkey" => {
                let amount = number(call, "alpha_amount");
                if let (Some(from), Some(to), Some(rao)) = (
                    netuid("origin_netuid"),
                    netuid("destination_netuid"),
                    amount,
                ) && from != to
                {
                    let tao = self.sell(Alpha::new(from, rao)).await?;
                    self.buy(to, tao).await?;
                }
            }
            "burned_register" | "register_limit" => {
                if let Some(netuid) = netuid("netuid") {
                    let price = self
                        .state
                        .storage_json("SubtensorModule", "Burn", &[netuid.into()])
                        .await?;
                    let price = Tao::from_rao(price.as_u64().unwrap_or_default());
                    self.pay(origin, &format!("registration in subnet {netuid}"), price);
                }
            }
            "register_network" | "register_network_with_identity" => {
                let price = self
                    .state
                    .runtime_json(
                        "SubnetRegistrationRuntimeApi",
                        "get_network_registration_cost",
                        &[],
                    )
                    .await?;
                let price = Tao::from_rao(price.as_u64().unwrap_or_default());
                self.pay(origin, "creation of a subnet", price);
            }
            _ => {}
        }
        Ok(())
    }

    async fn buy(&mut self, netuid: u16, tao: Tao) -> Result<(), ClientError> {
        let result = self
            .simulate("sim_swap_tao_for_alpha", netuid, tao.rao())
            .await?;
        let received = member(&result, "alpha_amount");
        self.trade(
            netuid,
            (tao.into(), tao.rao()),
            (Alpha::new(netuid, received).into(), received),
            Tao::from_rao(member(&result, "tao_fee")).into(),
        )
        .await
    }

    async fn sell(&mut self, alpha: Alpha) -> Result<Tao, ClientError> {
        let netuid = alpha.netuid();
        let result = self
            .simulate("sim_swap_alpha_for_tao", netuid, alpha.rao())
            .await?;
        let received = Tao::from_rao(member(&result, "tao_amount"));
        self.trade(
            netuid,
            (alpha.into(), received.rao()),
            (received.into(), alpha.rao()),
            Alpha::new(netuid, member(&result, "alpha_fee")).into(),
        )
        .await?;
        Ok(received)
    }

    /// Notes a trade; beside each amount stands the number of rao that its unit's counterpart has
    /// in the price: TAO beside what is given, alpha beside what is received.
    async fn trade(
        &mut self,
        netuid: u16,
        (given, tao_rao): (Amount, u64),
        (received, alpha_rao): (Amount, u64),
        fee: Amount,
    ) -> Result<(), ClientError> {
        let price = self
            .state
            .runtime_json("SwapRuntimeApi", "current_alpha_price", &[netuid.into()])
            .await?;
        let paid = (u128::from(tao_rao) * u128::from(crate::RAO_PER_TAO))
            .checked_div(u128::from(alpha_rao))
            .unwrap_or_default();
        self.effects.push(Effect::Trade {
            netuid,
            given,
            received,
            fee,
            price_before: Tao::from_rao(price.as_u64().unwrap_or_default()),
            price_paid: Tao::from_rao(u64::try_from(paid).unwrap_or(u64::MAX)),
        });
        Ok(())
    }

    async fn simulate(&self, method: &str, netuid: u16, rao: u64) -> Result<Json, ClientError> {
        self.state
            .runtime_json("SwapRuntimeApi", method, &[netuid.into(), rao.into()])
            .await
    }

    /// What a coldkey has on a hotkey, in all subnets.
    async fn stakes(
        &self,
        coldkey: &AccountId,
        hotkey: &AccountId,
    ) -> Result<Vec<Alpha>, ClientError> {
        let address = |account: &AccountId| Json::from(PublicKey::from_bytes(*account).to_ss58());
        let stakes = self
            .state
            .runtime_json(
                "StakeInfoRuntimeApi",
                "get_stake_info_for_coldkey",
                &[address(coldkey)],
            )
            .await?;
        let hotkey = address(hotkey);
        let entries = stakes.as_array().into_iter().flatten();
        Ok(entries
            .filter(|entry| entry.get("hotkey") == Some(&hotkey))
            .filter_map(|entry| {
                let netuid = u16::try_from(entry.get("netuid")?.as_u64()?).ok()?;
                Some(Alpha::new(netuid, member(entry, "stake")))
            })
            .filter(|alpha| alpha.rao() > 0)
            .collect())
    }

    async fn free(&self, account: &AccountId) -> Result<Tao, ClientError> {
        let address = PublicKey::from_bytes(*account).to_ss58();
        let information = self
            .state
            .storage_json("System", "Account", &[address.into()])
            .await?;
        let free = information.pointer("/data/free").and_then(Json::as_u64);
        Ok(Tao::from_rao(free.unwrap_or_default()))
    }

    fn existential_deposit(&self) -> Result<u64, ClientError> {
        let deposit = self.state.constant_json("Balances", "ExistentialDeposit")?;
        Ok(deposit.as_u64().unwrap_or_default())
    }

    async fn finish(mut self) -> Result<Vec<Effect>, ClientError> {
        for (account, moved) in std::mem::take(&mut self.moved) {
            let before = self.free(&account).await?;
            let after = i128::from(before.rao()).saturating_add(moved);
            self.effects.push(Effect::Balance {
                account,
                before,
                after: Tao::from_rao(u64::try_from(after.max(0)).unwrap_or(u64::MAX)),
            });
        }
        Ok(self.effects)
    }
}

fn member(json: &Json, name: &str) -> u64 {
    json.get(name).and_then(Json::as_u64).unwrap_or_default()
}

fn number(call: &Call, name: &str) -> Option<u64> {
    match call.arguments().get(name)? {
        Json::Number(number) => number.as_u64(),
        Json::String(text) => text.parse().ok(),
        _ => None,
    }
}

fn account(call: &Call, name: &str) -> Option<AccountId> {
    let text = call.arguments().get(name)?.as_str()?;
    match text.strip_prefix("0x") {
        Some(digits) => hex::decode(digits).ok()?.try_into().ok(),
        None => PublicKey::from_ss58(text).ok().map(|key| key.bytes()),
    }
}
