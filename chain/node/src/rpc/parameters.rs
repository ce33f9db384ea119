//! Parameters of the project's own methods: JSON in, SCALE out.
//!
//! They come from anybody, so they are bounded. Nothing here knows the rest of the node: the fuzz
//! targets compile this file on its own.

use codec::Encode;
use jsonrpsee::{
    core::RpcResult,
    types::{ErrorObjectOwned, params::ParamsSequence},
};
use sp_core::crypto::{AccountId32, Ss58Codec};

/// Most entries accepted in a list parameter: one per field of a selective metagraph is enough.
pub(super) const MAX_LIST: usize = 1_024;

/// How a JSON parameter becomes SCALE.
#[derive(Clone, Copy, Debug)]
pub(super) enum Input {
    U8,
    U16,
    U64,
    /// 32 numbers.
    AccountBytes,
    /// An SS58 address.
    AccountText,
    U16List,
}

/// Reads as many parameters as there are inputs.
///
/// # Errors
/// Invalid params: one is missing, of another type, or too long.
pub(super) fn encode_inputs(
    inputs: &[Input],
    sequence: &mut ParamsSequence<'_>,
) -> RpcResult<Vec<u8>> {
    let mut data = Vec::new();
    for input in inputs {
        match input {
            Input::U8 => sequence.next::<u8>()?.encode_to(&mut data),
            Input::U16 => sequence.next::<u16>()?.encode_to(&mut data),
            Input::U64 => sequence.next::<u64>()?.encode_to(&mut data),
            Input::AccountBytes => sequence.next::<[u8; 32]>()?.encode_to(&mut data),
            Input::AccountText => {
                let text: String = sequence.next()?;
                let account = AccountId32::from_ss58check(&text).map_err(|error| {
                    ErrorObjectOwned::owned(
                        jsonrpsee::types::error::INVALID_PARAMS_CODE,
                        format!("`{text}` is not an SS58 address: {error:?}"),
                        None::<()>,
                    )
                })?;
                account.encode_to(&mut data);
            }
            Input::U16List => {
                let list: Vec<u16> = sequence.next()?;
                if list.len() > MAX_LIST {
                    return Err(ErrorObjectOwned::owned(
                        jsonrpsee::types::error::INVALID_PARAMS_CODE,
                        format!("{} entries in a list of at most {MAX_LIST}", list.len()),
                        None::<()>,
                    ));
                }
                list.encode_to(&mut data);
            }
        }
    }
    Ok(data)
}
