//! Every setting in one table: who may change it, what a change leaves behind, what it announces.

mod authorities;
mod of_consensus;
mod of_owners;
mod of_root;
mod of_the_chain;
mod refusals;

use super::chain::{account, events, in_first_block};
use frame_support::{
    assert_noop, assert_ok,
    storage::{TransactionOutcome, with_transaction},
    traits::GetCallName,
};
use pallet_admin_utils::{Call, Error, Event, PrecompileEnable, PrecompileEnum};
use pallet_subtensor::*;
use sp_runtime::PerU16;
use sp_runtime::{DispatchError, DispatchResult, traits::Dispatchable};
use substrate_fixed::types::{I64F64, I96F32, U64F64};
use taonet_primitives::{MechId, NetUid, TaoBalance};
use taonet_runtime::{
    AccountId, Runtime, RuntimeCall, RuntimeEvent, RuntimeOrigin, SubtensorModule,
};

const FIRST: NetUid = NetUid::new(1);
const MISSING: NetUid = NetUid::new(77);
const OWNER: &str = "Bob";
const STRANGER: &str = "Charlie";

/// Who may make a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Who {
    /// Root alone.
    Root,
    /// Root, and the owner once in a while.
    Limited,
    /// Root and the owner.
    Free,
}
use Who::{Free, Limited, Root};
use of_consensus::of_consensus;
use of_owners::of_owners;
use of_root::of_root;
use of_the_chain::of_the_chain;

struct Row {
    call: Call<Runtime>,
    who: Who,
    /// Not shortly before an epoch.
    window: bool,
    /// The error for a subnet that does not exist, where that is checked.
    exists: Option<DispatchError>,
    /// Whether the value is stored.
    stored: Box<dyn Fn() -> bool>,
    event: Option<RuntimeEvent>,
}

fn row(call: Call<Runtime>, who: Who, stored: impl Fn() -> bool + 'static) -> Row {
    Row {
        call,
        who,
        window: false,
        exists: None,
        stored: Box::new(stored),
        event: None,
    }
}

impl Row {
    fn says(mut self, event: pallet_subtensor::Event<Runtime>) -> Self {
        self.event = Some(RuntimeEvent::SubtensorModule(event));
        self
    }

    fn says_itself(mut self, event: Event<Runtime>) -> Self {
        self.event = Some(RuntimeEvent::AdminUtils(event));
        self
    }

    fn window(mut self) -> Self {
        self.window = true;
        self
    }

    fn exists(self) -> Self {
        self.missing(Error::<Runtime>::SubnetDoesNotExist)
    }

    fn missing(mut self, error: impl Into<DispatchError>) -> Self {
        self.exists = Some(error.into());
        self
    }

    fn make(&self, origin: RuntimeOrigin) -> DispatchResult {
        RuntimeCall::AdminUtils(self.call.clone())
            .dispatch(origin)
            .map(|_| ())
            .map_err(|failed| failed.error)
    }
}

fn tao(rao: u64) -> TaoBalance {
    TaoBalance::new(rao)
}

fn of_subnets(netuid: NetUid) -> Vec<Row> {
    let mut rows = of_root(netuid);
    rows.extend(of_owners(netuid));
    rows.extend(of_consensus(netuid));
    rows
}

fn root() -> RuntimeOrigin {
    RuntimeOrigin::root()
}

fn signed(name: &str) -> RuntimeOrigin {
    RuntimeOrigin::signed(account(name))
}

/// Undoes what `test` writes.
fn undone(test: impl FnOnce()) {
    let _: Result<(), DispatchError> = with_transaction(|| {
        test();
        TransactionOutcome::Rollback(Ok(()))
    });
}

/// Subnet 1 with four neurons, owned by //Bob.
fn with_subnet(test: impl FnOnce()) {
    in_first_block(false, || {
        SubnetOwner::<Runtime>::insert(FIRST, account(OWNER));
        for name in ["Dave", "Eve", "Ferdie"] {
            SubtensorModule::append_neuron(FIRST, &account(name), 1);
        }
        // Two mechanisms have to fit, and the bounds of liquid alpha need it on.
        MaxAllowedUids::<Runtime>::insert(FIRST, 128);
        LiquidAlphaOn::<Runtime>::insert(FIRST, true);
        test();
    });
}

