//! What clients and neurons read.

mod chain_data;
mod neurons;
mod wallets;

pub use chain_data::{chain_calls, chain_metadata, chain_values};
pub use neurons::{neuron_body, neuron_json, neuron_reply, neuron_request};
pub use wallets::{address, keyfile, secret_uri, signature_text};

use crate::Target;

/// All of them.
pub const TARGETS: [Target; 11] = [
    Target {
        name: "address",
        run: address,
        samples: wallets::addresses,
        rounds: 2_000,
    },
    Target {
        name: "secret_uri",
        run: secret_uri,
        samples: wallets::secret_uris,
        // Each derives a key with 2,048 rounds of a hash.
        rounds: 60,
    },
    Target {
        name: "keyfile",
        run: keyfile,
        samples: wallets::keyfiles,
        rounds: 200,
    },
    Target {
        name: "signature_text",
        run: signature_text,
        samples: wallets::signatures,
        rounds: 500,
    },
    Target {
        name: "neuron_json",
        run: neuron_json,
        samples: neurons::json_samples,
        rounds: 2_000,
    },
    Target {
        name: "neuron_body",
        run: neuron_body,
        samples: neurons::bodies,
        rounds: 2_000,
    },
    Target {
        name: "neuron_request",
        run: neuron_request,
        samples: neurons::requests,
        rounds: 300,
    },
    Target {
        name: "neuron_reply",
        run: neuron_reply,
        samples: neurons::replies,
        rounds: 200,
    },
    Target {
        name: "chain_metadata",
        run: chain_metadata,
        samples: chain_data::metadata_samples,
        rounds: 40,
    },
    Target {
        name: "chain_values",
        run: chain_values,
        samples: chain_data::value_samples,
        rounds: 150,
    },
    Target {
        name: "chain_calls",
        run: chain_calls,
        samples: chain_data::call_samples,
        rounds: 400,
    },
];
