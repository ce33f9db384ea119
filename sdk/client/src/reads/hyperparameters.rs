//! Rules of a subnet, all at once.

use serde_json::Value as Json;

use crate::{ClientError, StateAt, record};

record! {
    /// One rule of a subnet by its name.
    #[derive(Clone, Debug, PartialEq)]
    pub struct HyperparameterEntry {
        /// Name as the runtime spells it.
        pub name: String,
        /// Value, as the codec writes it: `{"U16": 360}`.
        pub value: Json,
    }
}

impl HyperparameterEntry {
    /// The value without the name of its kind.
    pub fn bare_value(&self) -> &Json {
        self.value
            .as_object()
            .and_then(|members| members.values().next())
            .unwrap_or(&self.value)
    }
}

record! {
    /// Rules of a subnet. Fractions are parts of 65,535 unless something else is said. A rule that
    /// the chain's runtime does not have is `None`.
    #[derive(Clone, Debug, PartialEq, Eq, Default)]
    pub struct Hyperparameters {
        /// Steepness of a function that nothing uses any more.
        pub rho: Option<u16>,
        /// Majority needed for consensus.
        pub kappa: u16,
        /// Blocks in which a new neuron cannot be replaced.
        pub immunity_period: u16,
        /// Fewest entries in a row of weights.
        pub min_allowed_weights: u16,
        /// Largest share of one entry.
        pub max_weights_limit: u16,
        /// Blocks from one epoch to the next.
        pub tempo: u16,
        /// Least difficulty of registrations by work, which are no more.
        pub min_difficulty: Option<u64>,
        /// Greatest difficulty of the same.
        pub max_difficulty: Option<u64>,
        /// Version that weights must name.
        pub weights_version: u64,
        /// Blocks between two settings of weights by one neuron.
        pub weights_rate_limit: u64,
        /// Blocks of an adjustment of difficulty, which is no more.
        pub adjustment_interval: Option<u16>,
        /// Blocks after which a silent validator no longer counts.
        pub activity_cutoff: u64,
        /// The same in thousandths of a tempo.
        pub activity_cutoff_factor: Option<u32>,
        /// Whether neurons may register.
        pub registration_allowed: bool,
        /// Registrations that the root network aims at in each interval.
        pub target_regs_per_interval: Option<u16>,
        /// Lowest registration price in rao.
        pub min_burn: u64,
        /// Highest registration price in rao.
        pub max_burn: u64,
        /// Blocks in which the registration price falls by half.
        pub burn_half_life: Option<u16>,
        /// Weight of the past in the average of bonds, in parts of 1,000,000.
        pub bonds_moving_avg: u64,
        /// Most registrations in one block.
        pub max_regs_per_block: u16,
        /// Blocks between two announcements of one neuron.
        pub serving_rate_limit: u64,
        /// Most neurons with a permit.
        pub max_validators: u16,
        /// Weight of the past in an adjustment that is no more.
        pub adjustment_alpha: Option<u64>,
        /// Difficulty of registrations by work, which are no more.
        pub difficulty: Option<u64>,
        /// Epochs between committing weights and showing them.
        pub commit_reveal_period: u64,
        /// Whether weights are committed before they are shown.
        pub commit_reveal_weights_enabled: bool,
        /// Upper bound of liquid alpha.
        pub alpha_high: u16,
        /// Lower bound of liquid alpha.
        pub alpha_low: u16,
        /// Whether bonds grow at a rate of their own.
        pub liquid_alpha_enabled: bool,
        /// Steepness of liquid alpha, times 2^32.
        pub alpha_sigmoid_steepness: Option<i64>,
        /// 2 or 3.
        pub yuma_version: Option<u16>,
        /// Whether staking is open (the subnet was started).
        pub subnet_is_active: Option<bool>,
        /// Whether stake can be given to another coldkey.
        pub transfers_enabled: Option<bool>,
        /// Whether a commitment resets bonds.
        pub bonds_reset_enabled: Option<bool>,
        /// Whether anybody can add to the pool.
        pub user_liquidity_enabled: Option<bool>,
        /// Whether the owner gets a part of the emission.
        pub owner_cut_enabled: Option<bool>,
        /// Whether that part is locked as it is paid.
        pub owner_cut_auto_lock_enabled: Option<bool>,
        /// Least that child hotkeys must keep.
        pub min_childkey_take: Option<u16>,
    }
}

