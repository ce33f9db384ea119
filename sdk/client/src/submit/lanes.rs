//! Turns and nonces, one lane for each account.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::AccountId;

/// Lanes that may be kept while idle; beyond that, idle ones are forgotten.
const MAX_IDLE: usize = 64;

/// The lanes of all accounts that a connection sends for.
#[derive(Debug, Default)]
pub(super) struct Lanes {
    by_account: Mutex<HashMap<AccountId, Arc<Lane>>>,
}

/// Where the transactions of one account queue up. Whoever sent something that is not settled
/// holds a handle to it.
#[derive(Debug, Default)]
pub(super) struct Lane {
    turn: tokio::sync::Mutex<Option<u32>>,
}

impl Lanes {
    pub(super) fn lane(&self, account: &AccountId) -> Arc<Lane> {
        let mut lanes = self
            .by_account
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if lanes.len() >= MAX_IDLE {
            lanes.retain(|_, lane| Arc::strong_count(lane) > 1);
        }
        lanes.entry(*account).or_default().clone()
    }
}

impl Lane {
    /// Waits for the turn of the caller.
    pub(super) async fn turn(self: &Arc<Self>) -> Turn<'_> {
        /// The handles of the map and of the caller.
        const IDLE: usize = 2;
        let mut next = self.turn.lock().await;
        if Arc::strong_count(self) <= IDLE {
            // Nothing is under way, so the node knows as much as this count, and about others who
            // use the same key besides.
            *next = None;
        }
        Turn { next }
    }

    /// The count may be wrong: something that was counted did not enter the chain.
    pub(super) async fn forget(&self) {
        *self.turn.lock().await = None;
    }
}

/// The right to send for an account, held until the pool has answered.
#[derive(Debug)]
pub(super) struct Turn<'lane> {
    next: tokio::sync::MutexGuard<'lane, Option<u32>>,
}

impl Turn<'_> {
    /// The next nonce, if it is known here.
    pub(super) fn next(&self) -> Option<u32> {
        *self.next
    }

    /// The pool took a transaction with this nonce.
    pub(super) fn used(&mut self, nonce: u32) {
        *self.next = Some(nonce.saturating_add(1));
    }

    /// The count was wrong.
    pub(super) fn forget(&mut self) {
        *self.next = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn nonces_are_counted_while_something_is_under_way() {
        let lanes = Lanes::default();
        let sent = lanes.lane(&[1; 32]);
        sent.turn().await.used(7);
        let second = lanes.lane(&[1; 32]);
        assert_eq!(second.turn().await.next(), Some(8));
        drop(sent);
        assert_eq!(second.turn().await.next(), None, "idle: ask the node");
    }

    #[tokio::test]
    async fn a_contradiction_ends_the_count() {
        let lanes = Lanes::default();
        let (sent, second) = (lanes.lane(&[1; 32]), lanes.lane(&[1; 32]));
        sent.turn().await.used(7);
        second.forget().await;
        assert_eq!(sent.turn().await.next(), None);
    }

    #[tokio::test]
    async fn accounts_do_not_wait_for_each_other_and_idle_ones_are_forgotten() {
        let lanes = Lanes::default();
        let busy = lanes.lane(&[255; 32]);
        let mut turn = busy.turn().await;
        turn.used(1);
        for index in 0..200 {
            let lane = lanes.lane(&[index; 32]);
            assert_eq!(lane.turn().await.next(), None);
        }
        assert!(lanes.by_account.lock().unwrap().len() <= MAX_IDLE + 1);
        assert!(Arc::ptr_eq(&busy, &lanes.lane(&[255; 32])));
    }
}
