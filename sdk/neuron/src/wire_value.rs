//! Values of synapse fields: how each Rust type is read from and written to JSON.
//!
//! Reading is as lenient as the Python side (numbers may arrive as texts, integral floats as
//! integers), because the body hash is taken after that coercion.

use std::collections::BTreeMap;

use crate::{Json, schema};

/// A field that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("field {}: {cause}", if path.is_empty() { "(body)" } else { path })]
pub struct FieldError {
    path: String,
    cause: String,
}

impl FieldError {
    /// The field is required and not there.
    #[must_use]
    pub fn missing(name: &str) -> Self {
        Self {
            path: name.to_owned(),
            cause: "missing".to_owned(),
        }
    }

    /// The field has another type.
    #[must_use]
    pub fn expected(kind: &str, found: &Json) -> Self {
        Self {
            path: String::new(),
            cause: format!("expected {kind}, found {}", found.kind()),
        }
    }

    /// The field `name` has the right type and a value that means nothing.
    #[must_use]
    pub fn unreadable(name: &str, cause: &str) -> Self {
        Self {
            path: name.to_owned(),
            cause: cause.to_owned(),
        }
    }

    fn out_of_range(type_name: &str) -> Self {
        Self {
            path: String::new(),
            cause: format!("number out of range for {type_name}"),
        }
    }

    /// The same error, of a field inside the field `name`.
    #[must_use]
    pub fn within(self, name: &str) -> Self {
        let path = if self.path.is_empty() {
            name.to_owned()
        } else {
            format!("{name}.{}", self.path)
        };
        Self { path, ..self }
    }
}

/// A type that can be a field of a synapse. Derive it for nested structs.
pub trait WireValue: Sized {
    /// Reads the value, coercing as Python does.
    ///
    /// # Errors
    /// The JSON has another type.
    fn from_json(json: &Json) -> Result<Self, FieldError>;

    /// Writes the value.
    fn to_json(&self) -> Json;

    /// The empty value of this type, which announces a required field in a header; `None` when
    /// there is nothing to announce.
    fn placeholder(&self) -> Option<Json>;

    /// The JSON Schema of the type, which an axon's description shows.
    fn schema() -> Json;
}

impl WireValue for Json {
    fn from_json(json: &Json) -> Result<Self, FieldError> {
        Ok(json.clone())
    }

    fn to_json(&self) -> Json {
        self.clone()
    }

    fn placeholder(&self) -> Option<Json> {
        match self {
            Self::Null => None,
            Self::Bool(_) => Some(Self::Bool(false)),
            Self::Int(_) => Some(Self::Int(0)),
            Self::Float(_) => Some(Self::Float(0.0)),
            Self::Text(_) => Some(Self::Text(String::new())),
            Self::List(_) | Self::Tuple(_) => Some(Self::List(Vec::new())),
            Self::Object(_) => Some(Self::Object(crate::Fields::default())),
        }
    }

    fn schema() -> Json {
        Json::object::<&str>([])
    }
}

impl WireValue for String {
    fn from_json(json: &Json) -> Result<Self, FieldError> {
        match json {
            Json::Text(text) => Ok(text.clone()),
            other => Err(FieldError::expected("a text", other)),
        }
    }

    fn to_json(&self) -> Json {
        Json::Text(self.clone())
    }

    fn placeholder(&self) -> Option<Json> {
        Some(Json::Text(Self::new()))
    }

    fn schema() -> Json {
        schema::of_type("string")
    }
}

impl WireValue for bool {
    fn from_json(json: &Json) -> Result<Self, FieldError> {
        match json {
            Json::Bool(value) => Ok(*value),
            Json::Int(0) => Ok(false),
            Json::Int(1) => Ok(true),
            Json::Float(value) if *value == 0.0 => Ok(false),
            Json::Float(value) if *value == 1.0 => Ok(true),
            Json::Text(text) => match text.to_ascii_lowercase().as_str() {
                "true" | "1" | "yes" | "on" | "t" | "y" => Ok(true),
                "false" | "0" | "no" | "off" | "f" | "n" => Ok(false),
                _ => Err(FieldError::expected("a truth value", json)),
            },
            other => Err(FieldError::expected("a truth value", other)),
        }
    }

    fn to_json(&self) -> Json {
        Json::Bool(*self)
    }

    fn placeholder(&self) -> Option<Json> {
        Some(Json::Bool(false))
    }

    fn schema() -> Json {
        schema::of_type("boolean")
    }
}

fn integer(json: &Json) -> Result<i128, FieldError> {
    match json {
        Json::Int(value) => Ok(*value),
        Json::Bool(value) => Ok(i128::from(*value)),
        // Up to 2^63 in size, where the conversion is exact.
        Json::Float(value) if value.fract() == 0.0 && value.abs() < 9.3e18 => Ok(*value as i128),
        Json::Text(text) => text
            .trim()
            .parse()
            .map_err(|_| FieldError::expected("an integer", json)),
        other => Err(FieldError::expected("an integer", other)),
    }
}