const API: &str = "SubnetInfoRuntimeApi";
const ENTRIES: &str = "get_subnet_hyperparams_v3";

impl StateAt {
    /// Rules of one subnet.
    ///
    /// Taken from the newest form that the runtime has. The newest leaves out what is without
    /// effect; those are filled in from the form before, as long as there is one.
    ///
    /// # Errors
    /// [`ClientError::UnknownSubnet`] where there is none.
    pub async fn hyperparameters(&self, netuid: u16) -> Result<Hyperparameters, ClientError> {
        let runtime = &self.block.runtime;
        let record = ["get_subnet_hyperparams_v2", "get_subnet_hyperparams"]
            .into_iter()
            .find(|method| runtime.has_call(API, method));
        let mut found: Hyperparameters = match record {
            Some(method) => {
                let found: Option<Hyperparameters> = self.runtime(API, method, (netuid,)).await?;
                found.ok_or(ClientError::UnknownSubnet { netuid })?
            }
            None => Hyperparameters::default(),
        };
        if record.is_none() || runtime.has_call(API, ENTRIES) {
            for entry in self.hyperparameter_entries(netuid).await? {
                found.set(&entry);
            }
        }
        Ok(found)
    }

    /// Rules of one subnet by name, as the runtime lists them: all that it has, those that are
    /// newer than this client too.
    ///
    /// # Errors
    /// [`ClientError::UnknownSubnet`] where there is none.
    pub async fn hyperparameter_entries(
        &self,
        netuid: u16,
    ) -> Result<Vec<HyperparameterEntry>, ClientError> {
        let found: Option<Vec<HyperparameterEntry>> = self.runtime(API, ENTRIES, (netuid,)).await?;
        found.ok_or(ClientError::UnknownSubnet { netuid })
    }
}

/// Sets the field of the entry's name, if the number fits.
macro_rules! set {
    ($rules:ident, $entry:ident, $value:ident:
        flags $($flag:ident)+; maybe flags $($maybe_flag:ident)+;
        numbers $($number:ident)+; maybe numbers $($maybe_number:ident)+) => {
        match $entry.name.as_str() {
            $(stringify!($flag) => {
                if let Some(flag) = $value.as_bool() { $rules.$flag = flag; }
            })+
            $(stringify!($maybe_flag) => $rules.$maybe_flag = $value.as_bool(),)+
            $(stringify!($number) => {
                if let Some(number) = $value.as_u64().and_then(|n| n.try_into().ok()) {
                    $rules.$number = number;
                }
            })+
            $(stringify!($maybe_number) => {
                $rules.$maybe_number = $value.as_u64().and_then(|n| n.try_into().ok());
            })+
            _ => {}
        }
    };
}

impl Hyperparameters {
    fn set(&mut self, entry: &HyperparameterEntry) {
        let value = entry.bare_value();
        if entry.name == "alpha_sigmoid_steepness" {
            self.alpha_sigmoid_steepness = value.get("bits").unwrap_or(value).as_i64();
            return;
        }
        set!(self, entry, value:
            flags registration_allowed commit_reveal_weights_enabled liquid_alpha_enabled;
            maybe flags subnet_is_active transfers_enabled bonds_reset_enabled
                user_liquidity_enabled owner_cut_enabled owner_cut_auto_lock_enabled;
            numbers kappa immunity_period min_allowed_weights max_weights_limit tempo
                weights_version weights_rate_limit activity_cutoff min_burn max_burn
                bonds_moving_avg max_regs_per_block serving_rate_limit max_validators
                commit_reveal_period alpha_high alpha_low;
            maybe numbers rho min_difficulty max_difficulty adjustment_interval
                activity_cutoff_factor target_regs_per_interval burn_half_life adjustment_alpha
                difficulty yuma_version min_childkey_take
        );
    }
}
