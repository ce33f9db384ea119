//! A chain in memory with as many full subnets as wanted, for benchmarks from storage to storage.
//!
//! All subnets look alike: a started token, a dynamic pool whose price lies below what the chain
//! pays in (so every block buys alpha), validators with a permit, stake and a row of weights, and
//! miners that the rows point at.

use pallet_subtensor as subtensor;
use sp_io::TestExternalities;
use sp_runtime::AccountId32;
use substrate_fixed::types::I96F32;
use taonet_primitives::{AlphaBalance, NetUid, NetUidStorageIndex, TaoBalance};
use taonet_runtime::{Runtime, RuntimeOrigin, SubtensorModule, System, genesis};

use crate::Random;

/// Blocks between two epochs of a subnet.
pub const TEMPO_BLOCKS: u16 = 360;

/// The block the chain is prepared in; the clocks are far from any edge there.
const FIRST_BLOCK: u32 = 10_000;

/// The first of the benchmark's subnets; the genesis has one of its own, which is not started.
pub const FIRST_SUBNET: u16 = 2;

/// How many subnets, and what each holds.
#[derive(Clone, Copy, Debug)]
pub struct ChainShape {
    /// Subnets besides root.
    pub subnets: u16,
    /// Neurons of each subnet.
    pub neurons: u16,
    /// The first of them, with permit, stake and weights.
    pub validators: u16,
    /// Entries of each row of weights.
    pub weights_a_row: u16,
}

impl ChainShape {
    /// Numbers of the subnets.
    pub fn netuids(&self) -> core::ops::Range<u16> {
        FIRST_SUBNET..FIRST_SUBNET.saturating_add(self.subnets)
    }
}

/// The account of a role on a subnet; roles count from 0.
#[must_use]
pub fn account(netuid: u16, role: u32) -> AccountId32 {
    let mut bytes = [0u8; 32];
    let mut random = Random::new((u64::from(netuid) << 32) | u64::from(role));
    for chunk in bytes.chunks_exact_mut(8) {
        chunk.copy_from_slice(&random.next_bits().to_le_bytes());
    }
    AccountId32::new(bytes)
}

/// Hotkey of a UID.
#[must_use]
pub fn hotkey(netuid: u16, uid: u16) -> AccountId32 {
    account(netuid, u32::from(uid))
}

/// Coldkey behind a UID.
#[must_use]
pub fn coldkey(netuid: u16, uid: u16) -> AccountId32 {
    account(netuid, 0x1_0000 | u32::from(uid))
}

/// Builds the chain. The first block after it is [`FIRST_BLOCK`] + 1.
///
/// # Panics
/// When the genesis or a subnet cannot be built: a defect of the benchmark.
#[must_use]
#[allow(
    clippy::expect_used,
    reason = "a benchmark that cannot start has failed"
)]
pub fn populated(shape: ChainShape) -> TestExternalities {
    let storage = genesis::storage(&genesis::dev(None), genesis::slot_duration_ms(false))
        .expect("the genesis builds");
    let mut chain = TestExternalities::new(storage);
    chain.execute_with(|| {
        System::set_block_number(FIRST_BLOCK);
        subtensor::SubnetLimit::<Runtime>::put(shape.subnets.saturating_add(FIRST_SUBNET));
        subtensor::MaxEpochsPerBlock::<Runtime>::put(u8::MAX);
        subtensor::TotalIssuance::<Runtime>::put(TaoBalance::new(5_000_000_000_000_000));
        for netuid in shape.netuids() {
            add_subnet(netuid, shape);
        }
    });
    // What the first block reads lies in the database, as on a node, not among its own changes.
    chain.commit_all().expect("the database takes the changes");
    chain
}

#[allow(
    clippy::expect_used,
    reason = "a benchmark that cannot start has failed"
)]
fn add_subnet(number: u16, shape: ChainShape) {
    let owner = account(number, 0x2_0000);
    endow(&owner, 2_000_000_000_000);
    subtensor::NetworkLastLockCost::<Runtime>::put(TaoBalance::new(1_000_000_000));
    SubtensorModule::remove_last_rate_limited_block(
        &subtensor::RateLimitKey::NetworkLastRegistered,
    );
    let netuid = SubtensorModule::create_subnet(&owner, &hotkey(number, 0), None)
        .expect("there is room for the subnet");
    assert_eq!(u16::from(netuid), number, "numbers are given in order");
    for uid in 1..shape.neurons {
        let (hotkey, coldkey) = (hotkey(number, uid), coldkey(number, uid));
        SubtensorModule::create_account_if_absent(&coldkey, &hotkey).expect("fresh accounts");
        SubtensorModule::append_neuron(netuid, &hotkey, 1);
    }
    start(netuid);
    seat_validators(netuid, shape);
}

