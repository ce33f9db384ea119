//! What a signed transaction passes through before its call is dispatched.

use crate::Runtime;

/// All extensions, in the order of their encoding and of their checks.
pub type TransactionExtensions = (
    (
        frame_system::CheckNonZeroSender<Runtime>,
        frame_system::CheckSpecVersion<Runtime>,
        frame_system::CheckTxVersion<Runtime>,
        frame_system::CheckGenesis<Runtime>,
        frame_system::CheckMortality<Runtime>,
        frame_system::CheckNonce<Runtime>,
        frame_system::CheckWeight<Runtime>,
    ),
    pallet_transaction_payment::ChargeTransactionPayment<Runtime>,
);
