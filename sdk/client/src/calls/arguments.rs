//! Arguments of calls in the form in which the codec takes them.

use serde_json::{Value as Json, json};
use taonet_wallet::PublicKey;

use crate::{AccountId, Alpha, Call, Tao};

/// A value that can be an argument of a call.
///
/// Accounts go by reference (`&AccountId`), other 32 bytes such as hashes by value: the former
/// are written as addresses, the latter as hex.
pub(super) trait Argument {
    fn into_json(self) -> Json;
}

macro_rules! plain {
    ($($ty:ty),*) => {$(
        impl Argument for $ty {
            fn into_json(self) -> Json {
                self.into()
            }
        }
    )*};
}

plain!(bool, u8, u16, u32, u64, i16, i32, i64);

/// JSON numbers of many readers end at 64 bits, so larger ones are written as text.
impl Argument for u128 {
    fn into_json(self) -> Json {
        self.to_string().into()
    }
}

impl Argument for i128 {
    fn into_json(self) -> Json {
        self.to_string().into()
    }
}

impl Argument for Tao {
    fn into_json(self) -> Json {
        self.rao().into()
    }
}

impl Argument for Alpha {
    fn into_json(self) -> Json {
        self.rao().into()
    }
}

impl Argument for &AccountId {
    fn into_json(self) -> Json {
        PublicKey::from_bytes(*self).to_ss58().into()
    }
}

impl<const N: usize> Argument for [u8; N] {
    fn into_json(self) -> Json {
        bytes(&self)
    }
}

/// Text stays readable, unless the codec would take it for hex.
impl Argument for &str {
    fn into_json(self) -> Json {
        if self.starts_with("0x") {
            bytes(self.as_bytes())
        } else {
            self.into()
        }
    }
}

impl Argument for Call {
    fn into_json(self) -> Json {
        self.to_json()
    }
}

impl<T: Argument> Argument for Option<T> {
    fn into_json(self) -> Json {
        self.map_or(Json::Null, Argument::into_json)
    }
}

impl<T: Argument> Argument for Vec<T> {
    fn into_json(self) -> Json {
        self.into_iter().map(Argument::into_json).collect()
    }
}

impl<A: Argument, B: Argument> Argument for (A, B) {
    fn into_json(self) -> Json {
        json!([self.0.into_json(), self.1.into_json()])
    }
}

impl Argument for &[u16] {
    fn into_json(self) -> Json {
        self.iter().copied().map(Json::from).collect()
    }
}

impl Argument for &[u64] {
    fn into_json(self) -> Json {
        self.iter().copied().map(Json::from).collect()
    }
}

impl Argument for &[AccountId] {
    fn into_json(self) -> Json {
        self.iter().map(Argument::into_json).collect()
    }
}

/// Bytes of any length. Not an `impl`, because a list of bytes that are numbers exists too.
pub(super) fn bytes(bytes: &[u8]) -> Json {
    format!("0x{}", hex::encode(bytes)).into()
}

/// How much a call may take from a block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Weight {
    /// Time, in picoseconds of the reference machine.
    pub ref_time_ps: u64,
    /// Bytes of state that a proof of the call would hold.
    pub proof_size_bytes: u64,
}

impl Argument for Weight {
    fn into_json(self) -> Json {
        json!({ "ref_time": self.ref_time_ps, "proof_size": self.proof_size_bytes })
    }
}
