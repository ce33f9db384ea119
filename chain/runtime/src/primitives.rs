//! The elementary types of the chain.

use sp_runtime::{
    MultiAddress, MultiSignature, generic,
    traits::{BlakeTwo256, IdentifyAccount, Verify},
};

/// Ed25519, Sr25519 or ECDSA signature of a transaction.
pub type Signature = MultiSignature;

/// 32 bytes: for Sr25519 and Ed25519 the public key itself.
pub type AccountId = <<Signature as Verify>::Signer as IdentifyAccount>::AccountId;

/// Number of a block; genesis is 0.
pub type BlockNumber = u32;

/// How many transactions an account has had included.
pub type Nonce = u32;

/// BLAKE2b-256.
pub type Hash = sp_core::H256;

/// Free TAO in rao (1 TAO = 10^9 rao).
pub type Balance = taonet_primitives::TaoBalance;

/// An account as calls name it. Only the `Id` variant resolves.
pub type Address = MultiAddress<AccountId, ()>;

/// A block header.
pub type Header = generic::Header<BlockNumber, BlakeTwo256>;

/// Milliseconds since the Unix epoch.
pub type Moment = u64;

/// Types for the node, which must not look inside transactions: a later runtime may decode them
/// differently.
pub mod opaque {
    use alloc::vec::Vec;
    use sp_runtime::impl_opaque_keys;

    pub use super::Header;
    pub use sp_runtime::OpaqueExtrinsic as UncheckedExtrinsic;

    /// A block whose transactions are plain bytes.
    pub type Block = sp_runtime::generic::Block<Header, UncheckedExtrinsic>;

    impl_opaque_keys! {
        /// The keys of an authority: Aura (sr25519) to author, GRANDPA (ed25519) to finalise.
        pub struct SessionKeys {
            pub aura: crate::Aura,
            pub grandpa: crate::Grandpa,
        }
    }
}
