//! Why a call fails.

use frame_support::pallet_macros::pallet_section;

/// The errors of the pallet, in wire order.
#[pallet_section]
mod errors {
    /// Why a call fails. The order is wire data.
    #[pallet::error]
    pub enum Error<T> {
        /// RootNetworkDoesNotExist
        RootNetworkDoesNotExist,
        /// InvalidIpType
        InvalidIpType,
        /// InvalidIpAddress
        InvalidIpAddress,
        /// InvalidPort
        InvalidPort,
        /// HotKeyNotRegisteredInSubNet
        HotKeyNotRegisteredInSubNet,
        /// HotKeyAccountNotExists
        HotKeyAccountNotExists,
        /// HotKeyNotRegisteredInNetwork
        HotKeyNotRegisteredInNetwork,
        /// NonAssociatedColdKey
        NonAssociatedColdKey,
        /// NotEnoughStake
        NotEnoughStake,
        /// NotEnoughStakeToWithdraw
        NotEnoughStakeToWithdraw,
        /// NotEnoughStakeToSetWeights
        NotEnoughStakeToSetWeights,
        /// NotEnoughStakeToSetChildkeys
        NotEnoughStakeToSetChildkeys,
        /// NotEnoughBalanceToStake
        NotEnoughBalanceToStake,
        /// BalanceWithdrawalError
        BalanceWithdrawalError,
        /// ZeroBalanceAfterWithdrawn
        ZeroBalanceAfterWithdrawn,
        /// NeuronNoValidatorPermit
        NeuronNoValidatorPermit,
        /// WeightVecNotEqualSize
        WeightVecNotEqualSize,
        /// DuplicateUids
        DuplicateUids,
        /// UidVecContainInvalidOne
        UidVecContainInvalidOne,
        /// WeightVecLengthIsLow
        WeightVecLengthIsLow,
        /// TooManyRegistrationsThisBlock
        TooManyRegistrationsThisBlock,
        /// HotKeyAlreadyRegisteredInSubNet
        HotKeyAlreadyRegisteredInSubNet,
        /// NewHotKeyIsSameWithOld
        NewHotKeyIsSameWithOld,
        /// NewHotKeyNotCleanForRootSwap
        NewHotKeyNotCleanForRootSwap,
        /// InvalidWorkBlock
        InvalidWorkBlock,
        /// InvalidDifficulty
        InvalidDifficulty,
        /// InvalidSeal
        InvalidSeal,
        /// MaxWeightExceeded
        MaxWeightExceeded,
        /// HotKeyAlreadyDelegate
        HotKeyAlreadyDelegate,
        /// SettingWeightsTooFast
        SettingWeightsTooFast,
        /// IncorrectWeightVersionKey
        IncorrectWeightVersionKey,
        /// ServingRateLimitExceeded
        ServingRateLimitExceeded,
        /// UidsLengthExceedUidsInSubNet
        UidsLengthExceedUidsInSubNet,
        /// NetworkTxRateLimitExceeded
        NetworkTxRateLimitExceeded,
        /// DelegateTxRateLimitExceeded
        DelegateTxRateLimitExceeded,
        /// HotKeySetTxRateLimitExceeded
        HotKeySetTxRateLimitExceeded,
        /// StakingRateLimitExceeded
        StakingRateLimitExceeded,
        /// SubNetRegistrationDisabled
        SubNetRegistrationDisabled,
        /// TooManyRegistrationsThisInterval
        TooManyRegistrationsThisInterval,
        /// TransactorAccountShouldBeHotKey
        TransactorAccountShouldBeHotKey,
        /// FaucetDisabled
        FaucetDisabled,
        /// NotSubnetOwner
        NotSubnetOwner,
        /// RegistrationNotPermittedOnRootSubnet
        RegistrationNotPermittedOnRootSubnet,
        /// StakeTooLowForRoot
        StakeTooLowForRoot,
        /// AllNetworksInImmunity
        AllNetworksInImmunity,
        /// NotEnoughBalanceToPaySwapHotKey
        NotEnoughBalanceToPaySwapHotKey,
        /// NotRootSubnet
        NotRootSubnet,
        /// CanNotSetRootNetworkWeights
        CanNotSetRootNetworkWeights,
        /// NoNeuronIdAvailable
        NoNeuronIdAvailable,
        /// DelegateTakeTooLow
        DelegateTakeTooLow,
        /// DelegateTakeTooHigh
        DelegateTakeTooHigh,
        /// NoWeightsCommitFound
        NoWeightsCommitFound,
        /// InvalidRevealCommitHashNotMatch
        InvalidRevealCommitHashNotMatch,
        /// CommitRevealEnabled
        CommitRevealEnabled,
        /// CommitRevealDisabled
        CommitRevealDisabled,
        /// LiquidAlphaDisabled
        LiquidAlphaDisabled,
        /// AlphaHighTooLow
        AlphaHighTooLow,
        /// AlphaLowOutOfRange
        AlphaLowOutOfRange,
        /// ColdKeyAlreadyAssociated
        ColdKeyAlreadyAssociated,
        /// NotEnoughBalanceToPaySwapColdKey
        NotEnoughBalanceToPaySwapColdKey,
        /// InvalidChild
        InvalidChild,
        /// DuplicateChild
        DuplicateChild,
        /// ProportionOverflow
        ProportionOverflow,
        /// TooManyChildren
        TooManyChildren,
        /// TxRateLimitExceeded
        TxRateLimitExceeded,
        /// ColdkeySwapAnnouncementNotFound
        ColdkeySwapAnnouncementNotFound,
        /// ColdkeySwapTooEarly
        ColdkeySwapTooEarly,
        /// ColdkeySwapReannouncedTooEarly
        ColdkeySwapReannouncedTooEarly,
        /// AnnouncedColdkeyHashDoesNotMatch
        AnnouncedColdkeyHashDoesNotMatch,
        /// ColdkeySwapAlreadyDisputed
        ColdkeySwapAlreadyDisputed,
        /// NewColdKeyIsHotkey
        NewColdKeyIsHotkey,
        /// InvalidChildkeyTake
        InvalidChildkeyTake,
        /// TxChildkeyTakeRateLimitExceeded
        TxChildkeyTakeRateLimitExceeded,
        /// InvalidIdentity
        InvalidIdentity,
        /// MechanismDoesNotExist
        MechanismDoesNotExist,
        /// StakeUnavailable
        StakeUnavailable,
        /// SubnetNotExists
        SubnetNotExists,
        /// TooManyUnrevealedCommits
        TooManyUnrevealedCommits,
        /// ExpiredWeightCommit
        ExpiredWeightCommit,
        /// RevealTooEarly
        RevealTooEarly,
        /// InputLengthsUnequal
        InputLengthsUnequal,
        /// CommittingWeightsTooFast
        CommittingWeightsTooFast,
        /// AmountTooLow
        AmountTooLow,
        /// InsufficientLiquidity
        InsufficientLiquidity,
        /// SlippageTooHigh
        SlippageTooHigh,
        /// TransferDisallowed
        TransferDisallowed,
        /// ActivityCutoffTooLow
        ActivityCutoffTooLow,
        /// CallDisabled
        CallDisabled,
        /// FirstEmissionBlockNumberAlreadySet
        FirstEmissionBlockNumberAlreadySet,
        /// NeedWaitingMoreBlocksToStarCall
        NeedWaitingMoreBlocksToStarCall,
        /// NotEnoughAlphaOutToRecycle
        NotEnoughAlphaOutToRecycle,
        /// CannotBurnOrRecycleOnRootSubnet
        CannotBurnOrRecycleOnRootSubnet,
        /// UnableToRecoverPublicKey
        UnableToRecoverPublicKey,
        /// InvalidRecoveredPublicKey
        InvalidRecoveredPublicKey,
        /// SubtokenDisabled
        SubtokenDisabled,
        /// HotKeySwapOnSubnetIntervalNotPassed
        HotKeySwapOnSubnetIntervalNotPassed,
        /// KeepStakeBlockedByCollateral
        KeepStakeBlockedByCollateral,
        /// SameNetuid
        SameNetuid,
        /// InsufficientTaoBalance
        InsufficientTaoBalance,
        /// InvalidLeaseBeneficiary
        InvalidLeaseBeneficiary,
        /// LeaseCannotEndInThePast
        LeaseCannotEndInThePast,
        /// LeaseNetuidNotFound
        LeaseNetuidNotFound,
        /// LeaseDoesNotExist
        LeaseDoesNotExist,
        /// LeaseHasNoEndBlock
        LeaseHasNoEndBlock,
        /// LeaseHasNotEnded
        LeaseHasNotEnded,
        /// Overflow
        Overflow,
        /// BeneficiaryDoesNotOwnHotkey
        BeneficiaryDoesNotOwnHotkey,
        /// ExpectedBeneficiaryOrigin
        ExpectedBeneficiaryOrigin,
        /// AdminActionProhibitedDuringWeightsWindow
        AdminActionProhibitedDuringWeightsWindow,
        /// SymbolDoesNotExist
        SymbolDoesNotExist,
        /// SymbolAlreadyInUse
        SymbolAlreadyInUse,
        /// IncorrectCommitRevealVersion
        IncorrectCommitRevealVersion,
        /// InvalidRevealRound
        InvalidRevealRound,
        /// RevealPeriodTooLarge
        RevealPeriodTooLarge,
        /// RevealPeriodTooSmall
        RevealPeriodTooSmall,
        /// InvalidValue
        InvalidValue,
        /// SubnetLimitReached
        SubnetLimitReached,
        /// CannotAffordLockCost
        CannotAffordLockCost,
        /// EvmKeyAssociateRateLimitExceeded
        EvmKeyAssociateRateLimitExceeded,
        /// EvmKeyAssociationLimitExceeded
        EvmKeyAssociationLimitExceeded,
        /// SameAutoStakeHotkeyAlreadySet
        SameAutoStakeHotkeyAlreadySet,
        /// UidMapCouldNotBeCleared
        UidMapCouldNotBeCleared,
        /// TrimmingWouldExceedMaxImmunePercentage
        TrimmingWouldExceedMaxImmunePercentage,
        /// ChildParentInconsistency
        ChildParentInconsistency,
        /// InvalidNumRootClaim
        InvalidNumRootClaim,
        /// InvalidRootClaimThreshold
        InvalidRootClaimThreshold,
        /// InvalidSubnetNumber
        InvalidSubnetNumber,
        /// TooManyUIDsPerMechanism
        TooManyUIDsPerMechanism,
        /// VotingPowerTrackingNotEnabled
        VotingPowerTrackingNotEnabled,
        /// InvalidVotingPowerEmaAlpha
        InvalidVotingPowerEmaAlpha,
        /// Deprecated
        Deprecated,
        /// SubnetBuybackRateLimitExceeded
        SubnetBuybackRateLimitExceeded,
        /// NetworkDissolveAlreadyQueued
        NetworkDissolveAlreadyQueued,
        /// AddStakeBurnRateLimitExceeded
        AddStakeBurnRateLimitExceeded,
        /// ColdkeySwapAnnounced
        ColdkeySwapAnnounced,
        /// ColdkeySwapDisputed
        ColdkeySwapDisputed,
        /// ColdkeySwapClearTooEarly
        ColdkeySwapClearTooEarly,
        /// DisabledTemporarily
        DisabledTemporarily,
        /// RegistrationPriceLimitExceeded
        RegistrationPriceLimitExceeded,
        /// LockHotkeyMismatch
        LockHotkeyMismatch,
        /// InsufficientStakeForLock
        InsufficientStakeForLock,
        /// NoExistingLock
        NoExistingLock,
        /// ActiveLockExists
        ActiveLockExists,
        /// CannotUseSystemAccount
        CannotUseSystemAccount,
        /// UnlockAmountTooHigh
        UnlockAmountTooHigh,
        /// WaitingForDissolvedSubnetCleanup
        WaitingForDissolvedSubnetCleanup,
        /// TempoOutOfBounds
        TempoOutOfBounds,
        /// ActivityCutoffFactorMilliOutOfBounds
        ActivityCutoffFactorMilliOutOfBounds,
        /// EpochTriggerAlreadyPending
        EpochTriggerAlreadyPending,
        /// AutoEpochAlreadyImminent
        AutoEpochAlreadyImminent,
        /// DynamicTempoBlockedByCommitReveal
        DynamicTempoBlockedByCommitReveal,
        /// AccountRejectsLockedAlpha
        AccountRejectsLockedAlpha,
        /// LockIdOverFlow
        LockIdOverFlow,
        /// StartCallNotReady
        StartCallNotReady,
        /// InsufficientAlphaBalance
        InsufficientAlphaBalance,
        /// ColdkeyCollateralIncomplete
        ColdkeyCollateralIncomplete,
        /// ColdkeyCollateralPositionsFull
        ColdkeyCollateralPositionsFull,
    }
}
