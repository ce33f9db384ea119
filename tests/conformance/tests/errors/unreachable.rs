//! Errors and codes that no row can show, and why.

use pallet_subtensor::guards::CustomCode;

/// Errors that are declared because their numbers are part of the wire: no code constructs them,
/// which a test checks in the sources. With each pallet its folder.
pub(crate) const NOT_CONSTRUCTED: &[(&str, &str, &[&str])] = &[
    (
        "SubtensorModule",
        "subtensor",
        &[
            // Stake and weights, of earlier versions of the protocol.
            "NotEnoughStake",
            "ZeroBalanceAfterWithdrawn",
            "MaxWeightExceeded",
            "HotKeyAlreadyDelegate",
            "StakingRateLimitExceeded",
            "TransactorAccountShouldBeHotKey",
            "NotEnoughAlphaOutToRecycle",
            "AddStakeBurnRateLimitExceeded",
            "UnlockAmountTooHigh",
            // Registration by work, and the faucet.
            "InvalidWorkBlock",
            "InvalidDifficulty",
            "InvalidSeal",
            "FaucetDisabled",
            // Subnets.
            "AllNetworksInImmunity",
            "NotRootSubnet",
            "LeaseNetuidNotFound",
            // Calls that were switched off for a time.
            "CallDisabled",
            "DisabledTemporarily",
            // A signature without a key is refused as `InvalidIdentity`.
            "UnableToRecoverPublicKey",
            // Names for later: what raises them came after this version of the protocol.
            "KeepStakeBlockedByCollateral",
            "EvmKeyAssociationLimitExceeded",
            "SubnetBuybackRateLimitExceeded",
            "NetworkDissolveAlreadyQueued",
            "WaitingForDissolvedSubnetCleanup",
            "LockIdOverFlow",
            "StartCallNotReady",
            "InsufficientAlphaBalance",
            "ColdkeyCollateralIncomplete",
            "ColdkeyCollateralPositionsFull",
        ],
    ),
    (
        "Commitments",
        "commitments",
        &[
            // A call with more fields cannot be decoded.
            "TooManyFieldsInCommitmentInfo",
            // Nothing is reserved.
            "UnexpectedUnreserveLeftover",
        ],
    ),
    // A crowdloan can be finalised before its end.
    ("Crowdloan", "crowdloan", &["ContributionPeriodNotEnded"]),
    (
        "Drand",
        "drand",
        &[
            "NoneValue",
            "StorageOverflow",
            "DrandConnectionFailure",
            // An untrue pulse is passed over.
            "UnverifiedPulse",
        ],
    ),
    (
        "Proxy",
        "proxy",
        &[
            // What a relation does not allow is `System.CallFiltered`.
            "Unproxyable",
            "AnnouncementDepositInvariantViolated",
        ],
    ),
    // Users' own liquidity is retired.
    (
        "Swap",
        "swap",
        &[
            "InsufficientInputAmount",
            "InsufficientBalance",
            "InvalidTickRange",
            "InvalidLiquidityValue",
            "SubtokenDisabled",
        ],
    ),
];

/// Errors of checks that always hold, and what makes them hold.
pub(crate) const ALWAYS_HOLDS: &[(&str, &str)] = &[
    (
        "SubtensorModule.BalanceWithdrawalError",
        "TAO is recycled only after the free balance was found to hold it",
    ),
    (
        "SubtensorModule.UidMapCouldNotBeCleared",
        "a map is cleared without a limit, so nothing is left of it",
    ),
    (
        "Crowdloan.Underflow",
        "what is paid back is part of what was raised, and an end in the future is not before now",
    ),
    (
        "Proxy.InvalidDerivedAccountId",
        "every hash of 32 bytes is an account",
    ),
    (
        "LimitOrders.SwapReturnedZero",
        "a trade of something for nothing fails as Swap.ReservesTooLow or AmountTooLow before",
    ),
    (
        "Swap.InsufficientLiquidity",
        "what a pool pays is computed as a part of its reserve",
    ),
    (
        "Swap.ReservesOutOfBalance",
        "the weights of a pool are never computed from a price, and those that liquidity would \
         push out of their bounds are not stored",
    ),
];

macro_rules! codes {
    ($($code:ident: $given:ident,)*) => {
        /// Every code of the main pallet, and whether a guard gives it.
        pub(crate) const CODES: &[(CustomCode, bool)] = &[
            $((CustomCode::$code, codes!($given)),)*
        ];

        /// Fails to compile when a code is missing above.
        const _: fn(CustomCode) = |code| match code {
            $(CustomCode::$code => (),)*
        };
    };
    (given) => { true };
    (never) => { false };
}

// What the codes that are never given mean, only the dispatch finds out. Clients know them.
codes! {
    ColdkeyInSwapSchedule: given,
    StakeAmountTooLow: given,
    BalanceTooLow: never,
    SubnetNotExists: never,
    HotkeyAccountDoesntExist: given,
    NotEnoughStakeToWithdraw: never,
    RateLimitExceeded: given,
    InsufficientLiquidity: never,
    SlippageTooHigh: never,
    TransferDisallowed: never,
    HotKeyNotRegisteredInNetwork: given,
    InvalidIpAddress: given,
    ServingRateLimitExceeded: given,
    InvalidPort: given,
    InvalidRevealRound: given,
    CommitNotFound: given,
    CommitBlockNotInRevealRange: given,
    InputLengthsUnequal: given,
    UidNotFound: given,
    EvmKeyAssociateRateLimitExceeded: given,
    ColdkeySwapDisputed: given,
    InvalidRealAccount: given,
    NonAssociatedColdKey: given,
    DelegateTakeTooLow: given,
    DelegateTakeTooHigh: given,
    BadRequest: given,
}
