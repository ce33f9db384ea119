//! One field of a commitment, and its one-byte tag on the wire.
//!
//! | tag | variant | what follows |
//! |---|---|---|
//! | 0 | nothing | |
//! | 1 to 129 | raw bytes | tag − 1 bytes |
//! | 130 to 133 | a hash (BLAKE2, SHA-2, Keccak, SHA-3) | 32 bytes |
//! | 134 | a timelocked text | bytes with length, at most 1,024; round, 8 bytes |
//! | 135 | the wish to reset bonds | |
//! | 136 | more raw bytes | bytes with length, at most 512 |

use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, Error, Input, MaxEncodedLen, Output};
use frame_support::{BoundedVec, traits::ConstU32};
use scale_info::{
    Path, Type, TypeInfo,
    build::{Fields, VariantBuilder, Variants},
    form::MetaForm,
};

/// Most bytes of a raw field with the length in its tag.
pub const MAX_RAW_BYTES: u32 = 128;
/// Most bytes of a raw field with a length of its own.
pub const MAX_BIG_RAW_BYTES: u32 = 512;
/// Most bytes of a timelocked text.
pub const MAX_TIMELOCKED_BYTES: u32 = 1_024;

const TAG_NONE: u8 = 0;
const TAG_RAW: u8 = 1;
const TAG_LAST_RAW: u8 = 129;
const TAG_BLAKE2: u8 = 130;
const TAG_SHA2: u8 = 131;
const TAG_KECCAK: u8 = 132;
const TAG_SHA3: u8 = 133;
const TAG_TIMELOCKED: u8 = 134;
const TAG_RESET_BONDS: u8 = 135;
const TAG_BIG_RAW: u8 = 136;

/// One field of a commitment.
#[derive(Clone, Debug, PartialEq, Eq, MaxEncodedLen)]
pub enum Data {
    /// Nothing.
    None,
    /// Up to 128 bytes.
    Raw(BoundedVec<u8, ConstU32<MAX_RAW_BYTES>>),
    /// A BLAKE2b-256 hash.
    BlakeTwo256([u8; 32]),
    /// A SHA-256 hash.
    Sha256([u8; 32]),
    /// A Keccak-256 hash.
    Keccak256([u8; 32]),
    /// A SHA3-256 hash.
    ShaThree256([u8; 32]),
    /// A text that opens when the beacon publishes a round.
    TimelockEncrypted {
        /// The ciphertext.
        encrypted: BoundedVec<u8, ConstU32<MAX_TIMELOCKED_BYTES>>,
        /// The round.
        reveal_round: u64,
    },
    /// Asks that the bonds to the hotkey be forgotten.
    ResetBondsFlag,
    /// Up to 512 bytes.
    BigRaw(BoundedVec<u8, ConstU32<MAX_BIG_RAW_BYTES>>),
}

impl Data {
    /// Bytes that count against a hotkey's space.
    pub fn space(&self) -> u64 {
        let bytes = match self {
            Self::None | Self::ResetBondsFlag => 0,
            Self::Raw(bytes) => bytes.len(),
            Self::BigRaw(bytes) => bytes.len(),
            Self::TimelockEncrypted { encrypted, .. } => encrypted.len(),
            Self::BlakeTwo256(_) | Self::Sha256(_) | Self::Keccak256(_) | Self::ShaThree256(_) => {
                32
            }
        };
        bytes as u64
    }

    /// The round at which the field opens, if it is timelocked.
    pub fn reveal_round(&self) -> Option<u64> {
        match self {
            Self::TimelockEncrypted { reveal_round, .. } => Some(*reveal_round),
            _ => None,
        }
    }
}

impl Encode for Data {
    fn size_hint(&self) -> usize {
        usize::try_from(self.space())
            .unwrap_or_default()
            .saturating_add(13)
    }

    fn encode_to<O: Output + ?Sized>(&self, out: &mut O) {
        match self {
            Self::None => out.push_byte(TAG_NONE),
            Self::Raw(bytes) => {
                // At most 128, so it always fits.
                let length = u8::try_from(bytes.len()).unwrap_or_default();
                out.push_byte(TAG_RAW.saturating_add(length));
                out.write(bytes);
            }
            Self::BlakeTwo256(hash) => put_hash(out, TAG_BLAKE2, hash),
            Self::Sha256(hash) => put_hash(out, TAG_SHA2, hash),
            Self::Keccak256(hash) => put_hash(out, TAG_KECCAK, hash),
            Self::ShaThree256(hash) => put_hash(out, TAG_SHA3, hash),
            Self::TimelockEncrypted {
                encrypted,
                reveal_round,
            } => {
                out.push_byte(TAG_TIMELOCKED);
                encrypted.encode_to(out);
                reveal_round.encode_to(out);
            }
            Self::ResetBondsFlag => out.push_byte(TAG_RESET_BONDS),
            Self::BigRaw(bytes) => {
                out.push_byte(TAG_BIG_RAW);
                bytes.encode_to(out);
            }
        }
    }
}

