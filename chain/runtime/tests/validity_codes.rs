//! Each number that a refusal at the door of the pool can carry, through a signed transaction.
//!
//! The numbers 2, 3, 5, 7, 8 and 9 belong to checks of stakes that are made when the call runs,
//! 14 and 24 to nothing that is left: no transaction is refused with them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod chain;

use chain::{account, extensions, in_first_block, pair, send, signed, signed_with};
use codec::Compact;
use frame_support::assert_ok;
use pallet_subtensor::{
    AssociatedEvmAddress, Call, ColdkeySwapAnnouncements, ColdkeySwapDisputes,
    CommitRevealWeightsEnabled, Error, IsNetworkMember, Keys, LastUpdate, MaxDelegateTake,
    MinDelegateTake, Owner, StakeThreshold, SubnetworkN, Uids, WeightsSetRateLimit,
    guards::CustomCode,
};
use sp_core::{H160, H256, Pair};
use sp_runtime::{
    MultiAddress, MultiSignature, PerU16,
    generic::Era,
    transaction_validity::{InvalidTransaction, TransactionSource, TransactionValidityError},
};
use taonet_primitives::{MechId, NetUid, NetUidStorageIndex};
use taonet_runtime::{
    Balance, Executive, Runtime, RuntimeCall, System, UncheckedExtrinsic,
    extensions::transaction_extensions,
};

type Subtensor = Call<Runtime>;

const NETUID: NetUid = NetUid::new(1);

fn validate(transaction: UncheckedExtrinsic) -> Result<(), TransactionValidityError> {
    let parent = System::parent_hash();
    Executive::validate_transaction(TransactionSource::External, transaction, parent).map(|_| ())
}

#[track_caller]
fn assert_refused(who: &str, call: impl Into<RuntimeCall>, code: u8) {
    let refused = Err(InvalidTransaction::Custom(code).into());
    assert_eq!(validate(signed(who, call, 0)), refused);
}

#[track_caller]
fn assert_valid(who: &str, call: impl Into<RuntimeCall>) {
    assert_eq!(validate(signed(who, call, 0)), Ok(()));
}

/// Gives `name`, which owns itself, the slot 1 of subnet 1.
fn register(name: &str) {
    let hotkey = account(name);
    Owner::<Runtime>::insert(&hotkey, &hotkey);
    Keys::<Runtime>::insert(NETUID, 1, &hotkey);
    Uids::<Runtime>::insert(NETUID, &hotkey, 1);
    IsNetworkMember::<Runtime>::insert(&hotkey, NETUID, true);
    SubnetworkN::<Runtime>::insert(NETUID, 2);
    LastUpdate::<Runtime>::insert(NetUidStorageIndex::from(NETUID), vec![0, 0]);
}

fn set_weights() -> Subtensor {
    Subtensor::set_weights {
        netuid: NETUID,
        dests: vec![0],
        weights: vec![1],
        version_key: 0,
    }
}

fn commit() -> Subtensor {
    Subtensor::commit_weights {
        netuid: NETUID,
        commit_hash: H256::zero(),
    }
}

fn serve_axon(ip: u128, port: u16, ip_type: u8) -> Subtensor {
    Subtensor::serve_axon {
        netuid: NETUID,
        version: 1,
        ip,
        port,
        ip_type,
        protocol: 4,
        placeholder1: 0,
        placeholder2: 0,
    }
}

/// An address of the internet.
const IP: u128 = 0x0808_0808;

#[test]
fn swaps_of_coldkeys_0_and_21() {
    in_first_block(false, || {
        let remark = || frame_system::Call::remark { remark: vec![] };
        ColdkeySwapAnnouncements::<Runtime>::insert(account("Bob"), (9, H256::zero()));
        assert_refused("Bob", remark(), 0);
        assert_refused("Bob", set_weights(), 0);
        assert_valid("Bob", Subtensor::dispute_coldkey_swap {});
        ColdkeySwapDisputes::<Runtime>::insert(account("Bob"), 1);
        assert_refused("Bob", remark(), 21);
        assert_refused("Bob", Subtensor::dispute_coldkey_swap {}, 21);
        assert_valid("Alice", remark());
    });
}

#[test]
fn too_little_stake_1() {
    in_first_block(false, || {
        assert_valid("Bob", set_weights());
        StakeThreshold::<Runtime>::put(1);
        assert_refused("Bob", set_weights(), 1);
        assert_refused("Bob", commit(), 1);
    });
}

#[test]
fn takes_4_25_26_27() {
    in_first_block(false, || {
        let take = |hotkey: &str, parts| Subtensor::increase_take {
            hotkey: account(hotkey),
            take: PerU16::from_parts(parts),
        };
        assert_refused("Bob", take("Bob", 1_000), 4);
        Owner::<Runtime>::insert(account("Bob"), account("Alice"));
        assert_refused("Bob", take("Bob", 1_000), 25);
        assert_valid("Alice", take("Bob", 1_000));
        MinDelegateTake::<Runtime>::put(PerU16::from_parts(1_001));
        MaxDelegateTake::<Runtime>::put(PerU16::from_parts(2_000));
        assert_refused("Alice", take("Bob", 1_000), 26);
        assert_refused("Alice", take("Bob", 2_001), 27);
        let lower = Subtensor::decrease_take {
            hotkey: account("Bob"),
            take: PerU16::from_parts(1_000),
        };
        assert_refused("Alice", lower, 26);
    });
}

