//! The project's own methods: each is a runtime call under a name of its own.
//!
//! 1. The parameters are turned into SCALE, in order; the last, optional one is a block hash.
//! 2. The runtime method runs at that block, the best one by default.
//! 3. The SCALE result is returned as an array of numbers, or as the number or object it holds.
//!
//! The node does not know what the results mean. A method is offered when the runtime has its
//! API, so `rpc_methods` lists exactly what is served.

use super::parameters::{Input, encode_inputs};
use crate::service::Client;
use codec::Decode;
use jsonrpsee::{
    RpcModule,
    core::RpcResult,
    server::RegisterMethodError,
    types::{ErrorObjectOwned, Params},
};
use sc_client_api::{CallExecutor, ExecutorProvider, HeaderBackend};
use sp_core::traits::CallContext;
use std::sync::Arc;
use taonet_runtime::Hash;

/// JSON-RPC error code of a failed runtime call.
const RUNTIME_ERROR: i32 = 1;

/// How the SCALE result becomes JSON.
#[derive(Clone, Copy, Debug)]
enum Output {
    /// The encoding itself, as an array of numbers.
    Bytes,
    /// A u64 as a number.
    Number,
    /// An optional u16 as a number or null.
    OptionalNumber,
    /// A list of (netuid, price) as objects.
    Prices,
}

/// One method: its JSON-RPC name, the runtime API and method behind it, parameters and result.
struct Method {
    name: &'static str,
    api: &'static str,
    call: &'static str,
    inputs: &'static [Input],
    output: Output,
}

const fn bytes(
    name: &'static str,
    api: &'static str,
    call: &'static str,
    inputs: &'static [Input],
) -> Method {
    Method {
        name,
        api,
        call,
        inputs,
        output: Output::Bytes,
    }
}

const DELEGATES: &str = "DelegateInfoRuntimeApi";
const NEURONS: &str = "NeuronInfoRuntimeApi";
const SUBNETS: &str = "SubnetInfoRuntimeApi";
const STAKE: &str = "StakeInfoRuntimeApi";
const REGISTRATION: &str = "SubnetRegistrationRuntimeApi";
const SWAP: &str = "SwapRuntimeApi";

use Input::{AccountBytes, AccountText, U8, U16, U16List, U64};

#[rustfmt::skip]
const METHODS: &[Method] = &[
    bytes("delegateInfo_getDelegates", DELEGATES, "get_delegates", &[]),
    bytes("delegateInfo_getDelegate", DELEGATES, "get_delegate", &[AccountBytes]),
    bytes("delegateInfo_getDelegated", DELEGATES, "get_delegated", &[AccountBytes]),
    bytes("neuronInfo_getNeuronsLite", NEURONS, "get_neurons_lite", &[U16]),
    bytes("neuronInfo_getNeuronLite", NEURONS, "get_neuron_lite", &[U16, U16]),
    bytes("neuronInfo_getNeurons", NEURONS, "get_neurons", &[U16]),
    bytes("neuronInfo_getNeuron", NEURONS, "get_neuron", &[U16, U16]),
    bytes("subnetInfo_getSubnetInfo", SUBNETS, "get_subnet_info", &[U16]),
    bytes("subnetInfo_getSubnetsInfo", SUBNETS, "get_subnets_info", &[]),
    bytes("subnetInfo_getSubnetInfo_v2", SUBNETS, "get_subnet_info_v2", &[U16]),
    bytes("subnetInfo_getSubnetsInfo_v2", SUBNETS, "get_subnets_info_v2", &[]),
    bytes("subnetInfo_getSubnetHyperparams", SUBNETS, "get_subnet_hyperparams", &[U16]),
    bytes("subnetInfo_getSubnetHyperparamsV2", SUBNETS, "get_subnet_hyperparams_v2", &[U16]),
    bytes("subnetInfo_getAllDynamicInfo", SUBNETS, "get_all_dynamic_info", &[]),
    bytes("subnetInfo_getDynamicInfo", SUBNETS, "get_dynamic_info", &[U16]),
    bytes("subnetInfo_getAllMetagraphs", SUBNETS, "get_all_metagraphs", &[]),
    bytes("subnetInfo_getMetagraph", SUBNETS, "get_metagraph", &[U16]),
    bytes("subnetInfo_getAllMechagraphs", SUBNETS, "get_all_mechagraphs", &[]),
    bytes("subnetInfo_getMechagraph", SUBNETS, "get_mechagraph", &[U16, U8]),
    bytes("subnetInfo_getSubnetState", SUBNETS, "get_subnet_state", &[U16]),
    bytes("subnetInfo_getSelectiveMetagraph", SUBNETS, "get_selective_metagraph", &[U16, U16List]),
    bytes("subnetInfo_getSelectiveMechagraph", SUBNETS, "get_selective_mechagraph", &[U16, U8, U16List]),
    bytes("subnetInfo_getColdkeyAutoStakeHotkey", SUBNETS, "get_coldkey_auto_stake_hotkey", &[AccountText, U16]),
    bytes("subnetInfo_getSubnetAccountId", SUBNETS, "get_subnet_account_id", &[U16]),
    bytes("stakeInfo_getColdkeyLock", STAKE, "get_coldkey_lock", &[AccountText, U16]),
    bytes("swap_simSwapTaoForAlpha", SWAP, "sim_swap_tao_for_alpha", &[U16, U64]),
    bytes("swap_simSwapAlphaForTao", SWAP, "sim_swap_alpha_for_tao", &[U16, U64]),
    Method { name: "subnetInfo_getLockCost", api: REGISTRATION, call: "get_network_registration_cost", inputs: &[], output: Output::Number },
    Method { name: "subnetInfo_getSubnetToPrune", api: SUBNETS, call: "get_subnet_to_prune", inputs: &[], output: Output::OptionalNumber },
    Method { name: "swap_currentAlphaPrice", api: SWAP, call: "current_alpha_price", inputs: &[U16], output: Output::Number },
    Method { name: "swap_currentAlphaPriceAll", api: SWAP, call: "current_alpha_price_all", inputs: &[], output: Output::Prices },
];

