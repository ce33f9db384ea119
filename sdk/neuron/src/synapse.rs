//! The message type of a subnet, and its body hash.

use sha3::{Digest, Sha3_256};

use crate::{FieldError, Fields, Json, python_text};

/// A request and its reply in one: the client fills some fields, the server others. Derive it.
pub trait Synapse: Clone + Send + Sync + Sized + 'static {
    /// Name of the route, case-sensitive.
    const NAME: &'static str;
    /// Fields that the signature covers, in hash order. A synapse without any can be changed on
    /// its way.
    const HASH_FIELDS: &'static [&'static str];

    /// All fields in declaration order.
    fn to_fields(&self) -> Vec<(&'static str, Json)>;

    /// Reads a request. Unknown fields are ignored.
    ///
    /// # Errors
    /// A required field is missing, or a field has the wrong type.
    fn from_fields(fields: &Fields) -> Result<Self, FieldError>;

    /// Reads a reply: fields that it lacks keep their values.
    ///
    /// # Errors
    /// A field has the wrong type.
    fn merge_fields(&self, fields: &Fields) -> Result<Self, FieldError>;

    /// The empty values that announce the required fields.
    fn placeholders(&self) -> Vec<(&'static str, Json)>;

    /// The JSON Schema of the object, which the axon's description shows.
    fn schema() -> Json;

    /// The hash over [`HASH_FIELDS`](Self::HASH_FIELDS), in lower-case hex.
    fn body_hash(&self) -> String {
        if Self::HASH_FIELDS.is_empty() {
            return body_hash([]);
        }
        let fields = self.to_fields();
        let value = |name: &&str| {
            fields
                .iter()
                .find(|(known, _)| known == name)
                .map(|one| &one.1)
        };
        body_hash(Self::HASH_FIELDS.iter().filter_map(value))
    }
}

/// The hash over these values: SHA3-256 of the concatenated hex hashes of their Python texts.
#[must_use]
pub fn body_hash<'a>(values: impl IntoIterator<Item = &'a Json>) -> String {
    let mut all = Sha3_256::new();
    for value in values {
        all.update(text_hash(&python_text::str(value)));
    }
    hex::encode(all.finalize())
}

/// SHA3-256 of a text, in lower-case hex.
#[must_use]
pub fn text_hash(text: &str) -> String {
    hex::encode(Sha3_256::digest(text.as_bytes()))
}

/// The base class itself: every axon answers it, which makes it a ping.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ping;

impl Synapse for Ping {
    const NAME: &'static str = "Synapse";
    const HASH_FIELDS: &'static [&'static str] = &[];

    fn to_fields(&self) -> Vec<(&'static str, Json)> {
        Vec::new()
    }

    fn from_fields(_: &Fields) -> Result<Self, FieldError> {
        Ok(Self)
    }

    fn merge_fields(&self, _: &Fields) -> Result<Self, FieldError> {
        Ok(Self)
    }

    fn placeholders(&self) -> Vec<(&'static str, Json)> {
        Vec::new()
    }

    fn schema() -> Json {
        crate::object_schema("Asks whether the axon is there and takes this hotkey.", [])
    }
}
