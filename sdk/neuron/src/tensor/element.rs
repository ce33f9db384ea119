//! Types of elements.

use std::fmt;

/// The type of a tensor's elements.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DataType {
    /// Half precision; two bytes, not interpreted here.
    Float16,
    /// Single precision.
    Float32,
    /// Double precision.
    Float64,
    /// 0 to 255.
    Uint8,
    /// -128 to 127.
    Int8,
    /// Two bytes.
    Int16,
    /// Four bytes.
    Int32,
    /// Eight bytes.
    Int64,
    /// One byte, 0 or 1.
    Bool,
}

impl DataType {
    /// All types with their names and NumPy's codes for them.
    const NAMES: [(Self, &'static str, &'static str, usize); 9] = [
        (Self::Float16, "float16", "<f2", 2),
        (Self::Float32, "float32", "<f4", 4),
        (Self::Float64, "float64", "<f8", 8),
        (Self::Uint8, "uint8", "|u1", 1),
        (Self::Int8, "int8", "|i1", 1),
        (Self::Int16, "int16", "<i2", 2),
        (Self::Int32, "int32", "<i4", 4),
        (Self::Int64, "int64", "<i8", 8),
        (Self::Bool, "bool", "|b1", 1),
    ];

    fn row(self) -> (&'static str, &'static str, usize) {
        let row = Self::NAMES.iter().find(|row| row.0 == self);
        row.map_or(("", "", 1), |row| (row.1, row.2, row.3))
    }

    /// The name, such as `float32`.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().0
    }

    /// Bytes of one element.
    #[must_use]
    pub fn size_bytes(self) -> usize {
        self.row().2
    }

    /// NumPy's code, such as `<f4`.
    pub(super) fn code(self) -> &'static str {
        self.row().1
    }

    /// The type of a NumPy code.
    pub(super) fn of_code(code: &[u8]) -> Option<Self> {
        let row = Self::NAMES.iter().find(|row| row.2.as_bytes() == code);
        row.map(|row| row.0)
    }
}

impl fmt::Display for DataType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

mod sealed {
    pub trait Sealed {}
}

/// A Rust type that a tensor may hold.
pub trait Element: Copy + sealed::Sealed {
    /// The type's name on the wire.
    const DATA_TYPE: DataType;

    #[doc(hidden)]
    fn to_bytes(self) -> impl Iterator<Item = u8>;
    #[doc(hidden)]
    fn from_bytes(bytes: &[u8]) -> Option<Self>;
}

macro_rules! elements {
    ($($kind:ty => $data_type:ident,)*) => {
        $(
            impl sealed::Sealed for $kind {}
            impl Element for $kind {
                const DATA_TYPE: DataType = DataType::$data_type;

                fn to_bytes(self) -> impl Iterator<Item = u8> {
                    self.to_le_bytes().into_iter()
                }

                fn from_bytes(bytes: &[u8]) -> Option<Self> {
                    bytes.try_into().ok().map(Self::from_le_bytes)
                }
            }
        )*
    };
}

elements! {
    f32 => Float32,
    f64 => Float64,
    u8 => Uint8,
    i8 => Int8,
    i16 => Int16,
    i32 => Int32,
    i64 => Int64,
}

impl sealed::Sealed for bool {}

impl Element for bool {
    const DATA_TYPE: DataType = DataType::Bool;

    fn to_bytes(self) -> impl Iterator<Item = u8> {
        std::iter::once(u8::from(self))
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.first().map(|byte| *byte != 0)
    }
}
