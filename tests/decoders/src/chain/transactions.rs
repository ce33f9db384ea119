//! Transactions, and the one type of calls that decodes by hand.

use codec::{Decode, Encode};
use pallet_commitments::Data;
use sp_core::Pair;
use sp_runtime::{
    MultiAddress, MultiSignature, generic::Era, transaction_validity::TransactionSource,
};
use taonet_runtime::{
    Balance, Executive, RuntimeCall, SignedPayload, System, UncheckedExtrinsic,
    extensions::transaction_extensions,
};

use super::state::on_a_chain;

/// A transaction as it comes from the network: decoded, validated as for the pool, and applied as in
/// a block.
pub fn extrinsic(data: &[u8]) {
    let Ok(extrinsic) = UncheckedExtrinsic::decode(&mut &data[..]) else {
        return;
    };
    on_a_chain(|| {
        let hash = System::block_hash(0);
        // Refusals are fine; only panics are not.
        let _validity =
            Executive::validate_transaction(TransactionSource::External, extrinsic.clone(), hash);
        let mandatory = matches!(
            extrinsic.function,
            // A false clock is the author's offence, which ends the block by a panic.
            RuntimeCall::Timestamp(_)
        );
        if !mandatory {
            let _applied = Executive::apply_extrinsic(extrinsic);
        }
    });
}

fn signed(call: RuntimeCall) -> Vec<u8> {
    let pair = sp_core::ed25519::Pair::from_seed(&[7; 32]);
    on_a_chain(|| {
        let extensions = transaction_extensions(Era::Immortal, 0, Balance::new(0));
        let payload = SignedPayload::new(call.clone(), extensions.clone());
        let signature = payload.map(|payload| payload.using_encoded(|bytes| pair.sign(bytes)));
        let account = MultiAddress::Id(taonet_runtime::AccountId::new(pair.public().0));
        signature.map_or_else(
            |_| Vec::new(),
            |signature| {
                let signature = MultiSignature::Ed25519(signature);
                UncheckedExtrinsic::new_signed(call, account, signature, extensions).encode()
            },
        )
    })
}

fn remark() -> RuntimeCall {
    RuntimeCall::System(frame_system::Call::remark {
        remark: b"sample".to_vec(),
    })
}

pub(super) fn extrinsics() -> Vec<Vec<u8>> {
    let commitment = RuntimeCall::Commitments(pallet_commitments::Call::set_commitment {
        netuid: 1.into(),
        info: Box::new(pallet_commitments::CommitmentInfo::default()),
    });
    vec![
        UncheckedExtrinsic::new_bare(remark()).encode(),
        signed(remark()),
        signed(commitment),
        super::beacon::pulse_transaction().encode(),
    ]
}

/// What miners commit: a list of fields in an encoding of its own.
pub fn commitment_data(data: &[u8]) {
    if let Ok(decoded) = Data::decode(&mut &data[..]) {
        let again = decoded.encode();
        assert!(again.len() <= data.len(), "no field grows");
        assert_eq!(Data::decode(&mut &again[..]), Ok(decoded));
    }
}

pub(super) fn commitments() -> Vec<Vec<u8>> {
    vec![
        // A field of six raw bytes: its kind is one more than its length.
        [&[7u8][..], b"sample"].concat(),
        Data::Sha256([3; 32]).encode(),
        Data::ResetBondsFlag.encode(),
        Data::TimelockEncrypted {
            encrypted: vec![9; 300].try_into().unwrap_or_default(),
            reveal_round: 1_000,
        }
        .encode(),
        Data::BigRaw(vec![9; 200].try_into().unwrap_or_default()).encode(),
    ]
}
