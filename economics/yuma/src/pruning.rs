//! Who leaves a full subnet when somebody registers.

use alloc::vec::Vec;

/// A neuron that could be replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Its uid.
    pub uid: u16,
    /// Its emission in the last epoch.
    pub emission_rao: u64,
    /// Block of its registration.
    pub registered_at: u64,
}

/// The uids that the owner's coldkey protects: the oldest `limit` of its registered hotkeys, with
/// the subnet owner's hotkey always among them, first.
///
/// `owned` are the (registration block, uid) of the coldkey's neurons, in any order.
#[must_use]
pub fn owner_immune_uids(
    mut owned: Vec<(u64, u16)>,
    owner_uid: Option<u16>,
    limit: usize,
) -> Vec<u16> {
    owned.sort_unstable();
    owned.truncate(limit);
    let others = owned
        .into_iter()
        .map(|(_, uid)| uid)
        .filter(|uid| Some(*uid) != owner_uid);
    owner_uid.into_iter().chain(others).take(limit).collect()
}

/// The uid to replace, or none if the subnet is full of immune neurons.
///
/// The candidate with the least emission goes, the oldest among equals, then the lowest uid. A
/// neuron younger than the immunity period goes only if no more than `min_non_immune` others are
/// left. `owner_immune` are never replaced.
#[must_use]
pub fn uid_to_replace(
    candidates: &[Candidate],
    owner_immune: &[u16],
    block: u64,
    immunity_period_blocks: u64,
    min_non_immune: usize,
) -> Option<u16> {
    let is_young = |c: &Candidate| block.saturating_sub(c.registered_at) < immunity_period_blocks;
    let (young, old): (Vec<Candidate>, Vec<Candidate>) = candidates
        .iter()
        .filter(|c| !owner_immune.contains(&c.uid))
        .partition(|c| is_young(c));
    let pool = if old.len() > min_non_immune {
        old
    } else {
        young
    };
    pool.iter()
        .min_by_key(|c| (c.emission_rao, c.registered_at, c.uid))
        .map(|c| c.uid)
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use super::*;

    fn candidate(uid: u16, emission_rao: u64, registered_at: u64) -> Candidate {
        Candidate {
            uid,
            emission_rao,
            registered_at,
        }
    }

    #[test]
    fn the_least_paid_goes_then_the_oldest_then_the_lowest() {
        let all = [
            candidate(0, 5, 1),
            candidate(1, 3, 9),
            candidate(2, 3, 7),
            candidate(3, 3, 7),
        ];
        assert_eq!(uid_to_replace(&all, &[], 100, 10, 0), Some(2));
        assert_eq!(uid_to_replace(&all, &[2], 100, 10, 0), Some(3));
        assert_eq!(uid_to_replace(&all, &[1, 2, 3], 100, 10, 0), Some(0));
        assert_eq!(uid_to_replace(&all, &[0, 1, 2, 3], 100, 10, 0), None);
    }

    #[test]
    fn the_young_go_only_when_few_others_are_left() {
        let all = [candidate(0, 5, 1), candidate(1, 0, 95)];
        assert_eq!(uid_to_replace(&all, &[], 100, 10, 0), Some(0));
        assert_eq!(uid_to_replace(&all, &[], 100, 10, 1), Some(1));
        assert_eq!(uid_to_replace(&all[..1], &[], 100, 10, 1), None);
    }

    #[test]
    fn the_owner_comes_first() {
        let owned = vec![(5, 1), (3, 2), (9, 3)];
        assert_eq!(owner_immune_uids(owned.clone(), Some(3), 2), [3, 2]);
        assert_eq!(owner_immune_uids(owned.clone(), Some(2), 2), [2, 1]);
        assert_eq!(owner_immune_uids(owned.clone(), None, 1), [2]);
        assert!(owner_immune_uids(owned, Some(3), 0).is_empty());
    }
}
