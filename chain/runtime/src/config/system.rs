//! frame-system: blocks, weights and accounts.

use crate::{
    AccountId, Balance, Block, BlockNumber, Hash, Nonce, PalletInfo, Runtime, RuntimeCall,
    RuntimeEvent, RuntimeOrigin, RuntimeTask, VERSION, extensions::InBaseWeight,
    filters::BaseFilter,
};
use frame_support::{
    derive_impl,
    dispatch::DispatchClass,
    parameter_types,
    traits::ConstU32,
    weights::{RuntimeDbWeight, Weight, constants::WEIGHT_REF_TIME_PER_SECOND},
};
use frame_system::limits::{BlockLength, BlockWeights};
use sp_runtime::{Perbill, traits::AccountIdLookup};
use sp_version::RuntimeVersion;

/// Share of a block that ordinary transactions may fill.
const NORMAL_DISPATCH_RATIO: Perbill = Perbill::from_percent(75);

/// Four seconds of execution in a block; the size of the proof is not limited.
const MAXIMUM_BLOCK_WEIGHT: Weight = Weight::from_parts(4 * WEIGHT_REF_TIME_PER_SECOND, u64::MAX);

/// Weight of a block without transactions, ps of `ref_time`.
const BASE_BLOCK_WEIGHT_PS: u64 = 431_614_000;

/// Weight of a transaction whose call does nothing, ps of `ref_time`.
const BASE_EXTRINSIC_WEIGHT_PS: u64 = 108_157_000;

/// Length of a block in bytes.
const MAXIMUM_BLOCK_LENGTH_BYTES: u32 = 10 * 1024 * 1024;

parameter_types! {
    pub const BlockHashCount: BlockNumber = 2_400;
    pub const Version: RuntimeVersion = VERSION;
    pub const SS58Prefix: u16 = 42;
    pub const DbWeight: RuntimeDbWeight = RuntimeDbWeight { read: 25_000_000, write: 100_000_000 };
    pub RuntimeBlockWeights: BlockWeights = block_weights();
    pub RuntimeBlockLength: BlockLength = block_length();
}

fn block_length() -> BlockLength {
    BlockLength::builder()
        .max_length(MAXIMUM_BLOCK_LENGTH_BYTES)
        .modify_max_length_for_class(DispatchClass::Normal, |length| {
            *length = NORMAL_DISPATCH_RATIO * MAXIMUM_BLOCK_LENGTH_BYTES;
        })
        .build()
}

fn block_weights() -> BlockWeights {
    BlockWeights::builder()
        .base_block(Weight::from_parts(BASE_BLOCK_WEIGHT_PS, 0))
        .for_class(DispatchClass::all(), |weights| {
            weights.base_extrinsic = Weight::from_parts(BASE_EXTRINSIC_WEIGHT_PS, 0);
        })
        .for_class(DispatchClass::Normal, |weights| {
            weights.max_total = Some(NORMAL_DISPATCH_RATIO * MAXIMUM_BLOCK_WEIGHT);
        })
        .for_class(DispatchClass::Operational, |weights| {
            weights.max_total = Some(MAXIMUM_BLOCK_WEIGHT);
            weights.reserved =
                Some(MAXIMUM_BLOCK_WEIGHT - NORMAL_DISPATCH_RATIO * MAXIMUM_BLOCK_WEIGHT);
        })
        .avg_block_initialization(Perbill::from_percent(10))
        .build_or_panic()
}

#[derive_impl(frame_system::config_preludes::SolochainDefaultConfig)]
impl frame_system::Config for Runtime {
    type BaseCallFilter = BaseFilter;
    type BlockWeights = RuntimeBlockWeights;
    type BlockLength = RuntimeBlockLength;
    type AccountId = AccountId;
    type Lookup = AccountIdLookup<AccountId, ()>;
    type Nonce = Nonce;
    type Hash = Hash;
    type Block = Block;
    type BlockHashCount = BlockHashCount;
    type DbWeight = DbWeight;
    type Version = Version;
    type PalletInfo = PalletInfo;
    type AccountData = pallet_balances::AccountData<Balance>;
    type ExtensionsWeightInfo = InBaseWeight;
    type SystemWeightInfo = frame_system::weights::SubstrateWeight<Runtime>;
    type SS58Prefix = SS58Prefix;
    type MaxConsumers = ConstU32<16>;
}
