//! A bounded number of slots, handed out by priority, first come first served among equals.

use std::{
    cmp::{Ordering, Reverse},
    collections::BinaryHeap,
    sync::{Arc, Mutex, PoisonError},
};

use tokio::sync::oneshot;

/// Slots and those who wait for one.
#[derive(Debug)]
pub(crate) struct PriorityQueue {
    state: Mutex<State>,
    max_waiting: usize,
}

#[derive(Debug)]
struct State {
    free: usize,
    arrivals: u64,
    waiting: BinaryHeap<Waiter>,
}

#[derive(Debug)]
struct Waiter {
    priority: f64,
    arrival: Reverse<u64>,
    wake: oneshot::Sender<Slot>,
}

/// The right to work; the next in line gets it when it is dropped.
#[derive(Debug)]
pub(crate) struct Slot(Option<Arc<PriorityQueue>>);

/// Nobody may wait any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct QueueFull;

impl PriorityQueue {
    pub(crate) fn new(slots: usize, max_waiting: usize) -> Arc<Self> {
        let state = State {
            free: slots.max(1),
            arrivals: 0,
            waiting: BinaryHeap::new(),
        };
        Arc::new(Self {
            state: Mutex::new(state),
            max_waiting,
        })
    }

    /// Waits for a slot. Dropping the future leaves the line.
    pub(crate) async fn acquire(self: &Arc<Self>, priority: f64) -> Result<Slot, QueueFull> {
        let turn = {
            let mut state = self.lock();
            if state.free > 0 {
                state.free -= 1;
                return Ok(Slot(Some(Arc::clone(self))));
            }
            if state.waiting.len() >= self.max_waiting {
                // Those who gave up still stand in line: they make room first.
                state.waiting.retain(|waiter| !waiter.wake.is_closed());
            }
            if state.waiting.len() >= self.max_waiting {
                return Err(QueueFull);
            }
            let (wake, turn) = oneshot::channel();
            let arrival = state.arrivals;
            state.arrivals += 1;
            // NaN has no place in an order: such a request waits behind all others.
            let priority = if priority.is_nan() {
                f64::NEG_INFINITY
            } else {
                priority
            };
            state.waiting.push(Waiter {
                priority,
                arrival: Reverse(arrival),
                wake,
            });
            turn
        };
        turn.await.map_err(|_| QueueFull)
    }

    /// How many wait.
    pub(crate) fn waiting(&self) -> usize {
        self.lock().waiting.len()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        let Some(queue) = self.0.take() else { return };
        loop {
            let next = {
                let mut state = queue.lock();
                let next = state.waiting.pop();
                if next.is_none() {
                    state.free += 1;
                    return;
                }
                next
            };
            let Some(waiter) = next else { return };
            match waiter.wake.send(Slot(Some(Arc::clone(&queue)))) {
                Ok(()) => return,
                // Gave up meanwhile: defuse the returned slot and ask the next.
                Err(mut refused) => drop(refused.0.take()),
            }
        }
    }
}

impl PartialEq for Waiter {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Waiter {}

impl PartialOrd for Waiter {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Waiter {
    fn cmp(&self, other: &Self) -> Ordering {
        self.priority
            .total_cmp(&other.priority)
            .then(self.arrival.cmp(&other.arrival))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures::FutureExt;

    #[tokio::test]
    async fn serves_by_priority_then_arrival() {
        let queue = PriorityQueue::new(1, 8);
        let first = queue.acquire(0.0).await.unwrap();
        let order = Arc::new(Mutex::new(Vec::new()));
        let mut tasks = Vec::new();
        for (name, priority) in [
            ("a", 1.0),
            ("b", 5.0),
            ("c", 5.0),
            ("d", f64::NAN),
            ("e", 9.0),
        ] {
            let (queue, order) = (Arc::clone(&queue), Arc::clone(&order));
            let mut wait = Box::pin(async move {
                let slot = queue.acquire(priority).await.unwrap();
                order.lock().unwrap().push(name);
                drop(slot);
            });
            assert!(wait.as_mut().now_or_never().is_none());
            tasks.push(wait);
        }
        assert_eq!(queue.waiting(), 5);
        drop(first);
        futures::future::join_all(tasks).await;
        assert_eq!(*order.lock().unwrap(), ["e", "b", "c", "a", "d"]);
        assert!(
            queue.acquire(0.0).now_or_never().is_some(),
            "the slot must be free again"
        );
    }

    #[tokio::test]
    async fn is_bounded_and_forgets_those_who_leave() {
        let queue = PriorityQueue::new(1, 1);
        let slot = queue.acquire(0.0).await.unwrap();
        let mut patient = Box::pin(queue.acquire(1.0));
        assert!(patient.as_mut().now_or_never().is_none());
        assert_eq!(queue.acquire(2.0).await.unwrap_err(), QueueFull);
        drop(patient);
        let mut next = Box::pin(queue.acquire(1.0));
        assert!(next.as_mut().now_or_never().is_none());
        drop(slot);
        assert!(next.await.is_ok());
        assert!(
            queue.acquire(0.0).now_or_never().is_some(),
            "no slot may be lost"
        );
    }
}
