//! How much one caller may ask of an axon.
//!
//! Addresses are counted before anything else of a request is looked at, hotkeys once the signature
//! fits: nobody can use up another's share by naming their key. An IPv6 caller counts by its /64,
//! since a subscriber has all of that.

use std::{
    collections::HashMap,
    hash::Hash,
    net::{IpAddr, Ipv6Addr},
    num::NonZeroU32,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
};

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use taonet_wallet::PublicKey;

/// After so many checks, callers that were quiet for a while are forgotten.
const CHECKS_BETWEEN_CLEANINGS: usize = 4096;

/// Shares of an axon, each for one hotkey or one address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallerLimits {
    /// Requests a second of one hotkey, over a second or so; `None` for any number.
    pub requests_per_second_per_hotkey: Option<NonZeroU32>,
    /// Requests a second from one address, refused ones as well; `None` for any number.
    pub requests_per_second_per_address: Option<NonZeroU32>,
    /// Requests of one hotkey at the same time.
    pub concurrent_per_hotkey: usize,
    /// Open connections of one address.
    pub connections_per_address: usize,
}

impl Default for CallerLimits {
    /// 500 and 2,000 requests a second, 128 at the same time, 256 connections.
    fn default() -> Self {
        Self {
            requests_per_second_per_hotkey: NonZeroU32::new(500),
            requests_per_second_per_address: NonZeroU32::new(2_000),
            concurrent_per_hotkey: 128,
            connections_per_address: 256,
        }
    }
}

/// Who shares an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Neighbourhood(IpAddr);

impl Neighbourhood {
    pub(crate) fn of(address: IpAddr) -> Self {
        /// The first 64 bits.
        const NETWORK: u128 = !0 << 64;
        Self(match address.to_canonical() {
            IpAddr::V4(address) => address.into(),
            IpAddr::V6(address) => Ipv6Addr::from(u128::from(address) & NETWORK).into(),
        })
    }
}

/// Counts what callers do.
#[derive(Debug)]
pub(crate) struct Callers {
    requests_of_hotkeys: Option<Rate<PublicKey>>,
    requests_of_addresses: Option<Rate<Neighbourhood>>,
    running: Share<PublicKey>,
    connections: Share<Neighbourhood>,
}

impl Callers {
    pub(crate) fn new(limits: &CallerLimits) -> Self {
        Self {
            requests_of_hotkeys: limits.requests_per_second_per_hotkey.map(Rate::new),
            requests_of_addresses: limits.requests_per_second_per_address.map(Rate::new),
            running: Share::new(limits.concurrent_per_hotkey),
            connections: Share::new(limits.connections_per_address),
        }
    }

    /// Whether an address may send one more request now.
    pub(crate) fn address_may_ask(&self, address: IpAddr) -> bool {
        let rate = self.requests_of_addresses.as_ref();
        rate.is_none_or(|rate| rate.allows(&Neighbourhood::of(address)))
    }

    /// A place for one more connection of an address, until it is dropped.
    pub(crate) fn connection(&self, address: IpAddr) -> Option<Place<Neighbourhood>> {
        self.connections.take(Neighbourhood::of(address))
    }

    /// A place for one more request of a verified hotkey, until it is dropped.
    pub(crate) fn request(&self, hotkey: &PublicKey) -> Option<Place<PublicKey>> {
        let rate = self.requests_of_hotkeys.as_ref();
        if rate.is_some_and(|rate| !rate.allows(hotkey)) {
            return None;
        }
        self.running.take(*hotkey)
    }
}

/// A bound on how often something happens, for each key.
#[derive(Debug)]
struct Rate<K: Hash + Eq + Clone> {
    limiter: DefaultKeyedRateLimiter<K>,
    checks: AtomicUsize,
}

impl<K: Hash + Eq + Clone> Rate<K> {
    fn new(per_second: NonZeroU32) -> Self {
        Self {
            limiter: RateLimiter::keyed(Quota::per_second(per_second)),
            checks: AtomicUsize::new(0),
        }
    }

    fn allows(&self, key: &K) -> bool {
        let checks = self.checks.fetch_add(1, Ordering::Relaxed);
        if checks % CHECKS_BETWEEN_CLEANINGS == CHECKS_BETWEEN_CLEANINGS - 1 {
            self.limiter.retain_recent();
            self.limiter.shrink_to_fit();
        }
        self.limiter.check_key(key).is_ok()
    }
}

/// A bound on how many things are going on at the same time, for each key.
#[derive(Debug)]
struct Share<K: Hash + Eq> {
    most: usize,
    taken: Arc<Mutex<HashMap<K, usize>>>,
}

impl<K: Hash + Eq + Copy> Share<K> {
    fn new(most: usize) -> Self {
        Self {
            most,
            taken: Arc::default(),
        }
    }

    fn take(&self, key: K) -> Option<Place<K>> {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let count = taken.entry(key).or_default();
        if *count >= self.most {
            if *count == 0 {
                taken.remove(&key);
            }
            return None;
        }
        *count += 1;
        Some(Place {
            key,
            taken: Arc::clone(&self.taken),
        })
    }
}

/// Something that is going on.
#[derive(Debug)]
pub(crate) struct Place<K: Hash + Eq> {
    key: K,
    taken: Arc<Mutex<HashMap<K, usize>>>,
}

impl<K: Hash + Eq> Drop for Place<K> {
    fn drop(&mut self) {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = taken.get_mut(&self.key) {
            *count -= 1;
            if *count == 0 {
                taken.remove(&self.key);
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;

    #[test]
    fn places_are_bounded_for_each_key_and_come_back() {
        let share = Share::new(2);
        let first = share.take('a').unwrap();
        let _second = share.take('a').unwrap();
        assert!(share.take('a').is_none());
        let other = share.take('b').unwrap();
        drop(first);
        assert!(share.take('a').is_some());
        drop(other);
        assert_eq!(share.taken.lock().unwrap().len(), 1);
        assert!(Share::new(0).take('a').is_none());
    }

    #[test]
    fn neighbours_of_a_network_share() {
        let of = |text: &str| Neighbourhood::of(text.parse().unwrap());
        assert_eq!(of("2001:db8::1"), of("2001:db8::ffff:1"));
        assert_ne!(of("2001:db8::1"), of("2001:db8:0:1::1"));
        assert_eq!(of("::ffff:192.0.2.1"), of("192.0.2.1"));
        assert_ne!(of("192.0.2.1"), of("192.0.2.2"));
    }

    #[test]
    fn a_rate_holds_for_each_key() {
        let rate = Rate::new(NonZeroU32::new(3).unwrap());
        // All within far less than a third of a second.
        let allowed = (0..3).filter(|_| rate.allows(&1)).count();
        assert_eq!(allowed, 3);
        assert!(!rate.allows(&1));
        assert!(rate.allows(&2));
    }
}
