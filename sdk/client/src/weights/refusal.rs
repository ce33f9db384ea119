//! What a chain would say to a row of weights, known before it is asked.

use std::collections::BTreeSet;

use super::view::ValidatorView;

/// Unrevealed commits that the chain keeps of one hotkey.
const MAX_UNREVEALED_COMMITS: usize = 10;

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

/// What is about to be done with a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    /// Setting it in the clear.
    Set,
    /// Committing to it by its hash.
    CommitHash,
    /// Committing to it under a timelock.
    CommitTimelock,
    /// Showing what was committed to.
    Reveal,
}

/// Every reason against an act, the chain's first one first. Empty: the chain will take it, as far
/// as the state of this block tells.
pub(super) fn refusals(
    view: &ValidatorView,
    row: &[(u16, u16)],
    version_key: u64,
    act: Act,
) -> Vec<WeightsRefusal> {
    let mut found = Vec::new();
    if view.mechid >= view.mechanisms {
        found.push(WeightsRefusal::NoSuchMechanism {
            netuid: view.netuid,
            mechid: view.mechid,
            mechanisms: view.mechanisms,
        });
        return found;
    }
    if view.netuid == 0 {
        found.push(WeightsRefusal::Root);
    }
    // Safe mode lets the plain call of the main mechanism through.
    if let Some(until_block) = view.safe_mode_until
        && (act != Act::Set || view.mechid != 0)
    {
        found.push(WeightsRefusal::SafeMode { until_block });
    }
    if let Some(disputed) = view.swap_disputed {
        found.push(WeightsRefusal::SwapAnnounced { disputed });
    }
    let Some(uid) = view.uid else {
        found.push(WeightsRefusal::NotRegistered {
            netuid: view.netuid,
        });
        return found;
    };
    if let Some((stake_rao, required_rao)) = view.missing_stake {
        found.push(WeightsRefusal::NotEnoughStake {
            stake_rao,
            required_rao,
        });
    }
    if version_key < view.required_version {
        found.push(WeightsRefusal::VersionKeyTooLow {
            given: version_key,
            required: view.required_version,
        });
    }
    let possible_in_block = view.possible_in_block();
    if act != Act::Reveal && possible_in_block > view.next_block() {
        found.push(WeightsRefusal::RateLimited {
            blocks: possible_in_block.saturating_sub(view.next_block()),
            possible_in_block,
            rate_limit: view.rate_limit,
        });
    }
    let myself_alone = matches!(row, [(only, _)] if *only == uid);
    if !myself_alone && !view.validator_permit && view.owner_uid != Some(uid) {
        found.push(WeightsRefusal::NoValidatorPermit { uid });
    }
    found.extend(row_refusals(view, row, myself_alone));
    let waiting = match act {
        Act::CommitHash => view.waiting_hashes(),
        Act::CommitTimelock => view.waiting_timelocks,
        Act::Set | Act::Reveal => 0,
    };
    if waiting >= MAX_UNREVEALED_COMMITS {
        found.push(WeightsRefusal::TooManyUnrevealedCommits { waiting });
    }
    found
}

fn row_refusals(
    view: &ValidatorView,
    row: &[(u16, u16)],
    myself_alone: bool,
) -> Vec<WeightsRefusal> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    if let Some((uid, _)) = row.iter().find(|(uid, _)| !seen.insert(*uid)) {
        found.push(WeightsRefusal::DuplicateUid { uid: *uid });
    }
    if let Some((uid, _)) = row.iter().find(|(uid, _)| *uid >= view.neurons) {
        found.push(WeightsRefusal::UidOutOfRange {
            uid: *uid,
            neurons: view.neurons,
        });
    }
    if myself_alone {
        return found;
    }
    let required = view.min_allowed_weights.min(view.neurons);
    if row.len() < usize::from(required) {
        found.push(WeightsRefusal::TooFewWeights {
            given: row.len(),
            required,
        });
    }
    let sum: u64 = row.iter().map(|(_, value)| u64::from(*value)).sum();
    let largest = row.iter().max_by_key(|(_, value)| *value);
    if let Some((uid, value)) = largest
        && sum > 0
    {
        let share = u64::from(*value).saturating_mul(u64::from(u16::MAX)) / sum;
        if share > u64::from(view.max_weights_limit) {
            found.push(WeightsRefusal::MaxWeightExceeded {
                uid: *uid,
                share: u16::try_from(share).unwrap_or(u16::MAX),
                limit: view.max_weights_limit,
            });
        }
    }
    found
}

