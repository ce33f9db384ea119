//! Arrays of numbers as fields of a synapse.
//!
//! On the wire a tensor is `{"buffer": base64, "dtype": "float32", "shape": [2, 2]}`. The buffer is
//! a MessagePack map that holds type, shape and data once more; the inner ones count. Python's
//! object arrays, which would be a pickle, are refused, and a shape that does not fit the data is
//! refused before anything of its size is made. The rules are in docs/protocol/neuron.md.
//!
//! ```
//! use taonet_neuron::tensor::{DataType, Tensor};
//!
//! let tensor = Tensor::from_elements(&[2, 2], &[1.5_f32, 2.0, 3.0, -4.0]).unwrap();
//! assert_eq!(tensor.data_type(), DataType::Float32);
//! assert_eq!(tensor.elements::<f32>().unwrap(), [1.5, 2.0, 3.0, -4.0]);
//! ```

mod buffer;
mod element;

pub use element::{DataType, Element};

use base64::{Engine, engine::general_purpose::STANDARD};

use crate::{FieldError, Json, WireValue};

/// Most dimensions, which is NumPy's own bound of long standing.
const MAX_DIMENSIONS: usize = 32;
/// How Python's torch begins the names of its types.
const TORCH: &str = "torch.";

/// Why something is no tensor.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TensorError {
    /// The number of bytes or elements is not what the shape asks for.
    #[error("a shape of {expected_bytes} bytes with {found_bytes} bytes of data")]
    Length {
        /// What shape and type need.
        expected_bytes: usize,
        /// What is there.
        found_bytes: usize,
    },
    /// So many dimensions or elements that no memory holds them.
    #[error("a shape beyond all bounds")]
    Shape,
    /// Another type of elements.
    #[error("elements of type {found}, asked for as {asked}")]
    Type {
        /// The tensor's.
        found: DataType,
        /// The caller's.
        asked: DataType,
    },
    /// The buffer is no MessagePack map of an array.
    #[error("not an array in MessagePack: {0}")]
    Buffer(&'static str),
}

/// An array of numbers: type, shape, and elements in C order, little-endian.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tensor {
    data_type: DataType,
    shape: Vec<usize>,
    data: Vec<u8>,
    /// Whether the sender named the type as torch does. Kept, because a hash covers the name.
    torch: bool,
}

impl Tensor {
    /// A tensor of these bytes.
    ///
    /// # Errors
    /// The data has not the length that shape and type ask for.
    pub fn from_bytes(
        data_type: DataType,
        shape: Vec<usize>,
        data: Vec<u8>,
    ) -> Result<Self, TensorError> {
        if shape.len() > MAX_DIMENSIONS {
            return Err(TensorError::Shape);
        }
        let elements = shape
            .iter()
            .try_fold(1_usize, |product, length| product.checked_mul(*length));
        let expected_bytes = elements
            .and_then(|elements| elements.checked_mul(data_type.size_bytes()))
            .ok_or(TensorError::Shape)?;
        if expected_bytes != data.len() {
            return Err(TensorError::Length {
                expected_bytes,
                found_bytes: data.len(),
            });
        }
        Ok(Self {
            data_type,
            shape,
            data,
            torch: false,
        })
    }

    /// A tensor of these elements, in C order. An empty shape is a single number.
    ///
    /// # Errors
    /// The shape asks for another number of elements.
    pub fn from_elements<E: Element>(shape: &[usize], elements: &[E]) -> Result<Self, TensorError> {
        let data = elements
            .iter()
            .flat_map(|element| element.to_bytes())
            .collect();
        Self::from_bytes(E::DATA_TYPE, shape.to_vec(), data)
    }

    /// The elements in C order.
    ///
    /// # Errors
    /// They have another type. Nothing is converted silently.
    pub fn elements<E: Element>(&self) -> Result<Vec<E>, TensorError> {
        if E::DATA_TYPE != self.data_type {
            return Err(TensorError::Type {
                found: self.data_type,
                asked: E::DATA_TYPE,
            });
        }
        let chunks = self.data.chunks_exact(self.data_type.size_bytes());
        Ok(chunks.filter_map(E::from_bytes).collect())
    }

    /// The same tensor, named as torch names its types (`torch.float32`).
    #[must_use]
    pub fn named_as_torch(mut self) -> Self {
        self.torch = true;
        self
    }

    /// Type of the elements.
    #[must_use]
    pub fn data_type(&self) -> DataType {
        self.data_type
    }

    /// Length of each dimension; empty for a single number.
    #[must_use]
    pub fn shape(&self) -> &[usize] {
        &self.shape
    }

    /// The elements in C order, little-endian.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.data
    }
}

impl WireValue for Tensor {
    fn from_json(json: &Json) -> Result<Self, FieldError> {
        let fields = json
            .as_fields()
            .map_err(|_| FieldError::expected("a tensor", json))?;
        let text = |name: &'static str| match fields.get(name) {
            Some(Json::Text(text)) => Ok(text.as_str()),
            Some(other) => Err(FieldError::expected("a text", other).within(name)),
            None => Err(FieldError::missing(name)),
        };
        let name = text("dtype")?;
        let (torch, name) = match name.strip_prefix(TORCH) {
            Some(rest) => (true, rest),
            None => (false, name),
        };
        let buffer = text("buffer")?;
        let unreadable = |cause: &str| FieldError::unreadable("buffer", cause);
        let buffer = STANDARD
            .decode(buffer)
            .map_err(|_| unreadable("not base64"))?;
        let tensor = buffer::read(&buffer).map_err(|error| unreadable(&error.to_string()))?;
        if name != tensor.data_type.name() {
            let cause = format!("the buffer holds {}", tensor.data_type);
            return Err(FieldError::unreadable("dtype", &cause));
        }
        Ok(Self { torch, ..tensor })
    }

    fn to_json(&self) -> Json {
        let prefix = if self.torch { TORCH } else { "" };
        // Python gives a single number the outer shape of an empty list.
        let shape: &[usize] = if self.shape.is_empty() {
            &[0]
        } else {
            &self.shape
        };
        let shape = shape
            .iter()
            .map(|length| Json::Int(i128::try_from(*length).unwrap_or(i128::MAX)));
        Json::object([
            ("buffer", Json::Text(STANDARD.encode(buffer::write(self)))),
            ("dtype", Json::Text(format!("{prefix}{}", self.data_type))),
            ("shape", Json::List(shape.collect())),
        ])
    }

    fn placeholder(&self) -> Option<Json> {
        let empty = Self {
            data_type: self.data_type,
            shape: vec![0],
            data: Vec::new(),
            torch: self.torch,
        };
        Some(empty.to_json())
    }

    fn schema() -> Json {
        let text = || crate::schema::of_type("string");
        let shape = crate::schema::list_of(crate::schema::integer(Some(0), None));
        crate::object_schema(
            "An array of numbers.",
            [
                (
                    "buffer",
                    "MessagePack map of the array, in base64.",
                    true,
                    text(),
                ),
                (
                    "dtype",
                    "Type of the elements, such as float32.",
                    true,
                    text(),
                ),
                ("shape", "Length of each dimension.", true, shape),
            ],
        )
    }
}
