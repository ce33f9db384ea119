//! Many transactions at once, over one connection.

use futures::stream::{self, Stream, StreamExt};

use super::{Inclusion, Transaction, TransactionSigner};
use crate::{Call, ChainClient, ClientError};

/// Transactions in flight unless told otherwise. The pool keeps some thousands, and a node lets one
/// connection follow about a thousand things.
const IN_FLIGHT: usize = 256;

impl ChainClient {
    /// Sends all calls, signed by one key, and gives what became of each as soon as it is known,
    /// with the call's position in `calls`.
    ///
    /// Up to 256 are in flight at a time, in the order of their nonces; the iterator is not asked
    /// for more before, so memory does not grow with its length. A call that fails does not stop
    /// the others. Drop the stream to stop: what is in flight stays in the pool.
    pub fn submit_many<'a, S: TransactionSigner + ?Sized>(
        &'a self,
        calls: impl IntoIterator<Item = Call, IntoIter: 'a>,
        signer: &'a S,
    ) -> impl Stream<Item = (usize, Result<Inclusion, ClientError>)> + 'a {
        let transactions = calls.into_iter().map(|call| self.transaction(call));
        submit_all(transactions, signer, IN_FLIGHT)
    }
}

/// As [`ChainClient::submit_many`], with the choices of each transaction and the number in flight.
pub fn submit_all<'a, S: TransactionSigner + ?Sized>(
    transactions: impl IntoIterator<Item = Transaction<'a>, IntoIter: 'a>,
    signer: &'a S,
    in_flight: usize,
) -> impl Stream<Item = (usize, Result<Inclusion, ClientError>)> + 'a {
    stream::iter(transactions.into_iter().enumerate())
        .map(move |(index, transaction)| async move { (index, transaction.submit(signer).await) })
        .buffer_unordered(in_flight.max(1))
}
