//! The chain: subnet 1 with hotkeys 1 to 9, subnet 2 with hotkey 1, and a local beacon.

use frame_support::{derive_impl, storage::unhashed};
use sp_runtime::{BuildStorage, traits::IdentityLookup};
use taonet_primitives::{NetUid, PulseSource};
use taonet_timelock::{BeaconSecretKey, Randomness, encrypt};

use crate::{self as pallet_commitments, *};

type Block = frame_system::mocking::MockBlock<Test>;

frame_support::construct_runtime!(
    pub enum Test {
        System: frame_system = 0,
        Commitments: pallet_commitments = 18,
    }
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
    type Block = Block;
    type Lookup = IdentityLookup<u64>;
}

#[allow(
    unreachable_pub,
    reason = "the runtime made here is public to the macros"
)]
pub struct World;

const EPOCH: &[u8] = b"epoch";
const ROUND: &[u8] = b"round";
const RESETS: &[u8] = b"resets";

impl CommittedSubnets<u64> for World {
    fn is_registered(netuid: NetUid, hotkey: &u64) -> bool {
        (netuid == ONE && (1..10).contains(hotkey)) || (netuid == TWO && *hotkey == 1)
    }

    fn epoch_index(_: NetUid) -> u64 {
        unhashed::get_or_default(EPOCH)
    }

    fn reset_bonds(netuid: NetUid, hotkey: &u64) {
        let mut resets = bond_resets();
        resets.push((netuid, *hotkey));
        unhashed::put(RESETS, &resets);
    }
}

impl PulseSource for World {
    fn signature_of(round: u64) -> Option<Vec<u8>> {
        let known = round <= Self::last_stored_round();
        known.then(|| match round {
            BROKEN_ROUND => vec![1; 48],
            _ => beacon().sign(round).to_bytes().to_vec(),
        })
    }

    fn last_stored_round() -> u64 {
        unhashed::get_or_default(ROUND)
    }
}

impl Config for Test {
    type Subnets = World;
    type Pulses = World;
}

pub(super) const ONE: NetUid = NetUid::new(1);
pub(super) const TWO: NetUid = NetUid::new(2);

/// A round whose stored pulse is no point of the curve.
pub(super) const BROKEN_ROUND: u64 = 66;

pub(super) fn beacon() -> BeaconSecretKey {
    BeaconSecretKey::from_seed(b"local")
}

/// Goes on to an epoch.
pub(super) fn set_epoch(epoch: u64) {
    unhashed::put(EPOCH, &epoch);
}

/// Publishes all rounds up to this one.
pub(super) fn publish(round: u64) {
    unhashed::put(ROUND, &round);
}

/// What bonds were asked to be forgotten.
pub(super) fn bond_resets() -> Vec<(NetUid, u64)> {
    unhashed::get_or_default(RESETS)
}

/// A chain at block 10 without commitments.
pub(super) fn chain() -> sp_io::TestExternalities {
    let storage = frame_system::GenesisConfig::<Test>::default()
        .build_storage()
        .unwrap();
    let mut ext = sp_io::TestExternalities::new(storage);
    ext.execute_with(|| System::set_block_number(10));
    ext
}

pub(super) fn raw(text: &[u8]) -> Data {
    Data::Raw(text.to_vec().try_into().unwrap())
}

/// A field that says the text when the round is published.
pub(super) fn locked(text: &[u8], round: u64) -> Data {
    locked_to(text, round, round)
}

/// A field that is encrypted to one round and claims to be to another.
pub(super) fn locked_to(text: &[u8], encrypted_to: u64, reveal_round: u64) -> Data {
    let randomness = Randomness {
        key: [1; 32],
        sigma: [2; 32],
        nonce: [3; 12],
    };
    let sealed = encrypt(&beacon().public_key(), encrypted_to, text, &randomness).unwrap();
    Data::TimelockEncrypted {
        encrypted: sealed.to_bytes().try_into().unwrap(),
        reveal_round,
    }
}

pub(super) fn info(fields: &[Data]) -> Box<CommitmentInfo> {
    Box::new(CommitmentInfo {
        fields: fields.to_vec().try_into().unwrap(),
    })
}

pub(super) fn commit(hotkey: u64, fields: &[Data]) -> sp_runtime::DispatchResult {
    Commitments::set_commitment(RuntimeOrigin::signed(hotkey), ONE, info(fields))
}

/// The fields that are stored.
pub(super) fn fields_of(hotkey: u64) -> Vec<Data> {
    CommitmentOf::<Test>::get(ONE, hotkey)
        .map(|registration| registration.info.fields.into_inner())
        .unwrap_or_default()
}

/// Runs the block hook of the next block.
pub(super) fn next_block() {
    use frame_support::traits::Hooks;
    let next = System::block_number() + 1;
    System::set_block_number(next);
    System::reset_events();
    Commitments::on_initialize(next);
    assert_eq!(Commitments::check_state(), Ok(()));
}

pub(super) fn events() -> Vec<RuntimeEvent> {
    System::events()
        .into_iter()
        .map(|record| record.event)
        .collect()
}
