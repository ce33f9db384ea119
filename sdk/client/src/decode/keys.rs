//! Keys of storage maps.

use subxt::metadata::StorageEntryMetadata;

use super::{FromChain, Input, ReadError, Types};
use subxt::ext::frame_decode::storage::StorageHasher;

/// A part of a storage key as the metadata tells it.
#[derive(Clone, Copy, Debug)]
pub struct KeyPart {
    /// Its type.
    pub ty: u32,
    /// Bytes of hash in front of it; `None` where only a hash is in the key.
    pub hash_bytes: Option<usize>,
}

impl KeyPart {
    pub(crate) fn of(entry: &StorageEntryMetadata) -> Vec<Self> {
        entry
            .keys()
            .map(|key| Self {
                ty: key.key_id,
                hash_bytes: match key.hasher {
                    StorageHasher::Identity => Some(0),
                    StorageHasher::Twox64Concat => Some(8),
                    StorageHasher::Blake2_128Concat => Some(16),
                    _ => None,
                },
            })
            .collect()
    }

    fn readable(self) -> Result<usize, String> {
        self.hash_bytes
            .ok_or_else(|| "only a hash of this key is stored".to_owned())
    }
}

/// What the keys of a map are read as: a tuple with a member for each part, or for one part its
/// type alone.
pub trait StorageKey: Sized + Send + Sync + 'static {
    /// How to read it.
    type KeyPlan: Send + Sync + 'static;

    /// Compares the type with the parts.
    ///
    /// # Errors
    /// When they do not fit.
    fn key_plan(parts: &[KeyPart], types: &Types) -> Result<Self::KeyPlan, String>;

    /// Reads the parts with the hashes in front of them.
    ///
    /// # Errors
    /// When the bytes end early.
    fn read_key(plan: &Self::KeyPlan, input: &mut Input<'_>) -> Result<Self, ReadError>;
}

macro_rules! single {
    ($($type:ty),+) => { $(
        impl StorageKey for $type {
            type KeyPlan = (usize, <$type as FromChain>::Plan);

            fn key_plan(parts: &[KeyPart], types: &Types) -> Result<Self::KeyPlan, String> {
                match parts {
                    [part] => Ok((part.readable()?, <$type>::plan(part.ty, types)?)),
                    _ => Err(format!("the key has {} open parts, not one", parts.len())),
                }
            }

            fn read_key(
                (hash_bytes, plan): &Self::KeyPlan,
                input: &mut Input<'_>,
            ) -> Result<Self, ReadError> {
                input.take(*hash_bytes)?;
                <$type>::read(plan, input)
            }
        }
    )+ };
}

single!(
    u8,
    u16,
    u32,
    u64,
    [u8; 32],
    String,
    Vec<u8>,
    serde_json::Value
);

macro_rules! several {
    ($count:literal: $($part:ident $place:tt),+) => {
        impl<$($part: FromChain),+> StorageKey for ($($part,)+) {
            type KeyPlan = ([usize; $count], ($($part::Plan,)+));

            fn key_plan(parts: &[KeyPart], types: &Types) -> Result<Self::KeyPlan, String> {
                let Ok(parts) = <&[KeyPart; $count]>::try_from(parts) else {
                    return Err(format!("the key has {} open parts, not {}", parts.len(), $count));
                };
                Ok((
                    [$(parts[$place].readable()?,)+],
                    ($($part::plan(parts[$place].ty, types)?,)+),
                ))
            }

            fn read_key(
                (hash_bytes, plan): &Self::KeyPlan,
                input: &mut Input<'_>,
            ) -> Result<Self, ReadError> {
                Ok(($({
                    input.take(hash_bytes[$place])?;
                    $part::read(&plan.$place, input)?
                },)+))
            }
        }
    };
}

several!(2: A 0, B 1);
several!(3: A 0, B 1, C 2);
several!(4: A 0, B 1, C 2, D 3);
