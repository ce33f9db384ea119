//! JSON Schema (2020-12) of the types that synapses are made of.

use crate::Json;

fn text(text: &str) -> Json {
    Json::Text(text.to_owned())
}

/// A plain type.
pub(crate) fn of_type(name: &str) -> Json {
    Json::object([("type", text(name))])
}

/// An integer within bounds; a bound beyond 128 bits is left out.
pub(crate) fn integer(minimum: Option<i128>, maximum: Option<i128>) -> Json {
    let bound = |name, bound: Option<i128>| bound.map(|bound| (name, Json::Int(bound)));
    let bounds = [bound("minimum", minimum), bound("maximum", maximum)];
    let kind = std::iter::once(("type", text("integer")));
    Json::object(kind.chain(bounds.into_iter().flatten()))
}

/// Something, or null.
pub(crate) fn or_null(inner: Json) -> Json {
    Json::object([("anyOf", Json::List(vec![inner, of_type("null")]))])
}

/// A list of one kind.
pub(crate) fn list_of(inner: Json) -> Json {
    Json::object([("type", text("array")), ("items", inner)])
}

/// An object of one kind of values under any names.
pub(crate) fn map_of(inner: Json) -> Json {
    Json::object([("type", text("object")), ("additionalProperties", inner)])
}

/// A list of fixed length.
pub(crate) fn tuple_of(items: Vec<Json>) -> Json {
    let count = Json::Int(i128::try_from(items.len()).unwrap_or(i128::MAX));
    Json::object([
        ("type", text("array")),
        ("prefixItems", Json::List(items)),
        ("minItems", count.clone()),
        ("maxItems", count),
    ])
}

/// The schema of an object: what it is, and name, meaning, necessity and schema of each field.
/// Written for the derives.
#[doc(hidden)]
#[must_use]
pub fn object_schema<const N: usize>(doc: &str, fields: [(&str, &str, bool, Json); N]) -> Json {
    let required = fields.iter().filter(|field| field.2);
    let required: Vec<Json> = required.map(|field| text(field.0)).collect();
    let properties = fields
        .into_iter()
        .map(|(name, doc, _, schema)| (name, described(schema, doc)));
    let object = Json::object([
        ("type", text("object")),
        ("properties", Json::object(properties)),
        ("required", Json::List(required)),
    ]);
    described(object, doc)
}

/// The same schema with a text on what it means.
fn described(schema: Json, doc: &str) -> Json {
    match schema {
        Json::Object(mut fields) if !doc.is_empty() => {
            fields.push("description", text(doc));
            Json::Object(fields)
        }
        schema => schema,
    }
}
