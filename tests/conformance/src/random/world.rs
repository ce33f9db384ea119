//! Who there is: coldkeys with TAO, hotkeys of theirs, and an account that may use sudo.

use serde_json::{Value, json};
use sp_core::{Pair, ed25519};
use taonet_primitives::NetUid;
use taonet_runtime::{AccountId, Balances, Runtime, System};
use taonet_timelock::BeaconSecretKey;

use super::{Rng, chain::Chain, trader};
use crate::calls::CallBook;

/// Coldkeys.
const COLDKEYS: u8 = 8;
/// Hotkeys of each.
const HOTKEYS_EACH: u8 = 4;
/// A coldkey with less is poor, in rao, and gets as much as this.
const POOR_RAO: u64 = 1_000_000_000_000;
const ALMS_RAO: u64 = 10_000_000_000_000;
/// Blocks that a coldkey may be silent before root frees it.
const SILENT_BLOCKS: u32 = 20;
/// Subnets of the set-up.
const SUBNETS: u16 = 4;

/// The accounts of a run.
pub(super) struct World {
    coldkeys: Vec<ed25519::Pair>,
    hotkeys: Vec<ed25519::Pair>,
    sudo: ed25519::Pair,
    /// Keys made so far that nobody had at the start.
    fresh: u8,
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

pub(super) fn account(pair: &ed25519::Pair) -> AccountId {
    AccountId::new(pair.public().0)
}

pub(super) fn hex(account: &AccountId) -> Value {
    let raw: &[u8] = account.as_ref();
    format!("0x{}", hex::encode(raw)).into()
}

/// Whether a coldkey can do nothing for long: its swap is disputed, or far away, or was possible a
/// while ago.
fn is_silenced(coldkey: &AccountId) -> bool {
    let now = System::block_number();
    let announced = pallet_subtensor::ColdkeySwapAnnouncements::<Runtime>::get(coldkey);
    pallet_subtensor::ColdkeySwapDisputes::<Runtime>::contains_key(coldkey)
        || announced.is_some_and(|(when, _)| {
            when > now.saturating_add(SILENT_BLOCKS) || when.saturating_add(SILENT_BLOCKS) < now
        })
}

impl World {
    pub(super) fn new() -> Self {
        Self {
            coldkeys: (0..COLDKEYS).map(|number| pair(1, number)).collect(),
            hotkeys: (0..COLDKEYS * HOTKEYS_EACH)
                .map(|number| pair(2, number))
                .collect(),
            sudo: pair(3, 0),
            fresh: 0,
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

    /// Who has this account, if anybody in the world does.
    pub(super) fn who(&self, wanted: &AccountId) -> Option<Who> {
        let raw: &[u8] = wanted.as_ref();
        let place = |keys: &[ed25519::Pair]| keys.iter().position(|key| key.public().0 == *raw);
        place(&self.coldkeys)
            .map(Who::Coldkey)
            .or_else(|| place(&self.hotkeys).map(Who::Hotkey))
            .or_else(|| (self.sudo.public().0 == *raw).then_some(Who::Sudo))
    }

    /// A key that nobody had before.
    pub(super) fn fresh(&mut self) -> ed25519::Pair {
        self.fresh = self.fresh.wrapping_add(1);
        pair(4, self.fresh)
    }

    /// Gives somebody another key, as after a swap.
    pub(super) fn renew(&mut self, who: Who, key: ed25519::Pair) {
        let found = match who {
            Who::Coldkey(place) => self.coldkeys.get_mut(place),
            Who::Hotkey(place) => self.hotkeys.get_mut(place),
            Who::Sudo => Some(&mut self.sudo),
        };
        if let Some(found) = found {
            *found = key;
        }
    }

    /// The beacon of the chain.
    pub(super) fn beacon(&self) -> BeaconSecretKey {
        BeaconSecretKey::from_seed(b"random calls")
    }

    /// A coldkey, as somebody.
    pub(super) fn some_coldkey(&self, rng: &mut Rng) -> Who {
        Who::Coldkey(Self::place(&self.coldkeys, rng))
    }

    /// Everybody who has TAO from the start.
    pub(super) fn everybody(&self) -> impl Iterator<Item = AccountId> + '_ {
        let keys = self.coldkeys.iter().chain(&self.hotkeys);
        keys.chain(core::iter::once(&self.sudo))
            .map(account)
            .chain(core::iter::once(trader::account()))
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

    /// Keeps the chain alive: root takes back settings under which nothing would happen any more, and
    /// frees coldkeys that a swap silences for long. Whoever is poor gets alms.
    pub(super) fn care(&self, chain: &mut Chain, book: &CallBook) {
        let mut settings = vec![
            ("sudo_set_admin_freeze_window", json!({ "window": 0 })),
            ("sudo_set_network_rate_limit", json!({ "rate_limit": 0 })),
            ("sudo_set_subnet_limit", json!({ "max_subnets": 12 })),
            ("sudo_set_tx_rate_limit", json!({ "tx_rate_limit": 0 })),
            ("sudo_set_stake_threshold", json!({ "min_stake": 0 })),
            (
                "sudo_set_coldkey_swap_announcement_delay",
                json!({ "duration": 5 }),
            ),
            (
                "sudo_set_coldkey_swap_reannouncement_delay",
                json!({ "duration": 3 }),
            ),
            ("set_pallet_status", json!({ "enabled": true })),
        ];
        let beacon = self.beacon().public_key().to_bytes();
        let config = pallet_drand::BeaconConfiguration::local(
            &beacon,
            taonet_runtime::beacon::PERIOD_S,
            taonet_runtime::beacon::GENESIS_TIME_S,
        );
        if chain.read(pallet_drand::BeaconConfig::<Runtime>::get) != config {
            let text = |bytes: &[u8]| format!("0x{}", hex::encode(bytes));
            let config = json!({
                "public_key": text(&config.public_key), "period": config.period,
                "genesis_time": config.genesis_time, "hash": text(&config.hash),
                "group_hash": text(&config.group_hash), "scheme_id": text(&config.scheme_id),
                "metadata": text(&config.metadata.beacon_id),
            });
            let public = json!({ "Ed25519": hex(&self.account(Who::Sudo)) });
            let payload = json!({ "block_number": 0, "config": config, "public": public });
            settings.push((
                "set_beacon_config",
                json!({ "config_payload": payload, "signature": null }),
            ));
        }
        for netuid in chain.netuids().into_iter().filter(|netuid| *netuid != 0) {
            let subnet = NetUid::new(netuid);
            let tempo = chain.read(|| pallet_subtensor::Tempo::<Runtime>::get(subnet));
            if !(5..=30).contains(&tempo) {
                settings.push(("sudo_set_tempo", json!({ "netuid": netuid, "tempo": 10 })));
            }
            settings.push((
                "sudo_set_weights_set_rate_limit",
                json!({ "netuid": netuid, "weights_set_rate_limit": 0 }),
            ));
        }
        for (name, args) in settings {
            self.by_root(chain, book, name, &args);
        }
        for place in 0..usize::from(COLDKEYS) {
            let coldkey = self.account(Who::Coldkey(place));
            if chain.read(|| Balances::free_balance(&coldkey)).to_u64() < POOR_RAO {
                let args = json!({ "dest": hex(&coldkey), "value": ALMS_RAO });
                self.by(chain, book, Who::Sudo, "transfer_keep_alive", &args);
            }
            if chain.read(|| is_silenced(&coldkey)) {
                let args = json!({ "coldkey": hex(&coldkey) });
                self.by_root(chain, book, "reset_coldkey_swap", &args);
            }
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
