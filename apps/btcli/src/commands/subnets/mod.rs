//! `btcli subnets`: what subnets there are, what they cost, and what their owners do.

mod burn_cost;
mod create;
mod dissolve;
pub(crate) mod fields;
pub(crate) mod hyperparameters;
pub(crate) mod identities;
mod identity;
mod list;
pub(crate) mod live;
pub(crate) mod market;
mod mechanisms;
mod price;
mod register;
mod rules;
mod show;
mod split;
mod start;
mod symbol;

use clap::Subcommand;

use crate::dispatch::group;

/// Commands of the group.
#[derive(Subcommand, Debug)]
pub(crate) enum Subnets {
    /// List all subnets
    List(list::List),
    /// Show a subnet and its neurons
    #[command(alias = "metagraph")]
    Show(show::Show),
    /// Show prices of alpha, now and before
    Price(price::Price),
    /// Show the rules of a subnet
    #[command(alias = "hparams")]
    Hyperparameters(hyperparameters::Hyperparameters),
    /// Show what creating a subnet costs
    #[command(alias = "create-cost")]
    BurnCost(burn_cost::BurnCost),
    /// Show the conviction of a subnet's hotkeys
    Conviction(crate::commands::lock::Conviction),
    /// Create a subnet
    Create(create::Create),
    /// Register a neuron in a subnet
    Register(register::Register),
    /// Start the emission of a subnet that you own
    Start(start::Start),
    /// Show whether a subnet can be started
    CheckStart(start::CheckStart),
    /// Show how a subnet describes itself
    GetIdentity(identity::GetIdentity),
    /// Describe a subnet that you own
    SetIdentity(identity::SetIdentity),
    /// Choose the symbol of a subnet's alpha
    SetSymbol(symbol::SetSymbol),
    /// Several mechanisms of incentive in one subnet
    #[command(subcommand, alias = "mech")]
    Mechanisms(mechanisms::Mechanisms),
    /// End a subnet and pay its pool out to its stakers (the chain's sudo key)
    Dissolve(dissolve::Dissolve),
}

group!(Subnets {
    List,
    Show,
    Price,
    Hyperparameters,
    BurnCost,
    Conviction,
    Create,
    Register,
    Start,
    CheckStart,
    GetIdentity,
    SetIdentity,
    SetSymbol,
    Mechanisms,
    Dissolve,
});
