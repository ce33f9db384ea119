//! `#[derive(Synapse)]` and `#[derive(WireValue)]`: how a plain struct becomes a request on the
//! wire.
//!
//! 1. Every named field becomes a field of the JSON object, in declaration order, because the body
//!    hash of a nested object depends on that order.
//! 2. A field is *required* unless it is an `Option`, or carries `#[synapse(default)]` or
//!    `#[synapse(default = ...)]`. Required fields must be in the body, and a client announces
//!    each by a placeholder header.
//! 3. `#[synapse(hash(a, b))]` on the struct lists the fields that the signature covers, in the
//!    order in which they are hashed. A name that is no field does not compile.
//!
//! `taonet-neuron` re-exports both derives; use them from there.

mod attributes;
mod expand;

use proc_macro::TokenStream;
use syn::{DeriveInput, parse_macro_input};

/// Makes a struct with named fields a synapse. Attributes on the struct: `name = "..."` (default:
/// the struct's own name), `hash(field, ...)`. On fields: `default`, `default = expr`, `required`
/// (for an `Option`), `rename = "..."`.
#[proc_macro_derive(Synapse, attributes(synapse))]
pub fn derive_synapse(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    expand::synapse(&input)
        .unwrap_or_else(|error| error.to_compile_error())
        .into()
}

/// Makes a struct with named fields usable as a field of a synapse: a JSON object on the wire. The
/// fields take the same attributes as those of a synapse.
#[proc_macro_derive(WireValue, attributes(synapse))]
pub fn derive_wire_value(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    expand::wire_value(&input)
        .unwrap_or_else(|error| error.to_compile_error())
        .into()
}
