//! The runtime in which the scenarios were recorded: its pallets with its parameters.
//!
//! They differ from the live ones (an existential deposit of one, no rate limits, short delays). A
//! recorded dump lacks whatever had the compiled-in value, so the values have to be these.

use core::num::NonZeroU64;

use frame_support::{
    PalletId, derive_impl, parameter_types,
    traits::{ConstBool, ConstI16, ConstU8, ConstU16, ConstU32, ConstU64},
};
use frame_system::{
    mocking::MockUncheckedExtrinsic,
    offchain::{CreateBare, CreateTransactionBase},
};
use sp_arithmetic::Percent;
use sp_runtime::{AccountId32, traits::IdentityLookup};
use taonet_primitives::{BlockAuthor, TaoBalance};

/// An account of the recordings.
pub type AccountId = AccountId32;

type Block = frame_system::mocking::MockBlock<Reference>;

#[allow(missing_docs, reason = "written by the macro")]
mod composition {
    frame_support::construct_runtime!(
        pub enum Reference {
            System: frame_system = 0,
            Balances: pallet_balances = 5,
            SubtensorModule: pallet_subtensor = 7,
            Drand: pallet_drand = 26,
            Swap: pallet_swap = 28,
            AlphaAssets: pallet_alpha_assets = 31,
        }
    );
}
pub use composition::*;

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Reference {
    type Block = Block;
    type Nonce = u64;
    type AccountId = AccountId;
    type Lookup = IdentityLookup<AccountId>;
    type AccountData = pallet_balances::AccountData<TaoBalance>;
}

