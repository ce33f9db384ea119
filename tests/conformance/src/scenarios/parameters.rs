//! Named numbers of a chain and of its subnets, as the recordings name them.

use pallet_subtensor as sub;
use serde_json::Value;
use taonet_primitives::{NetUid, SwapHandler, TaoBalance};

use crate::{
    golden::{Golden, Malformed},
    reference::{AccountId, Balances, Reference, SubtensorModule, Swap, System},
};

type T = Reference;

/// Reads and writes values that lie in storage under a subnet's number.
macro_rules! stored {
    ($(($name:literal, $map:ty, $value:ty)),* $(,)?) => {
        /// A parameter of a subnet; `None` for an unknown name.
        fn stored(netuid: NetUid, name: &str) -> Option<Value> {
            Some(match name {
                $($name => <$map>::get(netuid).write(),)*
                _ => return None,
            })
        }

        /// Writes a parameter of a subnet; whether the name is known.
        fn store(netuid: NetUid, name: &str, value: &Value) -> Result<bool, Malformed> {
            match name {
                $($name => <$map>::insert(netuid, <$value>::read(value)?),)*
                _ => return Ok(false),
            }
            Ok(true)
        }
    };
}

stored! {
    ("activity_cutoff_factor_milli", sub::ActivityCutoffFactorMilli::<T>, u32),
    ("alpha_sigmoid_steepness", sub::AlphaSigmoidSteepness::<T>, i16),
    ("alpha_values", sub::AlphaValues::<T>, (u16, u16)),
    ("bonds_moving_average", sub::BondsMovingAverage::<T>, u64),
    ("bonds_penalty", sub::BondsPenalty::<T>, u16),
    ("bonds_reset_on", sub::BondsResetOn::<T>, bool),
    ("burn", sub::Burn::<T>, TaoBalance),
    ("burn_half_life", sub::BurnHalfLife::<T>, u16),
    ("burn_increase_mult_u64f64", sub::BurnIncreaseMult::<T>, substrate_fixed::types::U64F64),
    ("commit_reveal_enabled", sub::CommitRevealWeightsEnabled::<T>, bool),
    ("ema_price_halving_blocks", sub::EMAPriceHalvingBlocks::<T>, u64),
    ("emission_enabled", sub::SubnetEmissionEnabled::<T>, bool),
    ("fee_rate", pallet_swap::FeeRate::<T>, u16),
    ("immunity_period", sub::ImmunityPeriod::<T>, u16),
    ("kappa", sub::Kappa::<T>, u16),
    ("last_epoch_block", sub::LastEpochBlock::<T>, u64),
    ("liquid_alpha_on", sub::LiquidAlphaOn::<T>, bool),
    ("max_allowed_uids", sub::MaxAllowedUids::<T>, u16),
    ("max_allowed_validators", sub::MaxAllowedValidators::<T>, u16),
    ("max_burn", sub::MaxBurn::<T>, TaoBalance),
    ("mechanism", sub::SubnetMechanism::<T>, u16),
    ("min_allowed_weights", sub::MinAllowedWeights::<T>, u16),
    ("min_burn", sub::MinBurn::<T>, TaoBalance),
    ("owner_coldkey", sub::SubnetOwner::<T>, AccountId),
    ("owner_cut_enabled", sub::OwnerCutEnabled::<T>, bool),
    ("owner_hotkey", sub::SubnetOwnerHotkey::<T>, AccountId),
    ("registered_at", sub::NetworkRegisteredAt::<T>, u64),
    ("registration_allowed", sub::NetworkRegistrationAllowed::<T>, bool),
    ("reveal_period_epochs", sub::RevealPeriodEpochs::<T>, u64),
    ("rho", sub::Rho::<T>, u16),
    ("subtoken_enabled", sub::SubtokenEnabled::<T>, bool),
    ("tempo", sub::Tempo::<T>, u16),
    ("weights_set_rate_limit", sub::WeightsSetRateLimit::<T>, u64),
    ("weights_version_key", sub::WeightsVersionKey::<T>, u64),
    ("yuma3_on", sub::Yuma3On::<T>, bool),
    ("alpha_in", sub::SubnetAlphaIn::<T>, taonet_primitives::AlphaBalance),
    ("alpha_in_emission", sub::SubnetAlphaInEmission::<T>, taonet_primitives::AlphaBalance),
    ("alpha_out", sub::SubnetAlphaOut::<T>, taonet_primitives::AlphaBalance),
    ("alpha_out_emission", sub::SubnetAlphaOutEmission::<T>, taonet_primitives::AlphaBalance),
    ("blocks_since_last_step", sub::BlocksSinceLastStep::<T>, u64),
    ("epoch_index", sub::SubnetEpochIndex::<T>, u64),
    ("excess_tao", sub::SubnetExcessTao::<T>, TaoBalance),
    ("last_mechanism_step_block", sub::LastMechansimStepBlock::<T>, u64),
    ("miner_burned_u96f32", sub::MinerBurned::<T>, substrate_fixed::types::U96F32),
    ("moving_price_i96f32", sub::SubnetMovingPrice::<T>, substrate_fixed::types::I96F32),
    ("pending_owner_cut", sub::PendingOwnerCut::<T>, taonet_primitives::AlphaBalance),
    ("pending_root_alpha", sub::PendingRootAlphaDivs::<T>, taonet_primitives::AlphaBalance),
    ("pending_server", sub::PendingServerEmission::<T>, taonet_primitives::AlphaBalance),
    ("pending_validator", sub::PendingValidatorEmission::<T>, taonet_primitives::AlphaBalance),
    ("protocol_alpha", sub::SubnetProtocolAlpha::<T>, taonet_primitives::AlphaBalance),
    ("protocol_flow", sub::SubnetProtocolFlow::<T>, i64),
    ("rao_recycled", sub::RAORecycledForRegistration::<T>, TaoBalance),
    ("root_prop_u96f32", sub::RootProp::<T>, substrate_fixed::types::U96F32),
    ("root_sell_tao", sub::SubnetRootSellTao::<T>, TaoBalance),
    ("tao", sub::SubnetTAO::<T>, TaoBalance),
    ("tao_flow", sub::SubnetTaoFlow::<T>, i64),
    ("tao_in_emission", sub::SubnetTaoInEmission::<T>, TaoBalance),
    ("volume", sub::SubnetVolume::<T>, u128),
}

