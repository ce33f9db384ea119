//! The emergency brake.

use super::{
    TAO,
    chain::{account, in_first_block, send},
    filtered, go_to_block, remark, sudo, transfer,
};
use frame_support::{assert_ok, traits::Contains};
use pallet_safe_mode::{Call, EnteredUntil, Error};
use pallet_subtensor::Call as Subtensor;
use sp_runtime::DispatchError;
use taonet_runtime::{Runtime, RuntimeCall, pace::NORMAL_SLOT_MS};

type BaseFilter = <Runtime as frame_system::Config>::BaseCallFilter;

#[test]
fn safe_mode_stops_all_but_the_necessary() {
    in_first_block(false, || {
        let pay = || transfer(&account("Eve"), TAO);
        assert_ok!(send("Bob", pay()).expect("valid"));
        sudo(Call::force_enter {});
        assert_eq!(EnteredUntil::<Runtime>::get(), Some(1 + 7_200));
        assert_eq!(send("Bob", pay()).expect("valid"), Err(filtered()));
        assert_ok!(send("Bob", remark()).expect("valid"));

        let passing: [RuntimeCall; 4] = [
            Subtensor::set_weights {
                netuid: 1.into(),
                dests: vec![],
                weights: vec![],
                version_key: 0,
            }
            .into(),
            Subtensor::serve_axon {
                netuid: 1.into(),
                version: 1,
                ip: 1,
                port: 1,
                ip_type: 4,
                protocol: 0,
                placeholder1: 0,
                placeholder2: 0,
            }
            .into(),
            pallet_commitments::Call::set_commitment {
                netuid: 1.into(),
                info: Default::default(),
            }
            .into(),
            pallet_timestamp::Call::set { now: 1 }.into(),
        ];
        assert!(passing.iter().all(BaseFilter::contains));
        let stopped: [RuntimeCall; 4] = [
            Subtensor::commit_weights {
                netuid: 1.into(),
                commit_hash: Default::default(),
            }
            .into(),
            pallet_proxy::Call::remove_proxies {}.into(),
            pallet_crowdloan::Call::withdraw { crowdloan_id: 0 }.into(),
            super::batch([remark()]),
        ];
        assert!(!stopped.iter().any(BaseFilter::contains));

        sudo(Call::force_extend {});
        assert_eq!(EnteredUntil::<Runtime>::get(), Some(1 + 7_200 + 3_600));
        sudo(Call::force_exit {});
        assert_ok!(send("Bob", pay()).expect("valid"));
    });
}

#[test]
fn safe_mode_ends_by_itself() {
    in_first_block(false, || {
        sudo(Call::force_enter {});
        go_to_block(7_201, NORMAL_SLOT_MS);
        assert!(EnteredUntil::<Runtime>::get().is_some());
        go_to_block(7_202, NORMAL_SLOT_MS);
        assert_eq!(EnteredUntil::<Runtime>::get(), None);
        assert_ok!(send("Bob", transfer(&account("Eve"), TAO)).expect("valid"));
    });
}

#[test]
fn only_root_pulls_the_brake() {
    in_first_block(false, || {
        let not_configured = Err(Error::<Runtime>::NotConfigured.into());
        assert_eq!(send("Bob", Call::enter {}).expect("valid"), not_configured);
        for call in [
            Call::force_enter {},
            Call::force_extend {},
            Call::force_exit {},
        ] {
            assert_eq!(
                send("Bob", call).expect("valid"),
                Err(DispatchError::BadOrigin)
            );
        }
        sudo(Call::force_enter {});
        assert_eq!(send("Bob", Call::extend {}).expect("valid"), not_configured);
    });
}
