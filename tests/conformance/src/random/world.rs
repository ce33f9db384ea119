//! Who there is: coldkeys with TAO, hotkeys of theirs, and an account that may use sudo.

use serde_json::{Value, json};
use sp_core::{Pair, ed25519};
use taonet_runtime::AccountId;

use super::{Rng, chain::Chain};
use crate::calls::CallBook;

/// Coldkeys.
const COLDKEYS: u8 = 8;
/// Hotkeys of each.
const HOTKEYS_EACH: u8 = 4;
/// Subnets of the set-up.
const SUBNETS: u16 = 4;

/// The accounts of a run.
pub(super) struct World {
    coldkeys: Vec<ed25519::Pair>,
    hotkeys: Vec<ed25519::Pair>,
    sudo: ed25519::Pair,
}

/// An account of the world of random calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// A coldkey; 1 to 4 own the subnets 2 to 5.
    Coldkey(usize),
    /// A hotkey; those of coldkey n are 4n to 4n + 3.
    Hotkey(usize),
    /// Holds the sudo key and does nothing else.
    Sudo,
}

fn pair(kind: u8, number: u8) -> ed25519::Pair {
    let mut seed = [0u8; 32];
    for (to, from) in seed.iter_mut().zip([0x7a, kind, number]) {
        *to = from;
    }
    ed25519::Pair::from_seed(&seed)
}

fn account(pair: &ed25519::Pair) -> AccountId {
    AccountId::new(pair.public().0)
}

fn hex(account: &AccountId) -> Value {
    let raw: &[u8] = account.as_ref();
    format!("0x{}", hex::encode(raw)).into()
}

impl World {
    pub(super) fn new() -> Self {
        Self {
            coldkeys: (0..COLDKEYS).map(|number| pair(1, number)).collect(),
            hotkeys: (0..COLDKEYS * HOTKEYS_EACH)
                .map(|number| pair(2, number))
                .collect(),
            sudo: pair(3, 0),
        }
    }

    pub(super) fn pair(&self, who: Who) -> Option<&ed25519::Pair> {
        match who {
            Who::Coldkey(place) => self.coldkeys.get(place),
            Who::Hotkey(place) => self.hotkeys.get(place),
            Who::Sudo => Some(&self.sudo),
        }
    }

    pub(super) fn account(&self, who: Who) -> AccountId {
        self.pair(who).map_or(AccountId::new([0; 32]), account)
    }

