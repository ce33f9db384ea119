//! Keys and signatures of the kinds that accounts of the protocol can have.
//!
//! The engine's own enums know a fourth kind, which the protocol does not: where such a value is
//! an argument of a call, clients see these.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::{ecdsa, ed25519, sr25519};
use sp_runtime::{
    AccountId32,
    traits::{IdentifyAccount, Verify},
};

/// A signature of any kind.
#[derive(
    Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum MultiSignature {
    /// Edwards curve.
    Ed25519(ed25519::Signature),
    /// Schnorrkel.
    Sr25519(sr25519::Signature),
    /// secp256k1 with recovery.
    Ecdsa(ecdsa::Signature),
}

/// A public key of any kind.
#[derive(
    Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum MultiSigner {
    /// Edwards curve.
    Ed25519(ed25519::Public),
    /// Schnorrkel.
    Sr25519(sr25519::Public),
    /// secp256k1, compressed.
    Ecdsa(ecdsa::Public),
}

impl MultiSignature {
    /// Whether the account of this key made the signature.
    pub fn verify(&self, message: &[u8], signer: &MultiSigner) -> bool {
        let account: AccountId32 = sp_runtime::MultiSigner::from(signer.clone()).into_account();
        sp_runtime::MultiSignature::from(self.clone()).verify(message, &account)
    }
}

impl From<MultiSignature> for sp_runtime::MultiSignature {
    fn from(signature: MultiSignature) -> Self {
        match signature {
            MultiSignature::Ed25519(signature) => Self::Ed25519(signature),
            MultiSignature::Sr25519(signature) => Self::Sr25519(signature),
            MultiSignature::Ecdsa(signature) => Self::Ecdsa(signature),
        }
    }
}

impl From<MultiSigner> for sp_runtime::MultiSigner {
    fn from(signer: MultiSigner) -> Self {
        match signer {
            MultiSigner::Ed25519(key) => Self::Ed25519(key),
            MultiSigner::Sr25519(key) => Self::Sr25519(key),
            MultiSigner::Ecdsa(key) => Self::Ecdsa(key),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sp_core::Pair;

    #[test]
    fn the_bytes_are_those_of_the_engine_and_a_fourth_kind_is_none() {
        let pair = sr25519::Pair::from_seed(&[7; 32]);
        let signature = MultiSignature::Sr25519(pair.sign(b"message"));
        let signer = MultiSigner::Sr25519(pair.public());
        let of_engine = sp_runtime::MultiSignature::from(signature.clone());
        assert_eq!(signature.encode(), of_engine.encode());
        assert!(signature.verify(b"message", &signer));
        assert!(!signature.verify(b"another", &signer));
        let other = ed25519::Pair::from_seed(&[7; 32]);
        let edwards = MultiSignature::Ed25519(other.sign(b"message"));
        assert!(edwards.verify(b"message", &MultiSigner::Ed25519(other.public())));
        assert!(!edwards.verify(b"message", &signer));
        let fourth = [[3].as_slice(), &[0; 65]].concat();
        assert!(sp_runtime::MultiSignature::decode(&mut &fourth[..]).is_ok());
        assert!(MultiSignature::decode(&mut &fourth[..]).is_err());
        assert!(MultiSigner::decode(&mut &fourth[..]).is_err());
    }
}
