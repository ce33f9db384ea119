//! Numbers and flags.

use scale_info::{TypeDef, TypeDefPrimitive};

use super::{FromChain, Input, ReadError, Types};
use crate::Tao;

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Number {
    /// This many bytes, little end first.
    Unsigned(u8),
    /// This many bytes in two's complement, little end first.
    Signed(u8),
    /// One, two, four or more bytes, as the number needs.
    Compact,
}

impl Number {
    pub(super) fn of(ty: u32, types: &Types) -> Result<Self, String> {
        let bare = types.bare(ty);
        let wrong = || format!("{} is no number", types.describe(ty));
        match &types.resolve(bare)?.type_def {
            TypeDef::Compact(inner) => match Self::of(inner.type_param.id, types)? {
                Self::Unsigned(_) | Self::Compact => Ok(Self::Compact),
                Self::Signed(_) => Err(wrong()),
            },
            TypeDef::Primitive(primitive) => Ok(match primitive {
                TypeDefPrimitive::U8 => Self::Unsigned(1),
                TypeDefPrimitive::U16 => Self::Unsigned(2),
                TypeDefPrimitive::U32 => Self::Unsigned(4),
                TypeDefPrimitive::U64 => Self::Unsigned(8),
                TypeDefPrimitive::U128 => Self::Unsigned(16),
                TypeDefPrimitive::I8 => Self::Signed(1),
                TypeDefPrimitive::I16 => Self::Signed(2),
                TypeDefPrimitive::I32 => Self::Signed(4),
                TypeDefPrimitive::I64 => Self::Signed(8),
                TypeDefPrimitive::I128 => Self::Signed(16),
                _ => return Err(wrong()),
            }),
            _ => Err(wrong()),
        }
    }

    #[inline]
    pub(super) fn read_u64(self, input: &mut Input<'_>) -> Result<u64, ReadError> {
        match self {
            Self::Compact => input.compact(),
            Self::Unsigned(1) => Ok(input.byte()?.into()),
            Self::Unsigned(2) => Ok(u16::from_le_bytes(input.array()?).into()),
            Self::Unsigned(4) => Ok(u32::from_le_bytes(input.array()?).into()),
            Self::Unsigned(8) => Ok(u64::from_le_bytes(input.array()?)),
            other => u64::try_from(other.read_u128(input)?).map_err(|_| ReadError::TOO_LARGE),
        }
    }

    pub(super) fn read_u128(self, input: &mut Input<'_>) -> Result<u128, ReadError> {
        match self {
            Self::Compact => input.compact_u128(),
            Self::Unsigned(16) => Ok(u128::from_le_bytes(input.array()?)),
            Self::Unsigned(_) => self.read_u64(input).map(u128::from),
            Self::Signed(_) => {
                u128::try_from(self.read_i128(input)?).map_err(|_| ReadError::TOO_LARGE)
            }
        }
    }

    pub(super) fn read_i128(self, input: &mut Input<'_>) -> Result<i128, ReadError> {
        Ok(match self {
            Self::Signed(1) => i8::from_le_bytes(input.array()?).into(),
            Self::Signed(2) => i16::from_le_bytes(input.array()?).into(),
            Self::Signed(4) => i32::from_le_bytes(input.array()?).into(),
            Self::Signed(8) => i64::from_le_bytes(input.array()?).into(),
            Self::Signed(_) => i128::from_le_bytes(input.array()?),
            other => i128::try_from(other.read_u128(input)?).map_err(|_| ReadError::TOO_LARGE)?,
        })
    }
}

macro_rules! number {
    ($type:ty, $read:ident $(, $netuid:expr)?) => {
        impl FromChain for $type {
            type Plan = Number;

            fn plan(ty: u32, types: &Types) -> Result<Number, String> {
                Number::of(ty, types)
            }

            #[inline]
            fn read(plan: &Number, input: &mut Input<'_>) -> Result<Self, ReadError> {
                Self::try_from(plan.$read(input)?).map_err(|_| ReadError::TOO_LARGE)
            }

            $(
                fn as_netuid(&self) -> Option<u16> {
                    ($netuid)(*self)
                }
            )?
        }
    };
}

number!(u16, read_u64, Some);
number!(u32, read_u64);
number!(u64, read_u64);
number!(u128, read_u128);
number!(i64, read_i128);
number!(i128, read_i128);

impl FromChain for u8 {
    type Plan = Number;

    fn plan(ty: u32, types: &Types) -> Result<Number, String> {
        Number::of(ty, types)
    }

    #[inline]
    fn read(plan: &Number, input: &mut Input<'_>) -> Result<Self, ReadError> {
        Self::try_from(plan.read_u64(input)?).map_err(|_| ReadError::TOO_LARGE)
    }

    fn read_many(
        plan: &Number,
        count: usize,
        input: &mut Input<'_>,
    ) -> Result<Vec<Self>, ReadError> {
        if *plan == Number::Unsigned(1) {
            return input.take(count).map(<[u8]>::to_vec);
        }
        (0..count).map(|_| Self::read(plan, input)).collect()
    }
}

impl FromChain for bool {
    type Plan = ();

    fn plan(ty: u32, types: &Types) -> Result<(), String> {
        match &types.resolve(types.bare(ty))?.type_def {
            TypeDef::Primitive(TypeDefPrimitive::Bool) => Ok(()),
            _ => Err(format!("{} is no flag", types.describe(ty))),
        }
    }

    #[inline]
    fn read((): &(), input: &mut Input<'_>) -> Result<Self, ReadError> {
        match input.byte()? {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(ReadError("a flag is neither 0 nor 1".into())),
        }
    }
}

impl FromChain for Tao {
    type Plan = Number;

    fn plan(ty: u32, types: &Types) -> Result<Number, String> {
        Number::of(ty, types)
    }

    #[inline]
    fn read(plan: &Number, input: &mut Input<'_>) -> Result<Self, ReadError> {
        plan.read_u64(input).map(Self::from_rao)
    }
}

/// Alpha of the subnet of the record that it stands in.
impl FromChain for crate::Alpha {
    type Plan = Number;

    fn plan(ty: u32, types: &Types) -> Result<Number, String> {
        Number::of(ty, types)
    }

    #[inline]
    fn read(plan: &Number, input: &mut Input<'_>) -> Result<Self, ReadError> {
        let netuid = input.netuid.ok_or(ReadError::NO_SUBNET)?;
        plan.read_u64(input).map(|rao| Self::new(netuid, rao))
    }
}
