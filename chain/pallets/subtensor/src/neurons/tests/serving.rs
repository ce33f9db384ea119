//! Announcing endpoints.

use super::*;
use crate::neurons::serving::Endpoint;
use frame_support::{assert_noop, dispatch::DispatchResult};

const IP: u128 = 0x0102_0304;

fn serve(hotkey: u64, netuid: NetUid, ip: u128, port: u16, ip_type: u8) -> DispatchResult {
    SubtensorModule::serve_axon(signed(hotkey), netuid, 2, ip, port, ip_type, 4, 5, 6)
}

fn serve_prometheus(
    hotkey: u64,
    netuid: NetUid,
    ip: u128,
    port: u16,
    ip_type: u8,
) -> DispatchResult {
    SubtensorModule::serve_prometheus(signed(hotkey), netuid, 2, ip, port, ip_type)
}

#[test]
fn an_axon_is_stored_as_announced() {
    with_subnet(|netuid| {
        go_to(60);
        assert_ok!(serve(OWNER_HOTKEY, netuid, IP, 8091, 4));
        let expected = AxonInfo {
            block: 60,
            version: 2,
            ip: IP,
            port: 8091,
            ip_type: 4,
            protocol: 4,
            placeholder1: 5,
            placeholder2: 6,
        };
        assert_eq!(
            Axons::<Test>::get(netuid, account(OWNER_HOTKEY)),
            Some(expected)
        );
        assert_eq!(
            events().last(),
            Some(&Event::AxonServed(netuid, account(OWNER_HOTKEY)))
        );
        assert!(NeuronCertificates::<Test>::get(netuid, account(OWNER_HOTKEY)).is_none());
    });
}

#[test]
fn addresses_are_checked() {
    with_subnet(|netuid| {
        ServingRateLimit::<Test>::insert(netuid, 0);
        let axon = |ip, ip_type| serve(OWNER_HOTKEY, netuid, ip, 1, ip_type);
        let bad_ip = Error::<Test>::InvalidIpAddress;
        assert_noop!(
            serve(77, netuid, 0, 0, 9),
            Error::<Test>::HotKeyNotRegisteredInNetwork
        );
        assert_noop!(axon(IP, 5), Error::<Test>::InvalidIpType);
        assert_noop!(axon(0xffff_ffff, 4), bad_ip);
        assert_noop!(axon(0x1_0000_0000, 4), Error::<Test>::InvalidIpAddress);
        assert_noop!(axon(0x7f00_0001, 4), Error::<Test>::InvalidIpAddress);
        assert_noop!(axon(u128::MAX, 6), Error::<Test>::InvalidIpAddress);
        assert_noop!(axon(1, 6), Error::<Test>::InvalidIpAddress);
        assert_noop!(
            serve(OWNER_HOTKEY, netuid, IP, 0, 4),
            Error::<Test>::InvalidPort
        );
        // Zero says: no longer serving.
        assert_ok!(axon(0, 4));
        assert_ok!(axon(0, 6));
        assert_ok!(axon(0x7f00_0002, 4));
        assert_noop!(
            SubtensorModule::serve_axon(RuntimeOrigin::root(), netuid, 2, IP, 1, 4, 4, 5, 6),
            sp_runtime::DispatchError::BadOrigin
        );
    });
}

#[test]
fn serving_too_often_is_refused() {
    with_subnet(|netuid| {
        ServingRateLimit::<Test>::insert(netuid, 50);
        go_to(60);
        assert_ok!(serve(OWNER_HOTKEY, netuid, IP, 1, 4));
        go_to(109);
        // The rate limit is checked before the port.
        assert_noop!(
            serve(OWNER_HOTKEY, netuid, IP, 0, 4),
            Error::<Test>::ServingRateLimitExceeded
        );
        // Metrics have a limit of their own.
        assert_ok!(serve_prometheus(OWNER_HOTKEY, netuid, IP, 1, 4));
        assert_noop!(
            serve_prometheus(OWNER_HOTKEY, netuid, IP, 0, 4),
            Error::<Test>::ServingRateLimitExceeded
        );
        go_to(110);
        assert_ok!(serve(OWNER_HOTKEY, netuid, IP, 1, 4));
    });
}

