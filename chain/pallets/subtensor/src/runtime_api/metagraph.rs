//! A whole subnet in one answer: the metagraph.
//!
//! Every field has a number, by which [`SelectiveMetagraph`] lets a client ask for some of them
//! only. The one table below defines both structs and how each field is read.

use crate::*;
use alloc::vec::Vec;
use codec::{Compact, Decode, Encode};
use runtime_api::{
    columns::{NeuronColumns, compact},
    dynamic_info::compact_bytes,
};
use scale_info::TypeInfo;
use sp_arithmetic::PerU16;
use substrate_fixed::types::I96F32;
use taonet_primitives::{
    AlphaBalance, CommitmentsSource, MechId, NetUid, NetUidStorageIndex, TaoBalance,
};

/// Numbers of the fields that only the selective metagraph has.
const VALIDATORS: u16 = 72;
const COMMITMENTS: u16 = 73;

/// A commitment of an account: its encoded record, every byte compact encoded.
type Commitment<AccountId> = (AccountId, Vec<Compact<u8>>);

/// One row is a field: number, name, type, how it is read from the columns `c`, what it is.
macro_rules! metagraph {
    (|$c:ident, $t:ident|
        $($before:literal $name:ident: $type:ty = $value:expr, $doc:literal;)*
        @later
        $($after:literal $late_name:ident: $late_type:ty = $late_value:expr, $late_doc:literal;)*
    ) => {
        /// A subnet with all its neurons.
        #[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
        #[scale_info(replace_segment("runtime_api", "rpc_info"))]
        pub struct Metagraph<AccountId> {
            /// The subnet, or the storage index of the mechanism.
            pub netuid: Compact<NetUid>,
            $(#[doc = $doc] pub $name: $type,)*
            $(#[doc = $late_doc] pub $late_name: $late_type,)*
        }

        /// The fields of a [`Metagraph`] that were asked for.
        #[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
        #[scale_info(replace_segment("runtime_api", "rpc_info"))]
        pub struct SelectiveMetagraph<AccountId> {
            /// The subnet; 0 unless asked for.
            pub netuid: Compact<NetUid>,
            $(#[doc = $doc] pub $name: Option<$type>,)*
            /// UIDs of the validators by ascending stake weight.
            pub validators: Option<Vec<Compact<u16>>>,
            /// Commitments of the subnet's accounts.
            pub commitments: Option<Vec<Commitment<AccountId>>>,
            $(#[doc = $late_doc] pub $late_name: Option<$late_type>,)*
        }

        impl<AccountId> Default for SelectiveMetagraph<AccountId> {
            fn default() -> Self {
                Self {
                    netuid: Compact(NetUid::ROOT),
                    $($name: None,)*
                    validators: None,
                    commitments: None,
                    $($late_name: None,)*
                }
            }
        }

        fn full<$t: Config>($c: &NeuronColumns<$t>) -> Metagraph<$t::AccountId> {
            Metagraph {
                netuid: Compact(NetUid::new($c.index.into())),
                $($name: $value,)*
                $($late_name: $late_value,)*
            }
        }

        fn select<$t: Config>(
            $c: &NeuronColumns<$t>,
            into: &mut SelectiveMetagraph<$t::AccountId>,
            number: u16,
        ) {
            match number {
                0 => into.netuid = Compact($c.netuid),
                $($before => into.$name = Some($value),)*
                VALIDATORS => into.validators = Some($c.validators()),
                COMMITMENTS => into.commitments = Some(commitments::<$t>($c.netuid)),
                $($after => into.$late_name = Some($late_value),)*
                _ => {}
            }
        }
    };
}

/// The commitments on the subnet, every byte of their records compact encoded.
fn commitments<T: Config>(netuid: NetUid) -> Vec<Commitment<T::AccountId>> {
    T::Commitments::commitments_of(netuid)
        .into_iter()
        .map(|(account, record)| (account, record.into_iter().map(Compact).collect()))
        .collect()
}

#[rustfmt::skip]
metagraph! { |c, T|
    1 name: Vec<Compact<u8>> = compact_bytes(Pallet::<T>::subnet_name(c.netuid)), "Name, UTF-8 bytes.";
    2 symbol: Vec<Compact<u8>> = compact_bytes(TokenSymbol::<T>::get(c.netuid)), "Symbol of the token, UTF-8 bytes.";
    3 identity: Option<SubnetIdentityV3> = SubnetIdentitiesV3::<T>::get(c.netuid), "What the subnet says about itself.";
    4 network_registered_at: Compact<u64> = Compact(NetworkRegisteredAt::<T>::get(c.netuid)), "Block of registration.";
    5 owner_hotkey: AccountId = SubnetOwnerHotkey::<T>::get(c.netuid), "The owner's hotkey.";
    6 owner_coldkey: AccountId = SubnetOwner::<T>::get(c.netuid), "The owner's coldkey.";
    7 block: Compact<u64> = Compact(Pallet::<T>::now()), "The current block.";
    8 tempo: Compact<u16> = Compact(Tempo::<T>::get(c.netuid)), "Blocks between epochs.";
    9 last_step: Compact<u64> = Compact(LastMechansimStepBlock::<T>::get(c.netuid)), "Block of the last epoch.";
    10 blocks_since_last_step: Compact<u64> = Compact(Pallet::<T>::now().saturating_sub(LastMechansimStepBlock::<T>::get(c.netuid))), "Blocks since the last epoch.";
    11 subnet_emission: Compact<u64> = Compact(0), "Always 0.";
    12 alpha_in: Compact<AlphaBalance> = Compact(SubnetAlphaIn::<T>::get(c.netuid)), "Alpha in the pool, in rao.";
    13 alpha_out: Compact<AlphaBalance> = Compact(SubnetAlphaOut::<T>::get(c.netuid)), "Alpha outside the pool, in rao.";
    14 tao_in: Compact<TaoBalance> = Compact(SubnetTAO::<T>::get(c.netuid)), "TAO in the pool, in rao.";
    15 alpha_out_emission: Compact<AlphaBalance> = Compact(SubnetAlphaOutEmission::<T>::get(c.netuid)), "Alpha emitted to participants per block, in rao.";
    16 alpha_in_emission: Compact<AlphaBalance> = Compact(SubnetAlphaInEmission::<T>::get(c.netuid)), "Alpha emitted into the pool per block, in rao.";
    17 tao_in_emission: Compact<TaoBalance> = Compact(SubnetTaoInEmission::<T>::get(c.netuid)), "TAO emitted into the pool per block, in rao.";
    18 pending_alpha_emission: Compact<AlphaBalance> = Compact(Pallet::<T>::pending_alpha_emission(c.netuid)), "Alpha waiting for the next epoch, in rao.";
    19 pending_root_emission: Compact<TaoBalance> = Compact(TaoBalance::ZERO), "Always 0.";
    20 subnet_volume: Compact<u128> = Compact(SubnetVolume::<T>::get(c.netuid)), "TAO traded so far, in rao.";
    21 moving_price: I96F32 = SubnetMovingPrice::<T>::get(c.netuid), "Moving average of the price, TAO per alpha.";
    22 rho: Compact<u16> = Compact(Rho::<T>::get(c.netuid)), "Steepness of trust.";
    23 kappa: Compact<u16> = Compact(Kappa::<T>::get(c.netuid)), "Majority that consensus asks for, in parts of 65,535.";
    24 min_allowed_weights: Compact<u16> = Compact(MinAllowedWeights::<T>::get(c.netuid)), "Fewest weights a validator must set.";
    25 max_weights_limit: Compact<u16> = Compact(u16::MAX), "Always 65,535.";
    26 weights_version: Compact<u64> = Compact(WeightsVersionKey::<T>::get(c.netuid)), "Version key that weights must carry at least.";
    27 weights_rate_limit: Compact<u64> = Compact(WeightsSetRateLimit::<T>::get(c.netuid)), "Blocks between two weight settings.";
    28 activity_cutoff: Compact<u64> = Compact(Pallet::<T>::activity_cutoff_blocks(c.netuid)), "Blocks without weights after which a neuron is inactive.";
    29 max_validators: Compact<u16> = Compact(MaxAllowedValidators::<T>::get(c.netuid)), "Most validators.";
    30 num_uids: Compact<u16> = Compact(Pallet::<T>::subnetwork_n(c.netuid)), "Number of neurons.";
    31 max_uids: Compact<u16> = Compact(MaxAllowedUids::<T>::get(c.netuid)), "Most neurons.";
    32 burn: Compact<TaoBalance> = Compact(Burn::<T>::get(c.netuid)), "Price of a registration, in rao.";
    33 difficulty: Compact<u64> = Compact(Difficulty::<T>::get(c.netuid)), "Proof-of-work difficulty.";
    34 registration_allowed: bool = NetworkRegistrationAllowed::<T>::get(c.netuid), "Whether registration is open.";
    35 pow_registration_allowed: bool = NetworkPowRegistrationAllowed::<T>::get(c.netuid), "Stored flag without effect.";
    36 immunity_period: Compact<u16> = Compact(ImmunityPeriod::<T>::get(c.netuid)), "Blocks in which a new neuron cannot be replaced.";
    37 min_difficulty: Compact<u64> = Compact(MinDifficulty::<T>::get(c.netuid)), "Lower bound of the difficulty.";
    38 max_difficulty: Compact<u64> = Compact(MaxDifficulty::<T>::get(c.netuid)), "Upper bound of the difficulty.";
    39 min_burn: Compact<TaoBalance> = Compact(MinBurn::<T>::get(c.netuid)), "Lower bound of the price, in rao.";
    40 max_burn: Compact<TaoBalance> = Compact(MaxBurn::<T>::get(c.netuid)), "Upper bound of the price, in rao.";
    41 adjustment_alpha: Compact<u64> = Compact(AdjustmentAlpha::<T>::get(c.netuid)), "Inertia of the difficulty.";
    42 adjustment_interval: Compact<u16> = Compact(AdjustmentInterval::<T>::get(c.netuid)), "Blocks between two adjustments of the difficulty.";
    43 target_regs_per_interval: Compact<u16> = Compact(TargetRegistrationsPerInterval::<T>::get(c.netuid)), "Registrations aimed at per interval.";
    44 max_regs_per_block: Compact<u16> = Compact(MaxRegistrationsPerBlock::<T>::get(c.netuid)), "Most registrations in a block.";
    45 serving_rate_limit: Compact<u64> = Compact(ServingRateLimit::<T>::get(c.netuid)), "Blocks between two announcements of an endpoint.";
    46 commit_reveal_weights_enabled: bool = CommitRevealWeightsEnabled::<T>::get(c.netuid), "Whether weights are committed first and revealed later.";
    47 commit_reveal_period: Compact<u64> = Compact(RevealPeriodEpochs::<T>::get(c.netuid)), "Epochs between commit and reveal.";
    48 liquid_alpha_enabled: bool = LiquidAlphaOn::<T>::get(c.netuid), "Whether bonds move with liquid alpha.";
    49 alpha_high: Compact<u16> = Compact(AlphaValues::<T>::get(c.netuid).1), "Upper bound of liquid alpha, in parts of 65,535.";
    50 alpha_low: Compact<u16> = Compact(AlphaValues::<T>::get(c.netuid).0), "Lower bound of liquid alpha, in parts of 65,535.";
    51 bonds_moving_avg: Compact<u64> = Compact(BondsMovingAverage::<T>::get(c.netuid)), "Weight of old bonds, in parts of a million.";
    52 hotkeys: Vec<AccountId> = c.hotkeys().to_vec(), "Hotkeys by UID.";
    53 coldkeys: Vec<AccountId> = c.coldkeys().to_vec(), "Coldkeys by UID.";
    54 identities: Vec<Option<ChainIdentityV2>> = c.identities(), "Identities of the coldkeys by UID.";
    55 axons: Vec<AxonInfo> = c.axons(), "Endpoints by UID.";
    56 active: Vec<bool> = Active::<T>::get(c.netuid), "Activity by UID.";
    57 validator_permit: Vec<bool> = ValidatorPermit::<T>::get(c.netuid), "Validator permits by UID.";
    58 pruning_score: Vec<Compact<u16>> = Vec::new(), "Always empty.";
    59 last_update: Vec<Compact<u64>> = compact(LastUpdate::<T>::get(c.index)), "Blocks of the last weights by UID.";
    60 emission: Vec<Compact<AlphaBalance>> = compact(Emission::<T>::get(c.netuid)), "Alpha earned in the last epoch by UID, in rao.";
    61 dividends: Vec<Compact<PerU16>> = compact(Dividends::<T>::get(c.netuid)), "Dividends by UID.";
    62 incentives: Vec<Compact<PerU16>> = compact(Incentive::<T>::get(c.index)), "Incentives by UID.";
    63 consensus: Vec<Compact<PerU16>> = compact(Consensus::<T>::get(c.netuid)), "Consensus by UID.";
    64 trust: Vec<Compact<PerU16>> = Vec::new(), "Always empty.";
    65 rank: Vec<Compact<u16>> = Vec::new(), "Always empty.";
    66 block_at_registration: Vec<Compact<u64>> = c.block_at_registration(), "Blocks of registration by UID.";
    67 alpha_stake: Vec<Compact<AlphaBalance>> = c.alpha_stake(), "Alpha part of the stake weight by UID, in rao.";
    68 tao_stake: Vec<Compact<TaoBalance>> = c.tao_stake(), "TAO part of the stake weight by UID, in rao.";
    69 total_stake: Vec<Compact<TaoBalance>> = c.total_stake(), "Stake weight by UID, in rao.";
    70 tao_dividends_per_hotkey: Vec<(AccountId, Compact<TaoBalance>)> = c.tao_dividends(), "Zero for every hotkey.";
    71 alpha_dividends_per_hotkey: Vec<(AccountId, Compact<AlphaBalance>)> = c.alpha_dividends(), "Alpha dividends of the last epoch by hotkey, in rao.";
    @later
    74 collateral_locked: Vec<Compact<AlphaBalance>> = c.collateral(|state| state.locked), "Collateral held by UID, in rao.";
    75 collateral_min: Vec<Compact<AlphaBalance>> = c.collateral(|state| state.min_locked), "Floor of the collateral by UID, in rao.";
    76 collateral_earned: Vec<Compact<AlphaBalance>> = c.collateral(|state| state.earned), "Alpha earned under collateral by UID, in rao.";
}

impl<T: Config> Pallet<T> {
    /// The subnet's metagraph, `None` when it does not exist.
    pub fn metagraph(netuid: NetUid) -> Option<Metagraph<T::AccountId>> {
        Self::subnet_exists(netuid).then(|| {
            full::<T>(&NeuronColumns::new(
                netuid,
                NetUidStorageIndex::from(netuid),
            ))
        })
    }

    /// [`Pallet::metagraph`] of all subnets.
    pub fn all_metagraphs() -> Vec<Option<Metagraph<T::AccountId>>> {
        Self::all_subnet_netuids()
            .into_iter()
            .map(Self::metagraph)
            .collect()
    }

    /// The metagraph of one mechanism, `None` when it does not exist. Its netuid is the storage
    /// index of the mechanism.
    pub fn mechagraph(netuid: NetUid, mechanism: MechId) -> Option<Metagraph<T::AccountId>> {
        let exists =
            Self::subnet_exists(netuid) && mechanism.inner() < Self::mechanism_count(netuid);
        exists.then(|| {
            full::<T>(&NeuronColumns::new(
                netuid,
                NetUidStorageIndex::of(netuid, mechanism),
            ))
        })
    }

    /// [`Pallet::mechagraph`] of all mechanisms of all subnets.
    pub fn all_mechagraphs() -> Vec<Option<Metagraph<T::AccountId>>> {
        let mechanisms = |netuid| {
            (0..Self::mechanism_count(netuid))
                .map(move |mechanism| Self::mechagraph(netuid, MechId::new(mechanism)))
        };
        Self::all_subnet_netuids()
            .into_iter()
            .flat_map(mechanisms)
            .collect()
    }

    /// The fields of the metagraph with these numbers, `None` when the subnet does not exist.
    /// Unknown numbers are ignored.
    pub fn selective_metagraph(
        netuid: NetUid,
        numbers: Vec<u16>,
    ) -> Option<SelectiveMetagraph<T::AccountId>> {
        Self::subnet_exists(netuid)
            .then(|| Self::select_all(netuid, NetUidStorageIndex::from(netuid), numbers))
    }

    /// [`Pallet::selective_metagraph`] with the per-mechanism columns of `mechanism`; they are
    /// empty when it does not exist. The netuid is always set.
    pub fn selective_mechagraph(
        netuid: NetUid,
        mechanism: MechId,
        numbers: Vec<u16>,
    ) -> Option<SelectiveMetagraph<T::AccountId>> {
        Self::subnet_exists(netuid).then(|| {
            let index = NetUidStorageIndex::of(netuid, mechanism);
            let mut answer = Self::select_all(netuid, index, numbers);
            answer.netuid = Compact(netuid);
            answer
        })
    }

    fn select_all(
        netuid: NetUid,
        index: NetUidStorageIndex,
        mut numbers: Vec<u16>,
    ) -> SelectiveMetagraph<T::AccountId> {
        // A repeated number would only repeat the work.
        numbers.sort_unstable();
        numbers.dedup();
        let columns = NeuronColumns::<T>::new(netuid, index);
        let mut answer = SelectiveMetagraph::default();
        for number in numbers {
            select::<T>(&columns, &mut answer, number);
        }
        answer
    }
}
