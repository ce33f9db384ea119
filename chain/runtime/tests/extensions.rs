//! What a transaction has to pass, and how it is encoded.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod chain;

use chain::{account, begin_block, extensions, in_first_block, pair, send, signed, signed_with};
use codec::{Decode, DecodeAll, Encode};
use frame_support::{assert_ok, dispatch::DispatchClass, traits::PalletsInfoAccess};
use serde_json::Value;
use sp_core::Pair;
use sp_runtime::{
    MultiAddress, MultiSignature,
    generic::Era,
    transaction_validity::{InvalidTransaction, TransactionSource, TransactionValidityError},
};
use std::path::Path;
use taonet_runtime::{
    AllPalletsWithSystem, Balance, Executive, Hash, Runtime, RuntimeCall, System,
    UncheckedExtrinsic,
    extensions::{ensure_shallow, transaction_extensions},
    genesis,
};

fn recorded() -> Value {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../vectors/interface/vectors-439.json");
    let text = std::fs::read_to_string(path).expect("the recorded encodings");
    serde_json::from_str(&text).expect("JSON")
}

fn bytes(value: &Value) -> Vec<u8> {
    let text = value.as_str().expect("hex");
    hex::decode(text.trim_start_matches("0x")).expect("hex")
}

fn number(value: &Value) -> u64 {
    value.as_u64().expect("a number")
}

fn era(value: &Value) -> Era {
    match value {
        Value::Object(mortal) => Era::mortal(number(&mortal["period"]), number(&mortal["current"])),
        _ => Era::Immortal,
    }
}

fn recorded_extensions(case: &Value) -> taonet_runtime::extensions::TransactionExtensions {
    let nonce = u32::try_from(number(&case["nonce"])).expect("a nonce");
    transaction_extensions(era(&case["era"]), nonce, Balance::new(number(&case["tip"])))
}

/// Calls that clients of the protocol encode decode to calls here, and back to the same bytes.
#[test]
fn recorded_calls_are_understood() {
    let present: Vec<&str> = <AllPalletsWithSystem as PalletsInfoAccess>::infos()
        .iter()
        .map(|pallet| pallet.name)
        .collect();
    let mut understood = 0;
    for case in recorded()["calls"].as_array().expect("cases") {
        let encoded = bytes(&case["data_hex"]);
        let module = case["module"].as_str().expect("a name");
        if !present.contains(&module) {
            continue;
        }
        let call = RuntimeCall::decode_all(&mut &encoded[..])
            .unwrap_or_else(|error| panic!("{module}.{}: {error}", case["function"]));
        assert_eq!(call.encode(), encoded);
        understood += 1;
    }
    assert!(understood >= 9, "only {understood} calls");
}

/// Answers of runtime APIs of a recorded chain decode into the types here, and encode back.
#[test]
fn recorded_answers_have_the_same_shape() {
    use pallet_subtensor::runtime_api::{
        neuron_info::NeuronInfoLite, stake_info::StakeInfo, subnet_info::SubnetHyperparams,
    };
    use taonet_runtime::AccountId;

    fn again<T: Decode + Encode>(answer: &[u8]) {
        let value = T::decode_all(&mut &answer[..]).expect("decodes");
        assert!(value.encode() == answer);
    }
    let mut checked = 0;
    for case in recorded()["runtime_calls"].as_array().expect("cases") {
        let answer = bytes(&case["raw_hex"]);
        match case["method"].as_str().expect("a name") {
            "get_neurons_lite" => again::<Vec<NeuronInfoLite<AccountId>>>(&answer),
            "get_subnet_hyperparams" => again::<Option<SubnetHyperparams>>(&answer),
            "get_stake_info_for_hotkey_coldkey_netuid" => {
                again::<Option<StakeInfo<AccountId>>>(&answer);
            }
            "account_nonce" => again::<u32>(&answer),
            other => panic!("{other} is not looked at"),
        }
        checked += 1;
    }
    assert_eq!(checked, 4);
}

