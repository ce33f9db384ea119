//! Parameters of JSON-RPC methods.

// The node links too much for a fuzzer, so its reader is compiled here once more.
#[path = "../../../../chain/node/src/rpc/parameters.rs"]
mod parameters;

use jsonrpsee::types::Params;
use parameters::{Input, MAX_LIST, encode_inputs};

/// Every shape of parameters that a method of the project's has.
const SHAPES: [&[Input]; 6] = [
    &[Input::U16, Input::U8],
    &[Input::U16, Input::U64],
    &[Input::AccountBytes],
    &[Input::AccountText, Input::U16],
    &[Input::U16, Input::U8, Input::U16List],
    &[],
];

/// The parameters of a request, as JSON, for each shape; and the block hash that may follow.
pub fn rpc_parameters(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    for inputs in SHAPES {
        let params = Params::new(Some(text));
        let mut sequence = params.sequence();
        match encode_inputs(inputs, &mut sequence) {
            Ok(encoded) => assert!(encoded.len() <= 2 * MAX_LIST + 64, "a bounded argument"),
            Err(error) => assert_eq!(error.code(), -32602, "invalid params"),
        }
        let _block = sequence.optional_next::<sp_core::H256>();
    }
}

pub(super) fn parameters() -> Vec<Vec<u8>> {
    let hash = "ab".repeat(32);
    let numbers = [7; 32].map(|number: u8| number.to_string()).join(",");
    vec![
        format!("[258, 3, \"0x{hash}\"]").into_bytes(),
        b"[1, 18446744073709551615]".to_vec(),
        format!("[[{numbers}], null]").into_bytes(),
        br#"["5C4hrfjw9DjXZTzV3MwzrrAr9P1MJhSrvWGWqi1eSuyUpnhM", 1]"#.to_vec(),
        b"[1, 0, [2, 3, 5, 7]]".to_vec(),
        format!("[1, 0, [{}1]]", "1,".repeat(1_100)).into_bytes(),
    ]
}
