//! The protocol's own pallets: subnets, pools, the alpha ledger and their settings.

use crate::{
    AlphaAssets, Aura, Balance, Balances, BlockNumber, Commitments, Crowdloan, Drand, Grandpa,
    Runtime, SubtensorModule, Swap,
    fees::Author,
    pace::{IsFast, Paced},
    proxy::LeaseProxies,
};
use core::num::NonZeroU64;
use frame_support::{
    BoundedVec, PalletId, parameter_types,
    traits::{ConstBool, ConstU16, ConstU32, ConstU64},
};
use sp_consensus_aura::sr25519::AuthorityId as AuraId;
use sp_consensus_grandpa::AuthorityList;
use sp_runtime::{DispatchResult, Percent};

use super::consensus::MaxAuthorities;

/// One TAO in rao.
const TAO: u64 = 1_000_000_000;

/// Blocks of a day at 12 s.
const DAYS: u64 = 7_200;

parameter_types! {
    pub const InitialAlphaSigmoidSteepness: i16 = 1_000;
    pub const InitialIssuance: Balance = Balance::ZERO;
    pub const InitialRecycled: Balance = Balance::ZERO;
    pub const InitialBurn: Balance = Balance::new(TAO / 10);
    pub const InitialMinBurn: Balance = Balance::new(TAO / 2_000);
    pub const InitialMaxBurn: Balance = Balance::new(100 * TAO);
    pub const MinBurnUpperBound: Balance = Balance::new(TAO);
    pub const MaxBurnLowerBound: Balance = Balance::new(TAO / 10);
    pub const InitialMinStake: Balance = Balance::new(2_000_000);
    pub const InitialMinTransfer: Balance = Balance::new(TAO / 10_000);
    pub const InitialNetworkMinLockCost: Balance = Balance::new(1_000 * TAO);
    pub const KeySwapCost: Balance = Balance::new(TAO / 10);
    pub const KeySwapOnSubnetCost: Balance = Balance::new(TAO / 1_000);
    pub const MaxImmuneUidsPercentage: Percent = Percent::from_percent(80);
    pub const SubtensorPalletId: PalletId = PalletId(*b"subtensr");
    pub const BurnAccountId: PalletId = PalletId(*b"burntnsr");
    pub const SwapProtocolId: PalletId = PalletId(*b"ten/swap");
    pub const SwapMinimumReserve: NonZeroU64 = NonZeroU64::MIN.saturating_add(999_999);
}

impl pallet_alpha_assets::Config for Runtime {}

impl pallet_swap::Config for Runtime {
    type Subnets = SubtensorModule;
    type ProtocolId = SwapProtocolId;
    type MaxFeeRate = ConstU16<10_000>;
    type MinimumLiquidity = ConstU64<1_000>;
    type MinimumReserve = SwapMinimumReserve;
}

impl pallet_subtensor::Config for Runtime {
    type Currency = Balances;
    type SwapInterface = Swap;
    type AlphaAssets = AlphaAssets;
    type BlockAuthor = Author;
    type Crowdloans = Crowdloan;
    type LeaseProxy = LeaseProxies;
    type Commitments = Commitments;
    type Pulses = Drand;

