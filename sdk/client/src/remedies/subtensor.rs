//! Errors of pallet-subtensor, and of the extensions that check its calls.

use super::Entry;

/// Code and remedy.
pub(super) fn entry(name: &str) -> Option<Entry> {
    Some(match name {
        "NotEnoughBalanceToStake"
        | "NotEnoughBalanceToPaySwapColdKey"
        | "NotEnoughBalanceToPaySwapHotKey"
        | "CannotAffordLockCost"
        | "InsufficientTaoBalance"
        | "BalanceTooLow"
        | "BalanceWithdrawalError"
        | "ZeroBalanceAfterWithdrawn" => (
            "insufficient_balance",
            "The coldkey holds too little TAO for this: send TAO to it, or use a smaller amount.",
        ),
        "NotEnoughStakeToWithdraw"
        | "InsufficientAlphaBalance"
        | "InsufficientStakeForLock"
        | "NotEnoughAlphaOutToRecycle" => (
            "insufficient_balance",
            "The stake on this hotkey is smaller than that: read it first, or use all of it.",
        ),
        "StakeUnavailable" | "UnlockAmountTooHigh" => (
            "insufficient_balance",
            "Part of the stake is locked or held as collateral: use what is available, or wait \
             until the lock decays.",
        ),
        "AmountTooLow" | "StakeAmountTooLow" => (
            "invalid_argument",
            "The amount is below the minimum: use a larger one.",
        ),
        "ZeroMaxAmount" => (
            "invalid_argument",
            "At that limit nothing can be traded: use a wider limit.",
        ),
        "NotEnoughStake"
        | "NotEnoughStakeToSetWeights"
        | "NotEnoughStakeToSetChildkeys"
        | "StakeTooLowForRoot" => (
            "policy_violation",
            "The hotkey's stake is below what this takes: add stake to it.",
        ),
        "HotKeyNotRegisteredInSubNet" | "HotKeyNotRegisteredInNetwork" => (
            "not_registered",
            "The hotkey is not a neuron of this subnet: register it, or use the right hotkey.",
        ),
        "HotKeyAlreadyRegisteredInSubNet" => (
            "already_exists",
            "The hotkey is a neuron already: nothing to do.",
        ),
        "HotKeyAccountNotExists" => (
            "not_found",
            "No coldkey owns this hotkey yet: register it in a subnet, or associate it.",
        ),
        "NonAssociatedColdKey" | "BeneficiaryDoesNotOwnHotkey" => (
            "not_authorized",
            "Another coldkey owns this hotkey: sign with that one, or use another hotkey.",
        ),
        "NotSubnetOwner" => (
            "not_authorized",
            "Only the subnet's owner may do that: sign with the owner's coldkey.",
        ),
        "ExpectedBeneficiaryOrigin" => (
            "not_authorized",
            "Only the beneficiary of the lease may do that: sign with its key.",
        ),
        "ColdKeyAlreadyAssociated" => (
            "already_exists",
            "The new coldkey owns hotkeys or stake already: choose an unused one.",
        ),
        "NewColdKeyIsHotkey" => (
            "invalid_argument",
            "The new coldkey is somebody's hotkey: choose another.",
        ),
        "NewHotKeyIsSameWithOld" => (
            "invalid_argument",
            "Both hotkeys are the same: name another new one.",
        ),
        "NewHotKeyNotCleanForRootSwap" => (
            "already_exists",
            "The new hotkey has stake or dividends on the root network: choose an unused one.",
        ),
        "HotKeyAlreadyDelegate" => (
            "already_exists",
            "The hotkey takes delegations already: nothing to do.",
        ),
        "SubnetNotExists"
        | "MechanismDoesNotExist"
        | "SubnetDoesNotExist"
        | "InvalidSubnetNumber"
        | "RootNetworkDoesNotExist" => (
            "subnet_not_exists",
            "There is no such subnet or mechanism: list the subnets and choose one.",
        ),
        "SubtokenDisabled" => (
            "subtoken_disabled",
            "The subnet has not been started: its owner must call start_call.",
        ),
        "NotRootSubnet"
        | "RegistrationNotPermittedOnRootSubnet"
        | "CanNotSetRootNetworkWeights"
        | "CannotBurnOrRecycleOnRootSubnet"
        | "NotPermittedOnRootSubnet"
        | "RootNetUidNotAllowed" => (
            "invalid_argument",
            "That cannot be done on the root network, or only there: use the other kind of subnet \
             or call.",
        ),
        "SameNetuid" => ("invalid_argument", "Both subnets are the same: name two."),
        "NeuronNoValidatorPermit" => (
            "not_authorized",
            "Only validators with a permit may set weights: stake more than other validators, and \
             wait for the next epoch.",
        ),
        "SettingWeightsTooFast" | "CommittingWeightsTooFast" => (
            "rate_limited",
            "Weights were set too recently: wait for the subnet's weights rate limit in blocks.",
        ),
        "IncorrectWeightVersionKey" => (
            "invalid_argument",
            "The subnet asks for a newer weights version: update the validator.",
        ),
        "IncorrectCommitRevealVersion" => (
            "invalid_argument",
            "The chain takes another format of timelocked weights: update the client.",
        ),
        "WeightVecLengthIsLow" => (
            "invalid_argument",
            "Too few weights: the subnet asks for more entries.",
        ),
        "WeightVecNotEqualSize" | "InputLengthsUnequal" => (
            "invalid_argument",
            "The lists have different lengths: give one value for each entry.",
        ),
        "DuplicateUids" | "UidVecContainInvalidOne" | "UidsLengthExceedUidsInSubNet" => (
            "invalid_argument",
            "The UIDs repeat, or are not those of neurons of this subnet: read the metagraph \
             again.",
        ),
        "MaxWeightExceeded" => (
            "invalid_argument",
            "One weight is too large a share: spread the weights.",
        ),
        "CommitRevealEnabled" => (
            "policy_violation",
            "This subnet takes committed weights: commit, then reveal.",
        ),
        "CommitRevealDisabled" => (
            "disabled",
            "This subnet takes plain weights: use set_weights.",
        ),
        "NoWeightsCommitFound" => (
            "not_found",
            "There is no commit for these weights: reveal exactly what was committed, with the \
             same salt and version.",
        ),
        "InvalidRevealCommitHashNotMatch" => (
            "invalid_argument",
            "These are not the weights that were committed: reveal them with the same salt and \
             version.",
        ),
        "RevealTooEarly" => (
            "too_early",
            "The reveal window has not begun: wait until the tempos of the reveal period are over.",
        ),
        "ExpiredWeightCommit" => ("expired", "The reveal window is over: commit again."),
        "TooManyUnrevealedCommits" => (
            "limit_exceeded",
            "Too many commits wait to be revealed: reveal or let them expire.",
        ),
        "InvalidRevealRound" => (
            "invalid_argument",
            "That round of the beacon is over already: encrypt to a later one.",
        ),
        "ServingRateLimitExceeded" => (
            "rate_limited",
            "The endpoint was announced a moment ago: wait for the subnet's serving rate limit in \
             blocks.",
        ),
        "InvalidIpAddress" | "InvalidIpType" | "InvalidPort" => (
            "invalid_argument",
            "That is no public address and port: announce one that others can reach.",
        ),
        "TooManyRegistrationsThisBlock" | "TooManyRegistrationsThisInterval" => (
            "rate_limited",
            "Too many registrations just now: try again in a later block.",
        ),
        "SubNetRegistrationDisabled" | "POWRegistrationDisabled" => (
            "disabled",
            "This subnet takes no such registrations now: ask its owner.",
        ),
        "NoNeuronIdAvailable" => (
            "limit_exceeded",
            "All neurons of the subnet are immune: try again when the immunity of one ends.",
        ),
        "RegistrationPriceLimitExceeded" => (
            "policy_violation",
            "The price rose above the limit: look at it again and raise the limit.",
        ),
        "InvalidDifficulty" | "InvalidSeal" | "InvalidWorkBlock" => (
            "invalid_argument",
            "The proof of work does not fit: compute it for a recent block and the subnet's \
             difficulty.",
        ),
        "NetworkTxRateLimitExceeded" => (
            "rate_limited",
            "A subnet was created a moment ago: wait some blocks.",
        ),
        "SubnetLimitReached" | "AllNetworksInImmunity" => (
            "limit_exceeded",
            "There is no room for another subnet: wait until the immunity of one ends.",
        ),
        "WaitingForDissolvedSubnetCleanup"
        | "NetworkDissolveAlreadyQueued"
        | "UidMapCouldNotBeCleared" => (
            "too_early",
            "A subnet is still being taken down: try again some blocks later.",
        ),
        "SlippageTooHigh" => (
            "policy_violation",
            "The trade would move the price past the limit: use a smaller amount or a wider limit.",
        ),
        "InsufficientLiquidity" => (
            "insufficient_liquidity",
            "The pool is too small for this trade: use a smaller amount.",
        ),
        "TransferDisallowed" => (
            "disabled",
            "The subnet's owner does not allow stake to be given away: unstake and transfer TAO.",
        ),
        "AccountRejectsLockedAlpha" => (
            "policy_violation",
            "The receiver takes no locked alpha: send what is not locked, or ask the receiver.",
        ),
        "NeedWaitingMoreBlocksToStarCall" | "StartCallNotReady" => (
            "too_early",
            "A new subnet must wait some blocks before its start: try again later.",
        ),
        "FirstEmissionBlockNumberAlreadySet" => (
            "already_exists",
            "The subnet was started already: nothing to do.",
        ),
        "AdminActionProhibitedDuringWeightsWindow" => (
            "too_early",
            "Rules are frozen just before an epoch: try again after it.",
        ),
        "TxRateLimitExceeded"
        | "DelegateTxRateLimitExceeded"
        | "HotKeySetTxRateLimitExceeded"
        | "StakingRateLimitExceeded"
        | "TxChildkeyTakeRateLimitExceeded"
        | "AddStakeBurnRateLimitExceeded"
        | "SubnetBuybackRateLimitExceeded"
        | "RateLimitExceeded"
        | "EvmKeyAssociateRateLimitExceeded"
        | "HotKeySwapOnSubnetIntervalNotPassed" => (
            "rate_limited",
            "This key or subnet did the same a moment ago: wait for the rate limit in blocks.",
        ),
        "DelegateTakeTooLow" | "DelegateTakeTooHigh" | "InvalidChildkeyTake" => (
            "invalid_argument",
            "The take is outside of the allowed range, or does not rise or fall as the call says: \
             read the range first.",
        ),
        "InvalidChild"
        | "DuplicateChild"
        | "TooManyChildren"
        | "ProportionOverflow"
        | "ChildParentInconsistency" => (
            "invalid_argument",
            "The children do not fit: no repeats, not the parent itself, at most five, shares of \
             together no more than the whole.",
        ),
        "InvalidIdentity" => (
            "invalid_argument",
            "A text of the identity is too long: shorten it.",
        ),
        "SymbolDoesNotExist" => (
            "invalid_argument",
            "The chain's list has no such symbol: choose another.",
        ),
        "SymbolAlreadyInUse" => (
            "already_exists",
            "Another subnet has this symbol: choose another.",
        ),
        "ColdkeySwapAnnounced" => (
            "policy_violation",
            "A move of this coldkey is announced, which blocks everything else: finish it, or \
             clear the announcement.",
        ),
        "ColdkeySwapDisputed" | "ColdkeySwapAlreadyDisputed" => (
            "policy_violation",
            "The move of this coldkey is disputed: only root can settle that.",
        ),
        "ColdkeySwapAnnouncementNotFound" => (
            "not_found",
            "No move of this coldkey is announced: announce it first.",
        ),
        "ColdkeySwapTooEarly" | "ColdkeySwapReannouncedTooEarly" | "ColdkeySwapClearTooEarly" => (
            "too_early",
            "The delay after the announcement is not over: wait for it.",
        ),
        "AnnouncedColdkeyHashDoesNotMatch" => (
            "invalid_argument",
            "Another coldkey was announced: name that one.",
        ),
        "InvalidRecoveredPublicKey" | "UnableToRecoverPublicKey" => (
            "invalid_argument",
            "The signature is not that of the Ethereum key: sign the right message.",
        ),
        "EvmKeyAssociationLimitExceeded" => (
            "limit_exceeded",
            "The Ethereum key is tied to too many neurons: use another.",
        ),
        "SameAutoStakeHotkeyAlreadySet" => (
            "already_exists",
            "That hotkey is set already: nothing to do.",
        ),
        "ActiveLockExists" | "LockHotkeyMismatch" => (
            "already_exists",
            "There is a lock on another hotkey: move it, or wait until it has decayed.",
        ),
        "NoExistingLock" => (
            "not_found",
            "There is no lock in this subnet: lock stake first.",
        ),
        "LockIdOverFlow" | "Overflow" | "ArithmeticOverflow" | "StorageOverflow" => (
            "internal",
            "A number of the chain would overflow: use a smaller one, and report it.",
        ),
        "LeaseDoesNotExist" | "LeaseNetuidNotFound" => (
            "not_found",
            "There is no such lease: list the leases first.",
        ),
        "LeaseHasNoEndBlock" | "LeaseHasNotEnded" => (
            "too_early",
            "The lease has not ended: wait for its last block.",
        ),
        "LeaseCannotEndInThePast" => (
            "invalid_argument",
            "The last block of the lease is over: name a later one.",
        ),
        "InvalidLeaseBeneficiary" => (
            "invalid_argument",
            "The beneficiary of a lease is whoever created the crowdloan: finalise it with that \
             key.",
        ),
        "InvalidNumRootClaim"
        | "InvalidRootClaimThreshold"
        | "InvalidVotingPowerEmaAlpha"
        | "InvalidValue"
        | "ValueNotInBounds" => (
            "invalid_argument",
            "The value is outside of the allowed range: read the range, and choose another.",
        ),
        "VotingPowerTrackingNotEnabled" => (
            "disabled",
            "Voting power is not tracked in this subnet: enable it first.",
        ),
        "TempoOutOfBounds"
        | "ActivityCutoffFactorMilliOutOfBounds"
        | "ActivityCutoffTooLow"
        | "RevealPeriodTooLarge"
        | "RevealPeriodTooSmall"
        | "AlphaHighTooLow"
        | "AlphaLowOutOfRange" => (
            "invalid_argument",
            "The value is outside of the chain's bounds: read its constants, and choose another.",
        ),
        "DynamicTempoBlockedByCommitReveal" => (
            "policy_violation",
            "The tempo cannot change while commits wait: switch commit-reveal off first.",
        ),
        "AutoEpochAlreadyImminent" | "EpochTriggerAlreadyPending" => {
            ("too_early", "The next epoch is due already: wait for it.")
        }
        "LiquidAlphaDisabled" => (
            "disabled",
            "Liquid alpha is off in this subnet: switch it on first.",
        ),
        "TooManyUIDsPerMechanism" | "TrimmingWouldExceedMaxImmunePercentage" => (
            "limit_exceeded",
            "Neurons and mechanisms do not fit together: use fewer of one.",
        ),
        "TransactorAccountShouldBeHotKey" => (
            "not_authorized",
            "The hotkey itself must sign: use its key.",
        ),
        "CannotUseSystemAccount" => (
            "invalid_argument",
            "That is an account of the chain itself: name one with a key.",
        ),
        "ColdkeyCollateralIncomplete"
        | "ColdkeyCollateralPositionsFull"
        | "KeepStakeBlockedByCollateral" => (
            "policy_violation",
            "The coldkey's collateral does not allow that: release or complete it first.",
        ),
        "CallDisabled" | "DisabledTemporarily" | "FaucetDisabled" | "Deprecated" => (
            "disabled",
            "The chain no longer takes this call, or not now: look for the one that took its \
             place.",
        ),
        "BadRequest" => (
            "invalid_argument",
            "The chain refuses the call before running it: check its arguments and the keys.",
        ),
        "InvalidRealAccount" => (
            "not_authorized",
            "The account to act for cannot pay as asked: check the proxy's wrapping.",
        ),
        _ => return None,
    })
}
