//! Type information under a fixed path.

/// Describes a one-field newtype in the metadata as `path::Name(inner)`.
///
/// The path is wire data: clients recognise balances and subnet numbers by it, so it does not
/// follow where the type happens to live in this source tree.
#[macro_export]
macro_rules! named_type {
    ($name:ident, $path:literal, $inner:ty) => {
        impl scale_info::TypeInfo for $name {
            type Identity = Self;
            fn type_info() -> scale_info::Type {
                scale_info::Type::builder()
                    .path(scale_info::Path::new(stringify!($name), $path))
                    .composite(
                        scale_info::build::Fields::unnamed()
                            .field(|field| field.ty::<$inner>().type_name(stringify!($inner))),
                    )
            }
        }
    };
}
