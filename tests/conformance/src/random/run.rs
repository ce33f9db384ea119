//! One run: the chain, everybody on it, and what is still to be done.

use std::collections::BTreeMap;

use codec::{Decode, Encode};
use serde_json::Value;
use sp_core::Pair;
use sp_runtime::generic::Era;
use taonet_primitives::{MultiSignature, MultiSigner, NetUid};
use taonet_runtime::{AccountId, Runtime, RuntimeCall};
use taonet_timelock::Schedule;

use super::{
    CallResult, NEVER_BY_SUDO, Options, Outcome, Rng, Tally, Who,
    arguments::Generator,
    chain::{Applied, Chain},
    stories,
    world::World,
};
use crate::{calls::CallBook, panics};

type Subtensor = pallet_subtensor::Pallet<Runtime>;

/// Blocks after which root puts the chain into a state in which something can happen again.
const CARE_BLOCKS: u32 = 20;
/// Violations after which a run gives up.
const MOST_VIOLATIONS: usize = 20;
/// So many of a hundred choices begin a story.
const STORIES_PERCENT: u64 = 20;
/// Blocks that a signature is good for when it is not for ever.
const BRIEF_BLOCKS: u64 = 8;
/// Calls that a step of a story makes, at most. None begins when fewer are left of the run.
const MOST_ACTS: u64 = 10;
/// Seconds between two rounds of the beacon, and the time of the first.
const BEACON: Schedule = Schedule {
    genesis_s: taonet_runtime::beacon::GENESIS_TIME_S as u64,
    period_s: taonet_runtime::beacon::PERIOD_S as u64,
};

/// Who makes a call.
#[derive(Clone, Copy, Debug)]
pub(super) enum By {
    /// Somebody, who signs it.
    Signer(Who),
    /// Somebody, who signs it for the next few blocks.
    Briefly(Who),
    /// Root, through sudo.
    Root,
    /// Nobody: a transaction without signature.
    Nobody,
}

/// Something to be done in a later block.
type Step = Box<dyn FnOnce(&mut Run)>;

/// A run under way.
pub(super) struct Run {
    pub(super) book: CallBook,
    pub(super) world: World,
    pub(super) rng: Rng,
    pub(super) chain: Chain,
    tally: Tally,
    agenda: BTreeMap<u32, Vec<Step>>,
    options: Options,
    made: u64,
    violations: Vec<String>,
}

impl Run {
    /// The world after its set-up.
    pub(super) fn new(options: &Options) -> Self {
        let book = CallBook::of::<RuntimeCall>();
        let world = World::new();
        let mut chain = Chain::new(&world);
        world.settle(&mut chain, &book);
        let violations = chain.take_violations();
        Self {
            rng: Rng::new(options.seed),
            tally: Tally::new(&book),
            agenda: BTreeMap::new(),
            options: *options,
            made: 0,
            violations,
            book,
            world,
            chain,
        }
    }

    /// Makes all blocks. `progress` hears of every hundredth.
    pub(super) fn play(mut self, mut progress: impl FnMut(u32)) -> Outcome {
        for number in 0..self.options.blocks {
            self.block(number);
            if self.violations.len() >= MOST_VIOLATIONS {
                break;
            }
            if (number + 1) % 100 == 0 {
                progress(number + 1);
            }
        }
        Outcome {
            seed: self.options.seed,
            blocks: self.chain.number(),
            calls: self.made,
            violations: self.violations,
            state_root: format!("0x{}", hex::encode(self.chain.state_root())),
            kinds: self.tally.kinds(),
        }
    }

    fn block(&mut self, number: u32) {
        // Even spreading: after block n, (n + 1) / blocks of all calls were made.
        let (calls, blocks) = (self.options.calls, self.options.blocks);
        let due = u128::from(calls) * u128::from(number + 1) / u128::from(blocks);
        let due = u64::try_from(due).unwrap_or(u64::MAX);
        self.chain.begin_block();
        self.author();
        if number.is_multiple_of(CARE_BLOCKS) {
            self.world.care(&mut self.chain, &self.book);
        }
        let now = self.chain.number();
        let later = self.agenda.split_off(&now.saturating_add(1));
        let steps = std::mem::replace(&mut self.agenda, later);
        for step in steps.into_values().flatten() {
            if self.has_room() {
                step(self);
            }
        }
        if number + 1 == blocks && self.made < calls {
            stories::finale(self);
        }
        while self.made < due {
            if self.has_room() && self.rng.chance(STORIES_PERCENT) {
                stories::begin_one(self);
            } else {
                self.any_call();
            }
        }
        self.chain.end_block();
        self.violations.extend(self.chain.take_violations());
    }

    fn has_room(&self) -> bool {
        self.made.saturating_add(MOST_ACTS) <= self.options.calls
    }

