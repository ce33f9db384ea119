//! TAO that an account holds.

use scale_decode::DecodeAsType;

use crate::{AccountId, ChainClient, ClientError};

#[derive(DecodeAsType)]
struct AccountInfo {
    data: AccountData,
}

#[derive(DecodeAsType)]
struct AccountData {
    free: u64,
}

impl ChainClient {
    /// Free balance of an account in rao; 0 for one that does not exist.
    pub async fn balance_rao(&self, account: &AccountId) -> Result<u64, ClientError> {
        let info: Option<AccountInfo> =
            self.storage_value("System", "Account", (*account,)).await?;
        Ok(info.map_or(0, |info| info.data.free))
    }
}
