//! Announcement of the author's key.

use super::keys::ShieldKeys;
use jsonrpsee::core::async_trait;
use sp_inherents::{Error, InherentData, InherentDataProvider, InherentIdentifier};
use taonet_runtime::shield_api::INHERENT_IDENTIFIER;

/// Puts the public key to announce into the data of a block.
pub(crate) struct ShieldInherent {
    key: Option<Vec<u8>>,
}

impl ShieldInherent {
    pub(crate) fn new(keys: &ShieldKeys) -> Self {
        Self {
            key: keys.announced(),
        }
    }
}

#[async_trait]
impl InherentDataProvider for ShieldInherent {
    async fn provide_inherent_data(&self, data: &mut InherentData) -> Result<(), Error> {
        data.put_data(INHERENT_IDENTIFIER, &self.key)
    }

    async fn try_handle_error(
        &self,
        _identifier: &InherentIdentifier,
        _error: &[u8],
    ) -> Option<Result<(), Error>> {
        None
    }
}
