//! Fills the three generations of hyperparameters.

use crate::*;
use alloc::vec::Vec;
use codec::Compact;
use runtime_api::subnet_info::{
    HyperparamEntry, HyperparamValue, SubnetHyperparams, SubnetHyperparamsV2,
};
use substrate_fixed::types::I32F32;
use taonet_primitives::NetUid;

impl<T: Config> Pallet<T> {
    /// Settings in the first generation, `None` when the subnet does not exist.
    pub fn subnet_hyperparams(netuid: NetUid) -> Option<SubnetHyperparams> {
        let v2 = Self::subnet_hyperparams_v2(netuid)?;
        Some(SubnetHyperparams {
            rho: v2.rho,
            kappa: v2.kappa,
            immunity_period: v2.immunity_period,
            min_allowed_weights: v2.min_allowed_weights,
            max_weights_limit: v2.max_weights_limit,
            tempo: v2.tempo,
            min_difficulty: v2.min_difficulty,
            max_difficulty: v2.max_difficulty,
            weights_version: v2.weights_version,
            weights_rate_limit: v2.weights_rate_limit,
            adjustment_interval: v2.adjustment_interval,
            activity_cutoff: v2.activity_cutoff,
            registration_allowed: v2.registration_allowed,
            target_regs_per_interval: v2.target_regs_per_interval,
            min_burn: v2.min_burn,
            max_burn: v2.max_burn,
            bonds_moving_avg: v2.bonds_moving_avg,
            max_regs_per_block: v2.max_regs_per_block,
            serving_rate_limit: v2.serving_rate_limit,
            max_validators: v2.max_validators,
            adjustment_alpha: v2.adjustment_alpha,
            difficulty: v2.difficulty,
            commit_reveal_period: v2.commit_reveal_period,
            commit_reveal_weights_enabled: v2.commit_reveal_weights_enabled,
            alpha_high: v2.alpha_high,
            alpha_low: v2.alpha_low,
            liquid_alpha_enabled: v2.liquid_alpha_enabled,
        })
    }

    /// Settings in the second generation, `None` when the subnet does not exist.
    pub fn subnet_hyperparams_v2(netuid: NetUid) -> Option<SubnetHyperparamsV2> {
        let (alpha_low, alpha_high) = AlphaValues::<T>::get(netuid);
        Self::subnet_exists(netuid).then(|| SubnetHyperparamsV2 {
            rho: Compact(Rho::<T>::get(netuid)),
            kappa: Compact(Kappa::<T>::get(netuid)),
            immunity_period: Compact(ImmunityPeriod::<T>::get(netuid)),
            min_allowed_weights: Compact(MinAllowedWeights::<T>::get(netuid)),
            max_weights_limit: Compact(u16::MAX),
            tempo: Compact(Tempo::<T>::get(netuid)),
            min_difficulty: Compact(MinDifficulty::<T>::get(netuid)),
            max_difficulty: Compact(MaxDifficulty::<T>::get(netuid)),
            weights_version: Compact(WeightsVersionKey::<T>::get(netuid)),
            weights_rate_limit: Compact(WeightsSetRateLimit::<T>::get(netuid)),
            adjustment_interval: Compact(AdjustmentInterval::<T>::get(netuid)),
            activity_cutoff: Compact(Self::activity_cutoff_blocks(netuid)),
            registration_allowed: NetworkRegistrationAllowed::<T>::get(netuid),
            target_regs_per_interval: Compact(TargetRegistrationsPerInterval::<T>::get(netuid)),
            min_burn: Compact(MinBurn::<T>::get(netuid)),
            max_burn: Compact(MaxBurn::<T>::get(netuid)),
            bonds_moving_avg: Compact(BondsMovingAverage::<T>::get(netuid)),
            max_regs_per_block: Compact(MaxRegistrationsPerBlock::<T>::get(netuid)),
            serving_rate_limit: Compact(ServingRateLimit::<T>::get(netuid)),
            max_validators: Compact(MaxAllowedValidators::<T>::get(netuid)),
            adjustment_alpha: Compact(AdjustmentAlpha::<T>::get(netuid)),
            difficulty: Compact(Difficulty::<T>::get(netuid)),
            commit_reveal_period: Compact(RevealPeriodEpochs::<T>::get(netuid)),
            commit_reveal_weights_enabled: CommitRevealWeightsEnabled::<T>::get(netuid),
            alpha_high: Compact(alpha_high),
            alpha_low: Compact(alpha_low),
            liquid_alpha_enabled: LiquidAlphaOn::<T>::get(netuid),
            alpha_sigmoid_steepness: I32F32::from_num(AlphaSigmoidSteepness::<T>::get(netuid)),
            yuma_version: Compact(if Yuma3On::<T>::get(netuid) { 3 } else { 2 }),
            subnet_is_active: SubtokenEnabled::<T>::get(netuid),
            transfers_enabled: TransferToggle::<T>::get(netuid),
            bonds_reset_enabled: BondsResetOn::<T>::get(netuid),
            user_liquidity_enabled: false,
        })
    }