#[cfg(test)]
#[allow(clippy::panic, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;

    fn names(view: &ValidatorView, row: &[(u16, u16)], act: Act) -> Vec<&'static str> {
        refusals(view, row, 5, act)
            .iter()
            .map(WeightsRefusal::chain_error_name)
            .collect()
    }

    const ROW: [(u16, u16); 3] = [(0, 65_535), (1, 65_535), (2, 65_535)];

    #[test]
    fn nothing_is_wrong_with_a_good_row() {
        let view = ValidatorView::example();
        for act in [Act::Set, Act::CommitHash, Act::CommitTimelock, Act::Reveal] {
            assert!(names(&view, &ROW, act).is_empty(), "{act:?}");
        }
    }

    #[test]
    fn each_reason_is_found() {
        type Change = fn(&mut ValidatorView);
        let cases: [(Change, &str); 12] = [
            (|view| view.mechanisms = 0, "MechanismDoesNotExist"),
            (|view| view.netuid = 0, "CanNotSetRootNetworkWeights"),
            (|view| view.uid = None, "HotKeyNotRegisteredInSubNet"),
            (
                |view| view.missing_stake = Some((1, 2)),
                "NotEnoughStakeToSetWeights",
            ),
            (
                |view| view.required_version = 6,
                "IncorrectWeightVersionKey",
            ),
            (|view| view.last_update = 950, "SettingWeightsTooFast"),
            (
                |view| view.validator_permit = false,
                "NeuronNoValidatorPermit",
            ),
            (|view| view.neurons = 2, "UidVecContainInvalidOne"),
            (|view| view.min_allowed_weights = 4, "WeightVecLengthIsLow"),
            (|view| view.max_weights_limit = 20_000, "MaxWeightExceeded"),
            (
                |view| view.swap_disputed = Some(false),
                "ColdkeySwapAnnounced",
            ),
            (
                |view| view.swap_disputed = Some(true),
                "ColdkeySwapDisputed",
            ),
        ];
        for (change, name) in cases {
            let mut view = ValidatorView::example();
            change(&mut view);
            assert_eq!(names(&view, &ROW, Act::Set), [name]);
        }
        let view = ValidatorView::example();
        assert_eq!(
            names(&view, &[(1, 1), (2, 1), (1, 1)], Act::Set),
            ["DuplicateUids"]
        );
    }

    #[test]
    fn blocks_to_wait_are_counted_as_the_chain_does() {
        let mut view = ValidatorView::example();
        // Block 1,000 is the best, 1,001 the next; the chain takes a distance of exactly 100.
        view.last_update = 901;
        assert!(names(&view, &ROW, Act::Set).is_empty());
        view.last_update = 902;
        let found = refusals(&view, &ROW, 5, Act::CommitHash);
        let expected = WeightsRefusal::RateLimited {
            blocks: 1,
            possible_in_block: 1_002,
            rate_limit: 100,
        };
        assert_eq!(found, [expected]);
        assert!(names(&view, &ROW, Act::Reveal).is_empty());
        // Whoever never acted does not wait, whatever the number of the block.
        view.block = 20;
        view.last_update = 0;
        assert!(names(&view, &ROW, Act::Set).is_empty());
    }

    #[test]
    fn weight_on_oneself_needs_neither_permit_nor_company() {
        let mut view = ValidatorView::example();
        view.validator_permit = false;
        view.max_weights_limit = 1;
        view.min_allowed_weights = 9;
        assert!(names(&view, &[(3, 7)], Act::Set).is_empty());
        view.owner_uid = Some(3);
        view.min_allowed_weights = 1;
        view.max_weights_limit = u16::MAX;
        assert!(names(&view, &[(0, 7)], Act::Set).is_empty());
    }

    #[test]
    fn a_subnet_with_few_neurons_asks_for_no_more_than_it_has() {
        let mut view = ValidatorView::example();
        view.neurons = 3;
        view.min_allowed_weights = 64;
        assert!(names(&view, &ROW, Act::Set).is_empty());
    }

    #[test]
    fn safe_mode_lets_plain_weights_through() {
        let mut view = ValidatorView::example();
        view.safe_mode_until = Some(2_000);
        assert!(names(&view, &ROW, Act::Set).is_empty());
        assert_eq!(names(&view, &ROW, Act::CommitHash), ["CallFiltered"]);
        view.mechanisms = 2;
        view.mechid = 1;
        assert_eq!(names(&view, &ROW, Act::Set), ["CallFiltered"]);
    }

    #[test]
    fn full_queues_are_noticed() {
        let mut view = ValidatorView::example();
        let epoch = view.next_block_epoch();
        view.hash_commits = vec![([1; 32], epoch); 10];
        assert_eq!(
            names(&view, &ROW, Act::CommitHash),
            ["TooManyUnrevealedCommits"]
        );
        // Those that expired at the front of the queue make room.
        view.hash_commits[0].1 = epoch - 2;
        assert!(names(&view, &ROW, Act::CommitHash).is_empty());
        view.waiting_timelocks = 10;
        assert_eq!(
            names(&view, &ROW, Act::CommitTimelock),
            ["TooManyUnrevealedCommits"]
        );
    }
}
