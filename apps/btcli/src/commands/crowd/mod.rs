//! `btcli crowd`: TAO that many raise together, for an account, a leased subnet or any call.

mod contribute;
mod create;
mod finish;
mod info;
mod list;
mod loan;
mod update;

use clap::{Args, Subcommand};

use crate::dispatch::group;

pub(crate) use info::{Contributors, Info};
pub(crate) use list::List;
pub(crate) use loan::duration;

/// Commands of the group.
#[derive(Subcommand, Debug)]
pub(crate) enum Crowd {
    /// Give TAO to a crowdloan
    Contribute(contribute::Contribute),
    /// Take a contribution back before the crowdloan is finalised
    Withdraw(contribute::Withdraw),
    /// Use what was raised (the creator's)
    Finalize(finish::Finalize),
    /// List crowdloans
    List(List),
    /// Show one crowdloan
    Info(Info),
    /// Show who contributed to a crowdloan
    Contributors(Contributors),
    /// Open a crowdloan
    Create(create::Create),
    /// Change the minimum, the end or the cap (the creator's)
    Update(update::Update),
    /// Give contributions back (the creator's)
    Refund(finish::Refund),
    /// Remove a crowdloan whose contributions were given back (the creator's)
    Dissolve(finish::Dissolve),
}

group!(Crowd {
    Contribute,
    Withdraw,
    Finalize,
    List,
    Info,
    Contributors,
    Create,
    Update,
    Refund,
    Dissolve,
});

/// One crowdloan.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct CrowdloanOption {
    /// Number of the crowdloan
    #[arg(long, alias = "id", value_name = "ID")]
    pub(crate) crowdloan_id: Option<u32>,
}

impl CrowdloanOption {
    fn ask(&self, session: &crate::session::Session) -> Result<u32, crate::failure::Failure> {
        session.ask(
            self.crowdloan_id,
            "--crowdloan-id",
            "Enter the number of the crowdloan",
        )
    }
}
