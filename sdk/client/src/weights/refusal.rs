//! What a chain would say to a row of weights, known before it is asked.

/// One reason for which the chain does not take a row, with what to do about it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum WeightsRefusal {
    /// The subnet or its mechanism does not exist.
    NoSuchMechanism {
        /// Subnet.
        netuid: u16,
        /// Mechanism.
        mechid: u8,
        /// How many mechanisms the subnet has; 0 if there is no such subnet.
        mechanisms: u8,
    },
    /// The root network has no weights.
    Root,
    /// The chain is in safe mode and takes no such call.
    SafeMode {
        /// Block up to which it lasts.
        until_block: u64,
    },
    /// The signing account is about to be swapped, which freezes it.
    SwapAnnounced {
        /// Whether the swap is disputed, so that only governance can end it.
        disputed: bool,
    },
    /// The hotkey has no place in the subnet.
    NotRegistered {
        /// Subnet.
        netuid: u16,
    },
    /// The hotkey's stake weight is below the chain's threshold.
    NotEnoughStake {
        /// Stake weight, in rao.
        stake_rao: u64,
        /// The threshold, in rao.
        required_rao: u64,
    },
    /// The subnet asks for a newer version of the validator.
    VersionKeyTooLow {
        /// Version key given.
        given: u64,
        /// Lowest one that the subnet takes.
        required: u64,
    },
    /// The hotkey acted too recently.
    RateLimited {
        /// How many more blocks have to be made before a transaction can be sent.
        blocks: u64,
        /// First block that can hold the transaction.
        possible_in_block: u64,
        /// Blocks that have to lie between two actions.
        rate_limit: u64,
    },
    /// The neuron may give weight to itself alone.
    NoValidatorPermit {
        /// The hotkey's UID.
        uid: u16,
    },
    /// A UID is named twice.
    DuplicateUid {
        /// The UID.
        uid: u16,
    },
    /// A UID has no neuron.
    UidOutOfRange {
        /// The UID.
        uid: u16,
        /// Neurons of the subnet.
        neurons: u16,
    },
    /// Too few entries.
    TooFewWeights {
        /// Entries given.
        given: usize,
        /// Fewest that the subnet takes.
        required: u16,
    },
    /// One weight is too large a share of all.
    MaxWeightExceeded {
        /// UID of the largest weight.
        uid: u16,
        /// Its share in parts of 65,535.
        share: u16,
        /// Largest share that the subnet takes, in parts of 65,535.
        limit: u16,
    },
    /// The hotkey has as many commits waiting as the chain keeps.
    TooManyUnrevealedCommits {
        /// How many.
        waiting: usize,
    },
    /// Plain weights were asked for where they are committed.
    CommitRevealEnabled,
    /// A commit was asked for where weights are plain.
    CommitRevealDisabled,
    /// A timelocked commit was asked for which this chain would not open.
    NoTimelock {
        /// Why not.
        cause: String,
    },
}

impl WeightsRefusal {
    /// The chain's name of the error.
    pub fn chain_error_name(&self) -> &'static str {
        match self {
            Self::NoSuchMechanism { .. } => "MechanismDoesNotExist",
            Self::Root => "CanNotSetRootNetworkWeights",
            Self::SafeMode { .. } => "CallFiltered",
            Self::SwapAnnounced { disputed: true } => "ColdkeySwapDisputed",
            Self::SwapAnnounced { disputed: false } => "ColdkeySwapAnnounced",
            Self::NotRegistered { .. } => "HotKeyNotRegisteredInSubNet",
            Self::NotEnoughStake { .. } => "NotEnoughStakeToSetWeights",
            Self::VersionKeyTooLow { .. } => "IncorrectWeightVersionKey",
            Self::RateLimited { .. } => "SettingWeightsTooFast",
            Self::NoValidatorPermit { .. } => "NeuronNoValidatorPermit",
            Self::DuplicateUid { .. } => "DuplicateUids",
            Self::UidOutOfRange { .. } => "UidVecContainInvalidOne",
            Self::TooFewWeights { .. } => "WeightVecLengthIsLow",
            Self::MaxWeightExceeded { .. } => "MaxWeightExceeded",
            Self::TooManyUnrevealedCommits { .. } => "TooManyUnrevealedCommits",
            Self::CommitRevealEnabled => "CommitRevealEnabled",
            Self::CommitRevealDisabled => "CommitRevealDisabled",
            Self::NoTimelock { .. } => "IncorrectCommitRevealVersion",
        }
    }
}