#[test]
fn rate_limits_6() {
    in_first_block(false, || {
        // Weights: once in so many blocks.
        register("Bob");
        CommitRevealWeightsEnabled::<Runtime>::insert(NETUID, false);
        WeightsSetRateLimit::<Runtime>::insert(NETUID, 10);
        assert_valid("Bob", set_weights());
        LastUpdate::<Runtime>::insert(NetUidStorageIndex::from(NETUID), vec![0, 1]);
        assert_refused("Bob", set_weights(), 6);
        assert_refused("Bob", commit(), 6);
        // With commits it is these that are limited.
        CommitRevealWeightsEnabled::<Runtime>::insert(NETUID, true);
        assert_valid("Bob", set_weights());
        // Subnets: once in so many blocks for everybody.
        let create = |hotkey: &str| Subtensor::register_network {
            hotkey: account(hotkey),
        };
        assert_valid("Charlie", create("Dave"));
        assert_ok!(send("Alice", create("Eve")).expect("valid"));
        assert_refused("Charlie", create("Dave"), 6);
    });
}

#[test]
fn endpoints_10_11_12_13_255() {
    in_first_block(false, || {
        assert_refused("Bob", serve_axon(IP, 8_091, 4), 10);
        register("Bob");
        // Of this machine.
        assert_refused("Bob", serve_axon(0x7f00_0001, 8_091, 4), 11);
        assert_refused("Bob", serve_axon(IP, 0, 4), 13);
        assert_refused("Bob", serve_axon(IP, 8_091, 7), 255);
        assert_ok!(send("Bob", serve_axon(IP, 8_091, 4)).expect("valid"));
        assert_refused("Bob", serve_axon(IP, 8_092, 4), 12);
        let tls = Subtensor::serve_axon_tls {
            netuid: NETUID,
            version: 1,
            ip: IP,
            port: 8_092,
            ip_type: 4,
            protocol: 4,
            placeholder1: 0,
            placeholder2: 0,
            certificate: vec![1],
        };
        assert_refused("Bob", tls, 12);
        let prometheus = Subtensor::serve_prometheus {
            netuid: NETUID,
            version: 1,
            ip: 0,
            port: 9_090,
            ip_type: 4,
        };
        assert_refused("Bob", prometheus, 11);
    });
}

#[test]
fn commits_and_reveals_15_16_17_18() {
    in_first_block(false, || {
        register("Bob");
        let timelocked = |reveal_round| Subtensor::commit_timelocked_weights {
            netuid: NETUID,
            commit: vec![1].try_into().expect("short"),
            reveal_round,
            commit_reveal_version: 4,
        };
        pallet_drand::LastStoredRound::<Runtime>::put(100);
        assert_refused("Bob", timelocked(99), 15);
        assert_valid("Bob", timelocked(100));
        let mechanism = Subtensor::commit_crv3_mechanism_weights {
            netuid: NETUID,
            mecid: MechId::MAIN,
            commit: vec![1].try_into().expect("short"),
            reveal_round: 99,
        };
        assert_refused("Bob", mechanism, 15);

        let reveal = || Subtensor::reveal_weights {
            netuid: NETUID,
            uids: vec![0],
            values: vec![1],
            salt: vec![7],
            version_key: 0,
        };
        assert_refused("Bob", reveal(), 16);
        CommitRevealWeightsEnabled::<Runtime>::insert(NETUID, true);
        let commit_hash = pallet_subtensor::Pallet::<Runtime>::weights_commit_hash(
            &account("Bob"),
            NetUidStorageIndex::from(NETUID),
            &[0],
            &[1],
            &[7],
            0,
        );
        let commit = Subtensor::commit_weights {
            netuid: NETUID,
            commit_hash,
        };
        assert_ok!(send("Bob", commit).expect("valid"));
        assert_refused("Bob", reveal(), 17);

        let batch = Subtensor::batch_commit_weights {
            netuids: vec![Compact(NETUID)],
            commit_hashes: vec![],
        };
        assert_refused("Bob", batch, 18);
        let batch = Subtensor::batch_set_weights {
            netuids: vec![Compact(NETUID)],
            weights: vec![vec![]],
            version_keys: vec![],
        };
        assert_refused("Bob", batch, 18);
        let batch = Subtensor::batch_reveal_weights {
            netuid: NETUID,
            uids_list: vec![vec![0]],
            values_list: vec![vec![1]],
            salts_list: vec![],
            version_keys: vec![0],
        };
        assert_refused("Bob", batch, 18);
    });
}

