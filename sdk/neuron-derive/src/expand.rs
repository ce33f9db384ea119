//! Writing the implementations.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{DeriveInput, Error, Expr, Lit, Result, ext::IdentExt};

use crate::attributes::{self, Missing, WireField};

/// `impl Synapse`.
pub(crate) fn synapse(input: &DeriveInput) -> Result<TokenStream> {
    let container = attributes::container(input)?;
    let fields = attributes::fields(input)?;
    for base in [
        "name",
        "timeout",
        "total_size",
        "header_size",
        "dendrite",
        "axon",
    ] {
        if let Some(field) = fields.iter().find(|field| field.name == base) {
            let message = format!("`{base}` is a field that every synapse has: rename yours");
            return Err(Error::new(field.ident.span(), message));
        }
    }
    for hashed in &container.hash {
        if !fields.iter().any(|field| hashed.unraw() == field.name) {
            return Err(Error::new(hashed.span(), "no such field to hash"));
        }
    }
    let ident = &input.ident;
    let name = &container.name;
    let hash: Vec<String> = container
        .hash
        .iter()
        .map(|one| one.unraw().to_string())
        .collect();
    let schema = schema(&container.doc, &fields);
    let to_pairs = to_pairs(&fields);
    let read = fields.iter().map(read_new);
    let merge = fields.iter().map(read_over);
    let placeholders = fields
        .iter()
        .filter(|field| matches!(field.missing, Missing::Refuse))
        .map(|field| {
            let (ident, name) = (&field.ident, &field.name);
            quote! {
                if let ::core::option::Option::Some(empty) =
                    ::taonet_neuron::WireValue::placeholder(&self.#ident)
                {
                    placeholders.push((#name, empty));
                }
            }
        });
    Ok(quote! {
        #[automatically_derived]
        impl ::taonet_neuron::Synapse for #ident {
            const NAME: &'static str = #name;
            const HASH_FIELDS: &'static [&'static str] = &[#(#hash),*];

            fn to_fields(&self) -> ::std::vec::Vec<(&'static str, ::taonet_neuron::Json)> {
                ::std::vec![#(#to_pairs),*]
            }

            fn from_fields(
                fields: &::taonet_neuron::Fields,
            ) -> ::core::result::Result<Self, ::taonet_neuron::FieldError> {
                ::core::result::Result::Ok(Self { #(#read),* })
            }

            fn merge_fields(
                &self,
                fields: &::taonet_neuron::Fields,
            ) -> ::core::result::Result<Self, ::taonet_neuron::FieldError> {
                ::core::result::Result::Ok(Self { #(#merge),* })
            }

            fn placeholders(&self) -> ::std::vec::Vec<(&'static str, ::taonet_neuron::Json)> {
                #[allow(unused_mut)]
                let mut placeholders = ::std::vec::Vec::new();
                #(#placeholders)*
                placeholders
            }

            fn schema() -> ::taonet_neuron::Json {
                #schema
            }
        }
    })
}

/// `impl WireValue`.
pub(crate) fn wire_value(input: &DeriveInput) -> Result<TokenStream> {
    let fields = attributes::fields(input)?;
    let schema = schema(&attributes::doc(&input.attrs), &fields);
    let ident = &input.ident;
    let to_pairs = to_pairs(&fields);
    let read = fields.iter().map(read_new);
    Ok(quote! {
        #[automatically_derived]
        impl ::taonet_neuron::WireValue for #ident {
            fn from_json(
                json: &::taonet_neuron::Json,
            ) -> ::core::result::Result<Self, ::taonet_neuron::FieldError> {
                let fields = json.as_fields()?;
                ::core::result::Result::Ok(Self { #(#read),* })
            }

            fn to_json(&self) -> ::taonet_neuron::Json {
                let pairs: ::std::vec::Vec<(&'static str, ::taonet_neuron::Json)> =
                    ::std::vec![#(#to_pairs),*];
                ::taonet_neuron::Json::object(pairs)
            }

            fn placeholder(&self) -> ::core::option::Option<::taonet_neuron::Json> {
                ::core::option::Option::Some(::taonet_neuron::Json::Object(
                    ::core::default::Default::default(),
                ))
            }

            fn schema() -> ::taonet_neuron::Json {
                #schema
            }
        }
    })
}

/// The JSON Schema of an object with these fields.
fn schema(doc: &str, fields: &[WireField]) -> TokenStream {
    let properties = fields.iter().map(|field| {
        let WireField {
            name,
            ty,
            doc,
            missing,
            ..
        } = field;
        let required = matches!(missing, Missing::Refuse);
        quote! {
            (#name, #doc, #required, <#ty as ::taonet_neuron::WireValue>::schema())
        }
    });
    quote! { ::taonet_neuron::object_schema(#doc, [#(#properties),*]) }
}

fn to_pairs(fields: &[WireField]) -> impl Iterator<Item = TokenStream> {
    fields.iter().map(|field| {
        let (ident, name) = (&field.ident, &field.name);
        quote! { (#name, ::taonet_neuron::WireValue::to_json(&self.#ident)) }
    })
}

/// Reads a field of a new object.
fn read_new(field: &WireField) -> TokenStream {
    let missing = match &field.missing {
        Missing::Refuse => {
            let name = &field.name;
            quote! {
                return ::core::result::Result::Err(::taonet_neuron::FieldError::missing(#name))
            }
        }
        Missing::Default => quote! { ::core::default::Default::default() },
        Missing::Value(value) => match value.as_ref() {
            // So that a text can be the default of a `String`.
            Expr::Lit(literal) if matches!(literal.lit, Lit::Str(_)) => {
                quote! { ::core::convert::Into::into(#value) }
            }
            value => quote! { #value },
        },
    };
    read(field, &missing)
}

/// Reads a field, keeping the old value when it is not there.
fn read_over(field: &WireField) -> TokenStream {
    let ident = &field.ident;
    read(field, &quote! { ::core::clone::Clone::clone(&self.#ident) })
}

fn read(field: &WireField, missing: &TokenStream) -> TokenStream {
    let (ident, ty, name) = (&field.ident, &field.ty, &field.name);
    quote! {
        #ident: match fields.get(#name) {
            ::core::option::Option::Some(value) => {
                <#ty as ::taonet_neuron::WireValue>::from_json(value)
                    .map_err(|error| error.within(#name))?
            },
            ::core::option::Option::None => #missing,
        }
    }
}
