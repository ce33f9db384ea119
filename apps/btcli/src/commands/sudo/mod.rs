//! `btcli sudo`: what owners of subnets, validators and the chain's sudo key set.

pub(crate) mod authority;
pub(crate) mod parameters;
mod senate;
mod set;
mod stake_burn;
mod take;
mod trigger_epoch;
mod trim;
mod values;

use clap::Subcommand;

use crate::commands::subnets::hyperparameters;
use crate::dispatch::group;

/// Commands of the group.
#[derive(Subcommand, Debug)]
pub(crate) enum Sudo {
    /// Set a hyperparameter of a subnet
    Set(set::Set),
    /// Show the hyperparameters of a subnet
    Get(hyperparameters::Hyperparameters),
    /// Show what a validator keeps of its stakers' dividends
    GetTake(take::GetTake),
    /// Set what your validator keeps of its stakers' dividends
    SetTake(take::SetTake),
    /// Lower how many neurons a subnet has room for
    Trim(trim::Trim),
    /// Buy alpha of a subnet and burn it
    #[command(alias = "buyback")]
    StakeBurn(stake_burn::StakeBurn),
    /// Run the epoch of your subnet ahead of its time
    TriggerEpoch(trigger_epoch::TriggerEpoch),
    /// Show the members of the senate
    Senate(senate::Senate),
    /// Show what the senate votes on
    Proposals(senate::Proposals),
    /// Vote on a proposal
    SenateVote(senate::SenateVote),
}

group!(Sudo {
    Set,
    Get,
    GetTake,
    SetTake,
    Trim,
    StakeBurn,
    TriggerEpoch,
    Senate,
    Proposals,
    SenateVote,
});
