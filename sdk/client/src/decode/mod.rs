//! Typed decoding by live metadata, fast: a plan per type, compiled once.
//!
//! The metadata says how a value is laid out, the Rust type says what is wanted of it. Comparing
//! the two for each number of each answer would cost more than reading it. So [`FromChain::plan`]
//! compares them once, when the type is first read from a runtime, and what is left for
//! [`FromChain::read`] is a short list of steps over the bytes.
//!
//! The two need not agree exactly. What a plan sees through:
//!
//! | the runtime | the Rust type |
//! |---|---|
//! | wraps a value in any number of newtypes, or makes a number compact | the value |
//! | has more fields than asked for | they are skipped |
//! | has the fields in another order | they are found by name |
//! | lacks a field | fine where the field is an `Option`; an error that names it otherwise |
//! | has a number of another width | fine as long as the number itself fits |
//!
//! [`record!`](crate::record) declares a struct that is read this way.

mod containers;
mod fixed;
mod keys;
mod numbers;
mod record;
mod skip;
mod types;

pub use containers::Optional;
pub use fixed::Fixed;
pub use keys::{KeyPart, StorageKey};
pub use numbers::Number;
#[doc(hidden)]
pub use record::{names_subnet, subnet_of_index};
pub use skip::Skip;
pub use types::{Field, Types};

use std::borrow::Cow;

/// A Rust type that is read from SCALE bytes whose shape the metadata tells.
pub trait FromChain: Sized + Send + Sync + 'static {
    /// How to read it from one type of one runtime.
    type Plan: Send + Sync + 'static;

    /// Compares the Rust type with the type `ty` of the metadata.
    ///
    /// # Errors
    /// When values of the one cannot be read as the other; the text names the place.
    fn plan(ty: u32, types: &Types) -> Result<Self::Plan, String>;

    /// Reads one value from the front of `input`.
    ///
    /// # Errors
    /// When the bytes end early or hold something that the type does not have.
    fn read(plan: &Self::Plan, input: &mut Input<'_>) -> Result<Self, ReadError>;

    /// Reads `count` values that follow each other.
    ///
    /// # Errors
    /// As [`Self::read`].
    fn read_many(
        plan: &Self::Plan,
        count: usize,
        input: &mut Input<'_>,
    ) -> Result<Vec<Self>, ReadError> {
        // Room for what is sure to come only: the count is the sender's claim.
        let mut values = Vec::with_capacity(count.min(MAX_ROOM));
        for _ in 0..count {
            values.push(Self::read(plan, input)?);
        }
        Ok(values)
    }

    /// What a field of this type holds when the runtime's record lacks the field; `None` if the
    /// field is needed.
    fn absent() -> Option<Self> {
        None
    }

    /// The number, if this is one that can be a subnet's.
    fn as_netuid(&self) -> Option<u16> {
        None
    }
}

/// Items for which room is made before they are seen.
const MAX_ROOM: usize = 4_096;

/// Bytes being read, and the subnet whose alpha they tell of.
#[derive(Debug)]
pub struct Input<'bytes> {
    rest: &'bytes [u8],
    /// Subnet of the record that is being read: what an amount of alpha in it is alpha of.
    pub netuid: Option<u16>,
}

impl<'bytes> Input<'bytes> {
    /// Begins at the front of `bytes`.
    pub fn new(bytes: &'bytes [u8], netuid: Option<u16>) -> Self {
        Self {
            rest: bytes,
            netuid,
        }
    }

    /// Bytes that are left.
    pub fn rest(&self) -> &'bytes [u8] {
        self.rest
    }

    /// Takes `count` bytes.
    ///
    /// # Errors
    /// When fewer are left.
    #[inline]
    pub fn take(&mut self, count: usize) -> Result<&'bytes [u8], ReadError> {
        let (taken, rest) = self.rest.split_at_checked(count).ok_or(ReadError::SHORT)?;
        self.rest = rest;
        Ok(taken)
    }

    /// Takes as many bytes as the array has.
    ///
    /// # Errors
    /// When fewer are left.
    #[inline]
    pub fn array<const N: usize>(&mut self) -> Result<[u8; N], ReadError> {
        let (taken, rest) = self.rest.split_first_chunk().ok_or(ReadError::SHORT)?;
        self.rest = rest;
        Ok(*taken)
    }

    /// Takes one byte.
    ///
    /// # Errors
    /// When none is left.
    #[inline]
    pub fn byte(&mut self) -> Result<u8, ReadError> {
        let (first, rest) = self.rest.split_first().ok_or(ReadError::SHORT)?;
        self.rest = rest;
        Ok(*first)
    }

    /// Takes the number of items of a list. Each takes a byte at least, so no list is longer than
    /// what is left of the bytes.
    ///
    /// # Errors
    /// When the number is malformed or cannot be true.
    #[inline]
    pub fn count(&mut self) -> Result<usize, ReadError> {
        let count = usize::try_from(self.compact()?).map_err(|_| ReadError::SHORT)?;
        if count > self.rest.len() {
            return Err(ReadError::SHORT);
        }
        Ok(count)
    }

    /// Takes a compact number of up to 64 bits.
    ///
    /// # Errors
    /// When the number is malformed or larger.
    #[inline]
    pub fn compact(&mut self) -> Result<u64, ReadError> {
        let first = self.byte()?;
        match first & 3 {
            0 => Ok(u64::from(first >> 2)),
            1 => Ok(u64::from(u16::from_le_bytes([first, self.byte()?]) >> 2)),
            2 => {
                let [a, b, c] = self.array()?;
                Ok(u64::from(u32::from_le_bytes([first, a, b, c]) >> 2))
            }
            _ => u64::try_from(self.big_compact(first)?).map_err(|_| ReadError::TOO_LARGE),
        }
    }

    /// Takes a compact number of up to 128 bits.
    ///
    /// # Errors
    /// When the number is malformed or larger.
    pub fn compact_u128(&mut self) -> Result<u128, ReadError> {
        match self.rest.first() {
            Some(first) if first & 3 == 3 => {
                let first = self.byte()?;
                self.big_compact(first)
            }
            _ => self.compact().map(u128::from),
        }
    }

    #[cold]
    fn big_compact(&mut self, first: u8) -> Result<u128, ReadError> {
        let length = usize::from(first >> 2) + 4;
        let mut bytes = [0; 16];
        let taken = self.take(length)?;
        bytes
            .get_mut(..length)
            .ok_or(ReadError::TOO_LARGE)?
            .copy_from_slice(taken);
        Ok(u128::from_le_bytes(bytes))
    }
}

/// Bytes that are not what the metadata says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadError(pub Cow<'static, str>);

impl ReadError {
    pub(crate) const SHORT: Self = Self(Cow::Borrowed("the bytes end early"));
    pub(crate) const TOO_LARGE: Self = Self(Cow::Borrowed("a number is too large"));
    pub(crate) const NO_SUBNET: Self = Self(Cow::Borrowed(
        "an amount of alpha without the subnet that it belongs to",
    ));
}

impl std::fmt::Display for ReadError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}
