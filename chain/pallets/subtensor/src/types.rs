//! Composite types that the pallet stores. Field order is wire data.

use alloc::{collections::BTreeSet, vec::Vec};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{BoundedVec, traits::ConstU32};
use scale_info::TypeInfo;
use sp_arithmetic::Percent;
use substrate_fixed::types::{I96F32, U64F64};
use taonet_primitives::{AlphaBalance, NetUid, TaoBalance};

/// Longest accepted ciphertext of a timelocked commit, in bytes.
pub const MAX_COMMIT_BYTES: u32 = 5_000;

/// Unsigned counterpart of `I96F32`: 96 integer and 32 fraction bits.
pub type U96F32 = substrate_fixed::FixedU128<substrate_fixed::types::extra::U32>;

/// Where and how a neuron answers requests.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
)]
#[scale_info(replace_segment("types", "pallet"))]
pub struct AxonInfo {
    /// Block of the last update.
    pub block: u64,
    /// Version of the serving software.
    pub version: u32,
    /// Address as a number, by `ip_type`.
    pub ip: u128,
    /// Port.
    pub port: u16,
    /// 4 or 6.
    pub ip_type: u8,
    /// Transport protocol, as the neuron numbers it.
    pub protocol: u8,
    /// Free for the neuron's use.
    pub placeholder1: u8,
    /// Free for the neuron's use.
    pub placeholder2: u8,
}

/// Where a neuron exposes its metrics.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
)]
#[scale_info(replace_segment("types", "pallet"))]
pub struct PrometheusInfo {
    /// Block of the last update.
    pub block: u64,
    /// Version of the serving software.
    pub version: u32,
    /// Address as a number, by `ip_type`.
    pub ip: u128,
    /// Port.
    pub port: u16,
    /// 4 or 6.
    pub ip_type: u8,
}

/// Public key of a neuron's TLS certificate.
#[derive(
    Clone,
    Debug,
    Default,
    PartialEq,
    Eq,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
)]
#[scale_info(replace_segment("types", "pallet"))]
pub struct NeuronCertificate {
    /// The key.
    pub public_key: BoundedVec<u8, ConstU32<64>>,
    /// Its algorithm.
    pub algorithm: u8,
}

/// What a coldkey says about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
#[scale_info(replace_segment("types", "pallet"))]
pub struct ChainIdentityV2 {
    /// Display name.
    pub name: Vec<u8>,
    /// Web page.
    pub url: Vec<u8>,
    /// Source repository.
    pub github_repo: Vec<u8>,
    /// Image address.
    pub image: Vec<u8>,
    /// Discord contact.
    pub discord: Vec<u8>,
    /// Free text.
    pub description: Vec<u8>,
    /// More free text.
    pub additional: Vec<u8>,
}

/// What an owner says about a subnet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
#[scale_info(replace_segment("types", "pallet"))]
pub struct SubnetIdentityV3 {
    /// Display name.
    pub subnet_name: Vec<u8>,
    /// Source repository.
    pub github_repo: Vec<u8>,
    /// Contact.
    pub subnet_contact: Vec<u8>,
    /// Web page.
    pub subnet_url: Vec<u8>,
    /// Discord contact.
    pub discord: Vec<u8>,
    /// Free text.
    pub description: Vec<u8>,
    /// Logo address.
    pub logo_url: Vec<u8>,
    /// More free text.
    pub additional: Vec<u8>,
}

/// What a coldkey wants done with its root dividends.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
#[scale_info(replace_segment("types", "pallet"))]
pub enum RootClaimTypeEnum {
    /// Sell the alpha and stake the TAO on root.
    #[default]
    Swap,
    /// Keep the alpha staked where it was earned.
    Keep,
    /// Keep it on these subnets and sell it on all others.
    KeepSubnets {
        /// Where to keep.
        subnets: BTreeSet<NetUid>,
    },
}

/// What happens to incentive addressed to slots of the subnet's owner.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
)]
#[scale_info(replace_segment("types", "pallet"))]
pub enum RecycleOrBurnEnum {
    /// It stays issued but belongs to nobody.
    #[default]
    Burn,
    /// It leaves the issuance.
    Recycle,
}

/// Locked alpha at `last_update`. Later values follow from the rates.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
)]
#[scale_info(replace_segment("types", "staking"))]
pub struct LockState {
    /// Alpha that may not leave.
    pub locked_mass: AlphaBalance,
    /// Conviction earned by it.
    pub conviction: U64F64,
    /// Block of both figures.
    pub last_update: u64,
}

/// A subnet held by a crowd: who runs it, and for how long.
#[derive(
    Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
#[scale_info(replace_segment("types", "subnets"))]
pub struct SubnetLease<AccountId, BlockNumber> {
    /// Who runs the subnet.
    pub beneficiary: AccountId,
    /// Owner account made for the lease.
    pub coldkey: AccountId,
    /// Owner hotkey made for the lease.
    pub hotkey: AccountId,
    /// Part of the owner's alpha that the contributors share.
    pub emissions_share: Percent,
    /// When the lease ends, if ever.
    pub end_block: Option<BlockNumber>,
    /// The subnet.
    pub netuid: NetUid,
    /// What the registration cost.
    pub cost: TaoBalance,
}

