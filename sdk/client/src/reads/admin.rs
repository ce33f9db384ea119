//! Rules one by one: what owners and the network's administrators set.

use super::reads;
use crate::decode::Fixed;
use crate::{AccountId, ClientError, StateAt, Tao};

impl StateAt {
    /// By how much each registration raises the price of the next.
    pub async fn burn_increase(&self, netuid: u16) -> Result<f64, ClientError> {
        let factor: Fixed<64> = self
            .value("SubtensorModule", "BurnIncreaseMult", (netuid,))
            .await?;
        Ok(factor.to_f64())
    }
}

reads! {
    /// The account that may change everything, if there is one.
    maybe fn sudo_key() -> AccountId = "Sudo" / "Key";
    /// Blocks before an epoch in which owners cannot change rules.
    fn admin_freeze_window_blocks() -> u16 = "SubtensorModule" / "AdminFreezeWindow";
    /// Tempos between two changes of one rule by an owner.
    fn owner_rule_rate_limit_tempos() -> u16 = "SubtensorModule" / "OwnerHyperparamRateLimit";
    /// Tempos between two changes of the version of weights by an owner.
    fn weights_version_rate_limit_tempos() -> u64
        = "SubtensorModule" / "WeightsVersionKeyRateLimit";
    /// Majority needed for consensus.
    fn kappa(netuid: u16) -> u16 = "SubtensorModule" / "Kappa";
    /// A rule without effect.
    fn rho(netuid: u16) -> u16 = "SubtensorModule" / "Rho";
    /// Blocks in which a new neuron cannot be replaced.
    fn immunity_period_blocks(netuid: u16) -> u16 = "SubtensorModule" / "ImmunityPeriod";
    /// Neurons with a permit, at most.
    fn max_validators(netuid: u16) -> u16 = "SubtensorModule" / "MaxAllowedValidators";
    /// Lowest registration price.
    fn min_registration_price(netuid: u16) -> Tao = "SubtensorModule" / "MinBurn";
    /// Highest registration price.
    fn max_registration_price(netuid: u16) -> Tao = "SubtensorModule" / "MaxBurn";
    /// Blocks in which the registration price falls by half.
    fn burn_half_life_blocks(netuid: u16) -> u16 = "SubtensorModule" / "BurnHalfLife";
    /// Difficulty of registrations by work, which are no more.
    fn difficulty(netuid: u16) -> u64 = "SubtensorModule" / "Difficulty";
    /// Thousandths of a tempo after which a silent validator no longer counts.
    fn activity_cutoff_factor_milli(netuid: u16) -> u32
        = "SubtensorModule" / "ActivityCutoffFactorMilli";
    /// Blocks after which a silent validator no longer counted in older runtimes.
    fn activity_cutoff_blocks(netuid: u16) -> u16 = "SubtensorModule" / "ActivityCutoff";
    /// Weight of the past in the average of bonds, in parts of 1,000,000.
    fn bonds_moving_average(netuid: u16) -> u64 = "SubtensorModule" / "BondsMovingAverage";
    /// How much bonds beyond the consensus lose.
    fn bonds_penalty(netuid: u16) -> u16 = "SubtensorModule" / "BondsPenalty";
    /// Whether a commitment resets bonds.
    fn bonds_reset_enabled(netuid: u16) -> bool = "SubtensorModule" / "BondsResetOn";
    /// Whether bonds grow at a rate of their own.
    fn liquid_alpha_enabled(netuid: u16) -> bool = "SubtensorModule" / "LiquidAlphaOn";
    /// Lower and upper bound of that rate.
    fn liquid_alpha_bounds(netuid: u16) -> (u16, u16) = "SubtensorModule" / "AlphaValues";
    /// Steepness of that rate.
    fn alpha_sigmoid_steepness(netuid: u16) -> i64 = "SubtensorModule" / "AlphaSigmoidSteepness";
    /// Whether the third form of the consensus is used.
    fn yuma3_enabled(netuid: u16) -> bool = "SubtensorModule" / "Yuma3On";
    /// `Burn` or `Recycle`: what becomes of what the owner's own UIDs would earn as miners.
    fn recycle_or_burn(netuid: u16) -> serde_json::Value = "SubtensorModule" / "RecycleOrBurn";
    /// UIDs of the owner that cannot be replaced, at most.
    fn immune_owner_uids_limit(netuid: u16) -> u16 = "SubtensorModule" / "ImmuneOwnerUidsLimit";
    /// Most registrations in one block.
    fn max_registrations_per_block(netuid: u16) -> u16
        = "SubtensorModule" / "MaxRegistrationsPerBlock";
    /// Registrations in this block so far.
    fn registrations_this_block(netuid: u16) -> u16 = "SubtensorModule" / "RegistrationsThisBlock";
    /// Blocks in which the moving average of the price makes up half of a change.
    fn price_halving_blocks(netuid: u16) -> u64 = "SubtensorModule" / "EMAPriceHalvingBlocks";
    /// Epochs that run in one block, at most.
    fn max_epochs_per_block() -> u8 = "SubtensorModule" / "MaxEpochsPerBlock";
    /// Whether a subnet's owner keeps a moving average of stake.
    fn voting_power_tracked(netuid: u16) -> bool
        = "SubtensorModule" / "VotingPowerTrackingEnabled";
}