fn start(netuid: NetUid) {
    let block = u64::from(FIRST_BLOCK);
    subtensor::FirstEmissionBlockNumber::<Runtime>::insert(netuid, 1);
    subtensor::SubtokenEnabled::<Runtime>::insert(netuid, true);
    subtensor::NetworkRegistrationAllowed::<Runtime>::insert(netuid, true);
    subtensor::SubnetEmissionEnabled::<Runtime>::insert(netuid, true);
    subtensor::CommitRevealWeightsEnabled::<Runtime>::insert(netuid, false);
    subtensor::WeightsSetRateLimit::<Runtime>::insert(netuid, 0);
    subtensor::Tempo::<Runtime>::insert(netuid, TEMPO_BLOCKS);
    subtensor::LastEpochBlock::<Runtime>::insert(netuid, block);
    // A price of 0.002 TAO: a 128th of the emission is worth more alpha than a block mints.
    subtensor::SubnetTAO::<Runtime>::insert(netuid, TaoBalance::new(2_000_000_000_000));
    subtensor::SubnetAlphaIn::<Runtime>::insert(netuid, AlphaBalance::new(1_000_000_000_000_000));
    subtensor::SubnetMovingPrice::<Runtime>::insert(netuid, I96F32::from_num(0.002));
    endow(
        &SubtensorModule::subnet_account_of(netuid),
        2_000_000_000_000,
    );
}

fn seat_validators(netuid: NetUid, shape: ChainShape) {
    let number = u16::from(netuid);
    let mut random = Random::new(u64::from(number));
    let index = NetUidStorageIndex::from(netuid);
    let permits = (0..shape.neurons).map(|uid| uid < shape.validators);
    subtensor::ValidatorPermit::<Runtime>::insert(netuid, permits.collect::<Vec<_>>());
    subtensor::MaxAllowedValidators::<Runtime>::insert(netuid, shape.validators);
    let updated = vec![u64::from(FIRST_BLOCK); usize::from(shape.neurons)];
    subtensor::LastUpdate::<Runtime>::insert(index, updated);
    for uid in 0..shape.validators {
        let (hotkey, coldkey) = match uid {
            0 => (hotkey(number, 0), account(number, 0x2_0000)),
            _ => (hotkey(number, uid), coldkey(number, uid)),
        };
        let stake_rao = 1_000_000_000_000 + random.below(1_000_000_000_000);
        SubtensorModule::increase_stake_for_hotkey_and_coldkey_on_subnet(
            &hotkey,
            &coldkey,
            netuid,
            AlphaBalance::new(stake_rao),
        );
        let row: Vec<(u16, u16)> = (0..shape.weights_a_row)
            .map(|step| (uid.wrapping_add(step) % shape.neurons, step))
            .map(|(dest, _)| (dest, u16::try_from(1 + random.below(65_535)).unwrap_or(1)))
            .collect();
        subtensor::Weights::<Runtime>::insert(index, uid, row);
    }
}

/// Gives an account `tao_rao` more.
pub fn endow(account: &AccountId32, tao_rao: u64) {
    use frame_support::traits::fungible::Mutate;
    let _ = taonet_runtime::Balances::mint_into(account, TaoBalance::new(tao_rao));
}

/// Goes to the next block and runs its block step.
pub fn step() {
    let block = System::block_number().saturating_add(1);
    System::set_block_number(block);
    // Events of a block are cleared when the next one starts.
    System::reset_events();
    SubtensorModule::block_step();
}

/// Makes the epochs of the first `count` subnets due in the next block, and no others.
pub fn make_epochs_due(count: u16, shape: ChainShape) {
    let block = u64::from(System::block_number());
    for number in shape.netuids() {
        let last = if number < FIRST_SUBNET.saturating_add(count) {
            block.saturating_sub(u64::from(TEMPO_BLOCKS))
        } else {
            block
        };
        subtensor::LastEpochBlock::<Runtime>::insert(NetUid::new(number), last);
    }
}

/// The signed origin of an account.
#[must_use]
pub fn signed(account: AccountId32) -> RuntimeOrigin {
    RuntimeOrigin::signed(account)
}
