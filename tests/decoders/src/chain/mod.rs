//! What the node and its runtime read.

mod beacon;
mod orders;
mod rpc;
mod sealed;
mod state;
mod transactions;

pub use beacon::{beacon_key, drand_pulse, timelock_ciphertext};
pub use orders::{order_batch, signed_order};
pub use rpc::rpc_parameters;
pub use sealed::shield_envelope;
pub use transactions::{commitment_data, extrinsic};

use crate::Target;

/// All of them.
pub const TARGETS: [Target; 9] = [
    Target {
        name: "extrinsic",
        run: extrinsic,
        samples: transactions::extrinsics,
        rounds: 2_000,
    },
    Target {
        name: "commitment_data",
        run: commitment_data,
        samples: transactions::commitments,
        rounds: 2_000,
    },
    Target {
        name: "shield_envelope",
        run: shield_envelope,
        samples: sealed::envelopes,
        rounds: 1_000,
    },
    Target {
        name: "timelock_ciphertext",
        run: timelock_ciphertext,
        samples: beacon::ciphertexts,
        rounds: 500,
    },
    Target {
        name: "beacon_key",
        run: beacon_key,
        samples: beacon::keys,
        rounds: 200,
    },
    Target {
        name: "drand_pulse",
        run: drand_pulse,
        samples: beacon::pulses,
        rounds: 300,
    },
    Target {
        name: "signed_order",
        run: signed_order,
        samples: orders::signed,
        rounds: 2_000,
    },
    Target {
        name: "order_batch",
        run: order_batch,
        samples: orders::batches,
        rounds: 300,
    },
    Target {
        name: "rpc_parameters",
        run: rpc_parameters,
        samples: rpc::parameters,
        rounds: 2_000,
    },
];
