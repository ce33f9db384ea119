//! A runtime of just the pallets that money flows through, with the parameters that the golden
//! recordings were made with.

use core::num::NonZeroU64;

use frame_support::{
    PalletId, derive_impl, parameter_types,
    traits::{ConstBool, ConstI16, ConstU8, ConstU16, ConstU32, ConstU64, ReservableCurrency},
};
use sp_arithmetic::Percent;
use sp_runtime::{
    AccountId32, BuildStorage, DispatchError, DispatchResult, traits::IdentityLookup,
};
use taonet_primitives::{
    BlockAuthor, CommitmentsHandler, CommitmentsSource, CrowdloanSource, FinalizingCrowdloan,
    LeaseProxy, NetUid, PulseSource, TaoBalance,
};

use crate as pallet_subtensor;

pub(crate) type AccountId = AccountId32;
type Block = frame_system::mocking::MockBlock<Test>;

frame_support::construct_runtime!(
    pub enum Test {
        System: frame_system = 0,
        Balances: pallet_balances = 5,
        SubtensorModule: pallet_subtensor = 7,
        Swap: pallet_swap = 28,
        AlphaAssets: pallet_alpha_assets = 31,
    }
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
    type Block = Block;
    type Nonce = u64;
    type AccountId = AccountId;
    type Lookup = IdentityLookup<AccountId>;
    type AccountData = pallet_balances::AccountData<TaoBalance>;
}

parameter_types! {
    pub const ExistentialDeposit: TaoBalance = TaoBalance::new(1);
    pub const ProtocolId: PalletId = PalletId(*b"ten/swap");
    pub const SubtensorPalletId: PalletId = PalletId(*b"subtensr");
    pub const BurnAccountId: PalletId = PalletId(*b"burntnsr");
    pub const MinimumReserve: NonZeroU64 = NonZeroU64::MIN.saturating_add(99);
    pub const MaxImmuneUidsPercentage: Percent = Percent::from_percent(80);
    pub const Nothing: TaoBalance = TaoBalance::ZERO;
    pub const InitialBurn: TaoBalance = TaoBalance::new(100_000_000);
    pub const InitialMaxBurn: TaoBalance = TaoBalance::new(100_000_000_000);
    pub const InitialMinBurn: TaoBalance = TaoBalance::new(500_000);
    pub const InitialMinStake: TaoBalance = TaoBalance::new(2_000_000);
    pub const InitialMinTransfer: TaoBalance = TaoBalance::new(100_000);
    pub const MinBurnUpperBound: TaoBalance = TaoBalance::new(1_000_000_000);
    pub const MaxBurnLowerBound: TaoBalance = TaoBalance::new(100_000_000);
    pub const InitialNetworkMinLockCost: TaoBalance = TaoBalance::new(100_000_000_000);
    pub const KeySwapCost: TaoBalance = TaoBalance::new(1_000_000_000);
    pub const KeySwapOnSubnetCost: TaoBalance = TaoBalance::new(10_000_000);
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
    type AccountStore = System;
    type Balance = TaoBalance;
    type ExistentialDeposit = ExistentialDeposit;
}

impl pallet_swap::Config for Test {
    type Subnets = SubtensorModule;
    type ProtocolId = ProtocolId;
    type MaxFeeRate = ConstU16<10_000>;
    type MinimumLiquidity = ConstU64<1_000>;
    type MinimumReserve = MinimumReserve;
}

impl pallet_alpha_assets::Config for Test {}

/// Account 12345 writes all blocks.
#[allow(
    unreachable_pub,
    reason = "the runtime made here is public to the macros"
)]
pub struct Author;

impl BlockAuthor<AccountId> for Author {
    fn author() -> Option<AccountId> {
        Some(key(12_345))
    }
}

parameter_types! {
    /// The crowdloan that is being finalised.
    pub static Finalizing: Option<FinalizingCrowdloan<AccountId>> = None;
    /// Pairs of a lease's coldkey and the beneficiary who may act for it.
    pub static LeaseProxies: Vec<(AccountId, AccountId)> = Vec::new();
    /// Signatures of the beacon by round.
    pub static Pulses: Vec<(u64, Vec<u8>)> = Vec::new();
    /// The latest round that arrived.
    pub static LastRound: u64 = 0;
    /// Subnets whose commitments were forgotten.
    pub static Purged: Vec<NetUid> = Vec::new();
}

