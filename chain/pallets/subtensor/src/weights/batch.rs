//! Batches over several subnets. A failed item is reported by events; the batch goes on.

use alloc::vec::Vec;
use codec::Compact;
use frame_support::ensure;
use frame_system::{ensure_signed, pallet_prelude::OriginFor};
use sp_core::H256;
use sp_runtime::DispatchResult;
use taonet_primitives::{MechId, NetUid};

use crate::*;

impl<T: Config> Pallet<T> {
    /// `batch_set_weights`: one row of mechanism 0 per subnet.
    pub fn do_batch_set_weights(
        origin: OriginFor<T>,
        netuids: Vec<Compact<NetUid>>,
        weights: Vec<Vec<(Compact<u16>, Compact<u16>)>>,
        version_keys: Vec<Compact<u64>>,
    ) -> DispatchResult {
        let hotkey = ensure_signed(origin)?;
        ensure!(
            netuids.len() == weights.len() && netuids.len() == version_keys.len(),
            Error::<T>::InputLengthsUnequal
        );
        let items = netuids.iter().zip(weights).zip(version_keys);
        let results: Vec<(NetUid, DispatchResult)> = items
            .map(|((netuid, row), version_key)| {
                let (uids, values) = row.into_iter().map(|(uid, value)| (uid.0, value.0)).unzip();
                let result = if CommitRevealWeightsEnabled::<T>::get(netuid.0) {
                    Err(Error::<T>::CommitRevealEnabled.into())
                } else {
                    Self::write_weights(
                        &hotkey,
                        netuid.0,
                        MechId::MAIN,
                        uids,
                        values,
                        version_key.0,
                    )
                };
                (netuid.0, result)
            })
            .collect();
        Self::report_batch(netuids, hotkey, results);
        Ok(())
    }

    /// `batch_commit_weights`: one commit for mechanism 0 per subnet.
    pub fn do_batch_commit_weights(
        origin: OriginFor<T>,
        netuids: Vec<Compact<NetUid>>,
        commit_hashes: Vec<H256>,
    ) -> DispatchResult {
        let hotkey = ensure_signed(origin)?;
        ensure!(
            netuids.len() == commit_hashes.len(),
            Error::<T>::InputLengthsUnequal
        );
        let results: Vec<(NetUid, DispatchResult)> = netuids
            .iter()
            .zip(commit_hashes)
            .map(|(netuid, hash)| {
                let result = Self::ensure_mechanism_exists(netuid.0, MechId::MAIN)
                    .and_then(|()| Self::commit_hash(&hotkey, netuid.0, MechId::MAIN, hash));
                (netuid.0, result)
            })
            .collect();
        Self::report_batch(netuids, hotkey, results);
        Ok(())
    }

    fn report_batch(
        netuids: Vec<Compact<NetUid>>,
        hotkey: T::AccountId,
        results: Vec<(NetUid, DispatchResult)>,
    ) {
        let mut any_failed = false;
        for (netuid, result) in results {
            let Err(error) = result else { continue };
            if !any_failed {
                any_failed = true;
                Self::deposit_event(Event::BatchCompletedWithErrors);
            }
            Self::deposit_event(Event::BatchWeightItemFailed(netuid, error));
        }
        Self::deposit_event(Event::BatchWeightsCompleted(netuids, hotkey));
    }
}