#[test]
fn recorded_payloads_are_what_is_signed() {
    let recorded = recorded();
    let genesis_hash = Hash::from_slice(&bytes(&recorded["network"]["genesis_hash"]));
    let spec_version = u32::try_from(number(&recorded["network"]["spec_version"])).expect("u32");
    let cases = recorded["signature_payloads"].as_array().expect("cases");
    assert!(!cases.is_empty());
    for case in cases {
        let birth = match &case["era_birth_block_hash"] {
            Value::Null => genesis_hash,
            hash => Hash::from_slice(&bytes(hash)),
        };
        let call =
            RuntimeCall::decode_all(&mut &bytes(&case["call_data_hex"])[..]).expect("a call");
        let implicit = (
            ((), spec_version, 1, genesis_hash, birth, (), ()),
            ((), (), (), (), ()),
            None::<[u8; 32]>,
        );
        let payload = (&call, recorded_extensions(case), implicit).encode();
        assert_eq!(
            hex::encode(payload),
            hex::encode(bytes(&case["payload_hex"]))
        );
    }
}

#[test]
fn recorded_transactions_have_the_same_bytes() {
    for case in recorded()["extrinsics"].as_array().expect("cases") {
        let expected = bytes(&case["extrinsic_hex"]);
        let call =
            RuntimeCall::decode_all(&mut &bytes(&case["call_data_hex"])[..]).expect("a call");
        let key: [u8; 32] = bytes(&case["public_key_hex"]).try_into().expect("32 bytes");
        let signature: [u8; 64] = bytes(&case["signature_hex"]).try_into().expect("64 bytes");
        let transaction = UncheckedExtrinsic::new_signed(
            call,
            MultiAddress::Id(key.into()),
            MultiSignature::Sr25519(signature.into()),
            recorded_extensions(case),
        );
        assert_eq!(hex::encode(transaction.encode()), hex::encode(&expected));
        let decoded = UncheckedExtrinsic::decode(&mut &expected[..]).expect("decodes");
        assert_eq!(decoded.encode(), expected);
    }
}

fn remark() -> RuntimeCall {
    frame_system::Call::remark { remark: vec![7] }.into()
}

fn validate(transaction: UncheckedExtrinsic) -> Result<u64, TransactionValidityError> {
    Executive::validate_transaction(
        TransactionSource::External,
        transaction,
        System::parent_hash(),
    )
    .map(|valid| valid.priority)
}

#[test]
fn a_tip_buys_no_priority() {
    in_first_block(false, || {
        assert_eq!(validate(signed("Alice", remark(), 0)), Ok(1));
        assert_eq!(validate(signed("Alice", remark(), 1_000_000_000)), Ok(1));
        let operational: RuntimeCall = pallet_admin_utils::Call::sudo_set_burn_half_life {
            netuid: 1.into(),
            burn_half_life: 10,
        }
        .into();
        let info = frame_support::dispatch::GetDispatchInfo::get_dispatch_info(&operational);
        assert_eq!(info.class, DispatchClass::Operational);
        assert_eq!(
            validate(signed("Alice", operational, 0)),
            Ok(10_000_000_000)
        );
    });
}

#[test]
fn each_nonce_is_used_once_and_in_order() {
    in_first_block(false, || {
        let first = extensions("Alice", 0);
        let again = signed_with("Alice", remark(), first.clone());
        assert_ok!(
            Executive::apply_extrinsic(signed_with("Alice", remark(), first)).expect("valid")
        );
        let stale = Executive::apply_extrinsic(again).expect_err("used");
        assert_eq!(stale, InvalidTransaction::Stale.into());

        let ahead = transaction_extensions(Era::Immortal, 5, Balance::ZERO);
        let waiting = signed_with("Alice", remark(), ahead.clone());
        assert_eq!(validate(waiting), Ok(1), "the pool lets it wait");
        let future = Executive::apply_extrinsic(signed_with("Alice", remark(), ahead));
        assert_eq!(future, Err(InvalidTransaction::Future.into()));
    });
}

#[test]
fn an_empty_account_may_send_free_calls_only() {
    in_first_block(false, || {
        let refused = validate(signed("Nobody", remark(), 0));
        assert_eq!(refused, Err(InvalidTransaction::Payment.into()));
        let free = pallet_subtensor::Call::<Runtime>::decrease_take {
            hotkey: account("Nobody"),
            take: sp_runtime::PerU16::from_parts(1),
        };
        // It passes the nonce check; the main pallet's guard knows no such hotkey: code 4.
        let guarded = validate(signed("Nobody", free, 0));
        assert_eq!(guarded, Err(InvalidTransaction::Custom(4).into()));
    });
}