fn put_hash<O: Output + ?Sized>(out: &mut O, tag: u8, hash: &[u8; 32]) {
    out.push_byte(tag);
    out.write(hash);
}

impl codec::EncodeLike for Data {}

impl Decode for Data {
    fn decode<I: Input>(input: &mut I) -> Result<Self, Error> {
        Ok(match input.read_byte()? {
            TAG_NONE => Self::None,
            tag @ TAG_RAW..=TAG_LAST_RAW => {
                let length = usize::from(tag.saturating_sub(TAG_RAW));
                let mut bytes: Vec<u8> = alloc::vec![0; length];
                input.read(&mut bytes)?;
                Self::Raw(bytes.try_into().map_err(|_| "a raw field is too long")?)
            }
            TAG_BLAKE2 => Self::BlakeTwo256(Decode::decode(input)?),
            TAG_SHA2 => Self::Sha256(Decode::decode(input)?),
            TAG_KECCAK => Self::Keccak256(Decode::decode(input)?),
            TAG_SHA3 => Self::ShaThree256(Decode::decode(input)?),
            TAG_TIMELOCKED => Self::TimelockEncrypted {
                encrypted: Decode::decode(input)?,
                reveal_round: Decode::decode(input)?,
            },
            TAG_RESET_BONDS => Self::ResetBondsFlag,
            TAG_BIG_RAW => Self::BigRaw(Decode::decode(input)?),
            _ => return Err("no field of a commitment has this tag".into()),
        })
    }
}

impl DecodeWithMemTracking for Data {}

/// Adds a variant per length of raw bytes, because the length is part of the tag.
macro_rules! raw_variants {
    ($variants:expr; $($length:literal)*) => {
        $variants$(.variant(concat!("Raw", $length), |variant| {
            variant
                .index(TAG_RAW.saturating_add($length))
                .fields(Fields::unnamed().field(|field| field.ty::<[u8; $length]>()))
        }))*
    };
}

impl TypeInfo for Data {
    type Identity = Self;

    fn type_info() -> Type {
        let variants = Variants::new().variant("None", |variant| variant.index(TAG_NONE));
        let variants = raw_variants! { variants;
            0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31
            32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58 59 60
            61 62 63 64 65 66 67 68 69 70 71 72 73 74 75 76 77 78 79 80 81 82 83 84 85 86 87 88 89
            90 91 92 93 94 95 96 97 98 99 100 101 102 103 104 105 106 107 108 109 110 111 112 113
            114 115 116 117 118 119 120 121 122 123 124 125 126 127 128
        };
        let hash = |tag| {
            move |variant: VariantBuilder<MetaForm>| {
                variant
                    .index(tag)
                    .fields(Fields::unnamed().field(|field| field.ty::<[u8; 32]>()))
            }
        };
        let variants = variants
            .variant("BlakeTwo256", hash(TAG_BLAKE2))
            .variant("Sha256", hash(TAG_SHA2))
            .variant("Keccak256", hash(TAG_KECCAK))
            .variant("ShaThree256", hash(TAG_SHA3))
            .variant("TimelockEncrypted", |variant| {
                variant.index(TAG_TIMELOCKED).fields(
                    Fields::named()
                        .field(|field| {
                            field
                                .name("encrypted")
                                .ty::<BoundedVec<u8, ConstU32<MAX_TIMELOCKED_BYTES>>>()
                        })
                        .field(|field| field.name("reveal_round").ty::<u64>()),
                )
            })
            .variant("ResetBondsFlag", |variant| variant.index(TAG_RESET_BONDS))
            .variant("BigRaw", |variant| {
                variant.index(TAG_BIG_RAW).fields(
                    Fields::unnamed()
                        .field(|field| field.ty::<BoundedVec<u8, ConstU32<MAX_BIG_RAW_BYTES>>>()),
                )
            });
        Type::builder()
            .path(Path::new("Data", "pallet_commitments::types"))
            .variant(variants)
    }
}