    type InitialIssuance = InitialIssuance;
    type InitialMinAllowedWeights = ConstU16<1_024>;
    type InitialEmissionValue = ConstU16<0>;
    type InitialTempo = Paced<u16, 360, 10>;
    type InitialDifficulty = ConstU64<10_000_000>;
    type InitialMaxDifficulty = ConstU64<{ u64::MAX / 4 }>;
    type InitialMinDifficulty = ConstU64<10_000_000>;
    type InitialRAORecycledForRegistration = InitialRecycled;
    type InitialBurn = InitialBurn;
    type InitialMaxBurn = InitialMaxBurn;
    type InitialMinBurn = InitialMinBurn;
    type InitialMinStake = InitialMinStake;
    type InitialMinTransfer = InitialMinTransfer;
    type MinBurnUpperBound = MinBurnUpperBound;
    type MaxBurnLowerBound = MaxBurnLowerBound;
    type MinTempo = ConstU16<360>;
    type MaxTempo = ConstU16<50_400>;
    type MinActivityCutoffFactorMilli = ConstU32<1_000>;
    type MaxActivityCutoffFactorMilli = ConstU32<50_000>;
    type InitialAdjustmentInterval = ConstU16<100>;
    type InitialBondsMovingAverage = ConstU64<900_000>;
    type InitialBondsPenalty = ConstU16<{ u16::MAX }>;
    type InitialBondsResetOn = ConstBool<false>;
    type InitialTargetRegistrationsPerInterval = ConstU16<2>;
    type InitialRho = ConstU16<10>;
    type InitialAlphaSigmoidSteepness = InitialAlphaSigmoidSteepness;
    type InitialKappa = ConstU16<32_767>;
    type InitialMinAllowedUids = ConstU16<64>;
    type InitialMaxAllowedUids = ConstU16<256>;
    type InitialValidatorPruneLen = ConstU64<1>;
    type InitialScalingLawPower = ConstU16<50>;
    type InitialImmunityPeriod = ConstU16<4_096>;
    type InitialActivityCutoff = ConstU16<5_000>;
    type InitialMaxRegistrationsPerBlock = ConstU16<1>;
    type InitialPruningScore = ConstU16<{ u16::MAX }>;
    type InitialMaxAllowedValidators = ConstU16<128>;
    type InitialDefaultDelegateTake = ConstU16<11_796>;
    type InitialMinDelegateTake = ConstU16<0>;
    type InitialDefaultChildKeyTake = ConstU16<0>;
    type InitialMinChildKeyTake = ConstU16<0>;
    type InitialMaxChildKeyTake = ConstU16<11_796>;
    type InitialWeightsVersionKey = ConstU64<0>;
    type InitialServingRateLimit = ConstU64<50>;
    type InitialTxRateLimit = ConstU64<1_000>;
    type InitialTxDelegateTakeRateLimit = ConstU64<{ 30 * DAYS }>;
    type InitialTxChildKeyTakeRateLimit = Paced<u64, { 30 * DAYS }, 5>;
    type InitialAdjustmentAlpha = ConstU64<0>;
    type InitialNetworkImmunityPeriod = ConstU64<{ 180 * DAYS }>;
    type InitialNetworkMinLockCost = InitialNetworkMinLockCost;
    type InitialSubnetOwnerCut = ConstU16<11_796>;
    type InitialNetworkLockReductionInterval = ConstU64<{ 14 * DAYS }>;
    type InitialNetworkRateLimit = ConstU64<DAYS>;
    type KeySwapCost = KeySwapCost;
    type AlphaHigh = ConstU16<58_982>;
    type AlphaLow = ConstU16<45_875>;
    type LiquidAlphaOn = ConstBool<false>;
    type Yuma3On = ConstBool<false>;
    type InitialColdkeySwapAnnouncementDelay = Paced<BlockNumber, { 5 * DAYS }, 50>;
    type InitialColdkeySwapReannouncementDelay = Paced<BlockNumber, DAYS, 10>;
    type InitialDissolveNetworkScheduleDuration = ConstU32<{ 5 * DAYS as u32 }>;
    type InitialTaoWeight = ConstU64<971_718_665_099_567_868>;
    type InitialEmaPriceHalvingPeriod = ConstU64<{ 28 * DAYS }>;
    type InitialStartCallDelay = ConstU64<0>;
    type KeySwapOnSubnetCost = KeySwapOnSubnetCost;
    type HotkeySwapOnSubnetInterval = Paced<u64, DAYS, 1>;
    type LeaseDividendsDistributionInterval = ConstU32<100>;
    type MaxImmuneUidsPercentage = MaxImmuneUidsPercentage;
    type SubtensorPalletId = SubtensorPalletId;
    type BurnAccountId = BurnAccountId;
    type InitialMaxEpochsPerBlock = Paced<u8, 2, 32>;
    type EvmKeyAssociateRateLimit = Paced<u64, DAYS, 1>;
    type FastBlocks = IsFast;
}

impl pallet_admin_utils::Config for Runtime {
    type AuthorityId = AuraId;
    type MaxAuthorities = MaxAuthorities;
    type Aura = Authorities;
    type Grandpa = Authorities;
}

/// Lets the settings pallet replace authorities.
#[derive(Debug)]
pub struct Authorities;

impl pallet_admin_utils::AuthorChange<AuraId, MaxAuthorities> for Authorities {
    fn set_authorities(authorities: BoundedVec<AuraId, MaxAuthorities>) {
        Aura::change_authorities(authorities);
    }
}

impl pallet_admin_utils::FinalityChange<BlockNumber> for Authorities {
    fn schedule_change(
        authorities: AuthorityList,
        in_blocks: BlockNumber,
        forced: Option<BlockNumber>,
    ) -> DispatchResult {
        Grandpa::schedule_change(authorities, in_blocks, forced)
    }
}
