//! The checks of the chain, done on a view of it.

use std::collections::BTreeSet;

use super::WeightsRefusal;
use super::view::ValidatorView;

/// Unrevealed commits that the chain keeps of one hotkey.
const MAX_UNREVEALED_COMMITS: usize = 10;

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