/// A named number of a subnet; `None` for an unknown name.
pub(super) fn of_subnet(netuid: NetUid, name: &str) -> Option<Value> {
    let pool_account = SubtensorModule::subnet_account_of(netuid);
    Some(match name {
        "netuid" => netuid.write(),
        "n" => sub::SubnetworkN::<T>::get(netuid).write(),
        "activity_cutoff_blocks" => SubtensorModule::activity_cutoff_blocks(netuid).write(),
        "first_emission_block" => sub::FirstEmissionBlockNumber::<T>::get(netuid).write(),
        "subnet_account" => {
            let raw: &[u8] = pool_account.as_ref();
            format!("0x{}", hex::encode(raw)).into()
        }
        "subnet_account_balance" => Balances::free_balance(pool_account).write(),
        "price_u64f64" => Swap::spot_price(netuid).write(),
        "quote_weight" => pallet_swap::SwapBalancer::<T>::get(netuid)
            .deconstruct()
            .write(),
        // The average over flows is no longer kept: both are nothing in every recording.
        "ema_tao_flow_i64f64" => sub::SubnetEmaTaoFlow::<T>::get(netuid).write(),
        "ema_protocol_flow_i64f64" => sub::SubnetEmaProtocolFlow::<T>::get(netuid).write(),
        _ => return stored(netuid, name),
    })
}

/// Writes a named number of a subnet directly, as recordings do in their set-up. Numbers that follow
/// from others are left alone.
pub(super) fn set_of_subnet(netuid: NetUid, name: &str, value: &Value) -> Result<(), Malformed> {
    match name {
        "netuid"
        | "n"
        | "activity_cutoff_blocks"
        | "subnet_account"
        | "price_u64f64"
        | "subnet_account_balance" => Ok(()),
        "first_emission_block" => {
            match Option::<u64>::read(value)? {
                Some(block) => sub::FirstEmissionBlockNumber::<T>::insert(netuid, block),
                None => sub::FirstEmissionBlockNumber::<T>::remove(netuid),
            }
            Ok(())
        }
        "quote_weight" => {
            let weights = taonet_amm::Balancer::new(u64::read(value)?)
                .map_err(|error| Malformed::new(error.to_string()))?;
            pallet_swap::SwapBalancer::<T>::insert(netuid, pallet_swap::Balancer::from(weights));
            pallet_swap::PalSwapInitialized::<T>::insert(netuid, true);
            Ok(())
        }
        "commit_reveal" => store(netuid, "commit_reveal_enabled", value).map(|_| ()),
        _ if store(netuid, name, value)? => Ok(()),
        _ => Err(Malformed::new(format!(
            "no parameter of a subnet is named {name}"
        ))),
    }
}

/// A named number of the whole chain; `None` for an unknown name.
pub(super) fn of_chain(name: &str) -> Option<Value> {
    Some(match name {
        "balances_issuance" => pallet_balances::TotalIssuance::<T>::get().write(),
        "block" => System::block_number().write(),
        "block_emission" => sub::BlockEmission::<T>::get().write(),
        "claim_threshold_i96f32" => SubtensorModule::non_root_netuids()
            .into_iter()
            .map(|netuid| sub::RootClaimableThreshold::<T>::get(netuid).write())
            .collect(),
        "commit_reveal_version" => sub::CommitRevealWeightsVersion::<T>::get().write(),
        "flow_ema_smoothing_factor" => sub::FlowEmaSmoothingFactor::<T>::get().write(),
        "lock_reduction_interval" => sub::NetworkLockReductionInterval::<T>::get().write(),
        "maturity_rate" => sub::MaturityRate::<T>::get().write(),
        "max_delegate_take" => sub::MaxDelegateTake::<T>::get().write(),
        "max_epochs_per_block" => sub::MaxEpochsPerBlock::<T>::get().write(),
        "min_delegate_take" => sub::MinDelegateTake::<T>::get().write(),
        "min_lock" => sub::NetworkMinLockCost::<T>::get().write(),
        "net_tao_flow_enabled" => sub::NetTaoFlowEnabled::<T>::get().write(),
        "network_immunity_period" => sub::NetworkImmunityPeriod::<T>::get().write(),
        "nominator_min_required_stake" => sub::NominatorMinRequiredStake::<T>::get().write(),
        "num_root_claims" => sub::NumRootClaim::<T>::get().write(),
        "pending_childkey_cooldown" => sub::PendingChildKeyCooldown::<T>::get().write(),
        "stake_threshold" => sub::StakeThreshold::<T>::get().write(),
        "subnet_limit" => sub::SubnetLimit::<T>::get().write(),
        "subnet_moving_alpha_i96f32" => sub::SubnetMovingAlpha::<T>::get().write(),
        "subnet_owner_cut" => sub::SubnetOwnerCut::<T>::get().write(),
        "tao_weight" => sub::TaoWeight::<T>::get().write(),
        "total_issuance" => sub::TotalIssuance::<T>::get().write(),
        "total_stake" => sub::TotalStake::<T>::get().write(),
        "unlock_rate" => sub::UnlockRate::<T>::get().write(),
        _ => return None,
    })
}