    /// Settings as a list of names and values, `None` when the subnet does not exist.
    pub fn subnet_hyperparams_v3(netuid: NetUid) -> Option<Vec<HyperparamEntry>> {
        use HyperparamValue::{Bool, I32F32 as Signed, TaoBalance, U16, U32, U64, U64F64};

        let v2 = Self::subnet_hyperparams_v2(netuid)?;
        let min_childkey_take = MinChildkeyTake::<T>::get()
            .max(MinChildkeyTakePerSubnet::<T>::get(netuid))
            .deconstruct();
        let named: [(&str, HyperparamValue); 33] = [
            ("kappa", U16(v2.kappa)),
            ("immunity_period", U16(v2.immunity_period)),
            ("min_allowed_weights", U16(v2.min_allowed_weights)),
            ("max_weights_limit", U16(v2.max_weights_limit)),
            ("tempo", U16(v2.tempo)),
            ("weights_version", U64(v2.weights_version)),
            ("weights_rate_limit", U64(v2.weights_rate_limit)),
            ("activity_cutoff", U64(v2.activity_cutoff)),
            (
                "activity_cutoff_factor",
                U32(Compact(ActivityCutoffFactorMilli::<T>::get(netuid))),
            ),
            ("registration_allowed", Bool(v2.registration_allowed)),
            ("target_regs_per_interval", U16(v2.target_regs_per_interval)),
            ("min_burn", TaoBalance(v2.min_burn)),
            ("max_burn", TaoBalance(v2.max_burn)),
            (
                "burn_half_life",
                U16(Compact(BurnHalfLife::<T>::get(netuid))),
            ),
            (
                "burn_increase_mult",
                U64F64(BurnIncreaseMult::<T>::get(netuid)),
            ),
            ("bonds_moving_avg", U64(v2.bonds_moving_avg)),
            ("max_regs_per_block", U16(v2.max_regs_per_block)),
            ("serving_rate_limit", U64(v2.serving_rate_limit)),
            ("max_validators", U16(v2.max_validators)),
            ("commit_reveal_period", U64(v2.commit_reveal_period)),
            (
                "commit_reveal_weights_enabled",
                Bool(v2.commit_reveal_weights_enabled),
            ),
            ("alpha_high", U16(v2.alpha_high)),
            ("alpha_low", U16(v2.alpha_low)),
            ("liquid_alpha_enabled", Bool(v2.liquid_alpha_enabled)),
            (
                "alpha_sigmoid_steepness",
                Signed(v2.alpha_sigmoid_steepness),
            ),
            ("yuma_version", U16(v2.yuma_version)),
            ("subnet_is_active", Bool(v2.subnet_is_active)),
            ("transfers_enabled", Bool(v2.transfers_enabled)),
            ("bonds_reset_enabled", Bool(v2.bonds_reset_enabled)),
            ("user_liquidity_enabled", Bool(v2.user_liquidity_enabled)),
            ("owner_cut_enabled", Bool(OwnerCutEnabled::<T>::get(netuid))),
            (
                "owner_cut_auto_lock_enabled",
                Bool(OwnerCutAutoLockEnabled::<T>::get(netuid)),
            ),
            ("min_childkey_take", U16(Compact(min_childkey_take))),
        ];
        let entries = named.into_iter().map(|(name, value)| HyperparamEntry {
            name: name.as_bytes().to_vec(),
            value,
        });
        Some(entries.collect())
    }
}