impl std::fmt::Display for WeightsRefusal {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NoSuchMechanism {
                netuid,
                mechanisms: 0,
                ..
            } => write!(
                out,
                "subnet {netuid} does not exist: list the subnets and choose one"
            ),
            Self::NoSuchMechanism {
                netuid,
                mechid,
                mechanisms,
            } => write!(
                out,
                "subnet {netuid} has no mechanism {mechid}: it has {mechanisms}, counted from 0"
            ),
            Self::Root => out.write_str("the root network has no weights: choose another subnet"),
            Self::SafeMode { until_block } => write!(
                out,
                "the chain is in safe mode until block {until_block}: try again after it"
            ),
            Self::SwapAnnounced { disputed: true } => out.write_str(
                "the signing key is frozen by a disputed swap: only the chain's governance can \
                 end it",
            ),
            Self::SwapAnnounced { disputed: false } => out.write_str(
                "the signing key is frozen by an announced swap: complete the swap or take the \
                 announcement back",
            ),
            Self::NotRegistered { netuid } => write!(
                out,
                "the hotkey is not registered in subnet {netuid}: register it, or use the right \
                 hotkey"
            ),
            Self::NotEnoughStake {
                stake_rao,
                required_rao,
            } => write!(
                out,
                "the hotkey's stake weight is {} but the chain asks for {}: stake more on it",
                crate::format_tao(*stake_rao),
                crate::format_tao(*required_rao)
            ),
            Self::VersionKeyTooLow { given, required } => write!(
                out,
                "the subnet asks for version key {required} or higher and {given} was given: \
                 update the validator"
            ),
            Self::RateLimited {
                blocks,
                possible_in_block,
                rate_limit,
            } => write!(
                out,
                "weights were set or committed less than {rate_limit} blocks ago: wait {blocks} \
                 more blocks, block {possible_in_block} can hold the next"
            ),
            Self::NoValidatorPermit { uid } => write!(
                out,
                "UID {uid} has no validator permit: stake more than other validators and wait for \
                 the next epoch"
            ),
            Self::DuplicateUid { uid } => {
                write!(out, "UID {uid} is named twice: give it one weight")
            }
            Self::UidOutOfRange { uid, neurons } => write!(
                out,
                "UID {uid} does not exist: the subnet has {neurons} neurons; read the metagraph \
                 again"
            ),
            Self::TooFewWeights { given, required } => write!(
                out,
                "{given} weights are above zero but the subnet asks for {required}: score more \
                 neurons"
            ),
            Self::MaxWeightExceeded { uid, share, limit } => write!(
                out,
                "UID {uid} gets {share}/65535 of all weight but the subnet allows {limit}/65535: \
                 spread the weights (normalize_max_weight does)"
            ),
            Self::TooManyUnrevealedCommits { waiting } => write!(
                out,
                "{waiting} commits of this hotkey wait to be revealed, as many as the chain keeps: \
                 reveal them first, or wait for their epoch"
            ),
            Self::CommitRevealEnabled => out.write_str(
                "this subnet takes committed weights only: choose another method than direct",
            ),
            Self::CommitRevealDisabled => {
                out.write_str("this subnet takes plain weights only: choose the direct method")
            }
            Self::NoTimelock { cause } => write!(
                out,
                "timelocked weights would not open on this chain: {cause}; commit by hash instead"
            ),
        }
    }
}
