//! Proxies: accounts that may act for others.

use serde_json::Value as Json;

use crate::{AccountId, ClientError, StateAt, Tao, record};

record! {
    /// An account that may act for another.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Proxy {
        /// The account that may act.
        pub delegate: AccountId,
        /// What it may do: a name such as `Any` or `Staking`.
        pub proxy_type: Json,
        /// Blocks for which it must announce what it is going to do.
        pub delay: u32,
    }
}

impl Proxy {
    /// Name of what the proxy may do.
    pub fn type_name(&self) -> &str {
        self.proxy_type.as_str().unwrap_or_default()
    }
}

/// The proxies of an account.
#[derive(Clone, Debug, PartialEq)]
pub struct Proxies {
    /// They.
    pub proxies: Vec<Proxy>,
    /// Held for them.
    pub deposit: Tao,
}

record! {
    /// A call that a proxy announced.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Announcement {
        /// Account for which it is going to be made.
        pub real: AccountId,
        /// Blake2-256 of the call.
        pub call_hash: [u8; 32],
        /// Block of the announcement.
        pub height: u32,
    }
}

record! {
    /// A kind of proxy.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ProxyTypeInfo {
        /// Name.
        pub name: String,
        /// Number.
        pub index: u8,
        /// Whether no new ones are made.
        pub deprecated: bool,
    }
}

record! {
    /// What a kind of proxy may do.
    #[derive(Clone, Debug, PartialEq)]
    pub struct ProxyFilter {
        /// Number of the kind.
        pub proxy_type: u8,
        /// Its name.
        pub name: String,
        /// Whether no new ones are made.
        pub deprecated: bool,
        /// Whether calls are allowed or refused, and which, as the codec writes it.
        pub filter_mode: Json,
        /// Calls of older runtimes' form.
        pub calls: Json,
        /// Exceptions of older runtimes' form.
        pub exceptions: Json,
    }
}

const API: &str = "ProxyFilterRuntimeApi";

impl StateAt {
    /// Accounts that may act for `account`.
    pub async fn proxies(&self, account: &AccountId) -> Result<Proxies, ClientError> {
        let (proxies, deposit) = self.value("Proxy", "Proxies", (account,)).await?;
        Ok(Proxies { proxies, deposit })
    }

    /// The proxies of all accounts.
    pub async fn all_proxies(&self) -> Result<Vec<(AccountId, Proxies)>, ClientError> {
        let found: Vec<(AccountId, (Vec<Proxy>, Tao))> =
            self.storage_map("Proxy", "Proxies", ()).await?;
        Ok(found
            .into_iter()
            .map(|(account, (proxies, deposit))| (account, Proxies { proxies, deposit }))
            .collect())
    }

    /// What a proxy announced, and the deposit held for it.
    pub async fn announcements(
        &self,
        delegate: &AccountId,
    ) -> Result<(Vec<Announcement>, Tao), ClientError> {
        self.value("Proxy", "Announcements", (delegate,)).await
    }

    /// What all proxies announced.
    pub async fn all_announcements(
        &self,
    ) -> Result<Vec<(AccountId, (Vec<Announcement>, Tao))>, ClientError> {
        self.storage_map("Proxy", "Announcements", ()).await
    }

    /// The kinds of proxies.
    pub async fn proxy_types(&self) -> Result<Vec<ProxyTypeInfo>, ClientError> {
        self.runtime(API, "get_proxy_types", ()).await
    }

    /// What each kind of proxy may do; `proxy_type` is a kind's number, `None` asks for all.
    pub async fn proxy_filters(
        &self,
        proxy_type: Option<u8>,
    ) -> Result<Vec<ProxyFilter>, ClientError> {
        // Later runtimes take a list of kinds under another name.
        if self.block.runtime.has_call(API, "get_proxy_filters") {
            let kinds = proxy_type.map(|kind| vec![kind]);
            return self.runtime(API, "get_proxy_filters", (kinds,)).await;
        }
        self.runtime(API, "get_proxy_filter", (proxy_type,)).await
    }

    /// Deposit for proxies: a base and an amount for each.
    pub fn proxy_deposits(&self) -> Result<(Tao, Tao), ClientError> {
        Ok((
            self.constant("Proxy", "ProxyDepositBase")?,
            self.constant("Proxy", "ProxyDepositFactor")?,
        ))
    }

    /// Deposit for announcements: a base and an amount for each.
    pub fn announcement_deposits(&self) -> Result<(Tao, Tao), ClientError> {
        Ok((
            self.constant("Proxy", "AnnouncementDepositBase")?,
            self.constant("Proxy", "AnnouncementDepositFactor")?,
        ))
    }

    /// Most proxies of one account.
    pub fn max_proxies(&self) -> Result<u32, ClientError> {
        self.constant("Proxy", "MaxProxies")
    }
}