/// A crowdloan pallet that holds at most the one being finalised.
#[allow(
    unreachable_pub,
    reason = "the runtime made here is public to the macros"
)]
pub struct Crowdloans;

impl CrowdloanSource<AccountId> for Crowdloans {
    const MAX_CONTRIBUTORS: u32 = 500;

    fn finalizing() -> Result<FinalizingCrowdloan<AccountId>, DispatchError> {
        Finalizing::get().ok_or(DispatchError::Other("InvalidCrowdloanId"))
    }
}

/// What a lease's proxy reserves of the lease's coldkey, in rao.
pub(crate) const PROXY_DEPOSIT_RAO: u64 = 93_000_000;

/// A proxy pallet of just the beneficiaries of leases.
#[allow(
    unreachable_pub,
    reason = "the runtime made here is public to the macros"
)]
pub struct Proxies;

impl LeaseProxy<AccountId> for Proxies {
    fn add_lease_beneficiary(lease: &AccountId, beneficiary: &AccountId) -> DispatchResult {
        Balances::reserve(lease, TaoBalance::new(PROXY_DEPOSIT_RAO))?;
        LeaseProxies::mutate(|pairs| pairs.push((lease.clone(), beneficiary.clone())));
        Ok(())
    }

    fn remove_lease_beneficiary(lease: &AccountId, beneficiary: &AccountId) -> DispatchResult {
        let pair = (lease.clone(), beneficiary.clone());
        let mut pairs = LeaseProxies::get();
        let place = pairs
            .iter()
            .position(|held| *held == pair)
            .ok_or(DispatchError::Other("NotFound"))?;
        pairs.remove(place);
        LeaseProxies::set(pairs);
        Balances::unreserve(lease, TaoBalance::new(PROXY_DEPOSIT_RAO));
        Ok(())
    }
}

/// A pallet of commitments that only remembers which subnets it forgot.
#[allow(
    unreachable_pub,
    reason = "the runtime made here is public to the macros"
)]
pub struct Commitments;

impl CommitmentsHandler for Commitments {
    fn purge_netuid(netuid: NetUid) {
        Purged::mutate(|purged| purged.push(netuid));
    }
}

impl CommitmentsSource<AccountId> for Commitments {
    fn commitments_of(netuid: NetUid) -> Vec<(AccountId, Vec<u8>)> {
        vec![(
            key(1),
            vec![u8::try_from(netuid.inner()).unwrap_or_default()],
        )]
    }
}

/// A beacon that publishes what a test tells it to.
#[allow(
    unreachable_pub,
    reason = "the runtime made here is public to the macros"
)]
pub struct Beacon;

impl PulseSource for Beacon {
    fn signature_of(round: u64) -> Option<Vec<u8>> {
        Pulses::get()
            .into_iter()
            .find_map(|(stored, signature)| (stored == round).then_some(signature))
    }

    fn last_stored_round() -> u64 {
        LastRound::get()
    }
}

impl pallet_subtensor::Config for Test {
    type Currency = Balances;
    type SwapInterface = Swap;
    type AlphaAssets = AlphaAssets;
    type BlockAuthor = Author;
    type Crowdloans = Crowdloans;
    type LeaseProxy = Proxies;
    type Commitments = Commitments;
    type Pulses = Beacon;
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
    type InitialRho = ConstU16<10>;
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

/// The account that recordings write as `k`: its bytes are `k`, little-endian.
pub(crate) fn key(k: u64) -> AccountId {
    let mut bytes = [0u8; 32];
    for (to, from) in bytes.iter_mut().zip(k.to_le_bytes()) {
        *to = from;
    }
    AccountId::new(bytes)
}

/// A chain without any subnet, at block 1.
pub(crate) fn new_test_ext() -> sp_io::TestExternalities {
    let storage = frame_system::GenesisConfig::<Test>::default()
        .build_storage()
        .unwrap_or_else(|error| panic!("the default genesis is valid: {error}"));
    let mut ext = sp_io::TestExternalities::new(storage);
    ext.execute_with(|| System::set_block_number(1));
    ext
}
