//! What can go wrong for a miner or a validator.

use std::path::PathBuf;

/// Every failure says what happened, why, and what to do next.
#[derive(Debug, thiserror::Error)]
pub enum ParticipantError {
    /// The chain could not be read or refused a call.
    #[error(transparent)]
    Chain(#[from] taonet_client::ClientError),
    /// The wallet could not be used.
    #[error(transparent)]
    Wallet(#[from] taonet_wallet::WalletError),
    /// The hotkey has no place in the subnet.
    #[error(
        "hotkey {hotkey} is not registered in subnet {netuid}: register it first \
         (`taonet miner --yes` does so and pays the price)"
    )]
    NotRegistered {
        /// The hotkey's address.
        hotkey: String,
        /// The subnet.
        netuid: u16,
    },
    /// The coldkey cannot pay for the registration.
    #[error(
        "registering in subnet {netuid} costs {price} TAO but coldkey {coldkey} holds {balance} \
         TAO: send TAO to it, or wait until the price falls"
    )]
    CannotPay {
        /// The subnet.
        netuid: u16,
        /// The paying account.
        coldkey: String,
        /// Price in TAO.
        price: String,
        /// Balance in TAO.
        balance: String,
    },
    /// The axon could not be started.
    #[error("cannot serve: {cause}")]
    Axon {
        /// What the server said.
        cause: String,
    },
    /// A client for asking miners could not be made.
    #[error("cannot ask miners: {cause}")]
    Dendrite {
        /// What it said.
        cause: String,
    },
    /// Scores could not be kept.
    #[error(
        "cannot keep scores in {path}: {cause}. Check that the disk has room and the folder is \
         writable"
    )]
    Scores {
        /// The file.
        path: PathBuf,
        /// What the system said.
        cause: String,
    },
}
