//! The attributes of the Python SDK's metagraph, in its units.

use serde_json::{Value as Json, json};
use taonet_wallet::PublicKey;

use super::{Metagraph, SparseRows};
use crate::{Alpha, Neuron, PrometheusInfo, Tao};

/// Rao in one token.
const RAO: f64 = 1e9;
/// What a fraction is a part of.
const FULL: f32 = 65_535.0;

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "32-bit floats are what the attribute is; the exact number is in the field"
)]
fn tokens(rao: &[u64]) -> Vec<f32> {
    rao.iter().map(|rao| (*rao as f64 / RAO) as f32).collect()
}

fn fractions(parts: &[u16]) -> Vec<f32> {
    parts.iter().map(|part| f32::from(*part) / FULL).collect()
}

impl Metagraph {
    /// Number of neurons.
    pub fn n(&self) -> usize {
        self.hotkeys.len()
    }

    /// 0 to n - 1.
    pub fn uids(&self) -> Vec<u16> {
        (0..self.n())
            .map(|uid| u16::try_from(uid).unwrap_or(u16::MAX))
            .collect()
    }

    /// Root TAO behind each neuron, weighed, in TAO (`TS`).
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        reason = "as in `tokens`"
    )]
    pub fn tao_stake(&self) -> Vec<f32> {
        let weight = self.tao_weight as f64 / u64::MAX as f64;
        self.root_stake_rao
            .iter()
            .map(|rao| (*rao as f64 / RAO * weight) as f32)
            .collect()
    }

    /// Stake weight from alpha, in alpha (`AS`). For the root network, [`Self::tao_stake`].
    pub fn alpha_stake(&self) -> Vec<f32> {
        if self.netuid == 0 {
            return self.tao_stake();
        }
        tokens(&self.alpha_stake_rao)
    }

    /// Stake weight, in tokens (`S`). For the root network, [`Self::tao_stake`].
    pub fn total_stake(&self) -> Vec<f32> {
        if self.netuid == 0 {
            return self.tao_stake();
        }
        tokens(&self.total_stake_rao)
    }

    /// The same as [`Self::total_stake`].
    pub fn stake(&self) -> Vec<f32> {
        self.total_stake()
    }

    /// Agreed weights, 0 to 1 (`C`).
    pub fn consensus(&self) -> Vec<f32> {
        fractions(&self.consensus_u16)
    }

    /// Shares of the miners' reward, 0 to 1 (`I`).
    pub fn incentive(&self) -> Vec<f32> {
        fractions(&self.incentive_u16)
    }

    /// Shares of the validators' reward, 0 to 1 (`D`).
    pub fn dividends(&self) -> Vec<f32> {
        fractions(&self.dividends_u16)
    }

    /// How much of a validator's weights the consensus shares, 0 to 1 (`Tv`).
    pub fn validator_trust(&self) -> Vec<f32> {
        fractions(&self.validator_trust_u16)
    }

    /// What was earned in the last epoch, in alpha (`E`).
    pub fn emission(&self) -> Vec<f32> {
        tokens(&self.emission_rao)
    }

    /// What one neuron earned in the last epoch.
    pub fn emission_of(&self, uid: u16) -> Option<Alpha> {
        let rao = self.emission_rao.get(usize::from(uid))?;
        Some(Alpha::new(self.netuid, *rao))
    }

    /// Root TAO behind one neuron, before it is weighed.
    pub fn root_stake_of(&self, uid: u16) -> Option<Tao> {
        let rao = self.root_stake_rao.get(usize::from(uid))?;
        Some(Tao::from_rao(*rao))
    }

    /// Zeros: no runtime computes ranks any more (`R`).
    pub fn ranks(&self) -> Vec<f32> {
        vec![0.0; self.n()]
    }

    /// Zeros: no runtime computes trust any more (`T`).
    pub fn trust(&self) -> Vec<f32> {
        vec![0.0; self.n()]
    }

    /// Where each neuron serves, as `ip:port`; empty for one that does not.
    pub fn addresses(&self) -> Vec<String> {
        self.axons
            .iter()
            .map(|axon| {
                axon.socket_address()
                    .map(|address| address.to_string())
                    .unwrap_or_default()
            })
            .collect()
    }

    /// Weights, each row divided by its sum (`W`); `None` if they were not read. The root
    /// network's columns are subnets.
    pub fn weights(&self) -> Option<Vec<Vec<f32>>> {
        let rows = self.weight_rows.as_ref()?;
        let mut matrix = self.dense(rows);
        for row in &mut matrix {
            let sum: f32 = row.iter().sum();
            if sum > 0.0 {
                row.iter_mut().for_each(|entry| *entry /= sum);
            }
        }
        Some(matrix)
    }

    /// Bonds, as stored (`B`); `None` if they were not read.
    pub fn bonds(&self) -> Option<Vec<Vec<f32>>> {
        self.bond_rows.as_ref().map(|rows| self.dense(rows))
    }

    fn dense(&self, rows: &SparseRows) -> Vec<Vec<f32>> {
        let columns = rows
            .iter()
            .flat_map(|(_, entries)| entries)
            .filter(|_| self.netuid == 0)
            .map(|(column, _)| usize::from(*column).saturating_add(1))
            .fold(if self.netuid == 0 { 0 } else { self.n() }, usize::max);
        let mut matrix = vec![vec![0.0; columns]; self.n()];
        for (uid, entries) in rows {
            for (column, entry) in entries {
                let cell = matrix
                    .get_mut(usize::from(*uid))
                    .and_then(|row| row.get_mut(usize::from(*column)));
                if let Some(cell) = cell {
                    *cell = f32::from(*entry);
                }
            }
        }
        matrix
    }

    /// Place of a hotkey, if it has one.
    pub fn uid_of(&self, hotkey: &crate::AccountId) -> Option<u16> {
        let place = self.hotkeys.iter().position(|known| known == hotkey)?;
        u16::try_from(place).ok()
    }

    /// The neurons one by one, without weights and bonds.
    pub fn neurons(&self) -> Vec<Neuron> {
        fn at<T: Copy + Default>(column: &[T], place: usize) -> T {
            column.get(place).copied().unwrap_or_default()
        }
        let neuron = |place: usize| Neuron {
            uid: u16::try_from(place).unwrap_or(u16::MAX),
            netuid: self.netuid,
            hotkey: at(&self.hotkeys, place),
            coldkey: at(&self.coldkeys, place),
            active: at(&self.active, place),
            axon: at(&self.axons, place),
            prometheus: PrometheusInfo::default(),
            stake: Alpha::new(self.netuid, at(&self.total_stake_rao, place)),
            emission: Alpha::new(self.netuid, at(&self.emission_rao, place)),
            incentive: at(&self.incentive_u16, place),
            consensus: at(&self.consensus_u16, place),
            validator_trust: at(&self.validator_trust_u16, place),
            dividends: at(&self.dividends_u16, place),
            last_update: at(&self.last_update, place),
            validator_permit: at(&self.validator_permit, place),
            weights: Vec::new(),
            bonds: Vec::new(),
            pruning_score: at(&self.pruning_score, place),
        };
        (0..self.n()).map(neuron).collect()
    }

    fn neurons_json(&self) -> Json {
        let neuron = |neuron: Neuron| {
            json!({
                "uid": neuron.uid,
                "netuid": neuron.netuid,
                "hotkey": PublicKey::from_bytes(neuron.hotkey).to_ss58(),
                "coldkey": PublicKey::from_bytes(neuron.coldkey).to_ss58(),
                "active": neuron.active,
                "axon_info": neuron.axon,
                "stake_rao": neuron.stake.rao(),
                "emission_rao": neuron.emission.rao(),
                "incentive": f32::from(neuron.incentive) / FULL,
                "consensus": f32::from(neuron.consensus) / FULL,
                "validator_trust": f32::from(neuron.validator_trust) / FULL,
                "dividends": f32::from(neuron.dividends) / FULL,
                "last_update": neuron.last_update,
                "validator_permit": neuron.validator_permit,
                "pruning_score": neuron.pruning_score,
            })
        };
        self.neurons()
            .into_iter()
            .map(neuron)
            .collect::<Vec<_>>()
            .into()
    }

    /// An attribute by the name, or the one or two letters, that the Python SDK has for it.
    pub fn attribute(&self, name: &str) -> Option<Json> {
        let ss58 = |keys: &[crate::AccountId]| -> Json {
            let text = |key: &crate::AccountId| PublicKey::from_bytes(*key).to_ss58();
            keys.iter().map(text).collect::<Vec<_>>().into()
        };
        let dividends = |pairs: &[(crate::AccountId, u64)]| -> Json {
            let pair = |(key, rao): &(crate::AccountId, u64)| {
                json!([PublicKey::from_bytes(*key).to_ss58(), rao])
            };
            pairs.iter().map(pair).collect::<Vec<_>>().into()
        };
        Some(match name {
            "version" => json!([self.version]),
            "n" => json!(self.n()),
            "block" => json!(self.block),
            "netuid" => json!(self.netuid),
            "mechid" => json!(self.mechid),
            "network" => json!(self.network),
            "uids" => json!(self.uids()),
            "S" | "stake" | "total_stake" => json!(self.total_stake()),
            "AS" | "alpha_stake" => json!(self.alpha_stake()),
            "TS" | "tao_stake" => json!(self.tao_stake()),
            "C" | "consensus" => json!(self.consensus()),
            "I" | "incentive" => json!(self.incentive()),
            "D" | "dividends" => json!(self.dividends()),
            "Tv" | "validator_trust" => json!(self.validator_trust()),
            "E" | "emission" => json!(self.emission()),
            "R" | "ranks" => json!(self.ranks()),
            "T" | "trust" => json!(self.trust()),
            "W" | "weights" => json!(self.weights()?),
            "B" | "bonds" => json!(self.bonds()?),
            "active" => {
                let flags: Vec<u8> = self.active.iter().map(|flag| u8::from(*flag)).collect();
                json!(flags)
            }
            "last_update" => json!(self.last_update),
            "validator_permit" => json!(self.validator_permit),
            "axons" => json!(self.axons),
            "neurons" => self.neurons_json(),
            "hotkeys" => ss58(&self.hotkeys),
            "coldkeys" => ss58(&self.coldkeys),
            "addresses" => json!(self.addresses()),
            "name" => json!(self.name),
            "symbol" => json!(self.symbol),
            "network_registered_at" => json!(self.network_registered_at),
            "num_uids" => json!(self.num_uids),
            "max_uids" => json!(self.max_uids),
            "identities" => json!(self.identities),
            "identity" => json!(self.identity),
            "pruning_score" => json!(self.pruning_score),
            "block_at_registration" => json!(self.block_at_registration),
            "tao_dividends_per_hotkey" => dividends(&self.tao_dividends_per_hotkey),
            "alpha_dividends_per_hotkey" => dividends(&self.alpha_dividends_per_hotkey),
            "last_step" => json!(self.last_step),
            "tempo" => json!(self.tempo),
            "blocks_since_last_step" => json!(self.blocks_since_last_step),
            "owner_hotkey" => PublicKey::from_bytes(self.owner_hotkey).to_ss58().into(),
            "owner_coldkey" => PublicKey::from_bytes(self.owner_coldkey).to_ss58().into(),
            "hparams" => json!(self.hparams),
            "pool" => json!(self.pool),
            "emissions" => json!(self.emissions),
            "mechanism_count" => json!(self.mechanism_count),
            "emissions_split" => json!(self.emissions_split),
            _ => return None,
        })
    }
}
