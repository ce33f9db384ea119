//! What the runtime chooses for the pallet.

use frame_support::pallet_macros::pallet_section;

/// The configuration trait, part of the pallet module.
#[pallet_section]
mod config {
    /// What the runtime chooses: the other pallets, and the values a fresh chain starts from.
    #[pallet::config]
    pub trait Config: frame_system::Config {
        /// Where TAO lies.
        type Currency: fungible::Inspect<Self::AccountId, Balance = TaoBalance>
            + fungible::Mutate<Self::AccountId>
            + fungible::Balanced<Self::AccountId>;
        /// The pools that exchange TAO and alpha.
        type SwapInterface: SwapHandler;
        /// The running totals of alpha.
        type AlphaAssets: AlphaLedger;
        /// Who earns the fees of the current block.
        type BlockAuthor: BlockAuthor<Self::AccountId>;

        /// InitialIssuance
        #[pallet::constant]
        type InitialIssuance: Get<TaoBalance>;
        /// InitialMinAllowedWeights
        #[pallet::constant]
        type InitialMinAllowedWeights: Get<u16>;
        /// InitialEmissionValue
        #[pallet::constant]
        type InitialEmissionValue: Get<u16>;
        /// InitialTempo
        #[pallet::constant]
        type InitialTempo: Get<u16>;
        /// InitialDifficulty
        #[pallet::constant]
        type InitialDifficulty: Get<u64>;
        /// InitialMaxDifficulty
        #[pallet::constant]
        type InitialMaxDifficulty: Get<u64>;
        /// InitialMinDifficulty
        #[pallet::constant]
        type InitialMinDifficulty: Get<u64>;
        /// InitialRAORecycledForRegistration
        #[pallet::constant]
        type InitialRAORecycledForRegistration: Get<TaoBalance>;
        /// InitialBurn
        #[pallet::constant]
        type InitialBurn: Get<TaoBalance>;
        /// InitialMaxBurn
        #[pallet::constant]
        type InitialMaxBurn: Get<TaoBalance>;
        /// InitialMinBurn
        #[pallet::constant]
        type InitialMinBurn: Get<TaoBalance>;
        /// InitialMinStake
        #[pallet::constant]
        type InitialMinStake: Get<TaoBalance>;
        /// InitialMinTransfer
        #[pallet::constant]
        type InitialMinTransfer: Get<TaoBalance>;
        /// MinBurnUpperBound
        #[pallet::constant]
        type MinBurnUpperBound: Get<TaoBalance>;
        /// MaxBurnLowerBound
        #[pallet::constant]
        type MaxBurnLowerBound: Get<TaoBalance>;
        /// MinTempo
        #[pallet::constant]
        type MinTempo: Get<u16>;
        /// MaxTempo
        #[pallet::constant]
        type MaxTempo: Get<u16>;
        /// MinActivityCutoffFactorMilli
        #[pallet::constant]
        type MinActivityCutoffFactorMilli: Get<u32>;
        /// MaxActivityCutoffFactorMilli
        #[pallet::constant]
        type MaxActivityCutoffFactorMilli: Get<u32>;
        /// InitialAdjustmentInterval
        #[pallet::constant]
        type InitialAdjustmentInterval: Get<u16>;
        /// InitialBondsMovingAverage
        #[pallet::constant]
        type InitialBondsMovingAverage: Get<u64>;
        /// InitialBondsPenalty
        #[pallet::constant]
        type InitialBondsPenalty: Get<u16>;
        /// InitialBondsResetOn
        #[pallet::constant]
        type InitialBondsResetOn: Get<bool>;
        /// InitialTargetRegistrationsPerInterval
        #[pallet::constant]
        type InitialTargetRegistrationsPerInterval: Get<u16>;
        /// InitialRho
        #[pallet::constant]
        type InitialRho: Get<u16>;
        /// InitialAlphaSigmoidSteepness
        #[pallet::constant]
        type InitialAlphaSigmoidSteepness: Get<i16>;
        /// InitialKappa
        #[pallet::constant]
        type InitialKappa: Get<u16>;
        /// InitialMinAllowedUids
        #[pallet::constant]
        type InitialMinAllowedUids: Get<u16>;
        /// InitialMaxAllowedUids
        #[pallet::constant]
        type InitialMaxAllowedUids: Get<u16>;
        /// InitialValidatorPruneLen
        #[pallet::constant]
        type InitialValidatorPruneLen: Get<u64>;
        /// InitialScalingLawPower
        #[pallet::constant]
        type InitialScalingLawPower: Get<u16>;
        /// InitialImmunityPeriod
        #[pallet::constant]
        type InitialImmunityPeriod: Get<u16>;
        /// InitialActivityCutoff
        #[pallet::constant]
        type InitialActivityCutoff: Get<u16>;
        /// InitialMaxRegistrationsPerBlock
        #[pallet::constant]
        type InitialMaxRegistrationsPerBlock: Get<u16>;
        /// InitialPruningScore
        #[pallet::constant]
        type InitialPruningScore: Get<u16>;
        /// InitialMaxAllowedValidators
        #[pallet::constant]
        type InitialMaxAllowedValidators: Get<u16>;
        /// InitialDefaultDelegateTake
        #[pallet::constant]
        type InitialDefaultDelegateTake: Get<u16>;
        /// InitialMinDelegateTake
        #[pallet::constant]
        type InitialMinDelegateTake: Get<u16>;
        /// InitialDefaultChildKeyTake
        #[pallet::constant]
        type InitialDefaultChildKeyTake: Get<u16>;
        /// InitialMinChildKeyTake
        #[pallet::constant]
        type InitialMinChildKeyTake: Get<u16>;
        /// InitialMaxChildKeyTake
        #[pallet::constant]
        type InitialMaxChildKeyTake: Get<u16>;
        /// InitialWeightsVersionKey
        #[pallet::constant]
        type InitialWeightsVersionKey: Get<u64>;
        /// InitialServingRateLimit
        #[pallet::constant]
        type InitialServingRateLimit: Get<u64>;
        /// InitialTxRateLimit
        #[pallet::constant]
        type InitialTxRateLimit: Get<u64>;
        /// InitialTxDelegateTakeRateLimit
        #[pallet::constant]
        type InitialTxDelegateTakeRateLimit: Get<u64>;
        /// InitialTxChildKeyTakeRateLimit
        #[pallet::constant]
        type InitialTxChildKeyTakeRateLimit: Get<u64>;
        /// InitialAdjustmentAlpha
        #[pallet::constant]
        type InitialAdjustmentAlpha: Get<u64>;
        /// InitialNetworkImmunityPeriod
        #[pallet::constant]
        type InitialNetworkImmunityPeriod: Get<u64>;
        /// InitialNetworkMinLockCost
        #[pallet::constant]
        type InitialNetworkMinLockCost: Get<TaoBalance>;
        /// InitialSubnetOwnerCut
        #[pallet::constant]
        type InitialSubnetOwnerCut: Get<u16>;
        /// InitialNetworkLockReductionInterval
        #[pallet::constant]
        type InitialNetworkLockReductionInterval: Get<u64>;
        /// InitialNetworkRateLimit
        #[pallet::constant]
        type InitialNetworkRateLimit: Get<u64>;
        /// KeySwapCost
        #[pallet::constant]
        type KeySwapCost: Get<TaoBalance>;
        /// AlphaHigh
        #[pallet::constant]
        type AlphaHigh: Get<u16>;
        /// AlphaLow
        #[pallet::constant]
        type AlphaLow: Get<u16>;
        /// LiquidAlphaOn
        #[pallet::constant]
        type LiquidAlphaOn: Get<bool>;
        /// Yuma3On
        #[pallet::constant]
        type Yuma3On: Get<bool>;
        /// InitialColdkeySwapAnnouncementDelay
        #[pallet::constant]
        type InitialColdkeySwapAnnouncementDelay: Get<BlockNumberFor<Self>>;
        /// InitialColdkeySwapReannouncementDelay
        #[pallet::constant]
        type InitialColdkeySwapReannouncementDelay: Get<BlockNumberFor<Self>>;
        /// InitialDissolveNetworkScheduleDuration
        #[pallet::constant]
        type InitialDissolveNetworkScheduleDuration: Get<BlockNumberFor<Self>>;
        /// InitialTaoWeight
        #[pallet::constant]
        type InitialTaoWeight: Get<u64>;
        /// InitialEmaPriceHalvingPeriod
        #[pallet::constant]
        type InitialEmaPriceHalvingPeriod: Get<u64>;
        /// InitialStartCallDelay
        #[pallet::constant]
        type InitialStartCallDelay: Get<u64>;
        /// KeySwapOnSubnetCost
        #[pallet::constant]
        type KeySwapOnSubnetCost: Get<TaoBalance>;
        /// HotkeySwapOnSubnetInterval
        #[pallet::constant]
        type HotkeySwapOnSubnetInterval: Get<u64>;
        /// LeaseDividendsDistributionInterval
        #[pallet::constant]
        type LeaseDividendsDistributionInterval: Get<BlockNumberFor<Self>>;
        /// MaxImmuneUidsPercentage
        #[pallet::constant]
        type MaxImmuneUidsPercentage: Get<Percent>;
        /// SubtensorPalletId
        #[pallet::constant]
        type SubtensorPalletId: Get<PalletId>;
        /// BurnAccountId
        #[pallet::constant]
        type BurnAccountId: Get<PalletId>;
        /// InitialMaxEpochsPerBlock
        #[pallet::constant]
        type InitialMaxEpochsPerBlock: Get<u8>;
    }
}