    /// What the author of a block puts into it: the key for sealed transactions, and a pulse of the
    /// beacon when there is a new one. These are not counted among the calls of the run.
    fn author(&mut self) {
        let number = self.chain.number();
        let mut seed = [0u8; taonet_shield::SEED_LEN];
        for (to, from) in seed.iter_mut().zip(number.to_le_bytes()) {
            *to = from;
        }
        let key = taonet_shield::SecretKey::from_seed(&seed).public_key();
        let key = format!("0x{}", hex::encode(key));
        let args = serde_json::json!({ "enc_key": key });
        match self.call("MevShield.announce_next_key", &args) {
            Ok(call) => {
                self.make(By::Nobody, "MevShield.announce_next_key", call);
            }
            Err(error) => self.chain.violate(error),
        }

        let round = self.round();
        let last = self
            .chain
            .read(pallet_drand::LastStoredRound::<Runtime>::get);
        if round > last {
            self.pulse(round);
        }
    }

    /// The round that the beacon has reached.
    pub(super) fn round(&mut self) -> u64 {
        let now_ms = self.chain.read(pallet_timestamp::Now::<Runtime>::get);
        BEACON.round_at(now_ms / 1_000)
    }

    fn pulse(&mut self, round: u64) {
        let signature = self.world.beacon().sign(round);
        let randomness = signature.randomness().to_vec().try_into();
        let (Ok(randomness), Ok(signature)) =
            (randomness, signature.to_bytes().to_vec().try_into())
        else {
            return;
        };
        let pulse = pallet_drand::Pulse {
            round,
            randomness,
            signature,
        };
        let Some(pair) = self.world.pair(Who::Sudo) else {
            return;
        };
        let signer = MultiSigner::Ed25519(pair.public());
        let number = self.chain.number();
        let payload = pallet_drand::validity::payload_of::<Runtime>(number, pulse, signer);
        let signature = MultiSignature::Ed25519(pair.sign(&payload.encode()));
        let call = pallet_drand::Call::write_pulse {
            pulses_payload: payload,
            signature: Some(signature),
        };
        self.make(By::Nobody, "Drand.write_pulse", RuntimeCall::Drand(call));
    }

    /// Counts what became of a call; whether it succeeded.
    fn count(&mut self, place: usize, applied: Applied) -> bool {
        match applied {
            Ok(result) => {
                let good = result == CallResult::Succeeded;
                self.tally.count(place, result);
                good
            }
            Err(panic) => {
                let name = self.tally.name(place).to_owned();
                let message = panics::message(&*panic);
                self.chain.violate(format!("{name}: {message}"));
                false
            }
        }
    }

    /// Makes a call and counts what became of it; whether it succeeded.
    fn make(&mut self, by: By, kind: &str, call: RuntimeCall) -> bool {
        let Some(place) = self.tally.place(kind) else {
            self.chain.violate(format!("no call is named {kind}"));
            return false;
        };
        let applied = self.apply(by, call);
        self.count(place, applied)
    }

    fn apply(&mut self, by: By, call: RuntimeCall) -> Applied {
        match by {
            By::Signer(who) => self.chain.apply(&self.world, who, call),
            By::Briefly(who) => {
                let parent = u64::from(self.chain.number().saturating_sub(1));
                let era = Era::mortal(BRIEF_BLOCKS, parent);
                self.chain.apply_during(&self.world, who, call, era)
            }
            By::Root => self.chain.apply_by_sudo(&self.world, call),
            By::Nobody => self.chain.apply_bare(call),
        }
    }

    /// A call by its name and arguments.
    ///
    /// # Errors
    /// If there is none, or it has others: a mistake in a story.
    pub(super) fn call(&self, kind: &str, args: &Value) -> Result<RuntimeCall, String> {
        let encoded = self
            .book
            .encode(kind, args)
            .map_err(|error| format!("{kind}: {error}"))?;
        RuntimeCall::decode(&mut &encoded[..]).map_err(|error| format!("{kind}: {error}"))
    }

    /// Makes a call of a story; whether it succeeded.
    pub(super) fn act(&mut self, by: By, kind: &str, args: &Value) -> bool {
        match self.call(kind, args) {
            Ok(call) => self.act_call(by, kind, call),
            Err(error) => {
                self.chain.violate(error);
                false
            }
        }
    }

    /// The same with a call that is there already.
    pub(super) fn act_call(&mut self, by: By, kind: &str, call: RuntimeCall) -> bool {
        self.made += 1;
        self.make(by, kind, call)
    }

    /// Counts a call as made that another one carried, which succeeded or not.
    pub(super) fn carried(&mut self, kind: &str, succeeded: bool) {
        if let (Some(place), true) = (self.tally.place(kind), succeeded) {
            self.tally.count(place, CallResult::Succeeded);
        }
    }