parameter_types! {
    /// Least balance of an account.
    pub const ExistentialDeposit: TaoBalance = TaoBalance::new(1);
    /// Account of the pools.
    pub const ProtocolId: PalletId = PalletId(*b"ten/swap");
    /// Root of the subnets' accounts.
    pub const SubtensorPalletId: PalletId = PalletId(*b"subtensr");
    /// Account of burned TAO.
    pub const BurnAccountId: PalletId = PalletId(*b"burntnsr");
    /// Least reserve that a swap may leave.
    pub const MinimumReserve: NonZeroU64 = NonZeroU64::MIN.saturating_add(99);
    /// Share of a subnet's slots that may be immune.
    pub const MaxImmuneUidsPercentage: Percent = Percent::from_percent(80);
    /// Zero.
    pub const Nothing: TaoBalance = TaoBalance::ZERO;
    /// Price of a slot at first.
    pub const InitialBurn: TaoBalance = TaoBalance::new(100_000_000);
    /// Highest price of a slot.
    pub const InitialMaxBurn: TaoBalance = TaoBalance::new(1_000_000_000);
    /// Lowest price of a slot.
    pub const InitialMinBurn: TaoBalance = TaoBalance::new(500_000);
    /// Least stake.
    pub const InitialMinStake: TaoBalance = TaoBalance::new(2_000_000);
    /// Least transfer of stake.
    pub const InitialMinTransfer: TaoBalance = TaoBalance::new(100_000);
    /// Highest lowest price.
    pub const MinBurnUpperBound: TaoBalance = TaoBalance::new(1_000_000_000);
    /// Lowest highest price.
    pub const MaxBurnLowerBound: TaoBalance = TaoBalance::new(100_000_000);
    /// Least price of a subnet.
    pub const InitialNetworkMinLockCost: TaoBalance = TaoBalance::new(100_000_000_000);
    /// Price of a hotkey's swap on all subnets.
    pub const KeySwapCost: TaoBalance = TaoBalance::new(1_000_000_000);
    /// Price of a hotkey's swap on one subnet.
    pub const KeySwapOnSubnetCost: TaoBalance = TaoBalance::new(10_000_000);
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Reference {
    type AccountStore = System;
    type Balance = TaoBalance;
    type ExistentialDeposit = ExistentialDeposit;
}

impl pallet_swap::Config for Reference {
    type Subnets = SubtensorModule;
    type ProtocolId = ProtocolId;
    type MaxFeeRate = ConstU16<10_000>;
    type MinimumLiquidity = ConstU64<1_000>;
    type MinimumReserve = MinimumReserve;
}

impl pallet_alpha_assets::Config for Reference {}

/// Account 12345 writes all blocks.
#[derive(Debug)]
pub struct Author;

impl BlockAuthor<AccountId> for Author {
    fn author() -> Option<AccountId> {
        let mut bytes = [0u8; 32];
        for (to, from) in bytes.iter_mut().zip(12_345u64.to_le_bytes()) {
            *to = from;
        }
        Some(AccountId::new(bytes))
    }
}

impl CreateTransactionBase<pallet_drand::Call<Reference>> for Reference {
    type Extrinsic = MockUncheckedExtrinsic<Reference>;
    type RuntimeCall = RuntimeCall;
}

impl CreateBare<pallet_drand::Call<Reference>> for Reference {
    fn create_bare(call: RuntimeCall) -> Self::Extrinsic {
        Self::Extrinsic::new_bare(call)
    }
}

impl pallet_drand::Config for Reference {
    type UnsignedPriority = ConstU64<1_048_576>;
    type HttpFetchTimeout = ConstU64<1_000>;
}

impl pallet_subtensor::Config for Reference {
    type Currency = Balances;
    type SwapInterface = Swap;
    type AlphaAssets = AlphaAssets;
    type BlockAuthor = Author;
    type Crowdloans = ();
    type LeaseProxy = ();
    type Commitments = ();
    type Pulses = Drand;
    type InitialIssuance = Nothing;
    type InitialMinAllowedWeights = ConstU16<1_024>;
    type InitialEmissionValue = ConstU16<0>;
    type InitialTempo = ConstU16<360>;
    type InitialDifficulty = ConstU64<10_000_000>;
    type InitialMaxDifficulty = ConstU64<4_611_686_018_427_387_903>;
    type InitialMinDifficulty = ConstU64<10_000_000>;
    type InitialRAORecycledForRegistration = Nothing;
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
    type InitialBondsPenalty = ConstU16<65_535>;
    type InitialBondsResetOn = ConstBool<false>;
    type InitialTargetRegistrationsPerInterval = ConstU16<2>;
    type InitialRho = ConstU16<30>;
    type InitialAlphaSigmoidSteepness = ConstI16<1_000>;
    type InitialKappa = ConstU16<32_767>;
    type InitialMinAllowedUids = ConstU16<2>;
    type InitialMaxAllowedUids = ConstU16<256>;
    type InitialValidatorPruneLen = ConstU64<1>;
    type InitialScalingLawPower = ConstU16<50>;
    type InitialImmunityPeriod = ConstU16<4_096>;
    type InitialActivityCutoff = ConstU16<5_000>;
    type InitialMaxRegistrationsPerBlock = ConstU16<1>;
    type InitialPruningScore = ConstU16<65_535>;
    type InitialMaxAllowedValidators = ConstU16<100>;
    type InitialDefaultDelegateTake = ConstU16<11_796>;
    type InitialMinDelegateTake = ConstU16<5_898>;
    type InitialDefaultChildKeyTake = ConstU16<0>;
    type InitialMinChildKeyTake = ConstU16<0>;
    type InitialMaxChildKeyTake = ConstU16<11_796>;
    type InitialWeightsVersionKey = ConstU64<0>;
    type InitialServingRateLimit = ConstU64<0>;
    type InitialTxRateLimit = ConstU64<0>;
    type InitialTxDelegateTakeRateLimit = ConstU64<1>;
    type InitialTxChildKeyTakeRateLimit = ConstU64<1>;
    type InitialAdjustmentAlpha = ConstU64<0>;
    type InitialNetworkImmunityPeriod = ConstU64<1_296_000>;
    type InitialNetworkMinLockCost = InitialNetworkMinLockCost;
    type InitialSubnetOwnerCut = ConstU16<0>;
    type InitialNetworkLockReductionInterval = ConstU64<2>;
    type InitialNetworkRateLimit = ConstU64<0>;
    type KeySwapCost = KeySwapCost;
    type AlphaHigh = ConstU16<58_982>;
    type AlphaLow = ConstU16<45_875>;
    type LiquidAlphaOn = ConstBool<false>;
    type Yuma3On = ConstBool<false>;
    type InitialColdkeySwapAnnouncementDelay = ConstU64<50>;
    type InitialColdkeySwapReannouncementDelay = ConstU64<10>;
    type InitialDissolveNetworkScheduleDuration = ConstU64<36_000>;
    type InitialTaoWeight = ConstU64<0>;
    type InitialEmaPriceHalvingPeriod = ConstU64<201_600>;
    type InitialStartCallDelay = ConstU64<0>;
    type KeySwapOnSubnetCost = KeySwapOnSubnetCost;
    type HotkeySwapOnSubnetInterval = ConstU64<15>;
    type LeaseDividendsDistributionInterval = ConstU64<100>;
    type MaxImmuneUidsPercentage = MaxImmuneUidsPercentage;
    type SubtensorPalletId = SubtensorPalletId;
    type BurnAccountId = BurnAccountId;
    type InitialMaxEpochsPerBlock = ConstU8<32>;
    type EvmKeyAssociateRateLimit = ConstU64<10>;
    type FastBlocks = ConstBool<false>;
}
