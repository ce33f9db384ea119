//! Announced coldkey swaps and EVM addresses at the door of the pool and inside other calls.

mod chain;

use chain::{account, events, free, in_first_block, send};
use codec::Encode;
use frame_support::assert_ok;
use pallet_subtensor::{Call, ColdkeySwapAnnouncements, Error, Owner, Uids, guards::CustomCode};
use sp_runtime::{
    DispatchError,
    transaction_validity::{InvalidTransaction, TransactionValidityError},
};
use taonet_runtime::{Runtime, RuntimeCall, RuntimeEvent, nested::NestedCall};

type Subtensor = Call<Runtime>;

fn remark() -> RuntimeCall {
    frame_system::Call::remark { remark: vec![7] }.into()
}

fn announcing(new_coldkey: &str) -> RuntimeCall {
    let hash = sp_io::hashing::blake2_256(&account(new_coldkey).encode());
    Subtensor::announce_coldkey_swap {
        new_coldkey_hash: hash.into(),
    }
    .into()
}

fn refused(code: CustomCode) -> TransactionValidityError {
    InvalidTransaction::Custom(code as u8).into()
}

#[test]
fn an_announced_coldkey_can_do_nothing_else() {
    in_first_block(true, || {
        assert_ok!(send("Bob", announcing("Dave")).expect("valid"));
        let calls: [RuntimeCall; 4] = [
            remark(),
            Subtensor::unstake_all {
                hotkey: account("Bob"),
            }
            .into(),
            pallet_balances::Call::transfer_allow_death {
                dest: account("Eve").into(),
                value: 1u64.into(),
            }
            .into(),
            pallet_utility::Call::batch {
                calls: vec![announcing("Eve").into()],
            }
            .into(),
        ];
        for call in &calls {
            assert_eq!(
                send("Bob", call.clone()),
                Err(refused(CustomCode::ColdkeyInSwapSchedule))
            );
        }
        // What manages the swap passes the door and is judged by its own rules.
        let own: [(RuntimeCall, Error<Runtime>); 3] = [
            (announcing("Eve"), Error::ColdkeySwapReannouncedTooEarly),
            (
                Subtensor::swap_coldkey_announced {
                    new_coldkey: account("Dave"),
                }
                .into(),
                Error::ColdkeySwapTooEarly,
            ),
            (
                Subtensor::clear_coldkey_swap_announcement {}.into(),
                Error::ColdkeySwapClearTooEarly,
            ),
        ];
        for (call, error) in own {
            assert_eq!(send("Bob", call).expect("valid"), Err(error.into()));
        }
        assert_ok!(send("Bob", Subtensor::dispute_coldkey_swap {}).expect("valid"));
        for call in calls.into_iter().chain([announcing("Eve")]) {
            assert_eq!(
                send("Bob", call),
                Err(refused(CustomCode::ColdkeySwapDisputed))
            );
        }
        let reset = pallet_sudo::Call::sudo {
            call: Box::new(
                Subtensor::reset_coldkey_swap {
                    coldkey: account("Bob"),
                }
                .into(),
            ),
        };
        assert_ok!(send("Alice", reset).expect("valid"));
        assert_ok!(send("Bob", remark()).expect("valid"));
    });
}

/// An announcement inside a batch stops what follows it there.
#[test]
fn a_batch_ends_where_it_announces() {
    in_first_block(true, || {
        let calls = [remark(), announcing("Dave"), remark()];
        let batch = pallet_utility::Call::batch {
            calls: calls.map(NestedCall::from).to_vec(),
        };
        assert_ok!(send("Bob", batch).expect("valid"));
        assert!(ColdkeySwapAnnouncements::<Runtime>::contains_key(account(
            "Bob"
        )));
        let stopped = RuntimeEvent::Utility(pallet_utility::Event::BatchInterrupted {
            index: 2,
            error: DispatchError::from(Error::<Runtime>::ColdkeySwapAnnounced),
        });
        assert!(events().contains(&stopped));
    });
}

fn associating() -> Subtensor {
    Subtensor::associate_evm_key {
        netuid: 1.into(),
        evm_key: Default::default(),
        block_number: 1,
        signature: sp_core::ecdsa::Signature::from_raw([0xff; 65]),
    }
}

#[test]
fn evm_addresses_are_refused_at_the_door_or_judged_for_nothing() {
    for fast in [false, true] {
        in_first_block(fast, || {
            assert_eq!(
                send("Eve", associating()),
                Err(refused(CustomCode::UidNotFound))
            );
            let hotkey = account("Eve");
            Uids::<Runtime>::insert(taonet_primitives::NetUid::new(1), &hotkey, 9);
            Owner::<Runtime>::insert(&hotkey, account("Bob"));
            if !fast {
                // A day has to pass since the last time, or since the beginning of the chain.
                assert_eq!(
                    send("Eve", associating()),
                    Err(refused(CustomCode::EvmKeyAssociateRateLimitExceeded))
                );
                return;
            }
            let before = free("Eve");
            assert_eq!(
                send("Eve", associating()).expect("valid"),
                Err(Error::<Runtime>::InvalidIdentity.into())
            );
            assert_eq!(free("Eve"), before);
        });
    }
}
