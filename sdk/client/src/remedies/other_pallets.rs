//! Errors of the other pallets, of the engine, and of the transaction pool.

use super::Entry;

/// Code and remedy.
pub(super) fn entry(name: &str) -> Option<Entry> {
    Some(match name {
        "InsufficientBalance" | "FundsUnavailable" | "LiquidityRestrictions" | "Payment" => (
            "insufficient_balance",
            "The account holds too little TAO for the amount and the fee: send TAO to it, or use \
             a smaller amount.",
        ),
        "NotExpendable" | "Expendability" | "KeepAlive" => (
            "insufficient_balance",
            "The account would fall below the existential deposit and die: send less, or allow \
             that by transfer_allow_death.",
        ),
        "BelowMinimum" | "ExistentialDeposit" | "CannotCreate" | "DeadAccount" => (
            "invalid_argument",
            "The receiver would hold less than the existential deposit (0.0000005 TAO): send more.",
        ),
        "Underflow" => (
            "insufficient_balance",
            "More is to be taken than there is: read the balance, and use a smaller amount.",
        ),
        "Frozen" => (
            "insufficient_balance",
            "Part of the balance is frozen: wait until it is released.",
        ),
        "BadOrigin"
        | "RequireSudo"
        | "Unauthorized"
        | "NotAuthorized"
        | "BadSigner"
        | "AccountNotAllowedCommit"
        | "NoPermission"
        | "InvalidOrigin"
        | "NotOwner" => (
            "not_authorized",
            "This key may not do that: sign with the owner, the sudo key, or whoever the call is \
             for.",
        ),
        "BadProof" => (
            "not_authorized",
            "The signature does not fit the account or the chain: check that the key is that of \
             the account, and that the client is connected to the chain it signs for.",
        ),
        "Stale" | "NonceTaken" => (
            "expired",
            "Another transaction of this account went first: send it again.",
        ),
        "Future" => (
            "too_early",
            "A transaction of this account with a lower nonce is missing: send that one first.",
        ),
        "AncientBirthBlock" => ("expired", "The transaction is too old: sign it again."),
        "PriorityTooLow" | "AlreadyImported" => (
            "already_exists",
            "The same account has a transaction with this nonce waiting: wait for its block.",
        ),
        "Banned" => (
            "rate_limited",
            "The node saw this transaction a moment ago and does not want it now: look for it in \
             the blocks, or wait half an hour.",
        ),
        "PoolFull" | "ExhaustsResources" | "Exhausted" => (
            "rate_limited",
            "The node or its next block is full: try again in a later block.",
        ),
        "Call" | "CallFiltered" => (
            "disabled",
            "The chain does not take this call from here: some calls cannot be batched, proxied, \
             or made while safe mode is on.",
        ),
        "InvalidFormat" => (
            "internal",
            "The node cannot read the transaction: connect again, and report it if that does not \
             help.",
        ),
        "UnknownValidity" => (
            "unknown",
            "The node cannot judge the transaction now: try again when it has caught up with the \
             chain.",
        ),
        "NotAccepted" => (
            "unknown",
            "Check the account's balance and the call's arguments, by a dry run.",
        ),
        "FailedShieldedTxParsing" | "InvalidShieldedTxPubKeyHash" => (
            "invalid_argument",
            "The envelope does not fit the chain's shield: seal to the key that is announced now.",
        ),
        "BadEncKeyLen" | "WeightExceedsAbsoluteMax" => (
            "invalid_argument",
            "The value does not fit the shield: read its limits.",
        ),
        "TooManyPendingExtrinsics" => (
            "limit_exceeded",
            "Too many sealed calls wait: try again in a later block.",
        ),
        "Unreachable" => (
            "internal",
            "The chain reports what should not happen: try again, and report it.",
        ),
        "NotProxy" => (
            "not_authorized",
            "The signer is no proxy of that account for this call: add it, or use the kind of \
             proxy that allows the call.",
        ),
        "NotFound" => (
            "not_found",
            "There is no such proxy, multisig operation or task: list them first.",
        ),
        "TooMany" | "TooManyCalls" | "TooManyReserves" | "TooManyHolds" | "TooManyFreezes"
        | "TooBig" => (
            "limit_exceeded",
            "There are too many, or it is too large: remove some, or split it.",
        ),
        "TooFew" => ("invalid_argument", "There are too few: give at least one."),
        "Duplicate"
        | "AlreadyApproved"
        | "AlreadyStored"
        | "AlreadyNoted"
        | "AlreadyDeposited"
        | "ExistingVestingSchedule"
        | "Named" => ("already_exists", "That was done already: nothing to do."),
        "NoSelfProxy" => (
            "invalid_argument",
            "An account cannot be its own proxy: name another.",
        ),
        "Unannounced" => (
            "too_early",
            "The call was not announced, or the delay is not over: announce it and wait.",
        ),
        "Unproxyable" => (
            "not_authorized",
            "A proxy may not do that for this account: use a kind of proxy that may.",
        ),
        "AnnouncementDepositInvariantViolated"
        | "UnexpectedUnreserveLeftover"
        | "CurrencyError" => (
            "internal",
            "The chain reports what should not happen: report it.",
        ),
        "InvalidDerivedAccountId" | "InvalidDerivedAccount" => (
            "internal",
            "No account can be derived from that: use another index.",
        ),
        "MinimumThreshold"
        | "TooFewSignatories"
        | "TooManySignatories"
        | "SignatoriesOutOfOrder"
        | "SenderInSignatories" => (
            "invalid_argument",
            "The signatories do not fit: at least two with a threshold of two or more, without \
             the signer, sorted, without repeats.",
        ),
        "NoTimepoint" | "WrongTimepoint" | "UnexpectedTimepoint" => (
            "invalid_argument",
            "The timepoint does not fit: the first signatory gives none, the others give the \
             block and index of the first.",
        ),
        "NoApprovalsNeeded" | "MaxWeightTooLow" => (
            "invalid_argument",
            "The last approval makes the call: send the call itself, with the weight it takes.",
        ),
        "NoneValue" | "NotNoted" | "NotRequested" | "NoDeposit" | "NothingAuthorized" => (
            "not_found",
            "There is nothing of that kind: create it first.",
        ),
        "Requested" | "CannotReleaseYet" | "Entered" => (
            "too_early",
            "It is still in use: wait until it is released.",
        ),
        "Exited" | "NotConfigured" => (
            "disabled",
            "Safe mode is off, or does not allow that: nothing to do.",
        ),
        "FailedToSchedule" | "TargetBlockNumberInPast" | "RescheduleNoChange" => (
            "invalid_argument",
            "The block is over, or full of tasks: name a later one.",
        ),
        "InvalidSpecName"
        | "SpecVersionNeedsToIncrease"
        | "FailedToExtractRuntimeVersion"
        | "MultiBlockMigrationsOngoing" => (
            "invalid_argument",
            "That runtime cannot follow the present one: its name must stay, its version must \
             rise, and no migration may be under way.",
        ),
        "NonDefaultComposite" | "NonZeroRefCount" => (
            "policy_violation",
            "The account is still in use: remove what it holds first.",
        ),
        "DeltaZero" | "IssuanceDeactivated" | "VestingBalance" => (
            "invalid_argument",
            "The amount changes nothing or may not: use another.",
        ),
        "TooManyFieldsInCommitmentInfo" | "SpaceLimitExceeded" => (
            "limit_exceeded",
            "The hotkey published too much: shorten it, or wait for the next tempo.",
        ),
        "CrowdloanNotFound" | "InvalidCrowdloanId" => {
            ("not_found", "There is no such crowdloan: list them first.")
        }
        "DepositTooLow"
        | "CapTooLow"
        | "MinimumContributionTooLow"
        | "MinimumContributionTooHigh"
        | "MaximumContributionTooLow"
        | "ContributionTooLow" => (
            "invalid_argument",
            "The amount is outside of the crowdloan's limits: read them first.",
        ),
        "CannotEndInPast" | "BlockDurationTooShort" | "BlockDurationTooLong" => (
            "invalid_argument",
            "The crowdloan would be too short or too long: choose another last block.",
        ),
        "ContributionPeriodEnded" | "CapRaised" | "AlreadyFinalized" | "AlreadyFinalizing" => (
            "expired",
            "The crowdloan takes no more: it has ended, is full, or was finalised.",
        ),
        "ContributionPeriodNotEnded" | "CapNotRaised" | "NotReadyToDissolve" => (
            "too_early",
            "The crowdloan has not got so far: wait until it ends, reaches its cap, or is \
             refunded.",
        ),
        "NoContribution" | "DepositCannotBeWithdrawn" => (
            "not_found",
            "There is nothing to take back but the creator's deposit: read the contributions \
             first.",
        ),
        "MaxContributorsReached" | "MaxContributionReached" => (
            "limit_exceeded",
            "The crowdloan takes no more from you, or from anybody new.",
        ),
        "CallUnavailable" | "InvalidFinalizationConfig" => (
            "invalid_argument",
            "A crowdloan needs a call or a target, not both, and the call must still be stored.",
        ),
        "PriceLimitExceeded" | "PriceConditionNotMet" => (
            "policy_violation",
            "The price is not within the limit: wait, or use another limit.",
        ),
        "ReservesTooLow" | "ReservesOutOfBalance" | "SwapReturnedZero" | "SwapInputTooLarge" => (
            "insufficient_liquidity",
            "The pool is too small for this trade: use a smaller amount.",
        ),
        "InsufficientInputAmount" => (
            "invalid_argument",
            "The amount is too small to trade: use a larger one.",
        ),
        "FeeRateTooHigh" | "InvalidTickRange" | "InvalidLiquidityValue" => (
            "invalid_argument",
            "The value is outside of the pool's bounds: choose another.",
        ),
        "InvalidSignature"
        | "RelayerMissMatch"
        | "OrderNetUidMismatch"
        | "ChainIdMismatch"
        | "IncorrectPartialFillAmount"
        | "PartialFillsNotEnabled"
        | "RelayerRequiredForPartialFill"
        | "DuplicateOrderInBatch"
        | "ZeroShareInBatch" => (
            "invalid_argument",
            "The order does not fit: check its signature, relayer, subnet, chain and fill.",
        ),
        "OrderAlreadyProcessed" | "OrderCancelled" | "OrderExpired" => (
            "expired",
            "The order is over: it was executed or cancelled, or its time ended.",
        ),
        "LimitOrdersDisabled" | "PalletHotkeyNotRegistered" => (
            "disabled",
            "Limit orders are off on this chain: only root switches them on.",
        ),
        "BondsMovingAverageMaxReached"
        | "CollateralDrainRatioOutOfBounds"
        | "CollateralLockShareTooHigh"
        | "NegativeSigmoidSteepness" => (
            "invalid_argument",
            "The value is outside of the allowed range for an owner: choose another.",
        ),
        "MaxAllowedUIdsLessThanCurrentUIds"
        | "MaxAllowedUidsGreaterThanDefaultMaxAllowedUids"
        | "MaxAllowedUidsLessThanMinAllowedUids"
        | "MaxValidatorsLargerThanMaxUIds"
        | "MinAllowedUidsGreaterThanCurrentUids"
        | "MinAllowedUidsGreaterThanMaxAllowedUids" => (
            "invalid_argument",
            "The numbers of neurons and validators must fit each other and the neurons there are: \
             read them first.",
        ),
        "DrandConnectionFailure"
        | "UnverifiedPulse"
        | "InvalidRoundNumber"
        | "PulseVerificationError" => (
            "internal",
            "The chain could not read its random beacon: try again later.",
        ),
        "ChangePending"
        | "TooSoon"
        | "PauseFailed"
        | "ResumeFailed"
        | "InvalidKeyOwnershipProof"
        | "InvalidEquivocationProof"
        | "DuplicateOffenceReport" => (
            "too_early",
            "Finality is being changed already, or the report does not fit: try again later.",
        ),
        "NoProviders"
        | "CannotLookup"
        | "BadMandatory"
        | "MandatoryValidation"
        | "ConsumerRemaining"
        | "TooManyConsumers" => (
            "invalid_argument",
            "The account cannot be used like that: use one that holds TAO and is not in other use.",
        ),
        "Arithmetic" | "DivisionByZero" => (
            "internal",
            "A computation of the chain failed: use another amount, and report it.",
        ),
        "UnknownAsset" | "Unsupported" | "Blocked" => (
            "invalid_argument",
            "That asset or account cannot be used: use another.",
        ),
        _ => return None,
    })
}
