//! Weights: set, committed and revealed, and locked until the beacon opens them.

use codec::Encode;
use pallet_subtensor::{
    CommitRevealWeightsEnabled, CommitRevealWeightsVersion, MinAllowedWeights, WeightCommits,
    WeightsVersionKey, weights::TimelockedWeights,
};
use sp_core::H256;
use taonet_primitives::{MechId, NetUid, NetUidStorageIndex};
use taonet_runtime::Runtime;
use taonet_timelock::Randomness;

use super::*;

type Subtensor = pallet_subtensor::Pallet<Runtime>;

/// Blocks that a story waits for the epoch of its reveal, at most.
const PATIENCE_BLOCKS: u32 = 120;

/// A row of weights of a hotkey that may set it.
#[derive(Clone)]
struct Row {
    netuid: NetUid,
    mecid: MechId,
    who: Who,
    hotkey: AccountId,
    uids: Vec<u16>,
    values: Vec<u16>,
    salt: Vec<u16>,
    version_key: u64,
}

/// A row for a subnet with or without commit and reveal.
fn row(run: &mut Run, reveals: bool) -> Option<Row> {
    let netuid =
        run.a_subnet(|netuid| CommitRevealWeightsEnabled::<Runtime>::get(netuid) == reveals)?;
    let neurons = run.neurons(netuid);
    let able: Vec<(Who, AccountId)> = run.chain.read(|| {
        let may = |hotkey: &AccountId| {
            let uid = Subtensor::uid_for_hotkey(netuid, hotkey);
            Subtensor::check_weights_min_stake(hotkey, netuid)
                && uid.is_some_and(|uid| {
                    Subtensor::has_validator_permit(netuid, uid)
                        || Subtensor::subnet_owner_uid(netuid) == Some(uid)
                })
        };
        neurons
            .into_iter()
            .filter(|(_, hotkey)| may(hotkey))
            .collect()
    });
    let (who, hotkey) = run.rng.pick(&able).cloned()?;
    let (size, least, mechanisms, version_key) = run.chain.read(|| {
        (
            Subtensor::subnetwork_n(netuid),
            MinAllowedWeights::<Runtime>::get(netuid),
            Subtensor::mechanism_count(netuid),
            WeightsVersionKey::<Runtime>::get(netuid),
        )
    });
    let count = u64::from(least) + run.rng.below(4);
    let count = u16::try_from(count).unwrap_or(size).clamp(1, size.max(1));
    let mut number = || u16::try_from(run.rng.below(65_535)).unwrap_or(0) + 1;
    Some(Row {
        netuid,
        who,
        hotkey,
        uids: (0..count).collect(),
        values: (0..count).map(|_| number()).collect(),
        salt: (0..4).map(|_| number()).collect(),
        mecid: MechId::new(u8::try_from(run.rng.below(mechanisms.into())).unwrap_or(0)),
        version_key,
    })
}

/// Weights set at once.
pub(super) fn rows(run: &mut Run) {
    let Some(row) = row(run, false) else {
        return;
    };
    let netuid = u16::from(row.netuid);
    let by = By::Signer(row.who);
    match run.rng.below(3) {
        0 => {
            let args = json!({ "netuid": netuid, "dests": row.uids, "weights": row.values,
                "version_key": row.version_key });
            run.act(by, "SubtensorModule.set_weights", &args);
        }
        1 => {
            let args = json!({ "netuid": netuid, "mecid": u8::from(row.mecid), "dests": row.uids,
                "weights": row.values, "version_key": row.version_key });
            run.act(by, "SubtensorModule.set_mechanism_weights", &args);
        }
        _ => {
            let pairs: Vec<(u16, u16)> = row.uids.into_iter().zip(row.values).collect();
            let args = json!({ "netuids": [netuid], "weights": [pairs],
                "version_keys": [row.version_key] });
            run.act(by, "SubtensorModule.batch_set_weights", &args);
        }
    }
}

/// How weights are committed and revealed.
#[derive(Clone, Copy)]
enum Way {
    Plain,
    OfMechanism,
    Batch,
}

impl Row {
    fn index(&self) -> NetUidStorageIndex {
        NetUidStorageIndex::of(self.netuid, self.mecid)
    }

    fn hash(&self) -> H256 {
        Subtensor::weights_commit_hash(
            &self.hotkey,
            self.index(),
            &self.uids,
            &self.values,
            &self.salt,
            self.version_key,
        )
    }
}

