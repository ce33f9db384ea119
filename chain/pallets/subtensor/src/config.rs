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
        /// The crowdloan that pays for a leased subnet.
        type Crowdloans: CrowdloanSource<Self::AccountId>;
        /// The proxy by which a lease's beneficiary runs the subnet.
        type LeaseProxy: LeaseProxy<Self::AccountId>;
        /// What was committed on subnets.
        type Commitments: CommitmentsHandler + CommitmentsSource<Self::AccountId>;
        /// The random beacon that timelocked weights wait for.
        type Pulses: PulseSource;

        /// TAO in existence before genesis adds any.
        #[pallet::constant]
        type InitialIssuance: Get<TaoBalance>;
        /// Fewest weights of a subnet without a setting.
        #[pallet::constant]
        type InitialMinAllowedWeights: Get<u16>;
        /// Former emission of a new subnet.
        #[pallet::constant]
        type InitialEmissionValue: Get<u16>;
        /// Tempo of a subnet without a setting, in blocks.
        #[pallet::constant]
        type InitialTempo: Get<u16>;
        /// Proof-of-work difficulty of a subnet without a setting.
        #[pallet::constant]
        type InitialDifficulty: Get<u64>;
        /// Its highest value.
        #[pallet::constant]
        type InitialMaxDifficulty: Get<u64>;
        /// Its lowest value.
        #[pallet::constant]
        type InitialMinDifficulty: Get<u64>;
        /// Cost of registrations before the first.
        #[pallet::constant]
        type InitialRAORecycledForRegistration: Get<TaoBalance>;
        /// Price of registration of a subnet without a setting.
        #[pallet::constant]
        type InitialBurn: Get<TaoBalance>;
        /// Its highest value.
        #[pallet::constant]
        type InitialMaxBurn: Get<TaoBalance>;
        /// Its lowest value.
        #[pallet::constant]
        type InitialMinBurn: Get<TaoBalance>;
        /// Smallest stake that can be added or left, in rao of TAO.
        #[pallet::constant]
        type InitialMinStake: Get<TaoBalance>;
        /// Smallest stake that later runtimes let move, in rao of TAO.
        #[pallet::constant]
        type InitialMinTransfer: Get<TaoBalance>;
        /// Highest lowest price that an owner can set.
        #[pallet::constant]
        type MinBurnUpperBound: Get<TaoBalance>;
        /// Lowest highest price that an owner can set.
        #[pallet::constant]
        type MaxBurnLowerBound: Get<TaoBalance>;
        /// Shortest tempo that an owner can set.
        #[pallet::constant]
        type MinTempo: Get<u16>;
        /// Longest tempo that an owner can set.
        #[pallet::constant]
        type MaxTempo: Get<u16>;
        /// Lowest activity cutoff, in thousandths of a tempo.
        #[pallet::constant]
        type MinActivityCutoffFactorMilli: Get<u32>;
        /// Highest activity cutoff, in thousandths of a tempo.
        #[pallet::constant]
        type MaxActivityCutoffFactorMilli: Get<u32>;
        /// Adjustment interval of a subnet without a setting.
        #[pallet::constant]
        type InitialAdjustmentInterval: Get<u16>;
        /// Smoothing of bonds of a subnet without a setting.
        #[pallet::constant]
        type InitialBondsMovingAverage: Get<u64>;
        /// Bonds penalty of a subnet without a setting.
        #[pallet::constant]
        type InitialBondsPenalty: Get<u16>;
        /// Whether new metadata resets bonds without a setting.
        #[pallet::constant]
        type InitialBondsResetOn: Get<bool>;
        /// Registrations aimed at per interval without a setting.
        #[pallet::constant]
        type InitialTargetRegistrationsPerInterval: Get<u16>;
        /// Rho of a subnet without a setting.
        #[pallet::constant]
        type InitialRho: Get<u16>;
        /// Steepness of liquid alpha without a setting.
        #[pallet::constant]
        type InitialAlphaSigmoidSteepness: Get<i16>;
        /// Kappa of a subnet without a setting.
        #[pallet::constant]
        type InitialKappa: Get<u16>;
        /// Fewest slots of a subnet without a setting.
        #[pallet::constant]
        type InitialMinAllowedUids: Get<u16>;
        /// Most slots of a subnet without a setting.
        #[pallet::constant]
        type InitialMaxAllowedUids: Get<u16>;
        /// Former setting of pruning.
        #[pallet::constant]
        type InitialValidatorPruneLen: Get<u64>;
        /// Former setting of the epoch.
        #[pallet::constant]
        type InitialScalingLawPower: Get<u16>;
        /// Immunity of neurons without a setting, in blocks.
        #[pallet::constant]
        type InitialImmunityPeriod: Get<u16>;
        /// Former activity cutoff, in blocks.
        #[pallet::constant]
        type InitialActivityCutoff: Get<u16>;
        /// Most registrations per block without a setting.
        #[pallet::constant]
        type InitialMaxRegistrationsPerBlock: Get<u16>;
        /// Former pruning score of a new neuron.
        #[pallet::constant]
        type InitialPruningScore: Get<u16>;
        /// Most validators of a subnet without a setting.
        #[pallet::constant]
        type InitialMaxAllowedValidators: Get<u16>;
        /// Delegate take without a setting, and its maximum, of 65,535.
        #[pallet::constant]
        type InitialDefaultDelegateTake: Get<u16>;
        /// Lowest delegate take, of 65,535.
        #[pallet::constant]
        type InitialMinDelegateTake: Get<u16>;
        /// Child-key take without a setting, of 65,535.
        #[pallet::constant]
        type InitialDefaultChildKeyTake: Get<u16>;
        /// Lowest child-key take, of 65,535.
        #[pallet::constant]
        type InitialMinChildKeyTake: Get<u16>;
        /// Highest child-key take, of 65,535.
        #[pallet::constant]
        type InitialMaxChildKeyTake: Get<u16>;
        /// Version key of a subnet without a setting.
        #[pallet::constant]
        type InitialWeightsVersionKey: Get<u64>;
        /// Rate limit of serving without a setting, in blocks.
        #[pallet::constant]
        type InitialServingRateLimit: Get<u64>;
        /// Rate limit of hotkey swaps, in blocks.
        #[pallet::constant]
        type InitialTxRateLimit: Get<u64>;
        /// Rate limit of rising delegate takes, in blocks.
        #[pallet::constant]
        type InitialTxDelegateTakeRateLimit: Get<u64>;
        /// Rate limit of rising child-key takes, in blocks.
        #[pallet::constant]
        type InitialTxChildKeyTakeRateLimit: Get<u64>;
        /// Smoothing of the difficulty without a setting.
        #[pallet::constant]
        type InitialAdjustmentAlpha: Get<u64>;
        /// Immunity of subnets, in blocks.
        #[pallet::constant]
        type InitialNetworkImmunityPeriod: Get<u64>;
        /// Lowest price of a subnet.
        #[pallet::constant]
        type InitialNetworkMinLockCost: Get<TaoBalance>;
        /// Owner's cut, of 65,535.
        #[pallet::constant]
        type InitialSubnetOwnerCut: Get<u16>;
        /// Decay interval of the price of a subnet, in blocks.
        #[pallet::constant]
        type InitialNetworkLockReductionInterval: Get<u64>;
        /// Rate limit of new subnets, in blocks.
        #[pallet::constant]
        type InitialNetworkRateLimit: Get<u64>;
        /// Price of swapping a hotkey everywhere.
        #[pallet::constant]
        type KeySwapCost: Get<TaoBalance>;
        /// Highest liquid alpha without a setting, of 65,535.
        #[pallet::constant]
        type AlphaHigh: Get<u16>;
        /// Lowest liquid alpha without a setting, of 65,535.
        #[pallet::constant]
        type AlphaLow: Get<u16>;
        /// Whether liquid alpha is on without a setting.
        #[pallet::constant]
        type LiquidAlphaOn: Get<bool>;
        /// Whether the third consensus is on without a setting.
        #[pallet::constant]
        type Yuma3On: Get<bool>;
        /// Delay of an announced coldkey swap, in blocks.
        #[pallet::constant]
        type InitialColdkeySwapAnnouncementDelay: Get<BlockNumberFor<Self>>;
        /// Delay of announcing anew, in blocks.
        #[pallet::constant]
        type InitialColdkeySwapReannouncementDelay: Get<BlockNumberFor<Self>>;
        /// Former delay of dissolutions, in blocks.
        #[pallet::constant]
        type InitialDissolveNetworkScheduleDuration: Get<BlockNumberFor<Self>>;
        /// Weight of TAO on root against alpha, of 2⁶⁴ − 1.
        #[pallet::constant]
        type InitialTaoWeight: Get<u64>;
        /// Half-life of the smoothing of prices without a setting, in blocks.
        #[pallet::constant]
        type InitialEmaPriceHalvingPeriod: Get<u64>;
        /// Blocks between a subnet's registration and its start.
        #[pallet::constant]
        type InitialStartCallDelay: Get<u64>;
        /// Price of swapping a hotkey on one subnet.
        #[pallet::constant]
        type KeySwapOnSubnetCost: Get<TaoBalance>;
        /// Blocks between two hotkey swaps on one subnet.
        #[pallet::constant]
        type HotkeySwapOnSubnetInterval: Get<u64>;
        /// Blocks between two payments of a lease.
        #[pallet::constant]
        type LeaseDividendsDistributionInterval: Get<BlockNumberFor<Self>>;
        /// Largest part of a trimmed subnet that may be immune.
        #[pallet::constant]
        type MaxImmuneUidsPercentage: Get<Percent>;
        /// Identifier from which the subnets' accounts derive.
        #[pallet::constant]
        type SubtensorPalletId: Get<PalletId>;
        /// Identifier from which the account of burned TAO derives.
        #[pallet::constant]
        type BurnAccountId: Get<PalletId>;
        /// Most epochs in one block.
        #[pallet::constant]
        type InitialMaxEpochsPerBlock: Get<u8>;
        /// Blocks between two associations of a slot with an EVM address. Not a constant of the
        /// metadata.
        type EvmKeyAssociateRateLimit: Get<u64>;
        /// Whether the chain takes the short waiting periods of local networks. Not a constant of
        /// the metadata: clients see the pace from the values that follow it.
        type FastBlocks: Get<bool>;
    }
}
