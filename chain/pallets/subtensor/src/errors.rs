//! Why a call fails.

use frame_support::pallet_macros::pallet_section;

/// The errors of the pallet, in wire order.
#[pallet_section]
mod errors {
    /// Why a call fails. The order is wire data.
    #[pallet::error]
    pub enum Error<T> {
        /// There is no root network.
        RootNetworkDoesNotExist,
        /// The address is neither of version 4 nor 6.
        InvalidIpType,
        /// The address cannot be reached from elsewhere; serve a public one.
        InvalidIpAddress,
        /// The port is 0.
        InvalidPort,
        /// The hotkey has no slot on the subnet; register it first.
        HotKeyNotRegisteredInSubNet,
        /// Nobody owns the hotkey; register or associate it first.
        HotKeyAccountNotExists,
        /// The hotkey has no slot on any subnet; register it first.
        HotKeyNotRegisteredInNetwork,
        /// The hotkey belongs to another coldkey.
        NonAssociatedColdKey,
        /// The stake is too small.
        NotEnoughStake,
        /// The position holds less than that.
        NotEnoughStakeToWithdraw,
        /// The stake weight is below the threshold for weights; add stake.
        NotEnoughStakeToSetWeights,
        /// The stake is below the threshold for children; add stake.
        NotEnoughStakeToSetChildkeys,
        /// The coldkey holds less TAO than that.
        NotEnoughBalanceToStake,
        /// The TAO could not be taken from the account.
        BalanceWithdrawalError,
        /// The account would be left empty.
        ZeroBalanceAfterWithdrawn,
        /// The neuron may not validate; it needs more stake.
        NeuronNoValidatorPermit,
        /// There are not as many weights as UIDs.
        WeightVecNotEqualSize,
        /// A UID is named twice.
        DuplicateUids,
        /// A UID is not in use on the subnet.
        UidVecContainInvalidOne,
        /// There are fewer weights than the subnet asks for.
        WeightVecLengthIsLow,
        /// This block has its registrations; try in the next.
        TooManyRegistrationsThisBlock,
        /// The hotkey already has a slot on the subnet.
        HotKeyAlreadyRegisteredInSubNet,
        /// Both hotkeys are the same.
        NewHotKeyIsSameWithOld,
        /// The new hotkey already has root stake or claims; take a fresh one.
        NewHotKeyNotCleanForRootSwap,
        /// The proof of work is of another block.
        InvalidWorkBlock,
        /// The proof of work is too easy.
        InvalidDifficulty,
        /// The proof of work does not match.
        InvalidSeal,
        /// A weight is above the limit.
        MaxWeightExceeded,
        /// The hotkey already is a delegate.
        HotKeyAlreadyDelegate,
        /// Weights were set too recently; wait for the rate limit.
        SettingWeightsTooFast,
        /// The version key is below the subnet's; update the validator.
        IncorrectWeightVersionKey,
        /// The endpoint was announced too recently; wait for the rate limit.
        ServingRateLimitExceeded,
        /// There are more weights than slots in use.
        UidsLengthExceedUidsInSubNet,
        /// A subnet was registered too recently; wait for the rate limit.
        NetworkTxRateLimitExceeded,
        /// The delegate take changed too recently to rise.
        DelegateTxRateLimitExceeded,
        /// A hotkey was set or swapped too recently.
        HotKeySetTxRateLimitExceeded,
        /// Stake was changed too recently.
        StakingRateLimitExceeded,
        /// The subnet takes no registrations now.
        SubNetRegistrationDisabled,
        /// This interval has its registrations; try in the next.
        TooManyRegistrationsThisInterval,
        /// The signer has to be a hotkey.
        TransactorAccountShouldBeHotKey,
        /// This chain has no faucet.
        FaucetDisabled,
        /// Only the subnet's owner may do this.
        NotSubnetOwner,
        /// Root has its own registration call.
        RegistrationNotPermittedOnRootSubnet,
        /// The hotkey's stake is below that of everyone on root.
        StakeTooLowForRoot,
        /// No subnet can be pruned yet.
        AllNetworksInImmunity,
        /// The coldkey cannot pay for the hotkey swap.
        NotEnoughBalanceToPaySwapHotKey,
        /// This is for root only.
        NotRootSubnet,
        /// Root has no weights.
        CanNotSetRootNetworkWeights,
        /// No slot is free and none can be freed.
        NoNeuronIdAvailable,
        /// The take is too low, or not a change in the right direction.
        DelegateTakeTooLow,
        /// The take is above the maximum.
        DelegateTakeTooHigh,
        /// No waiting commit matches; compare data, salt and version key.
        NoWeightsCommitFound,
        /// The data do not match the commit.
        InvalidRevealCommitHashNotMatch,
        /// Weights have to be committed and revealed here.
        CommitRevealEnabled,
        /// Weights are set directly here.
        CommitRevealDisabled,
        /// The subnet does not use liquid alpha.
        LiquidAlphaDisabled,
        /// The upper liquid alpha is too low.
        AlphaHighTooLow,
        /// The lower liquid alpha is out of range.
        AlphaLowOutOfRange,
        /// The new coldkey already owns or stakes something.
        ColdKeyAlreadyAssociated,
        /// The coldkey cannot pay for its swap.
        NotEnoughBalanceToPaySwapColdKey,
        /// A hotkey cannot be its own child.
        InvalidChild,
        /// A child is named twice.
        DuplicateChild,
        /// The children's parts sum to more than one.
        ProportionOverflow,
        /// A hotkey may have five children at most.
        TooManyChildren,
        /// This was done too recently; wait for the rate limit.
        TxRateLimitExceeded,
        /// No swap of this coldkey is announced.
        ColdkeySwapAnnouncementNotFound,
        /// The announced swap is not due yet.
        ColdkeySwapTooEarly,
        /// It is too early to announce another swap.
        ColdkeySwapReannouncedTooEarly,
        /// Another coldkey was announced.
        AnnouncedColdkeyHashDoesNotMatch,
        /// The swap is already disputed.
        ColdkeySwapAlreadyDisputed,
        /// The new coldkey is a hotkey.
        NewColdKeyIsHotkey,
        /// The child-key take is out of range.
        InvalidChildkeyTake,
        /// The child-key take changed too recently to rise.
        TxChildkeyTakeRateLimitExceeded,
        /// A text of the identity is too long.
        InvalidIdentity,
        /// The subnet has no such mechanism.
        MechanismDoesNotExist,
        /// The alpha is locked.
        StakeUnavailable,
        /// There is no such subnet.
        SubnetNotExists,
        /// Too many commits wait; reveal some first.
        TooManyUnrevealedCommits,
        /// The commit's time is over; commit anew.
        ExpiredWeightCommit,
        /// The commit's time has not come; wait for its epoch.
        RevealTooEarly,
        /// The lists are of different lengths.
        InputLengthsUnequal,
        /// Weights were committed too recently; wait for the rate limit.
        CommittingWeightsTooFast,
        /// The amount is too small, or buys too little.
        AmountTooLow,
        /// The pool is too small for the amount.
        InsufficientLiquidity,
        /// The limit price allows only a part; loosen it or allow a partial fill.
        SlippageTooHigh,
        /// The subnet's owner forbids giving stake to others.
        TransferDisallowed,
        /// The activity cutoff is below the minimum.
        ActivityCutoffTooLow,
        /// The call is switched off.
        CallDisabled,
        /// The subnet has been started already.
        FirstEmissionBlockNumberAlreadySet,
        /// It is too early to start the subnet.
        NeedWaitingMoreBlocksToStarCall,
        /// The subnet has less alpha outside of its pool.
        NotEnoughAlphaOutToRecycle,
        /// Root has no alpha to give up.
        CannotBurnOrRecycleOnRootSubnet,
        /// The signature gives no key.
        UnableToRecoverPublicKey,
        /// The signature is of another key.
        InvalidRecoveredPublicKey,
        /// The subnet's alpha cannot be traded yet; its owner has to start it.
        SubtokenDisabled,
        /// A hotkey was swapped on the subnet too recently.
        HotKeySwapOnSubnetIntervalNotPassed,
        /// Collateral keeps the stake where it is.
        KeepStakeBlockedByCollateral,
        /// Origin and destination are the same.
        SameNetuid,
        /// The account holds less TAO than that.
        InsufficientTaoBalance,
        /// Only the crowdloan's creator can hold the lease.
        InvalidLeaseBeneficiary,
        /// The lease would have ended already.
        LeaseCannotEndInThePast,
        /// The lease's subnet was not made.
        LeaseNetuidNotFound,
        /// There is no such lease.
        LeaseDoesNotExist,
        /// The lease never ends.
        LeaseHasNoEndBlock,
        /// The lease goes on.
        LeaseHasNotEnded,
        /// A number became too large.
        Overflow,
        /// The hotkey is not the beneficiary's.
        BeneficiaryDoesNotOwnHotkey,
        /// Only the beneficiary may do this.
        ExpectedBeneficiaryOrigin,
        /// Settings are frozen until the coming epoch; wait for it.
        AdminActionProhibitedDuringWeightsWindow,
        /// There is no such symbol.
        SymbolDoesNotExist,
        /// Another subnet has the symbol.
        SymbolAlreadyInUse,
        /// The commit's version is not the chain's; update the validator.
        IncorrectCommitRevealVersion,
        /// The round is over already.
        InvalidRevealRound,
        /// The reveal period is too long.
        RevealPeriodTooLarge,
        /// The reveal period is too short.
        RevealPeriodTooSmall,
        /// The value is out of range.
        InvalidValue,
        /// There are as many subnets as there can be, and none can be pruned.
        SubnetLimitReached,
        /// The coldkey cannot pay for a subnet.
        CannotAffordLockCost,
        /// The EVM address was changed too recently.
        EvmKeyAssociateRateLimitExceeded,
        /// The EVM address has as many slots as it can have.
        EvmKeyAssociationLimitExceeded,
        /// The incentive already goes there.
        SameAutoStakeHotkeyAlreadySet,
        /// The slots could not be renumbered.
        UidMapCouldNotBeCleared,
        /// Too many neurons are immune for so few slots.
        TrimmingWouldExceedMaxImmunePercentage,
        /// A hotkey would be its own parent and child.
        ChildParentInconsistency,
        /// The number of claims per block is out of range.
        InvalidNumRootClaim,
        /// The claim threshold is out of range.
        InvalidRootClaimThreshold,
        /// No subnet, or too many, are named.
        InvalidSubnetNumber,
        /// The mechanisms would have too many slots together.
        TooManyUIDsPerMechanism,
        /// The subnet keeps no voting power.
        VotingPowerTrackingNotEnabled,
        /// The smoothing is out of range.
        InvalidVotingPowerEmaAlpha,
        /// The call is on the wire only and does nothing any more.
        Deprecated,
        /// The subnet bought back too recently.
        SubnetBuybackRateLimitExceeded,
        /// The subnet already waits to be cleared away.
        NetworkDissolveAlreadyQueued,
        /// Alpha was bought and burned too recently.
        AddStakeBurnRateLimitExceeded,
        /// A swap of the coldkey is announced; until then it can do nothing else.
        ColdkeySwapAnnounced,
        /// The coldkey's swap is disputed; it can do nothing until root decides.
        ColdkeySwapDisputed,
        /// It is too early to withdraw the announcement.
        ColdkeySwapClearTooEarly,
        /// The call is switched off for now.
        DisabledTemporarily,
        /// Registering costs more than the limit.
        RegistrationPriceLimitExceeded,
        /// The receiver's lock backs another hotkey.
        LockHotkeyMismatch,
        /// The coldkey has less alpha on the subnet than that.
        InsufficientStakeForLock,
        /// The coldkey has no lock on the subnet.
        NoExistingLock,
        /// The coldkey has a lock that is still active.
        ActiveLockExists,
        /// The account belongs to the chain itself.
        CannotUseSystemAccount,
        /// Less than that is locked.
        UnlockAmountTooHigh,
        /// A former subnet is still being cleared away.
        WaitingForDissolvedSubnetCleanup,
        /// The tempo is out of range.
        TempoOutOfBounds,
        /// The activity cutoff is out of range.
        ActivityCutoffFactorMilliOutOfBounds,
        /// An epoch has been asked for already.
        EpochTriggerAlreadyPending,
        /// The next epoch is about to run anyway.
        AutoEpochAlreadyImminent,
        /// The tempo cannot change while weights are committed and revealed.
        DynamicTempoBlockedByCommitReveal,
        /// The receiver does not take locked alpha.
        AccountRejectsLockedAlpha,
        /// There are no more numbers for holds.
        LockIdOverFlow,
        /// The subnet is not ready to start.
        StartCallNotReady,
        /// The account holds less alpha than that.
        InsufficientAlphaBalance,
        /// The coldkey's collateral is incomplete.
        ColdkeyCollateralIncomplete,
        /// The coldkey has as many collateral positions as it can have.
        ColdkeyCollateralPositionsFull,
    }
}
