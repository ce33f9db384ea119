//! Subscription ids as hexadecimal strings.

use jsonrpsee::{core::traits::IdProvider, types::SubscriptionId};
use sc_service::config::RpcSubscriptionIdProvider;
use std::{
    collections::hash_map::RandomState,
    hash::BuildHasher,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

/// Makes ids of the form `0x` and 32 digits, unique within the process and hard to guess.
#[derive(Clone, Debug, Default)]
pub(crate) struct HexSubscriptionIds {
    next: Arc<AtomicU64>,
    keys: (RandomState, RandomState),
}

impl IdProvider for HexSubscriptionIds {
    fn next_id(&self) -> SubscriptionId<'static> {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let (high, low) = (self.keys.0.hash_one(number), self.keys.1.hash_one(number));
        SubscriptionId::Str(format!("0x{high:016x}{low:016x}").into())
    }
}

impl RpcSubscriptionIdProvider for HexSubscriptionIds {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_distinct_hexadecimal_strings() {
        let ids = HexSubscriptionIds::default();
        let text = |id: SubscriptionId<'static>| match id {
            SubscriptionId::Str(text) => text.into_owned(),
            SubscriptionId::Num(number) => panic!("number {number}"),
        };
        let made: Vec<String> = (0..1_000).map(|_| text(ids.next_id())).collect();
        for id in &made {
            assert_eq!(id.len(), 34);
            assert!(id.starts_with("0x") && u128::from_str_radix(&id[2..], 16).is_ok());
        }
        let distinct: std::collections::HashSet<&String> = made.iter().collect();
        assert_eq!(distinct.len(), made.len());
    }
}
