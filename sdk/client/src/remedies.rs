//! What to do about each refusal of the chain.

/// Advice for an error that the chain calls by `name` (without the pallet).
///
/// Names follow `docs/protocol/` and the chain's metadata. An unknown name gets advice that is
/// still true.
pub fn remedy_for(name: &str) -> &'static str {
    match name {
        "NotEnoughBalanceToStake"
        | "NotEnoughBalanceToPaySwapColdKey"
        | "NotEnoughBalanceToPaySwapHotKey"
        | "CannotAffordLockCost"
        | "InsufficientBalance"
        | "FundsUnavailable" => {
            "The coldkey holds too little TAO: send TAO to it, or use a smaller amount."
        }
        "InsufficientTaoBalance" => "The coldkey holds too little TAO for this: send TAO to it.",
        "AmountTooLow" => "The amount is below the minimum: use a larger one.",
        "NotEnoughStakeToWithdraw" => {
            "The stake on this hotkey is smaller than that: read it first, or remove all of it."
        }
        "NotEnoughStake" | "NotEnoughStakeToSetWeights" => {
            "The hotkey's stake is below what the subnet asks for: add stake to it."
        }
        "HotKeyNotRegisteredInSubNet" | "HotKeyNotRegisteredInNetwork" => {
            "The hotkey is not a neuron of this subnet: register it, or use the right hotkey."
        }
        "HotKeyAlreadyRegisteredInSubNet" => "The hotkey is a neuron already: nothing to do.",
        "HotKeyAccountNotExists" => "No coldkey owns this hotkey yet: register it in a subnet.",
        "NonAssociatedColdKey" => {
            "Another coldkey owns this hotkey: sign with that one, or use another hotkey."
        }
        "SubnetNotExists" | "MechanismDoesNotExist" => {
            "There is no such subnet or mechanism: list the subnets and choose one."
        }
        "SubtokenDisabled" => "The subnet has not been started: its owner must call start_call.",
        "NeuronNoValidatorPermit" => {
            "Only validators with a permit may set weights: stake more than other validators, and \
             wait for the next epoch."
        }
        "SettingWeightsTooFast" | "CommittingWeightsTooFast" => {
            "Weights were set too recently: wait for the subnet's weights rate limit in blocks."
        }
        "IncorrectWeightVersionKey" => {
            "The subnet asks for a newer weights version: update the validator."
        }
        "WeightVecLengthIsLow" => "Too few weights: the subnet asks for more entries.",
        "MaxWeightExceeded" => "One weight is too large a share: spread the weights.",
        "CommitRevealEnabled" => "This subnet takes committed weights: commit, then reveal.",
        "CommitRevealDisabled" => "This subnet takes plain weights: use set_weights.",
        "ServingRateLimitExceeded" => "The axon was announced a moment ago: wait some blocks.",
        "TooManyRegistrationsThisBlock" | "TooManyRegistrationsThisInterval" => {
            "Too many registrations just now: try again in a later block."
        }
        "SubNetRegistrationDisabled" | "RegistrationNotPermittedOnRootSubnet" => {
            "This subnet takes no registrations now: ask its owner."
        }
        "RegistrationPriceLimitExceeded" => {
            "The price rose above the limit: look at it again and raise the limit."
        }
        "NetworkTxRateLimitExceeded" => "A subnet was created a moment ago: wait some blocks.",
        "SlippageTooHigh" | "PriceLimitExceeded" => {
            "The trade would move the price past the limit: use a smaller amount or a wider limit."
        }
        "InsufficientLiquidity" | "ReservesTooLow" => {
            "The pool is too small for this trade: use a smaller amount."
        }
        "NeedWaitingMoreBlocksToStarCall" => "A new subnet must wait some blocks before its start.",
        "FirstEmissionBlockNumberAlreadySet" => "The subnet was started already: nothing to do.",
        "AdminActionProhibitedDuringWeightsWindow" => {
            "Rules are frozen just before an epoch: try again after it."
        }
        "BadOrigin" | "RequireSudo" => "This key may not do that: sign with the owner or sudo key.",
        "TxRateLimitExceeded" | "DelegateTxRateLimitExceeded" => {
            "This key did the same a moment ago: wait some blocks."
        }
        _ => "Look the error up in docs/protocol/errors.md, and check the call's arguments.",
    }
}
