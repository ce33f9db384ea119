//! Getting a place in a subnet.

use taonet_client::{ChainClient, Tao, WaitFor, calls, format_tao};
use taonet_wallet::{Keypair, PublicKey};

use crate::ParticipantError;

/// What a registration would cost whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Registration {
    /// The hotkey has this UID already.
    Already {
        /// Its place.
        uid: u16,
    },
    /// A place can be had.
    Costs {
        /// Price now, in rao of TAO.
        price_rao: u64,
    },
}

/// Finds out whether a hotkey is registered and, if not, what it costs.
///
/// Fails if the subnet does not exist or the coldkey cannot pay.
pub async fn quote(
    client: &ChainClient,
    netuid: u16,
    hotkey: &PublicKey,
    coldkey: &PublicKey,
) -> Result<Registration, ParticipantError> {
    client.subnet(netuid).await?;
    if let Some(uid) = client.uid_of(netuid, &hotkey.bytes()).await? {
        return Ok(Registration::Already { uid });
    }
    let price_rao = client.registration_price_rao(netuid).await?;
    let balance_rao = client.balance_rao(&coldkey.bytes()).await?;
    if balance_rao <= price_rao {
        return Err(ParticipantError::CannotPay {
            netuid,
            coldkey: coldkey.to_ss58(),
            price: format_tao(price_rao),
            balance: format_tao(balance_rao),
        });
    }
    Ok(Registration::Costs { price_rao })
}

/// Registers `hotkey`, paid by `coldkey`, for at most `limit_price_rao`, and gives its UID.
pub async fn register(
    client: &ChainClient,
    netuid: u16,
    hotkey: &PublicKey,
    coldkey: &Keypair,
    limit_price_rao: u64,
) -> Result<u16, ParticipantError> {
    let limit_price = Tao::from_rao(limit_price_rao);
    let call = calls::neurons::register_limit(netuid, &hotkey.bytes(), limit_price);
    client.submit(&call, coldkey, WaitFor::Inclusion).await?;
    client
        .uid_of(netuid, &hotkey.bytes())
        .await?
        .ok_or_else(|| ParticipantError::NotRegistered {
            hotkey: hotkey.to_ss58(),
            netuid,
        })
}