    /// Does something in a later block.
    pub(super) fn later(&mut self, blocks: u32, step: impl FnOnce(&mut Self) + 'static) {
        let block = self.chain.number().saturating_add(blocks.max(1));
        self.agenda.entry(block).or_default().push(Box::new(step));
    }

    /// A random call: any, or a usual one, with arguments that its types and names suggest.
    fn any_call(&mut self) {
        self.made += 1;
        let kind = self.tally.choose(&mut self.rng);
        let name = self.tally.name(kind).to_owned();
        let netuids = self.chain.netuids();
        let focus = self.rng.pick(&netuids).copied().unwrap_or_default();
        let by = self.maker(&name, focus);
        let signer = match by {
            By::Signer(who) | By::Briefly(who) => who,
            By::Root | By::Nobody => Who::Sudo,
        };
        let block = self.chain.number();
        let mut generator = Generator::new(
            &self.book,
            &self.world,
            (&netuids, focus),
            signer,
            block,
            &mut self.rng,
        );
        let bytes = generator.call(self.tally.pallet(kind), self.tally.call(kind));
        let call = match RuntimeCall::decode(&mut &bytes[..]) {
            Ok(call) if call.encode() == bytes => call,
            // Bounded lists refuse what is too long; that is a decoder's job, not a call.
            _ => return self.tally.undecodable(kind),
        };
        let applied = self.apply(by, call);
        self.count(kind, applied);
    }

    /// Who can be expected to make such a call about that subnet.
    fn maker(&mut self, kind: &str, focus: u16) -> By {
        let of_settings = kind.starts_with("AdminUtils")
            || kind.starts_with("MevShield.set_")
            || kind.contains("sudo_set_")
            || OF_ROOT.contains(&kind);
        let by_root = if of_settings { 60 } else { 15 };
        if !never_by_sudo(kind) && self.rng.chance(by_root) {
            return By::Root;
        }
        if (of_settings || OF_OWNERS.contains(&kind))
            && self.rng.chance(80)
            && let Some(owner) = self.owner_of(NetUid::new(focus))
        {
            return By::Signer(owner);
        }
        By::Signer(self.world.signer_for(kind, &mut self.rng))
    }

    /// The owner of a subnet, if it is one of the world's.
    pub(super) fn owner_of(&mut self, netuid: NetUid) -> Option<Who> {
        let owner = self
            .chain
            .read(|| pallet_subtensor::SubnetOwner::<Runtime>::try_get(netuid).ok())?;
        self.world.who(&owner)
    }

    /// The owner of a hotkey, if it is one of the world's.
    pub(super) fn coldkey_of(&mut self, hotkey: &AccountId) -> Option<Who> {
        let owner = self.chain.read(|| Subtensor::owning_coldkey(hotkey));
        self.world.who(&owner)
    }

    /// A subnet but root that suits.
    pub(super) fn a_subnet(&mut self, suits: impl Fn(NetUid) -> bool) -> Option<NetUid> {
        let suitable: Vec<NetUid> = self.chain.read(|| {
            let all = Subtensor::all_subnet_netuids().into_iter();
            all.filter(|netuid| !netuid.is_root() && suits(*netuid))
                .collect()
        });
        self.rng.pick(&suitable).copied()
    }

    /// Hotkeys of the world that are on a subnet.
    pub(super) fn neurons(&mut self, netuid: NetUid) -> Vec<(Who, AccountId)> {
        let hotkeys = self.chain.read(|| Subtensor::hotkeys_by_uid(netuid));
        hotkeys
            .into_iter()
            .flatten()
            .filter_map(|hotkey| Some((self.world.who(&hotkey)?, hotkey)))
            .collect()
    }

    /// A number between two, both included.
    pub(super) fn between(&mut self, least: u64, most: u64) -> u64 {
        least.saturating_add(self.rng.below(most.saturating_sub(least).saturating_add(1)))
    }
}

/// Settings that are not named as such.
const OF_ROOT: [&str; 5] = [
    "SubtensorModule.set_pending_childkey_cooldown",
    "SubtensorModule.dissolve_network",
    "SubtensorModule.root_dissolve_network",
    "Swap.set_fee_rate",
    "Commitments.set_max_space",
];

/// Calls besides settings that the owner of a subnet makes.
const OF_OWNERS: [&str; 8] = [
    "SubtensorModule.set_subnet_identity",
    "SubtensorModule.update_symbol",
    "SubtensorModule.set_tempo",
    "SubtensorModule.set_activity_cutoff_factor",
    "SubtensorModule.trigger_epoch",
    "SubtensorModule.start_call",
    "SubtensorModule.enable_voting_power_tracking",
    "SubtensorModule.disable_voting_power_tracking",
];

pub(super) fn never_by_sudo(kind: &str) -> bool {
    NEVER_BY_SUDO.iter().any(|pattern| {
        pattern
            .strip_suffix('*')
            .map_or(kind == *pattern, |prefix| kind.starts_with(prefix))
    })
}
