//! Delegates: hotkeys on which others may stake.

use super::reads;
use crate::{AccountId, Alpha, ClientError, StateAt, Tao, record};

record! {
    struct DelegateInfo {
        delegate_ss58: AccountId,
        take: u16,
        nominators: Vec<(AccountId, Vec<(u16, u64)>)>,
        owner_ss58: AccountId,
        registrations: Vec<u16>,
        validator_permits: Vec<u16>,
        return_per_1000: Tao,
        total_daily_return: u64,
    }
}

/// A hotkey on which others stake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delegate {
    /// The hotkey.
    pub hotkey: AccountId,
    /// Coldkey that owns it.
    pub owner: AccountId,
    /// What it keeps of its nominators' dividends.
    pub take: u16,
    /// Who has what on it, coldkey by coldkey. Empty in [`StateAt::delegated`].
    pub nominators: Vec<(AccountId, Vec<Alpha>)>,
    /// Subnets in which it is registered.
    pub registrations: Vec<u16>,
    /// Subnets in which it may validate.
    pub validator_permits: Vec<u16>,
    /// What 1,000 TAO of stake earn in a day.
    pub return_per_1000: Tao,
    /// What it earns in a day in all its subnets: rao of different alphas added up, as the chain
    /// does.
    pub total_daily_return_rao: u64,
}

/// Stake of somebody on a delegate, in one subnet.
pub type Nomination = (AccountId, Alpha);

/// A delegate with what one coldkey has on it in one subnet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DelegatedStake {
    /// The delegate, without its nominators.
    pub delegate: Delegate,
    /// The coldkey's stake on it.
    pub stake: Alpha,
}

impl From<DelegateInfo> for Delegate {
    fn from(info: DelegateInfo) -> Self {
        let alpha = |(netuid, rao)| Alpha::new(netuid, rao);
        Self {
            hotkey: info.delegate_ss58,
            owner: info.owner_ss58,
            take: info.take,
            nominators: info
                .nominators
                .into_iter()
                .map(|(coldkey, stakes)| (coldkey, stakes.into_iter().map(alpha).collect()))
                .collect(),
            registrations: info.registrations,
            validator_permits: info.validator_permits,
            return_per_1000: info.return_per_1000,
            total_daily_return_rao: info.total_daily_return,
        }
    }
}

impl Delegate {
    /// Everybody's stake on it in one subnet.
    pub fn nominations(&self, netuid: u16) -> Vec<Nomination> {
        let stakes = self
            .nominators
            .iter()
            .flat_map(|(coldkey, stakes)| stakes.iter().map(move |stake| (*coldkey, *stake)));
        stakes
            .filter(|(_, stake)| stake.netuid() == netuid)
            .collect()
    }
}

const API: &str = "DelegateInfoRuntimeApi";

impl StateAt {
    /// All delegates.
    pub async fn delegates(&self) -> Result<Vec<Delegate>, ClientError> {
        let found: Vec<DelegateInfo> = self.runtime(API, "get_delegates", ()).await?;
        Ok(found.into_iter().map(Delegate::from).collect())
    }

    /// One delegate, if the hotkey is one.
    pub async fn delegate(&self, hotkey: &AccountId) -> Result<Option<Delegate>, ClientError> {
        let found: Option<DelegateInfo> = self.runtime(API, "get_delegate", (hotkey,)).await?;
        Ok(found.map(Delegate::from))
    }

    /// The delegates on which a coldkey has stake, once for each subnet.
    pub async fn delegated(&self, coldkey: &AccountId) -> Result<Vec<DelegatedStake>, ClientError> {
        let found: Vec<(DelegateInfo, (u16, u64))> =
            self.runtime(API, "get_delegated", (coldkey,)).await?;
        Ok(found
            .into_iter()
            .map(|(info, (netuid, rao))| DelegatedStake {
                delegate: info.into(),
                stake: Alpha::new(netuid, rao),
            })
            .collect())
    }

    /// Whether a hotkey is a delegate.
    pub async fn is_delegate(&self, hotkey: &AccountId) -> Result<bool, ClientError> {
        self.is_stored("SubtensorModule", "Delegates", (hotkey,))
            .await
    }
}

reads! {
    /// What a delegate keeps of its nominators' dividends; the default for a hotkey that is none.
    fn take(hotkey: &AccountId) -> u16 = "SubtensorModule" / "Delegates";
    /// The takes of all delegates.
    each fn takes() -> AccountId => u16 = "SubtensorModule" / "Delegates";
    /// Least that a delegate may keep.
    fn min_take() -> u16 = "SubtensorModule" / "MinDelegateTake";
    /// Most that a delegate may keep.
    fn max_take() -> u16 = "SubtensorModule" / "MaxDelegateTake";
    /// Blocks between two raises of a delegate's take.
    fn take_rate_limit_blocks() -> u64 = "SubtensorModule" / "TxDelegateTakeRateLimit";
}
