//! Names of subnets and of the incentive mechanisms inside them.

use codec::{CompactAs, Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use serde::{Deserialize, Serialize};

macro_rules! identifier {
    ($(#[$doc:meta])* $name:ident, $int:ty) => {
        $(#[$doc])*
        #[derive(
            Clone,
            Copy,
            Debug,
            Default,
            PartialEq,
            Eq,
            PartialOrd,
            Ord,
            Hash,
            Encode,
            Decode,
            DecodeWithMemTracking,
            MaxEncodedLen,
            CompactAs,
            Serialize,
            Deserialize,
        )]
        #[serde(transparent)]
        pub struct $name($int);

        crate::named_type!($name, "subtensor_runtime_common", $int);

        impl $name {
            /// The identifier with this number.
            pub const fn new(number: $int) -> Self {
                Self(number)
            }
            /// The number.
            pub const fn inner(self) -> $int {
                self.0
            }
        }
        impl core::fmt::Display for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                core::fmt::Display::fmt(&self.0, f)
            }
        }
        impl From<$int> for $name {
            fn from(number: $int) -> Self {
                Self(number)
            }
        }
        impl From<$name> for $int {
            fn from(id: $name) -> Self {
                id.0
            }
        }
        impl codec::EncodeLike<$int> for $name {}
    };
}

identifier!(
    /// Number of a subnet; 0 is root.
    NetUid,
    u16
);
identifier!(
    /// Number of an incentive mechanism within a subnet; 0 is the first.
    MechId,
    u8
);
identifier!(
    /// Key of per-mechanism rows: `netuid + 4096 × mechanism`. Equal to the netuid for the first
    /// mechanism, so that readers who know nothing of mechanisms see it.
    NetUidStorageIndex,
    u16
);

/// Distance between the storage indices of a subnet's neighbouring mechanisms.
pub const MECHANISM_STRIDE: u16 = 4_096;

impl NetUid {
    /// The root network.
    pub const ROOT: Self = Self(0);

    /// Whether this is the root network.
    pub const fn is_root(self) -> bool {
        self.0 == 0
    }
    /// The next number, or `None` after the last.
    pub const fn next(self) -> Option<Self> {
        match self.0.checked_add(1) {
            Some(number) => Some(Self(number)),
            None => None,
        }
    }
}

impl MechId {
    /// The first mechanism, which every subnet has.
    pub const MAIN: Self = Self(0);
}

impl NetUidStorageIndex {
    /// Root's own index.
    pub const ROOT: Self = Self(0);

    /// Index of `mechanism` in `netuid`. Numbers that do not fit are held at the maximum: they
    /// belong to no subnet.
    pub const fn of(netuid: NetUid, mechanism: MechId) -> Self {
        let offset = (mechanism.0 as u16).saturating_mul(MECHANISM_STRIDE);
        Self(netuid.0.saturating_add(offset))
    }
    /// The subnet and mechanism that the index names.
    pub const fn split(self) -> (NetUid, MechId) {
        (
            NetUid(self.0 % MECHANISM_STRIDE),
            MechId((self.0 / MECHANISM_STRIDE) as u8),
        )
    }
}

impl From<NetUid> for NetUidStorageIndex {
    fn from(netuid: NetUid) -> Self {
        Self(netuid.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use scale_info::TypeInfo;

    #[test]
    fn storage_index_holds_subnet_and_mechanism() {
        let index = NetUidStorageIndex::of(NetUid::new(7), MechId::new(2));
        assert_eq!(index.inner(), 8_199);
        assert_eq!(index.split(), (NetUid::new(7), MechId::new(2)));
        assert_eq!(NetUidStorageIndex::from(NetUid::new(7)).inner(), 7);
        assert_eq!(
            NetUidStorageIndex::of(NetUid::new(1), MechId::new(255)).inner(),
            u16::MAX
        );
    }

    #[test]
    fn is_named_in_the_metadata() {
        let path = NetUid::type_info().path.segments;
        assert_eq!(path, ["subtensor_runtime_common", "NetUid"]);
        assert_eq!(NetUid::new(258).encode(), [2, 1]);
    }
}
