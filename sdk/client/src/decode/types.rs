//! The types of one runtime, as plans ask for them.

use scale_info::{PortableRegistry, Type, TypeDef, TypeDefPrimitive, form::PortableForm};
use subxt::metadata::ArcMetadata;

/// The types of one runtime. Clones share them.
#[derive(Clone, Debug)]
pub struct Types {
    metadata: ArcMetadata,
}

/// A field of a struct or of a variant: its name, unless it has only a place, and its type.
pub type Field<'types> = (Option<&'types str>, u32);

impl Types {
    pub(crate) fn new(metadata: ArcMetadata) -> Self {
        Self { metadata }
    }

    /// All types by number.
    pub fn registry(&self) -> &PortableRegistry {
        self.metadata.types()
    }

    /// A type by its number.
    ///
    /// # Errors
    /// When the metadata lacks it.
    pub fn resolve(&self, ty: u32) -> Result<&Type<PortableForm>, String> {
        self.registry()
            .resolve(ty)
            .ok_or_else(|| format!("the metadata lacks type {ty}"))
    }

    /// The fields of a struct or tuple, in order; `None` for anything else.
    pub fn fields(&self, ty: u32) -> Option<Vec<Field<'_>>> {
        match &self.resolve(ty).ok()?.type_def {
            TypeDef::Composite(fields) => Some(
                fields
                    .fields
                    .iter()
                    .map(|field| (field.name.as_deref(), field.ty.id))
                    .collect(),
            ),
            TypeDef::Tuple(tuple) => Some(tuple.fields.iter().map(|ty| (None, ty.id)).collect()),
            _ => None,
        }
    }

    /// What a newtype wraps; `None` for anything that is not a struct or tuple of one field.
    pub fn wrapped(&self, ty: u32) -> Option<u32> {
        match *self.fields(ty)?.as_slice() {
            [(_, inner)] => Some(inner),
            _ => None,
        }
    }

    /// The type under all newtypes.
    pub fn bare(&self, ty: u32) -> u32 {
        let mut ty = ty;
        // A type that wraps itself cannot have a value; the bound is for hostile metadata.
        for _ in 0..32 {
            match self.wrapped(ty) {
                Some(inner) => ty = inner,
                None => break,
            }
        }
        ty
    }

    /// The fields of the struct of which `wanted` knows a field, under newtypes.
    ///
    /// # Errors
    /// When there is no such struct.
    pub fn record(&self, ty: u32, wanted: impl Fn(&str) -> bool) -> Result<Vec<Field<'_>>, String> {
        let mut inner = ty;
        for _ in 0..32 {
            let Some(fields) = self.fields(inner) else {
                break;
            };
            let known = fields.iter().any(|(name, _)| name.is_some_and(&wanted));
            match *fields.as_slice() {
                [(_, only)] if !known => inner = only,
                _ => return Ok(fields),
            }
        }
        Err(format!("{} is no record", self.describe(ty)))
    }

    /// The type of a list's items, under newtypes; `None` if this is no list of free length.
    pub fn items(&self, ty: u32) -> Option<u32> {
        match &self.resolve(self.bare(ty)).ok()?.type_def {
            TypeDef::Sequence(items) => Some(items.type_param.id),
            _ => None,
        }
    }

    /// The type inside an `Option`; `None` if this is none.
    pub fn optional(&self, ty: u32) -> Option<u32> {
        let ty = self.resolve(ty).ok()?;
        if ty.path.segments.last().map(String::as_str) != Some("Option") {
            return None;
        }
        match &ty.type_def {
            TypeDef::Variant(variants) => variants
                .variants
                .iter()
                .find(|variant| variant.name == "Some")?
                .fields
                .first()
                .map(|field| field.ty.id),
            _ => None,
        }
    }

    /// Whether this is a byte.
    pub fn is_byte(&self, ty: u32) -> bool {
        self.resolve(ty)
            .is_ok_and(|ty| matches!(ty.type_def, TypeDef::Primitive(TypeDefPrimitive::U8)))
    }

    /// A word for a type in messages.
    pub fn describe(&self, ty: u32) -> String {
        let Ok(found) = self.resolve(ty) else {
            return format!("unknown type {ty}");
        };
        match &found.type_def {
            _ if !found.path.segments.is_empty() => found.path.segments.join("::"),
            TypeDef::Primitive(primitive) => format!("{primitive:?}").to_lowercase(),
            TypeDef::Compact(inner) => format!("compact {}", self.describe(inner.type_param.id)),
            TypeDef::Sequence(_) => "a list".to_owned(),
            TypeDef::Array(array) => format!("{} items", array.len),
            TypeDef::Tuple(tuple) => format!("a tuple of {}", tuple.fields.len()),
            _ => format!("type {ty}"),
        }
    }
}