#[test]
fn only_the_sudo_key_sends_sudo_calls() {
    in_first_block(false, || {
        let call = || pallet_sudo::Call::<Runtime>::sudo {
            call: Box::new(remark()),
        };
        assert_eq!(
            validate(signed("Bob", call(), 0)),
            Err(InvalidTransaction::BadSigner.into())
        );
        assert_eq!(validate(signed("Alice", call(), 0)), Ok(1));
    });
}

#[test]
fn guards_answer_with_their_code() {
    in_first_block(false, || {
        let call = pallet_subtensor::Call::<Runtime>::serve_axon {
            netuid: 1.into(),
            version: 1,
            ip: 0,
            port: 1,
            ip_type: 4,
            protocol: 4,
            placeholder1: 0,
            placeholder2: 0,
        };
        // Not registered anywhere: code 10.
        let guarded = validate(signed("Bob", call, 0));
        assert_eq!(guarded, Err(InvalidTransaction::Custom(10).into()));
    });
}

#[test]
fn a_foreign_signature_is_refused() {
    in_first_block(false, || {
        let good = signed("Alice", remark(), 0);
        let foreign = UncheckedExtrinsic::new_signed(
            remark(),
            MultiAddress::Id(account("Alice")),
            MultiSignature::Sr25519(pair("Bob").sign(b"something else")),
            extensions("Alice", 0),
        );
        assert_eq!(validate(foreign), Err(InvalidTransaction::BadProof.into()));
        assert_eq!(validate(good), Ok(1));
    });
}

#[test]
fn deep_nesting_never_enters_the_pool() {
    let nest = |depth: usize| {
        (0..depth).fold(remark(), |call, _| {
            pallet_utility::Call::as_derivative {
                index: 0,
                call: Box::new(call.into()),
            }
            .into()
        })
    };
    assert_eq!(ensure_shallow(&nest(2)), Ok(()));
    assert_eq!(
        ensure_shallow(&nest(9)),
        Err(InvalidTransaction::Call.into())
    );
}

#[test]
fn a_batch_in_a_batch_is_filtered() {
    in_first_block(false, || {
        let batch = |calls: Vec<RuntimeCall>| -> RuntimeCall {
            let calls = calls.into_iter().map(Into::into).collect();
            pallet_utility::Call::batch { calls }.into()
        };
        assert_ok!(send("Alice", batch(vec![remark(), remark()])).expect("valid"));
        let filtered = send("Alice", batch(vec![batch(vec![remark()])])).expect("valid");
        assert_eq!(
            filtered,
            Err(frame_system::Error::<Runtime>::CallFiltered.into())
        );
    });
}

#[test]
fn fast_chains_follow_their_genesis() {
    let constant = || <Runtime as pallet_subtensor::Config>::InitialTempo::get();
    use frame_support::traits::Get;
    use pallet_subtensor::limits::TransactionType::{
        MaxUidsTrimming, MechanismCountUpdate, MechanismEmission, SetChildren,
    };
    let limits = || {
        [
            MechanismCountUpdate,
            MechanismEmission,
            MaxUidsTrimming,
            SetChildren,
        ]
        .map(|limited| limited.limit_blocks::<Runtime>(1.into()))
    };
    in_first_block(false, || {
        assert_eq!(constant(), 360);
        assert_eq!(limits(), [7_200, 7_200, 216_000, 150]);
        assert_eq!(pallet_aura::Pallet::<Runtime>::slot_duration(), 12_000);
    });
    in_first_block(true, || {
        assert_eq!(constant(), 10);
        assert_eq!(limits(), [1, 1, 1, 150]);
        assert_eq!(pallet_aura::Pallet::<Runtime>::slot_duration(), 250);
        begin_next_block();
        assert_eq!(System::block_number(), 2);
    });
}

fn begin_next_block() {
    Executive::finalize_block();
    begin_block(2, genesis::slot_duration_ms(true));
}