#[test]
fn evm_addresses_19_and_20() {
    in_first_block(false, || {
        let associate = || Subtensor::associate_evm_key {
            netuid: NETUID,
            evm_key: H160::repeat_byte(7),
            block_number: 1,
            signature: sp_core::ecdsa::Signature::default(),
        };
        assert_refused("Bob", associate(), 19);
        register("Bob");
        // The waiting time of the first association counts from the start of the chain.
        assert_refused("Bob", associate(), 20);
        System::set_block_number(7_200);
        assert_valid("Bob", associate());
        AssociatedEvmAddress::<Runtime>::insert(NETUID, 1, (H160::repeat_byte(8), 7_000));
        assert_refused("Bob", associate(), 20);
    });
}

#[test]
fn delegates_of_nobody_22() {
    in_first_block(false, || {
        // Free because what it wraps is free; a stranger must not send it.
        let call: RuntimeCall = set_weights().into();
        let proxy = pallet_proxy::Call::proxy {
            real: MultiAddress::Id(account("Alice")),
            force_proxy_type: None,
            call: Box::new(call.into()),
        };
        assert_refused("Bob", proxy, 22);
    });
}

#[test]
fn sealed_envelopes_23() {
    in_first_block(false, || {
        let sealed = |length: usize| pallet_shield::Call::submit_encrypted {
            ciphertext: vec![0; length].try_into().expect("short"),
        };
        let era = Era::mortal(8, 0);
        let mortal = || transaction_extensions(era, 0, Balance::ZERO);
        let refused = Err(InvalidTransaction::Custom(23).into());
        assert_eq!(validate(signed_with("Bob", sealed(3), mortal())), refused);
        // Neither for ever nor for long.
        for era in [Era::Immortal, Era::mortal(16, 0)] {
            let extensions = transaction_extensions(era, 0, Balance::ZERO);
            let stale = Err(InvalidTransaction::Stale.into());
            assert_eq!(
                validate(signed_with("Bob", sealed(3), extensions)),
                stale,
                "{era:?}"
            );
        }
    });
}

/// Errors and numbers, whether the door gives them or not.
#[test]
fn every_error_has_its_number() {
    let numbers: [(Error<Runtime>, u8); 29] = [
        (Error::ColdkeySwapAnnounced, 0),
        (Error::AmountTooLow, 1),
        (Error::NotEnoughStakeToSetWeights, 1),
        (Error::NotEnoughBalanceToStake, 2),
        (Error::SubnetNotExists, 3),
        (Error::HotKeyAccountNotExists, 4),
        (Error::NotEnoughStakeToWithdraw, 5),
        (Error::CommittingWeightsTooFast, 6),
        (Error::SettingWeightsTooFast, 6),
        (Error::NetworkTxRateLimitExceeded, 6),
        (Error::InsufficientLiquidity, 7),
        (Error::SlippageTooHigh, 8),
        (Error::TransferDisallowed, 9),
        (Error::HotKeyNotRegisteredInNetwork, 10),
        (Error::InvalidIpAddress, 11),
        (Error::ServingRateLimitExceeded, 12),
        (Error::InvalidPort, 13),
        (Error::InvalidRevealRound, 15),
        (Error::NoWeightsCommitFound, 16),
        (Error::RevealTooEarly, 17),
        (Error::InputLengthsUnequal, 18),
        (Error::HotKeyNotRegisteredInSubNet, 19),
        (Error::EvmKeyAssociateRateLimitExceeded, 20),
        (Error::ColdkeySwapDisputed, 21),
        (Error::NonAssociatedColdKey, 25),
        (Error::DelegateTakeTooLow, 26),
        (Error::DelegateTakeTooHigh, 27),
        (Error::InvalidIpType, 255),
        (Error::Overflow, 255),
    ];
    for (error, number) in numbers {
        assert_eq!(CustomCode::from(&error) as u8, number, "{error:?}");
    }
}

/// Refusals of the engine's own checks.
#[test]
fn what_is_wrong_with_the_signature_or_the_time() {
    in_first_block(false, || {
        let remark: RuntimeCall = frame_system::Call::remark { remark: vec![] }.into();
        let zero = UncheckedExtrinsic::new_signed(
            remark.clone(),
            MultiAddress::Id([0; 32].into()),
            MultiSignature::Sr25519(pair("Alice").sign(b"")),
            extensions("Alice", 0),
        );
        let bad_proof = Err(InvalidTransaction::BadProof.into());
        assert_eq!(validate(zero), bad_proof);
        // The birth block of a long era is forgotten in the end.
        let long = transaction_extensions(Era::mortal(65_536, 0), 0, Balance::ZERO);
        let transaction = signed_with("Alice", remark.clone(), long.clone());
        assert_eq!(validate(transaction.clone()), Ok(()));
        frame_system::BlockHash::<Runtime>::remove(0);
        let ancient = Err(InvalidTransaction::AncientBirthBlock.into());
        assert_eq!(validate(transaction), ancient);
    });
}
