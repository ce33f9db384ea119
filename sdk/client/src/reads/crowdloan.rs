//! Crowdloans: many who pay for one call together.

use serde_json::Value as Json;

use super::reads;
use crate::{AccountId, Tao, record};

record! {
    /// A crowdloan.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Crowdloan {
        /// Who opened it.
        pub creator: AccountId,
        /// What the creator put in and gets back when it is dissolved.
        pub deposit: Tao,
        /// Least that one contribution may be.
        pub min_contribution: Tao,
        /// First block in which nobody can contribute any more.
        pub end: u32,
        /// Most that is raised, and what must be raised for it to succeed.
        pub cap: Tao,
        /// Account that holds what was raised.
        pub funds_account: AccountId,
        /// Raised so far, the deposit included.
        pub raised: Tao,
        /// Account that gets what was raised, if there is no call.
        pub target_address: Option<AccountId>,
        /// Call that is made with what was raised, as the codec writes it; null if there is none.
        pub call: Json,
        /// Whether it succeeded and was paid out.
        pub finalized: bool,
        /// Accounts that contributed.
        pub contributors_count: Option<u32>,
    }
}

reads! {
    /// A crowdloan by its number.
    maybe fn crowdloan(id: u32) -> Crowdloan = "Crowdloan" / "Crowdloans";
    /// All crowdloans by number.
    each fn crowdloans() -> u32 => Crowdloan = "Crowdloan" / "Crowdloans";
    /// Number that the next crowdloan gets.
    fn next_crowdloan_id() -> u32 = "Crowdloan" / "NextCrowdloanId";
    /// What one account contributed.
    maybe fn crowdloan_contribution(id: u32, contributor: &AccountId) -> Tao
        = "Crowdloan" / "Contributions";
    /// What everybody contributed.
    each fn crowdloan_contributions(id: u32) -> AccountId => Tao = "Crowdloan" / "Contributions";
    /// Most that one account may contribute, if there is a limit.
    maybe fn crowdloan_max_contribution(id: u32) -> Tao = "Crowdloan" / "MaxContributions";
}
