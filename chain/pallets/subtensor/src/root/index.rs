//! The dense index of coldkeys with root stake.

use alloc::vec::Vec;
use taonet_primitives::NetUid;

use crate::*;

/// Entries of the share maps that one block looks at.
const SCAN_BATCH: usize = 30;

/// Key of a share entry: hotkey, coldkey, subnet.
type ShareKey<T> = (
    <T as frame_system::Config>::AccountId,
    <T as frame_system::Config>::AccountId,
    NetUid,
);

impl<T: Config> Pallet<T> {
    /// Adds the coldkey to the index, unless it is there.
    pub fn index_root_coldkey(coldkey: &T::AccountId) {
        if StakingColdkeys::<T>::contains_key(coldkey) {
            return;
        }
        let index = NumStakingColdkeys::<T>::get();
        StakingColdkeysByIndex::<T>::insert(index, coldkey);
        StakingColdkeys::<T>::insert(coldkey, index);
        NumStakingColdkeys::<T>::put(index.saturating_add(1));
    }

    /// Removes the coldkey from the index; the last one takes its place.
    pub fn unindex_root_coldkey(coldkey: &T::AccountId) {
        let Some(index) = StakingColdkeys::<T>::take(coldkey) else {
            return;
        };
        let last = NumStakingColdkeys::<T>::get().saturating_sub(1);
        if let Some(moved) = StakingColdkeysByIndex::<T>::take(last)
            && index != last
        {
            StakingColdkeysByIndex::<T>::insert(index, &moved);
            StakingColdkeys::<T>::insert(&moved, index);
        }
        NumStakingColdkeys::<T>::put(last);
    }

    /// Removes the coldkey from the index if it holds no root stake any more.
    pub fn maybe_unindex_root_coldkey(coldkey: &T::AccountId) {
        let holds_any = StakingHotkeys::<T>::get(coldkey).iter().any(|hotkey| {
            !Self::stake_for_hotkey_and_coldkey_on_subnet(hotkey, coldkey, NetUid::ROOT).is_zero()
        });
        if !holds_any {
            Self::unindex_root_coldkey(coldkey);
        }
    }

    /// Looks at the next 30 share entries of each map and indexes the coldkeys of root.
    pub(crate) fn fill_root_coldkey_index() {
        let legacy = Self::index_coldkeys_of_batch(
            AlphaMapLastKey::<T>::get(),
            || Alpha::<T>::iter_keys().next(),
            |cursor| {
                Alpha::<T>::iter_keys_from(cursor)
                    .take(SCAN_BATCH)
                    .collect()
            },
            |(hotkey, coldkey, netuid)| Alpha::<T>::hashed_key_for((hotkey, coldkey, netuid)),
        );
        if let Some(cursor) = legacy {
            AlphaMapLastKey::<T>::put(cursor);
        }
        let current = Self::index_coldkeys_of_batch(
            AlphaV2MapLastKey::<T>::get(),
            || AlphaV2::<T>::iter_keys().next(),
            |cursor| {
                AlphaV2::<T>::iter_keys_from(cursor)
                    .take(SCAN_BATCH)
                    .collect()
            },
            |(hotkey, coldkey, netuid)| AlphaV2::<T>::hashed_key_for((hotkey, coldkey, netuid)),
        );
        if let Some(cursor) = current {
            AlphaV2MapLastKey::<T>::put(cursor);
        }
    }

    /// Indexes the root coldkeys of one batch of share entries and returns the cursor to store:
    /// the last entry's key, or none after the last batch. A pass does not begin on an empty map.
    fn index_coldkeys_of_batch(
        cursor: Option<Vec<u8>>,
        first: impl FnOnce() -> Option<ShareKey<T>>,
        after: impl FnOnce(Vec<u8>) -> Vec<ShareKey<T>>,
        raw_key: impl Fn(&ShareKey<T>) -> Vec<u8>,
    ) -> Option<Option<Vec<u8>>> {
        let batch = match cursor {
            Some(cursor) => after(cursor),
            None => {
                let first = first()?;
                let mut batch = after(raw_key(&first));
                batch.insert(0, first);
                batch.truncate(SCAN_BATCH);
                batch
            }
        };
        for (_, coldkey, netuid) in &batch {
            if *netuid == NetUid::ROOT {
                Self::index_root_coldkey(coldkey);
            }
        }
        let complete = batch.len() >= SCAN_BATCH;
        Some(batch.last().filter(|_| complete).map(raw_key))
    }
}