/// What the table leaves out: calls that only fail, and those of authorities.
const NOT_SETTINGS: [&str; 4] = [
    "swap_authorities",
    "schedule_grandpa_change",
    "sudo_set_network_pow_registration_allowed",
    "sudo_set_total_issuance",
];

#[test]
fn the_table_is_whole() {
    let mut named: Vec<&str> = of_the_chain()
        .iter()
        .chain(&of_subnets(FIRST))
        .map(|row| row.call.get_call_name())
        .chain(NOT_SETTINGS)
        .collect();
    let mut all = Call::<Runtime>::get_call_names().to_vec();
    named.sort_unstable();
    all.sort_unstable();
    assert_eq!(named, all);
}

#[test]
fn every_setting_is_stored_and_announced() {
    with_subnet(|| {
        for row in of_the_chain().into_iter().chain(of_subnets(FIRST)) {
            undone(|| {
                assert!(!(row.stored)(), "stored before: {:?}", row.call);
                assert_ok!(row.make(root()));
                assert!((row.stored)(), "{:?}", row.call);
                if let Some(event) = &row.event {
                    assert!(events().contains(event), "{:?}", row.call);
                }
            });
        }
    });
}

#[test]
fn strangers_change_nothing_and_owners_what_is_theirs() {
    let limited: DispatchError = pallet_subtensor::Error::<Runtime>::TxRateLimitExceeded.into();
    with_subnet(|| {
        for row in of_the_chain().into_iter().chain(of_subnets(FIRST)) {
            assert_noop!(row.make(signed(STRANGER)), DispatchError::BadOrigin);
            if row.who == Root {
                assert_noop!(row.make(signed(OWNER)), DispatchError::BadOrigin);
                continue;
            }
            undone(|| {
                assert_ok!(row.make(signed(OWNER)));
                assert!((row.stored)(), "{:?}", row.call);
                let again = if row.who == Limited {
                    Err(limited)
                } else {
                    Ok(())
                };
                // Some values can be set only once for other reasons; the limit comes first.
                assert_eq!(row.make(signed(OWNER)), again, "{:?}", row.call);
            });
        }
    });
}

#[test]
fn settings_of_the_epoch_freeze_before_it() {
    let frozen: DispatchError =
        pallet_subtensor::Error::<Runtime>::AdminActionProhibitedDuringWeightsWindow.into();
    with_subnet(|| {
        PendingEpochAt::<Runtime>::insert(FIRST, 5);
        for row in of_subnets(FIRST) {
            undone(|| {
                let wanted = if row.window { Err(frozen) } else { Ok(()) };
                assert_eq!(row.make(root()), wanted, "{:?}", row.call);
                if row.who != Root && row.window {
                    assert_eq!(row.make(signed(OWNER)), wanted, "{:?}", row.call);
                }
            });
        }
    });
}

#[test]
fn most_settings_need_a_subnet() {
    with_subnet(|| {
        LiquidAlphaOn::<Runtime>::insert(MISSING, true);
        for row in of_subnets(MISSING) {
            undone(|| {
                let wanted = row.exists.map_or(Ok(()), Err);
                assert_eq!(row.make(root()), wanted, "{:?}", row.call);
            });
        }
    });
}

#[test]
fn settings_of_pools_are_not_roots() {
    with_subnet(|| {
        let refused: DispatchError = Error::<Runtime>::NotPermittedOnRootSubnet.into();
        let netuid = NetUid::ROOT;
        Tempo::<Runtime>::insert(netuid, 0);
        for call in [
            Call::sudo_set_burn_half_life {
                netuid,
                burn_half_life: 7,
            },
            Call::sudo_set_burn_increase_mult {
                netuid,
                burn_increase_mult: U64F64::from_num(2),
            },
            Call::sudo_set_owner_cut_enabled {
                netuid,
                enabled: false,
            },
            Call::sudo_set_subnet_emission_enabled {
                netuid,
                enabled: true,
            },
            Call::sudo_set_owner_cut_auto_lock_enabled {
                netuid,
                enabled: true,
            },
        ] {
            let row = row(call, Root, || true);
            assert_noop!(row.make(root()), refused);
        }
    });
}
