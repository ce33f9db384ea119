//! The parts of a metagraph that belong to the subnet, and how they are written.

use serde::{Deserialize, Serialize};

use crate::{Alpha, Tao};

/// Rules of the subnet. Fractions are parts of 65,535.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[allow(
    missing_docs,
    reason = "the same as in `MetagraphFields`, where each is described"
)]
pub struct MetagraphRules {
    pub rho: u16,
    pub kappa: u16,
    pub min_allowed_weights: u16,
    pub max_weights_limit: u16,
    pub weights_version: u64,
    pub weights_rate_limit: u64,
    pub activity_cutoff: u64,
    pub max_validators: u16,
    #[serde(with = "tao")]
    pub burn: Tao,
    pub difficulty: u64,
    pub registration_allowed: bool,
    pub pow_registration_allowed: bool,
    pub immunity_period: u16,
    pub min_difficulty: u64,
    pub max_difficulty: u64,
    #[serde(with = "tao")]
    pub min_burn: Tao,
    #[serde(with = "tao")]
    pub max_burn: Tao,
    pub adjustment_alpha: u64,
    pub adjustment_interval: u16,
    pub target_regs_per_interval: u16,
    pub max_regs_per_block: u16,
    pub serving_rate_limit: u64,
    pub commit_reveal_weights_enabled: bool,
    pub commit_reveal_period: u64,
    pub liquid_alpha_enabled: bool,
    pub alpha_high: u16,
    pub alpha_low: u16,
    pub bonds_moving_avg: u64,
}

/// The pool of the subnet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MetagraphPool {
    /// Alpha in the pool.
    #[serde(with = "alpha")]
    pub alpha_in: Alpha,
    /// Alpha outside of the pool.
    #[serde(with = "alpha")]
    pub alpha_out: Alpha,
    /// TAO in the pool.
    #[serde(with = "tao")]
    pub tao_in: Tao,
    /// TAO that went through the pool since the beginning, in rao.
    #[serde(with = "big")]
    pub subnet_volume_rao: u128,
    /// Moving average of the price in TAO.
    pub moving_price: f64,
}

impl Default for MetagraphPool {
    fn default() -> Self {
        Self {
            alpha_in: Alpha::new(0, 0),
            alpha_out: Alpha::new(0, 0),
            tao_in: Tao::ZERO,
            subnet_volume_rao: 0,
            moving_price: 0.0,
        }
    }
}

/// What the subnet gets with each block, and what waits for its next epoch.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MetagraphEmissions {
    /// Alpha for the participants.
    #[serde(with = "alpha")]
    pub alpha_out_emission: Alpha,
    /// Alpha for the pool.
    #[serde(with = "alpha")]
    pub alpha_in_emission: Alpha,
    /// TAO for the pool.
    #[serde(with = "tao")]
    pub tao_in_emission: Tao,
    /// Always zero.
    pub subnet_emission: u64,
    /// Alpha that waits.
    #[serde(with = "alpha")]
    pub pending_alpha_emission: Alpha,
    /// Always zero.
    #[serde(with = "tao")]
    pub pending_root_emission: Tao,
}

impl Default for MetagraphEmissions {
    fn default() -> Self {
        Self {
            alpha_out_emission: Alpha::new(0, 0),
            alpha_in_emission: Alpha::new(0, 0),
            tao_in_emission: Tao::ZERO,
            subnet_emission: 0,
            pending_alpha_emission: Alpha::new(0, 0),
            pending_root_emission: Tao::ZERO,
        }
    }
}

/// TAO as a number of rao.
pub(super) mod tao {
    use super::Tao;
    use serde::{Deserialize, Deserializer, Serializer};

    #[allow(
        clippy::trivially_copy_pass_by_ref,
        reason = "the signature is serde's"
    )]
    pub(crate) fn serialize<S: Serializer>(tao: &Tao, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u64(tao.rao())
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Tao, D::Error> {
        u64::deserialize(deserializer).map(Tao::from_rao)
    }
}

/// Alpha as its subnet and a number of rao.
pub(super) mod alpha {
    use super::Alpha;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[derive(Serialize, Deserialize)]
    struct Written {
        netuid: u16,
        rao: u64,
    }

    pub(crate) fn serialize<S: Serializer>(
        alpha: &Alpha,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let written = Written {
            netuid: alpha.netuid(),
            rao: alpha.rao(),
        };
        written.serialize(serializer)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Alpha, D::Error> {
        Written::deserialize(deserializer).map(|written| Alpha::new(written.netuid, written.rao))
    }
}

/// A number that may be beyond 64 bits, as text: JSON has no such numbers.
pub(crate) mod big {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    #[allow(
        clippy::trivially_copy_pass_by_ref,
        reason = "the signature is serde's"
    )]
    pub(crate) fn serialize<S: Serializer>(
        number: &u128,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_str(number)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<u128, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(D::Error::custom)
    }
}

/// An account as SS58 text.
pub(super) mod account {
    use crate::AccountId;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};
    use taonet_wallet::PublicKey;

    pub(crate) fn serialize<S: Serializer>(
        account: &AccountId,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&PublicKey::from_bytes(*account).to_ss58())
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<AccountId, D::Error> {
        let text = String::deserialize(deserializer)?;
        PublicKey::from_ss58(&text)
            .map(|key| key.bytes())
            .map_err(D::Error::custom)
    }
}

/// One account, for lists of them.
#[derive(Serialize, Deserialize)]
struct Account(#[serde(with = "account")] crate::AccountId);

/// Accounts as a list of SS58 texts.
pub(super) mod accounts {
    use super::Account;
    use crate::AccountId;
    use serde::{Deserialize, Deserializer, Serializer};

    pub(crate) fn serialize<S: Serializer>(
        accounts: &[AccountId],
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(accounts.iter().map(|account| Account(*account)))
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Vec<AccountId>, D::Error> {
        let accounts = Vec::<Account>::deserialize(deserializer)?;
        Ok(accounts.into_iter().map(|account| account.0).collect())
    }
}

/// Accounts and amounts as a list of pairs.
pub(super) mod pairs {
    use super::Account;
    use crate::AccountId;
    use serde::{Deserialize, Deserializer, Serializer};

    pub(crate) fn serialize<S: Serializer>(
        pairs: &[(AccountId, u64)],
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(
            pairs
                .iter()
                .map(|(account, amount)| (Account(*account), amount)),
        )
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Vec<(AccountId, u64)>, D::Error> {
        let pairs = Vec::<(Account, u64)>::deserialize(deserializer)?;
        Ok(pairs
            .into_iter()
            .map(|(account, amount)| (account.0, amount))
            .collect())
    }
}