/// Miner collateral of one position.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
)]
#[scale_info(replace_segment("types", "pallet"))]
pub struct MinerCollateralState {
    /// Alpha held.
    pub locked: AlphaBalance,
    /// Alpha released per alpha earned.
    pub drain_ratio: U64F64,
    /// Floor below which nothing is released.
    pub min_locked: AlphaBalance,
    /// Alpha earned so far.
    pub earned: AlphaBalance,
}

/// A subnet registration that waits for a slot.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
#[scale_info(replace_segment("types", "subnets"))]
pub struct NetworkRegistrationInfo<AccountId> {
    /// Future owner.
    pub coldkey: AccountId,
    /// Its hotkey.
    pub hotkey: AccountId,
    /// Kind of pool.
    pub mechid: u16,
    /// Identity to store.
    pub identity: Option<SubnetIdentityV3>,
    /// TAO set aside.
    pub lock_amount: TaoBalance,
    /// Median price at the time, which sizes the pool.
    pub median_subnet_alpha_price: U64F64,
    /// Block of the request.
    pub registration_block: u64,
    /// Number of the hold.
    pub lock_id: u32,
}

/// How far the removal of a subnet has come.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
#[scale_info(replace_segment("types", "subnets"))]
pub struct DissolveCleanupStatus {
    /// The subnet.
    pub netuid: NetUid,
    /// What is being removed.
    pub phase: DissolveCleanupPhase,
    /// Where the scan of that map stopped.
    pub last_key: Option<Vec<u8>>,
    /// Alpha value counted so far.
    pub subnet_total_alpha_value: Option<u128>,
    /// TAO paid out so far.
    pub subnet_distributed_tao: Option<u128>,
}

/// Steps of removing a subnet, in order.
#[allow(missing_docs, reason = "each step is named after what it clears")]
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
)]
#[scale_info(replace_segment("types", "subnets"))]
pub enum DissolveCleanupPhase {
    SubnetRootDividendsRootClaimable,
    SubnetRootDividendsRootClaimed,
    AlphaInOutStakesGetTotalAlphaValue,
    AlphaInOutStakesSettleStakes,
    AlphaInOutStakesAlpha,
    AlphaInOutStakesHotkeyTotals,
    AlphaInOutStakesLocks,
    AlphaInOutStakesDecayingLocks,
    AlphaInOutStakes,
    ProtocolLiquidity,
    PurgeNetuid,
    NetworkIsNetworkMember,
    NetworkParameters,
    NetworkMapParameters,
    NetworkUpdateWeightsOnRoot,
    NetworkChildkeyTake,
    NetworkChildkeys,
    NetworkParentkeys,
    NetworkLastHotkeyEmissionOnNetuid,
    NetworkTotalHotkeyAlphaLastEpoch,
    NetworkTransactionKeyLastBlock,
    NetworkLock,
    NetworkDecayingLock,
}

/// What a rate limit counts. The encoding is the storage key.
#[derive(
    Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
#[scale_info(replace_segment("types", "pallet_subtensor"))]
pub enum RateLimitKey<AccountId> {
    /// Changes of a subnet's owner hotkey.
    SetSNOwnerHotkey(NetUid),
    /// Changes of a hyperparameter by a subnet's owner.
    OwnerHyperparamUpdate(NetUid, Hyperparameter),
    /// Registrations of subnets, by anyone.
    NetworkLastRegistered,
    /// Hotkey swaps of a coldkey.
    LastTxBlock(AccountId),
    /// Rises of a child-key take.
    LastTxBlockChildKeyTake(AccountId),
    /// Rises of a delegate take.
    LastTxBlockDelegateTake(AccountId),
    /// Purchases that are burned at once.
    AddStakeBurn(NetUid),
}

/// Hyperparameters whose changes by an owner are limited one by one.
#[allow(
    missing_docs,
    reason = "each variant is named after its hyperparameter"
)]
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
)]
#[scale_info(replace_segment("types", "limits"))]
pub enum Hyperparameter {
    Unknown,
    ServingRateLimit,
    MaxDifficulty,
    AdjustmentAlpha,
    MaxWeightLimit,
    ImmunityPeriod,
    MinAllowedWeights,
    Kappa,
    Rho,
    ActivityCutoff,
    PowRegistrationAllowed,
    MinBurn,
    MaxBurn,
    BondsMovingAverage,
    BondsPenalty,
    CommitRevealEnabled,
    LiquidAlphaEnabled,
    AlphaValues,
    WeightCommitInterval,
    TransferEnabled,
    AlphaSigmoidSteepness,
    Yuma3Enabled,
    BondsResetEnabled,
    ImmuneNeuronLimit,
    RecycleOrBurn,
    MaxAllowedUids,
    BurnHalfLife,
    BurnIncreaseMult,
    SubnetEmissionEnabled,
    MinChildkeyTake,
    ActivityCutoffFactorMilli,
    TriggerEpoch,
    CollateralLockShare,
    CollateralDrainRatio,
}

/// Claimable alpha per unit of root stake, by subnet.
pub type ClaimRates = alloc::collections::BTreeMap<NetUid, I96F32>;
