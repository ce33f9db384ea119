//! The author of the present block earns its fees.

use crate::{AccountId, Aura, Balances, Runtime, System};
use frame_support::traits::{
    FindAuthor, OnUnbalanced,
    fungible::{Balanced, Credit},
};
use sp_runtime::{RuntimeAppPublic, generic::DigestItem};
use taonet_primitives::BlockAuthor;

/// Finds the author in the digest of the block.
#[derive(Debug)]
pub struct Author;

impl BlockAuthor<AccountId> for Author {
    /// The account of the author's Aura key.
    fn author() -> Option<AccountId> {
        let digest = System::digest();
        let seals = digest.logs.iter().filter_map(DigestItem::as_pre_runtime);
        let index = usize::try_from(Aura::find_author(seals)?).ok()?;
        let authorities = pallet_aura::Authorities::<Runtime>::get();
        let key = authorities.get(index)?.to_raw_vec();
        <[u8; 32]>::try_from(key.as_slice())
            .ok()
            .map(AccountId::new)
    }
}

/// Gives fees to the author; burns them when nobody is known.
#[derive(Debug)]
pub struct ToAuthor;

impl OnUnbalanced<Credit<AccountId, Balances>> for ToAuthor {
    fn on_nonzero_unbalanced(credit: Credit<AccountId, Balances>) {
        if let Some(author) = Author::author() {
            // What the account cannot take, because it would stay below the existential deposit,
            // is burned with the credit.
            drop(Balances::resolve(&author, credit));
        }
    }
}
