//! The errors that the runtime declares.

use std::collections::BTreeSet;

use scale_info::{MetaType, PortableRegistry, Registry, TypeDef, Variant, form::PortableForm};
use taonet_runtime::RuntimeError;

/// Pallets of the engine; all others are the project's own.
const OF_THE_ENGINE: [&str; 9] = [
    "System",
    "Grandpa",
    "Balances",
    "Utility",
    "Sudo",
    "Multisig",
    "Preimage",
    "Scheduler",
    "SafeMode",
];

/// A pallet's index and name, and its errors' numbers and names.
type Declared = (u8, String, Vec<(u8, String)>);

fn pallets() -> Vec<Declared> {
    let mut registry = Registry::new();
    let root = registry.register_type(&MetaType::new::<RuntimeError>()).id;
    let types = PortableRegistry::from(registry);
    let pallets = variants(&types, root);
    let errors = |pallet: &Variant<PortableForm>| -> Vec<(u8, String)> {
        let id = pallet.fields.first().expect("its errors").ty.id;
        let all = variants(&types, id);
        all.iter().map(|e| (e.index, e.name.clone())).collect()
    };
    pallets
        .iter()
        .map(|pallet| (pallet.index, pallet.name.clone(), errors(pallet)))
        .collect()
}

fn variants(types: &PortableRegistry, id: u32) -> &[Variant<PortableForm>] {
    match &types.resolve(id).expect("registered").type_def {
        TypeDef::Variant(variants) => &variants.variants,
        other => panic!("errors are {other:?}"),
    }
}

/// `Pallet.Error` by the numbers of both.
pub(crate) fn name(pallet: u8, error: u8) -> Option<String> {
    let (_, name, errors) = pallets().into_iter().find(|(index, ..)| *index == pallet)?;
    let (_, error) = errors.into_iter().find(|(index, _)| *index == error)?;
    Some(format!("{name}.{error}"))
}

/// `Pallet.Error` of all the project's own pallets.
pub(crate) fn own() -> BTreeSet<String> {
    let own = pallets()
        .into_iter()
        .filter(|(_, name, _)| !OF_THE_ENGINE.contains(&name.as_str()));
    own.flat_map(|(_, name, errors)| {
        errors
            .into_iter()
            .map(move |(_, error)| format!("{name}.{error}"))
    })
    .collect()
}
