//! What other keys hold against a hotkey that is swapped: children, parents, pending children,
//! automatic stake.

use alloc::{collections::BTreeMap, vec::Vec};
use frame_support::ensure;
use sp_runtime::DispatchResult;
use taonet_primitives::NetUid;

use crate::*;

impl<T: Config> Pallet<T> {
    /// Makes the children and parents of `old` on the subnet those of `new`, also the children
    /// that it has asked for.
    ///
    /// An empty list stays behind under `old`. Parents that `new` has of its own are kept, its own
    /// children make way.
    ///
    /// # Errors
    /// `InvalidChild` if `new` is a child or a parent of `old`, or a parent would also be a child;
    /// those of children that do not fit.
    pub(super) fn move_relations(
        netuid: NetUid,
        old: &T::AccountId,
        new: &T::AccountId,
    ) -> DispatchResult {
        let children: BTreeMap<T::AccountId, u64> = by_account(ChildKeys::<T>::get(old, netuid));
        let moved: BTreeMap<T::AccountId, u64> = by_account(ParentKeys::<T>::get(old, netuid));
        for child in children.keys() {
            ParentKeys::<T>::mutate(child, netuid, |parents| {
                parents.retain(|(_, parent)| parent != old);
            });
        }
        for parent in moved.keys() {
            ChildKeys::<T>::mutate(parent, netuid, |children| {
                children.retain(|(_, child)| child != old);
            });
        }
        ChildKeys::<T>::insert(old, netuid, Vec::<(u64, T::AccountId)>::new());
        ParentKeys::<T>::remove(old, netuid);

        let mut parents = by_account(ParentKeys::<T>::get(new, netuid));
        parents.extend(moved);
        let circular = children.contains_key(new)
            || parents.contains_key(new)
            || children.keys().any(|child| parents.contains_key(child));
        ensure!(!circular, Error::<T>::InvalidChild);
        Self::store_relations(new, netuid, &children, &parents);

        if let Ok(pending) = PendingChildKeys::<T>::try_get(netuid, old) {
            Self::ensure_children_fit(new, netuid, &pending.0)?;
            PendingChildKeys::<T>::remove(netuid, old);
            PendingChildKeys::<T>::insert(netuid, new, pending);
        }
        Ok(())
    }

    /// Puts `new` in the place of `old` wherever somebody asked for `old` as a child.
    pub(super) fn rename_pending_child(netuid: NetUid, old: &T::AccountId, new: &T::AccountId) {
        let asking: Vec<_> = PendingChildKeys::<T>::iter_prefix(netuid)
            .filter(|(_, (children, _))| children.iter().any(|(_, child)| child == old))
            .collect();
        for (parent, (mut children, cooldown_block)) in asking {
            let renamed: Vec<(u64, T::AccountId)> = children
                .extract_if(.., |(_, child)| child == old)
                .map(|(proportion, _)| (proportion, new.clone()))
                .collect();
            children.extend(renamed);
            PendingChildKeys::<T>::insert(netuid, parent, (children, cooldown_block));
        }
    }

    /// Sends the incentive that coldkeys stake on `old` to `new` from now on.
    pub(super) fn move_auto_stake_followers(
        netuid: NetUid,
        old: &T::AccountId,
        new: &T::AccountId,
    ) {
        let Ok(coldkeys) = AutoStakeDestinationColdkeys::<T>::try_get(old, netuid) else {
            return;
        };
        AutoStakeDestinationColdkeys::<T>::remove(old, netuid);
        for coldkey in &coldkeys {
            AutoStakeDestination::<T>::insert(coldkey, netuid, new);
        }
        AutoStakeDestinationColdkeys::<T>::mutate(new, netuid, |followers| {
            followers.retain(|coldkey| !coldkeys.contains(coldkey));
            followers.extend(coldkeys);
        });
    }
}

fn by_account<A: Ord>(relations: Vec<(u64, A)>) -> BTreeMap<A, u64> {
    relations
        .into_iter()
        .map(|(proportion, account)| (account, proportion))
        .collect()
}