/// Weights are committed as a hash, and revealed in their epoch.
pub(super) fn commit_and_reveal(run: &mut Run) {
    let Some(mut row) = row(run, true) else {
        return;
    };
    let way = match run.rng.below(3) {
        0 => Way::Plain,
        1 => Way::OfMechanism,
        _ => Way::Batch,
    };
    if !matches!(way, Way::OfMechanism) {
        row.mecid = MechId::MAIN;
    }
    let netuid = u16::from(row.netuid);
    let hash = bytes(row.hash().as_bytes());
    let by = By::Signer(row.who);
    let committed = match way {
        Way::Plain => {
            let args = json!({ "netuid": netuid, "commit_hash": hash });
            run.act(by, "SubtensorModule.commit_weights", &args)
        }
        Way::OfMechanism => {
            let args = json!({ "netuid": netuid, "mecid": u8::from(row.mecid),
                "commit_hash": hash });
            run.act(by, "SubtensorModule.commit_mechanism_weights", &args)
        }
        Way::Batch => {
            let args = json!({ "netuids": [netuid], "commit_hashes": [hash] });
            run.act(by, "SubtensorModule.batch_commit_weights", &args)
        }
    };
    if committed {
        let until = run.chain.number() + PATIENCE_BLOCKS;
        run.later(2, move |run| reveal(run, row, way, until));
    }
}

/// Reveals if it is time, and else comes back, unless the commit is gone.
fn reveal(run: &mut Run, row: Row, way: Way, until: u32) {
    let hash = row.hash();
    let epoch = run.chain.read(|| {
        let commits = WeightCommits::<Runtime>::get(row.index(), &row.hotkey)?;
        commits
            .iter()
            .find(|(known, ..)| *known == hash)
            .map(|(_, epoch, ..)| *epoch)
    });
    let Some(epoch) = epoch else {
        return;
    };
    if !run
        .chain
        .read(|| Subtensor::is_reveal_epoch(row.netuid, epoch))
    {
        if run.chain.number() < until {
            run.later(2, move |run| reveal(run, row, way, until));
        }
        return;
    }
    let netuid = u16::from(row.netuid);
    let by = By::Signer(row.who);
    match way {
        Way::Plain => {
            let args = json!({ "netuid": netuid, "uids": row.uids, "values": row.values,
                "salt": row.salt, "version_key": row.version_key });
            run.act(by, "SubtensorModule.reveal_weights", &args);
        }
        Way::OfMechanism => {
            let args = json!({ "netuid": netuid, "mecid": u8::from(row.mecid), "uids": row.uids,
                "values": row.values, "salt": row.salt, "version_key": row.version_key });
            run.act(by, "SubtensorModule.reveal_mechanism_weights", &args);
        }
        Way::Batch => {
            let args = json!({ "netuid": netuid, "uids_list": [row.uids],
                "values_list": [row.values], "salts_list": [row.salt],
                "version_keys": [row.version_key] });
            run.act(by, "SubtensorModule.batch_reveal_weights", &args);
        }
    }
}

/// Weights are locked until a round of the beacon, and the chain opens them by itself.
pub(super) fn timelocked(run: &mut Run) {
    let Some(row) = row(run, true) else {
        return;
    };
    let opened = TimelockedWeights {
        hotkey: row.hotkey.encode(),
        uids: row.uids.clone(),
        values: row.values.clone(),
        version_key: row.version_key,
    };
    let Some((commit, round)) = lock(run, &opened.encode()) else {
        return;
    };
    let netuid = u16::from(row.netuid);
    let version = run.chain.read(CommitRevealWeightsVersion::<Runtime>::get);
    let (mecid, by) = (u8::from(row.mecid), By::Signer(row.who));
    match run.rng.below(3) {
        0 => {
            let args = json!({ "netuid": netuid, "commit": commit, "reveal_round": round,
                "commit_reveal_version": version });
            run.act(by, "SubtensorModule.commit_timelocked_weights", &args);
        }
        1 => {
            let args = json!({ "netuid": netuid, "mecid": mecid, "commit": commit,
                "reveal_round": round, "commit_reveal_version": version });
            run.act(
                by,
                "SubtensorModule.commit_timelocked_mechanism_weights",
                &args,
            );
        }
        _ => {
            let args = json!({ "netuid": netuid, "mecid": mecid, "commit": commit,
                "reveal_round": round });
            run.act(by, "SubtensorModule.commit_crv3_mechanism_weights", &args);
        }
    }
}

/// Bytes locked until one of the next rounds, and the round. Now and then it is one that has been,
/// and now and then nothing that anybody could open.
pub(super) fn lock(run: &mut Run, plain: &[u8]) -> Option<(Value, u64)> {
    let round = run.round() + run.rng.below(3);
    if run.rng.chance(5) {
        return Some((bytes(&[7; 300]), round));
    }
    let mut noise = || u8::try_from(run.rng.below(256)).unwrap_or(0);
    let randomness = Randomness {
        key: std::array::from_fn(|_| noise()),
        sigma: std::array::from_fn(|_| noise()),
        nonce: std::array::from_fn(|_| noise()),
    };
    let key = run.world.beacon().public_key();
    let sealed = taonet_timelock::encrypt(&key, round, plain, &randomness).ok()?;
    Some((bytes(&sealed.to_bytes()), round))
}
