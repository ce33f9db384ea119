//! Fees in alpha, for accounts that hold stake but no TAO.
//!
//! A call that takes stake from one hotkey on one subnet, or destroys it, may be paid with that stake: the fee at
//! the spot price is sold without a swap fee, and the author gets the TAO. There is no refund.

use super::Author;
use crate::{AccountId, Balance, Runtime, RuntimeCall, RuntimeEvent, System};
use alloc::{vec, vec::Vec};
use frame_support::storage::{TransactionOutcome, with_transaction};
use pallet_subtensor::{Call, Event, Pallet as Subtensor, SubtokenEnabled};
use sp_runtime::DispatchError;
use taonet_primitives::{AlphaBalance, BlockAuthor, NetUid, SwapHandler};

type Pools = <Runtime as pallet_subtensor::Config>::SwapInterface;

/// The stake that a call implies: hotkey and subnet. `None` unless there is exactly one.
fn implied_stake(who: &AccountId, call: &RuntimeCall) -> Option<(AccountId, NetUid)> {
    let RuntimeCall::SubtensorModule(call) = call else {
        return None;
    };
    let pairs = match call {
        Call::remove_stake { hotkey, netuid, .. }
        | Call::remove_stake_limit { hotkey, netuid, .. }
        | Call::remove_stake_full_limit { hotkey, netuid, .. }
        | Call::recycle_alpha { hotkey, netuid, .. }
        | Call::burn_alpha { hotkey, netuid, .. } => vec![(hotkey.clone(), *netuid)],
        Call::move_stake {
            origin_hotkey,
            origin_netuid,
            ..
        } => {
            vec![(origin_hotkey.clone(), *origin_netuid)]
        }
        Call::transfer_stake {
            hotkey,
            origin_netuid,
            ..
        }
        | Call::swap_stake {
            hotkey,
            origin_netuid,
            ..
        }
        | Call::swap_stake_limit {
            hotkey,
            origin_netuid,
            ..
        } => {
            vec![(hotkey.clone(), *origin_netuid)]
        }
        Call::unstake_all { hotkey } | Call::unstake_all_alpha { hotkey } => staked_on(who, hotkey),
        _ => return None,
    };
    match <[(AccountId, NetUid); 1]>::try_from(pairs) {
        Ok([pair]) => Some(pair),
        Err(_) => None,
    }
}

/// Subnets that trade and where the account has stake with the hotkey.
fn staked_on(who: &AccountId, hotkey: &AccountId) -> Vec<(AccountId, NetUid)> {
    Subtensor::<Runtime>::all_subnet_netuids()
        .into_iter()
        .filter(|netuid| SubtokenEnabled::<Runtime>::get(netuid))
        .filter(|netuid| !stake_of(who, hotkey, *netuid).is_zero())
        .map(|netuid| (hotkey.clone(), netuid))
        .collect()
}

fn stake_of(who: &AccountId, hotkey: &AccountId, netuid: NetUid) -> AlphaBalance {
    Subtensor::<Runtime>::stake_for_hotkey_and_coldkey_on_subnet(hotkey, who, netuid)
}

/// Whether the call implies a stake that covers the fee.
pub(super) fn suffices(who: &AccountId, call: &RuntimeCall, fee: Balance) -> bool {
    implied_stake(who, call).is_some_and(|(hotkey, netuid)| {
        stake_of(who, &hotkey, netuid) >= Pools::alpha_at_spot(netuid, fee)
    })
}

/// Sells stake for the fee.
///
/// # Errors
/// When the call implies no stake, or the pool does not take it; nothing has changed then.
pub(super) fn withdraw(
    who: &AccountId,
    call: &RuntimeCall,
    fee: Balance,
) -> Result<(), DispatchError> {
    let (hotkey, netuid) = implied_stake(who, call).ok_or(DispatchError::CannotLookup)?;
    let Some(author) = Author::author() else {
        return Ok(());
    };
    let stake = stake_of(who, &hotkey, netuid);
    let price = Pools::alpha_at_spot(netuid, fee);
    let alpha_fee = if price.is_zero() {
        stake
    } else {
        stake.min(price)
    };
    let tao_amount = with_transaction(|| {
        let sold = Subtensor::<Runtime>::unstake_from(
            &hotkey,
            who,
            &author,
            netuid,
            alpha_fee,
            Pools::min_price(),
            true,
        );
        match sold {
            Ok(tao) => TransactionOutcome::Commit(Ok(tao)),
            Err(error) => TransactionOutcome::Rollback(Err(error)),
        }
    })?;
    System::deposit_event(RuntimeEvent::SubtensorModule(
        Event::<Runtime>::TransactionFeePaidWithAlpha {
            who: who.clone(),
            netuid,
            alpha_fee,
            tao_amount,
        },
    ));
    Ok(())
}
