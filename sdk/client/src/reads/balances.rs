//! TAO that accounts hold.

use super::reads;
use crate::{AccountId, ClientError, StateAt, Tao, record};

record! {
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    struct Account {
        nonce: u32,
        data: AccountData,
    }
}

record! {
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    struct AccountData {
        free: Tao,
        reserved: Tao,
        frozen: Option<Tao>,
    }
}

/// TAO of one account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AccountBalance {
    /// What can be spent, apart from `frozen`.
    pub free: Tao,
    /// Deposits held for proxies, multisigs, crowdloans.
    pub reserved: Tao,
    /// Part of `free` that cannot leave the account.
    pub frozen: Tao,
    /// Transactions that the account has sent.
    pub nonce: u32,
}

impl AccountBalance {
    /// All that the account has.
    pub fn total(&self) -> Tao {
        self.free.saturating_add(self.reserved)
    }

    /// What can leave the account as long as something may stay in it.
    pub fn transferable(&self) -> Tao {
        self.free.saturating_sub(self.frozen)
    }
}

impl From<Account> for AccountBalance {
    fn from(account: Account) -> Self {
        Self {
            free: account.data.free,
            reserved: account.data.reserved,
            frozen: account.data.frozen.unwrap_or_default(),
            nonce: account.nonce,
        }
    }
}

impl StateAt {
    /// TAO of an account; zero for one that does not exist.
    pub async fn balance(&self, account: &AccountId) -> Result<AccountBalance, ClientError> {
        let found: Account = self.value("System", "Account", (account,)).await?;
        Ok(found.into())
    }

    /// TAO of several accounts, in their order, in one request for each thousand.
    pub async fn balances(
        &self,
        accounts: &[AccountId],
    ) -> Result<Vec<AccountBalance>, ClientError> {
        let keys: Vec<(AccountId,)> = accounts.iter().map(|account| (*account,)).collect();
        let found: Vec<Option<Account>> = self.values("System", "Account", &keys).await?;
        Ok(found
            .into_iter()
            .map(|account| account.unwrap_or_default().into())
            .collect())
    }

    /// Transactions that an account has sent, those of this block included, those that wait in the
    /// pool not.
    pub async fn nonce(&self, account: &AccountId) -> Result<u32, ClientError> {
        self.runtime("AccountNonceApi", "account_nonce", (account,))
            .await
    }

    /// Smallest balance with which an account exists.
    pub fn existential_deposit(&self) -> Result<Tao, ClientError> {
        self.constant("Balances", "ExistentialDeposit")
    }
}

reads! {
    /// TAO in all accounts.
    fn balances_issuance() -> Tao = "Balances" / "TotalIssuance";
    /// TAO that exists as the emission counts it.
    fn total_issuance() -> Tao = "SubtensorModule" / "TotalIssuance";
    /// TAO that is staked, as the chain counts it.
    fn total_stake() -> Tao = "SubtensorModule" / "TotalStake";
}
