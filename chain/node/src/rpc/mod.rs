//! What the node adds to Substrate's JSON-RPC methods.
//!
//! 1. `system_accountNextIndex`, `system_dryRun`, `payment_*`.
//! 2. The project's methods ([`project`]): runtime calls under a name of their own.
//! 3. In development mode `engine_createBlock` and `engine_finalizeBlock`.

mod parameters;
mod project;
mod subscription_id;

pub(crate) use subscription_id::HexSubscriptionIds;

use crate::service::{Client, Pool, development::Command};
use futures::channel::mpsc;
use jsonrpsee::RpcModule;
use pallet_transaction_payment_rpc::{TransactionPayment, TransactionPaymentApiServer};
use sc_consensus_manual_seal::rpc::{ManualSeal, ManualSealApiServer};
use std::sync::Arc;
use substrate_frame_rpc_system::{System, SystemApiServer};

/// Builds the additional methods.
pub(crate) fn extension(
    client: Arc<Client>,
    pool: Arc<Pool>,
    commands: Option<mpsc::Sender<Command>>,
) -> Result<RpcModule<()>, sc_service::Error> {
    let mut module = RpcModule::new(());
    let failed = |error: jsonrpsee::server::RegisterMethodError| {
        sc_service::Error::Application(Box::new(error))
    };
    module
        .merge(System::new(client.clone(), pool).into_rpc())
        .map_err(failed)?;
    module
        .merge(TransactionPayment::new(client.clone()).into_rpc())
        .map_err(failed)?;
    module
        .merge(project::module(client).map_err(failed)?)
        .map_err(failed)?;
    if let Some(commands) = commands {
        module
            .merge(ManualSeal::new(commands).into_rpc())
            .map_err(failed)?;
    }
    Ok(module)
}