macro_rules! integers {
    ($($type:ty)*) => {$(
        impl WireValue for $type {
            fn from_json(json: &Json) -> Result<Self, FieldError> {
                Self::try_from(integer(json)?)
                    .map_err(|_| FieldError::out_of_range(stringify!($type)))
            }

            fn to_json(&self) -> Json {
                // No integer type in this list exceeds i128; usize has at most 64 bits.
                Json::Int(i128::try_from(*self).unwrap_or(i128::MAX))
            }

            fn placeholder(&self) -> Option<Json> {
                Some(Json::Int(0))
            }

            fn schema() -> Json {
                schema::integer(i128::try_from(Self::MIN).ok(), i128::try_from(Self::MAX).ok())
            }
        }
    )*};
}

integers!(i8 i16 i32 i64 i128 isize u8 u16 u32 u64 usize);

impl WireValue for f64 {
    fn from_json(json: &Json) -> Result<Self, FieldError> {
        match json {
            Json::Float(value) => Ok(*value),
            Json::Int(value) => Ok(*value as Self),
            Json::Bool(value) => Ok(Self::from(u8::from(*value))),
            Json::Text(text) => text
                .trim()
                .parse()
                .map_err(|_| FieldError::expected("a number", json)),
            other => Err(FieldError::expected("a number", other)),
        }
    }

    fn to_json(&self) -> Json {
        Json::Float(*self)
    }

    fn placeholder(&self) -> Option<Json> {
        Some(Json::Float(0.0))
    }

    fn schema() -> Json {
        schema::of_type("number")
    }
}

impl WireValue for f32 {
    fn from_json(json: &Json) -> Result<Self, FieldError> {
        f64::from_json(json).map(|value| value as Self)
    }

    fn to_json(&self) -> Json {
        Json::Float(f64::from(*self))
    }

    fn placeholder(&self) -> Option<Json> {
        Some(Json::Float(0.0))
    }

    fn schema() -> Json {
        schema::of_type("number")
    }
}

impl<T: WireValue> WireValue for Option<T> {
    fn from_json(json: &Json) -> Result<Self, FieldError> {
        match json {
            Json::Null => Ok(None),
            value => T::from_json(value).map(Some),
        }
    }

    fn to_json(&self) -> Json {
        self.as_ref().map_or(Json::Null, T::to_json)
    }

    fn placeholder(&self) -> Option<Json> {
        self.as_ref().and_then(T::placeholder)
    }

    fn schema() -> Json {
        schema::or_null(T::schema())
    }
}

fn list(json: &Json) -> Result<&[Json], FieldError> {
    match json {
        Json::List(items) | Json::Tuple(items) => Ok(items),
        other => Err(FieldError::expected("a list", other)),
    }
}

impl<T: WireValue> WireValue for Vec<T> {
    fn from_json(json: &Json) -> Result<Self, FieldError> {
        let items = list(json)?.iter().enumerate();
        items
            .map(|(index, item)| {
                T::from_json(item).map_err(|error| error.within(&index.to_string()))
            })
            .collect()
    }

    fn to_json(&self) -> Json {
        Json::List(self.iter().map(T::to_json).collect())
    }

    fn placeholder(&self) -> Option<Json> {
        Some(Json::List(Vec::new()))
    }

    fn schema() -> Json {
        schema::list_of(T::schema())
    }
}

/// Entries are written in the order of their keys. A hashed field of an axon that Python clients
/// ask must be [`Json`] instead, which keeps the order of arrival that the hash depends on.
impl<T: WireValue> WireValue for BTreeMap<String, T> {
    fn from_json(json: &Json) -> Result<Self, FieldError> {
        let fields = json.as_fields()?.iter();
        fields
            .map(|(name, value)| {
                T::from_json(value)
                    .map(|value| (name.to_owned(), value))
                    .map_err(|error| error.within(name))
            })
            .collect()
    }

    fn to_json(&self) -> Json {
        Json::object(
            self.iter()
                .map(|(name, value)| (name.clone(), value.to_json())),
        )
    }

    fn placeholder(&self) -> Option<Json> {
        Some(Json::Object(crate::Fields::default()))
    }

    fn schema() -> Json {
        schema::map_of(T::schema())
    }
}

macro_rules! tuples {
    ($(($($type:ident $index:tt),*))*) => {$(
        impl<$($type: WireValue),*> WireValue for ($($type,)*) {
            fn from_json(json: &Json) -> Result<Self, FieldError> {
                let items = list(json)?;
                let count = [$($index),*].len();
                if items.len() != count {
                    return Err(FieldError::expected(&format!("{count} values"), json));
                }
                Ok(($({
                    let item = items.get($index).unwrap_or(&Json::Null);
                    $type::from_json(item).map_err(|error| error.within(stringify!($index)))?
                },)*))
            }

            fn to_json(&self) -> Json {
                Json::Tuple(vec![$(self.$index.to_json()),*])
            }

            fn placeholder(&self) -> Option<Json> {
                Some(Json::List(Vec::new()))
            }

            fn schema() -> Json {
                schema::tuple_of(vec![$($type::schema()),*])
            }
        }
    )*};
}

tuples!((A 0) (A 0, B 1) (A 0, B 1, C 2));