#[test]
fn certificates_are_stored_or_ignored() {
    with_subnet(|netuid| {
        ServingRateLimit::<Test>::insert(netuid, 0);
        let serve_tls = |certificate: Vec<u8>| {
            SubtensorModule::serve_axon_tls(
                signed(OWNER_HOTKEY),
                netuid,
                2,
                IP,
                1,
                4,
                4,
                5,
                6,
                certificate,
            )
        };
        let stored = || NeuronCertificates::<Test>::get(netuid, account(OWNER_HOTKEY));
        assert_ok!(serve_tls(vec![]));
        assert_ok!(serve_tls(vec![1; 66]));
        assert_eq!(stored(), None);
        assert!(Axons::<Test>::contains_key(netuid, account(OWNER_HOTKEY)));
        let mut certificate = vec![7; 65];
        certificate[0] = 3;
        assert_ok!(serve_tls(certificate));
        let expected = NeuronCertificate {
            public_key: vec![7; 64].try_into().unwrap(),
            algorithm: 3,
        };
        assert_eq!(stored(), Some(expected));
        assert_ok!(serve_tls(vec![9]));
        let expected = NeuronCertificate {
            public_key: Default::default(),
            algorithm: 9,
        };
        assert_eq!(stored(), Some(expected));
    });
}

#[test]
fn prometheus_checks_the_address_before_the_registration() {
    with_subnet(|netuid| {
        assert_noop!(
            serve_prometheus(77, netuid, IP, 0, 5),
            Error::<Test>::InvalidIpType
        );
        assert_noop!(
            serve_prometheus(77, netuid, 0, 0, 4),
            Error::<Test>::InvalidIpAddress
        );
        assert_noop!(
            serve_prometheus(77, netuid, IP, 0, 4),
            Error::<Test>::HotKeyNotRegisteredInNetwork
        );
        assert_noop!(
            serve_prometheus(OWNER_HOTKEY, netuid, IP, 0, 4),
            Error::<Test>::InvalidPort
        );
        go_to(9);
        assert_ok!(serve_prometheus(OWNER_HOTKEY, netuid, IP, 7, 4));
        let expected = PrometheusInfo {
            block: 9,
            version: 2,
            ip: IP,
            port: 7,
            ip_type: 4,
        };
        assert_eq!(
            Prometheus::<Test>::get(netuid, account(OWNER_HOTKEY)),
            Some(expected)
        );
        let served = Event::PrometheusServed(netuid, account(OWNER_HOTKEY));
        assert_eq!(events().last(), Some(&served));
        assert_noop!(
            SubtensorModule::serve_prometheus(RuntimeOrigin::root(), netuid, 2, IP, 1, 4),
            sp_runtime::DispatchError::BadOrigin
        );
    });
}

#[test]
fn the_guard_looks_at_serving_calls_only() {
    with_subnet(|netuid| {
        let who = account(77);
        let call = Call::<Test>::serve_axon {
            netuid,
            version: 1,
            ip: IP,
            port: 1,
            ip_type: 4,
            protocol: 0,
            placeholder1: 0,
            placeholder2: 0,
        };
        assert!(matches!(
            Pallet::<Test>::serving_guard(&who, &call),
            Err(Error::HotKeyNotRegisteredInNetwork)
        ));
        assert!(Pallet::<Test>::serving_guard(&account(OWNER_HOTKEY), &call).is_ok());
        let call = Call::<Test>::serve_prometheus {
            netuid,
            version: 1,
            ip: 0,
            port: 1,
            ip_type: 4,
        };
        assert!(matches!(
            Pallet::<Test>::serving_guard(&who, &call),
            Err(Error::InvalidIpAddress)
        ));
        let call = Call::<Test>::root_register {
            hotkey: who.clone(),
        };
        assert!(Pallet::<Test>::serving_guard(&who, &call).is_ok());
        let endpoint = Endpoint {
            ip: IP,
            port: 1,
            ip_type: 6,
        };
        assert!(Pallet::<Test>::validate_serve_axon(&account(1), netuid, endpoint).is_ok());
    });
}