    /// Everybody, coldkeys first.
    pub(super) fn everybody(&self) -> impl Iterator<Item = AccountId> + '_ {
        let keys = self.coldkeys.iter().chain(&self.hotkeys);
        keys.chain(core::iter::once(&self.sudo)).map(account)
    }

    /// Somebody who can be expected to make such a call: calls of neurons are signed by hotkeys.
    pub(super) fn signer_for(&self, kind: &str, rng: &mut Rng) -> Who {
        let of_neuron = kind.contains("weights")
            || kind.contains("serve_")
            || kind.contains("commitment")
            || kind.contains("associate_evm");
        if rng.chance(if of_neuron { 95 } else { 5 }) {
            Who::Hotkey(Self::place(&self.hotkeys, rng))
        } else {
            Who::Coldkey(Self::place(&self.coldkeys, rng))
        }
    }

    fn place<T>(list: &[T], rng: &mut Rng) -> usize {
        let count = u64::try_from(list.len()).unwrap_or(0);
        usize::try_from(rng.below(count)).unwrap_or(0)
    }

    /// A hotkey: mostly one of the signer's.
    pub(super) fn hotkey(&self, signer: Who, rng: &mut Rng) -> AccountId {
        let each = usize::from(HOTKEYS_EACH);
        let place = match signer {
            Who::Coldkey(place) if rng.chance(75) => {
                place * each + usize::try_from(rng.below(each as u64)).unwrap_or(0)
            }
            Who::Hotkey(place) if rng.chance(75) => place,
            _ => Self::place(&self.hotkeys, rng),
        };
        self.account(Who::Hotkey(place))
    }

    /// A coldkey.
    pub(super) fn coldkey(&self, rng: &mut Rng) -> AccountId {
        self.account(Who::Coldkey(Self::place(&self.coldkeys, rng)))
    }

    /// Makes subnets, neurons and root validators with stake, by ordinary calls.
    pub(super) fn settle(&self, chain: &mut Chain, book: &CallBook) {
        let by_root = [
            ("sudo_set_network_rate_limit", json!({ "rate_limit": 0 })),
            ("sudo_set_subnet_limit", json!({ "max_subnets": 12 })),
            ("sudo_set_start_call_delay", json!({ "delay": 0 })),
            ("sudo_set_admin_freeze_window", json!({ "window": 0 })),
            ("sudo_set_tx_rate_limit", json!({ "tx_rate_limit": 0 })),
            (
                "sudo_set_tx_delegate_take_rate_limit",
                json!({ "tx_rate_limit": 0 }),
            ),
        ];
        chain.begin_block();
        for (name, args) in by_root {
            self.by_root(chain, book, name, &args);
        }
        chain.end_block();
        for place in 1..=SUBNETS {
            // Number 1 is there from genesis.
            let netuid = place + 1;
            chain.begin_block();
            let owner = Who::Coldkey(usize::from(place));
            let hotkey = Who::Hotkey(usize::from(place) * usize::from(HOTKEYS_EACH));
            let args = json!({ "hotkey": hex(&self.account(hotkey)) });
            self.by(chain, book, owner, "register_network", &args);
            chain.end_block();
            chain.begin_block();
            self.by(
                chain,
                book,
                owner,
                "start_call",
                &json!({ "netuid": netuid }),
            );
            for (name, args) in [
                (
                    "sudo_set_weights_set_rate_limit",
                    json!({ "weights_set_rate_limit": 0 }),
                ),
                ("sudo_set_tempo", json!({ "tempo": 10 })),
                (
                    "sudo_set_serving_rate_limit",
                    json!({ "serving_rate_limit": 0 }),
                ),
                (
                    "sudo_set_max_registrations_per_block",
                    json!({ "max_registrations_per_block": 50 }),
                ),
                (
                    "sudo_set_subnet_emission_enabled",
                    json!({ "enabled": true }),
                ),
                // Two of the subnets keep commit and reveal.
                (
                    "sudo_set_commit_reveal_weights_enabled",
                    json!({ "enabled": place > 2 }),
                ),
            ] {
                let mut args = args;
                if let Some(fields) = args.as_object_mut() {
                    fields.insert("netuid".into(), netuid.into());
                }
                self.by_root(chain, book, name, &args);
            }
            chain.end_block();
        }
        for coldkey in 0..usize::from(COLDKEYS) {
            chain.begin_block();
            for netuid in 2..=SUBNETS + 1 {
                let place = coldkey * usize::from(HOTKEYS_EACH) + usize::from(netuid % 3);
                let hotkey = hex(&self.account(Who::Hotkey(place)));
                let args = json!({ "netuid": netuid, "hotkey": hotkey });
                self.by(chain, book, Who::Coldkey(coldkey), "burned_register", &args);
                let stake = json!({
                    "netuid": netuid, "hotkey": hotkey, "amount_staked": 50_000_000_000u64,
                });
                self.by(chain, book, Who::Coldkey(coldkey), "add_stake", &stake);
            }
            let hotkey = hex(&self.account(Who::Hotkey(coldkey * usize::from(HOTKEYS_EACH) + 1)));
            let args = json!({ "hotkey": hotkey });
            self.by(chain, book, Who::Coldkey(coldkey), "root_register", &args);
            chain.end_block();
        }
    }

    /// Ends the swaps that coldkeys have announced, and disputes of them.
    pub(super) fn care(&self, chain: &mut Chain, book: &CallBook) {
        for place in 0..usize::from(COLDKEYS) {
            let coldkey = hex(&self.account(Who::Coldkey(place)));
            let args = json!({ "coldkey": coldkey });
            self.by_root(chain, book, "reset_coldkey_swap", &args);
        }
    }

    fn by(&self, chain: &mut Chain, book: &CallBook, who: Who, name: &str, args: &Value) {
        if let Some(call) = chain.decode(book, name, args)
            && let Err(panic) = chain.apply(self, who, call)
        {
            chain.violate(format!(
                "set-up, {name}: {}",
                crate::panics::message(&*panic)
            ));
        }
    }

    fn by_root(&self, chain: &mut Chain, book: &CallBook, name: &str, args: &Value) {
        if let Some(call) = chain.decode(book, name, args)
            && let Err(panic) = chain.apply_by_sudo(self, call)
        {
            chain.violate(format!(
                "set-up, {name}: {}",
                crate::panics::message(&*panic)
            ));
        }
    }
}
