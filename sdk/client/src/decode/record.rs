//! Structs whose fields are found by name.

/// Declares a struct that implements [`FromChain`](crate::decode::FromChain).
///
/// Each field is found in the runtime's struct by its name, or by the names after `=`, the first
/// that the runtime has. A field of type `Option` may be missing there, any other may not. Fields
/// of the runtime that are not asked for are passed over. An amount of
/// [`Alpha`](crate::Alpha) belongs to the subnet that the field `netuid` before it names.
///
/// ```
/// taonet_client::record! {
///     /// What a coldkey has on a hotkey.
///     #[derive(Debug)]
///     pub struct Entry {
///         /// Subnet.
///         pub netuid: u16,
///         /// Alpha of that subnet.
///         pub stake: taonet_client::Alpha,
///         /// A field that older runtimes call otherwise.
///         pub flow: Option<u64> = "tao_flow" | "net_flow",
///     }
/// }
/// ```
#[macro_export]
macro_rules! record {
    (
        $(#[$meta:meta])*
        $visibility:vis struct $name:ident {
            $(
                $(#[$field_meta:meta])*
                $field_visibility:vis $field:ident : $type:ty $(= $first:literal $(| $other:literal)*)?
            ),* $(,)?
        }
    ) => {
        $(#[$meta])*
        $visibility struct $name {
            $( $(#[$field_meta])* $field_visibility $field: $type, )*
        }

        const _: () = {
            #[allow(non_camel_case_types, reason = "one step for each field, by its name")]
            enum Step {
                $( $field, )*
                Skip($crate::decode::Skip),
            }

            /// Steps in the order of the runtime's fields, and how to read each field.
            #[allow(
                unreachable_pub,
                missing_debug_implementations,
                reason = "it is as public as the struct, and nobody looks at it"
            )]
            pub struct Plan {
                steps: Vec<Step>,
                $( $field: Option<<$type as $crate::decode::FromChain>::Plan>, )*
            }

            impl $crate::decode::FromChain for $name {
                type Plan = Plan;

                fn plan(ty: u32, types: &$crate::decode::Types) -> Result<Plan, String> {
                    let mut plan = Plan { steps: Vec::new(), $( $field: None, )* };
                    let fields = types.record(ty, |name| {
                        false $( || $crate::field_names!(
                            $field $(, $first $(| $other)*)?
                        ).contains(&name) )*
                    })?;
                    for (name, field_ty) in fields {
                        $(
                            if $crate::field_names!($field $(, $first $(| $other)*)?)
                                .contains(&name.unwrap_or_default())
                                && plan.$field.is_none()
                            {
                                let read = <$type as $crate::decode::FromChain>::plan(
                                    field_ty, types,
                                )
                                .map_err(|cause| format!("{}: {cause}", stringify!($field)))?;
                                plan.$field = Some(read);
                                plan.steps.push(Step::$field);
                                continue;
                            }
                        )*
                        plan.steps.push(Step::Skip($crate::decode::Skip::plan(field_ty, types)?));
                    }
                    $(
                        if plan.$field.is_none()
                            && <$type as $crate::decode::FromChain>::absent().is_none()
                        {
                            return Err(format!(
                                "{} lacks the field '{}'",
                                types.describe(ty),
                                stringify!($field)
                            ));
                        }
                    )*
                    Ok(plan)
                }

                fn read(
                    plan: &Plan,
                    input: &mut $crate::decode::Input<'_>,
                ) -> Result<Self, $crate::decode::ReadError> {
                    use $crate::decode::FromChain;
                    let outer = input.netuid;
                    $( let mut $field: Option<$type> = None; )*
                    for step in &plan.steps {
                        match step {
                            $(
                                Step::$field => {
                                    let Some(read) = &plan.$field else { continue };
                                    let value = <$type as FromChain>::read(read, input)?;
                                    if $crate::decode::names_subnet(stringify!($field))
                                        && let Some(netuid) = FromChain::as_netuid(&value)
                                    {
                                        input.netuid =
                                            Some($crate::decode::subnet_of_index(netuid));
                                    }
                                    $field = Some(value);
                                }
                            )*
                            Step::Skip(skip) => skip.skip(input)?,
                        }
                    }
                    input.netuid = outer;
                    Ok(Self {
                        $(
                            $field: match $field {
                                Some(value) => value,
                                None => <$type as FromChain>::absent().ok_or(
                                    $crate::decode::ReadError(std::borrow::Cow::Borrowed(
                                        concat!("no ", stringify!($field)),
                                    )),
                                )?,
                            },
                        )*
                    })
                }
            }
        };
    };
}

/// The names by which [`record!`] looks for a field.
#[doc(hidden)]
#[macro_export]
macro_rules! field_names {
    ($field:ident) => {
        [stringify!($field)]
    };
    ($field:ident, $first:literal $(| $other:literal)*) => {
        [$first $(, $other)*]
    };
}

/// Sub-mechanisms of subnet n are stored under n + 4,096 times their number.
const MECHANISM_STRIDE: u16 = 4_096;

/// Whether a field of this name tells the subnet of the alpha that follows.
#[doc(hidden)]
#[inline]
pub const fn names_subnet(field: &str) -> bool {
    matches!(field.as_bytes(), b"netuid")
}

/// The subnet of a storage index.
#[doc(hidden)]
#[inline]
pub const fn subnet_of_index(index: u16) -> u16 {
    index % MECHANISM_STRIDE
}