/// Whether the runtime declares this API.
fn runtime_has(api: &str) -> bool {
    let id = sp_crypto_hashing::blake2_64(api.as_bytes());
    taonet_runtime::VERSION
        .apis
        .iter()
        .any(|(declared, _)| *declared == id)
}

/// The methods that the runtime supports.
pub(super) fn module(client: Arc<Client>) -> Result<RpcModule<Arc<Client>>, RegisterMethodError> {
    let mut module = RpcModule::new(client);
    for method in METHODS.iter().filter(|method| runtime_has(method.api)) {
        module.register_blocking_method(method.name, move |params, client, _extensions| {
            method.run(&params, &client)
        })?;
    }
    Ok(module)
}

impl Method {
    fn run(&self, params: &Params<'_>, client: &Client) -> RpcResult<serde_json::Value> {
        let mut sequence = params.sequence();
        let data = encode_inputs(self.inputs, &mut sequence)?;
        let at: Option<Hash> = sequence.optional_next()?;
        let at = at.unwrap_or_else(|| client.info().best_hash);
        let call = format!("{}_{}", self.api, self.call);
        let result = client
            .executor()
            .call(at, &call, &data, CallContext::Offchain)
            .map_err(|error| failure(format!("{call} failed: {error}")))?;
        self.output
            .to_json(result)
            .ok_or_else(|| failure(format!("{call}: unknown result")))
    }
}

fn failure(text: String) -> ErrorObjectOwned {
    ErrorObjectOwned::owned(RUNTIME_ERROR, text, None::<()>)
}

impl Output {
    /// `None` when the bytes are not of the expected type.
    fn to_json(self, result: Vec<u8>) -> Option<serde_json::Value> {
        let mut input = &result[..];
        match self {
            Self::Bytes => Some(result.into()),
            Self::Number => u64::decode(&mut input).ok().map(Into::into),
            Self::OptionalNumber => Option::<u16>::decode(&mut input).ok().map(Into::into),
            Self::Prices => {
                let prices = Vec::<(u16, u64)>::decode(&mut input).ok()?;
                let objects = prices
                    .into_iter()
                    .map(|(netuid, price)| serde_json::json!({ "netuid": netuid, "price": price }));
                Some(objects.collect::<Vec<_>>().into())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::parameters::MAX_LIST, *};
    use codec::Encode;

    fn encode(inputs: &[Input], json: &str) -> RpcResult<Vec<u8>> {
        encode_inputs(inputs, &mut Params::new(Some(json)).sequence())
    }

    #[test]
    fn parameters_become_scale() {
        assert_eq!(encode(&[U16, U8], "[258, 3]").unwrap(), [2, 1, 3]);
        assert_eq!(encode(&[U64], "[1]").unwrap(), 1u64.encode());
        assert_eq!(
            encode(&[U16, U16List], "[1, [2, 3]]").unwrap(),
            [1, 0, 8, 2, 0, 3, 0]
        );
        let address = "\"5C4hrfjw9DjXZTzV3MwzrrAr9P1MJhSrvWGWqi1eSuyUpnhM\"";
        let text = format!("[{address}, 1]");
        assert_eq!(
            encode(&[AccountText, U16], &text).unwrap(),
            ([0u8; 32], 1u16).encode()
        );
        let numbers = format!("[{:?}]", [7u8; 32]);
        assert_eq!(encode(&[AccountBytes], &numbers).unwrap(), [7u8; 32]);
    }

    #[test]
    fn wrong_parameters_are_invalid_params() {
        let long = format!("[{:?}]", vec![1; MAX_LIST + 1]);
        for (inputs, json) in [
            ([U16].as_slice(), "[]"),
            (&[U16], "[65536]"),
            (&[U16], "[\"1\"]"),
            (&[AccountText], "[\"5nonsense\"]"),
            (&[AccountBytes], "[[1,2,3]]"),
            (&[U16List], long.as_str()),
        ] {
            assert_eq!(
                encode(inputs, json).unwrap_err().code(),
                -32602,
                "{inputs:?} {json}"
            );
        }
    }

    #[test]
    fn results_become_json() {
        let json = |output: Output, bytes: Vec<u8>| output.to_json(bytes).unwrap().to_string();
        assert_eq!(json(Output::Bytes, vec![1, 255]), "[1,255]");
        assert_eq!(json(Output::Number, 7u64.encode()), "7");
        assert_eq!(json(Output::OptionalNumber, None::<u16>.encode()), "null");
        assert_eq!(json(Output::OptionalNumber, Some(3u16).encode()), "3");
        let prices = vec![(1u16, 1_000_000_000u64)].encode();
        assert_eq!(
            json(Output::Prices, prices),
            r#"[{"netuid":1,"price":1000000000}]"#
        );
        assert!(Output::Number.to_json(vec![1]).is_none());
    }
}
