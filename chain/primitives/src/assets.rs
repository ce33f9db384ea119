//! Where the main pallet meets the alpha ledger and block production.

use crate::{AlphaBalance, NetUid};

/// Running totals of each subnet's alpha.
pub trait AlphaLedger {
    /// Counts newly made alpha.
    fn mint(netuid: NetUid, amount: AlphaBalance);
    /// Counts alpha that nobody can spend any more.
    fn burn(netuid: NetUid, amount: AlphaBalance);
    /// Counts alpha taken out of the issuance.
    fn recycle(netuid: NetUid, amount: AlphaBalance);
    /// Alpha made so far, less what was recycled.
    fn total_issuance(netuid: NetUid) -> AlphaBalance;
    /// Alpha burned so far.
    fn burned(netuid: NetUid) -> AlphaBalance;
    /// Alpha recycled so far.
    fn recycled(netuid: NetUid) -> AlphaBalance;
}

/// Who earns the fees of the block being built or imported.
pub trait BlockAuthor<AccountId> {
    /// The author's account, or `None` when the block names none.
    fn author() -> Option<AccountId>;
}

impl<AccountId> BlockAuthor<AccountId> for () {
    fn author() -> Option<AccountId> {
        None
    }
}
