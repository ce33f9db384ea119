//! Making pending children effective.

use alloc::{collections::BTreeMap, vec::Vec};
use taonet_primitives::NetUid;

use crate::*;

/// A relation list: proportion (of `u64::MAX`) and the account at the other end.
type Relations<A> = Vec<(u64, A)>;

impl<T: Config> Pallet<T> {
    /// Applies the pending children of every subnet whose epoch slot was consumed in `block`.
    pub(crate) fn apply_pending_children_of_block(block: u64, netuids: &[NetUid]) {
        for netuid in netuids.iter().copied() {
            if LastEpochBlock::<T>::get(netuid) == block {
                Self::apply_pending_children(netuid, block);
            }
        }
    }

    /// Applies the subnet's pending children whose cooldown is over.
    pub(crate) fn apply_pending_children(netuid: NetUid, block: u64) {
        let without_cooldown = !SubtokenEnabled::<T>::get(netuid);
        let ripe: Vec<(T::AccountId, Relations<T::AccountId>)> =
            PendingChildKeys::<T>::iter_prefix(netuid)
                .filter(|(_, (_, cooldown_block))| without_cooldown || *cooldown_block < block)
                .map(|(parent, (children, _))| (parent, children))
                .collect();
        for (parent, children) in ripe {
            Self::apply_children(&parent, netuid, children);
            PendingChildKeys::<T>::remove(netuid, parent);
        }
    }

    /// Makes `children` the children of `parent` on the subnet, on both ends of the relations.
    ///
    /// Does nothing if the proportions sum to more than one or a child is also a parent.
    pub fn apply_children(
        parent: &T::AccountId,
        netuid: NetUid,
        children: Relations<T::AccountId>,
    ) {
        let wanted: BTreeMap<T::AccountId, u64> = children
            .iter()
            .filter(|(_, child)| child != parent)
            .map(|(proportion, child)| (child.clone(), *proportion))
            .collect();
        let parents: BTreeMap<T::AccountId, u64> = ParentKeys::<T>::get(parent, netuid)
            .into_iter()
            .filter(|(_, grandparent)| grandparent != parent)
            .map(|(proportion, grandparent)| (grandparent, proportion))
            .collect();
        let sum = wanted
            .values()
            .try_fold(0u64, |sum, proportion| sum.checked_add(*proportion));
        if sum.is_none() || wanted.keys().any(|child| parents.contains_key(child)) {
            return;
        }

        Self::store_relations(parent, netuid, &wanted, &parents);
        Self::deposit_event(Event::SetChildren(parent.clone(), netuid, children));
    }

    /// Stores all relations of a hotkey on the subnet, on both ends. Children that it had before
    /// and that are not among `children` lose it as a parent.
    pub(crate) fn store_relations(
        hotkey: &T::AccountId,
        netuid: NetUid,
        children: &BTreeMap<T::AccountId, u64>,
        parents: &BTreeMap<T::AccountId, u64>,
    ) {
        let previous = ChildKeys::<T>::get(hotkey, netuid);
        Self::store_children(hotkey, netuid, sorted(children));
        for (child, proportion) in children {
            let mut relations = ParentKeys::<T>::get(child, netuid);
            upsert(&mut relations, hotkey, *proportion);
            Self::store_parents(child, netuid, relations);
        }
        for (_, child) in previous {
            if !children.contains_key(&child) {
                let mut relations = ParentKeys::<T>::get(&child, netuid);
                relations.retain(|(_, account)| account != hotkey);
                Self::store_parents(&child, netuid, relations);
            }
        }
        Self::store_parents(hotkey, netuid, sorted(parents));
        for (parent, proportion) in parents {
            let mut relations = ChildKeys::<T>::get(parent, netuid);
            upsert(&mut relations, hotkey, *proportion);
            Self::store_children(parent, netuid, relations);
        }
    }

    fn store_children(parent: &T::AccountId, netuid: NetUid, relations: Relations<T::AccountId>) {
        if relations.is_empty() {
            ChildKeys::<T>::remove(parent, netuid);
        } else {
            ChildKeys::<T>::insert(parent, netuid, relations);
        }
    }

    fn store_parents(child: &T::AccountId, netuid: NetUid, relations: Relations<T::AccountId>) {
        if relations.is_empty() {
            ParentKeys::<T>::remove(child, netuid);
        } else {
            ParentKeys::<T>::insert(child, netuid, relations);
        }
    }
}

fn sorted<A: Clone + Ord>(relations: &BTreeMap<A, u64>) -> Relations<A> {
    relations
        .iter()
        .map(|(account, proportion)| (*proportion, account.clone()))
        .collect()
}

/// Replaces the proportion in place or appends the relation: the order of the list decides the
/// order of dividend payouts.
fn upsert<A: Clone + PartialEq>(relations: &mut Relations<A>, account: &A, proportion: u64) {
    match relations.iter_mut().find(|(_, known)| known == account) {
        Some(relation) => relation.0 = proportion,
        None => relations.push((proportion, account.clone())),
    }
}
