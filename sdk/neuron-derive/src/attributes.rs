//! Reading `#[synapse(...)]`.

use syn::{
    Attribute, Data, DeriveInput, Error, Expr, Field, Fields, Ident, Lit, LitStr, Meta, Result,
    Token, Type, ext::IdentExt, punctuated::Punctuated, spanned::Spanned,
};

/// What stands in for a field that the body lacks.
pub(crate) enum Missing {
    /// The body is refused.
    Refuse,
    /// `Default::default()`, or `None`.
    Default,
    /// The value of an expression.
    Value(Box<Expr>),
}

/// One field of the struct.
pub(crate) struct WireField {
    pub(crate) ident: Ident,
    pub(crate) ty: Type,
    /// Name on the wire.
    pub(crate) name: String,
    pub(crate) missing: Missing,
    /// Its doc comment.
    pub(crate) doc: String,
}

/// Attributes of the struct itself.
pub(crate) struct Container {
    pub(crate) name: String,
    /// Wire names in hash order, with the tokens to blame.
    pub(crate) hash: Vec<Ident>,
    /// Its doc comment.
    pub(crate) doc: String,
}

/// Reads the struct's attributes.
pub(crate) fn container(input: &DeriveInput) -> Result<Container> {
    let mut found = Container {
        name: input.ident.unraw().to_string(),
        hash: Vec::new(),
        doc: doc(&input.attrs),
    };
    for attribute in input
        .attrs
        .iter()
        .filter(|one| one.path().is_ident("synapse"))
    {
        attribute.parse_nested_meta(|meta| {
            if meta.path.is_ident("name") {
                found.name = meta.value()?.parse::<LitStr>()?.value();
                Ok(())
            } else if meta.path.is_ident("hash") {
                let content;
                syn::parenthesized!(content in meta.input);
                let names = Punctuated::<Ident, Token![,]>::parse_terminated_with(
                    &content,
                    Ident::parse_any,
                )?;
                found.hash.extend(names);
                Ok(())
            } else {
                Err(meta.error("expected `name = \"...\"` or `hash(field, ...)`"))
            }
        })?;
    }
    Ok(found)
}

/// Reads all fields.
pub(crate) fn fields(input: &DeriveInput) -> Result<Vec<WireField>> {
    if !input.generics.params.is_empty() {
        return Err(Error::new(
            input.generics.span(),
            "generic structs have no wire form",
        ));
    }
    let Data::Struct(data) = &input.data else {
        return Err(Error::new(input.span(), "only structs have a wire form"));
    };
    match &data.fields {
        Fields::Named(named) => named.named.iter().map(field).collect(),
        Fields::Unit => Ok(Vec::new()),
        Fields::Unnamed(_) => Err(Error::new(input.span(), "fields need names")),
    }
}

fn field(field: &Field) -> Result<WireField> {
    let Some(ident) = field.ident.clone() else {
        return Err(Error::new(field.span(), "fields need names"));
    };
    let optional = is_option(&field.ty);
    let mut found = WireField {
        name: ident.unraw().to_string(),
        ident,
        ty: field.ty.clone(),
        missing: if optional {
            Missing::Default
        } else {
            Missing::Refuse
        },
        doc: doc(&field.attrs),
    };
    for attribute in field
        .attrs
        .iter()
        .filter(|one| one.path().is_ident("synapse"))
    {
        attribute.parse_nested_meta(|meta| {
            if meta.path.is_ident("default") {
                found.missing = if meta.input.peek(Token![=]) {
                    Missing::Value(Box::new(meta.value()?.parse()?))
                } else {
                    Missing::Default
                };
                Ok(())
            } else if meta.path.is_ident("required") {
                found.missing = Missing::Refuse;
                Ok(())
            } else if meta.path.is_ident("rename") {
                found.name = meta.value()?.parse::<LitStr>()?.value();
                Ok(())
            } else {
                Err(meta.error("expected `default`, `default = ...`, `required` or `rename`"))
            }
        })?;
    }
    // Header names are case-folded, so the placeholder of such a field could never be matched.
    let required = matches!(found.missing, Missing::Refuse);
    if required
        && found
            .name
            .chars()
            .any(|c| !matches!(c, 'a'..='z' | '0'..='9' | '_'))
    {
        let message = "required fields need lower-case ASCII names: they are sent as headers";
        return Err(Error::new(field.span(), message));
    }
    Ok(found)
}

/// The text of a doc comment, without the blank before each line.
pub(crate) fn doc(attributes: &[Attribute]) -> String {
    let lines = attributes
        .iter()
        .filter_map(|attribute| match &attribute.meta {
            Meta::NameValue(pair) if pair.path.is_ident("doc") => match &pair.value {
                Expr::Lit(literal) => match &literal.lit {
                    Lit::Str(line) => Some(line.value().trim().to_owned()),
                    _ => None,
                },
                _ => None,
            },
            _ => None,
        });
    lines.collect::<Vec<String>>().join("\n").trim().to_owned()
}

fn is_option(ty: &Type) -> bool {
    match ty {
        Type::Path(path) => path
            .path
            .segments
            .last()
            .is_some_and(|last| last.ident == "Option"),
        _ => false,
    }
}
