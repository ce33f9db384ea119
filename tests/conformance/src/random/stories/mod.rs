//! Stories: calls that make sense only one after another.
//!
//! A random call knows nothing of those before it. It will hardly ever reveal what was committed, pay
//! into a crowdloan that is open, or cancel a call that is scheduled. A story does: it looks at the
//! chain, makes a call, and comes back some blocks later for the next. Other calls happen in between,
//! so any step of a story may fail, and then it ends.

mod accounts;
mod crowdloans;
mod keys;
mod market;
mod multisigs;
mod neurons;
mod owners;
mod proxies;
mod root;
mod schedules;
mod weights;

use serde_json::{Value, json};
use taonet_runtime::AccountId;

use super::{
    Who,
    run::{By, Run},
    world::hex,
};

/// Rao in a TAO.
const TAO: u64 = 1_000_000_000;

type Story = fn(&mut Run);

/// All stories.
const STORIES: [Story; 44] = [
    accounts::batches,
    accounts::other_origins,
    accounts::preimages,
    crowdloans::funds_an_account,
    crowdloans::given_up,
    crowdloans::leases_a_subnet,
    crowdloans::terms,
    keys::announced_swap,
    keys::disputed_swap,
    keys::evm_key,
    keys::swap_by_root,
    keys::takes,
    keys::withdrawn_swap,
    market::batched_orders,
    market::commitment,
    market::moves,
    market::orders,
    market::sealed,
    multisigs::alone,
    multisigs::called_off,
    multisigs::together,
    neurons::children,
    neurons::serve,
    owners::dynamic_tempo,
    owners::mechanisms,
    owners::new_subnet,
    owners::settings,
    owners::start,
    owners::trims,
    proxies::acts,
    proxies::announced,
    proxies::pure,
    proxies::rejected,
    root::authorities,
    root::balances,
    root::code,
    root::safe_mode,
    root::special_settings,
    root::storage,
    root::sudo_key,
    schedules::named,
    schedules::numbered,
    weights::commit_and_reveal,
    weights::rows,
];

/// Begins one of the stories.
pub(super) fn begin_one(run: &mut Run) {
    if run.rng.chance(8) {
        // Several of a kind may be under way, and this one needs the most company.
        return weights::timelocked(run);
    }
    if let Some(story) = run.rng.pick(&STORIES).copied() {
        story(run);
    }
}

/// What nobody can undo: root resigns.
pub(super) fn finale(run: &mut Run) {
    run.act(By::Signer(Who::Sudo), "Sudo.remove_key", &json!({}));
}

/// The account of somebody, in JSON.
fn of(run: &Run, who: Who) -> Value {
    hex(&run.world.account(who))
}

/// Bytes, in JSON.
fn bytes(bytes: &[u8]) -> Value {
    format!("0x{}", hex::encode(bytes)).into()
}

/// Two different coldkeys.
fn two(run: &mut Run) -> (Who, Who) {
    let one = run.world.some_coldkey(&mut run.rng);
    loop {
        let other = run.world.some_coldkey(&mut run.rng);
        if other != one {
            return (one, other);
        }
    }
}

/// A call that nearly always succeeds, to be carried by others: a small transfer.
fn transfer(run: &mut Run, to: &AccountId) -> Value {
    let value = run.between(TAO / 1_000, TAO);
    json!({ "Balances": { "transfer_keep_alive": { "dest": hex(to), "value": value } } })
}

/// A call without effect, so long.
fn remark(length: usize) -> Value {
    json!({ "System": { "remark": bytes(&vec![7; length]) } })
}
